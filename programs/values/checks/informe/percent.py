"""The stated percentage of a línea against its quantities: what statcheck does for papers.

Quantities that were typed rule. Where only the words are there, every reasonable reading of them is
tried (each matched count, their sums, accumulated, received, totals of tables, lists) and one that
agrees is enough to say nothing. Source: section 2.2 of the domain document, column "Arithmetic".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.accumulated import accumulates
from programs.values.checks.informe.attention import against_attention
from programs.values.checks.informe.backing import backing_of, counts_for_each
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.each_quarter import tells_each_quarter
from programs.values.checks.informe.evidence import (
    Evidence,
    amounts_in,
    deeds_in,
    evidence_of,
)
from programs.values.checks.informe.evidence_apart import evidence_apart, told_of_all
from programs.values.checks.informe.left_though_met import (
    left_though_met,
    met_in_words,
    reaches,
    rest_of_whole,
)
from programs.values.checks.informe.quarter_metas import (
    is_of_no_year,
    is_of_programmed,
    tells_both,
    with_quarter_meta,
    without_year,
)
from programs.values.checks.informe.readings import (
    adds_up,
    count_of,
    is_of_quarter,
    is_told,
    may_accumulate,
    may_lack,
    ratios_of,
    readings_of,
    said_twice,
    shown_sum,
    sums_of,
)
from programs.values.checks.informe.shares import without_meta
from programs.values.checks.informe.statements import (
    OF_WORDS,
    WHOLE,
    Statement,
    agrees,
    division,
    each_once,
    fitting,
    is_inside,
    says_so_many_make_it,
    shares_told,
    statements_of,
    would_be,
    wrong_percent,
)
from programs.values.checks.informe.two_percents import two_percents
from programs.values.checks.informe.typed_percents import (
    PERCENT_UNIT,
    against_typed,
    met_against_typed,
    of_part,
    spoken_of,
)
from programs.values.checks.informe.uncounted import (
    met_uncounted,
    no_count,
    tells_nothing,
    uncounted,
)
from programs.values.checks.informe.year_told import so_far_told
from programs.values.phrases import number_text
from programs.values.wording.metas import ends_promised
from programs.values.wording.numbers import folded
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.percents import percents_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit
from programs.values.written import Amount, Period, WrittenLinea


def percent(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each stated percentage that the quantities do not give, or that has no quantity.

    Where what the quarter had programmed is told beside the meta of the year, a share may be of
    either, unless its words say of which.
    """
    quarter = with_quarter_meta(linea, period)
    if quarter is None:
        yield from _of_meta(linea, period)
        return
    if tells_both(linea):
        of_year = list(_of_meta(linea, period, of_quarter=False))
        yield from of_year or _of_quarter(quarter, period, of_quarter=True)
        return
    found = list(_of_meta(linea, period))
    words = folded(linea.closing.text) if linea.closing else ""
    alone = linea.amounts[0].quantity is None  # "3 boletines por trimestre"
    yearly = _OF_YEAR.search(words) and not _OF_QUARTER.search(words)
    if yearly and (linea.so_far or so_far_told(linea, period)):
        yield from found
        return
    of_quarter = alone or (_OF_QUARTER.search(words) and not _OF_YEAR.search(words))
    of_quarter = of_quarter or is_of_programmed(linea, words)
    of_quarter = of_quarter or (not yearly and not found and is_of_no_year(linea))
    of_turn = list(_of_quarter(quarter, period)) if found or of_quarter else []
    if of_quarter or not of_turn:
        yield from of_turn
        return
    if found[0].message.partition(", ")[0] != of_turn[0].message.partition(", ")[0]:
        return  # "100% de lo programado. 40% anual.": each is right of its own
    if _counts_year(linea, period):
        yield found[0]  # "se han organizado seis de ocho": no count of the quarter
        return
    shown = f"Del trimestre: {of_turn[0].arithmetic}. Del año: {found[0].arithmetic}"
    yield replace(found[0], message=of_turn[0].message, arithmetic=shown)


def _counts_year(linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether what a narrative counts of a meta sums up the year: "con los cuatro… seis"."""
    if linea.numbers_typed:
        return False
    amount = linea.amounts[0]
    evidence = evidence_of(linea, amount.unit, period.year_starts_on.year if period else None)
    count = count_of(evidence, linea, amount.quantity)
    return count is not None and count.sums_up


def _of_quarter(
    quarter: WrittenLinea, period: Period | None, *, of_quarter: bool | None = None
) -> Iterator[Finding]:
    """Compare a línea with what its quarter had programmed.

    What only labels of the year so far count ("Realizado acumulado: 9") is no quantity of it: where
    it disagrees, what else the línea counts is compared.
    """
    found = list(_of_meta(quarter, period, of_quarter=of_quarter))
    own = without_year(quarter)
    if not found or own == quarter:
        yield from found
        return
    told = _of_meta(own, period, of_quarter=of_quarter)
    yield from (each for each in told if each.code is Code.WRITTEN_PERCENT)


_OF_YEAR = re.compile(r"\b(?:anual|ano|ejercicio|acumulad\w+)\b")


def _of_meta(
    linea: WrittenLinea, period: Period | None, *, of_quarter: bool | None = None
) -> Iterator[Finding]:
    """Compare a línea with its meta: every share, or those that are `of_quarter` or not."""
    said = [
        each
        for each in statements_of(linea)
        if each.value > 0 and of_quarter in (None, each.said.scope is Scope.QUARTER)
    ]
    amounts = amounts_in(linea)
    if met := met_uncounted(linea, amounts):
        whole = met_in_words(linea) if len(amounts) == 1 else None
        yield (left_though_met(linea, whole, amounts[0]) if whole else None) or met
        return
    if not said:
        yield from _against_met(linea, period, amounts)
        return
    if linea.numbers_typed:
        yield from against_typed(linea, period, said)
        return
    if not amounts:
        ends = ends_promised(linea.meta)
        yield from _against_ends(linea, period, said, ends) if ends else without_meta(linea, said)
        return
    if any(each.unit.startswith(PERCENT_UNIT) for each in amounts):
        if len(amounts) == 1:
            yield from against_attention(linea, period, said[-1], amounts[0])
        return
    if len(amounts) == 1 and (left := left_though_met(linea, said[-1], amounts[0])):
        yield left
        return
    if len(amounts) == 1 and (rest := rest_of_whole(linea, said[-1], amounts[0])):
        yield rest
        return
    for statement in each_once(said):
        own = spoken_of(statement, amounts)
        if of_part(linea, period, statement):
            found = _against_programmed(linea, period, statement, own)
        else:
            found = _against_words(linea, period, statement, own)
        if found:
            yield found
            return


def _against_ends(
    linea: WrittenLinea, period: Period | None, said: list[Statement], ends: tuple[Amount, ...]
) -> Iterator[Finding]:
    """Compare the shares of a meta of a range, "de 8 a 10 visitas", with both its ends.

    One that neither gives may be of a number between them.
    """
    least, most = (each.quantity or Decimal(0) for each in ends)
    middle = [each for each in (least + 1, (least + most) / 2, most - 1) if least < each < most]
    wholes = (*ends, *(Amount(each, ends[0].unit) for each in middle))
    for statement in each_once(said):
        if of_part(linea, period, statement):
            continue
        own = (replace(linea, amounts=(whole,)) for whole in wholes)
        found = [_against_words(each, period, statement, each.amounts) for each in own]
        if found[0] and all(found):
            yield found[0]
            return


def _against_met(
    linea: WrittenLinea, period: Period | None, amounts: tuple[Amount, ...]
) -> Iterator[Finding]:
    """Yield that a meta is told as met in words, and the narrative counts fewer than it."""
    counted = len(amounts) == 1 and not amounts[0].unit.startswith(PERCENT_UNIT)
    statement = met_in_words(linea) if counted else None
    if statement is None:
        return
    if linea.numbers_typed:
        yield from met_against_typed(linea, period, statement)
        return
    if left := left_though_met(linea, statement, amounts[0]):
        yield left
        return
    # "La meta del trimestre" is a part of the year's that is not told.
    own = is_of_quarter(linea) or is_inside(linea, period)
    known = period is not None and not accumulates(linea, period)
    if not own and (not known or _OF_QUARTER.search(folded(statement.quote))):
        return
    found = _against_words(linea, period, statement, amounts)
    if found and found.code is Code.WRITTEN_PERCENT:
        yield found


_OF_QUARTER = re.compile(r"\btrimestr\w+|\bperiodo\b")


def _against_words(
    linea: WrittenLinea, period: Period | None, statement: Statement, amounts: tuple[Amount, ...]
) -> Finding | None:
    year = period.year_starts_on.year if period else None
    evidence = evidence_apart(linea, amounts, year)
    whole = sum((amount.quantity or Decimal(0) for amount in amounts), Decimal(0))
    if whole == 1 and statement.value < 100:
        return None  # how far one thing has come is told by no count
    counts = [
        count_of(each, linea, amount.quantity)
        for each, amount in zip(evidence, amounts, strict=True)
    ]
    told = [count for count in counts if count]
    if not told:
        return uncounted(linea, period, statement, amounts, evidence)
    added_up = len(told) == 1 and adds_up(told[0], evidence[0]) and statement.is_of_year
    ways = () if added_up else (evidence, *told_of_all(evidence))
    if any(_some_reading_agrees(linea, statement, amounts, each) for each in ways):
        return None
    done = sum((count.quantity for count in told), Decimal(0))
    if statement.value == 100 and any(
        each.refers and each.counted.value == whole for one in evidence for each in one.pieces
    ):
        return None  # "los 3 cursos previstos se impartieron"
    if statement.value == WHOLE and reaches(linea, whole):
        return None
    if len(amounts) == 1 and any(
        agrees(statement.said.mention, Fraction(each) * 100 / Fraction(whole))
        for each in said_twice(linea, statement, evidence[0])
    ):
        return None
    if added_up and agrees(statement.said.mention, Fraction(done) * 100 / Fraction(whole)):
        return None
    bound = any(says_so_many_make_it(statement, each) for each in (done, told[0].quantity))
    unknown = not (bound or told[0].sums_up or tells_each_quarter(linea, period))
    if unknown and may_accumulate(linea, period, statement.said.scope):
        more = Fraction(statement.value) > Fraction(done) * 100 / Fraction(whole)
        if more and fitting(statement.said.mention, whole) is not None:
            return None
    above = statement.value * whole > done * 100
    if len(amounts) > 1 and above and not bound and accumulates(linea, period):
        return None  # several quantities of which earlier quarters gave any part
    open_ended = len(told) < len(counts) or any(count.open_ended for count in told)
    if open_ended and above:
        return None  # what is told without a number may make up the rest
    sure = all(count.sure for count in told)
    if not sure and any(
        agrees(statement.said.mention, each) for each in shares_told(statement.quote)
    ):
        return None  # "Van tres ordinarias de doce, o sea, la cuarta parte"
    if all(count.by_article for count in told) and any(
        agrees(statement.said.mention, Fraction(each) * 100 / Fraction(whole))
        for each in backing_of(linea, amounts) | counts_for_each(linea)
    ):
        return None  # "Las colonias Faro, Laguna y Sierra, con un recorrido en cada una"
    if accumulates(linea, period) and statement.said.scope is not Scope.IN_QUARTER:
        sure = sure and statement.value * whole < done * 100  # earlier quarters may be in it
    if statement.value == 100 and done > whole:  # more than the meta, told as met
        if not sure or not percents_of(statement.quote):
            return None  # "la meta se rebasó", "se cumplió"
        sure = False
    earlier = above and accumulates(linea, period)
    shown = division(done, whole)
    if sum(len(count.parts) for count in told) > 1:
        each = " + ".join(shown_sum(count, several=len(amounts) > 1) for count in told)
        shown = f"{each} = {number_text(done)}; {shown}"
    return wrong_percent(
        statement,
        Fraction(done) * 100 / Fraction(whole),
        f"{shown}. {would_be(statement, whole, earlier=earlier)}",
        Severity.ERROR if sure else Severity.DOUBT,
        OF_WORDS,
    )


def _some_reading_agrees(
    linea: WrittenLinea,
    statement: Statement,
    amounts: tuple[Amount, ...],
    evidence: list[Evidence],
) -> bool:
    mention = statement.said.mention
    whole = sum((amount.quantity or Decimal(0) for amount in amounts), Decimal(0))
    if len(amounts) == 1:
        ratios = ratios_of(evidence[0])
        if any(agrees(mention, ratio) for ratio in ratios):
            return True
        readings = readings_of(evidence[0], linea)
        return any(agrees(mention, Fraction(each) * 100 / Fraction(whole)) for each in readings)
    plain = [
        sorted(
            sums_of(each.pieces) | set(each.totals) | ({Decimal(0)} if may_lack(each) else set())
        )
        for each in evidence
    ]
    for chosen in product(*(values[-6:] for values in plain[:3])):
        if agrees(mention, Fraction(sum(chosen, Decimal(0))) * 100 / Fraction(whole)):
            return True
        mean = sum(
            Fraction(value) / Fraction(amount.quantity or 1)
            for value, amount in zip(chosen, amounts, strict=False)
        ) / len(amounts)
        if agrees(mention, Fraction(mean) * 100):
            return True
    return False


def _against_programmed(
    linea: WrittenLinea, period: Period | None, statement: Statement, amounts: tuple[Amount, ...]
) -> Finding | None:
    """Compare a share of what the quarter had programmed, where the words count both."""
    if len(amounts) != 1:
        return None
    evidence = evidence_of(linea, amounts[0].unit, period.year_starts_on.year if period else None)
    strong = evidence.of(Fit.STRONG)
    planned = {each.counted.value for each in strong if each.counted.told is Told.PLANNED}
    done = [each for each in strong if is_told(each) and each.counted.told is Told.DONE]
    if len(planned) != 1 or not done:
        if not evidence.pieces and not evidence.totals and not deeds_in(linea).sentences:
            return no_count(statement, amounts, "")
        whole_of_it = statement.value == 100 and (period is None or tells_nothing(linea, evidence))
        if whole_of_it and not evidence.pieces and not evidence.totals:
            return uncounted(linea, period, statement, amounts, [evidence])
        return None
    base = planned.pop()
    sums = sums_of(done) | {each.counted.value for each in done}
    quantity = amounts[0].quantity or base
    for whole in (base, quantity):
        for each in sums:
            if agrees(statement.said.mention, Fraction(each) * 100 / Fraction(whole)):
                return None
    best = sum((each.counted.value for each in done if not each.counted.part), Decimal(0))
    if best > base and statement.value <= 100:
        return None  # what is more than all of it is of something else
    exact = Fraction(best) * 100 / Fraction(base)
    return wrong_percent(statement, exact, division(best, base), Severity.ERROR, OF_WORDS)


CHECKS = (
    LineaCheck((Code.WRITTEN_PERCENT, Code.UNCOUNTED), percent),
    LineaCheck((Code.TWO_PERCENTS,), two_percents),
)

"""The quantities that a narrative may mean by its counts: the plain one, and every reading.

Source: the column "Arithmetic" of section 2.2 of the domain document.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from programs.values.checks.informe.accumulated import accumulates, says_accumulated
from programs.values.checks.informe.evidence import (
    Evidence,
    Piece,
    told_in,
)
from programs.values.checks.informe.set_aside import is_left_out, is_set_aside
from programs.values.checks.informe.statements import Statement
from programs.values.checks.informe.summed_pieces import without_sums
from programs.values.phrases import number_text
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.kinds_dated import days_of_kinds
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.ordinals import ordinals_alone
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, Unit, contrast_of, stems
from programs.values.written import Period, WrittenLinea

_MOST_SUMMED, _MOST_SHOWN = 40, 8


@dataclass(frozen=True)
class Count:
    """What a narrative counts of a meta: the quantity, and whether words alone leave no doubt.

    `sums_up` tells that earlier quarters are in it, `open_ended` that others were told without a
    number ("dos proyectos más"), `by_article` that "un" or "una" is all that counts.
    """

    quantity: Decimal
    parts: tuple[str, ...]
    unit: str
    sure: bool
    sums_up: bool = False
    open_ended: bool = False
    by_article: bool = False


def may_accumulate(linea: WrittenLinea, period: Period | None, scope: Scope) -> bool:
    """Tell whether earlier quarters may be in a percentage: after the first, where it says so.

    Of typed quantities only the quarter's are known, so that nothing needs to be said; those of a
    column that sums up the year leave none out.
    """
    return (
        scope is not Scope.IN_QUARTER
        and not (linea.reported_so_far and linea.numbers_typed)
        and accumulates(linea, period)
        and ((linea.numbers_typed and not linea.stated_beside) or says_accumulated(linea, period))
    )


def is_told(piece: Piece) -> bool:
    """Tell whether a piece counts what was done or received, once."""
    return piece.counted.told in (Told.DONE, Told.RECEIVED) and not piece.counted.base


def may_lack(evidence: Evidence) -> bool:
    """Tell whether nothing of a component may have been done: no number tells that some was."""
    return not any(
        is_told(each) and not each.counted.article and each.counted.told is Told.DONE
        for each in evidence.of(Fit.STRONG)
    )


def count_of(evidence: Evidence, linea: WrittenLinea, promised: Decimal | None) -> Count | None:
    """Return what a narrative most plainly counts of a unit, None where it counts nothing.

    "Los 25 compromisos" of a meta of 25 are the meta over again, not what was done.
    """
    strong = [
        each
        for each in evidence.of(Fit.STRONG)
        if is_told(each)
        and not (each.refers and each.counted.value == promised)
        and not is_set_aside(each)
    ]
    # By identity: to compare each with all, word by word, takes seconds for a text of counts alone.
    own = {id(each) for each in strong}
    summed = [
        each.counted.value
        for each, after in zip(evidence.pieces, (*evidence.pieces[1:], None), strict=False)
        if id(each) in own and (each.sums_up or _is_out_of_all(each, after, promised))
    ]
    if summed:
        return _counted([max(summed)], evidence, sure=True, sums_up=True)
    in_all = [each for each in strong if each.counted.elided and _BY_ALL.match(each.counted.tail)]
    if len(in_all) == 1:
        return _counted([in_all[0].counted.value], evidence, sure=True)
    if len(in_total := [each for each in strong if _is_total(each)]) == 1:
        return _counted([in_total[0].counted.value], evidence, sure=True)
    whole = [each for each in strong if not each.counted.part and not each.refers] or strong
    if whole:
        values = [each.counted.value for each in whole]
        sure = not all(each.counted.article for each in whole)
        soft = [each for each in evidence.of(Fit.SOFT) if is_told(each)]
        if len(linea.amounts) > 1:  # "2 actas y 5 proyectos de acta"
            values += [each.counted.value for each in soft if not each.counted.part]
        told = _counted(values, evidence, sure=sure)
        added = all(each.added for each in whole)
        return replace(told, open_ended=added, by_article=not sure)
    if evidence.totals:
        return _counted([evidence.totals[0]], evidence, sure=True)
    soft = [
        each
        for each in evidence.of(Fit.SOFT)
        if is_told(each)
        and not each.counted.part
        and not each.refers
        and not is_set_aside(each)
        and not _is_of_both_kinds(each, evidence.unit)
    ]
    if len(in_total := [each for each in soft if _is_total(each)]) == 1:
        return _counted([in_total[0].counted.value], evidence, sure=False)
    if soft and len({stems(each.counted.noun)[:1] for each in soft}) == 1:
        values = [each.counted.value for each in soft]
        return _counted(values, evidence, sure=False)
    for number in (evidence.listed, evidence.named):
        if number:
            return _counted([Decimal(number)], evidence, sure=False)
    return None


def shown_sum(count: Count, *, several: bool) -> str:
    """Return the sum of a count as it is shown: "2 + 1 actas"."""
    shown = count.parts[:_MOST_SHOWN]
    more = ("…",) if len(count.parts) > len(shown) else ()
    told = " + ".join((*shown, *more))
    return f"{told} {count.unit}" if several else told


def _is_of_both_kinds(piece: Piece, unit: Unit) -> bool:
    """Tell whether times are counted that a text divides by kind: "en cinco ocasiones. Dos…"."""
    if stems(piece.counted.noun)[:1] not in (("ocasion",), ("vez",)) or not unit.kinds:
        return False
    return any(contrast_of(unit, word) for word in folded(piece.passage.text).split())


# "…; nueve por todos", "doce entre todas"
_BY_ALL = re.compile(r"\s?(?:(?:por|entre|contando)\s(?:tod|amb)[oa]s|en\s(?:total|conjunto))\b")


# "En total, las nueve visitas del periodo…"
_IN_TOTAL = re.compile(r"\b(?:en\s(?:total|suma|conjunto|todo)|sumad[oa]s),?\s(?:\w+\s){0,3}?$")


# "…, es decir, seis en el trimestre"
_THAT_IS = re.compile(r"\b(?:es\sdecir|o\ssea|esto\ses),?\s$")
_OF_ALL_MONTHS = re.compile(r"\W*(?:en\s(?:el\s(?:trimestre|periodo)|total)|entre\stod[oa]s)\b")


def _is_total(piece: Piece) -> bool:
    """Tell whether the words before a count say that it is all that was told."""
    counted = piece.counted
    if counted.part or counted.base:
        return False
    text = piece.passage.text
    before = folded(text[max(counted.sentence.start, counted.start - 40) : counted.start])
    that_is = _THAT_IS.search(before) and _OF_ALL_MONTHS.match(folded(counted.tail))
    return bool(that_is) or _IN_TOTAL.search(before) is not None


def adds_up(count: Count, evidence: Evidence) -> bool:
    """Tell whether a count that sums up is the sum of others of the text: "6 y las 9 …: ya 15"."""
    if not count.sums_up:
        return False
    others = [
        each.counted.value
        for each in evidence.pieces[:_MOST_SUMMED]
        if not each.counted.part and each.counted.value != count.quantity
    ]
    return any(one + other == count.quantity for one, other in pairwise(others))


def _is_out_of_all(piece: Piece, after: Piece | None, promised: Decimal | None) -> bool:
    """Tell whether a count is told out of the whole meta: "14 padrones de los 40"."""
    if after is None or not after.counted.base or after.counted.value != promised:
        return False
    return after.counted.sentence == piece.counted.sentence


def _counted(
    values: list[Decimal], evidence: Evidence, *, sure: bool, sums_up: bool = False
) -> Count:
    *parts, last = values
    if len(parts) > 2 and sum(parts) == last:
        values = parts  # "cuatro, cinco y otros cinco, es decir, catorce"
    shown = tuple(number_text(value) for value in values)
    return Count(sum(values, Decimal(0)), shown, evidence.unit.words, sure, sums_up)


def readings_of(evidence: Evidence, linea: WrittenLinea) -> set[Decimal]:
    """Return every quantity that the words may mean."""
    pieces = [each for each in evidence.pieces if each.counted.told is not Told.PLANNED]
    found = {each.counted.value for each in pieces} | sums_of(pieces) | set(evidence.totals)
    found.add(sum(evidence.totals, Decimal(0)))
    extra = Decimal(evidence.named)
    if evidence.named:
        found |= {extra} | {value + extra for value in sums_of(pieces)}
        plain = (folded(passage.text) for passage in linea.prose)
        found |= {Decimal(value) for text in plain for value, _, _ in ordinals_alone(text)}
    if evidence.listed:
        found |= {Decimal(evidence.listed), Decimal(evidence.listed_own)}
    pieces = without_sums(pieces)
    told = [each for each in pieces if not each.counted.part and not each.refers]
    left = [each.counted.value for each in pieces if each.counted.told is Told.LEFT]
    whole = sum((each.counted.value for each in told if each.fit is Fit.STRONG), Decimal(0))
    found |= {whole - each for each in (*left, sum(left, Decimal(0)))}
    found.add(Decimal(evidence.latest))
    # "Noventa en el trimestre y doscientos diez en los tres anteriores"
    before = [e.counted.value for e in pieces if e.counted.told is Told.BEFORE and not e.refers]
    if before:
        found.add(whole + sum(before, Decimal(0)))
        # "En los anteriores se organizaron doce, y en el que se informa, los cuatro que restaban"
        own = [e for e in pieces if is_told(e) and not e.sums_up and e.fit >= Fit.SOFT]
        done = [e.counted.value for e in own]
        found.add(sum((*before, *done), Decimal(0)))
    if _tells_both(evidence, linea):
        found.add(Decimal(2))
    found |= {each.counted.value * _MONTHS for each in pieces if _is_monthly(each)}
    if is_left_out(linea):
        # "tres sesiones: …, y una extraordinaria. Esta última no abona a la meta"
        aside = {each.counted.value for each in pieces if each.fit is Fit.FAINT}
        found |= {value - each for value in found for each in aside if value > each}
        days = (days_of_kinds(passage.text, evidence.unit) for passage in linea.prose)
        found.add(Decimal(sum(each.own for each in days if each)))
    if pieces and all(each.counted.article for each in pieces):
        # "un taller sobre X; el taller sobre Y": each time that it is named may be one.
        found |= {Decimal(number) for number in range(1, _times_named(evidence, linea) + 1)}
    found.discard(Decimal(0))
    return found


def _tells_both(evidence: Evidence, linea: WrittenLinea) -> bool:
    """Tell whether a línea counts two things of its meta by naming both: "con ambas ferias"."""
    return any(
        stems(found[1])[:1] and stems(found[1])[0] in evidence.unit.heads
        for passage in told_in(linea)
        for found in _BOTH.finditer(folded(passage.text))
    )


_BOTH = re.compile(r"\bamb[oa]s\s(\w{4,})")


def _is_monthly(piece: Piece) -> bool:
    """Tell whether so many were done each month: "una sesión por mes" is three of a quarter."""
    counted = piece.counted
    text = piece.passage.text
    words = folded(text[counted.end : min(counted.sentence.end, counted.end + 50)])
    before = folded(text[max(counted.sentence.start, counted.start - 60) : counted.start])
    return bool(_BY_MONTH.match(words) or _EACH_MONTH.search(before))


_MONTHS = 3  # of a quarter
_EACH_MONTH = re.compile(r"\b(?:cada|por)\smes,?\s[^.,;:]{0,40}$")  # "cada mes se obtuvo una"
_BY_MONTH = re.compile(r"[^.,;:]{0,40}?\b(?:(?:por|cada|al)\smes|mensual(?:mente|es)?)\b")


def _times_named(evidence: Evidence, linea: WrittenLinea) -> int:
    words = [word for passage in linea.prose for word in stems(folded(passage.text))]
    return min(sum(word in evidence.unit.heads for word in words), _MOST_SUMMED)


def said_twice(linea: WrittenLinea, statement: Statement, evidence: Evidence) -> set[Decimal]:
    """Return what a statement counts of the meta, where its narrative has that number too.

    "Se requirió a 160 personas…" and "Los 160 requerimientos son la cuarta parte de la meta".
    """
    own = {
        each.counted.value
        for each in evidence.of(Fit.STRONG)
        if each.passage == statement.passage and not each.counted.base
    }
    others = (passage for passage in linea.prose if passage != statement.passage)
    return own & {each.value for passage in others for each in counted_of(passage.text)}


def sums_of(pieces: Iterable[Piece]) -> set[Decimal]:
    """Return the sums that a reader would make: of all, by surety, by passage, running."""
    told = [each for each in without_sums(list(pieces)) if is_told(each)][:_MOST_SUMMED]
    groups: list[list[Piece]] = []
    for fit in (Fit.STRONG, Fit.SOFT, Fit.FAINT):
        own = [each for each in told if each.fit >= fit]
        whole = [each for each in own if not each.counted.part]
        once = [each for each in whole if not each.refers]
        groups += [
            whole,
            once,
            [each for each in own if each.counted.part],
            [each for each in own if each.counted.part and each.counted.told is Told.DONE],
            [each for each in whole if each.counted.told is Told.DONE],
            [each for each in once if not each.counted.article],
        ]
        groups += _by_place(whole)
        groups.append([each for each in own if _is_bracketed(each)])
    found = {sum((each.counted.value for each in group), Decimal(0)) for group in groups}
    running = Decimal(0)
    strong = [each for each in told if each.fit is Fit.STRONG and not each.counted.part]
    for each in strong:
        running += each.counted.value
        found.add(running)
    found.add(sum({each.counted.value for each in strong}, Decimal(0)))
    found.discard(Decimal(0))
    return found


def _is_bracketed(piece: Piece) -> bool:
    """Tell whether a count stands in brackets behind its thing: "las calles Juárez (1.8 km) e…"."""
    return piece.passage.text[piece.counted.start - 1 : piece.counted.start] == "("


def _by_place(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the pieces of each passage together, and those of each sentence."""
    groups: dict[tuple[object, ...], list[Piece]] = {}
    for each in pieces:
        groups.setdefault((each.passage.key,), []).append(each)
        groups.setdefault((each.passage.key, each.counted.sentence), []).append(each)
    return list(groups.values())


def ratios_of(evidence: Evidence) -> list[Fraction]:
    """Return what was done of what was planned or received, as percentages."""
    pieces = evidence.pieces[:_MOST_SUMMED]
    bases = {
        each.counted.value
        for each in pieces
        if each.counted.base or each.counted.told in (Told.PLANNED, Told.RECEIVED)
    }
    parts = {
        each.counted.value
        for each in pieces
        if not each.counted.base and each.counted.told is not Told.PLANNED
    }
    return [
        Fraction(part) * 100 / Fraction(base)
        for base in bases
        for part in parts
        if base and part <= base
    ]


_OF_ALL = re.compile(r"\s{1,2}de\s{1,2}(?:(?:un total de|los|las)\s{1,2})?|\s?/\s?")


def pairs_told(linea: WrittenLinea) -> Iterator[Fraction]:
    """Yield the percentage of each "6 de 8", "tres de las cuatro" or "1/1" that a línea tells."""
    for passage in told_in(linea):
        plain = folded(passage.text)
        for one, whole in pairwise(numbers_of(passage.text)):
            if 0 < one.value <= whole.value and _OF_ALL.fullmatch(plain, one.end, whole.start):
                yield Fraction(one.value) * 100 / Fraction(whole.value)


def is_of_quarter(linea: WrittenLinea) -> bool:
    """Tell whether a meta is of the quarter: "150 visitas (trimestral)"."""
    meta = linea.meta
    return (
        linea.meta_of_quarter
        or bool(_QUARTERLY.search(folded(meta)))
        and len(list(numbers_of(meta))) == 1
    )


_QUARTERLY = re.compile(r"\btrimestral(?:es)?\b|\b(?:en|del|para)\s(?:el\s|este\s)?trimestre\b")


def opens_as_base(linea: WrittenLinea) -> list[Counted]:
    """Return what sentences open with: "De los 24 recursos turnados se resolvieron 18"."""
    found: list[Counted] = []
    for passage in told_in(linea):
        counts = counted_of(passage.text)
        plain = folded(passage.text)
        for each, after in zip(counts, counts[1:], strict=False):
            opener = plain[each.sentence.start : each.start]
            if after.sentence == each.sentence and _OPENS_BASE.fullmatch(opener):
                found.append(each)
    return found


_OPENS_BASE = re.compile(
    r"(?:[^.;]{0,80},\s)?(?:de(?:l| un)\s(?:universo|total)\sde(?:\sl[oa]s)?|de\sl[oa]s)\s"
)

"""Typed numbers against the quantity which their sentence names.

"Se impartieron 14 capacitaciones" of a línea that reports 12 of them. The checks of percentages
divide what is told; here a count alone is compared with what was captured, of a línea and of the
presentación. Only a plain count of exactly what the meta counts, told once, of the whole quarter:
any other may be a part, another kind or another time, and then nothing is said. A number that is
tied to data is never looked at. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.accumulated import accumulates, says_accumulated
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import (
    Piece,
    evidence_of,
    vaguely_told,
)
from programs.values.checks.informe.named_totals import (
    is_one_each,
    tells_deed,
    without_ones,
    without_parts,
    wrong_total,
)
from programs.values.checks.informe.quarter_metas import without_year_labels
from programs.values.checks.informe.readings import is_told, readings_of
from programs.values.checks.informe.year_told import is_of_year
from programs.values.phrases import number_text
from programs.values.wording.figures import Figure, figures_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.told import Told
from programs.values.wording.units import (
    KINDS,
    Fit,
    Unit,
    is_persons,
    is_wide,
    stems,
    unit_of,
)
from programs.values.written import (
    Amount,
    Passage,
    Period,
    WrittenLinea,
)

PERCENT_UNIT = "%"
_QUARTER = re.compile(
    r"\b(?:en|durante|dentro\s+de)l?\s+(?:(?:todo\s+)?(?:el|este)\s+)?(?:presente\s+)?"
    r"(?:(?:primer|segundo|tercer|cuarto)\s+)?(?:trimestre|periodo)\b"
)
# "solicitudes atendidas" are no others than "solicitudes".
PARTICIPLE = re.compile(r"[ai]d[oa]?$")
# What is told of things that are not done: the quantity of the quarter is of those that are.
NOT_DONE = ("receive", "ask", "call", "turn", "attend")


@dataclass(frozen=True)
class Quantity:
    """A quantity that a línea reports, with the unit that a sentence may name."""

    linea: WrittenLinea
    unit: Unit
    done: Decimal | None
    so_far: Decimal | None


def line_named(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each count of what the meta counts that is not the captured quantity."""
    if not linea.numbers_typed:
        return
    linea = without_year_labels(linea)
    summed = accumulates(linea, period) and says_accumulated(linea, period)
    quantities = quantities_of(linea)
    for place, quantity in enumerate(quantities):
        others = [each for each in quantities if each is not quantity]
        if (
            quantity.done is None
            or _is_of_year(quantity, period)
            or any(_alike(quantity.unit, each.unit) for each in others)
        ):
            continue
        amount = linea.amounts[place]
        found = None if summed else _line_finding(linea, amount, quantity, period)
        found = found or (None if summed else _too_many(linea, amount, quantity, period))
        if found := found or _wrong_total(linea, amount, quantity, period):
            yield found


def quantities_of(linea: WrittenLinea) -> list[Quantity]:
    """Return the quantities that a línea reports, each with its unit."""
    so_far = linea.so_far or (None,) * len(linea.amounts)
    return [
        Quantity(linea, unit_of(amount.unit), done, total)
        for amount, done, total in zip(linea.amounts, linea.reported, so_far, strict=False)
    ]


def _is_of_year(quantity: Quantity, period: Period | None) -> bool:
    """Tell whether a quantity is what a label of the year so far has, with no other beside it."""
    linea = quantity.linea
    return not linea.owner and quantity.so_far == quantity.done and accumulates(linea, period)


def _alike(one: Unit, other: Unit) -> bool:
    return bool(set(one.heads) & set(other.heads))


def _line_finding(
    linea: WrittenLinea, amount: Amount, quantity: Quantity, period: Period | None
) -> Finding | None:
    """Return that the one count of a unit differs from its quantity, None where it cannot be told.

    Whatever else the words may add up to agrees with it too, and one that tells others without a
    number ("diversas asesorías") may tell the rest. A count whose sentence says that it is of the
    quarter is compared whatever stands beside it: a course of 261 persons is no other total.
    """
    if amount.unit.startswith(PERCENT_UNIT) or is_wide(quantity.unit):
        return None
    year = period.year_starts_on.year if period else None
    evidence = without_ones(evidence_of(linea, amount.unit, year))
    told = without_parts([e for e in evidence.of(Fit.STRONG) if is_told(e)], linea)
    whole = [piece for piece in told if _of_quarter(piece)]
    if len({piece.counted.value for piece in whole or told}) != 1 or any(
        piece.sums_up or piece.added or piece.counted.article for piece in whole or told
    ):
        return None
    done = quantity.done
    if linea.stated_beside and accumulates(linea, period):
        return None  # a column that says what the year has so far
    readings = readings_of(evidence, linea)
    if whole:  # what the text counts beside it is no total of the quarter, but may add to one
        readings -= {piece.counted.value for piece in told if piece not in whole}
    if done is None or done in readings:
        return None
    if not whole and (
        vaguely_told(linea, (amount,))
        or evidence.totals
        or evidence.listed
        or evidence.of(Fit.SOFT)
    ):
        return None
    piece = (whole or told)[0]
    if piece.counted.told is not Told.DONE or piece.passage not in linea.passages:
        return None
    figure = _figure_at(linea, piece.passage, piece.counted.start, period)
    if figure and is_one_each(piece):
        figure = replace(figure, time="")
    if figure and is_of_meta(figure, piece.passage.text, linea):
        figure = replace(figure, whose=frozenset())
    if figure is None or not is_plain(figure, quantity.unit, words_of_meta(linea)):
        return None
    return differs(piece.passage, figure, done, _captured(linea))


def words_of_meta(linea: WrittenLinea) -> frozenset[str]:
    """Return the stems of a meta of one thing: what it names makes no other thing of a count.

    None of one that names two kinds: "capacitaciones presenciales y virtuales".
    """
    own = frozenset(stems(folded(linea.meta))) if len(linea.amounts) == 1 else frozenset[str]()
    return frozenset() if any(len(pair & own) > 1 for pair in KINDS) else own


def _too_many(
    linea: WrittenLinea, amount: Amount, quantity: Quantity, period: Period | None
) -> Finding | None:
    """Return that a count of things of a unit is more than its quantity: no part is.

    "Se revisaron 6 planes municipales" where 5 planes are captured, of whatever kind they are.
    """
    if quantity.done is None or amount.unit.startswith(PERCENT_UNIT) or is_wide(quantity.unit):
        return None
    evidence = evidence_of(linea, amount.unit, period.year_starts_on.year if period else None)
    told = [each for each in evidence.of(Fit.STRONG) if is_told(each) and not each.counted.article]
    told = without_parts(told, linea)
    if any(each.counted.value == quantity.done for each in told):
        return None
    for piece in told:
        counted = piece.counted
        if counted.value <= quantity.done or counted.told is not Told.DONE:
            continue
        if piece.added or piece.sums_up or piece.refers or piece.passage not in linea.passages:
            continue
        figure = _figure_at(linea, piece.passage, counted.start, period)
        figure = figure if tells_deed(piece) else None
        if figure is None or figure.owner or figure.label or figure.time:
            continue
        # Who took part is what a meta of persons counts.
        done = figure.verb == "attend" and is_persons(folded(quantity.unit.words))
        if (done or figure.verb not in NOT_DONE) and is_of_unit(figure, quantity.unit, linea):
            return differs(piece.passage, figure, quantity.done, _captured(linea))
    return None


def _wrong_total(
    linea: WrittenLinea, amount: Amount, quantity: Quantity, period: Period | None
) -> Finding | None:
    """Return that what a text tells as all that was done is another number than the quantity."""
    done = quantity.done
    if done is None or amount.unit.startswith(PERCENT_UNIT) or is_wide(quantity.unit):
        return None
    evidence = evidence_of(linea, amount.unit, period.year_starts_on.year if period else None)
    piece = wrong_total(linea, evidence, (done, quantity.so_far), period)
    if piece is None:
        return None
    passage, counted = piece.passage, piece.counted
    tied = any(tie.start <= counted.start < tie.end for tie in passage.ties)
    if tied or is_of_year(linea, passage, counted.start, period):
        return None
    figure = _figure_at(linea, passage, counted.start, period)
    figure = figure or Figure(counted.value, counted.start, counted.end, frozenset())
    return differs(passage, figure, done, _captured(linea))


def _captured(linea: WrittenLinea) -> str:
    """Name the quantity of a línea: one that was read in a file was captured nowhere."""
    return "la cantidad capturada es" if linea.owner else "la cantidad de la línea es"


def is_of_unit(figure: Figure, unit: Unit, linea: WrittenLinea) -> bool:
    """Tell whether a figure counts things of a unit: no more words than it, or some of its own."""
    which = {stem for stem in unit.complement if not PARTICIPLE.search(stem)}
    rest = figure.thing - set(unit.heads)
    return not which or not rest or bool(rest & set(stems(folded(f"{linea.meta} {linea.title}"))))


def _of_quarter(piece: Piece) -> bool:
    """Tell whether the sentence of a count says that it is of the whole quarter."""
    sentence = piece.counted.sentence
    return bool(_QUARTER.search(folded(piece.passage.text[sentence.start : sentence.end])))


def _figure_at(
    linea: WrittenLinea, passage: Passage, start: int, period: Period | None
) -> Figure | None:
    """Return the figure of a passage that begins there.

    None for none, for a tied number and for one of the year, of which `year_told` speaks.
    """
    if any(tie.start <= start < tie.end for tie in passage.ties):
        return None
    if is_of_year(linea, passage, start, period):
        return None
    return next((each for each in figures_of(passage.text, period) if each.start == start), None)


def is_of_meta(figure: Figure, text: str, linea: WrittenLinea) -> bool:
    """Tell whether what follows a figure is how many took part, or words of the meta itself.

    "480 personas en 3 jornadas", "2 reportes de seguimiento a los acuerdos" of a meta of these.
    """
    how_many = _HOW_MANY.match(folded(text[figure.end : figure.end + 60]))
    if how_many:
        end = figure.end + how_many.end()
        # "… en 3 jornadas y a 520 en línea": more of them may be told behind.
        return not any(numbers_of(re.split(r"[.;\n]", text[end:], maxsplit=1)[0]))
    return bool(figure.whose) and figure.whose <= set(stems(folded(f"{linea.meta} {linea.title}")))


_HOW_MANY = re.compile(
    r"\s(?:en|con|a|para|ante|de)\s(?:(?:la\s)?(?:asistencia|participacion|presencia)\sde\s)?"
    r"(?:un\stotal\sde\s)?(?:\d[\d,]*|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce"
    r"|quince|veinte)\s(?!de\s)\w{4,}"
)


def is_plain(figure: Figure, unit: Unit, meta: frozenset[str] = frozenset()) -> bool:
    """Tell whether a figure counts all that a unit counts, in the whole quarter, as done.

    `meta` are the stems of what the meta of its línea says.
    """
    if figure.owner or figure.label or figure.time or figure.whose or figure.verb in NOT_DONE:
        return False
    own = meta.union(stems(folded(unit.words)))
    return figure.thing <= own or (len(figure.thing) == 1 and not unit.kinds)


def differs(passage: Passage, figure: Figure, done: Decimal, told: str) -> Finding:
    """Return that a text says a figure where `told` says that another was done."""
    here = passage.text[figure.start : figure.end]
    return Finding(
        Code.NAMED_FIGURE,
        Severity.DOUBT,
        f"El texto dice «{here}» y {told} {number_text(done)}",
        passage.anchor,
        arithmetic=f"{number_text(figure.value)} ≠ {number_text(done)}",
        quote=here,
    )


CHECKS = (LineaCheck((Code.NAMED_FIGURE,), line_named),)

"""Figures of the presentación against what the percentage of a línea confirms.

"Van 64 mantenimientos" before a línea of 184 that counts 46 and closes with 25 %: its words and its
percentage tell one quantity, so that another one for the same thing is an error of one of the two.
Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from programs.values.checks.informe.evidence import evidence_of
from programs.values.checks.informe.readings import readings_of
from programs.values.checks.informe.statements import fitting, statements_of
from programs.values.checks.informe.year_told import so_far_told
from programs.values.phrases import long_date
from programs.values.wording.counted import counted_of
from programs.values.wording.figures import Figure
from programs.values.wording.numbers import folded, number_of, numbers_of
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.units import (
    KINDS,
    Fit,
    Unit,
    contrast_of,
    fit_of,
    is_persons,
    stems,
    unit_of,
)
from programs.values.written import Passage, PassageKind, Period, WrittenLinea

_BACK = 90
_OF_PART = (Scope.QUARTER, Scope.SPAN)
# Who was there, or whose it is, and not what was done: "con la asistencia de 40 personas".
_BESIDE = re.compile(
    r"\b(?:(?<!cuenta\s)(?<!cuentan\s)(?<!conto\s)(?<!contaba\s)con|ante|entre|para|asistencia|participacion|presencia|asistieron|acudieron"
    r"|participaron|beneficio|particular(?:es)?)\s+(?:de\s+)?(?:(?:a|mas\s+de)\s+)?$"
)


@dataclass(frozen=True)
class Result:
    """What a línea did of its meta: the quantity that its words and its percentage both tell."""

    linea: WrittenLinea
    unit: Unit
    quantity: Decimal
    known: frozenset[Decimal]


def results_of(lineas: Iterable[WrittenLinea], period: Period | None) -> Iterator[Result]:
    """Yield the results of the líneas that promise one thing and tell how much of it is done."""
    year = period.year_starts_on.year if period else None
    for linea in lineas:
        whole = linea.amounts[0].quantity if len(linea.amounts) == 1 else None
        if not whole or whole < 2 or "%" in linea.amounts[0].unit:
            continue
        if turns := turns_told(linea):
            # All that a row of its table tells: what it did in each quarter, and in all of them.
            known = {*turns, *accumulate(turns), whole, whole - sum(turns)}
            yield Result(linea, unit_of(linea.amounts[0].unit), turns[-1], frozenset(known))
            continue
        said = [each for each in statements_of(linea) if each.said.scope not in _OF_PART]
        if len({each.value for each in said}) != 1:
            continue
        quantity = fitting(said[0].said.mention, whole)
        if quantity is None:
            continue
        known = set(_numbers_in(linea))
        evidence = evidence_of(linea, linea.amounts[0].unit, year)
        if quantity not in known | set(evidence.totals):
            continue
        known |= readings_of(evidence, linea) | {quantity, whole, whole - quantity}
        yield Result(linea, evidence.unit, quantity, frozenset(known))


_TURN = re.compile(r"[^:]{1,40}: (?P<number>[\d,.]{1,12})")


def turns_told(linea: WrittenLinea) -> list[Decimal]:
    """Return what each quarter did, up to the reported one, where the row of a línea tells it.

    Empty where they do not make what is told as done: they may have been due.
    """
    found = [_TURN.fullmatch(each.text) for each in linea.of_kind(PassageKind.HEADING)]
    told = [number_of(each["number"]) for each in found if each]
    values = [each for each in told if each is not None]
    while values and not values[-1]:
        values.pop()  # of the quarters to come
    own = linea.reported[:1] == (sum(values, Decimal(0)),)
    return values if own and len(values) > 1 else []


def result_against(
    figure: Figure, passage: Passage, results: Sequence[Result], period: Period | None
) -> Result | None:
    """Return the result that a figure of the presentación tells otherwise, None for none.

    One línea alone counts that thing, no number of it is the figure, and the figure is of the
    quarter, of the year or of its last day.
    """
    plain = folded(passage.text)
    so_far = _is_so_far(figure, plain, period)
    if figure.time and not (so_far or _is_cut(figure.time, period)):
        return None
    noun = plain[figure.start : figure.end]
    before = plain[max(0, figure.start - _BACK) : figure.start].rpartition(". ")[2]
    if _BESIDE.search(before):
        return None
    if so_far and figure.verb == "receive":
        results = [each for each in results if _RECEIVED.search(folded(each.linea.meta))]
    counting = [each for each in results if _counts(each, noun, before)]
    if so_far:
        counting = [each for each in counting if _is_of_year(each, period)]
    if len(counting) != 1 or figure.value in counting[0].known:
        return None
    return None if _has_others(counting[0], noun) else counting[0]


def _has_others(result: Result, noun: str) -> bool:
    """Tell whether a línea tells another kind than its meta's, and the figure takes in both.

    "Tres sesiones": two ordinarias, which the meta counts, and an extraordinaria besides.
    """
    own = frozenset(stems(noun))
    told = frozenset(stems(folded(" ".join(each.words for each in result.linea.passages))))
    return any(
        pair & result.unit.kinds and not pair & own and len(pair & told) > 1 for pair in KINDS
    )


# The year so far, as `figures` names the time of a sentence.
_SO_FAR = re.compile(r"(?:en\s+lo\s+que\s+va|en\s+el\s+ano|a\s+la\s+fecha|acumulad\w*)")
# More than the year, of which the línea tells: "en lo que va de la administración".
_LONGER = re.compile(
    r"\b(?:administracion|gestion|sexeni\w+|trieni\w+|historic\w+|mandato|origen|creacion|inicios?"
    r"|fundacion|desde\s(?!enero|el\s(?:1|primero)\b)|20\d\d\s?(?:y|a|-|–)\s?20\d\d"
    r"|va\sdel\s(?:mes|trimestre|periodo|semestre|siglo))\b"
)


# "A la fecha se han recibido 87 recursos", of which those resolved are counted.
_RECEIVED = re.compile(r"\b(?:recib|recepcion|ingres|registr)")


def _is_so_far(figure: Figure, plain: str, period: Period | None) -> bool:
    """Tell whether a figure is of the year up to now, as what a share of its meta confirms is."""
    year = f"{period.year_starts_on}/{period.ends_on}" if period else ""
    if not figure.time or not (figure.time == year or _SO_FAR.fullmatch(figure.time)):
        return False
    start = plain.rfind(". ", 0, figure.start) + 1
    end = plain.find(". ", figure.end)
    return not _LONGER.search(plain, start, end if end >= 0 else len(plain))


def _is_of_year(result: Result, period: Period | None) -> bool:
    """Tell whether what a línea did is of the year so far, and not of its quarter alone."""
    linea = result.linea
    if period is None or linea.meta_of_quarter:
        return False
    if period.starts_on == period.year_starts_on or so_far_told(linea, period) == (
        result.quantity,
    ):
        return True
    if any(each.said.scope is Scope.ACCUMULATED for each in statements_of(linea)):
        return True
    for passage in (*linea.prose, *((linea.closing,) if linea.closing else ())):
        plain = folded(passage.text)
        for each in numbers_of(passage.text):
            near = plain[max(0, each.start - _NEAR) : each.end + _NEAR]
            if each.value == result.quantity and _SUMMED_UP.search(near):
                return True
    return False


_NEAR = 45  # signs
# "Que, con los 50 del primer semestre, hacen 78 en lo que va del año"
_SUMMED_UP = re.compile(
    r"\b(?:acumul\w+|en\slo\sque\sva|a\sla\sfecha|en\sel\sano|suman?|sumamos|hacen|llevamos|se\sllevan?"
    r"|vamos|van|totaliz\w+|(?:se\s)?llega(?:n|mos)?\sa|de\senero\sa)\b"
)


def _is_cut(time: str, period: Period | None) -> bool:
    """Tell whether the time of a figure is the last day of the quarter: "al 30 de septiembre"."""
    if period is None:
        return False
    day = folded(long_date(period.ends_on)).rpartition(" de ")[0]
    return time.endswith(day) and "/" not in time


def _counts(result: Result, noun: str, before: str) -> bool:
    """Tell whether words of a figure name what a línea counts, or that it was given to them."""
    first = next(iter(numbers_of(noun)), None)
    own = noun[first.end :] if first else noun
    if first and not own.strip():
        own = noun[: first.start]  # "Estímulos entregados a creadores: 96"
    unit = result.unit
    if contrast_of(unit, own):
        return False
    persons = is_persons(own) and is_persons(unit.words)
    if persons or fit_of(unit, own) is Fit.STRONG:
        return True
    # "se dio mantenimiento a 64 equipos": the línea counts the mantenimientos of its equipos.
    given = set(unit.heads) & set(stems(before))
    # "9 talleres a 261 personas" tells its talleres itself.
    if any(set(stems(each.noun)[:1]) & given for each in counted_of(before)):
        return False
    return bool(given) and bool(set(stems(own)[:1]) & set(stems(folded(result.linea.title))))


def _numbers_in(linea: WrittenLinea) -> Iterator[Decimal]:
    """Yield every number that the narrative and the tables of a línea hold."""
    for passage in linea.passages:
        yield from (each.value for each in numbers_of(passage.words))

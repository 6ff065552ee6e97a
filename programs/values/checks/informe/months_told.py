"""What a narrative counts month by month against the quantity of its quarter.

"Se impartieron tres cursos en julio, tres en agosto y tres en septiembre" of a quantity of 8. Only
where the three months of the quarter are told, one behind the other, and the narrative counts no
other thing of the meta. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.accumulated import accumulates
from programs.values.checks.informe.base import LineaCheck
from programs.values.phrases import number_text
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, Unit, fit_of, is_wide, stems, unit_of
from programs.values.written import Passage, Period, WrittenLinea

_IN_MONTH = re.compile(rf"[^.,;:()\d]{{0,60}}?\b(?:en|durante|de)\s(?P<month>{MONTH})\b(?!\sa\s)")
_OTHERS = re.compile(
    r"\b(?:otr[oa]s?|mas|ademas|tambien|adicional\w*|cancel\w+|no\s(?:se\s)?(?:cuent|sum|abon)\w+)\b"
)


def months_told(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that the months of a quarter, counted one by one, do not make its quantity."""
    done = linea.reported[0] if len(linea.amounts) == 1 and linea.reported else None
    if period is None or done is None or linea.reported_so_far:
        return
    unit = unit_of(linea.amounts[0].unit)
    if is_wide(unit) or linea.amounts[0].unit.startswith("%"):
        return
    if linea.stated_beside and accumulates(linea, period):
        return
    told = [(own, each) for own in linea.prose for each in counted_of(own.text)]
    counts = [(own, each) for own, each in told if _counts(each, unit)]
    runs = list(_runs(counts, period))
    if len(runs) != 1:
        return
    passage, run = runs[0]
    # "Se impartieron 9 cursos: tres en julio…" is a sum, and any other count may add to these.
    if len(counts) != len(run) or _OTHERS.search(folded(passage.text)):
        return
    added = sum((each.value for each in run), Decimal(0))
    if added < done and _is_some(run[0], linea, unit):
        return
    so_far = linea.so_far[0] if linea.so_far else None
    if added in (done, so_far) or any(_is_tied(passage, each) for each in run):
        return
    known = "la cantidad capturada es" if linea.owner else "la cantidad de la línea es"
    shown = " + ".join(number_text(each.value) for each in run)
    yield Finding(
        Code.NAMED_FIGURE,
        Severity.DOUBT,
        f"El texto cuenta {number_text(added)} mes por mes, y {known} {number_text(done)}",
        passage.anchor,
        arithmetic=f"{shown} = {number_text(added)}, no {number_text(done)}",
        quote=passage.text[run[0].start : run[-1].end],
    )


def _is_some(counted: Counted, linea: WrittenLinea, unit: Unit) -> bool:
    """Tell whether a count is of some of what the meta counts: "cursos presenciales"."""
    noun = re.split(r"\s(?:en|durante|de|para|a)\s", counted.noun, maxsplit=1)[0]
    return not set(stems(noun)) <= set(stems(folded(f"{linea.meta} {linea.title} {unit.words}")))


def _counts(counted: Counted, unit: Unit) -> bool:
    """Tell whether a count is of what the unit counts, done in the quarter."""
    return fit_of(unit, counted.noun) is Fit.STRONG and counted.told is not Told.PLANNED


def _runs(
    counts: Sequence[tuple[Passage, Counted]], period: Period
) -> Iterator[tuple[Passage, tuple[Counted, ...]]]:
    """Yield three counts that follow each other, one of each month of a quarter."""
    first = period.starts_on.month
    for place in range(len(counts) - 2):
        passage, _ = counts[place]
        own = counts[place : place + 3]
        if any(each is not passage for each, _ in own):
            continue
        run = tuple(each for _, each in own)
        plain = folded(passage.text)
        ends = [*(each.start for each in run[1:]), len(plain)]
        months = [
            MONTHS[found["month"]]
            for each, end in zip(run, ends, strict=True)
            if (found := _IN_MONTH.match(plain, each.end, end))
        ]
        near = run[2].start - run[0].start < 200
        alike = all(each.told is Told.DONE and not (each.base or each.part) for each in run)
        if months == [first, first + 1, first + 2] and near and alike:
            yield passage, run


def _is_tied(passage: Passage, counted: Counted) -> bool:
    return any(tie.start <= counted.start < tie.end for tie in passage.ties)


CHECKS = (LineaCheck((Code.NAMED_FIGURE,), months_told),)

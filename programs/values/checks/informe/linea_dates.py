"""The first and the last day of a línea: in their order, in the year, in that of the others."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck, linea_place
from programs.values.phrases import long_date, short_date
from programs.values.written import Period, Written, WrittenLinea

_A_YEAR = timedelta(days=366)


def linea_days(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield the dates of a línea that lie outside the year, or end before they start.

    One that goes on from another year, or into it, may be meant so.
    """
    starts, ends = linea.starts_on, linea.ends_on
    told = " ".join(
        f"{word} {long_date(day)}" for word, day in (("del", starts), ("al", ends)) if day
    )
    if starts and ends and ends < starts:
        yield Finding(
            Code.DATES_ORDER,
            Severity.ERROR,
            f"La línea termina antes de empezar: {told}",
            linea.key,
            arithmetic=f"El {short_date(ends)} es anterior al {short_date(starts)}",
        )
        return
    if period is None or not (starts or ends):
        return
    first, last = period.year_starts_on, period.year_ends_on
    year = f"del {long_date(first)} al {long_date(last)}"
    apart = (starts and starts > last) or (ends and ends < first)
    partly = (starts and starts < first) or (ends and ends > last)
    if starts and ends and ends - starts <= _A_YEAR and period.starts_on <= ends:
        partly = False  # a year of twelve months may begin in any
    if not starts and ends and period.starts_on <= ends <= period.starts_on + _A_YEAR:
        partly = False
    if apart or partly:
        yield Finding(
            Code.DATES_OUTSIDE,
            Severity.ERROR if apart else Severity.DOUBT,
            f"Las fechas de la línea ({told}) {'son de otro año' if apart else 'salen del año'}. "
            f"El del informe va {year}",
            linea.key,
        )


def years_apart(written: Written) -> Iterator[PlacedFinding]:
    """Yield a línea dated in another year than all the others, where no quarter says which."""
    if written.period is not None:
        return
    dated = [
        (linea, {day.year for day in (linea.starts_on, linea.ends_on) if day})
        for linea in written.lineas
    ]
    known = [(linea, years) for linea, years in dated if years]
    every = Counter(year for _, years in known for year in years)
    days = [day for linea, _ in known for day in (linea.starts_on, linea.ends_on) if day]
    if len(known) < 3 or len(every) < 2 or max(days) - min(days) <= timedelta(days=366):
        return  # a year of twelve months may begin in any of them
    year, _ = every.most_common(1)[0]
    apart = [linea for linea, years in known if year not in years]
    if len(apart) * 3 > len(known):
        return
    for linea in apart:
        finding = Finding(
            Code.DATES_OUTSIDE,
            Severity.ERROR,
            f"Las fechas de la línea son de otro año: las demás son de {year}",
            linea.key,
        )
        yield PlacedFinding(finding, linea.key, linea_place(linea))


CHECKS = (LineaCheck((Code.DATES_OUTSIDE, Code.DATES_ORDER), linea_days),)
WHOLE = (WholeCheck((Code.DATES_OUTSIDE,), years_apart),)

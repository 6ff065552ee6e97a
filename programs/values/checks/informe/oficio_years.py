"""An oficio whose day is of a year before that of its number: a year written wrong.

"Oficio SESAC/UJ/034/2026 del 3 de marzo de 2025": no number is given before its year begins.
Source: section 2.6 of the domain document.
"""

from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.days import told_days
from programs.values.phrases import long_date, short_date
from programs.values.wording.oficios import oficios_of, taken_apart
from programs.values.written import Period, WrittenLinea


def oficio_years(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each oficio that is told to be of a day before the year of its number."""
    for passage in linea.prose:
        for each in oficios_of(passage.text, period):
            year = taken_apart(each.number).year
            if year is None or each.day is None or each.day.year >= year:
                continue
            if str(year) not in each.number:
                continue  # "034-26" may be no year
            day = short_date(each.day)
            if any(day in found.arithmetic for found in told_days(linea, period)):
                continue  # told as a day that is not of the quarter
            yield Finding(
                Code.OFICIO_DAYS,
                Severity.DOUBT,
                f"«{each.number}» es de {year} por su número, y del {long_date(each.day)} por su "
                "fecha",
                passage.anchor,
                arithmetic=f"{each.day.year} ≠ {year}",
                quote=passage.text[each.start : each.closes],
            )


CHECKS = (LineaCheck((Code.OFICIO_DAYS,), oficio_years),)

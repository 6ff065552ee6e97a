"""What a quarter had programmed of a meta, beside that of the year: "120, 30 por trimestre"."""

from dataclasses import replace
from decimal import Decimal

from programs.values.wording.metas import quarter_beside
from programs.values.written import PassageKind, Period, WrittenLinea


def with_quarter_meta(linea: WrittenLinea, period: Period | None) -> WrittenLinea | None:
    """Return a línea with what its quarter had programmed for its meta, None where none is told."""
    due, amounts = linea.programmed or _told_for_quarter(linea, period), linea.amounts
    if not due or len(amounts) != 1 or (amounts[0].quantity or due + 1) <= due:
        return None
    own = (replace(amounts[0], quantity=due),)
    return replace(linea, amounts=own, meta_of_quarter=True, programmed=None)


def _told_for_quarter(linea: WrittenLinea, period: Period | None) -> Decimal | None:
    """Return what the words of a meta give each quarter: "120, a razón de 30 por trimestre"."""
    number = (period.starts_on.month + 2) // 3 if period else 0
    headings = (each.text for each in linea.of_kind(PassageKind.HEADING))
    told = (quarter_beside(text, number) for text in (linea.meta, *headings))
    return next(filter(None, told), None)

"""What a quarter had programmed of a meta, beside that of the year: "120, 30 por trimestre"."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.informe.statements import agrees, fitting, statements_of
from programs.values.wording.metas import quarter_beside
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.year_labels import is_year_label
from programs.values.written import PassageKind, Period, WrittenLinea


def with_quarter_meta(linea: WrittenLinea, period: Period | None) -> WrittenLinea | None:
    """Return a línea with what its quarter had programmed for its meta, None where none is told."""
    due, amounts = linea.programmed or _told_for_quarter(linea, period), linea.amounts
    if not due or len(amounts) != 1 or (amounts[0].quantity or due + 1) <= due:
        return None
    own = (replace(amounts[0], quantity=due),)
    return replace(linea, amounts=own, meta_of_quarter=True, programmed=None)


def without_year_labels(linea: WrittenLinea) -> WrittenLinea:
    """Return a línea without the lines that say what the year has so far: "Acumulado: 9 cursos"."""
    kept = tuple(each for each in linea.passages if not is_year_label(each.text))
    return replace(linea, passages=kept) if len(kept) < len(linea.passages) else linea


def without_year(linea: WrittenLinea) -> WrittenLinea:
    """Return a línea without what labels say that the year has so far: no count of its quarter."""
    line = without_year_labels(linea)
    if not linea.reported_so_far:
        return line
    return replace(line, reported=(), so_far=(), reported_so_far=False)


def _told_for_quarter(linea: WrittenLinea, period: Period | None) -> Decimal | None:
    """Return what the words of a meta give each quarter: "120, a razón de 30 por trimestre"."""
    number = (period.starts_on.month + 2) // 3 if period else 0
    headings = (each.text for each in linea.of_kind(PassageKind.HEADING))
    told = (quarter_beside(text, number) for text in (linea.meta, *headings))
    return next(filter(None, told), None)


def tells_both(linea: WrittenLinea) -> bool:
    """Tell whether one share is of the quarter's part and another of the year's meta."""
    scopes = {each.said.scope for each in statements_of(linea)}
    return Scope.QUARTER in scopes and bool(scopes & {Scope.YEAR, Scope.ACCUMULATED})


def is_of_no_year(linea: WrittenLinea) -> bool:
    """Tell whether no whole quantity of the year's meta gives what a línea states: 95% of 50.

    Then it is of what its quarter had programmed, 9 of 10.
    """
    whole, done = linea.amounts[0].quantity, next(iter(linea.reported), None)
    said = [each for each in statements_of(linea) if each.value > 0]
    if not (said and whole and done) or whole % 1 or done % 1:
        return False
    return all(fitting(each.said.mention, whole) is None for each in said)


def is_of_programmed(linea: WrittenLinea, words: str) -> bool:
    """Tell whether a share "de lo programado" is of what a label says that the quarter had.

    Not where the year gives it: "75% de lo programado" of 9 of 12 so far.
    """
    whole = linea.amounts[0].quantity
    if not (linea.programmed and linea.numbers_typed and whole) or not _PROGRAMMED.search(words):
        return False
    known = [each for each in (*linea.reported, *linea.so_far) if each is not None]
    shares = [Fraction(each) * 100 / Fraction(whole) for each in known]
    return not any(
        agrees(said.said.mention, each) for said in statements_of(linea) for each in shares
    )


_PROGRAMMED = re.compile(
    r"\bde (?:lo (?:programad|planead|previst|calendarizad)o"
    r"|l[oa]s (?:[a-z]{4,20} )?(?:programad|planead|previst|calendarizad)[oa]s)\b"
    r"(?! (?:en|para|al|del?|durante) (?:el |todo el )?(?:ano|ejercicio|20\d\d)| anual)"
)

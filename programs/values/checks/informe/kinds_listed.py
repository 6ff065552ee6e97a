"""Things of another kind that a list tells by the word of their kind alone.

"Tres auditorías: la de desempeño de becas, la de desempeño de comedores y la financiera", or rows
under "Tipo de auditoría". Source: Archivo 5 in section 2.2 of the domain
document.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.grids import grid_of
from programs.values.checks.informe.kinds import (
    other_kind,
    other_kind_by_ordinal,
    other_kind_in_rows,
    sentence_with,
)
from programs.values.checks.informe.kinds_by_day import other_kind_by_day
from programs.values.checks.informe.mixed import mixed_in
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import agrees, statements_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.wording.units import Unit, contrast_of, stems, unit_of
from programs.values.written import Amount, PassageKind, Period, WrittenLinea

_OTHERS = (other_kind, other_kind_in_rows, other_kind_by_ordinal, other_kind_by_day, mixed_in)
# "la de desempeño", "una financiera", "otra, también financiera"
_ITEM = re.compile(
    r"\b(?:la|el|las|los|una|uno|otra|otro)\s(?:(?:de|del|fue|tambien|sobre)\s){0,2}(?P<kind>[a-z\u00f1]{4,})"
)


def other_kind_listed(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only with what a list or a column names of another kind."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    unit = unit_of(amounts[0].unit)
    if not unit.kinds:
        return
    whole = Fraction(amounts[0].quantity)
    for anchor, text, own, others in (*_in_cells(linea, unit), *_in_prose(linea, unit)):
        alone = any(agrees(each.said.mention, Fraction(own * 100) / whole) for each in said)
        together = agrees(said[-1].said.mention, Fraction((own + len(others)) * 100) / whole)
        if others and together and not alone:
            if not any(any(check(linea, period)) for check in _OTHERS):
                yield _finding(amounts[0], anchor, text, others[0], mixed=bool(own))
            return


def _in_cells(linea: WrittenLinea, unit: Unit) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield of each column "Tipo de auditoría" how many of its cells are of each kind."""
    for table in linea.of_kind(PassageKind.TABLE):
        grid = grid_of(table)
        for place, heading in enumerate(grid.headings if grid else ()):
            if not {*unit.heads} & {*stems(heading)} and not _TYPE.search(heading):
                continue
            rows = grid.rows if grid else ()
            cells = [folded(row[place]) for row in rows if place < len(row)]
            others = [cell for cell in cells if contrast_of(unit, cell)]
            own = [cell for cell in cells if unit.kinds & {*stems(cell)}]
            if len(own) + len(others) == len(cells):
                yield table.anchor, unit.words, len(own), others


_TYPE = re.compile(r"\b(?:tipo|clase|modalidad|caracter|naturaleza)\b")


def _in_prose(linea: WrittenLinea, unit: Unit) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield of each sentence that lists things by their kinds how many are of each."""
    for passage in linea.prose:
        for span in sentences_of(passage.text):
            plain = folded(passage.text[span.start : span.end])
            if not {*unit.heads} & {*stems(plain)}:
                continue
            items = [found["kind"] for found in _ITEM.finditer(plain)]
            others = [kind for kind in items if contrast_of(unit, kind)]
            own = [kind for kind in items if unit.kinds & {*stems(kind)}]
            if own and others:
                yield passage.anchor, passage.text, len(own), others


def _finding(amount: Amount, anchor: str, text: str, word: str, *, mixed: bool) -> Finding:
    told = "cuenta también otras" if mixed else "solo cuenta otras"
    return Finding(
        Code.OTHER_KIND,
        Severity.DOUBT,
        f"La meta es de {amount.said}, y lo informado {told} ({word})",
        anchor,
        quote=sentence_with(text, word) if word in folded(text) else amount.unit,
    )


CHECKS = (LineaCheck((Code.OTHER_KIND,), other_kind_listed),)

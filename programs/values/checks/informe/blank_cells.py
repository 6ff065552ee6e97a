"""The one línea of a table that states its progress, with an empty cell for what was done.

A row has no narrative; that of others, or their quantities, show that it should have told its own.
Source: Archivo 1 and 3 in section 2.2 of the domain document.
"""

from collections.abc import Iterator

from programs.values.checks.finding import Code, PlacedFinding
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.statements import statements_of
from programs.values.checks.informe.uncounted import is_cell, no_count
from programs.values.written import Written, WrittenLinea


def blank_cells(written: Written) -> Iterator[PlacedFinding]:
    """Yield each línea of a percentage alone, where others tell what they did."""
    for area in written.areas:
        # The last one takes the text below a table.
        if not any(_tells(linea) for linea in area.lineas[:-1]) and not (
            area.lineas and area.lineas[-1].numbers_typed
        ):
            continue
        for linea in area.lineas:
            said = [each for each in statements_of(linea) if each.value > 0]
            amounts = [each for each in amounts_in(linea) if not each.unit.startswith("%")]
            labelled = linea.closing and not linea.closing.text.strip()[:1].isdigit()
            if said and amounts and labelled and is_cell(linea) and not _tells(linea):
                found = no_count(said[-1], tuple(amounts), "")
                yield PlacedFinding(found, linea.key, linea_place(linea))


def _tells(linea: WrittenLinea) -> bool:
    """Tell whether a línea has a narrative, or a quantity in a cell of its own."""
    return bool(linea.passages) or linea.numbers_typed


WHOLE = (WholeCheck((Code.UNCOUNTED,), blank_cells),)

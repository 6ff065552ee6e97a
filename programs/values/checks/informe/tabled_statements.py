"""Which líneas a closing table tells the progress of: "Meta | Programado | Logrado | %"."""

import re
from collections import Counter

from programs.values.wording.numbers import folded
from programs.values.written import Passage, PassageKind, Written, WrittenLinea

# The head of a column that tells how far: "%", "Avance", "Porcentaje de cumplimiento".
_SHARE = re.compile(
    r"(?:%|porcentaje|por ?ciento|(?:grado|nivel|estado) de|avance|cumplimiento)\b.{0,40}|%.{0,40}"
)
_SHARE_LAST = re.compile(r".{0,40}(?:%|\(%\)|porcentaje|por ?ciento)")
_VALUE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|por ?ciento)?")
_NUMBER = re.compile(
    r"(?:(?:linea(?: de accion)?|meta|actividad|accion|compromiso|proyecto|no\.?|num\.?)\s?)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})?)[.)\-]{0,2}(?:\s.{0,200})?"
)
_FEWEST = 12  # signs of a name that may be that of a línea


def closed_in_tables(written: Written) -> frozenset[str]:
    """Return the keys of the líneas whose progress stands in a row of some table of an informe.

    A row is known by the number of its línea, where no other área has that number, or by its name.
    """
    told: set[str] = set()
    for passage in written.passages:
        if passage.kind is PassageKind.TABLE:
            told.update(_first_cells(passage))
    if not told:
        return frozenset()
    times = Counter(linea.number for linea in written.lineas)
    numbers = {found["number"] for each in told if (found := _NUMBER.fullmatch(each))}
    names = {each for each in told if len(each) >= _FEWEST}
    return frozenset(
        linea.key
        for linea in written.lineas
        if (linea.number in numbers and times[linea.number] == 1) or _names_of(linea) & names
    )


def _first_cells(table: Passage) -> set[str]:
    """Return the folded first cells of the rows that have a share in their column of it."""
    head, *rows = table.rows or ((),)
    places = [
        place
        for place, cell in enumerate(head)
        if place and ((own := folded(cell).strip()) and (_SHARE.fullmatch(own)
                      or _SHARE_LAST.fullmatch(own)))
    ]  # fmt: skip
    return {
        folded(row[0]).strip(" .")
        for row in rows
        if any(
            place < len(row) and _VALUE.fullmatch(folded(row[place]).strip()) for place in places
        )
    }


def _names_of(linea: WrittenLinea) -> set[str]:
    return {folded(each).strip(" .") for each in (linea.title, linea.meta) if each}

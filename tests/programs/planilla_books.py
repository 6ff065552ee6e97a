"""Workbooks of plans for tests: read in this process, and changed cell by cell."""

from collections.abc import Mapping
from dataclasses import replace

from programs.models import Programa
from programs.reading.planbook import area_choices, plan_book
from programs.received.sheet_child import book_sheets
from programs.received.sheet_values import Cell, Sheet
from programs.resources.planilla.columns import book_columns
from programs.resources.planilla.exchange import planilla_of
from programs.resources.planilla.reading import Reading, plan_read
from programs.resources.planilla.writing import HEAD_ROW

FIRST = HEAD_ROW + 1
# {(sheet, row, key of the column): what is written there}
Cells = Mapping[tuple[str, int, str], Cell]


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook as they would come out of the process that reads them."""
    return tuple(book_sheets(data))


def book_of(programa: Programa) -> tuple[Sheet, ...]:
    """Return the sheets of the workbook of a programa."""
    return sheets_of(planilla_of(programa))


def place_of(sheet: str, key: str, start_month: int = 1) -> int:
    """Return where a column stands, from 0."""
    columns = next(one.columns for one in book_columns(start_month) if one.name == sheet)
    return next(place for place, column in enumerate(columns) if column.key == key)


def written(sheets: tuple[Sheet, ...], cells: Cells) -> tuple[Sheet, ...]:
    """Return the same sheets with these cells written over."""
    found = {sheet.name: [list(row) for row in sheet.rows] for sheet in sheets}
    for (name, number, key), value in cells.items():
        rows, place = found[name], place_of(name, key)
        while len(rows) < number:
            rows.append([])
        row = rows[number - 1]
        row += [None] * (place + 1 - len(row))
        row[place] = value
    return tuple(
        replace(sheet, rows=tuple(tuple(row) for row in found[sheet.name])) for sheet in sheets
    )


def with_rows(sheets: tuple[Sheet, ...], name: str, change) -> tuple[Sheet, ...]:
    """Return the same sheets; `change` gives the rows of one anew from a list of them."""
    return tuple(
        replace(sheet, rows=tuple(change(list(sheet.rows)))) if sheet.name == name else sheet
        for sheet in sheets
    )


def read(programa: Programa, sheets: tuple[Sheet, ...], **options: bool) -> Reading:
    """Return what sheets say for a programa."""
    areas = area_choices(programa.institucion_id)
    return plan_read(sheets, plan_book(programa), areas, **options)

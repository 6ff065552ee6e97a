"""A sheet as lines whose cells are asked by the key of their column, whatever its order.

The title of a sheet, its hints and its bands may stand above the headings: the row with most known
headings is theirs. Whatever cannot be read becomes a `Problem` and reads as empty.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError

from programs.received.sheet_values import Sheet, Unread, cell_place, column_letters
from programs.resources.cells import CellError, is_blank
from programs.resources.planilla.columns import Column, SheetColumns
from programs.resources.planilla.problems import Problems
from programs.values.typed import plain

# The headings stand in one of these first rows.
HEAD_ROWS = 12


class SheetLine:
    """A row of a sheet: its number in Excel, and its cells by the key of the column."""

    def __init__(self, grid: "Grid", number: int, cells: Sequence[object]) -> None:
        self.grid, self.number, self.cells = grid, number, cells

    def raw(self, key: str) -> object:
        """Return what a cell holds, None where the sheet has no such column."""
        place = self.grid.places.get(key)
        return self.cells[place] if place is not None and place < len(self.cells) else None

    def has(self, *keys: str) -> bool:
        """Tell whether any of these cells holds something."""
        return any(not is_blank(self.raw(key)) for key in keys)

    def value(self, key: str) -> Any:
        """Return the value of a cell; one that cannot be used is told and reads as empty."""
        column, raw = self.grid.by_key[key], self.raw(key)
        try:
            if isinstance(raw, Unread):
                raise CellError(raw.sentence)
            value = column.cell.clean(raw)
            if column.field is not None and value not in (None, ""):
                column.field.run_validators(value)
        except CellError as refusal:
            self.refuse(key, str(refusal))
        except ValidationError as refusal:
            self.refuse(key, " ".join(refusal.messages))
        else:
            return value
        return column.cell.blank

    def refuse(self, key: str, message: str) -> None:
        """Tell what is wrong in a cell, or in the whole row where the sheet lacks the column."""
        self.grid.problems.add(
            message, self.grid.sheet.name, self.number, self.grid.column_name(key)
        )

    def clave(self, key: str) -> str:
        """Return the clave of a hidden cell, "" for none."""
        found = self.raw(key)
        return "" if found is None else str(found).strip()


class Grid:
    """A sheet with its headings recognised. `ready` tells whether its lines can be read."""

    def __init__(self, sheet: Sheet, columns: SheetColumns, problems: Problems) -> None:
        self.sheet, self.columns, self.problems = sheet, columns, problems
        self.by_key = {column.key: column for column in columns.columns}
        self.places: dict[str, int] = {}
        self.head = self._head_row()
        self.ready = self.head is not None
        if self.head is None:
            problems.add(
                f"No se encontró la fila de títulos, con «{self.by_key[columns.main].heading}». "
                "Descargue el libro vacío y use sus títulos.",
                sheet.name,
            )
            return
        self._recognise(self.head)
        self._refuse_merged(self.head)

    def lacks(self, key: str) -> bool:
        """Tell whether the sheet has no such column."""
        return key not in self.places

    def lacking(self) -> list[Column]:
        """Return the columns that the sheet does not have, but for those of claves."""
        return [c for c in self.columns.columns if self.lacks(c.key) and not c.hidden]

    def column_name(self, key: str) -> str:
        """Return how a column is named to a person: letter and heading."""
        place = self.places.get(key)
        return "" if place is None else self._name(place, self.by_key[key].heading)

    def lines(self) -> Iterator[SheetLine]:
        """Yield the rows below the headings in which something shows."""
        shown = [key for key in self.places if not self.by_key[key].hidden]
        start = (self.head or 0) + 1
        for number, cells in enumerate(self.sheet.rows[start:], start + 1):
            line = SheetLine(self, number, cells)
            if line.has(*shown):
                yield line
            self._refuse_untitled(number, cells)

    def hidden_lines(self) -> int:
        """Return how many rows with something in them are hidden."""
        return sum(line.number in self.sheet.hidden_rows for line in self.lines())

    def _head_row(self) -> int | None:
        """Return the index of the row with most known headings, if the main one is among them."""
        known = self.columns.known()
        best, most = None, 0
        for index, cells in enumerate(self.sheet.rows[:HEAD_ROWS]):
            found = {known[word].key for cell in cells if (word := plain(cell)) in known}
            if self.columns.main in found and len(found) > most:
                best, most = index, len(found)
        return best

    def _recognise(self, head: int) -> None:
        known = self.columns.known()
        for place, written in enumerate(self.sheet.rows[head]):
            if is_blank(written):
                continue
            column = known.get(plain(written))
            where = column_letters(place + 1)
            if column is None:
                near = get_close_matches(plain(written), known, n=1, cutoff=0.6)
                hint = f" ¿Es «{known[near[0]].heading}»?" if near else ""
                self.problems.add(
                    f"No se reconoce el título «{written}».{hint} Corríjalo o quite la columna.",
                    self.sheet.name,
                    head + 1,
                    where,
                )
            elif column.key in self.places:
                self.problems.add(
                    f"El título «{column.heading}» está dos veces. Deje una sola columna.",
                    self.sheet.name,
                    head + 1,
                    where,
                )
            else:
                self.places[column.key] = place

    def _refuse_merged(self, head: int) -> None:
        """Cells merged downwards say the same as empty ones; sideways they hide a value."""
        for top, left, bottom, right in self.sheet.merged:
            if right > left and bottom > head + 1:
                where = f"{cell_place(top, left)}:{cell_place(bottom, right)}"
                self.problems.add(
                    f"Las celdas {where} están combinadas a lo ancho. Sepárelas y escriba cada "
                    "dato en su columna.",
                    self.sheet.name,
                )

    def _refuse_untitled(self, number: int, cells: Sequence[object]) -> None:
        heads = self.sheet.rows[self.head or 0]
        for place, cell in enumerate(cells):
            if not is_blank(cell) and (place >= len(heads) or is_blank(heads[place])):
                self.problems.add(
                    "La celda tiene un dato y su columna no tiene título. Muévalo o bórrelo.",
                    self.sheet.name,
                    number,
                    column_letters(place + 1),
                )

    @staticmethod
    def _name(place: int, heading: str) -> str:
        return f"{column_letters(place + 1)} ({heading})"

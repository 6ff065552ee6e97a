"""The parts of a workbook that hold values, read as a stream: nothing is built but the cells.

A part passes through the parser once; what is not a cell, a text, a format or a merged range leaves
no trace. Limits are looked at as it passes.
ISO/IEC 29500-1, part 18.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from programs.errors import FileRefused
from programs.received.sheet_numbers import PLAIN, format_kind, iso_day, number_value, numbered_kind
from programs.received.sheet_values import (
    DAMAGED,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Sheet,
    Unread,
)
from programs.received.xml_part import Attributes, XmlPart

# What Excel itself admits in a workbook.
MAX_FORMATS = 65_490
MAX_MERGED = 10_000
ENTITIES = "El libro trae definiciones que no se admiten. Guárdelo de nuevo desde Excel y súbalo."
TOO_MANY_FORMATS = (
    "El libro tiene demasiados estilos de celda. Copie sus datos a un libro nuevo y súbalo."
)

_LETTERS = 26
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
NO_RESULT = "La fórmula no tiene resultado. Abra el archivo en Excel y guárdelo otra vez."
ERROR = "La celda tiene un error de fórmula: {}. Corríjalo o escriba el valor."


def damaged() -> FileRefused:
    """Return the refusal of a workbook whose parts do not fit together."""
    return FileRefused(DAMAGED)


class _Part(XmlPart):
    """A part of a workbook as it passes."""

    damaged = DAMAGED
    entities = ENTITIES


class Relations(_Part):
    """The parts that a part names: `targets` by identifier, each (type's last word, target)."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.targets: dict[str, tuple[str, str]] = {}
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Keep what stays within the package."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


class Book(_Part):
    """The list of sheets: each (name, hidden, identifier of its part), and where days begin."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.epoch_1904 = False
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Take a sheet or the property of the book."""
        if name == "sheet" and self.path[-2:-1] == ["sheets"]:
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), hidden, attributes.get("id", "")))
        elif name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904") in {"1", "true"}


class Texts(_Part):
    """The texts that cells share, without the sounds that Japanese puts over them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.texts: list[str] = []
        self._runs: list[str] = []
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Open a text or a run of it."""
        if name == "si":
            self._runs = []
        elif name == "t" and "rPh" not in self.path:
            self.text = []

    def ends(self, name: str) -> None:
        """Close a run or the text."""
        if name == "t" and self.text is not None:
            self._runs.append(self.taken())
        elif name == "si":
            self.texts.append(unescaped("".join(self._runs)))


class Formats(_Part):
    """What a number means in a cell of each style: `kinds` in the order of the styles."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.kinds: list[str] = []
        self._written: dict[int, str] = {}
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Take a format or a style."""
        number = attributes.get("numFmtId", "0")
        if not number.isascii() or not number.isdigit() or len(number) > len("65535"):
            raise damaged()
        if name == "numFmt":
            self._written[int(number)] = format_kind(attributes.get("formatCode", ""))
        elif name == "xf" and self.path[-2:-1] == ["cellXfs"]:
            self.kinds.append(self._written.get(int(number)) or numbered_kind(int(number)))
        if len(self.kinds) > MAX_FORMATS or len(self._written) > MAX_FORMATS:
            raise FileRefused(TOO_MANY_FORMATS)


def unescaped(text: str) -> str:
    """Return a text with the signs that XML cannot carry: _x000B_ is a line break of Word."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)


@dataclass
class _Open:
    """The cell that is being read."""

    row: int
    column: int
    kind: str
    style: int
    formula: bool = False
    value: str | None = None
    runs: list[str] = field(default_factory=list)


class Cells(_Part):
    """A sheet: its values by row and column, its merged ranges, and what it hides.

    The size that a sheet announces is not asked: it may lie. `room` is called for each value, and
    refuses what the workbook cannot hold any more.
    """

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        texts: list[str],
        kinds: list[str],
        epoch_1904: bool,
        room: Callable[[], None],
    ) -> None:
        self.name, self._texts, self._kinds, self._room = name, texts, kinds, room
        self._epoch_1904 = epoch_1904
        self._rows: dict[int, dict[int, Cell]] = {}
        self._row = self._column = 0
        self._open: _Open | None = None
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Open a row, a cell or what is in it."""
        if name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = 0
            if attributes.get("hidden") in {"1", "true"} and self._row <= MAX_ROWS:
                self.hidden_rows.add(self._row)
        elif self._open is not None:
            if name == "f":
                self._open.formula = True
            elif name == "v" or (name == "t" and "rPh" not in self.path):
                self.text = []
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = _whole(attributes.get("min"), 1), _whole(attributes.get("max"), 1)
            self.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def ends(self, name: str) -> None:
        """Close a value or a cell."""
        if self._open is None:
            return
        if name == "v" and self.text is not None:
            self._open.value = self.taken()
        elif name == "t" and self.text is not None:
            self._open.runs.append(self.taken())
        elif name == "c":
            self._close_cell(self._open)
            self._open = None

    def _open_cell(self, attributes: Attributes) -> None:
        if "r" in attributes:
            row, column = reference(attributes["r"])
        else:
            row, column = self._row, self._column + 1
        self._column = column
        style = _whole(attributes.get("s"), 0)
        self._open = _Open(row, column, attributes.get("t", "n"), style)

    def _close_cell(self, cell: _Open) -> None:
        value = self._value(cell)
        if value is None or value == "":
            return
        if cell.row > MAX_ROWS:
            raise FileRefused(
                f"La hoja «{self.name}» pasa de {MAX_ROWS:,} filas. Divídala en varias."
            )
        if cell.column > MAX_COLUMNS:
            raise FileRefused(
                f"La hoja «{self.name}» pasa de {MAX_COLUMNS} columnas. Quite las que sobran."
            )
        self._room()
        row = self._rows.setdefault(cell.row, {})
        if cell.column in row:
            raise damaged()
        row[cell.column] = value

    def _value(self, cell: _Open) -> Cell:
        if cell.kind == "inlineStr":
            return unescaped("".join(cell.runs))
        if cell.value is None or (not cell.value and cell.kind != "str"):
            return Unread(NO_RESULT) if cell.formula else None
        if cell.kind == "s":
            place = _whole(cell.value, 0)
            if place >= len(self._texts):
                raise damaged()
            return self._texts[place]
        if cell.kind == "str":
            return unescaped(cell.value)
        if cell.kind == "b":
            return cell.value.strip() in {"1", "true"}
        if cell.kind == "e":
            return Unread(ERROR.format(cell.value[:20]))
        if cell.kind == "d":
            return iso_day(cell.value)
        kind = self._kinds[cell.style] if cell.style < len(self._kinds) else PLAIN
        return number_value(cell.value, kind, self._epoch_1904)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        top, left = reference(first)
        bottom, right = reference(last or first)
        self.merged.append((top, left, bottom, right))
        if len(self.merged) > MAX_MERGED:
            raise FileRefused(
                f"La hoja «{self.name}» tiene demasiadas celdas combinadas. Sepárelas y súbala."
            )

    def sheet(self, hidden: bool) -> Sheet:
        """Return what was read; rows are as long as their last value."""
        last = max(self._rows, default=0)
        rows = (self._rows.get(number, {}) for number in range(1, last + 1))
        return Sheet(
            name=self.name,
            hidden=hidden,
            rows=tuple(tuple(_in_order(row)) for row in rows),
            merged=tuple(self.merged),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
        )


def _in_order(row: dict[int, Cell]) -> Iterator[Cell]:
    return (row.get(column) for column in range(1, max(row, default=0) + 1))


def reference(text: str) -> tuple[int, int]:
    """Return (row, column), both from 1, of a reference such as "AB12"; `FileRefused` if none."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise damaged()
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(found[2]) or _no_row(), column


def _no_row() -> int:
    raise damaged()


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    text = text.strip()
    if not text.isascii() or not text.isdigit() or len(text) > len("1048576"):
        raise damaged()
    return int(text)

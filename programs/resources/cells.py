"""Cells of a sheet: from what Excel or a person wrote to a value, and back.

Each kind of cell refuses what it does not understand with a sentence that says what to write.
Numbers follow the Mexican usage: the point divides decimals, the comma only groups thousands.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from import_export.widgets import Widget

from programs.enums import QUARTERS
from programs.received.signs import clean_text
from programs.values.typed import (
    NUMBERS_ONLY,
    NotANumber,
    plain,
    read_number,
    thousands_doubt,
    without_zeros,
)

Value = TypeVar("Value")
YES = {"si", "s", "x", "1", "verdadero", "true", "✓", "✔"}
NO = {"no", "n", "0", "falso", "false"}
CHECK = "✓"
MARKED = {CHECK, "✔", "√", "x", "1", "si"}
LARGEST = 32_767  # what the smallest whole-number column holds on every engine
_INTEGER = re.compile(r"\d{1,9}")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class CellError(ValueError):
    """A cell that cannot be used: the message is the sentence that the person reads."""


def is_blank(value: object) -> bool:
    """Tell whether a cell holds nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


class Cell(Widget, Generic[Value]):
    """The base of all: `read` gives the value of a written cell, `show` what is written."""

    blank: Value | None = None

    def clean(self, value: object, row: object = None, **kwargs: object) -> Value | None:
        """Return the value of a cell, `blank` when nothing is written. Raises `CellError`."""
        return self.blank if is_blank(value) else self.read(value)

    def render(self, value: Value | None, obj: object = None, **kwargs: object) -> object:
        """Return the native value to write: a text, a number, a date, or "" for nothing."""
        return "" if value is None else self.show(value)

    def read(self, value: object) -> Value:
        """Return the value of a cell that is not blank."""
        raise NotImplementedError

    def show(self, value: Value) -> object:
        """Return what is written for a value."""
        return value


class TextCell(Cell[str]):
    """A text, kept as it was written but for the signs that nobody sees (`clean_text`)."""

    blank = ""

    def read(self, value: object) -> str:
        """Return the text; a whole number that Excel made of a code becomes text again."""
        if isinstance(value, date):
            raise CellError(
                "Excel convirtió este texto en una fecha. "
                "Dé formato de texto a la columna y escríbalo otra vez."
            )
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return clean_text(str(value)).strip()


class IntegerCell(Cell[int]):
    """A whole number from zero to `LARGEST`."""

    def read(self, value: object) -> int:
        """Return the number."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = str(value).strip()
        if isinstance(value, bool) or not _INTEGER.fullmatch(text):
            raise CellError(f"«{text}» no es un número entero. Escriba, por ejemplo, 3.")
        if int(text) > LARGEST:
            raise CellError(f"«{text}» es demasiado grande. El máximo es {LARGEST:,}.")
        return int(text)


class QuantityCell(Cell[Decimal]):
    """A quantity: empty means that nobody said, zero means none."""

    def read(self, value: object) -> Decimal:
        """Return the exact quantity."""
        # repr gives back the figure that Excel shows, not the binary fraction behind it.
        text = repr(value) if isinstance(value, float) else str(value).strip()
        if text.endswith("%"):
            raise CellError(f"«{text}» lleva el signo de porcentaje. Escriba solo la cifra.")
        if isinstance(value, float):
            return Decimal(text)
        if isinstance(value, bool):
            raise CellError(f"«{text}» no es una cantidad. {NUMBERS_ONLY}")
        try:
            amount = read_number(text.removeprefix("-"))
        except NotANumber as refusal:
            raise CellError(f"«{text}» no es una cantidad. {refusal}") from refusal
        return -amount if text.startswith("-") else amount

    def doubt(self, value: object) -> str:
        """Return the question of a text whose point may have been meant for thousands, or ""."""
        return thousands_doubt(value, "se leyó") if isinstance(value, str) else ""

    def show(self, value: Decimal) -> Decimal:
        """Return the quantity without spare zeros."""
        return without_zeros(value)


class DateCell(Cell[date]):
    """A day, as Excel's date or written 31/12/2026."""

    def read(self, value: object) -> date:
        """Return the day."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = str(value).strip()
        match = _DATE.fullmatch(text)
        try:
            if match:
                return date(int(match[3]), int(match[2]), int(match[1]))
            return date.fromisoformat(text)
        except ValueError as error:
            raise CellError(
                f"«{text}» no es una fecha. Escríbala con día, mes y año, como 31/12/2026."
            ) from error


class YesNoCell(Cell[bool]):
    """Sí or no."""

    def read(self, value: object) -> bool:
        """Return whether it is yes."""
        word = plain(value)
        if word in YES or word in NO:
            return word in YES
        raise CellError(f"«{value}» no se entiende. Escriba sí o no.")

    def show(self, value: bool) -> str:
        """Return the word."""
        return "sí" if value else "no"


class ChoiceCell(Cell[str]):
    """One of the labels of a list of choices, or its code."""

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.labels = dict(choices)
        self.codes = {plain(label): code for code, label in self.labels.items()}
        self.codes.update({plain(code): code for code in self.labels})

    def read(self, value: object) -> str:
        """Return the code."""
        code = self.codes.get(plain(value))
        if code is None:
            options = ", ".join(self.labels.values())
            raise CellError(f"«{value}» no es una opción. Escriba una de estas: {options}.")
        return code

    def show(self, value: str) -> str:
        """Return the label."""
        return self.labels.get(value, value)


class QuartersCell(Cell[str]):
    """Quarters as T1 y T3; 1, 3 is understood too."""

    blank = ""

    def read(self, value: object) -> str:
        """Return the stored text, such as 1,3."""
        parts = [part for part in re.split(r"[\s,;y]+", plain(value)) if part]
        numbers = [part.removeprefix("t") for part in parts]
        if not numbers or any(n not in {str(q) for q in QUARTERS} for n in numbers):
            raise CellError(f"«{value}» no son trimestres. Escriba, por ejemplo, T1 y T3.")
        return ",".join(sorted(set(numbers)))

    def show(self, value: str) -> str:
        """Return the quarters as they are printed."""
        return " y ".join(f"T{number}" for number in value.split(",") if number)


class CheckCell(Cell[bool]):
    """A month of the calendar: a ✓, or nothing."""

    blank = False

    def read(self, value: object) -> bool:
        """Return True: whatever is not a mark is refused."""
        if plain(value) not in MARKED:
            raise CellError(f"«{value}» no se entiende. Escriba ✓ o deje la celda vacía.")
        return True

    def show(self, value: bool) -> str:
        """Return the mark."""
        return CHECK if value else ""


class ListCell(Cell[list[str]]):
    """Several texts, one in each line of the cell; codes may be divided by commas."""

    def __init__(self, *, commas: bool = False) -> None:
        super().__init__()
        self.commas = commas

    def clean(self, value: object, row: object = None, **kwargs: object) -> list[str]:
        """Return the list, empty for a blank cell."""
        return [] if is_blank(value) else self.read(value)

    def read(self, value: object) -> list[str]:
        """Return the texts."""
        text = TextCell().read(value)
        parts = re.split(r"[,;\n]" if self.commas else r"\n", text)
        return [part.strip() for part in parts if part.strip()]

    def show(self, value: list[str]) -> str:
        """Return the texts in one cell."""
        return (", " if self.commas else "\n").join(value)

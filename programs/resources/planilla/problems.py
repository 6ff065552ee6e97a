"""What is wrong in a workbook, each with its sheet, row, column and remedy; all are collected."""

from dataclasses import dataclass

# So many are shown; nobody mends more at once.
SHOWN = 200


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `row` is 0 for a whole sheet, `column` as "F (unidad)", "" for a row."""

    sheet: str
    row: int
    column: str
    message: str

    @property
    def place(self) -> str:
        """Where it is, in words."""
        parts = [
            f"hoja {self.sheet}" if self.sheet else "",
            f"fila {self.row}" if self.row else "",
            f"columna {self.column}" if self.column else "",
        ]
        said = ", ".join(part for part in parts if part)
        return said[:1].upper() + said[1:]

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class Problems:
    """The problems found so far, each once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(self, message: str, sheet: str = "", row: int = 0, column: str = "") -> None:
        """Keep one."""
        self._found[Problem(sheet, row, column, message)] = None

    def __bool__(self) -> bool:
        return bool(self._found)

    def all(self) -> tuple[Problem, ...]:
        """Return them in the order in which they were found."""
        return tuple(self._found)

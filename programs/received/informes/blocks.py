"""What every kind of file becomes first: plain blocks in reading order, before any meaning."""

from dataclasses import dataclass
from enum import StrEnum

Rows = tuple[tuple[str, ...], ...]


class BlockKind(StrEnum):
    """What a block looks like on paper."""

    TEXT = "text"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list or a table.

    `level` is that of a heading where the file says so, 0 where it does not; `bold` tells that all
    of it stands out. `label` is the mark of an item as written ("II.", "-"). `page` counts from 1
    where there are pages. A table has rows alone. `promise` tells that it is the meta of a línea,
    whatever its label; `promised` is how many of what its sentence promises.
    """

    kind: BlockKind
    text: str = ""
    rows: Rows = ()
    level: int = 0
    bold: bool = False
    label: str = ""
    page: int = 0
    promise: bool = False
    promised: str = ""

    @property
    def letters(self) -> int:
        """How many signs it has, blanks apart."""
        cells = (cell for row in self.rows for cell in row)
        return letters_of(self.text) + letters_of(self.label) + sum(map(letters_of, cells))

    @property
    def is_table(self) -> bool:
        """Tell whether it is a table."""
        return self.kind is BlockKind.TABLE


def letters_of(text: str) -> int:
    """Return how many signs a text has, blanks apart."""
    return sum(map(len, text.split()))

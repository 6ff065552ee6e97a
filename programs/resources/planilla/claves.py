"""Which row keeps a clave: people copy whole rows, and the hidden clave goes with them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programs.resources.planilla.grid import SheetLine
from programs.values.planbook import provisional
from programs.values.typed import plain

_CLAVE = re.compile(r"[0-9A-Za-z_-]{1,20}")


@dataclass(frozen=True)
class Named:
    """A row that a sheet names: where it is, the clave that it brings, and what it says."""

    line: SheetLine
    clave: str
    text: str
    key: str


def settled(rows: Iterable[Named], stand: Mapping[str, str], *, known_only: bool) -> list[str]:
    """Return the clave of each row, provisional where it has none of its own.

    `stand` are the texts of the plan that stands, by clave. Of several rows with one clave the one
    that says its text keeps it, else the first; the others are new. Where they also say the same,
    one is refused: it is a row twice. `known_only` makes new whatever the plan does not have.
    """
    rows = list(rows)
    sharing: dict[str, list[Named]] = defaultdict(list)
    for row in rows:
        usable = row.clave in stand or (not known_only and _CLAVE.fullmatch(row.clave))
        if row.clave and usable:
            sharing[row.clave].append(row)
    keeps: dict[int, str] = {}
    for clave, several in sharing.items():
        told = plain(stand.get(clave, ""))
        owner = next((row for row in several if plain(row.text) == told), several[0])
        keeps[owner.line.number] = clave
        for row in several:
            if row is not owner and plain(row.text) == plain(owner.text):
                row.line.refuse(
                    row.key,
                    f"Esta fila repite la fila {owner.line.number}. Deje una sola.",
                )
    return [keeps.get(row.line.number, provisional(row.line.number)) for row in rows]

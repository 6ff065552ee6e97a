"""Names of áreas that can be told apart: two offices of one institution may share one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from programs.values.shortened import shortened

# Letters of the words that follow a shared name; a longer parent gives way to the clave.
TAIL_LENGTH = 44
_TAIL = re.compile(r" \([^()]{1,41}\)$")


@dataclass(frozen=True)
class NamedArea:
    """An área by its clave, its name, and the name of the one it depends on, "" for none."""

    code: str
    name: str
    parent: str


class AreaNames:
    """The áreas of an institution; each name says which one is meant where several share it."""

    def __init__(self, areas: Iterable[NamedArea]) -> None:
        self._areas = {area.code: area for area in areas}
        by_name: dict[str, list[NamedArea]] = defaultdict(list)
        for area in self._areas.values():
            by_name[" ".join(area.name.split()).casefold()].append(area)
        self._tails: dict[str, str] = {}
        for twins in by_name.values():
            if len(twins) > 1:
                self._tails |= _tails(twins)

    def __contains__(self, code: str) -> bool:
        return code in self._areas

    def told(self, code: str, name: str) -> str:
        """Return the name of an área as pages and files print it: "Archivos (Jurídica)"."""
        return f"{name}{self._tails.get(code, '')}"

    def named(self, names: Mapping[str, str]) -> "AreaNames":
        """Return the áreas under the names that a stored quarter has for them, by clave."""
        kept = [
            replace(area, name=names.get(code, area.name)) for code, area in self._areas.items()
        ]
        gone = [NamedArea(code, name, "") for code, name in names.items() if code not in self]
        return AreaNames([*kept, *gone])


def _tails(twins: list[NamedArea]) -> dict[str, str]:
    """Return what follows the name of each: its parent where that tells all apart, or its clave."""
    parents = {area.parent.casefold() for area in twins if area.parent}
    short = all(len(area.parent) + len(" ()") <= TAIL_LENGTH for area in twins)
    if short and len(parents) == len(twins):
        return {area.code: f" ({area.parent})" for area in twins}
    return {area.code: f" (clave {area.code})" for area in twins}


def shortened_name(text: str, length: int) -> str:
    """Return a text of at most so many letters, cut between words.

    What stands in parentheses at its end stays: that is what tells two names apart.
    """
    tail = name_tail(text)
    return shortened(text, length, tail if len(tail) + 2 <= length else "")


def name_tail(text: str) -> str:
    """Return the parentheses that end a name, with the space before; "" without any."""
    found = _TAIL.search(text)
    return found.group() if found else ""

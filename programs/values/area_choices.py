"""The áreas of an institution, found by what people write for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from programs.values.typed import plain

NEAR = 3


@dataclass(frozen=True)
class AreaChoice:
    """An área: its clave, the name that tells it from all others, and its other names."""

    code: str
    told: str
    others: tuple[str, ...]
    active: bool


class AreaChoices:
    """The áreas of an institution, in order. Accents, capitals and spare spaces do not matter."""

    def __init__(self, areas: Iterable[AreaChoice]) -> None:
        self.areas = tuple(areas)
        self._told = {area.code: area.told for area in self.areas}
        self._codes: dict[str, set[str]] = defaultdict(set)
        for area in self.areas:
            for name in (area.code, area.told, *area.others):
                self._codes[plain(name)].add(area.code)
        for area in self.areas:
            # Its own clave and the name that tells it apart are never those of another.
            self._codes[plain(area.told)] = {area.code}
        for area in self.areas:
            self._codes[plain(area.code)] = {area.code}

    def name(self, code: str) -> str:
        """Return the name of an área by its clave; the clave itself where there is none."""
        return self._told.get(code, code)

    def find(self, written: str) -> tuple[str, ...]:
        """Return the claves of the áreas that a text may mean: one, none or several."""
        return tuple(sorted(self._codes.get(plain(written), ())))

    def near(self, written: str) -> tuple[str, ...]:
        """Return at most `NEAR` names that look like a text, the nearest first."""
        known = {
            plain(name): area.told for area in self.areas for name in (area.told, *area.others)
        }
        close = get_close_matches(plain(written), known, n=NEAR, cutoff=0.55)
        return tuple(dict.fromkeys(known[name] for name in close))

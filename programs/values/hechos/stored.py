"""The hechos of a quarter as its copy holds them, with where each figure is explained.

They are part of `programs.values.snapshot`: a field that changes here makes a new format of what is
stored (`programs.values.frozen`).
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import HechoKind


@dataclass(frozen=True)
class HechoSnapshot:
    """A hecho that counts in some línea: the key of its kind, and the texts of its fields by key.

    `area` recorded it; `lines` are the keys of the líneas in which it counts, in printed order.
    """

    pk: int
    kind: str
    name: str
    day: date
    values: dict[str, str]
    area: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class FigureOrigin:
    """How the quantity of a component was made in the quarter, and the address that explains it.

    `component` is its place in the facts of the meta of its línea, from 0. `rule` says in words
    how it follows of hechos, "" for a quantity that its área wrote.
    """

    linea: int
    component: int
    rule: str
    address: str


@dataclass(frozen=True)
class HechosSnapshot:
    """The hechos of a quarter by their kind and date, the kinds that they are of, and its figures.

    `kinds` are in the order of the institution, `origins` in the order of the components.
    """

    kinds: tuple[HechoKind, ...]
    hechos: tuple[HechoSnapshot, ...]
    origins: tuple[FigureOrigin, ...]

    @property
    def addresses(self) -> dict[tuple[int, int], str]:
        """The address that explains each quantity, by its línea and the place of its component."""
        return {(each.linea, each.component): each.address for each in self.origins}

    def of_lines(self, lines: Container[int]) -> tuple[tuple[HechoValue, HechoSnapshot], ...]:
        """Return the hechos that count in one of these líneas, each also as a value of its kind."""
        kinds = {kind.key: kind for kind in self.kinds}
        return tuple(
            (HechoValue(each.pk, kinds[each.kind], each.name, each.day, each.values), each)
            for each in self.hechos
            if any(line in lines for line in each.lines)
        )

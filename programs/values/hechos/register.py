"""The register of a quarter's hechos, and who took part in them by sexo and by sector."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from programs.values.hechos.doubts import number_of_oficio
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import FieldGroup, HechoKind
from programs.values.hechos.openers import opener_of
from programs.values.phrases import number_text

GROUP_WORDS = {FieldGroup.SEX: "Por sexo", FieldGroup.SECTOR: "Por sector"}


# A línea in the register: its printed number, and the address where its quarter is read.
LinePlace = tuple[str, str]


@dataclass(frozen=True)
class RegisterRow:
    """A hecho in the register: `area` recorded it, `lines` are the líneas in which it counts.

    `opener` is the sentence with which a narrative may begin of it, "" for none; `number` the
    number of an oficio as it is compared; `doubts` what does not agree in it.
    """

    value: HechoValue
    area: str
    lines: tuple[LinePlace, ...]
    opener: str
    number: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Total:
    """The sum of one number over the hechos of a kind; `silent` is how many did not say it."""

    label: str
    amount: Decimal
    silent: int

    @property
    def text(self) -> str:
        """The sum as it prints."""
        return number_text(self.amount)

    @property
    def words(self) -> str:
        """The sum with its name: "Mujeres 14", "Actas 3 (1 sin dato)"."""
        silent = f" ({self.silent} sin dato)" if self.silent else ""
        return f"{self.label} {self.text}{silent}"


@dataclass(frozen=True)
class TotalGroup:
    """Totals that are parts of one whole: the participants by sexo, or by sector."""

    name: str
    totals: tuple[Total, ...]

    @property
    def whole(self) -> str:
        """The sum of its parts as it prints."""
        return number_text(sum((total.amount for total in self.totals), Decimal(0)))

    @property
    def words(self) -> str:
        """The whole and its parts: "Por sexo, 25 en total: Mujeres 14, Hombres 11"."""
        parts = ", ".join(total.words for total in self.totals)
        return f"{self.name}, {self.whole} en total: {parts}"


@dataclass(frozen=True)
class RegisterPart:
    """Hechos of one kind by their date, and what the numbers of all of the kind add up to.

    `rows` may be a page of them: `count` is how many the kind has, `first` the place of the first
    row among them, from 1.
    """

    kind: HechoKind
    rows: tuple[RegisterRow, ...]
    totals: tuple[Total, ...]
    groups: tuple[TotalGroup, ...]
    count: int
    first: int = 1

    @property
    def begins(self) -> bool:
        """Tell whether the kind begins here."""
        return self.first == 1

    @property
    def place(self) -> str:
        """Which of the kind are here, "" where all are: "del 101 al 200"."""
        if len(self.rows) == self.count:
            return ""
        last = self.first + len(self.rows) - 1
        return f"el {last:,}" if last == self.first else f"del {self.first:,} al {last:,}"


@dataclass(frozen=True)
class KindPlace:
    """A kind in the register: how many hechos it has, and the place of its first, from 0."""

    kind: HechoKind
    count: int
    start: int


@dataclass(frozen=True)
class Register:
    """Hechos of a quarter by kind, all or a page of them; kinds without any are left out.

    `kinds` tells of each kind of the quarter, whatever is on the page.
    """

    parts: tuple[RegisterPart, ...]
    kinds: tuple[KindPlace, ...]

    @property
    def count(self) -> int:
        """How many hechos the quarter has."""
        return sum(place.count for place in self.kinds)


# Who recorded a hecho, and the líneas in which it counts.
Recorded = tuple[str, tuple[LinePlace, ...]]


def register_of(
    entries: Iterable[tuple[HechoValue, str, tuple[LinePlace, ...]]], kinds: Sequence[HechoKind]
) -> Register:
    """Return the register of (hecho, área, líneas in which it counts), kinds in their order."""
    every = list(entries)
    recorded = {value.pk: (area, lines) for value, area, lines in every}
    ordered = in_register_order((value for value, *_ in every), kinds)
    return register_page(ordered, range(len(ordered)), recorded)


def in_register_order(
    hechos: Iterable[HechoValue], kinds: Sequence[HechoKind]
) -> tuple[HechoValue, ...]:
    """Return hechos by kind, kinds in their order and those of each as they came.

    A kind that the institution does not use any more keeps its hechos, after the others.
    """
    of_kind: dict[str, list[HechoValue]] = {kind.key: [] for kind in kinds}
    for value in hechos:
        of_kind.setdefault(value.kind.key, []).append(value)
    return tuple(value for found in of_kind.values() for value in found)


def register_page(
    ordered: Sequence[HechoValue],
    shown: range,
    recorded: Mapping[int, Recorded],
    doubts: Mapping[int, tuple[str, ...]] | None = None,
) -> Register:
    """Return a page of the hechos of a quarter, which are in their order (`in_register_order`).

    `shown` are the places of the page, `recorded` is read for those on it; `doubts` are {hecho:
    what does not agree in it}, where the register is looked through. Totals are of all.
    """
    places: list[KindPlace] = []
    parts: list[RegisterPart] = []
    start = 0
    for _, of_kind in groupby(ordered, key=lambda value: value.kind.key):
        hechos = tuple(of_kind)
        places.append(KindPlace(hechos[0].kind, len(hechos), start))
        first = max(shown.start - start, 0)
        here = hechos[first : max(shown.stop - start, 0)]
        if here:
            rows = tuple(_row(value, recorded[value.pk], doubts or {}) for value in here)
            parts.append(_part(hechos, rows, first + 1))
        start += len(hechos)
    return Register(tuple(parts), tuple(places))


def _row(
    value: HechoValue, recorded: Recorded, doubts: Mapping[int, tuple[str, ...]]
) -> RegisterRow:
    area, lines = recorded
    said = doubts.get(value.pk, ())
    return RegisterRow(value, area, lines, opener_of(value), number_of_oficio(value), said)


def _part(hechos: Sequence[HechoValue], rows: tuple[RegisterRow, ...], first: int) -> RegisterPart:
    """Return the rows of a kind that are on the page, with the totals of all its hechos."""
    kind = hechos[0].kind
    totals = {field: _total(hechos, field.key, field.label) for field in kind.sums}
    # What nobody said is no zero: it has no total.
    groups = {
        group: tuple(
            total for f, total in totals.items() if f.group is group and total.silent < len(hechos)
        )
        for group in FieldGroup
    }
    return RegisterPart(
        kind=kind,
        rows=rows,
        totals=groups[FieldGroup.NONE],
        groups=tuple(
            TotalGroup(GROUP_WORDS[group], totals)
            for group, totals in groups.items()
            if group in GROUP_WORDS and totals
        ),
        count=len(hechos),
        first=first,
    )


def _total(hechos: Sequence[HechoValue], key: str, label: str) -> Total:
    said = [value.number(key) for value in hechos]
    known = [number for number in said if number is not None]
    return Total(label, sum(known, Decimal(0)), len(said) - len(known))

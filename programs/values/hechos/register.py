"""The register of a quarter's hechos, and who took part in them by sexo and by sector."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    """The hechos of one kind by their date, and what their numbers add up to."""

    kind: HechoKind
    rows: tuple[RegisterRow, ...]
    totals: tuple[Total, ...]
    groups: tuple[TotalGroup, ...]


@dataclass(frozen=True)
class Register:
    """The hechos of a quarter by kind; kinds without any are left out."""

    parts: tuple[RegisterPart, ...]

    @property
    def count(self) -> int:
        """How many hechos it holds."""
        return sum(len(part.rows) for part in self.parts)

    @property
    def uncounted(self) -> int:
        """How many count in no línea: the annex of the informe prints none of them."""
        return sum(not row.lines for part in self.parts for row in part.rows)


def register_of(
    entries: Iterable[tuple[HechoValue, str, tuple[LinePlace, ...]]],
    kinds: Sequence[HechoKind],
    doubts: Mapping[int, tuple[str, ...]] | None = None,
) -> Register:
    """Return the register of (hecho, área, líneas in which it counts), kinds in their order.

    `doubts` are {hecho: what does not agree in it}, where the register is looked through. A kind
    that the institution does not use any more keeps its hechos, after the others.
    """
    rows: dict[str, list[RegisterRow]] = {kind.key: [] for kind in kinds}
    for value, area, lines in entries:
        said = (doubts or {}).get(value.pk, ())
        row = RegisterRow(value, area, lines, opener_of(value), number_of_oficio(value), said)
        rows.setdefault(value.kind.key, []).append(row)
    return Register(tuple(_part(found) for found in rows.values() if found))


def _part(rows: Sequence[RegisterRow]) -> RegisterPart:
    kind = rows[0].value.kind
    totals = {field: _total(rows, field.key, field.label) for field in kind.sums}
    # What nobody said is no zero: it has no total.
    groups = {
        group: tuple(
            total for f, total in totals.items() if f.group is group and total.silent < len(rows)
        )
        for group in FieldGroup
    }
    return RegisterPart(
        kind=kind,
        rows=tuple(rows),
        totals=groups[FieldGroup.NONE],
        groups=tuple(
            TotalGroup(GROUP_WORDS[group], totals)
            for group, totals in groups.items()
            if group in GROUP_WORDS and totals
        ),
    )


def _total(rows: Sequence[RegisterRow], key: str, label: str) -> Total:
    said = [row.value.number(key) for row in rows]
    known = [number for number in said if number is not None]
    return Total(label, sum(known, Decimal(0)), len(said) - len(known))

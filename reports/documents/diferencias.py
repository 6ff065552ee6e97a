"""What the plan of a year has that the year before had not, on paper."""

from collections.abc import Iterator
from dataclasses import dataclass

from programs.values.plandiff import Act, Comparison, RowChange

KIND = "diferencias"
# In the order of what a reader asks first.
TITLES = {
    Act.NEW: "Lo nuevo",
    Act.CHANGED: "Lo que cambia",
    Act.MOVED: "Lo que cambia de lugar",
    Act.GONE: "Lo que ya no está",
}


@dataclass(frozen=True)
class YearsCompared:
    """Two plans of an institution, as `programs.values.plandiff` compared them.

    `before` and `after` name the ejercicios; the rest is the institution's, as in
    `reports.documents.base.Document`.
    """

    institution: str
    short_name: str
    emblem: str
    brand_color: str
    sample: bool
    before: str
    after: str
    comparison: Comparison


@dataclass(frozen=True)
class Row:
    """A row of the plan: `what` it is, what it says, where it stands, and what is different."""

    what: str
    name: str
    place: str
    moved: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Part:
    """The rows of one act: `both` tells that they stand in both years."""

    title: str
    both: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Diferencias:
    """The document: `counts` are its (title, number of rows), `parts` those that have any."""

    kind: str
    title: str
    institution: str
    short_name: str
    emblem: str
    brand_color: str
    sample: bool
    before: str
    after: str
    counts: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]


def build(years: YearsCompared) -> Diferencias:
    """Return the document of the differences between two years."""
    parts = tuple(_parts(years.comparison))
    return Diferencias(
        kind=KIND,
        title=f"Diferencias entre {years.before} y {years.after}",
        institution=years.institution,
        short_name=years.short_name,
        emblem=years.emblem,
        brand_color=years.brand_color,
        sample=years.sample,
        before=years.before,
        after=years.after,
        counts=tuple((title, len(years.comparison.of(act))) for act, title in TITLES.items()),
        parts=parts,
    )


def _parts(comparison: Comparison) -> Iterator[Part]:
    for act, title in TITLES.items():
        rows = tuple(_row(change) for change in comparison.of(act))
        if rows:
            yield Part(title, act in (Act.CHANGED, Act.MOVED), rows)


def _row(change: RowChange) -> Row:
    return Row(
        what=change.of.value,
        name=change.name,
        place=change.place,
        moved=change.moved,
        fields=tuple((field.label, field.before, field.after) for field in change.fields),
    )

"""The plain values of a programa or a quarter: what every document and preview is built from.

Frozen dataclasses without any model in them, so that they can be stored as they are and read
again years later. `programs.reading.corte` fills them from the database.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values.progress import MetaFacts


@dataclass(frozen=True)
class FigureSnapshot:
    """One picture: what it shows, and its renditions as (width px, height px, storage name)."""

    alt: str
    renditions: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class BlockSnapshot:
    """One block of a narrative, as captured (`BlockKind` and `CaptionKind` codes)."""

    key: str
    kind: str
    html: str
    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    title: str
    source: str
    caption_kind: str
    caption: str
    first_number: int | None
    figures: tuple[FigureSnapshot, ...]


@dataclass(frozen=True)
class SectionSnapshot:
    """A part of the front matter, or the heading and prose of a generated part."""

    kind: str
    area: str | None
    heading: str
    auto_number: bool
    number_label: str
    contents_number: str
    contents_heading: str
    blocks: tuple[BlockSnapshot, ...]


@dataclass(frozen=True)
class MarkSnapshot:
    """One month (1 to 12 of the period) of a tarea, with a `MarkStatus` code."""

    month: int
    programmed: bool
    status: str
    reason: str


@dataclass(frozen=True)
class TareaSnapshot:
    """An activity with both wordings, both places, and its months."""

    pk: int
    linea_pk: int | None
    area: str
    text: str
    in_table: bool
    monthly_projection: str
    goal: str
    expected_result: str
    in_calendar: bool
    calendar_text: str
    calendar_number: str
    marks: tuple[MarkSnapshot, ...]
    area_code: str = ""

    @property
    def programmed_months(self) -> frozenset[int]:
        """The months of the period in which the tarea is programmed."""
        return frozenset(mark.month for mark in self.marks if mark.programmed)


@dataclass(frozen=True)
class AdjustmentSnapshot:
    """A correction of earlier quarters: how much, of what unit, and why."""

    unit: str
    amount: Decimal
    reason: str


@dataclass(frozen=True)
class MetaSnapshot:
    """A meta: its text in force, its dates, and its quantities in all four quarters.

    `adjustments` are those made in the quarter of the snapshot; the facts hold them all.
    """

    text: str
    starts_on: date | None
    ends_on: date | None
    facts: MetaFacts
    adjustments: tuple[AdjustmentSnapshot, ...] = ()


@dataclass(frozen=True)
class AvanceSnapshot:
    """What a línea reports of one quarter, with the codes of `contract.md`."""

    pk: int
    status: str
    ready: bool
    cause: str
    closing: str
    stated_percent: Decimal | None
    closing_reason: str
    blocks: tuple[BlockSnapshot, ...]


@dataclass(frozen=True)
class LineaSnapshot:
    """A línea with its printed number, its meta, its tareas and its entry of the quarter."""

    pk: int
    number: str
    title: str
    area: str
    area_code: str
    meta: MetaSnapshot | None
    tareas: tuple[TareaSnapshot, ...]
    avance: AvanceSnapshot | None


@dataclass(frozen=True)
class EjeSnapshot:
    """An eje with everything below it; `words` are the printed labels that hold for it."""

    pk: int
    order: int
    name: str
    table_name: str
    objective: str
    strategy: str
    words: dict[str, str]
    responsibles: tuple[str, ...]
    lineas: tuple[LineaSnapshot, ...]
    tareas: tuple[TareaSnapshot, ...]

    @property
    def own_tareas(self) -> tuple[TareaSnapshot, ...]:
        """The tareas that belong to the eje only, not to one of its líneas."""
        return tuple(tarea for tarea in self.tareas if tarea.linea_pk is None)


@dataclass(frozen=True)
class InstitucionSnapshot:
    """What the documents print of an institution."""

    slug: str
    name: str
    short_name: str
    state: str
    governing_body: str
    motto: str
    emblem: str
    brand_color: str
    sample: bool
    thresholds: tuple[int, int, int]


@dataclass(frozen=True)
class TrimestreSnapshot:
    """A quarter: its number, days, months of the period, and typed cover title."""

    number: int
    starts_on: date
    ends_on: date
    months: tuple[int, int, int]
    cover_title: str


@dataclass(frozen=True)
class Snapshot:
    """A programa, or one quarter of it when `trimestre` is given, as plain values."""

    institucion: InstitucionSnapshot
    year: int
    title: str
    start_month: int
    cover_date: str
    words: dict[str, str]
    trimestre: TrimestreSnapshot | None
    sections: tuple[SectionSnapshot, ...]
    ejes: tuple[EjeSnapshot, ...]

    @property
    def lineas(self) -> tuple[LineaSnapshot, ...]:
        """Every línea of the programa, in printed order."""
        return tuple(linea for eje in self.ejes for linea in eje.lineas)

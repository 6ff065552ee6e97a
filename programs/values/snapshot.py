"""The plain values of a programa or a quarter: what every document and preview is built from.

Frozen dataclasses without any model in them, so that they can be stored as they are and read
again years later. `programs.reading.corte` fills them from the database. No field has a default:
one that was forgotten must fail where the value is made, never print as if nobody had written it.
A new field makes another format of what is stored (`programs.values.frozen`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values.changes import (
    AdecuacionSnapshot,
    AdjustmentSnapshot,
    ChangeSnapshot,
    MoveSnapshot,
)
from programs.values.hechos.stored import HechosSnapshot
from programs.values.month_quantities import MonthQuantity
from programs.values.progress import Closing, MetaFacts


@dataclass(frozen=True)
class FigureSnapshot:
    """One picture: what it shows, and its renditions as (width px, height px, storage name)."""

    alt: str
    renditions: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class BlockSnapshot:
    """One block of a narrative, as captured (`BlockKind` and `CaptionKind` codes).

    `label` is the printed number of its caption in the whole document ("Imagen 3"), "" for none.
    """

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
    label: str

    @property
    def has_content(self) -> bool:
        """Tell whether the block prints; one without content leaves nothing behind."""
        return has_content(self.html, self.rows, len(self.figures))


def has_content(html: str, rows: Sequence[Sequence[str]], pictures: int) -> bool:
    """Tell whether a block with this text, these rows and so many pictures prints at all."""
    return bool(html.strip() or rows or pictures)


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
    """An activity with both wordings, both places, and its months.

    `moves` are the changes of its programmed months, in the order in which they came into force.
    """

    pk: int
    linea_pk: int | None
    area: str
    text: str
    in_table: bool
    monthly_projection: str
    goal: str
    expected_result: str
    verification: str
    in_calendar: bool
    calendar_text: str
    calendar_number: str
    marks: tuple[MarkSnapshot, ...]
    area_code: str
    moves: tuple[MoveSnapshot, ...]

    @property
    def programmed_months(self) -> frozenset[int]:
        """The months of the period in which the tarea is programmed."""
        return frozenset(mark.month for mark in self.marks if mark.programmed)


@dataclass(frozen=True)
class ComponentMonths:
    """The twelve months of a quantity that is reported by month, in order.

    `component` is its place in the facts of the meta, from 0.
    """

    component: int
    unit: str
    months: tuple[MonthQuantity, ...]

    def of_quarter(self, number: int) -> tuple[MonthQuantity, ...]:
        """Return the three months of a quarter (1 to 4)."""
        return self.months[3 * number - 3 : 3 * number]


@dataclass(frozen=True)
class MetaSnapshot:
    """A meta: its text in force, its dates, and its quantities in all four quarters.

    `adjustments` are those made in the quarter of the snapshot; the facts hold them all.
    `original_text` is the text first approved. `changes` are its modifications in the order in
    which they came into force: up to the quarter of the snapshot, or all of them without one.
    `months` are those of its quantities that are reported by month.
    """

    text: str
    original_text: str
    starts_on: date | None
    ends_on: date | None
    facts: MetaFacts
    adjustments: tuple[AdjustmentSnapshot, ...]
    changes: tuple[ChangeSnapshot, ...]
    months: tuple[ComponentMonths, ...]


@dataclass(frozen=True)
class FileSnapshot:
    """A file that backs a línea without being printed in it: as received, with its SHA-256."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class AvanceSnapshot:
    """What a línea reports of one quarter, with the codes of `contract.md`.

    `files` are its respaldos; only the snapshot of a whole quarter holds them.
    """

    pk: int
    status: str
    ready: bool
    cause: str
    closing: str
    stated_percent: Decimal | None
    closing_reason: str
    blocks: tuple[BlockSnapshot, ...]
    files: tuple[FileSnapshot, ...]


@dataclass(frozen=True)
class LineClosing:
    """How a línea closes a quarter, in the sentences that the informe prints.

    `code` is None while nothing can be said; `percent` is the figure that the sentence prints,
    `computed` the one that the quantities give; `finding` tells that both differ; `adjustments`
    are the sentences that follow where the quarter corrects earlier ones; `remark` is what stands
    where there is no sentence: what is without report, or that nothing was reported.
    """

    code: Closing | None
    percent: Decimal | None
    computed: Decimal | None
    sentence: str
    finding: str
    adjustments: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class LineaSnapshot:
    """A línea with its printed number, its meta, its tareas and its entry of the quarter.

    `closing` is how it closes the quarter, None where the snapshot has no quarter. `added` is the
    adecuación that brought it, `cancelled` the one from which it counts no more: only a snapshot
    without a quarter has a línea that was cancelled.
    """

    pk: int
    number: str
    title: str
    area: str
    area_code: str
    verification: str
    meta: MetaSnapshot | None
    tareas: tuple[TareaSnapshot, ...]
    avance: AvanceSnapshot | None
    closing: LineClosing | None
    added: AdecuacionSnapshot | None
    cancelled: AdecuacionSnapshot | None


@dataclass(frozen=True)
class CancelledSnapshot:
    """A línea that counts no more in the quarter, with its printed number, and what cancelled it.

    `area_code` is the code of the área that reported it.
    """

    pk: int
    number: str
    title: str
    area: str
    area_code: str
    adecuacion: AdecuacionSnapshot


@dataclass(frozen=True)
class EjeSnapshot:
    """An eje with everything below it; `words` are the printed labels that hold for it.

    `own_sentence` tells how its own tareas of the calendar close the quarter, "" for none.
    `cancelled` are its líneas that count no more in the quarter, in printed order.
    """

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
    own_sentence: str
    cancelled: tuple[CancelledSnapshot, ...]

    @property
    def own_tareas(self) -> tuple[TareaSnapshot, ...]:
        """The tareas that belong to the eje only, not to one of its líneas."""
        return tuple(tarea for tarea in self.tareas if tarea.linea_pk is None)


@dataclass(frozen=True)
class AreaSnapshot:
    """An active área, sub-área or post; `parent` is the code of what it depends on, "" for none."""

    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True)
class SignerSnapshot:
    """Who signs a document, and as what: a `SignerRole` code, the name and the post."""

    role: str
    name: str
    post: str


@dataclass(frozen=True)
class ApprovalSnapshot:
    """The act by which a programa was approved."""

    agreement: str
    session: str
    approved_on: date


@dataclass(frozen=True)
class InstitucionSnapshot:
    """What the documents print of an institution.

    `areas` are in the order of the institution; `signers` in the order in which they sign.
    """

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
    areas: tuple[AreaSnapshot, ...]
    signers: tuple[SignerSnapshot, ...]


@dataclass(frozen=True)
class TrimestreSnapshot:
    """A quarter: its number, days, months of the period, and typed cover title.

    `begun` is the last month of the period, up to its own last one, that had begun when it was
    read, 0 for none: what has not begun owes no report. `over` is the last one that had ended: its
    last day is the cut-off date. `missing_reason` is why it was closed with líneas that nobody
    validated, "" for every other quarter.
    """

    number: int
    starts_on: date
    ends_on: date
    months: tuple[int, int, int]
    cover_title: str
    begun: int
    over: int
    missing_reason: str

    @property
    def start_month(self) -> int:
        """The month of the calendar (1 to 12) in which its period starts."""
        return (self.starts_on.month - self.months[0]) % 12 + 1

    @property
    def closed_unvalidated(self) -> bool:
        """Tell whether it was closed with líneas that nobody validated."""
        return bool(self.missing_reason)


@dataclass(frozen=True)
class Snapshot:
    """A programa, or one quarter of it when `trimestre` is given, as plain values.

    `parts` are the `PtaPart` or `InformePart` codes of what its document prints beyond the order
    of the two seeds; `approval` is None while the programa is in planning. `adecuaciones` are
    those in force by the quarter, or all of them, in the order of their numbers. `hechos` are None
    where nobody read them: the plan, a page of the quarter, a quarter stored before they were kept.
    """

    institucion: InstitucionSnapshot
    year: int
    title: str
    start_month: int
    cover_date: str
    approval: ApprovalSnapshot | None
    parts: tuple[str, ...]
    words: dict[str, str]
    trimestre: TrimestreSnapshot | None
    sections: tuple[SectionSnapshot, ...]
    ejes: tuple[EjeSnapshot, ...]
    adecuaciones: tuple[AdecuacionSnapshot, ...]
    hechos: HechosSnapshot | None

    @property
    def lineas(self) -> tuple[LineaSnapshot, ...]:
        """Every línea of the programa, in printed order."""
        return tuple(linea for eje in self.ejes for linea in eje.lineas)

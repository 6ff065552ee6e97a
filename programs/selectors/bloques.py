"""The blocks of a narrative for a page, as they are read and as they are written.

Text, tables, pictures by address, numbered captions; and what stands in the fields of a form.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Count as CountOf
from django.db.models import F, FilteredRelation, Q, QuerySet

from programs.enums import PLAN_ONLY, QUARTERS, BlockKind, CaptionKind
from programs.models import Bloque, Evidencia, Figura, Programa, Seccion
from programs.models.avance import BloqueQuerySet
from programs.reading.line import Line
from programs.received.text import clean_html, paragraphs, plain_text
from programs.selectors.evidencia import HAS_REMOVED, RemovedFigure
from programs.values.captions import (
    Captioned,
    caption_choices,
    caption_labels,
    captioned,
    informe_order,
    proposed_alt,
)
from programs.values.checks.finding import block_anchor
from programs.values.snapshot import BlockSnapshot, Snapshot, has_content
from programs.values.tables import HeadCell, rows_to_text, table_parts
from programs.values.tied import LinkOf, has_ties, linked, only_ties, spelled, unlinked

# Pictures of a group stand side by side; one alone takes the width of the text. Pixels.
GROUP_WIDTH = 640
ALONE_WIDTH = 960
# {block key: its markup with the tied numbers of now}, of the blocks that have some.
Said = Mapping[str, str]


@dataclass(frozen=True)
class ImageView:
    """One picture: the key and width of its address, its size in pixels and what it shows.

    Without `key` the file has not arrived.
    """

    alt: str
    key: str
    width: int
    height: int


@dataclass(frozen=True)
class BlockView:
    """One block. `head` and `body` are the rows of a table, `images` the pictures of a group.

    `anchor` is its id on a page that shows it once.
    """

    kind: str
    html: str
    title: str
    source: str
    label: str
    caption: str
    head: tuple[tuple[HeadCell, ...], ...]
    body: tuple[tuple[str, ...], ...]
    images: tuple[ImageView, ...]
    anchor: str = ""


def said_in(blocks: Iterable[BlockSnapshot]) -> dict[str, str]:
    """Return the markup of blocks of the reader whose tied numbers it filled in."""
    return {block.key: block.html for block in blocks if has_ties(block.html)}


def said_of_line(line: Line) -> dict[str, str]:
    """Return the same of the narrative of a línea, none where it has no entry."""
    return said_in(line.linea.avance.blocks) if line.linea.avance else {}


def snapshot_said(snapshot: Snapshot) -> dict[str, str]:
    """Return the same of a whole informe."""
    return said_in(_snapshot_blocks(snapshot))


def block_views(
    blocks: Iterable[Bloque],
    labels: Mapping[str, str],
    said: Said = MappingProxyType({}),
    link_of: LinkOf = unlinked,
) -> tuple[BlockView, ...]:
    """Return blocks, read with their pictures, as a page shows them: without what is left out.

    `said` is what the reader gave of their tied numbers, `link_of` where each is explained.
    """
    return tuple(
        _block(block, labels.get(block.key, ""), said, link_of)
        for block in blocks
        if not block.is_left_out
    )


def printed_views(
    blocks: Iterable[Bloque],
    labels: Mapping[str, str],
    said: Said = MappingProxyType({}),
    link_of: LinkOf = unlinked,
) -> tuple[BlockView, ...]:
    """Return the blocks that print, with every picture in its smallest size.

    They are read as `block_views` takes them; one without content leaves nothing behind.
    """
    return tuple(
        _block(block, labels.get(block.key, ""), said, link_of, alone=GROUP_WIDTH)
        for block in blocks
        if not block.is_left_out and has_content(block.html, block.rows, len(block.printed_figures))
    )


def _block(
    block: Bloque, label: str, said: Said, link_of: LinkOf, *, alone: int = ALONE_WIDTH
) -> BlockView:
    figures = block.printed_figures
    width = alone if len(figures) == 1 else GROUP_WIDTH
    head, body = table_parts(block.rows, block.header_rows)
    return BlockView(
        kind=block.kind,
        # Cleaned once more: rows may come from an import or another program.
        html=linked(clean_html(said.get(block.key, block.html)), link_of),
        title=block.title,
        source=block.source,
        label=label,
        caption=block.caption,
        head=head,
        body=body,
        images=tuple(_image(figure, width) for figure in figures),
        anchor=block_anchor(block.key),
    )


def _image(figure: Figura, width: int) -> ImageView:
    evidencia = figure.evidencia
    rendition = rendition_for(evidencia, width)
    if evidencia is None or rendition is None:
        return ImageView(figure.said_alt, "", 0, 0)
    return ImageView(figure.said_alt, evidencia.key, rendition["width"], rendition["height"])


def proposed_alts(block: Bloque) -> dict[int, str]:
    """Return {pk: what it is said to show while nobody writes it} of the pictures of a block."""
    shown = block.figuras.order_by("order").values_list("pk", flat=True)
    return {pk: proposed_alt(block.caption, place) for place, pk in enumerate(shown, start=1)}


def rendition_for(evidencia: Evidencia | None, width: int) -> dict | None:
    """Return the smallest copy that is at least so wide (pixels), or the widest there is."""
    renditions = evidencia.renditions if evidencia else []
    wide = [row for row in renditions if row["width"] >= width]
    return (wide[:1] or renditions[-1:] or [None])[0]


def labels_of(programa: Programa) -> dict[int, dict[str, str]]:
    """Return {quarter: {block key: printed label}} of the reports of a programme, in two queries.

    Each report counts from one, as its snapshot does (`captions.with_labels`).
    """
    of_lineas: dict[int, list[Captioned]] = defaultdict(list)
    rows = (
        Bloque.objects.kept()
        .filter(avance__trimestre__programa=programa)
        .exclude(caption_kind=CaptionKind.NONE)
        .order_by("avance__linea__eje__order", "avance__linea__order", "order", "pk")
        .annotate(pictures=CountOf("figuras", filter=Q(figuras__in_informe=True)))
    )
    for number, *values in rows.values_list("avance__trimestre__number", *_CAPTIONED):
        of_lineas[number].append(captioned(*values))
    sections = _sections(programa)
    labels = {}
    for number in QUARTERS:
        printed = informe_order(_of_report(sections, number), of_lineas[number])
        labels[number] = caption_labels(printed)
    return labels


def snapshot_labels(snapshot: Snapshot) -> dict[str, str]:
    """Return the printed numbers of the tables and figures of an informe, by block key."""
    return {block.key: block.label for block in _snapshot_blocks(snapshot) if block.label}


def _snapshot_blocks(snapshot: Snapshot) -> Iterator[BlockSnapshot]:
    for section in snapshot.sections:
        yield from section.blocks
    for linea in snapshot.lineas:
        yield from linea.avance.blocks if linea.avance else ()


_CAPTIONED = ("key", "kind", "caption_kind", "first_number", "html", "rows", "pictures")


@dataclass(frozen=True)
class _SectionBlock:
    """A captioned block of a section, or a section without; `quarter` is None on a default one."""

    kind: str
    quarter: int | None
    captioned: Captioned | None


def _sections(programa: Programa) -> list[_SectionBlock]:
    """Return the captioned blocks of the sections that a report may print, in order."""
    rows = (
        Seccion.objects.of_reports(programa)
        .exclude(kind__in=PLAN_ONLY)
        .annotate(
            kept=FilteredRelation(
                "bloques",
                condition=Q(bloques__removed_at__isnull=True)
                & ~Q(bloques__caption_kind=CaptionKind.NONE),
            )
        )
        .annotate(
            pictures=CountOf("kept__figuras", filter=Q(kept__figuras__in_informe=True)),
            block=F("kept__pk"),
        )
        .order_by("order", "pk", "kept__order", "kept__pk")
    )
    return [
        _SectionBlock(kind, quarter, captioned(*values) if values[0] else None)
        for kind, quarter, *values in rows.values_list(
            "kind",
            "trimestre__number",
            "kept__key",
            "kept__kind",
            "kept__caption_kind",
            "kept__first_number",
            "kept__html",
            "kept__rows",
            "pictures",
        )
    ]


def _of_report(sections: Iterable[_SectionBlock], number: int) -> list[tuple[str, list[Captioned]]]:
    """Return the sections of a quarter's report as (kind, captioned blocks).

    A section of the quarter takes the place of the institution's own of the same kind.
    """
    own = [row for row in sections if row.quarter in (None, number)]
    replaced = {row.kind for row in own if row.quarter == number}
    return [
        (row.kind, [row.captioned] if row.captioned else [])
        for row in own
        if row.quarter == number or row.kind not in replaced
    ]


@dataclass(frozen=True)
class BlockEdit:
    """A block as it is written. `row` is the block with its pictures, `label` its printed number.

    `html`, `rows`, `title`, `source`, `caption_kind`, `caption` and `header_rows` are what stands
    in the fields: of the row, or what was typed and could not be saved, with its `errors`.
    """

    row: Bloque
    anchor: str
    word: str
    label: str
    first: bool
    last: bool
    html: str
    rows: Sequence[Sequence[str]]
    title: str
    source: str
    caption_kind: str
    caption: str
    header_rows: int
    version: int
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    rows_text: str = ""
    removed_figures: tuple[RemovedFigure, ...] = ()

    @property
    def plain(self) -> str:
        """What a page without script shows of a text: paragraphs between blank lines.

        A text with anything more than paragraphs keeps its markup, which is saved as it is. A tied
        number is said in words that the save reads again.
        """
        return plain_text(spelled(only_ties(self.html)))

    @property
    def has_ties(self) -> bool:
        """Tell whether some of its numbers are tied to data."""
        return has_ties(self.html)

    @property
    def markup(self) -> str:
        """The text as the editor takes it."""
        return paragraphs(self.html)

    @property
    def cells_text(self) -> str:
        """The cells as a page without script shows them."""
        return self.rows_text or rows_to_text(self.rows)

    @property
    def cells(self) -> str:
        """The cells as the grid reads them: JSON."""
        return json.dumps(self.rows, ensure_ascii=False)

    @property
    def caption_choices(self) -> list[tuple[str, str]]:
        """The (code, word) that may caption the block."""
        return caption_choices(self.row.kind)


def block_edits(
    blocks: Iterable[Bloque],
    labels: Mapping[str, str] | None = None,
    removed: Mapping[int, tuple[RemovedFigure, ...]] | None = None,
    said: Said = MappingProxyType({}),
) -> tuple[BlockEdit, ...]:
    """Return blocks in their order for `programs/_captura_blocks.html`, of an entry or a section.

    Read them with `figuras__evidencia` prefetched. `labels` are the printed numbers by block key,
    `removed` the pictures that can be put back, by block; `said` as in `block_views`.
    """
    blocks = list(blocks)
    return tuple(
        BlockEdit(
            row=block,
            anchor=block_anchor(block.key),
            word=BlockKind(block.kind).label,
            label=(labels or {}).get(block.key, ""),
            first=place == 0,
            last=place == len(blocks) - 1,
            html=said.get(block.key, block.html),
            rows=block.rows,
            title=block.title,
            source=block.source,
            caption_kind=block.caption_kind,
            caption=block.caption,
            header_rows=block.header_rows,
            version=block.version,
            removed_figures=(removed or {}).get(block.pk, ()),
        )
        for place, block in enumerate(blocks)
    )


def blocks_to_write(rows: BloqueQuerySet) -> QuerySet[Bloque]:
    """Return blocks with their pictures, and whether some of these were taken out."""
    return rows.with_pictures().annotate(has_removed=HAS_REMOVED)

"""The blocks of a narrative for a page: text, tables, pictures by address, numbered captions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count as CountOf
from django.db.models import F, FilteredRelation, Q

from programs.enums import QUARTERS, BlockKind, CaptionKind, SeccionKind
from programs.models import Bloque, Evidencia, Figura, Programa, Seccion
from programs.reading.corte import PLAN_ONLY
from programs.received.text import clean_html
from programs.values.captions import Captioned, caption_labels
from programs.values.tables import HeadCell, table_parts

# Pictures of a group stand side by side; one alone takes the width of the text. Pixels.
GROUP_WIDTH = 640
ALONE_WIDTH = 960


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
    """One block. `head` and `body` are the rows of a table, `images` the pictures of a group."""

    kind: str
    html: str
    title: str
    source: str
    label: str
    caption: str
    head: tuple[tuple[HeadCell, ...], ...]
    body: tuple[tuple[str, ...], ...]
    images: tuple[ImageView, ...]


def block_views(blocks: Iterable[Bloque], labels: Mapping[str, str]) -> tuple[BlockView, ...]:
    """Return blocks, read with their pictures, as a page shows them."""
    return tuple(_block(block, labels.get(block.key, "")) for block in blocks)


def _block(block: Bloque, label: str) -> BlockView:
    figures = list(block.figuras.all())
    width = ALONE_WIDTH if len(figures) == 1 else GROUP_WIDTH
    head, body = table_parts(block.rows, block.header_rows)
    return BlockView(
        kind=block.kind,
        # Cleaned once more: rows may come from an import or another program.
        html=clean_html(block.html),
        title=block.title,
        source=block.source,
        label=label,
        caption=block.caption,
        head=head,
        body=body,
        images=tuple(_image(figure, width) for figure in figures),
    )


def _image(figure: Figura, width: int) -> ImageView:
    rendition = rendition_for(figure.evidencia, width)
    if rendition is None:
        return ImageView(figure.alt, "", 0, 0)
    return ImageView(figure.alt, figure.evidencia.key, rendition["width"], rendition["height"])


def rendition_for(evidencia: Evidencia | None, width: int) -> dict | None:
    """Return the smallest copy that is at least so wide (pixels), or the widest there is."""
    renditions = evidencia.renditions if evidencia else []
    wide = [row for row in renditions if row["width"] >= width]
    return (wide[:1] or renditions[-1:] or [None])[0]


def labels_of(programa: Programa) -> dict[int, dict[str, str]]:
    """Return {quarter: {block key: printed label}} of the reports of a programme, in two queries.

    Each report counts from one: its sections up to the report itself, the líneas, and what follows.
    """
    of_lineas: dict[int, list[Captioned]] = defaultdict(list)
    rows = (
        Bloque.objects.kept()
        .filter(avance__trimestre__programa=programa)
        .exclude(Q(caption_kind=CaptionKind.NONE) | Q(kind=BlockKind.TABLE, rows=[]))
        .order_by("avance__linea__eje__order", "avance__linea__order", "order", "pk")
        .annotate(pictures=CountOf("figuras"))
    )
    for number, *values in rows.values_list("avance__trimestre__number", *_CAPTIONED):
        of_lineas[number].append(_captioned(*values))
    sections = _sections(programa)
    labels = {}
    for number in QUARTERS:
        before, after = _around_lineas(sections, number)
        labels[number] = caption_labels([*before, *of_lineas[number], *after])
    return labels


_CAPTIONED = ("key", "kind", "caption_kind", "first_number", "pictures")


def _captioned(key, kind, caption_kind, first_number, pictures) -> Captioned:
    count = pictures if kind == BlockKind.FIGURES else 1
    return Captioned(key, caption_kind, first_number, count)


@dataclass(frozen=True)
class _SectionBlock:
    """A block of a section, or a section without blocks; `quarter` is None on a default one."""

    kind: str
    quarter: int | None
    captioned: Captioned | None


def _sections(programa: Programa) -> list[_SectionBlock]:
    """Return the blocks of the sections that a report of the programme may print, in order."""
    rows = (
        Seccion.objects.filter(
            Q(trimestre__programa=programa) | Q(programa__isnull=True, trimestre__isnull=True),
            institucion=programa.institucion_id,
        )
        .exclude(kind__in=PLAN_ONLY)
        .annotate(kept=FilteredRelation("bloques", condition=Q(bloques__removed_at__isnull=True)))
        .annotate(pictures=CountOf("kept__figuras"), block=F("kept__pk"))
        .order_by("order", "pk", "kept__order", "kept__pk")
    )
    return [
        _SectionBlock(kind, quarter, _captioned(*values) if values[0] else None)
        for kind, quarter, *values in rows.values_list(
            "kind",
            "trimestre__number",
            "kept__key",
            "kept__kind",
            "kept__caption_kind",
            "kept__first_number",
            "pictures",
        )
    ]


def _around_lineas(
    sections: Iterable[_SectionBlock], number: int
) -> tuple[list[Captioned], list[Captioned]]:
    """Split the section blocks of a quarter's report into those before and after its líneas.

    A section of the quarter takes the place of the institution's own of the same kind.
    """
    own = [row for row in sections if row.quarter in (None, number)]
    replaced = {row.kind for row in own if row.quarter == number}
    kept = [row for row in own if row.quarter == number or row.kind not in replaced]
    places = [at for at, row in enumerate(kept, start=1) if row.kind == SeccionKind.REPORT]
    cut = places[-1] if places else len(kept)
    parts = [[row.captioned for row in part if row.captioned] for part in (kept[:cut], kept[cut:])]
    return parts[0], parts[1]

"""The blocks of a narrative for a page: text, tables, pictures by address, numbered captions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count as CountOf
from django.db.models import F, FilteredRelation, Q

from programs.enums import PLAN_ONLY, QUARTERS, CaptionKind
from programs.models import Bloque, Evidencia, Figura, Programa, Seccion
from programs.received.text import clean_html
from programs.values.captions import Captioned, caption_labels, captioned, informe_order
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

    Each report counts from one, as its snapshot does (`captions.with_labels`).
    """
    of_lineas: dict[int, list[Captioned]] = defaultdict(list)
    rows = (
        Bloque.objects.kept()
        .filter(avance__trimestre__programa=programa)
        .exclude(caption_kind=CaptionKind.NONE)
        .order_by("avance__linea__eje__order", "avance__linea__order", "order", "pk")
        .annotate(pictures=CountOf("figuras"))
    )
    for number, *values in rows.values_list("avance__trimestre__number", *_CAPTIONED):
        of_lineas[number].append(captioned(*values))
    sections = _sections(programa)
    labels = {}
    for number in QUARTERS:
        printed = informe_order(_of_report(sections, number), of_lineas[number])
        labels[number] = caption_labels(printed)
    return labels


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
        Seccion.objects.filter(
            Q(trimestre__programa=programa) | Q(programa__isnull=True, trimestre__isnull=True),
            institucion=programa.institucion_id,
        )
        .exclude(kind__in=PLAN_ONLY)
        .annotate(
            kept=FilteredRelation(
                "bloques",
                condition=Q(bloques__removed_at__isnull=True)
                & ~Q(bloques__caption_kind=CaptionKind.NONE),
            )
        )
        .annotate(pictures=CountOf("kept__figuras"), block=F("kept__pk"))
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

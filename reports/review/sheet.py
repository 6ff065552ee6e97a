"""The línea under review as the informe will print it, each part with its own key.

Words, labels and tables are the document's own (`reports.documents`); pictures have addresses, as
a page needs them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from programs.enums import BlockKind
from programs.received.text import text_lines
from programs.selectors.bloques import BlockView, ImageView
from programs.selectors.captura import QuantityPart
from programs.values.captions import Captioned
from reports.documents.base import print_blocks
from reports.documents.informe import ReportLine, report_line
from reports.review.page import Observed, ReviewPage


class KnownLabels:
    """Gives the captions the numbers that they have in the whole informe."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def label(self, block: Captioned) -> str:
        """Return the printed label of a block, "" for none."""
        return self._labels.get(block.key, "")


@dataclass(frozen=True)
class Part:
    """What can be observed: its key, its name in words, how much was observed, if it changed."""

    key: str
    label: str
    count: int
    changed: bool


@dataclass(frozen=True)
class SheetFigure:
    """One picture of a block."""

    part: Part
    image: ImageView


@dataclass(frozen=True)
class SheetBlock:
    """One block; `was` is the text before the área changed it, in lines."""

    part: Part
    view: BlockView
    figures: tuple[SheetFigure, ...]
    was: tuple[str, ...]


@dataclass(frozen=True)
class SheetQuantity:
    """The quantity of a component."""

    part: Part
    quantity: QuantityPart


@dataclass(frozen=True)
class SheetMonth:
    """One month of a tarea, with its printed word."""

    part: Part
    word: str


@dataclass(frozen=True)
class Sheet:
    """All parts of a línea or a section; `line` is None for a section."""

    whole: Part
    line: ReportLine | None
    quantities: tuple[SheetQuantity, ...]
    months: tuple[tuple[str, tuple[SheetMonth, ...]], ...]
    blocks: tuple[SheetBlock, ...]
    closing_changed: bool

    @property
    def keys(self) -> dict[str, Part]:
        """Every part that can be observed, by its key."""
        parts = [self.whole, *(item.part for item in self.quantities)]
        parts += [cell.part for _, cells in self.months for cell in cells]
        for block in self.blocks:
            parts += [block.part, *(figure.part for figure in block.figures)]
        return {part.key: part for part in parts}


def sheet_of(page: ReviewPage) -> Sheet | None:
    """Return the sheet of the open part of a review, None where the área has nothing to review."""
    if page.step is None:
        return None
    marker = _Marker(page)
    line = _report_line(page) if page.avance else None
    quantities = page.live.quantities if page.live else ()
    return Sheet(
        whole=marker.part("todo", "toda la línea" if line else "toda la parte", False),
        line=line,
        quantities=tuple(
            SheetQuantity(
                marker.part(
                    f"cantidad-{row.pk}",
                    f"la cantidad de {row.unit}",
                    row.pk in page.changes.quantities,
                ),
                row,
            )
            for row in quantities
            if row.quantified
        ),
        months=tuple(_months(page, line, marker)) if line and line.months else (),
        blocks=tuple(_blocks(page, marker)),
        closing_changed=page.step.linea_pk in page.changes.closings,
    )


class _Marker:
    """Makes parts with how often each was observed."""

    def __init__(self, page: ReviewPage) -> None:
        self._counts = Counter(item.key for item in page.observed if _stands(item))

    def part(self, key: str, label: str, changed: bool) -> Part:
        return Part(key, label, self._counts[key], changed)


def _stands(item: Observed) -> bool:
    return item.pending or item.open


def _report_line(page: ReviewPage) -> ReportLine:
    linea = page.avance.linea
    return report_line(
        page.live.line.linea,
        eje_order=linea.eje.order,
        words=page.words,
        trimestre=page.live.line.quarter,
        start_month=page.entrega.trimestre.programa.start_month,
        captions=KnownLabels(page.labels),
    )


def _months(page: ReviewPage, line: ReportLine, marker: _Marker):
    """Yield (tarea, its months), the rows of the printed table in its order."""
    months = page.live.line.quarter.months
    tareas = [
        t for t in page.live.line.linea.tareas if any(mark.month in months for mark in t.marks)
    ]
    for tarea, (text, words) in zip(tareas, line.months.rows, strict=True):
        marked = {mark.month for mark in tarea.marks}
        cells = []
        for month, head, word in zip(months, line.months.heads, words, strict=True):
            key = f"mes-{tarea.pk}-{month}" if month in marked else ""
            label = f"{head.lower()} de «{text}»"
            cells.append(
                SheetMonth(marker.part(key, label, (tarea.pk, month) in page.changes.marks), word)
            )
        yield text, tuple(cells)


def _blocks(page: ReviewPage, marker: _Marker):
    """Yield the blocks that print; an empty one leaves nothing behind, as in the informe."""
    snapshots = page.live.line.linea.avance.blocks if page.live else ()
    printed = {block.key for block in print_blocks(snapshots, KnownLabels(page.labels))}
    for row, view in zip(page.rows, page.views, strict=True):
        if page.live and row.key not in printed:
            continue
        label = view.label or f"{BlockKind(row.kind).label.lower()} {row.order}"
        was = getattr(row, "was_html", None)
        changed = row.pk in page.changes.blocks
        yield SheetBlock(
            part=marker.part(f"bloque-{row.pk}", label, changed),
            view=view,
            figures=tuple(
                SheetFigure(
                    marker.part(
                        f"figura-{figure.pk}",
                        f"la foto {place} de {label}",
                        figure.pk in page.changes.figures,
                    ),
                    image,
                )
                for place, (figure, image) in enumerate(
                    zip(row.figuras.all(), view.images, strict=True), start=1
                )
            ),
            was=text_lines(was) if changed and was and was != row.html else (),
        )

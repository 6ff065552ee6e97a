"""The línea under review as the informe will print it, each part with its own key.

Words, labels and tables are the document's own (`reports.documents`); pictures have addresses, as
a page needs them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from programs.enums import BlockKind, ExplicitClosing, InformePart
from programs.reading.line import quarter_snapshot
from programs.received.text import text_lines
from programs.selectors.avance import Live, QuantityPart
from programs.selectors.bloques import BlockView, ImageView
from programs.values.captions import labelled
from programs.values.given import given
from programs.values.month_table import MonthTable, month_table
from programs.values.phrases import shown_percent, signed_text
from programs.values.snapshot import TareaSnapshot
from reports.documents.informe import ReportLine, report_line
from reports.review.observed import Observed
from reports.review.page import EntregaUnderReview
from reports.review.parts import (
    BLOCK,
    FIGURE,
    QUANTITY,
    WHOLE,
    month_key,
    row_key,
)


@dataclass(frozen=True)
class SheetPart:
    """What can be observed: its key, its name in words, what was observed of it, if it changed."""

    key: str
    label: str
    observed: tuple[Observed, ...]
    changed: bool

    @property
    def count(self) -> int:
        """How many of its observations are not settled."""
        return sum(item.pending or item.open for item in self.observed)


@dataclass(frozen=True)
class SheetFigure:
    """One picture of a block."""

    part: SheetPart
    image: ImageView


@dataclass(frozen=True)
class SheetBlock:
    """One block; `was` is the text before the área changed it, in lines."""

    part: SheetPart
    view: BlockView
    figures: tuple[SheetFigure, ...]
    was: tuple[str, ...]

    @property
    def tells_figures_apart(self) -> bool:
        """Tell whether its pictures have parts of their own: of one alone the block's will do."""
        return len(self.figures) > 1 or any(figure.part.observed for figure in self.figures)


@dataclass(frozen=True)
class SheetQuantity:
    """The quantity of a component."""

    part: SheetPart
    quantity: QuantityPart


@dataclass(frozen=True)
class SheetMonth:
    """One month of a tarea; it prints as its word."""

    part: SheetPart
    word: str

    def __str__(self) -> str:
        """Return its printed word, as of a month that cannot be observed."""
        return self.word


@dataclass(frozen=True)
class ReviewSheet:
    """All parts of what is open; `line` is None where it is no línea.

    `months` are rows of (tarea, its months) under `heads`; `declared` are the (label, text) of what
    the área says of its figures, which the paper prints in part or not at all.
    """

    whole: SheetPart
    line: ReportLine | None
    quantities: tuple[SheetQuantity, ...]
    heads: tuple[str, ...]
    months: tuple[tuple[str, tuple[SheetMonth, ...]], ...]
    blocks: tuple[SheetBlock, ...]
    closing_changed: bool
    declared: tuple[tuple[str, str], ...]

    @property
    def keys(self) -> dict[str, SheetPart]:
        """Every part that can be observed, by its key."""
        parts = [self.whole, *(item.part for item in self.quantities)]
        parts += [cell.part for _, cells in self.months for cell in cells]
        for block in self.blocks:
            parts += [block.part, *(figure.part for figure in block.figures)]
        return {part.key: part for part in parts}


def sheet_of(review: EntregaUnderReview) -> ReviewSheet | None:
    """Return the sheet of the open part of a review, None where the área has nothing to review."""
    if review.step is None:
        return None
    marker = _Marker(review)
    line = _report_line(review, review.live) if review.live else None
    quantities = review.live.quantities if review.live else ()
    tareas = review.live.line.linea.tareas if review.live else review.loose
    table = line.months if line else _loose_table(review)
    return ReviewSheet(
        whole=marker.part(WHOLE, _whole_words(review), False),
        line=line,
        quantities=tuple(
            SheetQuantity(
                marker.part(
                    row_key(QUANTITY, row.pk),
                    f"la cantidad de {row.unit}",
                    row.pk in review.changes.quantities,
                ),
                row,
            )
            for row in quantities
            if row.quantified
        ),
        heads=table.heads if table else (),
        months=tuple(_months(review, tareas, table, marker)) if table else (),
        blocks=tuple(_blocks(review, marker)),
        closing_changed=review.step.linea_pk in review.changes.closings,
        declared=tuple(_declared(review.live)) if review.live else (),
    )


def _declared(live: Live) -> Iterator[tuple[str, str]]:
    """Yield the (label, text) of what the área declares of a línea: figures, causes and motives."""
    avance, closing = given(live.line.linea.avance), live.closing
    if avance.stated_percent is not None:
        computed = "no dan un porcentaje"
        if closing.computed is not None:
            computed = f"dan {shown_percent(closing.computed)}"
        stated = shown_percent(avance.stated_percent)
        yield "Avance declarado", f"{stated}; las cantidades {computed}."
    if avance.closing_reason:
        omitted = avance.closing == ExplicitClosing.OMITTED
        what = "no imprimir frase de cierre" if omitted else "declarar otro porcentaje"
        yield f"Motivo para {what}", avance.closing_reason
    if avance.cause:
        yield "Causa", avance.cause
    for part in live.quantities:
        if part.reason:
            yield f"Motivo de la cantidad de {part.unit}", part.reason
        if part.adjustment_reason:
            # What is typed and not stored is a text, on the page of the capture only.
            amount = signed_text(cast(Decimal, part.adjustment))
            yield f"Ajuste de {part.unit}: {amount}", part.adjustment_reason


def _whole_words(review: EntregaUnderReview) -> str:
    if review.avance:
        return "toda la línea"
    return "toda la parte" if review.section else "las actividades sin línea"


def _loose_table(review: EntregaUnderReview) -> MonthTable | None:
    """Return the months of the tareas without línea, in the words of the informe."""
    trimestre = review.entrega.trimestre
    quarter = quarter_snapshot(trimestre)
    programa = trimestre.programa
    printed = InformePart.VERIFICATION in programa.institucion.informe_parts
    label = review.words["verification"] if printed else ""
    return month_table(review.loose, quarter, programa.start_month, verification=label)


class _Marker:
    """Makes parts with what was observed of each."""

    def __init__(self, review: EntregaUnderReview) -> None:
        self._observed: dict[str, tuple[Observed, ...]] = {}
        for item in review.observed:
            self._observed[item.key] = (*self._observed.get(item.key, ()), item)

    def part(self, key: str, label: str, changed: bool) -> SheetPart:
        return SheetPart(key, label, self._observed.get(key, ()), changed)


def _report_line(review: EntregaUnderReview, live: Live) -> ReportLine:
    line = live.line
    avance = given(line.linea.avance)
    blocks = labelled(avance.blocks, review.labels)
    programa = review.entrega.trimestre.programa
    return report_line(
        replace(line.linea, avance=replace(avance, blocks=blocks)),
        eje_order=line.eje.order,
        words=review.words,
        trimestre=line.quarter,
        start_month=programa.start_month,
        with_verification=InformePart.VERIFICATION in programa.institucion.informe_parts,
    )


def _months(
    review: EntregaUnderReview,
    found: Sequence[TareaSnapshot],
    table: MonthTable,
    marker: _Marker,
) -> Iterator[tuple[str, tuple[SheetMonth, ...]]]:
    """Yield (tarea, its months), the rows of the printed table in its order."""
    months = review.entrega.trimestre.months
    tareas = [t for t in found if any(mark.month in months for mark in t.marks)]
    for tarea, (text, words) in zip(tareas, table.rows, strict=True):
        marked = {mark.month for mark in tarea.marks}
        cells = []
        for month, head, word in zip(months, table.heads, words, strict=True):
            key = month_key(tarea.pk, month) if month in marked else ""
            label = f"{head.lower()} de «{text}»"
            cells.append(
                SheetMonth(marker.part(key, label, (tarea.pk, month) in review.changes.marks), word)
            )
        yield text, tuple(cells)


def _blocks(review: EntregaUnderReview, marker: _Marker) -> Iterator[SheetBlock]:
    """Yield the blocks that print; an empty one leaves nothing behind, as in the informe."""
    snapshots = given(review.live.line.linea.avance).blocks if review.live else ()
    printed = {block.key for block in snapshots if block.has_content}
    for row, view in zip(review.rows, review.views, strict=True):
        if review.live and row.key not in printed:
            continue
        label = view.label or f"{BlockKind(row.kind).label.lower()} {row.order}"
        was = getattr(row, "was_html", None)
        changed = row.pk in review.changes.blocks
        yield SheetBlock(
            part=marker.part(row_key(BLOCK, row.pk), label, changed),
            view=view,
            figures=tuple(
                SheetFigure(
                    marker.part(
                        row_key(FIGURE, figure.pk),
                        f"la foto {place} de {label}",
                        figure.pk in review.changes.figures,
                    ),
                    image,
                )
                for place, (figure, image) in enumerate(
                    zip(row.printed_figures, view.images, strict=True), start=1
                )
            ),
            was=text_lines(was) if changed and was and was != row.html else (),
        )

"""What an área changed since its quarter was last returned, read from the histories."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    MarcaMensual,
    Tarea,
)

CLOSING_FIELDS = ("cause", "closing", "stated_percent", "closing_reason")
BLOCK, FIGURE, QUANTITY, MARK = 1, 2, 3, 4


@dataclass(frozen=True)
class Changes:
    """Ids of what changed: líneas, blocks, pictures, quantities, and (tarea, month) of marks.

    `sections` tells whether the área's part of the presentación changed, `months` whether those of
    its tareas without línea did.
    """

    lineas: frozenset[int] = frozenset()
    blocks: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()
    quantities: frozenset[int] = frozenset()
    marks: frozenset[tuple[int, int]] = frozenset()
    sections: bool = False
    months: bool = False
    closings: frozenset[int] = field(default_factory=frozenset)


def with_closing_before(rows: QuerySet, since: datetime | None) -> QuerySet:
    """Annotate entries with what their closing was made of at a moment, as `was_<field>`."""
    if since is None:
        return rows
    before = AvanceTrimestral.history.filter(id=OuterRef("pk"), history_date__lte=since)
    before = before.order_by("-history_date", "-history_id")
    return rows.annotate(
        **{f"was_{name}": Subquery(before.values(name)[:1]) for name in CLOSING_FIELDS}
    )


def with_text_before(blocks: QuerySet, since: datetime | None) -> QuerySet:
    """Annotate blocks with their text at a moment, as `was_html`; None where there was none."""
    if since is None:
        return blocks
    before = Bloque.history.filter(id=OuterRef("pk"), history_date__lte=since)
    before = before.order_by("-history_date", "-history_id")
    return blocks.annotate(was_html=Subquery(before.values("html")[:1]))


def changes_of(
    entrega: EntregaDeArea, section_pk: int | None, entries: Iterable[AvanceTrimestral]
) -> Changes:
    """Return what changed since the submission was returned, in one query; nothing if never.

    `entries` are the área's, read by `with_closing_before`.
    """
    since = entrega.returned_at
    if since is None:
        return Changes()
    found = list(_changed_rows(entrega, section_pk, since))
    closings = {entry.linea_id for entry in entries if _closing_changed(entry)}
    blocks = {pk for _, kind, pk, _ in found if kind == BLOCK}
    blocks |= {block for _, kind, _, block in found if kind == FIGURE}
    return Changes(
        lineas=frozenset({linea for linea, *_ in found if linea} | closings),
        blocks=frozenset(blocks),
        figures=frozenset(pk for _, kind, pk, _ in found if kind == FIGURE),
        quantities=frozenset(pk for _, kind, pk, _ in found if kind == QUANTITY),
        marks=frozenset((pk, month) for _, kind, pk, month in found if kind == MARK),
        sections=any(linea is None and kind != MARK for linea, kind, *_ in found),
        months=any(linea is None and kind == MARK for linea, kind, *_ in found),
        closings=frozenset(closings),
    )


def _changed_rows(entrega: EntregaDeArea, section_pk: int | None, since: datetime) -> QuerySet:
    """Return (línea or None, kind, id, block or month) of each change, all in one query."""
    trimestre, area = entrega.trimestre, entrega.area_id
    of_entry = {"trimestre": trimestre.pk, "linea__area": area}
    of_area = Q(linea__area=area) | Q(linea__isnull=True, area=area)
    reviewed = Tarea.objects.filter(of_area, eje__programa=trimestre.programa_id).values("pk")

    def rows(model, path: str, kind: int, part: str, extra, **where) -> QuerySet:
        history = model.history.filter(history_date__gt=since, **where).order_by()
        return history.values_list(path, Value(kind), part, extra)

    def inside(prefix: str) -> dict:
        return {f"{prefix}{name}": value for name, value in of_entry.items()}

    own = rows(Bloque, "avance__linea", BLOCK, "id", Value(0), **inside("avance__"))
    return own.union(
        rows(Bloque, "avance__linea", BLOCK, "id", Value(0), seccion=section_pk or 0),
        rows(
            Figura, "bloque__avance__linea", FIGURE, "id", "bloque", **inside("bloque__avance__")
        ),
        rows(
            Figura, "bloque__avance__linea", FIGURE, "id", "bloque",
            bloque__seccion=section_pk or 0,
        ),
        rows(AvanceDeComponente, "avance__linea", QUANTITY, "id", Value(0), **inside("avance__")),
        rows(
            MarcaMensual, "tarea__linea", MARK, "tarea", "month",
            tarea__in=reviewed,
            month__in=trimestre.months,
        ),
    )  # fmt: skip


def _closing_changed(entry: AvanceTrimestral) -> bool:
    was = [getattr(entry, f"was_{name}") for name in CLOSING_FIELDS]
    now = [getattr(entry, name) for name in CLOSING_FIELDS]
    return was[1] is not None and was != now

"""A línea on one page: its meta, its programming, its tareas and its four quarter entries."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from programs import permissions
from programs.enums import AvanceStatus, LineNumbering, TrimestreStatus
from programs.models import (
    AvanceTrimestral,
    ComponenteDeMeta,
    LineaDeAccion,
    ModificacionDeMeta,
    Tarea,
    User,
)
from programs.reading import assembly
from programs.selectors.bloques import BlockView, blocks_of, labels_of, with_blocks
from programs.selectors.common import (
    access_to,
    entry_snapshot,
    entry_workflow,
    months_title,
    owed_months,
    quarter_snapshot,
    quarter_title,
    thresholds_of,
    with_started,
)
from programs.values.months import (
    Month,
    Row,
    calendar_rows,
    period_month_of,
    period_months,
)
from programs.values.readings import EntryReading, Workflow, programmed_words, read_entry
from programs.values.snapshot import LineaSnapshot, MetaSnapshot, TareaSnapshot

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class ProgrammingRow:
    """One component of the meta: its annual quantity and what each quarter was programmed."""

    unit: str
    kind: str
    annual: Decimal | None
    quarters: tuple[str, ...]


@dataclass(frozen=True)
class EntryPart:
    """One quarter entry as the page shows it. `blocks` is empty for who may not read them."""

    number: int
    title: str
    months: str
    starts_on: date
    ends_on: date
    trimestre_status: str
    trimestre_word: str
    workflow: Workflow
    started: bool
    readable: bool
    meta: MetaSnapshot | None
    reading: EntryReading
    blocks: tuple[BlockView, ...]

    @property
    def has_begun(self) -> bool:
        """Tell whether the window was opened, or something was captured all the same."""
        return self.trimestre_status != TrimestreStatus.UPCOMING or (self.started and self.readable)


@dataclass(frozen=True)
class LineaPage:
    """All that the page of a línea prints."""

    linea: LineaDeAccion
    number: str
    words: dict[str, str]
    meta: MetaSnapshot | None
    changes: tuple[ModificacionDeMeta, ...]
    programming: tuple[ProgrammingRow, ...]
    tareas: tuple[TareaSnapshot, ...]
    rows: tuple[Row, ...]
    months: tuple[Month, ...]
    current_month: int | None
    entries: tuple[EntryPart, ...]
    previous_id: int | None
    next_id: int | None
    full: bool


def linea_visible(user: User, slug: str, year: int) -> QuerySet[LineaDeAccion]:
    """Return the líneas of a programme that the person may reach, each with its neighbours.

    `position` is the place in its eje, from 1; `previous_id` and `next_id` follow printed order.
    """
    others = LineaDeAccion.objects.filter(eje__programa=OuterRef("eje__programa"))
    before = Q(eje__order__lt=OuterRef("eje__order")) | Q(
        eje__order=OuterRef("eje__order"), order__lt=OuterRef("order")
    )
    after = Q(eje__order__gt=OuterRef("eje__order")) | Q(
        eje__order=OuterRef("eje__order"), order__gt=OuterRef("order")
    )
    earlier = LineaDeAccion.objects.filter(eje=OuterRef("eje"), order__lt=OuterRef("order"))
    return (
        LineaDeAccion.objects.visible_to(user)
        .filter(eje__programa__institucion__slug=slug, eje__programa__year=year)
        .select_related("eje__programa__institucion", "area", "meta")
        .prefetch_related(
            Prefetch("meta__componentes", ComponenteDeMeta.objects.order_by("order")),
            "meta__componentes__modificaciones",
            Prefetch("tareas", Tarea.objects.select_related("area").order_by("order")),
            "tareas__marcas",
        )
        .annotate(
            position=Coalesce(
                Subquery(earlier.order_by().values("eje").annotate(n=Count("pk")).values("n")), 0
            )
            + 1,
            previous_id=Subquery(
                others.filter(before).order_by("-eje__order", "-order").values("pk")[:1]
            ),
            next_id=Subquery(others.filter(after).order_by("eje__order", "order").values("pk")[:1]),
        )
    )


def linea_page(linea: LineaDeAccion, user: User, today: date) -> LineaPage:
    """Return the page of a línea read by `linea_visible`, in six more queries."""
    programa = linea.eje.programa
    full = permissions.can_read_drafts(user, programa.institucion)
    avances = list(_avances(linea))
    for avance in avances:
        avance.trimestre.programa = programa  # spares a query for each quarter
    statuses = {avance.trimestre.number: avance.status for avance in avances}
    actual = _actual(avances)
    labels = labels_of(programa)
    tareas = assembly.tarea_snapshots(linea)
    nested = programa.institucion.line_numbering == LineNumbering.NESTED
    quarter_of_month = {
        month: avance.trimestre.number for avance in avances for month in avance.trimestre.months
    }

    def readable(tarea: TareaSnapshot, month: int) -> bool:
        number = quarter_of_month.get(month)
        return full or statuses.get(number) == AvanceStatus.VALIDATED

    plan = assembly.meta_snapshot(linea, actual, None)
    return LineaPage(
        linea=linea,
        number=assembly.line_number(linea.eje.order, linea.position, linea, nested=nested),
        words=programa.words(linea.eje.labels),
        meta=plan,
        changes=_changes(linea),
        programming=_programming(plan),
        tareas=tareas,
        rows=tuple(
            replace(row, label="")  # the printed number counts the tareas of the whole eje
            for row in calendar_rows(
                (tarea for tarea in tareas if tarea.in_calendar),
                due=owed_months((avance.trimestre for avance in avances), today),
                readable=readable,
            )
        ),
        months=period_months(programa.start_month),
        current_month=period_month_of(today, programa.starts_on),
        entries=tuple(
            _entry(linea, avance, actual, tareas, statuses, labels, full) for avance in avances
        ),
        previous_id=linea.previous_id,
        next_id=linea.next_id,
        full=full,
    )


def _avances(linea: LineaDeAccion) -> QuerySet[AvanceTrimestral]:
    """The entries of a línea by quarter, with quantities, blocks and pictures."""
    avances = with_started(AvanceTrimestral.objects.filter(linea=linea))
    return with_blocks(avances.select_related("trimestre").prefetch_related("cantidades")).order_by(
        "trimestre__number"
    )


def _actual(avances: list[AvanceTrimestral]) -> dict[int, dict[int, assembly.Reported]]:
    """Return {component: {quarter: what it reports}} of the línea."""
    actual: dict[int, dict[int, assembly.Reported]] = {}
    for avance in avances:
        for row in avance.cantidades.all():
            quarters = actual.setdefault(row.componente_id, {})
            values = (getattr(row, name) for name in assembly.REPORTED)
            quarters[avance.trimestre.number] = assembly.Reported(*values)
    return actual


def _changes(linea: LineaDeAccion) -> tuple[ModificacionDeMeta, ...]:
    meta = getattr(linea, "meta", None)
    if meta is None:
        return ()
    changes = [row for c in meta.componentes.all() for row in c.modificaciones.all()]
    return tuple(sorted(changes, key=lambda row: row.from_quarter))


def _programming(meta: MetaSnapshot | None) -> tuple[ProgrammingRow, ...]:
    if meta is None:
        return ()
    return tuple(
        ProgrammingRow(
            unit=component.unit,
            kind=component.kind,
            annual=component.annual,
            quarters=tuple(programmed_words(meta.facts, component, n) for n in QUARTERS),
        )
        for component in meta.facts.components
    )


def _entry(linea, avance, actual, tareas, statuses, labels, full) -> EntryPart:
    trimestre = avance.trimestre
    number = trimestre.number
    programa = trimestre.programa
    meta = assembly.meta_snapshot(linea, actual, number)
    facts = meta.facts if meta else None
    access = access_to(statuses, facts, number, full=full)
    snapshot = LineaSnapshot(
        pk=linea.pk,
        number="",
        title=linea.title,
        area=linea.area.name,
        area_code=linea.area.code,
        meta=meta,
        tareas=tareas,
        avance=entry_snapshot(avance),
        closing=None,
    )
    return EntryPart(
        number=number,
        title=quarter_title(number),
        months=months_title(number, programa.start_month),
        starts_on=trimestre.starts_on,
        ends_on=trimestre.ends_on,
        trimestre_status=trimestre.status,
        trimestre_word=trimestre.get_status_display(),
        workflow=entry_workflow(avance, trimestre.status, full=full),
        started=avance.has_blocks or avance.has_quantities,
        readable=access.own,
        meta=meta,
        reading=read_entry(
            snapshot,
            quarter_snapshot(trimestre),
            thresholds=thresholds_of(programa.institucion),
            access=access,
        ),
        blocks=blocks_of(avance, labels[number]) if access.own else (),
    )

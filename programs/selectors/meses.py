"""The months of a programme as people mark them: who may change what, and why not."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch, QuerySet

from programs import permissions
from programs.enums import MarkStatus
from programs.models import (
    Area,
    ConfirmacionMensual,
    MarcaMensual,
    Programa,
    Tarea,
    Trimestre,
    User,
)
from programs.reading.assembly import read_tareas
from programs.reading.locks import sent_areas, why_sent
from programs.selectors.common import Choice
from programs.selectors.month_grid import (
    AreaMonth,
    GridCell,
    GridGroup,
    GridRow,
    MesPage,
    MesQuery,
    MonthHead,
    Refused,
    cell_code,
    cell_state,
    short_name,
    who_when,
)
from programs.values.months import (
    MONTHS,
    months_over,
    period_month_of,
    period_months,
    quarter_of_month,
)
from programs.values.snapshot import TareaSnapshot
from programs.values.windows import why_month_locked

ALL_AREAS = "todas"


def loose_tareas(trimestre: Trimestre, area_pk: int) -> tuple[TareaSnapshot, ...]:
    """Return the tareas without línea whose months an área reports in a quarter, in one query.

    They belong to the área's submission, as no línea takes them along. In printed order; their
    printed numbers are those of the whole eje, which this does not read.
    """
    rows = Tarea.objects.filter(
        eje__programa=trimestre.programa_id, area=area_pk, linea=None, in_calendar=True
    )
    return tuple(
        tarea
        for found in read_tareas(rows).values()
        for tarea in found
        if any(mark.month in trimestre.months for mark in tarea.marks)
    )


def mes_programas(user: User) -> QuerySet:
    """Return the programmes whose months the person may read, newest first."""
    return (
        permissions.draft_rows(user, Programa.objects.all())
        .select_related("institucion")
        .order_by("institucion__name", "-year")
    )


def default_programa(user: User, programas: list[Programa], today: date) -> Programa | None:
    """Return the programme to open with: of the person's own áreas first, in force first."""

    def rank(programa: Programa) -> tuple:
        own = bool(_own_area_ids(user, programa))
        return (own, period_month_of(today, programa.starts_on) is not None, programa.year)

    return max(programas, key=rank, default=None)


def mes_page(
    programa: Programa,
    user: User,
    today: date,
    query: MesQuery,
    refused: Mapping[tuple[int, int], Refused] | None = None,
) -> MesPage | None:
    """Return the page of a programme's months in four queries.

    `refused` are the cells (tarea, month) that a form could not save. None when the address names
    an área, an eje or a month that the programme does not have.
    """
    return _Reader(programa, user, today, refused or {}).page(query)


class _Reader:
    """Reads the tareas of a programme once and assembles what the address asks for."""

    def __init__(
        self,
        programa: Programa,
        user: User,
        today: date,
        refused: Mapping[tuple[int, int], Refused],
    ) -> None:
        self.programa, self.user, self.today = programa, user, today
        self.refused = refused
        self.tareas = list(
            Tarea.objects.filter(eje__programa=programa, in_calendar=True)
            .select_related("area", "eje")
            .prefetch_related(
                Prefetch("marcas", MarcaMensual.objects.select_related("reported_by"))
            )
            .order_by("eje__order", "order")
        )
        self.labels = _labels(self.tareas)
        self.over = months_over(today, programa.starts_on)
        self.months = tuple(
            MonthHead(month, programa.month_start(month.number).year, month.number <= self.over)
            for month in period_months(programa.start_month)
        )
        self.locks = self._locks()
        self.sent = sent_areas(programa)
        self.reasons: list[str] = []

    def _locks(self) -> dict[int, str]:
        """Return why each month is locked, "" for those that may be reported."""
        rows = Trimestre.objects.filter(programa=self.programa)
        trimestres = {row.number: row for row in rows.select_related("programa", "closed_by")}
        return {
            month: why_month_locked(trimestres[quarter_of_month(month)], month, self.today)
            for month in MONTHS
        }

    def page(self, query: MesQuery) -> MesPage | None:
        """Return the page, or None for what the programme does not have."""
        areas = {tarea.area.code: tarea.area for tarea in self.tareas}
        own = _own_area_ids(self.user, self.programa)
        if query.area and query.area != ALL_AREAS and query.area not in areas:
            return None
        if query.eje is not None and query.eje not in {tarea.eje.order for tarea in self.tareas}:
            return None
        if query.month is not None and query.month not in MONTHS:
            return None
        tareas = [
            tarea
            for tarea in self.tareas
            if (
                tarea.area.code == query.area
                if query.area and query.area != ALL_AREAS
                else query.area == ALL_AREAS or not own or tarea.area_id in own
            )
        ]
        in_eje = [tarea for tarea in tareas if query.eje in (None, tarea.eje.order)]
        month = query.month or self._month(in_eje)
        return MesPage(
            programa=self.programa,
            heading=self._heading(query, areas, own),
            months=self.months,
            shown=self.months[month - 1],
            current=period_month_of(self.today, self.programa.starts_on),
            groups=self._groups(in_eje, month),
            areas=_area_choices(areas, own, query.area),
            ejes=_eje_choices(tareas, query.eje),
            why=tuple(self.reasons),
            area_months=self._area_months(month, {tarea.area_id for tarea in tareas}, own),
            may_write=any(permissions.can_report_months(self.user, tarea) for tarea in in_eje),
        )

    def _month(self, tareas: list[Tarea]) -> int:
        """Return the month to open with: the one just over while it is owed, else the current."""
        now = period_month_of(self.today, self.programa.starts_on)
        latest = now or min(self.over + 1, len(MONTHS))
        before = latest - 1
        owed = before and any(
            marca.month == before and marca.programmed and marca.status == MarkStatus.UNREPORTED
            for tarea in tareas
            if permissions.can_report_months(self.user, tarea)
            for marca in tarea.marcas.all()
        )
        return before if owed and not self.locks[before] else latest

    def _heading(self, query: MesQuery, areas: dict[str, Area], own: set[int]) -> str:
        if query.area in areas:
            return areas[query.area].name
        mine = [area.name for area in areas.values() if area.pk in own]
        if query.area == "" and len(mine) == 1:
            return mine[0]
        return "mis áreas" if query.area == "" and mine else self.programa.institucion.short_name

    def _groups(self, tareas: list[Tarea], month: int) -> tuple[GridGroup, ...]:
        by_eje = defaultdict(list)
        for tarea in tareas:
            by_eje[tarea.eje].append(self._row(tarea, month))
        return tuple(GridGroup(eje.order, eje.name, tuple(rows)) for eje, rows in by_eje.items())

    def _row(self, tarea: Tarea, month: int) -> GridRow:
        marcas = {marca.month: marca for marca in tarea.marcas.all()}
        may = permissions.can_report_months(self.user, tarea)
        cells = tuple(
            self._cell(tarea, head, marcas.get(head.month.number), may) for head in self.months
        )
        text = tarea.calendar_text or tarea.text
        label = self.labels[tarea.pk]
        return GridRow(
            pk=tarea.pk,
            label=label,
            text=text,
            name=short_name(f"{label} {text}".strip()),
            area=tarea.area.name,
            area_code=tarea.area.code,
            cells=cells,
            shown=cells[month - 1],
            done=sum(cell.code == "done" for cell in cells),
            programmed=sum(cell.state.programmed for cell in cells),
        )

    def _cell(
        self, tarea: Tarea, head: MonthHead, marca: MarcaMensual | None, may: bool
    ) -> GridCell:
        state = cell_state(marca)
        code = cell_code(state, ended=head.ended)
        number = quarter_of_month(head.month.number)
        why = self.locks[head.month.number] or why_sent(self.sent.get((number, tarea.area_id)))
        if not may:
            why = f"Esta tarea la reporta {tarea.area.name}."
        refused = self.refused.get((tarea.pk, head.month.number))
        typed, error = (refused.typed, refused.error) if refused else (None, "")
        return GridCell(head.month, code, state, self._reason(why), typed, error)

    def _reason(self, why: str) -> int:
        """Return the number of a reason, which many cells share; 0 for none."""
        if not why:
            return 0
        if why not in self.reasons:
            self.reasons.append(why)
        return self.reasons.index(why) + 1

    def _area_months(self, month: int, shown: set[int], own: set[int]) -> tuple[AreaMonth, ...]:
        """Return how each shown área stands in a month, whatever eje is shown."""
        confirmed = {
            row.area_id: who_when(row.confirmed_by, row.confirmed_at)
            for row in ConfirmacionMensual.objects.filter(
                programa=self.programa, month=month
            ).select_related("confirmed_by")
        }
        missing: dict[Area, list[Tarea]] = {}
        for tarea in self.tareas:
            if tarea.area_id in shown:
                missing.setdefault(tarea.area, []).extend(
                    tarea
                    for marca in tarea.marcas.all()
                    if marca.month == month
                    and marca.programmed
                    and marca.status == MarkStatus.UNREPORTED
                )
        return tuple(
            AreaMonth(
                area=area,
                missing=len(blank),
                last=self._row(blank[0], month) if len(blank) == 1 else None,
                confirmed=confirmed.get(area.pk, ""),
                own=permissions.can_confirm_month(self.user, area),
                why=self.locks[month],
            )
            for area, blank in missing.items()
        )


def blank_rows(programa: Programa, area: Area, month: int) -> list[GridRow]:
    """Return the rows of an área's programmed months without report, for the confirmation."""
    tareas = list(
        Tarea.objects.filter(eje__programa=programa, in_calendar=True)
        .select_related("eje")
        .order_by("eje__order", "order")
    )
    labels = _labels(tareas)
    blank = {
        marca.tarea_id: marca
        for marca in MarcaMensual.objects.filter(
            tarea__eje__programa=programa,
            tarea__area=area,
            tarea__in_calendar=True,
            month=month,
            programmed=True,
            status=MarkStatus.UNREPORTED,
        ).select_related("reported_by")
    }
    head = period_months(programa.start_month)[month - 1]
    rows = []
    for tarea in tareas:
        if tarea.pk not in blank:
            continue
        cell = GridCell(head, "missing", cell_state(blank[tarea.pk]))
        text = tarea.calendar_text or tarea.text
        label = labels[tarea.pk]
        name = short_name(f"{label} {text}".strip())
        rows.append(GridRow(tarea.pk, label, text, name, area.name, area.code, (cell,), cell, 0, 1))
    return rows


def _own_area_ids(user: User, programa: Programa) -> set[int]:
    """Return the áreas that the person captures for in the programme's institution."""
    ids = permissions.area_ids(user)
    return {
        m.area_id
        for m in user.memberships
        if m.area_id in ids and m.institucion_id == programa.institucion_id
    }


def _labels(tareas: list[Tarea]) -> dict[int, str]:
    """Return {tarea: "4.2"}: the typed number, or its eje and its place in the calendar."""
    counted: dict[int, int] = defaultdict(int)
    labels = {}
    for tarea in tareas:
        if tarea.auto_number:
            counted[tarea.eje_id] += 1
            labels[tarea.pk] = f"{tarea.eje.order}.{counted[tarea.eje_id]}"
        else:
            labels[tarea.pk] = tarea.calendar_label
    return labels


def _area_choices(areas: dict[str, Area], own: set[int], wanted: str) -> tuple[Choice, ...]:
    """Return the filter of áreas: the own ones first; none where there is only one."""
    if len(areas) < 2:
        return ()
    ordered = sorted(areas.values(), key=lambda area: (area.order, area.name))
    choices = [Choice(area.code, area.name, area.code == wanted) for area in ordered]
    whole = Choice(ALL_AREAS, "Todas las áreas", wanted == ALL_AREAS or (not wanted and not own))
    if not own:
        return (whole, *choices)
    mine = [area.name for area in ordered if area.pk in own]
    first = Choice("", mine[0] if len(mine) == 1 else "Mis áreas", not wanted)
    rest = [c for c in choices if not (len(mine) == 1 and c.label == mine[0])]
    return (first, *rest, whole)


def _eje_choices(tareas: list[Tarea], wanted: int | None) -> tuple[Choice, ...]:
    """Return the filter of ejes, none where there is only one."""
    ejes = {tarea.eje.order: tarea.eje.name for tarea in tareas}
    if len(ejes) < 2:
        return ()
    found = [Choice(str(n), f"{n}. {name}", n == wanted) for n, name in sorted(ejes.items())]
    return (Choice("", "Todos los ejes", wanted is None), *found)

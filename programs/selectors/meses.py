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
from programs.selectors.month_filters import ALL_AREAS, area_choices, eje_choices
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
from programs.selectors.month_numbers import (
    Item,
    NumberState,
    Quantity,
    beside,
    number_row,
    quantities_of,
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
    refused_numbers: Mapping[tuple[int, int], tuple[NumberState, str]] | None = None,
) -> MesPage | None:
    """Return the page of a programme's months in six queries at most.

    `refused` are the cells (tarea, month) that a form could not save; `refused_numbers` those of
    quantities, by component. None when the address names
    an área, an eje or a month that the programme does not have.
    """
    return _Reader(programa, user, today, refused or {}, refused_numbers or {}).page(query)


class _Reader:
    """Reads the tareas of a programme once and assembles what the address asks for."""

    def __init__(
        self,
        programa: Programa,
        user: User,
        today: date,
        refused: Mapping[tuple[int, int], Refused],
        refused_numbers: Mapping[tuple[int, int], tuple[NumberState, str]],
    ) -> None:
        self.programa, self.user, self.today = programa, user, today
        self.refused, self.refused_numbers = refused, refused_numbers
        self.tareas = list(
            Tarea.objects.filter(eje__programa=programa, in_calendar=True)
            .select_related("area", "eje")
            .prefetch_related(
                Prefetch("marcas", MarcaMensual.objects.select_related("reported_by"))
            )
            .order_by("eje__order", "order")
        )
        self.items = beside(self.tareas, quantities_of(programa))
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
        areas = {item.area.code: item.area for item in self.items}
        own = _own_area_ids(self.user, self.programa)
        if query.area and query.area != ALL_AREAS and query.area not in areas:
            return None
        if query.eje is not None and query.eje not in {item.eje.order for item in self.items}:
            return None
        if query.month is not None and query.month not in MONTHS:
            return None
        items = [
            item
            for item in self.items
            if (
                item.area.code == query.area
                if query.area and query.area != ALL_AREAS
                else query.area == ALL_AREAS or not own or item.area_id in own
            )
        ]
        in_eje = [item for item in items if query.eje in (None, item.eje.order)]
        month = query.month or self._month(in_eje)
        return MesPage(
            programa=self.programa,
            heading=self._heading(query, areas, own),
            months=self.months,
            shown=self.months[month - 1],
            current=period_month_of(self.today, self.programa.starts_on),
            groups=self._groups(in_eje, month),
            areas=area_choices(areas, own, query.area),
            ejes=eje_choices(items, query.eje),
            why=tuple(self.reasons),
            area_months=self._area_months(month, {item.area_id for item in items}, own),
            may_write=any(self._may(item) for item in in_eje),
        )

    def _may(self, item: Item) -> bool:
        """Tell whether the person reports a row."""
        if isinstance(item, Quantity):
            return item.may_report(self.user)
        return permissions.can_report_months(self.user, item)

    def _month(self, items: list[Item]) -> int:
        """Return the month to open with: the one just over while it is owed, else the current."""
        now = period_month_of(self.today, self.programa.starts_on)
        latest = now or min(self.over + 1, len(MONTHS))
        before = latest - 1
        owed = before and any(self._may(item) and _is_blank(item, before) for item in items)
        return before if owed and not self.locks[before] else latest

    def _heading(self, query: MesQuery, areas: dict[str, Area], own: set[int]) -> str:
        if query.area in areas:
            return areas[query.area].name
        mine = [area.name for area in areas.values() if area.pk in own]
        if query.area == "" and len(mine) == 1:
            return mine[0]
        return "mis áreas" if query.area == "" and mine else self.programa.institucion.short_name

    def _groups(self, items: list[Item], month: int) -> tuple[GridGroup, ...]:
        by_eje = defaultdict(list)
        for item in items:
            by_eje[item.eje].append(self._row(item, month))
        return tuple(GridGroup(eje.order, eje.name, tuple(rows)) for eje, rows in by_eje.items())

    def _row(self, item: Item, month: int) -> GridRow:
        if isinstance(item, Quantity):
            return self._number_row(item, month)
        tarea = item
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
            total=f"{sum(cell.code == 'done' for cell in cells)} de "
            f"{sum(cell.state.programmed for cell in cells)}",
        )

    def _number_row(self, each: Quantity, month: int) -> GridRow:
        may = self._may(each)
        other = "" if may else f"Esta cantidad la reporta {each.area.name}."
        why = {number: self._reason(other or self._why(number, each.area_id)) for number in MONTHS}
        refused = {
            number: found
            for number in MONTHS
            if (found := self.refused_numbers.get((each.componente.pk, number)))
        }
        return number_row(each, self.months, month, why, refused)

    def _why(self, month: int, area_pk: int) -> str:
        """Return why a month of an área may not be reported now, or ""."""
        number = quarter_of_month(month)
        return self.locks[month] or why_sent(self.sent.get((number, area_pk)))

    def _cell(
        self, tarea: Tarea, head: MonthHead, marca: MarcaMensual | None, may: bool
    ) -> GridCell:
        state = cell_state(marca)
        code = cell_code(state, ended=head.ended)
        why = self._why(head.month.number, tarea.area_id)
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
        missing: dict[Area, list[Item]] = {}
        for item in self.items:
            if item.area_id in shown:
                blank = missing.setdefault(item.area, [])
                if _is_blank(item, month):
                    blank.append(item)
        return tuple(
            AreaMonth(
                area=area,
                missing=len(blank),
                last=self._last(blank, month),
                confirmed=confirmed.get(area.pk, ""),
                own=permissions.can_confirm_month(self.user, area),
                why=self.locks[month],
            )
            for area, blank in missing.items()
        )

    def _last(self, blank: list[Item], month: int) -> GridRow | None:
        """Return the row of the only tarea that is missing; a quantity asks for a number."""
        if len(blank) != 1 or isinstance(blank[0], Quantity):
            return None
        return self._row(blank[0], month)


def blank_rows(programa: Programa, area: Area, month: int) -> list[GridRow]:
    """Return the rows of an área's programmed months without report, for the confirmation.

    Those of tareas first, then those of quantities.
    """
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
        rows.append(
            GridRow(tarea.pk, label, text, name, area.name, area.code, (cell,), cell, "0 de 1")
        )
    quantities = [each for each in quantities_of(programa) if each.area_id == area.pk]
    heads = [MonthHead(each, 0, True) for each in period_months(programa.start_month)]
    why = dict.fromkeys(MONTHS, 0)
    rows += [number_row(each, heads, month, why, {}) for each in quantities if each.is_blank(month)]
    return rows


def _is_blank(item: Item, month: int) -> bool:
    """Tell whether a month of a row is programmed and without report."""
    if isinstance(item, Quantity):
        return item.is_blank(month)
    return any(
        marca.month == month and marca.programmed and marca.status == MarkStatus.UNREPORTED
        for marca in item.marcas.all()
    )


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

"""What the invented institution reported of its months, stamped in the past.

Months before the current one are reported, but for a few of the last; the late área is silent since
the last month of the quarter in capture. A month reported whole is confirmed by its área.
"""

from collections import defaultdict

from programs.demo.dates import DemoCalendar, month_distance, month_end
from programs.demo.front_matter import LATE_AREA
from programs.demo.people import username_of
from programs.demo.writing import write_again
from programs.enums import MarkStatus, Role
from programs.models import Area, ConfirmacionMensual, MarcaMensual, Programa, Tarea, User

REASONS = (
    "La sede no estuvo disponible.",
    "Se reprogramó por falta de quórum.",
    "El proveedor entregó después de la fecha acordada.",
)
UNPLANNED_NOTE = "Se adelantó a petición de otra área."
# Reported the last month and has yet to confirm it.
UNCONFIRMED_AREA = "dvpp"


def fill_marks(programa: Programa, calendar: DemoCalendar, people: dict[str, User]) -> None:
    """Report the months that are over, and add a few done without having been programmed."""
    tareas = list(
        Tarea.objects.filter(eje__programa=programa)
        .select_related("area", "eje")
        .prefetch_related("marcas")
        .order_by("eje__order", "order")
    )
    reported, added = [], []
    for place, tarea in enumerate(tareas, start=1):
        enlace = people[username_of(Role.ENLACE, programa.institucion, tarea.area)]
        marks = list(tarea.marcas.all())
        for mark in marks:
            if _is_reported(programa.year, mark.month, place, tarea.area.code, calendar):
                turn = 7 * place + mark.month
                mark.status = MarkStatus.NOT_DONE if turn % 13 == 0 else MarkStatus.DONE
                mark.reason = REASONS[turn % len(REASONS)] if turn % 13 == 0 else ""
                _stamp(mark, programa.year, enlace, calendar)
                reported.append(mark)
        if place % 9 == 4:
            free = sorted(set(range(1, 13)) - {mark.month for mark in marks})
            month = next(iter(free), None)
            if month and month_distance(calendar.today, programa.year, month) > 1:
                extra = MarcaMensual(
                    tarea=tarea,
                    month=month,
                    programmed=False,
                    status=MarkStatus.DONE,
                    note=UNPLANNED_NOTE,
                )
                _stamp(extra, programa.year, enlace, calendar)
                added.append(extra)
    write_again(reported, ["status", "reason", "reported_at", "reported_by"])
    MarcaMensual.objects.bulk_create(added)


def _is_reported(year: int, month: int, place: int, area: str, calendar: DemoCalendar) -> bool:
    """Tell whether a month was reported: not what is to come, little of the last one."""
    ago = month_distance(calendar.today, year, month)
    if ago < 1:
        return False
    if area == LATE_AREA:
        # Silent since the last month of the quarter in capture.
        return (year, month) < (calendar.work_year, 3 * calendar.work_quarter)
    return ago > 1 or (place + month) % 5 != 0


def _stamp(mark: MarcaMensual, year: int, enlace: User, calendar: DemoCalendar) -> None:
    day = calendar.after(month_end(year, mark.month), 2 + mark.month % 3)
    # Before the hour at which áreas hand in: seen from some days, both fall on yesterday.
    mark.reported_at, mark.reported_by = calendar.moment(day, 9, 3 * mark.month), enlace


def confirm_months(programa: Programa, calendar: DemoCalendar, people: dict[str, User]) -> None:
    """Confirm each month of an área in which nothing is left to report."""
    marks = MarcaMensual.objects.filter(tarea__eje__programa=programa, programmed=True)
    said: dict[tuple[int, int], set[str]] = defaultdict(set)
    for area, month, status in marks.values_list("tarea__area_id", "month", "status"):
        said[area, month].add(status)
    areas = Area.objects.in_bulk({area for area, _month in said})
    ConfirmacionMensual.objects.bulk_create(
        ConfirmacionMensual(
            programa=programa,
            area=areas[area],
            month=month,
            confirmed_by=people[username_of(Role.ENLACE, programa.institucion, areas[area])],
            confirmed_at=calendar.moment(
                calendar.after(month_end(programa.year, month), 5), 13, 5 * areas[area].order
            ),
        )
        for (area, month), statuses in sorted(said.items())
        if MarkStatus.UNREPORTED not in statuses
        and not (
            areas[area].code == UNCONFIRMED_AREA
            and month_distance(calendar.today, programa.year, month) == 1
        )
    )

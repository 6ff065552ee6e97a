"""Who is late and since when, what waits for a verdict and what came back.

`docs/estados.md` («Trimestre», «Entrega de área») and section 3 of the issue of step 5. A month is
owed once it ended, whether or not its quarter was opened, until every programmed tarea of the
calendar is reported and the área confirmed it; a quarter, while it is open and a línea of the área
is not sent. Their deadlines: días hábiles after the end of the month; the latest of the general
date, the extension and the days of a return. Nothing is owed of a programme that nobody approved
and that was never opened, of a closed quarter, nor of a programme whose quarters are all closed.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from tests.oracle import months, numerals
from tests.oracle.rows import select
from tests.oracle.shapes import Programa

# What an área without líneas owes of a quarter.
UNSENT_MONTHS = "sus meses y su presentación, sin enviar"


@dataclass(frozen=True)
class Owed:
    """One thing that is late: days, the month or quarter, and how much of it."""

    days: int
    when: str
    what: str


@dataclass(frozen=True)
class Asking:
    """What asks for attention in an institution.

    `late` is {área: what is late in it}; `review` the áreas that wait for a verdict with how many
    líneas of how many; `returned` those that must answer with their unanswered observations;
    `undated` the open quarters that something is owed of and that have no deadline.
    """

    late: dict[str, list[Owed]]
    review: list[tuple[str, int, int]]
    returned: list[tuple[str, int]]
    undated: list[str]
    any_open: bool

    def headline(self) -> str:
        """Return what matters most, in a few words."""
        doubts = [] if self.any_open else ["ningún trimestre abierto"]
        doubts += [f"{title} sin fecha límite" for title in self.undated]
        if self.late:
            count = len(self.late)
            first = ["1 área atrasada" if count == 1 else f"{count} áreas atrasadas"]
        else:
            first = [] if doubts else ["ninguna área atrasada"]
        rest = [f"{len(self.review)} por revisar"] if self.review else []
        rest += [f"{len(self.returned)} con observaciones"] if self.returned else []
        return ", ".join([*first, *doubts, *rest])


def workday_after(day: date, count: int, off: frozenset[date]) -> date:
    """Return the day that is so many días hábiles after another."""
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in off:
            count -= 1
    return day


def asking(programas: list[Programa], today: date) -> Asking:
    """Return what asks for attention in the programmes of one institution."""
    late: defaultdict[str, list[Owed]] = defaultdict(list)
    review, returned, undated = [], [], []
    any_open = False
    for programa in programas:
        states = {t.status for t in programa.trimestres.values()}
        any_open = any_open or "open" in states
        if states == {"closed"} or not (programa.approved or states - {"upcoming"}):
            continue
        for name, owed in _months(programa, today):
            late[name].append(owed)
        areas = _areas(programa)
        for trimestre in programa.trimestres.values():
            if trimestre.status != "open":
                continue
            title = f"{numerals.SHORT[trimestre.number]} trimestre {months.exercise(programa)}"
            for area in areas:
                found = _quarter(programa, trimestre.pk, trimestre.number, area, today)
                if found.late:
                    late[area.name].append(found.late)
                if found.undated and title not in undated:
                    undated.append(title)
                if found.waits:
                    review.append((area.name, found.sent, found.total))
                if found.back:
                    returned.append((area.name, found.questions))
    return Asking(dict(late), sorted(review), sorted(returned), undated, any_open)


def _months(programa: Programa, today: date) -> list[tuple[str, Owed]]:
    """Return the months that are late, each with the name of its área."""
    names, programmed, blank = {}, defaultdict(int), defaultdict(int)
    for eje in programa.ejes:
        for tarea in eje.tareas:
            names[tarea.area] = tarea.area_name
            for marca in tarea.marcas.values() if tarea.in_calendar else ():
                if marca.programmed:
                    programmed[tarea.area, marca.month] += 1
                    blank[tarea.area, marca.month] += marca.status == "unreported"
    for row in select(
        "SELECT a.code, a.name, q.month, q.done, q.reason FROM programs_cantidadmensual q"
        " JOIN programs_componentedemeta c ON c.id = q.componente_id AND c.monthly"
        " JOIN programs_meta m ON m.id = c.meta_id"
        " JOIN programs_lineadeaccion l ON l.id = m.linea_id"
        " JOIN programs_area a ON a.id = l.area_id"
        " JOIN programs_eje e ON e.id = l.eje_id WHERE e.programa_id = %s AND q.programmed > 0",
        programa.pk,
    ):
        names[row.code] = row.name
        programmed[row.code, row.month] += 1
        blank[row.code, row.month] += row.done is None and not row.reason
    confirmed = {
        (row.code, row.month)
        for row in select(
            "SELECT a.code, c.month FROM programs_confirmacionmensual c"
            " JOIN programs_area a ON a.id = c.area_id WHERE c.programa_id = %s",
            programa.pk,
        )
    }
    found = []
    for (area, month), count in programmed.items():
        closed = programa.trimestres[(month + 2) // 3].status == "closed"
        missing = blank[area, month]
        if closed or (not missing and (area, month) in confirmed):
            continue
        house = programa.institucion
        due = workday_after(months.last_day(programa, month), house.month_days, house.days_off)
        if due < today:
            what = f"{missing} de {count}" if missing else "sin confirmar"
            name = months.calendar_month(programa, month)
            found.append((names[area], Owed((today - due).days, name, what)))
    return found


@dataclass(frozen=True)
class _Quarter:
    late: Owed | None
    undated: bool
    waits: bool
    sent: int
    total: int
    back: bool
    questions: int


def _areas(programa: Programa) -> list[SimpleNamespace]:
    return select(
        "SELECT DISTINCT a.id, a.name FROM programs_area a"
        " JOIN programs_lineadeaccion l ON l.area_id = a.id"
        " JOIN programs_eje e ON e.id = l.eje_id WHERE e.programa_id = %s"
        # An área without líneas hands in its months all the same (domain document, section 3).
        " UNION SELECT DISTINCT a.id, a.name FROM programs_area a"
        " JOIN programs_tarea t ON t.area_id = a.id AND t.in_calendar"
        " JOIN programs_marcamensual m ON m.tarea_id = t.id AND m.programmed"
        " JOIN programs_eje e ON e.id = t.eje_id WHERE e.programa_id = %s",
        programa.pk,
        programa.pk,
    )


def _quarter(
    programa: Programa, pk: int, number: int, area: SimpleNamespace, today: date
) -> _Quarter:
    statuses = [
        row.status
        for row in select(
            "SELECT a.status FROM programs_avancetrimestral a"
            " JOIN programs_lineadeaccion l ON l.id = a.linea_id"
            " WHERE a.trimestre_id = %s AND l.area_id = %s",
            pk,
            area.id,
        )
    ]
    found = select(
        "SELECT id, status, extended_to, return_due_on FROM programs_entregadearea"
        " WHERE trimestre_id = %s AND area_id = %s",
        pk,
        area.id,
    )
    entrega = found[0] if found else None
    general = programa.trimestres[number].due_on
    dates = [general, *((entrega.extended_to, entrega.return_due_on) if entrega else ())]
    due = max((day for day in dates if day), default=None)
    to_send = sum(status in ("draft", "returned") for status in statuses)
    came_back = entrega is not None and entrega.status == "returned"
    months_only = not statuses and (entrega is None or entrega.status == "draft")
    owes = bool(to_send or came_back or months_only)
    late = None
    if owes and due and due < today:
        told = f"{to_send} de {len(statuses)}" if to_send else "devuelto"
        told = UNSENT_MONTHS if months_only else told
        late = Owed((today - due).days, f"{numerals.SHORT[number]} trimestre", told)
    sent = statuses.count("submitted")
    questions = 0
    if entrega:
        (count,) = select(
            "SELECT COUNT(*) AS n FROM programs_observacion"
            " WHERE entrega_id = %s AND status = 'sent'",
            entrega.id,
        )
        questions = count.n
    return _Quarter(
        late=late,
        undated=owes and due is None,
        waits=entrega.status == "submitted" if entrega else bool(sent),
        sent=sent,
        total=len(statuses),
        back=came_back or "returned" in statuses,
        questions=questions,
    )

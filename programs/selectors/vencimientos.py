"""What each área owes with a deadline: one row for each month and quarter, with its place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from programs.enums import NoticeKind
from programs.models import Institucion, Notice, Programa, User
from programs.reading.addresses import area_url, month_url, submission_url
from programs.selectors.avisos import NOTICES
from programs.selectors.debts import Debts, MonthDebt, QuarterDebt, debts_of, open_quarters
from programs.staff import staff_of
from programs.values.given import given
from programs.values.phrases import long_date, month_name
from programs.values.windows import days_late

# What is told of a deadline, the last by a person; its key begins with the kind and the thing.
TOLD = (NoticeKind.DUE, NoticeKind.LATE, NoticeKind.ESCALATED)
DEADLINE_KINDS = (*TOLD, NoticeKind.REMINDED)
# Quarter, área and month of the period, None where the whole quarter is owed.
Place = tuple[int, int, int | None]


@dataclass(frozen=True)
class Deadline:
    """One thing that an área has to do and that has ended.

    It is of a quarter; with `month`, of that month (1 to 12) of it. `thing` names it in the keys of
    notices. `path` is where the área does it, `follow_path` where
    who follows it sees it. `signed` tells that only the titular can finish it.
    """

    thing: str
    trimestre_pk: int
    area_pk: int
    month: int | None
    area_code: str
    area_name: str
    what: str
    due_on: date
    path: str
    follow_path: str
    signed: bool

    @property
    def place(self) -> Place:
        """What a notice about it names in its columns."""
        return self.trimestre_pk, self.area_pk, self.month

    @property
    def sentence(self) -> str:
        """What is owed and by whom: "Falta confirmar octubre de 2026 (Dirección jurídica)"."""
        return f"{self.what} ({self.area_name})"

    def days_late(self, today: date) -> int:
        """Return how many days ago the deadline was; 0 while it has not passed."""
        return days_late(self.due_on, today)


def owed_things(programas: QuerySet[Programa], today: date) -> tuple[Deadline, ...]:
    """Return what the áreas of these programmes owe, oldest deadline first.

    Six queries for any number of programmes and líneas.
    """
    debts = debts_of(open_quarters(programas), today)
    found = [owed for debt in debts for owed in _owed(debt, today)]
    return tuple(sorted(found, key=lambda owed: (owed.due_on, owed.area_name, owed.thing)))


def _owed(debts: Debts, today: date) -> Iterable[Deadline]:
    for month in debts.months:
        if month.ended and month.is_owed:
            yield _owed_month(debts.programa, month)
    for quarter in debts.quarters:
        if quarter.due_on and quarter.is_owed and (quarter.ended or quarter.is_late(today)):
            yield _owed_quarter(quarter)


def _owed_month(programa: Programa, month: MonthDebt) -> Deadline:
    starts = programa.month_start(month.month)
    name = f"{month_name(starts.month).lower()} de {starts.year}"
    what = f"Faltan tareas por reportar de {name}" if month.missing else f"Falta confirmar {name}"
    path = month_url(programa, month.area_code, month.month)
    return Deadline(
        thing=f"m{programa.pk}-{month.month}-{month.area_pk}",
        trimestre_pk=month.trimestre.pk,
        month=month.month,
        area_pk=month.area_pk,
        area_code=month.area_code,
        area_name=month.area_name,
        what=what,
        due_on=month.due_on,
        path=path,
        follow_path=path,
        signed=False,
    )


def _owed_quarter(quarter: QuarterDebt) -> Deadline:
    trimestre = quarter.trimestre
    return Deadline(
        thing=f"q{trimestre.pk}-{quarter.area_pk}",
        trimestre_pk=trimestre.pk,
        month=None,
        area_pk=quarter.area_pk,
        area_code=quarter.area_code,
        area_name=quarter.area_name,
        what=f"Falta enviar el {trimestre.full_name}",
        due_on=given(quarter.due_on),
        path=submission_url(trimestre, quarter.area_code),
        follow_path=area_url(trimestre, quarter.area_code),
        signed=True,
    )


@dataclass(frozen=True)
class LateArea:
    """An área that is late, what it owes, who is told, and whether they were reminded today.

    `standing` are the ids of the open notices in which these people were told of it before.
    """

    code: str
    name: str
    days: int
    owed: tuple[Deadline, ...]
    people: tuple[User, ...]
    reminded: bool
    standing: tuple[int, ...]

    @property
    def can_be_reminded(self) -> bool:
        """Tell whether a reminder would reach anyone who did not get it today."""
        return bool(self.people) and not self.reminded


def late_areas(institucion: Institucion, today: date) -> list[LateArea]:
    """Return the late áreas of an institution, the latest first, in eight queries.

    They owe it in any programme and quarter: who is reminded hears of all of it at once.
    """
    staff = staff_of(institucion)
    by_area = defaultdict(list)
    for owed in owed_things(Programa.objects.filter(institucion=institucion), today):
        if owed.days_late(today):
            by_area[owed.area_pk].append(owed)
    keys = {reminder_key(owed, today) for rows in by_area.values() for owed in rows}
    known = list(
        Notice.objects.filter(institucion=institucion, kind__in=DEADLINE_KINDS)
        .filter(Q(done_at__isnull=True) | Q(key__in=keys))
        .values_list("pk", "person", "key", "done_at", "trimestre", "area", "month")
    )
    told = {key for _, _, key, *_ in known} & keys
    areas = []
    for pk, rows in by_area.items():
        people, places = staff.of_area(pk), {owed.place for owed in rows}
        pks = {person.pk for person in people}
        areas.append(
            LateArea(
                code=rows[0].area_code,
                name=rows[0].area_name,
                days=rows[0].days_late(today),
                owed=tuple(rows),
                people=people,
                reminded=any(reminder_key(owed, today) in told for owed in rows),
                standing=tuple(
                    notice
                    for notice, person, _, done, *place in known
                    if done is None and person in pks and tuple(place) in places
                ),
            )
        )
    return sorted(areas, key=lambda area: (-area.days, area.name))


def reminder_key(owed: Deadline, today: date) -> str:
    """Return the key of a reminder: one for each thing and day."""
    return f"{NoticeKind.REMINDED}:{owed.thing}:{today.isoformat()}"


def notice_words(kind: NoticeKind, owed: Deadline, **words: object) -> str:
    """Return the text of a notice about a deadline; `words` are what its kind takes besides."""
    due = long_date(owed.due_on)
    return NOTICES[kind].text.format(owed=owed.sentence, due=due, **words)

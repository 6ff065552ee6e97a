"""Who is late and since when: what of the áreas' debts is past its deadline, by área.

Inicio, the tablero and its summary, and the reminders all ask here; what is told by notice is the
same debts, one by one (`selectors.vencimientos`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programs.selectors.debts import Debts, MonthDebt, QuarterDebt
from programs.values.windows import days_late


@dataclass(frozen=True)
class Overdue:
    """What an área should have handed in already; `since` is the oldest of those deadlines."""

    area_pk: int
    area_code: str
    area_name: str
    months: tuple[MonthDebt, ...]
    quarters: tuple[QuarterDebt, ...]
    since: date

    def days(self, today: date) -> int:
        """Return how many days late the área is."""
        return days_late(self.since, today)


def overdue_areas(debts: Iterable[Debts], today: date) -> dict[int, Overdue]:
    """Return {área: what is late in it} of these programmes; who owes nothing late is not in it."""
    months, quarters = defaultdict(list), defaultdict(list)
    for debt in debts:
        for month in debt.months:
            if month.is_late(today):
                months[month.area_pk].append(month)
        for quarter in debt.quarters:
            if quarter.is_late(today):
                quarters[quarter.area_pk].append(quarter)
    found = {}
    for pk in {**months, **quarters}:
        late = (*months[pk], *quarters[pk])
        found[pk] = Overdue(
            area_pk=pk,
            area_code=late[0].area_code,
            area_name=late[0].area_name,
            months=tuple(months[pk]),
            quarters=tuple(quarters[pk]),
            since=min(each.due_on for each in late),
        )
    return found

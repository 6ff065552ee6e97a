"""What several pages say in the same way: quarters in few words, and whose áreas they are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from programs import permissions
from programs.enums import TrimestreStatus
from programs.models import (
    Area,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Trimestre,
    User,
)
from programs.values.months import months_over
from programs.values.phrases import quarter_name, quarter_period_words
from programs.values.readings import WORKFLOW_WORDS, Workflow
from programs.values.windows import DueDate

STATES = ("returned", "not_started", "draft", "ready", "submitted", "validated", "closed", "hidden")


@dataclass(frozen=True)
class Choice:
    """One option of a filter; `group` is its heading, "" for none."""

    value: str
    label: str
    current: bool = False
    group: str = ""


@dataclass(frozen=True)
class Count:
    """How many líneas are in a state."""

    workflow: Workflow
    number: int


@dataclass(frozen=True)
class OwnDue:
    """The deadline of one of the person's áreas, where it is not that of the quarter.

    `area` names the área, "" where the person acts for no other one.
    """

    area: str
    due: DueDate


@dataclass(frozen=True)
class QuarterSummary:
    """A quarter as the pages name it, with the líneas by status; `total` counts them all.

    `due_on` is the date of the quarter, `own_dues` those of the person's áreas that have another.
    """

    number: int
    title: str
    months: str
    starts_on: date
    ends_on: date
    status: str
    status_word: str
    due_on: date | None
    own_dues: tuple[OwnDue, ...]
    closed_on: date | None
    counts: tuple[Count, ...]
    total: int

    def _number(self, *states: str) -> int:
        return sum(count.number for count in self.counts if count.workflow.state in states)

    @property
    def to_send(self) -> int:
        """How many líneas their área still has to send."""
        return self._number("not_started", "draft", "ready", "returned")

    @property
    def to_review(self) -> int:
        """How many líneas were sent and wait for a verdict."""
        return self._number("submitted")

    @property
    def validated(self) -> int:
        """How many líneas are validated."""
        return self._number("validated", "closed")

    @property
    def has_begun(self) -> bool:
        """Tell whether the window was opened, or something was captured all the same."""
        waiting = self._number("not_started", "hidden")
        return self.status != TrimestreStatus.UPCOMING or waiting < self.total

    @property
    def is_closed(self) -> bool:
        """Tell whether the quarter is closed, so that every member reads its informe."""
        return self.status == TrimestreStatus.CLOSED

    @property
    def is_open(self) -> bool:
        """Tell whether the quarter is being captured."""
        return self.status == TrimestreStatus.OPEN


def quarter_in_force(trimestres: Sequence[Trimestre], today: date) -> Trimestre:
    """Return the quarter of a programme to look at: the first open one, or the last that began."""
    first_open = next((t for t in trimestres if t.status == TrimestreStatus.OPEN), None)
    begun = [t for t in trimestres if t.starts_on <= today]
    return first_open or (begun or trimestres[:1])[-1]


def programa_in_force(
    user: User, by_programa: Mapping[Programa, Sequence[Trimestre]], today: date
) -> Programa | None:
    """Return the programme that matters most now: reviewed by the person, open, begun, newest."""
    reviewed = permissions.reviewed_institucion_ids(user)

    def weight(programa: Programa) -> tuple:
        is_open = any(t.status == TrimestreStatus.OPEN for t in by_programa[programa])
        mine = programa.institucion_id in reviewed
        return mine, is_open, programa.starts_on <= today, programa.year

    return max(by_programa, key=weight, default=None)


def months_title(programa: Programa, number: int) -> str:
    """Return "enero a marzo", or "enero a marzo de 2022" where the year is not a calendar year.

    Pages name the exercise beside it, which says the year of the months of a calendar year only.
    """
    return quarter_period_words(*programa.quarter_days(number), years=programa.start_month != 1)


def counts_of(workflows: Iterable[Workflow]) -> tuple[Count, ...]:
    """Return the statuses present with their number, those that wait for someone first."""
    found = Counter(workflow.state for workflow in workflows)
    return tuple(
        Count(Workflow(state, WORKFLOW_WORDS[state]), found[state])
        for state in STATES
        if found[state]
    )


def summary_of(
    trimestre: Trimestre, workflows: Iterable[Workflow], own_dues: Iterable[OwnDue] = ()
) -> QuarterSummary:
    """Return a quarter with the statuses of its entries, and the dates that `own_dues_of` found."""
    counts = counts_of(workflows)
    return QuarterSummary(
        number=trimestre.number,
        title=quarter_name(trimestre.number),
        months=months_title(trimestre.programa, trimestre.number),
        starts_on=trimestre.starts_on,
        ends_on=trimestre.ends_on,
        status=trimestre.status,
        status_word=trimestre.get_status_display(),
        due_on=trimestre.due_on,
        own_dues=tuple(own_dues),
        closed_on=_closed_on(trimestre),
        counts=counts,
        total=sum(count.number for count in counts),
    )


def _closed_on(trimestre: Trimestre) -> date | None:
    """Return the day of the closing of a quarter that is closed."""
    closed = trimestre.status == TrimestreStatus.CLOSED and trimestre.closed_at
    return timezone.localdate(trimestre.closed_at) if closed else None


def areas_of_quarter(trimestre: Trimestre) -> QuerySet[Area]:
    """Return the áreas that hand in a quarter, in order: for their líneas or for their months."""
    marks = MarcaMensual.objects.filter(
        tarea__eje__programa=trimestre.programa_id,
        tarea__in_calendar=True,
        programmed=True,
        month__in=trimestre.months,
    )
    lineas = LineaDeAccion.objects.filter(eje__programa=trimestre.programa_id)
    reports = Q(pk__in=lineas.values("area")) | Q(pk__in=marks.values("tarea__area"))
    return Area.objects.filter(reports).order_by("order", "name")


def own_dues_of(user: User, trimestres: Iterable[Trimestre]) -> dict[int, tuple[OwnDue, ...]]:
    """Return {quarter: deadlines of the person's áreas that are not its own}, in one query.

    None for who acts for no área.
    """
    mine = permissions.area_ids(user)
    quarters = {trimestre.pk: trimestre for trimestre in trimestres}
    found: dict[int, tuple[OwnDue, ...]] = {}
    if not mine:
        return found
    rows = EntregaDeArea.objects.filter(trimestre__in=quarters, area__in=mine)
    for entrega in rows.select_related("area").order_by("area__order", "area__name"):
        entrega.trimestre = quarters[entrega.trimestre_id]
        if entrega.due.why:
            own = OwnDue(entrega.area.name if len(mine) > 1 else "", entrega.due)
            found[entrega.trimestre_id] = (*found.get(entrega.trimestre_id, ()), own)
    return found


def own_areas(user: User, institucion_id: int) -> dict[int, str]:
    """Return {id: name} of the áreas for which the person captures in an institution.

    Empty for who also acts for the whole institution, and for a superuser.
    """
    roles = permissions.roles_in(user, institucion_id)
    if user.is_superuser or roles - set(permissions.CAPTURE_ROLES):
        return {}
    mine = permissions.area_ids(user)
    return {
        membership.area.pk: membership.area.name
        for membership in user.memberships
        if membership.institucion_id == institucion_id
        if membership.area and membership.area_id in mine
    }


def owed_months(programa: Programa, today: date) -> range:
    """Return the months of a programme that have ended: what is blank in them is without report.

    Whether their quarter was opened does not matter, as on the tablero and in the documents.
    """
    return range(1, months_over(today, programa.starts_on) + 1)

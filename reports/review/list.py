"""What waits for a reviewer: the áreas that sent their quarter, and those that owe an answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from programs.enums import AvanceStatus, ObservacionStatus, TrimestreStatus
from programs.getters import entregas_visible
from programs.models import AvanceTrimestral, EntregaDeArea, User
from programs.permissions import is_own_submission, reviewed_institucion_ids
from programs.reading.areas import area_names
from programs.selectors.pendientes import due_words
from programs.values.ago import ago_words
from programs.values.given import given
from programs.values.windows import days_late

WAITING = (AvanceStatus.SUBMITTED, AvanceStatus.RETURNED)


@dataclass(frozen=True)
class ReviewRow:
    """One área's quarter, by a name that no other área has.

    `sent` counts what was observed, `answered` what the área answered.
    `since` is when it was handed in or returned, `days` how many days ago. `is_own` tells that the
    reader handed it in, so that another person validates it. `due_words` say until when the área
    has it, as its own pages do, and `late` that the day passed.
    """

    entrega: EntregaDeArea
    area: str
    title: str
    since: datetime
    days: int
    lines: int
    validated: int
    pending: int
    sent: int
    answered: int
    is_own: bool
    due_words: str
    late: bool

    @property
    def ago(self) -> str:
        """How long it has been waiting, as `ago_words` says it."""
        return ago_words(self.days)


@dataclass(frozen=True)
class _Counts:
    """What the query counts of a submission: its líneas, and its observations by their state."""

    lines: int
    validated: int
    pending: int
    sent: int
    answered: int


@dataclass(frozen=True)
class ReviewList:
    """What waits for the reviewer and what waits for the áreas; both oldest first."""

    waiting: tuple[ReviewRow, ...]
    returned: tuple[ReviewRow, ...]
    several: bool


def review_list(user: User, today: date) -> ReviewList:
    """Return what the person has to review and what they returned, in two queries."""
    institutions = reviewed_institucion_ids(user)
    rows = (
        entregas_visible(user)
        .filter(trimestre__programa__institucion__in=institutions, status__in=WAITING)
        .exclude(trimestre__status=TrimestreStatus.CLOSED)
        .annotate(
            lines=_lines(),
            validated=_lines(status=AvanceStatus.VALIDATED),
            pending=_observed(ObservacionStatus.PENDING),
            sent=_observed(
                ObservacionStatus.SENT, ObservacionStatus.ANSWERED, ObservacionStatus.RESOLVED
            ),
            answered=_observed(ObservacionStatus.ANSWERED, ObservacionStatus.RESOLVED),
        )
        .order_by(F("submitted_at").asc(nulls_last=True), "pk")
    )
    names = area_names(institutions)
    found = [
        _row(
            row,
            names[row.trimestre.programa.institucion_id].told(row.area.code, row.area.name),
            _Counts(row.lines, row.validated, row.pending, row.sent, row.answered),
            user,
            today,
        )
        for row in rows
    ]
    returned = [row for row in found if row.entrega.status == AvanceStatus.RETURNED]
    return ReviewList(
        waiting=tuple(row for row in found if row.entrega.status == AvanceStatus.SUBMITTED),
        returned=tuple(sorted(returned, key=lambda row: row.since)),
        several=len(institutions) > 1,
    )


def _lines(**conditions: str) -> Coalesce:
    """Count the líneas of a submission that meet some conditions."""
    rows = AvanceTrimestral.objects.filter(
        trimestre=OuterRef("trimestre"), linea__area=OuterRef("area"), **conditions
    )
    counted = rows.order_by().values("trimestre").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _observed(*statuses: ObservacionStatus) -> Count:
    return Count("observaciones", filter=Q(observaciones__status__in=statuses))


def _row(entrega: EntregaDeArea, area: str, counts: _Counts, user: User, today: date) -> ReviewRow:
    returned = entrega.status == AvanceStatus.RETURNED
    since = given(entrega.returned_at if returned else entrega.submitted_at)
    return ReviewRow(
        entrega=entrega,
        area=area,
        title=entrega.trimestre.full_name,
        since=since,
        days=(today - timezone.localdate(since)).days,
        lines=counts.lines,
        validated=counts.validated,
        pending=counts.pending,
        sent=counts.sent,
        answered=counts.answered,
        is_own=is_own_submission(user, entrega.submitted_by_id),
        due_words=due_words(entrega.due_on, today, entrega.due.note),
        late=days_late(entrega.due_on, today) > 0,
    )

"""The histories of what the invented institution captured, dated when its people wrote it.

Rows made in bulk leave no trace, so the traces follow from the rows: each history ends with the
state in which its row stands. An enlace writes a línea in half an hour, one or two días hábiles
before the área hands in; every second línea is finished the day after it was begun.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from django.db.models import Model
from django.utils import timezone

from programs.demo.dates import DemoCalendar
from programs.demo.history import handed_in_on
from programs.demo.people import username_of
from programs.enums import AvanceStatus, BlockKind, ExplicitClosing, MarkStatus, Role
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    Institucion,
    MarcaMensual,
    Trimestre,
    User,
)
from programs.transitions import BY_ACTION
from programs.values.given import given

# The rows whose history is written here.
Kept = AvanceTrimestral | AvanceDeComponente | Bloque | Figura | MarcaMensual | EntregaDeArea
REVIEW_BEGINS, EXTENSION = "Inicia la revisión", "Prórroga"
# An entry, and a submission, before anybody gave a step.
UNSENT: dict[str, object] = {"status": AvanceStatus.DRAFT} | dict.fromkeys(
    f"{step}_{part}" for step in ("submitted", "returned", "validated") for part in ("at", "by_id")
)
UNREVIEWED: dict[str, object] = dict.fromkeys(("review_started_at", "review_started_by_id"))
UNREPORTED: dict[str, object] = {
    "status": MarkStatus.UNREPORTED,
    "reason": "",
    "note": "",
    "reported_at": None,
    "reported_by_id": None,
}
# Minutes after sitting down: when a línea begun the day before is taken up again, and *lista*.
RESUMED, LAST = 18, 24


@dataclass(frozen=True)
class _Desk:
    """Who writes for each área (by its id), seen from which day."""

    calendar: DemoCalendar
    enlaces: Mapping[int, User]
    planeacion: User


def write_histories(
    institucion: Institucion, calendar: DemoCalendar, *, extended_at: datetime | None
) -> None:
    """Write the histories of the entries, sections, months and submissions of an institution.

    Comes when all the rows are there. `extended_at` is when the área with a prórroga got it.
    """
    members = User.objects.filter(membresias__institucion=institucion)
    people = {user.username: user for user in members}
    desk = _Desk(
        calendar,
        {
            area.pk: people[username_of(Role.ENLACE, institucion, area)]
            for area in institucion.areas.all()
        },
        people[username_of(Role.PLANEACION, institucion)],
    )
    traces: dict[type[Model], list[Model]] = defaultdict(list)
    for steps in (
        _of_avances(institucion, desk),
        _of_sections(institucion, desk),
        _of_marks(institucion, desk),
        _of_entregas(institucion, extended_at),
    ):
        for trace in steps:
            traces[type(trace)].append(trace)
    for model, rows in traces.items():
        # In the order of time, as they would have been written; of one moment, as they come.
        model._default_manager.bulk_create(sorted(rows, key=attrgetter("history_date")))


def _trace(
    row: Kept,
    at: datetime,
    by: User,
    was: Mapping[str, object] = MappingProxyType({}),
    *,
    kind: str = "~",
    why: str = "",
) -> Model:
    """Return an unsaved trace of a row as it stands, but for what it `was` by then."""
    model, names = _history_of(type(row))
    values = {name: getattr(row, name) for name in names}
    return model(
        history_date=at,
        history_user=by,
        history_type=kind,
        history_change_reason=why or None,
        **{**values, **was},
    )


@cache
def _history_of(model: type[Kept]) -> tuple[Any, list[str]]:
    """Return where the traces of a model lie, and the names of what they keep."""
    traces = model.history.model
    return traces, [field.attname for field in traces.tracked_fields]


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


# What the enlaces wrote -------------------------------------------------------------------------


def _sitting(
    trimestre: Trimestre,
    area: Area,
    calendar: DemoCalendar,
    *,
    before: int,
    hour: int,
    place: int,
    limit: datetime | None,
) -> datetime:
    """Return when an enlace sits down to write, `before` días hábiles ahead of the submission.

    `place` keeps apart what is written on one day. Where the days fall together, because nothing
    is of today, it is early in the morning of the submission, whose moment is `limit`.
    """
    day = handed_in_on(trimestre, area, calendar, before=before)
    if limit and day >= timezone.localdate(limit):
        return calendar.moment(day, 8, 10 * place)
    return calendar.moment(day, hour, 10 * place)


def _of_avances(institucion: Institucion, desk: _Desk) -> Iterator[Model]:
    rows = (
        AvanceTrimestral.objects.filter(trimestre__programa__institucion=institucion)
        .select_related(
            "trimestre__programa",
            "linea__area",
            "submitted_by",
            "returned_by",
            "validated_by",
        )
        .prefetch_related("cantidades", "bloques__figuras")
    )
    for avance in rows:
        yield from _of_avance(avance, desk)


def _of_avance(avance: AvanceTrimestral, desk: _Desk) -> Iterator[Model]:
    """Yield the traces of an entry with its quantities and its blocks, none if it is empty."""
    area, place = avance.linea.area, avance.linea.order
    enlace = desk.enlaces[area.pk]
    is_resumed = place % 2 == 1

    def sitting(*, before: int, hour: int) -> datetime:
        return _sitting(
            avance.trimestre,
            area,
            desk.calendar,
            before=before,
            hour=hour,
            place=place,
            limit=avance.submitted_at,
        )

    begun = sitting(before=1 + is_resumed, hour=9 + (place - 1) // 2 * 2)
    resumed = begun + _minutes(RESUMED)
    if is_resumed:
        resumed = max(resumed, sitting(before=1, hour=16))
    finished = avance.ready or avance.status != AvanceStatus.DRAFT
    for index, row in enumerate(sorted(avance.cantidades.all(), key=lambda row: row.componente_id)):
        if row.quantity is not None or row.received is not None:
            yield _trace(row, begun + _minutes(1 + index), enlace, kind="+")
    for bloque in avance.bloques.all():
        half = is_resumed and finished and bloque.kind == BlockKind.TEXT
        yield from _of_bloque(bloque, begun, enlace, resumed=resumed if half else None)
    if finished or avance.cause or avance.closing != ExplicitClosing.AUTOMATIC:
        yield _trace(avance, begun, enlace, UNSENT | {"ready": False}, kind="+")
    if finished:
        marked = resumed + _minutes(LAST - RESUMED)
        yield _trace(avance, marked, enlace, UNSENT | {"ready": True})
    yield from _of_verdict(avance)


def _of_verdict(avance: AvanceTrimestral) -> Iterator[Model]:
    """Yield the steps of an entry, each at its own stamp by its own person."""
    if avance.submitted_at:
        sent = UNSENT | {
            "ready": True,
            "status": AvanceStatus.SUBMITTED,
            "submitted_at": avance.submitted_at,
            "submitted_by_id": avance.submitted_by_id,
        }
        why = BY_ACTION["avance_submit"].label
        yield _trace(avance, avance.submitted_at, given(avance.submitted_by), sent, why=why)
    if avance.status == AvanceStatus.RETURNED:
        why = BY_ACTION["avance_return"].label
        yield _trace(avance, given(avance.returned_at), given(avance.returned_by), why=why)
    if avance.status == AvanceStatus.VALIDATED:
        why = BY_ACTION["avance_validate"].label
        yield _trace(avance, given(avance.validated_at), given(avance.validated_by), why=why)


def _of_bloque(
    bloque: Bloque, begun: datetime, by: User, *, resumed: datetime | None = None
) -> Iterator[Model]:
    """Yield the traces of a block and its figures; one that was `resumed` began a paragraph long.

    Between two blocks are three minutes, between two figures one.
    """
    at = begun + _minutes(3 + 3 * bloque.order)
    first, end, rest = bloque.html.partition("</p>")
    if resumed and rest:
        yield _trace(bloque, at, by, {"html": first + end}, kind="+")
        yield _trace(bloque, resumed + _minutes(2), by)
    else:
        yield _trace(bloque, at, by, kind="+")
    for figura in bloque.figuras.all():
        yield _trace(figura, at + _minutes(figura.order), by, kind="+")


def _of_sections(institucion: Institucion, desk: _Desk) -> Iterator[Model]:
    """Yield the traces of each área's part of the presentación of a quarter."""
    sent = {
        (row.trimestre_id, row.area_id): row.submitted_at
        for row in EntregaDeArea.objects.filter(area__institucion=institucion)
    }
    rows = Bloque.objects.filter(
        seccion__trimestre__programa__institucion=institucion, seccion__area__isnull=False
    ).select_related("seccion__trimestre__programa", "seccion__area")
    for bloque in rows.prefetch_related("figuras"):
        seccion = given(bloque.seccion)
        trimestre, area = given(seccion.trimestre), given(seccion.area)
        begun = _sitting(
            trimestre,
            area,
            desk.calendar,
            before=1,
            hour=13,
            place=1,
            limit=sent.get((trimestre.pk, area.pk)),
        )
        yield from _of_bloque(bloque, begun, desk.enlaces[area.pk])


def _of_marks(institucion: Institucion, desk: _Desk) -> Iterator[Model]:
    """Yield the traces of the reported months, programmed on the day of the approval."""
    rows = MarcaMensual.objects.filter(
        tarea__eje__programa__institucion=institucion, reported_at__isnull=False
    ).select_related("reported_by", "tarea__eje__programa")
    for mark in rows:
        if mark.programmed:
            approved = desk.calendar.moment(given(mark.tarea.eje.programa.approved_on), 12)
            yield _trace(mark, approved, desk.planeacion, UNREPORTED, kind="+")
        kind = "~" if mark.programmed else "+"
        yield _trace(mark, given(mark.reported_at), given(mark.reported_by), kind=kind)


# What was handed in -----------------------------------------------------------------------------


def _of_entregas(institucion: Institucion, extended_at: datetime | None) -> Iterator[Model]:
    """Yield the steps of each submission: sent, under review, verdict; and the extension."""
    rows = EntregaDeArea.objects.filter(area__institucion=institucion).select_related(
        "submitted_by", "review_started_by", "returned_by", "validated_by", "extended_by"
    )
    made = UNSENT | UNREVIEWED | {"round": 0, "folio": "", "statement": ""}
    for entrega in rows:
        if entrega.extended_to:
            none = {"extended_to": None, "extended_by_id": None, "extension_reason": ""}
            by = given(entrega.extended_by)
            yield _trace(entrega, given(extended_at), by, none, kind="+")
            yield _trace(entrega, given(extended_at), by, why=EXTENSION)
            continue
        at, by = given(entrega.submitted_at), given(entrega.submitted_by)
        sent = UNSENT | {
            "status": AvanceStatus.SUBMITTED,
            "submitted_at": at,
            "submitted_by_id": by.pk,
        }
        yield _trace(entrega, at, by, made, kind="+")
        why = BY_ACTION["entrega_submit"].label
        yield _trace(entrega, at, by, sent | UNREVIEWED, why=why)
        at, by = given(entrega.review_started_at), given(entrega.review_started_by)
        yield _trace(entrega, at, by, sent, why=REVIEW_BEGINS)
        if entrega.status == AvanceStatus.RETURNED:
            why = BY_ACTION["entrega_return"].label
            at, by = given(entrega.returned_at), given(entrega.returned_by)
            yield _trace(entrega, at, by, why=why)
        if entrega.status == AvanceStatus.VALIDATED:
            why = BY_ACTION["entrega_validate"].label
            at, by = given(entrega.validated_at), given(entrega.validated_by)
            yield _trace(entrega, at, by, why=why)

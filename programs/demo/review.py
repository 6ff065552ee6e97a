"""How the invented quarters were handed in, observed, validated and closed, stamped in the past.

The entries say how far each área is (`programs.demo.history`); the submissions, the cortes and the
ledger follow from them, in the order in which people would have acted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import F
from django.utils import timezone

from programs.demo.dates import DemoCalendar
from programs.demo.histories import write_histories
from programs.demo.observed import make_observations
from programs.demo.people import username_of
from programs.enums import (
    AuditAction,
    AvanceStatus,
    NoticeKind,
    ObservacionStatus,
    Role,
    TrimestreStatus,
)
from programs.models import (
    Area,
    AvanceTrimestral,
    Corte,
    EntregaDeArea,
    Institucion,
    Notice,
    Observacion,
    Programa,
    Trimestre,
    User,
)
from programs.reading.corte import trimestre_snapshot
from programs.services.avisos import notify
from programs.services.cierre import closing_data
from programs.services.entrega import STATEMENT, folio_of
from programs.services.ledger import ledger_append
from programs.services.vencimientos import institucion_notify
from programs.values.frozen import freeze, payload_hash
from programs.values.given import given
from programs.values.phrases import long_date

EXTENDED_AREA = "dvpp"
EXTENSION_DAYS = 5
EXTENSION_REASON = "Dos ayuntamientos entregan sus documentos después de la fecha límite."


@dataclass(frozen=True)
class Act:
    """One act of the ledger, to be written in the order of its moment."""

    at: datetime
    action: AuditAction
    subject: str
    by: User
    data: Mapping[str, object]


@dataclass(frozen=True)
class Handed:
    """A submission and the quarter entries of its área, in printed order."""

    entrega: EntregaDeArea
    avances: tuple[AvanceTrimestral, ...]


def make_review(institucion: Institucion, calendar: DemoCalendar) -> None:
    """Make the submissions, observations, cortes, histories, ledger and notices of muestra.

    Comes after the pictures: a corte keeps all that its informe prints.
    """
    members = User.objects.filter(membresias__institucion=institucion)
    people = {user.username: user for user in members}
    planeacion = people[username_of(Role.PLANEACION, institucion)]
    secretario = people[username_of(Role.SECRETARIO, institucion)]
    institucion.second_validator = planeacion
    institucion.save(update_fields=["second_validator"])
    handed = make_entregas(institucion, calendar, secretario)
    extended = _make_extension(institucion, calendar, planeacion)
    extended_at = calendar.moment(calendar.after(given(extended.trimestre.due_on), 1), 12)
    enlaces = {
        each.entrega.pk: people[username_of(Role.ENLACE, institucion, each.entrega.area)]
        for each in handed
    }
    observed = make_observations(
        [each.entrega for each in handed], calendar, secretario=secretario, enlaces=enlaces
    )
    close_quarters(
        institucion,
        calendar,
        planeacion,
        handed,
        observed=observed,
        extended=(extended, extended_at),
    )


def close_quarters(
    institucion: Institucion,
    calendar: DemoCalendar,
    planeacion: User,
    handed: list[Handed],
    *,
    observed: Sequence[Observacion] = (),
    extended: tuple[EntregaDeArea, datetime] | None = None,
) -> None:
    """Make the cortes, histories, ledger and notices that follow from what was handed in.

    `extended` is the submission of an área that got more days, and when.
    """
    cortes = _make_cortes(institucion)
    write_histories(institucion, calendar, extended_at=extended and extended[1])
    acts = [
        *_acts_of_windows(institucion, calendar, planeacion),
        *(act for each in handed for act in _acts_of(each, observed)),
        *_acts_of_answers(observed),
        *([_act_of_extension(*extended)] if extended else []),
        *_acts_of_closing(cortes),
    ]
    for act in sorted(acts, key=lambda act: act.at):
        ledger_append(
            institucion.pk,
            action=act.action,
            subject=act.subject,
            by=act.by,
            now=act.at,
            data=act.data,
        )
    _tell([each.entrega for each in handed], institucion, calendar)


def make_entregas(
    institucion: Institucion, calendar: DemoCalendar, secretario: User
) -> list[Handed]:
    """Make what each área handed in: its state and stamps are those of its entries."""
    avances = (
        AvanceTrimestral.objects.filter(trimestre__programa__institucion=institucion)
        .select_related(
            "trimestre__programa__institucion",
            "linea__area",
            "linea__eje__programa__institucion",
            "submitted_by",
            "returned_by",
            "validated_by",
        )
        .order_by("trimestre", "linea__area__order", "linea__eje__order", "linea__order")
    )
    found = []
    for _key, rows in groupby(avances, key=lambda row: (row.trimestre_id, row.linea.area_id)):
        group = tuple(rows)
        if all(avance.status != AvanceStatus.DRAFT for avance in group):
            found.append(Handed(_entrega(group, calendar, secretario), group))
    EntregaDeArea.objects.bulk_create(each.entrega for each in found)
    return found


def _entrega(
    avances: tuple[AvanceTrimestral, ...], calendar: DemoCalendar, secretario: User
) -> EntregaDeArea:
    """Return an unsaved submission: returned with one of its entries, validated with all."""
    statuses = {avance.status for avance in avances}
    status = AvanceStatus.SUBMITTED
    if AvanceStatus.RETURNED in statuses:
        status = AvanceStatus.RETURNED
    elif statuses == {AvanceStatus.VALIDATED}:
        status = AvanceStatus.VALIDATED
    first = avances[0]
    entrega = EntregaDeArea(
        trimestre=first.trimestre,
        area=first.linea.area,
        status=status,
        round=1,
        statement=STATEMENT,
        submitted_at=first.submitted_at,
        submitted_by=first.submitted_by,
        review_started_by=secretario,
    )
    entrega.folio = folio_of(entrega, entrega.round)
    read = calendar.after(timezone.localdate(first.submitted_at), 1)
    entrega.review_started_at = calendar.moment(read, 12, 30)
    for step in ("returned", "validated"):
        stamped = next((row for row in avances if row.status == status == step), None)
        if stamped:
            setattr(entrega, f"{step}_at", getattr(stamped, f"{step}_at"))
            setattr(entrega, f"{step}_by", getattr(stamped, f"{step}_by"))
    if entrega.returned_at:
        institucion = first.linea.area.institucion
        returned_on = timezone.localdate(entrega.returned_at)
        entrega.return_due_on = calendar.due(returned_on, institucion.return_due_days)
    return entrega


def _make_extension(
    institucion: Institucion, calendar: DemoCalendar, planeacion: User
) -> EntregaDeArea:
    """Give one área that has not handed in more days, which are not over yet."""
    trimestre = Trimestre.objects.select_related("programa").get(
        programa__institucion=institucion,
        programa__year=calendar.work_year,
        number=calendar.work_quarter,
    )
    until = calendar.due(max(given(trimestre.due_on), calendar.today), EXTENSION_DAYS)
    (entrega,) = EntregaDeArea.objects.bulk_create(
        [
            EntregaDeArea(
                trimestre=trimestre,
                area=Area.objects.get(institucion=institucion, code=EXTENDED_AREA),
                extended_to=until,
                extension_reason=EXTENSION_REASON,
                extended_by=planeacion,
            )
        ]
    )
    return entrega


def _make_cortes(institucion: Institucion) -> list[Corte]:
    """Close each quarter that is over, and keep it as it was on the day of its closing."""
    over = Trimestre.objects.filter(programa__institucion=institucion, closed_at__isnull=False)
    over.update(status=TrimestreStatus.CLOSED)
    cortes = []
    for trimestre in over.select_related("programa__institucion", "closed_by"):
        day = timezone.localdate(trimestre.closed_at)
        payload = freeze(trimestre_snapshot(trimestre, today=day))
        cortes.append(
            Corte(
                trimestre=trimestre,
                number=1,
                payload=payload,
                sha256=payload_hash(payload),
                made_at=given(trimestre.closed_at),
                made_by=trimestre.closed_by,
            )
        )
    return Corte.objects.bulk_create(cortes)


# The acts of the ledger -------------------------------------------------------------------------


def _acts_of_windows(
    institucion: Institucion, calendar: DemoCalendar, planeacion: User
) -> Iterator[Act]:
    """Yield the approval of each programme and the opening of each of its quarters."""
    for programa in Programa.objects.filter(institucion=institucion):
        yield Act(
            calendar.moment(given(programa.approved_on), 12),
            AuditAction.PROGRAMA_APPROVE,
            str(programa),
            planeacion,
            {
                "agreement": programa.approval_agreement,
                "on": given(programa.approved_on).isoformat(),
            },
        )
        for trimestre in programa.trimestres.exclude(opened_at=None):
            yield Act(
                given(trimestre.opened_at),
                AuditAction.TRIMESTRE_OPEN,
                str(trimestre),
                planeacion,
                {"trimestre": trimestre.pk, "due_on": given(trimestre.due_on).isoformat()},
            )


def _acts_of(each: Handed, observed: Sequence[Observacion]) -> Iterator[Act]:
    """Yield what was done with a submission."""
    entrega, folio = each.entrega, {"folio": each.entrega.folio}
    sent = {"statement": STATEMENT, "lineas": [[row.pk, row.version] for row in each.avances]}
    yield Act(
        given(entrega.submitted_at),
        AuditAction.ENTREGA_SUBMIT,
        str(entrega),
        given(entrega.submitted_by),
        {**folio, **sent},
    )
    if entrega.returned_at:
        pks = [row.pk for row in observed if row.entrega_id == entrega.pk and row.sent_at]
        yield Act(
            entrega.returned_at,
            AuditAction.ENTREGA_RETURN,
            str(entrega),
            given(entrega.returned_by),
            {**folio, "observaciones": pks},
        )
    if entrega.validated_at:
        yield Act(
            entrega.validated_at,
            AuditAction.ENTREGA_VALIDATE,
            str(entrega),
            given(entrega.validated_by),
            folio,
        )
        return
    for row in each.avances:
        if row.validated_at:
            yield Act(
                row.validated_at,
                AuditAction.AVANCE_VALIDATE,
                str(entrega),
                given(row.validated_by),
                {"linea": str(row.linea), "avance": row.pk},
            )


def _acts_of_answers(observed: Sequence[Observacion]) -> Iterator[Act]:
    for row in observed:
        if row.status == ObservacionStatus.ANSWERED:
            yield Act(
                given(row.answered_at),
                AuditAction.OBSERVACION_ANSWER,
                str(row.entrega),
                given(row.answered_by),
                {"observacion": row.pk, "answer": row.answer},
            )


def _act_of_extension(entrega: EntregaDeArea, at: datetime) -> Act:
    """Return the act of giving an área more days."""
    return Act(
        at,
        AuditAction.ENTREGA_EXTEND,
        str(entrega.trimestre),
        given(entrega.extended_by),
        {
            "area": entrega.area.code,
            "until": given(entrega.extended_to).isoformat(),
            "reason": entrega.extension_reason,
        },
    )


def _acts_of_closing(cortes: list[Corte]) -> Iterator[Act]:
    for corte in cortes:
        yield Act(
            corte.made_at,
            AuditAction.TRIMESTRE_CLOSE,
            str(corte.trimestre),
            corte.made_by,
            {"trimestre": corte.trimestre_id, **closing_data(corte, missing=0, reason="")},
        )


def _tell(entregas: list[EntregaDeArea], institucion: Institucion, calendar: DemoCalendar) -> None:
    """Tell people what they have open: what was sent or returned, and what is due."""
    for entrega in entregas:
        if entrega.status == AvanceStatus.SUBMITTED:
            notify(NoticeKind.SUBMITTED, entrega, now=given(entrega.submitted_at))
        if entrega.status == AvanceStatus.RETURNED:
            due = long_date(given(entrega.due_on))
            notify(NoticeKind.RETURNED, entrega, now=given(entrega.returned_at), due=due)
    yesterday = calendar.after(calendar.today, 0)
    institucion_notify(institucion, yesterday, calendar.moment(yesterday, 8))
    # The invented people have no mailbox: nothing of their past goes to a mail server.
    Notice.objects.filter(institucion=institucion).update(emailed_at=F("created_at"))

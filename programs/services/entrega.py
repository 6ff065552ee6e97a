"""An área hands in its quarter, takes it back, and answers what was observed."""

from datetime import datetime

from django.db import transaction

from programs.enums import AvanceStatus, NoticeKind, ObservacionStatus, TrimestreStatus
from programs.errors import DomainError, Locked
from programs.models import Area, AvanceTrimestral, EntregaDeArea, Observacion, Trimestre, User
from programs.selectors.entrega import lacks_of_area
from programs.services.bloques import block_save
from programs.services.ledger import ledger_append
from programs.services.notices import notices_close, notify_reviewers
from programs.services.vencimientos import quarter_debt_close
from programs.values.phrases import join_list
from programs.values.windows import why_closed
from programs.workflow import advance, advance_all, require_text

STATEMENT = "Confirmo que la información corresponde a los archivos de mi área."


def entrega_lock(trimestre_pk: int, area_pk: int) -> EntregaDeArea:
    """Lock a quarter and then an área's submission in it, made here the first time.

    The quarter is locked first, as every save does, so that a submission and a save of the same
    área wait for each other. Raises `Locked` where it would have to be made in a closed quarter.
    """
    trimestre = (
        Trimestre.objects.select_for_update(of=("self",))
        .select_related("programa__institucion")
        .get(pk=trimestre_pk)
    )
    rows = EntregaDeArea.objects.select_for_update(of=("self",)).select_related("area")
    entrega = rows.filter(trimestre=trimestre, area=area_pk).first()
    if entrega is None:
        if trimestre.status == TrimestreStatus.CLOSED:
            raise Locked(why_closed(trimestre))  # the database takes no row into it
        # The quarter's lock keeps anybody else from making it meanwhile.
        area = Area.objects.get(pk=area_pk, institucion=trimestre.programa.institucion_id)
        entrega = EntregaDeArea.objects.create(trimestre=trimestre, area=area)
    entrega.trimestre = trimestre
    return entrega


def entries_of(entrega: EntregaDeArea) -> list[AvanceTrimestral]:
    """Lock and return the quarter entries of the área, in printed order."""
    entries = list(
        AvanceTrimestral.objects.select_for_update(of=("self",))
        .filter(trimestre=entrega.trimestre_id, linea__area=entrega.area_id)
        .select_related("linea__area", "linea__eje")
        .order_by("linea__eje__order", "linea__order")
    )
    for entry in entries:
        entry.trimestre = entrega.trimestre
    return entries


def folio_of(entrega: EntregaDeArea, number: int) -> str:
    """Return the folio of a receipt: institution, year, quarter, área and how often it was sent."""
    trimestre = entrega.trimestre
    slug = trimestre.programa.institucion.slug.upper()
    code = entrega.area.code.upper()
    return f"{slug}-{trimestre.programa.year}-T{trimestre.number}-{code}-{number:02d}"


@transaction.atomic
def entrega_submit(
    *,
    trimestre_pk: int,
    area_pk: int,
    statement: bool,
    by: User,
    now: datetime,
    version: int | None = None,
) -> EntregaDeArea:
    """Hand in the quarter of an área: every línea that is in its hands goes to the reviewer.

    Needs the declaration and complete líneas. A second click on the same page finds the quarter
    already handed in and gets the same receipt.
    """
    entrega = entrega_lock(trimestre_pk, area_pk)
    if entrega.status == AvanceStatus.SUBMITTED and entrega.submitted_by_id == by.pk:
        return entrega
    if not statement:
        raise DomainError("Marque la declaración para enviar.")
    entries = entries_of(entrega)
    number = entrega.round + 1
    advance(
        "entrega_submit",
        entrega,
        by=by,
        now=now,
        version=version,
        round=number,
        folio=folio_of(entrega, number),
        statement=STATEMENT,
        review_started_at=None,
        review_started_by=None,
    )
    lacks = lacks_of_area(entrega.trimestre, entrega.area)
    if lacks:
        raise DomainError(f"Para enviar falta: {join_list(lacks)}.")
    sent = [e for e in entries if e.status in (AvanceStatus.DRAFT, AvanceStatus.RETURNED)]
    advance_all("avance_submit", sent, by=by, now=now, ready=True)
    ledger_append(
        entrega.trimestre.programa.institucion_id,
        action="entrega_submit",
        subject=str(entrega),
        by=by,
        now=now,
        data={
            "folio": entrega.folio,
            "statement": STATEMENT,
            "lineas": [[entry.pk, entry.version] for entry in sent],
        },
    )
    notices_close(entrega, kinds=(NoticeKind.RETURNED,), now=now)
    quarter_debt_close(entrega.trimestre, entrega.area_id, now=now)
    notify_reviewers(entrega, NoticeKind.SUBMITTED, now=now)
    return entrega


@transaction.atomic
def entrega_withdraw(
    *, trimestre_pk: int, area_pk: int, by: User, now: datetime, version: int | None = None
) -> EntregaDeArea:
    """Take back what was handed in, while nobody reviews it yet."""
    entrega = entrega_lock(trimestre_pk, area_pk)
    if entrega.review_started_at:
        raise Locked(
            "La revisión ya empezó, así que el envío no se retira. "
            "Pida al Secretario Técnico que lo devuelva."
        )
    entries = entries_of(entrega)
    advance("entrega_withdraw", entrega, by=by, now=now, version=version)
    sent = [entry for entry in entries if entry.status == AvanceStatus.SUBMITTED]
    advance_all("avance_withdraw", sent, by=by, now=now)
    ledger_append(
        entrega.trimestre.programa.institucion_id,
        action="entrega_withdraw",
        subject=str(entrega),
        by=by,
        now=now,
        data={"folio": entrega.folio},
    )
    notices_close(entrega, kinds=(NoticeKind.SUBMITTED,), now=now)
    return entrega


def observacion_lock(pk: int) -> Observacion:
    """Lock the quarter, the submission and one observation of it."""
    found = Observacion.objects.select_related("entrega").get(pk=pk)
    entrega = entrega_lock(found.entrega.trimestre_id, found.entrega.area_id)
    observacion = (
        Observacion.objects.select_for_update(of=("self",))
        .select_related("avance__linea", "seccion", "bloque")
        .get(pk=pk)
    )
    observacion.entrega = entrega
    return observacion


@transaction.atomic
def observacion_answer(
    pk: int, *, answer: str, by: User, now: datetime, version: int | None = None
) -> Observacion:
    """Say how an observation was attended. Needs a few words."""
    observacion = observacion_lock(pk)
    text = require_text(answer, "cómo atendió la observación")
    if observacion.status == ObservacionStatus.ANSWERED and (
        (observacion.answered_by_id, observacion.answer) == (by.pk, text)
    ):
        return observacion  # a second click on the same page
    advance("observacion_answer", observacion, by=by, now=now, version=version, answer=text)
    _tell_answered(observacion, by=by, now=now)
    return observacion


@transaction.atomic
def observacion_accept(
    pk: int, *, by: User, now: datetime, version: int | None = None
) -> Observacion:
    """Put the text that the reviewer proposed in the place of the block's, in one step."""
    observacion = observacion_lock(pk)
    if not observacion.proposed or observacion.bloque is None:
        raise DomainError("Esta observación no propone un texto.")
    if observacion.accepted_at and observacion.answered_by_id == by.pk:
        return observacion  # a second click on the same page
    if observacion.bloque.removed_at is not None:
        raise DomainError("El texto observado se quitó. Vuelva a ponerlo para usar el propuesto.")
    block_save(observacion.bloque_id, values={"html": observacion.proposed}, by=by, version=None)
    advance(
        "observacion_answer",
        observacion,
        by=by,
        now=now,
        version=version,
        answer="Se aceptó el texto propuesto.",
        accepted_at=now,
    )
    _tell_answered(observacion, by=by, now=now)
    return observacion


def _tell_answered(observacion: Observacion, *, by: User, now: datetime) -> None:
    """Write the act, and tell the reviewers once nothing is left to answer."""
    entrega = observacion.entrega
    ledger_append(
        entrega.trimestre.programa.institucion_id,
        action="observacion_answer",
        subject=str(entrega),
        by=by,
        now=now,
        data={"observacion": observacion.pk, "answer": observacion.answer},
    )
    if not entrega.observaciones.filter(status=ObservacionStatus.SENT).exists():
        notify_reviewers(entrega, NoticeKind.ANSWERED, now=now)

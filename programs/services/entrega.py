"""An área hands in its quarter, and takes it back."""

from datetime import datetime

from django.db import transaction

from programs.enums import AvanceStatus, NoticeKind, TrimestreStatus
from programs.errors import DomainError, Locked
from programs.getters import quarter_lock
from programs.models import Area, AvanceTrimestral, EntregaDeArea, User
from programs.models.versions import came_before
from programs.selectors.entrega import lacks_of_area
from programs.selectors.observaciones import observations_waiting
from programs.services.avisos import notices_close, notify
from programs.services.ledger import ledger_append
from programs.values.phrases import join_list
from programs.values.windows import why_closed
from programs.workflow import advance, advance_all

UNANSWERED = (
    "Envío sin contestar todas las observaciones. Sé que las que falten siguen por atender."
)
STATEMENT = "Confirmo que la información corresponde a los archivos de mi área."


def entrega_lock(trimestre_pk: int, area_pk: int) -> EntregaDeArea:
    """Lock a quarter and then an área's submission in it, made here the first time.

    The quarter is locked first, as every save does, so that a submission and a save of the same
    área wait for each other. Raises `Locked` where it would have to be made in a closed quarter.
    """
    trimestre = quarter_lock(pk=trimestre_pk)
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
        .of_quarter(entrega.trimestre_id, entrega.area_id)
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


def why_not_unanswered(count: int) -> str:
    """Return why the área does not hand in with so many observations without an answer."""
    noun = "observación" if count == 1 else "observaciones"
    return f"Falta contestar {count} {noun}. Contéstelas, o marque que envía sin hacerlo."


@transaction.atomic
def entrega_submit(
    *,
    trimestre_pk: int,
    area_pk: int,
    statement: bool,
    by: User,
    now: datetime,
    version: int | None = None,
    unanswered: bool = False,
) -> EntregaDeArea:
    """Hand in the quarter of an área: every línea that is in its hands goes to the reviewer.

    Needs the declaration and complete líneas, and the word `unanswered` where an observation waits
    for an answer: the act names those that it leaves so. A second click on the same page finds the
    quarter already handed in and gets the same receipt.
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
    waiting = sorted(observations_waiting(entrega).values_list("pk", flat=True))
    if waiting and not unanswered:
        raise DomainError(why_not_unanswered(len(waiting)))
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
            **({"unanswered": UNANSWERED, "observaciones": waiting} if waiting else {}),
        },
    )
    notices_close("entrega_submit", trimestre_pk, area_pk=area_pk, now=now)
    notify(NoticeKind.SUBMITTED, entrega, now=now)
    return entrega


@transaction.atomic
def entrega_withdraw(
    *, trimestre_pk: int, area_pk: int, by: User, now: datetime, version: int | None = None
) -> EntregaDeArea:
    """Take back what was handed in, while nobody reviews it yet."""
    entrega = entrega_lock(trimestre_pk, area_pk)
    if came_before(entrega, version, status=AvanceStatus.DRAFT, submitted_by=by):
        return entrega
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
    notices_close("entrega_withdraw", trimestre_pk, area_pk=area_pk, now=now)
    return entrega

"""The receipt of an área's submission: the act in the ledger, and what happens next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import AuditEntry, EntregaDeArea, User
from programs.values.acuse import SENT_STEPS, hash_groups
from programs.values.given import given
from programs.values.phrases import long_date, quarter_name
from programs.values.windows import days_late
from programs.workflow import may


@dataclass(frozen=True)
class ReceiptPage:
    """All that the receipt prints. `act` is None for a submission older than the ledger.

    `state` names the icon of the present status and `word` says it; `steps` say what happens next.
    """

    title: str
    act: AuditEntry | None
    lineas: int
    state: str
    word: str
    steps: tuple[str, ...]

    @property
    def hash_groups(self) -> tuple[str, ...]:
        """The hash of the act in groups that can be read aloud and broken over two lines."""
        return hash_groups(self.act.hash if self.act else "")


def receipt_page(entrega: EntregaDeArea, today: date) -> ReceiptPage:
    """Return the receipt of the latest submission of an área, in one query."""
    act = submission_act(entrega, entrega.folio)
    state, word = submission_state(entrega)
    return ReceiptPage(
        title=quarter_name(entrega.trimestre.number),
        act=act,
        lineas=len(act.data.get("lineas", ())) if act else 0,
        state=state,
        word=word,
        steps=submission_steps(entrega, today),
    )


def submission_act(entrega: EntregaDeArea, folio: str) -> AuditEntry | None:
    """Return the act of a submission of this área and quarter, the latest or an earlier one.

    None for a folio that is not theirs, and for one older than the ledger.
    """
    trimestre = entrega.trimestre
    place = f"-{trimestre.programa.year}-T{trimestre.number}-{entrega.area.code.upper()}"
    if folio != entrega.folio and not folio.rpartition("-")[0].endswith(place):
        return None
    acts = AuditEntry.objects.filter(
        institucion=trimestre.programa.institucion_id,
        action="entrega_submit",
        data__folio=folio,
    )
    return acts.order_by("-number").first()


def submission_state(entrega: EntregaDeArea) -> tuple[str, str]:
    """Return the icon and the word of what became of a submission."""
    if entrega.status == AvanceStatus.DRAFT:
        return "draft", "Envío retirado"
    if entrega.status == AvanceStatus.SUBMITTED and entrega.review_started_at:
        return "submitted", "En revisión"
    return entrega.status, AvanceStatus(entrega.status).label


def may_withdraw(entrega: EntregaDeArea, by: User) -> bool:
    """Tell whether the person may take the submission back now: nobody reviews it yet."""
    return may("entrega_withdraw", entrega, by) and entrega.review_started_at is None


def submission_steps(entrega: EntregaDeArea, today: date) -> tuple[str, ...]:
    """Return what happens next and when, one or two sentences each."""
    closed = entrega.trimestre.status == TrimestreStatus.CLOSED
    if entrega.status == AvanceStatus.VALIDATED:
        return (
            f"{entrega.validated_by} validó este trimestre el {_day(entrega.validated_at)}.",
            "El trimestre ya está cerrado."
            if closed
            else "No necesita hacer nada más. El informe sale cuando se cierre el trimestre.",
        )
    if entrega.status == AvanceStatus.RETURNED:
        return (
            f"{entrega.returned_by} lo devolvió con observaciones el {_day(entrega.returned_at)}.",
            "Atienda las observaciones y envíe de nuevo. Recibirá otro acuse con otro folio."
            f"{_due(entrega, today)}",
        )
    if entrega.status == AvanceStatus.DRAFT:
        return (
            "El envío se retiró. El área puede corregir.",
            f"Falta enviar de nuevo.{_due(entrega, today)}",
        )
    if entrega.review_started_at:
        began = f"La revisión empezó el {_day(entrega.review_started_at)}"
        first = f"{began}, con {entrega.review_started_by}. El envío ya no se retira."
    else:
        first = SENT_STEPS[0]
    return (
        first,
        SENT_STEPS[1],
        f"{SENT_STEPS[2]}{_due(entrega, today)}",
    )


def _due(entrega: EntregaDeArea, today: date) -> str:
    if entrega.due_on is None or days_late(entrega.due_on, today):
        return ""
    return f" La fecha límite es el {long_date(entrega.due_on)}."


def _day(moment: datetime | None) -> str:
    """Name the day of a step that was taken."""
    return long_date(timezone.localdate(given(moment)))

"""The observations of a submission as its reviewer reads them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from programs.enums import ObservacionStatus
from programs.models import EntregaDeArea, Observacion
from programs.received.text import text_lines
from programs.selectors.observaciones import changed_words, part_of, where_words
from reports.review.parts import part_key

OPEN = (ObservacionStatus.SENT, ObservacionStatus.ANSWERED)


@dataclass(frozen=True)
class Observed:
    """An observation as the reviewer reads it: where it stands (`key`, `where`) and its texts."""

    row: Observacion
    key: str
    where: str
    seen: tuple[str, ...]
    changed: str
    proposed: tuple[str, ...]

    @property
    def pending(self) -> bool:
        """Tell whether only reviewers see it yet."""
        return self.row.status == ObservacionStatus.PENDING

    @property
    def open(self) -> bool:
        """Tell whether it was sent and is not settled."""
        return self.row.status in OPEN


def observations_of(entrega: EntregaDeArea) -> QuerySet[Observacion]:
    """Return all the observations of a submission, with all that `observed` asks of them."""
    return Observacion.objects.filter(entrega=entrega).select_related(
        "bloque",
        "figura__bloque",
        "cantidad__componente",
        "marca__tarea",
        "created_by",
        "answered_by",
        "resolved_by",
    )


def observed(row: Observacion, start_month: int) -> Observed:
    """Return an observation with its words; `start_month` names the months of the period."""
    return Observed(
        row=row,
        key=part_key(row),
        where=where_words(row, part_of(row), start_month),
        seen=text_lines(row.seen),
        changed=changed_words(row),
        proposed=text_lines(row.proposed),
    )

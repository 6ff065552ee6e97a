"""What the Secretario Técnico observed in the quarter in capture, and what the área answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from programs.demo.dates import DemoCalendar
from programs.enums import AvanceStatus, BlockKind, ObservacionStatus
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    Observacion,
    User,
)
from programs.received.text import clean_html
from programs.selectors.observaciones import part_text

PROPOSED = (
    "<p>Los estados financieros se conciliaron con los registros bancarios y se entregaron, con "
    "acuse de recibo, dentro del plazo que fija la normativa contable.</p>"
)


@dataclass(frozen=True)
class Planned:
    """An observation to make: the área, the línea's order, the kind of part, and the words.

    `proposed` takes the place of all that follows the text's first paragraph.
    """

    area: str
    linea: int
    part: str
    text: str
    proposed: str = ""
    answer: str = ""


PLANNED = (
    Planned(
        "da",
        2,
        "bloque",
        "El segundo párrafo no dice cómo consta la entrega. Mencione el acuse.",
        proposed=PROPOSED,
    ),
    Planned(
        "da",
        2,
        "cantidad",
        "Confirme esta cantidad con los acuses de entrega.",
        answer="Se cotejó con los acuses que obran en el expediente: la cantidad es correcta.",
    ),
    Planned(
        "da",
        3,
        "figura",
        "No se distingue a qué curso corresponde la fotografía. Diga en el pie la sede y la fecha.",
    ),
    Planned("ut", 1, "bloque", "Diga cuántas de las solicitudes fueron de datos personales."),
)


def make_observations(
    entregas: Iterable[EntregaDeArea],
    calendar: DemoCalendar,
    *,
    secretario: User,
    enlaces: Mapping[int, User],
) -> list[Observacion]:
    """Make the observations of the quarter in capture; those of a returned área were sent.

    `enlaces` are the people who answer, by the id of the submission.
    """
    by_area = {
        entrega.area.code: entrega
        for entrega in entregas
        if calendar.is_work(entrega.trimestre.programa.year, entrega.trimestre.number)
    }
    rows = []
    for place, planned in enumerate(PLANNED, start=1):
        entrega = by_area[planned.area]
        avance = AvanceTrimestral.objects.of_quarter(entrega.trimestre_id, entrega.area_id).get(
            linea__order=planned.linea
        )
        part = _part(avance, planned.part)
        row = Observacion(
            entrega=entrega,
            key=f"{entrega.folio}-o{place}".lower(),
            avance=avance,
            text=planned.text,
            seen=part_text(part),
            created_at=entrega.review_started_at.replace(minute=30 + 5 * place),
            created_by=secretario,
            **{planned.part: part},
        )
        if planned.proposed:
            first, end, _rest = part.html.partition("</p>")
            row.proposed = clean_html(first + end + planned.proposed)
        if entrega.status == AvanceStatus.RETURNED:
            row.status, row.sent_at = ObservacionStatus.SENT, entrega.returned_at
        if planned.answer:
            day = calendar.after(timezone.localdate(entrega.returned_at), 1)
            row.status, row.answer = ObservacionStatus.ANSWERED, planned.answer
            row.answered_at = calendar.moment(day, 16, 20)
            row.answered_by = enlaces[entrega.pk]
        rows.append(row)
    return Observacion.objects.bulk_create(rows)


def _part(avance: AvanceTrimestral, part: str) -> Bloque | Figura | AvanceDeComponente:
    """Return the first text, figure or quantity of an entry."""
    if part == "figura":
        return Figura.objects.filter(bloque__avance=avance).order_by("bloque__order", "order")[0]
    if part == "cantidad":
        return avance.cantidades.select_related("componente").order_by("componente__order")[0]
    return avance.bloques.filter(kind=BlockKind.TEXT).order_by("order")[0]

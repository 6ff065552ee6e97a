"""What was returned to an área: the observations that wait for its answer, one click away."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from programs import permissions
from programs.enums import AvanceStatus, ObservacionStatus, TrimestreStatus
from programs.models import EntregaDeArea, Observacion, Programa, User
from programs.selectors.common import quarter_title
from programs.selectors.pendientes import Debts, Pending, due_words


def observations_owed(user: User, debts: Iterable[Debts], today: date) -> tuple[Pending, ...]:
    """Return the observations that the person's áreas have not answered, by quarter; one query."""
    programas = {debt.programa.pk: debt.programa for debt in debts}
    rows = (
        Observacion.objects.filter(
            status=ObservacionStatus.SENT,
            entrega__status=AvanceStatus.RETURNED,
            entrega__area__in=permissions.area_ids(user),
            entrega__trimestre__programa__in=programas,
            entrega__trimestre__status=TrimestreStatus.OPEN,
        )
        .select_related("entrega__area", "entrega__trimestre", "seccion", "avance__linea__eje")
        .order_by("avance__linea__eje__order", "avance__linea__order", "sent_at", "pk")
    )
    waiting: dict[int, list[Observacion]] = defaultdict(list)
    for row in rows:
        waiting[row.entrega_id].append(row)
    return tuple(
        _pending(found[0].entrega, found, programas[found[0].entrega.trimestre.programa_id], today)
        for found in waiting.values()
    )


def _pending(
    row: EntregaDeArea, waiting: list[Observacion], programa: Programa, today: date
) -> Pending:
    """Return one thing to do: the observations of a quarter, the first of which it leads to."""
    count, first = len(waiting), waiting[0]
    noun = "observación" if count == 1 else "observaciones"
    quarter = quarter_title(row.trimestre.number)
    days = (today - timezone.localdate(row.returned_at)).days
    when = "hoy" if days <= 0 else f"hace {days} {'día' if days == 1 else 'días'}"
    return Pending(
        kind="observations",
        text=f"El Secretario Técnico dejó {count} {noun} en el {quarter}",
        due_on=row.due_on,
        due_words=f"{when}; {due_words(row.due_on, today)}",
        late=bool(row.due_on and row.due_on < today),
        action="Ver la observación" if count == 1 else "Ver la primera",
        programa=programa,
        area_code=row.area.code,
        month=None,
        quarter=row.trimestre.number,
        linea_pk=first.avance.linea_id if first.avance_id else None,
        part_key=first.seccion.key if first.seccion_id else "",
        anchor=f"observacion-{first.pk}",
    )

"""Correcting what earlier quarters reported: a dated adjustment in the quarter that is open.

What was printed stays as it was printed. The accumulated figure of the open quarter and of later
ones takes the adjustment in; those of earlier quarters do not change (`facts.accumulated_actual`).
"""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from programs.enums import ComponentKind
from programs.errors import DomainError
from programs.models import AvanceDeComponente, User
from programs.models.versions import require_version, save_version
from programs.services.captura import avance_lock
from programs.services.ledger import ledger_append
from programs.values.phrases import signed_text
from programs.workflow import require_text

FIELDS = ("adjustment", "adjustment_reason")
NOT_A_SUM = (ComponentKind.PERCENT, ComponentKind.UNQUANTIFIED)


@transaction.atomic
def quantity_adjust(
    pk: int,
    *,
    avance_pk: int,
    adjustment: Decimal | None,
    reason: str,
    by: User,
    now: datetime,
    version: int | None = None,
) -> AvanceDeComponente:
    """Add to, or take from, what earlier quarters reported of a component; None takes it back.

    `avance_pk` is the entry of the row. Needs a reason. Raises `Locked` outside an open quarter or
    for who does not capture, `Conflict` for a stale version, and `DomainError` for what has no
    sum, has nothing to correct or would end below zero.
    """
    avance = avance_lock(avance_pk, by=by)
    row = (
        AvanceDeComponente.objects.select_for_update(of=("self",))
        .select_related("componente")
        .get(pk=pk, avance=avance_pk)
    )
    amount = adjustment or None
    reason = require_text(reason, "el motivo del ajuste") if amount is not None else ""
    if (row.adjustment, row.adjustment_reason) == (amount, reason):
        return row
    require_version(row, version, FIELDS)
    if row.componente.kind in NOT_A_SUM:
        raise DomainError(
            "Solo se ajusta una cantidad que se suma. Reporte el nivel correcto en este trimestre."
        )
    number = avance.trimestre.number
    if amount is not None:
        _check_sums(row, number, amount)
    before = row.adjustment
    row.adjustment, row.adjustment_reason = amount, reason
    save_version(row, by=by, fields=list(FIELDS), reason="Ajuste a trimestres anteriores")
    if avance.ready:
        avance.ready = False
        save_version(avance, by=by, fields=["ready"], reason="Cambió después de marcarse lista")
    ledger_append(
        avance.trimestre.programa.institucion_id,
        action="quantity_adjust",
        subject=f"{avance.linea}, {avance.trimestre}",
        by=by,
        now=now,
        data={
            "unit": row.componente.unit,
            "before": None if before is None else signed_text(before),
            "after": None if amount is None else signed_text(amount),
            "reason": reason,
        },
    )
    return row


def _check_sums(row: AvanceDeComponente, number: int, amount: Decimal) -> None:
    """Refuse an adjustment of nothing, and one that takes away more than was reported."""
    reported = AvanceDeComponente.objects.filter(componente=row.componente_id).values_list(
        "avance__trimestre__number", "quantity", "adjustment"
    )
    quarters = {quarter: (quantity, change) for quarter, quantity, change in reported}
    if not any(quarters.get(quarter, (None,))[0] is not None for quarter in range(1, number)):
        raise DomainError("Los trimestres anteriores no tienen cantidad que corregir.")
    quarters[number] = (quarters[number][0], amount)
    total = Decimal(0)
    for quarter in sorted(quarters):
        total += sum((value for value in quarters[quarter] if value is not None), Decimal(0))
        if quarter >= number and total < 0:
            raise DomainError(
                "El ajuste quita más de lo que se ha reportado. Escriba una cantidad menor."
            )

"""The área's word that a month is complete: nothing programmed in it is left blank."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from programs.enums import AuditAction, MarkStatus
from programs.errors import DomainError, Locked
from programs.getters import quarters_lock
from programs.models import (
    Area,
    CantidadMensual,
    ConfirmacionMensual,
    MarcaMensual,
    Programa,
    User,
)
from programs.permissions import can_confirm_month
from programs.selectors.avisos import MONTH_CONFIRM
from programs.selectors.month_numbers import QUANTITY_KEY
from programs.services.avisos import notices_close
from programs.services.cantidades import QuantityChange, QuantityResult, month_save
from programs.services.meses import MarkChange, MarkResult, month_record
from programs.values.months import quarter_of_month
from programs.values.windows import why_month_locked

ASK_MARK = "Diga si se realizó."
ASK_QUANTITY = "Escriba la cantidad, o por qué no la hay."


class MonthIncomplete(DomainError):
    """A month that cannot be confirmed: `refusals` tells {key of its row: sentence}."""

    def __init__(self, message: str, refusals: Mapping[str, str]) -> None:
        super().__init__(message)
        self.refusals = refusals


@transaction.atomic
def month_confirm(
    programa: Programa,
    area: Area,
    month: int,
    *,
    by: User,
    today: date,
    now: datetime,
    answers: Sequence[MarkChange] = (),
    quantities: Sequence[QuantityChange] = (),
) -> ConfirmacionMensual:
    """Take the área's word that its month is complete; a second time gives the same row.

    `answers` and `quantities` report what was still blank, in the same transaction: all or none.
    Raises `MonthIncomplete` naming the programmed months without report, because a blank would
    then mean two things, and `Locked` when the person or the month may not.
    """
    number = quarter_of_month(month)
    trimestres = quarters_lock(programa, {number})
    trimestre = trimestres[number]
    if not can_confirm_month(by, area):
        raise Locked(f"Este mes lo confirma {area.name}.")
    locked = why_month_locked(trimestre, month, today)
    if locked:
        raise Locked(locked)
    refusals = {}
    if answers or quantities:
        saved = month_save(
            programa, answers, quantities, by=by, today=today, now=now, locked=trimestres
        )
        refusals = _refusals(*saved)
    blanks = {key: refusals.get(key, ask) for key, ask in _blanks(programa, area, month)}
    if blanks or refusals:
        raise MonthIncomplete(_incomplete(blanks), {**refusals, **blanks})
    confirmation, made = ConfirmacionMensual.objects.get_or_create(
        programa=programa,
        area=area,
        month=month,
        defaults={"confirmed_by": by, "confirmed_at": now},
    )
    notices_close(MONTH_CONFIRM, trimestre.pk, area_pk=area.pk, month=month, now=now)
    if made:
        confirmation.programa, confirmation.area = programa, area
        month_record(AuditAction.MONTH_CONFIRM, confirmation, by=by, now=now)
    return confirmation


def _incomplete(blanks: Mapping[str, str]) -> str:
    """Say how much is missing: tareas, or quantities too."""
    count = len(blanks)
    if any(key.startswith(QUANTITY_KEY) for key in blanks):
        return (
            f"Faltan {count} avances por reportar. Diga qué pasó con cada uno."
            if count > 1
            else "Falta una cantidad por reportar. Escríbala, o diga por qué no la hay."
        )
    return (
        f"Faltan {count} tareas por reportar. Diga de cada una si se realizó."
        if count > 1
        else "Falta una tarea por reportar. Diga si se realizó."
    )


def _blanks(programa: Programa, area: Area, month: int) -> Iterator[tuple[str, str]]:
    """Yield (key of the row, what to ask) of what an área programmed in a month and left blank."""
    marks = MarcaMensual.objects.filter(
        tarea__eje__programa=programa,
        tarea__area=area,
        tarea__in_calendar=True,
        month=month,
        programmed=True,
        status=MarkStatus.UNREPORTED,
    )
    for pk in marks.values_list("tarea", flat=True):
        yield str(pk), ASK_MARK
    quantities = CantidadMensual.objects.filter(
        componente__meta__linea__eje__programa=programa,
        componente__meta__linea__area=area,
        componente__monthly=True,
        month=month,
        programmed__gt=0,
        done=None,
        reason="",
    )
    for pk in quantities.values_list("componente", flat=True):
        yield f"{QUANTITY_KEY}{pk}", ASK_QUANTITY


def _refusals(marks: Sequence[MarkResult], quantities: Sequence[QuantityResult]) -> dict[str, str]:
    found = {str(row.tarea_pk): str(row.refusal) for row in marks if row.refusal}
    return found | {
        f"{QUANTITY_KEY}{row.componente_pk}": str(row.refusal) for row in quantities if row.refusal
    }

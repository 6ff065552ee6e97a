"""The plan of a programa replaced by the one that a workbook says: all of it or nothing."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from programs.enums import QUARTERS, AuditAction
from programs.errors import DomainError, Locked
from programs.getters import programa_lock, quarters_lock
from programs.models import Programa, User
from programs.permissions import can_keep_structure
from programs.reading.planbook import area_choices, plan_book
from programs.selectors.planilla import why_not_applied
from programs.services.ledger import Changes, ledger_append
from programs.services.planilla_rows import PlanWriter
from programs.services.programa import programa_complete
from programs.services.rows import told_pair
from programs.values.area_choices import AreaChoices
from programs.values.planbook import PlanBook
from programs.values.plandiff import Act, Comparison, RowChange, plan_compare

STALE = (
    "El plan cambió mientras usted revisaba el libro. Súbalo de nuevo para ver las diferencias "
    "de ahora. No se aplicó nada."
)


@transaction.atomic
def planilla_apply(
    programa_pk: int, plan: PlanBook, *, base: str, by: User | None, now: datetime
) -> Comparison:
    """Make a plan the one of a programa, in one act of the ledger; return what was different.

    `base` is the `fingerprint` of the plan with which the person compared it: where the plan is
    another one by now nothing is applied. A plan that differs in nothing writes nothing, also in an
    approved programa. `by` is None for a command. Raises `DomainError` with every reason.
    """
    programa = programa_lock(programa_pk)
    if by is not None and not can_keep_structure(by, programa.institucion):
        raise Locked("El plan lo cambia Planeación de la institución.")
    # Whoever captures waits, or is seen below.
    quarters_lock(programa, QUARTERS)
    stands = plan_book(programa)
    areas = area_choices(programa.institucion_id)
    comparison = plan_compare(stands, plan, areas.name)
    if comparison.identical:
        return comparison
    if reasons := why_not_applied(programa, stands, plan, comparison):
        raise DomainError(" ".join(reasons))
    if stands.fingerprint != base:
        raise DomainError(STALE)
    _require_areas(plan, areas)
    try:
        PlanWriter(programa, stands, plan, by=by, now=now).write()
    except ValidationError as refusal:
        raise DomainError(" ".join(refusal.messages)) from refusal
    programa_complete(programa)
    # Who read the plan before, to approve it, reads it again.
    Programa.objects.filter(pk=programa.pk).update(version=F("version") + 1)
    ledger_append(
        programa.institucion_id,
        action=AuditAction.ROWS_IMPORT,
        subject=f"{programa}: libro de Excel",
        by=by,
        now=now,
        data=_told(comparison),
    )
    return comparison


def _require_areas(plan: PlanBook, areas: AreaChoices) -> None:
    """Refuse a plan of áreas that are not there any more; their order keeps the sentence short."""
    lineas = (linea.area for eje in plan.ejes for linea in eje.lineas)
    tareas = (tarea.area for eje in plan.ejes for tarea in eje.tareas)
    named = {code for eje in plan.ejes for code in (*eje.responsables, eje.reporting)}
    named |= {*lineas, *tareas, *(seccion.area for seccion in plan.secciones)}
    if lost := sorted(code for code in named if code and not areas.find(code)):
        raise DomainError(
            f"El área «{lost[0]}» ya no existe. Suba de nuevo el libro. No se aplicó nada."
        )


def _told(comparison: Comparison) -> dict[str, object]:
    """Return what is different as the ledger tells it; what was removed, with all that it said."""
    told = {
        "added": [_name(change) for change in comparison.of(Act.NEW)],
        "removed": [_name(change) for change in comparison.of(Act.GONE)],
        "changes": [line for change in comparison.changes for line in _lines(change)],
    }
    return {name: value for name, value in told.items() if value}


def _lines(change: RowChange) -> Changes:
    if change.act is Act.NEW:
        return []
    lines = [
        [f"{_name(change)}, {field.label}", *told_pair(field.before, field.after)]
        for field in change.fields
    ]
    return [*lines, [f"{_name(change)}, lugar", "", change.moved]] if change.moved else lines


def _name(change: RowChange) -> str:
    return f"{change.of.value}: {change.name}"

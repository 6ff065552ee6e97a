"""The áreas of an institution, many at once: what a paste adds and changes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from programs.errors import DomainError
from programs.models import Area, User
from programs.selectors.areas import pasted_areas
from programs.services.institucion import institucion_kept_lock
from programs.services.rows import States, rows_imported, rows_read
from programs.values.area_changes import AreaChange, AreaPlan, AreaState

WHAT = "Áreas"
SAVED = ("name", "code", "kind", "parent")


class NotThePreview(DomainError):
    """What would be saved is not what the person saw; nothing was saved."""


CHANGED = "Lo que se guardaría ya no es lo que usted revisó. Revise otra vez y guarde."
UNANSWERED = "Falta responder qué son algunos renglones. Responda abajo y guarde."


@transaction.atomic
def areas_paste(
    pk: int, text: str, *, answers: Mapping[int, str], seen: str, by: User, now: datetime
) -> AreaPlan:
    """Save what a paste adds to the áreas of an institution and changes in them; all or nothing.

    `seen` is the mark of the list that the person saw (`AreaPlan.mark`). Áreas that were not pasted
    stay as they are; new ones follow them in the order. Raises `Locked` for who does not keep the
    institution, `PasteProblem` for rows that cannot be used, `NotThePreview` where the list is
    another one, and `DomainError` where a question has no answer.
    """
    institucion_kept_lock(pk, by)
    plan = pasted_areas(pk, text, answers)
    if plan.mark != seen:
        raise NotThePreview(CHANGED)
    if plan.asked:
        raise DomainError(UNANSWERED)
    mine = Area.objects.filter(institucion=pk).select_related("institucion", "parent")
    stored = {row.pk: row for row in mine}
    before = rows_read(mine.filter(pk__in=[row.pk for row in plan.of(AreaState.CHANGED)]))
    last = max((row.order for row in stored.values()), default=0)
    added = Area.objects.bulk_create(
        Area(institucion_id=pk, order=last + place, **_values(row))
        for place, row in enumerate(plan.of(AreaState.NEW), start=1)
    )
    new = {row.number: area for row, area in zip(plan.of(AreaState.NEW), added, strict=True)}
    changed = []
    for row in (*plan.of(AreaState.NEW), *plan.of(AreaState.CHANGED)):
        area = new[row.number] if row.pk is None else stored[row.pk]
        for name, value in _values(row).items():
            setattr(area, name, value)
        area.parent_id = row.parent if row.parent_row is None else new[row.parent_row].pk
        changed.append(area)
    Area.objects.bulk_update(changed, SAVED)
    after = rows_read(mine.filter(pk__in=[area.pk for area in changed]).order_by("order", "pk"))
    nothing: States = {}
    rows_imported(
        WHAT, [(before.get(key, nothing), states) for key, states in after.items()], by=by, now=now
    )
    return plan


def _values(row: AreaChange) -> dict[str, str]:
    return {"name": row.name, "code": row.code, "kind": row.kind}

"""The áreas of an institution, as a paste is compared with them."""

from collections.abc import Mapping

from programs.models import Area
from programs.received.area_rows import read_areas
from programs.received.pasted import PasteProblem, told
from programs.values.area_changes import AreaPlan, area_plan
from programs.values.area_questions import KnownArea


def known_areas(institucion_pk: int) -> list[KnownArea]:
    """Return the áreas of an institution in their order, in one query."""
    rows = Area.objects.filter(institucion=institucion_pk).order_by("order", "name", "pk")
    return [
        KnownArea(row.pk, row.code, row.name, tuple(row.aliases), row.kind, row.parent_id)
        for row in rows
    ]


def pasted_areas(institucion_pk: int, text: str, answers: Mapping[int, str]) -> AreaPlan:
    """Return what a paste would change in the áreas of an institution, in one query.

    Raises `PasteProblem` with a sentence for each row that cannot be used, one below the other.
    """
    rows, problems = read_areas(text)
    plan = area_plan(rows, known_areas(institucion_pk), answers)
    problems = sorted([*problems, *plan.problems])
    if problems:
        raise PasteProblem("\n".join(told(problems)))
    return plan

"""Plans that hypothesis makes, computed twice: 0 differences."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from programs.enums import Role
from programs.models import Membresia, Programa, User
from tests.oracle import plan_rows, plans, rows
from tests.oracle.comparing import compare_programa
from tests.oracle.stage import Stage
from tests.oracle.tally import Tally

pytestmark = pytest.mark.django_db
# Values that each kind compares at least for every plan: the smallest has one línea.
EACH = {
    "cierre": 24, "cotejo": 40, "frase": 16, "informe": 8, "mes": 24, "periodo": 30, "semáforo": 24,
    "tablero": 6, "trimestre": 16,
}  # fmt: skip
# The same on average, where there are many.
MANY = {
    "atención": 8, "componente": 80, "curva": 200, "informe, mes": 10, "mes": 800, "pie": 10,
    "porcentaje": 20, "página": 50, "tablero, línea": 100, "área": 100,
}  # fmt: skip


def compare_plan(spec: plans.PlanSpec, tally: Tally, *, thorough: bool) -> None:
    """Write a plan, compare everything of it and take it back."""
    day = spec.day(spec.today)
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(moment, tick=False), transaction.atomic():
        whole = User.objects.create(username="todo", is_superuser=True)
        programa = plan_rows.write_plan(spec, whole)
        reader = User.objects.create(username="lee")
        Membresia.objects.create(user=reader, institucion=programa.institucion, role=Role.CONSULTA)
        stage = Stage(
            tally,
            Programa.objects.select_related("institucion").get(pk=programa.pk),
            rows.programa(programa.pk),
            day,
            whole,
            reader,
            thorough,
        )
        before = len(tally.differences)
        compare_programa(stage)
        transaction.set_rollback(True)
    found = tally.differences[before:]
    assert not found, "\n".join(found[:8])


def run(
    examples: int,
    floors: dict[str, int],
    record_property: Callable[[str, object], None],
    *,
    thorough: bool,
    made_of: SearchStrategy[plans.PlanSpec] = plans.plans,
) -> None:
    """Compare so many plans, and require values of each kind from them."""
    tally, made = Tally(), Counter()

    # A plan that fails is told as it was made: to shrink one takes minutes.
    @settings(
        max_examples=examples,
        deadline=None,
        # The short form takes the same plans each time; the long one looks for others.
        derandomize=not thorough,
        phases=(Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(made_of)
    def compare(spec: plans.PlanSpec) -> None:
        made["plans"] += 1
        compare_plan(spec, tally, thorough=thorough)

    compare()
    record_property("valores", tally.summary)
    print(f"{made['plans']} planes: {tally.summary}")
    tally.require({kind: least * made["plans"] for kind, least in floors.items()})


@pytest.mark.slow
def test_a_few_plans(record_property):
    run(3, EACH, record_property, thorough=False)


def has_blank_months(spec: plans.PlanSpec) -> bool:
    """Tell whether a quantity of the plan is reported by month, some of them blank."""
    metas = (linea.meta for found, _ in spec.ejes for linea in found if linea.meta)
    months = (each.months for meta in metas for each in meta.componentes if each.months)
    return any(programmed and done is None for each in months for programmed, done in each)


@pytest.mark.slow
def test_a_plan_by_month(record_property):
    by_month = plans.plans.filter(has_blank_months)
    run(1, EACH, record_property, thorough=False, made_of=by_month)


@pytest.mark.long
def test_many_plans(record_property):
    run(150, EACH | MANY, record_property, thorough=True)

"""The names by which a text calls its own plan, and those of other programmes."""

import pytest

from programs.values.wording.plan_names import plan_names


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "conforme al Programa Anual de Trabajo 2025 de la Secretaría Ejecutiva",
            ["programa|before"],
        ),
        ("el PROGRAMA DE TRABAJO ANUAL", ["programa|after"]),
        ("metas del Plan de Trabajo 2025", ["plan|"]),
        ("el Plan Anual de Trabajo para el ejercicio 2025", ["plan|before"]),
        ("el PTA prevé", ["PTA"]),
        ("el Programa de Trabajo Anual (PTA) 2025", ["programa|after", "PTA"]),
    ],
)
def test_the_own_plan_is_named(text, keys):
    assert [name.key for name in plan_names(text)] == keys


@pytest.mark.parametrize(
    "text",
    [
        "el Programa de Trabajo Anual del Comité Coordinador",
        "el Programa Anual de Trabajo 2025 del CPC",
        "el Comité Coordinador aprobó el Programa de Trabajo Anual",
        "su Programa de Trabajo Anual",
        "el Programa Anual de Desarrollo Archivístico",
        "el Programa de Trabajo de Control Interno",
        "el Programa de Implementación de la Política",
        "un plan de trabajo para el curso",
        "los programas anuales de trabajo",
        "oficio SE/PTA/12/2025",
    ],
)
def test_the_programme_of_somebody_else_is_another(text):
    assert [name for name in plan_names(text) if not name.owner] == []

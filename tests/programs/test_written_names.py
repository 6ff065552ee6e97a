"""The plan called by several names inside one informe."""

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe import names
from tests.programs.written_cases import written_informe, written_linea


def found(*texts):
    """Return what is said of the names in a línea of these paragraphs."""
    written = written_informe(written_linea(*texts))
    return [each for check in names.WHOLE for each in check.find(written)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Según el Programa Anual de Trabajo 2024.", "Según el Programa de Trabajo Anual 2024."),
        ("El Plan Anual de Trabajo 2024 va bien.", "Según el Programa Anual de Trabajo."),
        ("Según el Programa Anual de Trabajo 2024.", "El PTA prevé cuatro sesiones."),
        ("Las metas del PAT se cumplieron.", "Las acciones del PTA avanzan."),
        ("El Plan de Trabajo 2024 va bien.", "Según el PROGRAMA DE TRABAJO ANUAL."),
    ],
)
def test_two_names_of_one_plan_are_doubted_once(texts):
    (told,) = found(*texts)
    assert (told.finding.code, told.finding.severity) == (Code.PLAN_NAMES, Severity.DOUBT)


@pytest.mark.parametrize(
    "texts",
    [
        ("El Programa Anual de Trabajo (PAT) 2024.", "El PAT, o PROGRAMA ANUAL DE TRABAJO, prevé."),
        ("El Programa Anual de Trabajo (en adelante, PTA) 2024.", "El PTA prevé."),
        ("Según el Programa Anual de Trabajo.", "El Programa de Trabajo Anual del Comité."),
        ("Según el Programa Anual de Trabajo.", "El Programa Anual de Desarrollo Archivístico."),
        ("Según el Programa de Trabajo Anual.", "El presente Programa de Trabajo va bien."),
        ("El CPC presentó su Programa de Trabajo Anual.", "El Programa Anual de Trabajo va bien."),
        ("Se hizo un plan de trabajo para el curso.", "El Programa Anual de Trabajo va bien."),
        ("El PTA prevé cuatro sesiones.", "El PTA va bien."),
    ],
)
def test_one_name_and_other_programmes_are_not_doubted(texts):
    assert [each.finding.message for each in found(*texts)] == []


def test_the_names_are_listed_with_how_often_each_stands():
    told = found(
        "El Programa Anual de Trabajo prevé. El Programa Anual de Trabajo 2024 va bien.",
        "Según el Plan de Trabajo 2024.",
    )
    assert told[0].finding.message == (
        "El programa se llama de 2 maneras en el informe: "
        "«Programa Anual de Trabajo» (2 veces) y «Plan de Trabajo» (1 vez)"
    )
    assert told[0].finding.anchor == "linea-1-2"

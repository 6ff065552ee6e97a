"""The plan called by several names inside one informe."""

from dataclasses import replace

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe import names, two_plans
from programs.values.written import WrittenArea
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


RENDERED = "Este Consejo rinde el último de los informes trimestrales de su Programa Anual de"


@pytest.mark.parametrize(
    "texts",
    [
        (f"{RENDERED} Trabajo 2024.", "Así se cierra el Programa Operativo Institucional 2024."),
        (
            "Se presenta el informe del Plan de Trabajo Institucional 2024.",
            "Así se da por concluido el Programa Operativo Anual 2024.",
        ),
        (
            "Presentamos el reporte trimestral del Programa Operativo Anual 2024.",
            "Las metas del Programa Anual de Actividades 2024 quedaron cumplidas.",
        ),
    ],
)
def test_a_plan_that_is_closed_by_another_name_is_doubted(texts):
    (told,) = found(*texts)
    assert (told.finding.code, told.finding.severity) == (Code.PLAN_NAMES, Severity.DOUBT)


@pytest.mark.parametrize(
    "text",
    [
        "Con lo anterior se cierra el Programa Anual de Trabajo 2024.",
        "El Programa Operativo Institucional 2024 se informa por separado.",
        "Sus metas se alinean con las metas del Programa Operativo Anual 2024.",
        "El Programa Anual de Trabajo 2025 se aprobó el 5 de diciembre.",
        "Se cumplió el Programa Anual de Capacitación 2024.",
        "Se enviaron a Finanzas 4 reportes del Programa Operativo Anual 2024.",
        "Se presentó a Finanzas el informe del Programa Operativo Anual 2024.",
    ],
)
def test_another_plan_beside_the_one_that_is_reported_is_another(text):
    assert found(f"{RENDERED} Trabajo 2024.", text) == []


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Los avances del Programa Operativo Anual 2025.",
            "Conforme al Plan Anual de Operación 2025.",
        ),
        (
            "La Política Estatal de Integridad avanza.",
            "La Política Pública de Integridad del Estado prevé.",
        ),
        (
            "Del Programa Estatal de Cultura Registral derivan dos metas.",
            "El Plan Estatal de Cultura del Registro prevé.",
        ),
        (
            "La Política Estatal Anticorrupción se evaluó.",
            "La Política Estatal de Combate a la Corrupción prevé.",
        ),
    ],
)
def test_a_name_in_other_forms_of_its_words_is_another_name(texts):
    (told,) = found(*texts)
    assert told.finding.code is Code.PLAN_NAMES


@pytest.mark.parametrize(
    "texts",
    [
        ("El Programa Anual de Operativos 2025.", "El Programa Operativo Anual 2025."),
        ("El Programa Estatal de Transporte.", "El Programa Estatal de Transparencia."),
        ("El Programa Integral de Integridad.", "El Programa Institucional de Integridad."),
        ("El Programa Anual de Contrataciones.", "El Programa Anual de Control."),
        ("Plan Anual de Operación 2024 concluido.", "El Programa Operativo Anual 2025 prevé."),
        ("El Programa Operativo Anual y el Plan Anual de Operación se distinguen.",),
    ],
)
def test_names_that_only_begin_alike_are_of_two_plans(texts):
    assert [each.finding.message for each in found(*texts)] == []


def test_a_plan_that_only_a_heading_or_a_meta_names_is_read_too():
    linea = written_linea("Se certificaron 4, como pide el Plan Sectorial de Honradez 2023-2028.")
    rector = "Documento rector: Plan Sectorial de Honestidad 2023-2028"
    written = replace(written_informe(linea), areas=(WrittenArea("a", rector, (), (linea,)),))
    (told,) = [each for check in two_plans.WHOLE for each in check.find(written)]
    assert "«Plan Sectorial de Honestidad" in told.finding.message
    promised = replace(linea, meta="Las metas del Plan Sectorial de Honestidad 2023-2028")
    (told,) = [each for check in two_plans.WHOLE for each in check.find(written_informe(promised))]
    assert told.subject == linea.key

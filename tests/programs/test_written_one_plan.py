"""One plan under two names of other words, nouns or makes, and two plans that only look like it."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_variety import codes_in

BODY = (
    "{}\n\nLínea 1. Impartir talleres de ética\nMeta: 8 talleres\n"
    "Se impartieron dos talleres, en las oficinas centrales.\nAvance: 25 %\n\n"
    "Línea 2. Difundir infografías\nMeta: 20 infografías\n"
    "Se difundieron cinco infografías. {}\nAvance: 25 %\n"
)
ONE = [
    ("Se informan los avances del Programa Anual de Ética 2025.",
     "El Plan Anual de Ética Institucional 2025 así lo dispone."),
    ("Se informan los avances del Programa Anual de Ética 2025.",
     "Lo marca el Programa Institucional de Éticas y Conductas 2025."),
    ("El Plan Maestro de Simplificación de Trámites guía a esta Dirección.",
     "El sitio del Plan Integral de Simplificación de Trámites las publicó."),
    ("El Plan Rector de Combate a la Corrupción guía a esta Dirección.",
     "El sitio del Plan Director de Combate a la Corrupción las publicó."),
    ("El Programa Estatal de Datos Abiertos, aprobado por el Pleno en 2023, fija las metas.",
     "El Plan Estatal de Apertura de Información, que el Pleno aprobó en 2023, las pide."),
    ("El Programa Anual de Supervisión 2025 fija las metas.",
     "Con ello, el Programa Anual de Inspección 2025 alcanza un avance de 25 %."),
    ("El Plan de Integridad 2025 fija las metas.",
     "Las manda el Programa de Integridad 2025."),
    ("EL PLAN INSTITUCIONAL DE COMBATE A LA CORRUPCIÓN 2025 FIJA LAS METAS.",
     "Las manda el Plan Institucional contra la Corrupción 2025."),
    ("Las acciones derivan del Plan Rector de Combate a la Impunidad.",
     "Son metas del Plan Rector de Combate a la Corrupción."),
    ("En el Programa Anual de Auditorías para el ejercicio 2025 y en el Programa de Trabajo Anual "
     "2025 están las metas.",
     "Las pide el Programa Institucional de Auditoría para el ejercicio 2025."),
    ("Como parte del Programa Estatal de Empleo Digno se hicieron dos. Con ellas, el Programa "
     "Estatal de Empleo Formal cierra el año.", ""),
    ("Se puso en marcha el Plan Municipal contra el Soborno.",
     "Son enlaces del Plan Municipal contra el Cohecho."),
    ("Rige el Plan Anual de Desarrollo Archivístico 2025.",
     "Lo que resta del Plan Anual de Gestión Archivística 2025 se hará después."),
    ("Rige el Programa Sectorial de Turismo 2022-2027.", "Son del Programa Sectorial de Turismo "
     "2023-2027."),
    ("Rige el Plan Municipal de Desarrollo 2024-2027. Hay versión del mismo documento, el Plan "
     "Municipal de Desarrollo 2021-2024.", ""),
]  # fmt: skip
TWO = [
    ("Se cerró el Plan Municipal de Desarrollo 2021-2024.",
     "Rige ahora el Plan Municipal de Desarrollo 2024-2027."),
    ("Se informan los avances del Programa Anual de Ética 2025.",
     "La Dirección participa además en el Plan Estatal de Ética 2025, de otra dependencia."),
    ("Se informan los avances del Programa Estatal de Integridad.",
     "También los del Programa Municipal de Integridad."),
    ("Se aplica la Política de Integridad Pública.",
     "Las prevé el Programa de Integridad Pública 2025."),
    ("Se ejecuta el Programa de Vacunación 2025.",
     "Las pide el Programa de Vacunación Antirrábica 2025."),
    ("Se ejecuta el Programa Municipal de Cultura del Agua 2025.",
     "Las pide el Programa Municipal de Obra Pública 2025."),
    ("Cerró el Programa Institucional de Control Interno 2024.",
     "Las prepara el Programa Institucional de Control Interno y Desempeño 2025."),
    ("El Pleno aprobó en 2023 el Programa Estatal de Datos Abiertos.",
     "El Programa Estatal de Protección de Datos, aprobado por el Pleno en 2024, las pide."),
    ("Con las metas del Programa Anual de Trabajo 2025 se cumple.",
     "Con ello, el Programa Anual de Trabajo 2025 alcanza un avance de 25 %."),
]  # fmt: skip


def told(*texts):
    return codes_in(HEAD.format(quarter="segundo") + BODY.format(*texts))


@pytest.mark.parametrize("texts", ONE)
def test_one_plan_by_two_names_is_doubted(texts):
    assert Code.PLAN_NAMES in told(*texts)


@pytest.mark.parametrize("texts", TWO)
def test_two_plans_are_two(texts):
    assert Code.PLAN_NAMES not in told(*texts)


FIRST = "El Plan Estratégico de Tecnologías de la Información 2023-2026 fue aprobado en octubre."
AGAIN = [
    "Los proyectos del referido Plan Estratégico de Seguridad de la Información 2023-2026 siguen.",
    "Un tablero sigue las metas del citado Plan Estratégico de Seguridad de la Información.",
    "Dicho Plan Estratégico de Innovación de la Información se difundió entre las áreas.",
    "Se difundió el mencionado «Plan Estratégico de Seguridad de la Información».",
    "El Plan Estratégico de Seguridad de la Información antes citado se difundió.",
    "En el mismo Plan Director de Tecnologías de la Información hay doce proyectos.",
]


@pytest.mark.parametrize("again", AGAIN)
def test_what_was_named_before_has_the_name_it_had(again):
    assert codes_in(BODY.format(FIRST, again)) == {Code.PLAN_NAMES}


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (FIRST, "El referido Plan Estratégico de Tecnologías de la Información se difundió."),
        (FIRST, "Las metas del citado Plan Estratégico de Tecnologías siguen."),
        (f"{FIRST} Hay un plan institucional de seguridad.",
         "El referido Plan Institucional de Seguridad 2024 se difundió."),
        (f"{FIRST} Rige el Plan Municipal de Seguridad Vial 2024.",
         "El citado Plan Municipal de Seguridad Vial se difundió."),
        (FIRST, "El Plan Municipal de Seguridad Vial 2024 se difundió."),
        ("El Programa de Datos Abiertos 2024 sigue.", "El citado Plan de Auditorías 2024 sigue."),
    ],
)  # fmt: skip
def test_another_plan_may_be_cited_again(first, again):
    assert codes_in(BODY.format(first, again)) == set()


COVERED = (
    "ÓRGANO INTERNO DE CONTROL\n{}\nAvance al segundo trimestre de 2024\n\nIntroducción\n{}\n\n"
    "Compromiso 1. Auditorías\nMeta: 2 auditorías. Se concluyó una auditoría en mayo. Queda al 50 "
    "por ciento.\n\nConclusión\n{}\n"
)
OF_WORK = [
    ("Plan Anual de Trabajo y Evaluación 2024", "Plan Anual de Trabajo y Capacitación 2024"),
    ("Programa Anual de Trabajo y Vigilancia 2024", "Programa Anual de Trabajo y Enlace 2024"),
    ("Programa Anual de Actividades y Metas 2024", "Programa Anual de Actividades y Logros 2024"),
    ("Plan Anual de Labores e Inspección 2024", "Plan Anual de Labores e Investigación 2024"),
]


@pytest.mark.parametrize(("own", "other"), OF_WORK)
def test_the_plan_of_work_of_a_year_is_one(own, other):
    first = f"El {own} se compone de dos compromisos."
    told = codes_in(COVERED.format(own, first, f"El {other} avanza conforme al calendario."))
    assert Code.PLAN_NAMES in told
    for last in (own, own.removesuffix(" 2024"), other.replace("2024", "2023")):
        again = COVERED.format(own, first, f"El {last} avanza conforme al calendario.")
        assert Code.PLAN_NAMES not in codes_in(again)


@pytest.mark.parametrize(
    ("own", "other", "doubted"),
    [
        ("Programa Municipal Barrios con Luz y Seguridad 2024",
         "Programa Municipal Barrios con Voz y Seguridad 2024", True),
        ("Programa Escuelas con Agua y Energía Limpia", "Programa Escuelas con Aula y Energía "
         "Limpia", True),
        ("Programa Estatal Caminos sin Baches y Polvo 2024",
         "Programa Estatal Caminos sin Basura y Polvo 2024", True),
        ("Programa Colonias con Plazas y Jardines Vivos", "Programa Colonias con Parques y "
         "Jardines Vivos", True),
        ("Programa Municipal Barrios con Luz y Seguridad 2024",
         "Programa Municipal Barrios con Luz y Seguridad 2024", False),
        ("Programa Municipal Barrios con Luz y Seguridad 2024",
         "Programa Municipal Barrios con Luz y Seguridad", False),
        ("Programa Municipal Barrios con Luz", "Programa Municipal Familias con Techo", False),
        ("Programa Escuelas con Agua", "Programa Escuelas con Energía", False),
    ],
)  # fmt: skip
def test_a_name_runs_on_behind_con(own, other, doubted):
    texts = (f"En el marco del {own} se informa.", f"Se dieron a conocer los apoyos del {other}.")
    assert (Code.PLAN_NAMES in told(*texts)) is doubted

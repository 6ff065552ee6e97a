"""One event by its name and day that two parts count, and what only looks like it."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_variety import codes_in

TWO = (
    "{}\n\nLínea 1. Talleres para enlaces\nMeta: 4 talleres\n{}\nAvance: 25 %\n\n"
    "Línea 2. {}\n{}\nAvance: 25 %\n"
)
OWN = "Talleres para titulares\nMeta: 4 talleres"
COPIES = [
    ("Se realizaron tres: \"Costeo\", el 11 de enero; \"Lenguaje ciudadano\", el 8 de febrero; y "
     "\"Agenda\", el 5 de marzo.", OWN,
     "Se realizaron dos, que fueron \"Lenguaje ciudadano\", el 8 de febrero, y \"Oficios\", el 26 "
     "de marzo."),
    ("El taller \"Indicadores que sirven\" se impartió el 21 de enero.", OWN,
     "Con fecha 21/01/2025 se llevó a cabo el taller \"Indicadores que sirven\"."),
    ("Se efectuó el taller “Cadena de custodia” los días 18 y 19 de febrero.", OWN,
     "Hubo un taller: “Cadena de custodia”, impartido el 18 y el 19 de febrero."),
    ("Del 4 al 6 de marzo de 2025 se organizó el taller «Auditoría forense», en el auditorio de la "
     "Cámara de Comercio.", OWN,
     "Se impartieron «Entrevistas», los días 14 y 15 de enero de 2025, e «Auditoría forense», con "
     "la maestra Trueba, del 4 al 6 de marzo, en la Cámara de Comercio."),
    ("Organizó la Feria de la Salud del 14 de marzo de 2025, en la Plaza Hidalgo.",
     "Difusión\nMeta: 4 eventos de difusión",
     "Tuvieron verificativo la caminata rosa del 5 de marzo de 2025 y la Feria de la Salud del 14 "
     "de marzo de 2025, en la Plaza Hidalgo."),
    ("Se realizó la Jornada por la Igualdad el 25 de febrero.", "Actos\nMeta: 2 actos públicos",
     "El 25 de febrero tuvo lugar la Jornada por la Igualdad."),
    ("Se dio el de Ética pública, el 12 de febrero.", OWN,
     "Se organizó un taller con la Universidad del Lago: Ética pública, el 12 de febrero."),
]  # fmt: skip
RIGHT = [
    # another day, place, hour or group
    ("El taller \"Indicadores que sirven\" se impartió el 21 de enero.", OWN,
     "El taller \"Indicadores que sirven\" se impartió el 4 de febrero a otras personas."),
    ("El 8 de enero se ofreció el taller CUIDEMOS CADA GOTA en la primaria Vicente Guerrero.", OWN,
     "Taller realizado: CUIDEMOS CADA GOTA (8 de enero, secundaria Benito Juárez)."),
    ("El taller \"Indicadores que sirven\" se impartió el 21 de enero por la mañana.", OWN,
     "El taller \"Indicadores que sirven\" se repitió el 21 de enero por la tarde."),
    ("Se impartió Código de conducta, grupo A, el 3 de marzo.", OWN,
     "Se impartió Código de conducta, grupo B, el 3 de marzo."),
    # counted there, only mentioned, a means of what is counted, or within it
    ("El taller «Compras claras» se dio el 27 de febrero.", OWN,
     "Mandó a cuatro personas al taller «Compras claras» del 27 de febrero. Aquí sólo se menciona, "
     "porque lo cuenta otra línea; dio uno propio, «Regalos», el 3 de marzo."),
    ("El taller «Compras claras» se dio el 27 de febrero.", OWN,
     "Se impartió «Metas», el 4 de febrero. El de «Compras claras», del 27 de febrero, se "
     "contabiliza únicamente en Administración."),
    ("El taller \"Indicadores que sirven\" se impartió el 21 de enero.",
     "Trípticos para talleres\nMeta: 400 trípticos",
     "Se imprimieron 100 trípticos, repartidos en el taller \"Indicadores que sirven\" del 21 de "
     "enero."),
    ("El taller 'La memoria del Estado' se dio el 9 de enero.", "Videos\nMeta: 8 videos",
     "Se subieron dos videos: el del taller 'La memoria del Estado', del 9 de enero, y otro."),
]  # fmt: skip


def told(first, second, last):
    return codes_in(TWO.format(HEAD.format(quarter="primer"), first, second, last))


@pytest.mark.parametrize("texts", COPIES)
def test_one_event_by_name_and_day_counts_once(texts):
    assert Code.COURSE_TWICE in told(*texts)


@pytest.mark.parametrize("texts", RIGHT)
def test_what_is_not_counted_twice_is_not_doubted(texts):
    assert Code.COURSE_TWICE not in told(*texts)


def test_two_areas_of_one_text_count_an_event_each():
    text = (
        "Tercer trimestre de 2024. Agencia de Vivienda.\n\n"
        "El Área de Archivo tiene fijados dos seminarios y ya organizó uno, el de «Valoración», el "
        "21 de agosto de 2024; va a la mitad.\n\nEl Área Jurídica organizó uno: el de {}.\n"
    )
    assert Code.COURSE_TWICE in codes_in(text.format("«Valoración», celebrado el 21 de agosto"))
    assert Code.COURSE_TWICE not in codes_in(text.format("«Valoración», del 28 de agosto"))

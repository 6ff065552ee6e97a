"""Captions of another day than the one day of the paragraph right above them."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

HEAD = "Comité de Ética - Servicios de Salud\n4º trimestre 2024\n\n"

APART = [
    'Foro "Hablemos". Se hizo el 9 de octubre en el auditorio, con 85 asistentes.\n'
    "Foto 1: Foro del 9 de octubre\n"
    "\n"
    "Capacitación a personas consejeras. Se dio una sola vez, el\n"
    "17 de octubre, en la sala de juntas, a las 6 consejeras\n"
    "del Comité.\n"
    "Foto 2: Capacitación a personas consejeras, 27 de octubre de 2024",
    "Taller de lenguaje incluyente\n"
    "Asistieron 40 personas de base. Fue el 12 de noviembre en el aula 3.\n"
    "Fotografía 1. Taller de lenguaje incluyente, 21 de noviembre de 2024.",
    "Línea 2. Difundir el código\n"
    "Meta: 4 pláticas\n"
    "\n"
    "Plática en la secundaria: se dio el 5 de noviembre a 120 alumnos.\n"
    "Imagen 1. Plática en la secundaria, 15 de noviembre.\n"
    "\n"
    "Avance: 25%.",
    "Se visitó el almacén de Tula el 8 de octubre; se contaron las cajas.\n"
    "Foto 1. Almacén de Tula, 18 de octubre de 2024",
    "Carrera por la integridad. Corrieron 300 personas. La salida se dio a las 8 "
    "horas del 10 de noviembre.\n"
    "Foto: Carrera por la integridad (17/11/2024)",
    "1. Entrega de uniformes\n"
    "Se entregaron 60 el 3 de diciembre.\n"
    "Foto 4. Entrega de uniformes, 13 de diciembre de 2024",
]


@pytest.mark.parametrize("text", APART)
def test_the_only_day_above_is_that_of_the_caption(text):
    assert Code.CAPTION_DATE in codes_in(HEAD + text)


TOLD = [
    'Foro "Hablemos". Se hizo el 9 de octubre en el auditorio, con 85 asistentes.\n'
    "Foto 1: Foro del 9 de octubre\n"
    "\n"
    "Firma de cartas compromiso. Todo el mes de noviembre, por piso.\n"
    "Foto 3: Firma de cartas compromiso, 12 de noviembre",
    "Taller de lenguaje incluyente\n"
    "Fue el 12 de noviembre y se repitió el 21 de noviembre.\n"
    "Fotografía 1. Taller de lenguaje incluyente, 21 de noviembre de 2024.",
    "Se visitó el almacén de Tula el 8 de octubre; se contaron las cajas.\n"
    "Foto 1. Almacén de Apan, 18 de octubre de 2024",
    "Carrera por la integridad. La salida se dio a las 8 horas del 10 de noviembre.\n"
    "Foto: Entrega de números de la carrera (8/11/2024)",
    "El foro se hizo el 17 de octubre.\nFoto 1. Instalación de mamparas del foro, 16 de octubre",
    "Taller de archivo. El oficio de invitación se envió el 3 de octubre; hubo cuatro "
    "grupos.\n"
    "Foto 1. Taller de archivo, 15 de octubre",
    "Capacitación a personas consejeras. Se dio en dos grupos; el primero, el 17 de "
    "octubre.\n"
    "Foto 2: Capacitación a personas consejeras, 27 de octubre de 2024",
    "Curso en línea. Inició el 7 de octubre y dura diez semanas.\n"
    "Foto 2: Curso en línea, 27 de noviembre de 2024",
]


@pytest.mark.parametrize("text", TOLD)
def test_what_has_several_days_or_is_something_else_may_have_another(text):
    assert Code.CAPTION_DATE not in codes_in(HEAD + text)

"""Líneas that a contents page of líneas leaves out."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

HEAD = "Órgano Interno de Control\nPrimer trimestre de 2024\n\nCONTENIDO\n"
BODY = (
    "\nI. Introducción\nSe presentan las actividades de enero a marzo de 2024.\n\n"
    "II. Auditorías\nMeta: 4 auditorías en el año. Se concluyó una. Lleva 25% de avance.\n\n"
    "III. Declaraciones patrimoniales\nMeta: recibir 300 declaraciones en el año. Se recibieron "
    "30. Lleva 10% de avance.\n"
)
FOURTH = "\nIV. {}\nMeta: 12 aperturas de buzón. Se hicieron tres. Lleva 25% de avance.\n"
LISTED = "I. Introducción ....... 1\nII. Auditorías ....... 2\n"
THIRD = "III. Declaraciones patrimoniales ....... 3\n"


@pytest.mark.parametrize("title", ["Quejas y denuncias", "Buzón ciudadano", "Visitas a oficinas"])
@pytest.mark.parametrize("listed", [True, False])
def test_a_linea_that_the_contents_leave_out_is_doubted(title, listed):
    contents = HEAD + LISTED + THIRD + (f"IV. {title} ....... 4\n" if listed else "")
    codes = codes_in(contents + BODY + FOURTH.format(title))
    assert (Code.CONTENTS in codes) is not listed


@pytest.mark.parametrize("told", ["V. Anexos ....... 9\n", ""])
def test_contents_that_list_no_lineas_leave_none_out(told):
    contents = HEAD + "I. Introducción ....... 1\n" + told
    text = contents + "\nI. Introducción\nSe presentan las actividades.\n\n"
    text += "Línea 1. Auditorías\nMeta: 4 auditorías en el año.\n\n"
    text += "Línea 2. Visitas\nMeta: 4 visitas en el año.\n"
    text += "\nV. Anexos\nSe anexan las actas.\n" if told else ""
    assert Code.CONTENTS not in codes_in(text)

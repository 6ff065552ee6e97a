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


PARTS = HEAD.replace("CONTENIDO\n", "") + (
    "Índice\nPresentación | 1\n{0} 1. Control interno | 2\n{0} 2. Situación patrimonial | 4\n\n"
    "Presentación\nSe presentan las actividades de enero a marzo de 2024.\n\n"
)
FIRST = "Meta: 12 arqueos de caja al año. Se hicieron 3 arqueos. La meta llega a 25%.\n\n"
SECOND = "Meta: 50 verificaciones al año. Se hicieron 15 verificaciones. La meta llega a 30%.\n"
ONE_LINE = "{0} 1. {1}\n" + FIRST + "{0} 2. {2}\n" + SECOND
TWO_LINES = "{0} 1\n{1}\n" + FIRST + "{0} 2\n{2}\n" + SECOND
ABOVE = "{0} 1\n{1}\nLínea 1. Arquear\n" + FIRST + "{0} 2\n{2}\nLínea 2. Verificar\n" + SECOND


@pytest.mark.parametrize("word", ["Capítulo", "Eje", "Proyecto", "Línea de acción", "Programa"])
@pytest.mark.parametrize("body", [ONE_LINE, ONE_LINE.upper(), TWO_LINES])
def test_headings_with_a_word_and_a_number_are_those_of_the_contents(word, body):
    names = ("Control interno", "Situación patrimonial")
    told = (
        body.format(word, *names)
        if body != ONE_LINE.upper()
        else body.format(word.upper(), *(name.upper() for name in names))
    )
    assert Code.CONTENTS not in codes_in(PARTS.format(word) + told)
    told = ONE_LINE.format(word, "Control interno", "Quejas y denuncias")
    assert Code.CONTENTS in codes_in(PARTS.format(word) + told)
    told = ONE_LINE.format(word, *reversed(names))
    assert Code.CONTENTS in codes_in(PARTS.format(word) + told)


@pytest.mark.parametrize("name", ["Situación patrimonial", "Quejas y denuncias"])
def test_a_word_with_its_number_above_its_heading_is_one_of_the_contents(name):
    told = PARTS.format("Capítulo") + ABOVE.format("Capítulo", "Control interno", name)
    assert (Code.CONTENTS in codes_in(told)) is (name != "Situación patrimonial")

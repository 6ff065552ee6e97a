"""Contents pages, lists of oficios and numbers of offices: what a list tells, and what it lacks.

Each is tried both ways: a list that lacks or repeats something, and one that is right.
"""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_variety import codes_in

RUN_IN = (
    "{}\nI. Inspección\nII. Sanciones\nIII. Asesoría\n{}\n"
    "Procuraduría del Ambiente, enero-marzo de 2025\n\n"
    "I. INSPECCIÓN. Se inspeccionaron diecisiete aserraderos.\n"
    "II. SANCIONES. Se impusieron cinco multas, ya notificadas.\n"
    "III. ASESORÍA. Se atendió a 64 ejidatarios.\n"
)


@pytest.mark.parametrize("name", ["Índice", "LO QUE CONTIENE", "Guía del documento", "Capítulos"])
@pytest.mark.parametrize("more", ["IV. Comunicación social\n", ""])
def test_a_contents_page_is_held_against_headings_that_run_into_their_text(name, more):
    assert (Code.CONTENTS in codes_in(RUN_IN.format(name, more))) is bool(more)


def test_a_line_of_the_institution_below_the_contents_page_is_no_entry():
    text = (
        "Contenido (primer nivel)\n1. Presentación\n2. Resultados\n\n"
        "Museo de Perales, tercer trimestre de 2025\n\n1. Presentación\nSe da cuenta de lo hecho.\n"
        "2. Resultados\nEntraron 5,100 personas.\n"
    )
    assert Code.CONTENTS not in codes_in(text)


@pytest.mark.parametrize("more", ["3. Capacitación\n", ""])
def test_an_entry_whose_siblings_head_lineas_is_missed_once(more):
    numbers = ("1", "2", "4") if more else ("1", "2", "3")
    names = ("Quejas", "Visitas", "Finanzas")
    listed = [f"{n}. {name}" for n, name in zip(numbers, names, strict=True)]
    told = "Logro: se concluyeron 70 expedientes. Sin meta numérica."
    text = "Cuarto informe trimestral de 2025\n\nÍNDICE\n" + "\n".join(listed[:2]) + f"\n{more}"
    text += listed[2] + "\n\n" + "".join(f"{each}\n{told}\n\n" for each in listed)
    found = codes_in(text)
    assert (Code.CONTENTS in found) is bool(more)
    assert Code.NUMBER_GAP not in found


@pytest.mark.parametrize(("last", "alike"), [("0045", True), ("0046", False)])
def test_oficios_of_a_list_are_known_where_the_text_spoke_of_them(last, alike):
    text = HEAD.format(quarter="primer") + (
        "Volumen: 16 oficios de requerimiento en 2025.\n\nSe giraron:\n"
        "   • IEM/UF/031/2025, del 22 de enero, al Partido Vecinal;\n"
        "   • IEM/UF/045/2025, del 4 de marzo, al Partido de la Costa;\n"
        f"   • IEM/UF/{last}/2025, del 4 de marzo, al Partido de la Costa.\n"
    )
    assert (Code.OFICIO_ALIKE in codes_in(text)) is alike


def test_a_closing_that_opens_with_what_was_done_tells_it():
    text = (
        "Cuarto trimestre de 2025, Dirección de Vinculación\n\nLínea 1. Ferias\n"
        "Se hicieron dos ferias en el trimestre.\nAvance: 100%.\n\nLínea 2. Cineclubes\n"
        "Se dieron los cuatro del año.\nAvance: 100%.\n\nLínea 3. Podcast\n"
        "Grabados los tres episodios convenidos: 100%.\n"
    )
    assert Code.NO_STATEMENT not in codes_in(text)

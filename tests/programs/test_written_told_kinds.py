"""Closings that their narratives deny, kinds that no number names, and tables whatever their heads."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD, said_of
from tests.programs.test_written_variety import codes_in

LEFT = [
    ("Inspeccionar talleres", "dieciocho inspecciones",
     "Se inspeccionaron nueve talleres: cuatro en mayo y cinco en junio. Los nueve del interior no "
     "se han inspeccionado por falta de viáticos."),
    ("Protocolos de ventanilla", "diez protocolos",
     "Quedaron redactados siete protocolos. Los tres de transporte no se redactaron."),
    ("Murales", "12 murales",
     "Hasta marzo había seis murales y se pintaron otros tres, de modo que se acumulan nueve."),
]  # fmt: skip
MET = [
    "La meta se dio por cumplida íntegramente.",
    "Con lo anterior la meta queda enteramente concluida.",
    "La meta anual quedó concluida.",
    "Se da por concluida la meta.",
    "La meta anual quedó cumplida en su totalidad.",
]


@pytest.mark.parametrize("closing", MET)
@pytest.mark.parametrize(("title", "meta", "told"), LEFT)
def test_a_meta_told_as_met_in_any_words_is_denied_by_what_is_left(title, meta, told, closing):
    assert Code.WRITTEN_PERCENT in said_of(title, meta, told, closing, quarter="segundo")


NOT_DENIED = [
    ("Los tres de transporte no se redactaron.", "La meta quedó concluida en siete de diez."),
    ("Los tres de transporte no se redactaron.", "La meta no se dio por cumplida."),
    ("Los tres de transporte se redactaron antes.", "La meta quedó concluida."),
    ("De ellos, tres no se publicaron.", "La meta del trimestre quedó concluida."),
]


@pytest.mark.parametrize(("rest", "closing"), NOT_DENIED)
def test_a_closing_in_words_is_not_denied_by_another_figure(rest, closing):
    told = f"Quedaron redactados siete protocolos. {rest}"
    found = said_of("Protocolos", "diez protocolos", told, closing, quarter="segundo")
    assert Code.WRITTEN_PERCENT not in found


NOT_BEGUN = [
    "En el trimestre anterior la línea todavía no arrancaba.",
    "En el primer trimestre no se inició la actividad.",
    "El periodo anterior cerró sin avance.",
]


@pytest.mark.parametrize("earlier", NOT_BEGUN)
def test_an_earlier_quarter_that_was_not_begun_adds_nothing(earlier):
    told = f"Se brindaron veintiocho asesorías. {earlier}"
    closing = "De la meta anual se alcanzó, al cierre de junio, el {} por ciento."
    meta = ("Orientar a los órganos", "ochenta asesorías", told)
    assert Code.WRITTEN_PERCENT in said_of(*meta, closing.format("cuarenta"), quarter="segundo")
    assert said_of(*meta, closing.format("treinta y cinco"), quarter="segundo") == set()


ROWS = (
    "{}\nAltaloma | 40 | 30 | 75.0\nVado Real | 25 | 15 | 60.0\nCerro Pinto | 16 | 10 | {}\n"
    "Total | 81 | 55 | 67.9\n"
)
HEADS = [
    "Región | Entes obligados | Entes enlazados | Por ciento",
    "Sede | Personas en padrón | Personas en línea | Porcentaje",
]


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize(("said", "wrong"), [("62.5", False), ("72.5", True)])
def test_rows_that_agree_show_what_is_a_part_of_what(heads, said, wrong):
    text = HEAD.format(quarter="tercer") + "Cifras al corte.\n" + ROWS.format(heads, said)
    assert (Code.WRITTEN_PERCENT in codes_in(text)) is wrong

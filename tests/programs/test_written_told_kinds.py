"""What closings claim and narratives deny, kinds that no number names, tables by their rows."""

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


BY_DAY = [
    "El Consejo se reunió en sesión extraordinaria el 26 de enero y, también en extraordinaria, el "
    "9 de marzo.",
    "El Consejo sesionó de manera extraordinaria el 17 de enero y de nuevo, también de manera "
    "extraordinaria, el 5 de marzo.",
    "El 18 de enero tuvo lugar la Cuarta Sesión Ordinaria. El 9 de marzo se reunió el Consejo en "
    "la Primera Sesión Extraordinaria.",
]
SESSIONS = ("Asistir las sesiones del Consejo", "8 sesiones ordinarias")


@pytest.mark.parametrize("told", BY_DAY)
def test_days_of_another_kind_are_not_those_of_the_meta(told):
    closing = "Con las dos sesiones referidas se llega al veinticinco por ciento de la meta."
    assert Code.OTHER_KIND in said_of(*SESSIONS, told, closing)
    right = told.replace("extraordinaria", "ordinaria").replace("Extraordinaria", "Ordinaria")
    assert Code.OTHER_KIND not in said_of(*SESSIONS, right, closing)


def test_days_that_are_left_out_of_the_meta_make_no_percentage():
    told = (
        "El Comité se reunió tres veces. La del 29 de enero fue ordinaria. Las del 13 de febrero y "
        "del 20 de marzo fueron extraordinarias, y por ello no se suman a la meta."
    )
    meta = ("Celebrar sesiones del Comité", "4 sesiones ordinarias", told)
    assert said_of(*meta, "Avance: 25 por ciento de la meta.") == set()


EVENTS = [
    ("El 17 de enero, el 14 de febrero y el 5 de marzo se dictaron conferencias magistrales.",
     "Son, pues, tres de doce: la meta registra un avance del veinticinco por ciento."),
    ("Vinieron tres autores y cada uno dictó una plática.",
     "Las tres pláticas dan 25 % de la meta."),
    ("El 17 de enero, el 14 de febrero y el 5 de marzo hubo webinars abiertos.",
     "Avance: 25 por ciento."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "closing"), EVENTS)
def test_events_of_another_kind_are_not_those_of_the_meta(told, closing):
    assert Code.OTHER_KIND in said_of("Taller de lectura", "12 talleres", told, closing)
    either = "12 talleres, conferencias, pláticas o webinars"
    assert Code.OTHER_KIND not in said_of("Taller de lectura", either, told, closing)
    named = f"{told} Los talleres fueron por la tarde."
    assert Code.OTHER_KIND not in said_of("Taller de lectura", "12 talleres", named, closing)

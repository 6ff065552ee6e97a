"""Deeds told by their verb, hedged shares, and closings that name what they close with."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import said_of
from tests.programs.test_written_variety import codes_in

PHARMACIES = ("Supervisar farmacias", "10 supervisiones en el trimestre")
MET = "La meta del trimestre se cumplió en su totalidad."


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("En enero se supervisaron tres farmacias, en febrero dos y en marzo una, es decir, "
         "seis en el trimestre.", True),
        ("En enero se supervisaron cinco farmacias, en febrero cuatro y en marzo una, es "
         "decir, diez en el trimestre.", False),
    ],
)  # fmt: skip
def test_what_the_verb_of_the_meta_is_done_on_is_counted(told, wrong):
    said = said_of(*PHARMACIES, told, MET)
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


@pytest.mark.parametrize(
    ("title", "meta", "told", "closing", "wrong"),
    [
        ("Elaborar estudios", "8 estudios", "Se elaboraron dos estudios. Los otros seis se harán "
         "de abril en adelante.", "La meta anual quedó totalmente concluida.", True),
        ("Instalar cicloestaciones", "24 cicloestaciones", "Se instalaron seis cicloestaciones, "
         "las primeras del año.", "Con las seis, la meta de 2025 queda concluida.", True),
        ("Instalar cicloestaciones", "6 cicloestaciones", "Se instalaron seis cicloestaciones.",
         "Con las seis, la meta de 2025 queda concluida.", False),
        ("Revisar equipos", "46 equipos revisados", "Se revisaron diecisiete equipos.", "Es poco "
         "más de la tercera parte de lo previsto, es decir, treinta y siete por ciento.", False),
        ("Acompañar a las áreas", "40 opiniones", "Las áreas turnaron catorce proyectos. Sobre "
         "cada uno se emitió una opinión.", "Se lleva 35 % de lo comprometido en el año.", False),
    ],
)  # fmt: skip
def test_a_closing_is_compared_in_the_words_it_has(title, meta, told, closing, wrong):
    said = said_of(title, meta, told, closing)
    assert said == ({Code.WRITTEN_PERCENT} if wrong else set())


def test_a_few_things_that_are_never_named_are_not_told_as_met():
    closing = "Se cumplió la meta."
    bulletins = ("Boletín interno", "3 boletines en el trimestre")
    vague = "Se mantuvo al personal al tanto de las novedades con contenidos de las áreas."
    assert said_of(*bulletins, vague, closing) == {Code.UNCOUNTED}
    named = "Salieron los boletines de enero, febrero y marzo."
    assert said_of(*bulletins, named, closing) == set()


@pytest.mark.parametrize(
    ("title", "meta", "told", "wrong"),
    [
        ("Capacitación al personal directivo", "8 oficios de requerimiento",
         "Se giraron dos oficios de requerimiento por las actas de fin de cursos.", True),
        ("Escuchar a pacientes dados de alta", "8 encuestas contestadas",
         "Se contestaron dos encuestas.", False),
        ("Desazolve de alcantarillas", "8 piezas", "Se limpiaron dos piezas.", False),
    ],
)  # fmt: skip
def test_words_that_only_look_like_another_work_join_nothing(title, meta, told, wrong):
    said = said_of(title, meta, told, "Avance: 25 %.")
    assert (Code.TITLE_META in said) is wrong


@pytest.mark.parametrize(("percent", "wrong"), [("ochenta", True), ("setenta y cinco", False)])
def test_so_many_out_of_so_many_have_their_share_behind_them(percent, wrong):
    text = (
        "Informe del cuarto trimestre de 2024\nRed de Bibliotecas\n\nSe recorrieron veinticuatro "
        f"de las treinta y dos salas, es decir, el {percent} por ciento.\n"
    )
    assert (Code.WRITTEN_PERCENT in codes_in(text)) is wrong


@pytest.mark.parametrize(
    "told",
    [
        "El veinticuatro de enero se celebró la primera sesión ordinaria y el dieciocho de abril "
        "la segunda.",
        "Se celebró la primera sesión ordinaria en enero y la segunda en abril.",
        "El 24 de enero tuvo lugar la primera sesión ordinaria (12 personas) y en mayo la segunda.",
    ],
)
def test_an_ordinal_that_ends_a_sentence_tells_how_many_there_were(told):
    sessions = ("Sesiones del Comité", "cuatro sesiones ordinarias en el año", told)
    assert said_of(*sessions, "Avance: 50 %.", quarter="segundo") == set()
    assert said_of(*sessions, "Avance: 75 %.", quarter="segundo") == {Code.WRITTEN_PERCENT}


ATTENDED = ("Solicitudes de acceso", "dar respuesta al 100% de las solicitudes que ingresen")


@pytest.mark.parametrize(
    "told",
    [
        "Ingresaron 18 solicitudes, de las cuales cuatro se refirieron a sueldos, nueve a "
        "contratos y las cinco restantes a declaraciones. Todas fueron respondidas en plazo.",
        "Ingresaron 18 solicitudes; ocho versaron sobre nómina, siete sobre obra y tres sobre "
        "viáticos. La totalidad se contestó en plazo.",
        "Se recibieron 20 solicitudes, de las cuales doce trataron de nómina. Todas quedaron "
        "respondidas.",
        "Ingresaron 20 solicitudes, de las cuales doce se refirieron a nómina y siete a obra, y "
        "todas fueron respondidas.",
    ],
)
def test_what_requests_were_about_is_no_count_of_answers(told):
    assert said_of(*ATTENDED, told, "Avance: 100 %.") == set()
    assert said_of(*ATTENDED, told, "Avance: 90 %.") == {Code.WRITTEN_PERCENT}


@pytest.mark.parametrize(
    "told",
    [
        "Ingresaron 19 solicitudes, de las cuales se respondieron trece.",
        "Ingresaron 20 solicitudes: trece se contestaron y siete siguen en trámite.",
        "Ingresaron 20 solicitudes. Se respondieron 16; todas fueron atendidas en plazo.",
        "Ingresaron 20 solicitudes, de las cuales doce se refirieron a nómina y ocho a obra. Se "
        "contestaron 16 solicitudes.",
    ],
)
def test_answers_that_are_fewer_than_the_requests_are_told(told):
    assert said_of(*ATTENDED, told, "Avance: 100 %.") == {Code.WRITTEN_PERCENT}


def test_parts_that_miss_a_request_are_a_sum_and_no_share():
    told = (
        "Ingresaron 19 solicitudes, de las cuales cuatro se refirieron a sueldos, nueve a "
        "contratos y las cinco restantes a declaraciones. Todas fueron respondidas en plazo."
    )
    assert said_of(*ATTENDED, told, "Avance: 100 %.") == {Code.SUM}

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

"""A meta told as wholly met, over a narrative in which nothing of it was done."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

LINEA = """Informe del primer trimestre de 2024
Dirección de Vinculación
Línea de Acción 1
{title}
Meta: {meta}
{text} Meta cumplida al 100%."""


def codes_of(text, title="Impartir cursos", meta="5 cursos"):
    read = reading_of(TEXT, LINEA.format(title=title, meta=meta, text=text).encode())
    return [each.finding.code for each in read.findings]


@pytest.mark.parametrize(
    "text",
    [
        "Se cancelaron 5 cursos.",
        "Quedaron pendientes 5 cursos.",
        "Se proyectaba impartir 5 cursos.",
        "Se pretendía impartir 5 cursos.",
        "Se acordó impartir 5 cursos.",
        "Se iban a impartir cinco cursos.",
        "No fue posible impartir los 5 cursos.",
        "Se pospusieron 5 cursos para el siguiente periodo.",
    ],
)
def test_a_meta_of_which_nothing_was_done(text):
    assert codes_of(text) == [Code.UNCOUNTED]


@pytest.mark.parametrize(
    "text",
    [
        "Se impartieron 5 cursos.",
        "Se programaron 5 cursos, mismos que se impartieron.",
        "Se tenían programados 5 cursos. Se llevaron a cabo en su totalidad.",
        "Se previeron 5 cursos y todos se dieron.",
        "Se buscaba impartir 5 cursos, lo que se logró.",
        "Los 5 cursos programados fueron impartidos.",
        "Estaban pendientes 5 cursos, que ya se impartieron.",
        "Se cancelaron 2 sesiones y se impartieron 5 cursos.",
    ],
)
def test_a_meta_of_which_something_says_that_it_was_done(text):
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("title", "meta", "text"),
    [
        ("Cancelar permisos vencidos", "5 permisos", "Se cancelaron 5 permisos."),
        ("Programar las sesiones del comité", "5 sesiones", "Se programaron 5 sesiones."),
        ("Abatir los asuntos pendientes", "5 asuntos", "Los 5 asuntos pendientes se atendieron."),
    ],
)
def test_a_meta_that_is_to_do_just_that(title, meta, text):
    assert codes_of(text, title, meta) == []

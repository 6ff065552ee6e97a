"""What an informe aims at, asks for or denies is not brought as done."""

from decimal import Decimal

import pytest

from programs.enums import ComponentKind
from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.brought.amounts import Component, offers_of
from programs.values.wording.counted import counted_of
from programs.values.wording.told import Told

HEAD = """Informe de octubre a diciembre de 2026
Dirección de Administración
Línea de Acción 1.3 Capacitar al personal en administración pública
"""


def offered(text):
    written = reading_of(TEXT, (HEAD + text).encode()).read.written
    component = Component(1, 1, ComponentKind.SUM, "cursos", Decimal(20))
    (linea,) = written.lineas
    return [(each.quantity, each.doubt) for each in offers_of(linea, (component,), written.period)]


@pytest.mark.parametrize(
    "text",
    [
        "Se proyectaba impartir 5 cursos.",
        "Se buscaba impartir 5 cursos, sin lograrlo.",
        "Se iba a impartir 5 cursos.",
        "Se iban a impartir un total de 5 cursos.",
        "Íbamos a impartir cinco cursos.",
        "Se impartirían 5 cursos en diciembre.",
        "Impartiríamos 5 cursos.",
        "Se intentó impartir 5 cursos.",
        "Se trató de impartir 5 cursos.",
        "Se solicitó impartir 5 cursos al personal.",
        "Con la intención de impartir 5 cursos, se visitó la sede.",
        "No fue posible impartir 5 cursos.",
        "No se logró impartir los 5 cursos.",
        "Se dejaron de impartir 5 cursos.",
        "Sin poder impartir 5 cursos.",
    ],
)
def test_an_aim_or_a_denial_is_not_offered(text):
    assert offered(f"Meta: 20 cursos\n{text}") == []


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Se gestionó la impartición de 5 cursos.", "gestionó la impartición de 5"),
        ("Se autorizó la realización de 5 cursos.", "autorizó la realización de 5"),
        ("Se trabajó para impartir 5 cursos.", "para impartir 5"),
        ("Se decidió impartir 5 cursos.", "decidió impartir 5"),
        ("Se impartieron cinco (6) cursos.", "cinco (6)"),
        ("Se impartieron 5 (seis) cursos.", "5 (seis)"),
    ],
)
def test_what_may_not_be_done_is_asked(text, doubt):
    assert offered(f"Meta: 20 cursos\n{text}") == [(5, f"El texto dice «{doubt}»")]


@pytest.mark.parametrize(
    "text",
    [
        "Se impartieron 5 cursos.",
        "Se impartieron cinco (5) cursos.",
        "Se impartieron 5 (cinco) cursos.",
        "Se impartieron 5 cursos (6 grupos).",
        "Se impartieron 5 cursos, no 6.",
        "Se impartieron 5 cursos en lugar de 6.",
        "Se logró impartir 5 cursos.",
        "Se concluyó la impartición de 5 cursos.",
        "Se coordinó la impartición de 5 cursos.",
        "Se buscó fortalecer al personal mediante 5 cursos.",
        "Se cumplió el compromiso de impartir 5 cursos.",
        "Se impartieron los 5 cursos que se buscaba impartir.",
        "Se adquirieron libros y se impartieron 5 cursos.",
    ],
)
def test_what_was_done_is_brought(text):
    quantity, doubt = offered(f"Meta: 20 cursos\n{text}")[0]
    assert (quantity, doubt) == (5, "")


@pytest.mark.parametrize(
    ("table", "made"),
    [
        ("Meta\tProgramado\tRealizado\n20 cursos\t5\t12", [(12, "")]),
        ("Meta\tProgramado\tRealizado\n20 cursos\t5\t12 cursos", [(12, "")]),
        ("Meta anual\tMeta del trimestre\tAlcanzado\n20 cursos\t5\t4", [(4, "")]),
        ("Meta\tProgramado\tRealizado\n20 cursos\t5\t1,5", []),
        ("Meta\tProgramado\tRealizado\n20 cursos\t5\t0,500", []),
        ("Meta: 20 cursos\nRealizado en el trimestre: 5 cursos (acumulado 12)", [(5, "")]),
        ("Meta: 20 cursos\nRealizado en el trimestre: 5 (acumulado: 12)", [(5, "")]),
        ("Meta: 20 cursos\nRealizado en el trimestre: 5 cursos, acumulado 12", [(5, "")]),
    ],
)
def test_the_column_of_what_was_done_is_what_was_done(table, made):
    assert offered(table) == made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Se buscaba impartir 5 cursos y se impartieron 3.", [Told.PLANNED, Told.DONE]),
        ("Se iban a abrir 4 módulos y 2 ventanillas.", [Told.PLANNED, Told.PLANNED]),
        ("No se pudieron abrir 4 módulos.", [Told.LEFT]),
        ("Se adquirían 4 equipos cada mes.", [Told.DONE]),
        ("Se entregaron 4 informes, no 3.", [Told.DONE, Told.PLANNED]),
    ],
)
def test_what_is_told_of_a_count(text, told):
    assert [each.told for each in counted_of(text)] == told

"""Líneas that an office calls points, encargos or asuntos, each told in its own paragraph."""

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks
from programs.values.checks.finding import Code
from programs.values.wording.counted import counted_of
from programs.values.wording.told import Told
from tests.programs.test_written_variety import codes_in

HEAD = "Contraloría de Valderán. Trimestre octubre-diciembre de 2025.\n\n"
TOLD = (
    "{word} 2. Cauciones. {bound} cotejar 40 cauciones; se cotejaron 40 en el año. Cumplido al "
    "100%.\n\n{word} 3. Vehículos. {bound} pasar revista a 30 vehículos y se le pasó a {done}. "
    "Cumplido al 90%.\n"
)
BOUND = ["Se prometió", "Nos comprometimos a", "Se propuso", "Se ofreció"]


@pytest.mark.parametrize("word", ["Punto", "PUNTO", "Encargo", "Asunto"])
@pytest.mark.parametrize("bound", BOUND)
def test_points_with_what_was_promised_in_their_words_are_lineas(word, bound):
    text = HEAD + TOLD.format(word=word, bound=bound, done=27)
    lineas = list(read_blocks(blocks_of_text(text)).written.lineas)
    assert [(each.number, each.title, each.meta) for each in lineas] == [
        ("2", "Cauciones", "40 cauciones"),
        ("3", "Vehículos", "30 vehículos"),
    ]
    assert not codes_in(text)
    assert Code.WRITTEN_PERCENT in codes_in(HEAD + TOLD.format(word=word, bound=bound, done=20))


def test_points_that_are_told_together_are_one_linea():
    text = HEAD + (
        "Punto 4. Fianzas. Se prometió cotejar 40 fianzas; se cotejaron 40. Cumplido al 100%.\n\n"
        "Puntos 5 y 6. Viáticos. Se informan juntos. Se prometió revisar 60 comprobaciones entre "
        "ambos y se revisaron 45. Cumplido al 75%.\n\n"
        "Punto 7. Vales. Se prometió revisar 30 vales y se revisaron 27. Cumplido al 90%.\n"
    )
    lineas = list(read_blocks(blocks_of_text(text)).written.lineas)
    assert [each.number for each in lineas] == ["4", "5 y 6", "7"]
    assert not codes_in(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Se prometió pasar revista a 30 vehículos y se le pasó a 27.", Told.DONE),
        ("Se ofreció pasar lista a 30 grupos y se pasó a 27.", Told.DONE),
        ("De las 30 obras, se pasaron al año siguiente 27.", Told.LEFT),
        ("De las 30 obras, pasaron para enero 27.", Told.LEFT),
    ],
)
def test_what_was_passed_to_so_many_was_not_put_off(text, told):
    last = counted_of(text)[-1]
    assert (last.value, last.told is Told.LEFT) == (27, told is Told.LEFT)

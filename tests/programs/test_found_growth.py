"""What a línea costs grows with its text and with what is found in it, and no faster.

Counted in calls: a clock would tell of the machine.
"""

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks
from programs.values.checks.congruence import told_of
from programs.values.checks.informe.places import places_of
from programs.values.quoted import QuotePlaces
from programs.values.wording.others_events import told_around
from programs.values.written import WrittenLinea

HEAD = "Informe T3 2026\n\nLínea de Acción 1\nMeta: 5 cursos\n"
# As of an área that may still write it: nothing of its sentence was explained.
OPEN = SimpleNamespace(avance=None)


def one_block(line: str, count: int) -> tuple[WrittenLinea, object]:
    """Return a línea whose paragraphs are mended in one place, as those of a block are."""
    text = HEAD + "\n".join(line.format(n=number, more=number + 10) for number in range(count))
    written = read_blocks(blocks_of_text(text)).written
    linea = next(written.lineas)
    passages = tuple(replace(each, anchor="bloque-1") for each in linea.passages)
    return replace(linea, passages=passages), written.period


def calls_of(line: str, count: int) -> int:
    linea, period = one_block(line, count)
    calls = 0

    def counted(frame, event, value):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        prints = [each.fingerprint for each in told_of(OPEN, linea, period)]
    finally:
        sys.setprofile(None)
    assert len(prints) >= count
    return calls


@pytest.mark.parametrize(
    "line",
    ["Se atendieron {more} personas: {n} mujeres y 5 hombres.",
     "Se entregaron XX constancias a {n} personas.",
     "El taller {n} fue el 31 de febrero de 2026."],
)  # fmt: skip
def test_what_is_found_in_a_block_costs_as_much_for_each(line):
    calls_of(line, 10)  # what is made once is made
    few, many = calls_of(line, 80), calls_of(line, 320)
    assert many < 6 * few


def test_a_finding_is_printed_with_the_word_that_it_counts_and_read_with_its_own_sentence():
    linea, period = one_block("Se atendieron {more} personas: {n} mujeres y 5 hombres.", 40)
    found = told_of(OPEN, linea, period)
    assert len({each.fingerprint for each in found}) == len(found) == 40


@pytest.mark.parametrize(
    ("quote", "place"),
    [("12 mujeres y 6", (1, 4, 18)), ("DOCE  mujeres", None), ("…mujeres y 6 homb", (0, 8, 24)),
     ("XX", (2, 0, 2)), ("", None), ("…", None), ("nadie", None), ("omb", (0, 21, 24)),
     ("áun MÁS", (2, 3, 10))],
)  # fmt: skip
def test_a_quote_is_found_in_the_text_that_holds_it_whole(quote, place):
    texts = ("Con 112 mujeres y 6 hombres", "Son 12 mujeres y 6 hombres", "XX aun más")
    places = QuotePlaces(texts)
    assert places.find(quote) == place
    assert places.find(quote) == place  # and again, as it is kept


def test_what_a_quote_counts_is_taken_from_its_own_text():
    places = QuotePlaces(("Fueron 12 mujeres y 60 niños", "Son 12 mujeres y 6 hombres"))
    assert places.whole("12 mujeres y 6") == "12 mujeres y 6 hombres"
    assert places.whole("12 mujeres") == "12 mujeres"
    assert places.whole("no 7") == "no 7"


def test_a_sentence_that_lists_a_thousand_courses_is_not_read_anew_for_each():
    text = "Se impartió " + "el curso «Ética» y " * 1000
    around = told_around(text, 9500, 9510)
    assert 1000 < len(around) < 1400
    assert told_around("Uno. Se dio el curso.", 12, 20) == "se dio  ¦ ."


def test_the_places_of_an_informe_are_found_once_and_of_another_anew():
    one, other = (read_blocks(blocks_of_text(HEAD + text)).written for text in ("Uno.", "Dos."))
    places = places_of(one)
    assert places_of(one) is places
    assert [each.passage.text for each in places_of(other)][-1] == "Dos."
    assert [each.passage.text for each in places_of(one)][-1] == "Uno."

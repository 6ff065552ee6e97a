"""What a finding quotes: whole words in one line, with "…" where they go on."""

import pytest

from programs.values.quoted import LONGEST, counted_end, quote_span, quoted, whole_quote
from programs.values.shortened import shortened

TEXT = "Se remitió el informe. Mediante oficio SESAECH/UAA/030/2024 se envió la Cuenta Pública."


def around(words: str, before: int, after: int) -> str:
    start = TEXT.index(words)
    return quoted(TEXT, start, start + len(words), before, after)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (0, 0, "SESAECH/UAA/030/2024"),
        (3, 5, "SESAECH/UAA/030/2024 se…"),
        (12, 14, "…oficio SESAECH/UAA/030/2024 se envió la…"),
        (16, 400, "Mediante oficio SESAECH/UAA/030/2024 se envió la Cuenta Pública."),
        (400, 0, "Se remitió el informe. Mediante oficio SESAECH/UAA/030/2024"),
        (13, 3, "…oficio SESAECH/UAA/030/2024 se…"),
    ],
)
def test_no_word_is_cut_and_what_goes_on_is_told(before, after, told):
    if (before, after) == (3, 5):
        told = f"…{told}"
    assert around("SESAECH/UAA/030/2024", before, after) == told
    assert quote_span(TEXT, told) is not None


def test_a_span_within_a_word_takes_the_whole_word():
    start = TEXT.index("mitió")
    assert quoted(TEXT, start, TEXT.index("nforme") + 3) == "remitió el informe"


def test_what_is_long_ends_with_a_whole_word():
    long = "palabra " * 100
    for told in (quoted(long, 0, len(long)), quoted(long, 4, 790), shortened(long, LONGEST)):
        assert len(told) <= LONGEST
        assert told.endswith("palabra…")


@pytest.mark.parametrize("text", ["", " ", "x", "x" * 5000, "…" * 400, " \n" * 300])
def test_nothing_breaks_it(text):
    for start, end in ((0, 0), (0, len(text)), (len(text), len(text) + 5), (3, 2)):
        assert len(quoted(text, start, end, 60, 60)) <= LONGEST + 1


def test_lines_are_joined_with_a_blank():
    assert quoted("Uno\ndos\t tres", 0, 13) == "Uno dos tres"


@pytest.mark.parametrize(
    ("text", "quote", "told"),
    [
        ("Hubo 20 personas: 12 mujeres y 6 hombres.", "20 personas: 12 mujeres y 6", " hombres"),
        ("Hubo 20 personas: 12 mujeres y 6.", "20 personas: 12 mujeres y 6", ""),
        ("Fueron 12 y 6 de la tarde.", "12 y 6", ""),
        ("Fueron 12 y 6\nhombres.", "12 y 6", ""),
        ("Fueron 12 y 60 hombres.", "12 y 6", ""),
        ("Van 3 actas y 4 acuerdos", "Van 3 actas", ""),
        ("Nada de eso", "12 y 6", ""),
    ],
)
def test_a_quote_goes_on_to_what_its_last_number_counts(text, quote, told):
    assert whole_quote(text, quote) == f"{quote}{told}"
    if quote in text:
        end = text.index(quote) + len(quote)
        assert text[end : counted_end(text, end)] == told

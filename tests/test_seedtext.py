"""The comparison of words must itself be able to fail."""

from pathlib import Path

import pytest

from tests.seedtext import (
    LIST_MARKER,
    SEEDS,
    SeedTextError,
    expected_markers,
    expected_tokens,
    first_difference,
    missing_markers,
    repaired_seed,
    tokens,
)

ENTRY = '[[artefacto]]\ndocumento = "sesaech"\nbusca = {busca!r}\npon = {pon!r}\nmotivo = "x"\n'


@pytest.fixture
def artefactos(tmp_path: Path):
    """Return a function that writes a file of exceptions and returns its path."""

    def write(text: str = "") -> Path:
        path = tmp_path / "artefactos.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_tokens_fold_case_width_and_ligatures_and_keep_percent_and_tick():
    assert tokens("Del 100% de la ﬁcha: ÁREA ✓ 12.5 %") == [
        *("del", "100", "%", "de", "la", "ficha", "área", "✓", "12", "5", "%")
    ]


def test_tokens_keep_accents_apart_from_none():
    assert tokens("público") != tokens("publico")


def test_only_the_renderers_hyphen_at_a_line_end_is_joined_and_only_when_asked():
    text = "presu‐\npuesto y entrega-\nrecepción"
    assert tokens(text, join_hyphens=True) == ["presupuesto", "y", "entrega", "recepción"]
    assert tokens(text) == ["presu", "puesto", "y", "entrega", "recepción"]


def test_list_markers_leave_the_text_but_dates_and_line_numbers_stay():
    text = "- uno\n- I. dos\n6. tres\n1.1\tcuatro\n01/01/2024\nII. cinco\nEJE 4. seis\n"
    assert tokens(LIST_MARKER.sub("", text)) == tokens(
        "uno dos tres 1 1 cuatro 01 01 2024 cinco EJE 4 seis"
    )


@pytest.mark.parametrize("documento", SEEDS)
def test_seed_is_read_whole_and_without_the_tags_of_the_extraction(documento, artefactos):
    words = expected_tokens(documento, artefactos=artefactos())
    assert len(words) > 3000
    assert "p" not in words
    assert first_difference(words, words, allow_extra=False) is None


def test_numbered_markers_are_compared_apart(artefactos):
    path = artefactos()
    markers = expected_markers("sesaech", artefactos=path)
    assert [marker[0] for marker in markers] == [*"123456", *"12345", "i", "ii", "iii"]
    printed = expected_tokens("sesaech", markers=True, artefactos=path)
    assert missing_markers("sesaech", printed, artefactos=path) == []
    at = printed.index("visión")
    assert printed[at - 1] == "3"
    del printed[at - 1]
    assert missing_markers("sesaech", printed, artefactos=path) == ["3 visión"]


def test_exception_is_applied_and_must_match_exactly(artefactos):
    path = artefactos(ENTRY.format(busca="CONTENIDO", pon="ÍNDICE"))
    assert "índice" in expected_tokens("sesaech", artefactos=path)
    assert "índice" not in expected_tokens("sesea-slp", artefactos=path)
    with pytest.raises(SeedTextError, match="found 0"):
        repaired_seed("sesaech", artefactos=artefactos(ENTRY.format(busca="nunca dicho", pon="")))
    with pytest.raises(SeedTextError, match="expected 1 times, found 26"):
        path = artefactos(ENTRY.format(busca="Fecha de Término", pon=""))
        repaired_seed("sesaech", artefactos=path)
    path = artefactos(ENTRY.format(busca="Fecha de Término", pon="") + "veces = 26\n")
    assert "Fecha de Término" not in repaired_seed("sesaech", artefactos=path)


def test_exceptions_that_overlap_or_lack_a_reason_are_refused(artefactos):
    overlap = "".join(ENTRY.format(busca=busca, pon="") for busca in ("CONTENID", "ONTENIDO"))
    with pytest.raises(SeedTextError, match="overlap"):
        repaired_seed("sesaech", artefactos=artefactos(overlap))
    with pytest.raises(SeedTextError, match="motivo"):
        repaired_seed("sesaech", artefactos=artefactos(overlap.replace('motivo = "x"\n', "")))
    with pytest.raises(SeedTextError, match="required"):
        repaired_seed("sesaech", artefactos=artefactos(overlap.replace('"x"', '" "')))
    with pytest.raises(SeedTextError, match="unknown"):
        repaired_seed("sesaech", artefactos=artefactos(overlap.replace("sesaech", "otro")))


def test_first_difference_names_the_missing_word_and_its_surroundings():
    expected = [f"w{n}" for n in range(200)]
    without = expected[:120] + expected[121:]
    for allow_extra in (True, False):
        message = first_difference(expected, without, allow_extra=allow_extra)
        assert "[w120]" in message
        assert "w119" in message and "w121" in message
        assert message.startswith("1 expected words")


def test_first_difference_allows_extra_words_only_when_told():
    expected = ["a", "b", "c"]
    actual = ["página", "a", "b", "1", "c"]
    assert first_difference(expected, actual, allow_extra=True) is None
    assert "[página]" in first_difference(expected, actual, allow_extra=False)


def test_first_difference_sees_swapped_words_and_repeated_ones():
    assert first_difference(["a", "b"], ["b", "a"], allow_extra=True)
    assert first_difference(["a", "a"], ["a"], allow_extra=True)
    assert first_difference(["a"], ["a", "a"], allow_extra=False)

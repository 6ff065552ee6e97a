"""What the comparisons say of the printed report of Chiapas, read as somebody would paste it."""

from pathlib import Path

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code, Severity

SEED = Path(__file__).parent.parent / "data" / "seed_sesaech.txt"
OURS = {
    Code.CAPTION_SESSION,
    Code.CAPTION_DATE,
    Code.CAPTION_TWICE,
    Code.COURSE_TWICE,
    Code.OPENING_FIGURE,
    Code.DUTY_GAP,
}


@pytest.fixture(scope="module")
def findings():
    found = reading_of(TEXT, SEED.read_bytes()).findings
    return {each.finding.code: each for each in found if each.finding.code in OURS}, [
        each for each in found if each.finding.code in OURS
    ]


def test_nothing_but_what_is_wrong(findings):
    by_code, every = findings
    assert set(by_code) == {Code.CAPTION_SESSION, Code.COURSE_TWICE, Code.OPENING_FIGURE}
    assert len(every) == 3


def test_a_caption_names_a_session_that_was_not_held(findings):
    placed = findings[0][Code.CAPTION_SESSION]
    assert placed.place == "Dirección Jurídica, línea 1"
    assert placed.finding.severity is Severity.ERROR
    assert placed.finding.quote == "Sexta Sesión Ordinaria"


def test_one_diplomado_counts_in_two_areas(findings):
    placed = findings[0][Code.COURSE_TWICE]
    assert placed.place == "Unidad de Transparencia, línea 3"
    assert "Unidad de Apoyo Administrativo, línea 5" in placed.finding.message


def test_the_presentation_and_its_linea_count_other_persons(findings):
    placed = findings[0][Code.OPENING_FIGURE]
    assert placed.finding.arithmetic == "28 ≠ 27; 14 ≠ 12"
    assert placed.finding.message.endswith("y la línea 1 dice 27")

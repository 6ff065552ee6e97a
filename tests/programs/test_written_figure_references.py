"""The day of a caption against the day at which the narrative points to its figure."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

TOLD = (
    "Dirección de Tránsito\nTercer trimestre de 2023\n\nActividad 4. Pláticas de educación vial\n"
    "Meta: Ofrecer 8 pláticas en el año.\nSe ofrecieron dos: la primera, el 6 de septiembre de "
    "2023, en la Escuela Sor Juana {}, y la segunda, el 12 de septiembre de 2023, en la Escuela "
    "Rosario Castellanos {}.\n\n{}\n{}\n\nAvance de la meta: 25 por ciento.\n"
)
FIRST = "Figura 1. Plática en la Escuela Sor Juana, 6 de septiembre de 2023."
SECOND = "Figura 2. Plática en la Escuela Rosario Castellanos, 12 de septiembre de 2023."
COPIED = "Figura 2. Plática en la Escuela Sor Juana, 6 de septiembre de 2023."


def codes_of(*told):
    """Return the codes of what is said of two pláticas with these references and captions."""
    text = TOLD.format(*told)
    return [each.finding.code for each in reading_of(TEXT, text.encode()).findings]


@pytest.mark.parametrize(
    ("one", "other"),
    [("(véase la Figura 1)", "(véase la Figura 2)"), ("(Figura 1)", "(Figura 2)"),
     ("(ver figura 1)", "(ver figura 2)")],
)  # fmt: skip
def test_a_caption_has_the_day_at_which_the_text_points_to_it(one, other):
    assert codes_of(one, other, FIRST, SECOND) == []
    assert codes_of(one, other, FIRST, COPIED) == [Code.CAPTION_DATE]


@pytest.mark.parametrize(
    "captions",
    [(FIRST, "Figura 2. Público de la plática."),
     (FIRST, "Figuras 2 y 3. Plática en la Escuela Sor Juana, 6 de septiembre de 2023.")],
)  # fmt: skip
def test_a_caption_without_a_day_or_of_several_figures_is_left_alone(captions):
    assert Code.CAPTION_DATE not in codes_of("(Figura 1)", "(Figura 2)", *captions)


def test_a_figure_that_shows_both_is_of_no_one_day():
    assert Code.CAPTION_DATE not in codes_of("", "(Figura 1)", FIRST, SECOND)

"""What a presentación tells of the year so far against what the share of a línea confirms."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

TEXT = (
    "Instituto de Transparencia\nInforme trimestral julio-septiembre 2023\n\nPRESENTACIÓN\n{}\n\n"
    "PONENCIAS\nCompromiso 1. Resolución de recursos de revisión\n"
    "Meta: resolver 120 recursos de revisión en el año.\nLogro: {}\nCumplimiento: 65% de la meta.\n"
)
SUMMED = (
    "en el trimestre se resolvieron 28 recursos de revisión que, con los 50 del primer semestre, "
    "hacen 78 en lo que va del año."
)
ALONE = "en el trimestre se resolvieron 78 recursos de revisión."


def is_doubted(opening, told=SUMMED):
    return Code.OPENING_FIGURE in codes_in(TEXT.format(opening, told))


@pytest.mark.parametrize(
    "opening",
    [
        "El Pleno llevó a {} los recursos de revisión resueltos en lo que va del año.",
        "En lo que va del año se han resuelto {} recursos de revisión.",
        "A la fecha suman {} recursos de revisión resueltos.",
        "Se resolvieron {} recursos de revisión acumulados.",
        "En el año van {} recursos de revisión resueltos.",
        "De enero a septiembre se resolvieron {} recursos de revisión.",
        "El acumulado del año es de {} recursos de revisión.",
    ],
)
def test_the_year_so_far_is_held_against_what_a_share_confirms(opening):
    assert is_doubted(opening.format(87))
    assert not is_doubted(opening.format(78))


@pytest.mark.parametrize(
    "opening",
    [
        "En lo que va de la administración se han resuelto 87 recursos de revisión.",
        "A la fecha, desde su creación, se han resuelto 87 recursos de revisión.",
        "En lo que va del trimestre se resolvieron 87 recursos de revisión.",
        "El año pasado, a la fecha, se habían resuelto 87 recursos de revisión.",
        "A la fecha se han recibido 87 recursos de revisión.",
        "A la fecha están pendientes 87 recursos de revisión.",
    ],
)
def test_a_longer_or_another_time_is_of_no_share(opening):
    assert not is_doubted(opening)


def test_a_share_that_may_be_of_the_quarter_alone_says_nothing_of_the_year():
    assert not is_doubted("En lo que va del año se han resuelto 87 recursos de revisión.", ALONE)

"""What an earlier quarter did, told in the sentence that tells this one: no figure of this one."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

HEAD = "COORDINACIÓN DE VINCULACIÓN\nInforme del tercer trimestre de 2025\n\n"
LINEA = (
    "Línea 1. Interconectar entes públicos\nMeta anual: 12 entes\n"
    "Programado al trimestre: 6 entes\nRealizado al trimestre: 7 entes\n{}\n"
)
OPENING = (
    "Presentación. En el tercer trimestre se conectaron tres entes más a la Plataforma, con los "
    "que ya son 31.\n\n"
)
NOW_THREE = [
    "En los primeros seis meses se interconectaron cuatro entes y en este trimestre tres.",
    "De enero a junio se interconectaron cuatro entes y en el periodo que se informa tres.",
    "En el primer semestre se conectaron cuatro entes; en este trimestre, tres.",
    "Entre enero y junio se habían interconectado cuatro entes; ahora se sumaron tres.",
    "A los cuatro entes interconectados antes se agregaron tres.",
    "En los dos trimestres anteriores se interconectaron cuatro entes y en este, tres.",
    "En los meses previos se interconectaron cuatro entes y en este trimestre tres.",
]
COMPARED = [
    "En el segundo trimestre se capacitó a 40 personas y en este a 60.",
    "En el segundo trimestre se capacitó a 40 personas y en este, a 60.",
    "En el segundo trimestre asistieron 40 personas, contra 60 en este.",
    "En el segundo trimestre se atendió a 40 personas y en el tercero a 60.",
    "En el segundo trimestre se capacitó a 40 personas, 20 menos que en este.",
    "Entre abril y junio se capacitó a 40 personas y en el actual fueron 60.",
    "De abril a junio se capacitó a 40 personas; en este trimestre, a 60.",
]


def found_in(text):
    return [each.finding for each in reading_of(TEXT, f"{HEAD}{text}".encode()).findings]


@pytest.mark.parametrize("told", NOW_THREE)
def test_an_earlier_count_is_not_held_against_the_opening(told):
    assert found_in(f"{OPENING}{LINEA.format(told)}") == []


@pytest.mark.parametrize(
    "told",
    [
        "En este trimestre se interconectaron cuatro entes.",
        "Se interconectaron cuatro entes en este trimestre y se visitaron dos oficinas.",
        "En julio se interconectaron cuatro entes y se capacitó a su personal.",
    ],
)
def test_a_count_of_this_quarter_is(told):
    codes = [each.code for each in found_in(f"{OPENING}{LINEA.format(told)}")]
    assert Code.OPENING_FIGURE in codes


@pytest.mark.parametrize("told", COMPARED)
def test_a_quarter_that_this_one_is_compared_with_is_no_day_before_it(told):
    text = f"Línea 1. Talleres\nMeta: 12 talleres\nSe dieron tres talleres. {told}\nAvance: 25%\n"
    assert found_in(text) == []


@pytest.mark.parametrize(
    "told",
    [
        "En el segundo trimestre se capacitó a 40 personas.",
        "Entre abril y junio se capacitó a 40 personas en este municipio.",
        "En el segundo trimestre se capacitó a 40 personas y en este municipio a 60.",
    ],
)
def test_an_earlier_quarter_alone_is_doubted(told):
    codes = [each.code for each in found_in(f"Línea 1. Talleres\nMeta: 12 talleres\n{told}\n")]
    assert Code.DEED_DAY in codes

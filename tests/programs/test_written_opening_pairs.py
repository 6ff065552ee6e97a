"""What the presentación tells of one línea by two figures or by its number, against that línea."""

from dataclasses import replace
from decimal import Decimal

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.opening_pairs import opening_pairs, opening_shares
from programs.values.written import WrittenLinea, WrittenSection
from tests.programs.written_cases import FIRST, written_informe, written_linea, written_passages

AREA = "Dirección de Pruebas"
TOLD = [
    "Se impartieron seis cursos a 145 personas servidoras públicas.",
    "Se dieron 6 cursos, con la participación de 145 personas.",
    "Se capacitó a 145 servidores públicos mediante 6 cursos.",
]


def courses(text: str) -> WrittenLinea:
    """Return a línea of 12 cursos, half of which are done."""
    return written_linea(
        text,
        title="Impartir cursos de ética",
        meta="12 cursos",
        amounts=[(12, "cursos")],
        number="4.1",
        closing="Se alcanzó el 50% de la meta anual.",
    )


def presented(find, text: str, *lineas: WrittenLinea) -> list[str]:
    """Return what a check says of a presentación with these líneas."""
    section = WrittenSection("s1", "", "Presentación", "", written_passages("s1", [text]))
    found = list(find(written_informe(*lineas, sections=[section], period=FIRST)))
    assert all(each.finding.code is Code.OPENING_FIGURE for each in found)
    return [each.finding.message for each in found]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(
    "text",
    [
        "La Dirección capacitó a 155 personas en 6 cursos.",
        "La Dirección impartió seis cursos con 155 asistentes.",
        "Se dieron 6 cursos en los que participaron 155 personas.",
        "En 6 cursos se formó a 155 servidores públicos.",
        "Se impartieron seis cursos a 155 participantes.",
        "Los 6 cursos impartidos reunieron a 155 personas.",
    ],
)
def test_the_people_of_as_many_things_are_those_of_the_linea(text, told):
    (message,) = presented(opening_pairs, text, courses(told))
    assert "«155 " in message
    assert message.endswith(f"y {AREA}, línea 4.1 dice 145")


@pytest.mark.parametrize(
    "text",
    [
        "La Dirección capacitó a 145 personas en 6 cursos.",
        "La Dirección capacitó a 300 personas en 9 cursos.",
        "La Dirección capacitó a 80 mujeres en 6 cursos.",
        "En el año se acumulan 6 cursos con 155 personas.",
        "Se atendió a 155 personas en 6 municipios.",
        "Se atendió a 155 personas en 6 talleres.",
        "Se dieron 6 cursos: 80 personas en Tepic y 65 personas en Compostela.",
        "Se impartirán 6 cursos a 155 personas.",
    ],
)
def test_other_things_times_and_parts_stay_silent(text):
    assert presented(opening_pairs, text, courses(TOLD[0])) == []


def test_of_two_lineas_that_count_the_same_thing_none_is_meant():
    text = "La Dirección capacitó a 155 personas en 6 cursos."
    both = courses(TOLD[0]), replace(courses(TOLD[1]), key="linea-2", number="4.2")
    assert presented(opening_pairs, text, *both) == []


@pytest.mark.parametrize(
    "text",
    [
        "El avance de la línea 4.1 es de 90%.",
        "La línea 4.1 registra un avance de 90 por ciento.",
        "En la línea de acción 4.1 se alcanzó el 90% de la meta anual.",
        "La línea 4.1 lleva 90% de su meta.",
        "La meta 4.1 se cumplió en 90%.",
        "La línea 4.1 avanzó hasta 90%.",
    ],
)
def test_a_progress_that_the_linea_has_not_is_told(text):
    (message,) = presented(opening_shares, text, courses(TOLD[0]))
    assert message.endswith("de la línea 4.1, que lleva 50%")


@pytest.mark.parametrize(
    "text",
    [
        "El avance de la línea 4.1 es de 50%.",
        "El avance de la línea 4.2 es de 90%.",
        "Las líneas 4.1 y 4.2 llevan un avance de 90%.",
        "En el trimestre anterior la línea 4.1 llevaba 25%.",
        "En la línea 4.1 participaron mujeres en 90%.",
        "Para la línea 4.1 se espera alcanzar 100%.",
        "En la línea 4.1 el 90% de las personas aprobó; se alcanzó la constancia.",
    ],
)
def test_another_linea_time_or_share_stays_silent(text):
    assert presented(opening_shares, text, courses(TOLD[0])) == []


def test_the_quantities_of_the_system_give_a_progress():
    linea = replace(courses(TOLD[0]), shares=(Decimal(75),), quarter_shares=(Decimal(100),))
    for share in ("75%", "100%"):
        assert presented(opening_shares, f"El avance de la línea 4.1 es de {share}.", linea) == []

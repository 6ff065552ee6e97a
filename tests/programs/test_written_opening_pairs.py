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


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("La línea 4.1 va en 50% y la 4.2 en 85%.", ["línea 4.2, que lleva 75%"]),
        ("La línea 4.1 va en 90% y la 4.2 en 75%.", ["línea 4.1, que lleva 50%"]),
        ("Las líneas 4.1 y 4.2 van en 50% y 85%, respectivamente.", ["línea 4.2, que lleva 75%"]),
        ("El avance fue de 90% en la línea 4.1 y de 75% en la 4.2.", ["línea 4.1, que lleva 50%"]),
        ("La línea 4.1 va en 50% y la 4.2 en 75%.", []),
        ("Las líneas 4.1 y 4.2 van en 50% y 75%, respectivamente.", []),
        ("Las líneas 4.2 y 4.1 van en 75% y 50%, en ese orden.", []),
        ("El avance fue de 50% en la línea 4.1 y de 75% en la 4.2.", []),
        ("Las líneas 4.1 y 4.2 van entre 40% y 80%.", []),
        ("La línea 4.1 va en 50%, y el 60% de las personas aprobó.", []),
    ],
)
def test_a_sentence_may_give_each_linea_its_own(text, wrong):
    second = replace(courses("x"), key="linea-2", number="4.2", closing=None, shares=(Decimal(75),))
    found = presented(opening_shares, text, courses(TOLD[0]), second)
    assert [each.partition("de la ")[2] for each in found] == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("La Dirección alcanzó el 82% de su meta de personas sensibilizadas.", True),
        ("La meta de personas sensibilizadas va en 82%.", True),
        ("La meta anual de personas sensibilizadas se cumplió en 82%.", True),
        ("Se llegó al 82 por ciento de la meta anual de personas sensibilizadas.", True),
        ("La Dirección alcanzó el 72% de su meta de personas sensibilizadas.", False),
        ("La meta de personas sensibilizadas va en 72%.", False),
        ("Se alcanzó el 82% de la meta de personas usuarias.", False),
        ("Se alcanzó el 82% de la meta de cursos.", False),
        ("Se alcanzó el 82% de la meta trimestral de personas sensibilizadas.", False),
        ("Se espera alcanzar el 82% de la meta de personas sensibilizadas.", False),
    ],
)
def test_a_meta_may_be_named_by_its_thing(text, wrong):
    linea = written_linea(
        "Se trabajó en ferias.",
        title="Sensibilizar a la ciudadanía",
        meta="2,000 personas",
        amounts=[(2000, "personas")],
        number="4.3",
    )
    found = presented(opening_shares, text, replace(linea, shares=(Decimal("72.25"),)))
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("text", "told", "wrong"),
    [
        ("La Dirección impartió cursos a 155 personas.", TOLD[0], True),
        ("La Dirección dio cursos de ética a 155 servidores públicos.", TOLD[1], True),
        ("Se impartieron cursos a un total de 155 personas.", TOLD[2], True),
        ("La Dirección impartió cursos a 145 personas.", TOLD[0], False),
        ("La Dirección impartió talleres a 155 personas.", TOLD[0], False),
        ("Se impartieron cursos a 155 personas, y a 60 en línea.", TOLD[0], False),
        ("Se impartirán cursos a 155 personas.", TOLD[0], False),
        ("En el año anterior se dieron cursos a 155 personas.", TOLD[0], False),
        (
            "La Dirección impartió cursos a 185 personas.",
            "Se dieron 5 cursos a 145 personas y un curso a 40 personas.",
            False,
        ),
    ],
)
def test_things_of_no_number_have_the_people_of_their_linea(text, told, wrong):
    assert bool(presented(opening_pairs, text, courses(told))) is wrong


def test_the_quantities_of_the_system_give_a_progress():
    linea = replace(courses(TOLD[0]), shares=(Decimal(75),), quarter_shares=(Decimal(100),))
    for share in ("75%", "100%"):
        assert presented(opening_shares, f"El avance de la línea 4.1 es de {share}.", linea) == []

"""Totals that stand apart from the list of their parts."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

HEAD = "Comisión de Derechos Humanos\nInforme del tercer trimestre de 2023\n\n"
WORDED = "• Doce contra policías\n• Siete contra escuelas\n• Cinco contra clínicas\n"
FIGURES = "- Policía: 12\n- Educación: 7\n- Salud: 5\n"
TOLD = [
    "Total de quejas recibidas: {}\nDesglose según la autoridad señalada:\n" + WORDED,
    "Asunto: Quejas\nTotal de julio a septiembre: {}\nPor autoridad:\n" + FIGURES,
    "I. Quejas\n\nSe recibieron {} quejas.\n\nSu distribución fue la siguiente:\n" + FIGURES,
    "I. Quejas\n\nQuejas recibidas: {}\n\nDe las cuales:\n" + WORDED,
    "I. Quejas\n\nQuejas por autoridad:\n" + FIGURES + "- Total: {}\n",
    "I. Quejas\n\nQuejas por autoridad:\n" + WORDED + "\nTotal: {} quejas\n",
    "I. Quejas\n\nQuejas, según la autoridad:\n- Policía: doce\n- Educación: siete\n- Salud: "
    "cinco\nEn total, {}\n",
]
OTHERS = [
    # Not all of them.
    "Total de quejas recibidas: 26\nPrincipales autoridades señaladas:\n" + FIGURES,
    "Total de quejas recibidas: 26\nDesglose por autoridad:\n" + FIGURES + "Las dos restantes se "
    "turnaron.\n",
    "I. Quejas\n\nSe recibieron 40 quejas.\n\nPor autoridad:\n" + FIGURES,
    # More of them than there are.
    "Total de quejas recibidas: 22\nDesglose por autoridad:\n" + FIGURES + "Dos se registraron en "
    "ambas autoridades.\n",
    # Of other things.
    "I. Actos\n\nActos del trimestre:\n- Talleres: 3\n- Pláticas: 4\n- Foros: 2\n- Total de "
    "asistentes: 145\n",
    "I. Actos\n\nActos por tipo:\n- Talleres: 3\n- Pláticas: 4\nTotal: 90 personas\n",
    # Parts of parts.
    "I. Quejas\n\nQuejas por autoridad:\n- Policía: 12\n- Estatal: 5\n- Municipal: 7\n- Salud: 6\n"
    "- Total: 18\n",
    "I. Quejas\n\nQuejas por autoridad:\n" + FIGURES + "- Total acumulado: 61\n",
]


@pytest.mark.parametrize("text", TOLD)
@pytest.mark.parametrize("total", ["26", "veintiséis"])
def test_a_list_makes_the_total_beside_it(text, total):
    assert Code.SUM in codes_in(HEAD + text.format(total))


@pytest.mark.parametrize("text", TOLD)
@pytest.mark.parametrize("total", ["24", "veinticuatro"])
def test_a_list_that_makes_its_total_is_left_alone(text, total):
    assert Code.SUM not in codes_in(HEAD + text.format(total))


@pytest.mark.parametrize("text", OTHERS)
def test_a_list_of_other_things_or_in_part_makes_no_total(text):
    assert Code.SUM not in codes_in(HEAD + text)


PEOPLE = "I. Torneos\n\n{}\nMujeres: 140\nHombres: 150\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (PEOPLE.format("Deportistas inscritos: 300"), True),
        (PEOPLE.format("Total de asistentes: 280"), True),
        (PEOPLE.format("Personas atendidas: 290"), False),
        (PEOPLE.format("Personas programadas: 300"), False),
        (PEOPLE.format("Sedes: 3"), False),
        (PEOPLE.format("Personas atendidas: 293") + "No binario: 3\n", False),
    ],
)
def test_women_and_men_make_the_persons_of_the_line_above_them(text, wrong):
    assert (Code.SUM in codes_in(HEAD + text)) is wrong


@pytest.mark.parametrize(
    ("behind", "wrong"),
    [
        ("Diez practican dos disciplinas.", False),
        ("Hay quienes asistieron a ambas.", False),
        ("Algunos de ellos entrenan en más de una.", False),
        ("Se celebraron dos torneos.", True),
        ("Ninguno practica dos disciplinas.", True),
    ],
)
def test_those_who_stand_in_two_groups_make_more_than_all(behind, wrong):
    text = "I. Torneos\n\nParticiparon 210 jóvenes: 100 en futbol, 80 en atletismo y 40 en natación"
    assert (Code.SUM in codes_in(f"{HEAD}{text}. {behind}\n")) is wrong

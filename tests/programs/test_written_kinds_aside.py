"""What a session of another kind dealt with is no thing of the meta, and what is set aside."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.set_aside import is_left_out
from tests.programs.office_cases import said_of
from tests.programs.written_cases import written_linea

SESSIONS = ("Comité de Ética", "Celebrar 4 sesiones ordinarias en 2025")
ORDINARY = (
    "El 21 de agosto de 2025 tuvo lugar la Tercera Sesión Ordinaria del Comité de Ética. El 9 de "
    "septiembre de 2025 hubo además una sesión {}. La primera y la segunda ordinarias se "
    "informaron en su oportunidad."
)
THREE = "Con 3 sesiones ordinarias de 4, la meta va en 75%."


@pytest.mark.parametrize(
    "matter",
    [
        "extraordinaria para elegir a dos vocales, que no se contabiliza para esta meta",
        "extraordinaria para elegir a dos vocales",
        "extraordinaria a fin de nombrar a dos consejeros suplentes",
        "extraordinaria donde se aprobaron dos dictámenes, que no forma parte de la meta",
        "extraordinaria en la que se tomaron dos acuerdos",
        "extraordinaria con dos puntos en el orden del día",
        "extraordinaria que eligió a dos vocales",
        "extraordinaria y dos reuniones de trabajo, que no se toman en cuenta",
    ],
)
def test_what_a_session_dealt_with_is_not_counted(matter):
    assert Code.OTHER_KIND not in said_of(*SESSIONS, ORDINARY.format(matter), THREE)


COURSES = ("Cursos de ética", "20 cursos de ética")


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("Se impartieron 3 cursos de ética y 2 visitas guiadas.", True),
        ("Se impartieron 3 cursos de ética en los que hubo foro, y 2 visitas guiadas.", True),
        ("Se impartieron 3 cursos de ética, además de 2 visitas guiadas.", True),
        ("Se impartieron 3 cursos de ética para preparar 2 visitas guiadas.", False),
        ("Se impartieron 3 cursos de ética, donde se hicieron 2 visitas guiadas.", False),
        ("Se impartieron 3 cursos de ética y 2 visitas guiadas, ajenas a la meta.", False),
    ],
)
def test_what_stands_in_a_clause_of_its_own_is_not_listed(told, wrong):
    assert (Code.OTHER_KIND in said_of(*COURSES, told, "Avance: 25%.")) is wrong


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Hubo una extraordinaria, que no forma parte de la meta.", True),
        ("Hubo una extraordinaria, ajena a esta meta.", True),
        ("Se dieron 2 pláticas, que no se toman en cuenta.", True),
        ("Se dieron 2 pláticas, que quedan fuera del cómputo.", True),
        ("Se dieron 2 pláticas, excluidas del conteo.", True),
        ("Se dieron 2 pláticas, que no se computan.", True),
        ("Se dieron 2 pláticas; el área no forma parte del Comité.", False),
        ("Se toman en cuenta 2 pláticas.", False),
        ("Se dieron 2 pláticas fuera de la ciudad.", False),
    ],
)
def test_what_a_text_sets_aside(text, left_out):
    assert is_left_out(written_linea(text)) is left_out

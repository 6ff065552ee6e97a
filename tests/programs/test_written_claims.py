"""What the presentación says of all líneas against how each of them closes."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.claims import claims
from programs.values.written import Passage, PassageKind, WrittenSection

from .written_cases import written_informe, written_linea


def found_in(said, *closings):
    passage = Passage("p", "p", PassageKind.TEXT, said)
    section = WrittenSection("s", "", "Resumen", "", (passage,))
    lineas = [
        written_linea("Se hizo.", key=f"l-{n}", number=str(n), closing=text)
        for n, text in enumerate(closings, start=1)
    ]
    return [each.finding.code for each in claims(written_informe(*lineas, sections=[section]))]


OPEN = ("Concluida.", "En proceso.", "Concluida.")
DONE = ("Concluida.", "Meta cumplida.", "Avance: 100 %")
SHARES = ("Avance: 100 %", "Avance: 90 %", "Avance: 65 %")


@pytest.mark.parametrize(
    ("said", "closings"),
    [
        (
            "Las tres actividades programadas para el trimestre se concluyeron en su totalidad.",
            OPEN,
        ),
        ("Todas las acciones del periodo fueron concluidas.", OPEN),
        ("La totalidad de los compromisos se cumplió.", OPEN),
        ("Los 3 proyectos quedaron totalmente terminados.", OPEN),
        ("Todas las metas se cumplieron.", ("Meta cumplida.", "Meta no cumplida.")),
        ("Ninguno se encuentra por debajo de 80 por ciento.", SHARES),
        ("Todas las líneas están por encima del 70%.", SHARES),
        ("Ninguna acción tuvo un avance menor al 90 %.", SHARES),
        ("Dos de ellos alcanzaron la totalidad de lo programado.", SHARES),
    ],
)
def test_a_claim_of_all_is_denied_by_one(said, closings):
    assert found_in(said, *closings) == [Code.OPENING_FIGURE]


@pytest.mark.parametrize(
    ("said", "closings"),
    [
        (
            "Las tres actividades programadas para el trimestre se concluyeron en su totalidad.",
            DONE,
        ),
        ("De las tres actividades programadas, dos se concluyeron y una sigue en proceso.", OPEN),
        ("Las dos actividades de capacitación se concluyeron en su totalidad.", OPEN),
        ("Todas las acciones se concluyeron, salvo una.", OPEN),
        ("Ninguno está por debajo de 65 por ciento.", SHARES),
        ("Uno de ellos alcanzó la totalidad de lo programado.", SHARES),
        ("Todas las líneas están por encima del 60%.", SHARES),
        ("Las actividades realizadas se describen enseguida.", OPEN),
        ("Las acciones se realizaron conforme al programa.", OPEN),
    ],
)
def test_what_agrees_or_is_of_some_is_left_alone(said, closings):
    assert found_in(said, *closings) == []

"""What a narrative tells as accumulated, meta or remaining, against what the data of the year give.

An untied number whose sentence names a known figure of its línea; other periods, other scopes and
other things of the line stay silent.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe import findings_of_linea
from programs.values.checks.informe.year_told import year_told
from programs.values.tied import TiedNumber
from programs.values.written import Period, WrittenLinea
from tests.programs.written_cases import written_linea

FOURTH = Period(date(2026, 10, 1), date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31))
THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))


def persons(*texts: str) -> WrittenLinea:
    """Return a línea of 2,000 personas: 500 in the fourth quarter, 1,945 in the year."""
    line = written_linea(
        *texts,
        title="Sensibilizar a la ciudadanía",
        meta="2,000 personas",
        amounts=[(2000, "personas")],
        reported=(500,),
    )
    turns = tuple(map(Decimal, (450, 900, 480, 1500, 600)))
    return replace(line, so_far=(Decimal(1945),), turns=turns)


def plans(*texts: str) -> WrittenLinea:
    """Return a línea of 11 planes municipales: 5 in the third quarter, 7 in the year."""
    line = written_linea(
        *texts,
        title="Acompañar a los municipios",
        meta="11 planes municipales revisados",
        amounts=[(11, "planes revisados")],
        reported=(5,),
    )
    turns = tuple(map(Decimal, (2, 4, 7)))
    return replace(line, so_far=(Decimal(7),), turns=turns)


SO_FAR = [
    "El acumulado es de 2,045 personas.",
    "Se sensibilizó a 500 personas; con ellas suman 2,045 personas en el año.",
    "En lo que va del año se ha sensibilizado a 2,045 personas.",
    "El acumulado anual asciende a 2,045.",
    "El acumulado es de 2,045 personas y la meta anual es de 2,000.",
    "Con los 1,445 de los trimestres anteriores se acumulan 2,045 personas.",
    "A la fecha se han atendido 2,045 personas, 97% de la meta.",
    "Acumulado al cuarto trimestre: 2,045 personas.",
    "Durante el ejercicio se ha sensibilizado a 2,045 personas.",
    "Ya van 2,045 personas en lo que va del ejercicio, frente a las 2,000 de la meta.",
    "Se cierra el año con un acumulado de 2,045 personas sensibilizadas.",
    "El total acumulado a diciembre es de dos mil cuarenta y cinco personas.",
]
SILENT = [
    "El acumulado es de 1,945 personas y la meta anual es de 2,000.",
    "Con ellas suman 1,945 personas en el año.",
    "El acumulado del trimestre es de 500 personas.",
    "El trimestre anterior cerró con un acumulado de 1,450 personas.",
    "El acumulado al tercer trimestre era de 1,445 personas.",
    "El acumulado a septiembre fue de 1,445 personas.",
    "Se partió de un acumulado de 1,445 personas.",
    "En lo que va del año se ha sensibilizado a 300 personas adultas.",
    "En lo que va del año se ha sensibilizado a 900 personas en escuelas.",
    "En el año se impartieron 40 talleres.",
    "El acumulado es de 97%.",
    "El acumulado histórico es de 12,000 personas desde 2020.",
    "En 2025 se acumularon 1,800 personas.",
    "El acumulado de visitas a la página es de 30,000.",
    "El acumulado de mujeres es de 1,100.",
    "De enero a junio se sensibilizó a 900 personas.",
    "A la fecha se ha atendido a 500 personas.",
    "Se sensibilizó a 500 personas en el trimestre.",
    "En el año se gastaron 2,045 pesos.",
    "Se espera acumular 2,100 personas al cierre del ejercicio.",
    "El acumulado estatal es de 40,000 personas.",
    "El acumulado creció en 500 personas.",
    "Con ello se incrementó el acumulado en 500 personas.",
    "El acumulado pasó de 1,445 a 1,945 personas.",
    "Se acumularon 500 personas en el trimestre.",
    "Se logró un acumulado de 500 personas en el trimestre.",
    "A la fecha se han realizado 12 ferias, con 1,945 personas.",
    "En el año se ha atendido a 1,200 mujeres y 745 hombres.",
    "En lo que va del año: 965 personas en el primer semestre y 980 personas en el segundo.",
    "El acumulado de 1,945 personas representa 97% de la meta anual de 2,000 personas.",
]
METAS = [
    "Se llegó a 1,945 personas contra una meta de 2,100 personas.",
    "La meta anual es de 2,100 personas.",
    "El acumulado es de 1,945 personas y la meta anual es de 2,100.",
    "Respecto de la meta de 2,100 personas, el avance es de 97%.",
    "La meta del año asciende a 2,100 personas.",
    "La meta anual es sensibilizar a 2,100 personas.",
    "La meta 2026 de 2,100 personas se cumplió en 97%.",
    "La meta anual: 2,100 personas.",
    "La meta programada para el ejercicio es de 2,100 personas, y la meta anual de 2,100.",
    "Frente a una meta institucional anual de 2,100 personas se alcanzaron 1,945.",
]
NO_METAS = [
    "La meta anual es de 2,000 personas.",
    "La meta del trimestre es de 600 personas.",
    "Se llegó a 500 personas contra una meta de 600 personas.",
    "La meta original era de 2,500 personas y se modificó a 2,000.",
    "La meta de 2027 es de 2,300 personas.",
    "La meta anual es de 40 talleres.",
    "La meta anual se cumplió en 97%.",
    "Para el próximo ejercicio se propone una meta anual de 2,300 personas.",
    "La meta nacional es de 90,000 personas.",
    "Se rebasó la meta en 100 personas.",
    "No se llegó a la meta por 55 personas.",
    "Se cumplió la meta de 500 personas.",
    "La meta de este trimestre, de 550 personas, quedó en 500.",
    "La meta 4.3 de la línea considera 40 talleres.",
    "Se trabajó por la meta con 12 personas instructoras.",
]
LEFT = [
    "Restan 6 planes por revisar para cumplir la meta anual.",
    "Faltan seis planes para alcanzar la meta.",
    "Quedan por revisar 6 planes de la meta anual.",
    "Para cumplir la meta del año faltan 6 planes municipales.",
    "Quedan pendientes 6 planes de los comprometidos en el año.",
    "De la meta anual restan 6 planes.",
]
NOT_LEFT = [
    "Restan 4 planes por revisar para cumplir la meta anual.",
    "Quedaron pendientes 2 planes de entregar.",
    "Faltan 2 planes de la meta del trimestre.",
    "Restan 3 municipios por visitar para cumplir la meta anual.",
    "Al inicio del trimestre faltaban 9 planes para cumplir la meta.",
    "Faltan 2 firmas para concluir la meta.",
]


@pytest.mark.parametrize("text", SO_FAR)
def test_an_accumulated_that_the_year_does_not_have_is_told(text):
    (found,) = year_told(persons(text), FOURTH)
    assert found.code == Code.NAMED_FIGURE
    assert found.message.endswith("y el acumulado del año es 1,945")
    assert found.arithmetic == "2,045 ≠ 1,945"


@pytest.mark.parametrize("text", METAS)
def test_a_meta_that_the_linea_does_not_have_is_told(text):
    (found,) = year_told(persons(text), FOURTH)
    assert found.message.endswith("y la meta es 2,000")


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_is_the_meta_less_the_accumulated(text):
    (found,) = year_told(plans(text), THIRD)
    assert found.message.endswith("para la meta del año faltan 4")


@pytest.mark.parametrize("text", SILENT + NO_METAS)
def test_other_times_scopes_and_things_stay_silent(text):
    assert list(year_told(persons(text), FOURTH)) == []


@pytest.mark.parametrize("text", NOT_LEFT)
def test_what_is_left_of_something_else_stays_silent(text):
    assert list(year_told(plans(text), THIRD)) == []


def test_a_tied_number_is_never_looked_at():
    line = persons("El acumulado es de 2,045 personas.")
    (passage,) = line.passages
    tied = TiedNumber(19, 24, "2,045", "")
    line = replace(line, passages=(replace(passage, ties=(tied,)),))
    assert list(year_told(line, FOURTH)) == []


def test_it_is_among_the_findings_of_a_linea():
    found = findings_of_linea(persons(SO_FAR[0]), FOURTH)
    assert [each.finding.arithmetic for each in found] == ["2,045 ≠ 1,945"]


@pytest.mark.parametrize("text", [SO_FAR[0], METAS[1], "De la meta anual restan 100 personas."])
def test_nothing_is_compared_with_what_is_not_known(text):
    unknown = replace(persons(text), so_far=(None,), amounts=())
    assert list(year_told(unknown, FOURTH)) == []

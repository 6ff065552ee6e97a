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
# Other words for the same: all of them name the year, and no quarter.
SO_FAR_TOO = [
    "El total anual asciende a 2,045 personas.",
    "La suma del ejercicio es de 2,045 personas.",
    "El gran total del año: 2,045 personas.",
    "Se han sensibilizado 2,045 personas de enero a diciembre.",
    "Entre enero y diciembre se sensibilizó a 2,045 personas.",
    "Se sensibilizó a 2,045 personas a lo largo del año.",
    "Sumadas a las anteriores, son 2,045 personas.",
    "Con las de los trimestres anteriores suman 2,045 personas.",
    "Junto con las ya reportadas suman 2,045 personas.",
]
SILENT = [
    "El total anual asciende a 1,945 personas.",
    "El total anual asciende a 1,945.",
    "La suma del ejercicio es de 1,945 personas.",
    "El total anual programado es de 2,000 personas.",
    "El total anual es de 2,000 personas programadas.",
    "Se han sensibilizado 1,945 personas de enero a diciembre.",
    "Se han sensibilizado 1,445 personas de enero a septiembre.",
    "Se espera sensibilizar a 2,300 personas a lo largo del año.",
    "Se programó sensibilizar a 2,000 personas a lo largo del año.",
    "Se sensibilizó a 700 personas en escuelas de enero a diciembre.",
    "Sumadas a las anteriores, son 1,945 personas.",
    "Sumadas a las anteriores, son 12 escuelas.",
    "Sumadas a las 480 del trimestre anterior, son 980 personas.",
    "Entre noviembre y diciembre se sensibilizó a 500 personas.",
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
METAS_TOO = [
    "De las 2,100 personas comprometidas en el año, se sensibilizó a 500 en el trimestre.",
    "De las 2,100 personas programadas para el ejercicio se alcanzaron 1,945.",
    "Se llegó a 1,945 de las 2,100 personas de la meta anual.",
    "Faltó poco para las 2,100 personas que marca la meta anual.",
]
NO_METAS = [
    "De las 2,000 personas comprometidas en el año, se sensibilizó a 1,945.",
    "De las 600 personas comprometidas en el trimestre, se sensibilizó a 500.",
    "De las 600 personas programadas para este trimestre se alcanzaron 500.",
    "De los 40 talleres comprometidos en el año se dieron todos.",
    "Se rebasó la meta anual de talleres en 3 talleres.",
    "Se rebasó la meta del trimestre en 45 personas.",
    "Se superó en 45 personas el resultado anual de 2025.",
    "Se rebasó la meta anual en 45%.",
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
    "Faltan 6 para cumplir la meta anual.",
]
OVER = [
    "Se rebasó la meta anual en 45 personas.",
    "La meta anual se superó por 45 personas.",
    "La meta del ejercicio fue superada con 45 personas.",
    "Se superó en 45 personas la meta anual.",
    "Con ello se sobrepasó la meta anual en 45 personas.",
    "Se excedió la meta del año por 45 personas.",
]
NOT_LEFT = [
    "Restan 4 planes por revisar para cumplir la meta anual.",
    "Quedaron pendientes 2 planes de entregar.",
    "Faltan 2 planes de la meta del trimestre.",
    "Restan 3 municipios por visitar para cumplir la meta anual.",
    "Al inicio del trimestre faltaban 9 planes para cumplir la meta.",
    "Faltan 2 firmas para concluir la meta.",
]


@pytest.mark.parametrize("text", SO_FAR + SO_FAR_TOO)
def test_an_accumulated_that_the_year_does_not_have_is_told(text):
    (found,) = year_told(persons(text), FOURTH)
    assert found.code == Code.NAMED_FIGURE
    assert found.message.endswith("y el acumulado del año es 1,945")
    assert found.arithmetic == "2,045 ≠ 1,945"


@pytest.mark.parametrize("text", METAS + METAS_TOO)
def test_a_meta_that_the_linea_does_not_have_is_told(text):
    (found,) = year_told(persons(text), FOURTH)
    assert found.message.endswith("y la meta es 2,000")


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_is_the_meta_less_the_accumulated(text):
    (found,) = year_told(plans(text), THIRD)
    assert found.message.endswith("para la meta del año faltan 4")


@pytest.mark.parametrize("text", OVER)
def test_a_meta_of_the_year_that_was_not_reached_was_not_surpassed(text):
    (found,) = year_told(persons(text), FOURTH)
    assert found.message.endswith("y para la meta del año faltan 55")
    over = replace(persons(text), so_far=(Decimal(2045),))
    assert list(year_told(over, FOURTH)) == []
    (found,) = year_told(replace(over, so_far=(Decimal(2060),)), FOURTH)
    assert found.message.endswith("y la meta del año se rebasó en 60")


def test_what_is_left_of_the_year_is_not_what_the_turns_leave():
    # 11 - 5 = 6 of the year's last turn is no excuse, where the meta is said to be the year's.
    line = plans("Faltan 6 planes por revisar para cumplir la meta anual.")
    line = replace(line, turns=(*line.turns, Decimal(11)))
    (found,) = year_told(line, THIRD)
    assert found.arithmetic == "6 ≠ 4"


@pytest.mark.parametrize("text", SILENT + NO_METAS)
def test_what_is_told_of_the_year_is_not_held_against_the_quarter(text):
    found = findings_of_linea(persons(text), FOURTH)
    assert [each.finding.message for each in found if "la cantidad" in each.finding.message] == []


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

"""Prose that denies what a label of the informe says: the year so far, the rest, the quarter."""

import pytest

from tests.programs.test_informe_year_labels import read

BOX = (
    "Meta anual: 12 talleres",
    "Programado en el trimestre: 3 talleres",
    "Realizado en el trimestre: 3 talleres",
)
CLOSING = "Se cumplió el 100% de lo programado en el trimestre."
SO_FAR = [
    "En el año suman {} talleres.",
    "Con estos tres se acumulan {} talleres en el año.",
    "A la fecha se han impartido {} talleres.",
    "En lo que va del año se llevan {} talleres.",
    "Al cierre del trimestre se tienen {} talleres impartidos de doce.",
    "Con ellos suman {} talleres de enero a septiembre.",
    "Al 30 de septiembre se han realizado {} talleres.",
    "Al corte se han impartido {} de los 12 talleres comprometidos.",
    "Sumados a los seis anteriores, son {} talleres.",
    "Con los tres del periodo, el año lleva {} talleres.",
    "De los 12 talleres previstos para el año se llevan {}.",
    "El total anual asciende a {} talleres.",
    "Se alcanzó un total de {} talleres en el ejercicio.",
]
LEFT = [
    "Restan {} talleres para cumplir la meta anual.",
    "Faltan por impartir {} talleres.",
    "Quedan {} talleres por impartir.",
    "Queda pendiente impartir {} talleres en el cuarto trimestre.",
    "Faltan {} talleres de los doce comprometidos.",
    "Faltan {} para llegar a los doce de la meta.",
    "En el cuarto trimestre se impartirán los {} talleres restantes.",
]
TRUE = [
    "Al 30 de septiembre se han realizado 3 talleres en Tepic y 6 en otras ciudades.",
    "Al cierre del trimestre se tienen 2 talleres programados para octubre.",
    "Al cierre del trimestre se tienen programados 3 talleres.",
    "Al cierre del trimestre se tienen 3 talleres por impartir.",
    "Quedan 2 talleres por impartir en octubre.",
    "Faltan 2 talleres por documentar.",
    "Al 30 de junio se habían impartido 6 talleres.",
    "Al 31 de agosto se han impartido 8 talleres.",
    "Los tres talleres restantes se impartirán en octubre y noviembre.",
    "En el año se tienen previstos 12 talleres.",
    "De enero a septiembre se han impartido 9 talleres: 3 en cada trimestre.",
    "En el primer semestre se impartieron 6 talleres; con los 3 del trimestre suman 9.",
    "De las 40 personas inscritas en el año se llevan 30.",
]
OF_QUARTER = [
    "Los talleres impartidos llegaron a {}.",
    "El número de talleres impartidos fue de {}.",
    "Se dieron en total {} talleres de ética.",
    "La cantidad de talleres impartidos en el trimestre ascendió a {}.",
    "El total de talleres fue de {}.",
    "Se contabilizaron {} talleres en total.",
    "Talleres impartidos: {}.",
]
TWO = [
    "Se realizaron dos talleres, uno en julio y otro en agosto.",
    "Hubo dos talleres: uno en Tepic y otro en Ruiz.",
    "Se dieron dos talleres (uno en Tepic y uno en Ruiz).",
]
MAY_BE_THREE = [
    "Se realizaron dos talleres, uno en julio y otro en agosto. En septiembre se dio el tercero.",
    "Se realizaron dos talleres en Tepic, uno en julio y otro en agosto, y uno en Ruiz.",
    "El número de talleres impartidos en línea fue de dos; el presencial fue uno.",
    "El número de personas en los tres talleres fue de 40.",
    "Los talleres impartidos llegaron a cuatro municipios.",
    "Con estos, los talleres impartidos llegaron a nueve.",
    "Se dieron en total 30 horas de taller en los tres talleres.",
]


def told(text, *box):
    return read(*BOX, *box, f"Se impartieron tres talleres. {text}", CLOSING)[1]


@pytest.mark.parametrize("text", SO_FAR)
@pytest.mark.parametrize("label", ["Acumulado: 9 talleres", "Avance al 30 de septiembre: 9"])
def test_another_year_so_far_than_its_label_has_is_told(text, label):
    (found,) = told(text.format("diez"), label)
    assert found.endswith("y el acumulado del año es 9")
    assert told(text.format("nueve"), label) == []
    assert told(text.format("diez")) == []  # where no label has it, nothing is known


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_is_the_meta_less_the_label(text):
    (found,) = told(text.format("cinco"), "Acumulado: 9 talleres")
    assert found.endswith("y para la meta del año faltan 3")
    assert told(text.format("tres"), "Acumulado: 9 talleres") == []


@pytest.mark.parametrize("text", TRUE)
def test_other_times_and_deeds_stay_silent(text):
    assert told(text, "Acumulado: 9 talleres") == []


@pytest.mark.parametrize("text", OF_QUARTER)
def test_a_total_that_the_quarter_does_not_have_is_told(text):
    (found,) = read(*BOX, text.format("cuatro"), CLOSING)[1]
    assert found.endswith("y la cantidad de la línea es 3")
    assert read(*BOX, text.format("tres"), CLOSING)[1] == []


@pytest.mark.parametrize("text", TWO)
def test_two_told_one_by_one_are_no_three(text):
    (found,) = read(*BOX, text, CLOSING)[1]
    assert found == "El texto dice «dos talleres» y la cantidad de la línea es 3"


@pytest.mark.parametrize("text", MAY_BE_THREE)
def test_what_may_make_three_stays_silent(text):
    assert read(*BOX, text, CLOSING)[1] == []

"""Percentages in prose, which of them is stated as progress, and what is for another time."""

from decimal import Decimal

import pytest

from programs.values.wording.not_due import says_not_due
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.percents import percents_of, stated_percents


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("25%", [25]),
        ("un 25 % de", [25]),
        ("12.5 por ciento", ["12.5"]),
        ("del 66,7 %", ["66.7"]),
        ("veinticinco por ciento", [25]),
        ("doce punto cinco por ciento", ["12.5"]),
        ("al cien por ciento", [100]),
        ("se cumplió al cien", [100]),
        ("la mitad de la meta", [50]),
        ("tres cuartas partes de lo programado", [75]),
        ("la mitad de los asistentes", []),
        ("cien personas", []),
    ],
)
def test_percentages_are_read_in_figures_and_words(text, values):
    assert [mention.value for mention in percents_of(text)] == [Decimal(v) for v in values]


STATED = [
    ("Del 100% de la meta programada, se tiene un avance del 25%.", ["25"]),
    ("Del cien por ciento de lo previsto se reporta el doce punto cinco por ciento.", ["12.5"]),
    ("Se alcanzó el 40 por ciento de la meta anual.", ["40"]),
    ("El avance acumulado es de 30%.", ["30"]),
    ("La meta presenta un cumplimiento de 66.7%.", ["66.7"]),
    ("Dicha meta se cumplió al 100%.", ["100"]),
    ("La meta quedó cubierta en su totalidad.", ["100"]),
    ("Avance físico: 25 %", ["25"]),
    ("Se lleva un 20% de avance respecto del 100% programado.", ["20"]),
    ("Se llega al 75% de la meta, quedando pendiente un 25%.", ["75"]),
    ("Del 30% programado se alcanzó el 25%.", ["25"]),
    ("Avance programado: 25%. Avance real: 30%.", ["30"]),
    ("El avance respecto a la meta anual es del treinta y tres punto tres por ciento.", ["33.3"]),
    ("Se avanzó de 25% a 50% en la meta.", ["50"]),
    ("Del 25% programado se alcanzó el 20% de la meta, con un rezago del 5%.", ["20"]),
    ("Del 100% de la meta, se tiene un avance del 56% en actas y del 100% en acuerdos.",
     ["56", "100"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), STATED)
@pytest.mark.parametrize("closes", [True, False])
def test_what_a_sentence_states_as_progress(text, values, closes):
    stated = stated_percents(text, closes=closes)
    assert [each.mention.value for each in stated] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    "text",
    [
        "Se ejerció el 67% del presupuesto.",
        "El 80% de los asistentes respondió la encuesta.",
        "Falta por cumplir el 30% de la meta.",
        "La meta no se cumplió en su totalidad.",
        "Se alcanzará el 50% de la meta en junio.",
        "Se prevé alcanzar el 100% de la meta en diciembre.",
        "Se obtuvo un avance del 67% del ejercicio del gasto público.",
    ],
)
def test_other_percentages_are_no_statement_of_the_narrative(text):
    assert stated_percents(text) == ()


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Se alcanzó el 40% de la meta anual.", [Scope.YEAR]),
        ("Dicha meta para este trimestre se cumplió al 100%.", [Scope.QUARTER]),
        ("Se tiene un avance del 25%.", [Scope.UNSAID]),
        ("En el trimestre se alcanzó 25% y de manera acumulada el 50% de la meta anual.",
         [Scope.IN_QUARTER, Scope.ACCUMULATED]),
    ],
)  # fmt: skip
def test_a_statement_says_of_what_it_is_a_part(text, scopes):
    assert [each.scope for each in stated_percents(text, closes=True)] == scopes


@pytest.mark.parametrize(
    "text",
    [
        "Meta programada en el 3er y 4to trimestre.",
        "Meta no programada en el 1er trimestre.",
        "Actividad calendarizada para el segundo trimestre",
        "Sin programación en este trimestre",
        "Esta meta inicia en julio.",
        "La acción se reportará en el siguiente trimestre.",
        "Para este trimestre no se tenía contemplada la actividad.",
        "Su ejecución está prevista a partir del mes de agosto.",
        "Esta línea de acción no tiene programación en el trimestre que se reporta.",
    ],
)
def test_a_meta_for_another_time_is_known(text):
    assert says_not_due(text)


@pytest.mark.parametrize(
    "text",
    [
        "No aplica para este periodo.",
        "Se atenderá en el segundo semestre.",
        "La encuesta se levantará en el segundo semestre del año.",
    ],
)
def test_what_says_nothing_else_speaks_of_its_meta(text):
    assert says_not_due(text, alone=True)
    assert not says_not_due(text)


@pytest.mark.parametrize(
    "text",
    [
        "Se tiene programado para el segundo trimestre otras reuniones con el Poder Judicial.",
        "Se realizaron dos talleres en el primer trimestre.",
        "La meta programada para el primer trimestre se alcanzó.",
        "Del 100% de la meta programada, se tiene un avance del 25%.",
        "Se actualizó la información correspondiente al cuarto trimestre.",
    ],
)
def test_what_was_due_is_not_taken_for_another_time(text):
    assert not says_not_due(text)


@pytest.mark.parametrize(
    "text",
    ["Balance: visto por trimestre, el encargo llegó al 112 %; visto por año, llegó al 77 %.",
     "Si se mira el trimestre, la meta va en 112 %; si se mira el año, la meta va en 77 %.",
     "Contra lo del trimestre, se alcanzó 112 por ciento; contra lo del año, se alcanzó 77 por "
     "ciento.",
     "A nivel trimestral, el avance es de 112 %; a nivel anual, el avance es de 77 %.",
     "Respecto del periodo, se alcanzó 112 %; respecto del ejercicio, se cubrió 77 %.",
     "Medido por trimestre, se cumplió en 112 %, y medido por año, en 77 %."],
)  # fmt: skip
def test_words_before_a_comma_say_of_what_a_percentage_is(text):
    said = [(int(each.mention.value), each.scope) for each in stated_percents(text, closes=True)]
    assert said == [(112, Scope.QUARTER), (77, Scope.YEAR)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Se acumulan 45 fachadas y el porcentaje de avance es de 50.", [50]),
        ("El porcentaje de cumplimiento de la meta asciende a 62.5, como se previó.", ["62.5"]),
        ("El porcentaje alcanzado es de cincuenta.", [50]),
        ("Lo que da un porcentaje de avance de 50.", [50]),
        ("El porcentaje de avance es de 50%.", [50]),
        ("El porcentaje de avance de 3 talleres es bajo.", []),
        ("El porcentaje de avance es de 50 a 60.", []),
        ("Se informa el porcentaje de las 50, por área.", []),
        ("El porcentaje de avance de 2025.", []),
    ],
)
def test_a_number_that_its_noun_makes_a_percentage(text, values):
    assert [mention.value for mention in percents_of(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Esta actividad va exactamente a la mitad: se elaboró un cuadernillo.", [50]),
        ("El compromiso anual se encuentra justo a la mitad.", [50]),
        ("La tarea queda exactamente en la mitad, como se previó.", [50]),
        ("La meta avanza ya a dos tercios.", ["66.7"]),
        ("El objetivo del año llega a la cuarta parte.", [25]),
        ("La actividad reunió a la mitad de los maestros.", []),
        ("La actividad no se hizo en la mitad del municipio.", []),
    ],
)
def test_a_promise_that_stands_at_a_fraction_states_it(text, values):
    told = [each.mention.value for each in stated_percents(text, closes=True)]
    assert told == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("quarter", "year"),
    [
        ("Visto por trimestre se hizo el 75% de lo programado", "visto por año, con 32 visitas,"),
        ("Si se ve por trimestre se logró el 75% de la meta", "si se ve por año"),
        ("En términos trimestrales se cumplió el 75% de la meta", "en términos anuales"),
        ("Medido contra el trimestre hay un avance del 75% de la meta", "medido contra el año"),
        ("A nivel trimestral se cumplió el 75% de la meta", "a nivel anual"),
        ("Comparado con la meta trimestral se avanzó el 75%", "comparado con la anual"),
    ],
)
@pytest.mark.parametrize("stop", ["; ", ". "])
def test_a_clause_says_how_its_percentage_is_seen(quarter, year, stop):
    said = year[:1].upper() + year[1:] if stop == ". " else year
    text = f"{quarter}{stop}{said} la meta va en dos terceras partes (66.7%)."
    scopes = [each.scope for each in stated_percents(text)]
    assert scopes[0] is Scope.QUARTER and set(scopes[1:]) == {Scope.YEAR}


def test_what_is_seen_by_nobody_has_no_scope():
    (told,) = stated_percents("Con lo visto en campo la meta va en 66.7%.")
    assert told.scope is Scope.UNSAID


@pytest.mark.parametrize(
    "text",
    [
        "Frente a lo programado a la fecha el avance es de 113.3%.",
        "Se cumplió el 110% de lo previsto al cierre de septiembre.",
        "Respecto de las 120 visitas programadas de enero a septiembre, el cumplimiento es de 95%.",
        "Contra lo calendarizado al tercer trimestre se tiene un avance acumulado de 108%.",
        "El cumplimiento de lo programado al 30 de junio es de 104%.",
        "De lo planeado hasta junio se logró el 90% de avance acumulado.",
        "El avance es de 90% de lo programado al corte.",
    ],
)
def test_a_share_of_what_was_due_so_far_is_of_no_year(text):
    assert [each.scope for each in stated_percents(text, closes=True)] == [Scope.SPAN]


@pytest.mark.parametrize(
    "text",
    [
        "De lo programado a la fecha se lleva un avance acumulado de 75%.",
        "De lo programado, al 30 de junio se tiene un avance acumulado de 75%.",
        "El avance acumulado de la meta al cierre de junio es de 50%.",
        "A la fecha se alcanzó el 75% de lo programado en el año.",
    ],
)
def test_a_share_that_a_date_alone_stands_beside_is_of_the_year(text):
    assert Scope.SPAN not in [each.scope for each in stated_percents(text, closes=True)]

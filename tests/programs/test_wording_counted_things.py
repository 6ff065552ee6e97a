"""Wordings that other readers build on: ordinals, bodies, turns, figures, events, money, plans."""

from decimal import Decimal

import pytest

from programs.values.wording.counted import counted_of
from programs.values.wording.events import counts_events, events_of
from programs.values.wording.fields import speak_of_two
from programs.values.wording.figures import figures_of, may_be, thing_of, total_of
from programs.values.wording.money import shares_of
from programs.values.wording.numbers import numbers_of
from programs.values.wording.ordinals import is_ordinal, of_sign, of_word, ordinals_before
from programs.values.wording.organos import (
    organo_after,
    organo_core,
    organo_lead,
    organo_subject,
    same_organo,
)
from programs.values.wording.periods import periods_of
from programs.values.wording.titled_plans import titled_plans
from programs.values.wording.turns import (
    gaps,
    listed_months,
    listed_quarters,
    month_of_cell,
    months_named,
    quarter_of_cell,
)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("primera", 1), ("segundo", 2), ("decima", 10), ("decimosegunda", 12), ("undecima", 11),
        ("vigesima", 20), ("vigesimoprimera", 21), ("setima", 7), ("sesion", None), ("", None),
    ],
)  # fmt: skip
def test_ordinals_in_one_word(word, value):
    assert of_word(word) == value


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("11a.", (11, True)), ("3.ª", (3, True)), ("1er", (1, True)), ("iii", (3, True)),
        ("4", (4, False)), ("9.", None), ("iii.", None), ("acta", None),
    ],
)  # fmt: skip
def test_ordinals_by_signs(word, read):
    assert of_sign(word) == read


@pytest.mark.parametrize(
    ("words", "counted", "read"),
    [
        ("la decima primera y decima segunda", False, ((11, 12), 5)),
        ("de la primera a la tercera", False, ((1, 2, 3), 4)),
        ("primera, segunda y cuarta", False, ((1, 2, 4), 4)),
        ("se celebraron 9", True, ((), 0)),
        ("la 9", False, ((9,), 1)),
        ("una nueva", False, ((), 0)),
    ],
)
def test_the_ordinals_that_end_a_run_of_words(words, counted, read):
    assert ordinals_before(words.split(), counted=counted) == read


def test_what_may_be_an_ordinal():
    assert is_ordinal("quinta,") and is_ordinal("IV".lower()) and not is_ordinal("ordinaria")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" del Comité Coordinador del Sistema, el", "Comité Coordinador del Sistema"),
        (" del comité coordinador, el día", "comité coordinador"),
        (" de la Junta de Gobierno celebrada", "Junta de Gobierno"),
        (" del 5 de marzo", ""),
        (" del periodo", ""),
        ("", ""),
    ],
)
def test_the_body_named_after_a_place(text, name):
    assert organo_after(text, 0)[0] == name


def test_the_body_that_a_paragraph_is_about():
    assert organo_lead("Del Comité de Ética: se aprobó") == "Comité de Ética"
    assert organo_lead("Del Comité de Ética se aprobó") == ""
    assert organo_subject("En marzo el Comité de Ética aprobó") == "Comité de Ética"
    assert organo_subject("En marzo se aprobó") == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Comité Coordinador del Sistema", "Comité Coordinador", True),
        ("el Comité", "Comité de Ética", True),
        ("Comité de Ética", "Comité de Archivo", False),
        ("INAI", "Instituto Nacional de Acceso", True),
        ("", "Junta de Gobierno", True),
        ("Pleno", "Junta de Gobierno", True),
    ],
)
def test_names_of_one_body(one, other, same):
    assert same_organo(one, other) is same
    assert organo_core("") == ()


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("los informes de enero, febrero y marzo", [(1, 2, 3)]),
        ("de octubre a diciembre", [(10, 11, 12)]),
        ("noviembre, diciembre y enero", [(11, 12, 13)]),
        ("meses: mar., sep. y dic.", [(3, 9, 12)]),
        ("el informe mensual de mayo", [(5,)]),
        ("el 5 de marzo de 2024", []),
        ("sin meses", []),
    ],
)
def test_the_months_that_a_text_lists(text, turns):
    assert [each.turns for each in listed_months(text)] == turns


def test_every_month_that_is_named_but_that_of_a_day():
    assert months_named("en abril y junio, el 5 de mayo de 2024") == {4, 6}


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("primer y tercer trimestre", [(1, 3)]),
        ("los trimestres I, II y IV", [(1, 2, 4)]),
        ("primero, segundo y cuarto trimestres", [(1, 2, 4)]),
        ("el trimestre", []),
    ],
)
def test_the_quarters_that_a_text_lists(text, turns):
    assert [each.turns for each in listed_quarters(text)] == turns


def test_months_and_quarters_of_cells():
    assert [month_of_cell(cell) for cell in ("Enero", "FEB.", "marzo 2024", "total")] == [
        1, 2, 3, None,
    ]  # fmt: skip
    assert [quarter_of_cell(cell) for cell in ("I", "2do trimestre", "T3", "uno")] == [
        1, 2, 3, None,
    ]  # fmt: skip
    assert gaps(frozenset((1, 2, 4))) == (3,) and gaps(frozenset()) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Se impartieron 5 talleres de ética", [(5, {"taller", "etica"})]),
        ("Emitimos 15 dictámenes de protección civil de enero a marzo",
         [(15, {"dictamen", "proteccion", "civil"})]),
        ("Se atendieron 31 solicitudes de acceso a la información", [(31, {"solicitud-info"})]),
        ("más de 40 personas", []),
        ("durante 5 días", []),
        ("3 de 12 talleres", []),
    ],
)  # fmt: skip
def test_the_figures_of_a_text(text, told):
    assert [(each.value, set(each.thing)) for each in figures_of(text)] == told


def test_figures_of_one_thing():
    one, other = (
        figures_of(text)[0]
        for text in ("Se emitieron 18 dictámenes técnicos", "Emitimos 15 dictámenes técnicos")
    )
    bought = figures_of("Se compraron 15 dictámenes técnicos")[0]

    assert one.of_one_thing(other) and not one.of_one_thing(bought)
    assert thing_of("solicitudes de información") == {"solicitud-info"}
    assert total_of([one, other]) is None and total_of([one, one]) == 18
    assert may_be(Decimal(33), [one, other]) and not may_be(Decimal(20), [one, other])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("el Segundo Foro Juvenil", [("foro", 2)]),
        ("la tercera edición del Festival del Mole", [("festival", 3)]),
        ("1er Encuentro de Enlaces", [("encuentro", 1)]),
        ("el primer y segundo foros", [("foro", 1), ("foro", 2)]),
        ("3 foros", [("foro", None)]),
        ("una obra de teatro", [("obra", None)]),
        ("la sesión del comité", []),
    ],
)
def test_the_events_that_a_text_names(text, told):
    assert [(each.noun, each.ordinal) for each in events_of(text)] == told


def test_how_many_events_are_counted():
    assert counts_events("se celebraron tres foros y un taller", "foro") == 3
    assert counts_events("el foro", "foro") == 0


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("$450,000.00, de los cuales $300,000.00 fueron de honorarios y $120,000.00 de viáticos",
         [(450_000, (300_000, 120_000))]),
        ("$90: $50 en enero y $40 en febrero", [(90, (50, 40))]),
        ("$90, de los cuales $50 fueron de enero", []),
        ("$90, entre ellos $50 de enero y $10 de febrero", []),
        ("se pagaron $90, $50 y $40", []),
    ],
)  # fmt: skip
def test_money_that_is_shared_out(text, shares):
    assert [(each.total, each.parts) for each in shares_of(text)] == shares


def test_plans_by_their_printed_names():
    told = list(titled_plans("el Programa Anual de Evaluación 2025 y la Política Anticorrupción"))

    assert [(each.words, each.years) for each in told] == [(("anual", "evaluacion"), "2025")]
    assert not list(titled_plans("un programa anual de evaluación"))
    assert not list(titled_plans("el Programa de la Secretaría Ejecutiva"))


@pytest.mark.parametrize(
    ("title", "unit", "two"),
    [
        ("Dar mantenimiento al parque vehicular", "actas del comité de transparencia", True),
        ("Elaborar los estados financieros", "conferencias de prensa", True),
        ("Sesiones del Comité de Ética", "avisos de privacidad", True),
        ("Sesiones del Comité de Adquisiciones", "mantenimientos a vehículos", True),
        ("Operación del Comité de Compras", "actas", False),
        ("Gestionar recursos presupuestales", "Solicitudes", False),
        ("Fortalecer las competencias del personal", "cursos", False),
        ("Acceso a la información pública", "sesiones ordinarias", False),
        ("Organización del archivo", "sesiones ordinarias y extraordinarias", False),
        ("Acceso a la información pública", "sesiones de zumba", True),
        ("Dar mantenimiento al parque vehicular", "sesiones ordinarias", True),
    ],
)
def test_titles_and_units_of_two_fields(title, unit, two):
    assert speak_of_two(title, unit) is two


@pytest.mark.parametrize(
    ("text", "values"),
    [("8 mil actas", [8000]), ("8 millares", [8]), ("dos mil actas", [2000]), ("sin nada", [])],
)
def test_thousands_in_figures_and_words(text, values):
    assert [each.value for each in numbers_of(text)] == values


@pytest.mark.parametrize(
    "text", ["Del SISAI 2.0 se obtuvo el reporte", "el Sisai 2.0 recibió", "un treinta por ciento"]
)
def test_versions_and_articles_of_percentages_count_nothing(text):
    assert counted_of(text) == ()


def test_months_joined_one_by_one_are_a_span_only_where_they_run_on():
    assert not periods_of("en abril, julio y octubre de 2024")
    assert [each.last.month for each in periods_of("en abril, mayo y junio de 2024")] == [6]


def test_a_year_may_begin_in_any_month():
    told = periods_of("Primer trimestre (octubre - diciembre de 2025)")[0]

    assert (told.first.isoformat(), told.last.isoformat()) == ("2025-10-01", "2025-12-31")

"""Shares of the meta of a semester, figures told in runs, and halves of months, told apart."""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.named import line_named
from programs.values.wording.fortnights import halves_in
from programs.values.wording.runs import run_from

from .written_cases import FIRST, written_linea

TWO = "Se celebraron dos sesiones"


def findings_of(meta, told, closing, title="Realizar lo programado"):
    text = f"Segundo trimestre de 2026\nLínea de acción: {title}\nMeta: {meta}\n{told}\n{closing}\n"
    return reading_of(TEXT, text.encode()).findings


def codes_of(*given):
    return [each.finding.code for each in findings_of(*given)]


@pytest.mark.parametrize(
    "told",
    [
        f"{TWO}, la mitad de la meta semestral.",
        f"{TWO}. La meta semestral es de cuatro y se lleva la mitad.",
        f"{TWO}, la mitad de la meta del semestre.",
        f"{TWO}, la mitad de lo programado para el semestre.",
        f"{TWO}. Con ello la meta semestral va a la mitad.",
        f"{TWO}, la mitad de la meta del bimestre.",
        f"{TWO}, 50% de la meta semestral.",
        f"{TWO}. La meta semestral se cumplió al 50%.",
    ],
)
def test_a_share_of_the_semester_is_no_other_progress_of_the_year(told):
    assert codes_of("8 sesiones", told, "La meta anual se cumplió al 25%.") == []


@pytest.mark.parametrize(
    "told",
    [
        f"{TWO}, la mitad de la meta.",
        f"{TWO}, la mitad de la meta anual.",
        f"{TWO} en el primer semestre, la mitad de la meta.",
    ],
)
def test_two_shares_of_the_year_are_still_two(told):
    closing = "La meta anual se cumplió al 25%."
    assert codes_of("8 sesiones", told, closing) == [Code.TWO_PERCENTS]


def test_what_closes_with_the_share_of_the_semester_is_not_held_against_the_year():
    told = f"{TWO}, de las cuatro previstas para el semestre."
    assert codes_of("8 sesiones", told, "La meta semestral se cumplió al 50%.") == []
    closing = "La meta semestral se cumplió al 25%."
    assert codes_of("4 sesiones semestrales", f"{TWO}.", closing) == [Code.WRITTEN_PERCENT]


def opening_codes(presented, told):
    text = (
        f"Informe del segundo trimestre de 2026\n\nPresentación\n{presented}\n\n"
        f"Línea de acción: Atender quejas\nMeta: 10 quejas\n{told}\nLa meta se cumplió al 100%.\n"
    )
    found = reading_of(TEXT, text.encode()).findings
    return [(each.finding.code, each.finding.arithmetic) for each in found]


RUN = "Se atendieron cuatro quejas en línea y seis en ventanilla."
ALL = "En el trimestre se atendieron 10 quejas."


@pytest.mark.parametrize(
    ("presented", "told"),
    [
        (ALL, RUN),
        (ALL, "Se atendieron cuatro quejas en línea, cinco en ventanilla y una por correo."),
        (ALL, "Se atendieron cuatro quejas en línea; otras seis en ventanilla."),
        (RUN, "Se atendieron 10 quejas."),
        (RUN, "Se atendieron seis quejas en ventanilla y cuatro en línea."),
    ],
)
def test_counts_of_one_noun_make_the_figure_of_the_opening(presented, told):
    assert opening_codes(presented, told) == []


@pytest.mark.parametrize(
    ("presented", "told", "arithmetic"),
    [
        (ALL.replace("10", "11"), RUN, "11 ≠ 10"),
        (ALL.replace("10", "14"), "Se atendieron 10 quejas y cuatro fueron resueltas.", "14 ≠ 10"),
        (RUN.replace("seis", "ocho"), "Se atendieron 10 quejas.", "4 ≠ 10"),
    ],
)
def test_a_run_that_makes_another_figure_is_told(presented, told, arithmetic):
    assert opening_codes(presented, told) == [(Code.OPENING_FIGURE, arithmetic)]


def test_a_run_ends_where_some_of_it_is_told():
    assert run_from("cuatro quejas en línea y seis en ventanilla", 0) == [Decimal(4), Decimal(6)]
    assert run_from("diez quejas y seis se archivaron", 0) == [Decimal(10)]
    assert run_from("diez quejas, de las cuales seis en línea", 0) == [Decimal(10)]
    assert run_from("nada", 0) == []


PAYROLL = "Pagar la nómina quincenal"
SOME = "en la 1a quincena de abril, la 1a de mayo y la 2a de mayo."
MET = "La meta se cumplió al 100%."


@pytest.mark.parametrize(
    "told",
    [
        f"Se pagaron seis nóminas quincenales. Se agregaron trabajadores {SOME}",
        f"Se pagaron las seis quincenas. Hubo bajas {SOME}",
        f"Se pagaron las nóminas de todas las quincenas. Se corrigieron recibos {SOME}",
    ],
)
def test_halves_named_for_another_deed_leave_no_gap_in_the_duty(told):
    assert codes_of("6 nóminas quincenales", told, MET, PAYROLL) == []


@pytest.mark.parametrize(
    "told",
    [
        "Se pagaron seis nóminas quincenales: la 1a quincena de abril, la 1a de mayo, la 2a de "
        "mayo, la 1a de junio y la 2a de junio.",
        "Se pagaron seis nóminas quincenales. Se pagó la 1a quincena de abril, la 1a de mayo, la "
        "2a de mayo, la 1a de junio y la 2a de junio.",
        "Se pagaron seis nóminas quincenales. Fueron la 1a quincena de abril, la 1a de mayo, la "
        "2a de mayo y la 1a y 2a de junio.",
    ],
)
def test_a_half_that_the_duty_itself_skips_is_a_gap(told):
    assert codes_of("6 nóminas quincenales", told, MET, PAYROLL) == [Code.DUTY_GAP]


@pytest.mark.parametrize(
    "told",
    [
        "Se pagaron ambas quincenas de abril, de mayo y de junio.",
        "Se pagaron las dos quincenas de abril, mayo y junio.",
        "Se pagó la primera y la segunda quincena de abril, mayo y junio.",
        "Se pagaron ambas quincenas de cada mes.",
        "Se pagaron todas las quincenas del trimestre.",
    ],
)
def test_halves_of_months_back_a_percentage(told):
    assert codes_of("24 nóminas", told, "La meta se cumplió al 25%.", PAYROLL) == []


def test_fewer_halves_do_not_back_it():
    told = "Se pagaron ambas quincenas de abril y de mayo."
    found = codes_of("24 nóminas", told, "La meta se cumplió al 25%.", PAYROLL)
    assert found == [Code.UNCOUNTED]


def test_each_month_of_a_list_has_its_halves():
    assert list(halves_in("ambas quincenas de abril y de junio")) == [7, 8, 11, 12]
    assert list(halves_in("la primera quincena de abril, mayo y junio")) == [7, 9, 11]
    assert list(halves_in("del 1 al 15 de julio")) == [13]


WITH = [
    "Se dieron tres: el 4 de abril, el 6 de mayo y el 9 de junio, cada uno con una conferencia.",
    "Se dieron el 4 de abril, el 6 de mayo y el 9 de junio, con una conferencia al inicio.",
    "Se dieron el 4 de abril, el 6 de mayo y el 9 de junio, precedidos de una plática.",
    "Los tres fueron el 4 de abril, el 6 de mayo y el 9 de junio, dentro de la feria del libro.",
    "Se dieron tres: el 4 de abril, el 6 de mayo y el 9 de junio, en el marco del congreso.",
    "Se dieron el 4 de abril, el 6 de mayo y el 9 de junio, seguidos por un concierto.",
]
OTHERS = [
    "Se dieron tres conferencias: el 4 de abril, el 6 de mayo y el 9 de junio.",
    "Las conferencias fueron el 4 de abril, el 6 de mayo y el 9 de junio.",
    "El 4 de abril, el 6 de mayo y el 9 de junio se ofreció una conferencia.",
    "Con gran asistencia se ofreció una conferencia el 4 de abril, otra el 6 de mayo y otra el 9 "
    "de junio.",
]


@pytest.mark.parametrize("told", WITH)
def test_what_went_with_the_thing_of_a_day_is_no_other_thing(told):
    assert codes_of("3 cursos", told, MET, "Impartir cursos") == []


@pytest.mark.parametrize("told", OTHERS)
def test_another_thing_held_on_those_days_is_told(told):
    assert codes_of("3 talleres", told, MET, "Impartir talleres") == [Code.OTHER_KIND]


@pytest.mark.parametrize(
    ("unit", "meta", "done", "told", "quote"),
    [
        ("personas", 1000, 450, "Se capacitó a 480 personas en 3 jornadas.", "480 personas"),
        ("personas atendidas", 1000, 450, "La brigada atendió a 480 personas en tres jornadas.",
         "480 personas"),
        ("talleres", 12, 2, "La Dirección impartió 3 talleres con 60 asistentes.", "3 talleres"),
        ("talleres", 12, 2, "Se impartieron 3 talleres a 60 personas.", "3 talleres"),
        ("reportes de seguimiento a los acuerdos", 4, 1,
         "La Dirección elaboró 2 reportes de seguimiento a los acuerdos.",
         "2 reportes de seguimiento"),
    ],
)  # fmt: skip
def test_a_count_with_how_many_took_part_is_held_against_the_quantity(
    unit, meta, done, told, quote
):
    linea = written_linea(told, meta=f"{meta} {unit}", amounts=((meta, unit),), reported=(done,))
    (finding,) = line_named(linea, FIRST)
    assert finding.quote == quote


@pytest.mark.parametrize(
    ("unit", "done", "told"),
    [
        ("personas", 1000, "Se capacitó a 480 personas en 3 jornadas y a 520 en línea."),
        ("personas", 500, "Se capacitó a 480 personas en 3 jornadas y a 20 más en un foro."),
        ("talleres", 5, "Se impartieron 3 talleres en escuelas."),
        ("talleres", 3, "Se impartieron 3 talleres a 60 personas."),
    ],
)
def test_a_count_of_some_of_them_is_not(unit, done, told):
    linea = written_linea(told, meta=f"2000 {unit}", amounts=((2000, unit),), reported=(done,))
    assert list(line_named(linea, FIRST)) == []


def test_a_point_that_may_be_of_thousands_is_asked():
    found = findings_of("1.200 personas", "Se capacitó a 300 personas.", "Avance: 25%.")
    (finding,) = (each.finding for each in found)
    assert finding.severity is Severity.DOUBT
    assert "se leyó 1.2. Si quiso decir 1,200, escriba 1200" in finding.arithmetic
    told = "Se capacitó a 2,000 personas: 1.200 mujeres y 800 hombres."
    (finding,) = (each.finding for each in findings_of("2,000 personas", told, "Avance: 100%."))
    assert (finding.code, finding.severity) == (Code.SUM, Severity.DOUBT)
    (finding,) = (
        each.finding
        for each in findings_of("1,200 personas", "Se capacitó a 300 personas.", "Avance: 20%.")
    )
    assert (finding.severity, "se leyó" in finding.arithmetic) == (Severity.ERROR, False)


LISTS = [
    "- Primera entrega: 3 de abril de 2026, plantel Santa Rita\n- Segunda entrega: 4 de mayo de "
    "2026, plantel Juárez\n- Tercera entrega: 3 de julio de 2026, plantel Hidalgo",
    "- Visita a Juncal, 24 de abril de 2026\n- Visita a Paraíso, 2 de mayo de 2026\n"
    "- Visita a Jalpa, 12 de junio de 2026\n- Visita a Dos Bocas, 19 de mayo de 2025",
]


@pytest.mark.parametrize("told", LISTS)
def test_a_day_of_one_item_is_told_once(told):
    found = codes_of("3 entregas", f"Se hicieron tres entregas:\n{told}", MET)
    assert found.count(Code.DEED_DAY) == 1


BOTH = "Se impartieron 6 talleres y se elaboraron 2 guías."


@pytest.mark.parametrize(
    ("told", "percent", "right"),
    [
        (BOTH, "50", True),
        (BOTH, "25", False),
        (BOTH, "37.5", False),
        ("Se impartieron 4 talleres.", "25", True),
        ("Se impartieron 6 talleres.", "25", True),
        ("Se impartieron 3 talleres y una guía.", "25", True),
    ],
)
def test_what_is_counted_of_each_component_is_in_its_percentage(told, percent, right):
    found = codes_of("12 talleres y 4 guías", told, f"La meta se cumplió al {percent}%.")
    assert found == ([] if right else [Code.WRITTEN_PERCENT])

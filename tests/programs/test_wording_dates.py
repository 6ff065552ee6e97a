"""Days and periods in Spanish wording: read with their place, impossible ones told as such."""

from datetime import date

import pytest

from programs.values.wording.dated import dated_deeds
from programs.values.wording.dates import dates_of
from programs.values.wording.periods import periods_of
from programs.values.written import Period

SECOND = Period(date(2025, 4, 1), date(2025, 6, 30), date(2025, 1, 1), date(2025, 12, 31))
OVER = Period(date(2025, 12, 1), date(2026, 2, 28), date(2025, 9, 1), date(2026, 8, 31))


def days(text, period=SECOND):
    """Return (first, last, words) of each date of a text."""
    return [(d.first, d.last, text[d.start : d.end]) for d in dates_of(text, period)]


ONE_DAY = [
    ("el 9 de abril de 2025 se", date(2025, 4, 9), "9 de abril de 2025"),
    ("de fecha 9 de abril, se", date(2025, 4, 9), "9 de abril"),
    ("el 1º de mayo del año en curso", date(2025, 5, 1), "1º de mayo del año en curso"),
    ("primero de mayo", date(2025, 5, 1), "primero de mayo"),
    ("1ro. de mayo de 2024", date(2024, 5, 1), "1ro. de mayo de 2024"),
    ("12 de mayo del año pasado", date(2024, 5, 12), "12 de mayo del año pasado"),
    (
        "veintitrés de junio de dos mil veinticinco",
        date(2025, 6, 23),
        "veintitrés de junio de dos mil veinticinco",
    ),
    ("02/06/2025", date(2025, 6, 2), "02/06/2025"),
    ("2-6-25", date(2025, 6, 2), "2-6-25"),
    ("02.06.2025", date(2025, 6, 2), "02.06.2025"),
    ("2025-06-02", date(2025, 6, 2), "2025-06-02"),
    ("2-jun-2025", date(2025, 6, 2), "2-jun-2025"),
    ("02/junio/2025", date(2025, 6, 2), "02/junio/2025"),
    ("19 jun. 2025", date(2025, 6, 19), "19 jun. 2025"),
    ("03 de jun. de 2025", date(2025, 6, 3), "03 de jun. de 2025"),
    ("30 de\nabril de\n2025", date(2025, 4, 30), "30 de\nabril de\n2025"),
    ("el 30 de septiembre del ejercicio anterior", date(2024, 9, 30), None),
]


@pytest.mark.parametrize(("text", "day", "words"), ONE_DAY)
def test_a_day_is_read_with_its_place(text, day, words):
    ((first, last, told),) = days(text)
    assert (first, last) == (day, day)
    assert words is None or told == words


RANGES = [
    ("los días 3 y 4 de junio", [(date(2025, 6, 3), date(2025, 6, 4))]),
    ("del 5 al 7 de mayo de 2025", [(date(2025, 5, 5), date(2025, 5, 7))]),
    ("el 6, 8 y 10 de mayo", [(date(2025, 5, 6), date(2025, 5, 10))]),
    ("entre el 5 y el 7 de mayo", [(date(2025, 5, 5), date(2025, 5, 7))]),
    (
        "15 de enero, 13 de febrero y 6 de marzo de 2024",
        [
            (date(2024, 1, 15), date(2024, 1, 15)),
            (date(2024, 2, 13), date(2024, 2, 13)),
            (date(2024, 3, 6), date(2024, 3, 6)),
        ],
    ),
    (
        "del 20 de diciembre al 5 de enero de 2025",
        [(date(2024, 12, 20), date(2024, 12, 20)), (date(2025, 1, 5), date(2025, 1, 5))],
    ),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_lists_and_ranges_are_read_with_the_year_beside_them(text, expected):
    assert [(first, last) for first, last, _ in days(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "31 de abril",
        "30 de febrero de 2025",
        "30/02/2025",
        "31-06-2025",
        "2025-02-29",
        "el 29 de febrero de 2025",
        "treinta y uno de junio",
    ],
)
def test_a_day_that_no_calendar_has_is_told(text):
    (found,) = dates_of(text, SECOND)
    assert found.impossible
    assert found.first is None


@pytest.mark.parametrize(
    "text",
    [
        "29 de febrero de 2024",
        "29 de febrero",
        "oficio No. 31/02/2025",
        "expediente 30/02/2025",
        "folio 31.04.2025",
        "SE/31/02/2025",
        "tel. 55-12-34-56",
        "versión 1.2.24",
        "el 13/25/2025",
        "45 de mayo",
        "3 de cada 10",
        "12 de marzos",
    ],
)
def test_no_false_day_is_seen_where_there_is_none(text):
    assert not [each for each in dates_of(text) if each.impossible]


def test_a_year_that_nobody_says_is_that_of_the_exercise():
    assert days("el 3 de noviembre", OVER)[0][0] == date(2025, 11, 3)
    assert days("el 3 de febrero", OVER)[0][0] == date(2026, 2, 3)
    assert dates_of("el 3 de febrero")[0].first is None


PERIODS = [
    ("cuarto trimestre del 2024", date(2024, 10, 1), date(2024, 12, 31)),
    ("2do. trimestre del presente ejercicio", date(2025, 4, 1), date(2025, 6, 30)),
    ("primer trimestre (enero-marzo) de 2025", date(2025, 1, 1), date(2025, 3, 31)),
    ("segundo semestre de 2024", date(2024, 7, 1), date(2024, 12, 31)),
    ("los meses de abril y mayo", date(2025, 4, 1), date(2025, 5, 31)),
    ("abril, mayo y junio de 2025", date(2025, 4, 1), date(2025, 6, 30)),
    ("abril – junio 2025", date(2025, 4, 1), date(2025, 6, 30)),
    ("noviembre 2024 a enero 2025", date(2024, 11, 1), date(2025, 1, 31)),
    ("correspondiente a mayo de 2025", date(2025, 5, 1), date(2025, 5, 31)),
    ("el mes de junio", date(2025, 6, 1), date(2025, 6, 30)),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_a_period_is_read(text, first, last):
    (found,) = periods_of(text, SECOND)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["19 de mayo de 2025", "calle 5 de mayo", "Abril Ruiz", "el año"])
def test_the_month_of_a_day_and_a_name_are_no_period(text):
    assert periods_of(text, SECOND) == ()


DEEDS = [
    ("Con fecha 7 de mayo de 2025, se obtuvo el registro.", ""),
    ("El 7 de mayo personal de la Unidad acudió a la feria.", ""),
    ("Asimismo, el pasado 7 de mayo se instaló el comité.", ""),
    ("Se impartió el taller de ética el 7 de mayo en la sala de juntas.", ""),
    ("La Segunda Sesión Ordinaria se celebró el miércoles 7 de mayo.", ""),
    ("La reunión tuvo lugar el 7 de mayo de 2025.", ""),
    ("El curso fue impartido el 7 de mayo por personal externo.", ""),
    ("Se convocó la Tercera Sesión del Grupo, celebrada el 7 de mayo de 2025.", ""),
    ("7 de mayo de 2025: reunión con enlaces municipales.", ""),
    ("Mediante circular SE/03/2025, de 7 de mayo, se avisó a las áreas.", "SE/03/2025"),
    ("Se remitió el padrón mediante oficio DAF-118-25 del 7 de mayo.", "DAF-118-25"),
    ("Por oficio UT/9/2025 fechado el 7 de mayo se pidió prórroga.", "UT/9/2025"),
    ("Con fecha 7 de mayo, mediante oficio UT/9/2025 se pidió prórroga.", ""),
]


@pytest.mark.parametrize(("text", "oficio"), DEEDS)
def test_a_deed_is_dated_by_its_own_day_or_its_own_oficio(text, oficio):
    (found,) = dated_deeds(text, SECOND)
    assert (found.first, found.oficio) == (date(2025, 5, 7), oficio)


@pytest.mark.parametrize(
    "text",
    [
        "Se aprobó el acta de la sesión de fecha 7 de mayo de 2025.",
        "Se elaboró la minuta de la reunión celebrada el 7 de mayo.",
        "En atención al oficio ASE/55/2025 de fecha 7 de mayo, se entregó la cuenta.",
        "Conforme a la recomendación emitida mediante oficio SE/3/2025 del 7 de mayo, se ajustó.",
        "La próxima sesión se llevará a cabo el 7 de mayo.",
        "Se tiene programado para el 7 de mayo el segundo taller.",
        "Se solicitó la información a más tardar el 7 de mayo.",
        "La convocatoria estará abierta hasta el 7 de mayo.",
        "Se dio cumplimiento al convenio firmado el 7 de mayo.",
        "Se presentó el programa que se aprobó el 7 de mayo.",
        "Se actualizó la información con corte al 7 de mayo.",
        "Conforme a la Ley publicada el 7 de mayo en el Periódico Oficial.",
        "Se aprobó celebrar la sesión el 7 de mayo.",
        "El plazo vence el 7 de mayo.",
    ],
)
def test_a_day_of_something_else_dates_no_deed(text):
    assert dated_deeds(text, SECOND) == ()


def test_each_session_of_a_list_has_its_day():
    text = (
        "Se celebraron tres sesiones: la Segunda Sesión Ordinaria, celebrada el 4 de abril, la "
        "Tercera Sesión Ordinaria, de fecha 9 de mayo, y la Cuarta Sesión Ordinaria el 6 de junio."
    )
    assert [deed.first.month for deed in dated_deeds(text, SECOND)] == [4, 5, 6]


LISTED = [
    "Abril-mayo-junio 2025", "abril, mayo, junio de 2025", "ABRIL/MAYO/JUNIO 2025",
    "Abril – mayo – junio de 2025", "abril, mayo y junio de 2025",
]  # fmt: skip


@pytest.mark.parametrize("text", LISTED)
def test_months_that_are_listed_one_by_one_are_one_period(text):
    (found,) = periods_of(text, SECOND)
    assert (found.first, found.last) == (date(2025, 4, 1), date(2025, 6, 30))


def test_months_that_do_not_follow_one_another_are_no_period():
    assert periods_of("abril-junio-julio 2025", SECOND) == ()


@pytest.mark.parametrize(
    "text",
    [
        "el 32 de julio de 2026",
        "el 32 de julio",
        "el día 45 de mayo",
        "el treinta y dos de mayo",
        "del 28 al 32 de mayo",
        "los días 30, 31 y 32 de mayo",
        "el 32/05/2026",
        "con fecha 32-may-2026",
    ],
)
def test_more_than_31_told_as_a_day_is_one_that_no_calendar_has(text):
    (found,) = dates_of(text)
    assert found.impossible


@pytest.mark.parametrize(
    "text",
    [
        "la calle 45 de Mayo",
        "las 45 de mayo y las 50 de junio",
        "el expediente 45/05/2026",
        "a los 35 de mayo",
    ],
)
def test_more_than_31_told_otherwise_is_no_day(text):
    assert not dates_of(text)


@pytest.mark.parametrize(
    "text", ["Agosto, 31. Septiembre, 19. Total, 50.", "julio: 31. Junio: 30", "mayo, 30, 15"]
)
def test_what_is_counted_beside_months_is_no_day(text):
    assert not [each for each in dates_of(text) if each.impossible]
    assert all(each.first is None or each.first.year > 2019 for each in dates_of(text))

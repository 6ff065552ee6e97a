"""The mandatory days off of the labour law, and the days off that people paste."""

from datetime import date

import pytest

from programs.received.days import read_days
from programs.received.pasted import PasteProblem, columns_of, pasted_rows, told
from programs.values.federal_days import federal_days

YEARS = range(2024, 2029)

# As the official calendars of the Secretaría de la Función Pública and the labour law printed them.
PRINTED = {
    2005: ["01-01", "02-05", "03-21", "05-01", "09-16", "11-20", "12-25"],
    2018: ["01-01", "02-05", "03-19", "05-01", "09-16", "11-19", "12-01", "12-25"],
    2023: ["01-01", "02-06", "03-20", "05-01", "09-16", "11-20", "12-25"],
    2024: ["01-01", "02-05", "03-18", "05-01", "09-16", "10-01", "11-18", "12-25"],
    2026: ["01-01", "02-02", "03-16", "05-01", "09-16", "11-16", "12-25"],
    2030: ["01-01", "02-04", "03-18", "05-01", "09-16", "10-01", "11-18", "12-25"],
}


@pytest.mark.parametrize("year", PRINTED)
def test_the_days_of_a_year_are_those_of_the_law(year):
    days = federal_days(year)
    assert [f"{each.day:%m-%d}" for each in days] == PRINTED[year]
    assert {each.day.year for each in days} == {year}


def test_the_three_mondays_are_mondays_within_their_weeks():
    for year in range(2006, 2101):
        by_name = {each.name: each.day for each in federal_days(year)}
        first, second, third = (
            by_name[name]
            for name in (
                "Día de la Constitución",
                "Natalicio de Benito Juárez",
                "Día de la Revolución Mexicana",
            )
        )
        assert {day.weekday() for day in (first, second, third)} == {0}
        assert (first.month, second.month, third.month) == (2, 3, 11)
        assert first.day <= 7 and 15 <= second.day <= 21 and 15 <= third.day <= 21


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-18\tAniversario",
        "18/03/2026 Aniversario",
        "18-mar-2026 Aniversario",
        "18-mar-26\tAniversario",
        "18 de marzo de 2026 Aniversario",
        "Miércoles 18 de MARZO del 2026: Aniversario",
        "• 18/03/2026 – Aniversario",
        "18.3.2026\t\tAniversario",
        "\ufeff18/03/2026\u00a0Aniversario\x00",
        "Fecha\tMotivo\n18/03/2026\tAniversario\n\n18/03/2026\tANIVERSARIO",
    ],
)
def test_a_date_is_read_as_people_write_it(line):
    assert list(read_days(line, YEARS).days.items()) == [(date(2026, 3, 18), "Aniversario")]


@pytest.mark.parametrize(
    "line",
    [
        "20/07/2026 a 31/07/2026 Vacaciones",
        "20/07/2026\t31/07/2026\tVacaciones",
        "20/07/2026 - 31/07/2026 Vacaciones",
        "2026-07-20–2026-07-31 Vacaciones",
        "del 20 al 31 de julio de 2026, Vacaciones",
        "Del lunes 20 de julio al viernes 31 de julio de 2026 Vacaciones",
    ],
)
def test_a_range_is_its_working_days(line):
    read = read_days(line, YEARS)
    assert set(read.days.values()) == {"Vacaciones"}
    assert [day.day for day in read.days] == [20, 21, 22, 23, 24, 27, 28, 29, 30, 31]
    assert read.weekends == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("18/03/2026", "Falta el motivo"),
        ("Vacaciones", "No empieza con una fecha completa"),
        ("03/18/2026 x", "van día, mes y año"),
        ("31/02/2026 x", "no es una fecha"),
        ("18/03/26 x", "el año con cuatro cifras"),
        ("5 de foo de 2026 x", "«foo» no es un mes"),
        ("lunes 18/03/2026 x", "«lunes 18/03/2026» no concuerda: ese día es miércoles"),
        ("del lunes 20 al martes 31 de julio de 2026 x", "ese día es viernes"),
        ("18/03/2062 x", "El año 2062 no es del ejercicio"),
        ("31/07/2026 a 20/07/2026 x", "termina antes de empezar"),
        ("01/01/2026 a 31/12/2026 x", "dura 365 días"),
        ("18/03/2026\t=HYPERLINK(1)", "empieza como una fórmula"),
        ("18/03/2026\t#N/A", "es un error de Excel"),
        (f"18/03/2026 {'x' * 121}", "hasta 120 letras, y tiene 121"),
        ("18/03/2026 Uno\n18/03/2026 Otro", "Renglón 2: El 18/03/2026 ya viene en el renglón 1"),
        ("", "Pegue al menos un renglón"),
        ("18/03/2026 x\n" * 4000, "Pegó 4,000 renglones y caben 500"),
    ],
)
def test_what_is_no_day_off_is_told_with_the_remedy(line, said):
    with pytest.raises(PasteProblem) as refusal:
        read_days(line, YEARS)
    assert said in str(refusal.value)


def test_problems_are_told_by_row_and_the_rest_by_their_number():
    with pytest.raises(PasteProblem) as refusal:
        read_days("sin fecha\n" * 30, YEARS)
    lines = str(refusal.value).splitlines()
    assert lines[0].startswith("Renglón 1: ") and len(lines) == 21
    assert lines[-1] == "Hay 10 más. Corrija estos y pegue otra vez."
    assert told([]) == []


def test_cells_are_those_of_excel():
    rows = pasted_rows('  uno\tdos\t\n\n\t"tres\nen dos"\tcuatro\n"cinco" y más\tseis\n')
    assert [(row.number, row.cells) for row in rows] == [
        (1, ("uno", "dos")),
        (3, ("tres en dos", "cuatro")),
        (4, ('"cinco" y más', "seis")),
    ]
    assert [row.cells for row in pasted_rows('"tres\nen dos"\tcuatro')] == [
        ("tres en dos", "cuatro")
    ]
    assert (rows[0].blanks, rows[1].blanks) == (2, 0)


def test_a_heading_gives_the_order_of_the_columns():
    headings = {"name": ["Nombre", "Área"], "code": ["Clave"]}
    body = columns_of(pasted_rows("CLAVE\tOtra\tarea\n01\tx\tUno\n\t\tDos"), headings, ["name"])
    assert [row.cells for row in body] == [{"code": "01", "name": "Uno"}, {"name": "Dos"}]
    assert [row.depth for row in body] == [0, 0]
    body = columns_of(pasted_rows("Uno\t01\n\tDos\t02"), headings, ["name", "code"])
    assert [row.cells for row in body] == [
        {"name": "Uno", "code": "01"},
        {"name": "Dos", "code": "02"},
    ]
    assert body[0].depth < body[1].depth
    for text, said in [("Nombre\tNOMBRE\nUno", "dos veces"), ("Nombre", "solo el encabezado")]:
        with pytest.raises(PasteProblem, match=said):
            columns_of(pasted_rows(text), headings, ["name"])

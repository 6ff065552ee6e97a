"""A number is read in a cell as in a sentence: groups of thousands by commas, nothing larger."""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.grids import number_in, percent_in

HEAD = "Informe del primer trimestre de 2024\nDirección de Vinculación\n"


def findings_of(text):
    read = reading_of(TEXT, (HEAD + text).encode())
    return [each.finding for each in read.findings]


def table(*lines):
    return "\n".join("\t".join(line.split(" | ")) for line in lines)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,250", "1250"), ("1,250.50", "1250.50"), ("$ 1,250.50", "1250.50"), ("-12", "-12"),
        ("1\u00a0250", "1250"), ("1 250", "1250"), ("12,345,678", "12345678"), ("0.5", "0.5"),
        ("007", "7"),
    ],
)  # fmt: skip
def test_a_cell_that_is_a_number(cell, value):
    assert number_in(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell",
    ["1,5", "1,25", "0,500", "12,4", "1,2,3", "1,25,000", "1234,567", "$1.250,50", "1.250,5",
     "5,", "33,3%", "1,250,", "12 5", "5 (3 mujeres)"],
)  # fmt: skip
def test_a_cell_with_another_comma_is_no_number(cell):
    assert number_in(cell) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [("33,33%", "33.33"), ("12,5 por ciento", "12.5"), ("12,5", "12.5"), ("75 %", "75"),
     ("100.0%", "100.0"), ("33,333%", None), ("diez", None)],
)  # fmt: skip
def test_the_percentage_of_a_cell(cell, value):
    assert percent_in(cell) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    "lines",
    [
        ("Concepto | Horas", "A | 1,5", "B | 2,5", "Total | 4"),
        ("Concepto | Horas", "A | 1,25", "B | 2,75", "Total | 4"),
        ("Concepto | Horas", "A | 1,5", "B | 2", "Subtotal | 3,5", "C | 1", "Total | 4,5"),
        ("Concepto | Horas", "A | 1.5", "B | 1,5", "Total | 3"),
        ("Concepto | Horas", "A | 0,500", "B | 0,500", "Total | 1"),
        ("Concepto | Horas", "A | 1,250", "B | 2,750", "Total | 4"),
        ("Concepto | Importe (miles)", "A | 1,250.5", "B | 2,000", "Total | 3,251"),
        ("Curso | Teoría | Práctica | Total", "A | 1,5 | 2 | 3,5", "B | 2 | 2 | 4",
         "C | 1 | 2 | 3"),
        ("Línea | Meta | Realizado | Avance", "1 | 3 | 1 | 33,33%", "2 | 8 | 1 | 12,5%",
         "3 | 8 | 4 | 50%"),
        ("Línea | Meta | Realizado | Avance", "1 | 3 | 1 | 33,333%", "2 | 8 | 1 | 12,5%",
         "3 | 8 | 4 | 50%"),
    ],
)  # fmt: skip
def test_decimal_commas_in_a_table_are_no_larger_numbers(lines):
    assert not findings_of(table(*lines))


@pytest.mark.parametrize(
    ("lines", "arithmetic"),
    [
        (("Concepto | Personas", "A | 1,250", "B | 250", "Total | 1,600"),
         "1,250 + 250 = 1,500, no 1,600"),
        (("Concepto | Importe", "A | 1,250.5", "B | 2,000", "Total | 3,252"),
         "1,250.5 + 2,000 = 3,250.5, no 3,252"),
        (("Concepto | Horas", "A | 1.5", "B | 2.5", "Total | 5"), "1.5 + 2.5 = 4, no 5"),
        (("Línea | Meta | Realizado | Avance", "1 | 8 | 4 | 50%", "2 | 8 | 1 | 13,5%",
          "3 | 4 | 1 | 25%"), "1 ÷ 8 = 12.5%"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_found(lines, arithmetic):
    assert [each.arithmetic for each in findings_of(table(*lines))] == [arithmetic]


LINEA = "Línea de Acción 1\nImpartir cursos\nMeta: {}\nRealizado en el trimestre: {}\n{}"


@pytest.mark.parametrize(
    ("meta", "done", "share"),
    [("3 cursos", "1 curso", "33,333 %"), ("3 cursos", "2 cursos", "66,667 por ciento"),
     ("4 cursos", "50 cursos", "1,250%")],
)  # fmt: skip
def test_a_percentage_of_three_decimals_by_comma_agrees_either_way(meta, done, share):
    assert not findings_of(LINEA.format(meta, done, f"Meta cumplida al {share}."))


def test_a_percentage_that_agrees_neither_way_is_asked():
    [found] = findings_of(LINEA.format("3 cursos", "1 curso", "Meta cumplida al 66,667%."))
    assert (found.code, found.severity) == (Code.WRITTEN_PERCENT, Severity.DOUBT)
    assert found.arithmetic.endswith("Dice 66,667%. Si quiso decir 66.667%, escríbalo con punto")


@pytest.mark.parametrize("sign", ["％", "﹪", " ％"])
def test_a_percent_sign_of_another_width_is_one(sign):
    [found] = findings_of(LINEA.format("5 cursos", "3 cursos", f"Meta cumplida al 100{sign}."))
    assert (found.code, found.arithmetic) == (Code.WRITTEN_PERCENT, "3 ÷ 5 = 60%")
    assert not findings_of(LINEA.format("5 cursos", "3 cursos", f"Meta cumplida al 60{sign}."))


def test_an_amount_of_money_is_told_with_its_cents():
    text = "Se ejercieron $1,000,000.10: $500,000.05 en bienes y $500,000.06 en servicios."
    [found] = findings_of(f"Línea de Acción 1\nMeta: 3 cursos\n{text}")
    assert found.arithmetic == "500,000.05 + 500,000.06 = 1,000,000.11, no 1,000,000.10"


@pytest.mark.parametrize(
    ("share", "told"), [("100%", []), ("90%", ["La fila «B» dice 90%, y sus cantidades dan 100%"])]
)
def test_a_table_of_figures_is_no_box_of_a_linea(share, told):
    lines = ("Área | Meta | Avance | Porcentaje", "A | 4 | 2 | 50%", f"B | 4 | 4 | {share}",
             "Total | 8 | 6 | 75%")  # fmt: skip
    assert [each.message for each in findings_of(table(*lines))] == told

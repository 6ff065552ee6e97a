"""Tables of líneas with a row of totals, and those whose first column names what each one is."""

from decimal import Decimal

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

HEAD = "Resumen de avance, tercer trimestre de 2024\nDirección de Administración\n\n"
ROWS = "Informes financieros|12|3|3|9\nAdquisiciones|40|10|12|30\nReportes|8|2|2|6\n"
BEHIND = "\nLas actividades registran un avance de 75% de su meta anual.\n"


def read(text):
    return reading_of(TEXT, text.encode())


def codes_of(text):
    return [each.finding.code for each in read(text).findings]


def lineas_of(text):
    return [
        (each.title, [amount.quantity for amount in each.amounts])
        for each in read(text).written.lineas
    ]


@pytest.mark.parametrize("sign", ["|", " | ", "\t"])
@pytest.mark.parametrize("total", ["Total", "TOTALES", "Suma", "Total general"])
@pytest.mark.parametrize("done", ["17", "19"])
def test_the_totals_of_a_table_of_lineas_are_added_up(sign, total, done):
    rows = f"Actividad|Meta|Programado|Realizado|Acumulado\n{ROWS}{total}|60|15|{done}|45\n"
    text = f"{HEAD}{rows.replace('|', sign)}{BEHIND}"
    assert codes_of(text) == [Code.SUM] * (done != "17")
    assert [title for title, _ in lineas_of(text)] == [
        "Informes financieros", "Adquisiciones", "Reportes",
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["Serie", "Sede regional", "Grupo documental", "Partida"])
@pytest.mark.parametrize("share", ["% de la meta", "Porcentaje", "% de avance anual"])
def test_a_first_column_of_words_names_what_each_row_is(first, share):
    text = (
        f"{HEAD}{first} | Meta | Programado | Realizado | Acumulado | {share}\n"
        "Recursos humanos | 200 | 50 | 45 | 100 | 50%\n"
        "Recursos financieros | 80 | | | 20 | 25%\n"
        "Asuntos jurídicos | 120 | 30 | 30 | 90 | {}%\n"
        "Total | 400 | 80 | 75 | 210 | 52.5%\n\n"
        "En conjunto, la meta de 400 expedientes digitalizados presenta un avance de 52.5%.\n"
    )
    assert lineas_of(text.format(75)) == [
        ("Recursos humanos", [Decimal(200)]),
        ("Recursos financieros", [Decimal(80)]),
        ("Asuntos jurídicos", [Decimal(120)]),
    ]
    assert codes_of(text.format(75)) == []
    assert Code.WRITTEN_PERCENT in codes_of(text.format(65))


def test_a_first_column_of_months_names_no_lineas():
    rows = "Mes | Meta | Programado | Realizado\nJulio | 4 | 2 | 2\nAgosto | 4 | 2 | 2\n"
    assert not any(title in ("Julio", "Agosto") for title, _ in lineas_of(f"{HEAD}{rows}"))


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("En conjunto, la meta de 60 documentos presenta un avance de 80%.", False),
        ("Sumadas todas, las metas de 60 documentos alcanzan un avance de 80%.", False),
        ("La meta presenta un avance de 80%.", True),
        ("En conjunto, la meta de 8 reportes presenta un avance de 80%.", True),
    ],
)
def test_a_sentence_on_all_of_a_table_is_of_no_single_meta(said, wrong):
    rows = "Actividad | Meta | Acumulado | % de la meta\nInformes | 52 | 39 | 75%\n"
    text = f"{HEAD}{rows}Reportes | 8 | 6 | 75%\n\n{said}\n"
    assert codes_of(text) == [Code.TWO_PERCENTS] * wrong

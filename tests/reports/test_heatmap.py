"""The heatmap: what was due, what is missing, and links that say where they lead."""

import csv
import io
import re

import pytest
from django.template.loader import render_to_string

from programs.values.phrases import month_name, month_short
from reports import charts
from reports.charts import HeatCell, HeatRow
from tests.reports.chart_cast import CUT, LONG

MONTHS_OF_YEAR = [(month_short(n), month_name(n)) for n in range(1, 13)]


def heat_row(codes, *, label="4.2", text="Monitoreo de la operación") -> HeatRow:
    cells = [HeatCell(code, "", f"/mes/{n}/" if code else "") for n, code in enumerate(codes, 1)]
    return HeatRow(label, text, tuple(cells), "/tarea/")


HEAT = charts.heatmap(
    "calor",
    "Tareas por mes",
    MONTHS_OF_YEAR,
    [
        heat_row(["done", "done", "not_done", "missing", "", "done_unplanned", *["planned"] * 6]),
        heat_row([""] * 12, label="", text=LONG),
    ],
    cut_off=CUT,
)


def test_the_heatmap_counts_what_was_due_and_tells_what_is_missing():
    assert HEAT.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Al 30 de junio se realizaron 2 de 4 acciones programadas, 1 sin reportar. "
        "Además se hizo 1 acción sin programar."
    )
    assert [row.total for row in HEAT.rows] == ["2 de 10, 1 sin reportar", "No programado"]
    assert [month.total for month in HEAT.months[:6]] == [
        "1 de 1 (100%)",
        "1 de 1 (100%)",
        "0 de 1 (0%)",
        "0 de 1, 1 sin reportar",
        "No programado",
        "No programado",
    ]


def test_the_heatmap_is_a_table_of_links_that_say_where_they_lead():
    html = render_to_string("components/_heatmap.html", {"heatmap": HEAT, "csv_url": "/csv/"})
    codes = re.findall(r'<td class="cell-[^>]*data-code="(\w*)"', html)

    assert codes == [cell.code for row in HEAT.rows for cell in row.cells]
    assert html.count('class="heat-link"') == 11
    assert re.search(r'href="/mes/4/">((?!</a>).)*Falta reportar, 4\.2<', html, re.DOTALL)
    assert 'href="/csv/"' in html and "<caption" in html
    assert "<Evaluación>" not in html


def test_the_file_of_the_heatmap_holds_the_same_words():
    file = list(csv.reader(io.StringIO(HEAT.csv, newline="")))

    assert file[0] == ["Eje", "Tarea", *(name for _, name in MONTHS_OF_YEAR), "Hechas"]
    assert file[1][1:6] == ["4.2 Monitoreo de la operación", "Hecha", "Hecha", "No realizada",
                           "Falta reportar"]  # fmt: skip
    assert file[-1][0] == "Total" and file[-1][-1] == "2 de 10, 1 sin reportar"


def test_rows_of_several_ejes_stand_under_their_names_in_table_and_file():
    rows = [
        HeatRow("1", text, (HeatCell("done"),) * 12, group=group)
        for text, group in (("Uno", "Archivo"), ("Dos", "Archivo"), ("Tres", "Jurídico"))
    ]
    grouped = charts.heatmap("calor", "Tareas", MONTHS_OF_YEAR, rows, cut_off=CUT)
    html = render_to_string("components/_heatmap.html", {"heatmap": grouped})
    file = list(csv.reader(io.StringIO(grouped.csv, newline="")))

    assert re.findall(r'<th scope="rowgroup"[^>]*><span>(\w+)<', html) == ["Archivo", "Jurídico"]
    assert html.count("<tbody>") == 2
    assert "rowgroup" not in render_to_string("components/_heatmap.html", {"heatmap": HEAT})
    assert file[0][:2] == ["Eje", "Tarea"]
    assert [line[0] for line in file[1:]] == ["Archivo", "Archivo", "Jurídico", "Total"]
    assert {len(line) for line in file} == {len(file[0])}


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="12 months and 2 cells"):
        charts.heatmap("a", "A", MONTHS_OF_YEAR, [heat_row(["done", "done"])], cut_off=CUT)

"""The charts: drawing, table and file hold the same values, and nothing touches or lies."""

import csv
import io
import re
import subprocess
import sys
from calendar import monthrange
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from programs.phrases import month_name, month_short
from programs.progress import DEFAULT_THRESHOLDS, Semaforo
from reports import charts
from reports.charts import Bullet, HeatCell, HeatRow, Month, Panel, Post, Progress
from reports.charts.svg import advance, fit
from reports.charts.table import safe_cell
from reports.rendering import Sources, html_to_pdf

CUT = date(2026, 6, 30)
SVG = "{http://www.w3.org/2000/svg}"
KEYS = count()
WORDS = {"Sin dato", "No programado", "Sin programación"}
LONG = ('Coordinación General de <Evaluación> & "Enlace" de los Órganos Administrativos ' * 6)[:400]
FLOOR = 14  # px
PLACES = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d", "viewBox"}


def month_ends(year: int = 2026) -> list[date]:
    return [date(year, month, monthrange(year, month)[1]) for month in range(1, 13)]


def months_of(programmed, done) -> tuple[Month, ...]:
    return tuple(map(Month, month_ends(), programmed, done))


def drawings(chart) -> list[ElementTree.Element]:
    """The parsed drawings of a chart, one or several."""
    return [ElementTree.fromstring(text) for text in ([chart.svg] if chart.svg else chart.panels)]


def marked(chart) -> list[tuple[int, int, str]]:
    """Row, column and value of every element that stands for a value."""
    return [
        (int(e.get("data-row")), int(e.get("data-column")), e.get("data-value"))
        for drawing in drawings(chart)
        for e in drawing.iter()
        if e.get("data-value") is not None
    ]


def of_class(chart, name: str) -> list[ElementTree.Element]:
    return [e for drawing in drawings(chart) for e in drawing.iter() if e.get("class") == name]


def text_of(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


# Charts with the data that people really have, and worse.

AREAS = (
    Progress("Unidad de Apoyo Administrativo", 39, 36),
    Progress("Unidad de Transparencia", 42, 42),
    Progress("Coordinación de Archivo", 12, 5),
    Progress("Dirección de Vinculación y Políticas Públicas", 0, None),
    Progress("Dirección de Sistemas Electrónicos y Plataforma Digital", 47, 51),
    Progress("Dirección Jurídica", 28, None),
)
UGLY = (
    Progress(LONG, 4000, 25),
    Progress("X" * 300, Decimal("0.5"), Decimal("0.25")),
    Progress("", None, None),
    Progress("Muchísimo", 3, 450),
    Progress("=SUMA(A1)", 12345678, 9876543),
    Progress("Sin programar pero hizo", 0, 7),
    Progress("Cero", 12, 0),
    Progress("Archivo\x00\u202e", 9, None),
)
FORTY = tuple(
    Progress(f"{n}. {AREAS[n % 6].name}", n, None if n % 7 == 0 else 20) for n in range(40)
)
PLAN = (16, 18, 16, 21, 17, 13, 17, 16, 12, 15, 11, 14)
NO_MONTHS = (None,) * 6
TREE = Post(
    "Secretaría Técnica",
    (
        Post("Comisaría"),
        Post("Dirección Jurídica", (Post("Normatividad", (Post("Enlace <normativo>"),)),)),
        Post(LONG, (Post("W" * 90),)),
    ),
)
DEEP = Post("0")
for _depth in range(1, 15):
    DEEP = Post(f"Nivel {_depth} de la Coordinación", (DEEP, Post("Otra persona")))
STATUSES = [Semaforo(c, w, "") for c, w in (("green", "En tiempo"), ("grey", "Sin dato"))] * 3


def curve_of(done, *, cut_off=CUT, programmed=PLAN):
    key = f"curva-{next(KEYS)}"  # a document holds each id once
    return charts.curve(key, "Avance acumulado", months_of(programmed, done), cut_off=cut_off)


def panel(name, done, programmed=PLAN) -> Panel:
    return Panel(name, months_of(programmed, (*done, *NO_MONTHS)))


PANELS = (
    panel("Archivo", (1, 2, 3, 4, 5, 6)),
    panel(LONG, (90, 90, 90, 90, 90, 90)),
    panel("Sin abril", (1, 2, 3, None, 5, 6)),
    panel("Sin plan", (1, 1, 1, 1, 1, 1), (None,) * 12),
    panel("Nada en el año", (0,) * 6, (0,) * 12),
    Panel("Sin meses", ()),
)
ALL = {
    "bars": charts.bars("barras", "Avance por área", AREAS, cut_off=CUT),
    "ugly bars": charts.bars("feas", "Avance por área", UGLY, cut_off=CUT),
    "forty bars": charts.bars("cuarenta", "Avance por área", FORTY, cut_off=CUT),
    "pages of bars": charts.bars("hojas", "Avance", FORTY, cut_off=CUT, tallest=700),
    "pages of bullets": charts.bullets(
        "hojas-balas", "Avance", [Bullet.of(a) for a in FORTY], tallest=700
    ),
    "bullets": charts.bullets("balas", "Contra lo programado", [Bullet.of(a) for a in AREAS]),
    "ugly bullets": charts.bullets("balas-feas", "Feas", [Bullet.of(a) for a in UGLY]),
    "forty bullets": charts.bullets("balas-40", "Cuarenta", [Bullet.of(a) for a in FORTY]),
    "curve": curve_of((15, 16, 14, 17, 13, 11, *NO_MONTHS)),
    "early curve": curve_of((20, 25, 24, 27, 23, 21, *NO_MONTHS)),
    "whole curve": curve_of(PLAN, cut_off=date(2026, 12, 31)),
    "january": curve_of((0, *(None,) * 11), cut_off=date(2026, 1, 31)),
    "before": curve_of((None,) * 12, cut_off=date(2025, 12, 31)),
    "no plan": curve_of((3, 4, 5, 6, 7, 8, *NO_MONTHS), programmed=(None,) * 12),
    "huge curve": curve_of((1200000,) * 6 + NO_MONTHS, programmed=(1234567,) * 12),
    "zero curve": curve_of((0,) * 12, programmed=(0,) * 12, cut_off=date(2026, 12, 31)),
    "panels": charts.panels("areas", "Áreas", PANELS, cut_off=CUT),
    "semaforos": charts.semaforos("semaforo", "Semáforo", STATUSES),
    "tree": charts.organigrama("organigrama", "Organigrama", TREE),
    "deep tree": charts.organigrama("hondo", "Organigrama", DEEP),
    "wide tree": charts.organigrama("ancho", "Organigrama", TREE, width=920),
}
EVERY = pytest.mark.parametrize("chart", ALL.values(), ids=ALL)


# One set of values


def assert_one_set_of_values(chart):
    for row, column, value in marked(chart):
        assert chart.rows[row][column].value == value
    drawn = {(row, column) for row, column, _ in marked(chart)}
    numeric = {
        (row, column)
        for row, cells in enumerate(chart.rows)
        for column, cell in enumerate(cells)
        if cell.numeric
    }
    assert numeric <= drawn, "A number of the table that the drawing does not show."
    file = list(csv.reader(io.StringIO(chart.csv, newline="")))
    assert file[0] == list(chart.columns)
    assert file[1:] == [[safe_cell(cell.value) for cell in row] for row in chart.rows]
    for row in chart.rows:
        for cell in row:
            assert cell.text.replace(",", "") == cell.value or not cell.numeric


def assert_well_made(chart):
    for drawing in drawings(chart):
        assert drawing.tag == f"{SVG}svg"
        assert drawing.get("role") == "img"
        title, desc = drawing[0], drawing[1]
        assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
        assert title.text and desc.text
        assert drawing.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        for element in drawing.iter():
            assert element.get("style") is None
            assert element.tag not in {f"{SVG}script", f"{SVG}style", f"{SVG}image", f"{SVG}a"}
            assert not [name for name in element.attrib if name.startswith("on")]
            assert float(element.get("font-size", FLOOR)) >= FLOOR
            assert not [name for name, value in element.attrib.items() if value == "None"]
            for name in PLACES & element.attrib.keys():
                assert re.fullmatch(r"[\d .MLHVhvmlacz-]*", element.get(name)), element.attrib
            for side in ("width", "height", "r"):
                assert float(element.get(side, 0)) >= 0


def text_boxes(drawing) -> list[tuple[float, float, float, float, str]]:
    boxes = []
    for element in drawing.iter(f"{SVG}text"):
        width = advance(element.text or "", bold=element.get("font-weight") == "600")
        share = {"end": 1, "middle": 0.5}.get(element.get("text-anchor"), 0)
        left, base = float(element.get("x")) - width * share, float(element.get("y"))
        boxes.append((left, base - 11, left + width, base + 3, element.text))
    return boxes


def assert_no_text_touches(chart):
    for drawing in drawings(chart):
        width, height = float(drawing.get("width")), float(drawing.get("height"))
        boxes = text_boxes(drawing)
        for index, (left, top, right, bottom, text) in enumerate(boxes):
            assert left > -2 and right < width + 2 and top > -2 and bottom < height + 2, text
            for other in boxes[index + 1 :]:
                apart = (
                    right <= other[0] + 0.5
                    or other[2] <= left + 0.5
                    or bottom <= other[1]
                    or other[3] <= top
                )
                assert apart, f"{text!r} on {other[4]!r}"


@EVERY
def test_drawing_table_and_file_hold_the_same_values(chart):
    assert_one_set_of_values(chart)


@EVERY
def test_drawings_are_named_and_carry_no_style_or_script(chart):
    assert_well_made(chart)


@EVERY
def test_no_text_lies_on_another_or_outside(chart):
    assert_no_text_touches(chart)


AMOUNT = st.none() | st.decimals(0, 10**9, places=2) | st.integers(0, 60)
NAME = st.text(max_size=400)
PROGRESS = st.builds(Progress, NAME, AMOUNT, AMOUNT)
MONTHS = st.lists(st.tuples(AMOUNT, AMOUNT), max_size=12).map(
    lambda pairs: tuple(Month(end, *pair) for end, pair in zip(month_ends(), pairs, strict=False))
)


def assert_sound(chart):
    assert_one_set_of_values(chart)
    assert_well_made(chart)
    assert_no_text_touches(chart)


@settings(max_examples=60, deadline=None)
@given(st.lists(PROGRESS, max_size=12))
def test_any_bars_are_sound(items):
    assert_sound(charts.bars("a", "Avance", items, cut_off=CUT))


@settings(max_examples=60, deadline=None)
@given(st.lists(PROGRESS, max_size=12))
def test_any_bullets_are_sound(items):
    assert_sound(charts.bullets("a", "Avance", [Bullet.of(item) for item in items]))


@settings(max_examples=60, deadline=None)
@given(MONTHS, st.dates(date(2025, 12, 1), date(2027, 1, 31)))
def test_any_curve_is_sound(months, cut_off):
    assert_sound(charts.curve("a", "Avance", months, cut_off=cut_off))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.builds(Panel, NAME, MONTHS), max_size=6))
def test_any_panels_are_sound(items):
    assert_sound(charts.panels("a", "Áreas", items, cut_off=CUT))


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.builds(Post, NAME),
        lambda under: st.builds(Post, NAME, st.lists(under, max_size=5).map(tuple)),
        max_leaves=15,
    )
)
def test_any_organigrama_is_sound(root):
    chart = charts.organigrama("a", "Organigrama", root)
    assert_sound(chart)
    assert len(marked(chart)) == len(chart.rows)


# What the sentences and the drawings say


def test_the_sentence_says_what_was_done_of_what_was_programmed():
    items = [Progress("Archivo", 100, 75), Progress("Jurídica", 68, 68)]
    chart = charts.bars("a", "Avance", items, cut_off=CUT)

    assert chart.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Al 30 de junio se realizaron 143 de 168 acciones programadas (85 %). "
        "El menor avance es de Archivo: 75 de 100 (75 %)."
    )


def test_no_base_is_counted_without_what_was_done_of_it():
    items = [Progress("Archivo", 10, 5), Progress("Jurídica", 90, None)]

    assert "5 de 10 acciones" in charts.bars("a", "A", items, cut_off=CUT).sentence


def test_who_has_no_data_is_left_out_on_both_sides_and_named():
    sentence = ALL["bars"].sentence

    assert "134 de 140 acciones programadas" in sentence  # without the 28 of Jurídica
    assert "Dirección de Vinculación y Políticas Públicas (no programado)" in sentence
    assert "Dirección Jurídica (sin dato)" in sentence


def test_a_missing_quantity_is_a_grey_word_and_never_a_zero():
    chart = ALL["bars"]
    words = [row[3].text for row in chart.rows]

    assert words[3:] == ["No programado", "109", "Sin dato"]
    drawn = {(row, column) for row, column, _ in marked(chart)}
    assert not drawn & {(3, 1), (3, 2), (5, 2)}, "A bar for what nobody said."
    told = [
        e
        for drawing in drawings(chart)
        for e in drawing.iter(f"{SVG}text")
        if e.get("data-value") in WORDS
    ]
    assert [e.get("fill") for e in told] == ["#4B4741"] * 2
    assert "0 %" not in [row[3].text for row in chart.rows]


@settings(max_examples=60, deadline=None)
@given(AMOUNT, AMOUNT)
def test_only_a_real_zero_is_printed_as_zero(programmed, done):
    item = Progress("Área", programmed, done)
    (row,) = charts.bars("a", "Avance", [item], cut_off=CUT).rows

    assert (row[3].text == "0") == (bool(programmed) and done == 0)
    assert (row[3].text in WORDS) == (not programmed or done is None)
    colors = {Bullet.of(item).color, item.verdict().color}
    assert (colors == {"grey"}) == (row[3].text in WORDS)


def test_bars_start_at_zero_and_keep_the_proportions():
    chart = charts.bars("a", "A", [Progress("x", 40, 20), Progress("y", 10, 5)], cut_off=CUT)
    bars = [e for e in of_class(chart, "chart-done") if e.get("data-value")]

    assert len({e.get("x") for e in bars}) == 1
    assert float(bars[0].get("width")) == pytest.approx(float(bars[1].get("width")) * 4, abs=0.1)


@pytest.mark.parametrize("name", ["pages of bars", "pages of bullets"])
def test_many_rows_are_shared_out_among_drawings_that_fit_a_page(name):
    chart = ALL[name]
    heights = [float(drawing.get("height")) for drawing in drawings(chart)]
    ids = [e.get("id") for drawing in drawings(chart) for e in drawing.iter() if e.get("id")]

    assert len(heights) >= 3 and max(heights) <= 700
    assert {row for row, _, _ in marked(chart)} == set(range(40))
    assert len(ids) == len(set(ids))


def test_a_bullet_beyond_the_scale_is_broken_and_its_figure_whole():
    chart = charts.bullets("a", "A", [Bullet("x", Decimal(1150), "blue", "Rebasó la meta")])

    assert len(of_class(chart, "chart-divider")) == 3  # the two slanted ones and the target's
    assert chart.rows[0][1].value == "1150"
    assert "1,150\N{NO-BREAK SPACE}%" in text_of(drawings(chart)[0])


def test_bands_stand_at_the_thresholds_and_target_at_a_hundred():
    chart = charts.bullets("a", "A", [Bullet("x", Decimal(50), "red", "Atrasada")])
    (value,) = of_class(chart, "chart-done")
    (target,) = of_class(chart, "chart-target")
    (second,) = of_class(chart, "chart-band-2")
    unit = float(value.get("width")) / 50

    left = float(value.get("x"))
    assert float(target.get("x1")) == pytest.approx(left + 100 * unit, abs=0.1)
    red = float(DEFAULT_THRESHOLDS.red_below)
    assert float(second.get("x")) == pytest.approx(left + red * unit, abs=0.1)


def test_the_curve_of_what_was_done_stops_at_the_cut_off():
    done = (15, 16, 14, 17, 13, 11, 99, 99, 99, 99, 99, 99)  # later entries do not move the line
    chart = curve_of(done)
    dots = of_class(chart, "chart-done-dot")
    (line,) = of_class(chart, "chart-done-line")
    (planned,) = of_class(chart, "chart-programmed-line")

    assert [e.get("data-value") for e in dots] == ["15", "31", "45", "62", "75", "86"]
    assert line.get("d").count("L") == 6
    assert planned.get("d").count("L") == 12
    assert planned.get("stroke-dasharray") and not line.get("stroke-dasharray")
    assert line.get("stroke-width") == "3"
    assert [row[2].text for row in chart.rows[6:]] == ["Después del corte"] * 6
    assert "86 de 101 acciones programadas" in chart.sentence


def test_a_month_not_over_at_the_cut_off_does_not_count():
    chart = curve_of((15, 16, 14, 17, 13, 11, *NO_MONTHS), cut_off=date(2026, 6, 29))

    assert len(of_class(chart, "chart-done-dot")) == 5


def test_a_month_without_data_ends_the_curve_and_is_said():
    chart = curve_of((15, 16, 14, None, 13, 11, *NO_MONTHS))

    assert len(of_class(chart, "chart-done-dot")) == 3
    assert chart.sentence == "Al 30 de junio falta el dato de abril."
    assert [row[2].text for row in chart.rows[3:6]] == ["Sin dato"] * 3
    assert "Realizado: sin dato desde abril." in text_of(drawings(chart)[0])


def test_panels_share_their_scales():
    items = [panel("A", (2,) * 6, (4,) * 12), panel("B", (10,) * 6, (20,) * 12)]
    chart = charts.panels("a", "Áreas", items, cut_off=CUT)
    curves = [e.get("d") for e in of_class(chart, "chart-done-line")]
    values = [e.get("width") for e in of_class(chart, "chart-done")]

    assert curves[0] == curves[1], "Half of what each programmed looks the same."
    assert values[0] == values[1]
    beside = charts.panels("b", "Áreas", [items[0], panel("C", (30,) * 6)], cut_off=CUT)
    shrunk = of_class(beside, "chart-done")[0].get("width")
    assert float(shrunk) < float(values[0]), "One far ahead shrinks the bars of all."
    ids = [e.get("id") for drawing in drawings(chart) for e in drawing.iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_every_status_has_a_shape_of_its_own_beside_its_word():
    words = {"red": "Atrasada", "amber": "En riesgo", "green": "En tiempo",
             "blue": "Rebasó la meta", "grey": "Sin dato"}  # fmt: skip
    statuses = [Semaforo(color, word, "") for color, word in words.items()]
    chart = charts.semaforos("a", "Semáforo", [*statuses, statuses[2]])
    shapes = [e.get("data-shape") for e in drawings(chart)[0].iter() if e.get("data-shape")]

    assert shapes == ["octagon", "triangle", "circle", "pentagon", "dash"]
    assert [row[0].text for row in chart.rows] == list(words.values())
    assert [row[1].value for row in chart.rows] == ["1", "1", "2", "1", "1"]
    for status in statuses:
        badge = ElementTree.fromstring(charts.badge("s", status))
        assert badge[0].text == f"Semáforo: {status.word}"


def test_the_organigrama_names_who_reports_to_whom():
    chart = ALL["tree"]

    assert [(row[0].text, row[1].text) for row in chart.rows[:5]] == [
        ("Secretaría Técnica", ""),
        ("Comisaría", "Secretaría Técnica"),
        ("Dirección Jurídica", "Secretaría Técnica"),
        ("Normatividad", "Dirección Jurídica"),
        ("Enlace <normativo>", "Normatividad"),
    ]
    assert len(of_class(chart, "chart-box")) == len(chart.rows) - 1


# Hostile text


def test_names_are_escaped_and_long_ones_keep_their_whole():
    chart = charts.bars("a", "Uno <b> & dos", [Progress(LONG, 4, 2)], cut_off=CUT)

    assert "<Evaluación>" not in chart.svg and "&lt;Evaluación&gt;" in chart.svg
    (drawing,) = drawings(chart)
    assert drawing[0].text == "Uno <b> & dos"
    assert LONG.strip() in [e.text for e in drawing.iter(f"{SVG}title")]
    assert any(text.endswith("…") for *_, text in text_boxes(drawing))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@a", "\tb", "\rc", "-", "-1-1"])
def test_no_cell_of_the_file_runs_as_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-5.25", "5", "a=b", ""])
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert safe_cell(text) == text


def test_a_name_that_is_a_formula_is_text_in_the_file():
    assert "\r\n'=SUMA(A1),12345678,9876543,80\r\n" in ALL["ugly bars"].csv


@pytest.mark.parametrize("key", ["", "1a", "A", "a b", 'a"b', "á"])
def test_a_key_that_cannot_begin_an_id_is_refused(key):
    with pytest.raises(ValueError, match="not a key"):
        charts.bars(key, "A", AREAS, cut_off=CUT)


@pytest.mark.parametrize("value", [-1, Decimal("NaN"), Decimal("Infinity")])
def test_impossible_quantities_are_refused(value):
    with pytest.raises(ValueError):
        Progress("x", 3, value)
    with pytest.raises(ValueError):
        Month(CUT, value, 1)


@pytest.mark.parametrize(
    "chart",
    [
        charts.bars("a", "A", [], cut_off=CUT),
        charts.bullets("a", "A", []),
        charts.curve("a", "A", [], cut_off=CUT),
        charts.panels("a", "A", [], cut_off=CUT),
        charts.semaforos("a", "A", []),
        charts.organigrama("a", "A", None),
    ],
)
def test_without_rows_there_is_a_sentence_and_no_drawing(chart):
    assert chart.sentence.endswith(".")
    assert (chart.svg, chart.panels, chart.rows) == ("", (), ())
    assert chart.csv == ",".join(chart.columns) + "\r\n"


# The heatmap


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
        "Al 30 de junio se realizaron 2 de 4 acciones programadas (50 %). "
        "Falta 1 acción por reportar. Además se hizo 1 acción sin programar."
    )
    assert [row.total for row in HEAT.rows] == ["2 de 10", "No programado"]
    assert [month.total for month in HEAT.months[:6]] == [
        "1 de 1",
        "1 de 1",
        "0 de 1",
        "0 de 1",
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

    assert file[0] == ["Tarea", *(name for _, name in MONTHS_OF_YEAR), "Hechas"]
    assert file[1][:5] == ["4.2 Monitoreo de la operación", "Hecha", "Hecha", "No realizada",
                           "Falta reportar"]  # fmt: skip
    assert file[-1][0] == "Total" and file[-1][-1] == "2 de 10"


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="12 months and 2 cells"):
        charts.heatmap("a", "A", MONTHS_OF_YEAR, [heat_row(["done", "done"])], cut_off=CUT)


# On the page and on paper


@EVERY
def test_the_page_has_sentence_drawing_and_table_in_that_order(chart):
    html = render_to_string("components/_chart.html", {"chart": chart, "csv_url": "/x.csv"})
    values = re.findall(r'<t[dh][^>]* data-value="([^"]*)"', html)

    assert html.index("chart-sentence") < html.index("<svg") < html.index("<details")
    assert len(values) == sum(map(len, chart.rows))
    assert "<caption>" in html and 'href="/x.csv"' in html
    assert " style=" not in html and "<script" not in html and "<canvas" not in html


def test_a_chart_without_rows_shows_only_its_sentence():
    chart = charts.bars("a", "Avance", [], cut_off=CUT)
    html = render_to_string("components/_chart.html", {"chart": chart, "csv_url": "/x.csv"})

    assert chart.sentence in html
    assert "<svg" not in html and "<table" not in html and "/x.csv" not in html


def test_the_renderer_of_documents_draws_all_without_complaint(tmp_path):
    body = "".join(f"<div>{c.svg}{''.join(c.panels)}</div>" for c in ALL.values())
    head = '<html lang="es-MX"><head><meta charset="utf-8"><title>Gráficas</title></head>'
    pdf, complaints = html_to_pdf(f"{head}<body>{body}</body></html>", Sources(tmp_path, tmp_path))

    assert complaints == []
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    assert "Unidad de Transparencia" in text
    assert Counter(re.findall(r"Rebasó la meta", text))["Rebasó la meta"] >= 3


def test_the_width_of_a_text_is_not_estimated_short():
    for style, bold in (("Regular", False), ("SemiBold", True)):
        query = ["fc-match", "-f", "%{file}", f"Noto Sans:style={style}"]
        found = subprocess.run(query, capture_output=True, check=True, text=True).stdout
        font = ImageFont.truetype(found, 1000)
        for text in (*(area.name for area in AREAS), LONG, "1,234,567 (menos del 0.1 %)"):
            real = font.getlength(text) * FLOOR / 1000
            assert real <= advance(text, bold=bold) <= real * 1.15, (found, text)


@given(NAME, st.floats(20, 400), st.integers(1, 4))
def test_a_fitted_label_fits(text, width, lines):
    label = fit(text, width, lines=lines)

    assert len(label.lines) <= lines
    assert all(advance(line) <= width or len(line) <= 2 for line in label.lines)


def test_charts_do_without_django():
    code = "import reports.charts, sys; assert 'django' not in sys.modules"
    root = Path(__file__).resolve().parents[2]

    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0

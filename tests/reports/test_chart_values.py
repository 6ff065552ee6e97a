"""Charts of any data: drawing, table and file hold the same values, and nothing touches or lies."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from programs.values.spreadsheet import safe_cell
from reports import charts
from reports.charts import Bullet, MonthAmounts, Panel, Post, Progress
from tests.reports.chart_cast import (
    AMOUNT,
    CUT,
    EVERY,
    FLOOR,
    NAME,
    SVG,
    drawings,
    marked,
    month_ends,
    text_boxes,
)

PLACES = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "d", "viewBox"}
PROGRESS = st.builds(Progress, NAME, AMOUNT, AMOUNT)
MONTHS = st.lists(st.tuples(AMOUNT, AMOUNT), max_size=12).map(
    lambda pairs: tuple(
        MonthAmounts(end, *pair) for end, pair in zip(month_ends(), pairs, strict=False)
    )
)


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
            # A post may be named "None"; values are compared with their table elsewhere.
            said = [name for name, value in element.attrib.items() if value == "None"]
            assert set(said) <= {"data-value"}
            for name in PLACES & element.attrib.keys():
                assert re.fullmatch(r"[\d .MLHVhvmlacz-]*", element.get(name)), element.attrib
            for side in ("width", "height", "r"):
                assert float(element.get(side, 0)) >= 0


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


def assert_sound(chart):
    assert_one_set_of_values(chart)
    assert_well_made(chart)
    assert_no_text_touches(chart)


@settings(max_examples=60, deadline=None)
@given(st.lists(PROGRESS, max_size=12))
def test_any_bullets_are_sound(items):
    assert_sound(charts.bullets("a", "Avance", [Bullet.of(item) for item in items]))


ONE_FAR_ABOVE = tuple(
    MonthAmounts(end, *pair)
    for end, pair in zip(
        month_ends(), ((Decimal("0.01"), Decimal("173041.99")), (None, None)), strict=False
    )
)


# A label that is wider than the months before its line ends may not lie on the scale.
@example(ONE_FAR_ABOVE, date(2026, 2, 1))
@settings(max_examples=60, deadline=None)
@given(MONTHS, st.dates(date(2025, 12, 1), date(2027, 1, 31)))
def test_any_curve_is_sound(months, cut_off):
    assert_sound(charts.curve("a", "Avance", months, cut_off=cut_off))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.builds(Panel, NAME, MONTHS), max_size=6))
def test_any_panels_are_sound(items):
    assert_sound(charts.panels("a", "Áreas", items, cut_off=CUT))


@example(Post("None"))
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

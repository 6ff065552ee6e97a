"""The charts on the page and on paper: order, labels that fit, and a renderer that agrees."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from reports import charts
from reports.charts.svg import advance, fit
from reports.rendering import Sources, html_to_pdf
from tests.reports.chart_cast import ALL, AREAS, EVERY, FLOOR, LONG, NAME


@EVERY
def test_the_page_has_sentence_drawing_and_table_in_that_order(chart):
    html = render_to_string("components/_chart.html", {"chart": chart, "csv_url": "/x.csv"})
    values = re.findall(r'<t[dh][^>]* data-value="([^"]*)"', html)

    assert html.index("chart-sentence") < html.index("<svg") < html.index("<details")
    assert len(values) == sum(map(len, chart.rows))
    assert "<caption>" in html and 'href="/x.csv"' in html
    assert " style=" not in html and "<script" not in html and "<canvas" not in html


def test_a_chart_without_rows_shows_only_its_sentence():
    chart = charts.bullets("a", "Avance", [])
    html = render_to_string("components/_chart.html", {"chart": chart, "csv_url": "/x.csv"})

    assert chart.sentence in html
    assert "<svg" not in html and "<table" not in html and "/x.csv" not in html


def test_the_renderer_of_documents_draws_all_without_complaint(tmp_path):
    body = "".join(f"<div>{c.svg}{''.join(c.panels)}</div>" for c in ALL.values())
    head = '<html lang="es-MX"><head><meta charset="utf-8"><title>Gráficas</title></head>'
    pdf, complaints = html_to_pdf(f"{head}<body>{body}</body></html>", Sources(tmp_path, tmp_path))

    assert complaints == []
    text = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    assert "Unidad de Transparencia" in " ".join(text.split())
    assert Counter(re.findall(r"Rebasó la meta", text))["Rebasó la meta"] >= 3


def test_the_width_of_a_text_is_not_estimated_short():
    for style, bold in (("Regular", False), ("SemiBold", True)):
        query = ["fc-match", "-f", "%{file}", f"Noto Sans:style={style}"]
        found = subprocess.run(query, capture_output=True, check=True, text=True).stdout
        font = ImageFont.truetype(found, 1000)
        for text in (*(area.name for area in AREAS), LONG, "1,234,567 (menos del 0.1%)"):
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

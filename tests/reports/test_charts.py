"""What the sentences and the drawings of the charts say, hostile text included."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from programs.values.progress import DEFAULT_THRESHOLDS, Semaforo
from programs.values.spreadsheet import safe_cell
from reports import charts
from reports.charts import Bullet, MonthAmounts, Progress
from reports.charts.amounts import progress_row, progress_sentence
from reports.charts.svg import advance, size_of, with_title
from tests.reports.chart_cast import (
    ALL,
    AMOUNT,
    AREAS,
    CUT,
    LONG,
    NO_MONTHS,
    SVG,
    WORDS,
    curve_of,
    drawings,
    marked,
    of_class,
    panel,
    text_boxes,
    text_of,
)

# What the sentences and the drawings say


def test_the_sentence_says_what_was_done_of_what_was_programmed():
    items = [Progress("Archivo", 100, 75), Progress("Jurídica", 68, 68)]
    sentence = progress_sentence(items, CUT)

    assert sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "Al 30 de junio se realizaron 143 de 168 acciones programadas (85%). "
        "El menor avance es de Archivo: 75 de 100 (75%)."
    )


def test_no_base_is_counted_without_what_was_done_of_it():
    items = [Progress("Archivo", 10, 5), Progress("Jurídica", 90, None)]

    assert "5 de 10 acciones" in progress_sentence(items, CUT)


def test_who_has_no_data_is_left_out_on_both_sides_and_named():
    sentence = progress_sentence(AREAS, CUT)

    assert "134 de 140 acciones programadas" in sentence  # without the 28 of Jurídica
    assert "Dirección de Vinculación y Políticas Públicas (no programado)" in sentence
    assert "Dirección Jurídica (sin dato)" in sentence


def test_a_missing_quantity_is_a_grey_word_and_never_a_zero():
    assert [progress_row(area)[3].text for area in AREAS[3:]] == [
        "No programado",
        "109",
        "Sin dato",
    ]
    chart = ALL["bullets"]
    words = [row[1].text for row in chart.rows]

    assert words[3:] == ["No programado", "109", "Sin dato"]
    drawn = {(row, column) for row, column, _ in marked(chart)}
    assert not drawn & {(3, 1), (5, 1)}, "A bar for what nobody said."
    told = [
        e
        for drawing in drawings(chart)
        for e in drawing.iter(f"{SVG}text")
        if e.get("data-value") in WORDS
    ]
    assert [e.get("fill") for e in told] == ["#4B4741"] * 2
    assert "0" not in words


@settings(max_examples=60, deadline=None)
@given(AMOUNT, AMOUNT)
def test_only_a_real_zero_is_printed_as_zero(programmed, done):
    item = Progress("Área", programmed, done)
    row = progress_row(item)

    assert (row[3].text == "0") == (bool(programmed) and done == 0)
    assert (row[3].text in WORDS) == (not programmed or done is None)
    colors = {Bullet.of(item).color, item.verdict().color}
    assert (colors == {"grey"}) == (row[3].text in WORDS)


def test_bars_start_at_zero_and_keep_the_proportions():
    chart = charts.bullets(
        "a", "A", [Bullet.of(Progress("x", 40, 20)), Bullet.of(Progress("y", 80, 10))]
    )
    bars = [e for e in of_class(chart, "chart-done") if e.get("data-value")]

    assert len({e.get("x") for e in bars}) == 1
    assert float(bars[0].get("width")) == pytest.approx(float(bars[1].get("width")) * 4, abs=0.1)


def test_a_bullet_beyond_the_scale_is_broken_and_its_figure_whole():
    chart = charts.bullets("a", "A", [Bullet("x", Decimal(1150), "blue", "Rebasó la meta")])

    assert len(of_class(chart, "chart-divider")) == 3  # the two slanted ones and the target's
    assert chart.rows[0][1].value == "1150"
    assert "1,150%" in text_of(drawings(chart)[0])


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


def test_an_organigrama_that_would_not_read_is_not_drawn():
    def drawn(root: charts.Post, ratio: float = 1.05):
        return charts.readable_organigrama("a", "A", root, most_ratio=ratio)

    short = charts.Post("Junta", tuple(charts.Post(f"Área {n}") for n in range(4)))
    widths = {n: size_of(drawn(replace(short, children=short.children[:1] * n)).svg)[0]
              for n in (1, 4, 5, 6)}  # fmt: skip
    # Four stand side by side in the largest type, six in the smallest; one is a list.
    assert widths == {1: 640, 4: 640, 5: 760, 6: 880}
    assert drawn(short).is_whole
    assert drawn(short, ratio=0.1) is None
    assert drawn(charts.Post("Junta", (charts.Post("palabra " * 200),))) is None
    # A word that a column of the second row would break asks for a wider one.
    below = charts.Post("Dirección", (charts.Post("Subdirección", (charts.Post("Departamento"),)),))
    assert size_of(drawn(charts.Post("Junta", (below,) * 4)).svg)[0] == 760


def test_a_drawing_for_a_pdf_says_its_values_as_its_title():
    chart = charts.semaforos("a", "Semáforo", [Semaforo("red", "Atrasada <1>", "")])
    root = ElementTree.fromstring(chart.spoken)
    title = root.find("{http://www.w3.org/2000/svg}title")

    assert title.text == f"Semáforo. {chart.sentence} Atrasada <1>, 1."
    assert chart.spoken.count("<title") == chart.svg.count("<title")
    assert chart.height == size_of(chart.svg)[1] == float(root.get("height"))
    assert (size_of(""), with_title("", "nada")) == ((0, 0), "")


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
    chart = charts.bullets("a", "Uno <b> & dos", [Bullet.of(Progress(LONG, 4, 2))])

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
    assert "\r\n'=SUMA(A1),80,100," in ALL["ugly bullets"].csv


@pytest.mark.parametrize("key", ["", "1a", "A", "a b", 'a"b', "á"])
def test_a_key_that_cannot_begin_an_id_is_refused(key):
    with pytest.raises(ValueError, match="not a key"):
        charts.bullets(key, "A", [Bullet.of(area) for area in AREAS])


@pytest.mark.parametrize("value", [-1, Decimal("NaN"), Decimal("Infinity")])
def test_impossible_quantities_are_refused(value):
    with pytest.raises(ValueError):
        Progress("x", 3, value)
    with pytest.raises(ValueError):
        MonthAmounts(CUT, value, 1)


@pytest.mark.parametrize(
    "chart",
    [
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


class TestAnnual:
    """The advance of the year against what was programmed up to a quarter."""

    def test_the_sentence_is_of_every_row(self):
        told = ALL["annual, second page"].sentence.replace("\N{NO-BREAK SPACE}", " ")

        assert told == ALL["annual"].sentence.replace("\N{NO-BREAK SPACE}", " ")
        opening = "De 8 líneas de acción, 2 llevan menos de lo programado al 1er trimestre. "
        assert told.startswith(f"{opening}La más lejana es 1.6 ")
        assert "menos del 0.1% de la meta del año, y tocaba 33.3%." in told
        assert told.endswith(" 3 no se pueden comparar.")

    def test_none_behind_is_said(self):
        item = Bullet("x", Decimal(25), "green", "En tiempo", target=Decimal(25))
        chart = charts.annual_bullets("a", "A", [item], range(1), until="2do trimestre")

        assert "ninguna lleva menos de lo programado al 2do trimestre." in chart.sentence

    def test_that_nothing_can_be_compared_is_said(self):
        item = Bullet("x", None, "grey", "Sin dato", "5 de 12 meses", None)
        chart = charts.annual_bullets("a", "A", [item], range(1), until="2do trimestre")

        assert chart.sentence.endswith(
            "ninguna se puede comparar con lo programado al 2do trimestre."
        )

    def test_the_table_has_a_target_for_each_row_or_why_there_is_none(self):
        rows = [*ALL["annual"].rows, *ALL["annual, second page"].rows]

        assert [row[1].text for row in rows][:5] == ["10", "25", "60", "250", "0"]
        assert [row[2].text for row in rows] == [
            "25", "25", "50", "100", "No programado", "33.3", "Sin meta", "Sin dato",
        ]  # fmt: skip
        assert rows[7][1].text == "5 de 12 meses"
        assert ALL["annual"].columns[1:3] == ("Avance anual (%)", "Programado al 1er trimestre (%)")

    def test_each_mark_stands_at_its_own_target_on_bands_of_its_own(self):
        chart = ALL["annual"]
        targets = [float(e.get("x1")) for e in of_class(chart, "chart-target")]
        left = {float(e.get("x")) for e in of_class(chart, "chart-done")}.pop()
        places = [x - left for x in targets]

        assert len(targets) == 4  # not for what was not programmed
        assert places[0] == places[1]
        assert places[2] == pytest.approx(2 * places[0], abs=0.2)
        assert places[3] == pytest.approx(4 * places[0], abs=0.4)
        first = of_class(chart, "chart-band-1")[0]
        red = DEFAULT_THRESHOLDS.red_below / 100
        assert float(first.get("width")) + 2 == pytest.approx(places[0] * float(red), abs=0.3)

    def test_nothing_to_show_is_said(self):
        assert charts.annual_bullets("a", "A", [], range(0), until="1er trimestre").svg == ""


def test_the_lines_of_the_scale_do_not_run_through_what_is_said_instead_of_a_bar():
    items = [Bullet.of(Progress("Archivo", 16, 9, unreported=4)), Bullet.of(Progress("Otra", 4, 4))]
    chart = charts.bullets("a", "Áreas", items)
    (drawing,) = drawings(chart)
    elements = list(drawing.iter())
    (paper,) = (e for e in elements if e.get("class") == "chart-paper")
    (said,) = [e for e in elements if e.text == "9 de 16, 4 sin reportar"]
    left, top = float(paper.get("x")), float(paper.get("y"))

    zero = next(e for e in elements if e.get("class") == "chart-axis")
    assert elements.index(zero) < elements.index(paper) < elements.index(said)
    assert float(zero.get("x1")) < left < float(said.get("x"))
    assert left + float(paper.get("width")) >= float(said.get("x")) + advance(said.text)
    assert top < float(said.get("y")) < top + float(paper.get("height"))

"""The tablero in a real browser: late áreas at a glance, sound charts, also without script."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from programs.models import Area, LineaDeAccion, MarcaMensual
from tests.factories import PASSWORD, make_cast
from tests.large_cast import TODAY, make_large
from tests.programs.review_cast import START, Review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]
SMALL = {"width": 1366, "height": 625}


@pytest.fixture
def stage(transactional_db):
    """Thirty líneas on 4 May 2026: one área handed its quarter in, seven owe something."""
    with transaction.atomic():
        cast = make_cast(lineas=30)
        LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title=LONG)
        more = [
            Area(institucion=cast.institucion, code=f"area-{n}", name=f"Dirección {n}", order=n)
            for n in range(3, 8)
        ]
        Area.objects.bulk_create(more)
        lineas = LineaDeAccion.objects.filter(eje__programa=cast.programa, area__code="archivo")
        for place, linea in enumerate(lineas):
            owner = [linea.area, *more][place % 6]
            linea.area = owner
            linea.save()
            linea.tareas.update(area=owner)
        for place, area in enumerate(more):
            MarcaMensual.objects.filter(tarea__area=area, month__lte=place % 4).delete()
        Area.objects.filter(code="archivo").update(name=LONG[:120])
        Review(cast).submit()
    with time_machine.travel(START + timedelta(days=24), tick=True):
        yield cast


def test_after_the_log_in_the_late_areas_are_seen_without_scrolling(stage, page, live_server):
    page.set_viewport_size(SMALL)
    page.goto(f"{live_server.url}{reverse('account_login')}")
    page.locator("#id_username").fill("secretario")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    page.wait_for_url(f"{live_server.url}{reverse('tablero')}")

    expect(page.locator("h1")).to_contain_text("áreas atrasadas, 1 por revisar")
    rows = page.locator(".late-area")
    days = [int(text.split()[0]) for text in page.locator(".late-days").all_text_contents()]
    assert days == sorted(days, reverse=True) and len(days) == 7
    shown = [row for row in rows.all() if row.is_visible()]
    assert 5 <= len(shown) < 7
    for row in shown:
        expect(row).to_be_in_viewport(ratio=1)
    expect(page.locator("h1")).to_contain_text("de lo programado,")
    page.get_by_text(f"y {7 - len(shown)} más: áreas atrasadas").click()
    for row in rows.all():
        expect(row).to_be_visible()
    assert page.evaluate("scrollY") == 0
    expect(page.locator("#por-revisar")).to_be_in_viewport(ratio=1)
    expect(page.locator("#con-observaciones")).to_be_in_viewport(ratio=1)


def test_each_status_has_its_own_shape_and_word_without_colour(stage, page, live_server, enter):
    page.set_viewport_size(SMALL)
    enter(page.context, stage.people["secretario"])
    page.goto(live_server.url + reverse("tablero"))
    heads = {
        page.locator(f"#{key}").inner_text().strip(): page.locator(f"#{key} svg").evaluate(
            "svg => svg.dataset.shape || svg.dataset.icon"
        )
        for key in ("atrasadas", "por-revisar", "con-observaciones")
    }
    assert heads == {
        "Atrasadas": "octagon",
        "Por revisar": "submitted",
        "Con observaciones": "returned",
    }
    looks = []
    for key in ("atrasadas", "por-revisar", "con-observaciones"):
        shot = page.locator(f"#{key} svg").screenshot()
        looks.append(Image.open(io.BytesIO(shot)).convert("L").resize((16, 16)).tobytes())
    assert len(set(looks)) == 3


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_every_chart_has_a_name_a_sentence_and_a_table_with_its_values(
    stage, new_context, live_server, enter, script
):
    context = new_context(java_script_enabled=script)
    enter(context, stage.people["secretario"])
    page = context.new_page()
    page.goto(live_server.url + reverse("tablero"))
    charts = [
        figure for figure in page.locator("figure.chart").all() if figure.locator("svg").count()
    ]
    assert {chart.get_attribute("id") for chart in charts} == {"curva", "semaforos", "areas"}
    assert page.locator("canvas").count() == 0
    for chart in charts:
        sentence = chart.locator(".chart-sentence").first
        assert sentence.inner_text().strip()
        rows = [
            [cell.get_attribute("data-value") for cell in row.locator("[data-value]").all()]
            for row in chart.locator("tbody tr").all()
        ]
        for svg in chart.locator("svg.chart-svg").all():
            assert svg.get_attribute("role") == "img"
            for key in svg.get_attribute("aria-labelledby").split():
                assert page.locator(f"[id='{key}']").text_content().strip()
            marks = svg.locator("[data-value]").all()
            assert marks
            for mark in marks:
                row, column = (int(mark.get_attribute(f"data-{n}")) for n in ("row", "column"))
                assert rows[row][column] == mark.get_attribute("data-value")


def test_filters_are_a_plain_form_and_live_in_the_address(stage, new_context, live_server, enter):
    context = new_context(java_script_enabled=False)
    enter(context, stage.people["secretario"])
    page = context.new_page()
    page.goto(live_server.url + reverse("tablero"))
    page.locator("select[name=area]").select_option("juridica")
    page.get_by_role("button", name="Aplicar filtros").click()
    assert "area=juridica" in page.url
    expect(page.locator(".board-told")).to_contain_text("Área: Dirección juridica")
    lines = page.get_by_role("navigation", name="Páginas de líneas")
    expect(lines).to_contain_text("1 a 12 de 15 líneas")
    page.get_by_role("link", name="Quitar filtros").click()
    expect(lines).to_contain_text("1 a 12 de 30 líneas")
    page.locator(".late-items a").first.click()
    assert page.url.startswith(f"{live_server.url}{reverse('mes')}?programa=propia-2026&area=")


def test_paper_has_no_controls_and_keeps_the_words(stage, page, live_server, enter):
    enter(page.context, stage.people["secretario"])
    page.goto(live_server.url + reverse("tablero"))
    page.emulate_media(media="print")
    expect(page.locator(".board-filters")).to_be_hidden()
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.get_by_text("Atrasadas", exact=True).first).to_be_visible()
    expect(page.locator("#curva .chart-wide svg")).to_be_visible()


@pytest.fixture
def crowd(transactional_db):
    """Forty áreas on the day of their cast."""
    with transaction.atomic():
        cast = make_large(80)
    with time_machine.travel(TODAY, tick=True):
        yield cast


def test_forty_areas_take_no_more_of_the_page_than_six(crowd, page, live_server, enter):
    enter(page.context, crowd.people["secretario"])
    page.set_viewport_size(SMALL)
    page.goto(live_server.url + reverse("tablero"))
    box = page.locator(".board-key").bounding_box()
    assert box["y"] + box["height"] < 120
    expect(page.locator(".board-key")).to_contain_text("de lo programado, 386 de 800")
    for name in (".late-area >> visible=true", ".waiting-list li >> visible=true", ".board-counts"):
        for row in page.locator(name).all():
            expect(row).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("más: áreas atrasadas")).to_be_in_viewport(ratio=1)
    assert page.locator(".late-area").count() == 40
    assert page.locator(".board-charts").bounding_box()["y"] <= 1.5 * SMALL["height"]
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000
    stage = page.locator(".lines-table .workflow-returned").first
    cell = stage.locator("xpath=ancestor::td")
    inside, outside = stage.bounding_box(), cell.bounding_box()
    assert inside["x"] + inside["width"] <= outside["x"] + outside["width"]


def test_on_a_phone_the_charts_fit_and_the_months_open_at_the_running_quarter(
    crowd, page, live_server, enter
):
    enter(page.context, crowd.people["secretario"])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + reverse("tablero"))
    for key in ("#curva", "#avance"):
        expect(page.locator(f"{key} .chart-wide")).to_be_hidden()
        drawn = page.locator(f"{key} .chart-drawing")
        assert drawn.evaluate("box => box.scrollWidth <= box.clientWidth"), key
    curve = page.locator("#curva .chart-narrow svg")
    boxes = [text.bounding_box() for text in curve.locator("text").all()]
    for box in boxes:
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"] + 3
                or other["y"] + other["height"] <= one["y"] + 3
            )
            assert apart, (one, other)
    sizes = curve.locator("text").evaluate_all(
        "all => all.map(text => parseFloat(getComputedStyle(text).fontSize))"
    )
    assert min(sizes) >= 14
    page.get_by_text("Ver 80 tareas, mes por mes").click()
    month = page.locator("#tareas [data-opens-here]")
    expect(month).to_have_text("OctOctubre")
    expect(month).to_be_in_viewport(ratio=0.9)

"""Inicio and the presentación in a real browser: sound, and one click from the place."""

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Area, LineaDeAccion, Seccion, Trimestre
from programs.services.secciones import section_get
from tests.browser.conftest import SIZES
from tests.factories import YEAR, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]


@pytest.fixture
def stage(transactional_db):
    """A cast of thirty líneas on 2 April 2026, with a título of 400 characters."""
    with transaction.atomic():
        cast = make_cast(lineas=30)
        LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title=LONG)
        Area.objects.filter(institucion=cast.institucion, code="archivo").update(name=LONG[:200])
    with time_machine.travel("2026-04-02 18:00:00+00:00", tick=True):
        yield cast


def assert_sound(page) -> None:
    """The page neither scrolls sideways nor breaks a rule of accessibility."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= room, page.url
    result = Axe().run(page, options={"runOnly": RULES}).response
    assert [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in result["violations"]] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", ["enlace", "secretario", "consulta", "auditoria", "superuser"])
def test_inicio_is_sound_for_everyone(stage, page, live_server, enter, watch, size, who):
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people[who])
    seen = watch(page)
    page.goto(live_server.url)
    assert_sound(page)
    assert seen.faults == []


def test_each_thing_is_one_click_from_its_place(stage, page, live_server, enter):
    page.set_viewport_size(SIZES["laptop"])
    enter(page.context, stage.people["enlace"])
    page.goto(live_server.url)
    page.get_by_role("link", name="Reportar febrero").click()
    assert page.url.endswith(f"/mes/?programa=propia-{YEAR}&area=juridica&mes=2#mes-2")
    page.goto(live_server.url)
    page.get_by_role("link", name="Seguir con la línea 1.1").click()
    place = reverse("avance_edit", args=["propia", YEAR, stage.linea().pk, 1])
    assert page.url == live_server.url + place


def test_the_late_areas_are_seen_without_scrolling(stage, page, live_server, enter):
    page.set_viewport_size({"width": 1366, "height": 625})
    enter(page.context, stage.people["secretario"])
    page.goto(live_server.url)
    for row in page.locator(".board-table tr.is-late").all():
        expect(row).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", ["enlace", "secretario", "auditoria"])
def test_the_presentacion_is_sound(stage, page, live_server, enter, watch, size, who):
    trimestre = Trimestre.objects.get(programa=stage.programa, number=1)
    area = stage.institucion.areas.get(code="juridica")
    section_get(trimestre.pk, area=area, by=stage.people["enlace"])
    Seccion.objects.create(
        institucion=stage.institucion, key="propia-mision", kind="mission", heading="Misión"
    )
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people[who])
    seen = watch(page)
    page.goto(live_server.url + reverse("presentacion_edit", args=["propia", YEAR, 1]))
    assert_sound(page)
    page.get_by_role("link", name="Misión").click()
    assert_sound(page)
    assert seen.faults == []


def test_an_area_writes_its_part_without_script(stage, browser, live_server, enter):
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    page = context.new_page()
    enter(context, stage.people["enlace"])
    page.goto(live_server.url + reverse("presentacion_edit", args=["propia", YEAR, 1]))
    page.get_by_role("button", name="Empezar a escribir").click()
    page.get_by_role("button", name="+ Texto").click()
    page.locator("textarea[name=html]").fill("Se firmaron tres convenios.")
    page.get_by_role("button", name="Guardar el texto").click()
    expect(page.locator(".presentation-parts [aria-current]")).to_contain_text("Escrita")

    block = Seccion.objects.get(trimestre__number=1).bloques.get()
    assert block.html == "<p>Se firmaron tres convenios.</p>"
    context.close()

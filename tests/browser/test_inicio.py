"""Inicio and the presentación in a real browser: one click from the place, late áreas in sight."""

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Area, LineaDeAccion, Seccion
from tests.browser.conftest import SIZES
from tests.factories import YEAR, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
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
    enter(page.context, stage.people["planeacion"])
    page.goto(live_server.url)
    for row in page.locator(".board-table tr.is-late").all():
        expect(row).to_be_in_viewport(ratio=1)


def test_an_area_writes_its_part_without_script(stage, browser, live_server, enter):
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    page = context.new_page()
    enter(context, stage.people["enlace"])
    page.goto(live_server.url + reverse("presentacion_edit", args=["propia", YEAR, 1]))
    page.get_by_role("button", name="Empezar a escribir").click()
    page.get_by_role("button", name="+ Texto").click()
    page.locator("textarea[name$=html]").fill("Se firmaron tres convenios.")
    page.get_by_role("button", name="Guardar lo escrito").first.click()
    expect(page.locator(".presentation-parts [aria-current]")).to_contain_text("Escrita")

    block = Seccion.objects.get(trimestre__number=1).bloques.get()
    assert block.html == "<p>Se firmaron tres convenios.</p>"
    context.close()

"""What was recorded of a hecho is in its form no more; what did not arrive is."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from programs.models import Hecho
from tests.factories import YEAR, Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db) -> Cast:
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def capture(cast, page, live_server, enter) -> Callable[[], Page]:
    """Return a function that opens the capture of the first línea."""
    enter(page.context, cast.people["enlace"])
    path = reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])

    def opened() -> Page:
        page.goto(f"{live_server.url}{path}")
        return page

    return opened


def fold(page: Page, name: str) -> Locator:
    """Return the fold in which hechos of a kind are recorded."""
    folds = page.locator(".hecho-fold")
    return folds.filter(has=page.locator("summary").get_by_text(name, exact=True))


def write_oficio(page: Page, name: str) -> Locator:
    place = fold(page, "Oficio o memorándum")
    place.locator("summary").click()
    place.get_by_label("Número, como está escrito").fill(name)
    place.get_by_label("Fecha", exact=True).fill("2026-02-03")
    place.get_by_label("Remitente").fill("La Unidad")
    return place


def test_the_form_of_a_recorded_hecho_is_empty_for_the_next(capture):
    place = write_oficio(capture(), "SE/1/2026")
    place.get_by_role("button", name="Registrar").click()
    page = place.page
    expect(page.locator(".hecho-list").get_by_text("SE/1/2026").first).to_be_visible()
    for again in (page, capture()):
        place = fold(again, "Oficio o memorándum")
        expect(place.get_by_label("Remitente")).to_have_value("")
        expect(place).not_to_have_attribute("open", "")
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.includes('draft'))") == []


def test_what_did_not_arrive_is_there_again(capture):
    place = write_oficio(capture(), "SE/1/2026")
    place.page.route("**/hechos/**", lambda route: route.abort())
    place.get_by_role("button", name="Registrar").click()
    place.page.unroute("**/hechos/**")
    place = fold(capture(), "Oficio o memorándum")
    expect(place.get_by_label("Remitente")).to_have_value("La Unidad")
    assert not Hecho.objects.exists()


def test_so_it_is_with_rows_that_were_pasted(capture):
    page = capture()
    label = "Pegar varios desde Excel"
    fold(page, label).locator("summary").click()
    page.get_by_label("Renglones de Excel").fill("SE/1/2026\t3/2/2026")
    page.get_by_role("button", name="Ver cómo quedarían").click()
    page.get_by_role("link", name="Regresar sin registrar").click()
    expect(page.get_by_label("Renglones de Excel")).to_have_value("SE/1/2026\t3/2/2026")
    page.get_by_role("button", name="Ver cómo quedarían").click()
    page.get_by_role("button", name="Registrar todos").click()
    expect(page.locator(".hecho-list").get_by_text("SE/1/2026").first).to_be_visible()
    for again in (page, capture()):
        expect(again.get_by_label("Renglones de Excel")).to_have_value("")

"""What was recorded of a hecho is in its form no more; what did not arrive is."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from programs.models import AvanceDeComponente, Bloque, Hecho
from tests.browser.conftest import SIZES
from tests.browser.writing import go_into, move
from tests.factories import YEAR, Cast, make_cast
from tests.programs.hechos_cast import make_rule
from tests.programs.test_hecho_pages import many

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


def write_text(page: Page, words: str) -> None:
    """Write at the end of the narrative, which is saved by itself."""
    page.locator("#narrativa").scroll_into_view_if_needed()  # the editor comes when it is near
    editor = page.locator('[contenteditable="true"]').first
    go_into(editor)
    move(page, "Control+End")
    page.keyboard.type(words)


def test_what_the_text_names_is_proposed_once_it_is_saved(capture, cast):
    make_rule(cast, cast.avance(), kind="oficio")
    page = capture()
    found, told = page.locator("[data-hechos-found] li"), page.locator("[data-hechos-told]")
    expect(found).to_have_count(0)
    write_text(
        page, " Mediante oficio No. SE/UAA/0030/2026 de fecha 3 de febrero de 2026 se envió."
    )
    expect(found).to_have_count(1)
    expect(found).to_contain_text("SE/UAA/0030/2026")
    expect(found).to_contain_text("La cantidad «documentos» pasaría de sin dato a 1.")
    expect(told).to_have_attribute("role", "status")
    expect(told).to_have_text(re.compile("Un hecho nuevo en el texto: SE/UAA/0030/2026"))

    # What somebody is about to take stays as it is, and the focus with it.
    found.get_by_label("Fecha").fill("2026-02-04")
    write_text(
        page, " Mediante oficio No. SE/UAA/0031/2026 de fecha 5 de febrero de 2026 se pidió."
    )
    found.first.get_by_label("Fecha").focus()
    expect(found).to_have_count(2)
    expect(found.first.get_by_label("Fecha")).to_have_value("2026-02-04")
    expect(found.first.get_by_label("Fecha")).to_be_focused()
    expect(told).to_have_text(re.compile("SE/UAA/0031/2026"))
    found.first.get_by_role("button", name="Agregar").click()
    expect(page.locator(".hecho-list").get_by_text("4 de febrero de 2026").first).to_be_visible()
    assert Hecho.objects.get().day == date(2026, 2, 4)


def test_what_the_text_names_no_more_is_proposed_no_more(capture, cast):
    text = "<p>Mediante oficio No. SE/UAA/0030/2026 de fecha 3 de febrero de 2026 se envió.</p>"
    Bloque.objects.filter(avance=cast.avance(), kind="text").update(html=text)
    page = capture()
    found = page.locator("[data-hechos-found] li")
    expect(found).to_have_count(1)
    write_text(page, " ")
    page.keyboard.press("Control+A")
    page.keyboard.type("No hubo oficios.")
    expect(found).to_have_count(0)
    expect(page.get_by_text("Encontrados en el texto")).to_have_count(0)


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


def test_the_words_of_a_list_end_before_its_arrow(capture):
    page = capture()
    page.locator("summary").get_by_text("Pegar varios desde Excel", exact=True).click()
    box = page.locator("#pegar-tipo")
    # The arrow is 16 px wide and 12 px from the edge.
    room = box.evaluate("box => parseFloat(getComputedStyle(box).paddingRight)")
    assert room >= 28


def test_a_quantity_is_marked_without_desglose_as_soon_as_it_is_typed(capture, cast):
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
    page = capture()
    mark = page.get_by_text("Sin desglose", exact=True)
    expect(mark).to_be_hidden()
    quantity = page.locator(".quantity-field input").first
    quantity.fill("4")
    expect(mark).to_be_visible()
    quantity.fill("")
    expect(mark).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_one_stays_on_the_page_of_hechos_where_one_is(browser, live_server, enter, cast, script):
    with transaction.atomic():
        many(cast, 130)
    context = browser.new_context(java_script_enabled=script, viewport=SIZES["phone"])
    enter(context, cast.people["enlace"])
    page = context.new_page()
    path = reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea().pk, 1])
    page.goto(f"{live_server.url}{path}")
    fold = page.locator("#lista-hechos")
    fold.locator("summary").click()
    fold.get_by_role("link", name="Siguiente").click()
    expect(fold.get_by_text("Página 2 de 3")).to_be_visible()
    expect(fold.locator("summary").first).to_be_in_viewport()
    pager = fold.locator(".pages").bounding_box()
    assert pager["height"] < 60  # one row of a phone
    row = fold.locator(".hecho-line", has_text="Hecho 100 de 0")
    row.get_by_role("button", name="No contar aquí").click()
    expect(row.get_by_role("button", name=re.compile("^Contar aquí"))).to_be_in_viewport()
    expect(fold.get_by_text("Página 2 de 3")).to_be_visible()
    row.get_by_role("link").click()
    page.get_by_role("button", name="Quitar el hecho").click()
    expect(fold.get_by_text("Página 2 de 3")).to_be_visible()
    expect(row).to_have_count(0)
    context.close()

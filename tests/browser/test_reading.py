"""The reading pages in a real browser: signing in, reading down to a línea, pictures, outsiders.

That every page is sound in every state stands in test_states.py.
"""

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Figura, Institucion, Programa
from programs.services.evidencia import picture_store
from tests.browser.conftest import SIZES
from tests.browser.queue_page.steps import until
from tests.factories import PASSWORD, YEAR, make_cast
from tests.pictures import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(transactional_db):
    """A cast with a picture, in an institution with a colour of its own."""
    with transaction.atomic():
        cast = make_cast()
    Institucion.objects.filter(pk=cast.institucion.pk).update(brand_color="#1E5B4F")
    figura = Figura.objects.get(bloque__avance=cast.avance())
    figura.evidencia = picture_store(
        jpeg(), name="foto.jpg", institucion=cast.institucion, by=None, sample=True
    )
    figura.save()
    return cast


def address(cast, name: str, *args) -> str:
    """Return the address of a page of the cast's programme."""
    return reverse(name, args=[cast.institucion.slug, YEAR, *args])


@pytest.mark.parametrize("size", SIZES)
def test_log_in(stage, page, live_server, watch, size):
    page.set_viewport_size(SIZES[size])
    watched = watch(page)
    page.goto(f"{live_server.url}/programas/")
    assert page.url.endswith("/acceder/?next=/programas/")
    page.locator("#id_username").fill("enlace")
    page.locator("#id_password").fill("no es esta")
    page.get_by_role("button", name="Entrar").click()
    summary = page.locator("#error-summary")
    expect(summary).to_contain_text("La cuenta y la contraseña no coinciden.")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    assert page.locator("#id_username").input_value() == "enlace"
    assert [fault for fault in watched.faults if "422" not in fault] == []
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    page.wait_for_url(f"{live_server.url}/programas/")


def test_without_javascript_a_person_reads_down_to_the_linea_and_leaves(
    stage, new_context, live_server
):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url)
    page.locator("#id_username").fill("enlace")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    page.get_by_role("link", name="Ver el 1er trimestre").click()
    page.get_by_role("link", name="Línea sobre documentos, la 3", exact=True).click()
    text = page.locator("#trimestre-1")
    expect(text).to_contain_text("Se elaboraron tres documentos")
    expect(text).to_contain_text("se tiene un avance del 25%.")
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Cerrar sesión").click()
    expect(page.get_by_role("status")).to_contain_text("Cerró su sesión.")


def test_the_picture_arrives_and_wears_the_institutions_colour(stage, page, live_server, enter):
    enter(page.context, stage.people["enlace"])
    page.goto(f"{live_server.url}{address(stage, 'linea_detail', stage.linea().pk)}")
    picture = page.get_by_alt_text("Mesa de firmas").first
    picture.scroll_into_view_if_needed()
    # A function given as text would be refused by the page's own policy.
    until(page, lambda: picture.evaluate("image => image.naturalWidth") == 960)
    header = page.locator(".site-header")
    expect(header).to_have_css("background-color", "rgb(30, 91, 79)")


def test_another_institution_is_not_found_in_words(stage, page, live_server, enter):
    enter(page.context, stage.people["outsider"])
    page.goto(f"{live_server.url}{address(stage, 'programa_detail')}")
    expect(page.get_by_role("heading", level=1)).to_have_text("No encontramos esa página")
    assert Programa.objects.filter(institucion=stage.institucion).exists()

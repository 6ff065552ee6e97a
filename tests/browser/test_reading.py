"""The reading pages in a real browser, on a laptop and on a phone, with long texts and pictures."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Figura, Institucion, LineaDeAccion, Programa
from programs.services.evidencia import picture_store
from tests.browser.conftest import SIZES
from tests.factories import PASSWORD, YEAR, make_cast
from tests.pictures import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG_TITLE = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]
LONG_WORD = "Anticonstitucional" * 22


@pytest.fixture
def stage(transactional_db):
    """A cast with a plan of 30 líneas, a título of 400 characters and a picture."""
    with transaction.atomic():
        cast = make_cast(lineas=30)
    Institucion.objects.filter(pk=cast.institucion.pk).update(brand_color="#1E5B4F")
    LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title=LONG_TITLE)
    figura = Figura.objects.get(bloque__avance=cast.avance())
    figura.evidencia = picture_store(
        jpeg(), name="foto.jpg", institucion=cast.institucion, by=None, sample=True
    )
    figura.save()
    return cast


def pages(cast) -> dict[str, str]:
    """Return the addresses that a person of the institution can open."""
    place = [cast.institucion.slug, YEAR]
    return {
        "home": reverse("home"),
        "programa_list": reverse("programa_list"),
        "programa_detail": reverse("programa_detail", args=place),
        "linea_detail": reverse("linea_detail", args=[*place, cast.linea().pk]),
        "trimestre_detail": reverse("trimestre_detail", args=[*place, 1]),
        "password_change": reverse("password_change"),
    }


def assert_sound(page) -> None:
    """The page neither scrolls sideways nor breaks a rule of accessibility."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= room, page.url
    result = Axe().run(page, options={"runOnly": RULES}).response
    found = [(rule["id"], rule["nodes"][0]["html"][:160]) for rule in result["violations"]]
    assert found == [], page.url


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", ["enlace", "secretario", "consulta", "superuser"])
def test_every_page_is_sound(stage, page, live_server, enter, watch, size, who):
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people[who])
    watched = watch(page)
    for address in pages(stage).values():
        page.goto(f"{live_server.url}{address}")
        assert_sound(page)
    assert watched.faults == []


@pytest.mark.parametrize("width", [320, 390, 1366])
def test_the_longest_title_fits(stage, page, live_server, enter, width):
    page.set_viewport_size({"width": width, "height": 844})
    enter(page.context, stage.people["enlace"])
    LineaDeAccion.objects.filter(pk=stage.linea().pk).update(title=LONG_WORD)
    for name in ("programa_detail", "linea_detail", "trimestre_detail"):
        page.goto(f"{live_server.url}{pages(stage)[name]}")
        wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= room, name


@pytest.mark.parametrize("size", SIZES)
def test_log_in(stage, page, live_server, watch, size):
    page.set_viewport_size(SIZES[size])
    watched = watch(page)
    page.goto(f"{live_server.url}/programas/")
    assert page.url.endswith("/acceder/?next=/programas/")
    assert_sound(page)
    page.locator("#id_username").fill("enlace")
    page.locator("#id_password").fill("no es esta")
    page.get_by_role("button", name="Entrar").click()
    summary = page.locator("#error-summary")
    expect(summary).to_contain_text("La cuenta y la contraseña no coinciden.")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    assert page.locator("#id_username").input_value() == "enlace"
    assert_sound(page)
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
    page.goto(f"{live_server.url}{pages(stage)['linea_detail']}")
    picture = page.get_by_alt_text("Mesa de firmas").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.figure-grid img').naturalWidth > 0")
    assert picture.evaluate("image => image.naturalWidth") == 960
    header = page.locator(".site-header")
    expect(header).to_have_css("background-color", "rgb(30, 91, 79)")


def test_another_institution_is_not_found_in_words(stage, page, live_server, enter):
    enter(page.context, stage.people["outsider"])
    page.goto(f"{live_server.url}{pages(stage)['programa_detail']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("No encontramos esa página")
    assert Programa.objects.filter(institucion=stage.institucion).exists()


def test_print_leaves_the_navigation_out(stage, page, live_server, enter):
    enter(page.context, stage.people["enlace"])
    page.goto(f"{live_server.url}{pages(stage)['trimestre_detail']}")
    page.emulate_media(media="print")
    for selector in (".site-nav", ".user-menu", ".breadcrumbs", ".tabs", ".page-actions"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

"""Doors in a real browser: a base that takes no write, the next person, Back after signing out."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connections, transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import AvanceTrimestral
from tests.factories import YEAR, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATE = "#save-state"
TYPED = "se debió a que la base no admitía escrituras"
CAUSE = "Causa de variación"
NO_BACK = "--disable-back-forward-cache"


@pytest.fixture
def stage(transactional_db, monkeypatch):
    """A cast with an open quarter; whoever finds SQLite locked waits for a moment only."""
    database = connections["default"].settings_dict
    monkeypatch.setitem(database["OPTIONS"], "timeout", 0.2)
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def capture(stage, live_server) -> str:
    """The address where the first línea is captured."""
    args = [stage.institucion.slug, YEAR, stage.linea().pk, 1]
    return live_server.url + reverse("avance_edit", args=args)


def test_what_is_typed_on_a_locked_base_stays_here_and_arrives_later(
    stage, page, live_server, enter, capture
):
    enter(page.context, stage.people["enlace"])
    page.goto(capture)
    with closing(sqlite3.connect(connections["default"].settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        page.get_by_label(CAUSE).fill(TYPED)
        expect(page.locator(STATE)).to_contain_text("No se guardó")
        expect(page.get_by_label(CAUSE)).to_have_value(TYPED)
        # Reading goes on in the same browser; and to sign in is told to wait, with the account.
        reading = page.context.new_page()
        assert reading.goto(live_server.url).status == 200
        page.context.clear_cookies()
        reading.goto(f"{live_server.url}/acceder/")
        reading.get_by_label("Cuenta").fill("titular")
        reading.get_by_label("Contraseña").fill("Clave-de-prueba-2026")
        with reading.expect_response(lambda answer: answer.request.method == "POST") as answer:
            reading.get_by_role("button", name="Entrar").click()
        assert answer.value.status == 503
        expect(reading.locator(".callout")).to_contain_text("no puede guardar en este momento")
        expect(reading.get_by_label("Cuenta")).to_have_value("titular")
        other.rollback()
    # Another person of the same browser sees nothing of it.
    enter(page.context, stage.people["titular"])
    reading.goto(capture)
    expect(reading.get_by_label(CAUSE)).not_to_have_value(TYPED)
    reading.wait_for_timeout(2_000)  # by then the page has sent what an earlier visit left
    assert not AvanceTrimestral.objects.filter(cause=TYPED).exists()
    reading.close()
    enter(page.context, stage.people["enlace"])
    page.goto(capture)
    expect(page.get_by_label(CAUSE)).to_have_value(TYPED)
    expect(page.locator(STATE)).to_contain_text("Guardado")
    assert AvanceTrimestral.objects.filter(cause=TYPED).exists()


@pytest.fixture
def usual_page(browser_type, browser_type_launch_args):
    """A page of a browser that keeps pages for Back, as people's do and Playwright's does not."""
    options = {**browser_type_launch_args, "ignore_default_args": [NO_BACK]}
    browser = browser_type.launch(**options)
    page = browser.new_page(locale="es-MX")
    yield page
    browser.close()


def test_back_after_signing_out_shows_nothing(stage, usual_page, live_server, enter, capture):
    page, title = usual_page, stage.linea().title
    enter(page.context, stage.people["enlace"])
    page.goto(capture)
    page.goto(live_server.url)
    assert title in page.content()
    page.locator(".user-menu summary, .site-user summary").first.click()
    page.get_by_role("button", name="Cerrar sesión").first.click()
    expect(page.locator("h1")).to_have_text("Iniciar sesión")
    for _ in range(2):
        page.evaluate("history.back()")
        page.wait_for_timeout(500)
        expect(page.locator("h1")).to_have_text("Iniciar sesión")
        assert title not in page.content()

"""What a button does, in a real browser: once, and when the server cannot be reached it waits."""

import re
from itertools import count

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from programs.models import AuditEntry, AvanceTrimestral, Bloque, EntregaDeArea
from tests.browser.conftest import SIZES
from tests.browser.queue_page.steps import until
from tests.browser.writing import go_into
from tests.factories import YEAR, make_whole_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = ".act-note"
TYPED = "Se firmaron tres actas sin red. "
HERE = ["propia", YEAR, 1, "juridica"]
SIZE = pytest.mark.parametrize("size", sorted(SIZES))
# What goes over the wire does not depend on the size: the phone's turn is among the long tests.
LAPTOP_FIRST = pytest.mark.parametrize(
    "size", ["laptop", pytest.param("phone", marks=pytest.mark.long)]
)


@pytest.fixture
def stage(transactional_db):
    """A cast on 10 April 2026 whose first área lacks nothing."""
    with time_machine.travel("2026-04-10 18:00:00+00:00", tick=True):
        with transaction.atomic():
            cast = make_whole_cast()
        yield cast


@pytest.fixture
def opened(stage, page, live_server, enter):
    """Return a function that opens a page as a person, at a size."""

    def visit(who: str, name: str, args: list, size: str = "laptop") -> Page:
        page.set_viewport_size(SIZES[size])
        enter(page.context, stage.people[who])
        page.goto(live_server.url + reverse(name, args=args))
        return page

    return visit


def send_button(page: Page):
    """Return the button that hands the quarter in."""
    return page.get_by_role("button", name=re.compile("^Enviar el 1er trimestre"))


def acts(action: str) -> int:
    """Return how often the ledger has an act."""
    return AuditEntry.objects.filter(action=action).count()


@SIZE
def test_what_is_typed_and_the_act_after_it_wait_for_the_line(stage, opened, size):
    Bloque.objects.filter(avance=stage.avance(), kind="text").update(html="")
    page = opened("enlace", "avance_edit", ["propia", YEAR, stage.linea().pk, 1], size)
    page.locator("#narrativa").scroll_into_view_if_needed()
    expect(page.locator(".ProseMirror").first).to_be_visible()
    here = page.url
    page.context.set_offline(True)
    go_into(page.locator(".ProseMirror").first)
    page.keyboard.insert_text(TYPED)
    button = page.get_by_role("button", name=re.compile("^Guardar como lista"))
    button.click()

    note = page.locator(NOTE)
    expect(note).to_contain_text("Sin conexión: «Guardar como lista")
    expect(note).to_contain_text("Se hará al volver la red")
    expect(note).to_be_in_viewport()
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_contain_text("en espera")
    expect(page.locator(".ProseMirror").first).to_contain_text(TYPED.strip())
    assert page.url == here
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.set_offline(False)
    page.wait_for_url(lambda url: url != here)
    until(page, lambda: AvanceTrimestral.objects.get(pk=stage.avance().pk).ready)
    assert TYPED.strip() in Bloque.objects.get(avance=stage.avance(), kind="text").html


@LAPTOP_FIRST
@pytest.mark.parametrize("trouble", ["away", "lost answer", "slow"])
def test_an_act_that_meets_trouble_is_done_once(stage, opened, size, trouble):
    page = opened("titular", "entrega_review", HERE, size)
    if trouble == "slow":  # the script's own 15 seconds, in a quarter of one
        page.evaluate("AbortSignal.timeout = ((real) => () => real(250))(AbortSignal.timeout)")
    tries = count()

    def meet(route: Route) -> None:
        if route.request.method != "POST" or next(tries):
            route.continue_()
        elif trouble == "away":
            route.fulfill(status=503, body="")
        elif trouble == "lost answer":
            route.fetch()
            route.abort()

    page.route("**/enviar/**", meet)
    page.locator("#id_statement").check()
    send_button(page).dblclick()
    note = page.locator(NOTE)
    expect(note).to_contain_text("está en espera")
    expect(page.locator("#id_statement")).to_be_checked()
    if trouble == "slow":
        page.evaluate("AbortSignal.timeout = () => new AbortController().signal")
    note.get_by_role("button", name="Intentar ahora").click()
    page.wait_for_url("**/acuse/**")

    assert acts("entrega_submit") == 1
    assert EntregaDeArea.objects.get(area__code="juridica").round == 1


@LAPTOP_FIRST
def test_a_slow_answer_shows_on_the_button_and_takes_no_second_click(stage, opened, size):
    page = opened("titular", "entrega_review", HERE, size)
    held: list[Route] = []
    page.route("**/enviar/**", lambda route: held.append(route))
    page.locator("#id_statement").check()
    button = send_button(page)
    button.dblclick()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_contain_text("en curso")
    assert button.get_attribute("disabled") is None  # it keeps its look and the focus
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_url("**/acuse/**")
    page.unroute_all()
    page.go_back()
    expect(page).to_have_url(re.compile("acuse"))
    assert acts("entrega_submit") == 1


def test_a_press_is_of_its_button_though_the_page_moves_under_it(stage, opened):
    page = opened("titular", "entrega_review", HERE)
    page.locator("#id_statement").check()
    page.evaluate("""addEventListener("pointerdown", () => {
        const notice = document.createElement("p");
        notice.style.height = "150px";
        document.querySelector(".review-form").prepend(notice);
    })""")
    send_button(page).click()
    page.wait_for_url("**/acuse/**")
    assert acts("entrega_submit") == 1


def test_who_waits_may_take_it_back_or_change_what_was_typed(stage, opened):
    page = opened("titular", "entrega_review", HERE)
    page.context.set_offline(True)
    page.locator("#id_statement").check()
    button, note = send_button(page), page.locator(NOTE)
    button.click()
    note.get_by_role("button", name="Cancelar").click()
    expect(note).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_text(re.compile("Técnico$"))
    button.click()
    expect(note).to_contain_text("está en espera")
    page.locator("#id_statement").uncheck()
    expect(note).to_contain_text("ya no está en espera")
    page.context.set_offline(False)
    page.wait_for_timeout(300)
    assert acts("entrega_submit") == 0

    button.click()  # without the declaration: the page says what is missing
    expect(page.locator("#error-summary")).to_be_visible()
    assert page.title().count("Error:") == 1


def test_an_act_after_the_session_ended_is_done_once_the_person_is_back(stage, opened, enter):
    page = opened("titular", "entrega_review", HERE)
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_statement").check()
    send_button(page).click()
    note = page.locator(NOTE)
    expect(note).to_contain_text("Su sesión terminó: «Enviar el 1er trimestre")
    href = note.get_by_role("link", name="Entrar en otra ventana").get_attribute("href")
    assert href.startswith(reverse("account_login"))
    enter(page.context, stage.people["titular"])
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_url("**/acuse/**")
    assert acts("entrega_submit") == 1


def test_a_broken_server_is_said_on_the_page(stage, opened):
    page = opened("titular", "entrega_review", HERE)
    headers = {"X-Folio": "E-7F3A"}
    page.route("**/enviar/**", lambda route: route.fulfill(status=500, headers=headers, body=""))
    page.locator("#id_statement").check()
    send_button(page).click()
    expect(page.locator(NOTE)).to_contain_text("Folio E-7F3A")
    expect(page.locator("#id_statement")).to_be_checked()
    page.unroute_all()
    page.locator(NOTE).get_by_role("button", name="Intentar otra vez").click()
    page.wait_for_url("**/acuse/**")


def test_signing_in_without_network_stays_on_the_page(stage, page, live_server):
    page.goto(live_server.url + reverse("account_login"))
    page.locator("#id_username").fill("enlace")
    page.context.set_offline(True)
    page.get_by_role("button", name="Entrar").click()
    expect(page.locator(NOTE)).to_contain_text("Sin conexión: «Entrar»")
    expect(page.locator("#id_username")).to_have_value("enlace")
    page.context.set_offline(False)
    expect(page.locator("#error-summary")).to_be_visible()

"""Two people at once, an ended session, and leaving a page: checks 15 to 17 of the interface.

On the page of two texts that belongs to the tests.
"""

import re
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Dialog, Route, expect

from programs.services.bloques import block_save
from tests.browser.conftest import SIZES
from tests.browser.queue_page.fixtures import texts, writer
from tests.browser.queue_page.steps import (
    COPIES,
    LONG,
    SAID,
    SAVED,
    STATE,
    posts_of,
    stored,
    until,
    visit,
    wait_for_copies,
    write,
)
from tests.browser.sound import assert_sound
from tests.factories import PASSWORD

__all__ = ["texts", "writer"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.queue_page.urls"),
]
UGLY = "<p>María de los Ángeles reunió a las cuarenta y dos dependencias.</p>" * 30


def test_a_save_whose_answer_was_lost_is_not_taken_for_a_conflict(writer, texts):
    page = writer()

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route("**/cola/*/", lose_the_answer, times=1)
    write(page, "Primera parte. ")
    expect(page.locator(STATE)).to_contain_text("Sin conexión")
    assert "Primera parte." in stored(texts[0]).html
    write(page, "Segunda parte. ")
    expect(page.locator(SAID)).to_have_text(SAVED)

    assert page.locator(".conflict").count() == 0
    html = stored(texts[0]).html
    assert html.count("Primera parte.") == html.count("Segunda parte.") == 1
    assert stored(texts[0]).version == texts[0].version + 2


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_a_conflict_shows_both_texts_and_keeps_both(writer, cast, texts, choice):
    page = writer()
    block_save(
        texts[0].pk, values={"html": "<p>Lo del titular.</p>"}, by=cast.people["titular"], version=1
    )
    page.locator("#text-1").fill("<p>Lo del enlace.</p>")
    panel = page.locator(".conflict")
    expect(panel).to_contain_text("titular guardó esto a las")
    expect(page.locator(STATE)).to_contain_text("En pausa: titular cambió lo mismo")
    expect(panel.locator("[data-conflict-theirs]")).to_have_text("Lo del titular.")
    expect(panel.locator("[data-conflict-mine]")).to_have_text("Lo del enlace.")
    # The other text goes on by itself.
    write(page, "Sin pausa. ", 2)
    until(page, lambda: stored(texts[1]).version == 2)

    name = {"mine": "Usar lo mío", "theirs": "Usar lo de titular", "both": "Unir a mano"}[choice]
    panel.get_by_role("button", name=name).click()
    if choice == "both":
        page.locator("#text-1").fill("<p>Lo de ambos.</p>")
        page.locator("#text-1").press("Tab")
        # Both stay in sight while one writes, and nothing is sent.
        for side, words in (("theirs", "Lo del titular."), ("mine", "Lo del enlace.")):
            expect(panel.locator(f"[data-conflict-{side}]")).to_have_text(words)
            expect(panel.locator(f"[data-conflict-{side}]")).to_be_visible()
        assert stored(texts[0]).html == "<p>Lo del titular.</p>"
        panel.get_by_role("button", name="Guardar lo unido").click()
        until(page, lambda: stored(texts[0]).html == "<p>Lo de ambos.</p>")
    expect(page.locator(SAID)).to_have_text(SAVED)
    wait_for_copies(page, 0)
    last = {"theirs": "Lo del titular.", "mine": "Lo del enlace.", "both": "Lo de ambos."}
    final = f"<p>{last[choice]}</p>"
    assert stored(texts[0]).html == final
    assert page.locator("#text-1").input_value() == final
    expect(panel).to_have_count(0)
    kept = set(texts[0].history.values_list("html", flat=True))
    assert {"<p>Lo del titular.</p>", "<p>Lo del enlace.</p>"} <= kept


def test_two_windows_of_one_person_show_both_texts(writer, texts, context, live_server):
    first = writer()
    second = visit(context.new_page(), live_server)
    write(first, "De la primera. ")
    expect(first.locator(SAID)).to_have_text(SAVED)
    write(second, "De la segunda. ")
    expect(second.locator(SAID)).to_have_text("En pausa: usted cambió lo mismo en otra ventana")
    second.get_by_role("link", name="Comparar").click()
    expect(second.locator(".conflict")).to_be_focused()
    second.get_by_role("button", name="Usar lo de la otra ventana").click()
    expect(second.locator(SAID)).to_have_text(SAVED)
    wait_for_copies(second, 0)

    assert "De la primera." in stored(texts[0]).html
    assert "De la segunda." not in stored(texts[0]).html
    assert "De la segunda." in texts[0].history.all()[1].html


def test_two_closed_windows_lose_neither_text(writer, texts, context, live_server):
    pages = [writer(), visit(context.new_page(), live_server)]
    context.set_offline(True)
    for page, text in zip(pages, ("De la primera. ", "De la segunda. "), strict=True):
        write(page, text)
        expect(page.locator(STATE)).to_contain_text("Sin conexión")
    for page in pages:
        # A closing window leaves the network that was taken from it before its last attempt to
        # send has ended: nothing of it may arrive here, or the other text is the one that waits.
        page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    for page in pages:
        page.close()
    context.set_offline(False)
    page = visit(context.new_page(), live_server)
    expect(page.locator(SAID)).to_have_text(SAVED)
    assert "De la primera." in stored(texts[0]).html
    page.close()

    page = visit(context.new_page(), live_server)
    expect(page.locator(".conflict [data-conflict-mine]")).to_contain_text("De la segunda.")
    expect(page.locator(".conflict [data-conflict-theirs]")).to_contain_text("De la primera.")


def test_two_people_in_different_texts_do_not_meet(writer, texts, browser, browser_context_args):
    first = writer()
    other = browser.new_context(**browser_context_args)
    second = writer("titular", other)
    write(first, "Del enlace. ", 1)
    write(second, "Del titular. ", 2)
    for page in (first, second):
        expect(page.locator(SAID)).to_have_text(SAVED)
        assert page.locator(".conflict").count() == 0
    other.close()

    assert "Del enlace." in stored(texts[0]).html
    assert "Del titular." in stored(texts[1]).html


def test_the_session_ends_while_typing(writer, cast, texts, context, live_server):
    page = writer()
    write(page, "Antes. ")
    expect(page.locator(SAID)).to_have_text(SAVED)
    context.clear_cookies()
    write(page, LONG)
    expect(page.locator(STATE)).to_contain_text("Su sesión terminó. Su texto está en este equipo.")
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.accept()))
    page.get_by_role("link", name="Iniciar sesión y continuar").click()
    page.locator("#id_username").fill("enlace")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Entrar").click()
    page.wait_for_url(f"{live_server.url}/cola/")

    expect(page.locator("#text-1")).to_have_value(re.compile(re.escape(LONG)))
    expect(page.locator(SAID)).to_have_text(SAVED)
    assert "Antes. " + LONG.strip() in stored(texts[0]).html
    assert dialogs == []


def test_what_one_person_typed_is_never_saved_as_another(writer, cast, texts, context, enter):
    page = writer()
    context.clear_cookies()
    enter(context, cast.people["titular"])  # somebody else signs in, in another tab
    write(page, LONG)
    expect(page.locator(STATE)).to_contain_text("En este navegador entró otra persona.")

    assert stored(texts[0]).version == texts[0].version


def test_leaving_with_something_unsent_asks_and_with_nothing_does_not(writer, texts, live_server):
    page = writer()
    dialogs: list[str] = []

    def stay(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.route("**/cola/*/", lambda route: route.abort())
    write(page, "Sin enviar. ")
    expect(page.locator(STATE)).to_contain_text("Sin conexión")
    page.get_by_role("link", name="Programas").last.click(no_wait_after=True)
    until(page, lambda: dialogs == ["beforeunload"])
    page.unroute("**/cola/*/")
    page.get_by_role("button", name="Reintentar").click()
    expect(page.locator(SAID)).to_have_text(SAVED)
    page.get_by_role("link", name="Programas").last.click()
    page.wait_for_url(f"{live_server.url}/programas/")
    assert dialogs == ["beforeunload"]


def test_a_link_waits_for_what_was_just_typed(writer, texts, live_server):
    page = writer()
    page.on("dialog", lambda dialog: pytest.fail(f"dialog {dialog.type}"))
    write(page, LONG)
    page.get_by_role("link", name="Programas").last.click()
    page.wait_for_url(f"{live_server.url}/programas/")

    assert LONG.strip() in stored(texts[0]).html
    assert page.evaluate(COPIES) == 0


def test_control_s_saves_at_once_and_says_so(writer, texts):
    page = writer()
    page.locator("#text-1").focus()
    page.keyboard.press("Control+s")
    expect(page.locator(SAID)).to_have_text(SAVED)
    # The page's clock stands still, so that no save comes by itself.
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(seconds=5))
    events = posts_of(page)
    write(page, "Rápido. ")
    expect(page.locator(SAID)).to_have_text("Guardando…")
    assert events == []
    page.keyboard.press("Control+s")
    page.clock.run_for(1)
    expect(page.locator(SAID)).to_have_text(SAVED)
    assert len(events) == 2
    assert "Rápido." in stored(texts[0]).html


def test_sign_out_erases_what_this_computer_kept(writer, texts, live_server, context):
    page = writer()
    page.route("**/cola/*/", lambda route: route.abort())
    write(page, "Privado. ")
    expect(page.locator(STATE)).to_contain_text("Sin conexión")
    said: list[str] = []

    def agree(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    page.locator(".user-menu > summary").click()
    page.get_by_role("button", name="Cerrar sesión").first.click()
    page.wait_for_url(f"{live_server.url}/acceder/")

    assert said == [
        "Hay 1 cambio sin enviar en este equipo. Si cierra su sesión, se borra. ¿Cerrarla?"
    ]
    assert page.evaluate(COPIES) == 0


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_without_script_a_conflict_keeps_both_texts(
    choice, cast, texts, new_context, enter, live_server
):
    context = new_context(java_script_enabled=False)
    enter(context, cast.people["enlace"])
    page = context.new_page()
    page.goto(f"{live_server.url}/cola/")
    block_save(
        texts[0].pk, values={"html": "<p>Lo del titular.</p>"}, by=cast.people["titular"], version=1
    )
    page.locator("#text-1").fill("<p>Lo del enlace.</p>")
    page.get_by_role("button", name="Guardar").first.click()
    expect(page.locator("h1")).to_have_text("Otra persona guardó antes que usted")
    expect(page.locator(".conflict")).to_contain_text("Lo del titular.")
    expect(page.get_by_label("Texto")).to_have_value("<p>Lo del enlace.</p>")
    name = "Usar lo mío" if choice == "mine" else "Usar lo de titular"
    page.get_by_role("button", name=name).click()
    page.wait_for_url(f"{live_server.url}/cola/")

    who = "enlace" if choice == "mine" else "titular"
    assert stored(texts[0]).html == f"<p>Lo del {who}.</p>"
    kept = set(texts[0].history.values_list("html", flat=True))
    assert {"<p>Lo del titular.</p>", "<p>Lo del enlace.</p>"} <= kept


def test_the_cookie_of_the_session_is_the_one_that_the_tests_set(writer, context):
    writer()
    names = {cookie["name"] for cookie in context.cookies()}
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= names


@pytest.mark.parametrize("size", SIZES)
def test_every_state_is_sound_and_fits(writer, cast, texts, context, size):
    cast.people["titular"].first_name = "María de los Ángeles Guadalupe"
    cast.people["titular"].last_name = "Hernández Gutiérrez de Velasco"
    cast.people["titular"].save()
    page = writer()
    page.set_viewport_size(SIZES[size])

    write(page, "Uno. ")
    expect(page.locator(SAID)).to_have_text(SAVED)
    assert_sound(page)
    context.set_offline(True)
    write(page, "Dos. ")
    expect(page.locator(STATE)).to_contain_text("Sin conexión")
    assert_sound(page)
    block_save(
        texts[0].pk,
        values={"html": UGLY},
        by=cast.people["titular"],
        version=stored(texts[0]).version,
    )
    context.set_offline(False)
    expect(page.locator(".conflict")).to_be_visible()
    assert_sound(page)
    context.clear_cookies()
    write(page, "Tres. ", 2)
    expect(page.locator(STATE)).to_contain_text("Su sesión terminó.")
    assert_sound(page)

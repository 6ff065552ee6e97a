"""The save queue in a real browser: nothing typed is lost, nothing is saved twice.

Checks 12 to 14 of the interface, on a page of two texts that belongs to the tests.
"""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.queue_page.fixtures import texts, writer
from tests.browser.queue_page.steps import (
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

__all__ = ["texts", "writer"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.queue_page.urls"),
]


def test_what_is_typed_saves_itself_one_request_at_a_time(writer, texts, context, live_server):
    page = writer()
    context.add_cookies([{"name": "slow", "value": "1", "url": live_server.url}])
    events = posts_of(page)
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(
        document.querySelector("[data-save-text]").textContent)).observe(
        document.getElementById("save-state"), {subtree: true, childList: true}); }"""
    )
    # Long enough for several saves, into two texts at once.
    page.locator("#text-1").press_sequentially("a" * 60, delay=15)
    page.locator("#text-2").press_sequentially("b" * 60, delay=15)
    until(page, lambda: events)  # the first of the two is on its way
    write(page, "c", 1)
    page.keyboard.press("Tab")
    expect(page.locator(SAID)).to_have_text(SAVED)
    wait_for_copies(page, 0)

    assert "a" * 60 + "c" in stored(texts[0]).html
    assert "b" * 60 in stored(texts[1]).html
    assert events == ["start", "end"] * (len(events) // 2), "Two requests were on their way."
    assert len(events) >= 4
    said = page.evaluate("said")
    assert said[0] == "Guardando…" and SAVED.match(said[-1])


def test_a_page_that_is_killed_comes_back_whole(writer, texts, live_server, context):
    page = writer()
    held: list[Route] = []
    page.route("**/cola/*/", lambda route: held.append(route))  # nothing arrives in time
    page.locator("#text-1").press_sequentially(LONG[:-1], timeout=20_000)
    write(page, LONG[-1])
    wait_for_copies(page, 1)
    page.close()  # as a crash does: without asking

    page = visit(context.new_page(), live_server)
    expect(page.locator("#text-1")).to_have_value(re.compile(re.escape(LONG)))
    expect(page.locator(SAID)).to_have_text(SAVED)
    assert stored(texts[0]).html.count(LONG.strip()) == 1
    wait_for_copies(page, 0)


def test_offline_then_online(writer, texts, context):
    page = writer()
    context.set_offline(True)
    write(page, "Escrito sin red. ", 1)
    write(page, "También esto. ", 2)
    expect(page.locator(STATE)).to_contain_text("Sin conexión: 2 cambios en este equipo")
    write(page, LONG, 1)
    versions = [stored(block).version for block in texts]
    context.set_offline(False)
    expect(page.locator(SAID)).to_have_text(SAVED, timeout=10_000)

    assert LONG.strip() in stored(texts[0]).html
    assert "También esto." in stored(texts[1]).html
    assert [stored(block).version for block in texts] == [v + 1 for v in versions]


def test_a_page_closed_without_network_sends_at_the_next_visit_once(
    writer, texts, context, live_server
):
    page = writer()
    context.set_offline(True)
    write(page, LONG)
    expect(page.locator(STATE)).to_contain_text("Sin conexión: 1 cambio en este equipo")
    page.close()
    context.set_offline(False)
    version = texts[0].version

    page = visit(context.new_page(), live_server)
    expect(page.locator("#text-1")).to_have_value(re.compile(re.escape(LONG)))
    expect(page.locator(SAID)).to_have_text(SAVED)
    wait_for_copies(page, 0)
    visit(page, live_server)
    page.wait_for_timeout(2_000)

    assert stored(texts[0]).version == version + 1
    assert stored(texts[0]).html.count(LONG.strip()) == 1


def test_what_another_open_page_keeps_is_not_taken_from_it(writer, texts, context, live_server):
    first = writer()
    first.route("**/cola/*/", lambda route: route.abort())
    write(first, "De la primera pestaña. ")
    expect(first.locator(STATE)).to_contain_text("Sin conexión")
    second = visit(context.new_page(), live_server)
    second.wait_for_timeout(2_000)

    assert "De la primera" not in second.locator("#text-1").input_value()
    assert stored(texts[0]).version == texts[0].version
    first.unroute("**/cola/*/")
    first.get_by_role("button", name="Reintentar").click()
    expect(first.locator(SAID)).to_have_text(SAVED)
    assert "De la primera pestaña." in stored(texts[0]).html


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (
            lambda route: route.fulfill(
                status=500, json={"message": "No pudimos guardar.", "folio": "E-7F3A"}
            ),
            ["No se guardó: error del sistema", "Su texto sigue aquí. Folio E-7F3A."],
        ),
        (
            lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"),
            ["No se guardó: error del sistema", "Su texto sigue aquí."],
        ),
        (lambda route: route.abort("connectionreset"), ["Sin conexión: 1 cambio en este equipo"]),
    ],
    ids=["error-500", "error-502", "dropped"],
)
def test_a_broken_server_says_so_and_the_text_stays(writer, texts, trouble, words):
    page = writer()
    page.route("**/cola/*/", trouble)
    write(page, LONG)
    for each in words:
        expect(page.locator(STATE)).to_contain_text(each)
    assert LONG in page.locator("#text-1").input_value()
    page.unroute("**/cola/*/")
    # The first retry comes by itself after two seconds.
    expect(page.locator(SAID)).to_have_text(SAVED, timeout=10_000)
    assert LONG.strip() in stored(texts[0]).html


def test_a_server_that_does_not_answer_says_so_within_sixteen_seconds(writer, texts):
    page = writer()
    page.clock.install()
    held: list[Route] = []
    page.route("**/cola/*/", lambda route: held.append(route))
    write(page, LONG)
    page.clock.run_for(600)
    expect(page.locator(SAID)).to_have_text("Guardando…")
    # AbortSignal counts by the true clock, not by the page's.
    expect(page.locator(STATE)).to_contain_text(
        "No se guardó: el servidor no respondió en 15 segundos", timeout=16_000
    )
    assert LONG in page.locator("#text-1").input_value()
    for route in held:
        route.abort()
    page.unroute("**/cola/*/")
    page.get_by_role("button", name="Reintentar").click()
    page.clock.run_for(100)
    expect(page.locator(STATE)).to_contain_text("Guardado")
    assert LONG.strip() in stored(texts[0]).html


def test_a_refusal_says_why_and_the_next_text_is_sent(writer, texts):
    page = writer()
    page.route(
        "**/cola/*/",
        lambda route: route.fulfill(
            status=423, json={"message": "El 1er trimestre 2026 está cerrado."}
        ),
        times=1,
    )
    write(page, "Uno. ")
    expect(page.locator(STATE)).to_contain_text("No se guardó: El 1er trimestre 2026 está cerrado.")
    expect(page.get_by_role("button", name="Copiar mi texto")).to_be_visible()
    write(page, "Dos. ")
    expect(page.locator(SAID)).to_have_text(SAVED)
    assert "Uno. Dos." in stored(texts[0]).html


SPOKEN = """
window.spoken = [];
const spoke = (kind) => (changes) => {
  for (const { target } of changes) {
    if (target.textContent) window.spoken.push([kind, target.textContent]);
  }
};
for (const kind of ["said", "alert"]) {
  const place = document.querySelector(`[data-save-${kind}]`);
  new MutationObserver(spoke(kind)).observe(place, { childList: true, characterData: true });
}
"""


def test_the_state_is_told_once_when_it_settles_and_only_trouble_interrupts(writer, texts, context):
    page = writer()
    page.evaluate(SPOKEN)
    for _ in range(5):  # forty words, with pauses in which each part is saved
        write(page, "Se reunió el comité y aprobó tres actas. ")
        expect(page.locator(SAID)).to_have_text(SAVED)
        page.wait_for_timeout(700)
    until(page, lambda: page.evaluate("window.spoken.length") > 0)
    assert [kind for kind, _ in page.evaluate("window.spoken")] == ["said"]
    assert page.locator("#save-state[role=status], #save-state [aria-live]").count() == 0

    context.set_offline(True)
    write(page, "Sin red. ")
    expect(page.locator("[data-save-alert]")).to_contain_text("Sin conexión")
    write(page, "Y sigue. ")
    context.set_offline(False)
    expect(page.locator("[data-save-said]")).to_have_text(SAVED)
    expect(page.locator("[data-save-alert]")).to_have_text("")
    kinds = [kind for kind, _ in page.evaluate("window.spoken")]
    assert kinds[:2] == ["said", "alert"] and kinds.count("alert") == 1

"""The save queue in a real browser: nothing typed is lost, nothing is saved twice.

Checks 12 to 17 of the interface, on a page of two texts that belongs to the tests.
"""

import re

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from programs.models import Bloque
from programs.services.bloques import block_save
from tests.factories import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.browser.queue_page.urls"),
]
LONG = "Se elaboraron los documentos de las sesiones del trimestre. " * 4
STATE = "#save-state"
SAVED = re.compile(r"^\s*Guardado \d\d:\d\d\s*$")
COPIES = "Object.keys(localStorage).filter((name) => name.startsWith('sesea:')).length"


@pytest.fixture
def texts(cast) -> list[Bloque]:
    """The two texts of the page, in the order of the page."""
    return list(
        Bloque.objects.filter(institucion=cast.institucion, kind="text").order_by("pk")[:2]
    )


@pytest.fixture
def writer(cast, enter, context, live_server):
    """Return a function that opens the page of texts for a person, in a context."""

    def opened(name: str = "enlace", where: BrowserContext = context) -> Page:
        enter(where, cast.people[name])
        return visit(where.new_page(), live_server)

    return opened


def visit(page: Page, live_server) -> Page:
    page.goto(f"{live_server.url}/cola/")
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def write(page: Page, text: str, number: int = 1) -> None:
    page.locator(f"#text-{number}").press_sequentially(text)


def stored(block: Bloque) -> Bloque:
    return Bloque.objects.get(pk=block.pk)


def posts_of(page: Page) -> list[str]:
    """Return the list in which the page's saves are written as they start and end."""
    found: list[str] = []
    page.on("request", lambda r: found.append("start") if r.method == "POST" else None)
    for event in ("requestfinished", "requestfailed"):
        page.on(event, lambda r: found.append("end") if r.method == "POST" else None)
    return found


def wait_for_copies(page: Page, count: int) -> None:
    page.wait_for_function(f"{COPIES} === {count}")


def test_what_is_typed_saves_itself_one_request_at_a_time(writer, texts, live_server):
    page = writer()
    events = posts_of(page)
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => said.push(
        document.querySelector("[data-save-text]").textContent)).observe(
        document.getElementById("save-state"), {subtree: true, childList: true}); }"""
    )
    # Long enough for several saves, into two texts at once.
    page.locator("#text-1").press_sequentially("a" * 60, delay=15)
    page.locator("#text-2").press_sequentially("b" * 60, delay=15)
    page.wait_for_timeout(700)
    write(page, "c", 1)
    expect(page.locator(STATE)).to_have_text(SAVED)
    wait_for_copies(page, 0)

    assert "a" * 60 + "c" in stored(texts[0]).html
    assert "b" * 60 in stored(texts[1]).html
    assert events == ["start", "end"] * (len(events) // 2), "Two requests were on their way."
    assert len(events) >= 4
    said = page.evaluate("said")
    assert said[0] == "Guardando…" and SAVED.match(said[-1])


def test_a_page_that_is_killed_comes_back_whole(writer, texts, live_server, context):
    page = writer()
    write(page, LONG)
    wait_for_copies(page, 1)
    page.close()  # as a crash does: without asking

    page = visit(context.new_page(), live_server)
    expect(page.locator("#text-1")).to_have_value(re.compile(re.escape(LONG)))
    expect(page.locator(STATE)).to_have_text(SAVED)
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
    expect(page.locator(STATE)).to_have_text(SAVED, timeout=2_000)

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
    expect(page.locator(STATE)).to_have_text(SAVED)
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
    expect(first.locator(STATE)).to_have_text(SAVED)
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
    expect(page.locator(STATE)).to_have_text(SAVED, timeout=4_000)
    assert LONG.strip() in stored(texts[0]).html


def test_a_server_that_does_not_answer_says_so_within_sixteen_seconds(writer, texts):
    page = writer()
    page.clock.install()
    held: list[Route] = []
    page.route("**/cola/*/", lambda route: held.append(route))
    write(page, LONG)
    page.clock.run_for(600)
    expect(page.locator(STATE)).to_have_text(re.compile("Guardando…"))
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
    expect(page.locator(STATE)).to_have_text(SAVED)

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
    expect(page.locator(STATE)).to_contain_text("En pausa: titular cambió este texto")
    expect(panel.locator("[data-conflict-theirs]")).to_have_text("Lo del titular.")
    expect(panel.locator("[data-conflict-mine]")).to_have_text("Lo del enlace.")
    # The other text goes on by itself.
    write(page, "Sin pausa. ", 2)
    page.wait_for_function("document.querySelectorAll('[name=version]')[2].value === '2'")

    name = {"mine": "Usar lo mío", "theirs": "Usar lo de titular", "both": "Unir a mano"}[choice]
    panel.get_by_role("button", name=name).click()
    expect(page.locator(STATE)).to_have_text(SAVED)
    wait_for_copies(page, 0)
    final = "<p>Lo del titular.</p>" if choice == "theirs" else "<p>Lo del enlace.</p>"
    assert stored(texts[0]).html == final
    assert page.locator("#text-1").input_value() == final
    if choice == "both":
        expect(panel).to_contain_text("Lo del titular.")
        page.locator("#text-1").fill("<p>Lo de ambos.</p>")
        expect(page.locator(STATE)).to_have_text(SAVED)
        wait_for_copies(page, 0)
        panel.get_by_role("button", name="Terminé de unir").click()
        assert stored(texts[0]).html == "<p>Lo de ambos.</p>"
    expect(panel).to_have_count(0)
    kept = set(texts[0].history.values_list("html", flat=True))
    assert {"<p>Lo del titular.</p>", "<p>Lo del enlace.</p>"} <= kept


def test_two_people_in_different_texts_do_not_meet(writer, texts, browser, browser_context_args):
    first = writer()
    other = browser.new_context(**browser_context_args)
    second = writer("titular", other)
    write(first, "Del enlace. ", 1)
    write(second, "Del titular. ", 2)
    for page in (first, second):
        expect(page.locator(STATE)).to_have_text(SAVED)
        assert page.locator(".conflict").count() == 0
    other.close()

    assert "Del enlace." in stored(texts[0]).html
    assert "Del titular." in stored(texts[1]).html


def test_the_session_ends_while_typing(writer, cast, texts, context, live_server):
    page = writer()
    write(page, "Antes. ")
    expect(page.locator(STATE)).to_have_text(SAVED)
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
    expect(page.locator(STATE)).to_have_text(SAVED)
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
    page.wait_for_timeout(300)
    assert dialogs == ["beforeunload"]
    page.unroute("**/cola/*/")
    page.get_by_role("button", name="Reintentar").click()
    expect(page.locator(STATE)).to_have_text(SAVED)
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
    expect(page.locator(STATE)).to_have_text(SAVED)
    write(page, "Rápido. ")
    page.keyboard.press("Control+s")
    with page.expect_response("**/cola/*/", timeout=400):
        pass
    expect(page.locator(STATE)).to_have_text(SAVED)
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


def test_a_refusal_says_why_and_the_next_text_is_sent(writer, texts):
    page = writer()
    page.route(
        "**/cola/*/",
        lambda route: route.fulfill(
            status=423, json={"message": "El trimestre 1 de 2026 está cerrado."}
        ),
        times=1,
    )
    write(page, "Uno. ")
    expect(page.locator(STATE)).to_contain_text(
        "No se guardó: El trimestre 1 de 2026 está cerrado."
    )
    expect(page.get_by_role("button", name="Copiar mi texto")).to_be_visible()
    write(page, "Dos. ")
    expect(page.locator(STATE)).to_have_text(SAVED)
    assert "Uno. Dos." in stored(texts[0]).html


def test_without_script_a_conflict_keeps_what_was_typed(cast, texts, new_context, enter, live_server):
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
    page.get_by_role("button", name="Usar lo mío").click()
    page.wait_for_url(f"{live_server.url}/cola/")

    assert stored(texts[0]).html == "<p>Lo del enlace.</p>"


def test_the_cookie_of_the_session_is_the_one_that_the_tests_set(writer, context):
    writer()
    names = {cookie["name"] for cookie in context.cookies()}
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= names

"""Capture with the scripts that production serves: what it needs comes at once, in few files."""

from pathlib import PurePosixPath

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from programs.models import Bloque
from programs.services.bloques import block_save
from sesea.statics import served
from tests.browser.pastes import paste
from tests.browser.queue_page.steps import until
from tests.browser.writing import go_into, move
from tests.factories import YEAR, Cast, make_cast
from tests.test_statics import written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT_ONCE = ["act-post", "acts", "capture", "csrf-token", "save-store", "sign-out"]
ROWS = [["Mes", "Total"], ["Abril", "3"]]
CELLS = ("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)
MIXED = f"<p>Arriba</p><table>{''.join(CELLS)}</table>"


@pytest.fixture
def cast(transactional_db) -> Cast:
    """A cast with an open first quarter."""
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def asked(context) -> list[str]:
    """Serve scripts as production does; return their names as they are asked for."""
    names: list[str] = []

    def answer(route: Route) -> None:
        path = PurePosixPath(route.request.url)
        names.append(path.stem)
        route.fulfill(body=served(f"js/{path.name}", written), content_type="text/javascript")

    context.route("**/static/js/*.js", answer)
    return names


@pytest.fixture
def linea(page, live_server, enter, cast) -> Page:
    """Open the capture of the first línea."""
    enter(page.context, cast.people["enlace"])
    args = [cast.institucion.slug, YEAR, cast.linea().pk, 1]
    page.goto(f"{live_server.url}{reverse('avance_edit', args=args)}")
    page.locator("#narrativa").scroll_into_view_if_needed()
    page.locator(".ProseMirror").first.click()
    return page


def blocks(cast: Cast) -> list[Bloque]:
    """Return the blocks that the first línea shows, in their order."""
    rows = Bloque.objects.filter(avance=cast.avance(), removed_at=None)
    return list(rows.order_by("order", "pk"))


def test_once_it_is_there_capture_needs_no_other_script(cast, asked, watch, linea):
    watched = watch(linea)
    until(linea, lambda: "paste-read" in asked)
    linea.wait_for_load_state("networkidle")
    assert sorted(asked) == sorted([*AT_ONCE, "paste-read"])
    linea.context.route("**/static/**", lambda route: route.abort())

    # Two people at once: both texts are shown, and the one that is chosen is saved.
    text = blocks(cast)[0]
    theirs = {"html": "<p>Lo del titular.</p>"}
    block_save(text.pk, values=theirs, by=cast.people["titular"], version=text.version)
    move(linea, "Control+a")
    linea.keyboard.type("Lo del enlace.")
    panel = linea.locator(".conflict")
    expect(panel.locator("[data-conflict-theirs]")).to_contain_text("Lo del titular.")
    expect(panel.locator("[data-conflict-mine]")).to_contain_text("Lo del enlace.")
    panel.get_by_role("button", name="Usar lo mío").click()
    until(linea, lambda: blocks(cast)[0].html == "<p>Lo del enlace.</p>")

    # A table is pasted without a connection: it waits, and arrives when there is one.
    go_into(linea.locator(".ProseMirror").first)
    move(linea, "Control+End")
    linea.context.set_offline(True)
    paste(linea, MIXED)
    expect(linea.locator(".paste-pending")).to_contain_text("Se conserva en este equipo")
    linea.context.set_offline(False)
    until(linea, lambda: [block.kind for block in blocks(cast)][:2] == ["text", "table"])
    expect(linea.locator("#save-state")).to_contain_text("Guardado")
    assert blocks(cast)[1].rows == ROWS
    # The conflict and the lost connection are what was asked for; no script broke over them.
    told = ("409 ", "Failed to load resource", "failed http")
    broken = [fault for fault in watched.faults if not any(part in fault for part in told)]
    assert broken == [] and not any("/static/" in fault for fault in watched.faults)

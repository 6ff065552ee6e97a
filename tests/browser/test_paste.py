"""Pastes on the pages of capture, by real events that carry several forms at once."""

import base64

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Bloque
from tests.browser.pastes import paste
from tests.browser.queue_page.steps import until
from tests.browser.writing import go_into, move, settle
from tests.factories import YEAR, make_cast
from tests.pictures import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = (
    "<table><tr><td>Mes</td><td>Total</td></tr>"
    "<tr><td>Abril</td><td>10<sup>6</sup></td></tr></table>"
)
MERGED = (
    "<table><tr><td rowspan=2>Región</td><td colspan=2>Personas</td></tr>"
    "<tr><td>Mujeres</td><td>Hombres</td></tr>"
    "<tr><td rowspan=2>Altos</td><td>30</td><td>12</td></tr>"
    "<tr><td>Cedral</td><td>5</td></tr></table>"
)
MERGED_ROWS = [
    ["Región", "Personas · Mujeres", "Personas · Hombres"],
    ["Altos", "30", "12"],
    ["", "Cedral", "5"],
]
MIXED = f"<p>Arriba</p>{TABLE}<p>Abajo <del>viejo</del></p><img src='file:///C:/a.png'>"
MIXED_PLAIN = "Arriba\nMes\tTotal\nAbril\t106\nAbajo viejo"
DROP = """(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const text = document.querySelector(".ProseMirror");
  const {left, top} = text.getBoundingClientRect();
  text.dispatchEvent(new DragEvent("drop", {
    dataTransfer: data, clientX: left + 40, clientY: top + 20, bubbles: true, cancelable: true}));
}"""
PLAIN_ROWS = [["Mes", "Total"], ["Abril", "10⁶"]]


@pytest.fixture
def stage(transactional_db):
    """A cast with an open first quarter."""
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def visit(stage, live_server, enter, page):
    """Return a function that opens the capture page of the first línea, ready to write in."""

    def visited():
        enter(page.context, stage.people["enlace"])
        args = [stage.institucion.slug, YEAR, stage.linea().pk, 1]
        page.goto(f"{live_server.url}{reverse('avance_edit', args=args)}")
        page.locator("#narrativa").scroll_into_view_if_needed()
        go_into(page.locator(".ProseMirror").first)
        return page

    return visited


def blocks(stage) -> list[Bloque]:
    """Return the blocks that the first línea shows, in their order."""
    rows = Bloque.objects.filter(avance=stage.avance(), removed_at=None)
    return list(rows.order_by("order", "pk"))


def kinds(stage) -> list[str]:
    return [block.kind for block in blocks(stage)]


def between(page) -> None:
    """Write a text of two paragraphs and put the caret between them."""
    move(page, "Control+a")
    page.keyboard.type("Primero.")
    page.keyboard.press("Enter")
    page.keyboard.type("Segundo.")
    for _ in "Segundo.":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    settle(page)


def at_the_end(page) -> None:
    """Put the caret at the end of the text."""
    move(page, "Control+End")


def test_a_table_in_a_text_becomes_text_table_and_text(stage, visit):
    page = visit()
    between(page)
    paste(page, MIXED, MIXED_PLAIN)
    until(page, lambda: kinds(stage)[:3] == ["text", "table", "text"])
    above, table, below = blocks(stage)[:3]
    until(page, lambda: Bloque.objects.get(pk=above.pk).html == "<p>Primero.</p><p>Arriba</p>")
    assert (table.rows, table.header_rows) == (PLAIN_ROWS, 1)
    assert below.html == "<p>Abajo</p><p>Segundo.</p>"
    said = page.locator("[data-paste-line] [role=status]").first
    expect(said).to_have_text(
        "Se pegó como 2 textos y 1 tabla. Se omitió: 1 imagen, texto tachado."
    )
    assert [one.get_attribute("data-kind") for one in page.locator("[data-block]").all()][:3] == [
        "text",
        "table",
        "text",
    ]
    # And back, as one act.
    page.keyboard.press("Control+z")
    until(page, lambda: kinds(stage) == ["text", "figures"])
    until(page, lambda: blocks(stage)[0].html == "<p>Primero.</p><p>Segundo.</p>")
    expect(said).to_have_text("Se deshizo lo pegado.")


def test_what_follows_the_caret_is_no_part_of_a_pasted_list(stage, visit):
    page = visit()
    move(page, "Control+a")
    page.keyboard.type("Segundo.")
    for _ in "ndo.":
        page.keyboard.press("ArrowLeft")
    settle(page)
    paste(page, f"<ul><li>uno<ul><li>dos</li></ul></li></ul>{TABLE}")
    until(page, lambda: kinds(stage)[:3] == ["text", "table", "text"])
    above, _, below = blocks(stage)[:3]
    listed = "<p>Segu</p><ul><li><p>uno</p><ul><li><p>dos</p></li></ul></li></ul>"
    until(page, lambda: Bloque.objects.get(pk=above.pk).html == listed)
    assert below.html == "<p>ndo.</p>"


def test_without_a_connection_what_was_pasted_waits_and_arrives(stage, visit):
    page = visit()
    at_the_end(page)
    page.context.set_offline(True)
    paste(page, MIXED, MIXED_PLAIN)
    expect(page.locator(".paste-pending")).to_contain_text("Se conserva en este equipo")
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    until(page, lambda: kinds(stage)[:3] == ["text", "table", "text"])
    expect(page.locator(".paste-pending")).to_have_count(0)
    assert blocks(stage)[1].rows == PLAIN_ROWS
    # A page that goes away leaves it to the next one.
    page.context.set_offline(True)
    paste(page, TABLE)
    expect(page.locator(".paste-pending")).to_have_count(1)
    page.wait_for_timeout(300)
    later = page.context.new_page()
    page.close(run_before_unload=False)
    page.context.set_offline(False)
    later.goto(page.url)
    until(later, lambda: kinds(stage)[:4] == ["text", "table", "table", "text"])
    expect(later.locator("[data-block][data-kind=table]")).to_have_count(2)
    expect(later.locator(".paste-pending")).to_have_count(0)


def test_merged_cells_are_shown_before_they_are_final(stage, visit):
    page = visit()
    at_the_end(page)
    paste(page, MERGED)
    dialog = page.get_by_role("dialog", name="Así quedará la tabla")
    expect(dialog.get_by_role("columnheader", name="Personas · Mujeres")).to_be_visible()
    dialog.get_by_role("button", name="Cancelar").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".ProseMirror").first).to_be_focused()
    assert kinds(stage) == ["text", "figures"]
    paste(page, MERGED)
    page.keyboard.press("Enter")
    until(page, lambda: kinds(stage) == ["text", "table", "figures"])
    assert blocks(stage)[1].rows == MERGED_ROWS


def test_the_cells_of_a_table_take_a_table_a_text_and_a_text_beside_it(stage, visit):
    page = visit()
    page.get_by_role("button", name="+ Tabla").click()
    expect(page.get_by_label("Fila 1, columna 1")).to_be_focused()
    paste(page, "<p>10<sup>6</sup><br>personas</p>", "106\npersonas")
    expect(page.get_by_label("Fila 1, columna 1")).to_have_value("10⁶ personas")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Fila 1, columna 1")).to_have_value("")
    paste(page, MIXED, MIXED_PLAIN)
    until(page, lambda: kinds(stage) == ["text", "figures", "text", "table", "text"])
    until(page, lambda: blocks(stage)[3].rows == PLAIN_ROWS)
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Fila 1, columna 1")).to_have_value("")
    until(page, lambda: kinds(stage) == ["text", "figures", "table"])


def test_a_picture_with_its_bytes_becomes_a_group_of_photos(stage, visit):
    page = visit()
    at_the_end(page)
    body = base64.b64encode(jpeg()).decode()
    paste(page, files=[("image.jpg", "image/jpeg", body)])
    until(page, lambda: kinds(stage) == ["text", "figures", "figures"])
    until(page, lambda: blocks(stage)[1].figuras.count() == 1)


def test_the_editor_takes_back_a_text_by_itself(stage, visit):
    page = visit()
    move(page, "Control+a")
    page.keyboard.type("Antes.")
    page.wait_for_timeout(600)  # the editor joins acts that follow each other within half a second
    paste(page, "<p><b>Pegado</b></p>", "Pegado")
    expect(page.locator(".ProseMirror").first).to_have_text("Antes.Pegado")
    page.keyboard.press("Control+z")
    expect(page.locator(".ProseMirror").first).to_have_text("Antes.")


def test_a_field_of_plain_text_keeps_the_value_as_well(stage, visit):
    page = visit()
    cause = page.get_by_label("Causa de variación")
    cause.fill("")
    list_ = "<ol type=a><li>10<sup>6</sup> pesos</li><li>dos</li></ol><del>no</del>"
    paste(page, f"<p>se debió a:</p>{list_}", "se debió a:\na. 106 pesos\nb. dos\nno")
    expect(cause).to_have_value("se debió a:\na. 10⁶ pesos\nb. dos")
    expect(page.get_by_text("Se omitió: texto tachado.")).to_be_visible()


def test_a_dropped_text_and_another_editor_s_copy_are_read_as_well(stage, visit):
    page = visit()
    page.evaluate(DROP, "<p>Son 10<sup>6</sup> <del>viejos</del></p>")
    expect(page.locator(".ProseMirror").first).to_contain_text("Son 10⁶")
    expect(page.locator(".ProseMirror").first).not_to_contain_text("viejos")
    at_the_end(page)
    foreign = TABLE.replace("<table>", "<table data-pm-slice='1 1 []'>")
    paste(page, foreign)
    until(page, lambda: kinds(stage) == ["text", "table", "figures"])
    assert blocks(stage)[1].rows == PLAIN_ROWS


def test_a_paste_that_is_refused_gives_the_text_back_what_it_had(stage, visit):
    page = visit()
    between(page)
    long = "Muy largo. " * 6_000
    paste(page, f"{TABLE}<p>{long}</p>", long)
    said = page.locator("[data-paste-line] [role=status]").first
    expect(said).to_contain_text("No se agregó lo pegado. Texto 2: ")
    until(page, lambda: blocks(stage)[0].html == "<p>Primero.</p><p>Segundo.</p>")
    expect(page.locator("#save-state")).to_contain_text("Guardado")
    assert kinds(stage) == ["text", "figures"]

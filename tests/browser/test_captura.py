"""The capture of a línea in a real browser: nothing is lost, with script and without it."""

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    LineaDeAccion,
    MarcaMensual,
)
from tests.browser.conftest import SIZES
from tests.browser.pastes import paste
from tests.browser.queue_page.steps import until
from tests.browser.writing import go_into, move
from tests.factories import YEAR, make_cast
from tests.files import pdf
from tests.pictures import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXCEL = 'Municipio\tPlanes\r\nTuxtla\t"3\n(tres)"\r\nComitán\t4\r\n'
EXCEL_ROWS = [["Municipio", "Planes"], ["Tuxtla", "3 (tres)"], ["Comitán", "4"]]
WORD = (
    "<html><head><style>p {color: red}</style></head><body>"
    '<p class="MsoNormal" style="font-family:Calibri"><b>Negrita</b> y texto<o:p></o:p></p>'
    '<p class="MsoListParagraph"><span style="mso-list:Ignore">·  </span>oficios</p>'
    '<p class="MsoListParagraph"><span style="mso-list:Ignore">·  </span>3.5 millones</p>'
    "</body></html>"
)


@pytest.fixture
def stage(transactional_db):
    """A cast with an open first quarter."""
    with transaction.atomic():
        return make_cast()


@pytest.fixture
def visit(stage, live_server, enter):
    """Return a function that opens the capture page of the first línea as a person."""

    def visited(page, who: str = "enlace", place: int = 0):
        enter(page.context, stage.people[who])
        args = [stage.institucion.slug, YEAR, stage.linea(place).pk, 1]
        page.goto(f"{live_server.url}{reverse('avance_edit', args=args)}")
        page.locator("#narrativa").scroll_into_view_if_needed()
        return page

    return visited


def quantity(stage) -> AvanceDeComponente:
    """Return the quantity of the first línea."""
    return AvanceDeComponente.objects.get(avance=stage.avance())


def text(stage) -> Bloque:
    """Return the text of the first línea."""
    return Bloque.objects.get(avance=stage.avance(), kind="text")


def saved(page) -> None:
    """Wait until the page says that all is saved."""
    expect(page.locator("#save-state")).to_contain_text("Guardado")


def editor(page):
    """Return the editing area of the first text."""
    return page.locator(".ProseMirror").first


def test_what_is_typed_survives_the_end_of_the_page(stage, page, visit):
    visit(page)
    flying, most = set(), []
    page.on("request", lambda r: r.method == "POST" and flying.add(r))
    page.on("request", lambda r: most.append(len(flying)))
    page.on("requestfinished", lambda r: flying.discard(r))
    go_into(editor(page))
    move(page, "Control+End")
    page.keyboard.type("Sesión ordinaria. " * 12)
    page.get_by_label("Documentos", exact=True).fill("4")
    until(page, lambda: quantity(stage).quantity == 4)
    saved(page)
    page.close(run_before_unload=False)
    assert "Sesión ordinaria. " * 11 in text(stage).html
    assert max(most) == 1


def test_the_sentence_follows_the_quantity(stage, page, visit):
    visit(page)
    page.get_by_label("Documentos", exact=True).fill("6")
    expect(page.locator("[data-live=cierre]")).to_contain_text("avance del 50%")
    page.get_by_label("Causa de variación").fill("se debió a una sesión extraordinaria")
    expect(page.locator("[data-live=cierre]")).to_contain_text(
        "50%, lo cual se debió a una sesión extraordinaria."
    )


def test_what_does_not_agree_is_said_beside_its_text_and_goes_once_mended(stage, page, visit):
    visit(page)
    beside = page.locator(f'[data-beside="bloque-{text(stage).key}"]')
    editor(page).fill("Se reporta en el acta 45 XX de 2026.")
    saved(page)
    expect(beside).to_contain_text("espacio sin llenar")
    expect(page.locator("#revise")).to_contain_text("espacio sin llenar")

    editor(page).fill("Se reporta en el acta 45.")
    saved(page)
    expect(beside).not_to_contain_text("espacio sin llenar")


def test_a_point_that_may_be_of_thousands_is_asked_about_beside_the_field(stage, page, visit):
    visit(page)
    field, asked = (
        page.get_by_label("Documentos", exact=True),
        page.locator("[data-asked-for=quantity]"),
    )
    expect(asked).to_be_hidden()
    field.fill("1.000")
    expect(asked).to_have_text("Escribió 1.000: se guardó 1. Si quiso decir mil, escriba 1000.")
    expect(page.locator("[data-findings]")).to_contain_text("La línea está Atrasada")
    field.fill("3")
    expect(asked).to_be_hidden()
    expect(page.locator("[data-findings]")).not_to_contain_text("La línea está Atrasada")


def test_a_wrong_number_says_how_to_write_it_and_stays(stage, page, visit):
    visit(page)
    field = page.get_by_label("Documentos", exact=True)
    field.fill("doce")
    expect(page.get_by_text("Escriba la cantidad con números, por ejemplo 12.")).to_be_visible()
    assert field.input_value() == "doce"
    field.fill("12")
    saved(page)
    expect(page.get_by_text("Escriba la cantidad con números")).to_be_hidden()


def test_two_people_in_one_text_see_both_and_lose_neither(stage, page, browser, visit):
    visit(page)
    other = browser.new_context().new_page()
    visit(other, "titular")
    editor(page).fill("Lo que escribió el enlace.")
    saved(page)
    editor(other).fill("Lo que escribió el titular.")
    panel = other.locator(".conflict")
    expect(panel).to_contain_text("Lo que escribió el enlace.")
    expect(panel).to_contain_text("Lo que escribió el titular.")
    expect(panel).to_contain_text(str(stage.people["enlace"]))
    panel.get_by_role("button", name="Usar lo mío").click()
    saved(other)
    assert "titular" in text(stage).html
    kept = text(stage).history.values_list("html", flat=True)
    assert any("enlace" in html for html in kept)
    other.context.close()


def test_different_places_go_on_by_themselves(stage, page, browser, visit):
    visit(page)
    other = browser.new_context().new_page()
    visit(other, "titular")
    editor(page).fill("Solo el texto.")
    other.get_by_label("Documentos", exact=True).fill("5")
    saved(page)
    saved(other)
    assert page.locator(".conflict").count() == other.locator(".conflict").count() == 0
    assert "Solo el texto." in text(stage).html
    assert quantity(stage).quantity == 5
    other.context.close()


def test_a_table_from_excel_fills_the_grid(stage, page, visit):
    visit(page)
    page.get_by_role("button", name="+ Tabla").click()
    expect(page.get_by_label("Fila 1, columna 1")).to_be_focused()
    paste(page, plain=EXCEL)
    expect(page.get_by_label("Fila 3, columna 1")).to_have_value("Comitán")
    saved(page)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Fila 2, columna 1")).to_be_focused()
    table = Bloque.objects.filter(avance=stage.avance(), kind="table")
    until(page, lambda: table.get().rows == EXCEL_ROWS)


def test_what_word_pastes_comes_out_clean(stage, page, visit):
    visit(page)
    go_into(editor(page))
    move(page, "Control+a")
    paste(page, WORD)
    until(page, lambda: "Negrita" in text(stage).html)
    html = text(stage).html
    assert html.startswith("<p><strong>Negrita</strong> y texto</p>")
    assert "<ul><li><p>oficios</p></li><li><p>3.5 millones</p></li></ul>" in html
    assert "style" not in html and "Mso" not in html
    move(page, "Control+Home")
    page.get_by_role("button", name="Subtítulo").click()
    until(page, lambda: text(stage).html.startswith("<h3><strong>Negrita</strong> y texto</h3>"))


def test_blocks_are_moved_removed_and_put_back(stage, page, visit):
    visit(page)
    blocks = page.locator("[data-block]")
    page.get_by_role("button", name="Bajar Texto").click()
    expect(blocks.nth(1)).to_have_attribute("data-kind", "text")
    expect(page.get_by_role("button", name="Subir Texto")).to_be_focused()
    page.get_by_role("button", name="Quitar Texto").click()
    expect(blocks).to_have_count(1)
    page.keyboard.press("Enter")
    expect(blocks).to_have_count(2)
    expect(editor(page)).to_contain_text("Se elaboraron tres documentos")
    editor(page).fill("Después de volver.")
    until(page, lambda: "Después de volver." in text(stage).html)


def test_lista_leads_to_each_place_and_then_to_the_next_linea(stage, page, visit):
    Bloque.objects.filter(avance=stage.avance(), kind="figures").delete()
    visit(page)
    page.get_by_label("Documentos", exact=True).fill("0")
    button = page.get_by_role("button", name="Guardar como lista y seguir con la línea 2")
    button.click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert page.title().startswith("Error:")
    summary = page.locator("#error-summary")  # what is to explain stands below the title too
    summary.get_by_role("link", name="Diga por qué es correcto").click()
    expect(page.locator("#cantidad-1 [name=reason]")).to_be_focused()
    page.get_by_label("¿Por qué es correcto?").fill("No se convocó a sesión")
    page.get_by_role("link", name="La línea está Atrasada. Escriba la causa").first.click()
    expect(page.locator("#causa [name=cause]")).to_be_focused()
    page.get_by_label("Causa de variación").fill("se debió a que no se convocó a sesión")
    MarcaMensual.objects.filter(tarea__linea=stage.linea(), month__lte=3).update(
        status="done", reported_at="2026-04-01T00:00:00Z"
    )
    button.click()
    expect(page).to_have_url(re.compile(f"/lineas/{stage.linea(1).pk}/trimestres/1/$"))
    assert AvanceTrimestral.objects.get(pk=stage.avance().pk).ready
    assert quantity(stage).reason == "No se convocó a sesión"


def test_everything_works_without_script(stage, browser, visit):
    context = browser.new_context(java_script_enabled=False)
    page = visit(context.new_page())
    save = page.get_by_role("button", name="Guardar lo escrito").first
    page.get_by_role("button", name="+ Tabla").click()
    page.get_by_label("Celdas").fill("Mes | Total\nAbril | 3")
    page.get_by_label("Título de la tabla").fill("Actas")
    page.get_by_role("textbox", name="Texto", exact=True).fill("Primero.\n\nSegundo.")
    page.get_by_label("Causa de variación").fill("se debió a una pausa")
    page.get_by_label("Documentos", exact=True).fill("cinco")
    save.click()
    # Nothing is saved, nothing is lost, and the summary leads to what is wrong.
    expect(page.locator("#error-summary a")).to_have_text(
        ["Escriba la cantidad con números, por ejemplo 12."]
    )
    expect(page.get_by_label("Título de la tabla")).to_have_value("Actas")
    assert text(stage).html.startswith("<p>Se elaboraron")
    page.get_by_label("Documentos", exact=True).fill("5")
    page.get_by_label("Documentos", exact=True).press("Enter")
    expect(page.get_by_text("Guardado a las")).to_be_visible()
    assert quantity(stage).quantity == 5
    assert text(stage).html == "<p>Primero.</p><p>Segundo.</p>"
    table = Bloque.objects.get(avance=stage.avance(), kind="table")
    assert (table.rows, table.title) == ([["Mes", "Total"], ["Abril", "3"]], "Actas")
    page.get_by_role("button", name="Quitar Tabla").click()
    page.get_by_text("Bloques quitados (1)").click()
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator("[data-live=cierre]")).to_contain_text("lo cual se debió a una pausa.")
    page.get_by_label("Documentos", exact=True).fill("4")
    page.get_by_role("button", name="Guardar como lista").click()
    expect(page.locator("#error-summary")).to_contain_text("Falta reportar")
    assert quantity(stage).quantity == 4
    context.close()


def test_what_backs_the_linea_is_added_taken_away_and_chosen_again(stage, browser, visit):
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    page = visit(context.new_page())
    files = [
        {"name": "acta.pdf", "mimeType": "application/pdf", "buffer": pdf()},
        {"name": "lista.jpg", "mimeType": "image/jpeg", "buffer": jpeg(300, 200)},
    ]
    page.get_by_label("Agregar archivos de respaldo").set_input_files(files)
    page.get_by_role("button", name="Guardar los archivos").click()
    expect(page.get_by_text("Se agregaron 2 archivos de respaldo.")).to_be_visible()
    place = page.get_by_role("region", name="Archivos de respaldo")
    place.get_by_role("button", name="Quitar acta.pdf").click()
    expect(place.get_by_role("link")).to_have_text(["lista.jpg"])
    choice = place.get_by_label("O elija uno que su área ya guardó")
    choice.select_option(choice.locator("option").nth(1).get_attribute("value"))
    place.get_by_role("button", name="Agregar el elegido").click()
    expect(place.get_by_role("link")).to_have_count(2)
    with page.expect_download() as download:
        place.get_by_role("link", name="acta.pdf").click()
    assert Path(download.value.path()).read_bytes() == pdf()
    context.close()


def test_on_a_phone_the_first_field_is_in_the_first_screen_under_a_long_title(stage, page, visit):
    LineaDeAccion.objects.filter(pk=stage.linea().pk).update(
        title=("Coordinar las sesiones " * 18)[:400]
    )
    page.set_viewport_size(SIZES["phone"])
    visit(page)
    page.evaluate("scrollTo(0, 0)")
    box = page.get_by_label("Documentos", exact=True).bounding_box()
    assert box["y"] + box["height"] <= SIZES["phone"]["height"]
    title = page.locator("#titulo-linea")
    folded = title.bounding_box()["height"]
    page.get_by_text("Ver completo").click()
    assert title.bounding_box()["height"] > 2 * folded

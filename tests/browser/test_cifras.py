"""Numbers tied to data in a real browser: inserted at the caret, followed, proposed, no script."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from programs.models import AvanceDeComponente, Bloque, ComponenteDeMeta, Trimestre
from tests.browser.conftest import SIZES
from tests.browser.pastes import paste
from tests.browser.queue_page.steps import until
from tests.browser.writing import go_into, move
from tests.factories import YEAR, Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "<p>Se elaboraron documentos en marzo.</p>"
NEAR = 120  # no further under its field: what the save says stands between
TOUCHED = ".prose-figures :is(button, select), .ties :is(button, summary, select)"
SMALL = f"""() => [...document.querySelectorAll("{TOUCHED}")]
.filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
.map((each) => each.textContent.trim())"""


@pytest.fixture
def cast(transactional_db) -> Cast:
    """A cast whose first línea has a text without a number."""
    with transaction.atomic():
        cast = make_cast()
        text_of(cast).update(html=TEXT)
    return cast


def below(page: Page, offer) -> float:
    """Return how far under the field of its text a proposal begins, in pixels."""
    article = page.locator("article.edit-block", has=offer)
    field = article.locator('[contenteditable="true"], textarea[data-prose]:visible').first
    bottom = field.evaluate("each => each.getBoundingClientRect().bottom")
    return offer.evaluate("each => each.closest('section').getBoundingClientRect().top") - bottom


def text_of(cast: Cast):
    return Bloque.objects.filter(avance=cast.avance(), kind="text")


def source(cast: Cast, measure: str = "done") -> str:
    return f"{ComponenteDeMeta.objects.get(meta__linea=cast.linea()).clave}.{measure}"


def stored(cast: Cast) -> str:
    return text_of(cast).get().html


def opened(page: Page, live_server, cast: Cast) -> Page:
    args = [cast.institucion.slug, YEAR, cast.avance().linea_id, 1]
    page.goto(live_server.url + reverse("avance_edit", args=args))
    page.wait_for_load_state("networkidle")
    page.locator("#narrativa").scroll_into_view_if_needed()  # the editor comes when it is near
    return page


@pytest.fixture
def linea(page, live_server, enter, cast) -> Page:
    """The capture of the first línea, open as its enlace."""
    enter(page.context, cast.people["enlace"])
    return opened(page, live_server, cast)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("before", ["Se elaboraron ", "Se elaboraron"])
def test_a_figure_goes_in_at_the_caret_and_is_shown_as_tied(linea, live_server, cast, size, before):
    linea.set_viewport_size(SIZES[size])
    editor = linea.locator('[contenteditable="true"]').first
    go_into(editor)
    move(linea, "Control+Home")
    for _ in before:
        linea.keyboard.press("ArrowRight")
    linea.get_by_role("button", name="Insertar cifra").first.click()
    chosen = linea.locator(".prose-figures select")
    expect(chosen).to_be_focused()
    assert size == "laptop" or linea.evaluate(SMALL) == []
    chosen.select_option(source(cast))
    linea.locator(".prose-figures").get_by_role("button", name="Insertar cifra").click()
    wanted = f'<p>Se elaboraron <data value="{source(cast)}">3</data> documentos en marzo.</p>'
    until(linea, lambda: stored(cast) == wanted)

    tied = editor.locator("data")
    expect(tied).to_have_attribute("title", "Ligada a: documentos del trimestre")
    expect(tied).to_have_attribute("aria-label", "3. Ligada a: documentos del trimestre")
    assert tied.evaluate("each => getComputedStyle(each).borderBottomStyle") == "dotted"
    width = "document.documentElement.scrollWidth <= innerWidth"
    assert linea.evaluate(width)
    opened(linea, live_server, cast)
    expect(linea.locator('[contenteditable="true"] data')).to_have_text("3")


def test_a_saved_quantity_changes_what_its_ties_say(linea, live_server, cast):
    text_of(cast).update(html=f'<p>Van <data value="{source(cast)}">3</data>.</p>')
    opened(linea, live_server, cast)
    tied = linea.locator('[contenteditable="true"] data')
    expect(tied).to_have_text("3")
    linea.locator('input[name="quantity"]').first.fill("1261")
    linea.keyboard.press("Tab")
    expect(tied).to_have_text("1,261")
    assert text_of(cast).get().version == 1  # nobody wrote in the text
    linea.get_by_role("button", name="Insertar cifra").first.click()
    expect(linea.locator(f'.prose-figures option[value="{source(cast)}"]')).to_have_text(
        "documentos del trimestre: 1,261"
    )


def test_a_tie_survives_writing_beside_it_and_its_own_copy(linea, live_server, cast):
    tie = f'<data value="{source(cast)}">3</data>'
    text_of(cast).update(html=f"<p>Van {tie} documentos.</p>")
    opened(linea, live_server, cast)
    go_into(linea.locator('[contenteditable="true"]').first)
    move(linea, "Control+End")
    linea.keyboard.insert_text(" Más.")
    until(linea, lambda: stored(cast) == f"<p>Van {tie} documentos. Más.</p>")
    move(linea, "Control+a")
    linea.keyboard.press("Control+c")
    move(linea, "Control+End")
    linea.keyboard.press("Enter")
    linea.keyboard.press("Control+v")
    until(linea, lambda: stored(cast).count(tie) == 2)


def test_what_is_tied_to_another_linea_arrives_as_a_plain_number(linea, cast):
    other = ComponenteDeMeta.objects.get(meta__linea=cast.linea(3)).clave
    own = f'<data value="{source(cast)}">3</data>'
    copied = f'<p data-pm-slice="1 1 []">Van <data value="{other}.done">7</data> y {own}.</p>'
    editor = linea.locator('[contenteditable="true"]').first
    go_into(editor)
    move(linea, "Control+a")
    paste(linea, copied, "Van 7 y 3.")
    until(linea, lambda: stored(cast) == f"<p>Van 7 y {own}.</p>")


def test_a_proposal_comes_after_a_save_and_one_press_ties_it(linea, live_server, cast):
    editor = linea.locator('[contenteditable="true"]').first
    go_into(editor)
    move(linea, "Control+End")
    linea.keyboard.insert_text(" Se elaboraron 3 documentos.")
    offer = linea.get_by_role("button", name=re.compile("^Ligar «3»"))
    expect(offer).to_be_visible(timeout=10_000)
    assert below(linea, offer) < NEAR
    offer.click()
    until(linea, lambda: f'<data value="{source(cast)}">3</data> documentos.' in stored(cast))
    expect(linea.locator('[contenteditable="true"] data')).to_have_text("3")
    expect(offer).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)
def test_without_script_a_figure_is_inserted_with_what_was_typed(
    browser, live_server, enter, cast, size
):
    context = browser.new_context(java_script_enabled=False, viewport=SIZES[size])
    enter(context, cast.people["enlace"])
    page = opened(context.new_page(), live_server, cast)
    page.locator("textarea[data-prose]").fill("Se elaboraron")
    page.get_by_text("Insertar cifra", exact=True).first.click()
    page.get_by_label("Cifra", exact=True).select_option(source(cast, "annual_percent"))
    page.get_by_role("button", name="Insertar cifra").click()
    wanted = f'<p>Se elaboraron <data value="{source(cast, "annual_percent")}">25%</data></p>'
    assert stored(cast) == wanted
    words = f"[cifra {source(cast, 'annual_percent')}: 25%]"
    expect(page.locator("textarea[data-prose]")).to_have_value(f"Se elaboraron {words}")
    page.locator("textarea[data-prose]").fill(f"Se dice {words} de avance.")
    page.get_by_role("button", name="Guardar lo escrito").first.click()
    tie = f'<data value="{source(cast, "annual_percent")}">25%</data>'
    assert stored(cast) == f"<p>Se dice {tie} de avance.</p>"
    page.get_by_text("1 cifra ligada").click()
    expect(page.locator(".ties").get_by_role("link", name="De dónde sale")).to_be_visible()
    page.get_by_role("button", name="Dejar como texto").click()
    assert stored(cast) == "<p>Se dice 25% de avance.</p>"
    context.close()


def test_the_list_of_ties_follows_what_is_deleted(page, live_server, enter, cast):
    tie = f'<data value="{source(cast)}">3</data>'
    text_of(cast).update(html=f"<p>Se hicieron {tie} documentos; de ellos, {tie} en marzo.</p>")
    enter(page.context, cast.people["enlace"])
    opened(page, live_server, cast)
    ties = page.locator("[data-ties]")
    expect(ties.locator("summary")).to_have_text("2 cifras ligadas")
    editor = page.locator('#narrativa [contenteditable="true"]').first
    editor.press("Control+Home")
    for _ in range(len("Se hicieron 3")):
        editor.press("Delete")
    expect(ties.locator("summary")).to_have_text("1 cifra ligada")
    editor.press("Control+A")
    editor.press("Delete")
    expect(ties).to_be_hidden()
    editor.press("Control+Z")
    expect(ties).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_without_script_a_proposal_stands_under_its_text(browser, live_server, enter, cast, size):
    text_of(cast).update(html="<p>Se elaboraron 3 documentos en marzo.</p>")
    context = browser.new_context(java_script_enabled=False, viewport=SIZES[size])
    enter(context, cast.people["enlace"])
    page = opened(context.new_page(), live_server, cast)
    offer = page.get_by_role("button", name=re.compile("^Ligar «3»"))
    assert 0 <= below(page, offer) < NEAR
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    offer.click()
    assert f'<data value="{source(cast)}">3</data> documentos' in stored(cast)
    context.close()


def test_the_presentacion_offers_the_lineas_of_its_area(page, live_server, enter, cast):
    enter(page.context, cast.people["enlace"])
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    page.goto(live_server.url + reverse("presentacion_edit", args=trimestre.place))
    page.get_by_role("button", name="Empezar a escribir").click()
    page.wait_for_load_state("networkidle")
    page.locator("#agregar").get_by_role("button", name="+ Texto").click()
    editor = page.locator('[contenteditable="true"]')
    expect(editor).to_be_focused()
    page.keyboard.insert_text("Se elaboraron ")
    page.get_by_role("button", name="Insertar cifra").first.click()
    page.locator(".prose-figures select").select_option(source(cast))
    page.locator(".prose-figures").get_by_role("button", name="Insertar cifra").click()
    tie = f'<data value="{source(cast)}">3</data>'
    until(page, lambda: Bloque.objects.filter(seccion__isnull=False, html__contains=tie).exists())
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=8)
    page.reload()
    expect(page.locator('[contenteditable="true"] data')).to_have_text("8")


@pytest.mark.parametrize("size", SIZES)
def test_who_only_reads_opens_where_a_tied_number_comes_from(page, live_server, enter, cast, size):
    text_of(cast).update(
        html=f'<p>Se elaboraron <data value="{source(cast)}">3</data> documentos en marzo.</p>'
    )
    page.set_viewport_size(SIZES[size])
    enter(page.context, cast.people["auditoria"])
    place = [cast.institucion.slug, YEAR, cast.avance().linea_id]
    page.goto(live_server.url + reverse("linea_detail", args=place))
    text = page.locator(".prose p", has_text="Se elaboraron")
    number = text.get_by_role("link", name="3", exact=True)
    # It takes no more room in its sentence than its sign.
    assert number.evaluate("each => each.getBoundingClientRect().width") < 16
    number.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("De dónde sale")

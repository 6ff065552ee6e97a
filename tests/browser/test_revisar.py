"""An informe is brought in a real browser: dropped, chosen or pasted, with and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from programs.forms.revisar import MAX_BYTES
from tests.browser.conftest import SIZES
from tests.programs.brought import BROUGHT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOUND = ".found-list li"
DROP = """
    ([name, text, size]) => {
        const data = new DataTransfer();
        data.items.add(new File([text, new Uint8Array(size)], name));
        const drop = document.querySelector("[data-revisar-drop]");
        drop.dispatchEvent(new DragEvent("dragover", {dataTransfer: data, bubbles: true}));
        drop.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
    }
"""


@pytest.fixture
def start(live_server) -> str:
    """The address of the page."""
    return live_server.url + reverse("revisar")


def paste(page: Page, start: str) -> None:
    """Paste the informe and have it judged."""
    page.goto(start)
    page.get_by_label("El texto, pegado desde Word o desde el PDF").fill(BROUGHT)
    page.get_by_role("button", name="Revisar el informe").click()
    page.wait_for_selector(".found")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_paste_is_judged_beside_its_passages(browser, start, watch, size, script):
    context = browser.new_context(java_script_enabled=script, viewport=SIZES[size])
    page = context.new_page()
    watched = watch(page)
    paste(page, start)
    expect(page.locator("h1")).to_contain_text("en su informe")
    assert page.locator(FOUND).count() >= 2
    page.locator(f"{FOUND} a[href='#hallazgo-2']").click()
    finding = page.locator("#hallazgo-2")
    expect(finding).to_be_in_viewport()
    # Beside the passage where there is room, and under it on a phone.
    text = page.locator(".pair", has=finding).locator(".pair-text").bounding_box()
    card = finding.bounding_box()
    if size == "phone":
        assert card["y"] >= text["y"] + text["height"]
    else:
        assert card["x"] >= text["x"] + text["width"]
    expect(page.get_by_role("button", name="Imprimir la lista")).to_be_visible(visible=script)
    assert not watched.faults
    context.close()


def test_only_the_passages_with_findings_are_shown_without_a_script(browser, start):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    paste(page, start)
    quiet = page.locator(".pair:not(.has-findings, .pair-head)")
    expect(quiet.first).to_be_visible()
    page.get_by_label("Mostrar solo los pasajes con hallazgos").check()
    expect(quiet.first).to_be_hidden()
    expect(page.locator(".pair.has-findings").first).to_be_visible()
    context.close()


def test_on_paper_stands_the_list_with_what_was_quoted_and_not_the_text(page, start):
    paste(page, start)
    page.emulate_media(media="print")
    expect(page.locator(".found-list")).to_be_visible()
    expect(page.locator(".found-list .found-quote").first).to_be_visible()
    for hidden in (".found-text", ".found-kept", ".site-footer", ".page-actions"):
        expect(page.locator(hidden)).to_be_hidden()


def test_a_file_is_dropped_and_one_that_is_too_large_is_not_sent(page, start):
    page.goto(start)
    page.evaluate(DROP, ["grande.pdf", "%PDF", MAX_BYTES])
    state = page.locator("[data-revisar-state]")
    expect(state).to_contain_text("El archivo pasa de 20 MB")
    page.get_by_role("button", name="Revisar el informe").click()
    expect(page.locator("input[type=file]")).to_be_focused()
    page.evaluate(DROP, ["informe.docx", "PK\u0003\u0004 no es un Word", 0])
    expect(state).to_have_text("Listo para revisar: informe.docx")
    page.get_by_role("button", name="Revisar el informe").click()
    expect(page.locator("#error-summary")).to_be_focused()


def test_back_from_the_answer_the_form_is_there_again(page, start):
    paste(page, start)
    page.get_by_role("link", name="Revisar otro informe").click()
    expect(page.get_by_role("button", name="Revisar el informe")).to_be_visible()
    expect(page.locator("[data-revisar-state]")).to_have_text("")


TABLE = (
    "\n\nMes | Facebook | X | Instagram | Publicaciones | Total\n"
    "Julio | 10 | 8 | 5 | 1,204 | 1,227\nSeptiembre | 10 | 8 | 5 | 25 | 48\n"
)
# Words and numbers of tables that stand on two lines.
CUT = r"""
    () => [...document.querySelectorAll(".pair-table td")].flatMap((cell) => {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const cut = [];
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            for (const word of node.data.matchAll(/[\p{L}\d][\p{L}\d.,%$]*/gu)) {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                const lines = [...range.getClientRects()].map((box) => Math.round(box.top));
                if (new Set(lines).size > 1) cut.push(word[0]);
            }
        }
        return cut;
    })
"""


@pytest.mark.parametrize("size", SIZES)
def test_no_word_or_number_of_a_table_is_cut(browser, start, size):
    context = browser.new_context(java_script_enabled=False, viewport=SIZES[size])
    page = context.new_page()
    page.goto(start)
    page.get_by_label("El texto, pegado desde Word o desde el PDF").fill(BROUGHT + TABLE)
    page.get_by_role("button", name="Revisar el informe").click()
    page.wait_for_selector(".found")
    assert page.get_by_text("Instagram").count() == 1
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()

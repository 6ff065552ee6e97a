"""The months on a phone, and without script."""

import pytest
from playwright.sync_api import expect

from programs.models import AuditEntry, MarcaMensual
from tests.browser.conftest import SIZES
from tests.browser.month_page import (
    address,
    june,
    saved,
    stage,
    tareas_of,
)
from tests.browser.sound import assert_sound

__all__ = ["stage"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(stage, page, live_server, enter):
    """The list of June on a phone."""
    page.set_viewport_size(SIZES["phone"])
    enter(page.context, stage.people["enlace"])
    page.goto(address(live_server, stage))
    return page


def test_eight_taps_on_the_texts_mark_eight(phone, stage):
    texts = phone.locator(".mes-item-main [data-text]")
    for place in range(8):
        texts.nth(place).click()
    saved(phone)

    assert june(stage) == ["done"] * 8
    expect(phone.locator(".mes-item [data-word]").first).to_have_text("Hecha")


def test_the_list_fits_the_phone(phone):
    result = phone.evaluate("""() => {
        const boxes = (selector) => [...document.querySelectorAll(selector)]
            .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect());
        const bar = document.getElementById("mes-bar").getBoundingClientRect();
        const whole = boxes(".mes-item").filter((b) => b.bottom <= bar.top + 1);
        const small = boxes("main :is(.btn, select, summary, .mes-item-main)")
            .filter((b) => b.width && (b.height < 44 || b.width < 44));
        const fonts = [...document.querySelectorAll("main :is(input[type=text], select)")]
            .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16);
        return [whole.length, small.length, fonts.length];
    }""")
    assert result[0] >= 6 and result[1:] == [0, 0]

    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    last, bar = phone.evaluate("""() => [
        [...document.querySelectorAll(".mes-item")].filter((e) => e.checkVisibility()).at(-1)
            .getBoundingClientRect().bottom,
        document.getElementById("mes-bar").getBoundingClientRect().top]""")
    assert last <= bar + 1


def test_not_done_on_the_phone(phone, stage):
    tarea = tareas_of(stage)[2]
    item = phone.locator(f".mes-item[data-tarea='{tarea.pk}']")
    item.locator("summary").click()
    reason = item.get_by_label("Motivo", exact=True)
    expect(reason).to_be_hidden()
    item.get_by_label("No se realizó").check()
    reason.select_option("Faltó quórum")
    item.get_by_role("button", name="Guardar").click()
    saved(phone)

    assert june(stage)[2] == "not_done"
    expect(item.locator("[data-word]")).to_have_text("No realizada: Faltó quórum")


def test_confirming_waits_for_the_marks_and_asks_for_each_that_is_missing(phone, stage):
    for item in phone.locator(".mes-item-main").all()[:6]:
        item.click()
    phone.get_by_role("button", name="Confirmar junio: 2 sin reportar").click()
    expect(phone.get_by_role("heading", name="Confirmar junio")).to_be_visible()
    assert june(stage).count("done") == 6

    expect(phone.get_by_label("Motivo")).to_have_count(2)
    for reason in phone.get_by_label("Motivo").all():
        expect(reason).to_be_hidden()
    phone.get_by_label("Realizada", exact=True).first.check()
    expect(phone.get_by_label("Nota (opcional)").first).to_be_visible()
    expect(phone.get_by_label("Motivo").first).to_be_hidden()
    phone.get_by_label("No realizada").last.check()
    phone.get_by_label("Motivo").last.select_option("Faltó quórum")
    phone.get_by_role("button", name="Confirmar junio").click()
    expect(phone.locator(".messages")).to_contain_text("Confirmó junio")
    expect(phone.locator("[data-confirmed]")).to_contain_text("Junio confirmado")
    assert june(stage) == ["done"] * 7 + ["not_done"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("size", SIZES)
def test_a_month_with_one_not_done_is_one_click_and_a_reason(
    stage, browser, live_server, enter, size, script
):
    last = tareas_of(stage)[-1]
    done = MarcaMensual.objects.filter(tarea__in=tareas_of(stage)[:-1], month=6)
    done.filter(tarea__in=tareas_of(stage)[: 6 if script else 7]).update(
        status="done", reported_at="2026-07-01T00:00:00Z"
    )
    context = browser.new_context(java_script_enabled=script, viewport=SIZES[size])
    enter(context, stage.people["enlace"])
    page = context.new_page()
    page.goto(address(live_server, stage))
    if script:  # the list follows the marks: it comes with the last one that is missing
        expect(page.locator("[data-last]")).to_be_hidden()
        box = f"[name=m-{tareas_of(stage)[6].pk}-6]"
        page.locator(f"#mes-grid {box}, #mes-list {box}").locator("visible=true").click()
    page.get_by_label("¿Se realizó").select_option(label="Faltó quórum")
    page.get_by_role("button", name="Confirmar junio: 1 sin reportar").click()
    expect(page.locator(".messages")).to_contain_text("Confirmó junio")

    assert june(stage) == ["done"] * 7 + ["not_done"]
    assert MarcaMensual.objects.get(tarea=last, month=6).reason == "Faltó quórum"
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_confirming_without_network_waits_in_sight(stage, page, live_server, enter, size):
    MarcaMensual.objects.filter(tarea__in=tareas_of(stage)[1:], month=6).update(
        status="done", reported_at="2026-07-01T00:00:00Z"
    )
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people["enlace"])
    page.goto(address(live_server, stage))
    page.context.set_offline(True)
    page.locator(f"[name=m-{tareas_of(stage)[0].pk}-6]").locator("visible=true").click()
    page.get_by_role("button", name="Confirmar junio").click()
    note = page.locator(".act-note")
    expect(note).to_contain_text("Sin conexión: «Confirmar junio» está en espera.")
    expect(note.get_by_role("button", name="Cancelar")).to_be_in_viewport()
    assert page.evaluate("""() => [...document.querySelectorAll("#mes-bar *")].every(
        (part) => part.getBoundingClientRect().right <= innerWidth)""")
    expect(page.locator("#save-state")).to_be_hidden()  # one note says it, not two
    if size == "laptop":  # axe tells no colour of what stands over the rows of the phone's list
        assert_sound(page)
    page.context.set_offline(False)
    expect(page.locator(".messages")).to_contain_text("Confirmó junio")
    assert june(stage) == ["done"] * 8
    assert AuditEntry.objects.filter(action="month_confirm").count() == 1


def test_without_script(stage, browser, live_server, enter):
    context = browser.new_context(java_script_enabled=False, viewport=SIZES["laptop"])
    enter(context, stage.people["enlace"])
    page = context.new_page()
    page.goto(address(live_server, stage))
    first, second = (tarea.pk for tarea in tareas_of(stage)[:2])
    page.locator(f"#mes-grid [name=m-{first}-6]").check()
    page.get_by_role("button", name="Guardar las marcas").click()
    expect(page.locator(".messages")).to_contain_text("1 marca guardada.")

    page.get_by_role("link", name="Vista por mes", exact=True).click()
    page.locator(f".mes-item[data-tarea='{second}'] summary").click()
    page.locator(f"[name=x-{second}-6]").check()
    page.locator(f"[name=r-{second}-6]").fill("No hubo sede")
    page.get_by_role("button", name="Guardar el mes").click()
    expect(page.locator(".messages")).to_contain_text("1 marca guardada.")

    assert june(stage)[:2] == ["done", "not_done"]
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_hides_the_focus(stage, page, live_server, enter, size):
    page.set_viewport_size({**SIZES[size], "height": 500})
    enter(page.context, stage.people["enlace"])
    page.goto(address(live_server, stage))
    hidden = []
    for _ in range(45):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
            const e = document.activeElement, b = e.getBoundingClientRect();
            const points = [[.5, .5], [.2, .2], [.8, .2], [.2, .8], [.8, .8]];
            return [e.outerHTML.slice(0, 80), points.filter(([x, y]) => {
                const hit = document.elementFromPoint(b.left + b.width * x, b.top + b.height * y);
                return hit && (e.contains(hit) || hit.contains(e) && hit.closest("label") );
            }).length];
        }""")
        if seen[1] < 3:
            hidden.append(seen)
    assert hidden == []

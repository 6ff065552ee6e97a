"""The months in a real browser: a spreadsheet's keys, taps on a phone, and nothing lost."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Institucion, MarcaMensual, Programa, Tarea, Trimestre
from tests.browser.conftest import SIZES
from tests.factories import make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LONG_TEXT = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]


@pytest.fixture
def stage(transactional_db):
    """A cast whose año began long ago: every month is over, and June waits in eight tareas."""
    with transaction.atomic():
        cast = make_cast(lineas=16)
        # The tests do not depend on the day: in a past year every month may be reported.
        Programa.objects.filter(pk=cast.programa.pk).update(year=date.today().year - 1)
        cast.programa.refresh_from_db()
        MarcaMensual.objects.filter(tarea__eje__programa=cast.programa, month=3).delete()
    Institucion.objects.filter(pk=cast.institucion.pk).update(brand_color="#1E5B4F")
    return cast


def address(live_server, cast, **query) -> str:
    """Return the address of June; `query` replaces its parts."""
    key = f"{cast.institucion.slug}-{cast.programa.year}"
    parts = "&".join(f"{k}={v}" for k, v in {"programa": key, "mes": 6, **query}.items())
    return f"{live_server.url}{reverse('mes')}?{parts}"


def tareas_of(cast) -> list[Tarea]:
    """Return the tareas of the área `juridica` in printed order."""
    rows = Tarea.objects.filter(eje__programa=cast.programa, area__code="juridica")
    return list(rows.order_by("eje__order", "order"))


def june(cast) -> list[str]:
    """Return what the database says of June."""
    rows = MarcaMensual.objects.filter(tarea__in=tareas_of(cast), month=6).order_by("tarea__order")
    return list(rows.values_list("status", flat=True))


def focused(page) -> str:
    """Return the name of the field that has the focus."""
    return page.evaluate("document.activeElement.name ?? ''")


def saved(page) -> None:
    """Wait until the server has every mark and the save state says so."""
    nothing_waits(page)
    expect(page.locator("#save-state")).to_contain_text("Guardado")


def nothing_waits(page) -> None:
    """Wait until this computer keeps no mark that the server does not have."""
    for _ in range(50):
        if (
            page.evaluate("Object.keys(localStorage).filter((k) => k.includes(':mes-')).length")
            == 0
        ):
            return
        page.wait_for_timeout(100)
    raise AssertionError("marks wait on this computer")


def box_of(page, tarea, month=6):
    """Return the box of a cell of the grid."""
    return page.locator(f"#mes-grid [name=m-{tarea.pk}-{month}]")


@pytest.fixture
def grid(stage, page, live_server, enter):
    """The grid of the enlace on a laptop, entered at June."""
    page.set_viewport_size(SIZES["laptop"])
    enter(page.context, stage.people["enlace"])
    page.goto(address(live_server, stage) + "#mes-6")
    return page


# The grid -----------------------------------------------------------------------------------------


def test_eight_enters_mark_eight_tareas(grid, stage):
    posts, loads = [], []
    grid.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    grid.on("framenavigated", lambda frame: loads.append(frame.url))
    assert focused(grid) == f"m-{tareas_of(stage)[0].pk}-6"

    for _ in range(8):
        grid.keyboard.press("Enter")
    saved(grid)

    assert june(stage) == ["done"] * 8
    assert len(posts) <= 3 and loads == []
    expect(grid.locator("#mes-says")).to_contain_text("guardada")
    expect(grid.locator("[data-confirm] button")).to_have_text("Confirmar junio")


def test_enter_passes_over_months_that_nobody_programmed(grid, stage):
    tareas = tareas_of(stage)
    MarcaMensual.objects.filter(tarea=tareas[1], month=6).delete()
    grid.reload()
    for _ in range(7):
        grid.keyboard.press("Enter")
    saved(grid)

    assert june(stage) == ["done"] * 7


def test_the_keys_of_a_spreadsheet(grid, stage):
    tareas = tareas_of(stage)
    first, last = tareas[0].pk, tareas[-1].pk
    assert grid.locator("table[role=grid] input[tabindex='0']").count() == 1

    for key, place in (
        ("ArrowLeft", f"m-{first}-5"),
        ("ArrowUp", f"m-{first}-5"),
        ("Home", f"m-{first}-1"),
        ("ArrowLeft", f"m-{first}-1"),
        ("End", f"m-{first}-12"),
        ("ArrowRight", f"m-{first}-12"),
        ("Control+End", f"m-{last}-12"),
        ("ArrowDown", f"m-{last}-12"),
        ("Shift+Enter", f"m-{tareas[-2].pk}-12"),
        ("Control+Home", f"m-{first}-1"),
        ("ArrowDown", f"m-{tareas[1].pk}-1"),
    ):
        grid.keyboard.press(key)
        assert focused(grid) == place, key
    grid.keyboard.press("Space")
    expect(box_of(grid, tareas[1], 1)).to_be_checked()
    saved(grid)
    assert MarcaMensual.objects.get(tarea=tareas[1], month=1).status == "done"
    assert MarcaMensual.objects.get(tarea=last, month=12).status == "done"  # of Shift+Enter

    grid.keyboard.press("Tab")
    assert not grid.evaluate("document.activeElement.closest('table')")


def test_space_marks_what_was_not_programmed_and_takes_it_back(grid, stage):
    tarea = tareas_of(stage)[0]
    box = box_of(grid, tarea, 3)
    grid.keyboard.press("Home")
    for _ in range(2):
        grid.keyboard.press("ArrowRight")
    grid.keyboard.press("Enter")
    assert "no está programado" in grid.locator("#mes-says").inner_text()
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Space")
    expect(box).to_have_accessible_name(f"1.1 {tarea.text}, marzo, hecha sin programar")
    saved(grid)
    assert not MarcaMensual.objects.get(tarea=tarea, month=3).programmed

    grid.locator("#mes-undo").click()
    expect(box).to_have_accessible_name(f"1.1 {tarea.text}, marzo, no programada")
    nothing_waits(grid)

    assert not MarcaMensual.objects.filter(tarea=tarea, month=3).exists()


def test_not_done_asks_why(grid, stage):
    tarea = tareas_of(stage)[0]
    grid.keyboard.press("n")
    grid.locator("#mes-detail button[type=submit]").click()
    expect(grid.locator("#d-error")).to_be_visible()
    grid.locator("#d-choice").select_option("Faltó quórum")
    grid.locator("#d-note").fill("Se citó para julio")
    grid.locator("#mes-detail button[type=submit]").click()
    saved(grid)
    row = MarcaMensual.objects.get(tarea=tarea, month=6)

    assert (row.status, row.reason, row.note) == ("not_done", "Faltó quórum", "Se citó para julio")
    assert focused(grid) == f"m-{tarea.pk}-6"
    expect(box_of(grid, tarea)).to_have_accessible_name(
        f"1.1 {tarea.text}, junio, no realizada: Faltó quórum"
    )
    expect(grid.locator("#mes-detail")).to_contain_text("enlace")


def test_undo_gives_back_the_last_ten(grid, stage):
    for key in ["Enter"] * 8 + ["ArrowLeft", *["Space", "ArrowUp"] * 4]:
        grid.keyboard.press(key)
    button = grid.locator("#mes-undo")
    for _ in range(10):
        button.click()
    expect(button).to_be_hidden()
    nothing_waits(grid)

    assert june(stage).count("done") == 2


def test_a_closed_month_can_be_reached_and_says_why(grid, stage):
    Trimestre.objects.filter(programa=stage.programa, number=2).update(status="closed")
    grid.reload()
    box = box_of(grid, tareas_of(stage)[0])
    box.focus()
    grid.keyboard.press("Space")

    assert box.get_attribute("aria-disabled") == "true" and not box.is_checked()
    expect(box).to_have_accessible_description(re.compile("está cerrado"))
    assert "está cerrado" in grid.locator("#mes-says").inner_text()
    assert "está cerrado" in grid.locator("#mes-detail").inner_text()


@pytest.mark.parametrize(
    ("width", "height", "rows"), [(1366, 768, 8), (1366, 625, 7), (1093, 500, 5)]
)
def test_as_many_rows_fit(stage, page, live_server, enter, width, height, rows):
    Tarea.objects.filter(pk=tareas_of(stage)[0].pk).update(text=LONG_TEXT)
    page.set_viewport_size({"width": width, "height": height})
    enter(page.context, stage.people["enlace"])
    page.goto(address(live_server, stage) + "#mes-6")
    seen = page.evaluate("""() => {
        const bar = document.getElementById("mes-bar").getBoundingClientRect();
        const head = document.querySelector(".mes-grid thead").getBoundingClientRect();
        return [...document.querySelectorAll("tr[data-tarea]")].filter((tr) => {
            const { top, bottom } = tr.getBoundingClientRect();
            return top >= head.bottom - 1 && bottom <= Math.min(bar.top, innerHeight) + 1;
        }).length;
    }""")
    cell = page.locator("tr[data-tarea] td").first.bounding_box()

    assert seen >= rows
    assert cell["width"] >= 44 and cell["height"] >= 40
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Together with others -----------------------------------------------------------------------------


def test_two_people_in_the_same_cell_choose(grid, stage, live_server, enter, browser):
    tarea = tareas_of(stage)[0]
    row = MarcaMensual.objects.get(tarea=tarea, month=6)
    other = browser.new_context()
    enter(other, stage.people["titular"])
    theirs = other.new_page()
    theirs.set_viewport_size(SIZES["laptop"])
    theirs.goto(address(live_server, stage) + "#mes-6")
    theirs.keyboard.press("n")
    theirs.locator("#d-choice").select_option("Faltó quórum")
    theirs.locator("#mes-detail button[type=submit]").click()
    saved(theirs)

    grid.keyboard.press("Enter")
    grid.keyboard.press("Enter")
    notice = grid.locator("#mes-notice")
    expect(notice).to_contain_text("titular guardó 1.1")
    expect(notice).to_contain_text("«No realizada: Faltó quórum». Usted: «Hecha».")
    row.refresh_from_db()
    assert row.status == "not_done"

    notice.get_by_role("button", name="Usar lo mío").click()
    expect(notice).to_be_hidden()
    nothing_waits(grid)
    row.refresh_from_db()

    assert june(stage)[:3] == ["done", "done", "unreported"]
    assert "Faltó quórum" in row.history.values_list("reason", flat=True)
    other.close()


def test_marks_made_without_network_are_sent_later(grid, stage):
    grid.context.set_offline(True)
    for _ in range(5):
        grid.keyboard.press("Enter")
    expect(grid.locator("#save-state")).to_contain_text("Sin conexión")
    assert june(stage).count("done") == 0

    grid.context.set_offline(False)
    expect(grid.locator("#save-state")).to_contain_text("Guardado", timeout=10_000)

    assert june(stage).count("done") == 5
    assert [tarea.marcas.get(month=6).history.count() for tarea in tareas_of(stage)[:5]] == [1] * 5


def test_marks_of_a_closed_tab_are_shown_and_sent(grid, stage, live_server):
    grid.context.set_offline(True)
    for _ in range(3):
        grid.keyboard.press("Enter")
    again = grid.context.new_page()
    grid.close(run_before_unload=False)
    again.context.set_offline(False)
    again.goto(address(live_server, stage))

    expect(again.locator(f"#mes-grid [name=m-{tareas_of(stage)[0].pk}-6]")).to_be_checked()
    expect(again.locator("#save-state")).to_contain_text("Guardado", timeout=10_000)
    assert june(stage).count("done") == 3


# The list -----------------------------------------------------------------------------------------


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
    item.get_by_label("Motivo", exact=True).select_option("Faltó quórum")
    item.get_by_role("button", name="Guardar").click()
    saved(phone)

    assert june(stage)[2] == "not_done"
    expect(item.locator("[data-word]")).to_have_text("No realizada: Faltó quórum")


def test_confirming_waits_for_the_marks(phone, stage):
    for item in phone.locator(".mes-item-main").all()[:7]:
        item.click()
    phone.get_by_role("button", name="Confirmar junio: 1 sin reportar").click()
    expect(phone.get_by_role("heading", name="Confirmar junio")).to_be_visible()
    assert june(stage).count("done") == 7

    phone.get_by_label("No realizada").check()
    phone.get_by_label("Motivo, si no se realizó").select_option("Faltó quórum")
    phone.get_by_role("button", name="Confirmar junio").click()
    expect(phone.locator(".messages")).to_contain_text("Confirmó junio")
    expect(phone.locator("[data-confirmed]")).to_contain_text("Junio confirmado")


# Without script, and for everyone -----------------------------------------------------------------


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
@pytest.mark.parametrize("who", ["enlace", "secretario"])
def test_the_page_is_sound(stage, page, live_server, enter, watch, size, who):
    Tarea.objects.filter(pk=tareas_of(stage)[0].pk).update(text=LONG_TEXT)
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people[who])
    watched = watch(page)
    for query in ({}, {"vista": "lista"}, {"area": "todas"}, {"mes": 3}):
        page.goto(address(live_server, stage, **query))
        if query == {"vista": "lista"}:
            page.locator(".mes-more summary").first.click()
        elif size == "laptop" and who == "enlace":
            page.locator("table[role=grid] input[tabindex='0']").focus()
            page.keyboard.press("n")
        result = Axe().run(page, options={"runOnly": RULES}).response
        found = [(r["id"], r["nodes"][0]["html"][:160]) for r in result["violations"]]
        assert found == [], query
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), query
    assert watched.faults == []


@pytest.mark.parametrize("size", SIZES)
def test_the_confirmation_is_sound(stage, page, live_server, enter, size):
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people["enlace"])
    page.goto(address(live_server, stage))
    page.get_by_role("button", name="Confirmar junio").click()
    for _ in range(2):
        expect(page.get_by_role("heading", name="Confirmar junio")).to_be_visible()
        result = Axe().run(page, options={"runOnly": RULES}).response
        assert [rule["id"] for rule in result["violations"]] == []
        page.get_by_role("button", name="Confirmar junio").click()
    assert page.title().startswith("Error:")


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

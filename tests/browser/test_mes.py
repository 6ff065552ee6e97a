"""The grid of the months in a real browser: a spreadsheet's keys, and what fits."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import MarcaMensual, Tarea, Trimestre
from tests.browser.month_page import (
    LONG_TEXT,
    address,
    box_of,
    focused,
    grid,
    june,
    nothing_waits,
    saved,
    stage,
    tareas_of,
)
from tests.browser.pastes import paste
from tests.browser.queue_page.steps import until
from tests.factories import CLOSED

__all__ = ["grid", "stage"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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

    with grid.expect_response(f"**{reverse('marks_save')}"):
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
    # The last change is sent after it is painted.
    until(grid, lambda: june(stage).count("done") == 2)
    nothing_waits(grid)

    assert june(stage).count("done") == 2


def test_a_closed_month_can_be_reached_and_says_why(grid, stage):
    Trimestre.objects.filter(programa=stage.programa, number=2).update(**CLOSED)
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


def test_marks_of_a_spreadsheet_fill_the_grid_as_one_act(grid, stage):
    tareas = tareas_of(stage)
    before = june(stage)
    rows = [["x", "✓"], ["No realizada: sin sede", ""], ["quizá", "1"], ["no", ""]]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    paste(grid, f"<table>{table}</table>", "\n".join("\t".join(row) for row in rows))
    saved(grid)
    assert june(stage)[:4] == ["done", "not_done", before[2], before[3]]
    july = MarcaMensual.objects.filter(tarea__in=tareas[:3], month=7).order_by("tarea__order")
    assert [mark.status for mark in july if mark.tarea_id != tareas[1].pk] == ["done", "done"]
    notice = grid.locator("#mes-notice")
    expect(notice).to_contain_text("Se pegaron 4 marcas. Se omitió: «quizá», que no es una marca;")
    expect(notice).to_contain_text("1 sin realizar: elija cada celda y escriba el motivo con N")
    notice.get_by_role("button", name="Entendido").click()
    expect(notice).to_be_hidden()
    assert focused(grid) == f"m-{tareas[0].pk}-6"
    grid.keyboard.press("Control+z")
    saved(grid)
    assert june(stage) == before


def test_a_pasted_calendar_goes_by_its_months_and_tareas(grid, stage):
    tareas = tareas_of(stage)
    name = grid.locator(f"tr[data-tarea='{tareas[2].pk}']").get_attribute("data-name")
    plain = f"Tarea\tMayo\tJun\n{name}\tx\tX\n"
    paste(grid, plain=plain)
    saved(grid)
    assert june(stage)[2] == "done" and june(stage)[0] == "unreported"
    assert MarcaMensual.objects.get(tarea=tareas[2], month=5).status == "done"

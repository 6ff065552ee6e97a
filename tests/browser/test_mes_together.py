"""The months with others, without network and after a closed tab: nothing is lost."""

import pytest
from playwright.sync_api import expect

from programs.models import MarcaMensual
from tests.browser.conftest import SIZES
from tests.browser.month_page import (
    address,
    grid,
    june,
    nothing_waits,
    saved,
    stage,
    tareas_of,
)

__all__ = ["grid", "stage"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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

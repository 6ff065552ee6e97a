"""Quantities by month in a real browser: typed as marks are marked, on a wide page and a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES
from tests.browser.month_page import address, focused, saved, stage
from tests.browser.sound import assert_sound
from tests.programs.monthly_cast import month_of, monthly, quarter_of

__all__ = ["stage"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def componente(stage):
    """The quantity of the first línea, by month."""
    return monthly(stage)


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_a_number_is_typed_saved_and_added_up(stage, componente, page, live_server, enter, size):
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people["enlace"])
    for month, number in ((4, "1"), (5, "1.50"), (6, "1,200")):
        page.goto(address(live_server, stage, mes=month))
        prefix = "#mes-grid" if size == "laptop" else "#mes-list"
        box = page.locator(f"{prefix} [name=d-q{componente.pk}-{month}]")
        box.click()
        page.keyboard.type(number)
        if size == "laptop":
            page.keyboard.press("Enter")
            assert focused(page) != f"d-q{componente.pk}-{month}", "Enter goes on"
        else:
            box.blur()
        saved(page)
    expect(box).to_have_value("1,200")
    assert quarter_of(componente, 2).quantity == 1202.5

    if size == "laptop":
        box.click()
        page.keyboard.type("doce")
        page.keyboard.press("ArrowUp")
        notice = page.locator("#mes-notice")
        expect(notice).to_contain_text("Escriba la cantidad con números")
        expect(box).to_have_value("1,200")
        notice.get_by_role("button", name="Entendido").click()
        box.click()
        page.keyboard.type("7")
        page.keyboard.press("Escape")
        expect(box).to_have_value("1,200")
    assert_sound(page)
    assert month_of(componente, 6).version == 2

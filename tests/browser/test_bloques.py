"""The blocks of a narrative in a real browser: each press once, each where the person is."""

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from programs.models import Bloque, Evidencia, Figura
from tests.browser.conftest import SIZES
from tests.browser.queue_page.steps import until
from tests.factories import YEAR, Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOM = """(block) => { const { top, bottom } = block.getBoundingClientRect();
return block.contains(document.activeElement) && top < innerHeight && bottom > 0; }"""
SMALL = """() => [...document.querySelectorAll("#narrativa :is(button, summary, .figura-file a)")]
.filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
.map((each) => each.textContent.trim())"""


@pytest.fixture
def cast(transactional_db) -> Cast:
    """A cast whose first línea has a text, and three pictures without files."""
    with transaction.atomic():
        cast = make_cast()
        group = cast.avance().bloques.get(kind="figures")
        group.figuras.all().delete()
        for order in (1, 2, 3):
            shared = {"institucion": cast.institucion, "area": cast.linea().area}
            evidencia = Evidencia.objects.create(
                **shared, key=f"foto{order}", media_type="image/jpeg", size=1, sha256="0" * 64
            )
            Figura.objects.create(bloque=group, order=order, evidencia=evidencia)
        Bloque.objects.filter(pk=group.pk).update(caption="Sesión")
    return cast


@pytest.fixture
def linea(page, live_server, enter, cast) -> Page:
    """The capture of the first línea, open as its enlace on a laptop."""
    enter(page.context, cast.people["enlace"])
    args = [cast.institucion.slug, YEAR, cast.avance().linea_id, 1]
    page.goto(live_server.url + reverse("avance_edit", args=args))
    page.wait_for_load_state("networkidle")
    return page


def kinds(cast: Cast) -> list[str]:
    """Return the kinds of the blocks of the first línea, in their order."""
    return list(cast.avance().bloques.kept().order_by("order").values_list("kind", flat=True))


@pytest.mark.parametrize("size", SIZES)
def test_a_block_is_added_once_where_the_person_is(linea, cast, size):
    linea.set_viewport_size(SIZES[size])
    # What the page moves for its new width has moved, or the click may fall beside.
    linea.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
    blocks = linea.locator("[data-block-list] > [data-block]")
    blocks.first.get_by_text("+ Agregar debajo").click()
    blocks.first.get_by_role("button", name="+ Texto").dblclick()
    expect(blocks).to_have_count(3)
    text = blocks.nth(1).locator('[contenteditable="true"]')
    expect(text).to_be_focused()
    assert blocks.nth(1).evaluate(ROOM)
    linea.keyboard.insert_text("En medio.")
    until(linea, lambda: Bloque.objects.filter(html__contains="En medio.").exists())

    assert kinds(cast) == ["text", "text", "figures"]
    assert size == "laptop" or linea.evaluate(SMALL) == []
    # Two presses in a row of the same block are done in turn: the second of what is gone is none.
    down = blocks.nth(1).get_by_role("button", name="Bajar")
    away = blocks.nth(1).get_by_role("button", name="Quitar Texto")
    linea.evaluate(
        "([one, two]) => { one.click(); two.click(); one.click(); }",
        [down.element_handle(), away.element_handle()],
    )
    expect(linea.get_by_role("button", name="Deshacer")).to_be_focused()
    expect(blocks).to_have_count(2)

    assert kinds(cast) == ["text", "figures"]


def test_an_answer_that_was_lost_makes_no_second_block(linea, cast):
    def lose(route):
        route.fetch()  # the server does it, and nobody hears
        route.abort()

    linea.route("**/bloques/", lose, times=1)
    blocks = linea.locator("[data-block-list] > [data-block]")
    buttons = linea.locator("#agregar")
    buttons.get_by_role("button", name="+ Texto").click()
    expect(buttons.get_by_text("No hay conexión.")).to_be_visible()
    assert kinds(cast) == ["text", "figures", "text"]
    # Another kind was asked meanwhile: what the first press made comes, and then this one.
    buttons.get_by_role("button", name="+ Tabla").click()
    expect(blocks).to_have_count(4)

    assert kinds(cast) == ["text", "figures", "text", "table"]
    assert [block.get_attribute("data-kind") for block in blocks.all()] == kinds(cast)


def test_what_is_typed_of_a_picture_stays_while_it_moves(linea, cast):
    group = cast.avance().bloques.get(kind="figures")
    rows = linea.locator(f"#figuras-{group.pk} .figura-row")
    first, second, third = group.figuras.order_by("order")
    seen = rows.nth(1).get_by_label("¿Qué se ve?")
    held = []
    linea.route("**/mover/", lambda route: held.append(route))
    rows.nth(1).get_by_role("button", name="Bajar la foto 2").click()
    seen.fill("La mesa")
    until(linea, lambda: held)
    held[0].continue_()
    expect(rows.nth(1)).to_have_attribute("id", f"figura-{third.pk}")
    until(linea, lambda: Figura.objects.get(pk=second.pk).alt == "La mesa")

    assert linea.locator(f"#figura-{second.pk}-alt").input_value() == "La mesa"
    ids = [figure.pk for figure in group.figuras.order_by("order")]
    assert ids == [first.pk, third.pk, second.pk]
    # A tick while the caption is on its way does not keep half of the caption.
    fresh = linea.locator(f"#figura-{third.pk}-alt")
    linea.locator(f"#pie-{group.pk}").fill("Firma del convenio")
    rows.nth(1).get_by_label("Personas identificables").check()
    expect(fresh).to_have_value("Foto 2: Firma del convenio")
    until(linea, lambda: Evidencia.objects.get(key="foto3").shows_people)
    assert Figura.objects.get(pk=third.pk).alt == ""
    # Emptied, it is what is proposed again.
    linea.locator(f"#figura-{second.pk}-alt").fill("")
    linea.locator(f"#figura-{second.pk}-alt").blur()
    expect(linea.locator(f"#figura-{second.pk}-alt")).to_have_value("Foto 3: Firma del convenio")
    until(linea, lambda: Figura.objects.get(pk=second.pk).alt == "")

"""Everything that is typed on a page with capture is there again, whichever way one leaves it.

The controls are those that the page shows, never a list of the ones somebody thought of.
"""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page, expect

from programs.models import (
    AvanceDeComponente,
    Bloque,
    Evidencia,
    MarcaMensual,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.services.presentacion import section_get
from tests.factories import YEAR, Cast, make_cast
from tests.programs.review_cast import Review, entries, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Files are sent as they are chosen; a mark of the calendar and the word of who hands in are acts,
# saved by themselves or not at all; what filters a page is its address.
TYPED = (
    "main :is(input:not([type=hidden], [type=file], [type=submit], [name=statement]), "
    "textarea, select, [contenteditable=true]):not(table input, .filters *)"
)
# Where a text has a form of its own, by the name of its field.
NUMBERS = {"quantity": "{}", "received": "{}", "stated_percent": "{}", "adjustment": "-{}"}
OPEN = "document.querySelectorAll('main details').forEach((place) => { place.open = true; })"
# [place among what the page holds, kind, name, value, what it shows] of what one may type in.
READ = """(fields) => fields.map((field, place) => [
  place, field.type || "prose", field.name || "", field.value || "",
  field.isContentEditable ? field.innerText.trim()
    : ["radio", "checkbox"].includes(field.type) ? String(field.checked) : field.value,
  field.checkVisibility({ visibilityProperty: true }) && !field.disabled,
]).filter((each) => each.pop())"""


@pytest.fixture
def cast(transactional_db) -> Cast:
    """A línea with one of everything to type in: of its own, adjusted, observed, backed."""
    with transaction.atomic():
        cast = make_cast()
        area = cast.institucion.areas.get(code="juridica")
        tarea = Tarea.objects.create(
            eje=cast.linea().eje, area=area, order=99, text="Atender solicitudes"
        )
        mark = MarcaMensual.objects.create(tarea=tarea, month=2)
        review = Review(cast)
        review.submit()
        avance = entries(cast)[0]
        review.observe(avance, text_of(avance))
        review.observe(review.entrega, mark)
        review.give_back()
        AvanceDeComponente.objects.filter(avance=avance).update(
            adjustment=1, adjustment_reason="Se contó dos veces."
        )
        shared = {"institucion": cast.institucion, "avance": avance}
        Bloque.objects.create(
            **shared, key="tabla", order=5, kind="table", rows=[["Mes", "Actas"], ["Enero", "3"]]
        )
        Evidencia.objects.create(
            institucion=cast.institucion,
            area=area,
            key="acta",
            original_name="Acta.pdf",
            media_type="application/pdf",
            size=1400,
            sha256="0" * 64,
        )
        quarter = Trimestre.objects.get(programa=cast.programa, number=1)
        section = section_get(quarter.pk, area=area, by=cast.people["enlace"])
        Bloque.objects.create(
            institucion=cast.institucion, seccion=section, key="parte", order=1, kind="text"
        )
        return cast


@pytest.fixture
def opened(cast, live_server, enter) -> Callable[..., Page]:
    """Return a function that opens an address as the enlace, every fold open."""

    def visited(page: Page, path: str) -> Page:
        enter(page.context, cast.people["enlace"])
        page.goto(f"{live_server.url}{path}")
        return ready(page)

    return visited


def ready(page: Page) -> Page:
    """Open every fold and wait until each text has its editor."""
    page.evaluate(OPEN)
    for text in page.locator("[data-prose]").all():
        text.locator("xpath=..").scroll_into_view_if_needed()
    expect(page.locator("[data-prose]:not([data-enhanced])")).to_have_count(0)
    page.evaluate(OPEN)
    return page


def controls(page: Page) -> list[list]:
    """Return what one may type in: see `READ`."""
    return page.locator(TYPED).evaluate_all(READ)


def shown(page: Page) -> list[str]:
    """Return what every control shows."""
    return [control[-1] for control in controls(page)]


def type_in_all(page: Page, number: int) -> list[str]:
    """Type something else in every control; return what each then shows."""
    done: set[int] = set()
    while left := [control for control in controls(page) if control[0] not in done]:
        place, kind, name, value, now = left[0]
        done.add(place)
        field = page.locator(TYPED).nth(place)
        if kind == "select-one":
            options = field.locator("option").count()
            field.select_option(index=max(options - 1 - number % 2, 0))
        elif kind == "checkbox":
            field.set_checked(now != "true")
        elif kind == "radio":
            if value == ("stated", "omitted")[number % 2]:
                field.check()
        elif kind == "prose":
            field.fill(f"Vez {number}, campo {place}.")
        else:
            words = NUMBERS.get(name, f"Vez {number}, campo {place}. {{}}")
            field.fill(words.format(number + 3))
    return shown(page)


def linea_path(cast: Cast, place: int = 0) -> str:
    """Return the address of the capture of a línea of the área."""
    linea = entries(cast)[place].linea_id
    return reverse("avance_edit", args=[cast.institucion.slug, YEAR, linea, 1])


def lista(page: Page) -> Page:
    """Try to mark lista over an adjustment that nobody saved."""
    page.get_by_role("button", name="Guardar como lista").click()
    expect(page.locator("[data-ready-left]")).to_contain_text("Hay un ajuste sin guardar")
    return page


def next_linea(page: Page) -> Page:
    page.locator("a[rel=next]").click()
    expect(page.locator(".capture-place")).to_have_text("Línea 2 de 2")
    return page


def by_menu(page: Page) -> Page:
    page.get_by_role("link", name="Inicio").first.click()
    page.wait_for_url(lambda address: urlsplit(address).path == reverse("home"))
    return page


def back(page: Page) -> Page:
    page.go_back()
    return page


def closed(page: Page) -> Page:
    context = page.context
    page.close(run_before_unload=False)
    return context.new_page()


def preview(page: Page) -> Page:
    with page.context.expect_page() as other:
        page.get_by_role("link", name="Ver vista previa").click()
    other.value.close()
    return closed(page)


EXITS = (lista, next_linea, by_menu, back, closed, preview)


def test_what_is_typed_in_a_linea_is_there_again_after_every_exit(cast, page, opened):
    path = linea_path(cast)
    page.context.on("dialog", lambda dialog: dialog.accept())
    for number, leave in enumerate(EXITS):
        opened(page, path)
        typed = type_in_all(page, number)
        assert len(typed) > 15
        page = leave(page)
        opened(page, path)
        assert shown(page) == typed, leave.__name__


def reason_of_a_month(page: Page) -> None:
    """Open the form of a month that was not done."""
    page.locator("tr[data-tarea] input[type=checkbox]").first.focus()
    page.keyboard.press("n")


def confirming(page: Page) -> None:
    """Ask to confirm a month that has blanks."""
    page.get_by_role("button", name="Confirmar").first.click()
    expect(page.get_by_role("link", name="Volver sin confirmar")).to_be_visible()


def test_so_it_is_on_the_other_pages(cast, page, opened):
    place = [cast.institucion.slug, YEAR, 1]
    part = Seccion.objects.get(trimestre__isnull=False).key
    pages = (
        (f"{reverse('presentacion_edit', args=place)}?parte={part}", None),
        (reverse("mes"), reason_of_a_month),
        (reverse("mes"), confirming),
        (reverse("entrega_review", args=[*place, "juridica"]), None),
    )
    page.context.on("dialog", lambda dialog: dialog.accept())
    for number, (path, go_on) in enumerate(pages):
        arrive = partial(arrived, opened, path, go_on)
        typed = type_in_all(arrive(page), number)
        assert typed, path
        page = (by_menu, closed)[number % 2](page)
        assert shown(arrive(page)) == typed, path


def arrived(opened: Callable, path: str, go_on: Callable | None, page: Page) -> Page:
    """Open an address and go on to what one types in."""
    opened(page, path)
    if go_on:
        go_on(page)
    return page

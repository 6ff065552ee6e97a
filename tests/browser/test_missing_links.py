"""What is missing leads to its empty field: in focus, in sight, under no bar, in no shut fold."""

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from programs.models import (
    AvanceDeComponente,
    Bloque,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
)
from tests.factories import YEAR, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(1366, 768), (390, 844)]
# Whether the focus is in an empty field, or a month without report, and nothing covers it.
BEGUN = """() => {
  const field = document.activeElement;
  if (!field.matches("input, textarea, select, [contenteditable=true]")) return field.outerHTML;
  const empty = field.type === "checkbox" ? !field.checked : !(field.value ?? field.textContent);
  const { x, y, width, height } = field.getBoundingClientRect();
  const seen = document.elementFromPoint(x + width / 2, y + height / 2);
  const label = field.closest("label, td");
  const free = seen && (field.contains(seen) || label?.contains(seen));
  return empty && free ? "" : `${empty ? "covered by " + seen?.outerHTML : "filled"}: ${field.id}`;
}"""


@pytest.fixture
def stage(transactional_db):
    """A cast on 10 April 2026 whose first línea lacks a quantity, captions and a month."""
    with time_machine.travel("2026-04-10 18:00:00+00:00", tick=True):
        with transaction.atomic():
            cast = make_cast()
            avance = cast.avance()
            LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title="Elaborar actas " * 26)
            AvanceDeComponente.objects.filter(avance=avance).update(quantity=None)
            Bloque.objects.filter(avance=avance, kind="figures").update(caption="")
            Bloque.objects.create(
                institucion=cast.institucion, avance=avance, key="tabla-sin-titulo", order=9,
                kind="table", rows=[["Mes", "Actas"], ["Enero", "3"]], header_rows=1,
            )  # fmt: skip
            MarcaMensual.objects.filter(month__lte=2).update(
                status="done", reported_at=timezone.now()
            )
        yield cast


def test_every_link_of_what_is_missing_begins_in_its_empty_field(
    stage, browser, live_server, enter
):
    address = live_server.url + reverse(
        "entrega_review", args=[stage.institucion.slug, YEAR, 1, "juridica"]
    )
    for width, height in SIZES:
        context = browser.new_context(viewport={"width": width, "height": height})
        enter(context, stage.people["titular"])
        page = context.new_page()
        page.goto(address)
        links = page.locator(".review-lacks a").evaluate_all("all => all.map(a => a.href)")
        kinds = {link.partition("#")[2].rpartition("-")[2] for link in links}
        assert {"cantidad", "pie", "titulo", "3"} <= kinds
        for link in links:
            page.goto("about:blank")
            page.goto(link)
            page.wait_for_function(f"({BEGUN})() === ''", timeout=8000)
        context.close()


def test_the_titular_sends_in_three_clicks(stage, page, live_server, enter):
    Bloque.objects.filter(kind__in=["figures", "table"]).delete()
    AvanceDeComponente.objects.filter(avance=stage.avance()).update(quantity=3)
    MarcaMensual.objects.filter(month=3).update(status="done", reported_at=timezone.now())
    enter(page.context, stage.people["titular"])
    page.goto(live_server.url + reverse("trimestre_detail", args=[stage.institucion.slug, YEAR, 1]))
    page.get_by_role("link", name="Revisar y enviar").first.click()
    fold = page.locator("details.review-fold").first
    expect(fold).not_to_have_attribute("open", "")
    page.get_by_label("Confirmo que la información").click()
    page.get_by_role("button", name="Enviar el 1er trimestre").click()
    expect(page.locator(".receipt-folio")).to_be_visible()
    assert EntregaDeArea.objects.get().round == 1


def test_all_folds_open_and_shut_with_one_click_and_without_script(
    stage, browser, live_server, enter
):
    address = live_server.url + reverse(
        "entrega_review", args=[stage.institucion.slug, YEAR, 1, "juridica"]
    )
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        enter(context, stage.people["titular"])
        page = context.new_page()
        page.goto(address)
        folds, shut = page.locator("details.review-fold"), page.locator(".review-fold:not([open])")
        assert folds.count() == shut.count() > 1
        page.get_by_text("Abrir todo", exact=True).click()
        expect(shut).to_have_count(0)
        page.get_by_text("Cerrar todo", exact=True).click()
        expect(shut).to_have_count(folds.count())
        context.close()

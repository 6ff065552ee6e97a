"""Handing a quarter in, in a real browser: three clicks, once, and the answers at their place."""

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    Bloque,
    EntregaDeArea,
    LineaDeAccion,
    Observacion,
    Trimestre,
)
from programs.services.entrega import entrega_submit
from programs.services.revision import entrega_return, observacion_add
from tests.factories import YEAR, make_whole_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]
UGLY = "La suma no coincide: " + "oficio/2026/0123456789" * 8
SEND = "Enviar el 1er trimestre al Secretario Técnico"


@pytest.fixture
def stage(transactional_db):
    """A cast on 10 April 2026 whose first área lacks nothing; its first título is very long."""
    with time_machine.travel("2026-04-10 18:00:00+00:00", tick=True):
        with transaction.atomic():
            cast = make_whole_cast()
            LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title=LONG)
        yield cast


def rows(cast) -> dict:
    """Return the keys of the área's quarter."""
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    return {"trimestre_pk": trimestre.pk, "area_pk": cast.avance().linea.area_id}


def address(cast, name: str) -> str:
    """Return the path of a page of the área's quarter."""
    return reverse(name, args=[cast.institucion.slug, YEAR, 1, "juridica"])


def submit(cast) -> None:
    """Hand the quarter in."""
    entrega_submit(**rows(cast), statement=True, by=cast.people["titular"], now=timezone.now())


def observe_and_return(cast) -> list[Observacion]:
    """Return the quarter with an observation on the text and one on the quantity."""
    submit(cast)
    avance = cast.avance()
    found = [
        observacion_add(
            **rows(cast), target=avance, part=part, text=text, proposed=proposed, key=key,
            by=cast.people["secretario"], now=timezone.now(),
        )
        for key, part, text, proposed in (
            ("o-1", Bloque.objects.get(avance=avance), UGLY, "<p>Se firmaron <b>tres</b>.</p>"),
            ("o-2", AvanceDeComponente.objects.get(avance=avance), "¿Son tres?", ""),
        )
    ]  # fmt: skip
    entrega_return(**rows(cast), by=cast.people["secretario"], now=timezone.now())
    return found


def test_three_clicks_from_inicio_to_the_receipt(stage, page, live_server, enter):
    enter(page.context, stage.people["titular"])
    page.goto(live_server.url)
    page.get_by_role("link", name="Revisar y enviar").first.click()
    page.get_by_label("Confirmo que la información corresponde").check()
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("h1")).to_contain_text("1er trimestre 2026")
    row = EntregaDeArea.objects.get()
    expect(page.locator(".receipt-folio")).to_contain_text(row.folio)
    page.go_back()
    expect(page.locator(".receipt-folio")).to_contain_text(row.folio)


def test_a_double_click_and_a_second_tab_give_one_folio(stage, page, live_server, enter):
    enter(page.context, stage.people["titular"])
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(live_server.url + address(stage, "entrega_review"))
        tab.get_by_label("Confirmo que la información").check()
    page.get_by_role("button", name=SEND).dblclick()
    expect(page.locator(".receipt-folio")).to_be_visible()
    folio = page.locator(".receipt-folio strong").text_content()
    other.get_by_role("button", name=SEND).click()
    expect(other.locator(".receipt-folio strong")).to_have_text(folio)
    assert EntregaDeArea.objects.get().round == 1
    assert AuditEntry.objects.filter(action="entrega_submit").count() == 1


def test_two_faults_each_lead_to_their_place(stage, page, live_server, enter):
    AvanceDeComponente.objects.filter(avance=stage.avance()).update(quantity=None)
    enter(page.context, stage.people["titular"])
    page.goto(live_server.url + address(stage, "entrega_review"))
    page.get_by_role("button", name=SEND).click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert page.title().startswith("Error:")
    summary = page.locator("#error-summary")
    summary.get_by_role("link", name="Marque la declaración").click()
    expect(page.locator("#id_statement")).to_be_focused()
    summary.get_by_role("link", name="Falta la cantidad").click()
    expect(page.locator("#cantidad-1 [name=quantity]")).to_be_focused()


def test_withdrawn_without_script_and_sent_again(stage, browser, live_server, enter):
    submit(stage)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(context, stage.people["titular"])
    page.goto(live_server.url + address(stage, "entrega_receipt"))
    page.get_by_text("Retirar el envío", exact=True).click()
    page.get_by_role("button", name="Confirmar: retirar el envío").click()
    page.get_by_label("Confirmo que la información").check()
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".receipt-folio")).to_contain_text("-02")
    context.close()


def test_inicio_leads_to_the_block_which_is_answered_there(stage, page, live_server, enter):
    first, second = observe_and_return(stage)
    enter(page.context, stage.people["enlace"])
    page.goto(live_server.url)
    expect(page.get_by_text("El Secretario Técnico dejó 2 observaciones")).to_be_visible()
    page.get_by_role("link", name="Ver la primera").click()
    expect(page.locator(f"#observacion-{first.pk}")).to_be_focused()
    block = Bloque.objects.get(avance=stage.avance())
    assert (
        page.evaluate("document.activeElement.closest('[data-block]').id") == f"bloque-{block.key}"
    )
    page.get_by_role("button", name="Usar el texto propuesto").click()
    expect(page.locator(f"#observacion-{first.pk}")).to_contain_text("Atendida")
    block.refresh_from_db()
    assert block.html == "<p>Se firmaron <strong>tres</strong>.</p>"
    other = page.locator(f"#observacion-{second.pk}")
    other.get_by_role("button", name="Marcar como atendida").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#cantidad-1[data-bound]")).to_be_attached()
    page.get_by_label("Documentos", exact=True).fill("4")
    expect(page.locator("#save-state")).to_contain_text("Guardado")
    other.get_by_role("button", name="Marcar como atendida").click()
    expect(page.get_by_text("Ya no falta ninguna")).to_be_visible()
    second.refresh_from_db()
    assert second.answer == "Se corrigió lo observado."

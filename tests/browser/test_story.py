"""One story: the quarter of an área from capture to closing and reopening, with and without script.

Nobody calls a service here: every step is taken on its page by the person whose step it is.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from programs.models import (
    AuditEntry,
    AvanceDeComponente,
    AvanceTrimestral,
    Corte,
    EntregaDeArea,
    Observacion,
    Trimestre,
)
from programs.services.ledger import ledger_verify
from tests.factories import YEAR, make_whole_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = ["propia", YEAR, 1, "juridica"]
SEND = "Enviar el 1er trimestre al Secretario Técnico"


@pytest.fixture
def stage(transactional_db):
    """The first quarter on 10 April 2026: of `juridica` only a quantity is missing."""
    with time_machine.travel("2026-04-10 18:00:00+00:00", tick=True):
        with transaction.atomic():
            cast = make_whole_cast()
            AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
            AvanceTrimestral.objects.filter(
                trimestre__number=1, linea__area__code="archivo"
            ).update(status="validated", validated_at=timezone.now() - timedelta(hours=1))
        yield cast


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def as_person(request, stage, browser, live_server, enter) -> Callable[..., Page]:
    """Return a function that opens an address as a person of the cast, in a window of theirs."""
    contexts = []

    def opened(who: str, name: str, *args: object) -> Page:
        context = browser.new_context(java_script_enabled=request.param, locale="es-MX")
        contexts.append(context)
        enter(context, stage.people[who])
        page = context.new_page()
        page.goto(live_server.url + reverse(name, args=args))
        return page

    opened.script = request.param
    yield opened
    for context in contexts:
        context.close()


def hand_in(as_person, folio: str) -> None:
    """Hand the quarter in as the titular, and see the receipt."""
    page = as_person("titular", "entrega_review", *HERE)
    page.get_by_label("Confirmo que la información").check()
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".receipt-folio")).to_contain_text(folio)


def verdict(page: Page, label: str) -> None:
    """Send the verdict on the área."""
    page.get_by_label(label).check()
    page.get_by_role("button", name="Enviar veredicto").click()
    page.wait_for_url("**/revision/")


def write_quantity(as_person, page: Page, text: str) -> None:
    """Write the quantity of the línea, which saves itself where there is script.

    Without it one button saves all that is written on the page.
    """
    page.get_by_label("Documentos", exact=True).fill(text)
    if as_person.script:
        expect(page.locator("#save-state")).to_contain_text("Guardado")
    else:
        page.get_by_role("button", name="Guardar lo escrito").first.click()


def test_the_quarter_of_an_area_from_capture_to_reopening(stage, as_person):
    linea = stage.linea()
    entry = ["propia", YEAR, linea.pk, 1]
    quantity = AvanceDeComponente.objects.get(avance=stage.avance())

    page = as_person("enlace", "avance_edit", *entry)
    if as_person.script:
        expect(page.locator("#cantidad-1[data-bound]")).to_be_attached()
    write_quantity(as_person, page, "3")
    quantity.refresh_from_db()
    assert quantity.quantity == 3

    hand_in(as_person, "-01")
    assert AvanceTrimestral.objects.get(pk=quantity.avance_id).status == "submitted"

    page = as_person("secretario", "revision_detail", *HERE)
    page.get_by_role("link", name="Observar toda la línea").click()
    page.get_by_label("¿Qué hay que corregir?").fill("¿Son tres o cuatro documentos?")
    page.get_by_role("button", name="Guardar la observación").click()
    verdict(page, "Devolver con 1 observación")
    assert EntregaDeArea.objects.get().status == "returned"

    page = as_person("enlace", "avance_edit", *entry)
    asked = page.locator(f"#observacion-{Observacion.objects.get().pk}")
    expect(asked).to_contain_text("¿Son tres o cuatro documentos?")
    asked.get_by_role("textbox").fill("Son tres: el cuarto es de abril.")
    asked.get_by_role("button", name="Marcar como atendida").click()
    expect(page.locator(f"#observacion-{Observacion.objects.get().pk}")).to_contain_text("Atendida")

    hand_in(as_person, "-02")
    page = as_person("secretario", "revision_detail", *HERE)
    page.get_by_role("button", name="Resolver").first.click()
    verdict(page, "Validar el área")
    expect(page.get_by_role("status")).to_contain_text("Se validó el trimestre")
    assert EntregaDeArea.objects.get().status == "validated"

    page = as_person("secretario", "trimestre_closing", *HERE[:3])
    page.get_by_label("Para confirmar, escriba T1 2026").fill("T1 2026")
    page.get_by_role("button", name="Cerrar el 1er trimestre 2026").click()
    expect(page.get_by_role("heading", name="Corte 1", exact=True)).to_be_visible()

    closed = as_person("enlace", "avance_edit", *entry)
    expect(closed.get_by_text("está cerrado").first).to_be_visible()
    assert closed.get_by_role("textbox").count() == 0

    page.get_by_label("Motivo de la reapertura").fill("Faltó un acta.")
    page.get_by_role("button", name="Reabrir el 1er trimestre 2026").click()
    expect(page.get_by_text("Faltó un acta.")).to_be_visible()

    assert Trimestre.objects.get(programa=stage.programa, number=1).status == "open"
    assert Corte.objects.count() == 1
    acts = AuditEntry.objects.filter(institucion=stage.institucion).order_by("number")
    assert list(acts.values_list("action", flat=True)) == [
        "entrega_submit",
        "entrega_return",
        "observacion_answer",
        "entrega_submit",
        "observacion_resolve",
        "entrega_validate",
        "trimestre_close",
        "trimestre_reopen",
    ]
    assert not ledger_verify(stage.institucion).problem

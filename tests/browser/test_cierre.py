"""The closing of a quarter as one story in a real browser, with script and without."""

import re

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from programs.enums import AvanceStatus
from programs.models import Area, AvanceTrimestral, Corte, LineaDeAccion, Trimestre
from tests.browser.conftest import SIZES
from tests.browser.sound import assert_sound
from tests.factories import YEAR, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = ("Dirección de coordinación, seguimiento y evaluación interinstitucional " * 4)[:200]
WHY = "¿Por qué se cierra sin validar la línea que falta?"


@pytest.fixture
def stage(transactional_db):
    """A cast on 20 April 2026: one línea of an área with a long name is not validated."""
    with transaction.atomic():
        cast = make_cast()
        Area.objects.filter(institucion=cast.institucion, code="archivo").update(name=LONG)
        rows = AvanceTrimestral.objects.filter(linea__eje__programa=cast.programa)
        rows.exclude(pk=cast.avance().pk).filter(trimestre__number=1).update(
            status=AvanceStatus.VALIDATED, validated_at=timezone.now()
        )
        LineaDeAccion.objects.filter(pk=cast.linea().pk).update(title=LONG)
    with time_machine.travel("2026-04-20 18:00:00+00:00", tick=True):
        yield cast


def place(name: str, *more) -> str:
    return reverse(name, args=["propia", YEAR, *more])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_close_reopen_and_close_again(stage, browser, live_server, enter, script):
    context = browser.new_context(java_script_enabled=script, locale="es-MX")
    enter(context, stage.people["secretario"])
    page = context.new_page()
    page.goto(live_server.url + place("trimestre_detail", 1))
    page.get_by_role("link", name="Cerrar el trimestre").click()
    expect(page.get_by_text("1 de 2 líneas validadas; 1 en captura.")).to_be_visible()

    page.get_by_role("button", name="Cerrar el 1er trimestre 2026").click()
    expect(page).to_have_title(re.compile("^Error: "))
    summary = page.locator("#error-summary")
    expect(summary.get_by_role("link")).to_have_count(2)
    assert Corte.objects.count() == 0

    page.get_by_label(WHY).fill("El área no tiene titular.")
    page.get_by_label("Para confirmar, escriba T1 2026").fill("T1 2026")
    page.get_by_role("button", name="Cerrar el 1er trimestre 2026").click()
    expect(page.get_by_role("heading", name="Corte 1", exact=True)).to_be_visible()
    expect(page.get_by_text(Corte.objects.get().sha256).first).to_be_visible()
    expect(page.get_by_text("Acto 1")).to_be_visible()

    page.get_by_label("Motivo de la reapertura").fill("Faltó una cantidad.")
    page.get_by_role("button", name="Reabrir el 1er trimestre 2026").click()
    expect(page.get_by_text("Faltó una cantidad.")).to_be_visible()
    expect(page.get_by_role("link", name="Abrir en PDF el corte 1")).to_be_visible()

    page.get_by_label(WHY).fill("Sigue sin titular.")
    page.get_by_label("Para confirmar, escriba T1 2026").fill("t1 2026")
    page.get_by_role("button", name="Cerrar el 1er trimestre 2026").click()
    expect(page.get_by_role("heading", name="Corte 2", exact=True)).to_be_visible()
    assert [corte.number for corte in Corte.objects.order_by("number")] == [1, 2]
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_are_sound(stage, page, live_server, enter, watch, size):
    page.set_viewport_size(SIZES[size])
    enter(page.context, stage.people["planeacion"])
    seen = watch(page)
    page.goto(live_server.url + place("plazos"))
    page.get_by_text("Dar una prórroga a un área").first.click()
    assert_sound(page)
    page.get_by_label("Área").select_option(label=LONG)
    page.get_by_label("Prórroga hasta").fill("24/04/2026")
    page.get_by_label("Motivo de la prórroga").fill("Cambio de sede. " * 15)
    page.get_by_role("button", name="Dar la prórroga").click()
    expect(page.get_by_role("cell", name="24 de abril de 2026")).to_be_visible()
    assert_sound(page)
    page.goto(live_server.url + place("trimestre_closing", 1))
    assert_sound(page)
    assert seen.faults == []
    assert Trimestre.objects.get(programa=stage.programa, number=1).status == "open"

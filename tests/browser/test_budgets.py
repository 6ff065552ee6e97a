"""The acts that each key job takes from Inicio, counted by the page itself, at both sizes.

An act is a click, a tap, or a key; what is typed in one field is one act. The budgets are those of
the design. Confirming a month is counted with the months (`test_mes_list`), the capture of a línea
with the capture.
"""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from programs.models import (
    AvanceTrimestral,
    Bloque,
    ConfirmacionMensual,
    MarcaMensual,
    Trimestre,
)
from programs.services.revision import entrega_return, observacion_add
from tests.browser.conftest import SIZES
from tests.browser.month_page import saved
from tests.factories import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = "2026-04-10 18:00:00+00:00"
TAREAS = 8


class Acts:
    """What a person does on a page: how many acts it takes, and how many pages are loaded."""

    def __init__(self, page: Page, start: str) -> None:
        self.page, self.start = page, start
        self.count = self.loads = 0
        page.on("framenavigated", self._loaded)

    def _loaded(self, frame: object) -> None:
        self.loads += frame == self.page.main_frame

    def begin(self) -> None:
        """Open Inicio and start to count."""
        self.page.goto(self.start)
        self.count = self.loads = 0

    def click(self, place: Locator) -> None:
        """Click or tap once."""
        self.count += 1
        place.click()

    def press(self, key: str) -> None:
        """Press one key where the focus is."""
        self.count += 1
        self.page.keyboard.press(key)

    def fill(self, place: Locator, text: str) -> None:
        """Write in one field."""
        self.count += 1
        place.fill(text)


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Cast]:
    """A cast on 10 April 2026: March waits in eight tareas, and everything else is ready."""
    with time_machine.travel(TODAY, tick=True):
        with transaction.atomic():
            cast = make_cast(lineas=2 * TAREAS)
            area = cast.institucion.areas.get(code="juridica")
            own = MarcaMensual.objects.filter(tarea__area=area)
            own.filter(month__lt=3).update(status="done", reported_at=timezone.now())
            ConfirmacionMensual.objects.bulk_create(
                ConfirmacionMensual(
                    programa=cast.programa,
                    area=area,
                    month=month,
                    confirmed_by=cast.people["enlace"],
                    confirmed_at=timezone.now(),
                )
                for month in (1, 2)
            )
            Bloque.objects.filter(kind="figures").delete()
            rows = AvanceTrimestral.objects.filter(trimestre__number=1)
            rows.filter(linea__area=area).update(ready=True)
        yield cast


def march(cast: Cast) -> list[str]:
    """Return what the database says of March."""
    rows = MarcaMensual.objects.filter(tarea__area=cast.avance().linea.area_id, month=3)
    return list(rows.values_list("status", flat=True))


def return_with_one_observation(cast: Cast) -> None:
    """Return the quarter that was handed in, with an observation on a text."""
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    where = {"trimestre_pk": trimestre.pk, "area_pk": cast.avance().linea.area_id}
    avance, now = cast.avance(), timezone.now()
    observacion_add(
        **where,
        target=avance,
        part=Bloque.objects.get(avance=avance),
        text="¿Cuáles fueron?",
        proposed="",
        key="o-1",
        by=cast.people["secretario"],
        now=now,
    )
    entrega_return(**where, by=cast.people["secretario"], now=now)


@pytest.mark.parametrize("size", SIZES)
def test_each_job_takes_no_more_acts_than_its_budget(size, stage, browser, live_server, enter):
    def person(name: str) -> Acts:
        context = browser.new_context(viewport=SIZES[size], locale="es-MX")
        enter(context, stage.people[name])
        return Acts(context.new_page(), live_server.url)

    # Mark a month of eight tareas: one click from Inicio, then eight acts and no page.
    enlace = person("enlace")
    enlace.begin()
    enlace.click(enlace.page.get_by_role("link", name="Reportar marzo"))
    enlace.page.wait_for_load_state("networkidle")
    opened = enlace.loads
    texts = enlace.page.locator(".mes-item-main [data-text]")
    for place in range(TAREAS):
        if size == "phone":
            enlace.click(texts.nth(place))
        else:
            enlace.press("Enter")
    saved(enlace.page)
    assert march(stage) == ["done"] * TAREAS
    assert (enlace.count, enlace.loads - opened) == (1 + TAREAS, 0)
    # Confirming it, with nothing blank: one more.
    enlace.click(enlace.page.get_by_role("button", name="Confirmar marzo"))
    expect(enlace.page.locator("[data-confirmed]")).to_contain_text("Marzo confirmado")
    assert enlace.count == 2 + TAREAS
    # Nothing is left for the enlace, who is told so at the first place.
    enlace.begin()
    expect(enlace.page.locator("h1")).to_contain_text("todo al corriente")
    expect(enlace.page.locator(".envio")).to_contain_text("Listo: lo envía su titular.")

    # The titular hands the quarter in: three clicks, and reads the same on Inicio.
    titular = person("titular")
    titular.begin()
    titular.click(titular.page.get_by_role("link", name="Revisar y enviar").first)
    titular.click(titular.page.get_by_label("Confirmo que la información corresponde"))
    titular.click(titular.page.get_by_role("button", name="Enviar el 1er trimestre"))
    expect(titular.page.locator(".receipt-folio")).to_be_visible()
    assert titular.count == 3
    titular.begin()
    expect(titular.page.locator(".envio")).to_contain_text("Enviado el 10 de abril de 2026")

    # The área answers the last observation: one click to its place, and "Atendida" is one more.
    return_with_one_observation(stage)
    enlace.begin()
    enlace.click(enlace.page.get_by_role("link", name="Ver la observación"))
    expect(enlace.page.locator("[id^=observacion-]").first).to_be_focused()
    assert enlace.count == 1
    enlace.fill(enlace.page.locator("[id^=observacion-] textarea").first, "Los tres de marzo.")
    enlace.click(enlace.page.get_by_role("button", name="Marcar como atendida"))
    expect(enlace.page.get_by_text("Ya no falta ninguna")).to_be_visible()
    assert enlace.count == 3

    # The Secretario Técnico sees who is late: no act at all.
    secretario = person("secretario")
    secretario.begin()
    assert secretario.page.url.split("?")[0].endswith(reverse("tablero"))
    expect(secretario.page.locator(".late-area").first).to_be_in_viewport()
    assert secretario.count == 0

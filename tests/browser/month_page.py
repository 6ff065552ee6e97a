"""The stage of the months, and what their browser tests do and read on the page."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import Institucion, MarcaMensual, Programa, Tarea
from tests.browser.conftest import SIZES
from tests.browser.queue_page.steps import until
from tests.factories import make_cast

LONG_TEXT = ("Coordinar la elaboración, la revisión y la publicación de los documentos " * 6)[:400]


@pytest.fixture
def stage(transactional_db):
    """A cast whose año began long ago: every month is over, and June waits in eight tareas."""
    with transaction.atomic():
        cast = make_cast(lineas=16)
        # The tests do not depend on the day: in a past year every month may be reported.
        Programa.objects.filter(pk=cast.programa.pk).update(year=date.today().year - 1)
        cast.programa.refresh_from_db()
        MarcaMensual.objects.filter(tarea__eje__programa=cast.programa, month=3).delete()
    Institucion.objects.filter(pk=cast.institucion.pk).update(brand_color="#1E5B4F")
    return cast


def address(live_server, cast, **query) -> str:
    """Return the address of June; `query` replaces its parts."""
    key = f"{cast.institucion.slug}-{cast.programa.year}"
    parts = "&".join(f"{k}={v}" for k, v in {"programa": key, "mes": 6, **query}.items())
    return f"{live_server.url}{reverse('mes')}?{parts}"


def tareas_of(cast) -> list[Tarea]:
    """Return the tareas of the área `juridica` in printed order."""
    rows = Tarea.objects.filter(eje__programa=cast.programa, area__code="juridica")
    return list(rows.order_by("eje__order", "order"))


def june(cast) -> list[str]:
    """Return what the database says of June."""
    rows = MarcaMensual.objects.filter(tarea__in=tareas_of(cast), month=6).order_by("tarea__order")
    return list(rows.values_list("status", flat=True))


def focused(page) -> str:
    """Return the name of the field that has the focus."""
    return page.evaluate("document.activeElement.name ?? ''")


def saved(page) -> None:
    """Wait until the server has every mark and the save state says so."""
    nothing_waits(page)
    expect(page.locator("#save-state")).to_contain_text("Guardado")


def nothing_waits(page) -> None:
    """Wait until this computer keeps no mark that the server does not have."""
    # A mark is painted first and put in line after that frame: before it, nothing waits yet.
    page.evaluate("new Promise((go) => requestAnimationFrame(() => setTimeout(go)))")
    kept = "Object.keys(localStorage).filter((k) => k.includes(':mes-')).length"
    until(page, lambda: page.evaluate(kept) == 0)


def box_of(page, tarea, month=6):
    """Return the box of a cell of the grid."""
    return page.locator(f"#mes-grid [name=m-{tarea.pk}-{month}]")


@pytest.fixture
def grid(stage, page, live_server, enter):
    """The grid of the enlace on a laptop, entered at June."""
    page.set_viewport_size(SIZES["laptop"])
    enter(page.context, stage.people["enlace"])
    page.goto(address(live_server, stage) + "#mes-6")
    expect(page.locator("table[role=grid]")).to_be_attached()
    return page

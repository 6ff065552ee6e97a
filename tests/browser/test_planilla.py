"""The plan through Excel, in a real browser: out, changed, seen, applied; without script too."""

import io
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from programs.models import AuditEntry
from programs.resources.planilla.writing import HEAD_ROW
from tests.factories import YEAR, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Publicar los informes en lenguaje claro"


@pytest.fixture
def cast(transactional_db, settings, tmp_path):
    """A cast that captured nothing yet."""
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2026-01-10 18:00:00+00:00", tick=True):
        with transaction.atomic():
            cast = make_cast()
            cast.programa.trimestres.all().delete()
        yield cast


def with_another_title(path: Path) -> bytes:
    """Return a downloaded workbook whose first línea says something else."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book["Plan"]
    (column,) = (cell.column for cell in sheet[HEAD_ROW] if cell.value == "línea de acción")
    sheet.cell(HEAD_ROW + 1, column).value = TITLE
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_plan_goes_out_and_comes_back_changed(cast, browser, live_server, enter, script):
    context = browser.new_context(java_script_enabled=script, accept_downloads=True)
    enter(context, cast.people["planeacion"])
    page = context.new_page()
    place = reverse("programa_detail", args=[cast.institucion.slug, YEAR])
    page.goto(f"{live_server.url}{place}")
    page.get_by_role("link", name="El plan en Excel").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar el plan").click()
    data = with_another_title(download.value.path())
    file = {"name": "plan.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Ver qué cambia").click()
    expect(page.locator("h1")).to_have_text("Qué cambia en el plan")
    expect(page.locator(".book-after")).to_have_text(TITLE)
    page.get_by_role("button", name="Aplicar al plan").click()
    expect(page.locator(".messages")).to_contain_text("El plan quedó como dice el libro.")
    expect(page.locator("main")).to_contain_text(TITLE)
    assert AuditEntry.objects.filter(action="rows_import").count() == 1
    context.close()

"""A past cut-off shows what was known on that day, and says where it cannot."""

from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from programs.enums import AvanceStatus, MarkStatus, TrimestreStatus
from programs.models import AvanceDeComponente, Bloque, MarcaMensual, Trimestre
from programs.models.versions import save_version
from programs.services.cierre import trimestre_close
from tests.factories import YEAR
from tests.reports.tablero_cast import board, report

pytestmark = pytest.mark.django_db
KNOWN = "con lo que se sabía ese día"


@contextmanager
def on(month: int, day: int):
    """Be at noon of a day of 2026."""
    noon = datetime(YEAR, month, day, 12, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(noon, tick=False):
        yield noon


def mark(cast, month: int, status: str) -> None:
    """Save every mark of a month, with its trace."""
    for row in MarcaMensual.objects.filter(tarea__eje__programa=cast.programa, month=month):
        row.status, row.reported_at = status, timezone.now()
        row.reason = "Faltó quórum" if status == MarkStatus.NOT_DONE else ""
        save_version(row, by=cast.people["enlace"], fields=["status", "reported_at", "reason"])


def test_a_month_is_what_was_said_of_it_by_that_day(cast, sign_in):
    with on(2, 5):
        mark(cast, 1, MarkStatus.DONE)
    with on(3, 5):
        mark(cast, 1, MarkStatus.NOT_DONE)
        mark(cast, 2, MarkStatus.DONE)
    client = sign_in("secretario")

    page, html = board(client, corte="m1")
    assert page.curve.sentence.endswith("0 de 4 acciones programadas, 4 sin reportar.")
    assert f"Corte al 31 de enero de 2026, {KNOWN}" in html
    page, _ = board(client, corte="m2")
    # January was still told as done, and February was not told at all.
    assert page.curve.sentence.endswith("4 de 8 acciones programadas, 4 sin reportar.")
    page, _ = board(client, corte="m3")
    assert page.curve.sentence.endswith("4 de 12 acciones programadas, 4 sin reportar.")
    now, html = board(client)
    assert "4 de" in now.curve.sentence and KNOWN not in html


def test_an_entry_is_what_it_said_by_that_day(cast, sign_in):
    avance = cast.avance(0)
    said = AvanceDeComponente.objects.get(avance=avance)
    with on(2, 10):
        said.quantity = Decimal(1)
        save_version(said, by=cast.people["enlace"], fields=["quantity"])
    with on(3, 10):
        said.quantity = Decimal(3)
        save_version(said, by=cast.people["enlace"], fields=["quantity"])
        avance.refresh_from_db()
        avance.ready, avance.cause = True, "hubo más sesiones."
        save_version(avance, by=cast.people["enlace"], fields=["ready", "cause"])
    client = sign_in("secretario")

    def line(corte: str):
        page, _ = board(client, corte=corte)
        return next(found for found in page.found.lines if found.linea.pk == avance.linea_id)

    assert [said.quantity for said in line("m1").reported] == [None]
    february = line("m2")
    assert [said.quantity for said in february.reported] == [Decimal(1)]
    assert february.workflow.state == "draft"
    assert february.linea.avance.cause == ""
    march = line("m3")
    assert [said.quantity for said in march.reported] == [Decimal(3)]
    assert march.workflow.state == "ready"
    assert march.linea.avance.cause == "hubo más sesiones."


def test_a_quarter_closed_later_was_open_on_that_day(cast, sign_in):
    trimestre = Trimestre.objects.get(programa=cast.programa, number=1)
    with on(4, 20) as now:
        trimestre_close(
            trimestre.pk,
            typed=f"T1 {YEAR}",
            missing_reason="Así quedó.",
            by=cast.people["secretario"],
            now=now,
        )
    client = sign_in("secretario")

    march, _ = board(client, corte="m3")
    assert {line.trimestre.status for line in march.found.lines} == {TrimestreStatus.OPEN}
    assert march.rows.last_closed is None
    april, _ = board(client, corte="m4")
    assert april.rows.last_closed == trimestre


def test_what_was_loaded_without_a_trace_stays_and_is_said(cast, sign_in):
    report(cast, 1)
    _, html = board(sign_in("secretario"), corte="m1")

    words = f"{KNOWN}; lo que se cargó sin historial se muestra como está hoy"
    assert f"Corte al 31 de enero de 2026, {words}" in html
    assert "2 de 4 acciones programadas" in html


def test_a_text_that_was_written_later_was_not_there(cast, sign_in):
    avance = cast.avance(0)
    AvanceDeComponente.objects.filter(avance=avance).update(quantity=None)
    with on(3, 10):
        avance.refresh_from_db()
        save_version(avance, by=cast.people["enlace"], fields=["cause"])
        Bloque.objects.create(
            institucion=cast.institucion,
            avance=avance,
            key="texto-de-marzo",
            order=1,
            kind="text",
            html="<p>Se realizaron sesiones.</p>",
        )
    client = sign_in("secretario")

    states = {}
    for corte in ("m2", "m3"):
        page, _ = board(client, corte=corte)
        (line,) = (found for found in page.found.lines if found.linea.pk == avance.linea_id)
        states[corte] = line.workflow.state
    assert states == {"m2": "not_started", "m3": "draft"}


def test_who_reads_no_drafts_is_not_shown_what_was_one(cast, sign_in):
    avance = cast.avance(0)
    said = AvanceDeComponente.objects.get(avance=avance)
    with on(2, 10):
        said.quantity = Decimal(2)
        save_version(said, by=cast.people["enlace"], fields=["quantity"])
    with on(4, 10) as now:
        said.quantity = Decimal(3)
        save_version(said, by=cast.people["enlace"], fields=["quantity"])
        avance.refresh_from_db()
        avance.status, avance.validated_at = AvanceStatus.VALIDATED, now
        avance.validated_by = cast.people["secretario"]
        save_version(
            avance, by=cast.people["secretario"], fields=["status", "validated_at", "validated_by"]
        )
    page, html = board(sign_in("consulta"), corte="m3")

    assert page.rows.known is None
    assert "con lo capturado hasta hoy" in html
    (line,) = (found for found in page.found.lines if found.linea.pk == avance.linea_id)
    assert [row.quantity for row in line.reported] == [Decimal(3)]

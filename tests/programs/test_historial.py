"""The history that people read: sessions of work, with what was before and after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.enums import MarkStatus
from programs.models import AvanceDeComponente, MarcaMensual
from programs.selectors.historial import linea_sessions, mark_sessions
from programs.services import bloques, captura
from tests.factories import YEAR

pytestmark = pytest.mark.django_db


def at(row, minutes: int) -> None:
    """Date the latest trace of a row some minutes from now."""
    trace = row.history.order_by("-history_id").first()
    trace.history_date = timezone.now() + timedelta(minutes=minutes)
    trace.save(update_fields=["history_date"])


def test_a_draft_that_was_saved_many_times_reads_as_one_change(cast):
    block = cast.avance().bloques.get(kind="text")
    for minute, text in enumerate(("Uno", "Uno dos", "Uno dos tres")):
        values = {"html": f"<p>{text}</p>"}
        bloques.block_save(block.pk, values=values, by=cast.people["enlace"], version=None)
        at(block, minute)
    (session,) = linea_sessions(cast.linea())

    assert session.author == "enlace"
    assert [(c.what, c.after) for c in session.changes] == [("Texto", "Uno dos tres")]
    assert session.changes[0].where == "T1 · Texto 1"


def test_a_pause_of_half_an_hour_and_another_person_begin_another_entry(cast):
    avance = cast.avance()
    for minute, who, cause in ((0, "enlace", "a"), (10, "titular", "b"), (55, "enlace", "c")):
        captura.cause_save(avance.pk, cause=cause, by=cast.people[who], version=None)
        at(avance, minute)
    sessions = linea_sessions(cast.linea())

    assert [(s.author, s.changes[0].before, s.changes[0].after) for s in sessions] == [
        ("enlace", "b", "c"),
        ("titular", "a", "b"),
        ("enlace", "sin registro", "a"),
    ]


def test_a_quantity_says_its_unit_and_both_figures(cast):
    row = AvanceDeComponente.objects.get(avance=cast.avance())
    for quantity in (4, 5):
        captura.quantity_save(
            row.pk,
            avance_pk=row.avance_id,
            quantity=quantity,
            received=None,
            reason="",
            by=cast.people["enlace"],
            version=None,
        )
        at(row, 40 * quantity)
    change = linea_sessions(cast.linea(), quarter=1)[0].changes[0]

    assert (change.where, change.before, change.after) == ("T1 · documentos", "4", "5")
    assert not linea_sessions(cast.linea(), quarter=2)


def test_a_month_keeps_what_it_was(cast):
    marca = MarcaMensual.objects.filter(tarea__linea=cast.linea()).first()
    for status, reason in ((MarkStatus.DONE, ""), (MarkStatus.NOT_DONE, "Sin sistema")):
        marca.status, marca.reason, marca.reported_at = status, reason, timezone.now()
        marca._history_user = cast.people["enlace"]
        marca.save()
    (session,) = mark_sessions(marca)
    changes = {change.what: (change.before, change.after) for change in session.changes}

    assert changes["Avance"][1] == "No realizada"
    assert changes["Motivo"] == ("vacío", "Sin sistema")


def test_the_pages_take_the_same_queries_for_a_long_history(
    cast, sign_in, django_assert_max_num_queries
):
    client = sign_in("auditoria")
    linea = cast.linea()
    address = reverse("historial_linea", args=[cast.institucion.slug, YEAR, linea.pk])
    block = cast.avance().bloques.get(kind="text")
    for number in range(40):
        bloques.block_save(
            block.pk, values={"html": f"<p>{number}</p>"}, by=cast.people["enlace"], version=None
        )
        at(block, 40 * number)
    with django_assert_max_num_queries(15):
        html = client.get(address).content.decode()

    assert "Página 1 de 2" in html
    assert html.count("timeline-entry") == 30

"""The administration as the áreas use it: monthly marks."""

import pytest
import time_machine
from django.utils import timezone

from programs.enums import MarkStatus
from programs.models import Area, ConfirmacionMensual, MarcaMensual, Tarea, Trimestre, User
from programs.services.meses import mark_save
from tests.factories import CLOSED
from tests.programs.admin_cast import (
    OTHER,
    OWN,
    client_of,
    errors_of,
    filled,
    sample,
    unchanged,
    url,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admin_rows")]


def test_an_area_reports_its_month_and_the_system_stamps_it():
    client, marca = client_of("enlace"), sample(MarcaMensual, OWN)
    address = url(MarcaMensual, "change", marca.pk)
    data = filled(
        client.get(address),
        status=MarkStatus.NOT_DONE,
        reason="Sin quórum",
        month="12",
        programmed="",
        reported_by=str(User.objects.get(username="prueba.planeacion").pk),
        tarea=str(sample(Tarea, OTHER).pk),
    )
    response = client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    saved = MarcaMensual.objects.get(pk=marca.pk)
    assert (saved.status, saved.reason) == (MarkStatus.NOT_DONE, "Sin quórum")
    assert saved.reported_by.username == "prueba.enlace"
    assert saved.reported_at is not None
    assert (saved.month, saved.programmed, saved.tarea_id) == (1, True, marca.tarea_id)
    assert saved.version == marca.version + 1
    # Taken back: nobody reported.
    data = filled(client.get(address), status=MarkStatus.UNREPORTED)
    assert client.post(address, data).status_code == 302
    saved = MarcaMensual.objects.get(pk=marca.pk)
    assert (saved.reported_by, saved.reported_at, saved.reason) == (None, None, "")


def test_a_month_not_done_needs_its_reason():
    client, marca = client_of("enlace"), sample(MarcaMensual, OWN)
    address = url(MarcaMensual, "change", marca.pk)
    response = client.post(address, filled(client.get(address), status=MarkStatus.NOT_DONE))
    assert "Escriba por qué no se realizó." in errors_of(response)
    assert unchanged(marca)


def test_an_unprogrammed_mark_cannot_be_emptied():
    client, marca = client_of("enlace"), sample(MarcaMensual, OWN)
    MarcaMensual.objects.filter(pk=marca.pk).update(
        programmed=False, status=MarkStatus.DONE, reported_at=timezone.now()
    )
    address = url(MarcaMensual, "change", marca.pk)
    response = client.post(address, filled(client.get(address), status=MarkStatus.UNREPORTED))
    assert "Una marca está programada o realizada." in errors_of(response)


def test_a_mark_of_a_closed_quarter_is_refused_with_the_sentence_of_the_page():
    client, marca = client_of("enlace"), sample(MarcaMensual, OWN)
    address = url(MarcaMensual, "change", marca.pk)
    data = filled(client.get(address), status=MarkStatus.DONE)
    trimestre = Trimestre.objects.get(programa=marca.tarea.eje.programa, number=1)
    Trimestre.objects.filter(pk=trimestre.pk).update(**CLOSED)
    why = "El 1er trimestre 2024 está cerrado desde el"
    for name in ("enlace", "superuser"):
        refused = client_of(name).post(address, data)
        assert refused.status_code == 403 and why in refused.content.decode()
        page = client_of(name).get(address)
        assert (
            why in page.content.decode() and "status" not in page.context["adminform"].form.fields
        )
    bulk = {"action": "report_done", "_selected_action": [str(marca.pk)]}
    response = client.post(url(MarcaMensual, "changelist"), bulk, follow=True)
    assert f"Marcas sin cambios: 1. {why}" in response.content.decode()
    assert unchanged(marca)


def test_a_mark_of_a_month_to_come_is_refused_with_the_sentence_of_the_page():
    client, marca = client_of("enlace"), sample(MarcaMensual, OWN)
    address = url(MarcaMensual, "change", marca.pk)
    with time_machine.travel("2024-01-01T18:00Z", tick=False):
        data = filled(client_of("enlace").get(address), status=MarkStatus.DONE)
        assert "status" in data  # January has begun
    with time_machine.travel("2023-12-31T18:00Z", tick=False):
        client = client_of("enlace")
        refused = client.post(address, data)
        bulk = {"action": "report_done", "_selected_action": [str(marca.pk)]}
        response = client.post(url(MarcaMensual, "changelist"), bulk, follow=True)
    assert refused.status_code == 403
    assert "Este mes aún no empieza." in refused.content.decode()
    assert "Marcas sin cambios: 1. Este mes aún no empieza." in response.content.decode()
    assert unchanged(marca)


def test_a_stale_mark_is_refused_with_who_and_when():
    client, marca = client_of("enlace"), sample(MarcaMensual, OWN)
    address = url(MarcaMensual, "change", marca.pk)
    data = filled(client.get(address), status=MarkStatus.DONE, note="La mía")
    mark_save(
        marca,
        status=MarkStatus.NOT_DONE,
        reason="Sin sede",
        note="",
        by=User.objects.get(username="prueba.titular"),
        today=timezone.localdate(),
        now=timezone.now(),
        version=marca.version,
    )
    stands = MarcaMensual.objects.get(pk=marca.pk)
    response = client.post(address, data)
    at = timezone.localtime(marca.history.latest().history_date)
    assert f"prueba.titular guardó este dato a las {at:%H:%M}" in errors_of(response)
    assert "La mía" in response.content.decode()
    assert unchanged(stands)


def test_a_blank_again_takes_the_confirmation_back():
    client, marca = client_of("enlace"), sample(MarcaMensual, OWN)
    address = url(MarcaMensual, "change", marca.pk)
    client.post(address, filled(client.get(address), status=MarkStatus.DONE))
    tarea = marca.tarea
    ConfirmacionMensual.objects.create(
        programa=tarea.eje.programa,
        area=tarea.area,
        month=marca.month,
        confirmed_by=User.objects.get(username="prueba.enlace"),
        confirmed_at=timezone.now(),
    )
    client.post(address, filled(client.get(address), status=MarkStatus.UNREPORTED))
    assert not ConfirmacionMensual.objects.exists()


def test_the_bulk_action_reports_own_marks_only():
    own = list(MarcaMensual.objects.filter(tarea__order=90, tarea__area__institucion__slug=OWN))
    uaa = Tarea.objects.get(order=90, area__institucion__slug=OWN)
    tarea = Tarea.objects.create(
        eje=uaa.eje, area=Area.objects.get(institucion__slug=OWN, code="dj"), order=91, text="Otra"
    )
    foreign = MarcaMensual.objects.create(tarea=tarea, month=1)
    chosen = [str(marca.pk) for marca in [*own, foreign, sample(MarcaMensual, OTHER)]]
    response = client_of("enlace").post(
        url(MarcaMensual, "changelist"),
        {"action": "report_done", "_selected_action": chosen},
        follow=True,
    )
    text = response.content.decode()
    assert "Marcas reportadas como realizadas: 3." in text
    assert f"Marcas sin cambios: 1. Esta tarea la reporta {tarea.area.name}." in text
    assert (
        MarcaMensual.objects.filter(status=MarkStatus.DONE, pk__in=[m.pk for m in own]).count() == 3
    )
    assert unchanged(foreign)
    assert unchanged(sample(MarcaMensual, OTHER))

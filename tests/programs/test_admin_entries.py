"""The administration as the áreas use it: quarter entries and their blocks."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.admin import progress
from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Institucion,
    MarcaMensual,
    Trimestre,
    User,
)
from programs.services.captura import quantity_save
from programs.values.windows import why_closed
from tests.factories import CLOSED
from tests.programs.admin_cast import (
    OTHER,
    OWN,
    avance_of,
    client_of,
    errors_of,
    filled,
    sample,
    unchanged,
    url,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admin_rows")]


def test_an_area_types_its_own_entry_and_nothing_else():
    client, avance = client_of("enlace"), avance_of("uaa")
    address = url(AvanceTrimestral, "change", avance.pk)
    page = client.get(address)
    foreign = avance_of("dj")
    data = filled(
        page,
        cause="Faltó un proveedor",
        ready="on",
        **{"cantidades-0-quantity": "1.5", "cantidades-0-reason": "Uno se entregó en parte."},
        **{"bloques-0-html": "<p>Hola<script>x()</script></p>"},
        # Forged: none of these is a field of the screen.
        status=AvanceStatus.VALIDATED,
        validated_at_0="2024-01-01",
        validated_at_1="00:00:00",
        validated_by=str(User.objects.get(username="prueba.enlace").pk),
        version="99",
        linea=str(foreign.linea_id),
        trimestre=str(foreign.trimestre_id),
        **{"cantidades-0-componente": "1", "bloques-0-institucion": "1", "bloques-0-key": "x"},
    )
    block = Bloque.objects.get(avance=avance)
    response = client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    saved = AvanceTrimestral.objects.get(pk=avance.pk)
    assert (saved.cause, saved.ready) == ("Faltó un proveedor", True)
    assert (saved.status, saved.validated_at, saved.validated_by) == (
        AvanceStatus.DRAFT,
        None,
        None,
    )
    assert (saved.linea_id, saved.trimestre_id) == (avance.linea_id, avance.trimestre_id)
    assert saved.version == avance.version + 2  # the cause, then *lista*
    quantity = AvanceDeComponente.objects.get(avance=avance, componente__order=1)
    assert str(quantity.quantity) == "1.5000"
    now = Bloque.objects.get(pk=block.pk)
    assert now.html == "<p>Hola</p>"
    assert (now.key, now.institucion_id) == (block.key, block.institucion_id)
    assert now.version == block.version + 1


def test_a_new_block_takes_the_institution_of_its_entry():
    client, avance = client_of("enlace"), avance_of("uaa", 3)
    address = url(AvanceTrimestral, "change", avance.pk)
    other = Institucion.objects.get(slug=OTHER)
    data = filled(
        client.get(address),
        **{
            "bloques-TOTAL_FORMS": "1",
            "bloques-0-order": "1",
            "bloques-0-kind": "text",
            "bloques-0-html": "Primer párrafo\n\nSegundo & último",
            "bloques-0-rows": "Mes\tTotal\nEnero\t4",
            "bloques-0-header_rows": "1",
            "bloques-0-caption_kind": "none",
            "bloques-0-institucion": str(other.pk),
        },
    )
    response = client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    block = Bloque.objects.get(avance=avance)
    assert block.institucion.slug == OWN
    assert block.html == "<p>Primer párrafo</p><p>Segundo &amp; último</p>"
    assert block.rows == [["Mes", "Total"], ["Enero", "4"]]


@pytest.mark.parametrize("status", [AvanceStatus.SUBMITTED, AvanceStatus.VALIDATED])
def test_nobody_types_in_what_is_being_reviewed(status):
    avance = avance_of("uaa")
    now = timezone.now()
    AvanceTrimestral.objects.filter(pk=avance.pk).update(
        status=status, submitted_at=now, validated_at=now
    )
    block = Bloque.objects.get(avance=avance)
    for name in ("enlace", "titular", "planeacion", "superuser"):
        client = client_of(name)
        assert client.get(url(AvanceTrimestral, "change", avance.pk)).status_code == 200
        assert client.post(url(AvanceTrimestral, "change", avance.pk), {}).status_code == 403
        assert client.post(url(Bloque, "change", block.pk), {}).status_code == 403
        assert client.post(url(Bloque, "delete", block.pk), {"post": "yes"}).status_code == 403


def test_nobody_types_in_a_closed_quarter():
    avance = avance_of("uaa")
    Trimestre.objects.filter(pk=avance.trimestre_id).update(**CLOSED)
    for name in ("enlace", "superuser"):
        assert client_of(name).post(url(AvanceTrimestral, "change", avance.pk)).status_code == 403


def test_the_entry_of_another_area_is_read_only():
    for name in ("enlace", "titular"):
        client, foreign = client_of(name), avance_of("dj")
        assert client.get(url(AvanceTrimestral, "change", foreign.pk)).status_code == 200
        assert client.post(url(AvanceTrimestral, "change", foreign.pk), {}).status_code == 403


def test_a_block_is_not_moved_to_the_entry_of_another_area():
    client, block = client_of("enlace"), sample(Bloque, OWN)
    address = url(Bloque, "change", block.pk)
    for owner in (avance_of("dj"), sample(AvanceTrimestral, OTHER)):
        response = client.post(address, filled(client.get(address), avance=str(owner.pk)))
        assert response.status_code == 200
        assert "avance" in response.context["adminform"].form.errors
    assert unchanged(block)


def test_a_stale_page_does_not_overwrite():
    client, avance = client_of("enlace"), avance_of("uaa")
    address = url(AvanceTrimestral, "change", avance.pk)
    first = filled(client_of("titular").get(address), cause="Primera")
    second = filled(client.get(address), cause="Segunda")
    assert client_of("titular").post(address, first).status_code == 302
    response = client.post(address, second)
    at = timezone.localtime(avance.history.latest().history_date)
    assert f"prueba.titular guardó este dato a las {at:%H:%M}" in errors_of(response)
    assert "Segunda" in response.content.decode()
    del second["read_version"]
    assert client.post(address, second).status_code == 200
    assert AvanceTrimestral.objects.get(pk=avance.pk).cause == "Primera"


def test_a_stale_quantity_does_not_overwrite():
    client, avance = client_of("enlace"), avance_of("uaa")
    address = url(AvanceTrimestral, "change", avance.pk)
    row = AvanceDeComponente.objects.get(avance=avance, componente__order=1)
    data = filled(client.get(address), cause="Nueva", **{"cantidades-0-quantity": "3"})
    titular = User.objects.get(username="prueba.titular")
    quantity_save(
        row.pk,
        avance_pk=avance.pk,
        quantity=Decimal(2),
        received=None,
        reason="",
        by=titular,
        version=row.version,
    )
    response = client.post(address, data)
    assert "prueba.titular guardó este dato" in errors_of(response)
    assert AvanceDeComponente.objects.get(pk=row.pk).quantity == 2
    assert unchanged(avance)


def test_an_entry_is_saved_by_the_services_of_its_page(monkeypatch):
    """Each is given the version that the screen showed, and what it refuses is not saved."""
    client, avance = client_of("enlace"), avance_of("uaa")
    address = url(AvanceTrimestral, "change", avance.pk)
    row = AvanceDeComponente.objects.get(avance=avance, componente__order=1)
    data = filled(client.get(address), cause="Nueva", **{"cantidades-0-quantity": "3"})
    asked = []

    def quantity(pk, **said):
        asked.append((pk, said["version"]))
        return quantity_save(pk, **{**said, "version": said["version"] + 1})

    monkeypatch.setattr(progress.captura, "quantity_save", quantity)
    response = client.post(address, data, follow=True)
    assert asked == [(row.pk, row.version)]
    assert "guardó este dato" in " ".join(str(each) for each in response.context["messages"])
    assert unchanged(row)
    assert unchanged(avance)


def test_what_changes_takes_the_mark_away():
    client, avance = client_of("enlace"), avance_of("uaa")
    address = url(AvanceTrimestral, "change", avance.pk)
    for change in ({"cantidades-0-quantity": "2"}, {"bloques-0-title": "Otro"}, {"cause": "Otra"}):
        AvanceTrimestral.objects.filter(pk=avance.pk).update(ready=True)
        response = client.post(address, filled(client.get(address), **change))
        assert response.status_code == 302, errors_of(response)
        assert not AvanceTrimestral.objects.get(pk=avance.pk).ready


def test_a_linea_that_lacks_something_is_not_marked_and_the_rest_is_saved():
    client, avance = client_of("enlace"), avance_of("uaa", 3)
    address = url(AvanceTrimestral, "change", avance.pk)
    data = filled(client.get(address), cause="Faltó un proveedor", ready="on")
    response = client.post(address, data, follow=True)
    said = " ".join(str(each) for each in response.context["messages"])
    assert "Para marcarla como lista falta:" in said
    saved = AvanceTrimestral.objects.get(pk=avance.pk)
    assert (saved.cause, saved.ready) == ("Faltó un proveedor", False)


@pytest.mark.parametrize("window", [CLOSED, {"status": TrimestreStatus.UPCOMING}])
def test_an_entry_outside_its_window_says_why(window):
    client, avance = client_of("enlace"), avance_of("uaa")
    address = url(AvanceTrimestral, "change", avance.pk)
    data = filled(client.get(address), cause="Tarde")
    Trimestre.objects.filter(pk=avance.trimestre_id).update(**window)
    why = why_closed(Trimestre.objects.get(pk=avance.trimestre_id))
    refused = client.post(address, data)
    assert refused.status_code == 403 and why in refused.content.decode()
    assert why in client.get(address).content.decode()
    assert unchanged(avance)


@pytest.mark.postgres_only
@pytest.mark.parametrize("model", [AvanceTrimestral, MarcaMensual])
def test_the_quarter_is_locked_before_its_rows(model):
    """In the order of every other writer, or two of them would wait for each other for ever."""
    row = avance_of("uaa") if model is AvanceTrimestral else sample(MarcaMensual, OWN)
    client, address = client_of("enlace"), url(model, "change", row.pk)
    data = filled(client.get(address))
    with CaptureQueriesContext(connection) as queries:
        assert client.post(address, data).status_code == 302
    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    assert 'FROM "programs_trimestre"' in locks[0]
    assert f'FROM "{model._meta.db_table}"' in locks[1]

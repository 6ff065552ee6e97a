"""Plazos: dates by the calendar, windows, extensions, approval, and what the approval locks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.enums import ProgramaStatus
from programs.models import (
    Adecuacion,
    ComponenteDeMeta,
    DiaInhabil,
    Eje,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    ModificacionDeMeta,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.resources import ComponenteDeMetaResource, LineaDeAccionResource, TareaResource
from programs.selectors.estructura import why_structure_locked
from tests.factories import CLOSED, make_cast, send_to_review
from tests.programs.admin_cast import errors_of, filled, url
from tests.programs.plan_files import changed, load, sentences, sheet

pytestmark = pytest.mark.django_db
LOCKED = "El programa 2026 está aprobado (acuerdo OG/2025/12)."


def place(cast, *more) -> list:
    return [cast.institucion.slug, cast.programa.year, *more]


def approve(cast) -> None:
    Programa.objects.filter(pk=cast.programa.pk).update(
        status=ProgramaStatus.APPROVED,
        approval_agreement="OG/2025/12",
        approval_session="Cuarta ordinaria",
        approved_on=date(2025, 12, 10),
    )


def quarter(cast, number: int) -> Trimestre:
    return Trimestre.objects.get(programa=cast.programa, number=number)


def test_the_suggested_deadline_skips_weekends_and_days_off(cast, sign_in):
    DiaInhabil.objects.create(institucion=cast.institucion, day="2026-07-03", name="Asueto")
    page = sign_in("planeacion").get(reverse("plazos", args=place(cast)))
    second = page.context["page"].windows[1]
    # Ten días hábiles after Tuesday 30 June, without Friday 3 July.
    assert second.suggested == date(2026, 7, 15)
    assert b'value="15/07/2026"' in page.content


def test_planeacion_opens_a_quarter(cast, sign_in):
    form = {"version": 1, "due_on": "14/07/2026"}
    address = reverse("window_open", args=place(cast, 2))
    assert sign_in("planeacion").post(address, form).status_code == 303
    opened = quarter(cast, 2)
    assert (opened.status, opened.due_on) == ("open", date(2026, 7, 14))


@pytest.mark.parametrize(
    ("name", "form", "text"),
    [
        ("window_move", {"due_on": "2026-03-31"}, "después del 31 de marzo de 2026"),
        ("window_move", {"due_on": ""}, "Escriba la fecha límite."),
        ("window_move", {"due_on": "mañana"}, "Escriba la fecha como 14/07/2026."),
        ("window_extend", {"until": "2026-04-30", "reason": ""}, "Elija el área."),
    ],
)
def test_a_wrong_date_keeps_what_was_typed(cast, sign_in, name, form, text):
    address = reverse(name, args=place(cast, 1))
    page = sign_in("planeacion").post(address, {"version": 1, **form})
    assert page.status_code == 422
    body = page.content.decode()
    assert "<title>Error: " in body and text in body
    assert quarter(cast, 1).due_on == date(2026, 4, 17)


def test_an_extension_is_listed_with_its_reason(cast, sign_in):
    area = cast.institucion.areas.get(code="archivo")
    form = {"version": 1, "area": area.pk, "until": "2026-04-24", "reason": "Mudanza de oficina"}
    client = sign_in("planeacion")
    assert client.post(reverse("window_extend", args=place(cast, 1)), form).status_code == 303
    body = client.get(reverse("plazos", args=place(cast))).content.decode()
    assert "24 de abril de 2026" in body and "Mudanza de oficina" in body
    assert EntregaDeArea.objects.get(area=area).due_on == date(2026, 4, 24)


def test_a_stale_page_moves_nothing(cast, sign_in):
    client, address = sign_in("planeacion"), reverse("window_move", args=place(cast, 1))
    assert client.post(address, {"version": 1, "due_on": "2026-04-20"}).status_code == 303
    assert client.post(address, {"version": 1, "due_on": "2026-04-24"}).status_code == 409
    assert quarter(cast, 1).due_on == date(2026, 4, 20)


def test_the_approval_is_recorded_once_and_shown(cast, sign_in):
    form = {
        "version": 1,
        "agreement": "OG/2025/12",
        "session": "Cuarta ordinaria",
        "approved_on": "2025-12-10",
    }
    client, address = sign_in("planeacion"), reverse("programa_approve", args=place(cast))
    send_to_review(cast.programa)
    assert client.post(address, {**form, "session": ""}).status_code == 422
    assert client.post(address, form).status_code == 303
    assert client.post(address, {**form, "version": 2}).status_code == 403
    body = client.get(reverse("plazos", args=place(cast))).content.decode()
    assert "Cuarta ordinaria" in body and "10 de diciembre de 2025" in body


def test_the_secretario_reads_and_changes_nothing(cast, sign_in):
    client = sign_in("secretario")
    body = client.get(reverse("plazos", args=place(cast))).content.decode()
    assert "17 de abril de 2026" in body and 'name="due_on"' not in body


def test_the_page_asks_as_much_for_forty_lineas(cast, sign_in):
    def queries(one) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("plazos", args=place(one))).status_code == 200
        return len(found)

    client = sign_in("planeacion")
    few = queries(cast)
    many = make_cast(lineas=40, prefix="otra-")
    client.force_login(many.people["planeacion"])
    assert queries(many) == few <= 15


# What the approval locks ------------------------------------------------------------------------


def structure(cast) -> dict:
    """Return a row of everything that the approval locks."""
    linea = cast.linea()
    meta = Meta.objects.get(linea=linea)
    return {
        "eje": linea.eje,
        "linea": linea,
        "meta": meta,
        "componente": ComponenteDeMeta.objects.get(meta=meta),
        "tarea": Tarea.objects.get(linea=linea),
        "marca": MarcaMensual.objects.get(tarea__linea=linea, month=8),
        "responsable": Responsable.objects.get(eje=linea.eje),
        "seccion": Seccion.objects.create(
            institucion=cast.institucion, programa=cast.programa, key="plan", kind="plan"
        ),
    }


@pytest.mark.parametrize(
    "name",
    ["eje", "linea", "meta", "componente", "tarea", "marca", "responsable", "seccion"],
)
def test_approval_locks_every_row_of_the_structure(cast, name):
    row = structure(cast)[name]
    assert why_structure_locked(row) == ""
    approve(cast)
    assert why_structure_locked(type(row).objects.get(pk=row.pk)).startswith(LOCKED)


@pytest.mark.parametrize("name", ["eje", "linea", "meta", "componente", "tarea", "seccion"])
def test_the_administration_refuses_and_says_why(cast, client, name):
    row = structure(cast)[name]
    approve(cast)
    client.force_login(cast.people["planeacion"])
    address = url(type(row), "change", row.pk)
    page = client.get(address)
    assert page.status_code == 200 and LOCKED in page.content.decode()
    for action in ("change", "delete"):
        refused = client.post(url(type(row), action, row.pk), {"post": "yes"})
        assert refused.status_code == 403, action
        assert LOCKED in refused.content.decode()
    assert type(row).objects.filter(pk=row.pk).exists()


def test_the_administration_adds_nothing_to_an_approved_programa(cast, client):
    approve(cast)
    client.force_login(cast.people["planeacion"])
    address = url(Eje, "add")
    data = filled(client.get(address), programa=cast.programa.pk, order=9, name="Eje nuevo")
    refused = client.post(address, data)
    assert refused.status_code == 200 and LOCKED in errors_of(refused)
    assert not Eje.objects.filter(name="Eje nuevo").exists()


def test_the_administration_changes_no_approved_meta(cast, client):
    approve(cast)
    client.force_login(cast.people["planeacion"])
    for model in (Adecuacion, ModificacionDeMeta):
        assert client.get(url(model, "add")).status_code == 403
        assert client.get(url(model, "changelist")).status_code == 200


@pytest.mark.parametrize(
    ("resource", "cells"),
    [
        (LineaDeAccionResource, {"texto": "Otra redacción"}),
        (ComponenteDeMetaResource, {"programado_T4": 9}),
        (TareaResource, {"dic": ""}),
    ],
)
def test_an_import_into_an_approved_programa_names_the_row_and_applies_nothing(
    cast, resource, cells
):
    user = cast.people["planeacion"]
    before = sheet(resource, user)
    approve(cast)
    assert sentences(load(resource, user, before)) == {}  # what does not change is no error
    found = sentences(load(resource, user, changed(before, 1, **cells)))
    assert list(found) == [(3, "fila")]
    assert found[(3, "fila")][0].startswith(LOCKED)
    assert sheet(resource, user).csv == before.csv


def test_an_import_does_not_program_the_months_of_a_closed_quarter(cast):
    user = cast.people["planeacion"]
    before = sheet(TareaResource, user)
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
    found = sentences(load(TareaResource, user, changed(before, 0, feb="")))
    assert "20 de abril de 2026" in found[(2, "fila")][0]
    assert sentences(load(TareaResource, user, changed(before, 0, dic=""))) == {}


def test_no_linea_comes_or_goes_once_a_quarter_is_closed(cast, client):
    client.force_login(cast.people["planeacion"])
    linea = cast.linea()
    MarcaMensual.objects.filter(tarea__linea=linea).delete()
    form = client.get(url(LineaDeAccion, "add"))
    values = {"eje": linea.eje_id, "area": linea.area_id, "order": 90, "title": "Otra línea"}
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)

    added = client.post(url(LineaDeAccion, "add"), filled(form, **values))
    deleted = client.post(url(LineaDeAccion, "delete", linea.pk), {"post": "yes"})
    imported = sentences(
        load(
            LineaDeAccionResource,
            cast.people["planeacion"],
            changed(sheet(LineaDeAccionResource, cast.people["planeacion"]), 0, orden="91"),
        )
    )

    assert "20 de abril de 2026" in errors_of(added)
    assert "Trimestre cerrado: T1 2026" in deleted.content.decode()
    assert "20 de abril de 2026" in str(imported)
    assert LineaDeAccion.objects.filter(pk=linea.pk).exists()
    assert not LineaDeAccion.objects.filter(order__gte=90).exists()


def test_another_institution_is_not_locked_by_it(cast):
    approve(cast)
    other = LineaDeAccion.objects.exclude(eje__programa=cast.programa).first()
    assert why_structure_locked(other) == ""

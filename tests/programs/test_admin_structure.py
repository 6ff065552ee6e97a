"""The administration as planeación uses it: the structure of the plan, and its people."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from programs.admin.plan import LineaDeAccionAdmin
from programs.enums import MarkStatus
from programs.models import (
    Area,
    Bloque,
    Eje,
    Institucion,
    LineaDeAccion,
    Membresia,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
    User,
)
from tests.programs.admin_cast import (
    OTHER,
    OWN,
    avance_of,
    client_of,
    errors_of,
    filled,
    sample,
    url,
    world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both documents, the cast and a row of every model, once for this module."""
    with django_db_blocker.unblock(), world():
        yield


@pytest.fixture(autouse=True)
def _world(loaded, db):
    """Every test starts from the same rows."""


# --- planeación --------------------------------------------------------------------------------


def linea_data(**changes) -> dict:
    """Return the form of a new línea of the cast's institution."""
    eje = Eje.objects.get(programa__institucion__slug=OWN, order=1)
    area = Area.objects.get(institucion__slug=OWN, code="uaa")
    return {
        "eje": eje.pk,
        "order": 50,
        "title": "Nueva",
        "area": area.pk,
        "auto_number": "on",
        **changes,
    }


def test_a_new_linea_gets_its_four_entries():
    response = client_of("planeacion").post(url(LineaDeAccion, "add"), linea_data())
    assert response.status_code == 302, errors_of(response)
    linea = LineaDeAccion.objects.get(title="Nueva")
    assert linea.avances.count() == 4


def test_a_linea_of_another_institution_is_not_made():
    client = client_of("planeacion")
    eje = Eje.objects.get(programa__institucion__slug=OTHER, order=1)
    area = Area.objects.get(institucion__slug=OTHER, code="das")
    for changes in ({"eje": eje.pk}, {"area": area.pk}, {"eje": eje.pk, "area": area.pk}):
        response = client.post(url(LineaDeAccion, "add"), linea_data(**changes))
        assert set(changes) <= set(response.context["adminform"].form.errors)
    assert not LineaDeAccion.objects.filter(title="Nueva").exists()


def test_constraints_speak_spanish_on_every_screen():
    client = client_of("superuser")
    response = client.post(url(LineaDeAccion, "add"), linea_data(order=1))
    assert "Ya hay una línea en ese lugar del eje." in errors_of(response)
    other = Area.objects.get(institucion__slug=OTHER, code="das")
    response = client.post(url(LineaDeAccion, "add"), linea_data(area=other.pk))
    assert "El área pertenece a otra institución." in errors_of(response)
    seccion = sample(Seccion, OWN)
    address = url(Seccion, "change", seccion.pk)
    response = client.post(address, filled(client.get(address), area=str(other.pk)))
    assert "instituciones distintas" in errors_of(response)
    eje = Eje.objects.get(programa__institucion__slug=OWN, order=1)
    address = url(Eje, "change", eje.pk)
    codes = Area.objects.filter(institucion__slug=OWN).exclude(code="uaa").order_by("order")[:2]
    data = filled(client.get(address))
    start = int(data["responsables-INITIAL_FORMS"])
    data["responsables-TOTAL_FORMS"] = str(start + 2)
    for number, area in enumerate(codes, start):
        data[f"responsables-{number}-order"] = str(number)
        data[f"responsables-{number}-area"] = str(area.pk)
        data[f"responsables-{number}-reports"] = "on"
    response = client.post(address, data)
    assert "Solo un responsable captura el avance del eje." in errors_of(response)


def test_a_race_that_a_constraint_stops_is_told_and_not_an_error_page(monkeypatch):
    def lose(self, request, obj, form, change):
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr(LineaDeAccionAdmin, "save_model", lose)
    response = client_of("planeacion").post(url(LineaDeAccion, "add"), linea_data(), follow=True)
    assert "otra persona cambió los mismos datos" in response.content.decode()


def test_what_was_captured_is_not_deleted():
    client = client_of("planeacion")
    avance = avance_of("uaa", 1)
    for row in (avance.linea, avance.linea.eje, avance.linea.eje.programa, avance.linea.meta):
        response = client.post(url(type(row), "delete", row.pk), {"post": "yes"})
        assert response.status_code == 200
        assert "capturad" in response.content.decode()
        assert type(row).objects.filter(pk=row.pk).exists()
    client.post(
        url(LineaDeAccion, "changelist"),
        {
            "action": "delete_selected",
            "_selected_action": [str(avance.linea_id)],
            "post": "yes",
        },
    )
    assert LineaDeAccion.objects.filter(pk=avance.linea_id).exists()


def test_an_empty_linea_is_deleted_with_the_rows_of_the_system():
    client = client_of("planeacion")
    client.post(url(LineaDeAccion, "add"), linea_data())
    linea = LineaDeAccion.objects.get(title="Nueva")
    response = client.post(url(LineaDeAccion, "delete", linea.pk), {"post": "yes"})
    assert response.status_code == 302
    assert not LineaDeAccion.objects.filter(pk=linea.pk).exists()


def test_a_reported_month_is_not_deleted_inside_its_tarea():
    tarea = sample(Tarea, OWN)
    tarea.marcas.filter(month=1).update(status=MarkStatus.DONE, reported_at=timezone.now())
    client, address = client_of("planeacion"), url(Tarea, "change", tarea.pk)
    response = client.post(address, filled(client.get(address), **{"marcas-0-DELETE": "on"}))
    assert "ya se capturó información" in errors_of(response)
    response = client.post(address, filled(client.get(address), **{"marcas-1-DELETE": "on"}))
    assert response.status_code == 302, errors_of(response)
    assert set(tarea.marcas.values_list("month", flat=True)) == {1, 3}


def test_planning_a_month_does_not_report_it():
    tarea = sample(Tarea, OWN)
    client, address = client_of("planeacion"), url(Tarea, "change", tarea.pk)
    data = filled(client.get(address), **{"marcas-0-status": "done", "marcas-0-month": "7"})
    response = client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    marca = tarea.marcas.get(month=7)
    assert (marca.status, marca.reported_at) == (MarkStatus.UNREPORTED, None)


def test_states_are_not_written_by_hand():
    client = client_of("planeacion")
    programa, trimestre = sample(Programa, OWN), sample(Trimestre, OWN)
    for row, forged in ((programa, "approved"), (trimestre, "closed")):
        address = url(type(row), "change", row.pk)
        response = client.post(address, filled(client.get(address), status=forged, number="4"))
        assert response.status_code == 302, errors_of(response)
        assert type(row).objects.get(pk=row.pk).status == row.status
    institucion = sample(Institucion, OWN)
    address = url(Institucion, "change", institucion.pk)
    client.post(address, filled(client.get(address), slug="otra", sample="on", motto="Lema"))
    saved = Institucion.objects.get(pk=institucion.pk)
    assert (saved.slug, saved.sample, saved.motto) == (OWN, False, "Lema")


def test_the_text_of_a_section_is_cleaned_and_belongs_to_its_institution():
    client, seccion = client_of("planeacion"), sample(Seccion, OWN)
    block = Bloque.objects.filter(seccion__institucion__slug=OWN).order_by("pk")[0]
    address = url(Bloque, "change", block.pk)
    data = filled(client.get(address), html='<p onclick="x()">A <b>b</b> <a href="/x">c</a></p>')
    response = client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    assert Bloque.objects.get(pk=block.pk).html == "<p>A <strong>b</strong> <a>c</a></p>"
    assert seccion.institucion.slug == OWN


def test_a_number_for_the_institution_s_own_text_is_refused_beside_its_box():
    client = client_of("planeacion")
    seccion = Seccion.objects.get(institucion__slug=OWN, kind="mission", trimestre=None)
    address = url(Seccion, "change", seccion.pk)
    typed = {"auto_number": "", "number_label": "3.", "contents_number": "4."}
    response = client.post(address, filled(client.get(address), **typed))

    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert set(errors) == {"number_label", "contents_number"}
    assert "Cada documento numera por su cuenta" in errors["number_label"][0]

    programa = Programa.objects.get(institucion__slug=OWN)
    data = filled(client.get(address), **typed, programa=str(programa.pk))
    response = client.post(address, data)
    assert response.status_code == 302, errors_of(response)
    assert Seccion.objects.get(pk=seccion.pk).number_label == "3."


# --- people ------------------------------------------------------------------------------------


def person_data(**changes) -> dict:
    """Return the form of a new person with a function in the cast's institution."""
    institucion = Institucion.objects.get(slug=OWN)
    area = Area.objects.get(institucion=institucion, code="dj")
    return {
        "username": "nueva",
        "usable_password": "true",
        "password1": "Una-clave-larga-2026",
        "password2": "Una-clave-larga-2026",
        "is_active": "on",
        "membresias-TOTAL_FORMS": "1",
        "membresias-INITIAL_FORMS": "0",
        "membresias-MIN_NUM_FORMS": "1",
        "membresias-MAX_NUM_FORMS": "1000",
        "membresias-0-institucion": institucion.pk,
        "membresias-0-role": "enlace",
        "membresias-0-area": area.pk,
        **changes,
    }


def test_planeacion_makes_a_person_without_raising_anyone():
    forged = {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1"], "groups": ["1"]}
    response = client_of("planeacion").post(url(User, "add"), person_data(**forged))
    assert response.status_code == 302, errors_of(response)
    person = User.objects.get(username="nueva")
    assert not person.is_superuser
    assert person.is_staff  # because an enlace may enter, not because it was asked
    assert person.check_password("Una-clave-larga-2026")
    assert not person.user_permissions.exists()


def test_who_only_reads_does_not_enter():
    data = person_data(
        **{"membresias-0-role": "consulta", "membresias-0-area": "", "is_staff": "on"}
    )
    assert client_of("planeacion").post(url(User, "add"), data).status_code == 302
    assert not User.objects.get(username="nueva").is_staff


def test_planeacion_gives_functions_in_its_institution_only():
    client, other = client_of("planeacion"), Institucion.objects.get(slug=OTHER)
    das = Area.objects.get(institucion=other, code="das")
    for changes in (
        {"membresias-0-institucion": other.pk, "membresias-0-area": das.pk},
        {"membresias-0-area": das.pk},
        {"membresias-TOTAL_FORMS": "0"},
    ):
        response = client.post(url(User, "add"), person_data(**changes))
        assert response.status_code == 200
    assert not User.objects.filter(username="nueva").exists()
    outsider = User.objects.get(username="prueba.outsider")
    own = Institucion.objects.get(slug=OWN)
    response = client.post(
        url(Membresia, "add"), {"user": outsider.pk, "institucion": own.pk, "role": "consulta"}
    )
    assert "user" in response.context["adminform"].form.errors


@pytest.mark.parametrize("who", ["superuser", "shared"])
def test_planeacion_does_not_touch_a_superuser_nor_a_shared_person(who):
    own, other = Institucion.objects.get(slug=OWN), Institucion.objects.get(slug=OTHER)
    person = User.objects.get(
        username="prueba.superuser" if who == "superuser" else "prueba.enlace"
    )
    if who == "superuser":
        Membresia.objects.create(user=person, institucion=own, role="secretario")
    else:
        Membresia.objects.create(user=person, institucion=other, role="secretario")
    before = User.objects.get(pk=person.pk).password
    client = client_of("planeacion")
    page = client.get(url(User, "change", person.pk))
    assert page.status_code == 200
    assert other.short_name + "</" not in page.content.decode()
    assert client.post(url(User, "change", person.pk), {}).status_code == 403
    address = f"/admin/programs/user/{person.pk}/password/"
    assert client.get(address).status_code == 403
    clave = {"password1": "Otra-clave-larga-26", "password2": "Otra-clave-larga-26"}
    assert client.post(address, {**clave, "usable_password": "true"}).status_code == 403
    assert User.objects.get(pk=person.pk).password == before
    if who == "superuser":
        membresia = Membresia.objects.get(user=person)
        assert client.post(url(Membresia, "change", membresia.pk), {}).status_code == 403


def test_taking_the_last_capture_function_closes_the_door():
    person = User.objects.get(username="prueba.enlace")
    own = Institucion.objects.get(slug=OWN)
    Membresia.objects.create(user=person, institucion=own, role="consulta")
    membresia = Membresia.objects.get(user=person, role="enlace")
    client = client_of("planeacion")
    response = client.post(url(Membresia, "delete", membresia.pk), {"post": "yes"})
    assert response.status_code == 302
    assert not User.objects.get(pk=person.pk).is_staff


def test_the_bulk_deletion_of_functions_keeps_the_last_one():
    person = User.objects.get(username="prueba.enlace")
    membresia = Membresia.objects.get(user=person)
    response = client_of("planeacion").post(
        url(Membresia, "changelist"),
        {"action": "delete_selected", "_selected_action": [str(membresia.pk)], "post": "yes"},
    )
    assert response.status_code == 403
    assert Membresia.objects.filter(pk=membresia.pk).exists()

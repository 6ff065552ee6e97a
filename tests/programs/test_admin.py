"""The administration: who sees and changes what, and that nothing else gets through.

The plans are the two real documents; the cast acts for `sesaech`, the outsiders for `sesea-slp`.
"""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from programs.enums import AvanceStatus, MarkStatus, TrimestreStatus
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Eje,
    Evidencia,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Meta,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
    User,
)
from tests.programs.admin_cast import (
    MODELS,
    OTHER,
    OWN,
    PEOPLE,
    client_of,
    errors_of,
    filled,
    make_people,
    make_rows,
    sample,
    unchanged,
    url,
)
from tests.programs.plan_files import loaded_plans

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both documents, the cast and a row of every model, once for this module."""
    with django_db_blocker.unblock(), loaded_plans():
        make_people()
        make_rows()
        yield


@pytest.fixture(autouse=True)
def _world(loaded, db):
    """Every test starts from the same rows."""


# --- the matrix ------------------------------------------------------------------------------

STRUCTURE = "view add change delete"
# What each kind of person may do with the rows of their own área or institution.
PLANNER = {
    "Institucion": "view change",
    "Trimestre": "view change",
    "AvanceTrimestral": "view",
    "Bloque": "view add",  # changes those of sections, not those of an área
    "Evidencia": "view",
    "MarcaMensual": "view",
    "User": "view add change",
    "Membresia": "view add change",  # the only function of a person is not deleted
}
CAPTURER = {
    "AvanceTrimestral": "view change",
    "Bloque": "view add change delete",
    "MarcaMensual": "view change",
    "User": "",
    "Membresia": "",
}
SUPERUSER = {
    "Trimestre": "view change",
    "AvanceTrimestral": "view change",
    "Evidencia": "view",
    "MarcaMensual": "view change",
    "Bloque": STRUCTURE,
}


def expected(name: str, model) -> set[str]:
    """Return what a person may do with the rows of a model."""
    kind = model.__name__
    if name in ("planeacion", "outsider"):
        return set(PLANNER.get(kind, STRUCTURE).split())
    if name in ("enlace", "titular", "outsider_enlace"):
        return set(CAPTURER.get(kind, "view").split())
    if name == "superuser":
        return set(SUPERUSER.get(kind, STRUCTURE).split())
    return set()


CELLS = [
    pytest.param(name, model, id=f"{name}-{model.__name__}")
    for name in [*PEOPLE, "superuser"]
    for model in MODELS
]


@pytest.mark.parametrize(("name", "model"), CELLS)
def test_who_does_what_with_own_rows(name, model):
    client, may = client_of(name), expected(name, model)
    own = sample(model, OTHER if name.startswith("outsider") else OWN)
    change, delete = url(model, "change", own.pk), url(model, "delete", own.pk)

    assert client.get(url(model, "changelist")).status_code == (200 if "view" in may else 403)
    assert client.get(url(model, "add")).status_code == (200 if "add" in may else 403)
    assert client.post(url(model, "add"), {}).status_code == (200 if "add" in may else 403)
    assert client.get(url(model, "history", own.pk)).status_code == (200 if "view" in may else 403)
    if not may:
        # Without a desk the person's rows do not exist here.
        assert {client.get(change).status_code, client.get(delete).status_code} <= {302, 403}
        assert {client.post(change).status_code, client.post(delete).status_code} <= {302, 403}
        return
    assert client.get(change).status_code == 200
    assert client.post(change, {}).status_code == (200 if "change" in may else 403)
    assert client.get(delete).status_code == (200 if "delete" in may else 403)
    if "delete" not in may:
        assert client.post(delete, {"post": "yes"}).status_code == 403
        assert type(own).objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    ("name", "model"), [cell for cell in CELLS if cell.values[0] != "superuser"]
)
def test_rows_of_another_institution_do_not_exist(name, model):
    client = client_of(name)
    foreign = sample(model, OWN if name.startswith("outsider") else OTHER)
    missing = client.get(url(model, "change", 10**9))
    for action in ("change", "delete", "history"):
        for send in (client.get, lambda address: client.post(address, {"post": "yes"})):
            response = send(url(model, action, foreign.pk))
            assert response.status_code == missing.status_code
            if missing.status_code == 302:
                assert response["Location"] == missing["Location"]
    assert unchanged(foreign)
    assert str(foreign.pk) not in _listed(client, model)


def _listed(client, model) -> set[str]:
    response = client.get(url(model, "changelist"), {"all": ""})
    if response.status_code != 200:
        return set()
    return {str(row.pk) for row in response.context["cl"].queryset}


def test_an_anonymous_person_is_sent_to_the_door():
    for model in MODELS:
        response = Client().get(url(model, "changelist"))
        assert response.status_code == 302
        assert "login" in response["Location"] or "acceder" in response["Location"]


def test_an_inactive_planner_has_no_screen():
    User.objects.filter(username="prueba.planeacion").update(is_active=False)
    user = User.objects.get(username="prueba.planeacion")
    assert not any(site._registry[model].has_view_permission(_request(user)) for model in MODELS)


def _request(user):
    class Request:
        pass

    request = Request()
    request.user = user
    return request


def test_the_index_shows_only_what_the_person_may_see():
    for name in ("secretario", "consulta", "auditoria"):
        assert client_of(name).get("/admin/").context["app_list"] == []
    listed = client_of("enlace").get("/admin/").context["app_list"][0]["models"]
    names = {entry["object_name"] for entry in listed}
    assert {"AvanceTrimestral", "MarcaMensual"} <= names
    assert not {"User", "Membresia"} & names


def test_the_site_is_named_and_groups_are_gone():
    assert Group not in site._registry
    assert site.site_header == site.site_title == "SESEA · Administración"
    assert not any(admin.list_editable for admin in site._registry.values())


def test_who_only_reads_another_institution_does_not_reach_it_here():
    user = User.objects.get(username="prueba.enlace")
    other = Institucion.objects.get(slug=OTHER)
    Membresia.objects.create(user=user, institucion=other, role="consulta")
    foreign = sample(Bloque, OTHER)
    assert Bloque.objects.visible_to(user).filter(pk=foreign.pk).exists()
    client = client_of("enlace")
    assert client.get(url(Bloque, "change", foreign.pk)).status_code == 302
    assert str(foreign.pk) not in _listed(client, Bloque)


# --- área staff --------------------------------------------------------------------------------


def avance_of(code: str, quarter: int = 2) -> AvanceTrimestral:
    """Return the entry of the first línea of an área of the cast's institution."""
    return AvanceTrimestral.objects.filter(
        linea__area__code=code, linea__area__institucion__slug=OWN, trimestre__number=quarter
    ).order_by("linea__order")[0]


def test_an_area_types_its_own_entry_and_nothing_else():
    client, avance = client_of("enlace"), avance_of("uaa")
    address = url(AvanceTrimestral, "change", avance.pk)
    page = client.get(address)
    foreign = avance_of("dj")
    data = filled(
        page,
        cause="Faltó un proveedor",
        ready="on",
        **{"cantidades-0-quantity": "1.5", "bloques-0-html": "<p>Hola<script>x()</script></p>"},
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
    assert (saved.status, saved.validated_at, saved.validated_by) == (AvanceStatus.DRAFT, None, None)
    assert (saved.linea_id, saved.trimestre_id) == (avance.linea_id, avance.trimestre_id)
    assert saved.version == avance.version + 1
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
    Trimestre.objects.filter(pk=avance.trimestre_id).update(status=TrimestreStatus.CLOSED)
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
    first = filled(client.get(address), cause="Primera")
    second = filled(client.get(address), cause="Segunda")
    assert client.post(address, first).status_code == 302
    response = client.post(address, second)
    assert "Otra persona guardó cambios" in errors_of(response)
    assert "Segunda" in response.content.decode()
    del second["read_version"]
    assert client.post(address, second).status_code == 200
    assert AvanceTrimestral.objects.get(pk=avance.pk).cause == "Primera"


# --- marks -------------------------------------------------------------------------------------


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
    assert "Marcas de otra área, sin cambios: 1." in text
    assert MarcaMensual.objects.filter(status=MarkStatus.DONE, pk__in=[m.pk for m in own]).count() == 3
    assert unchanged(foreign)
    assert unchanged(sample(MarcaMensual, OTHER))


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
    from django.db import IntegrityError

    from programs.admin.plan import LineaDeAccionAdmin

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
    data = person_data(**{"membresias-0-role": "consulta", "membresias-0-area": "", "is_staff": "on"})
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
    person = User.objects.get(username="prueba.superuser" if who == "superuser" else "prueba.enlace")
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


# --- what could leak, and what it costs ------------------------------------------------------


def test_suggestions_offer_own_rows_only():
    client = client_of("planeacion")
    for model, field in (("lineadeaccion", "eje"), ("tarea", "linea"), ("membresia", "user")):
        response = client.get(
            "/admin/autocomplete/",
            {"app_label": "programs", "model_name": model, "field_name": field, "term": ""},
        )
        remote = site._registry
        related = next(m for m in remote if m._meta.model_name == model)._meta.get_field(field)
        offered = {int(row["id"]) for row in response.json()["results"]}
        assert offered
        rows = related.related_model.objects.filter(pk__in=offered)
        if related.related_model is User:
            assert {m.institucion.slug for user in rows for m in user.memberships} == {OWN}
        else:
            path = f"{related.related_model.institucion_path}__slug"
            assert set(rows.values_list(path, flat=True)) == {OWN}


def test_lists_and_forms_never_name_another_institution():
    foreign = [
        *Area.objects.filter(institucion__slug=OTHER).values_list("name", flat=True),
        "San Luis Potosí",
        "Tarea de prueba de sesea-slp",
    ]
    for name in ("enlace", "planeacion"):
        client = client_of(name)
        for model in MODELS:
            own = sample(model, OWN)
            for address in (
                url(model, "changelist"),
                url(model, "add"),
                url(model, "change", own.pk),
            ):
                text = client.get(address).content.decode()
                # Both institutions have an área of this name.
                names = [word for word in foreign if word != "Dirección Jurídica"]
                assert not [word for word in names if word in text], address


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_list_costs_the_same_for_one_row_or_many(model, monkeypatch, django_assert_max_num_queries):
    client = client_of("superuser")
    costs = []
    for rows in (1, 100):
        monkeypatch.setattr(type(site._registry[model]), "list_per_page", rows)
        with django_assert_max_num_queries(20) as captured:
            assert client.get(url(model, "changelist")).status_code == 200
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_evidence_is_looked_at_only():
    evidencia = sample(Evidencia, OWN)
    for name in ("planeacion", "superuser"):
        client = client_of(name)
        assert client.post(url(Evidencia, "change", evidencia.pk), {}).status_code == 403
        assert client.get(url(Evidencia, "add")).status_code == 403

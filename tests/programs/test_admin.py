"""The administration: who sees and does what, that nothing leaks, what a list costs.

The plans are the two real documents; the cast acts for `sesaech`, the outsiders for `sesea-slp`.
"""

from collections.abc import Iterator

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group
from django.test import Client

from programs.models import (
    Area,
    Bloque,
    Evidencia,
    Institucion,
    Membresia,
    User,
)
from tests.known_people import KnownPeople
from tests.programs.admin_cast import (
    MODELS,
    OTHER,
    OWN,
    PEOPLE,
    client_of,
    sample,
    unchanged,
    url,
    world,
)
from tests.quick_client import QuickClient

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both documents, the cast and a row of every model, once for this module."""
    with django_db_blocker.unblock(), world():
        yield


@pytest.fixture(autouse=True)
def _world(loaded, db):
    """Every test starts from the same rows."""


@pytest.fixture(scope="module")
def remembered(loaded) -> KnownPeople:
    """The people of the matrix, as they were before any request was sent."""
    return KnownPeople()


@pytest.fixture
def known_people(remembered) -> Iterator[None]:
    """Read each person once, and each session; no cell of the matrix changes who asks."""
    with remembered.known():
        yield


# --- the matrix --------------------------------------------------------------------------------

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
    "Notice": "view",
    # The áreas write them on the page of their línea.
    "Hecho": "view",
    # Only the act of an adecuación writes them.
    "Adecuacion": "view",
    "ModificacionDeMeta": "view",
    "Membresia": "view add change",  # the only function of a person is not deleted
}
CAPTURER = {
    "AvanceTrimestral": "view change",
    "Bloque": "view add change delete",
    "MarcaMensual": "view change",
    "User": "",
    "Membresia": "",
    "Notice": "",
}
SUPERUSER = {
    "Trimestre": "view change",
    "AvanceTrimestral": "view change",
    "Evidencia": "view",
    "Hecho": "view",
    "MarcaMensual": "view change",
    "Notice": "view",
    "Adecuacion": "view",
    "ModificacionDeMeta": "view",
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
def test_who_does_what_with_own_rows(known_people, name, model):
    client, may = client_of(name, QuickClient()), expected(name, model)
    own = sample(model, OTHER if name.startswith("outsider") else OWN)
    change, delete = url(model, "change", own.pk), url(model, "delete", own.pk)

    assert client.get(url(model, "changelist")).status_code == (200 if "view" in may else 403)
    assert client.get(url(model, "add")).status_code == (200 if "add" in may else 403)
    assert client.post(url(model, "add"), {}).status_code == (200 if "add" in may else 403)
    if not may:
        # Without a desk the person's rows do not exist here.
        assert {client.get(change).status_code, client.get(delete).status_code} <= {302, 403}
        assert {client.post(change).status_code, client.post(delete).status_code} <= {302, 403}
        return
    assert client.get(change).status_code == 200
    assert client.get(url(model, "history", own.pk)).status_code == 200
    # A form whose fields may all be empty is saved at once.
    assert client.post(change, {}).status_code in ((200, 302) if "change" in may else (403,))
    assert client.get(delete).status_code == (200 if "delete" in may else 403)
    if "delete" not in may:
        assert client.post(delete, {"post": "yes"}).status_code == 403
        assert type(own).objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    ("name", "model"), [cell for cell in CELLS if cell.values[0] != "superuser"]
)
def test_rows_of_another_institution_do_not_exist(known_people, name, model):
    client = client_of(name, QuickClient())
    foreign = sample(model, OWN if name.startswith("outsider") else OTHER)
    missing = 10**9
    for action in ("change", "delete", "history"):
        for send in (client.get, lambda address: client.post(address, {"post": "yes"})):
            response, nothing = (send(url(model, action, pk)) for pk in (foreign.pk, missing))
            assert response.status_code == nothing.status_code in (302, 403)
            assert response.headers.get("Location") == nothing.headers.get("Location")
            assert str(foreign) not in response.content.decode()
    assert unchanged(foreign)
    assert str(foreign.pk) not in _listed(client_of(name), model)


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
    assert {model._meta.app_label for model in site._registry} == {"programs"}
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


# --- what could leak, and what it costs --------------------------------------------------------


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
        client = client_of(name, QuickClient())
        for model in MODELS:
            own = sample(model, OWN)
            for address in (
                url(model, "changelist"),
                url(model, "add"),
                url(model, "change", own.pk),
            ):
                text = client.get(address).content.decode()
                # One is an área of both institutions, the other also the name of a function.
                common = {"Dirección Jurídica", "Secretario Técnico"}
                names = [word for word in foreign if word not in common]
                assert not [word for word in names if word in text], address


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_list_costs_the_same_for_one_row_or_many(
    model, monkeypatch, django_assert_max_num_queries
):
    client = client_of("superuser")
    costs = []
    for rows in (5, 100):
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

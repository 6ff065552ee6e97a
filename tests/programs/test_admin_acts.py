"""Whatever is added, changed or deleted in the administration leaves its act in the ledger.

The table goes over every screen that is registered: a new one is asked here before it is used.
"""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.admin import site
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse

from programs.models import (
    Area,
    AuditEntry,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    DiaInhabil,
    Eje,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Membresia,
    Meta,
    Programa,
    Seccion,
    Tarea,
    TipoDeHecho,
    Trimestre,
    User,
)
from programs.services.ledger import ledger_verify
from tests.programs.admin_cast import (
    MODELS,
    OWN,
    client_of,
    errors_of,
    filled,
    sample,
    url,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admin_rows")]
ADD, CHANGE, DELETE = "add", "change", "delete"
NEW_PASSWORD = "Otra-clave-larga-2026"


def acts() -> list[AuditEntry]:
    """Return every act, oldest first."""
    return list(AuditEntry.objects.order_by("institucion", "number"))


def own() -> Institucion:
    """Return the institution of the cast."""
    return Institucion.objects.get(slug=OWN)


def eje() -> Eje:
    """Return the first eje of the cast."""
    return Eje.objects.get(programa__institucion__slug=OWN, order=1)


def uaa() -> Area:
    """Return the área of the cast's enlace."""
    return Area.objects.get(institucion__slug=OWN, code="uaa")


def bare_linea() -> LineaDeAccion:
    """Return a new línea without a meta."""
    return LineaDeAccion.objects.create(eje=eje(), area=uaa(), order=77, title="Sin meta")


def draft_avance() -> AvanceTrimestral:
    """Return the entry that the área may capture."""
    return sample(AvanceTrimestral, OWN)


# What a person types to add a row, and who does it.
NEW: dict[type[Model], tuple[str, Callable[[], dict[str, object]]]] = {
    Area: ("planeacion", lambda: {
        "institucion": own().pk, "code": "nueva", "name": "Nueva", "kind": "area", "order": 90,
        "active": "on",
    }),
    Bloque: ("enlace", lambda: {
        "avance": draft_avance().pk, "order": 9, "kind": "text", "html": "Texto nuevo",
        "caption_kind": "none", "header_rows": 0,
    }),
    ComponenteDeMeta: ("planeacion", lambda: {
        "meta": sample(Meta, OWN).pk, "order": 9, "kind": "sum", "quantity": 4, "unit": "actas",
    }),
    DiaInhabil: ("planeacion", lambda: {
        "institucion": own().pk, "day": "2024-03-18", "name": "Natalicio",
    }),
    Eje: ("planeacion", lambda: {
        "programa": eje().programa_id, "order": 40, "name": "Eje nuevo",
    }),
    Institucion: ("superuser", lambda: {
        "slug": "nueva", "name": "Nueva", "short_name": "NUEVA", "state": "Oaxaca",
        "brand_color": "#6B1D3A", "month_due_days": 5,
        "quarter_due_days": 10, "return_due_days": 5, "escalate_days": 3, "escalate_head_days": 5,
        "red_below": 70, "amber_below": 90, "green_to": 110, "emblem": "img/emblem.svg",
        "governing_body": "Órgano de Gobierno",
    }),
    LineaDeAccion: ("planeacion", lambda: {
        "eje": eje().pk, "order": 50, "title": "Línea nueva", "area": uaa().pk, "auto_number": "on",
    }),
    Membresia: ("planeacion", lambda: {
        "user": User.objects.get(username="prueba.enlace").pk, "institucion": own().pk,
        "role": "titular", "area": uaa().pk,
    }),
    Meta: ("planeacion", lambda: {"linea": bare_linea().pk, "text": "3 actas"}),
    Programa: ("planeacion", lambda: {
        "institucion": own().pk, "year": 2031, "start_month": 1, "title": "Programa nuevo",
    }),
    Seccion: ("planeacion", lambda: {
        "institucion": own().pk, "kind": "background", "heading": "Antecedentes", "order": 3,
    }),
    Tarea: ("planeacion", lambda: {
        "eje": eje().pk, "order": 91, "area": uaa().pk, "text": "Tarea nueva", "in_table": "on",
        "in_calendar": "on",
    }),
    TipoDeHecho: ("planeacion", lambda: {
        "institucion": own().pk, "key": "visita", "name": "Visita", "plural": "Visitas",
        "name_label": "A quién se visitó", "order": 20, "active": "on", "field_rows": "",
    }),
    User: ("planeacion", lambda: {
        "username": "nueva", "usable_password": "true", "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD, "is_active": "on", "membresias-0-institucion": own().pk,
        "membresias-0-role": "consulta", "membresias-TOTAL_FORMS": 1,
    }),
}  # fmt: skip
# What of a row is changed, by whom, and how the act tells it.
CHANGED: dict[type[Model], tuple[str, dict[str, object], str]] = {
    Area: ("planeacion", {"name": "Otro nombre"}, "Otro nombre"),
    AvanceTrimestral: ("enlace", {"cause": "Por la lluvia"}, "Por la lluvia"),
    Bloque: ("enlace", {"html": "Otro texto"}, "Otro texto"),
    ComponenteDeMeta: ("planeacion", {"unit": "minutas"}, "minutas"),
    DiaInhabil: ("planeacion", {"name": "Otro asueto"}, "Otro asueto"),
    Eje: ("planeacion", {"name": "Otro eje"}, "Otro eje"),
    Institucion: ("planeacion", {"short_name": "OTRA"}, "OTRA"),
    LineaDeAccion: ("planeacion", {"title": "Otra línea"}, "Otra línea"),
    MarcaMensual: ("enlace", {"status": "done"}, "Realizada"),
    Membresia: ("planeacion", {"role": "titular"}, "Titular"),
    Meta: ("planeacion", {"text": "Otra meta"}, "Otra meta"),
    Programa: ("planeacion", {"title": "Otro programa"}, "Otro programa"),
    Seccion: ("planeacion", {"heading": "Otro título"}, "Otro título"),
    Tarea: ("planeacion", {"text": "Otra tarea"}, "Otra tarea"),
    TipoDeHecho: ("planeacion", {"plural": "Otros varios"}, "Otros varios"),
    Trimestre: ("planeacion", {"cover_title": "Otra portada"}, "Otra portada"),
    User: ("planeacion", {"position": "Otro cargo"}, "Otro cargo"),
}
# Rows that can be deleted: what people captured, and what the system made, is not.
DELETED: dict[type[Model], tuple[str, Callable[[], Model]]] = {
    Area: ("planeacion", lambda: Area.objects.create(institucion=own(), code="x", name="Sobra")),
    Bloque: ("enlace", lambda: sample(Bloque, OWN)),
    ComponenteDeMeta: ("planeacion", lambda: ComponenteDeMeta.objects.create(
        meta=sample(Meta, OWN), order=8, unit="sobra", quantity=1
    )),
    DiaInhabil: ("planeacion", lambda: sample(DiaInhabil, OWN)),
    Eje: ("planeacion", lambda: Eje.objects.create(
        programa=eje().programa, order=60, name="Sobra"
    )),
    LineaDeAccion: ("planeacion", bare_linea),
    Membresia: ("superuser", lambda: sample(Membresia, OWN)),
    Meta: ("planeacion", lambda: Meta.objects.create(linea=bare_linea(), text="Sobra")),
    Programa: ("planeacion", lambda: Programa.objects.create(
        institucion=own(), year=2032, title="Sobra"
    )),
    Seccion: ("planeacion", lambda: Seccion.objects.create(
        institucion=own(), kind="background", heading="Sobra", key="sobra", order=70
    )),
    Tarea: ("planeacion", lambda: Tarea.objects.create(
        eje=eje(), area=uaa(), order=95, text="Sobra"
    )),
    TipoDeHecho: ("planeacion", lambda: TipoDeHecho.objects.create(
        institucion=own(), key="sobra", name="Sobra", plural="Sobran", name_label="Nombre"
    )),
    User: ("superuser", lambda: User.objects.get(username="prueba.enlace")),
}  # fmt: skip
# An institution with an act in its ledger is never deleted: its ledger would go with it.
NEVER = {(Institucion, DELETE)}


def opened() -> Iterator[tuple[type[Model], str]]:
    """Yield each screen with each write that it opens to somebody."""
    superuser = User(username="s", is_superuser=True, is_staff=True, is_active=True)
    request = RequestFactory().get("/")
    request.user = superuser
    for model in MODELS:
        screen = site._registry[model]
        asked = {
            ADD: type(screen).has_add_permission, CHANGE: type(screen).has_change_permission,
            DELETE: type(screen).has_delete_permission,
        }  # fmt: skip
        for write, allowed in asked.items():
            if allowed(screen, request):
                yield model, write


def test_every_write_of_every_screen_is_in_the_tables():
    told = {(model, ADD) for model in NEW} | {(model, CHANGE) for model in CHANGED}
    told |= {(model, DELETE) for model in DELETED}

    assert set(opened()) - NEVER <= told


@pytest.mark.parametrize("model", NEW, ids=lambda model: model.__name__)
def test_to_add_leaves_an_act(model):
    who, typed = NEW[model]
    client, data = client_of(who), typed()
    empty = filled(client.get(url(model, ADD)))
    before = len(acts())
    response = client.post(url(model, ADD), {**empty, **data})

    assert response.status_code == 302, errors_of(response)
    found = acts()[before:]
    assert found
    assert all(act.actor == f"prueba.{who}" for act in found)
    assert all(act.subject and (act.data.get("changes") or act.data["added"]) for act in found)


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
def test_to_change_leaves_one_act_that_tells_from_and_to(model):
    who, typed, told = CHANGED[model]
    client, row = client_of(who), sample(model, OWN)
    address = url(model, CHANGE, row.pk)
    response = client.post(address, filled(client.get(address), **typed))

    assert response.status_code == 302, errors_of(response)
    (act,) = acts()
    assert act.actor == f"prueba.{who}"
    changes = act.data.get("changes") or [["función", act.data["removed"], act.data["added"]]]
    assert any(told in str(after) and told not in str(before) for _, before, after in changes)
    assert act.institucion == own()


@pytest.mark.parametrize("model", CHANGED, ids=lambda model: model.__name__)
def test_to_save_without_a_change_leaves_none(model):
    client, row = client_of(CHANGED[model][0]), sample(model, OWN)
    address = url(model, CHANGE, row.pk)
    assert client.post(address, filled(client.get(address))).status_code == 302

    assert acts() == []


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("model", DELETED, ids=lambda model: model.__name__)
def test_to_delete_leaves_an_act_that_tells_what_it_was(model, several):
    who, make = DELETED[model]
    client, row = client_of(who), make()
    name, pk = str(row), row.pk
    if several:
        chosen = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
        client.post(url(model, "changelist"), chosen)
    else:
        client.post(url(model, DELETE, pk), {"post": "yes"})

    assert not model.objects.filter(pk=pk).exists()
    (act,) = acts()
    assert act.actor == f"prueba.{who}"
    if model not in (User, Membresia):
        assert name in act.subject
        assert act.data["changes"]
        assert all(after == "" for _, _, after in act.data["changes"])


class TestWhatItTells:
    """What hangs from a row is told with it."""

    def test_the_months_of_a_tarea_by_their_name(self):
        client, tarea = client_of("planeacion"), sample(Tarea, OWN)
        address = url(Tarea, CHANGE, tarea.pk)
        data = filled(client.get(address))
        data |= {"marcas-TOTAL_FORMS": 4, "marcas-3-month": 4, "marcas-3-programmed": "on"}
        response = client.post(address, data)

        assert response.status_code == 302, errors_of(response)
        (act,) = acts()
        assert act.subject.startswith("Tarea: ")
        told = {label.rpartition(": ")[2]: after for label, _, after in act.data["changes"]}
        assert all(label.startswith("marca mensual «") for label, _, _ in act.data["changes"])
        assert told["mes del periodo"] == "4"

    def test_what_was_deleted_with_it_is_counted(self):
        linea = bare_linea()
        meta = Meta.objects.create(linea=linea, text="Sobra")
        ComponenteDeMeta.objects.create(meta=meta, order=1, unit="sobra", quantity=1)
        client_of("planeacion").post(url(LineaDeAccion, DELETE, linea.pk), {"post": "yes"})

        (act,) = acts()
        assert "Metas: 1" in act.data["removed"]

    def test_several_marks_reported_at_once_leave_one_act_each(self):
        client = client_of("enlace")
        rows = MarcaMensual.objects.filter(tarea__order=90, tarea__area=uaa())
        chosen = [row.pk for row in rows]
        client.post(
            url(MarcaMensual, "changelist"),
            {"action": "report_done", "_selected_action": chosen},
        )

        found = acts()
        assert len(found) == len(chosen) == 3
        assert {"estado" in str(act.data) or "Realizada" in str(act.data) for act in found} == {
            True
        }

    def test_the_page_tells_it_in_words(self):
        client, area = client_of("planeacion"), uaa()
        address = url(Area, CHANGE, area.pk)
        client.post(address, filled(client.get(address), name="Otro nombre"))
        html = client.get(reverse("libro", args=[OWN])).text

        assert "Cambio en un registro" in html
        assert f"de {area.name} a Otro nombre" in html

    def test_what_is_new_or_gone_is_told_as_it_is(self):
        client = client_of("planeacion")
        typed = {"institucion": own().pk, "day": "2024-12-24", "name": "Nochebuena"}
        client.post(url(DiaInhabil, ADD), typed)
        html = client.get(reverse("libro", args=[OWN])).text
        assert "24 de diciembre de 2024" in html
        row = DiaInhabil.objects.get(name="Nochebuena")
        client.post(url(DiaInhabil, DELETE, row.pk), {"post": "yes"})
        html = client.get(reverse("libro", args=[OWN])).text
        assert html.count("24 de diciembre de 2024") == 2
        assert "vacío" not in html

    def test_a_list_is_told_in_words(self):
        client, area = client_of("planeacion"), uaa()
        address = url(Area, CHANGE, area.pk)
        client.post(address, filled(client.get(address), aliases="Uno\nDos"))

        (act,) = acts()
        assert act.data["changes"][0][2] == "Uno; Dos"

    def test_the_chain_holds(self):
        client = client_of("planeacion")
        for text in ("Uno", "Dos"):
            address = url(Area, CHANGE, uaa().pk)
            client.post(address, filled(client.get(address), name=text))

        assert ledger_verify(own()).problem == ""
        assert len(acts()) == 2

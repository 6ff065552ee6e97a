"""The page of the adecuación: choose, write, compare, confirm; all by plain forms."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from programs.models import Adecuacion, ModificacionDeMeta, Programa
from tests.adecuaciones import approved
from tests.factories import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_cast")]


@pytest.fixture
def page(cast, sign_in):
    """Return a function that sends the page as Planeación; without data it opens it."""
    approved(cast.programa)
    address = reverse("programa_adapt", args=["propia", YEAR])

    def send(data=None, **query):
        client = sign_in("planeacion")
        with time_machine.travel("2026-07-10 12:00", tick=False):
            return client.post(address, data) if data else client.get(address, query)

    return send


def typed(cast, answer, **values) -> dict[str, object]:
    """Return what the page would send, with other values typed over it."""
    form = answer.context["form"]
    data = {"step": "compare", "linea": [], "tarea": [], "shown": [], "nuevas": len(form.added)}
    for part in form.parts:
        for field in part:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = value
    data["linea"] = [part.linea.pk for part, _ in form.lineas]
    data["shown"] = [f"linea-{pk}" for pk in data["linea"]]
    data["shown"] += [f"nueva-{part.place}" for part in form.added]
    grounds = {
        "agreement": "OG/2026/07", "session": "Segunda ordinaria", "agreed_on": "02/07/2026",
        "from_quarter": 3, "reason": "Cambió el presupuesto.",
    }  # fmt: skip
    return {**data, **grounds, **values}


def test_what_was_compared_is_confirmed(cast, page):
    linea = cast.linea(0)
    componente = linea.meta.componentes.get()
    opened = page(linea=linea.pk)
    asked = typed(cast, opened, **{f"linea-{linea.pk}-annual_{componente.pk}": "16"})
    compared = page(asked)

    assert compared.status_code == 200
    (row,) = compared.context["compared"].alterations
    assert (row.before, row.after) == ("12 documentos", "16 documentos")
    assert not Adecuacion.objects.exists()
    seen = compared.context["form"].fingerprint
    assert seen in compared.content.decode()

    other = {**asked, f"linea-{linea.pk}-annual_{componente.pk}": "18"}
    changed = page({**other, "step": "confirm", "seen": seen})
    assert "cambió después de comparar" in changed.content.decode()
    assert not Adecuacion.objects.exists()

    confirmed = page({**asked, "step": "confirm", "seen": seen})
    assert confirmed.status_code == 303
    assert ModificacionDeMeta.objects.get().adjusted == Decimal(16)
    shown = page().client.get(confirmed.url).content.decode()
    assert "Modificado 1" in shown and "OG/2026/07" in shown


def test_all_kinds_of_change_go_in_one_act(cast, page):
    first, second = cast.linea(0), cast.linea(1)
    tarea = first.tareas.get()
    opened = page(linea=[first.pk, second.pk], nuevas=1)
    asked = typed(
        cast,
        opened,
        **{
            f"linea-{second.pk}-cancel": "on",
            f"tarea-{tarea.pk}-months": [1, 2, 3, 4, 5, 6, 9],
            "nueva-1-eje": first.eje_id,
            "nueva-1-area": first.area_id,
            "nueva-1-title": "Publicar el padrón",
            "nueva-1-kind": "sum",
        },
    )
    compared = page(asked)
    seen = compared.context["form"].fingerprint
    assert page({**asked, "step": "confirm", "seen": seen}).status_code == 303

    made = Adecuacion.objects.get()
    assert [linea.title for linea in made.added.all()] == ["Publicar el padrón"]
    assert list(made.cancelled.all()) == [second]
    # Its own, and what the cancelled línea's tarea is no longer asked.
    assert sorted(made.meses.values_list("tarea", flat=True)) == sorted(
        [tarea.pk, second.tareas.get().pk]
    )


def test_what_is_wrong_is_said_by_its_field_and_nothing_typed_is_lost(cast, page):
    linea = cast.linea(0)
    componente = linea.meta.componentes.get()
    name = f"linea-{linea.pk}-annual_{componente.pk}"
    opened = page(linea=linea.pk)
    wrong = page(typed(cast, opened, **{name: "doce", "agreement": "", "reason": "Porque sí"}))

    assert wrong.status_code == 422
    targets = [error["target"] for error in wrong.context["errors"]]
    assert targets == ["id_agreement", f"id_{name}"]
    body = wrong.content.decode()
    assert 'value="doce"' in body and "Porque sí" in body

    same = page(typed(cast, opened))
    assert same.status_code == 422
    assert same.context["errors"][0]["text"].startswith("Escriba al menos un cambio")
    Programa.objects.filter(pk=cast.programa.pk).update(version=9)
    stale = page(typed(cast, opened, **{name: "16"}))
    assert "cambió mientras usted escribía" in stale.content.decode()


def test_choosing_more_keeps_what_was_typed(cast, page):
    first, second = cast.linea(0), cast.linea(1)
    opened = page(linea=first.pk)
    more = typed(cast, opened, step="show", **{f"linea-{first.pk}-text": "Otra meta"})
    shown = page({**more, "linea": [first.pk, second.pk]})

    assert "Otra meta" in shown.content.decode()
    assert [part.linea.pk for part, _ in shown.context["form"].lineas] == [first.pk, second.pk]
    # A part that nobody saw yet is not sent as it stands.
    assert page({**more, "step": "compare", "linea": [first.pk, second.pk]}).status_code == 200
    assert not Adecuacion.objects.exists()


@pytest.mark.parametrize("query", [{"linea": "x"}, {"linea": "9" * 40}, {"nuevas": "99999"}])
def test_an_address_that_names_nothing_opens_the_page(page, query):
    answer = page(**query)
    assert answer.status_code == 200
    assert len(answer.context["form"].added) <= 9


def test_a_draft_is_changed_directly(cast, sign_in):
    Programa.objects.filter(pk=cast.programa.pk).update(status="planning")
    body = sign_in("planeacion").get(reverse("programa_adapt", args=["propia", YEAR])).content
    assert "todavía no se aprueba" in body.decode()

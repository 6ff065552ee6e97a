"""Quantities by month on their pages: the grid, the list, the confirmation, and where they show."""

import json
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.enums import InformePart, PtaPart
from programs.models import (
    ComponenteDeMeta,
    ConfirmacionMensual,
    Institucion,
    MarcaMensual,
    Programa,
)
from programs.selectors.debts import debts_of, open_quarters
from reports.services.documents import document_html
from tests.markup import folded
from tests.programs.meses_cast import NOON, confirm, key, send
from tests.programs.monthly_cast import month_of, monthly, quarter_of
from tests.programs.review_cast import quarter
from tests.reports.documents import informe_document, pta_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june():
    """It is 15 June 2026 in Mexico City."""
    with time_machine.travel(NOON, tick=False):
        yield


def wish(componente, month, done, *, version=1, reason="") -> dict:
    """Return one change as the script sends it."""
    return {"t": f"q{componente.pk}", "m": month, "s": done, "r": reason, "n": "", "v": version}


def plain(client, cast, componente, month, done, **fields):
    """Save one month as the page without script does."""
    place = f"q{componente.pk}-{month}"
    row = month_of(componente, month)
    seen = json.dumps([row.version, "" if row.done is None else f"{row.done:g}", row.reason])
    named = {f"{name}-{place}": value for name, value in fields.items()}
    data = {"programa": key(cast), f"w-{place}": seen, f"d-{place}": done, **named}
    return client.post(reverse("marks_save"), data)


def test_a_quantity_stands_after_the_tareas_of_its_linea(cast, sign_in):
    componente = monthly(cast)
    page = sign_in("enlace").get(reverse("mes")).context["page"]
    keys = [row.key for row in page.rows]
    row = next(row for row in page.rows if row.kind)

    assert keys.index(f"q{componente.pk}") == 1, "after the only tarea of the first línea"
    assert (row.label, row.total) == ("Línea 1.1", "0 de 12")
    assert [cell.code for cell in row.cells[:6]] == ["", *["missing"] * 4, "planned"]
    assert row.cells[1].word == "sin reportar (2)"


@pytest.mark.parametrize("many", [1, 4])
def test_queries_of_the_months_do_not_grow(cast, sign_in, many):
    for place in range(many):
        monthly(cast, place)
    client = sign_in("secretario")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("mes"), {"area": "todas"})
    assert sum(bool(row.kind) for row in page.context["page"].rows) == many
    assert len(queries) == 11


@pytest.mark.parametrize("months", [(2,), (2, 3, 4, 5)])
def test_queries_of_a_save_do_not_grow(cast, sign_in, months):
    componente = monthly(cast)
    client = sign_in("enlace")
    with CaptureQueriesContext(connection) as queries:
        answer = send(client, cast, *[wish(componente, month, "1") for month in months])
    assert answer.status_code == 200
    assert len(queries) <= 24


def test_the_script_gets_each_month_as_it_stands(cast, sign_in):
    componente = monthly(cast)
    client = sign_in("enlace")
    answer = send(client, cast, wish(componente, 2, "1,200.50"), wish(componente, 3, "doce"))
    good, bad = answer.json()["cells"]

    assert answer.status_code == 422
    assert (good["tarea"], good["status"], good["programmed"], good["version"]) == (
        f"q{componente.pk}",
        "1,200.5",
        "2",
        2,
    )
    assert "con números" in bad["refusal"] and bad["status"] == ""
    stale = send(client, cast, wish(componente, 2, "5"))
    assert stale.status_code == 409
    assert stale.json()["cells"][0]["theirs"]["author"] == str(cast.people["enlace"])
    broken = send(client, cast, {"t": "qx", "m": 2, "s": "1", "v": 1})
    assert broken.status_code == 422 and "Ábrala de nuevo" in broken.json()["message"]


def test_the_plain_forms_save_and_say_what_was_wrong(cast, sign_in):
    componente = monthly(cast)
    client = sign_in("enlace")
    answer = plain(client, cast, componente, 2, "2")
    assert answer.status_code in (302, 303) and month_of(componente, 2).done == 2
    assert plain(client, cast, componente, 2, "2").status_code in (302, 303), "as it was"
    assert month_of(componente, 2).version == 2

    listed = plain(client, cast, componente, 3, "", r="Sin sede", c="")
    assert listed.status_code in (302, 303) and month_of(componente, 3).reason == "Sin sede"
    wrong = plain(client, cast, componente, 4, "cuatro")
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'value="cuatro"' in text and "con números" in text


def test_a_blank_quantity_keeps_the_month_from_being_complete(cast, sign_in):
    componente = monthly(cast)
    monthly(cast, 2)  # of the other área: it asks nothing of this one
    MarcaMensual.objects.filter(month=2).update(status="done", reported_at=NOON)
    client = sign_in("enlace")
    asked = confirm(client, cast, month=2)
    text = asked.content.decode()
    assert asked.status_code == 422 and "Falta una cantidad por reportar" in text
    assert f'name="d-q{componente.pk}"' in text and not ConfirmacionMensual.objects.exists()

    fields = {"answering": "1", f"v-q{componente.pk}": "1"}
    wrong = confirm(client, cast, month=2, **fields, **{f"d-q{componente.pk}": "dos"})
    assert wrong.status_code == 422 and 'value="dos"' in wrong.content.decode()
    done = confirm(client, cast, month=2, **fields, **{f"d-q{componente.pk}": "2"})
    assert done.status_code in (302, 303) and ConfirmacionMensual.objects.count() == 1
    assert month_of(componente, 2).done == 2

    send(client, cast, wish(componente, 2, "", version=2))
    assert not ConfirmacionMensual.objects.exists(), "it has a blank again"
    reason = confirm(client, cast, month=2, **fields, **{f"c-q{componente.pk}": "Faltó quórum"})
    assert reason.status_code == 422, "the version was an old one"
    fields[f"v-q{componente.pk}"] = "3"
    said = {f"d-q{componente.pk}": "", f"c-q{componente.pk}": "Faltó quórum"}
    assert confirm(client, cast, month=2, **fields, **said).status_code in (302, 303)
    assert quarter_of(componente, 1).quantity is None


def test_a_blank_quantity_is_owed_as_a_mark_is(cast):
    def months() -> dict[int, tuple[int, int]]:
        rows = open_quarters(Programa.objects.filter(pk=cast.programa.pk))
        (found,) = debts_of(rows, timezone.localdate())
        own = (each for each in found.months if each.area_code == "juridica")
        return {each.month: (each.total, each.missing) for each in own}

    marks = months()
    monthly(cast)
    with_quantity = months()

    assert with_quantity[1] == marks[1], "nothing is programmed of January"
    assert with_quantity[2] == tuple(number + 1 for number in marks[2])
    assert list(with_quantity) == sorted(with_quantity)


def test_the_quarter_is_shown_as_the_sum_of_its_months(cast, sign_in):
    componente = monthly(cast)
    client = sign_in("enlace")
    send(client, cast, wish(componente, 2, "2"), wish(componente, 3, "1"))
    address = reverse("avance_edit", args=[*cast.programa.place, cast.linea().pk, 1])
    text = folded(client.get(address).content.decode())
    words = "Documentos por mes: enero —, febrero 2 de 2, marzo 1 de 1. Suma: 3."
    assert words in text and "readonly" in text

    page = folded(client.get(cast.linea().get_absolute_url()).content.decode())
    assert "Documentos por mes" in page and "2 de 2" in page
    others = sign_in("consulta").get(cast.linea().get_absolute_url()).content.decode()
    assert "2 de 2" not in folded(others), "a draft is read by who follows it up"


def test_the_documents_print_the_months_where_they_print_figures(cast, sign_in):
    componente = monthly(cast)
    send(sign_in("enlace"), cast, wish(componente, 2, "2"))
    words = "Documentos por mes: enero —, febrero 2 de 2, marzo sin reportar (1). Suma: falta"
    for parts, there in (([], False), ([PtaPart.PROGRAMMING, InformePart.FIGURES], True)):
        values = {
            "pta_parts": [part.value for part in parts[:1]],
            "informe_parts": [part.value for part in parts[1:]],
        }
        Institucion.objects.filter(pk=cast.institucion.pk).update(**values)
        programa = Programa.objects.get(pk=cast.programa.pk)
        assert ("Programación por mes" in document_html(pta_document(programa))) == there
        text = folded(document_html(informe_document(quarter(cast))))
        assert (words in text) == there


def test_planning_writes_twelve_boxes_in_one_row(cast, sign_in):
    componente = ComponenteDeMeta.objects.get(meta__linea=cast.linea())
    address = reverse("admin:programs_componentedemeta_change", args=[componente.pk])
    client = sign_in("planeacion")
    data = {
        "meta": componente.meta_id,
        "order": 1,
        "kind": "sum",
        "quantity": "12",
        "unit": "documentos",
        **{f"programmed_q{n}": "3" for n in (1, 2, 3, 4)},
        "modificaciones-TOTAL_FORMS": "0",
        "modificaciones-INITIAL_FORMS": "0",
    }
    boxes = {f"programmed_m{month}": "2" for month in (1, 4, 5, 12)}
    unmarked = client.post(address, data | boxes)
    assert "Marque «Por mes»" in unmarked.content.decode()

    saved = client.post(address, data | boxes | {"monthly": "on"})
    assert saved.status_code in (302, 303)
    componente.refresh_from_db()
    assert componente.monthly and componente.programmed == (2, 4, None, 2)
    assert month_of(componente, 5).programmed == 2 and month_of(componente, 6).programmed is None
    assert 'value="2"' in client.get(address).content.decode()
    percent = client.post(address, data | boxes | {"monthly": "on", "kind": "percent"})
    assert "que se suman" in percent.content.decode()

    client.post(address, data)
    componente.refresh_from_db()
    assert not componente.monthly and not componente.meses.exists()
    assert componente.programmed == (Decimal(3),) * 4
    Programa.objects.filter(pk=cast.programa.pk).update(
        status="approved", approved_on="2025-12-01", approval_agreement="A", approval_session="S"
    )
    assert client.get(address).status_code == 200, "an approved plan is read only"

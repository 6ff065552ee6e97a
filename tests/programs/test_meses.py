"""The months: reading, marking, and refusals one cell at a time."""

import re
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.models import EntregaDeArea, MarcaMensual, Tarea, Trimestre
from programs.selectors.meses import mes_page
from programs.selectors.month_grid import MesQuery
from tests.factories import CLOSED, YEAR, make_cast
from tests.programs.meses_cast import JSON, NOON, change, confirm, key, marca, send, tareas_of

MAX_PAGE, MAX_SAVE = 15, 14


@pytest.fixture(autouse=True)
def june():
    """It is 15 June 2026 in Mexico City."""
    with time_machine.travel(NOON, tick=False):
        yield


def page(client, **query):
    """Open the page."""
    return client.get(reverse("mes"), query)


def without_token(response) -> str:
    """Return a page without its CSRF tokens, which differ each time."""
    return re.sub(r'(value|content)="\w{64}"', "", response.content.decode())


# Reading ------------------------------------------------------------------------------------------


def test_own_area_first(cast, sign_in):
    response = page(sign_in("enlace"))
    shown = response.context["page"]

    assert response.status_code == 200
    assert {row.area_code for row in shown.rows} == {"juridica"}
    assert shown.heading == "Dirección juridica" and shown.may_write


@pytest.mark.parametrize("who", ["planeacion", "secretario", "auditoria"])
def test_who_follows_up_reads_and_marks_nothing(cast, sign_in, who):
    client = sign_in(who)
    shown = page(client).context["page"]
    answer = send(client, cast, change(tareas_of(cast)[0]))

    assert {row.area_code for row in shown.rows} == {"juridica", "archivo"}
    assert not shown.may_write and all(cell.why for row in shown.rows for cell in row.cells)
    assert answer.status_code == 423
    assert answer.json()["message"] == "Esta tarea la reporta Dirección juridica."
    assert confirm(client, cast).status_code == 403
    assert marca(tareas_of(cast)[0]).version == 1


def test_consulta_may_not_read_them(cast, sign_in):
    client = sign_in("consulta")

    assert page(client).status_code == 403
    assert page(client, programa=key(cast)).status_code == 403
    assert send(client, cast, change(tareas_of(cast)[0])).status_code == 403


def test_an_outsider_gets_the_same_as_for_a_row_that_does_not_exist(cast, sign_in):
    client = sign_in("outsider")
    absent = page(client, programa="ninguna-2026")
    foreign = page(client, programa=key(cast))

    assert absent.status_code == foreign.status_code == 404
    assert without_token(absent) == without_token(foreign)
    assert send(client, cast, change(tareas_of(cast)[0])).status_code == 404
    assert confirm(client, cast).status_code == 404


@pytest.mark.parametrize(
    "query", [{"area": "otra"}, {"eje": "9"}, {"mes": "13"}, {"mes": "x"}, {"programa": "x"}]
)
def test_what_does_not_exist_is_404(cast, sign_in, query):
    assert page(sign_in("enlace"), **query).status_code == 404


def test_a_month_over_is_owed_and_a_future_one_is_locked(cast, sign_in):
    cells = page(sign_in("enlace")).context["page"].rows[0].cells

    assert [cell.code for cell in cells[4:7]] == ["missing", "planned", "planned"]
    assert [bool(cell.why) for cell in cells[4:7]] == [False, False, True]


def test_the_page_opens_in_the_month_just_over_while_it_is_owed(cast):
    user, today = cast.people["enlace"], datetime(YEAR, 6, 15).date()
    shown = mes_page(cast.programa, user, today, MesQuery()).shown
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa, month=5).update(
        status="done", reported_at="2026-06-01T12:00Z"
    )

    assert shown.month.number == 5
    assert mes_page(cast.programa, user, today, MesQuery()).shown.month.number == 6


def test_cells_are_named_for_who_hears_them(cast, sign_in):
    tarea = tareas_of(cast)[0]
    Tarea.objects.filter(pk=tarea.pk).update(text="Monitoreo de la operación " * 10)
    send(sign_in("enlace"), cast, change(tarea, "not_done", month=5, reason="Faltó quórum"))
    html = page(sign_in("enlace")).content.decode()

    assert ", mayo, no realizada: Faltó quórum" in html
    assert "…, junio, programada" in html


@pytest.mark.parametrize("lineas", [4, 40])
def test_queries_of_the_page_do_not_grow(db, client, lineas):
    cast = make_cast(lineas=lineas)
    client.force_login(cast.people["secretario"])
    with CaptureQueriesContext(connection) as queries:
        response = page(client, area="todas")

    assert len(response.context["page"].rows) == lineas
    assert len(queries) == 10 <= MAX_PAGE


# Marking ------------------------------------------------------------------------------------------


def test_a_mark_is_saved_with_who_and_its_history(cast, sign_in):
    tarea = tareas_of(cast)[0]
    answer = send(sign_in("enlace"), cast, change(tarea, note="Con acta"))
    row = marca(tarea)

    assert answer.status_code == 200 and answer.json()["saved_at"] == "12:00"
    assert answer.json()["cells"][0]["version"] == row.version == 2
    assert (row.status, row.note, row.reported_by) == ("done", "Con acta", cast.people["enlace"])
    assert row.history.latest().history_user == cast.people["enlace"]


def test_a_second_send_of_the_same_changes_nothing(cast, sign_in):
    tarea = tareas_of(cast)[0]
    client = sign_in("enlace")
    answers = [send(client, cast, change(tarea)) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert marca(tarea).version == 2 and marca(tarea).history.count() == 1


def test_a_stale_cell_is_refused_and_the_others_go_on(cast, sign_in):
    first, second = tareas_of(cast)[:2]
    send(sign_in("titular"), cast, change(first, "not_done", reason="Sin sede"))
    answer = send(sign_in("enlace"), cast, change(first), change(second))
    cells = {cell["tarea"]: cell for cell in answer.json()["cells"]}

    assert answer.status_code == 409
    assert answer.json()["theirs"]["author"] == "titular"
    assert cells[first.pk]["theirs"]["reason"] == "Sin sede"
    assert cells[first.pk]["version"] == 2 and "refusal" not in cells[second.pk]
    assert (marca(first).status, marca(second).status) == ("not_done", "done")


def test_another_area_and_another_programme_are_refused(cast, sign_in):
    client = sign_in("enlace")
    foreign = Tarea.objects.filter(area__institucion__slug="ajena").first()
    other = tareas_of(cast, "archivo")[0]

    assert send(client, cast, change(other)).status_code == 423
    assert send(client, cast, change(foreign)).status_code == 422
    assert send(client, cast, change(10**6)).status_code == 422
    assert marca(other).version == marca(foreign).version == 1


def test_a_future_month_says_why(cast, sign_in):
    answer = send(sign_in("enlace"), cast, change(tareas_of(cast)[0], month=7))

    assert answer.status_code == 423
    assert answer.json()["message"] == "Este mes aún no empieza. Podrá reportarlo cuando llegue."


def test_a_closed_quarter_says_why(cast, sign_in):
    Trimestre.objects.filter(programa=cast.programa, number=1).update(**CLOSED)
    tarea = tareas_of(cast)[0]
    answer = send(sign_in("enlace"), cast, change(tarea, month=2))

    assert answer.status_code == 423 and "está cerrado" in answer.json()["message"]
    assert confirm(sign_in("enlace"), cast, month=2).status_code == 403
    assert marca(tarea, 2).version == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [("submitted", "ya envió este trimestre"), ("validated", "ya está validado")],
)
def test_a_month_of_what_the_area_handed_in_says_why(cast, sign_in, status, words):
    tarea = tareas_of(cast)[0]
    person, now = cast.people["titular"], timezone.now()
    EntregaDeArea.objects.create(
        trimestre=Trimestre.objects.get(programa=cast.programa, number=1),
        area=tarea.area,
        status=status,
        folio="F-1",
        submitted_at=now,
        submitted_by=person,
        validated_at=now,
        validated_by=person,
    )
    answer = send(sign_in("enlace"), cast, change(tarea, month=2))

    assert answer.status_code == 423 and words in answer.json()["message"]
    assert words in sign_in("enlace").get(reverse("mes")).content.decode()
    assert marca(tarea, 2).version == 1
    assert send(sign_in("enlace"), cast, change(tarea, month=4)).status_code == 200


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_not_done_needs_a_reason_that_fits(cast, sign_in, reason):
    tarea = tareas_of(cast)[0]
    answer = send(sign_in("enlace"), cast, change(tarea, "not_done", reason=reason))

    assert answer.status_code == 422 and marca(tarea).status == "unreported"


def test_done_without_being_programmed_comes_and_goes_with_its_trace(cast, sign_in):
    tarea = tareas_of(cast)[0]
    marca(tarea, 4).delete()
    client = sign_in("enlace")
    made = send(client, cast, change(tarea, month=4, version=0)).json()["cells"][0]
    refused = send(client, cast, change(tarea, "not_done", month=4, version=1, reason="No"))
    gone = send(client, cast, change(tarea, "unreported", month=4, version=1)).json()["cells"][0]

    assert (made["status"], made["programmed"], made["version"]) == ("done", False, 1)
    assert refused.status_code == 422
    assert (gone["status"], gone["version"]) == ("unreported", 0)
    assert not MarcaMensual.objects.filter(tarea=tarea, month=4).exists()
    trace = MarcaMensual.history.filter(tarea_id=tarea.pk, month=4).first()
    assert (trace.history_type, trace.history_user) == ("-", cast.people["enlace"])


@pytest.mark.parametrize(
    "changes",
    ["", "[", "3", "[3]", '[{"t": 1}]', "null", '{"a": 1}', '[{"t":true,"m":1,"s":"done","v":0}]']
    + ['[{"t":1e400,"m":1,"s":"done","v":0}]', "[" * 9999],
)
def test_what_cannot_be_read_is_refused(cast, sign_in, changes):
    fields = {"programa": key(cast), "changes": changes}
    answer = sign_in("enlace").post(reverse("marks_save"), fields, headers=JSON)

    assert answer.status_code == 422 and "Ábrala de nuevo" in answer.json()["message"]


def test_queries_of_a_save_do_not_grow(db, client):
    cast = make_cast(lineas=40)
    client.force_login(cast.people["enlace"])
    tareas = tareas_of(cast)
    counts = []
    for batch in (tareas[:1], tareas[1:]):
        with CaptureQueriesContext(connection) as queries:
            answer = send(client, cast, *(change(tarea, month=5) for tarea in batch))
        assert len(answer.json()["cells"]) == len(batch)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= MAX_SAVE

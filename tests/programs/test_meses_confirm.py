"""The months without script, and the confirmation that a month is complete."""

import json

import pytest
import time_machine
from django.urls import reverse

from programs.models import ConfirmacionMensual, Tarea
from tests.programs.meses_cast import JSON, NOON, change, confirm, key, marca, send, tareas_of


@pytest.fixture(autouse=True)
def june():
    """It is 15 June 2026 in Mexico City."""
    with time_machine.travel(NOON, tick=False):
        yield


# Plain forms --------------------------------------------------------------------------------------


def seen(row) -> str:
    """Return what a form's hidden field says of a row."""
    return json.dumps([row.version, row.status, row.reason, row.note])


def plain(client, cast, **fields):
    """Save as the plain form does; field names have _ for -."""
    data = {name.replace("_", "-"): value for name, value in fields.items()}
    data |= {"programa": key(cast), "en-mes": "6"}
    return client.post(reverse("marks_save"), data)


def test_the_grid_without_script_saves_only_what_changed(cast, sign_in):
    first, second = tareas_of(cast)[:2]
    read = {tarea: seen(marca(tarea)) for tarea in (first, second)}
    send(sign_in("titular"), cast, change(second))
    fields = {f"w_{first.pk}_6": read[first], f"w_{second.pk}_6": read[second]}
    answer = plain(sign_in("enlace"), cast, **fields, **{f"m_{first.pk}_6": "on"})

    assert answer.status_code == 303 and f"programa={key(cast)}" in answer["Location"]
    assert (marca(first).status, marca(second).status) == ("done", "done")
    assert marca(second).reported_by == cast.people["titular"]


def test_the_grid_without_script_leaves_a_reason_alone(cast, sign_in):
    first, second = tareas_of(cast)[:2]
    client = sign_in("enlace")
    send(client, cast, change(first, "not_done", reason="Sin sede"), change(second, note="Acta 3"))
    fields = {f"w_{tarea.pk}_6": seen(marca(tarea)) for tarea in (first, second)}
    answer = plain(client, cast, **fields, **{f"m_{second.pk}_6": "on"})

    assert answer.status_code == 303
    assert (marca(first).reason, marca(second).note) == ("Sin sede", "Acta 3")
    assert marca(first).version == marca(second).version == 2


def test_the_list_without_script_saves_reason_and_note(cast, sign_in):
    tarea = tareas_of(cast)[0]
    place = f"{tarea.pk}_6"
    fields = {f"w_{place}": seen(marca(tarea)), f"x_{place}": "on", f"c_{place}": "Faltó quórum"}
    answer = plain(sign_in("enlace"), cast, **fields, **{f"r_{place}": "", f"n_{place}": "Julio"})

    assert answer.status_code == 303
    assert (marca(tarea).status, marca(tarea).reason) == ("not_done", "Faltó quórum")
    assert marca(tarea).note == "Julio"


def test_the_list_without_script_keeps_what_was_typed(cast, sign_in):
    tarea = tareas_of(cast)[0]
    place = f"{tarea.pk}_6"
    fields = {f"w_{place}": seen(marca(tarea)), f"x_{place}": "on", f"n_{place}": "Ver acta 3"}
    answer = plain(sign_in("enlace"), cast, **fields, **{f"r_{place}": ""})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert html.count("Escriba por qué no se realizó.") == 2  # above and beside the row
    assert 'value="Ver acta 3"' in html and "<title>Error:" in html
    assert marca(tarea).status == "unreported"


def test_a_stale_plain_form_shows_both_and_can_be_sent_again(cast, sign_in):
    tarea = tareas_of(cast)[0]
    place = f"{tarea.pk}_6"
    old = seen(marca(tarea))
    send(sign_in("titular"), cast, change(tarea, "not_done", reason="Sin sede"))
    fields = {f"m_{place}": "on", f"r_{place}": "", f"n_{place}": ""}
    answer = plain(sign_in("enlace"), cast, **fields, **{f"w_{place}": old})
    assert answer.status_code == 409
    assert "titular la dejó como «No realizada»" in answer.content.decode()

    again = plain(sign_in("enlace"), cast, **fields, **{f"w_{place}": seen(marca(tarea))})

    assert again.status_code == 303 and marca(tarea).status == "done"
    assert "Sin sede" in marca(tarea).history.values_list("reason", flat=True)


# Confirming ---------------------------------------------------------------------------------------


def test_a_month_with_blanks_asks_for_each(cast, sign_in):
    tareas = tareas_of(cast)
    answer = confirm(sign_in("enlace"), cast)

    assert answer.status_code == 422
    assert [entry["row"].pk for entry in answer.context["entries"]] == [t.pk for t in tareas]
    assert not answer.context["errors"] and not ConfirmacionMensual.objects.exists()


def test_answers_and_confirmation_are_saved_together(cast, sign_in):
    done, not_done = tareas_of(cast)
    fields = {f"fue-{done.pk}": "done", f"v-{done.pk}": 1, f"v-{not_done.pk}": 1, "answering": "1"}
    half = confirm(sign_in("enlace"), cast, **fields, **{f"fue-{not_done.pk}": "not_done"})
    assert half.status_code == 422 and len(half.context["errors"]) == 1
    assert half.context["errors"][0]["text"].endswith("Escriba por qué no se realizó.")
    assert marca(done).status == "unreported"

    fields[f"fue-{not_done.pk}"] = "not_done"
    whole = confirm(sign_in("enlace"), cast, **fields, **{f"r-{not_done.pk}": "Sin sede"})

    assert whole.status_code == 303
    assert (marca(done).status, marca(not_done).reason) == ("done", "Sin sede")
    assert ConfirmacionMensual.objects.get().confirmed_by == cast.people["enlace"]


def test_a_blank_again_takes_the_confirmation_back(cast, sign_in):
    client = sign_in("enlace")
    tareas = tareas_of(cast)
    send(client, cast, *(change(tarea) for tarea in tareas))
    assert confirm(client, cast).status_code == confirm(client, cast).status_code == 303
    assert ConfirmacionMensual.objects.count() == 1

    send(client, cast, change(tareas[0], "unreported", version=2))

    assert not ConfirmacionMensual.objects.exists()


def test_another_area_is_not_confirmed(cast, sign_in):
    data = {"programa": key(cast), "area": "archivo", "mes": 6}
    answer = sign_in("enlace").post(reverse("month_confirm"), data, headers=JSON)

    assert answer.status_code == 423
    assert answer.json()["message"] == "Este mes lo confirma Dirección archivo."


def test_a_tarea_outside_the_calendar_does_not_hold_a_month_up(cast, sign_in):
    first, second = tareas_of(cast)
    Tarea.objects.filter(pk=second.pk).update(in_calendar=False)
    client = sign_in("enlace")
    send(client, cast, change(first))

    assert confirm(client, cast).status_code == 303
    assert marca(second).status == "unreported"


@pytest.mark.parametrize(("length", "code"), [(300, 200), (301, 422)])
def test_a_note_fits_in_three_hundred_letters(cast, sign_in, length, code):
    answer = send(sign_in("enlace"), cast, change(tareas_of(cast)[0], note="x" * length))

    assert answer.status_code == code


def test_a_month_that_nobody_programmed_is_not_said_not_done(cast, sign_in):
    tarea, client = tareas_of(cast)[0], sign_in("enlace")
    tarea.marcas.filter(month=6).delete()
    sentence = "Este mes no está programado: solo puede marcarse como realizado."
    for version in (0, 1):
        answer = send(client, cast, change(tarea, "not_done", reason="No", version=version))
        assert (answer.status_code, answer.json()["message"]) == (422, sentence)
        send(client, cast, change(tarea, version=0))
    assert marca(tarea).status == "done"


@pytest.mark.parametrize("version", [0, 3])
def test_a_version_that_never_was_is_a_conflict(cast, sign_in, version):
    tarea, client = tareas_of(cast)[0], sign_in("enlace")
    send(client, cast, change(tarea))
    answer = send(client, cast, change(tarea, "not_done", reason="Sin sede", version=version))

    assert answer.status_code == 409
    assert marca(tarea).status == "done"


def test_the_last_blank_is_answered_from_the_page_of_the_months(cast, sign_in):
    first, *others = tareas_of(cast)
    client = sign_in("enlace")
    send(client, cast, *(change(tarea) for tarea in others))
    page = client.get(reverse("mes"), {"programa": key(cast), "mes": 6})
    (own,) = [found for found in page.context["page"].area_months if found.own]
    assert (own.missing, own.last.pk) == (1, first.pk)

    asked = confirm(client, cast, **{f"fue-{first.pk}": "not_done", f"v-{first.pk}": 1})
    assert asked.status_code == 422
    assert asked.context["entries"][0]["status"] == "not_done"
    answer = {f"fue-{first.pk}": "not_done: Depende: de otra", f"v-{first.pk}": 1}
    assert confirm(client, cast, **answer).status_code == 303
    assert (marca(first).status, marca(first).reason) == ("not_done", "Depende: de otra")

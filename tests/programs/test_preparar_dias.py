"""The days off on their page: ticked from the law, pasted, and in the ledger by one act each."""

from datetime import date

import pytest
import time_machine

from programs.enums import Role
from programs.models import AuditEntry, DiaInhabil, Programa
from programs.selectors.dias import days_page, years_of_days
from tests.factories import make_institucion, make_person

KEEP = "/institucion/prueba/preparar/dias/marcar/"
PASTE = "/institucion/prueba/preparar/dias/pegar/"
PAGE = "/institucion/prueba/preparar/dias/"
TODAY = date(2026, 3, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def institucion():
    return make_institucion("prueba")


@pytest.fixture
def desk(client, institucion):
    client.force_login(make_person("plan", institucion, Role.PLANEACION))
    with time_machine.travel(TODAY):
        yield client


def store(institucion, **days):
    rows = [(date.fromisoformat(day[1:].replace("_", "-")), name) for day, name in days.items()]
    DiaInhabil.objects.bulk_create(
        DiaInhabil(institucion=institucion, day=day, name=name) for day, name in rows
    )


def stored(institucion):
    return {f"{row.day:%m-%d}": row.name for row in institucion.days_off.order_by("day")}


def test_the_years_are_those_of_the_exercise_and_the_next_one(institucion):
    assert years_of_days(institucion, TODAY) == (2026, 2027)
    Programa.objects.create(institucion=institucion, year=2024)
    assert years_of_days(institucion, TODAY) == (2024, 2025)
    Programa.objects.create(institucion=institucion, year=2025, start_month=10)
    assert years_of_days(institucion, TODAY) == (2025, 2026, 2027)


def test_a_new_year_is_proposed_and_a_stored_one_shown_as_it_is(institucion):
    store(institucion, _2026_01_01="Año", _2026_07_20="Vac", _2026_07_24="Vac", _2026_07_27="Vac")
    this, following = days_page(institucion, TODAY)
    assert [(each.words, each.ticked) for each in this.federal[:2]] == [
        ("1 de enero de 2026", True),
        ("2 de febrero de 2026", False),
    ]
    assert this.federal[0].name == "Año" and not this.is_new and this.stored == 4
    assert [each.words for each in this.own] == ["20 de julio de 2026 a 27 de julio de 2026"]
    assert following.is_new and all(each.ticked for each in following.federal)
    assert [each.on_weekend for each in following.federal].count(True) == 2


def test_ticks_are_stored_and_lost_ticks_removed_but_nothing_that_was_not_shown(institucion, desk):
    store(institucion, _2026_01_01="Año", _2026_07_20="Vac", _2026_07_21="Vac", _2026_08_03="Otro")
    sent = {
        "shown": ["2026-01-01", "2026-02-02", "2026-03-16", "2026-07-20,2026-07-21"],
        "day": ["2026-02-02", "2026-07-20,2026-07-21"],
    }
    answer = desk.post(KEEP, sent, follow=True)
    assert "Se agregó 1 día, se quitó 1 día." in answer.content.decode()
    assert stored(institucion) == {
        "02-02": "Día de la Constitución",
        "07-20": "Vac",
        "07-21": "Vac",
        "08-03": "Otro",
    }
    act = AuditEntry.objects.get()
    assert (act.action, act.subject) == ("rows_import", "Días inhábiles")
    assert act.data == {
        "added": ["Día inhábil: 02/02/2026 Día de la Constitución"],
        "removed": ["Día inhábil: 01/01/2026 Año"],
    }
    assert "No cambió nada." in desk.post(KEEP, sent, follow=True).content.decode()
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("day", ["2026-02-03", "x", "", "9999-12-31,2026-02-02"])
def test_only_days_of_the_law_are_added_by_a_tick(institucion, desk, day):
    assert desk.post(KEEP, {"shown": [day], "day": [day]}).status_code == 422
    assert not stored(institucion) and not AuditEntry.objects.exists()


def test_a_paste_is_stored_whole_and_gives_a_stored_day_its_reason(institucion, desk):
    store(institucion, _2026_05_18="Fiesta", _2026_05_19="Uno")
    text = (
        "Fecha\tMotivo\n18/05/2026\tFiesta\n19/05/2026\tDos\n20/07/2026 a 31/07/2026 Vacaciones\n"
        "19/09/2026 sábado"
    )
    answer = desk.post(PASTE, {"rows": text}, follow=True).content.decode()
    assert "Se agregaron 10 días, 1 cambió de motivo, 1 ya estaba." in answer
    assert "Los sábados y domingos no se guardan" in answer
    assert stored(institucion)["05-19"] == "Dos" and len(stored(institucion)) == 12
    act = AuditEntry.objects.get()
    assert len(act.data["added"]) == 10
    assert act.data["changes"] == [["Día inhábil: 19/05/2026 Dos, motivo", "Uno", "Dos"]]


def test_a_line_that_is_not_understood_stores_nothing_and_keeps_the_paste(institucion, desk):
    text = "18/05/2026 Fiesta\n=HOY() Hoy\n19/05/2062 Uno"
    answer = desk.post(PASTE, {"rows": text})
    said = answer.content.decode()
    assert answer.status_code == 422 and "Renglón 2:" in said and "Renglón 3: El año 2062" in said
    assert "18/05/2026 Fiesta\n=HOY() Hoy" in said
    assert not stored(institucion) and not AuditEntry.objects.exists()


def test_the_page_asks_the_same_for_any_number_of_days(
    institucion, desk, django_assert_max_num_queries
):
    text = "01/01/2026 a 29/03/2026 a\n01/05/2026 a 28/08/2026 b"
    with django_assert_max_num_queries(20):
        assert desk.post(PASTE, {"rows": text}).status_code == 303
    with django_assert_max_num_queries(12):
        assert "guardado" in desk.get(PAGE).content.decode()

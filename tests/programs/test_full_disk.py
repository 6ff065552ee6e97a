"""Every address of the project on a full disk: who is signed in reads on, a save says so."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programs.models import Bloque, Sesion
from programs.views.storage import KEPT, NOT_STORED
from tests.programs.full_disk import away, full_disk
from tests.programs.permission_cases import CASES
from tests.programs.permission_stage import TODAY, make_stage
from tests.reports.drawn import no_drawing

pytestmark = pytest.mark.django_db
# They write no row here: a workbook is kept beside the database until it is applied, and nobody
# has a second factor to take away, codes to see or another session to end.
WRITE_NOTHING = {"planilla_upload", "second_factor_reset", "recovery_codes", "sessions_close"}


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker):
    """One stage for all addresses, undone at the end."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)


def signed_in(person) -> Client:
    """Return the client of a person, whose session is due to be renewed."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    Sesion.objects.update(used_at=timezone.now() - timedelta(hours=1))
    return client


@pytest.fixture(autouse=True)
def no_document(monkeypatch):
    """Nothing is drawn, and the day is the stage's."""
    no_drawing(monkeypatch)
    with time_machine.travel(TODAY, tick=False):
        yield


def test_a_page_is_read_on(stage):
    pages = [name for name, case in CASES.items() if 200 in case.get.values()]
    for name in pages:
        case = CASES[name]
        role = next(role for role, status in case.get.items() if status == 200)
        client = Client() if role == "anonymous" else signed_in(stage.people[role])
        address = reverse(name, args=case.args(stage))
        client.get(address, case.query(stage))  # a document is read from its store
        client = client if role == "anonymous" else signed_in(stage.people[role])
        with full_disk():
            answer = client.get(address, case.query(stage))
        assert answer.status_code == 200, name
        assert "sessionid" not in answer.cookies, name
    assert len(pages) > 35


def test_a_save_says_so_and_keeps_what_was_typed(stage):
    saves = [
        name
        for name, case in CASES.items()
        if 303 in case.post.values() and name not in WRITE_NOTHING
    ]
    for name in saves:
        case = CASES[name]
        role = next(role for role, status in case.post.items() if status == 303)
        client, address = signed_in(stage.people[role]), reverse(name, args=case.args(stage))
        with transaction.atomic():
            with full_disk():
                plain = client.post(address, case.body(stage))
                headers = {"Accept": "application/json"}
                script = client.post(address, case.body(stage), headers=headers)
            transaction.set_rollback(True)
        assert (plain.status_code, script.status_code) == (503, 503), name
        assert NOT_STORED in plain.text, name
        assert plain["Retry-After"] == script["Retry-After"] == "30", name
        assert json.loads(script.content) == {"message": KEPT}, name
    assert len(saves) > 35


def test_the_typed_text_stands_on_the_page(stage):
    client = signed_in(stage.people["enlace"])
    address = reverse("block_save", args=[stage.text.pk])
    with full_disk():
        answer = client.post(address, {"html": "<p>Lo que escribí.</p>", "version": "1"})
    assert "&lt;p&gt;Lo que escribí.&lt;/p&gt;" in answer.text
    assert "Lo que escribí" not in Bloque.objects.get(pk=stage.text.pk).html


# What asks no row: an empty form, and what is refused by its method.
UNASKED = {
    "get account_login": 200,
    "post account_login": 422,
    "get password_forgotten": 200,
    "post password_forgotten": 422,
    "get verificar": 200,
    "post verificar": 422,
    "get revisar": 200,
    "post revisar": 422,
    "get verificar_asked": 200,
    "post verificar_asked": 405,
    "post verificar_folio": 405,
    "post institution_css": 405,
}


def test_where_the_database_is_away_every_address_says_so(stage):
    odd = {}
    for name, case in CASES.items():
        role = next((role for role in case.get if role != "anonymous"), "anonymous")
        role = next((role for role, status in case.get.items() if status == 200), role)
        client = Client() if role == "anonymous" else signed_in(stage.people[role])
        client.raise_request_exception = False
        address = reverse(name, args=case.args(stage))
        for method in ("get", "post"):
            sent = case.query(stage) if method == "get" else case.body(stage)
            with transaction.atomic():
                with away():
                    answer = getattr(client, method)(address, sent)
                transaction.set_rollback(True)
            if answer.status_code != 503 or answer["Retry-After"] != "30":
                odd[f"{method} {name}"] = answer.status_code
            assert "sessionid" not in answer.cookies
    assert odd == UNASKED

"""Whatever signs a request carries, every address answers; on both engines, never with an error."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from programs.models import Evidencia
from programs.received.signs import clean_text
from tests.files import pdf
from tests.programs.permission_cases import CASES
from tests.programs.permission_rules import NO_METHOD, Case
from tests.programs.permission_stage import TODAY, Stage, make_stage
from tests.reports.drawn import no_drawing
from tests.test_architecture import ROOT

pytestmark = pytest.mark.django_db
# As they stand in an address: half an emoji, a broken sequence, line ends, a huge number.
HOSTILE = ("%ED%A0%BD", "%FF%FE", "%0B%C2%85", "9" * 30, "-1", "%27%22%3C%25_")
SENT = "uno\x00\x0b\x85\u2028\uffff"
ROLES = ("superuser", "titular", "secretario")
GETS = {name: case for name, case in CASES.items() if case.get is not NO_METHOD}
POSTS = {name: case for name, case in CASES.items() if case.post is not NO_METHOD}
JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """One stage for the whole module, undone at its end."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)


@pytest.fixture
def clients(stage, db, monkeypatch) -> Iterator[dict[str, Client]]:
    """Who reaches each address; no document is drawn."""
    no_drawing(monkeypatch)
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, client in found.items():
        client.force_login(stage.people[role])
    with time_machine.travel(TODAY, tick=False):
        yield found


def parameters() -> set[str]:
    """Return the names of all that the code asks of an address."""
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("programs", "reports")
        for path in (ROOT / folder).rglob("*.py")
    )
    asked = set(re.findall(r"(?:GET|asked|query|sent)\.get\(f?\"([a-z_-]+)\"", source))
    return asked | {"desde", "hasta", "observar", "editar", "next", "vista", "mes", "eje", "page"}


def pairs(case: Case, stage: Stage) -> dict[str, str]:
    """Return what a case asks of its address."""
    return {key: str(value) for key, value in case.query(stage).items()}


def test_every_address_answers_any_question(clients, stage):
    names = sorted(parameters())
    assert {"programa", "area", "trimestre", "persona", "page"} <= set(names)
    failed = []
    for name, case in GETS.items():
        address, own = reverse(name, args=case.args(stage)), pairs(case, stage)
        asked = {each: HOSTILE[place % len(HOSTILE)] for place, each in enumerate(names)}
        answer = clients["superuser"].get(f"{address}?{joined(asked)}")
        if answer.status_code >= 500:
            failed.append(f"{name}: {answer.status_code}")
        few = {each: sign for each, sign in asked.items() if each not in own}
        known = {key: quote(value) for key, value in own.items()}
        answer = clients["superuser"].get(f"{address}?{joined(known | few)}")
        if answer.status_code >= 500:
            failed.append(f"{name}: {answer.status_code} for what it knows")

    assert failed == []


def test_a_nul_in_an_address_is_refused(clients):
    client = clients["superuser"]
    for address in (
        "/programas/%00/",
        "/?programa=a%00b",
        "/mes/?x%00",
        "/static/%00",
        "/admin/%00",
    ):
        answer = client.get(address)
        assert answer.status_code == 400, address
        assert "datos que no pudimos leer" in answer.content.decode()


@pytest.mark.long
@pytest.mark.parametrize("sign", HOSTILE)
def test_every_address_answers_every_sign_at_every_place(clients, stage, sign):
    failed = []
    for name, case in GETS.items():
        address, own = reverse(name, args=case.args(stage)), pairs(case, stage)
        known = {key: quote(value) for key, value in own.items()}
        for each in sorted(parameters()):
            answer = clients["superuser"].get(f"{address}?{joined({**known, each: sign})}")
            if answer.status_code >= 500:
                failed.append(f"{name}: {answer.status_code} for {each}={sign}")

    assert failed == []


def joined(asked: Mapping[str, str]) -> str:
    """Return a query of values that are quoted already."""
    return "&".join(f"{name}={value}" for name, value in asked.items())


def dirty(body: Mapping[str, object]) -> dict[str, object]:
    """Return a form with every text dirty."""
    return {
        key: f"{value}{SENT}" if isinstance(value, str | int) else value
        for key, value in body.items()
    }


def replaced(body: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Yield a form with each of its texts replaced, one by one."""
    for key, own in body.items():
        if isinstance(own, str | int):
            for value in (SENT, "9" * 30, "\x00", '[["\\ud83d\\u0000"]]', "[" * 3000):
                yield {**body, key: value}


def send(clients: Mapping[str, Client], stage: Stage, name: str, body: dict, **headers: str) -> int:
    """Send a form as somebody who reaches it, undo what it did, and return the status."""
    case = CASES[name]
    reach = [role for role in ROLES if case.post.get(role) not in (403, 404)]
    with transaction.atomic():
        address = reverse(name, args=case.args(stage))
        answer = clients[(reach or ROLES)[0]].post(address, body, headers=headers)
        transaction.set_rollback(True)
    return answer.status_code


def test_every_form_answers_any_text(clients, stage):
    found = {
        name: send(clients, stage, name, dirty({"extra": "x", **case.body(stage)}), **JSON)
        for name, case in POSTS.items()
    }

    assert len(found) > 40
    assert {name: status for name, status in found.items() if status >= 500} == {}
    assert set(found.values()) & {200, 422}


@pytest.mark.long
@pytest.mark.parametrize("headers", [{}, JSON], ids=["plain", "script"])
def test_every_field_of_every_form_answers_any_text(clients, stage, headers):
    found = [
        (send(clients, stage, name, body, **headers), name, str(body)[:90])
        for name, case in POSTS.items()
        for body in replaced({"extra": "x", **case.body(stage)})
    ]

    assert len(found) > 500
    assert [row for row in found if row[0] >= 500] == []


def test_a_file_of_any_name_is_received(clients, stage):
    address = reverse("respaldo_add", args=[stage.avance.pk])
    long = "x" * 400 + ".pdf"
    for name in ("a\x00b.pdf", "a\x0bb\x85.pdf", "\uffff\u2028.pdf", long, "../\x1b/a.pdf", ".pdf"):
        file = SimpleUploadedFile("x.pdf", pdf(), "application/pdf")
        file._name = name  # past what the class itself would change
        with transaction.atomic():
            answer = clients["titular"].post(
                address, {"token": "nombre", "files": file}, headers=JSON
            )
            kept = Evidencia.objects.latest("pk").original_name
            transaction.set_rollback(True)
        assert answer.status_code == 200, answer.content
        assert clean_text(kept) == kept and len(kept) <= 255

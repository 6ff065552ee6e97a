"""Requests that no page makes, by the hundred: every one is answered, none with a 500 (R28).

The dice are loaded, so that a run is repeatable: `LONG` draws many more of the same.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
import time_machine
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import encode_multipart
from django.urls import reverse

from tests.programs.permission_cases import CASES
from tests.programs.permission_stage import TODAY, Stage, make_stage
from tests.reports.drawn import no_drawing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHORT, LONG = 300, 20_000
ROLES = ("anonymous", "superuser", "enlace", "titular", "secretario", "planeacion", "outsider")
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE")
BOUNDARY = "frontera"
FORM = "application/x-www-form-urlencoded"
# As they stand in an address or in a form that is sent as it is.
SIGNS = (
    "%ED%A0%BD", "%FF%FE", "%00", "%0B%C2%85", "%0D%0A", "9" * 30, "-1", "0", "1e308", "NaN", "%",
    "%E2%80%AE", "%27%22%3C%25_", "..%2F..%2Fetc", "a" * 3_000, "%F0%9F%98%80", "true", "[]", "{}",
    "%5B" * 2_000, "2026-13-45", "null", "%7B%22a%22%3A1%7D", "",
)  # fmt: skip
HOSTS = (*["testserver"] * 16, "malo.example", "testserver:99999", "", "[::1")
TYPES = (
    *[f"multipart/form-data; boundary={BOUNDARY}"] * 3, FORM, "multipart/form-data", "text/plain",
    "application/json", f"{FORM}; charset=no-existe", "multipart/mixed; boundary=", "x",
)  # fmt: skip


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """One stage for the whole module, undone at its end."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Asked:
    """One request, as it is sent."""

    role: str
    method: str
    address: str
    body: bytes
    kind: str
    host: str
    script: bool

    def __str__(self) -> str:
        return f"{self.role} {self.method} {self.address[:200]} {self.kind} {self.body[:200]!r}"


class Dice:
    """What draws the requests, over every address of the project and of the administration."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.dice = stage, random.Random(seed)
        self.screens = [
            reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            for model in admin.site._registry
        ]

    def ask(self) -> Asked:
        """Draw one request."""
        dice = self.dice
        name = dice.choice(list(CASES))
        body, kind = self._body(name)
        return Asked(
            role=dice.choice(ROLES),
            method=dice.choice(METHODS),
            address=f"{self._path(name)}?{self._query(name)}",
            body=body,
            kind=kind,
            host=dice.choice(HOSTS),
            script=dice.random() < 0.4,
        )

    def _sign(self) -> str:
        return self.dice.choice(SIGNS)

    def _path(self, name: str) -> str:
        dice = self.dice
        if dice.random() < 0.15:
            place = dice.choice(["", "add/", f"{self._sign()}/change/", "import/", "export/"])
            return dice.choice(self.screens) + place
        path = reverse(name, args=CASES[name].args(self.stage))
        if dice.random() < 0.4:
            parts = path.split("/")
            parts[dice.randrange(1, len(parts))] = self._sign()
            path = "/".join(parts)
        return path

    def _query(self, name: str) -> str:
        fields = {key: quote(str(value)) for key, value in CASES[name].query(self.stage).items()}
        for key in self.dice.sample(("q", "page", "programa", "area", "mes", "o", "next"), 2):
            if self.dice.random() < 0.3:
                fields[key] = self._sign()
        return "&".join(f"{key}={value}" for key, value in fields.items())

    def _body(self, name: str) -> tuple[bytes, str]:
        dice, form = self.dice, CASES[name].body(self.stage)
        shape = dice.random()
        if shape < 0.04:
            return urlencode([(f"campo-{place}", "x") for place in range(4_001)]).encode(), FORM
        files = any(isinstance(value, UploadedFile) for value in form.values())
        if shape < 0.4 or files:
            whole = encode_multipart(BOUNDARY, form)
            cut = whole[: dice.randrange(len(whole) + 1)] if dice.random() < 0.3 else whole
            if dice.random() < 0.2:
                cut = cut.replace(b"name=", dice.choice([b"Name:", b""]))
            return cut, dice.choice(TYPES)
        pairs = [(key, quote(str(value))) for key, value in form.items()]
        pairs.append((dice.choice(["version", "key", "use", "marks"]), self._sign()))
        for place in range(len(pairs)):
            if dice.random() < 0.3:
                pairs[place] = (pairs[place][0], self._sign())
        text = "&".join(f"{key}={value}" for key, value in pairs)
        return text.encode(), FORM if dice.random() < 0.8 else dice.choice(TYPES)


@pytest.mark.parametrize(
    ("count", "seed"), [(SHORT, 7), pytest.param(LONG, 8, marks=pytest.mark.long)]
)
def test_whatever_is_asked_is_answered(stage, db, monkeypatch, count, seed):
    no_drawing(monkeypatch)
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    wrong, met = [], Counter()
    with time_machine.travel(TODAY, tick=False):
        for role, client in clients.items():
            if role != "anonymous":
                client.force_login(stage.people[role])
        dice = Dice(stage, seed)
        for _ in range(count):
            asked = dice.ask()
            # Undone, so that a sign-out does not leave the next one to nobody.
            with transaction.atomic():
                answer = clients[asked.role].generic(
                    asked.method,
                    asked.address,
                    asked.body,
                    asked.kind,
                    headers={"Accept": "application/json" if asked.script else "text/html"},
                    HTTP_HOST=asked.host,
                )
                content = b"" if answer.streaming else answer.content
                transaction.set_rollback(True)
            met[answer.status_code] += 1
            if answer.status_code >= 500 or b"Traceback" in content:
                wrong.append(f"{answer.status_code}: {asked}")

    assert wrong == []
    assert {200, 303, 400, 403, 404, 405, 422} <= met.keys(), met

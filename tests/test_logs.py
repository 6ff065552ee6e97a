"""The log: a line for each request and each error, and nothing that opens a door in it."""

import io
import json
import logging
import re

import pytest
from django.conf import settings as given
from django.db import DataError
from django.test import Client, RequestFactory
from django.urls import reverse

from reports import tasks
from reports.models import DocumentJob
from sesea.watch.logs import JsonFormatter, RefusalFilter, TextFormatter, escaped
from sesea.watch.paths import logged_path
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
FORGED = "uno\r\n2026-11-27 INFO sesea: falso\x1b[31m\x9b2J\u2028\u202efin"
ATTACK = f"{FORGED}\ud800"
WITH_VALUES = f"value too long\nDETAIL: Failing row contains ({FORGED}).\n{FORGED}"
TOKEN = "c8xyz1-0123456789abcdef0123456789abcdef"


class Log(io.StringIO):
    """What was written, line by line."""

    def lines(self) -> list[dict]:
        """Return the JSON of each line; fails on a line that is none."""
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def requests(self) -> list[dict]:
        """Return the lines of requests."""
        return [line for line in self.lines() if line["logger"] == "sesea.requests"]


@pytest.fixture
def log():
    """The log as production writes it."""
    stream = Log()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(RefusalFilter())
    root, requests = logging.getLogger(), logging.getLogger("sesea.requests")
    root.addHandler(handler)
    level = requests.level
    requests.setLevel(logging.INFO)
    yield stream
    requests.setLevel(level)
    root.removeHandler(handler)


def test_a_request_says_who_where_and_how_long_and_not_what(cast, sign_in, log):
    address = reverse("programa_detail", args=cast.programa.place)
    answer = sign_in("enlace").get(address + "?busca=clave-secreta")
    (line,) = log.requests()
    assert line["message"] == f"GET {address} 200"
    assert line["route"] == "programa_detail" and line["status"] == 200
    assert line["person"] == cast.people["enlace"].pk
    assert line["institution"] == "propia"
    assert line["ms"] > 0
    assert line["request"] == answer["X-Request-ID"]
    assert "clave-secreta" not in log.getvalue()


def test_the_name_of_a_request_comes_from_a_trusted_server_only(settings, client, log):
    good, bad = "a1b2c3d4-e5f6", "a1b2c3d4\x1b[31m"
    for proxies, given_name, kept in (
        ([], good, False),
        (["127.0.0.1"], good, True),
        (["127.0.0.1"], bad, False),
        (["127.0.0.1"], "corto", False),
        (["127.0.0.1"], "x" * 65, False),
    ):
        settings.TRUSTED_PROXIES = proxies
        answer = client.get("/acceder/", headers={"X-Request-ID": given_name})
        assert (answer["X-Request-ID"] == given_name) is kept
        assert re.fullmatch(r"[A-Za-z0-9._-]{8,64}", answer["X-Request-ID"])
        assert log.requests()[-1]["request"] == answer["X-Request-ID"]


def test_expected_refusals_are_one_line_without_traceback(cast, sign_in, log):
    client = sign_in("enlace")
    client.raise_request_exception = False
    strict = Client(enforce_csrf_checks=True)
    asked = [
        (404, lambda: client.get("/no-hay/")),
        (403, lambda: client.get(reverse("libro_csv", args=["propia"]))),
        (403, lambda: strict.post("/acceder/", {"username": "x"})),
        (400, lambda: client.get("/programas/%00/")),
        (400, lambda: client.get("/", headers={"Host": "otro.test"})),
        (400, lambda: client.post("/acceder/", {f"n{i}": "1" for i in range(4001)})),
        (405, lambda: client.delete(reverse("account_login"))),
    ]
    for status, ask in asked:
        before = len(log.lines())
        assert ask().status_code == status
        (line,) = log.lines()[before:]
        assert line["status"] == status and "traceback" not in line
    reasons = [line["reason"] for line in log.lines() if "reason" in line]
    assert reasons == ["csrf", "DisallowedHost", "TooManyFieldsSent"]
    assert "otro.test" not in log.getvalue()


def test_an_error_has_one_traceback_and_its_folio_and_no_values(cast, sign_in, log, monkeypatch):
    def broken(*_, **__):
        raise DataError(WITH_VALUES)

    monkeypatch.setattr("programs.views.avisos.render", broken)
    client = sign_in("enlace")
    client.raise_request_exception = False
    address = reverse("avisos")
    answer = client.get(address)
    assert answer.status_code == 500
    lines = log.lines()
    folio = answer["X-Folio"]
    (error,) = [line for line in lines if "traceback" in line]
    assert error["message"] == f"Folio {folio}: GET {address}"
    assert error["folio"] == lines[-1]["folio"] == folio
    assert {line["request"] for line in lines} == {answer["X-Request-ID"]}
    assert "DataError" in error["traceback"]
    assert "Failing row" not in log.getvalue() and "falso" not in log.getvalue()


def test_passwords_and_tokens_are_in_no_line(cast, client, log):
    client.raise_request_exception = False
    client.post("/acceder/", {"username": "planeacion", "password": "Una-clave-errada"})
    client.post("/acceder/", {"username": "planeacion", "password": PASSWORD})
    client.get(f"/invitacion/MQ/{TOKEN}/")
    client.get(f"/invitacion/MQ/{TOKEN}")
    client.get(f"/invitacion/MQ/{TOKEN}/algo-mas/")
    client.get("/invitacion/MQ/corta/")
    client.get("/verificar/?folio=PROPIA&codigo=0123456789")
    text = log.getvalue()
    for secret in (TOKEN, PASSWORD, "Una-clave-errada", "corta", "planeacion", "0123456789"):
        assert secret not in text, secret
    assert "/invitacion/MQ/…/" in text


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (f"/acceder/clave/MQ-{TOKEN}/", "/acceder/clave/…/"),
        ("/programas/secretaria-ejecutiva-del-sistema/2026/", None),
        ("/verificar/PROPIA-INF-2026-0001/", None),
        ("/static/css/base.0123456789ab.css", None),
    ],
)
def test_what_looks_like_a_secret_is_hidden(path, kept):
    assert logged_path(RequestFactory().get(path)) == (kept or path)


@pytest.mark.parametrize("formatter", [JsonFormatter, TextFormatter])
def test_nobody_writes_a_line_or_an_order_to_the_terminal(formatter):
    try:
        raise ValueError(ATTACK)
    except ValueError as error:
        record = logging.LogRecord("sesea", 40, "", 1, "%s", (ATTACK,), (type(error), error, None))
    lines = formatter().format(record).split("\n")
    text = "".join(lines)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]", text)
    assert all(line.startswith("    | ") for line in lines[1:])
    assert "falso" in text and "ValueError" in text
    text.encode("utf-8")
    if formatter is JsonFormatter:
        assert json.loads(text)["message"] == ATTACK


def test_letters_of_spanish_stay_and_what_turns_or_ends_a_line_does_not():
    assert escaped("Año ¿qué? «sí»") == "Año ¿qué? «sí»"
    assert escaped("a\nb\u202ec") == r"a\u000ab\u202ec"


def test_lines_of_the_worker_name_the_document(cast, log, monkeypatch):
    job = DocumentJob(pk=41)
    monkeypatch.setattr(tasks.leases, "claim", lambda now, left=[job]: left.pop() if left else None)
    monkeypatch.setattr(tasks.leases.free_jobs().__class__, "exists", lambda self: True)

    def unkept(job):
        raise OSError("disco lleno")

    monkeypatch.setattr(tasks.stored, "draft_of", unkept)
    monkeypatch.setattr(tasks.leases, "fail", lambda *_: None)
    tasks.make_documents.call()
    (line,) = log.lines()
    assert line["document"] == 41 and "disco lleno" in line["traceback"]


def test_production_writes_json_once(settings):
    """The handlers of Django's own are gone: each record passes by ours only."""
    assert given.LOGGING["loggers"]["django"]["handlers"] == []
    assert logging.getLogger("django").handlers == []
    assert given.LOGGING["handlers"]["console"]["filters"] == ["refusals"]

"""What every answer tells the browser, page by page, by HTTPS as in production."""

from collections.abc import Iterator, Mapping

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse

from reports.views import tablero
from sesea.headers import FIXED, PART_POLICY, PARTS, SANDBOX, https_settings
from tests.observatory import A_PLUS, directives_of, points, score
from tests.programs.permission_cases import CASES
from tests.programs.permission_rules import NO_METHOD
from tests.programs.permission_stage import TODAY, Stage
from tests.programs.test_hostile_requests import ROLES, stage
from tests.reports.drawn import no_drawing

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:"}
FRAMED = {"pta_document", "diferencias_document", "informe_document", "document_job"}


@pytest.fixture
def by_https(stage, db, monkeypatch) -> Iterator[dict[str, Client]]:
    """Who reaches each address, with the cookies of production; no document is drawn."""
    no_drawing(monkeypatch)
    with override_settings(**https_settings(https=True)), time_machine.travel(TODAY, tick=False):
        found = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, client in found.items():
            client.force_login(stage.people[role])
        yield {**found, "": Client(raise_request_exception=False)}


def addresses(stage: Stage) -> Iterator[tuple[str, str, str]]:
    """Yield (name, role, address) of all that is read, and the pages of the administration."""
    for name, case in CASES.items():
        if case.get is NO_METHOD:
            continue
        role = next((role for role in ROLES if case.get.get(role) == 200), ROLES[0])
        yield name, role, reverse(name, args=case.args(stage), query=dict(case.query(stage)))
    for path in ("", "programs/bloque/", "programs/programa/import/", "programs/programa/export/"):
        yield f"admin/{path}", "superuser", f"/admin/{path}"
    for model in ("user", "programa", "bloque"):
        yield f"admin {model}", "superuser", f"/admin/programs/{model}/add/"
    yield "nowhere", "superuser", "/no-hay/"
    yield "style", "", "/static/css/tokens.css"
    yield "script", "", "/static/js/paste.js"
    yield "drawing", "", "/static/img/emblem.svg"


def faults(name: str, answer) -> Iterator[str]:
    """Yield what an answer does not tell, or tells too widely."""
    csp = directives_of(answer)
    framer = "'self'" if name in FRAMED else "'none'"
    held = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "SAMEORIGIN" if name in FRAMED else "DENY",
        **FIXED,
    }
    if answer.get("Content-Type", "").partition(";")[0] in PARTS:
        # It comes forty times with a page: no features to close, and a policy that opens nothing.
        held["Permissions-Policy"] = None
        held["Content-Security-Policy"] = PART_POLICY
    yield from (
        f"{key}: {answer.get(key)}" for key, value in held.items() if answer.get(key) != value
    )
    if found := UNSAFE & set().union(*csp.values()):
        yield f"policy with {found}"
    if answer.get("Content-Security-Policy") == SANDBOX:
        return
    if csp.get("default-src") != {"'none'"} or csp.get("frame-ancestors") != {framer}:
        yield f"policy {csp}"
    if "attachment" in answer.get("Content-Disposition", ""):
        yield "a file without its sandbox"


@pytest.mark.slow
def test_every_answer_carries_every_header(by_https, stage):
    failed: list[str] = []
    sandboxed, scores = set(), {}
    for name, role, address in addresses(stage):
        answer = by_https[role].get(address, secure=True)
        failed += [f"{name} ({answer.status_code}): {fault}" for fault in faults(name, answer)]
        if answer.get("Content-Security-Policy") == SANDBOX:
            sandboxed.add(name)
        elif answer.get("Content-Type", "").startswith("text/html"):
            scores[name] = score(answer, redirects=True)

    assert failed == []
    files = {"evidencia_original", "libro_csv", "tablero_csv", "planilla_download", "figure_image"}
    assert files | {"results_workbook", "issued_data"} <= sandboxed
    assert len(scores) > 50 and min(scores.values()) >= A_PLUS, scores


ERRORS = {
    400: ("GET", "/programas/%00/", {}),
    403: ("POST", "/", {"HTTP_COOKIE": ""}),
    404: ("GET", "/no-hay/", {}),
    405: ("POST", "/tablero/", {}),
}


def test_the_pages_of_errors_score_as_high(by_https, stage, monkeypatch):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(stage.people["superuser"])
    for status, (method, path, extra) in ERRORS.items():
        client = strict if status == 403 else by_https["superuser"]
        answer = client.generic(method, path, secure=True, **extra)
        assert answer.status_code == status, (path, answer.status_code)
        assert list(faults(str(status), answer)) == []
        assert score(answer, redirects=True) >= A_PLUS, points(answer, redirects=True)
    for status, error in ((500, KeyError("x")), (503, OperationalError("gone"))):

        def fails(*args: object, error: Exception = error, **kwargs: object) -> None:
            raise error

        monkeypatch.setattr(tablero, "tablero_page", fails)
        answer = by_https["superuser"].get("/tablero/", secure=True)
        assert answer.status_code == status
        assert list(faults(str(status), answer)) == []
        assert score(answer, redirects=True) >= A_PLUS


def test_the_log_in_gives_cookies_that_no_neighbour_can_plant(by_https):
    answer = by_https[""].get("/acceder/", secure=True)
    with override_settings(SESSION_SAVE_EVERY_REQUEST=True):
        kept = by_https["superuser"].get("/avisos/", secure=True)
    session = kept.cookies["__Host-sessionid"]

    assert set(answer.cookies) == {"__Host-csrftoken"}
    assert points(answer, redirects=True)["cookies"] == 5
    assert score(answer, redirects=True) >= A_PLUS + 5
    for cookie in (answer.cookies["__Host-csrftoken"], session):
        assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]
        assert cookie["samesite"] == "Lax"
    assert session["httponly"]


def test_plain_http_leads_to_https_but_for_who_watches(by_https):
    answer = by_https[""].get("/acceder/?next=/mes/")
    assert (answer.status_code, answer["Location"]) == (
        301,
        "https://testserver/acceder/?next=/mes/",
    )
    # What a browser writes is not believed: only gunicorn tells, from who is trusted.
    assert by_https[""].get("/acceder/", headers={"X-Forwarded-Proto": "https"}).status_code == 301
    assert by_https[""].get("/healthz").status_code != 301
    assert "Strict-Transport-Security" not in Client().get("/healthz").headers


def test_without_https_nothing_asks_for_it(client):
    """In development the browser would not send a cookie back, nor come again by HTTP."""
    with override_settings(**https_settings(https=False)):
        answer = client.get("/acceder/")

    assert "Strict-Transport-Security" not in answer.headers
    assert set(answer.cookies) == {"csrftoken"} and not answer.cookies["csrftoken"]["secure"]


LESS: Mapping[str, tuple[str, str]] = {
    "policy": ("Content-Security-Policy", "default-src 'self'; script-src 'unsafe-inline'"),
    "hsts": ("Strict-Transport-Security", "max-age=60"),
    "nosniff": ("X-Content-Type-Options", ""),
    "cors": ("Access-Control-Allow-Origin", "*"),
    "referrer": ("Referrer-Policy", "unsafe-url"),
}


@pytest.mark.parametrize("rule", LESS)
def test_the_score_sees_what_is_missing(by_https, rule):
    answer = by_https[""].get("/acceder/", secure=True)
    whole = score(answer, redirects=True)
    header, value = LESS[rule]
    answer.headers[header] = value

    assert points(answer, redirects=True)[rule] < 0
    assert score(answer, redirects=True) < whole

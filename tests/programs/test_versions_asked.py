"""No write that a page reaches takes "no version": what was not read is never replaced."""

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from programs import services
from tests.programs.permission_cases import CASES
from tests.programs.permission_rules import NO_METHOD
from tests.programs.permission_stage import TODAY, Stage, make_stage

# How a form names the rows that the person read.
NAMES_WHAT_WAS_READ = (
    "version", "block_version", "read", "observacion", "changes", "seen", "fingerprint",
)  # fmt: skip
# What replaces and judges nothing that somebody wrote, with the reason.
NOTHING_TO_READ = {
    "figure_insert": "adds at the end of a text, whatever it says by then",
    "section_figure_insert": "adds at the end of a text, whatever it says by then",
    "account_login": "signs in",
    "openid_connect_login": "signs in",
    "openid_connect_callback": "takes no form",
    "logout": "signs out",
    "admin_login": "leads to the log-in",
    "admin_logout": "signs out",
    "admin_password_change": "leads to the change of the own password",
    "sessions_close": "closes the person's own sessions",
    "password_change": "asks for the present password",
    "mfa_authenticate": "signs in",
    "password_forgotten": "sends a link, and changes nothing",
    "password_reset": "chooses a password by a link that is good once",
    "second_factor_on": "asks for the password and a code; it adds what was not there",
    "second_factor_off": "asks for a code",
    "second_factor_reset": "takes away what is there, once",
    "recovery_codes": "says that the codes were written down",
    "recovery_codes_new": "asks for a code",
    "first_visit_end": "puts away the person's own first steps",
    "next_year_begin": "makes the next year's programme where there is none",
    "days_keep": "removes only days that the page showed, and says which those were",
    "days_paste": "adds days, each once",
    "plan_observe": "adds an observation, once for its key",
    "plan_observations_send": "sends the own observations that wait",
    "areas_paste": "shows first what it would do; what it then does is named by `seen`",
    "people_paste": "shows first what it would do; what it then does is named by `seen`",
    "metrics": "is only read",
    "invitation": "chooses a password by a link that is good once",
    "planilla_headings": "says what the headings of a workbook mean; it replaces nothing yet",
    "planilla_save": "applies what a signed ticket says that was shown",
    "programa_adapt": "shows first what it would do; what it then does is named by its mark",
    "planilla_upload": "keeps a workbook until it is applied",
    "request_decide": "decides what nobody decided yet",
    "institucion_add": "adds an institution",
    "preparar_see": "says that what stands is right, and replaces nothing",
    "notices_see": "marks the person's own notices",
    "recordar": "sends mail; the áreas that are late are read under its lock",
    "evidencia_add": "adds a file",
    "respaldo_add": "adds a file",
    "respaldo_attach": "adds a file to a set",
    "respaldo_detach": "takes a file from a set; the área keeps it",
    "hecho_add": "adds a hecho, once for its key",
    "hechos_paste": "adds hechos, each once for its form",
    "hecho_link": "says yes or no of a hecho in a línea; it replaces no text",
    "issued_signed_add": "adds a file",
    "figures_upload": "adds pictures",
    "block_add": "adds an empty block, once for its key",
    "section_block_add": "adds an empty block, once for its key",
    "blocks_paste": "adds blocks, each once for its key",
    "section_blocks_paste": "adds blocks, each once for its key",
    "section_start": "makes a part that is not there, or opens it",
    "section_customize": "copies a text that is not there, or opens it",
    "observacion_add": "adds an observation, once for its key",
    "block_move": "changes places; a place is no text",
    "figure_move": "changes places; a place is no text",
    "block_restore": "puts back what was taken out, as it was",
    "figure_restore": "puts back what was taken out, as it was",
    "second_name": "is compared with whom the page showed, and an empty place is nobody",
    "verificar": "asks about a file and changes nothing",
    "revisar": "asks about an informe and changes nothing",
    "informe_bring": "reads an informe and changes nothing",
    "informe_bring_save": "writes what signed text says that was shown, into líneas still empty",
    "month_confirm": "fills blanks only: one that was filled meanwhile is not asked",
}
VERSION = re.compile(r"^version-|-version$")  # of one of several rows of a form
VIEWS = ("programs/views", "programs/admin", "reports/review", "reports/views")


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """One stage for the whole module, undone at its end."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)


def writer_of(name: str) -> str:
    """Return who may send a form of the table."""
    statuses = CASES[name].post
    return next((role for role, status in statuses.items() if status == 303), "titular")


@pytest.mark.django_db
def test_every_form_of_every_page_names_what_was_read(stage):
    asked = 0
    with time_machine.travel(TODAY, tick=False):
        for name, case in CASES.items():
            if case.post is NO_METHOD or name in NOTHING_TO_READ or 405 in case.post.values():
                continue
            whole = case.body(stage)
            body = without_versions(whole)
            assert body != whole, f"{name} names no version and gives no reason."
            client = Client()
            client.force_login(stage.people[writer_of(name)])
            with transaction.atomic():
                answer = client.post(reverse(name, args=case.args(stage)), body)
                transaction.set_rollback(True)
            assert answer.status_code in (403, 409, 422), f"{name}: {answer.status_code}"
            asked += 1
    assert asked > 20
    assert NOTHING_TO_READ.keys() <= CASES.keys()


def without_versions(body: Mapping[str, object]) -> dict[str, object]:
    """Return a form without what names the rows that were read."""
    kept = {
        name: value
        for name, value in body.items()
        if name not in NAMES_WHAT_WAS_READ and not VERSION.search(name)
    }
    if "changes" in body:
        cells = json.loads(str(body["changes"]))
        kept["changes"] = json.dumps([{**cell, "v": None} for cell in cells])
    return kept


def versioned_services() -> dict[str, set[str]]:
    """Return {module of the services: its functions that take a version}."""
    found = {}
    for path in Path(services.__file__).parent.glob("*.py"):
        module = import_module(f"programs.services.{path.stem}")
        found[path.stem] = {
            name
            for name, function in inspect.getmembers(module, inspect.isfunction)
            if takes_version(function) and function.__module__ == module.__name__
        }
    return found


def takes_version(function: Callable) -> bool:
    names = inspect.signature(function).parameters
    return any(name in ("versions", "version", "block_version") for name in names)


def test_no_page_calls_a_service_without_the_version_that_was_read():
    known = versioned_services()
    calls = 0
    for folder in VIEWS:
        for path in sorted((settings.BASE_DIR / folder).glob("*.py")):
            for node, name in calls_of_services(path, known):
                named = [word for word in node.keywords if word.arg and "version" in word.arg]
                where = f"{path.name}:{node.lineno} {name}"
                assert named, f"{where} names no version."
                for word in named:
                    nothing = isinstance(word.value, ast.Constant) and word.value.value is None
                    assert not nothing, f"{where} says that no version was read."
                calls += 1
    assert calls > 15


def calls_of_services(path: Path, known: Mapping[str, set[str]]) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls of services that take a version, by module.function or by function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules, functions = {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "programs.services":
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("programs.serv"):
            stem = str(node.module).rpartition(".")[2]
            functions |= {alias.name for alias in node.names} & known[stem]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in functions:
            yield node, node.func.id
        elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            module = modules.get(node.func.value.id)
            if module and node.func.attr in known[module]:
                yield node, node.func.attr

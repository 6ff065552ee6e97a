"""Every address × role × method × state of the quarter, against `permission_cases.CASES`.

Also: an outsider cannot tell a row of others from one that does not exist, who reads no drafts
gets none by any door, and a form changes nothing but its own fields.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from http.cookies import SimpleCookie

import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from programs.models import AuditEntry, Sesion, Trimestre, User
from tests.factories import CLOSED
from tests.known_people import KnownPeople
from tests.programs.permission_cases import CASES
from tests.programs.permission_rules import NO_METHOD, OUTSIDERS, ROLES, WRITERS
from tests.programs.permission_stage import CANARY, TODAY, Stage, make_stage
from tests.quick_client import QuickClient
from tests.reports.drawn import no_drawing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
METHODS = ("GET", "POST", "JSON")
NO_DRAFTS = ("consulta", *OUTSIDERS.split())
DONE = {200, 303}
# A sign-in stamps the person; that and the session are no change of the request.
WRITES = re.compile(
    r'(INSERT INTO|UPDATE|DELETE FROM) "programs_(?!sesion"|user" SET "last_login")'
)
POSTS = [name for name, case in CASES.items() if case.post is not NO_METHOD]
# It changes no row: each upload is a file of its own, which waits to be applied.
KEPT_ASIDE = {"planilla_upload"}
# They find nothing in the stage to close, to take away or to hide.
NOTHING_THERE = {"second_factor_reset", "sessions_close"}
CAPTURES = [
    name
    for name in POSTS
    if name not in KEPT_ASIDE | NOTHING_THERE and 303 in CASES[name].post.values()
]


Rows = dict[tuple, tuple]


@dataclass(frozen=True)
class SignedStage(Stage):
    """The stage, with the cookies of everyone's session: each test begins signed in.

    `standing` are all its rows, while the quarter is open (False) and once it is closed, as far as
    a test looked at them: each begins from the same ones.
    """

    cookies: Mapping[str, SimpleCookie]
    standing: dict[bool, Rows] = dataclasses.field(default_factory=dict)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Iterator[SignedStage]:
    """One stage for the whole module, undone at its end."""
    with django_db_blocker.unblock(), time_machine.travel(TODAY, tick=False), transaction.atomic():
        made = make_stage()
        cookies = {role: cookies_of(person) for role, person in made.people.items()}
        yield SignedStage(**vars(made), cookies=cookies)
        transaction.set_rollback(True)


def cookies_of(person: User) -> SimpleCookie:
    """Sign a person in and return what the browser keeps of it."""
    client = Client()
    client.force_login(person)
    return client.cookies


@pytest.fixture
def stage(loaded, db, monkeypatch) -> Iterator[SignedStage]:
    """Every test begins on the same day with the same rows; no document is drawn."""
    no_drawing(monkeypatch)
    with time_machine.travel(TODAY, tick=False):
        yield loaded


@pytest.fixture(scope="module")
def remembered(loaded) -> KnownPeople:
    """The people and the sessions of the stage, as they were before any request was sent."""
    return KnownPeople()


@pytest.fixture
def known_people(remembered) -> Iterator[None]:
    """Read each person and each session once; only for tests that undo each request."""
    with remembered.known():
        yield


def ask(stage: SignedStage, name: str, role: str, method: str, **changes) -> HttpResponse:
    """Send one request as a role. `changes`: args, body."""
    case = CASES[name]
    client = QuickClient(raise_request_exception=False)
    if role != "anonymous":
        client.cookies = deepcopy(stage.cookies[role])
    address = reverse(name, args=changes.get("args", case.args(stage)))
    if method == "GET":
        return client.get(address, case.query(stage))
    headers = {"Accept": "application/json"} if method == "JSON" else {}
    body = changes["body"] if "body" in changes else case.body(stage)
    return client.post(address, body, headers=headers)


def shut(stage: SignedStage, closed: bool) -> None:
    """Close the quarter, or leave it open."""
    if closed:
        Trimestre.objects.filter(pk=stage.trimestre.pk).update(**CLOSED)


def undone(inside) -> HttpResponse:
    """Do something and undo it in the database."""
    with transaction.atomic():
        result = inside()
        transaction.set_rollback(True)
    return result


def rows() -> Rows:
    """Return every row of ours as {(model, key): values}, without the histories."""
    found = {}
    for model in apps.get_app_config("programs").get_models():
        if not hasattr(model, "instance_type") and model is not Sesion:
            for values in model.objects.order_by("pk").values():
                # A sign-in stamps the person; it is no change of this request.
                values.pop("last_login", None)
                found[model.__name__, values[model._meta.pk.attname]] = values
    return found


def sings(response: HttpResponse) -> bool:
    """Tell whether an answer holds a text that only drafts hold."""
    content = b"".join(response) if response.streaming else response.content
    return CANARY.encode() in content


# The table --------------------------------------------------------------------------------------


def addresses(patterns=None) -> Iterator[str]:
    """Return the name of every address outside the administration."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern.name
        elif pattern.app_name != "admin":
            yield from addresses(pattern.url_patterns)


def test_every_address_has_its_row():
    assert set(addresses()) == CASES.keys()


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", CASES)
def test_who_gets_what(stage, known_people, name, method, closed):
    shut(stage, closed)
    if closed not in stage.standing:
        stage.standing[closed] = rows()
    before = stage.standing[closed] if method != "GET" else None
    found = {}
    for role in ROLES:

        def request(role=role) -> int:
            writes = []

            def watch(execute, sql, params, many, context):
                if WRITES.match(sql):
                    writes.append(sql)
                return execute(sql, params, many, context)

            with connection.execute_wrapper(watch):
                response = ask(stage, name, role, method)
            status = response.status_code
            if role in NO_DRAFTS and not closed:
                assert not sings(response), f"{role} reads a draft."
            # To read every row takes long: it is done where something was written at all.
            if writes and before is not None and status not in DONE:
                assert rows() == before, f"{role} got {status} and changed something."
            return status

        found[role] = undone(request)

    assert found == CASES[name].expected(method, closed)


def test_the_table_is_as_large_as_it_should_be():
    cells = len(CASES) * len(METHODS) * len(ROLES) * 2

    assert cells > 2_000
    assert {role for case in CASES.values() for role in case.get} == set(ROLES)


# Outsiders --------------------------------------------------------------------------------------

TOKEN = re.compile(r'(csrfmiddlewaretoken" value=|csrf-token" content=)"\w+"')
FOREIGN = [name for name, case in CASES.items() if 404 in (*case.get.values(), *case.post.values())]


def missing(args: list) -> list:
    """Return the same arguments for a row that does not exist."""
    if isinstance(args[0], int):
        return [987_654_321, *args[1:]]
    return ["no-existe", *args[1:]]


@pytest.mark.parametrize("role", OUTSIDERS.split())
@pytest.mark.parametrize("name", [name for name in FOREIGN if name not in ("mes",)])
def test_an_outsider_cannot_tell_a_row_of_others_from_none(stage, known_people, name, role):
    case = CASES[name]
    args = case.args(stage)

    def asked(method: str, **changes) -> HttpResponse:
        return undone(partial(ask, stage, name, role, method, **changes))

    for method in ("GET",) if case.post is NO_METHOD else ("POST", "JSON"):
        there = asked(method)
        if args:
            nowhere = asked(method, args=missing(args))
        else:
            body = {
                **case.body(stage),
                "programa": "no-existe-2026",
                "area": "no-existe" if "programa" in case.body(stage) else 987_654_321,
            }
            nowhere = asked(method, body=body)
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert TOKEN.sub("", there.text) == TOKEN.sub("", nowhere.text)


# Drafts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", NO_DRAFTS)
@pytest.mark.parametrize("name", CASES)
def test_who_reads_no_drafts_gets_none_by_any_door(stage, known_people, name, role):
    """Nor with a form that lacks fields; `test_who_gets_what` looks at pages and whole forms."""
    whole = CASES[name].body(stage)
    for method in ("POST", "JSON"):
        for body in ({}, {"version": "99"}):
            if body == whole:
                continue
            # Undone, so that a sign-out does not leave the next one to nobody.
            response = undone(partial(ask, stage, name, role, method, body=body))
            assert response.status_code < 500
            assert not sings(response), f"{method} {response.status_code} {body}"


def test_the_canary_sings_for_who_may_read_it(stage):
    assert CANARY in ask(stage, "avance_edit", "enlace", "GET").text
    assert CANARY in ask(stage, "trimestre_detail", "planeacion", "GET").text or (
        CANARY in ask(stage, "linea_detail", "planeacion", "GET").text
    )


# Only the form's own fields ---------------------------------------------------------------------


def hostile(stage: SignedStage) -> dict[str, object]:
    """Return every field of every model of ours, with values that would do harm."""
    root = stage.people["superuser"].pk
    values = {}
    for model in apps.get_app_config("programs").get_models():
        for field in model._meta.fields:
            if field.is_relation:
                values |= {field.name: root, field.attname: root}
            elif field.get_internal_type() == "BooleanField":
                values[field.name] = "on"
            elif field.choices:
                values[field.name] = list(dict(field.flatchoices))[-1]
            else:
                values[field.name] = "7"  # which no row of the stage holds
    return values | {"is_superuser": "on", "pk": root, "form-TOTAL_FORMS": "3"}


def points_to(model: str, column: str) -> str:
    """Return the name of the model to which a column points, or ""."""
    target = apps.get_model("programs", model)._meta.get_field(column).related_model
    return target.__name__ if target else ""


def changes_of(stage: SignedStage, name: str, extra: dict[str, object]) -> dict[tuple, object]:
    """Return {(model, key, column): value} that a save changed; new rows are counted by model."""
    body = dict(CASES[name].body(stage))
    body |= {field: value for field, value in extra.items() if field not in body}
    writer = next(role for role, status in CASES[name].post.items() if status == 303)

    def save() -> dict[tuple, object]:
        before = rows()
        response = ask(stage, name, writer, "POST", body=body)
        assert response.status_code == 303
        after = rows()
        made = after.keys() - before.keys()
        changed: dict[tuple, object] = {}
        count = Counter()
        for key in sorted(before.keys() | after.keys()):
            old, new = before.get(key, {}), after.get(key, {})
            count[key[0]] += not old
            place = key if old else (key[0], f"new {count[key[0]]}")
            for column in old.keys() | new.keys():
                value = new.get(column)
                if old.get(column) == value:
                    continue
                if (
                    not old
                    and column in ("id", "key", "original", "renditions")
                    or column == "secret"
                ):
                    value = "random"
                elif column == "hash" and key[0] in ("AuditEntry", "LedgerHead"):
                    value = "random"  # of an act that may name the numbers of new rows
                elif column == "data" and "traces" in value:
                    value = {**value, "traces": "random"}
                elif column.endswith("_id") and (points_to(key[0], column), value) in made:
                    value = "made"  # PostgreSQL never gives a number twice
                changed[*place, column] = value
        return changed

    return undone(save)


# The fields that these forms know beyond those that their bodies above send.
OPTIONAL = {
    "lessons_decide": {"clave"},
    "figure_save": {"minors", "shows_minors", "alt", "informe_reason"},
    "month_confirm": {"area"},
}


@pytest.mark.parametrize("name", CAPTURES)
def test_a_form_changes_nothing_but_its_own_fields(stage, name):
    extra = hostile(stage)
    for field in OPTIONAL.get(name, ()):
        extra.pop(field, None)

    plain = changes_of(stage, name, {})
    assert plain, "The form changed nothing, so that this shows nothing."
    assert changes_of(stage, name, extra) == plain


# Twice ------------------------------------------------------------------------------------------

TWICE = {
    name: closed
    for closed in (True, False)
    for name, case in CASES.items()
    if name not in KEPT_ASIDE and 303 in case.expected("POST", closed).values()
}
# They close whatever notice is open, which the second time is none.
CLOSES_NOTICES = ("notices_see", "month_confirm")


@pytest.mark.parametrize("name", TWICE)
def test_what_comes_twice_is_done_once_and_leads_to_the_same_place(stage, name):
    """A second click, or a script that never got the first answer."""
    case, closed = CASES[name], TWICE[name]
    shut(stage, closed)
    role = next(who for who, status in case.expected("POST", closed).items() if status == 303)
    body = case.body(stage)

    def again() -> HttpResponse:
        for value in body.values():
            if isinstance(value, UploadedFile):
                value.seek(0)
        return ask(stage, name, role, "POST", body=body)

    def twice() -> None:
        first = again()
        # To read every row takes long: elsewhere it is enough that nothing is written.
        stands = rows() if name in CLOSES_NOTICES else None
        with CaptureQueriesContext(connection) as queries:
            second = again()
        assert (second.status_code, second["Location"]) == (303, first["Location"])
        if stands is None:
            assert not [query for query in queries if WRITES.match(query["sql"])]
        else:
            assert rows() == stands

    undone(twice)


def test_the_writers_are_the_ones_of_the_table(stage):
    assert set(WRITERS.split()) < set(stage.people)


# A trace -----------------------------------------------------------------------------------------

# One's own notices, what nobody else was told of yet, and a section without a word.
TRACELESS = NOTHING_THERE | {
    "first_visit_end", "notices_see", "plan_observe", "plan_observation_act", "section_start",
}  # fmt: skip
# The files of what is issued are kept by acts of their own, here in the same request.
SEVERAL_ACTS = {"informe_issue": 3}


def traces() -> tuple[int, int]:
    """Return how many acts the ledgers hold, and how many rows the histories."""
    kept = [m for m in apps.get_app_config("programs").get_models() if hasattr(m, "instance_type")]
    return AuditEntry.objects.count(), sum(model.objects.count() for model in kept)


def test_every_save_leaves_one_act_or_its_history(stage):
    wrong = []
    for name, closed in TWICE.items():

        def saved(name=name, closed=closed) -> tuple[int, int]:
            shut(stage, closed)
            case = CASES[name]
            role = next(
                who for who, status in case.expected("POST", closed).items() if status == 303
            )
            before = traces()
            assert ask(stage, name, role, "POST").status_code == 303
            return tuple(now - then for now, then in zip(traces(), before, strict=True))

        acts, rows_of_history = undone(saved)
        traceless = not acts and not rows_of_history
        if acts > SEVERAL_ACTS.get(name, 1) or traceless != (name in TRACELESS):
            wrong.append(f"{name}: {acts} acts, {rows_of_history} rows of history")

    assert not wrong, "\n".join(wrong)

"""NUL, deep JSON and half signs in every field that the code reads: refused, never an error.

The forms of the permission table carry what a page sends; here every other name goes too.
"""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse

from programs.admin.forms import TableField
from programs.received.sent_json import json_read
from tests.programs.permission_cases import CASES
from tests.programs.permission_stage import Stage
from tests.programs.test_hostile_requests import JSON, POSTS, ROLES, clients, send, stage
from tests.test_architecture import sources, tree_of

__all__ = ["clients", "stage"]  # the fixtures of the stage on which every form is sent
pytestmark = pytest.mark.django_db

DEEP = "[" * 2000
NESTED = "[" * 400 + "]" * 400
WRONG_JSON = {
    "only opened": DEEP,
    "nested": NESTED,
    "objects": '{"a":' * 2000,
    "not a number": '[{"t": NaN, "m": 1, "s": "", "v": Infinity}]',
    "huge": '[{"t": %s, "m": 1, "s": "done", "v": 1}]' % ("9" * 4000),
    "half a pair": '[{"t": "\\ud83d", "m": 1, "s": "\\u0000", "v": 1}]',
    "quotes": '"' + '\\"' * 50_000,
    "a text": '"rows"',
    "nothing": "null",
}
# The first goes with every run: both engines meet it, and one of them has no place for a NUL.
SIGNS = {
    "nul": f"a\x00b{DEEP}",
    "only nul": "\x00",
    "nested": NESTED,
    "odd": "\ufeff\u202e",
    "digits": "9" * 5000,
}


def read_names() -> set[str]:
    """Return every name that the code reads of a form: by a view, or by a form's own field."""
    names: set[str] = set()
    for module in sources():
        if not module.startswith(("programs", "reports")):
            continue
        text = ast.unparse(tree_of(module))
        names |= set(
            re.findall(r"(?:POST|post|data|sent)(?:\.get(?:list)?\(|\[)f?'([a-z_-]+)'", text)
        )
    forms = list(BaseForm.__subclasses__())
    while forms:
        form = forms.pop()
        forms += form.__subclasses__()
        if form.__module__.startswith(("programs", "reports")):
            names |= set(getattr(form, "base_fields", {}))
    return names


def all_signs(names: set[str], sign: str) -> dict[str, str]:
    """Return a form of all names with one sign, with months and parts of a page among them."""
    parts = ("w-1-1", "w-c1-1", "m-1-1", "d-c1", "bloque-1-html", "cantidad-1-quantity", "marks")
    return dict.fromkeys((*sorted(names), *parts, f"odd{sign[:9]}"), sign)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name == "nul" else pytest.mark.long) for name in SIGNS],
)
def test_every_form_answers_a_sign_in_every_name(clients, stage, name):
    sign = SIGNS[name]
    names = read_names()
    assert len(names) > 80 and {"rows", "codigo", "changes", "blocks", "closing_reason"} <= names
    own = {door: dict(case.body(stage)) for door, case in POSTS.items()}
    found = {
        door: send(clients, stage, door, {**all_signs(names, sign), **body}, **JSON)
        for door, body in own.items()
    }
    found |= {
        f"{door}, no field of its own": send(clients, stage, door, all_signs(names, sign))
        for door in own
    }

    assert {door: status for door, status in found.items() if status >= 500} == {}


def with_json(stage: Stage) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield (address, field, the rest of the form) of what is sent as JSON."""
    for name in ("marks_save", "month_confirm", "blocks_paste", "section_blocks_paste"):
        body = dict(CASES[name].body(stage))
        for field in {"changes", "blocks"} & (set(body) | {"changes"}):
            yield name, field, body
    yield "block_save", "rows", {"version": 1, "caption_kind": "table"}


def sentence_of(client: Client, address: str, body: Mapping[str, object]) -> tuple[int, str]:
    """Send a form as a script, undo what it did; return the status and the sentence."""
    with transaction.atomic():
        answer = client.post(address, body, headers=JSON)
        transaction.set_rollback(True)
    said = answer.json()
    return answer.status_code, str(said.get("message") or said.get("errors") or "")


@pytest.mark.parametrize("wrong", WRONG_JSON)
def test_json_that_no_page_sends_is_refused_with_a_sentence(clients, stage, wrong):
    stage.text.__class__.objects.filter(pk=stage.text.pk).update(kind="table", rows=[])
    doors = [door for door in with_json(stage) if door[1] != "changes" or door[0] == "marks_save"]
    assert len(doors) == 4
    for name, field, body in doors:
        address = reverse(name, args=CASES[name].args(stage))
        role = next(role for role in ROLES if CASES[name].post.get(role) not in (403, 404))
        sent = {**body, field: WRONG_JSON[wrong]}
        status, sentence = sentence_of(clients[role], address, sent)
        assert status in (400, 422), (name, status)
        assert re.search(r"[a-z]{3}.*\.", sentence), (name, sentence)


@pytest.mark.parametrize("text", [DEEP, NESTED, "[NaN]", "[-Infinity]", f"[{'9' * 19}]", "[" * 21])
def test_the_reader_of_json_refuses(text):
    with pytest.raises(ValueError):
        json_read(text)


def test_the_reader_of_json_reads_what_pages_send():
    written = r'["[[[[[[[[[[[[[[[[[[[[[[[[", "\"[\\", {"a": -12}, 1.5, null]'

    assert json_read(written) == ["[" * 24, '"[\\', {"a": -12}, 1.5, None]


# What a browser, a proxy or an attacker may write in a header or a cookie.
HEADERS = (
    "Accept", "Accept-Language", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range",
    "Referer", "Origin", "User-Agent", "X-Person", "X-Forwarded-For", "X-Forwarded-Proto",
    "X-Requested-With", "X-CSRFToken", "X-Request-Id", "Authorization", "Content-Type",
)  # fmt: skip
VALUES = ("\x00", "\x85\xff", "9" * 5000, "[" * 2000, ",;=" * 500, "%00", "bytes=9-1", 'W/"')


def test_every_header_and_cookie_may_hold_any_sign(clients, stage):
    addresses = ("home", "programa_list", "account_login", "institution_css", "evidencia_original")
    paths = [reverse(name, args=CASES[name].args(stage)) for name in addresses]
    failed = []
    for path in (*paths, "/admin/", "/static/css/none.css"):
        for value in VALUES:
            answer = clients["superuser"].get(path, headers=dict.fromkeys(HEADERS, value))
            if answer.status_code >= 500:
                failed.append(f"{path} {value[:9]!r}: {answer.status_code}")
    for value in VALUES:
        stranger = Client(raise_request_exception=False)
        for cookie in ("sessionid", "csrftoken", "messages"):
            stranger.cookies[cookie] = value
        for path in paths:
            if (status := stranger.get(path).status_code) >= 500:
                failed.append(f"{path} with the cookie {value[:9]!r}: {status}")

    assert failed == []


def test_a_table_of_the_administration_with_a_cell_too_long_is_refused():
    """Python's reader of such tables ends in an error beyond 131,072 letters of a cell."""
    with pytest.raises(ValidationError, match="demasiado larga"):
        TableField().clean(f"a\t{'x ' * 80_000}")

"""What capture endpoints answer, to a script and to a plain form."""

import json

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from programs.errors import DomainError, Locked
from programs.models import Bloque
from programs.services.bloques import block_save
from programs.views import bloques
from programs.views.answers import answer_error, answer_saved

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
BACK = "/programas/"


@pytest.fixture
def asked(rf, cast):
    """Return a function that makes a request of the enlace, of a script or of a plain form."""

    def made(script: bool, **post):
        request = rf.post("/captura/", post, headers=JSON if script else {})
        request.user = cast.people["enlace"]
        request.session = {}
        request._messages = _Said()
        return request

    return made


class _Said(list):
    """What `messages.success` was told, in place of a storage."""

    def add(self, level, message, extra_tags=""):
        self.append(message)


def test_a_script_gets_what_the_page_shows_anew(asked):
    response = answer_saved(asked(True), {"version": 3}, BACK)

    assert response.status_code == 200
    assert json.loads(response.content)["version"] == 3
    assert len(json.loads(response.content)["saved_at"]) == len("10:42")


def test_a_plain_form_goes_back_by_get_with_a_message(asked):
    request = asked(False)
    response = answer_saved(request, {"version": 3}, BACK, "Guardado.")

    assert (response.status_code, response["Location"]) == (303, BACK)
    assert get_messages(request) == ["Guardado."]


@pytest.mark.parametrize(
    ("error", "status", "body"),
    [
        (Locked("Está cerrado."), 423, {"message": "Está cerrado."}),
        (
            DomainError("Elija uno."),
            422,
            {"message": "Elija uno.", "errors": {"__all__": ["Elija uno."]}},
        ),
        (
            ValidationError({"caption": ["Escriba el pie."]}),
            422,
            {
                "message": "Revise lo que escribió: un dato no se puede guardar así.",
                "errors": {"caption": ["Escriba el pie."]},
            },
        ),
        (
            ValidationError("No así."),
            422,
            {"message": "No así.", "errors": {"__all__": ["No así."]}},
        ),
    ],
    ids=["locked", "domain", "field", "form"],
)
def test_a_refusal_to_a_script(asked, error, status, body):
    response = answer_error(asked(True), error, BACK)

    assert (response.status_code, json.loads(response.content)) == (status, body)


def test_a_refused_plain_form_keeps_what_was_typed(asked):
    request = asked(False, version="3", html="Un texto <b>largo</b>")
    refused = answer_error(request, DomainError("Elija uno."), BACK)
    locked = answer_error(request, Locked("Está cerrado."), BACK)

    assert (refused.status_code, locked.status_code) == (422, 403)
    for response, reason in ((refused, "Elija uno."), (locked, "Está cerrado.")):
        assert reason in response.text
        assert "Un texto &lt;b&gt;largo&lt;/b&gt;" in response.text
        assert f'href="{BACK}"' in response.text


def test_the_page_is_drawn_again_with_its_errors_but_never_over_a_lock(asked):
    drawn = []

    def page(errors):
        drawn.append(errors)
        return HttpResponse("La página")

    response = answer_error(asked(False), ValidationError({"caption": ["Falta."]}), BACK, page=page)
    assert (response.status_code, response.text) == (422, "La página")
    assert drawn == [{"caption": ["Falta."]}]
    assert answer_error(asked(False), Locked("No."), BACK, page=page).status_code == 403
    assert len(drawn) == 1


@pytest.fixture
def block(cast) -> Bloque:
    """A text that the titular saved after everybody read it."""
    block = Bloque.objects.get(avance=cast.avance(), kind="text")
    titular = cast.people["titular"]
    return block_save(block.pk, values={"html": "<p>Del titular.</p>"}, by=titular, version=1)


@pytest.mark.parametrize(("name", "own"), [("enlace", False), ("titular", True)])
def test_a_conflict_tells_a_script_both_sides(sign_in, block, name, own):
    address = reverse("block_save", args=[block.pk])
    response = sign_in(name).post(address, {"version": "1", "html": "<p>Mío.</p>"}, headers=JSON)
    body = response.json()

    assert response.status_code == 409
    assert body["version"] == 2
    assert body["own"] is own
    assert body["theirs"]["html"] == "<p>Del titular.</p>"
    assert body["theirs"]["author"] == "titular"
    assert len(body["theirs"]["at"]) == len("10:42")


def test_a_conflict_of_a_plain_form_can_be_sent_again(sign_in, block):
    client, address = sign_in("enlace"), reverse("block_save", args=[block.pk])
    response = client.post(address, {"version": "1", "html": "<p>Mío.</p>"})

    assert response.status_code == 409
    assert "Del titular." in response.text
    assert '<input type="hidden" name="version" value="2">' in response.text
    client.post(address, {"version": "2", "html": "<p>Mío.</p>"})
    assert Bloque.objects.get(pk=block.pk).html == "<p>Mío.</p>"


@pytest.mark.parametrize(
    ("signed_in", "message"),
    [(None, "Su sesión terminó."), ("titular", "En este navegador entró otra persona.")],
)
def test_a_page_of_another_person_saves_nothing(cast, sign_in, block, signed_in, message):
    headers = {**JSON, "X-Person": str(cast.people["enlace"].pk)}
    address = reverse("block_save", args=[block.pk])
    body = {"version": "2", "html": "<p>Mío.</p>"}
    refused = sign_in(signed_in).post(address, body, headers=headers)

    assert (refused.status_code, refused.json()) == (401, {"message": message})
    assert Bloque.objects.get(pk=block.pk).version == 2
    assert sign_in("enlace").post(address, body, headers=headers).status_code == 200


def test_the_session_is_asked_before_the_token_of_the_form(cast, block):
    client = Client(enforce_csrf_checks=True)
    headers = {**JSON, "X-Person": str(cast.people["enlace"].pk)}
    response = client.post(reverse("block_save", args=[block.pk]), {}, headers=headers)

    assert response.status_code == 401, "Without cookies the page would be called expired."


def test_an_error_of_ours_has_a_folio_that_the_log_names(cast, block, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError("algo se rompió")

    monkeypatch.setattr(bloques.bloques, "block_save", broken)
    client = Client(raise_request_exception=False)
    client.force_login(cast.people["enlace"])
    address, body = reverse("block_save", args=[block.pk]), {"version": "2", "html": "x"}
    script = client.post(address, body, headers=JSON)
    plain = client.post(address, body)

    assert (script.status_code, plain.status_code) == (500, 500)
    folio = script.json()["folio"]
    assert folio in script.json()["message"] and folio in caplog.text
    assert "Folio del error" in plain.text
    assert "algo se rompió" not in script.text + plain.text


def test_an_act_of_a_script_gets_the_address_of_its_redirect_and_keeps_the_message(sign_in, block):
    client = sign_in("enlace")
    address = reverse("block_remove", args=[block.pk])
    plain = client.post(address, {"version": block.version - 1})
    assert plain.status_code == 409 and "X-To" not in plain
    answer = client.post(address, {"version": block.version}, headers={"X-Act": "1"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["X-To"].startswith("/programas/") and "Location" not in answer
    page = client.get(answer["X-To"])
    assert page.status_code == 200 and len(list(page.context["messages"])) == 1


def test_a_plain_form_that_meets_its_own_save_is_no_conflict(sign_in, block):
    client, address = sign_in("enlace"), reverse("block_save", args=[block.pk])
    body = {"version": block.version, "html": "<p>Mío.</p>"}
    assert client.post(address, body).status_code == 303
    answer = client.post(address, body)
    assert answer.status_code == 303

    assert client.post(address, body | {"html": "<p>Otro.</p>"}).status_code == 409
    other = sign_in("titular")
    assert other.post(address, body | {"html": "<p>Otro.</p>"}).status_code == 409
    assert other.post(address, body).status_code == 303, "What stands already is no conflict."

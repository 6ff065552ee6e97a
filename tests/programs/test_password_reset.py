"""A forgotten password: who gets a link, what it opens, and what nobody learns by asking."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from programs.models import Membresia, User
from programs.services.password_reset import FREE_ASKED, FREE_LINKS
from programs.services.second_factor import second_factor_start
from tests.factories import PASSWORD
from tests.programs.test_libro import acts
from tests.programs.test_second_factor import SECRET, code

pytestmark = pytest.mark.django_db
START = datetime(2026, 4, 10, 18, tzinfo=UTC)
FORGOTTEN = "/acceder/olvido/"
NEW = "Caballo-pila-grapa-7"
CHOSEN = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture(autouse=True)
def clock(settings):
    """A clock that stands still until a test moves it, and a server that takes e-mails."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def enlace(cast) -> User:
    """The enlace, with an e-mail."""
    cast.people["enlace"].email = "enlace@propia.test"
    cast.people["enlace"].save()
    return cast.people["enlace"]


def ask(typed: str, address: str = "192.0.2.1"):
    """Ask for a link from an address."""
    return Client(REMOTE_ADDR=address).post(FORGOTTEN, {"account": typed})


def linked() -> str:
    """Return the path of the last link that was sent."""
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)


def test_a_link_is_good_once_and_leaves_an_act(enlace, sign_in):
    before = sign_in("enlace")
    assert "¿Olvidó su contraseña?" in Client().get("/acceder/").text
    assert ask("Enlace@Propia.test").status_code == 200
    assert mail.outbox[-1].to == ["enlace@propia.test"]
    link, client = linked(), Client()
    assert "su cuenta es" in client.get(link).text
    short = client.post(link, {"new_password1": "corta", "new_password2": "corta"})
    assert short.status_code == 422
    # Where it is chosen, and for its length alone.
    (told,) = short.context["form"].errors.items()
    assert (told[0], len(told[1])) == ("new_password1", 1)
    assert "12 caracteres" in told[1][0]
    answer = client.post(link, CHOSEN)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert client.get("/").status_code == 200
    assert before.get("/").status_code == 302  # a session of the old password
    assert client.get(link).status_code == Client().post(link, CHOSEN).status_code == 404
    (act,) = acts("person_change")
    assert act.data["changes"][0][2] == "una nueva, por un enlace de correo"


def test_an_hour_and_the_own_entrance_end_a_link(enlace, clock):
    ask("enlace")
    late = linked()
    clock.shift(3601)
    assert Client().get(late).status_code == 404
    ask("enlace")
    fresh = linked()
    assert Client().get(fresh).status_code == 200
    Client().post("/acceder/", {"username": "enlace", "password": PASSWORD})
    assert Client().get(fresh).status_code == 404


def test_the_answer_tells_nobody_who_has_an_account(enlace, cast):
    shut, invited = cast.people["titular"], cast.people["consulta"]
    User.objects.filter(pk=shut.pk).update(is_active=False, email="titular@propia.test")
    invited.email = "consulta@propia.test"
    invited.set_unusable_password()
    invited.save()
    told = {ask(typed).text for typed in ("nadie", "titular", "consulta", "secretario", "a@b.test")}
    assert mail.outbox == []
    assert {ask("enlace").text} == told
    assert len(mail.outbox) == 1


def test_a_shut_account_gets_in_by_no_link_that_it_had(enlace):
    ask("enlace")
    User.objects.filter(pk=enlace.pk).update(is_active=False)
    assert Client().post(linked(), CHOSEN).status_code == 404


def test_the_second_factor_is_still_asked(enlace, clock):
    second_factor_start(enlace, SECRET, code(), now=START)
    clock.shift(60)
    ask("enlace")
    client = Client()
    assert client.post(linked(), CHOSEN)["Location"] == "/acceder/codigo/"
    assert client.get("/").status_code == 302
    assert client.post("/acceder/codigo/", {"code": code()})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_one_account_gets_few_links_and_an_office_may_ask(enlace):
    texts = {ask("enlace").text for _ in range(FREE_LINKS + 3)}
    assert (len(texts), len(mail.outbox)) == (1, FREE_LINKS)
    for number in range(FREE_ASKED - FREE_LINKS - 3):
        assert ask(f"persona{number}").status_code == 200
    refused = ask("otra")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert ask("otra", "192.0.2.2").status_code == 200


def test_a_site_without_e_mail_says_so(enlace, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "Este sitio no envía correos" in ask("enlace").text


def test_a_server_that_refuses_changes_nothing_of_the_answer(enlace, monkeypatch):
    usual = ask("nadie").text

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("away")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    assert ask("enlace").text == usual


@pytest.mark.parametrize(
    "password",
    ["Demo-2026-sesea", "demo.2026.SESEA!", "Propia-enlace-2026", "Contraseña-clave-26"],
)
def test_what_others_would_try_is_no_password(enlace, password):
    with pytest.raises(ValidationError, match="Se parece demasiado"):
        validate_password(password, enlace)
    validate_password(NEW, enlace)
    assert Membresia.objects.filter(user=enlace).exists()

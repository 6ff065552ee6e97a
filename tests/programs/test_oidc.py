"""Entering with a provider of OpenID Connect: allauth's own, in a process of its own."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from socket import create_server
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import get_user
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from programs.backends import INACTIVE
from programs.models import AuditEntry, Sesion, User
from programs.services.ledger import ledger_verify
from programs.services.sealed import seal
from sesea.oidc import Provider
from tests.factories import PASSWORD, make_person
from tests.oidc.provider import CLIENT, SECRET
from tests.programs.test_libro import change

pytestmark = pytest.mark.django_db
NAME = "Cuenta del Estado"
BEGIN = reverse("openid_connect_login", args=["institucional"])
END = reverse("openid_connect_callback", args=["institucional"])
LOGIN = reverse("account_login")
# What no provider says of itself, by the path under which it is said.
ODD = {
    "lista": "[]",
    "texto": "hola",
    "vacio": "{}",
    "otro": json.dumps({"issuer": "https://otro.example"}),
    "numero": json.dumps({"issuer": 1}),
}


@pytest.fixture(scope="module")
def provider(tmp_path_factory) -> Iterator[Provider]:
    """The provider of the tests, and what the settings say of it."""
    database = tmp_path_factory.mktemp("provider") / "db.sqlite3"
    command = [sys.executable, "-m", "tests.oidc.provider", database, f"http://testserver{END}"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    assert port, "The provider did not start."
    yield Provider(NAME, f"http://127.0.0.1:{port}", CLIENT, SECRET, asks_factor=False)
    process.kill()
    process.wait()


@pytest.fixture(autouse=True)
def settled(provider) -> Iterator[None]:
    """The settings name the provider."""
    with override_settings(OIDC=provider):
        yield


@pytest.fixture
def people(cast):
    """The cast with e-mails: of one, of two, of nobody, and of who is shut out."""
    emails = {"enlace": "enlace@EJEMPLO.test", "titular": "titular@ejemplo.test"}
    for name, email in emails.items():
        User.objects.filter(username=name).update(email=email)
    for name in ("par1", "par2"):
        make_person(name, email="Par@ejemplo.test")
    make_person("fuera", email="fuera@ejemplo.test", is_active=False)
    return cast


def begun(client: Client, onward: str = "") -> str:
    """Press the button and return the address of the provider."""
    page = client.post(BEGIN, {"next": onward})
    assert page.status_code == 200
    return page.context["address"]


def back(provider: Provider, client: Client, who: str, onward: str = "") -> HttpResponse:
    """Go to the provider, sign in there as somebody, and come back."""
    browser = requests.Session()
    browser.get(f"{provider.issuer}/entrar/{who}/", timeout=10)
    answer = browser.get(begun(client, onward), allow_redirects=False, timeout=10)
    assert answer.status_code == 302
    to = answer.headers["Location"]
    assert to.startswith(f"http://testserver{END}?")
    return client.get(to.removeprefix("http://testserver"))


def refusal(client: Client, answer: HttpResponse) -> str:
    """Return what the log-in says to somebody who was sent back to it."""
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    assert not get_user(client).is_authenticated
    page = client.get(LOGIN)
    assert page.status_code == 200
    return page.text


class TestEntering:
    """A confirmed e-mail of one active account opens it, and nothing else does."""

    def test_the_account_of_the_e_mail_is_entered_and_connected_once(self, provider, people):
        client = Client()
        assert f"Entrar con {NAME}" in client.get(LOGIN).text
        planted = begun(client)
        before = client.cookies["sessionid"].value
        answer = back(provider, client, "ana", "/avisos/")
        assert (answer.status_code, answer["Location"]) == (302, "/avisos/")
        assert get_user(client) == people.people["enlace"]
        assert client.cookies["sessionid"].value != before
        query = parse_qs(urlsplit(planted).query)
        assert query["code_challenge_method"] == ["S256"]
        row = SocialAccount.objects.get()
        assert (row.user.username, row.provider, row.extra_data) == ("enlace", provider.issuer, {})
        act = AuditEntry.objects.get()
        assert act.data == {"changes": [[f"entrada con {NAME}", "no", "sí"]]}
        assert (act.actor, act.action) == ("enlace", "person_change")
        again = Client()
        back(provider, again, "ana")
        assert get_user(again).username == "enlace"
        assert AuditEntry.objects.count() == 1
        assert not ledger_verify(people.institucion).faults

    def test_who_is_refused_reads_why_and_nothing_is_made(self, provider, people):
        back(provider, Client(), "ana")
        before = (User.objects.count(), SocialAccount.objects.count(), AuditEntry.objects.count())
        refused = {
            "beto": "no confirma que el correo sea suyo",
            "sin": "no confirma que el correo sea suyo",
            "nadie": "ninguna cuenta tiene el correo nadie@ejemplo.test",
            "par": "más de una cuenta tiene el correo",
            "fuera": INACTIVE,
            # Another person, to whom the provider gave the address of before.
            "otra-ana": "ya entró otra persona",
        }
        for who, sentence in refused.items():
            client = Client()
            assert sentence in refusal(client, back(provider, client, who)), who
        after = (User.objects.count(), SocialAccount.objects.count(), AuditEntry.objects.count())
        assert after == before

    def test_an_account_of_another_e_mail_or_that_was_shut_is_connected_anew(
        self, provider, people
    ):
        make_person("root", is_superuser=True, is_staff=True)
        root, person = Client(), people.people["enlace"]
        root.force_login(User.objects.get(username="root"))
        back(provider, Client(), "ana")
        change(root, User, person.pk, email="nuevo@ejemplo.test")
        assert not SocialAccount.objects.exists()
        client = Client()
        back(provider, client, "nuevo")
        assert get_user(client) == person
        change(root, User, person.pk, is_active=None)
        assert not SocialAccount.objects.exists()

    def test_who_was_in_is_out_first_and_other_sites_lead_nowhere(self, provider, people):
        client = Client()
        client.post(LOGIN, {"username": "titular", "password": PASSWORD})
        answer = back(provider, client, "ana", "https://otro.example/")
        assert answer["Location"] == "/"
        assert Sesion.objects.exclude(person=None).get().person == people.people["enlace"]


class TestSecondFactor:
    """That of here is asked too, unless the settings say that the provider asks one."""

    @pytest.fixture
    def with_factor(self, people):
        """The enlace has a second factor."""
        data = {"secret": seal("JBSWY3DPEHPK3PXP"), "counter": 0}
        Authenticator.objects.create(user=people.people["enlace"], type="totp", data=data)

    def test_is_asked_here(self, provider, with_factor):
        client = Client()
        answer = back(provider, client, "ana")
        assert not get_user(client).is_authenticated
        assert client.get(answer["Location"]).status_code == 200

    def test_was_asked_there(self, provider, with_factor):
        client = Client()
        with override_settings(OIDC=replace(provider, asks_factor=True)):
            back(provider, client, "ana")
            assert get_user(client).is_authenticated
            # A password afterwards, in the same browser, asks for it again.
            client.post(LOGIN, {"username": "enlace", "password": PASSWORD})
            assert not get_user(client).is_authenticated

    @pytest.mark.parametrize("asked", [True, False])
    def test_that_an_institution_requires_is_owed_only_where_nobody_asked(
        self, provider, people, asked
    ):
        type(people.institucion).objects.update(second_factor_required=True)
        User.objects.filter(username="enlace").update(email="")
        User.objects.filter(username="planeacion").update(email="enlace@ejemplo.test")
        client = Client()
        with override_settings(OIDC=replace(provider, asks_factor=asked)):
            back(provider, client, "ana")
            assert get_user(client).username == "planeacion"
            assert client.get("/avisos/").status_code == (200 if asked else 302)


class TestTrouble:
    """Whatever the provider, or somebody between, does: a sentence."""

    def test_a_way_back_that_is_another_browser_s(self, provider, people):
        victim, thief = Client(), Client()
        browser = requests.Session()
        browser.get(f"{provider.issuer}/entrar/ana/", timeout=10)
        answer = browser.get(begun(thief), allow_redirects=False, timeout=10)
        way = answer.headers["Location"].removeprefix("http://testserver")
        assert "No pudo entrar con" in refusal(victim, victim.get(way))
        # And it is good once.
        thief.get(way)
        assert get_user(thief).username == "enlace"
        again = Client()
        again.cookies = thief.cookies
        again.get(way)
        assert SocialAccount.objects.count() == 1

    def test_what_comes_back_without_a_code(self, provider, people):
        client = Client()
        state = parse_qs(urlsplit(begun(client)).query)["state"][0]
        assert "se canceló" in refusal(
            client, client.get(END, {"error": "access_denied", "state": state})
        )
        for query in ({}, {"code": "x"}, {"state": "x" * 400}, {"error": "x"}):
            assert "No pudo entrar con" in refusal(client, client.get(END, query))
        state = parse_qs(urlsplit(begun(client)).query)["state"][0]
        made_up = client.get(END, {"code": "inventado", "state": state})
        assert "No pudo entrar con" in refusal(client, made_up)

    def test_a_secret_that_is_not_ours(self, provider, people):
        client = Client()
        with override_settings(OIDC=replace(provider, secret="otro")):
            assert "No pudo entrar con" in refusal(client, back(provider, client, "ana"))

    def test_no_answer_or_an_odd_one(self, people, provider):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(ODD.get(self.path.split("/")[1], "").encode())

            def log_message(self, *args):
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        odd = f"http://127.0.0.1:{server.server_port}"
        silent = create_server(("127.0.0.1", 0))
        mute = f"http://127.0.0.1:{silent.getsockname()[1]}"
        closed = "http://127.0.0.1:9"
        missing = f"{provider.issuer}/nada"
        client = Client()
        begun(client)
        for issuer in (closed, mute, missing, *(f"{odd}/{path}" for path in ODD)):
            away = override_settings(
                OIDC=replace(provider, issuer=issuer), SOCIALACCOUNT_REQUESTS_TIMEOUT=0.3
            )
            with away:
                told = refusal(client, client.post(BEGIN))
                assert f"{NAME} no responde como debe" in told or "No pudo entrar" in told, issuer
        state = parse_qs(urlsplit(begun(client)).query)["state"][0]
        with override_settings(OIDC=replace(provider, issuer=closed)):
            answer = client.get(END, {"code": "x", "state": state})
            assert "no responde como debe" in refusal(client, answer)
        server.shutdown()
        server.server_close()
        silent.close()

    def test_without_the_setting_there_is_nothing(self, people):
        with override_settings(OIDC=None):
            assert Client().post(BEGIN).status_code == Client().get(END).status_code == 404
            assert "Entrar con" not in Client().get(LOGIN).text
        other = reverse("openid_connect_login", args=["otro"])
        assert Client().post(other).status_code == 404
        assert Client().get(BEGIN)["Location"] == LOGIN

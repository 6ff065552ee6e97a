"""Sessions: new at the log-in, dead at the log-out, and what ends them is felt at once (R20)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from programs.enums import Role
from programs.management.commands.send_notices import Command
from programs.models import AuditEntry, AvanceDeComponente, Membresia, Sesion, User
from programs.services.ledger import ledger_verify
from programs.services.sealed import seal
from programs.services.second_factor import second_factor_end
from programs.values.browsers import browser_words
from tests.factories import PASSWORD, make_person
from tests.programs.test_libro import change
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 4, 10, 15, tzinfo=UTC)
NEW = "Otra-clave-larga-2026"
COOKIE = settings.SESSION_COOKIE_NAME
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
LOGIN = reverse(settings.LOGIN_URL)


@pytest.fixture(autouse=True)
def clock():
    """A clock that stands still until a test moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def entered(name: str = "enlace", **environ: str) -> Client:
    """Return the browser of somebody who signed in with their password."""
    client = Client(**environ)
    assert client.post(LOGIN, {"username": name, "password": PASSWORD}).status_code == 302
    return client


def key_of(client: Client) -> str:
    """Return the name of the session that a browser keeps."""
    return client.cookies[COOKIE].value


def is_in(client: Client) -> bool:
    """Tell whether the next page knows who asks."""
    return client.get(reverse("sessions")).status_code == 200


class TestName:
    """The name of a session is never one that somebody knew before."""

    def test_a_planted_one_is_not_entered(self, cast):
        thief = Client()
        session = thief.session
        session["algo"] = "plantado"
        session.save()
        victim = Client()
        victim.cookies[COOKIE] = planted = key_of(thief)
        victim.post(LOGIN, {"username": "enlace", "password": PASSWORD})
        assert key_of(victim) != planted
        assert is_in(victim) and not is_in(thief)
        assert not Sesion.objects.filter(session_key=planted).exists()

    def test_one_that_was_made_up_is_not_taken(self, cast):
        client = Client()
        client.cookies[COOKIE] = "a" * 32
        client.post(LOGIN, {"username": "enlace", "password": PASSWORD})
        assert key_of(client) != "a" * 32

    def test_after_the_log_out_it_opens_nothing(self, cast):
        client = entered()
        key = key_of(client)
        client.post(reverse("logout"))
        client.cookies[COOKIE] = key
        assert not is_in(client)
        assert not Sesion.objects.filter(person=cast.people["enlace"]).exists()

    def test_who_is_out_already_signs_out_all_the_same(self, cast, clock):
        client = entered()
        clock.shift(timedelta(days=1))
        answer = client.post(reverse("logout"), follow=True)
        assert answer.status_code == 200
        assert "Cerró su sesión." in answer.text

    def test_somebody_else_in_the_same_browser_begins_anew(self, cast):
        client = entered()
        first = key_of(client)
        client.post(LOGIN, {"username": "titular", "password": PASSWORD})
        assert Sesion.objects.get().person == cast.people["titular"]
        assert not Sesion.objects.filter(session_key=first).exists()


class TestNextRequest:
    """What changes in an account is felt at the next request, in every session."""

    def test_the_own_password_ends_the_others_and_this_goes_on(self, cast):
        here, there = entered(), entered()
        before = key_of(here)
        typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
        assert here.post(reverse("password_change"), typed).status_code == 302
        assert is_in(here) and not is_in(there)
        assert key_of(here) != before
        assert [row.session_key for row in Sesion.objects.all()] == [key_of(here)]

    @pytest.mark.parametrize(("whose", "stays"), [("enlace", False), ("admin", True)])
    def test_a_password_that_was_given_ends_all_but_the_own(self, cast, whose, stays):
        cast.people["admin"] = make_person("admin", is_superuser=True, is_staff=True)
        admin, theirs = entered("admin"), entered(whose)
        address = reverse("admin:auth_user_password_change", args=[cast.people[whose].pk])
        typed = {"password1": NEW, "password2": NEW, "usable_password": "true"}
        assert admin.post(address, typed).status_code == 302
        assert not is_in(theirs)
        assert is_in(admin)
        assert Sesion.objects.filter(person=cast.people[whose]).exists() is stays

    def test_an_account_that_is_shut(self, cast):
        keeper, theirs = entered("planeacion"), entered()
        change(keeper, User, cast.people["enlace"].pk, is_active=None)
        assert not is_in(theirs)
        assert not Sesion.objects.filter(person=cast.people["enlace"]).exists()

    def test_an_account_that_is_gone(self, cast):
        theirs = entered("auditoria")
        cast.people["auditoria"].delete()
        assert not is_in(theirs)
        assert not Sesion.objects.exists()

    def test_a_function_that_is_taken_away_or_given(self, cast):
        client = entered()
        address = reverse("avance_edit", args=[*cast.programa.place, cast.linea().pk, 1])
        board = reverse("libro", args=[cast.institucion.slug])
        assert (client.get(address).status_code, client.get(board).status_code) == (200, 403)
        rows = Membresia.objects.filter(user=cast.people["enlace"])
        rows.update(role=Role.PLANEACION, area=None)
        assert client.get(board).status_code == 200
        rows.delete()
        assert (client.get(address).status_code, client.get(board).status_code) == (404, 404)

    @pytest.mark.parametrize(("own", "stays"), [(True, True), (False, False)])
    def test_a_second_factor_that_was_taken_away(self, cast, own, stays):
        person = cast.people["enlace"]
        data = {"secret": seal("JBSWY3DPEHPK3PXP"), "counter": 0}
        client = entered()
        Authenticator.objects.create(user=person, type="totp", data=data)
        second_factor_end(person, by=person if own else None, now=START)
        assert is_in(client) is stays

    def test_a_superuser_who_is_none_any_more(self, cast):
        make_person("admin", is_superuser=True, is_staff=True)
        client = entered("admin")
        index = reverse("admin:index")
        User.objects.filter(username="admin").update(is_superuser=False, is_staff=True)
        assert client.get(index).status_code == 200
        User.objects.filter(username="admin").update(is_staff=False)
        assert client.get(index).status_code in (302, 403)


class TestEnd:
    """Eight hours without use, twelve in all; the log-in says so, and what was sent comes back."""

    def test_eight_hours_without_use(self, cast, clock):
        client = entered()
        clock.shift(timedelta(hours=8, seconds=-1))
        assert is_in(client)
        clock.shift(timedelta(hours=8))
        assert not is_in(client)

    def test_twelve_in_all_whatever_the_use(self, cast, clock):
        client = entered()
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            assert is_in(client)
        clock.shift(timedelta(minutes=30))
        assert not is_in(client)

    def test_who_enters_again_has_all_of_it_again(self, cast, clock):
        client = entered()
        clock.shift(timedelta(hours=7))
        client.post(LOGIN, {"username": "enlace", "password": PASSWORD})
        clock.shift(timedelta(hours=7))
        assert is_in(client)

    def test_reading_near_the_end_does_not_store_it_each_time(self, cast, clock):
        client = entered()
        for _ in range(3):
            clock.shift(timedelta(hours=3, minutes=30))
            client.get("/")
        stored = Sesion.objects.get().used_at
        clock.shift(timedelta(minutes=10))
        client.get("/")
        assert Sesion.objects.get().used_at == stored

    @pytest.mark.parametrize("address", ["/avisos/", "/admin/"])
    def test_the_log_in_says_that_it_ended(self, cast, clock, address):
        client = entered("planeacion")
        clock.shift(timedelta(days=1))
        page = client.get(address, follow=True)
        assert "Su sesión terminó" in page.text
        assert page.wsgi_request.GET["next"] == address
        # It is said once: the browser forgets the session.
        assert "Su sesión terminó" not in client.get(address, follow=True).text
        assert "Su sesión terminó" not in Client().get(address, follow=True).text

    def test_a_form_comes_back_and_is_sent_again(self, cast, clock):
        client = entered()
        row = AvanceDeComponente.objects.get(avance=cast.avance())
        save = reverse("quantity_save", args=[row.pk])
        typed = {"quantity": "2", "received": "Escrito\nen dos renglones", "version": "1"}
        clock.shift(timedelta(hours=9))
        answer = client.post(save, typed)
        assert answer.status_code == 401
        assert answer.context["again"] == list(typed.items())
        assert ("received", typed["received"]) in answer.context["typed"]
        assert "Escrito\nen dos renglones" in answer.text
        assert f'action="{save}"' in answer.text
        client.post(LOGIN, {"username": "enlace", "password": PASSWORD})
        client.post(save, dict(answer.context["again"]) | {"received": "5"})
        row.refresh_from_db()
        assert row.quantity == 2

    def test_an_act_of_a_script_gets_a_sentence(self, cast):
        answer = Client().post(reverse("notices_see"), {"aviso": "1"}, headers={"X-Act": "1"})
        assert (answer.status_code, answer.json()["message"]) == (401, "Su sesión terminó.")


class TestOldKey:
    """Whoever signed in in another window has another key for forms: nothing is lost by it."""

    TYPED = {"quantity": "2", "version": "1", "csrfmiddlewaretoken": "x" * 64}

    def sent(self, address: str, typed: dict[str, str], **headers: str):
        """Send a form with an old key."""
        client = Client(enforce_csrf_checks=True)
        client.get(LOGIN)
        return client.post(address, typed, headers=headers)

    @pytest.mark.parametrize(
        ("headers", "kept"),
        [
            ({"Sec-Fetch-Site": "same-origin"}, True),
            ({"Origin": "http://testserver"}, True),
            ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
            ({"Sec-Fetch-Site": "same-site"}, False),
            ({"Origin": "http://otro.example"}, False),
            ({"Origin": "null"}, False),
            ({}, False),
        ],
    )
    def test_the_texts_come_back_to_this_site_only(self, cast, headers, kept):
        answer = self.sent("/mes/marcas/", self.TYPED, **headers)
        assert answer.status_code == 403
        assert ('name="quantity" value="2"' in answer.text) is kept
        assert "x" * 64 not in answer.text

    def test_no_password_comes_back(self, cast):
        typed = {"username": "enlace", "password": PASSWORD}
        answer = self.sent(LOGIN, typed, **{"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 403
        assert PASSWORD not in answer.text and "enlace" not in answer.text


class TestList:
    """A person's own sessions: since when, from where, and closing them."""

    def test_shows_the_own_ones_in_words(self, cast, clock):
        entered("titular", REMOTE_ADDR="192.0.2.99")
        entered(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT=FIREFOX)
        clock.shift(timedelta(hours=1))
        here = entered()
        page = here.get(reverse("sessions"))
        first, second = page.context["sessions"]
        assert (first.is_this, second.is_this) == (True, False)
        assert (second.browser, second.address) == ("Firefox en Windows", "192.0.2.7")
        assert (second.entered_at, second.used_at) == (START, START)
        assert "192.0.2.99" not in page.text
        assert not any(row.session_key in page.text for row in Sesion.objects.all())

    def test_one_is_closed_from_another(self, cast):
        here, there, third = entered(), entered(), entered()
        chosen = self.mark_of(there)
        assert chosen in here.get(reverse("sessions")).text
        answer = here.post(reverse("sessions_close"), {"sesion": chosen}, follow=True)
        assert "Se cerró una sesión." in answer.text
        assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
        again = here.post(reverse("sessions_close"), {"sesion": chosen}, follow=True)
        assert "Ya no había ninguna que cerrar." in again.text

    def mark_of(self, client: Client) -> str:
        """Return how the page calls the session of a browser."""
        return client.get(reverse("sessions")).context["sessions"][0].mark

    def test_the_others_are_closed_in_one_act(self, cast):
        here, other = entered(), entered("titular")
        rest = [entered() for _ in range(2)]
        answer = here.post(reverse("sessions_close"), {"demas": "1"}, follow=True)
        assert "Se cerraron 2 sesiones." in answer.text
        assert is_in(here) and is_in(other) and not any(map(is_in, rest))
        act = AuditEntry.objects.get(action="sessions_close")
        assert (act.actor, act.data, "enlace" in act.subject) == ("enlace", {"closed": 2}, True)
        assert not ledger_verify(cast.institucion).faults
        here.post(reverse("sessions_close"), {"demas": "1"})
        assert AuditEntry.objects.filter(action="sessions_close").count() == 1

    def test_neither_this_one_nor_somebody_else_s(self, cast):
        here, other = entered(), entered("titular")
        for mark in (self.mark_of(here), self.mark_of(other), "no-hay"):
            here.post(reverse("sessions_close"), {"sesion": mark})
        assert is_in(here) and is_in(other)
        assert here.post(reverse("sessions_close"), {}).status_code == 404

    def test_many_cost_as_much_as_two(self, cast):
        here, _ = entered(), entered()

        def ask() -> int:
            return queries_of(lambda: here.get(reverse("sessions")))

        few = ask()
        row = Sesion.objects.exclude(session_key=key_of(here)).get()
        for number in range(60):
            row.session_key = f"{number:032}"
            row.save(force_insert=True)
        assert ask() == few
        page = here.get(reverse("sessions"))
        assert page.context["sessions"][0].is_this
        assert len(page.context["sessions"]) == 50
        assert "Hay más que estas" in page.text

    def test_what_ended_is_neither_shown_nor_kept(self, cast, clock):
        entered()
        clock.shift(timedelta(hours=9))
        here = entered()
        assert len(here.get(reverse("sessions")).context["sessions"]) == 1
        assert Sesion.objects.count() == 2
        Command().handle(today=None)
        assert [row.session_key for row in Sesion.objects.all()] == [key_of(here)]

    def test_who_has_not_signed_in_is_nobody_in_the_rows(self, cast):
        client = Client()
        session = client.session
        session["algo"] = 1
        session.save()
        row = Sesion.objects.get()
        assert (row.person, row.entered_at) == (None, None)
        assert SESSION_KEY not in row.get_decoded()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox en Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
         "Edge en Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
         "Chrome en Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
         "Safari en iPhone"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) CriOS/142.0 Safari/604.1",
         "Chrome en iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Navegador desconocido en Windows"),
        ("curl/8.9", "Navegador desconocido"),
        ("", "Navegador desconocido"),
    ],
)  # fmt: skip
def test_a_browser_in_words(agent, words):
    assert browser_words(agent) == words

"""Guessing a password: refused before it is looked at, counted for all, and never a lock-out."""

from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from programs.models import TryCount, User
from programs.services.account import ACCOUNT_FREE, PAIR_FREE, try_begin, try_won
from programs.views.request import client_address
from tests.factories import PASSWORD
from tests.programs.test_libro import change

pytestmark = pytest.mark.django_db
START = datetime(2026, 4, 10, 18, tzinfo=UTC)
WRONG = "No es la clave 1"
SENTENCE = "Hubo demasiados intentos con una contraseña equivocada. Espere"
# The administration has no door of its own: it leads to the one of all.
DOORS = ["/acceder/", "/acceder/?next=/admin/"]


@pytest.fixture(autouse=True)
def clock():
    """A clock that stands still until a test moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """The passwords that were hashed, whoever asked."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        seen.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return seen


def enter(name: str, password: str, door: str = DOORS[0], address: str = "192.0.2.1"):
    """Send the form of a log-in from an address."""
    typed = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(door, typed)


def test_a_password_alone_opens_nothing_at_the_door_of_the_administration(cast):
    owner = Client()
    owner.force_login(cast.people["planeacion"])
    for client in (Client(), owner):
        before = client.session.get("_auth_user_id")
        for address in ("/admin/login/", "/admin/login/?next=/admin/", "/admin/"):
            answer = client.post(address, {"username": "superuser", "password": PASSWORD})
            assert "sessionid" not in answer.cookies
        assert client.session.get("_auth_user_id") == before
    assert client.get("/admin/login/")["Location"] == "/admin/"
    sent = Client().get("/admin/", follow=True)
    assert sent.redirect_chain[-1][0] == "/acceder/?next=/admin/"
    typed = {"username": "superuser", "password": PASSWORD}
    assert sent.client.post(sent.redirect_chain[-1][0], typed)["Location"] == "/admin/"


@pytest.mark.parametrize("door", DOORS)
def test_two_hundred_wrong_ones_and_the_right_one_is_refused_as_well(cast, hashed, clock, door):
    answers = [enter("planeacion", WRONG, door) for _ in range(200)]
    assert len(hashed) == PAIR_FREE
    refused = enter("planeacion", PASSWORD, door)
    assert f"{SENTENCE} un minuto e intente otra vez." in refused.text
    assert "sessionid" not in refused.cookies
    assert [SENTENCE in answer.text for answer in answers].count(True) == 200 - PAIR_FREE
    if door == DOORS[0]:
        assert (refused.status_code, refused["Retry-After"]) == (429, "60")
        assert "Espere para intentar otra vez</h2>" in refused.text
        assert 'value="planeacion"' in refused.text
    clock.shift(61)
    assert enter("planeacion", PASSWORD, door).status_code == 302


def test_the_wait_doubles_and_ten_guesses_are_the_most_in_a_quarter_of_an_hour(cast, clock):
    waits = []
    for _ in range(PAIR_FREE - 1):
        assert not try_begin("enlace", "192.0.2.1", now=START)
    now, looked_at = START, [START] * (PAIR_FREE - 1)
    for _ in range(6):
        assert not try_begin("enlace", "192.0.2.1", now=now)
        looked_at.append(now)
        wait = try_begin("enlace", "192.0.2.1", now=now)
        waits.append(wait)
        now += wait
    assert [wait // timedelta(minutes=1) for wait in waits[:5]] == [1, 2, 4, 8, 15]
    quarter = timedelta(minutes=15)
    assert max(sum(a <= b < a + quarter for b in looked_at) for a in looked_at) <= 10


def test_a_stranger_locks_nobody_out(cast, hashed, clock):
    assert enter("enlace", PASSWORD, address="198.51.100.7").status_code == 302
    looked_at = len(hashed)
    for number in range(1, 61):
        enter("enlace", WRONG, address=f"192.0.2.{number}")
    assert len(hashed) - looked_at == ACCOUNT_FREE
    assert SENTENCE in enter("enlace", PASSWORD, address="203.0.113.9").text
    # Where the owner has been before, nothing changed: also while the stranger goes on.
    for _ in range(3):
        assert enter("enlace", PASSWORD, address="198.51.100.7").status_code == 302
        enter("enlace", WRONG, address="192.0.2.200")
    # Elsewhere the owner enters as soon as the wait ends.
    clock.shift(15 * 60 + 1)
    assert enter("enlace", PASSWORD, address="203.0.113.9").status_code == 302


def test_three_hundred_people_behind_the_stranger_s_address_enter(cast):
    for _ in range(50):
        enter("enlace", WRONG)
    for name in ("titular", "secretario", "planeacion", "consulta"):
        assert enter(name, PASSWORD).status_code == 302


def test_the_own_mistakes_are_taken_back_and_those_of_others_are_not(cast):
    for _ in range(3):
        enter("enlace", WRONG, address="198.51.100.7")
    for number in range(7):
        enter("enlace", WRONG, address=f"192.0.2.{number}")
    assert enter("enlace", PASSWORD, address="198.51.100.7").status_code == 429
    try_won("enlace", "198.51.100.7", now=START)
    assert sorted(TryCount.objects.values_list("failures", flat=True))[-1] == 7


def test_capitals_and_a_new_session_make_no_new_account(cast, hashed):
    for name in ("enlace", "ENLACE", "Enlace", "eNlace", "enlacE", "enlAce"):
        answer = enter(name, WRONG)
    assert answer.status_code == 429


def test_what_is_stored_names_nobody_and_is_forgotten(cast, clock):
    enter("Mi-clave-secreta-2026", WRONG)
    enter("enlace", PASSWORD)
    kept = TryCount.objects.values_list("key", flat=True)
    assert all(len(key) == 64 and "clave" not in key for key in kept)
    assert len(kept) == 4
    clock.shift(60 * 60 * 25)
    enter("titular", WRONG)
    # What is left: where the enlace came in from, and the two of now.
    assert TryCount.objects.count() == 3


def test_a_session_that_is_open_stays_open(cast, sign_in):
    client = sign_in("enlace")
    for _ in range(30):
        enter("enlace", WRONG, address="127.0.0.1")
    assert client.get("/").status_code == 200


def test_the_own_password_is_not_guessed_on_an_open_page(cast, sign_in, hashed):
    client = sign_in("enlace")
    new = {"new_password1": "Otra-clave-larga-26", "new_password2": "Otra-clave-larga-26"}
    hashed.clear()
    for _ in range(20):
        client.post(reverse("password_change"), new | {"old_password": WRONG})
    answer = client.post(reverse("password_change"), new | {"old_password": PASSWORD})
    assert SENTENCE in answer.text
    assert len(hashed) == PAIR_FREE
    assert User.objects.get(username="enlace").check_password(PASSWORD)


def test_who_was_shut_out_reads_by_whom_after_the_right_password_only(cast, sign_in):
    change(sign_in("planeacion"), User, cast.people["enlace"].pk, is_active=None)
    told = "planeacion cambió sus funciones el 10 de abril de 2026. Su cuenta se desactivó."
    for door in DOORS:
        assert told in enter("enlace", PASSWORD, door).text
        assert told not in enter("enlace", WRONG, door).text
        assert "desactivada" not in enter("enlace", WRONG, door).text


def test_an_unknown_account_asks_as_much_of_the_database_and_of_the_hash(cast, hashed):
    found = {}
    for name in ("enlace", "nadie"):
        for _ in range(2):
            connection.queries_log.clear()
            hashed.clear()
            with override_settings(DEBUG=True):
                enter(name, WRONG)
            found[name] = (len(connection.queries_log), len(hashed))
    assert found["enlace"] == found["nadie"]
    assert found["nadie"][1] == 1


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_an_unknown_account_takes_as_long(cast):
    User.objects.get(username="enlace").set_password(PASSWORD)
    person = User.objects.get(username="enlace")
    person.set_password(PASSWORD)
    person.save()
    took: dict[str, list[float]] = {"enlace": [], "nadie": []}
    with time_machine.travel(START, tick=True):
        for number in range(5):
            for name, times in took.items():
                began = perf_counter()
                enter(name, WRONG, address=f"192.0.2.{number}")
                times.append(perf_counter() - began)
    assert 0.7 < median(took["enlace"]) / median(took["nadie"]) < 1.4


class TestAddress:
    """Whose address it is, behind the servers that were named and behind none."""

    @pytest.mark.parametrize(
        ("trusted", "remote", "forwarded", "address"),
        [
            ([], "10.0.0.1", "203.0.113.5", "10.0.0.1"),
            (["10.0.0.1"], "10.0.0.1", "203.0.113.5", "203.0.113.5"),
            (["10.0.0.1"], "10.0.0.1", "1.1.1.1, 203.0.113.5", "203.0.113.5"),
            (["10.0.0.0/24"], "10.0.0.1", "1.1.1.1, 203.0.113.5, 10.0.0.7", "203.0.113.5"),
            (["10.0.0.1"], "10.0.0.1", "", "10.0.0.1"),
            (["10.0.0.1"], "10.0.0.1", "203.0.113.5, basura", "10.0.0.1"),
            (["10.0.0.1"], "203.0.113.9", "203.0.113.5", "203.0.113.9"),
            (["unix"], "", "203.0.113.5", "203.0.113.5"),
            ([], "", "203.0.113.5", "unix"),
            (["::1"], "::1", "2001:db8::1:2:3:4", "2001:db8::/64"),
            ([], "::ffff:203.0.113.5", "", "203.0.113.5"),
        ],
    )
    def test_of_the_browser(self, trusted, remote, forwarded, address):
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        request = RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)
        with override_settings(TRUSTED_PROXIES=trusted):
            assert client_address(request) == address

    def test_a_forged_header_makes_no_new_address(self, cast):
        for number in range(20):
            answer = Client(REMOTE_ADDR="192.0.2.1").post(
                "/acceder/", {"username": "enlace", "password": WRONG},
                headers={"X-Forwarded-For": f"203.0.113.{number}"},
            )  # fmt: skip
        assert answer.status_code == 429

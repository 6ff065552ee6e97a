"""The second factor: its code at the log-in, its pages, who must have one, and what is stored."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import Fernet
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from programs.enums import NoticeKind
from programs.models import Institucion, Notice, Sesion, TryCount, User
from programs.selectors.second_factor import recovery_codes_of
from programs.services.account import PAIR_FREE
from programs.services.second_factor import second_factor_start
from tests.factories import PASSWORD
from tests.programs.admin_cast import filled, url
from tests.programs.test_libro import acts

pytestmark = pytest.mark.django_db
START = datetime(2026, 4, 10, 18, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP, ON = "/acceder/codigo/", "/cuenta/dos-pasos/"
WAITS = "Hubo demasiados intentos con un código equivocado. Espere"


@pytest.fixture(autouse=True)
def clock():
    """A clock that stands still until a test moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def code(secret: str = SECRET, *, ago: int = 0) -> str:
    """Return the code that an application shows now, or showed so many periods ago."""
    return format_hotp_value(hotp_value(secret, int(datetime.now(UTC).timestamp()) // 30 - ago))


@pytest.fixture
def guarded(cast, clock) -> User:
    """The person who keeps the plan, with a second factor; its first code is spent."""
    person = cast.people["planeacion"]
    second_factor_start(person, SECRET, code(), now=START)
    clock.shift(60)
    return person


def enter(name: str = "planeacion", address: str = "192.0.2.1", to: str = "") -> Client:
    """Return a browser that gave the right password."""
    client = Client(REMOTE_ADDR=address)
    client.post(f"/acceder/{to}", {"username": name, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    """Tell whether somebody signed in."""
    return "_auth_user_id" in client.session


class TestLogIn:
    """What comes after the right password."""

    def test_the_password_alone_opens_no_door(self, guarded):
        client = Client()
        for door in ("/acceder/", "/acceder/?next=/admin/", "/admin/login/"):
            client.post(door, {"username": "planeacion", "password": PASSWORD})
            assert not is_in(client)
            assert client.get("/").status_code == client.get("/admin/").status_code == 302

    def test_a_code_lets_in_and_leads_to_where_the_person_was_going(self, guarded):
        client = enter(to="?next=/programas/")
        page = client.get(STEP)
        assert (page.status_code, page["Cache-Control"]) == (
            200,
            "max-age=0, no-cache, no-store, must-revalidate, private",
        )
        before = client.cookies["sessionid"].value
        answer = client.post(STEP, {"code": f"{code()[:3]} {code()[3:]}"})
        assert (answer.status_code, answer["Location"]) == (302, "/programas/")
        assert is_in(client)
        assert client.cookies["sessionid"].value != before
        assert client.get(STEP)["Location"] == "/"

    def test_a_code_serves_once_also_one_period_later_and_in_two_browsers(self, guarded, clock):
        first, second = enter(), enter()
        used = code()
        assert first.post(STEP, {"code": used}).status_code == 302
        for seconds in (0, 29):
            clock.shift(seconds)
            answer = second.post(STEP, {"code": used})
            assert answer.status_code == 422
            assert "o ya se usó" in answer.text
        clock.shift(1)
        # What an application showed before the spent one is spent too.
        assert second.post(STEP, {"code": code(ago=1)}).status_code == 422
        assert second.post(STEP, {"code": code()}).status_code == 302

    def test_the_clock_of_a_phone_may_be_off_by_half_a_minute(self, guarded, clock):
        clock.shift(120)
        assert enter().post(STEP, {"code": code(ago=2)}).status_code == 422
        assert enter().post(STEP, {"code": code(ago=1)}).status_code == 302
        assert enter().post(STEP, {"code": code(ago=-1)}).status_code == 302

    def test_a_recovery_code_serves_once(self, guarded):
        kept = recovery_codes_of(guarded)
        assert len(set(kept)) == 10
        assert enter().post(STEP, {"code": kept[3]}).status_code == 302
        assert enter().post(STEP, {"code": kept[3]}).status_code == 422
        assert kept[3] not in recovery_codes_of(guarded)

    @pytest.mark.parametrize("sent", ["", "1", "x" * 500, "٠" * 6, "½½½½½½", "12345678901234567"])
    def test_what_is_no_code_has_its_sentence(self, guarded, sent):
        answer = enter().post(STEP, {"code": sent})
        assert answer.status_code == 422
        assert "code-error" in answer.text or "error_1_id_code" in answer.text

    def test_wrong_codes_wait_and_the_password_takes_none_of_them_back(self, guarded, clock):
        for number in range(PAIR_FREE):
            assert enter().post(STEP, {"code": f"00000{number}"}).status_code == 422
        answer = enter().post(STEP, {"code": code()})
        assert (answer.status_code, answer["Retry-After"]) == (429, "60")
        assert f"{WAITS} un minuto e intente otra vez." in answer.text
        # Who stands elsewhere has guessed nothing yet; and the password still waits for nobody.
        assert enter(address="192.0.2.2").post(STEP, {"code": code()}).status_code == 302
        clock.shift(61)
        assert enter().post(STEP, {"code": code()}).status_code == 302
        assert all("codigo" not in key for key in TryCount.objects.values_list("key", flat=True))

    def test_without_a_password_there_is_no_step(self, guarded, clock):
        assert Client().get(STEP)["Location"] == "/acceder/"
        assert Client().post(STEP, {"code": code()})["Location"] == "/acceder/"
        late = enter()
        clock.shift(15 * 60 + 1)
        assert late.post(STEP, {"code": code()})["Location"] == "/acceder/"
        assert not is_in(late)

    def test_who_was_shut_out_between_the_two_steps_stays_out(self, guarded):
        client = enter()
        User.objects.filter(pk=guarded.pk).update(is_active=False)
        client.post(STEP, {"code": code()})
        assert client.get("/").status_code == 302

    def test_another_person_s_session_ends_before_the_second_step(self, guarded, cast):
        client = Client()
        client.force_login(cast.people["enlace"])
        client.post("/acceder/", {"username": "planeacion", "password": PASSWORD})
        assert not is_in(client)
        client.post(STEP, {"code": code()})
        assert client.session["_auth_user_id"] == str(guarded.pk)


class TestPages:
    """To turn it on, to make codes, to turn it off."""

    def secret_on(self, page) -> str:
        """Return the secret that a page shows to be typed."""
        return re.search(r'enrol-secret">([A-Z2-7 ]+)<', page.text).group(1).replace(" ", "")

    def test_it_is_turned_on_with_the_password_and_a_code(self, cast, sign_in):
        client = sign_in("enlace")
        assert "Apagada" in client.get("/cuenta/").text
        page = client.get(ON)
        secret = self.secret_on(page)
        assert secret == self.secret_on(client.get(ON))
        assert "data:image/svg+xml" in page.text
        assert f"secret={secret}" in page.context["address"]
        for typed in (
            {"code": code(secret), "password": "otra"},
            {"code": "123456", "password": PASSWORD},
            {"code": code(secret)},
            {"password": PASSWORD},
        ):
            assert client.post(ON, typed).status_code == 422, typed
        assert not Authenticator.objects.exists()

        answer = client.post(ON, {"code": code(secret), "password": PASSWORD})
        assert (answer.status_code, answer["Location"]) == (303, "/cuenta/codigos/")
        shown = client.get("/cuenta/codigos/")
        kept = recovery_codes_of(cast.people["enlace"])
        assert all(each in shown.text for each in kept)
        assert kept[0] in client.get("/cuenta/codigos/").text  # a page that is loaded again
        client.post("/cuenta/codigos/")
        again = client.get("/cuenta/codigos/", follow=True)
        assert kept[0] not in again.text
        assert "se muestran una sola vez" in again.text
        assert "Le quedan 10 códigos" in again.text
        (act,) = acts("person_change")
        assert act.data["changes"] == [["verificación en dos pasos", "no la tenía", "activa"]]

    def test_what_is_stored_can_be_read_by_nobody(self, cast, sign_in):
        client = sign_in("enlace")
        secret = self.secret_on(client.get(ON))
        client.post(ON, {"code": code(secret), "password": PASSWORD})
        (totp,) = Authenticator.objects.filter(type="totp")
        assert secret not in str(totp.data)
        stored = [session.get_decoded() for session in Sesion.objects.all()]
        assert secret not in str(stored)
        client.get(reverse("second_factor_on"))
        kept = recovery_codes_of(cast.people["enlace"])
        rows = str(list(Authenticator.objects.values_list("data", flat=True)))
        assert not any(each.replace(" ", "") in rows for each in kept)

    def test_codes_are_shown_to_the_session_that_made_them_for_a_while(
        self, guarded, client, clock
    ):
        client.force_login(guarded)
        old = recovery_codes_of(guarded)
        assert client.get("/cuenta/codigos/").status_code == 302
        assert client.post("/cuenta/codigos/nuevos/", {"code": "000000"}).status_code == 422
        assert recovery_codes_of(guarded) == old
        client.post("/cuenta/codigos/nuevos/", {"code": code()})
        new = recovery_codes_of(guarded)
        assert not set(new) & set(old)
        assert new[0] in client.get("/cuenta/codigos/").text
        other = Client()
        other.force_login(guarded)
        assert other.get("/cuenta/codigos/").status_code == 302
        clock.shift(15 * 60 + 1)
        assert client.get("/cuenta/codigos/").status_code == 302
        assert acts("person_change")[-1].data["changes"][0][0] == "códigos de recuperación"

    def test_it_is_turned_off_with_a_code_and_the_person_is_told(
        self, guarded, client, django_capture_on_commit_callbacks, settings
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        User.objects.filter(pk=guarded.pk).update(email="planeacion@propia.test")
        client.force_login(guarded)
        off = "/cuenta/dos-pasos/apagar/"
        assert client.post(off, {"code": "000000"}).status_code == 422
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(off, {"code": recovery_codes_of(guarded)[0]}).status_code == 303
        assert not Authenticator.objects.exists()
        assert client.get(off)["Location"] == "/cuenta/"
        assert is_in(enter())
        notice = Notice.objects.filter(kind=NoticeKind.SECURITY).latest("pk")
        assert "Verificación en dos pasos: apagada. Si no fue usted" in notice.text
        assert "apagada" in mail.outbox[-1].body

    def test_another_key_still_reads_and_a_lost_one_says_so(self, guarded, settings):
        (old,), new = settings.MFA_KEYS, Fernet.generate_key().decode()
        settings.MFA_KEYS = [new, old]
        assert is_in(entered := enter()) is False
        assert entered.post(STEP, {"code": code()}).status_code == 302
        out = StringIO()
        call_command("seal_second_factors", stdout=out)
        assert "2 secretos" in out.getvalue()
        settings.MFA_KEYS = [new]
        kept = recovery_codes_of(guarded)
        assert enter().post(STEP, {"code": kept[0]}).status_code == 302
        settings.MFA_KEYS = [Fernet.generate_key().decode()]
        lost = enter().post(STEP, {"code": kept[1]})
        assert lost.status_code == 422
        assert "la clave MFA_KEY cambió" in lost.text
        entered.force_login(guarded)
        assert "La clave MFA_KEY cambió" in entered.get("/cuenta/").text


class TestRequired:
    """An institution that requires it: of whom, and what they can do before."""

    @pytest.fixture
    def requiring(self, cast):
        """The institution requires it, and its titular validates in the place of the head."""
        Institucion.objects.filter(pk=cast.institucion.pk).update(
            second_factor_required=True, second_validator=cast.people["titular"]
        )
        return cast

    def test_who_has_to_have_it(self, requiring, sign_in):
        led = {name: sign_in(name).get("/programas/") for name in requiring.people}
        owes = {name for name, answer in led.items() if answer.headers.get("Location") == ON}
        assert owes == {"planeacion", "secretario", "titular", "superuser"}

    def test_nothing_else_can_be_done_before(self, requiring, sign_in):
        client = sign_in("planeacion")
        for address in ("/", "/admin/", "/cuenta/", "/contrasena/lista/", url(User, "changelist")):
            answer = client.get(address)
            assert (answer.status_code, answer["Location"]) == (302, ON), address
        asked = client.post("/avisos/visto/", headers={"Accept": "application/json"})
        assert asked.status_code == 403
        assert "Actívela para continuar" in asked.json()["message"]
        typed = {"first_name": "Lo que escribí", "password1": "Una-clave-secreta-9"}
        kept = client.post(url(User, "add"), typed)
        assert kept.status_code == 403
        assert "Lo que escribí" in kept.text
        assert "Una-clave-secreta-9" not in kept.text
        assert client.get("/verificar/").status_code == 200
        assert client.get("/revisar/").status_code == 200
        assert client.get(ON).status_code == client.get("/contrasena/").status_code == 200

    def test_who_activates_it_goes_on(self, requiring, sign_in):
        client = sign_in("secretario")
        page = client.get(ON)
        assert "Su función debe tenerla" in page.text
        secret = page.context["secret"].replace(" ", "")
        client.post(ON, {"code": code(secret), "password": PASSWORD})
        assert client.get("/cuenta/codigos/").status_code == 200
        assert client.get("/programas/").status_code == 200

    def test_it_is_switched_on_where_the_settings_are_and_stands_in_the_ledger(self, cast, sign_in):
        client = sign_in("planeacion")
        screen = url(Institucion, "change", cast.institucion.pk)
        data = filled(client.get(screen)) | {"second_factor_required": "on"}
        assert client.post(screen, data).status_code == 302
        (act,) = acts("settings_change")
        assert act.data["changes"] == [["exige verificación en dos pasos", "No", "Sí"]]
        assert client.get("/")["Location"] == ON


class TestReset:
    """To help who lost phone and codes: who manages their account."""

    def address(self, person: User) -> str:
        """Return where the second factor of a person is taken away."""
        return reverse("second_factor_reset", args=[person.pk])

    def test_planeacion_helps_its_people_and_nobody_else(self, cast, sign_in, clock):
        for name in ("enlace", "secretario", "outsider", "superuser", "planeacion"):
            second_factor_start(cast.people[name], SECRET, code(), now=START)
        clock.shift(60)
        client = sign_in("planeacion")
        for name in ("secretario", "outsider", "superuser", "planeacion"):
            assert client.get(self.address(cast.people[name])).status_code == 404
            assert client.post(self.address(cast.people[name])).status_code == 404
        enlace = cast.people["enlace"]
        assert self.address(enlace) in client.get(url(User, "change", enlace.pk)).text
        assert "perdió su teléfono" in client.get(self.address(enlace)).text
        assert sign_in("titular").post(self.address(enlace)).status_code == 404
        assert Authenticator.objects.filter(user=enlace).exists()

        answer = sign_in("planeacion").post(self.address(enlace), follow=True)
        assert "Se quitó la verificación en dos pasos de enlace" in answer.text
        assert not Authenticator.objects.filter(user=enlace).exists()
        assert is_in(enter("enlace"))
        assert acts("person_change")[-1].actor == "planeacion"
        told = Notice.objects.get(person=enlace, text__contains="planeacion cambió")
        assert told.kind == NoticeKind.SECURITY
        again = client.post(self.address(enlace), follow=True)
        assert "no tiene la verificación" in again.text

    def test_the_server_helps_the_last_superuser(self, cast):
        second_factor_start(cast.people["superuser"], SECRET, code(), now=START)
        out = StringIO()
        call_command("reset_second_factor", "superuser", stdout=out)
        assert "superuser" in out.getvalue()
        assert not Authenticator.objects.exists()
        assert acts("person_change")[-1].actor == "sistema"


def test_a_password_that_somebody_else_set_is_changed_at_the_first_entrance(cast, sign_in):
    enlace, new = cast.people["enlace"], "Prestada-por-otro-7"
    sign_in("planeacion").post(
        reverse("admin:auth_user_password_change", args=[enlace.pk]),
        {"password1": new, "password2": new},
    )
    client = Client()
    client.post("/acceder/", {"username": "enlace", "password": new})
    assert client.get("/programas/")["Location"] == "/contrasena/"
    assert "Su contraseña se la dio otra persona" in client.get("/contrasena/").text
    own = "Esta-si-es-la-mia-88"
    typed = {"old_password": new, "new_password1": new, "new_password2": new}
    assert "La contraseña nueva es la actual" in client.post("/contrasena/", typed).text
    typed |= {"new_password1": own, "new_password2": own}
    assert client.post("/contrasena/", typed).status_code == 302
    assert client.get("/programas/").status_code == 200


def test_a_stalled_log_in_is_no_longer_than_a_quarter_of_an_hour(guarded, clock):
    client = enter()
    clock.shift(timedelta(minutes=14))
    assert client.post(STEP, {"code": code()}).status_code == 302

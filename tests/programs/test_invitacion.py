"""The link by which a person chooses their first password: it opens one account, once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from programs.enums import Role
from programs.errors import DomainError
from programs.models import AuditEntry, Invitacion, Membresia, User
from programs.selectors.personas import invitation_mark
from programs.services.invitacion import (
    FREE_MISSES,
    GONE,
    invitation_accept,
    invitation_link,
    invitations_make,
    invited_person,
    mail_invitations,
)
from tests.factories import PASSWORD, make_institucion, make_person

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
CHOSEN = "Mi-clave-elegida-2026"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def institucion():
    return make_institucion("prueba")


@pytest.fixture
def planner(institucion):
    return make_person("plan", institucion, Role.PLANEACION, first_name="Rosa")


@pytest.fixture
def ana(institucion, planner):
    return invite(institucion, planner, "ana")


def invite(institucion, by, name):
    person = User.objects.create(username=name, email=f"{name}@prueba.mx", first_name=name.title())
    person.set_unusable_password()
    person.save()
    Membresia.objects.create(user=person, institucion=institucion, role=Role.CONSULTA)
    with transaction.atomic():
        invitations_make(institucion.pk, [person], by=by, now=NOW)
    return person


def link(person):
    row = Invitacion.objects.select_related("person").get(person=person)
    row.person.invitacion = row
    return "/" + invitation_link(row).split("/", 3)[3]


def choose(client, url, password=CHOSEN):
    return client.post(url, {"new_password1": password, "new_password2": password})


def test_a_person_chooses_a_password_is_in_and_the_link_ends(client, ana):
    url = link(ana)
    page = client.get(url)
    assert page.status_code == 200 and "su cuenta es <strong>ana</strong>" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    answer = choose(client, url)
    assert answer.status_code == 303 and answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ana.pk)
    ana.refresh_from_db()
    assert ana.check_password(CHOSEN) and not Invitacion.objects.exists()
    act = AuditEntry.objects.get()
    assert (act.action, act.actor) == ("person_change", "ana")
    assert act.data == {"changes": [["contraseña", "ninguna", "una nueva"]]}
    client.logout()
    assert client.get(url).status_code == 404
    assert choose(client, url, "Otra-clave-larga-2026").status_code == 404
    ana.refresh_from_db()
    assert ana.check_password(CHOSEN)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("", "", "Escriba su contraseña."),
        (CHOSEN, "Otra-clave-larga-2026", "Las dos contraseñas son distintas"),
        ("corta", "corta", "demasiado corta"),
        ("123456789012345", "123456789012345", "numérica"),
        ("ana@prueba.mx", "ana@prueba.mx", "similar"),
    ],
)
def test_a_weak_password_is_refused_in_spanish_and_the_link_still_serves(
    client, ana, first, second, said
):
    answer = client.post(link(ana), {"new_password1": first, "new_password2": second})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert client.get(link(ana)).status_code == 200


def change(person, **fields):
    User.objects.filter(pk=person.pk).update(**fields)


def renew(person):
    with transaction.atomic():
        invitations_make(person.invitacion.institucion_id, [person], by=None, now=NOW)


def act_for(person, institucion, role):
    Membresia.objects.create(user=person, institucion=institucion, role=role)


ENDS = {
    "another e-mail": lambda person: change(person, email="otra@prueba.mx"),
    "shut": lambda person: change(person, is_active=False),
    "another link": renew,
    "a password from elsewhere": lambda person: change(person, password="argon2$x"),
    "no invitation": lambda person: Invitacion.objects.all().delete(),
    "it reviews": lambda person: act_for(person, person.invitacion.institucion, Role.SECRETARIO),
    "it acts elsewhere": lambda person: act_for(person, make_institucion("otra"), Role.CONSULTA),
    "a superuser": lambda person: change(person, is_superuser=True),
}


@pytest.mark.parametrize("why", ENDS)
def test_a_link_ends(client, ana, why):
    url = link(ana)
    ENDS[why](ana)
    answer = choose(client, url)
    assert answer.status_code == 404 and GONE in answer.content.decode()
    assert "_auth_user_id" not in client.session
    ana.refresh_from_db()
    assert not ana.check_password(CHOSEN)


def test_a_superuser_invites_to_review(client, institucion):
    root = User.objects.create(username="root", is_superuser=True)
    person = invite(institucion, root, "rita")
    act_for(person, institucion, Role.SECRETARIO)
    assert choose(client, link(person)).status_code == 303


def test_a_link_expires_from_when_it_was_made_however_late_it_is_told(client, ana, settings):
    url = link(ana)
    lasts = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    assert lasts == timedelta(days=7)
    with time_machine.travel(NOW + lasts - timedelta(minutes=1)):
        assert client.get(url).status_code == 200 and link(ana) == url
    with time_machine.travel(NOW + lasts + timedelta(minutes=1)):
        assert client.get(url).status_code == 404


def test_a_link_opens_nobody_else(client, institucion, planner, ana):
    eva = invite(institucion, planner, "eva")
    token = link(ana).rstrip("/").rsplit("/", 1)[1]
    for pk in (eva.pk, planner.pk, 0, -1, 2**70, "x", "1\x00", "²"):
        uid = urlsafe_base64_encode(force_bytes(pk))
        assert invited_person(uid, token) is None
        assert client.get(reverse("invitation", args=[uid, token])).status_code == 404
    for uid in ("%C3%B1", "a", "====", "x" * 3000):
        assert invited_person(uid, token) is None
    for wrong in ("x", "1-2", token[:-1], f"{token}0"):
        uid = urlsafe_base64_encode(force_bytes(ana.pk))
        assert client.get(reverse("invitation", args=[uid, wrong])).status_code in (404, 429)


def test_two_at_once_use_it_once(ana):
    _, _, uid, token, _ = link(ana).split("/")
    assert invitation_accept(uid, token, password=CHOSEN, now=NOW) == ana
    with pytest.raises(DomainError, match="ya no sirve"):
        invitation_accept(uid, token, password=PASSWORD, now=NOW)


def test_guessing_waits_as_wrong_passwords_do(client, ana):
    url = link(ana)
    for _ in range(FREE_MISSES):
        assert client.get(f"{url[:-3]}xx/").status_code == 404
    waits = client.get(url)
    assert waits.status_code == 429 and waits["Retry-After"] == "60"
    assert "Espere un minuto" in waits.content.decode()
    assert choose(client, url).status_code == 429
    assert client.get(url, REMOTE_ADDR="10.9.9.9").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=2)):
        assert client.get(url).status_code == 200


def test_who_is_in_as_somebody_else_is_told_and_leaves(client, planner, ana):
    client.force_login(planner)
    assert "sesión de otra persona" in client.get(link(ana)).content.decode()
    choose(client, link(ana))
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_new_link_is_made_only_for_who_has_no_password(client, planner, institucion, ana):
    client.force_login(planner)
    old, url = link(ana), f"/institucion/prueba/preparar/personas/{ana.pk}/enlace/"
    seen = {"seen": invitation_mark(ana.invitacion)}
    answer = client.post(url, seen)
    newer = link(ana)
    assert newer in client.get(answer["Location"]).content.decode()
    # A second click makes no second link; what somebody else saw before is refused to them.
    assert client.post(url, seen).status_code == 303 and link(ana) == newer
    client.force_login(make_person("root", is_superuser=True))
    assert "Otra persona hizo un enlace nuevo" in client.post(url, seen).content.decode()
    client.force_login(planner)
    assert client.get(old).status_code == 404
    assert AuditEntry.objects.get().data["changes"][0][2] == "uno nuevo"
    change(ana, is_active=False)
    assert "está desactivada" in client.post(url).content.decode()
    ana.set_password(PASSWORD)
    ana.is_active = True
    ana.save()
    refused = client.post(url)
    assert refused.status_code == 422 and "ya eligió su contraseña" in refused.content.decode()
    # Since she acts elsewhere too, her account is no longer Planeación's to open.
    ana.set_unusable_password()
    ana.save()
    Membresia.objects.create(user=ana, institucion=make_institucion("otra"), role=Role.CONSULTA)
    assert client.post(url).status_code == 403


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://pta.prueba.mx"


def test_the_link_is_sent_once_by_mail_where_there_is_a_server(
    server, institucion, planner, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        eva = invite(institucion, planner, "eva")
    (message,) = mail.outbox
    assert message.to == ["eva@prueba.mx"] and message.subject == "PRUEBA: elija su contraseña"
    assert f"https://pta.prueba.mx{link(eva)}" in message.body
    assert (
        "Rosa le dio una cuenta" in message.body and "hasta el 9 de marzo de 2026" in message.body
    )
    assert mail_invitations() == 0
    call_command("send_notices")
    assert len(mail.outbox) == 1


def test_what_was_not_sent_is_sent_later_while_it_serves(server, settings, ana, capsys):
    shut = invite(ana.invitacion.institucion, None, "luz")
    change(shut, is_active=False)
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert mail_invitations() == 0  # nobody reads a console
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(NOW + timedelta(days=8)):
        assert mail_invitations() == 0
    call_command("send_notices")
    assert "1 invitación enviada" in capsys.readouterr().out
    assert [message.to for message in mail.outbox] == [["ana@prueba.mx"]]


def test_a_server_that_fails_leaves_the_link_to_be_copied(server, ana, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("no route")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    assert mail_invitations() == 0
    assert Invitacion.objects.get().mailed_at is None

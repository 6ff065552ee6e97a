"""The e-mails that carry the notices: one for each person, tried again, and right after an act."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from programs.enums import NoticeKind
from programs.models import Institucion, Notice, User
from programs.services.mailing import (
    LONGEST_WAIT,
    Tally,
    mail_at_once,
    mail_everyone,
    subject_of,
    wait_after,
)
from programs.services.vencimientos import deadlines_notify
from tests.factories import make_person
from tests.programs.notices_cast import NOW
from tests.programs.review_cast import Review

pytestmark = pytest.mark.django_db
BACKEND = f"{__name__}.OneMailboxFails"
BAD = "titular@falla.test"


class OneMailboxFails(EmailBackend):
    """Delivers to every mailbox but one, which the server refuses."""

    broken = True

    def send_messages(self, messages):
        """Refuse the message to the bad mailbox."""
        for message in messages:
            if self.broken and BAD in message.to:
                raise SMTPRecipientsRefused({BAD: (550, b"no existe")})
        return super().send_messages(messages)


class NoServer(EmailBackend):
    """A server that does not answer."""

    tried = 0

    def send_messages(self, messages):
        """Count and fail, as a socket does."""
        type(self).tried += 1
        raise TimeoutError("timed out")


class AnotherSends(EmailBackend):
    """While it delivers, a second process sends all that waits."""

    def send_messages(self, messages):
        """Begin the other one, which finds nothing of this person, and deliver."""
        mail_everyone()
        return super().send_messages(messages)


class Killed(BaseException):
    """What ends a process in the middle of its work."""


class Dies(EmailBackend):
    """The process ends while the server is asked."""

    def send_messages(self, messages):
        """End."""
        raise Killed


@pytest.fixture
def addresses(cast):
    """Give the people of the área and the Secretario Técnico a mailbox."""
    for name, email in (
        ("enlace", "enlace@bien.test"), ("titular", BAD), ("secretario", "secretario@bien.test"),
    ):  # fmt: skip
        User.objects.filter(pk=cast.people[name].pk).update(email=email)


def send(capsys, day: str = "2026-04-21") -> str:
    """Run the daily command and return its last line."""
    call_command("send_notices", today=day)
    return capsys.readouterr().out.strip().splitlines()[-1]


def test_each_person_gets_one_message_with_exactly_what_they_owe(
    cast, months_done, addresses, settings, capsys
):
    settings.SITE_URL = "https://pta.test/"
    assert send(capsys).endswith("2 mensajes enviados, 0 fallaron")
    message = next(m for m in mail.outbox if m.to == ["enlace@bien.test"])

    assert message.subject == (
        "PROPIA: Falta enviar el 1er trimestre 2026 (Dirección juridica). "
        "Venció el 17 de abril de 2026"
    )
    text = "1. Falta enviar el 1er trimestre 2026 (Dirección juridica). Venció el 17 de abril"
    place = "https://pta.test/programas/propia/2026/trimestres/1/enviar/juridica/"
    assert text in message.body and f"   {place}\n" in message.body
    assert message.body.count("https://") == 2


def test_the_subject_names_the_most_urgent_matter(cast, addresses):
    rows = [
        Notice(
            institucion=cast.institucion, person=cast.people["enlace"], kind=kind, key=kind,
            text=text, path="/", created_at=NOW,
        )
        for kind, text in (
            (NoticeKind.REOPENED, "Se reabrió\nel trimestre."), (NoticeKind.LATE, "Falta enero."),
            (NoticeKind.LATE, "Falta febrero."), (NoticeKind.DUE, "Vence marzo."),
        )
    ]  # fmt: skip

    assert subject_of(rows) == "PROPIA: Falta enero y 3 más"
    assert subject_of(rows[:1]) == "PROPIA: Se reabrió el trimestre"
    rows[0].text = "palabra " * 60
    assert len(subject_of(rows[:1])) <= 130


def test_a_subject_is_one_line_whatever_the_names(cast):
    cast.institucion.short_name = "PRO\nPIA"
    notice = Notice(institucion=cast.institucion, kind=NoticeKind.LATE, text="Falta\nenero.")

    assert subject_of([notice]) == "PRO PIA: Falta enero"


def test_the_sender_and_whom_to_ask_are_settings(cast, months_done, addresses, settings, capsys):
    settings.DEFAULT_FROM_EMAIL, settings.HELP_CONTACT = "Avisos <a@pta.test>", "Mesa, ext. 12"
    send(capsys)
    assert {message.from_email for message in mail.outbox} == {"Avisos <a@pta.test>"}
    assert all("\nAyuda: Mesa, ext. 12\n" in message.body for message in mail.outbox)

    cast.institucion.contact = "planeacion@pta.test"
    cast.institucion.save()
    Notice.objects.update(emailed_at=None)
    mail.outbox.clear()
    send(capsys)
    assert all("\nAyuda: planeacion@pta.test\n" in message.body for message in mail.outbox)


def test_a_message_tells_each_notice_with_its_place_in_the_order_they_came(
    cast, addresses, settings
):
    settings.SITE_URL = "https://pta.test/"
    enlace = cast.people["enlace"]
    for minutes, text, path in ((5, "Falta mayo.", "/mes/5/"), (0, "Falta abril.", "/mes/4/")):
        Notice.objects.create(
            institucion=cast.institucion, person=enlace, kind="late", key=path, text=text,
            path=path, created_at=NOW + timedelta(minutes=minutes),
        )  # fmt: skip
    assert mail_everyone() == Tally(sent=1)
    [message] = mail.outbox

    assert message.subject == "PROPIA: Falta abril y 1 más"
    assert message.body == (
        f"{enlace}:\n\n"
        "Tiene 2 avisos en el seguimiento del Programa de Trabajo Anual.\n\n"
        "1. Falta abril.\n   https://pta.test/mes/4/\n\n"
        "2. Falta mayo.\n   https://pta.test/mes/5/\n\n"
        "Cada aviso se le envía por correo una sola vez. "
        "Todos los que siguen abiertos están en:\nhttps://pta.test/avisos/\n\n"
        "Ayuda: pregunte al área de planeación de su institución.\n"
    )


def test_after_an_act_only_the_people_of_the_act_get_a_message(cast, addresses):
    for name in ("enlace", "secretario"):
        Notice.objects.create(
            institucion=cast.institucion, person=cast.people[name], kind="closed", key="k",
            text="Cerró.", path="/", created_at=NOW,
        )  # fmt: skip
    mail_at_once([cast.people["enlace"].pk])

    assert [message.to for message in mail.outbox] == [["enlace@bien.test"]]


def test_the_wait_is_that_of_the_notice_tried_most_often(cast, addresses, settings):
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    for key, attempts in (("a", 0), ("b", 3)):
        Notice.objects.create(
            institucion=cast.institucion, person=cast.people["enlace"], kind="closed", key=key,
            text="Cerró.", path="/", created_at=NOW, attempts=attempts,
        )  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        mail_everyone()

    assert set(Notice.objects.values_list("next_try_at", flat=True)) == {NOW + wait_after(4)}


def test_after_an_act_ten_messages_are_sent_and_the_rest_wait(cast):
    people = [
        make_person(f"p{n}", cast.institucion, "consulta", email=f"p{n}@bien.test")
        for n in range(11)
    ]
    for person in people:
        Notice.objects.create(
            institucion=cast.institucion, person=person, kind="closed", key="k", text="Cerró.",
            path="/", created_at=NOW,
        )  # fmt: skip
    mail_at_once([person.pk for person in people])

    assert len(mail.outbox) == 10
    assert Notice.objects.filter(emailed_at__isnull=True).count() == 1


def test_a_second_run_sends_nothing(cast, addresses, capsys):
    first = send(capsys)
    sent = len(mail.outbox)

    assert sent == len({message.to[0] for message in mail.outbox}) == 3
    assert first.endswith(" avisos, 3 mensajes enviados, 0 fallaron")
    assert send(capsys) == "0 avisos, 0 mensajes enviados, 0 fallaron"
    assert len(mail.outbox) == sent


def test_one_bad_mailbox_holds_up_nobody_and_is_tried_again(
    cast, addresses, settings, capsys, monkeypatch
):
    settings.EMAIL_BACKEND = BACKEND
    assert send(capsys).endswith("2 mensajes enviados, 1 falló")
    assert [m.to[0] for m in mail.outbox] == ["enlace@bien.test", "secretario@bien.test"]
    failed = Notice.objects.filter(person=cast.people["titular"])
    assert {n.attempts for n in failed} == {1}
    assert all("550" in n.error and n.emailed_at is None for n in failed)

    # Too early, then still broken, then mended.
    assert send(capsys) == "0 avisos, 0 mensajes enviados, 0 fallaron"
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        assert send(capsys) == "0 avisos, 0 mensajes enviados, 1 falló"
    monkeypatch.setattr(OneMailboxFails, "broken", False)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=False):
        assert send(capsys) == "0 avisos, 0 mensajes enviados, 0 fallaron"
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=30), tick=False):
        assert send(capsys) == "0 avisos, 1 mensaje enviado, 0 fallaron"
    assert all(n.emailed_at and not n.error for n in failed.all())


def test_what_one_sender_has_taken_no_other_sends(cast, addresses, settings):
    deadlines_notify(date(2026, 4, 21), NOW)
    settings.EMAIL_BACKEND = f"{__name__}.AnotherSends"
    mail_everyone()

    people = ["enlace@bien.test", "secretario@bien.test", BAD]
    assert sorted(message.to[0] for message in mail.outbox) == people
    assert set(Notice.objects.exclude(person__email="").values_list("attempts", flat=True)) == {1}


def test_what_a_dead_sender_had_taken_is_sent_after_fifteen_minutes(cast, addresses, settings):
    deadlines_notify(date(2026, 4, 21), NOW)
    working = settings.EMAIL_BACKEND
    taken_at = datetime(2026, 4, 21, 16, 0, tzinfo=UTC)
    settings.EMAIL_BACKEND = f"{__name__}.Dies"
    with time_machine.travel(taken_at, tick=False), pytest.raises(Killed):
        mail_everyone()
    settings.EMAIL_BACKEND = working

    first = Notice.objects.exclude(attempts=0).first().person.email
    with time_machine.travel(taken_at + timedelta(minutes=14, seconds=59), tick=False):
        mail_everyone()
    assert len(mail.outbox) == 2
    assert first not in [message.to[0] for message in mail.outbox]
    with time_machine.travel(taken_at + timedelta(minutes=15), tick=False):
        mail_everyone()
    assert [message.to[0] for message in mail.outbox[2:]] == [first]


def test_the_wait_grows_and_has_an_end():
    waits = [wait_after(tries) for tries in range(1, 40)]

    assert waits[:3] == [timedelta(minutes=minutes) for minutes in (5, 10, 20)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT == timedelta(hours=12)


def test_people_without_address_are_counted_and_wait(cast, months_done, capsys):
    assert send(capsys).endswith("0 mensajes enviados, 0 fallaron, 2 personas sin correo")
    User.objects.filter(pk=cast.people["titular"].pk).update(email="titular@bien.test")

    assert send(capsys) == "0 avisos, 1 mensaje enviado, 0 fallaron, 1 persona sin correo"


def test_what_is_done_before_it_was_sent_is_not_sent(cast, months_done, addresses):
    deadlines_notify(date(2026, 4, 21), NOW)
    Review(cast).submit()

    mail_everyone()
    assert {tuple(m.to) for m in mail.outbox} == {("secretario@bien.test",)}


def test_who_left_gets_no_mail(cast, months_done, addresses):
    deadlines_notify(date(2026, 4, 21), NOW)
    User.objects.filter(pk=cast.people["enlace"].pk).update(is_active=False)
    mail_everyone()

    assert [message.to for message in mail.outbox] == [[BAD]]


@pytest.mark.parametrize(("slugs", "named"), [(("propia",), False), (("propia", "ajena"), True)])
def test_a_notice_names_its_institution_where_there_are_several(cast, addresses, slugs, named):
    for slug in slugs:
        Notice.objects.create(
            institucion=Institucion.objects.get(slug=slug), person=cast.people["enlace"],
            kind="late", key=slug, text="Falta un mes.", path="/mes/", created_at=NOW,
        )  # fmt: skip
    mail_everyone()

    assert [f"{slug.upper()}. Falta un mes." in mail.outbox[0].body for slug in slugs] == [
        named
    ] * len(slugs)


def test_a_wrong_date_is_refused(capsys):
    with pytest.raises(CommandError, match="AAAA-MM-DD"):
        call_command("send_notices", today="21/04/2026")


# Right after the action ---------------------------------------------------------------------------


def test_an_action_sends_its_message_at_once(cast, addresses, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Review(cast).submit()

    assert [m.to for m in mail.outbox] == [["secretario@bien.test"]]
    assert Notice.objects.get(kind="submitted").emailed_at


def test_a_server_that_is_down_never_breaks_the_action(
    cast, addresses, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.NoServer"
    monkeypatch.setattr(NoServer, "tried", 0)
    make_person("segunda", cast.institucion, "secretario", email="segunda@bien.test")
    with django_capture_on_commit_callbacks(execute=True):
        review = Review(cast)
        review.submit()

    assert review.entrega.folio
    # The second person waits for the next run: the server would fail again.
    assert NoServer.tried == 1
    assert sorted(Notice.objects.filter(kind="submitted").values_list("attempts", "error")) == [
        (0, ""), (1, "TimeoutError: timed out"),
    ]  # fmt: skip


def test_nothing_is_printed_on_the_console_of_the_server(cast, addresses, settings, capsys):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    deadlines_notify(date(2026, 4, 21), NOW)

    mail_at_once([person.pk for person in cast.people.values()])

    assert capsys.readouterr().out == ""
    assert not Notice.objects.exclude(attempts=0).exists()

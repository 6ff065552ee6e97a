"""Notices: who is told of a deadline, when, once; and the e-mails that carry them."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from programs.calendar_days import add_working_days, is_near, is_overdue_by, is_working_day
from programs.enums import AuditAction, NoticeKind
from programs.errors import DomainError, Locked
from programs.models import (
    AuditEntry,
    ConfirmacionMensual,
    DiaInhabil,
    EntregaDeArea,
    MarcaMensual,
    Notice,
    User,
)
from programs.services.avisos import notices_see
from programs.services.cierre import trimestre_close
from programs.services.deadlines import deadlines_notify, institucion_notify, reminder_send
from programs.services.mailing import LONGEST_WAIT, mail_at_once, mail_everyone, wait_after
from programs.services.meses import month_confirm
from tests.factories import make_cast, make_person
from tests.programs.review_cast import Review, quarter

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 10, 16, 0, tzinfo=UTC)
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


@pytest.fixture
def months_done(cast):
    """Report and confirm every month, so that only the quarter is owed."""
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa).update(
        status="done", reported_by=cast.people["enlace"], reported_at=NOW
    )
    ConfirmacionMensual.objects.bulk_create(
        ConfirmacionMensual(
            programa=cast.programa, area=area, month=month, confirmed_at=NOW,
            confirmed_by=cast.people["enlace"],
        )
        for area in cast.institucion.areas.all()
        for month in range(1, 13)
    )  # fmt: skip


@pytest.fixture
def addresses(cast):
    """Give the people of the área and the Secretario Técnico a mailbox."""
    for name, email in (
        ("enlace", "enlace@bien.test"), ("titular", BAD), ("secretario", "secretario@bien.test"),
    ):  # fmt: skip
        User.objects.filter(pk=cast.people[name].pk).update(email=email)


def told(cast, name: str) -> list[str]:
    """Return the kinds of the person's open notices, oldest first."""
    rows = Notice.objects.filter(person=cast.people[name], done_at__isnull=True)
    return list(rows.order_by("pk").values_list("kind", flat=True))


# When: the quarter is due on Friday 17 April ------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "enlace", "titular", "secretario"),
    [
        (date(2026, 4, 14), [], [], []),
        (date(2026, 4, 15), ["due"], ["due"], []),
        (date(2026, 4, 17), ["due"], ["due"], []),
        (date(2026, 4, 18), ["late"], ["late"], []),
        (date(2026, 4, 20), ["late"], ["late"], []),
        (date(2026, 4, 21), ["late"], ["escalated"], []),
        (date(2026, 4, 23), ["late"], ["escalated"], []),
        (date(2026, 4, 24), ["late"], ["escalated"], ["escalated", "escalated"]),
    ],
)
def test_who_is_told_on_which_day(cast, months_done, day, enlace, titular, secretario):
    deadlines_notify(day, NOW)

    found = [told(cast, name) for name in ("enlace", "titular", "secretario")]
    assert found == [enlace, titular, secretario]
    assert not told(cast, "planeacion") + told(cast, "consulta") + told(cast, "auditoria")


def test_days_off_move_what_counts_working_days(cast, months_done):
    for day in (16, 20, 21):
        DiaInhabil.objects.create(
            institucion=cast.institucion, day=date(2026, 4, day), name="Asueto"
        )

    deadlines_notify(date(2026, 4, 13), NOW)
    assert told(cast, "titular") == []
    deadlines_notify(date(2026, 4, 14), NOW)
    assert told(cast, "titular") == ["due"]
    deadlines_notify(date(2026, 4, 22), NOW)
    assert told(cast, "titular") == ["late"]
    deadlines_notify(date(2026, 4, 23), NOW)
    assert told(cast, "titular") == ["escalated"]


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(due=DAYS, today=DAYS, count=st.integers(0, 8), off=st.frozensets(DAYS, max_size=40))
def test_escalation_counts_working_days_only(due, today, count, off):
    passed = sum(
        is_working_day(due + timedelta(days=n), off) for n in range(1, (today - due).days + 1)
    )

    assert is_overdue_by(due, today, count, off) == (due < today and passed >= count)


@given(due=DAYS, today=DAYS, off=st.frozensets(DAYS, max_size=40))
def test_near_is_two_working_days_before(due, today, off):
    left = sum(
        is_working_day(today + timedelta(days=n), off) for n in range(1, (due - today).days + 1)
    )
    near = is_near(due, today, 2, off)

    assert not (near and (left > 2 or due < today))
    assert near or due < today or left > 2 or due > add_working_days(today, 2, off)


def test_an_extension_moves_the_deadline_of_one_area(cast, months_done):
    make_person("archivo", cast.institucion, "titular", "archivo")
    EntregaDeArea.objects.create(
        trimestre=quarter(cast), area=cast.institucion.areas.get(code="juridica"),
        extended_to=date(2026, 4, 30), extension_reason="Mudanza",
    )  # fmt: skip

    deadlines_notify(date(2026, 4, 21), NOW)

    assert told(cast, "enlace") == []
    assert Notice.objects.get(kind="escalated").person.username == "archivo"


def test_months_go_to_the_enlace_and_then_to_the_titular(cast):
    deadlines_notify(date(2026, 2, 9), NOW)
    assert (told(cast, "enlace"), told(cast, "titular")) == (["late"], [])
    deadlines_notify(date(2026, 2, 10), NOW)
    assert (told(cast, "enlace"), told(cast, "titular")) == (["late"], ["escalated"])

    notice = Notice.objects.get(person=cast.people["enlace"])
    assert notice.text == (
        "Faltan tareas por reportar de enero de 2026 (Dirección juridica). "
        "Venció el 6 de febrero de 2026."
    )
    assert notice.path == "/mes/?programa=propia-2026&area=juridica&mes=1#mes-1"


# Once, until it is done ---------------------------------------------------------------------------


def test_the_same_day_twice_writes_nothing_more(cast):
    assert deadlines_notify(date(2026, 4, 21), NOW) > 0
    before = list(Notice.objects.order_by("pk").values())

    assert deadlines_notify(date(2026, 4, 21), NOW + timedelta(hours=1)) == 0
    assert list(Notice.objects.order_by("pk").values()) == before


def test_one_open_notice_for_each_person_and_thing(cast, months_done):
    for day in (15, 17, 18, 21, 24, 27):
        deadlines_notify(date(2026, 4, day), NOW)

    assert told(cast, "enlace") == ["late"]
    assert told(cast, "titular") == ["escalated"]
    assert Notice.objects.filter(person=cast.people["titular"]).count() == 3


def test_submitting_and_confirming_end_the_notices(cast):
    deadlines_notify(date(2026, 4, 21), NOW)
    things = Notice.objects.filter(person=cast.people["enlace"], done_at__isnull=True)
    assert things.count() == 4

    review = Review(cast)
    review.submit()
    assert things.count() == 3
    for month in (1, 2, 3):
        month_confirm(
            cast.programa, review.entrega.area, month, by=cast.people["enlace"],
            today=date(2026, 4, 21), now=NOW,
        )  # fmt: skip
        assert things.count() == 3 - month
    # The other área still owes all of it, and the head of the institution is told.
    assert set(told(cast, "secretario")) == {"escalated", "submitted"}


def test_what_comes_back_is_told_again(cast, months_done):
    review = Review(cast)
    deadlines_notify(date(2026, 4, 21), NOW)
    Notice.objects.update(emailed_at=NOW, seen_at=NOW)
    review.submit()
    assert told(cast, "enlace") == []
    review.observe(cast.avance())
    review.give_back()

    deadlines_notify(date(2026, 4, 22), NOW)

    assert set(told(cast, "enlace")) == {"late", "returned"}
    late = Notice.objects.get(person=cast.people["enlace"], kind="late")
    assert (late.emailed_at, late.seen_at) == (None, None)


def test_closing_the_quarter_ends_what_waited_in_it(cast):
    Review(cast).submit()
    deadlines_notify(date(2026, 4, 27), NOW)
    assert Notice.objects.filter(done_at__isnull=True).count() > 5

    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        trimestre_close(
            quarter(cast).pk, typed="T1 2026", missing_reason="No llegó.",
            by=cast.people["secretario"], now=NOW + timedelta(days=20),
        )  # fmt: skip

    own = Notice.objects.filter(institucion=cast.institucion, done_at__isnull=True)
    assert set(own.values_list("kind", flat=True)) == {"closed"}
    assert deadlines_notify(date(2026, 4, 28), NOW) == 0


# The e-mails --------------------------------------------------------------------------------------


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

    assert message.subject == "Seguimiento del PTA: 1 aviso"
    text = "1. Falta enviar el trimestre 1 de 2026 (Dirección juridica). Venció el 17 de abril"
    place = "https://pta.test/programas/propia/2026/trimestres/1/enviar/juridica/"
    assert text in message.body and f"   {place}\n" in message.body
    assert message.body.count("https://") == 2


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


def test_the_wait_grows_and_has_an_end():
    waits = [wait_after(tries) for tries in range(1, 40)]

    assert waits[0] == timedelta(minutes=5)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT < timedelta(days=1)


def test_people_without_address_are_counted_and_wait(cast, months_done, capsys):
    assert send(capsys).endswith("0 mensajes enviados, 0 fallaron, 2 personas sin correo")
    User.objects.filter(pk=cast.people["titular"].pk).update(email="titular@bien.test")

    assert send(capsys) == "0 avisos, 1 mensaje enviado, 0 fallaron, 1 persona sin correo"


def test_what_is_done_before_it_was_sent_is_not_sent(cast, months_done, addresses):
    deadlines_notify(date(2026, 4, 21), NOW)
    Review(cast).submit()

    mail_everyone()
    assert {tuple(m.to) for m in mail.outbox} == {("secretario@bien.test",)}


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


# The page -----------------------------------------------------------------------------------------


def test_the_page_shows_what_is_open_and_marks_it_as_seen(cast, sign_in):
    deadlines_notify(date(2026, 4, 21), NOW)
    client = sign_in("enlace")
    page = client.get(reverse("avisos")).content.decode()
    assert '<span class="notice-count">4</span>' in page
    first = Notice.objects.filter(person=cast.people["enlace"]).order_by("-created_at", "-pk")[0]
    assert f'<a href="{first.path}">'.replace("&", "&amp;") in page

    response = client.post(reverse("notices_see"), {"aviso": first.pk})

    assert response.status_code == 303
    page = client.get(reverse("avisos")).content.decode()
    assert '<span class="notice-count">3</span>' in page
    assert first.text in page and "· visto" in page


def test_what_only_tells_is_done_once_seen(cast):
    own = cast.people["enlace"]
    rows = [
        Notice.objects.create(
            institucion=cast.institucion, person=own, kind=kind, key=f"{kind}:1", text="Algo.",
            path="/", created_at=NOW,
        )
        for kind in (NoticeKind.OPENED, NoticeKind.RETURNED)
    ]  # fmt: skip

    assert notices_see([row.pk for row in rows], by=cast.people["titular"], now=NOW) == 0
    assert notices_see([row.pk for row in rows], by=own, now=NOW) == 2
    assert told(cast, "enlace") == ["returned"]


@pytest.mark.parametrize("sent", [{}, {"aviso": "x"}, {"aviso": "²"}])
def test_a_forged_form_is_not_found(sign_in, sent):
    assert sign_in("enlace").post(reverse("notices_see"), sent).status_code == 404


# The reminder -------------------------------------------------------------------------------------


def remind(cast, codes=("juridica",), by="secretario", day=date(2026, 4, 21)) -> int:
    """Send the reminder of a day."""
    return reminder_send(quarter(cast).pk, codes=codes, by=cast.people[by], today=day, now=NOW)


def test_the_preview_names_who_gets_it(cast, sign_in):
    url = reverse("recordar", args=["propia", 2026, 1])
    with time_machine.travel(datetime(2026, 4, 21, 16, tzinfo=UTC), tick=False):
        page = sign_in("secretario").get(url).content.decode()
        assert "Enviar recordatorio a 2 personas" in page
        assert "enlace" in page and "titular" in page and "74 días" in page
        assert "Falta enviar el trimestre 1 de 2026" in page
        assert "Nadie: el área no tiene enlace ni titular." in page

        response = sign_in("secretario").post(url, {"area": "juridica"}, follow=True)
        assert "Se envió el recordatorio a 2 personas." in response.content.decode()
        assert "Ya lo recibieron hoy" in response.content.decode()


def test_a_reminder_is_written_once_a_day_and_recorded(cast):
    assert remind(cast) == 2
    act = AuditEntry.objects.get(action=AuditAction.REMINDER_SEND)
    assert act.data == {"areas": ["juridica"], "people": ["enlace", "titular"]}
    with pytest.raises(DomainError, match="ya recibieron hoy"):
        remind(cast)
    assert AuditEntry.objects.count() == 1

    assert remind(cast, day=date(2026, 4, 22)) == 2
    assert told(cast, "enlace") == ["reminded"] * 4


def test_a_reminder_stands_for_what_was_told_before(cast, months_done):
    deadlines_notify(date(2026, 4, 20), NOW)
    remind(cast, day=date(2026, 4, 20))
    assert (told(cast, "enlace"), told(cast, "titular")) == (["reminded"], ["reminded"])

    deadlines_notify(date(2026, 4, 20), NOW)
    assert told(cast, "enlace") == ["reminded"]
    deadlines_notify(date(2026, 4, 21), NOW)
    assert (told(cast, "enlace"), told(cast, "titular")) == (["reminded"], ["escalated"])

    Review(cast).submit()
    assert told(cast, "enlace") + told(cast, "titular") == []


@pytest.mark.parametrize("codes", [(), ("nadie",), ("archivo",)])
def test_a_reminder_to_nobody_is_refused(cast, codes):
    with pytest.raises(DomainError):
        remind(cast, codes=codes)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("who", ["enlace", "titular", "consulta", "auditoria", "outsider"])
def test_only_who_follows_the_areas_reminds(cast, who):
    with pytest.raises(Locked):
        remind(cast, by=who)


# Queries ------------------------------------------------------------------------------------------


MOST = {"notify": 14, "recordar": 15, "remind": 17}


@pytest.mark.parametrize("name", MOST)
def test_queries_do_not_grow_with_the_plan(name, db):
    counts = []
    for lineas in (4, 40):
        cast = make_cast(lineas=lineas, prefix=f"c{lineas}")
        client = Client()
        client.force_login(cast.people["secretario"])
        with (
            time_machine.travel(datetime(2026, 4, 21, 16, tzinfo=UTC), tick=False),
            CaptureQueriesContext(connection) as queries,
        ):
            if name == "notify":
                institucion_notify(cast.institucion, date(2026, 4, 21), NOW)
            elif name == "remind":
                remind(cast)
            else:
                client.get(reverse("recordar", args=[cast.institucion.slug, 2026, 1]))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= MOST[name]

"""The reminder to late áreas: who gets it, once a day, and by whom."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from programs.enums import AuditAction
from programs.errors import DomainError, Locked
from programs.models import AuditEntry
from programs.services.cierre import entrega_extend
from programs.services.vencimientos import deadlines_notify
from tests.programs.notices_cast import NOW, remind, told
from tests.programs.review_cast import Review, where

pytestmark = pytest.mark.django_db


def test_the_preview_names_who_gets_it(cast, sign_in):
    url = reverse("recordar", args=["propia", 2026, 1])
    with time_machine.travel(datetime(2026, 4, 21, 16, tzinfo=UTC), tick=False):
        page = sign_in("secretario").get(url).content.decode()
        assert "Enviar recordatorio a 2 personas" in page
        assert "enlace" in page and "titular" in page and "74 días" in page
        assert "Falta enviar el 1er trimestre 2026" in page
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


def test_a_deadline_that_moved_away_ends_the_reminder(cast, months_done):
    for day in (15, 20):
        deadlines_notify(date(2026, 4, day), NOW)
    remind(cast, day=date(2026, 4, 20))
    assert told(cast, "enlace") == ["reminded"]
    entrega_extend(
        **where(cast), until=date(2026, 4, 24), reason="Faltó el acta.",
        by=cast.people["planeacion"], now=NOW,
    )  # fmt: skip
    deadlines_notify(date(2026, 4, 22), NOW)

    assert told(cast, "enlace") == ["due", "extended"]


@pytest.mark.parametrize("codes", [(), ("nadie",), ("archivo",)])
def test_a_reminder_to_nobody_is_refused(cast, codes):
    with pytest.raises(DomainError):
        remind(cast, codes=codes)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("who", ["enlace", "titular", "consulta", "auditoria", "outsider"])
def test_only_who_follows_the_areas_reminds(cast, who):
    with pytest.raises(Locked):
        remind(cast, by=who)

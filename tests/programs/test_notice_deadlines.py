"""Who is told of a deadline, on which day, and once until it is done."""

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from programs.models import DiaInhabil, EntregaDeArea, Notice
from programs.services.cierre import trimestre_close
from programs.services.confirmacion import month_confirm
from programs.services.vencimientos import deadlines_notify
from programs.values.calendar_days import add_working_days, is_near, is_overdue_by, is_working_day
from tests.factories import make_person
from tests.programs.notices_cast import NOW, told
from tests.programs.review_cast import Review, quarter

pytestmark = pytest.mark.django_db


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

"""Until when an área has its quarter: the latest of the general date, its extension, its return."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from programs.enums import Role
from programs.models import (
    DiaInhabil,
    EntregaDeArea,
    Institucion,
    Membresia,
    Programa,
    Trimestre,
)
from programs.selectors.debts import debts_of, open_quarters
from programs.selectors.inicio import inicio_page
from programs.selectors.vencimientos import owed_things
from programs.values.windows import EXTENDED, GIVEN_BACK, due_in_force
from tests.markup import folded
from tests.programs.entrega_cast import address
from tests.programs.review_cast import Review, quarter

GENERAL, LATER = date(2026, 4, 17), date(2026, 6, 12)
# The área sent in time; the Secretario Técnico returns it on Monday 1 June, 45 days later.
RETURN = datetime(2026, 6, 1, 16, tzinfo=UTC)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(general=DAYS, extended=DAYS, returned=DAYS)
def test_the_latest_of_the_three_is_in_force(general, extended, returned):
    due = due_in_force(general, extended, returned)
    known = [day for day in (general, extended, returned) if day]

    assert due.day == max(known, default=None)
    assert due.why == (
        "" if due.day == general else EXTENDED if due.day == extended else GIVEN_BACK
    )


def returned_late(cast) -> Review:
    """Return the review of an área that sent in time and got it back long after the deadline."""
    review = Review(cast)
    review.submit()
    review.now = RETURN
    review.observe(cast.avance())
    review.give_back()
    return review


@pytest.mark.django_db
class TestReturn:
    """A return has a deadline of its own."""

    def test_it_counts_working_days_of_the_institution(self, cast):
        Institucion.objects.update(return_due_days=3)
        DiaInhabil.objects.create(institucion=cast.institucion, day=date(2026, 6, 3), name="Asueto")
        entrega = returned_late(cast).entrega

        assert (entrega.return_due_on, entrega.due_on) == (date(2026, 6, 5), date(2026, 6, 5))

    def test_who_sent_in_time_is_not_late_the_minute_it_is_returned(self, cast, months_done):
        returned_late(cast)
        rows = open_quarters(Programa.objects.filter(pk=cast.programa.pk))
        (debts,) = debts_of(rows, RETURN.date())
        own = next(q for q in debts.quarters if q.area_code == "juridica")

        assert own.due == (date(2026, 6, 8), GIVEN_BACK)
        assert not own.is_late(date(2026, 6, 8))
        assert own.is_late(date(2026, 6, 9))

    def test_a_second_return_gives_its_own_days(self, cast):
        review = returned_late(cast)
        review.now = datetime(2026, 6, 5, 16, tzinfo=UTC)
        review.observe(cast.avance(1))
        review.give_back()

        assert review.entrega.return_due_on == LATER

    def test_notices_and_pages_say_the_same_day(self, cast, sign_in, months_done):
        returned_late(cast)
        owed = owed_things(Programa.objects.filter(pk=cast.programa.pk), RETURN.date())
        days = {row.due_on for row in owed if row.area_code == "juridica"}
        with time_machine.travel(RETURN, tick=False):
            page = inicio_page(cast.people["enlace"], RETURN.date())
            html = folded(sign_in("titular").get(address(cast)).text)
            receipt = folded(sign_in("titular").get(address(cast, "entrega_receipt")).text)

        assert days == {date(2026, 6, 8)}
        assert {item.due_on for item in page.missing} == days
        assert [item.late for item in page.missing] == [False, False]
        assert "Vence el 8 de junio de 2026, con plazo para corregir." in html
        assert "La fecha límite es el 8 de junio de 2026." in receipt


@pytest.mark.django_db
def test_an_extension_never_ends_before_the_general_date(cast, months_done):
    EntregaDeArea.objects.create(
        trimestre=quarter(cast), area=cast.institucion.areas.get(code="juridica"),
        extended_to=date(2026, 4, 30), extension_reason="Mudanza",
    )  # fmt: skip
    Trimestre.objects.filter(programa=cast.programa, number=1).update(due_on=LATER)
    owed = owed_things(Programa.objects.filter(pk=cast.programa.pk), date(2026, 5, 4))

    assert {row.due_on for row in owed} == {LATER}
    assert EntregaDeArea.objects.get().due_on == LATER


@pytest.mark.django_db
class TestOwnDate:
    """Who reads a quarter for an área that has other days finds its date beside the general one."""

    PAGES = ("programa_detail", "trimestre_detail")
    GENERAL = "ence el 17 de abril de 2026"

    @pytest.fixture
    def extended(self, cast):
        EntregaDeArea.objects.create(
            trimestre=quarter(cast), area=cast.institucion.areas.get(code="juridica"),
            extended_to=date(2026, 4, 30), extension_reason="Mudanza",
        )  # fmt: skip
        with time_machine.travel("2026-04-10 18:00:00+00:00", tick=False):
            yield cast

    def read(self, client, cast, name: str) -> str:
        args = [cast.institucion.slug, 2026, *([1] if name == "trimestre_detail" else [])]
        return folded(client.get(reverse(name, args=args)).text)

    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("who", ["enlace", "titular"])
    def test_its_people_read_both(self, extended, sign_in, page, who):
        html = self.read(sign_in(who), extended, page)

        assert self.GENERAL in html
        own = "<strong>Su fecha:</strong> vence el 30 de abril de 2026, con prórroga."
        assert own in html

    @pytest.mark.parametrize("page", PAGES)
    def test_who_acts_for_several_areas_reads_whose_it_is(self, extended, sign_in, page):
        archivo = extended.institucion.areas.get(code="archivo")
        Membresia.objects.create(
            user=extended.people["titular"], institucion=extended.institucion, area=archivo,
            role=Role.TITULAR,
        )  # fmt: skip
        html = self.read(sign_in("titular"), extended, page)

        assert "<strong>Su fecha (Dirección juridica):</strong> vence el 30 de abril" in html
        assert html.count("Su fecha") == 1

    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("who", ["planeacion", "consulta", "superuser"])
    def test_nobody_else_is_told_of_a_date_of_theirs(self, extended, sign_in, page, who):
        html = self.read(sign_in(who), extended, page)

        assert self.GENERAL in html
        assert "Su fecha" not in html

    @pytest.mark.parametrize("page", PAGES)
    def test_an_area_with_the_general_date_reads_one(self, extended, sign_in, page):
        EntregaDeArea.objects.update(extended_to=GENERAL)
        html = self.read(sign_in("titular"), extended, page)

        assert "Su fecha" not in html

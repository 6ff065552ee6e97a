"""An área with tareas and without líneas owes its quarter too: its months and its presentación."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from programs.enums import Role
from programs.models import (
    Area,
    ConfirmacionMensual,
    EntregaDeArea,
    MarcaMensual,
    Programa,
    Tarea,
    User,
)
from programs.selectors.cierre import cierre_page
from programs.selectors.debts import QuarterDebt, debts_of, open_quarters
from programs.selectors.inicio import inicio_page
from programs.selectors.plazos import areas_that_report
from programs.selectors.vencimientos import owed_things
from tests.factories import YEAR, make_person
from tests.programs.entrega_cast import address
from tests.programs.review_cast import START, Review, quarter
from tests.reports.tablero_cast import MAY, board

pytestmark = pytest.mark.django_db
DUE, AFTER = date(YEAR, 4, 17), date(YEAR, 4, 20)
OWED = "sus meses y su presentación, sin enviar"


@pytest.fixture
def vinculo(cast, months_done) -> Area:
    """An área that reports one tarea by month, done and confirmed, and no línea."""
    area = Area.objects.create(
        institucion=cast.institucion, code="vinculo", name="Vinculación", order=9
    )
    tarea = Tarea.objects.create(eje=cast.linea().eje, area=area, order=99, text="Atender")
    MarcaMensual.objects.bulk_create(
        MarcaMensual(
            tarea=tarea, month=month, status="done", reported_at=START,
            reported_by=cast.people["enlace"],
        )
        for month in (1, 2, 3)
    )  # fmt: skip
    ConfirmacionMensual.objects.bulk_create(
        ConfirmacionMensual(
            programa=cast.programa, area=area, month=month, confirmed_at=START,
            confirmed_by=cast.people["enlace"],
        )
        for month in (1, 2, 3)
    )  # fmt: skip
    cast.people["vinculo"] = make_person("vinculo", cast.institucion, Role.TITULAR, "vinculo")
    return area


def debt(cast) -> QuarterDebt:
    """Return what the área owes of the open quarter."""
    (debts,) = debts_of(open_quarters(Programa.objects.filter(pk=cast.programa.pk)), AFTER)
    (own,) = [each for each in debts.quarters if each.area_code == "vinculo"]
    return own


def submit(cast, by: str = "vinculo") -> Review:
    """Hand the quarter of the área in."""
    cast.people["titular2"] = cast.people[by]
    found = Review(cast, "vinculo")
    found.submit("titular2")
    return found


class TestDebt:
    """Until it is handed in, it is owed."""

    def test_it_is_late_from_the_day_after_the_deadline(self, cast, vinculo):
        own = debt(cast)

        assert (own.total, own.is_owed, own.unsent_words) == (0, True, OWED)
        assert not own.is_late(DUE)
        assert own.is_late(AFTER)

    def test_its_people_are_reminded(self, cast, vinculo):
        owed = owed_things(Programa.objects.filter(pk=cast.programa.pk), AFTER)

        (own,) = [row for row in owed if row.area_code == "vinculo" and row.month is None]
        assert (own.what, own.due_on) == ("Falta enviar el 1er trimestre 2026", DUE)

    def test_sent_it_waits_for_the_reviewer(self, cast, vinculo):
        submit(cast)
        own = debt(cast)

        assert (own.is_owed, own.in_review, own.is_validated) == (False, True, False)

    def test_returned_it_is_owed_again(self, cast, vinculo):
        review = submit(cast)
        review.observe(review.entrega, None)
        review.give_back()
        own = debt(cast)

        assert own.is_owed
        assert own.unsent_words == "devuelto, falta enviarlo de nuevo"

    def test_validated_nobody_owes_it(self, cast, vinculo):
        submit(cast)
        EntregaDeArea.objects.update(
            status="validated", validated_at=START, validated_by=cast.people["secretario"]
        )
        own = debt(cast)

        assert (own.is_owed, own.in_review, own.is_validated) == (False, False, True)

    def test_no_month_in_the_quarter_owes_nothing(self, cast, vinculo):
        MarcaMensual.objects.filter(tarea__area=vinculo).update(programmed=False)
        (debts,) = debts_of(open_quarters(Programa.objects.filter(pk=cast.programa.pk)), AFTER)

        assert "vinculo" not in {each.area_code for each in debts.quarters}


class TestPages:
    """Every page that tells who owes tells it of this área."""

    def test_inicio_of_the_area_leads_to_its_submission(self, cast, vinculo, sign_in):
        with time_machine.travel("2026-04-20 18:00:00+00:00", tick=False):
            page = inicio_page(person(cast), AFTER)
            html = sign_in("vinculo").get(reverse("home")).text

        (own,) = page.missing
        assert own.text == f"1er trimestre: {OWED}"
        assert (own.url, own.late) == (address(cast, code="vinculo"), True)
        # From what is missing, from the state of its quarter, and from its líneas.
        assert html.count(f'href="{own.url}"') == 3
        assert "Su área envía sus meses y su presentación" in html

    def test_inicio_of_planeacion_counts_it_late(self, cast, vinculo):
        (row,) = [a for a in states(cast) if a.code == "vinculo"]
        assert (row.state, row.days_late) == ("late", 3)
        assert row.quarter_words == f"S{OWED[1:]}"

        submit(cast)
        (row,) = [a for a in states(cast) if a.code == "vinculo"]
        assert (row.state, row.quarter_words) == ("review", "Por revisar")

    def test_the_tablero_counts_it_late_and_then_to_review(self, cast, vinculo, sign_in):
        page, _ = board(sign_in("secretario"))
        (late,) = [a for a in page.attention.late if a.code == "vinculo"]
        assert [item.text for item in late.items] == [f"1er trimestre: {OWED}"]
        assert late.days == (MAY.date() - DUE).days

        submit(cast)
        page, _ = board(sign_in("secretario"))
        assert "vinculo" not in {a.code for a in page.attention.late}
        (waiting,) = page.attention.review
        assert waiting.amount == "meses y presentación por revisar"

    def test_the_quarter_and_its_closing_name_it(self, cast, vinculo, sign_in):
        url = reverse("trimestre_detail", args=[cast.institucion.slug, YEAR, 1])
        html = sign_in("vinculo").get(url).text
        (check,) = [a for a in cierre_page(quarter(cast), AFTER).areas if a.code == "vinculo"]

        assert 'id="area-vinculo"' in html
        assert address(cast, code="vinculo") in html
        assert (check.words, check.workflow.state) == ("Sin líneas: meses y presentación.", "draft")

    def test_revision_says_that_it_has_no_lineas(self, cast, vinculo, sign_in):
        submit(cast)
        assert "Sin líneas" in sign_in("secretario").get(reverse("revision_list")).text

    def test_it_can_be_given_an_extension(self, cast, vinculo):
        assert vinculo in areas_that_report(cast.programa)


def person(cast) -> User:
    """Return who acts for the área, read anew."""
    return User.objects.get(pk=cast.people["vinculo"].pk)


def states(cast) -> list:
    """Return the áreas of the open quarter as planeación reads them."""
    (found,) = inicio_page(cast.people["planeacion"], AFTER).boards
    return list(found.areas)

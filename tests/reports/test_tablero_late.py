"""Who is late on the tablero: in every programme, with and without open quarters, said or not."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from programs.enums import ProgramaStatus, TrimestreStatus
from programs.models import (
    ConfirmacionMensual,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Tarea,
    Trimestre,
)
from programs.models.locks import locks_lifted
from programs.selectors.inicio import inicio_page
from programs.selectors.vencimientos import late_areas
from tests.factories import CLOSED, YEAR, make_institucion, make_programa, reopen
from tests.programs.review_cast import Review, quarter
from tests.reports.tablero_cast import board

pytestmark = pytest.mark.django_db

JANUARY = datetime(YEAR, 1, 26, 18, tzinfo=UTC)


@pytest.fixture
def year_before(cast) -> Programa:
    """The programme of the year before, whose last quarter is still open."""
    found = make_programa(make_institucion("anterior"))
    for code, pk in cast.institucion.areas.values_list("code", "pk"):
        for rows in (LineaDeAccion, Tarea):
            rows.objects.filter(eje__programa=found, area__code=code).update(area=pk)
    Programa.objects.filter(pk=found.pk).update(institucion=cast.institucion, year=YEAR - 1)
    Trimestre.objects.filter(programa=found, number__lt=4).update(**CLOSED)
    Trimestre.objects.filter(programa=found, number=4).update(
        status=TrimestreStatus.OPEN, due_on=date(YEAR, 1, 19)
    )
    return Programa.objects.get(pk=found.pk)


def upcoming(cast) -> None:
    """Leave the approved programme without an open quarter."""
    Programa.objects.filter(pk=cast.programa.pk).update(
        status=ProgramaStatus.APPROVED, approval_agreement="A/1", approval_session="Primera",
        approved_on=date(YEAR, 1, 5),
    )  # fmt: skip
    rows = Trimestre.objects.filter(programa=cast.programa)
    with locks_lifted():
        rows.update(status=TrimestreStatus.UPCOMING)


def test_what_is_owed_of_the_year_before_is_late_too(cast, sign_in, year_before):
    MarcaMensual.objects.filter(month__gt=9).delete()
    page, html = board(sign_in("secretario"), JANUARY)

    assert page.scope.programa == cast.programa
    assert [(area.code, area.days) for area in page.attention.late] == [
        ("archivo", 7),
        ("juridica", 7),
    ]
    (item,) = page.attention.late[0].items
    assert item.text == "4to trimestre 2025: 2 de 2 líneas sin enviar"
    assert item.url == f"/programas/propia/{YEAR - 1}/trimestres/4/#area-archivo"
    assert "2 áreas atrasadas" in html


def test_what_waits_for_a_verdict_in_another_quarter_is_seen(cast, sign_in, year_before):
    MarcaMensual.objects.filter(month__gt=9).delete()
    EntregaDeArea.objects.create(
        trimestre=Trimestre.objects.get(programa=year_before, number=4),
        area=cast.institucion.areas.get(code="juridica"), status="submitted", folio="F",
        submitted_by=cast.people["titular"], submitted_at=datetime(YEAR, 1, 13, 18, tzinfo=UTC),
    )  # fmt: skip
    page, _ = board(sign_in("secretario"), JANUARY)

    (waiting,) = page.attention.review
    assert waiting.name == "Dirección juridica, 4to trimestre 2025"
    assert waiting.when == "enviada hace 13 días"


def test_without_an_open_quarter_past_months_are_owed_and_it_is_said(cast, sign_in):
    upcoming(cast)
    page, html = board(sign_in("secretario"))

    assert {area.code: area.days for area in page.attention.late} == {"archivo": 87, "juridica": 87}
    assert "2 áreas atrasadas, ningún trimestre abierto" in html
    assert "Ningún trimestre está abierto. Los meses que ya pasaron se deben igual." in html

    ConfirmacionMensual.objects.all().delete()
    MarcaMensual.objects.all().delete()
    page, html = board(sign_in("secretario"))
    assert page.attention.late == ()
    assert "1er trimestre 2026: ningún trimestre abierto" not in html
    assert "ningún trimestre abierto" in html
    assert "ninguna área atrasada" not in html
    assert "Nadie está atrasado" not in html


def test_a_plan_that_nobody_approved_or_opened_owes_nothing(cast, sign_in):
    upcoming(cast)
    Programa.objects.filter(pk=cast.programa.pk).update(status=ProgramaStatus.PLANNING)
    page, _ = board(sign_in("secretario"))

    assert page.attention.late == ()


def test_with_all_closed_the_tablero_is_of_today(cast, sign_in):
    Trimestre.objects.filter(programa=cast.programa).update(**CLOSED)
    page, html = board(sign_in("secretario"))

    assert page.attention.late == ()
    assert "ningún trimestre abierto" in html
    assert "Está viendo una fecha pasada" not in html


def test_a_quarter_without_deadline_is_said(cast, sign_in):
    MarcaMensual.objects.all().delete()
    Trimestre.objects.filter(programa=cast.programa, number=1).update(due_on=None)
    page, html = board(sign_in("secretario"))

    assert page.attention.late == ()
    assert "1er trimestre 2026: sin fecha límite" in html
    assert "Nadie está atrasado" not in html
    assert "ninguna área atrasada" not in html


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"area": "zzz"}, "El área «zzz» que pide la dirección no reporta en el programa"),
        ({"eje": "9"}, "Ningún eje del programa es el «9»"),
        ({"semaforo": "morado"}, "Ninguna línea está hoy en «morado»"),
        ({"etapa": "perdida"}, "Ninguna línea está hoy en «perdida»"),
        ({"trimestre": "7"}, "El trimestre «7» no existe en el programa"),
    ],
)
def test_a_value_that_no_row_has_is_said(cast, sign_in, asked, sentence):
    _, html = board(sign_in("secretario"), **asked)

    assert sentence in html
    assert "ninguna área atrasada" not in html


@pytest.mark.parametrize("who", ["secretario", "titular"])
def test_an_area_that_does_not_exist_is_never_up_to_date(sign_in, who):
    page, html = board(sign_in(who), area="zzz")

    assert page.attention.headline.startswith("esa área no existe")
    assert "Nadie está atrasado" not in html


def test_extensions_in_force_are_seen(cast, sign_in):
    MarcaMensual.objects.all().delete()
    EntregaDeArea.objects.create(
        trimestre=quarter(cast), area=cast.institucion.areas.get(code="archivo"),
        extended_to=date(YEAR, 5, 10), extension_reason="Mudanza",
    )  # fmt: skip
    page, html = board(sign_in("secretario"))
    (row,) = page.attention.extended
    assert (row.name, row.when) == ("Dirección archivo", "hasta el 10 de mayo de 2026")
    assert "Con prórroga" in html

    Trimestre.objects.filter(pk=quarter(cast).pk).update(due_on=date(YEAR, 5, 20))
    page, html = board(sign_in("secretario"))
    assert page.attention.extended == ()


def test_the_pages_and_the_reminder_say_the_same_days(cast, sign_in, year_before):
    third = Trimestre.objects.get(programa=year_before, number=3)
    reopen(third)
    Trimestre.objects.filter(pk=third.pk).update(due_on=date(YEAR - 1, 10, 14))
    page, _ = board(sign_in("secretario"), JANUARY)
    shown = {area.code: area.days for area in page.attention.late}
    with time_machine.travel(JANUARY, tick=False):
        home = inicio_page(cast.people["planeacion"], JANUARY.date())
        owed = late_areas(cast.institucion, JANUARY.date())

    assert shown == {area.code: area.days for area in owed}
    states = [area for each in home.boards for area in each.areas]
    assert shown == {
        code: max(area.days_late for area in states if area.code == code) for code in shown
    }


def test_the_reminder_reaches_what_is_owed_elsewhere(cast, sign_in, year_before):
    client = sign_in("secretario")
    address = reverse("recordar", args=["propia", YEAR, 1])
    with time_machine.travel(JANUARY, tick=False):
        html = client.get(address).text
        client.post(address, {"area": "juridica"})

    assert "Falta enviar el 4to trimestre 2025" in html
    told = cast.people["titular"].notices.filter(kind="reminded", trimestre__number=4)
    assert told.get(month=None).text.startswith("secretario le recuerda: Falta enviar")


def test_returned_work_is_late_from_its_own_deadline(cast, sign_in, months_of_cast):
    review = Review(cast)
    review.submit()
    review.now = datetime(YEAR, 5, 29, 16, tzinfo=UTC)
    review.observe(cast.avance())
    review.give_back()
    page, _ = board(sign_in("secretario"), datetime(YEAR, 6, 1, 18, tzinfo=UTC))
    assert "juridica" not in {area.code for area in page.attention.late}

    page, _ = board(sign_in("secretario"), datetime(YEAR, 6, 8, 18, tzinfo=UTC))
    late = {area.code: area for area in page.attention.late}
    assert [(item.text, item.days) for item in late["juridica"].items] == [
        ("1er trimestre: 1 de 2 líneas sin enviar", 3)
    ]


@pytest.fixture
def months_of_cast(cast) -> None:
    """Leave nothing owed but the quarters."""
    MarcaMensual.objects.filter(tarea__eje__programa=cast.programa).delete()


def test_nobody_late_is_still_said_where_it_is_true(cast, sign_in, months_of_cast):
    page, html = board(sign_in("secretario"), date(YEAR, 4, 2))

    assert page.attention.doubts == ()
    assert "ninguna área atrasada" in html

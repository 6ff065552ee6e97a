"""The months of a period: when each opens and ends, and the quarter that decides about it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from programs.errors import DomainError, Locked
from programs.models import ConfirmacionMensual, EntregaDeArea, Programa, Trimestre
from programs.services.confirmacion import month_confirm
from programs.services.meses import MarkChange, mark_lock, marks_save
from programs.values.months import month_end, months_begun, months_over, period_month_of
from programs.values.phrases import month_name, quarter_name
from tests.factories import CLOSED, YEAR, Cast
from tests.programs.meses_cast import key, marca, tareas_of
from tests.programs.review_cast import area_of

pytestmark = pytest.mark.django_db

# The first and the last day of some months, by the month in which the period begins.
EDGES = [
    (1, 1, date(2026, 1, 1), date(2026, 1, 31)),
    (1, 2, date(2026, 2, 1), date(2026, 2, 28)),
    (1, 3, date(2026, 3, 1), date(2026, 3, 31)),
    (1, 12, date(2026, 12, 1), date(2026, 12, 31)),
    (7, 1, date(2026, 7, 1), date(2026, 7, 31)),
    (7, 6, date(2026, 12, 1), date(2026, 12, 31)),
    (7, 7, date(2027, 1, 1), date(2027, 1, 31)),
    (7, 12, date(2027, 6, 1), date(2027, 6, 30)),
    (12, 2, date(2027, 1, 1), date(2027, 1, 31)),
]
QUARTERS = {1: (1, 2, 3), 2: (4, 5, 6), 3: (7, 8, 9), 4: (10, 11, 12)}
DAY = timedelta(days=1)
MONTH_NAMES = "|".join(month_name(n).lower() for n in range(1, 13))
edges = pytest.mark.parametrize(("start_month", "month", "first", "last"), EDGES)


def period(cast: Cast, start_month: int) -> Programa:
    """Return the programme, whose period begins in that month of 2026."""
    Programa.objects.filter(pk=cast.programa.pk).update(start_month=start_month)
    return Programa.objects.select_related("institucion").get(pk=cast.programa.pk)


def mark(cast: Cast, programa: Programa, *months: int, today: date) -> dict[int, str]:
    """Report months of the first tarea as done; return {month: why it was refused, or ""}."""
    changes = [MarkChange(tareas_of(cast)[0].pk, month, "done", "", "", None) for month in months]
    results = marks_save(
        programa, changes, by=cast.people["enlace"], today=today, now=timezone.now()
    )
    return {result.month: str(result.refusal or "") for result in results}


def confirm(cast: Cast, programa: Programa, month: int, today: date) -> ConfirmacionMensual:
    """Give the área's word that a month is complete."""
    return month_confirm(
        programa, area_of(cast), month, by=cast.people["enlace"], today=today, now=timezone.now()
    )


# When a month opens and ends ----------------------------------------------------------------------


@edges
def test_a_month_is_reported_from_its_first_day_on(cast, start_month, month, first, last):
    programa = period(cast, start_month)

    early = mark(cast, programa, month, today=first - DAY)
    assert early == {month: "Este mes aún no empieza. Podrá reportarlo cuando llegue."}
    assert mark(cast, programa, month, today=first) == {month: ""}


@edges
def test_a_month_is_confirmed_from_its_first_day_on(cast, start_month, month, first, last):
    programa = period(cast, start_month)
    for tarea in tareas_of(cast):
        tarea.marcas.filter(month=month).update(
            status="done", reported_at=timezone.now(), reported_by=cast.people["enlace"]
        )

    with pytest.raises(Locked, match="aún no empieza"):
        confirm(cast, programa, month, first - DAY)
    assert confirm(cast, programa, month, first).month == month


@edges
def test_a_month_is_over_once_its_last_day_has_passed(cast, start_month, month, first, last):
    begins = period(cast, start_month).starts_on

    assert months_over(first, begins) == months_over(last, begins) == month - 1
    assert months_over(last + DAY, begins) == month
    assert month_end(begins, month) == last


@edges
def test_every_day_of_a_month_lies_in_it(cast, start_month, month, first, last):
    begins = period(cast, start_month).starts_on

    assert period_month_of(first, begins) == period_month_of(last, begins) == month
    assert period_month_of(last + DAY, begins) == (month + 1 if month < 12 else None)
    assert period_month_of(first - DAY, begins) == (month - 1 if month > 1 else None)


@edges
def test_a_month_has_begun_from_its_first_day_on(cast, start_month, month, first, last):
    begins = period(cast, start_month).starts_on

    assert months_begun(first, begins) == months_begun(last, begins) == month
    assert months_begun(first - DAY, begins) == month - 1
    assert months_begun(date(2030, 1, 1), begins) == 12
    assert months_begun(date(2020, 1, 1), begins) == 0


def test_no_month_is_over_before_the_period_and_all_are_after_it():
    begins = date(2026, 7, 1)

    assert [months_over(date(2025, 12, 31), begins), months_over(date(2026, 6, 30), begins)] == [
        0, 0,
    ]  # fmt: skip
    assert [months_over(date(2027, 7, 1), begins), months_over(date(2030, 1, 1), begins)] == [
        12, 12,
    ]  # fmt: skip


@edges
def test_the_page_owes_a_month_from_the_day_after_it(
    cast, sign_in, start_month, month, first, last
):
    period(cast, start_month)

    def code(day: date) -> str:
        return cells_of_the_page(cast, sign_in, day)[month - 1].code

    assert (code(last), code(last + DAY)) == ("planned", "missing")


# The quarter of a month ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start_month", "number", "first", "last"),
    [
        (1, 1, date(2026, 1, 1), date(2026, 3, 31)),
        (1, 2, date(2026, 4, 1), date(2026, 6, 30)),
        (1, 3, date(2026, 7, 1), date(2026, 9, 30)),
        (1, 4, date(2026, 10, 1), date(2026, 12, 31)),
        (7, 2, date(2026, 10, 1), date(2026, 12, 31)),
        (7, 3, date(2027, 1, 1), date(2027, 3, 31)),
        (12, 1, date(2026, 12, 1), date(2027, 2, 28)),
    ],
)
def test_a_quarter_is_three_whole_months(cast, start_month, number, first, last):
    period(cast, start_month)
    trimestre = Trimestre.objects.get(programa=cast.programa, number=number)

    assert trimestre.months == QUARTERS[number]
    assert (trimestre.starts_on, trimestre.ends_on) == (first, last)


@pytest.mark.parametrize(
    ("start_month", "tabs"),
    [
        (1, ["enero a marzo", "abril a junio", "julio a septiembre", "octubre a diciembre"]),
        (
            11,
            [
                "noviembre de 2026 a enero de 2027",
                "febrero a abril de 2027",
                "mayo a julio de 2027",
                "agosto a octubre de 2027",
            ],
        ),
    ],
)
def test_pages_say_the_year_of_the_months_where_it_is_not_the_exercise(
    cast, sign_in, start_month, tabs
):
    trimestre = Trimestre.objects.get(programa=period(cast, start_month), number=2)
    html = sign_in("enlace").get(trimestre.get_absolute_url()).content.decode()

    assert re.findall(r'class="tab-note">([^<]*)<', html) == tabs


@pytest.mark.parametrize(("number", "months"), QUARTERS.items())
def test_a_closed_quarter_locks_its_three_months_and_no_other(cast, sign_in, number, months):
    Trimestre.objects.filter(programa=cast.programa, number=number).update(**CLOSED)
    refusals = mark(cast, cast.programa, *range(1, 13), today=date(YEAR, 12, 31))

    assert {month for month, why in refusals.items() if why} == set(months)
    name = f"El {quarter_name(number, YEAR)} está cerrado"
    assert all(name in refusals[month] for month in months)
    assert locked_on_the_page(cast, sign_in) == set(months)


@pytest.mark.parametrize(("number", "months"), QUARTERS.items())
def test_what_was_handed_in_locks_its_three_months_and_no_other(cast, sign_in, number, months):
    EntregaDeArea.objects.create(
        trimestre=Trimestre.objects.get(programa=cast.programa, number=number),
        area=area_of(cast),
        status="submitted",
        submitted_at=timezone.now(),
        submitted_by=cast.people["titular"],
        folio="F",
        round=1,
    )
    refusals = mark(cast, cast.programa, *range(1, 13), today=date(YEAR, 12, 31))

    assert {month for month, why in refusals.items() if why} == set(months)
    assert locked_on_the_page(cast, sign_in) == set(months)


@pytest.mark.parametrize(("number", "months"), QUARTERS.items())
def test_a_closed_quarter_confirms_none_of_its_months(cast, number, months):
    Trimestre.objects.filter(programa=cast.programa, number=number).update(**CLOSED)
    refused = set()
    for month in range(1, 13):
        try:
            confirm(cast, cast.programa, month, date(YEAR, 12, 31))
        except Locked as error:
            assert f"El {quarter_name(number, YEAR)}" in str(error)
            refused.add(month)
        except DomainError as error:
            assert "Diga de cada una si se realizó" in str(error)

    assert refused == set(months)


@pytest.mark.parametrize(("number", "months"), QUARTERS.items())
def test_the_other_door_asks_the_same_quarter(cast, number, months):
    Trimestre.objects.filter(programa=cast.programa, number=number).update(**CLOSED)
    tarea = tareas_of(cast)[0]
    refused = set()
    for month in range(1, 13):
        try:
            mark_lock(marca(tarea, month), by=cast.people["enlace"], today=date(YEAR, 12, 31))
        except Locked:
            refused.add(month)

    assert refused == set(months)


def locked_on_the_page(cast: Cast, sign_in: Callable) -> set[int]:
    """Return the months that the área cannot report on the page, on the last day of the year."""
    cells = cells_of_the_page(cast, sign_in, date(YEAR, 12, 31))
    return {cell.month.number for cell in cells if cell.why}


def cells_of_the_page(cast: Cast, sign_in: Callable, day: date) -> tuple:
    """Return the twelve cells of the first tarea as the page shows them on a day."""
    with time_machine.travel(f"{day} 12:00-06:00", tick=False):
        query = {"programa": key(cast)}
        return sign_in("enlace").get(reverse("mes"), query).context["page"].rows[0].cells


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_other_month(cast, month):
    refusals = mark(cast, cast.programa, month, today=date(YEAR, 12, 31))

    assert refusals[month].startswith("Esa tarea ya no está en el programa.")


# Its name ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start_month", "name"), [(1, "2026"), (2, "2026-2027"), (10, "2026-2027"), (12, "2026-2027")]
)
def test_an_exercise_is_named_by_its_years(cast, start_month, name):
    programa = period(cast, start_month)
    trimestre = Trimestre.objects.get(programa=programa, number=2)

    assert programa.exercise == name
    assert str(programa) == f"Programa de Trabajo Anual {name} (PROPIA)"
    assert trimestre.full_name == f"2do trimestre {name}"


def test_every_page_names_both_years_of_an_exercise_that_has_two(cast, sign_in):
    programa = period(cast, 10)
    Trimestre.objects.filter(programa=programa, number=1).update(due_on=date(2027, 1, 10))
    slug, year = programa.place
    linea, area = cast.linea(), area_of(cast)
    bare = re.compile(rf"(?:trimestre|programa|Anual|de|PROPIA|mensual) {YEAR}(?![-\d])")
    pages = {
        "planeacion": [
            ("home", []),
            ("programa_list", []),
            ("programa_detail", [slug, year]),
            ("plazos", [slug, year]),
            ("trimestre_detail", [slug, year, 1]),
            ("trimestre_closing", [slug, year, 1]),
            ("linea_detail", [slug, year, linea.pk]),
            ("presentacion_edit", [slug, year, 1]),
            ("historial_linea", [slug, year, linea.pk]),
            ("historial_area", [slug, year, 1, area.code]),
            ("mes", []),
            ("tablero", []),
        ],
        "secretario": [("revision_list", [])],
        "enlace": [("home", []), ("avance_edit", [slug, year, linea.pk, 1])],
        "titular": [("home", []), ("entrega_review", [slug, year, 1, area.code])],
        "consulta": [("home", [])],
    }
    with time_machine.travel("2027-02-16T12:00-06:00", tick=False):
        for role, asked in pages.items():
            client = sign_in(role)
            for name, args in asked:
                answer = client.get(reverse(name, args=args))
                assert answer.status_code == 200, name
                text = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
                dated = re.sub(rf"(?:{MONTH_NAMES}) de {YEAR}", "", text, flags=re.IGNORECASE)
                found = [dated[m.start() - 40 : m.end() + 40] for m in bare.finditer(dated)]
                assert not found, (role, name, found)


def test_inicio_says_the_year_of_a_month_of_another_year(cast, sign_in):
    period(cast, 10)
    with time_machine.travel("2027-02-16T12:00-06:00", tick=False):
        shown = sign_in("enlace").get(reverse("home")).content.decode()
    assert "Octubre de 2026: " in shown
    assert "Enero: " in shown or "Febrero: " in shown

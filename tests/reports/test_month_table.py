"""The table of the months in the informe: its heads, its rows and the words of its cells."""

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from programs.models import MarcaMensual, Programa, Tarea, Trimestre
from programs.values.month_table import MonthTable
from tests.factories import Cast
from tests.reports.documents import informe_document

pytestmark = pytest.mark.django_db


def month_table(cast: Cast, number: int = 1) -> MonthTable | None:
    """Return the table of the first línea of a quarter's informe."""
    trimestre = Trimestre.objects.select_related("programa__institucion").get(
        programa=cast.programa, number=number
    )
    chapters = informe_document(trimestre).chapters
    (report,) = [chapter for chapter in chapters if chapter.kind == "report"]
    return report.parts[0].lines[0].months


def marks_of(cast: Cast) -> QuerySet[MarcaMensual]:
    """Return the marks of the first línea's tarea."""
    return MarcaMensual.objects.filter(tarea__linea=cast.linea())


def report(cast: Cast, month: int, **fields: object) -> None:
    """Let the área say something of a month."""
    marks_of(cast).filter(month=month).update(reported_at=timezone.now(), **fields)


@pytest.mark.parametrize(
    ("start_month", "number", "heads"),
    [
        (1, 1, ("Enero", "Febrero", "Marzo")),
        (1, 2, ("Abril", "Mayo", "Junio")),
        (1, 4, ("Octubre", "Noviembre", "Diciembre")),
        (2, 4, ("Noviembre", "Diciembre", "Enero")),
        (7, 1, ("Julio", "Agosto", "Septiembre")),
        (7, 3, ("Enero", "Febrero", "Marzo")),
        (12, 1, ("Diciembre", "Enero", "Febrero")),
    ],
)
def test_the_heads_are_the_months_of_the_quarter(cast, start_month, number, heads):
    Programa.objects.filter(pk=cast.programa.pk).update(start_month=start_month)

    assert month_table(cast, number).heads == heads


def test_each_cell_says_what_the_area_said(cast):
    report(cast, 1, status="done")
    report(cast, 2, status="not_done", reason="Faltó quórum")
    table = month_table(cast)

    assert [words for _, words in table.rows] == [
        ("Realizada", "No realizada: Faltó quórum", "Sin reporte")
    ]


def test_a_month_that_nobody_programmed_is_told_apart(cast):
    report(cast, 2, status="done", programmed=False)
    marks_of(cast).filter(month=3).delete()

    assert month_table(cast).rows[0][1] == ("Sin reporte", "Realizada sin programar", "—")


@pytest.mark.parametrize(("month", "stands"), [(3, False), (4, True), (6, True), (7, False)])
def test_a_tarea_stands_in_the_quarter_of_its_months_only(cast, month, stands):
    marks_of(cast).exclude(month=month).delete()

    assert (month_table(cast, 2) is not None) == stands


def test_a_tarea_without_a_month_of_the_quarter_has_no_row(cast):
    linea = cast.linea()
    other = Tarea.objects.create(
        eje=linea.eje, linea=linea, area=linea.area, order=50, text="Otra cosa"
    )
    MarcaMensual.objects.create(tarea=other, month=4)

    assert len(month_table(cast, 1).rows) == 1
    assert [title for title, _ in month_table(cast, 2).rows][1] == "Otra cosa"

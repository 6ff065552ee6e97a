"""PLAN_CHECKS over a whole plan: what is found, and what only looks like it and stays silent."""

from dataclasses import replace
from datetime import date

import pytest

from programs.models import Programa
from programs.reading.planned import read_planned
from programs.values.checks import PLAN_CHECKS, Code
from programs.values.checks.plan import findings_of_plan
from programs.values.facts import MetaFacts
from programs.values.planned import Planned, PlannedEje, PlannedLinea, PlannedMeta, PlannedSection
from programs.values.snapshot import MarkSnapshot, TareaSnapshot
from tests.queries import queries_made
from tests.seed_rows import load_rows

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HALF = (date(2026, 7, 1), date(2026, 12, 31))
ALL = range(1, 13)


def linea(pk=1, number="1.1", days=None, *, meta=True) -> PlannedLinea:
    """Return a línea with a meta of these dates, without quantities."""
    start, end = days or (None, None)
    promise = PlannedMeta(pk, "4 informes", start, end, MetaFacts(()), "") if meta else None
    return PlannedLinea(pk, number, f"Línea {pk}", "Archivo", "archivo", promise)


def tarea(text="Informar", months=ALL, of=1, pk=1, number="1", **fields) -> TareaSnapshot:
    """Return a tarea of the table and the calendar, programmed in these months."""
    row = TareaSnapshot(
        pk=pk,
        linea_pk=of,
        area="Archivo",
        text=text,
        in_table=True,
        monthly_projection="",
        goal="",
        expected_result="",
        verification="",
        in_calendar=True,
        calendar_text=text,
        calendar_number=number,
        marks=tuple(MarkSnapshot(month, True, "unreported", "") for month in months),
        area_code="archivo",
        moves=(),
    )
    return replace(row, **fields)


def plan(lineas=(), tareas=(), sections=(), starts_on=date(2026, 1, 1)) -> Planned:
    """Return a plan of one eje."""
    eje = PlannedEje(1, 1, "Eje", "Eje de archivo", tuple(lineas), tuple(tareas))
    numbered = [PlannedSection(n, f"Parte {n}", text, False) for n, text in enumerate(sections)]
    return Planned(starts_on, "Línea", (eje,), tuple(numbered))


def duty(text="Informar", months=ALL, days=None, **fields) -> Planned:
    """Return a plan of one línea of these dates and its tarea."""
    return plan([linea(days=days)], [tarea(text, months, **fields)])


def numbered(*numbers) -> Planned:
    """Return a plan of líneas with these printed numbers and metas alone."""
    return plan([linea(pk, number) for pk, number in enumerate(numbers, start=1)])


def rows(*numbers) -> Planned:
    """Return a plan of one línea whose calendar rows carry these numbers."""
    return plan([linea()], [tarea(pk=pk, number=n) for pk, n in enumerate(numbers, start=1)])


SILENT = {
    "all that is asked": duty("Informe trimestral", [1, 4, 7, 10], YEAR),
    "a plan of metas has no tareas": plan([linea()]),
    "a plan of tareas has no metas": plan([linea(meta=False)], [tarea()]),
    "nothing at all": plan(),
    "an eje with a table only": plan([linea()], [tarea(in_calendar=False, marks=())]),
    "the quarters are reached in any month": duty("Cada trimestre", [3, 6, 9, 11]),
    "which quarter is no duty": duty("Informe del segundo trimestre", [6]),
    "four months are another word": duty("Un paquete por cuatrimestre", [4, 8, 12]),
    "two months are another word": duty("Reunión bimestral, bimensual", [2, 4, 6, 8, 10, 12]),
    "a duty without months": duty("Carga trimestral", []),
    "quarters before its línea begins": duty("Informe trimestral", [9, 12], HALF),
    "a quarter that its dates cut": duty(
        "Informe trimestral", [4, 7, 10], (date(2026, 2, 15), date(2026, 12, 31))
    ),
    "months before its línea begins": duty("Reporte mensual", range(7, 13), HALF),
    "months that it takes out": duty("Reporte mensual, excepto diciembre", range(1, 12)),
    "from a month on": duty("Cada mes, a partir de marzo", range(3, 13)),
    "every quarter of a month's report": duty(
        "Carga trimestral del reporte mensual", [1, 4, 7, 10]
    ),
    "the first day of its dates": duty(months=[7], days=(date(2026, 7, 31), date(2026, 12, 1))),
    "the last day of its dates": duty(months=[7], days=(date(2026, 1, 31), date(2026, 7, 1))),
    "no dates": duty(months=ALL),
    "a línea of one day": duty(months=[5], days=(date(2026, 5, 5), date(2026, 5, 5))),
    "the edges of the year": plan([linea(days=YEAR)]),
    "a year from October": plan(
        [linea(days=(date(2025, 10, 1), date(2026, 9, 30)))], starts_on=date(2025, 10, 1)
    ),
    "only an end": plan([linea(days=(None, date(2026, 6, 30)))]),
    "numbers of the eje": numbered("3.9", "3.10", "3.11"),
    "a bis": numbered("1", "2", "2 bis", "3"),
    "numbers that go on from another eje": numbered("7", "8"),
    "words and no figure": numbered("A", "B", "D"),
    "no number anywhere": rows("", ""),
    "romans": plan(sections=["I.", "II.", "III.", "IV."]),
    "a section without number": plan(sections=["I.", "", "II."]),
}
FOUND = [
    (
        plan([linea(), linea(2, "1.2")], [tarea()]),
        Code.NO_TASK,
        "linea-2",
        "No tiene ninguna tarea",
    ),
    (plan([linea(meta=False)]), Code.NO_TASK, "linea-1", "No tiene tarea ni meta"),
    (plan([linea(), linea(2, "1.2", meta=False)]), Code.NO_META, "linea-2", "No tiene meta"),
    (
        plan([linea(days=(date(2026, 1, 1), date(2027, 1, 1)))]),
        Code.DATES_OUTSIDE,
        "linea-1",
        "Sus fechas (del 1 de enero de 2026 al 1 de enero de 2027) salen del ejercicio, que va "
        "del 1 de enero de 2026 al 31 de diciembre de 2026",
    ),
    (
        plan([linea(days=(date(2026, 6, 2), date(2026, 6, 1)))]),
        Code.DATES_ORDER,
        "linea-1",
        "Termina antes de empezar: del 2 de junio de 2026 al 1 de junio de 2026",
    ),
    (numbered("1", "", "2"), Code.NO_NUMBER, "linea-2", "No tiene número, y las demás sí"),
    (
        numbered("1", "4"),
        Code.NUMBER_GAP,
        "linea-2",
        "Del número 1 se pasa al 4: faltan del 2 al 3",
    ),
    (numbered("1.1", "1.1"), Code.NUMBER_TWICE, "linea-2", "Otra línea ya lleva el número 1.1"),
    (rows("1", ""), Code.NO_NUMBER, "tarea-2", "No tiene número, y las demás sí"),
    (rows("1", "3"), Code.NUMBER_GAP, "tarea-2", "Del número 1 se pasa al 3: falta el 2"),
    (
        plan(sections=["I.", "IV."]),
        Code.NUMBER_GAP,
        "seccion-1",
        "Del número 1 se pasa al 4: faltan del 2 al 3",
    ),
    (
        duty(months=[6, 7], days=HALF),
        Code.CALENDAR_DATES,
        "tarea-1",
        "Está programada en junio, y su línea 1.1 va "
        "del 1 de julio de 2026 al 31 de diciembre de 2026",
    ),
    (
        duty("Reporte mensual", range(1, 12)),
        Code.MONTHLY,
        "tarea-1",
        "Es de cada mes y no está programada en diciembre",
    ),
    (
        duty("Cargar", [4, 10], goal="Una carga por trimestre. Hasta cuatro."),
        Code.QUARTERLY,
        "tarea-1",
        "Es de cada trimestre y no está programada en T1 y T3",
    ),
    (
        duty("Publicar el padrón (falta que lo mande Sistemas)"),
        Code.PLAN_LEFT_IN,
        "tarea-1",
        "Quedó algo de trabajo en el texto: «(falta que lo mande Sistemas)»",
    ),
]
S0 = [
    (Code.NO_TASK, "Línea de Acción 2.4"),
    (Code.NO_TASK, "Línea de Acción 3.10"),
    (Code.NO_TASK, "Línea de Acción 3.11"),
    (Code.NO_NUMBER, "Eje 3, «Revisar la subida trimestral de la información a la Platafo…»"),
    (Code.NUMBER_TWICE, "Sección «IMPLEMENTACIÓN Y SEGUIMIENTO»"),
    (Code.CALENDAR_ROWS, "Eje 3"),
    (Code.QUARTERLY, "Eje 3, «Revisar la subida trimestral de la información a la Platafo…»"),
    (Code.PLAN_LEFT_IN, "Eje 3, «Impartir los lineamientos necesarios a cada una de las área…»"),
]
S2 = [
    (Code.DATES_OUTSIDE, "Línea de Acción 5 (Coordinación de Archivo)"),
    (Code.NUMBER_GAP, "Línea de Acción 5 (Unidad de Transparencia)"),
]


@pytest.mark.parametrize("name", SILENT)
def test_what_only_looks_like_a_fault_is_not_asked_about(name):
    assert [found.finding.message for found in findings_of_plan(SILENT[name])] == []


@pytest.mark.parametrize(("written", "code", "subject", "message"), FOUND)
def test_what_is_wrong_is_found_once_with_its_row(written, code, subject, message):
    (found,) = findings_of_plan(written)
    assert (found.finding.code, found.subject, found.finding.message) == (code, subject, message)
    assert found.finding.who == "Planeación"


def test_every_code_of_the_plan_is_found_somewhere():
    told = {code for _, code, _, _ in FOUND} | {code for code, _ in S0 + S2}
    assert {code for check in PLAN_CHECKS if not check.of_meta for code in check.codes} == told


def test_a_fingerprint_changes_with_what_was_spoken_of_and_not_with_its_place():
    (found,) = findings_of_plan(duty("Carga trimestral", [4, 7, 10]))
    (moved,) = findings_of_plan(duty("Carga trimestral", [4, 7, 10], number="7"))
    (other,) = findings_of_plan(duty("Carga trimestral", [5, 7, 10]))
    (worded,) = findings_of_plan(duty("Subida trimestral", [4, 7, 10]))
    assert found.fingerprint == moved.fingerprint
    assert len({found.fingerprint, other.fingerprint, worded.fingerprint}) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("fixture", "expected"), [("sesea_slp", S0), ("sesaech", S2)])
def test_the_real_plans_are_asked_about_what_went_wrong_in_them(fixture, expected):
    load_rows(fixture)
    programa = Programa.objects.select_related("institucion").get()
    assert queries_made(lambda: read_planned(programa)) == 5
    found = findings_of_plan(read_planned(programa))
    assert [(each.finding.code, each.place) for each in found] == expected
    assert len({each.key for each in found}) == len(found)

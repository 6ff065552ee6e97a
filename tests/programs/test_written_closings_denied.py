"""A closing that tells its meta as met and as not begun, or as not met and as all of it."""

from datetime import date

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.self_denied import nothing_denied, self_denied, unmet_denied
from programs.values.written import Period
from tests.programs.written_cases import written_linea

SECOND = Period(date(2024, 4, 1), date(2024, 6, 30), date(2024, 1, 1), date(2024, 12, 31))


def found_in(closing, *texts):
    linea = written_linea(*texts, meta="12 talleres", amounts=[(12, "talleres")], closing=closing)
    checks = (self_denied, unmet_denied, nothing_denied)
    return [each for check in checks for each in check(linea, SECOND)]


@pytest.mark.parametrize(
    "closing",
    [
        "La meta está totalmente cumplida, toda vez que su ejecución no ha comenzado.",
        "El compromiso se encuentra cumplido en su totalidad, aunque los trabajos aún no inician.",
        "La actividad quedó concluida al 100%, pues todavía no se ha impartido ningún taller.",
        "La meta anual se cumplió por completo, sin que se haya impartido ninguno de los talleres.",
        "La línea se da por concluida en su totalidad, ya que no se ha iniciado.",
        "El objetivo está plenamente cumplido y su realización no ha empezado.",
        "La meta quedó 100% cumplida, si bien nada se ha hecho.",
    ],
)
def test_what_was_never_begun_is_not_wholly_met(closing):
    (told,) = found_in(closing)
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)
    assert told.message.endswith("dice que no ha comenzado")


@pytest.mark.parametrize(
    "closing",
    [
        "La meta está totalmente cumplida, aunque la segunda etapa no ha comenzado.",
        "La meta está totalmente cumplida, y los trabajos de 2026 no han comenzado a programarse.",
        "La meta se cumplió en su totalidad, sin que se haya presentado ninguna queja.",
        "La meta se cumplió en su totalidad y no ha comenzado el ejercicio siguiente.",
        "La meta se cumplió en su totalidad, aunque el presupuesto no se ha ejercido.",
        "La meta se cumplió en su totalidad, pues la obra no ha iniciado su operación.",
        "La meta no ha comenzado.",
    ],
)
def test_what_has_not_begun_may_be_another_thing(closing):
    assert found_in(closing, "Se impartieron talleres.") == []


@pytest.mark.parametrize(
    "closing",
    [
        "Por lo expuesto, la meta no fue cumplida, al haberse realizado los doce talleres "
        "comprometidos, equivalentes al 100%.",
        "No se cumplió la meta, con un avance del 100%.",
        "La meta anual no se alcanzó: 100% de cumplimiento.",
        "Meta incumplida, al registrar un avance del cien por ciento.",
        "El compromiso anual no quedó satisfecho, con lo que se llega al 100% de lo programado.",
        "La meta del año no se ha cumplido (100%).",
        "Meta no cumplida. Avance: 100%.",
        "La meta anual se tiene por no cumplida al alcanzarse el 100% de lo comprometido.",
        "El compromiso se da por incumplido pues se llegó al 100%.",
        "La meta no se cumplió por haberse alcanzado el 100% de lo programado.",
        "La meta anual se considera no cumplida ya que registra un avance del 100%.",
        "La meta queda como no cumplida pese a que se alcanzó el 100 por ciento.",
        "Al alcanzarse el 100% de lo comprometido, la meta anual no fue cumplida.",
        "Con un avance del 100%, el compromiso se tiene por incumplido.",
    ],
)
def test_a_meta_of_which_all_was_done_was_met(closing):
    (told,) = found_in(closing, "Se impartieron talleres.")
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)


@pytest.mark.parametrize(
    "closing",
    [
        "La meta no se cumplió al 100%.",
        "La meta no se cumplió en el 100% de lo programado.",
        "La meta no fue cumplida, pues el 100% de los proveedores declinó.",
        "La meta no se cumplió en tiempo; al cierre se alcanzó el 100%.",
        "La meta no se alcanzó en mayo, pero al cierre se llegó al 100%.",
        "La meta no se ha cumplido: se lleva el 75%.",
        "No se cumplió la meta anual; la del trimestre va al 100%.",
        "La meta no se alcanzó, pues faltó un taller para llegar al 100%.",
        "El 100% de los talleres se impartió y la meta no se superó.",
        "La meta no pudo cumplirse: avance de 0%.",
        "La meta se tiene por no cumplida al no alcanzarse el 100% de lo comprometido.",
        "La meta no fue cumplida, al no llegarse al 100%.",
        "La meta se da por no cumplida por haberse quedado lejos del 100%.",
        "La meta no se cumplió al 100% de lo comprometido.",
        "La meta anual no se cumplió pues la del trimestre llegó al 100%.",
        "Se alcanzó el 100% de las asistencias, y la meta no se cumplió.",
    ],
)
def test_a_meta_that_was_not_met_may_say_how_far(closing):
    assert found_in(closing, "Se impartieron talleres.") == []


@pytest.mark.parametrize(
    ("told", "closing", "wrong"),
    [
        ("Dados: 6, de los cuales 4 en el trimestre y 2 en el anterior.",
         "Situación: sin avance alguno a la fecha, con un cumplimiento del 50%.", True),
        ("Se impartieron 6 talleres: 2 en el trimestre anterior y 4 en el presente trimestre.",
         "No hubo avance, con un cumplimiento del 50%.", True),
        ("Se impartieron 6 talleres: 2 en el primer trimestre y 4 en el trimestre anterior.",
         "Sin avance alguno en el trimestre, con un cumplimiento del 50%.", False),
        ("Dados: 5, de los cuales 3 en el trimestre anterior y 2 en enero.",
         "Sin avance en el periodo, la meta se mantiene en 50%.", False),
    ],
)  # fmt: skip
def test_a_part_of_the_quarter_is_an_advance_of_it(told, closing, wrong):
    assert [each.code for each in found_in(closing, told)] == [Code.NO_STATEMENT] * wrong

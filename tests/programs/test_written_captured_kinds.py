"""A quantity that is that of the meta's own kind and of its other together."""

from datetime import date

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe import findings_of_linea
from programs.values.written import Period
from tests.programs.written_cases import written_linea

THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))


def kinds_of(text: str, done: int = 3) -> list[str]:
    """Return what is said of other kinds in a línea of 12 sesiones ordinarias."""
    line = written_linea(
        text,
        title="Celebrar sesiones del Comité",
        meta="12 sesiones ordinarias",
        amounts=[(12, "Sesiones ordinarias")],
        reported=(done,),
    )
    found = [each.finding for each in findings_of_linea(line, THIRD)]
    return [each.message for each in found if each.code is Code.OTHER_KIND]


@pytest.mark.parametrize(
    "text",
    [
        "Se celebraron la Séptima y la Octava Sesión Ordinaria y la Segunda Sesión Extraordinaria.",
        "Se llevaron a cabo la séptima y octava sesiones ordinarias, y la segunda extraordinaria.",
        "Hubo dos sesiones ordinarias y una sesión extraordinaria.",
        "Se celebró la 7ª Sesión Ordinaria, la 8ª Sesión Ordinaria y la 2ª Sesión Extraordinaria.",
        "Se celebraron una sesión ordinaria y dos sesiones extraordinarias.",
        "Se desahogaron la Séptima Sesión Ordinaria y la Segunda y Tercera Sesión Extraordinaria.",
        "Se tuvieron dos sesiones ordinarias, la Séptima y la Octava, y una extraordinaria.",
    ],
)
def test_sessions_of_two_kinds_make_no_quantity_of_one(text):
    (message,) = kinds_of(text)
    assert message.startswith("La meta es de sesiones ordinarias, y ")
    assert "extraordinaria" in message


@pytest.mark.parametrize(
    "text",
    [
        "Se celebraron la Séptima, la Octava y la Novena Sesión Ordinaria.",
        "Se celebraron tres sesiones ordinarias y una extraordinaria.",
        "Se celebraron tres sesiones ordinarias: la séptima, la octava y la novena.",
        "La Séptima, Octava y Novena Sesión Ordinaria, y además la Segunda Sesión Extraordinaria.",
        "Se celebraron dos sesiones ordinarias y una extraordinaria, que no abona a la meta.",
        "Se celebraron tres sesiones.",
    ],
)
def test_the_own_kind_alone_gives_the_quantity(text):
    assert kinds_of(text) == []

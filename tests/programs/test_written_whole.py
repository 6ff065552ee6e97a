"""100% says that a meta is met exactly: what rounds to it is asked about."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.percent import percent
from programs.values.checks.informe.statements import agrees, rounds_to
from programs.values.phrases import percent_text
from programs.values.wording.metas import amounts_of
from programs.values.wording.percents import PercentMention

from .written_cases import FIRST, written_linea

HEAD = "Informe del primer trimestre de 2024\nDirección de Vinculación\n"
TYPED = """Línea de Acción 1
Impartir cursos
Meta: {} cursos
Programado en el trimestre: {}
Realizado en el trimestre: {} cursos
{}"""


def findings_of(text):
    return [each.finding for each in reading_of(TEXT, (HEAD + text).encode()).findings]


@pytest.mark.parametrize(
    ("done", "whole"), [(199, 200), (241, 242), (9999, 10000), (201, 200), (1001, 1000)]
)
def test_100_agrees_with_what_the_system_prints_as_100(done, whole):
    exact = Fraction(done * 100, whole)
    assert percent_text(Decimal(done) * 100 / whole) != "100"
    assert not agrees(PercentMention(Decimal(100), 0, 0), exact)
    assert rounds_to(PercentMention(Decimal(100), 0, 0), exact)
    assert agrees(PercentMention(Decimal(100), 0, 0), Fraction(100))


@pytest.mark.parametrize(
    ("said", "done", "whole"),
    [("99", 199, 200), ("99.5", 199, 200), ("99.6", 241, 242), ("29", 2, 7), ("101", 201, 200)],
)
def test_other_percentages_are_rounded_as_ever(said, done, whole):
    assert agrees(PercentMention(Decimal(said), 0, 0), Fraction(done * 100, whole))


@pytest.mark.parametrize(
    ("closing", "done", "arithmetic"),
    [
        ("Meta cumplida al 100%.", "199", "199 ÷ 200 = 99.5%"),
        ("Se cumplió la meta al 100 por ciento.", "199", "199 ÷ 200 = 99.5%"),
        ("La meta quedó cumplida.", "199", "199 ÷ 200 = 99.5%"),
        ("Meta cumplida al 100%.", "201", "201 ÷ 200 = 100.5%"),
    ],
)
def test_a_typed_quantity_that_is_not_whole(closing, done, arithmetic):
    [found] = findings_of(TYPED.format(200, 200, done, closing))
    assert (found.code, found.severity) == (Code.WRITTEN_PERCENT, Severity.DOUBT)
    assert found.arithmetic == arithmetic


def test_far_from_whole_it_is_an_error():
    [found] = findings_of(TYPED.format(200, 200, "150", "La meta quedó cumplida."))
    assert (found.severity, found.arithmetic) == (Severity.ERROR, "150 ÷ 200 = 75%")


@pytest.mark.parametrize(
    ("meta", "programmed", "done", "closing"),
    [
        (200, 200, "200", "Meta cumplida al 100%."),
        (200, 200, "200", "La meta quedó cumplida."),
        (200, 200, "201", "La meta quedó cumplida."),
        (200, 50, "50", "La meta del trimestre quedó cumplida."),
        (200, 200, "199", "Meta cumplida al 99.5%."),
        (200, 200, "199", "Meta cumplida al 99%."),
    ],
)
def test_what_is_whole_or_says_how_far_is_silent(meta, programmed, done, closing):
    assert findings_of(TYPED.format(meta, programmed, done, closing)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Línea de Acción 1\nImpartir cursos\nMeta: 200 cursos\n"
        "Se impartieron 200 cursos a 3,001 personas. Meta cumplida al 100%.",
        "Concepto\tPersonas\tPorcentaje\nA\t399\t100%\nB\t1\t0%\nTotal\t400\t100%",
        "1. Presentación\nSe pasó de 500 a 999 solicitudes, un crecimiento del 100%.",
    ],
)
def test_shares_and_growths_that_are_no_meta_are_rounded(text):
    assert findings_of(text) == []


def test_a_text_is_compared_with_what_the_system_prints():
    linea = written_linea("Meta cumplida al 100%.", meta="15 informes", title="Entregar informes")
    typed = replace(
        linea,
        amounts=amounts_of("15 informes"),
        reported=(Decimal("7.99"),),
        so_far=(Decimal("14.99"),),
        shares=(Decimal("99.93333333333333333333"), Decimal("53.26666666666666666666")),
        owner="Dirección",
    )
    [found] = percent(typed, FIRST)
    assert (found.severity, found.arithmetic) == (Severity.DOUBT, "14.99 ÷ 15 = 99.9%")
    whole = replace(typed, so_far=(Decimal(15),), shares=(Decimal(100),), reported=(Decimal(8),))
    assert not list(percent(whole, FIRST))

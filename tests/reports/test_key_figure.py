"""The figure that comes first on the tablero: words and verdict, also where part is silent."""

from datetime import date
from decimal import Decimal

import pytest

from programs.values.progress import DEFAULT_THRESHOLDS
from reports.charts.key import key_figure
from reports.charts.months import MonthAmounts

CUT = date(2026, 2, 28)


def month(number: int, programmed: int, done: int | None, unreported: int = 0) -> MonthAmounts:
    """Return a month of 28 days with its amounts."""
    said = None if done is None else Decimal(done)
    return MonthAmounts(date(2026, number, 28), Decimal(programmed), said, unreported)


@pytest.mark.parametrize(
    ("months", "figure", "color"),
    [
        ([month(1, 80, 68), month(2, 70, 60)], "85% de lo programado, 128 de 150", "amber"),
        (
            # 85% at least and 89% at most: at risk whatever is reported later.
            [month(1, 80, 68), month(2, 70, 60, 6)],
            "Al menos 85% de lo programado, 128 de 150; 6 sin reportar",
            "amber",
        ),
        (
            # 85% at least and 97% at most: nobody can tell yet.
            [month(1, 80, 68), month(2, 70, 60, 18)],
            "Al menos 85% de lo programado, 128 de 150; 18 sin reportar",
            "grey",
        ),
        ([month(1, 10, 10), month(3, 10, None)], "100% de lo programado, 10 de 10", "green"),
        ([month(1, 4, 1)], "25% de lo programado, 1 de 4", "red"),
        ([month(1, 4, 6)], "150% de lo programado, 6 de 4", "blue"),
    ],
)
def test_a_part_without_report_makes_the_least_and_a_verdict_only_if_it_cannot_change(
    months, figure, color
):
    key = key_figure(months, CUT, DEFAULT_THRESHOLDS)

    assert key is not None
    assert (key.figure, key.color, key.until) == (figure, color, "28 de febrero")
    assert (
        key.word
        == {
            "amber": "En riesgo",
            "grey": "Falta reportar",
            "green": "En tiempo",
            "red": "Atrasada",
            "blue": "Rebasó la meta",
        }[color]
    )


@pytest.mark.parametrize("months", [[], [month(3, 5, 5)], [month(1, 0, 0)], [month(1, 5, None)]])
def test_without_anything_due_or_readable_there_is_no_figure(months):
    assert key_figure(months, CUT, DEFAULT_THRESHOLDS) is None

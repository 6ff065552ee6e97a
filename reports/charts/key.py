"""The figure that comes first: how much of what was programmed is done, and if it is on track."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from programs.values import phrases
from programs.values.given import given
from programs.values.phrases import unreported_words
from programs.values.progress import Thresholds
from reports.charts.amounts import Progress, day_text
from reports.charts.months import MonthAmounts, accumulated, to_date

UNDECIDED = "Falta reportar"


@dataclass(frozen=True)
class KeyFigure:
    """A figure in words, and its verdict.

    `figure` is "85% de lo programado, 128 de 150", `until` "31 de octubre"; `color` is one of
    the semáforo and `word` its word.
    """

    figure: str
    until: str
    color: str
    word: str


def key_figure(
    months: Sequence[MonthAmounts], cut_off: date, thresholds: Thresholds
) -> KeyFigure | None:
    """Return the figure of a programme at a date; None where nothing was due or may be read.

    What nobody reported may have been done or not. The percentage is then said to be the least,
    and there is a verdict only if the least and the most that it can be have the same one.
    """
    last = to_date(accumulated(months, cut_off))
    if last is None or not last.progress.counts:
        return None
    pair = last.progress
    done, programmed = given(pair.done), given(pair.programmed)
    least = replace(pair, unreported=0)
    most = Progress("", programmed, done + Decimal(pair.unreported))
    ends = {(end.verdict(thresholds).color, end.verdict(thresholds).word) for end in (least, most)}
    color, word = ends.pop() if len(ends) == 1 else ("grey", UNDECIDED)
    figure = (
        f"{phrases.shown_percent(given(least.percent))} de lo programado, "
        f"{phrases.number_text(done)} de {phrases.number_text(programmed)}"
    )
    if pair.unreported:
        figure = f"Al menos {figure}; {unreported_words(pair.unreported)}"
    return KeyFigure(figure, day_text(cut_off), color, word)

"""A scale from zero with round marks."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from programs.values import phrases
from reports.charts.svg import RULE, TEXT_2, Markup, advance, segment, write


@dataclass(frozen=True)
class Axis:
    """Values from 0 to `top` on `pixels` px, with its marks; of percentages or of a count."""

    top: Decimal
    ticks: tuple[Decimal, ...]
    pixels: float
    percent: bool = False

    def at(self, value: Decimal) -> float:
        """Return the distance of a value from zero, in px; beyond `top` it stays at the end."""
        ratio = min(Fraction(value) / Fraction(self.top), Fraction(1))
        return float(ratio * Fraction(self.pixels))

    def text(self, tick: Decimal) -> str:
        """Return the printed number of a mark."""
        figure = phrases.number_text(tick)
        return phrases.with_sign(figure) if self.percent else figure


def axis(highest: Decimal, pixels: float, *, steps: int = 5, whole: bool = True) -> Axis:
    """Return a scale that holds `highest` in at most `steps` equal steps of 1, 2 or 5.

    Fewer steps where the numbers would touch. With `whole` no step is less than 1, as befits what
    is counted. Without anything above zero it goes to 1.
    """
    highest = highest if highest > 0 else Decimal(1)
    for count in range(steps, 0, -1):
        step = _step(highest / count, whole=whole and highest == highest.to_integral_value())
        marks = int((highest / step).to_integral_value(rounding=ROUND_CEILING))
        ticks = tuple(step * n for n in range(marks + 1))
        scale = Axis(ticks[-1], ticks, pixels)
        if max(advance(scale.text(tick)) for tick in ticks) + 16 <= pixels / marks:
            return scale
    return Axis(ticks[-1], (ticks[0], ticks[-1]), pixels)


def _step(least: Decimal, *, whole: bool) -> Decimal:
    """Return the smallest 1, 2 or 5 with zeros that is not under `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    step = next(step for n in (1, 2, 5, 10) if (step := n * power) >= least)
    return max(step, Decimal(1)) if whole else step


def across(scale: Axis, left: float, top: float, bottom: float) -> list[Markup]:
    """Return the marks of a horizontal scale: numbers above, thin lines down, zero stronger."""
    drawn = []
    for tick in scale.ticks:
        x = left + scale.at(tick)
        zero = tick == 0
        drawn.append(
            segment(
                x,
                top,
                x,
                bottom,
                class_="chart-axis" if zero else "chart-rule",
                stroke=TEXT_2 if zero else RULE,
            )
        )
        drawn.append(
            write(
                scale.text(tick),
                x,
                top - 6,
                anchor="middle",
                fill=TEXT_2,
                class_="chart-text-2",
            )
        )
    return drawn

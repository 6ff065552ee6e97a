"""The arithmetic of an annual percentage in signs, of the same parts from which it is computed.

`programs.values.percents` divides; here stand its own shares, so that what a page shows of a figure
is how that figure came about.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from programs.values.facts import ComponentFacts, MetaFacts, Rule
from programs.values.percents import (
    Gap,
    Measure,
    Share,
    alone,
    decimal_of,
    percent_of,
    ratio_of,
    shares_of,
)
from programs.values.phrases import number_text, shown_percent, with_sign

_CENT = Decimal("0.01")


def component_arithmetic(meta: MetaFacts, component: ComponentFacts, quarter: int) -> str:
    """Return the annual percentage of one component: "9 ÷ 16 × 100 = 56.25%, se imprime 56%".

    "" where it has none.
    """
    return linea_arithmetic(alone(meta, component), quarter)


def linea_arithmetic(meta: MetaFacts, quarter: int) -> str:
    """Return the annual percentage of a meta over all its components, "" where it has none."""
    ratio = ratio_of(meta, quarter, Measure.ANNUAL)
    shares = shares_of(meta, quarter, Measure.ANNUAL)
    percent = percent_of(ratio)
    if isinstance(ratio, Gap) or isinstance(shares, Gap) or percent is None:
        return ""
    if len(shares) == 1 or meta.rule is Rule.POOLED:
        return f"{_pooled(shares)} = {_result(percent)}"
    programmed = [share for share in shares if share.base]
    figures = " + ".join(_figure(decimal_of(each.real * 100 / each.base)) for each in programmed)
    return f"({figures}) ÷ {len(programmed)} = {_result(percent)}"


def _pooled(shares: tuple[Share, ...]) -> str:
    real, base = [share.real for share in shares], [share.base for share in shares]
    whole = f"{_number(sum(real, Fraction(0)))} ÷ {_number(sum(base, Fraction(0)))} × 100"
    if len(shares) == 1:
        return whole
    parts = [" + ".join(map(_number, each)) for each in (real, base)]
    return f"({parts[0]}) ÷ ({parts[1]}) × 100 = {whole}"


def _number(value: Fraction) -> str:
    return number_text(decimal_of(value))


def _result(percent: Decimal) -> str:
    """Return a percentage to the hundredth, and how it prints where that is less."""
    exact, printed = _figure(percent), shown_percent(percent)
    return exact if exact == printed else f"{exact}, se imprime {printed}"


def _figure(percent: Decimal) -> str:
    cents = percent.quantize(_CENT, rounding=ROUND_HALF_UP)
    if cents == 0 < percent:
        return "menos de 0.01%"
    # 100 is said of what is met exactly, and of nothing else.
    if cents == 100 != percent:
        return "casi 100%" if percent < 100 else "poco más de 100%"
    return with_sign(number_text(cents))

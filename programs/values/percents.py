"""The four percentages of a meta: exact ratios, or why there is none.

How a kind adds up to a quarter (rules of the domain document, section 3):

============  ==============================  ===============================================
kind          real and programmed to date     annual percentage
============  ==============================  ===============================================
sum           sum of the quarters             real to date / annual meta
milestone     sum of the quarters             real to date / annual meta
percent       the latest value                latest value / annual meta
demand        sum of the quarters             real to date / annual meta; attended / received
                                              to date when the meta has no annual quantity
unquantified  never a figure                  never a figure; left out of a composite meta
============  ==============================  ===============================================

How a composite meta gives one figure: *pooled* divides the sum of the components by the sum of
their bases (a percentage is not added to a count: mixed kinds give none), *average* is the mean of
the components' percentages, *each* gives none and `component_percents` says them one by one. A meta
with one quantified component has that component's figure under every rule. A component without
data leaves the whole meta without a figure; one with nothing programmed has no part in the average.

A blank is never zero: what sums the quarters to date has a figure only when each of them was
reported or owes nothing (`facts.unreported_quarters`).

Percentages are exact ratios times 100. A ratio without a finite decimal form is cut at 50 digits
with a last digit that is never 0 nor 5, so that it can never be mistaken for 12.5, 99.5 or 100.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_05UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction

from programs.values.facts import (
    ComponentFacts,
    Kind,
    MetaFacts,
    Programming,
    Rule,
    accumulated_actual,
    accumulated_programmed,
    adjusted,
    any_said,
    checked_quarter,
    programming_of,
    told_by_attention,
    unpaired_quarters,
    unreported_quarters,
)

_PERCENT = Context(prec=50, rounding=ROUND_05UP)


class Measure(StrEnum):
    """The four percentages, for `component_percents`."""

    PERIOD = "period"
    ACCUMULATED = "accumulated"
    ANNUAL = "annual"
    ATTENTION = "attention"


class Gap(StrEnum):
    """Why there is no percentage."""

    UNSTATED = "unstated"
    UNREPORTED = "unreported"
    NOT_PROGRAMMED = "not_programmed"
    UNLIKE = "unlike"  # a percentage pooled with a count
    SEVERAL = "several"  # one figure for each component


@dataclass(frozen=True)
class Share:
    """Real and base of one component in its own unit; base 0 is *no programado*."""

    real: Fraction
    base: Fraction


def _share(real: Decimal | None, base: Decimal | None) -> Share:
    return Share(Fraction(real or 0), Fraction(base or 0))


ShareOf = Callable[[MetaFacts, ComponentFacts, int], Share | Gap]


def _period_share(meta: MetaFacts, component: ComponentFacts, quarter: int) -> Share | Gap:
    answer, amount = programming_of(meta, component, quarter)
    real = component.actual[quarter - 1]
    if answer is Programming.NONE:
        # A level without a base adds nothing to a pool; work done ahead of its quarter does.
        return _share(None if component.kind is Kind.PERCENT else real, None)
    if answer is not Programming.QUANTITY:
        return Gap.UNSTATED
    return Gap.UNREPORTED if real is None else _share(real, amount)


def accumulated_share(meta: MetaFacts, component: ComponentFacts, quarter: int) -> Share | Gap:
    """Real and programmed to date of one component."""
    base = accumulated_programmed(meta, component, quarter)
    if base is None:
        return Gap.UNSTATED
    if unreported_quarters(meta, component, quarter):
        return Gap.UNREPORTED
    if component.kind is Kind.PERCENT and not base:
        return _share(None, None)
    return _share(accumulated_actual(component, quarter), base)


def _annual_share(meta: MetaFacts, component: ComponentFacts, quarter: int) -> Share | Gap:
    if told_by_attention(component):
        return _attention_share(meta, component, quarter)
    if not component.annual:  # a meta of zero is no base: nobody said how much
        return Gap.UNSTATED
    if unreported_quarters(meta, component, quarter):
        return Gap.UNREPORTED
    real = accumulated_actual(component, quarter)
    # Beside a component that has data, one that owes nothing yet stands at zero by plan.
    if real is None and not any_said(*(accumulated_actual(c, quarter) for c in meta.quantified)):
        return Gap.UNREPORTED
    return _share(real, component.annual)


def _attention_share(meta: MetaFacts, component: ComponentFacts, quarter: int) -> Share | Gap:
    if component.kind is not Kind.DEMAND:
        return Gap.UNSTATED
    if unpaired_quarters(meta, component, quarter):
        return Gap.UNREPORTED
    pairs = list(zip(component.actual, component.received, strict=True))[: checked_quarter(quarter)]
    whole = [(real, base) for real, base in pairs if real is not None and base is not None]
    if not whole:
        return Gap.UNREPORTED
    attended = adjusted(component, quarter, sum((real for real, _ in whole), Decimal(0)))
    return _share(attended, sum((base for _, base in whole), Decimal(0)))


_SHARES: dict[Measure, ShareOf] = {
    Measure.PERIOD: _period_share,
    Measure.ACCUMULATED: accumulated_share,
    Measure.ANNUAL: _annual_share,
    Measure.ATTENTION: _attention_share,
}


def _measured(meta: MetaFacts, measure: Measure) -> tuple[ComponentFacts, ...]:
    """The components that a measure speaks of: attention only of the demand ones."""
    if measure is Measure.ATTENTION:
        return tuple(c for c in meta.quantified if c.kind is Kind.DEMAND)
    return meta.quantified


def ratio_of(meta: MetaFacts, quarter: int, measure: Measure) -> Fraction | Gap:
    """The one figure of a meta as a ratio, or why there is none."""
    shares = shares_of(meta, quarter, measure)
    if isinstance(shares, Gap):
        return shares
    components = _measured(meta, measure)
    programmed = [share for share in shares if share.base]
    if not programmed:
        return Gap.NOT_PROGRAMMED
    if len(shares) == 1 or meta.rule is Rule.POOLED:
        if len({c.kind is Kind.PERCENT for c in components}) > 1:
            return Gap.UNLIKE
        real = sum((share.real for share in shares), Fraction(0))
        return real / sum((share.base for share in shares), Fraction(0))
    if meta.rule is Rule.EACH:
        return Gap.SEVERAL
    figures = (share.real / share.base for share in programmed)
    return sum(figures, Fraction(0)) / len(programmed)


def shares_of(meta: MetaFacts, quarter: int, measure: Measure) -> tuple[Share, ...] | Gap:
    """Real and base of each component that a measure speaks of, or why one has none."""
    checked_quarter(quarter)
    components = _measured(meta, measure)
    answers = [_SHARES[measure](meta, component, quarter) for component in components]
    if not answers or Gap.UNSTATED in answers:
        return Gap.UNSTATED
    if Gap.UNREPORTED in answers:
        return Gap.UNREPORTED
    return tuple(answer for answer in answers if isinstance(answer, Share))


def percent_of(ratio: Fraction | Gap) -> Decimal | None:
    """The ratio times 100 as `decimal_of` cuts it; None for a gap."""
    if isinstance(ratio, Gap):
        return None
    return decimal_of(ratio * 100)


def decimal_of(ratio: Fraction) -> Decimal:
    """The ratio as a Decimal: exact where it can be, else cut and never looking rounder."""
    return _PERCENT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))


def period_percent(meta: MetaFacts, quarter: int) -> Decimal | None:
    """Real / programmed of the quarter alone, times 100; None is *sin dato*."""
    return percent_of(ratio_of(meta, quarter, Measure.PERIOD))


def accumulated_percent(meta: MetaFacts, quarter: int) -> Decimal | None:
    """Real / programmed to date, times 100.

    None when a due part is not stated, when a programmed quarter has no real quantity yet (a blank
    would count as zero), or when nothing is programmed to date.
    """
    return percent_of(ratio_of(meta, quarter, Measure.ACCUMULATED))


def annual_percent(meta: MetaFacts, quarter: int) -> Decimal | None:
    """Real to date / annual meta, times 100: the figure that P1 prints. Not cut at 100."""
    return percent_of(ratio_of(meta, quarter, Measure.ANNUAL))


def attention_percent(meta: MetaFacts, quarter: int) -> Decimal | None:
    """Attended / received to date, times 100, of the demand components.

    None when nothing was received, and when a quarter has only one of the two quantities.
    """
    return percent_of(ratio_of(meta, quarter, Measure.ATTENTION))


def component_percents(
    meta: MetaFacts, quarter: int, measure: Measure = Measure.ANNUAL
) -> tuple[Decimal | None, ...]:
    """One percentage for each component, in order; None where it has none."""
    return tuple(percent_of(ratio_of(alone(meta, c), quarter, measure)) for c in meta.components)


def alone(meta: MetaFacts, component: ComponentFacts) -> MetaFacts:
    """The meta with only that component."""
    return replace(meta, components=(component,))


def percents_of_year(meta: MetaFacts, quarter: int) -> tuple[Decimal, ...]:
    """Return each percentage that may be told of a meta up to a quarter, none where one is unknown.

    Of the whole and of each component: of the year, of what is programmed to date and of what was
    received, and what the quarter alone adds to the year.
    """
    counted = meta.quantified
    if not counted or None in component_percents(meta, quarter):
        return ()
    measures = (Measure.ANNUAL, Measure.ACCUMULATED, Measure.ATTENTION)
    told = [ratio_of(each, quarter, measure) for each in _apart(meta) for measure in measures]
    shares = [_share(each.actual[quarter - 1], each.annual) for each in counted if each.annual]
    if shares:
        added = [each.real / each.base for each in shares]
        whole = sum((each.base for each in shares), Fraction(0))
        pooled = sum((each.real for each in shares), Fraction(0)) / whole
        told += [*added, pooled, sum(added, Fraction(0)) / len(added)]
    return _known(told)


def percents_of_quarter(meta: MetaFacts, quarter: int) -> tuple[Decimal, ...]:
    """Return what the quarter did of what it had programmed: of the whole, and of each component.

    None where that is not known of all.
    """
    told = [ratio_of(each, quarter, Measure.PERIOD) for each in _apart(meta)]
    return () if {Gap.UNSTATED, Gap.UNREPORTED} & set(told) else _known(told)


def _apart(meta: MetaFacts) -> tuple[MetaFacts, ...]:
    """Return a meta, and each component of several on its own."""
    parts = tuple(alone(meta, each) for each in meta.quantified)
    return (meta, *parts) if len(parts) > 1 else (meta,)


def _known(ratios: Iterable[Fraction | Gap]) -> tuple[Decimal, ...]:
    percents = (percent_of(ratio) for ratio in ratios)
    return tuple(dict.fromkeys(each for each in percents if each is not None))

"""The amounts of a component in a quarter: each a number, or the word that stands where none is.

Pages, documents and files take the same amounts from here: what nobody said, zero that was planned
and what has no quantity are words, so that none of them is ever read as 0.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from programs.values.facts import (
    ComponentFacts,
    Kind,
    MetaFacts,
    Programming,
    accumulated_actual,
    accumulated_programmed,
    any_said,
    checked_quarter,
    owes_nothing,
    programming_of,
)
from programs.values.percents import (
    Gap,
    Measure,
    accumulated_share,
    alone,
    decimal_of,
    percent_of,
    ratio_of,
)
from programs.values.phrases import number_text, shown_percent, signed_text

NO_DATA = "sin dato"
NOT_PROGRAMMED = "no programado"
NOT_QUANTIFIED = "sin cuantificar"
UNSTATED = "sin programación"
SCHEDULED = "programado, sin cantidad"
BY_DEMAND = "según la demanda"
# Where there is nothing to tell: the words beside it say why.
NOTHING = "—"

_GAPS = {
    Gap.UNSTATED: UNSTATED,
    Gap.UNREPORTED: NO_DATA,
    Gap.NOT_PROGRAMMED: NOT_PROGRAMMED,
    Gap.UNLIKE: NO_DATA,
    Gap.SEVERAL: NOTHING,
}


@dataclass(frozen=True)
class Amount:
    """A number, or the word that stands where there is none."""

    value: Decimal | None
    word: str = ""

    @property
    def text(self) -> str:
        """The number as printed, or the word."""
        return self.word if self.value is None else number_text(self.value)

    @property
    def percent(self) -> str:
        """The number as a printed percentage, or the word."""
        return self.word if self.value is None else shown_percent(self.value)

    @property
    def signed(self) -> str:
        """The number with its sign, or the word; zero has none."""
        return signed_text(self.value) if self.value else self.text


NONE = Amount(None, NOTHING)


def annual_amount(component: ComponentFacts) -> Amount:
    """Return the annual quantity in force."""
    word = BY_DEMAND if component.kind is Kind.DEMAND else NOT_QUANTIFIED
    return Amount(component.annual, word)


def programmed_amount(meta: MetaFacts, component: ComponentFacts, number: int) -> Amount:
    """Return what was programmed for a quarter: a quantity, or one of the three other answers."""
    answer, amount = programming_of(meta, component, number)
    words = {
        Programming.QUANTITY: "",
        Programming.SCHEDULED: SCHEDULED,
        Programming.NONE: NOT_PROGRAMMED,
        Programming.UNSTATED: UNSTATED,
    }
    return Amount(amount, words[answer])


def done_amount(meta: MetaFacts, component: ComponentFacts, number: int) -> Amount:
    """Return what a quarter reports as done; what was attended, of a demand."""
    none = programming_of(meta, component, number)[0] is Programming.NONE
    return _said(component.actual[number - 1], component, none=none)


def received_amount(component: ComponentFacts, number: int) -> Amount:
    """Return what a quarter reports as received, of a demand."""
    return _said(component.received[checked_quarter(number) - 1], component)


def accumulated_amount(meta: MetaFacts, component: ComponentFacts, number: int) -> Amount:
    """Return what was reported as done up to a quarter, adjustments included."""
    none = owes_nothing(meta, component, number)
    return _said(accumulated_actual(component, number), component, none=none)


def accumulated_received_amount(component: ComponentFacts, number: int) -> Amount:
    """Return what was reported as received up to a quarter, of a demand."""
    said = component.received[: checked_quarter(number)]
    total = sum((amount for amount in said if amount is not None), Decimal(0))
    return _said(total if any_said(*said) else None, component)


def accumulated_programmed_amount(
    meta: MetaFacts, component: ComponentFacts, number: int
) -> Amount:
    """Return what was programmed up to a quarter; no figure while a part that counts is unsaid."""
    if component.kind is Kind.UNQUANTIFIED:
        return Amount(None, NOT_QUANTIFIED)
    amount = accumulated_programmed(meta, component, number)
    if amount is None:
        return Amount(None, UNSTATED)
    return Amount(amount or None, NOT_PROGRAMMED)


def variation_amount(meta: MetaFacts, component: ComponentFacts, number: int) -> Amount:
    """Return done less programmed in a quarter.

    Only where both are known: what was done without being programmed is all of it variation, but a
    level has none without a level to reach.
    """
    answer, programmed = programming_of(meta, component, number)
    done = component.actual[number - 1]
    known = answer is Programming.QUANTITY or (
        answer is Programming.NONE and component.kind is not Kind.PERCENT
    )
    if done is None or not known or component.kind is Kind.UNQUANTIFIED:
        return NONE
    return Amount(done - (programmed or Decimal(0)))


def accumulated_variation_amount(meta: MetaFacts, component: ComponentFacts, number: int) -> Amount:
    """Return done less programmed up to a quarter, where the accumulated percentage knows both."""
    done = accumulated_actual(component, number)
    share = accumulated_share(meta, component, number)
    if done is None or isinstance(share, Gap):
        return NONE
    if component.kind is Kind.PERCENT and not share.base:
        return NONE
    return Amount(decimal_of(share.real - share.base))


def percent_amount(
    meta: MetaFacts, component: ComponentFacts, number: int, measure: Measure
) -> Amount:
    """Return one of the four percentages of a component on its own."""
    ratio = ratio_of(alone(meta, component), number, measure)
    if measure is not Measure.ANNUAL:
        return _percent(ratio, component)
    # Of the year the programming is no part: what it lacks is a quantity, or nothing is due yet.
    none = owes_nothing(meta, component, number)
    return _said(percent_of(ratio), component, none=none)


def whole_percent_amount(meta: MetaFacts, number: int, measure: Measure) -> Amount:
    """Return one of the four percentages of a meta of several components as one."""
    return _percent(ratio_of(meta, number, measure), None)


def _percent(ratio: Fraction | Gap, component: ComponentFacts | None) -> Amount:
    if not isinstance(ratio, Gap):
        return Amount(percent_of(ratio))
    if component is not None and component.kind is Kind.UNQUANTIFIED:
        return Amount(None, NOT_QUANTIFIED)
    return Amount(None, _GAPS[ratio])


def _said(value: Decimal | None, component: ComponentFacts, *, none: bool = False) -> Amount:
    """Return what somebody said, or why nobody did: no quantity, nothing programmed, no report."""
    if component.kind is Kind.UNQUANTIFIED:
        return Amount(value, NOT_QUANTIFIED)
    return Amount(value, NOT_PROGRAMMED if none else NO_DATA)

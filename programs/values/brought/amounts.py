"""How much of a component a línea of an informe says was done in its quarter, and how surely.

Only what its words count, or its box types, is a quantity: none is taken out of a percentage, and
where nothing is said there is none, never a zero. It is sure where one number is told and nothing
else in the línea says otherwise; anything else is offered with the reason to look at it.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from programs.enums import ComponentKind
from programs.values.checks.informe.accumulated import says_accumulated
from programs.values.checks.informe.evidence import Evidence, evidence_of
from programs.values.checks.informe.readings import Count, count_of, is_told, readings_of
from programs.values.checks.informe.statements import (
    Statement,
    agrees,
    percent_words,
    statements_of,
)
from programs.values.phrases import number_text
from programs.values.wording.hedged import read_as, why_unsure
from programs.values.wording.percent_scopes import Scope
from programs.values.wording.units import Fit
from programs.values.written import Period, WrittenLinea

# Letters of one línea whose numbers are looked for, and the largest quantity that is kept.
LONGEST = 10_000
LARGEST = Decimal(10) ** 10
DECIMALS = 4
SUMS_UP = "Puede sumar trimestres anteriores"
COUNTED = (ComponentKind.SUM, ComponentKind.MILESTONE, ComponentKind.DEMAND)


@dataclass(frozen=True)
class Component:
    """A quantity of the quarter: its row, what it counts and how much of it the year promises.

    `before` is what earlier quarters reported of it, None where they said nothing.
    """

    pk: int
    version: int
    kind: str
    unit: str
    promised: Decimal | None
    before: Decimal | None = None


@dataclass(frozen=True)
class Offer:
    """A quantity that a línea of an informe gives to a component; `doubt` is why it is not sure."""

    pk: int
    version: int
    quantity: Decimal
    doubt: str = ""


def offers_of(
    linea: WrittenLinea, components: tuple[Component, ...], period: Period | None
) -> tuple[Offer, ...]:
    """Return what a línea says of each component that it counts, in their order."""
    if sum(len(passage.text) for passage in linea.passages) > LONGEST:
        return ()
    found = (_offer(linea, each, components, period) for each in components)
    return tuple(each for each in found if each is not None)


def _offer(
    linea: WrittenLinea,
    component: Component,
    components: tuple[Component, ...],
    period: Period | None,
) -> Offer | None:
    if component.kind not in COUNTED:
        return None
    year = period.year_starts_on.year if period else None
    evidence = evidence_of(linea, component.unit, year)
    told = count_of(evidence, linea, component.promised)
    typed = _typed(linea, component, components)
    quantity = typed if typed is not None else told.quantity if told else None
    if quantity is None or not _fits(quantity):
        return None
    apart = _apart(evidence, linea, component, told, period) if typed is None else None
    if apart and component.kind != ComponentKind.DEMAND:
        return _offer_apart(apart, evidence, linea, component, period, len(components) == 1)
    doubt = _doubt(linea, component, told, quantity, period, typed=typed is not None)
    doubt = doubt or read_as(format(quantity, "f"), quantity)
    if not doubt and told and typed is None:
        doubt = _hedged(evidence, told, period)
    if not doubt and len(components) == 1:
        doubt = _against_percent(linea, component, quantity)
    several = {each for each in readings_of(evidence, linea) if each > quantity}
    if not doubt and typed is None and several:
        doubt = f"El texto dice también {number_text(max(several))}"
    return Offer(component.pk, component.version, quantity, doubt)


@dataclass(frozen=True)
class _Apart:
    """What a text counts of the quarter, beside what it says that the year sums up with it."""

    own: Decimal
    year: Decimal


def _apart(
    evidence: Evidence,
    linea: WrittenLinea,
    component: Component,
    told: Count | None,
    period: Period | None,
) -> _Apart | None:
    """Return what the quarter and the year have where a text tells both, None for any other.

    "Se revisaron 2 instrumentos, con lo que suman diez en el año": with the 8 of before they are
    10. Where they are not, what it calls the sum of the year is still not of the quarter.
    """
    before = component.before or Decimal(0)
    pieces = [each for each in evidence.pieces if each.fit >= Fit.SOFT and is_told(each)]
    values = {each.counted.value for each in pieces if not each.counted.article}
    if before and (told is None or told.sums_up or says_accumulated(linea, period)):
        found = [_Apart(each, each + before) for each in values if each + before in values]
        if len(found) == 1 and _fits(found[0].own):
            return found[0]
    if told is None or not told.sums_up:
        return None
    own = {each.counted.value for each in pieces if not each.sums_up and not each.counted.part}
    own = {each for each in own if 0 < each < told.quantity}
    return _Apart(own.pop(), told.quantity) if len(own) == 1 else None


def _offer_apart(
    apart: _Apart,
    evidence: Evidence,
    linea: WrittenLinea,
    component: Component,
    period: Period | None,
    alone: bool,
) -> Offer:
    """Return what the quarter has, in doubt where what came before does not make it the year's."""
    doubt = ""
    if apart.own + (component.before or 0) != apart.year:
        doubt = f"El texto suma {number_text(apart.year)} en el año"
    own = Count(apart.own, (number_text(apart.own),), component.unit, sure=True)
    doubt = doubt or _hedged(evidence, own, period)
    if not doubt and alone:
        doubt = _against_percent(linea, component, apart.own)
    return Offer(component.pk, component.version, apart.own, doubt)


def _typed(
    linea: WrittenLinea, component: Component, components: tuple[Component, ...]
) -> Decimal | None:
    """Return what the box of a línea says was done of a component, None where it does not."""
    if len(linea.reported) == len(components):
        return linea.reported[[each.pk for each in components].index(component.pk)]
    return None


def _fits(quantity: Decimal) -> bool:
    exponent = quantity.as_tuple().exponent
    return 0 < quantity < LARGEST and isinstance(exponent, int) and exponent >= -DECIMALS


def _doubt(
    linea: WrittenLinea,
    component: Component,
    told: Count | None,
    quantity: Decimal,
    period: Period | None,
    *,
    typed: bool,
) -> str:
    """Return why a quantity is not sure by itself, "" for none."""
    if component.kind == ComponentKind.DEMAND:
        return "Falta decir cuántas se recibieron"
    if typed:
        if otherwise := read_as(linea.reported_as, quantity):
            return otherwise
        if linea.reported_so_far and not (period and period.starts_on == period.year_starts_on):
            return SUMS_UP
        if told and told.quantity != quantity:
            return f"El texto cuenta {number_text(told.quantity)}"
        return ""
    if told and told.by_article:
        return "El texto dice «un» o «una», sin cifra"
    if told is None or not told.sure:
        return "El texto no la dice con todas sus letras"
    if told.sums_up:
        return SUMS_UP
    if told.open_ended:
        return "El texto habla de más, sin decir cuántas"
    if len(told.parts) > 1:
        return f"Es la suma de {' + '.join(told.parts[:6])}"
    return ""


def _hedged(evidence: Evidence, told: Count, period: Period | None) -> str:
    """Return why the words around what was counted leave it open, "" where they do not."""
    doubts = (
        why_unsure(each.passage.text, each.counted, period)
        for each in evidence.pieces
        if each.fit >= Fit.SOFT and is_told(each) and number_text(each.counted.value) in told.parts
    )
    return next(filter(None, doubts), "")


def _against_percent(linea: WrittenLinea, component: Component, quantity: Decimal) -> str:
    """Return that the línea states another percentage than a quantity gives, "" where not."""
    for each in statements_of(linea):
        shares = _shares(each, linea, component, quantity)
        if shares and not any(agrees(each.said.mention, share) for share in shares):
            return f"No da el porcentaje que la línea dice, {percent_words(each.value)}"
    return ""


def _shares(
    statement: Statement, linea: WrittenLinea, component: Component, quantity: Decimal
) -> list[Fraction]:
    """Return the percentages that a statement may be of, none where that is not known.

    "El 25% de la meta anual" takes in what was reported before, "en el trimestre se avanzó 25%" the
    quarter alone; where neither is said it may be either.
    """
    scope, whole = statement.said.scope, component.promised
    so_far = quantity + (component.before or 0)
    parts = {quantity, so_far}
    if scope is Scope.QUARTER:
        whole, parts = linea.programmed, {quantity}
    elif scope is Scope.SPAN:
        return []
    elif scope is Scope.IN_QUARTER:
        parts = {quantity}
    elif scope is not Scope.UNSAID:
        parts = {so_far}
    return [Fraction(each) * 100 / Fraction(whole) for each in parts] if whole else []

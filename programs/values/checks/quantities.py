"""Checks of a stated percentage against the quantities (section 4 of the domain document)."""

from dataclasses import dataclass
from decimal import Decimal

from programs.values.checks import Finding
from programs.values.phrases import join_list, shown_percent
from programs.values.progress import (
    MetaFacts,
    accumulated_actual,
    annual_percent,
    component_percents,
    is_reported,
)

STATED_DIFFERS = "stated-differs"
STATED_WITHOUT_QUANTITY = "stated-without-quantity"


@dataclass(frozen=True)
class StatedFacts:
    """A percentage written by a person, and the quantities it speaks of.

    `stated_percent` is None when nobody stated one. `meta` is None for a línea without a meta.
    `place` says where it stands, as printed.
    """

    stated_percent: Decimal | None
    meta: MetaFacts | None
    quarter: int
    place: str


def check_stated_percent(facts: StatedFacts) -> Finding | None:
    """A stated percentage that its quantities do not give, or that has no quantities.

    Both percentages are compared as they would be printed: 29 agrees with 2 of 7. A meta told
    component by component agrees when each component prints the stated figure.
    """
    if facts.stated_percent is None:
        return None
    stated = shown_percent(facts.stated_percent)
    opening = f"Se declara un avance de {stated}"
    if not _has_quantities(facts):
        return Finding(
            STATED_WITHOUT_QUANTITY,
            "warning",
            f"{opening} sin ninguna cantidad realizada en el trimestre. "
            "Capture la cantidad o revise el porcentaje.",
            facts.place,
        )
    computed = _computed(facts)
    if not computed:
        return Finding(
            STATED_WITHOUT_QUANTITY,
            "warning",
            f"{opening} y las cantidades no bastan para calcularlo. "
            "Revise la cantidad anual y la regla de la meta.",
            facts.place,
        )
    if set(computed) == {stated}:
        return None
    given = join_list(computed)
    return Finding(
        STATED_DIFFERS,
        "warning",
        f"{opening} y las cantidades dan {given}. Corrija el que no sea o explique el motivo.",
        facts.place,
    )


def _has_quantities(facts: StatedFacts) -> bool:
    """Whether something was reported to date, and nothing that the quarter owes is blank."""
    meta, quarter = facts.meta, facts.quarter
    if meta is None or not is_reported(meta, quarter):
        return False
    return any(accumulated_actual(c, quarter) is not None for c in meta.quantified)


def _computed(facts: StatedFacts) -> list[str]:
    """The computed percentages as printed: the one of the meta, or those of its components."""
    percent = annual_percent(facts.meta, facts.quarter)
    percents = component_percents(facts.meta, facts.quarter) if percent is None else [percent]
    return [shown_percent(each) for each in percents if each is not None]

"""A percentage that a person stated, against the quantities (section 4 of the domain document)."""

from decimal import Decimal

from programs.values.facts import has_quantity, owes
from programs.values.phrases import join_list, shown_percent
from programs.values.progress import (
    MetaFacts,
    accumulated_actual,
    annual_percent,
    component_percents,
    is_reported,
)

ASKS_WHY = " Corrija el que no sea o explique el motivo."


def stated_doubt(stated_percent: Decimal | None, meta: MetaFacts | None, quarter: int) -> str:
    """Return why a stated percentage deserves a second look, in sentences, or "".

    Its quantities do not give it, or there are none; `meta` is None for a línea without a meta.
    Both percentages are compared as they would be printed: 29 agrees with 2 of 7. A meta told
    component by component agrees when each component prints the stated figure.
    """
    if stated_percent is None:
        return ""
    stated = shown_percent(stated_percent)
    opening = f"Se declara un avance de {stated}"
    blank = blank_units(meta, quarter) if meta else ()
    if meta and blank and has_quantity(meta, quarter):
        several = len(blank) > 1
        lacks = "faltan cantidades de" if several else "falta la cantidad de"
        mend = "Captúrelas" if several else "Captúrela"
        return f"{opening} y {lacks} {join_list(blank)}. {mend} o revise el porcentaje."
    if meta is None or not _has_quantities(meta, quarter):
        return (
            f"{opening} sin ninguna cantidad realizada en el trimestre. "
            "Capture la cantidad o revise el porcentaje."
        )
    computed = _computed(meta, quarter)
    if not computed:
        return (
            f"{opening} y las cantidades no bastan para calcularlo. "
            "Revise la cantidad anual y la regla de la meta."
        )
    if set(computed) == {stated}:
        return ""
    given = join_list(computed)
    return f"{opening} y las cantidades dan {given}.{ASKS_WHY}"


def blank_units(meta: MetaFacts, quarter: int) -> tuple[str, ...]:
    """Return what the quarter owes and nobody said: the units of those components."""
    return tuple(
        part.unit
        for part in meta.quantified
        if part.actual[quarter - 1] is None and owes(meta, part, quarter)
    )


def _has_quantities(meta: MetaFacts, quarter: int) -> bool:
    """Whether something was reported to date, and nothing that the quarter owes is blank."""
    if not is_reported(meta, quarter):
        return False
    return any(accumulated_actual(c, quarter) is not None for c in meta.quantified)


def _computed(meta: MetaFacts, quarter: int) -> list[str]:
    """The computed percentages as printed: the one of the meta, or those of its components."""
    percent = annual_percent(meta, quarter)
    percents = component_percents(meta, quarter) if percent is None else (percent,)
    return [shown_percent(each) for each in percents if each is not None]

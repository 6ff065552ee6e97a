"""How a sum that does not add up is told, with its addends."""

from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.phrases import number_text
from programs.values.written import Passage

MOST_SHOWN = 12


def wrong_sum(
    passage: Passage, values: list[Decimal], total: Decimal, quote: str, where: str = ""
) -> Finding:
    """Return that a total is not what its parts make; `where` names its row or column."""
    parts = [number_text(value) for value in values if value or len(values) <= 4]
    shown = " + ".join(parts) if len(parts) <= MOST_SHOWN else f"{len(parts)} cifras"
    added = number_text(sum(values, Decimal(0)))
    return Finding(
        Code.SUM,
        Severity.ERROR,
        f"El total{where} es {number_text(total)}, y sus partes suman {added}",
        passage.anchor,
        arithmetic=f"{shown} = {added}, no {number_text(total)}",
        quote=quote,
    )

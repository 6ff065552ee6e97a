"""How a sum that does not add up is told, with its addends."""

import re
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.phrases import number_text
from programs.values.written import Passage

MOST_SHOWN = 12
_CENTS = -2


def wrong_sum(
    passage: Passage, values: list[Decimal], total: Decimal, quote: str, where: str = ""
) -> Finding:
    """Return that a total is not what its parts make; `where` names its row or column."""
    cents = any(value.as_tuple().exponent == _CENTS for value in (*values, total))
    write = _money_text if cents and "$" in (passage.text or quote) else number_text
    parts = [write(value) for value in values if value or len(values) <= 4]
    shown = " + ".join(parts) if len(parts) <= MOST_SHOWN else f"{len(parts)} cifras"
    added = write(sum(values, Decimal(0)))
    return Finding(
        Code.SUM,
        Severity.ERROR,
        f"El total{where} es {write(total)}, y sus partes suman {added}",
        passage.anchor,
        arithmetic=f"{shown} = {added}, no {write(total)}",
        quote=quote,
    )


def _money_text(value: Decimal) -> str:
    """Return an amount of money, with both of its cents where it has any: "1,000,000.10"."""
    told = number_text(value)
    return f"{told}0" if re.fullmatch(r"[\d,-]{1,30}\.\d", told) else told

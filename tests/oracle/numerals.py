"""Numbers, percentages and lists in Spanish, from fractions.

The print rule of percentages is section 3 of the domain document: whole percent, half up; a value
exact at one decimal keeps it; 100 only when it is met and 0 only when it is zero, otherwise one
decimal; under 0.1 is "menos del 0.1". Two corners that it does not settle follow from its "100 is
printed only when it is met" and were read in the product: 99.96 and 100.04, whose one decimal would
again be 100.0, print 99.9 and 100.1.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
SHORT = {1: "1er", 2: "2do", 3: "3er", 4: "4to"}
TINY = "menos del 0.1"


def number(value: Fraction) -> str:
    """Return a quantity of a finite decimal form: "4,000", "12.5", "-1"."""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
        if len(digits) > 60:
            raise ValueError(f"{value} has no finite decimal form")
    return f"{sign}{whole:,}{'.' if digits else ''}{digits}"


def half_up(value: Fraction, parts: int = 1) -> Fraction:
    """Return the nearest multiple of one part of so many, the upper one of two as near."""
    return Fraction(floor(value * parts + Fraction(1, 2)), parts)


def percent(value: Fraction) -> str:
    """Return a percentage (the ratio times 100) as it is printed, without its sign."""
    if (value * 10).denominator == 1:
        return number(value)
    if value < Fraction(1, 10):
        return TINY
    tenth, whole = half_up(value, 10), half_up(value)
    if value >= 1 and whole != 100:
        return number(whole)
    if tenth == 100:
        return "99.9" if value < 100 else "100.1"
    return number(tenth)


def shown(value: Fraction) -> str:
    """Return a percentage with its sign."""
    return f"{percent(value)}%"


def truncated(value: Fraction, places: int, *, up: bool) -> Fraction:
    """Return a value cut at so many decimals, downwards or upwards."""
    scale = 10**places
    return Fraction((ceil if up else floor)(value * scale), scale)


def listed(items: Iterable[object]) -> str:
    """Return an enumeration: "a", "a y b", "a, b y c"; "e" where the last begins with an i."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    last = words[-1]
    start = last.lower().removeprefix("h")
    sounds = start[:1] == "í" or (start[:1] == "i" and start[1:2] not in tuple("aeouáéó"))
    return f"{', '.join(words[:-1])} {'e' if sounds else 'y'} {last}"


def ordinals(quarters: Iterable[int]) -> str:
    """Return quarters as they are printed: "3er y 4to"."""
    return listed(SHORT[quarter] for quarter in sorted(set(quarters)))

"""What the checks of an informe share: the shape of an entry, and how a línea is named."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from programs.values.checks.finding import Code, Finding, PlacedFinding
from programs.values.written import Period, Written, WrittenLinea


@dataclass(frozen=True)
class LineaCheck:
    """One entry of `LINEA_CHECKS`: the codes of what it may find in a línea, and who looks.

    `find` gets a línea and the quarter, None where the informe does not say which it is.
    """

    codes: tuple[Code, ...]
    find: Callable[[WrittenLinea, Period | None], Iterator[Finding]]


@dataclass(frozen=True)
class WholeCheck:
    """One entry of `WHOLE_CHECKS`: the codes of what it may find by comparing parts."""

    codes: tuple[Code, ...]
    find: Callable[[Written], Iterator[PlacedFinding]]


Found = TypeVar("Found")
# What code that reads words may do wrong.
MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
logger = logging.getLogger("sesea.checks")


def found_by(codes: Iterable[Code], find: Iterator[Found]) -> list[Found]:
    """Return what a check finds; one that fails finds no more, and is told in the log.

    It reads words that anybody may write: where it errs, the page on which they are mended opens.
    """
    found: list[Found] = []
    try:
        found.extend(find)
    except MISTAKES:
        logger.exception("A check failed: %s", ", ".join(codes))
    return found


def linea_place(linea: WrittenLinea) -> str:
    """Name a línea as people do: its área, its number where it has one, or its first words.

    Those of its título, of its meta where it has none, or of its narrative.
    """
    told = linea.title or linea.meta or next((each.text for each in linea.passages), "")
    title = told if len(told) <= 60 else f"{told[:59].rstrip()}…"
    own = f"línea {linea.number}" if linea.number else f"«{title}»"
    return f"{linea.area}, {own}" if linea.area else own[:1].upper() + own[1:]

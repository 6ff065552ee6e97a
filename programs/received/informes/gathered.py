"""One sentence that tells the share of each línea by its number, behind them all.

"La de la línea 1 lleva 25%, la de la línea 2 lleva 20% y la de la línea 3 lleva 50%." closes three
líneas, each with its own share.
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from programs.received.informes.closings import closes
from programs.values.wording.numbers import folded
from programs.values.wording.percents import PercentMention, shares_of
from programs.values.wording.sentences import Span

_THING = (
    r"(?:lineas?(?: de accion)?|actividad(?:es)?|accion(?:es)?|metas?|proyectos?|compromisos?"
    r"|objetivos?|tareas?|componentes?)"
)
_NAMED = re.compile(
    rf"\b{_THING} (?:(?:numero|num\.|no\.) ?)?(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)(?![\d%])"
)
# "la línea 1 va en 25%; la 2, en 20%"
_ELIDED = re.compile(
    r"(?:^|[,;] |\by )(?:en |de )?(?:la|el) (?P<number>\d{1,3})(?=,? [a-z]|, \d|: )"
)
_RESPECTIVELY = re.compile(
    rf"\b{_THING} (?P<numbers>\d{{1,3}}(?:, \d{{1,3}}){{0,12}},? y \d{{1,3}})\b"
)
# What is told of money or of people is no progress.
_FOREIGN = re.compile(
    r"\b(?:presupuest|gasto|ejercid|recurso|asisten|mujeres|satisfacc|calific)\w*"
)
_LONGEST, _FEWEST = 900, 2
_SIGNS = ("%", "ciento", "mitad", "parte", "tercio", "quint")  # of a share


def shares_by_number(text: str) -> Mapping[str, str]:
    """Return the words that tell the share of each línea by its number, none for other texts."""
    if len(text) > _LONGEST or not any(sign in text for sign in _SIGNS):
        return {}
    plain = folded(text)
    if not _NAMED.search(plain) and not _RESPECTIVELY.search(plain):
        return {}
    if _FOREIGN.search(plain):
        return {}
    shares = shares_of(text)
    if len(shares) < _FEWEST or not _tells_progress(text):
        return {}
    if "respectiv" in plain and (listed := _RESPECTIVELY.search(plain)):
        numbers = re.findall(r"\d+", listed["numbers"])
        if len(numbers) != len(shares):
            return {}
        return {
            number: text[share.start : share.end]
            for number, share in zip(numbers, shares, strict=True)
        }
    named = _mentions(plain)
    numbers = [number for number, _ in named]
    if len(named) != len(shares) or len(set(numbers)) != len(numbers):
        return {}
    return _paired(text, named, shares)


def _tells_progress(text: str) -> bool:
    """Tell whether a paragraph closes líneas, however many it tells of."""
    return closes(text) or closes(text[:_SHORT])


_SHORT = 300  # signs


def _mentions(plain: str) -> list[tuple[str, Span]]:
    """Return the numbers of líneas that a text names, and where."""
    named = [
        (found["number"], Span(found.start(), found.end())) for found in _NAMED.finditer(plain)
    ]
    if not named:
        return []
    first = named[0][1].end
    elided = [
        (found["number"], Span(found.end(), found.end()))
        for found in _ELIDED.finditer(plain, first)
    ]
    return sorted((*named, *elided), key=lambda each: each[1].start)


def _paired(
    text: str, named: list[tuple[str, Span]], shares: tuple[PercentMention, ...]
) -> Mapping[str, str]:
    """Return each number with the one share behind it, or before it: "25% en la línea 1"."""
    first = named[0][1].start < shares[0].start
    ends = sorted((*(each.start for _, each in named), *(each.start for each in shares)))
    order = [any(each.start == end for _, each in named) for end in ends]
    if any(one is other for one, other in pairwise(order)):
        return {}
    return {
        number: text[place.start : share.end].lstrip(" ,:")
        if first
        else text[share.start : place.end]
        for (number, place), share in zip(named, shares, strict=True)
    }

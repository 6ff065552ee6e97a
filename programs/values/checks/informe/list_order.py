"""Lists of the text whose numbers or letters leave one out, or have one twice: "a), b), d)"."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache

from programs.values.checks.finding import Code, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck
from programs.values.checks.informe.order import explained_numbers
from programs.values.checks.informe.places import Place, placed, places_of
from programs.values.checks.numbering import count_of
from programs.values.quoted import quoted
from programs.values.wording.numbers import folded
from programs.values.wording.ordinals import of_word
from programs.values.written import Passage, PassageKind, Written

_LEAST_ITEMS = 4


def list_numbers(written: Written) -> Iterator[PlacedFinding]:
    """Yield each numbered or lettered list of the text with one number left out, or twice."""
    open_lists: dict[tuple[str, str], list[tuple[int, Place]]] = {}
    explained = cache(lambda: explained_numbers(written))  # asked only where a number is missing
    subject = ""
    for place in places_of(written):
        if place.subject != subject:
            for told in open_lists.values():
                yield from _of_list(told, explained)
            open_lists, subject = {}, place.subject
        found = _list_mark(place.passage, open_lists)
        if found is None:
            continue
        kind, number = found
        if number == 1 and (before := open_lists.pop(kind, None)):
            yield from _of_list(before, explained)
        if number == 1 or kind in open_lists:
            open_lists.setdefault(kind, []).append((number, place))
    for told in open_lists.values():
        yield from _of_list(told, explained)


_ITEM_MARK = re.compile(r"\(?(?P<mark>\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})(?P<sign>[.)\-]{1,2})")
_TEXT_MARK = re.compile(r"(?P<mark>\d{1,2})(?P<sign>[.)\-]{1,2})\s")
# "3.1 Respaldo de servidores": one of the third.
_DOTTED = re.compile(
    r"(?P<head>\d{1,2}(?:\.\d{1,2}){0,2})\.(?P<number>\d{1,2})[.)\-]{0,2}\s+(?=[A-ZÁÉÍÓÚÑ¿«“\"(])"
)
# "PRIMERO. Se aprueba…", "Segunda.- …".
_ORDINAL = re.compile(r"(?P<word>[^\W\d]{5,14})\s?(?:[.:]|[.]?[\-–—])\s")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _list_mark(
    passage: Passage, open_lists: Container[tuple[str, str]]
) -> tuple[tuple[str, str], int] | None:
    """Return which kind of list a passage is an item of, and its number there."""
    if passage.kind is PassageKind.ITEM:
        found = _ITEM_MARK.fullmatch(passage.mark)
    elif passage.kind is PassageKind.TEXT and (word := _ORDINAL.match(passage.text)):
        ordinal = of_word(folded(word["word"]))
        return None if ordinal is None else (("ordinal", ""), ordinal)
    elif passage.kind is PassageKind.TEXT and (dotted := _DOTTED.match(passage.text)):
        return (f"under {dotted['head']}", ""), int(dotted["number"])
    else:
        found = _TEXT_MARK.match(passage.text) if passage.kind is PassageKind.TEXT else None
    if not found:
        return None
    mark, sign = found["mark"], found["sign"]
    if mark.isdecimal():
        return ("number", sign), int(mark)
    case = "capital" if mark.isupper() else "small"
    letters = (f"{case} letter", sign)
    if len(mark) == 1 and (mark in "aA" or letters in open_lists):
        return letters, _LETTERS.index(mark.lower()) + 1
    value = count_of(mark)
    return None if value is None else ((f"{case} roman", sign), value)


def _of_list(
    told: Sequence[tuple[int, Place]], explained: Callable[[], frozenset[int]]
) -> Iterator[PlacedFinding]:
    """Yield what is wrong with a list that goes on but for one place."""
    numbers = [number for number, _ in told]
    wrong = [at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1] + 1]
    if len(numbers) < _LEAST_ITEMS or len(wrong) != 1:
        return
    at = wrong[0]
    number, place = told[at]
    step = number - numbers[at - 1]
    if step not in (0, 2, 3) or {*range(numbers[at - 1] + 1, number)} & explained():
        return
    yield placed(
        Code.NUMBER_GAP if step else Code.NUMBER_TWICE,
        Severity.DOUBT,
        place,
        f"En la lista, del punto {numbers[at - 1]} se pasa al {number}"
        if step
        else f"En la lista, el punto {number} está dos veces",
        quote=quoted(place.passage.text, 0, len(place.passage.text)),
    )


WHOLE = (WholeCheck((Code.NUMBER_GAP, Code.NUMBER_TWICE), list_numbers),)

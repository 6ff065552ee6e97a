"""JSON that a page of ours sends: read within a depth, with numbers that any code can hold."""

import json
import re
from typing import Any, NoReturn

# A page sends rows of cells inside blocks: four levels. Python's own reader goes as deep as its
# stack, and whatever walks the value afterwards needs more of it than the reader did.
DEEPEST = 20
# Whole numbers of a row, a month or a version; Python's own limit is 4,300 digits.
MOST_DIGITS = 18

_TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


def json_read(text: str) -> Any:
    """Return the value of a text of JSON.

    Raises `ValueError` for what is none, for more than `DEEPEST` lists and objects inside one
    another, for NaN and the infinities, which are not of JSON (RFC 8259, section 6), and for whole
    numbers of more than `MOST_DIGITS` digits.
    """
    _check_depth(text)
    return json.loads(text, parse_constant=_no_number, parse_int=_whole)


def _check_depth(text: str) -> None:
    depth = 0
    for found in _TEXT_OR_BRACKET.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth > DEEPEST:
                raise ValueError("nested too deeply")
        elif found[0] in "]}":
            depth -= 1


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        raise ValueError("a number too long")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)

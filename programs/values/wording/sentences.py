"""The sentences of a text and the clauses of a sentence, each with its place.

A point of an abbreviation ("No.", "Lic.", "A. C.") or inside a number ends no sentence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from programs.values.wording.numbers import folded

# In small letters without accents, as `folded` gives them. A single letter is one too.
_ABBREVIATIONS = re.compile(
    r"(?:nos?|nums?|arts?|fr|frac|lics?|ing|arq|cp|mtr[oa]s?|dra?|inc|pags?|vol|sra?|cap|ej|etc|av|"
    r"col|ed|fig|tel|ext|cia|gral|profa?|dpto|depto|admon|sec|ene|feb|mar|abr|jun|jul|ago|sept?|oct|nov|dic|[a-z]|"
    r"(?:sub)?dir|coord|ofna|subcoord|\d{1,2}(?:er|do|ro|to|ra|da|ta|[oa]))"
)
# These end a sentence too, where one begins behind them: "la meta del trim. Se hizo…".
_SHORTENED = re.compile(r"(?:trim|ayto|mpal(?:es)?|pub|info|gob|hab|acum|aprox|grales)")
_NEW_SENTENCE = re.compile(r"\s{1,3}[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2}")
# The sign before what is asked of it: a search for signs passes over all else. A run of points is
# begun once and never given back: a page of them is read in one pass.
_END = re.compile(r"[.!?…;\n](?:(?<=[;\n])|(?<![.!?…].)[.!?…]*+[\"”»)]*+(?=\s|$))")
_LAST_WORD = re.compile(r"(\w+)$")
_CLAUSE = re.compile(
    r"[;:]|,?\s+(?:pero|aunque|mientras que|sin embargo|no obstante|si bien|en tanto que)\b|"
    r",\s+(?=(?:y\s+)?(?:(?:aun|todavia)\s+no|no)\s)|"
    r",\s+(?=(?:(?:y|asimismo|asi como|ademas)\s+)?se\s+\w)"
)


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int


@lru_cache(maxsize=8192)  # each check divides the same passages again
def sentences_of(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in their order, without the blanks around them.

    A semicolon and a line end close one too: what follows stands on its own.
    """
    plain = folded(text)
    start = 0
    found: list[Span] = []
    for end in _END.finditer(plain):
        if _is_abbreviation(text, plain, end):
            continue
        found.extend(_trimmed(text, start, end.end()))
        start = end.end()
    found.extend(_trimmed(text, start, len(text)))
    return tuple(found)


def clauses_of(plain: str, sentence: Span) -> Iterator[Span]:
    """Yield the clauses of a sentence of a text that is `folded` already."""
    start = sentence.start
    for found in _CLAUSE.finditer(plain, sentence.start, sentence.end):
        yield from _trimmed(plain, start, found.start())
        start = found.start()
    yield from _trimmed(plain, start, sentence.end)


def _is_abbreviation(text: str, plain: str, found: re.Match[str]) -> bool:
    if found.group() != ".":
        return False
    word = _LAST_WORD.search(plain, max(0, found.start() - 12), found.start())
    if not word or found.end() >= len(plain) or "\n" in plain[found.end() : found.end() + 1]:
        return False
    if len(word[1]) == 1 and _NEW_SENTENCE.match(text, found.end()):
        return False  # "en la Sala A. Avance: 25 %": not the initial of "A. C."
    if _SHORTENED.fullmatch(word[1]):
        return not _NEW_SENTENCE.match(text, found.end())
    return bool(_ABBREVIATIONS.fullmatch(word[1]))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)

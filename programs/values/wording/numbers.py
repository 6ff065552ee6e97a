"""Numbers in prose, in figures or in words, each with its place.

"39", "4,000", "12.5", "04", "treinta y nueve", "mil doscientas", "un", "ninguna". What is part of
something else is no number: of a date, an oficio, an article, a percentage's base or a code. The
callers that know of those take their spans away first (`without`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

UNITS = {
    "cero": 0, "ningun": 0, "ninguna": 0, "ninguno": 0,
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
    "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18,
    "diecinueve": 19, "veinte": 20, "veintiun": 21, "veintiuna": 21, "veintiuno": 21,
    "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
}  # fmt: skip
TENS = {
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90,
}  # fmt: skip
HUNDREDS = {
    "cien": 100, "ciento": 100, "doscient": 200, "trescient": 300, "cuatrocient": 400,
    "quinient": 500, "seiscient": 600, "setecient": 700, "ochocient": 800, "novecient": 900,
}  # fmt: skip
_HUNDRED = r"(?:cien(?:to)?|(?:dos|tres|cuatro|quin|seis|sete|ocho|nove)(?:c?ient[oa]s))"
_TEN = "|".join(TENS)
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:\s+y\s+(?:{_UNIT}))?|(?:{_UNIT}))"
_BELOW_THOUSAND = rf"(?:{_HUNDRED}(?:\s+{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_IN_WORDS = rf"(?:(?:{_BELOW_THOUSAND}\s+)?mil(?:\s+{_BELOW_THOUSAND})?|{_BELOW_THOUSAND})"
# Thousands by commas or thin spaces, decimals by a point. No sign of a code before or after, and no
# more digits than a quantity may have: what is longer is an account, a key, or meant to do harm.
IN_FIGURES = r"[1-9]\d{0,2}(?:[,\u00a0\u2009 ]\d{3}){1,4}(?:\.\d{1,10})?|\d{1,15}(?:\.\d{1,10})?"
# How any number in words begins: most other words are left at once.
_OPENS = "|".join(sorted({word[:3] for word in (*UNITS, *TENS, *HUNDREDS, "mil")}))
_NUMBER = re.compile(
    # What stands before it comes first: a search passes quickly over all else.
    rf"[^\w/.\-](?<!\d,)(?=\d|{_OPENS})"
    rf"(?:(?P<figures>{IN_FIGURES})(?![\w/]|[.,\-]\d)(?P<mil>\s{{1,2}}mil(?!\w))?|(?P<words>{_IN_WORDS})(?!\w))"
)


class NumberMention(NamedTuple):
    """A number of a text, and where it stands there: `text[start:end]`."""

    value: Decimal
    start: int
    end: int


class _Folding(dict[str, str]):
    """The table of `folded`, filled as signs are met; a hostile text does not fill memory."""

    def __missing__(self, sign: str) -> str:
        plain = "%" if sign in "％﹪" else unicodedata.normalize("NFD", sign.lower())[0]
        if len(self) < 2000:
            self[sign] = plain
        return plain


_FOLDING = _Folding()
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MOST_SIGNS = (
    40  # of Spanish there are a dozen; of more a hostile text would be read again for each
)


@lru_cache(maxsize=16384)  # each check folds the same passages again
def folded(text: str) -> str:
    """Return a text in small letters without accents, sign for sign: places stay the same."""
    if not text.isascii():
        signs = frozenset(_NOT_ASCII.findall(text))
        if len(signs) > _MOST_SIGNS:
            return _NOT_ASCII.sub(lambda found: _FOLDING[found[0]], text).lower()
        # Few signs of a text are no ASCII, and they are mostly the same: each is looked up once.
        for sign in signs:
            text = text.replace(sign, _FOLDING[sign])
    return text.lower()


# What is asked of every passage by one check after the other has room for those of the longest
# informe of sentences: with less, none would find what the one before it kept.
PASSAGES = 16384
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=PASSAGES)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, to tell by them what a pattern need not look for."""
    return frozenset(_WORD.findall(text))


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text has one of these words or signs, anywhere: quicker than any pattern."""
    return any(map(text.__contains__, words))


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with these parts blotted out, sign for sign: places stay the same."""
    spans = tuple(spans)
    if not spans:
        return text
    signs = list(text)
    for start, end in spans:
        signs[start:end] = "\0" * (end - start)
    return "".join(signs)


def numbers_of(text: str) -> tuple[NumberMention, ...]:
    """Return each number of a text in its order, in figures or in words."""
    return numbers_in(folded(text))


@lru_cache(maxsize=PASSAGES)  # several checks ask it of the same passage
def numbers_in(plain: str) -> tuple[NumberMention, ...]:
    """Return the numbers of a text that is `folded` already."""
    return tuple(_numbers(plain))


def _numbers(plain: str) -> Iterator[NumberMention]:
    # With a blank before it the text may open with a number.
    for found in _NUMBER.finditer(f" {plain}"):
        written = found["figures"]
        value = _of_figures(written) if written else Decimal(_of_words(found["words"]))
        value = value * 1000 if found["mil"] else value
        yield NumberMention(value, found.start(), found.end() - 1)


def number_of(text: str) -> Decimal | None:
    """Return the value of a text that is a number and nothing else, None for any other."""
    mentions = numbers_of(text.strip())
    whole = len(mentions) == 1 and mentions[0].end - mentions[0].start == len(text.strip())
    return mentions[0].value if whole else None


_BETWEEN_FIGURES = re.compile(r"[^\d.]")


def _of_figures(written: str) -> Decimal:
    return Decimal(written if written.isdecimal() else _BETWEEN_FIGURES.sub("", written))


def _of_words(written: str) -> int:
    above, thousand, below = written.partition("mil")
    if thousand and not re.match(r"\w", below) and (not above or above[-1].isspace()):
        return (_below_thousand(above) if above.strip() else 1) * 1000 + _below_thousand(below)
    return _below_thousand(written)


def _below_thousand(written: str) -> int:
    return sum(_value(word) for word in written.split() if word != "y")


def _value(word: str) -> int:
    if word in UNITS:
        return UNITS[word]
    if word in TENS:
        return TENS[word]
    stem = re.sub(r"[oa]s$", "", word)
    return HUNDREDS[stem]

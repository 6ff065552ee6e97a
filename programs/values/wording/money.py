"""Amounts of money that a sentence shares out: "$450,000.00, de los cuales $300,000.00 …".

Pesos count nothing that a meta promises, so that `counted` leaves them out; their sums are read
here. Parts that are told in part only are compared with nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of

_AMOUNT = re.compile(
    r"\$\s?(?P<value>(?:0|[1-9]\d{0,2}(?:,\d{3}){0,5})(?:\.\d{1,2})?|\d{1,15}(?:\.\d{1,2})?)(?![\d,]\d)"
)
_SHARED = re.compile(
    r"\b(?:de\s+(?:l[oa]s\s+(?:cuales|que)|est[oa]s|dich[oa]s)|distribuid[oa]s?|desglosad[oa]s?|"
    r"dividid[oa]s?|integrad[oa]s?|que\s+se\s+(?:integran?|componen?|desglosan?))\b|[:(]\s*$"
)
_OPEN = re.compile(
    r"\b(?:entre\s+(?:ell[oa]s|otr[oa]s)|al\s+menos|principalmente|destaca\w*|incluy\w*|"
    r"aproximad\w*|cerca\s+de|mas\s+de|casi|por\s+ejemplo|adicional\w*|iva|resto)\b"
)
_JOINED = re.compile(r",|\s[ye]\s|;|\basi\s+como\b")
_LAST = re.compile(r"\s[ye]\s|\basi\s+como\b")
_CLOSED = re.compile(r"[^$();]{0,40}\)")
_MOST = 20


@dataclass(frozen=True)
class Shares:
    """A total of money and its parts; `text[start:end]` holds them."""

    total: Decimal
    parts: tuple[Decimal, ...]
    start: int
    end: int

    @property
    def sum(self) -> Decimal:
        """What the parts make."""
        return sum(self.parts, Decimal(0))


def shares_of(text: str) -> Iterator[Shares]:
    """Yield the amounts of a text that are shared out whole in their own sentence."""
    if text.count("$") < 3:
        return
    plain = folded(text)
    for sentence in sentences_of(text):
        found = list(_AMOUNT.finditer(plain, sentence.start, sentence.end))
        if not 3 <= len(found) <= _MOST:
            continue
        total, *parts = found
        if not _SHARED.search(plain[total.end() : parts[0].start()]):
            continue
        words = plain[total.end() : sentence.end]
        gaps = [plain[a.end() : b.start()] for a, b in zip(parts, parts[1:], strict=False)]
        if _OPEN.search(words) or not all(_JOINED.search(gap) for gap in gaps):
            continue
        bracketed = plain[total.end() : parts[0].start()].count("(") and _CLOSED.match(
            plain, parts[-1].end()
        )
        if not (bracketed or _LAST.search(gaps[-1])):
            continue
        yield Shares(
            _value(total), tuple(_value(each) for each in parts), total.start(), parts[-1].end()
        )


def totals_after(text: str) -> Iterator[Shares]:
    """Yield the total of money that a sentence tells of those of the sentence before it.

    "… mobiliario, con $1,250.00; y audio, con $640.00. El gasto total asciende a $1,890.00": only
    where they nearly make it, so that they are meant to.
    """
    if text.count("$") < 3:
        return
    plain = folded(text)
    run: list[re.Match[str]] = []
    joined = False
    for sentence in sentences_of(text):
        found = list(_AMOUNT.finditer(plain, sentence.start, sentence.end))
        told = plain[sentence.start : sentence.end]
        if len(found) == 1 and len(run) > 1 and not joined and _TOTAL_AFTER.search(told):
            parts = tuple(_value(each) for each in run)
            total = _value(found[0])
            gap = abs(sum(parts, Decimal(0)) - total)
            if max(parts) < total and gap * 10 <= total and not _OPEN.search(told):
                yield Shares(total, parts, run[0].start(), found[0].end())
        run = [*run, *found] if joined else found
        run = run[:_MOST]
        joined = plain[sentence.end - 1] == ";"


_TOTAL_AFTER = re.compile(r"\b(?:total|suma|sumado|sumados|conjunto|monto\s+global)\b")


def _value(found: re.Match[str]) -> Decimal:
    return Decimal(found["value"].replace(",", ""))

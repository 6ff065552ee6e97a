"""The places that a finding compares, and the words that were read there.

A reason stands for a finding while those words stay, on either side: the sentence that it speaks
of with the next one, or the row of a table. Where a place stands in print is not among them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from programs.values.quoted import QuotePlaces, quote_span
from programs.values.wording.sentences import sentences_of
from programs.values.written import Passage

# The printed number before a caption: it moves with every picture that is added before it.
NUMBERED = re.compile(r"^(?:im[aá]gen(?:es)?|fotograf[ií]as?|tablas?) [\d ,y]{1,200}\. ", re.I)


class ReadTogether(tuple[Passage, ...]):
    """Passages of one place of which many findings speak: what each quotes is found at once."""

    def around(self, quote: str) -> str:
        """Return the words around a quote, "" where it is in none of them."""
        found = self._places.find(quote)
        return _around(self[found[0]], found[1], found[2]) if found else ""

    @cached_property
    def _places(self) -> QuotePlaces:
        return QuotePlaces(each.words for each in self)


@dataclass(frozen=True)
class Side:
    """One of the places that a finding compares.

    `subject` names its row for good, `name` is how the message names it, "" where it does not.
    `quote` is what was read in one of the `passages`.
    """

    subject: str
    name: str = ""
    passages: tuple[Passage, ...] = ()
    quote: str = ""

    @property
    def words(self) -> str:
        """What was read there, "" where the quote is in none of the passages."""
        if not self.passages:
            return ""
        told = self.passages
        told = told if isinstance(told, ReadTogether) else ReadTogether(told)
        return told.around(self.quote)


def words_around(passage: Passage, quote: str) -> str:
    """Return the sentences of a passage that hold a quote and the next one, or its rows."""
    found = quote_span(passage.words, quote)
    return _around(passage, *found) if found else ""


def _around(passage: Passage, start: int, end: int) -> str:
    text = passage.words
    if passage.rows:
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        return _plain(text[first : last if last >= 0 else len(text)])
    spans = sentences_of(text)
    first = bisect_right(spans, start, key=lambda each: each.end)
    after = bisect_left(spans, end, key=lambda each: each.start)
    if first >= after:
        return ""
    return _plain(text[spans[first].start : spans[min(after, len(spans) - 1)].end])


def without_names(message: str, sides: Iterable[Side]) -> str:
    """Return a message without the names of the places that it compares: they are numbered anew."""
    for name in sorted((side.name for side in sides if side.name), key=len, reverse=True):
        message = message.replace(name, "…")
    return message


def _plain(text: str) -> str:
    return NUMBERED.sub("", " ".join(text.split()))

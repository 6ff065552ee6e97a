"""The places that a finding compares, and the words that were read there.

A reason stands for a finding while those words stay, on either side: the sentence that it speaks
of with the next one, or the row of a table. Where a place stands in print is not among them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from programs.values.quoted import quote_span
from programs.values.wording.sentences import sentences_of
from programs.values.written import Passage

# The printed number before a caption: it moves with every picture that is added before it.
NUMBERED = re.compile(r"^(?:im[aá]gen(?:es)?|fotograf[ií]as?|tablas?) [\d ,y]{1,200}\. ", re.I)


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
        return next(filter(None, (words_around(each, self.quote) for each in self.passages)), "")


def words_around(passage: Passage, quote: str) -> str:
    """Return the sentences of a passage that hold a quote and the next one, or its rows."""
    text = passage.words
    found = quote_span(text, quote)
    if found is None:
        return ""
    start, end = found
    if passage.rows:
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        return _plain(text[first : last if last >= 0 else len(text)])
    spans = sentences_of(text)
    held = [n for n, each in enumerate(spans) if each.start < end and start < each.end]
    if not held:
        return ""
    last = min(held[-1] + 1, len(spans) - 1)
    return _plain(text[spans[held[0]].start : spans[last].end])


def without_names(message: str, sides: Iterable[Side]) -> str:
    """Return a message without the names of the places that it compares: they are numbered anew."""
    for name in sorted((side.name for side in sides if side.name), key=len, reverse=True):
        message = message.replace(name, "…")
    return message


def _plain(text: str) -> str:
    return NUMBERED.sub("", " ".join(text.split()))

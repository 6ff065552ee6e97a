"""Sessions that a text tells by their ordinal and day alone: "la segunda el 20 de febrero".

The noun stands before, in the same passage. Source: section 2.4 of the domain document.
"""

import re
from collections.abc import Iterator

from programs.values.wording.counted import counted_of
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.ordinals import ordinals_alone
from programs.values.wording.sentences import sentences_of
from programs.values.wording.sessions import SessionMention
from programs.values.written import Period

# "la segunda estaba prevista el 20": not the day on which it was held.
_NO_DAY = re.compile(
    r"[.;:]|\b(?:previst|program|convoc|agend|pospu|difer|actas?|acuerd|aprob|notific|public)\w*"
)
_NEAR, _FAR = 40, 160  # signs: to its first day, and to the last of the days that are its own
_SESSION = re.compile(r"\bsesi(?:on|ones)\b")
_OF_SESSIONS = re.compile(r"(?:l[oa]s\s)?sesiones\b|(?:extra)?ordinarias\b")


def sessions_alone(text: str, period: Period | None, kind: str) -> Iterator[SessionMention]:
    """Yield the sessions of a kind that a passage dates without their noun, a day each.

    Those of whatever else it counts before them are none: "dos sesiones y tres visitas; la primera
    el 3 de mayo".
    """
    plain = folded(text)
    first = _SESSION.search(plain)
    ordinals = list(ordinals_alone(plain)) if first else []
    if not first or not ordinals:
        return
    dates = [each for each in dates_of(text, period) if len(each.days) == 1]
    ends = [each.end for each in sentences_of(text)]
    counted = [each for each in counted_of(text) if not (each.elided or each.article)]
    following = [start for _, start, _ in ordinals[1:]]
    for (ordinal, start, end), stop in zip(ordinals, (*following, len(text)), strict=True):
        nouns = [each.noun for each in counted if each.start < start]
        other = bool(nouns) and not _OF_SESSIONS.match(nouns[-1])
        if start < first.start() or other or not plain.startswith("la ", start):
            continue
        last = min(stop, end + _FAR, next((each for each in ends if each > start), stop))
        own = [each for each in dates if end <= each.start < last]
        if not own or own[0].start > end + _NEAR or _NO_DAY.search(plain, end, own[0].start):
            continue
        for each in own:
            yield SessionMention(start, end, ordinal, kind, day=each.days[0])

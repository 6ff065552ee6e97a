"""The things that the items of a list count, and their total in what stands behind the list.

"a) «Excel básico», 12 participantes; b) «Lenguaje claro», 15 participantes, y c) … 9 participantes.
Sumaron 38 participantes". Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import stems

_MARK = re.compile(r"(?:^|[\s;:,(])([a-hj-n])\)\s")
_OPENS = re.compile(
    r"\W{0,3}(?:(?:en\s(?:total|suma|conjunto),?\s(?:\w{4,14}(?:aron|ieron)\s)?"
    r"|sumaron|suman|totalizaron|fueron|asistieron|participaron|acudieron|hubo|se\s(?:capacito|atendio)\sa)\s?"
    r"(?:en\stotal\s|un\stotal\sde\s|a\s)?(?:l[oa]s\s)?|(?:entre|con|a)\s(?:tod|amb)[oa]s[^.;\d]{0,40}\s)$"
)
_HEDGED = re.compile(
    r"\b(?:entre\s(?:otr|ell)[oa]s|al\smenos|mas\sde|cerca\sde|aproximad\w+|ademas|anterior(?:es)?"
    r"|previ[oa]s?|acumul\w+|programad[oa]s?|distint[oa]s|diferentes|unic[oa]s|sin\srepetir"
    r"|invitad[oa]s|cupo|inscrit[oa]s)\b"
)
_MOST = 12


def lettered(text: str) -> tuple[list[str], str]:
    """Return the items of a paragraph that letters divide, and what stands behind the last.

    Both empty where it has no such items, one letter behind the other.
    """
    marks = list(_MARK.finditer(text))
    letters = "".join(each[1] for each in marks)
    if len(marks) < 2 or letters != "abcdefghijklmn"[: len(letters)]:
        return [], ""
    ends = [*(each.start() for each in marks[1:]), len(text)]
    items = [text[each.end() : end] for each, end in zip(marks, ends, strict=True)]
    last, stop, behind = items[-1].partition(". ")
    items[-1] = last + stop.rstrip()
    return items, behind


def total_of_items(items: Sequence[str], behind: str) -> tuple[Decimal, list[Decimal]] | None:
    """Return the total that opens what stands behind a list, and what its items count of it.

    Only what nearly makes it; each item must count the things that the total counts.
    """
    total = next((each for each in counted_of(behind)), None)
    if total is None or total.base or total.elided or not 1 < len(items) <= _MOST:
        return None
    plain = folded(behind)
    if not _OPENS.fullmatch(plain[: total.start]) or total.told is Told.PLANNED:
        return None
    head = stems(total.noun)[:1]
    if not head or _HEDGED.search(plain[: total.sentence.end]):
        return None
    parts: list[Decimal] = []
    for each in items:
        own = _own(each, head)
        if not own or _HEDGED.search(folded(each)):
            return None
        parts += [counted.value for counted in own]
    gap = abs(sum(parts, Decimal(0)) - total.value)
    near = gap * 10 <= total.value and max(parts) < total.value
    return (total.value, parts) if near and gap else None


def _own(item: str, head: tuple[str, ...]) -> list[Counted]:
    """Return what an item counts of the things of a total, empty where that is shared out."""
    own = [each for each in counted_of(item) if stems(each.noun)[:1] == head and not each.article]
    return [] if any(each.part or each.elided for each in own) else own

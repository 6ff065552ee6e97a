"""Numbers told by groups: "una docena de visitas", "docena y media", "medio centenar de quejas"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.wording.numbers import NumberMention, number_of

GROUPS = {
    "docena": 12, "decena": 10, "par": 2, "quincena": 15, "veintena": 20, "treintena": 30,
    "centenar": 100, "millar": 1000,
}  # fmt: skip
_GROUP = re.compile(
    rf"\b(?:(?P<half>medi[oa])\s+|(?P<count>un|una|dos|tres|cuatro)\s+|(?=\w+\s+y\s+media\b))"
    rf"(?P<group>{'|'.join(GROUPS)})(?:e?s)?(?P<more>\s+y\s+medi[oa])?(?:\s+de(?=\s)|(?!\w))"
)


def groups_in(plain: str) -> Iterator[NumberMention]:
    """Yield the numbers that a folded text tells by groups; each ends behind its "de"."""
    for found in _GROUP.finditer(plain):
        times = number_of(found["count"] or "uno") or Decimal(1)
        times = (Decimal("0.5") if found["half"] else times) + (
            Decimal("0.5") if found["more"] else 0
        )
        yield NumberMention(GROUPS[found["group"]] * times, found.start(), found.end())

"""On how many days things of a kind were held, told by the word of the kind alone.

"El 18 de abril tuvo lugar la Cuarta Sesión Ordinaria; los días 9 de mayo y 20 de junio, la Primera
y la Segunda Extraordinaria": one day of the one kind and two of the other.
"""

import re
from dataclasses import dataclass

from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.wording.units import Unit, contrast_of, stems

# Each of "el 7 y el 21 de marzo".
DAY = re.compile(
    rf"\b(?<![/.-])\d{{1,2}}\b(?=(?:\s?(?:,|y|e)\s(?:el\s|del\s)?\d{{1,2}}){{0,6}}\sde\s(?:{MONTH})\b)"
)
# The kinds that no name of a place or of an office has: "la Auditoría Superior Estatal" does.
_MANNERS = frozenset(
    ("ordinario", "extraordinario", "solemne", "virtual", "presencial", "hibrido", "preventivo",
     "correctivo")
)  # fmt: skip
_WORD = re.compile(r"[a-z\u00f1]{5,}")


@dataclass(frozen=True)
class KindDays:
    """How many days of a text are of a unit's own kind and of others, and a word of the other."""

    own: int
    others: int
    word: str


def days_of_kinds(text: str, unit: Unit) -> KindDays | None:
    """Return the days of each kind; None where a sentence names both and their days are mixed."""
    own = others = 0
    word = ""
    for span in sentences_of(text):
        plain = folded(text[span.start : span.end])
        days = [found.start() for found in DAY.finditer(plain)]
        marks = [
            (found.start(), found[0], bool(contrast_of(unit, found[0])))
            for found in _WORD.finditer(plain)
            if _MANNERS & frozenset(stems(found[0]))
            and (contrast_of(unit, found[0]) or unit.kinds & frozenset(stems(found[0])))
        ]
        if not marks:
            continue
        kinds = {other for _, _, other in marks}
        if len(kinds) == 1:
            own, others = own + len(days) * (kinds == {False}), others + len(days) * (True in kinds)
        elif days and days[0] < marks[0][0]:
            if days[-1] > marks[-1][0]:
                return None
            # "El 16 de abril y el 21 de mayo en ordinaria y el 11 de junio en extraordinaria"
            for day in days:
                other = next(kind for start, _, kind in marks if start > day)
                own, others = own + (not other), others + other
        else:
            for day in days:
                other = [kind for start, _, kind in marks if start < day][-1]
                own, others = own + (not other), others + other
        word = word or next((name for _, name, other in marks if other), "")
    return KindDays(own, others, word)

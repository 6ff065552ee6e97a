"""Counts of one noun told one behind the other: "cuatro quejas en línea y seis en ventanilla".

The noun stands once, and all of them are of it. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told

_DONE = (Told.DONE, Told.RECEIVED)
_MOST = 12
# "… y dos fueron resueltas", "dos de ellas": what became of some of them, no more of them.
_OF_SOME = re.compile(
    r"\s*(?:de\s(?:ell|est|es)[oa]s|se|ya|aun|todavia|no|fue(?:ron)?|esta|estan|queda\w*|sigue\w*"
    r"|continua\w*|\w+(?:aron|ieron)|\w+[ai]d[oa]s)\b"
)
# "cuatro quejas en línea y seis en ventanilla; otras dos por correo"
_JOINED = re.compile(r"[^.;]{0,160}?(?:,|;|\s[ye])\s(?:(?:y|e|otr[oa]s|ademas|l[oa]s),?\s){0,2}")


def run_from(text: str, start: int) -> list[Decimal]:
    """Return the value of the count that begins there, and of those of its noun right behind it."""
    plain = folded(text)
    counted = counted_of(text)
    place = next((n for n, each in enumerate(counted) if each.start == start), None)
    if place is None:
        return []
    run = [counted[place]]
    for each in counted[place + 1 : place + 1 + _MOST]:
        if not _goes_on(plain, run[-1], each):
            break
        run.append(each)
    values = [each.value for each in run]
    # "75 asesorías, 40 en enero, 20 en febrero y 15 en marzo": the parts of the first.
    return values[:1] if values[0] == sum(values[1:]) else values


def sums_from(text: str, start: int) -> Iterator[Decimal]:
    """Yield what the counts of one noun from there on make, two of them or more."""
    values = run_from(text, start)
    yield from (sum(values[:end], Decimal(0)) for end in range(2, len(values) + 1))


def unless_in_runs(
    value: Decimal, here: tuple[str, int, Decimal], there: tuple[str, int, Decimal]
) -> Decimal | None:
    """Return the value that a text tells against a figure, None where one run makes the other.

    `here` and `there` are the texts, where their figures begin, and what these are.
    """
    (text, start, figure), (other, place, first) = here, there
    mine = set(sums_from(text, start))
    theirs = list(sums_from(other, place))
    if figure in theirs or mine & {value, *theirs}:
        return None
    return theirs[-1] if theirs and value == first else value


def _goes_on(plain: str, before: Counted, each: Counted) -> bool:
    if not each.elided or each.base or each.part or each.told not in _DONE:
        return False
    if each.sentence != before.sentence and plain[before.sentence.end - 1] != ";":
        return False
    joined = _JOINED.fullmatch(plain, before.end, each.start)
    return joined is not None and not _OF_SOME.match(each.tail)

"""A share in brackets beside the part whose it is: "80 personas: 48 mujeres (65%) y 32 hombres".

The whole is what the same sentence counts before it: what is shared out by sex, or what it opens
with ("De las 80 personas, el 60% (50) son mujeres"). Any other number of the passage that gives the
share is enough to say nothing. Source: section 2.2 of the domain document, column "Arithmetic".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.places import section_parts
from programs.values.checks.informe.statements import agrees, wrong_share
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, number_of
from programs.values.wording.percents import PercentMention, percents_of
from programs.values.wording.units import is_people
from programs.values.written import Passage, Period, Written, WrittenLinea

_MOST, _LONGEST = 30, 8  # counts of a passage, and of those that may be added up
# "48 mujeres (65%)", "32 hombres (el 40 por ciento)"
_BEHIND = re.compile(
    r"[^.,;:()\d]{0,40}\((?:el\s|es\sdecir,\s)?\d[\d.]{0,8}\s?(?:%|por\s?ciento)\)"
)
# "el 60% (50)"
_BEFORE = re.compile(r"\s?\(\s?(?P<number>\d[\d,]{0,9})(?:\s[a-z\u00f1]{3,14})?\s?\)")
_SEX = re.compile(r"\b(?:mujer(?:es)?|hombres?|femenin[oa]s?|masculin[oa]s?|nin[oa]s)\b")
_OPENS = re.compile(r"\W{0,3}(?:del?\s(?:total\sde\s)?(?:l[oa]s\s|un\stotal\sde\s)?)$")
# What shares none of those: another time, or what was promised.
_APART = re.compile(
    r"\b(?:metas?|program\w+|anterior(?:es)?|previ[oa]s?|acumul\w+|invitad[oa]s|convocad[oa]s"
    r"|esperad[oa]s|promedio|respecto|mas\sque|menos\sque)\b"
)


def part_shares(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield the share of each part of a línea that its whole does not give."""
    known = (*(each.quantity for each in linea.amounts), *linea.reported, *linea.so_far)
    yield from _wrong_in(linea.prose, [each for each in known if each])


def part_shares_of_sections(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    for part in section_parts(written):
        for found in _wrong_in(part.prose, []):
            yield PlacedFinding(found, part.key, part.title)


def _wrong_in(passages: Iterable[Passage], known: Sequence[Decimal]) -> Iterator[Finding]:
    for passage in passages:
        text = passage.text
        if "(" not in text or not ("%" in text or "ciento" in text):
            continue
        counts = [each for each in counted_of(text) if not each.article]
        if not 0 < len(counts) <= _MOST:
            continue
        plain = folded(text)
        for value, start, mention in _beside(plain, counts, percents_of(text)):
            whole = _whole(plain, counts, value, start)
            if whole is None or agrees(mention, Fraction(value) * 100 / Fraction(whole.value)):
                continue
            if _APART.search(plain, whole.sentence.start, whole.sentence.end):
                continue
            if not _may_be(value, mention, counts, known):
                yield wrong_share(passage, whole.sentence, value, whole.value, mention)


def _beside(
    plain: str, counts: Sequence[Counted], mentions: Sequence[PercentMention]
) -> Iterator[tuple[Decimal, int, PercentMention]]:
    """Yield each part with the share that stands in brackets beside it, or in which it stands."""
    for mention in mentions:
        if found := _BEFORE.match(plain, mention.end):
            value = number_of(found["number"])
            if value and _OF_PEOPLE.match(plain, found.end()):
                yield value, mention.start, mention
    for each in counts:
        found = _BEHIND.match(plain, each.end)
        own = [e for e in mentions if found and each.end < e.start < found.end()]
        sexed = _SEX.match(each.noun) or (found and _SEX.search(found.group()))
        if len(own) == 1 and sexed and not each.base:
            yield each.value, each.start, own[0]


_OF_PEOPLE = re.compile(
    r"\s(?:son|fueron|eran|corresponden?\sa)\s[a-z\u00f1]{4,}|\s[a-z\u00f1]{4,}"
)


def _whole(plain: str, counts: Sequence[Counted], value: Decimal, start: int) -> Counted | None:
    """Return what a part is of: the count of persons before it in its sentence, None for none."""
    before = [
        each
        for each in counts
        if each.sentence.start <= each.start < start <= each.sentence.end
        and not _SEX.match(each.noun)
    ]
    if not before:
        return None
    whole = before[-1]
    opens = _OPENS.fullmatch(plain, whole.sentence.start, whole.start)
    people = is_people(whole.noun) and not whole.elided
    return whole if (people or opens) and value <= whole.value and not whole.part else None


def _may_be(
    value: Decimal, mention: PercentMention, counts: Sequence[Counted], known: Sequence[Decimal]
) -> bool:
    """Tell whether a share is that of a part in any other number, or in two told together."""
    values = [each.value for each in counts if is_people(each.noun)]
    # "52 al primero, 61 al segundo y 60 al tercero: 98 mujeres (56.6%)"
    runs = (
        sum(values[start:end], Decimal(0))
        for start in range(len(values))
        for end in range(start + 2, min(start + _LONGEST, len(values)) + 1)
    )
    wholes = {*(each.value for each in counts), *runs, *known}
    return any(
        agrees(mention, Fraction(value) * 100 / Fraction(each)) for each in wholes if each >= value
    )


CHECKS = (LineaCheck((Code.WRITTEN_PERCENT,), part_shares),)
WHOLE = (WholeCheck((Code.WRITTEN_PERCENT,), part_shares_of_sections),)

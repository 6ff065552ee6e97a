"""A share told right behind its count, against the only whole that the words give.

"Se esperaban 250 declaraciones. Llegaron a tiempo 190, es decir, el 84 por ciento": they are 76.
Only one number may be the whole; any other of the text that gives the share is enough to say
nothing. Source: section 2.2 of the domain document, column "Arithmetic".
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.evidence import amounts_in, told_in
from programs.values.checks.informe.places import section_parts
from programs.values.checks.informe.statements import rounds_to, wrong_share
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.percents import PercentMention, percents_of
from programs.values.wording.told import Told
from programs.values.wording.units import stems
from programs.values.written import Passage, Period, Written, WrittenLinea

# What stands between a count and its share: "190, es decir, el 84 por ciento", "190 (84 %)".
_APPOSED = re.compile(
    r"(?:\s(?!de\b|y\b|e\b)[a-z\u00f1]+){0,3}?(?:,?\s(?:y\s)?(?:es\sdecir|o\ssea|esto\ses|equivalentes?"
    r"|lo\sque\s(?:es|equivale|representa|significa|hace|da)|que\s(?:equival|represent|signific|hac|son)\w*"
    r"|o\slo\sque\ses\slo\smismo)[,:]?(?:\s(?:al?|el|un|casi))*\s|\s\(\s?(?:el\s)?)"
)
_CUES = (
    "es decir",
    "o sea",
    "esto es",
    "equival",
    "represent",
    "signific",
    "lo que",
    "que son",
    "(",
)
_NEAR = 60  # signs between a count and its share
_MOST = 12  # counts of a paragraph that tells a share; more are a list


def apposed_share(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield a share of a línea without a meta in numbers that its two counts do not give."""
    if not any(not each.unit.startswith("%") for each in amounts_in(linea)):
        yield from _wrong_in(list(told_in(linea)))


def apposed_of_sections(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    for part in section_parts(written):
        for found in _wrong_in(list(part.prose)):
            yield PlacedFinding(found, part.key, part.title)


def _wrong_in(passages: Sequence[Passage]) -> Iterator[Finding]:
    for place, passage in enumerate(passages):
        plain = folded(passage.text)
        mentions = percents_of(passage.text) if holds_any(plain, _CUES) else ()
        if len(mentions) != 1 or mentions[0].value >= _WHOLE:
            continue
        counts = counted_of(passage.text)
        own = _told_behind(plain, counts, mentions[0])
        if own is None or len(counts) > _MOST:
            continue
        if own.base:
            yield from _out_of(own, counts, mentions[0], passage)
            continue
        above = counted_of(passages[place - 1].text) if place else ()
        before = [each for each in counts if each.start < own.start]
        yield from _against(own, (*above, *before), counts, mentions[0], passage)


_WHOLE = 100


# "En el cincuenta y seis por ciento de los casos", "65 % de ellas"
_OF_CASES = re.compile(
    r"\sde\s(?:l[oa]s\scasos|l[oa]s\smism[oa]s|ell[oa]s|est[oa]s|es[oa]s|dich[oa]s\s\w+|l[oa]s\s\w+|lo\s(?:recibido|turnado"
    r"|requerido|solicitado))\b(?!\s(?:program|comprom|previst|planead|metas?))"
)


def share_of_cases(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield a share of what a paragraph divides in two that is neither part's.

    "Respondieron 104; las 56 que faltan tienen hasta mayo", of 160, told as "el 56 por ciento".
    """
    for passage in linea.prose:
        mentions = percents_of(passage.text)
        plain = folded(passage.text)
        if len(mentions) != 1 or not _OF_CASES.match(plain, mentions[0].end):
            continue
        if not holds_any(plain[mentions[0].start : mentions[0].end], ("%", "ciento")):
            continue  # "dos de cada cinco estudios de la meta"
        counts = [each for each in counted_of(passage.text) if not each.article]
        values = sorted({each.value for each in counts})
        if not 3 <= len(values) <= _MOST:
            continue
        pairs = [(a, b) for b in values for a in values if a < b]
        split = next(((a, b) for a, b in pairs if b - a in values and b - a != a), None)
        wholes = {*values, sum(values, Decimal(0))}
        shares = [Fraction(a) * 100 / Fraction(b) for b in wholes if b for a in values if a <= b]
        if split is None or any(rounds_to(mentions[0], share) for share in shares):
            continue
        part = next(each for each in counts if each.value in (split[0], split[1] - split[0]))
        yield wrong_share(passage, part.sentence, part.value, split[1], mentions[0])


def _told_behind(plain: str, counts: Sequence[Counted], mention: PercentMention) -> Counted | None:
    """Return the count right behind which a share is told, None for none."""
    for each in counts:
        if 0 < mention.start - each.end <= _NEAR and _APPOSED.fullmatch(
            plain, each.end, mention.start
        ):
            return each
    return None


def _out_of(
    whole: Counted, counts: Sequence[Counted], mention: PercentMention, passage: Passage
) -> Iterator[Finding]:
    """Yield that "veinticuatro de las treinta y dos salas, es decir, el 80 %" are not so many."""
    before = [each for each in counts if each.start < whole.start]
    if not before or before[-1].sentence != whole.sentence or before[-1].value > whole.value:
        return
    part = before[-1]
    between = folded(passage.text[part.end : whole.start])
    exact = Fraction(part.value) * 100 / Fraction(whole.value)
    if _DE.fullmatch(between) and not rounds_to(mention, exact):
        yield wrong_share(passage, part.sentence, part.value, whole.value, mention)


_DE = re.compile(r"\sde\s(?:(?:l[oa]s|un\stotal\sde)\s)?")


def _against(
    own: Counted,
    before: Sequence[Counted],
    counts: Sequence[Counted],
    mention: PercentMention,
    passage: Passage,
) -> Iterator[Finding]:
    """Yield that a share is not that of its count in the only larger one, told `before` it."""
    others = [*before, *(each for each in counts if each is not own and each not in before)]
    larger = {each.value for each in others if each.value > own.value}
    sums = {sum((each.value for each in others if each.told is Told.DONE), Decimal(0)), own.value}
    wholes = larger | sums | {own.value + each.value for each in others}
    if any(
        rounds_to(mention, Fraction(own.value) * 100 / Fraction(whole)) for whole in wholes if whole
    ):
        return
    told = [each for each in before if each.value > own.value]
    if len(larger) != 1 or not told or not _of_one_thing(own, told[0]):
        return
    yield wrong_share(passage, own.sentence, own.value, larger.pop(), mention)


def _of_one_thing(own: Counted, whole: Counted) -> bool:
    """Tell whether a count is of the things of another: it has their noun, or none of its own."""
    heads = stems(own.noun)[:1]
    return own.elided or not heads or heads == stems(whole.noun)[:1]


CHECKS = (
    LineaCheck((Code.WRITTEN_PERCENT,), apposed_share),
    LineaCheck((Code.WRITTEN_PERCENT,), share_of_cases),
)
WHOLE = (WholeCheck((Code.WRITTEN_PERCENT,), apposed_of_sections),)

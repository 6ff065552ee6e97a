"""What a sentence tells of two figures: how much one grew from the other, or which share it is.

"Se atendieron 400, contra 320 de 2023: un crecimiento del 25 %". What grows is compared with the
smaller of two figures, what falls with the larger. Where a sentence counts anything else, which
two it compares is not known. Source: wordings of others than the seeds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from programs.values.wording.counted import counted_of
from programs.values.wording.dates import MONTH
from programs.values.wording.fractions_told import PLANNED_THINGS
from programs.values.wording.numbers import NumberMention, folded, number_of, numbers_of
from programs.values.wording.percents import PercentMention, percents_of
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.units import stems


@dataclass(frozen=True)
class Change:
    """A percentage told of two figures, `part` of `whole`, and the sentence that tells it."""

    mention: PercentMention
    part: Decimal
    whole: Decimal
    sentence: Span

    @property
    def exact(self) -> Fraction:
        """The percentage that the figures give."""
        return Fraction(self.part) * 100 / Fraction(self.whole)


_GROWS = r"crecimiento|crecio|crecieron|incremento|incrementaron|aumento|aumentaron|alza"
_FALLS = (
    r"disminucion|disminuyo|disminuyeron|reduccion|redujo|redujeron|descenso|descendio|caida|"
    r"decremento|merma"
)
_CHANGE = re.compile(
    rf"\b(?:(?P<grows>{_GROWS})|(?P<falls>{_FALLS}))\b(?:\s+\w+){{0,5}}?\s+(?:en\s+|de\s+|del\s+|a\s+)?(?:un\s+)?$"
)
_COMPARES = re.compile(
    r"\b(?:contra|frente\s+a|comparad[oa]s?|en\s+comparacion|respecto|cuando|mientras|mismo\s+periodo|"
    r"mismo\s+trimestre|anterior|previo|pasado|paso|pasaron|pasando)\b"
)
_POINTS = re.compile(r"\bpuntos?\b|\bpromedio\b|\bmensual(?:es)?\b|\bpresupuest|\$|\bpesos\b")
_NO_COUNT = re.compile(
    rf"\s{{0,2}}(?:de|del)\s+(?:{MONTH})\b|\s{{0,2}}(?:%|por\s?ciento|horas?\b|dias?\b|anos?\b|mes(?:es)?\b)"
)
_HEDGED = re.compile(
    r"\b(?:casi|cerca\s+de|aproximad\w+|alrededor|poco\s+(?:mas|menos)|mas\s+de|menos\s+de|apenas)\s+"
    r"(?:un\s+|el\s+|de\s+|del\s+)*$"
)
_EACH = re.compile(
    r"\b(?P<some>una?|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|\d)\s+de\s+cada\s+"
    r"(?P<each>dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|\d{1,2})\s+"
    r"(?P<noun>[a-z]{4,20})"
)
_OF_META = re.compile(
    r"\s(?:\w+\s){0,3}?(?:(?:de|en)\s(?:la|su|dicha)\smeta\b|del\s(?:ano|ejercicio)\b"
    rf"|{PLANNED_THINGS}[oa]s?\b)"
)
_MOST = 12
_LONGEST = 4_000  # letters of a paragraph; each share is compared with all its figures


def growths_of(text: str) -> Iterator[Change]:
    """Yield each growth or fall in percent whose sentence tells both figures and nothing else."""
    mentions = percents_of(text)
    if not mentions:
        return
    plain = folded(text)
    for sentence in sentences_of(text):
        told = plain[sentence.start : sentence.end]
        if not _COMPARES.search(told) or _POINTS.search(told):
            continue
        own = [each for each in mentions if sentence.start <= each.start < sentence.end]
        told_of = [each for each in _counts(plain, sentence) if not _is_within(each, own)]
        values = [each.value for each in told_of]
        if len(own) != 1 or len(set(values)) != 2 or len(values) != 2 or not min(values):
            continue
        before = plain[max(sentence.start, own[0].start - 80) : own[0].start]
        how = _CHANGE.search(before)
        if how and not _HEDGED.search(before):
            base = min(values) if how["grows"] else max(values)
            yield Change(own[0], max(values) - min(values), base, sentence)


def shares_of_each(text: str) -> Iterator[Change]:
    """Yield each "tres de cada cuatro quejas" that no two figures of its text give.

    Only where the text counts those quejas, and a part of them.
    """
    plain = folded(text) if len(text) <= _LONGEST else ""
    for found in _EACH.finditer(plain) if "cada" in plain else ():
        some, each = number_of(found["some"]), number_of(found["each"])
        before = plain[max(0, found.start() - 40) : found.start()]
        if not some or not each or some >= each or _HEDGED.search(before):
            continue
        share = Fraction(some) / Fraction(each)
        if _OF_META.match(plain, found.end()):
            continue  # "dos de cada cinco estudios de la meta anual": its whole is the meta
        inside = range(found.start(), found.end())
        every = [one for one in _counts(plain, Span(0, len(text))) if one.start not in inside]
        values = sorted({one.value for one in every if one.value})
        noun = stems(found["noun"])[:1]
        wholes = [
            one.value
            for one in counted_of(text)
            if noun and stems(one.noun)[:1] == noun and not (one.elided or one.start in inside)
        ]
        if not wholes or len(values) > _MOST or _some_pair_gives(values, share):
            continue
        whole = max(wholes)
        parts = [one.value for one in every if 0 < one.value < whole]
        own = next((s for s in sentences_of(text) if s.start <= found.start() < s.end), None)
        if parts and own:
            percent = round(some * 100 / each, 1)
            mention = PercentMention(percent, found.start(), found.end("each"), exact=False)
            yield Change(mention, parts[0], whole, own)


def _is_within(number: NumberMention, mentions: list[PercentMention]) -> bool:
    return any(each.start <= number.start < each.end for each in mentions)


def _some_pair_gives(values: list[Decimal], share: Fraction) -> bool:
    """Tell whether a part of some whole, or of several added, is nearly a share."""
    more = {*values, *(a + b for a, b in combinations(values, 2))}
    more |= {b - a for a, b in combinations(values, 2)}
    near = Fraction(3, 100)
    return any(abs(Fraction(a) / Fraction(b) - share) < near for a in more for b in values if b)


def _counts(plain: str, span: Span) -> Iterator[NumberMention]:
    """Yield the numbers of a sentence that may count things: no years, days, percentages, "un"."""
    for each in numbers_of(plain[span.start : span.end]):
        start, end = span.start + each.start, span.start + each.end
        year = each.value == int(each.value) and 1990 <= each.value <= 2099
        article = plain[start:end] in ("un", "una", "uno")
        if not (year or article or _NO_COUNT.match(plain[end : end + 20])):
            yield NumberMention(each.value, start, end)

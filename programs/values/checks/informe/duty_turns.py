"""A duty of several months whose done turns stand in one list, by their months or by ordinals.

"Las conciliaciones de enero-febrero, marzo-abril y julio-agosto", "el primero, el segundo y el
cuarto", or an item for each: "Informe financiero del primer trimestre, rendido el 20 de abril".
A turn that the línea names anywhere else is not missing. Source: section 4 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence

from programs.values.checks.finding import Finding
from programs.values.checks.informe.duty import (
    CALLED,
    ORDINALS,
    QUARTER,
    Duty,
    duty_of,
    gap_finding,
    naming,
)
from programs.values.wording.counted import counted_of
from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.numbers import folded, without
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.turns import gaps
from programs.values.written import Passage, PassageKind, WrittenLinea

_SPAN = re.compile(
    rf"\b(?P<first>{MONTH})(?:\sde\s20\d\d)?\s?(?:[-–—/]|\bal?\b|\by\b)\s?(?P<last>{MONTH})\b"
)
_ORDINAL = "|".join(sorted((word for word in ORDINALS if len(word) > 3), key=len, reverse=True))
_ANY = "|".join(sorted(ORDINALS, key=len, reverse=True))
# "el primero, el segundo y el cuarto", "del primer bimestre, del segundo y del cuarto"
_ARTICLE = r"(?:(?:el|la|l[oa]s)(?:\sdel?(?:\sla)?)?|del?(?:\sla)?|al?(?:\sla)?)"
_ONE = (
    rf"{_ARTICLE}\s(?:{_ORDINAL})(?:\s(?:bimestre|trimestre|cuatrimestre|semestre))?"
    r"(?:\s\([^()]{1,40}\))?"
)
_LIST = re.compile(
    rf"\b(?P<list>{_ONE}(?:(?:[,;]\s(?:[ye]\s)?|\s[ye]\s){_ONE}){{1,5}})"
    # "la segunda y la cuarta plantas" are of something else
    r"(?=\W*$|\s?[,.;:()]|\s(?:se|fue|fueron|en|con|ya|que|del?\s(?:20\d\d|ano|ejercicio)|los|las"
    r"|a|ante|quedaron|estan)\b)"
)
# "la primera el 20 de febrero, la segunda el 15 de mayo", its days left out
_ON_DAY = re.compile(r",?\s(?:(?:el|del)\s)?\0+")
_EACH = re.compile(rf"\b(?:{_ORDINAL})\b")
# What takes in turns that are not told one by one.
_AND_OTHERS = re.compile(
    r"\b(?:anterior(?:es|mente)?|previ[oa]s?|(?:primer|segundo)o?\ssemestre|ademas|tambien"
    r"|los\sdemas|l[oa]s\srestantes|(?:otr|divers|vari)[oa]s|del\sprimer[oa]\sal|entre\sell[oa]s)\b"
)
_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)


def in_lists(linea: WrittenLinea, duty: Duty | None) -> Finding | None:
    """Look for the one turn that is left out of those that a línea tells in lists."""
    told_by = (duty_of(passage.text) for passage in linea.passages)
    duty = duty or next((own for own in told_by if own), None)
    if duty is None or duty.months == 1:
        return None
    prose = [passage for passage in linea.passages if passage.kind in _NARRATIVE]
    plain = [folded(passage.text) for passage in prose]
    if any(map(_AND_OTHERS.search, plain)):
        return None
    turns, first = _turns_of(prose, duty)
    missing = gaps(frozenset(turns))
    if first is None or len(turns) < 2 or len(missing) != 1 or max(turns) > duty.turns:
        return None
    closing = (linea.closing,) if linea.closing else ()
    words = "\n".join(folded(each.words) for each in (*linea.passages, *closing))
    spoken_of = naming(duty, missing[0]).search(words) or _by_ordinal(missing[0]).search(words)
    if spoken_of or _counts_more(linea, len(turns)):
        return None
    return gap_finding(duty, tuple(sorted(turns)), missing, first, first.text)


def turns_listed(linea: WrittenLinea) -> int:
    """Return how many turns of its duty of several months a línea lists, 0 for none and for one."""
    duty = duty_of(f"{linea.title}. {linea.meta}")
    if duty is None or duty.months == 1:
        return 0
    turns, _ = _turns_of([each for each in linea.passages if each.kind in _NARRATIVE], duty)
    return len(turns) if len(turns) > 1 else 0


def _turns_of(prose: Sequence[Passage], duty: Duty) -> tuple[set[int], Passage | None]:
    """Return the turns that a narrative lists, and the first passage that lists some."""
    turns: set[int] = set()
    first: Passage | None = None
    for passage in prose:
        if own := _listed(passage, duty):
            turns |= own
            first = first or passage
    return turns, first


def _by_ordinal(turn: int) -> re.Pattern[str]:
    """Return what finds a turn that is called by its ordinal alone: "el tercero se enviará"."""
    words = (word for word, own in ORDINALS.items() if own == turn and len(word) > 3)
    # "al cierre del tercer trimestre" names no bimestre; its own unit is looked for by `naming`
    return re.compile(rf"\b(?:{'|'.join(words)})\b(?!\s(?:bi|tri|cuatri|se)mestre)")


def _counts_more(linea: WrittenLinea, told: int) -> bool:
    """Tell whether a línea counts one more as done than it lists, and never as many."""
    closing = (linea.closing,) if linea.closing else ()
    values = {
        int(each.value)
        for passage in (*linea.prose, *closing)
        for each in counted_of(passage.text)
        if each.told in (Told.DONE, Told.RECEIVED) and not each.base
    }
    return told + 1 in values and told not in values


def _listed(passage: Passage, duty: Duty) -> set[int]:
    """Return the turns of a duty that a passage lists; one alone where it is an item."""
    item = passage.kind is PassageKind.ITEM
    found: set[int] = set()
    for sentence in sentences_of(passage.text):
        plain = folded(passage.text[sentence.start : sentence.end])
        spans = set(_of_months(plain, duty))
        # A quarterly informe tells its own months: "de julio a septiembre se hizo".
        if item or duty.months != QUARTER or len(spans) > 1:
            found |= spans
        if item:
            found |= set(_of_item(plain, duty))
    for plain in _FULL_STOP.split(folded(passage.text)):
        # "los del primer trimestre, el 16 de abril; del segundo, el 11 de julio; …"
        found |= set(_of_ordinals(plain, duty))
    return found


_FULL_STOP = re.compile(r"(?<=[a-z\d)]{2})\.\s")


def _of_months(plain: str, duty: Duty) -> Iterator[int]:
    """Yield the turns that are told by their months: "enero-febrero"."""
    for span in _SPAN.finditer(plain):
        first, last = MONTHS[span["first"]], MONTHS[span["last"]]
        if last - first + 1 == duty.months and (first - 1) % duty.months == 0:
            yield (first - 1) // duty.months + 1


def _of_ordinals(plain: str, duty: Duty) -> Iterator[int]:
    """Yield the turns that a list tells by ordinals."""
    bare = without(plain, [(each.start, each.end) for each in dates_of(plain)])
    for found in _LIST.finditer(_ON_DAY.sub("", bare)):
        units = [unit for unit in CALLED.values() if f" {unit}" in found["list"]]
        if not units or units == [CALLED[duty.months]]:
            yield from (ORDINALS[word] for word in _EACH.findall(found["list"]))


def _of_item(plain: str, duty: Duty) -> Iterator[int]:
    """Yield the one turn that an item names."""
    named = re.findall(rf"\b({_ANY})[.°º]{{0,2}}\s{CALLED[duty.months]}\b", plain)
    yield from (ORDINALS[word] for word in named if len(named) == 1)

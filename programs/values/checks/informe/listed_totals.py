"""Totals that stand apart from the list of their parts: two lines above it, or at its end.

"Total de quejas: 26", then "Desglose por autoridad:" and an item for each; "Policía: 12",
"Salud: 5", "Total: 17". Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from programs.values.checks.finding import Finding
from programs.values.checks.informe.list_parts import IN_PART, one_count, part_of
from programs.values.checks.informe.sum_found import MOST_SHOWN, wrong_sum
from programs.values.wording.lettered import lettered, total_of_items
from programs.values.wording.numbers import folded, numbers_in, numbers_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.summed import groups_overlap
from programs.values.wording.units import is_persons, stem, stems
from programs.values.written import Passage, PassageKind


class _Total(NamedTuple):
    """A total and where it is told; `sure` where it is called so."""

    value: Decimal
    sure: bool


def listed_totals(passages: Sequence[Passage], above: Sequence[str] = ()) -> Iterator[Finding]:
    """Yield each total that the list beside it does not make; `above` is told before them all."""
    yield from _of_both(passages)
    place = 0
    while place < len(passages):
        start = place
        while place < len(passages) and passages[place].kind is PassageKind.ITEM:
            place += 1
        if place - start > 1:
            yield from _of_list(passages, start, place, above)
            behind = passages[place] if place < len(passages) else None
            if behind and behind.kind is PassageKind.TEXT:
                yield from _behind([each.text for each in passages[start:place]], behind)
        elif start < len(passages) and passages[start].kind is PassageKind.TEXT:
            items, rest = lettered(passages[start].text)
            yield from _behind(items, replace(passages[start], text=rest)) if items else ()
        place = max(place, start + 1)


def _of_list(
    passages: Sequence[Passage], start: int, end: int, above: Sequence[str]
) -> Iterator[Finding]:
    """Compare the items of a list with the total at its end, or that above its head."""
    head = passages[start - 1] if start else None
    if head is None or head.kind not in (PassageKind.TEXT, PassageKind.HEADING):
        return
    opens = folded(head.text[-_LONGEST:])
    items = list(passages[start:end])
    after = passages[end].text if end < len(passages) else ""
    total = _at_end(items[-1].text, opens)
    if total:
        items.pop()
    else:
        total = _at_end(after, opens)
        after = "" if total else after
    if total is None and _BREAKS_DOWN.fullmatch(opens):
        before = passages[start - 2].text if start > 1 else "".join(above)
        total = _above(before, len(items))
    values = [value for each in items[: 2 * MOST_SHOWN] if (value := part_of(each.text))]
    if total is None or len(values) < max(2, len(items)) or IN_PART.search(opens):
        return
    gap = sum(values, Decimal(0)) - total.value
    near = total.sure or (len(values) > 2 and abs(gap) * 10 <= total.value)
    twice = gap > 0 and (groups_overlap(after, 0) or _whole_ones(values) == total.value)
    if gap and near and not twice and not _REST.match(folded(after[:_LONGEST])):
        yield wrong_sum(head, values, total.value, head.text)


def _behind(items: Sequence[str], behind: Passage) -> Iterator[Finding]:
    """Yield the total of a passage behind a list that its items do not make."""
    if told := total_of_items(items, behind.text):
        total, values = told
        if not (sum(values) > total and groups_overlap(behind.text, 0)):
            yield wrong_sum(behind, values, total, behind.text[: sentences_of(behind.text)[0].end])


def _of_both(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Yield the total of a line that the women and men of the two lines below it do not make."""
    for place in range(len(passages) - 2):
        head, one, other = passages[place : place + 3]
        both = [_BOTH.fullmatch(folded(each.text)) for each in (one, other)]
        if not all(both) or not _is_of_people(head.text):
            continue
        total = _above(head.text, 2)
        words = {each["who"][:4] for each in both if each}
        values = [value for each in (one, other) if (value := part_of(each.text)) is not None]
        if total is None or words not in _PAIRS or len(values) < len(both):
            continue
        gap = total.value - sum(values, Decimal(0))
        third = part_of(passages[place + 3].text) if place + 3 < len(passages) else None
        if gap and third != gap:  # "No binario: 3"
            yield wrong_sum(head, values, total.value, head.text)


def _is_of_people(text: str) -> bool:
    """Tell whether a label counts persons: "Deportistas inscritos: 300", "Asistentes: 45"."""
    plain = folded(text[:_LONGEST])
    label = _LABEL.fullmatch(plain)
    if label is None or _BOTH.fullmatch(plain) or _PLANNED.search(plain):
        return False
    return is_persons(label["head"]) or _PEOPLE.search(label["head"]) is not None


_BOTH = re.compile(r"\W*(?P<who>mujeres|hombres|ninas|ninos)(?: \w{3,20})?\s?: ?\d[\d,]{0,9}\W*")
_PLANNED = re.compile(r"\b(?:program|meta\b|previst|esperad|invitad|convocad)")
_PAIRS = ({"muje", "homb"}, {"nina", "nino"})
_PEOPLE = re.compile(
    r"\b(?:asisten|particip|beneficiari|person|deportist|alumn|inscrit|usuari|poblacion|atendid"
    r"|total\b)"
)
_LONGEST = 160  # signs of a line


def _whole_ones(values: Sequence[Decimal]) -> Decimal:
    """Return the sum of a list but for what shares out the item above: "12", "5" and "7" of it."""
    added = Decimal(0)
    place = 0
    while place < len(values):
        value, shared, end = values[place], Decimal(0), place + 1
        while end < len(values) and shared < value:
            shared += values[end]
            end += 1
        added += value
        place = end if shared == value and end - place > 2 else place + 1
    return added


def _at_end(text: str, head: str) -> _Total | None:
    """Return the total of a line that closes a list: "Total: 26 quejas", None for others.

    "Total de asistentes: 45" below "Talleres: 3" is of other things than the list counts.
    """
    found = _CLOSES.fullmatch(folded(text)) if len(text) < _LONGEST else None
    numbers = numbers_in(found["told"]) if found else ()
    if found is None or len(numbers) != 1:
        return None
    (number,) = numbers
    told = found["of"] + found["told"][: number.start] + found["told"][number.end :]
    nouns = [word for word in re.findall(r"[a-z]{4,}", told) if not _GENERAL.match(word)]
    named = {*stems(head)}
    return _Total(number.value, sure=not nouns or any(stem(each) in named for each in nouns))


def _above(text: str, parts: int) -> _Total | None:
    """Return the total of a line above a list: "Total de quejas: 26"."""
    label = _LABEL.fullmatch(folded(text)) if len(text) < _LONGEST else None
    if label:
        numbers = list(numbers_of(label["told"]))
        own = len(numbers) == 1 and not numbers[0].start and not IN_PART.search(label["head"])
        total = _TOTAL.match(label["head"]) is not None
        return _Total(numbers[0].value, total) if own else None
    count = one_count(text[-2 * _LONGEST :], parts)
    return _Total(count, sure=False) if count else None


_BREAKS_DOWN = re.compile(
    r"\W*(?:(?:su|el|la) )?(?:desglos|distribuci|clasificaci|integraci|composici|detall|reparto"
    r"|se (?:distribuy|desglos|clasific|divid|integr|repart|compon|detall)|por \w|segun "
    r"|de (?:ell[oa]s|est[oa]s|l[oa]s (?:cuales|que))|(?:distribuid|desglosad|clasificad)[oa]s "
    r"|(?:fueron|son|es decir|a saber|como sigue))[^.:\d]{0,90}:\s*"
)
_TOTAL = re.compile(r"\W*(?:(?:el |gran )?total|en (?:total|suma))\b")
_CLOSES = re.compile(
    r"\W*(?:(?:(?:el |gran )?total|suman?|en (?:total|suma))\b"
    r"(?! (?:acumulad|anual|del ano))(?P<of>[^:,\d]{0,40}?)"
    r"(?:[:,=–—]|\.{2,}| son| es(?: de)?| de| fueron)?) (?P<told>[^:;,]{1,60})"
)
_GENERAL = re.compile(r"(?:general|trimestr|periodo|fueron)")
_LABEL = re.compile(r"\W*(?P<head>[^:]{4,90}): (?P<told>[^:;,]{1,60}?)\W*")
# "Las dos restantes se dirigieron a otras autoridades."
_REST = re.compile(
    r"\W*(?:el resto|l[oa]s? (?:\w+ )?(?:restante|demas|otr[oa]|faltante|ultim)"
    r"|(?:\w+ )?(?:otr[oa]s?|mas)\b|ademas|tambien|(?:se )?(?:suma|agrega)"
    r"|(?:queda|falta|sigue|resta)n? )"
)

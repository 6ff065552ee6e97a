"""What earlier quarters did, added to this one: "Con las 9 del primer trimestre suman 22".

The quarter's own quantity is the typed one, or the only one that the narrative counts of what the
meta counts; what "faltan para la meta" is the meta less that total. Source: section 2.5 of the
domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import told_in
from programs.values.checks.informe.sum_found import wrong_sum
from programs.values.phrases import number_text
from programs.values.wording.added_up import added_up
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import NumberMention, folded, numbers_of
from programs.values.wording.told import Told
from programs.values.wording.units import Unit, is_wide, share_root, stems, unit_of
from programs.values.written import Passage, Period, WrittenLinea

_MONTH_SPAN = r"enero\sa\s(?:marzo|junio|septiembre)"
_TURNS = (
    r"(?:(?:primer|segundo|tercer)\s(?:trimestre|semestre|periodo)|primer\sy\ssegundo\strimestres?"
    r"|(?:(?:dos|tres)\s)?(?:primeros\s)?trimestres(?:\santeriores|\sprevios)?"
    r"|(?:trimestre|semestre|periodo)s?\s(?:anterior|previo)(?:es|s)?"
    rf"|{_MONTH_SPAN})"
)
# Between what was done before and the total: "9 asesorías del primer trimestre suman 22".
_BEFORE = re.compile(
    r"(?:^|[.;,:]\s{1,2}|\s)(?:y\s)?(?:con|mas|sumando|sumad[oa]s\sa|junto\s(?:a|con)|aunad[oa]s\sa"
    r"|al\ssumar)\s(?:l[oa]s\s)?$"
)
_BETWEEN = re.compile(
    rf"(?:\s[a-z\u00f1]{{4,20}}){{0,3}}?\s(?:de\sl[oa]s\s|del?\s|en\s(?:el|los)\s)(?P<turns>{_TURNS})"
    r"(?:\sde\s20\d\d)?,?\s(?:ya\s)?(?:se\s)?"
    r"(?:suman|son|van|tienen|llevan|acumulan|llega\sa|llegan\sa|dan|hacen|reunen|completan)\s"
    r"(?:ya\s)?(?:un[a]?\s(?:total|acumulado|suma|cifra)\sde\s)?(?:l[oa]s\s)?$"
)
_LEFT = re.compile(
    r"(?:[.;,]\s|\s[ye]\s)(?:(?:por\slo\sque|aun|todavia)\s)?(?:faltan?|restan?|quedan)\s$"
)
_FOR_META = re.compile(r"(?:\s[a-z\u00f1]{3,20}){0,5}\s(?:la|su)\smeta(?:\s(?:anual|del\sano))?\b")
_OTHER_SIGN = re.compile(r"\s?(?:%|por\s?ciento|de\s(?:l[oa]s|cada)\b)")


def earlier_added(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield a total that all quarters so far do not make, and a wrong rest of the meta."""
    if len(linea.amounts) != 1 or linea.amounts[0].unit.startswith("%"):
        return
    unit = unit_of(linea.amounts[0].unit)
    if is_wide(unit):
        return
    told = list(told_in(linea))
    for place, passage in enumerate(told):
        plain = folded(passage.text)
        every = numbers_of(passage.text)
        # "dan un total de 5": no one of anything
        numbers = [each for each in every if plain[each.start : each.end] not in ("un", "una")]
        # "son cuatro; faltan tres para cumplir la meta": the closing of a línea may be the rest.
        goes_on = passage.text.rstrip().endswith(";") and place + 1 < len(told)
        behind = told[place + 1] if goes_on else None
        for before, total in pairwise(numbers):
            found = _is_added(plain, before, total)
            if found and _is_of(unit, linea, passage, before):
                yield from _wrong_total(linea, unit, passage, (before, total), found, period)
                yield from _wrong_left(linea, passage, total, behind)


def _is_added(plain: str, before: NumberMention, total: NumberMention) -> re.Match[str] | None:
    if not _BEFORE.search(plain[max(0, before.start - 30) : before.start]):
        return None
    if _OTHER_SIGN.match(plain, total.end):
        return None
    return _BETWEEN.fullmatch(plain[before.end : total.start])


def _is_of(unit: Unit, linea: WrittenLinea, passage: Passage, before: NumberMention) -> bool:
    """Tell whether what was done before are things of the unit, of the deed, or said of none.

    "Asesorías" are of who is to "asesorar a los entes públicos", whatever its unit was taken for.
    """
    own = next((e for e in counted_of(passage.text) if e.start == before.start), None)
    if own is None:
        return False
    noun = stems(own.noun)[:1]
    if not noun or (own.elided and noun[0] in _TIMES):
        return True
    title = stems(folded(linea.title))
    return noun[0] in unit.heads or share_root(noun, title[:1], _ROOT)


_ROOT = 6  # letters
_TIMES = frozenset(("enero", "trimestre", "semestre", "primer", "segundo", "tercer", "anterior"))


def _wrong_total(
    linea: WrittenLinea,
    unit: Unit,
    passage: Passage,
    told: tuple[NumberMention, NumberMention],
    found: re.Match[str],
    period: Period | None,
) -> Iterator[Finding]:
    before, total = told
    done = _done(linea, unit, passage, told)
    if done is None or before.value + done == total.value or total.value in linea.so_far:
        return
    one = _ONE_TURN.fullmatch(found["turns"]) and not (period and period.starts_on.month == 4)
    if one and "primer" not in found["turns"]:
        return  # "con las 9 del trimestre anterior": those before may be in the total
    if one and (period is None or period.starts_on.month > 4):
        return
    if not any(added_up(passage.text)):
        quote = passage.text[before.start : total.end]
        yield wrong_sum(passage, [before.value, done], total.value, quote)


_ONE_TURN = re.compile(r"(?:\w+\s)?(?:trimestre|periodo)(?:\s(?:anterior|previo))?")


def _done(
    linea: WrittenLinea,
    unit: Unit,
    passage: Passage,
    told: tuple[NumberMention, NumberMention],
) -> Decimal | None:
    """Return what the quarter did: the typed quantity, or the one that its narrative counts."""
    every = [(own, each) for own in told_in(linea) for each in counted_of(own.text)]
    before = next(e for own, e in every if own is passage and e.start == told[0].start)
    noun = stems(before.noun)[:1]
    head = noun[0] if noun and noun[0] not in _TIMES else ""
    if linea.reported and linea.reported[0] is not None and head in ("", *unit.heads):
        return None if linea.reported_so_far else linea.reported[0]
    heads = (head,) if head else unit.heads
    places = {each.start for each in told}
    values = {
        each.value
        for own, each in every
        if not (own is passage and each.start in places) and _is_done(each, heads)
    }
    return values.pop() if len(values) == 1 else None


def _is_done(counted: Counted, heads: tuple[str, ...]) -> bool:
    plain = counted.told is Told.DONE and not (counted.base or counted.article)
    return plain and stems(counted.noun)[:1] != () and stems(counted.noun)[0] in heads


def _wrong_left(
    linea: WrittenLinea, passage: Passage, total: NumberMention, behind: Passage | None
) -> Iterator[Finding]:
    """Yield that "son cuatro; faltan tres para cumplir la meta", of a meta of six, are two."""
    whole = linea.amounts[0].quantity
    if whole is None or linea.meta_of_quarter or total.value > whole:
        return
    rest = passage.text[total.end :]
    if behind and total is numbers_of(passage.text)[-1]:
        rest = f"{rest} {behind.text}"
    left, plain = whole - total.value, folded(rest)
    for each in numbers_of(rest)[:2]:
        near = plain[: each.start]
        if len(near) > 60 or not _LEFT.search(near) or not _FOR_META.match(plain, each.end):
            continue
        if each.value != left:
            yield Finding(
                Code.SUM,
                Severity.DOUBT,
                f"El texto dice que faltan {number_text(each.value)}, y con "
                f"{number_text(total.value)} de {number_text(whole)} faltan {number_text(left)}",
                passage.anchor,
                arithmetic=f"{number_text(whole)} − {number_text(total.value)} = "
                f"{number_text(left)}",
                quote=passage.text[total.start : total.end],
            )


CHECKS = (LineaCheck((Code.SUM,), earlier_added),)

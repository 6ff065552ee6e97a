"""A duty of every fortnight, from whose halves of months one is left out.

"Primera de julio, segunda de julio, segunda de agosto" of a payroll of each quincena. A half that
is named or explained anywhere is not missing. Source: section 4 of the domain document.
"""

import re
from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.duty import EXPLAINED
from programs.values.checks.informe.places import section_parts
from programs.values.phrases import month_name
from programs.values.quoted import LONGEST
from programs.values.shortened import shortened
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded
from programs.values.wording.turns import gaps
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_OWED = re.compile(
    r"\b(?:quincenal(?:es|mente)?|cada\squincena|por\squincena|todas\slas\squincenas"
    r"|quincena\s(?:con|a|por)\squincena|cada\s(?:quince|15)\sdias)\b"
)
_FIRST = r"(?:primera|1(?:\.?[aª]|ra\.?|era\.?)|1|i)"
_SECOND = r"(?:segunda|2(?:\.?[aª]|da\.?)|2|ii)"
_QUINCENA = r"(?:quincenas?\s|q(?:na)?\.?\s)"
_BOTH = rf"(?:ambas|las\sdos|{_FIRST}\s(?:{_QUINCENA})?y\s(?:la\s)?{_SECOND})"
_HALF = re.compile(
    rf"\b(?:(?P<both>{_BOTH})\s(?:{_QUINCENA})?|(?P<first>{_FIRST})\s{_QUINCENA}?"
    rf"|(?P<second>{_SECOND})\s{_QUINCENA}?|quincena\s(?P<after>[12])\s)"
    rf"(?:del?\s)(?:mes\sde\s)?(?P<month>{MONTH})\b"
    rf"|\b(?P<half>0?1|16)\s?(?:al?|[-–—])\s?(?P<end>15|28|29|30|31)\sde\s(?P<own>{MONTH})\b"
)
_FEWEST = 3


def fortnights(linea: WrittenLinea, _: Period | None = None) -> Iterator[Finding]:
    """Find the one half of a month that a fortnightly duty skips between two that it tells."""
    passages = (*linea.passages, *((linea.closing,) if linea.closing else ()))
    words = folded("\n".join((linea.title, linea.meta, *(each.words for each in passages))))
    if "quince" not in words or not _OWED.search(words):
        return
    narrative = [each for each in passages if each.kind is not PassageKind.CAPTION]
    told: dict[int, Passage] = {}
    for passage in narrative:
        for half in _halves(folded(passage.words)):
            told.setdefault(half, passage)
    missing = gaps(frozenset(told))
    if len(told) < _FEWEST or len(missing) != 1:
        return
    if any(EXPLAINED.search(folded(each.words)) for each in narrative):
        return
    passage = next(iter(told.values()))
    yield Finding(
        Code.DUTY_GAP,
        Severity.DOUBT,
        f"Es una obligación quincenal, y en lo que se informa falta la {_named(missing[0])}",
        passage.anchor,
        arithmetic=f"Se informa: {', '.join(_named(half) for half in sorted(told))}",
        quote=shortened(passage.text, LONGEST),
    )


def _halves(plain: str) -> Iterator[int]:
    """Yield the halves of months that a folded text names, 1 to 24."""
    for found in _HALF.finditer(plain):
        month = MONTHS[found["month"] or found["own"]]
        if found["own"]:
            if (found["half"] == "16") is (found["end"] == "15"):
                continue  # "del 1 al 30 de julio" is a month
            yield month * 2 - (found["end"] == "15")
        elif found["both"]:
            yield from (month * 2 - 1, month * 2)
        else:
            yield month * 2 - bool(found["first"] or found["after"] == "1")


def _named(half: int) -> str:
    place = "primera" if half % 2 else "segunda"
    return f"{place} quincena de {month_name((half + 1) // 2).lower()}"


def section_fortnights(written: Written) -> Iterator[PlacedFinding]:
    """Find the same in what stands outside of the líneas."""
    for part in section_parts(written):
        for found in fortnights(part):
            yield PlacedFinding(found, part.key, part.title)


CHECKS = (LineaCheck((Code.DUTY_GAP,), fortnights),)
WHOLE = (WholeCheck((Code.DUTY_GAP,), section_fortnights),)

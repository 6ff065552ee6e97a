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
from programs.values.wording.counted import counted_of
from programs.values.wording.fortnights import halves_in, tells_every_half
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.turns import gaps
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_OWED = re.compile(
    r"\b(?:quincenal(?:es|mente)?|cada\squincena|por\squincena|todas\slas\squincenas"
    r"|quincena\s(?:con|a|por)\squincena|cada\s(?:quince|15)\sdias)\b"
)
_FEWEST = 3


def fortnights(linea: WrittenLinea, _: Period | None = None) -> Iterator[Finding]:
    """Find the one half of a month that a fortnightly duty skips between two that it tells."""
    passages = (*linea.passages, *((linea.closing,) if linea.closing else ()))
    words = [folded(each) for each in (linea.title, linea.meta, *(own.words for own in passages))]
    if not any("quince" in each for each in words) or not _OWED.search("\n".join(words)):
        return
    narrative = [each for each in passages if each.kind is not PassageKind.CAPTION]
    told: dict[int, Passage] = {}
    for passage in narrative:
        for half in halves_in(folded(passage.words)):
            told.setdefault(half, passage)
    missing = gaps(frozenset(told))
    if len(told) < _FEWEST or len(missing) != 1:
        return
    if any(EXPLAINED.search(folded(each.words)) for each in narrative):
        return
    if _of_other_deeds(linea, narrative, max(told) - min(told) + 1):
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


def _of_other_deeds(linea: WrittenLinea, narrative: list[Passage], least: int) -> bool:
    """Tell whether all halves are told as done, and some are named for another deed alone.

    "Se pagaron seis nóminas. Se agregaron trabajadores en la 1a quincena de abril y la 1a de mayo."
    """
    whole: list[str] = []
    others: list[str] = []
    for passage in narrative:
        counted = counted_of(passage.words)
        for span in sentences_of(passage.words):
            plain = folded(passage.words[span.start : span.end])
            if any(halves_in(plain)):
                others.append(plain)
            elif tells_every_half(plain) or any(
                each.sentence == span
                and each.value >= least
                and each.told is Told.DONE
                and (each.elided or _PAID.search(each.noun))
                for each in counted
            ):
                whole.append(plain)
    known = " ".join((folded(linea.title), folded(linea.meta), *whole))
    return bool(whole) and all(
        (deeds := [each for found in _DEED.finditer(told) for each in found.groups() if each])
        and not any(_ENDING.sub("", deed)[:_ROOT] in known for deed in deeds)
        for told in others
    )


_PAID = re.compile(
    r"\b(?:quincenas?|quincenal(?:es)?|nominas?|pagos?|dispersion(?:es)?|timbrados?)\b"
)
_DEED = re.compile(
    r"\bse\s(\w{3,}(?:aron|ieron|o|io))\b|\bhubo\s(\w{4,})|\b(?:fueron|fue)\s(\w{4,})"
)
_ENDING = re.compile(r"(?<=\w{3})(?:aron|ieron|io|o|ad[oa]s?|id[oa]s?)$")
_ROOT = 4  # letters that a verb and its noun have in common


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

"""How many things a paragraph says that the list below it has, against both list and quantity.

"El personal tomó cuatro cursos:" above a list of three, of a quantity of 3. Only where the list and
the quantity agree: a list alone may tell some of them. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.phrases import number_text
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, fit_of, unit_of
from programs.values.written import Passage, PassageKind, Period, WrittenLinea

# "…, 15 participantes, y c) «Primeros auxilios»": an item that was read with the one before it.
_INNER = re.compile(r"[;,]\s(?:[ye]\s)?[b-hj-n]\)\s")
_SOME = re.compile(
    r"\b(?:entre|destac\w+|principal\w+|como|algun[oa]s|por\sejemplo|otr[oa]s|mas)\b"
)


def list_heads(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield a count above a list that has another number of things, the one that was reported."""
    done = linea.reported[0] if len(linea.amounts) == 1 and linea.reported else None
    if done is None:
        return
    unit = unit_of(linea.amounts[0].unit)
    for head, number in _lists(linea.passages):
        own = [each for each in counted_of(head.text) if fit_of(unit, each.noun) is Fit.STRONG]
        if len(own) != 1 or number != done or own[0].value == done:
            continue
        if not _is_plain(own[0], head):
            continue
        end = own[0].end + 1 + len(own[0].noun.split()[0])
        here = head.text[own[0].start : end]
        known = "la cantidad capturada es" if linea.owner else "la cantidad de la línea es"
        yield Finding(
            Code.NAMED_FIGURE,
            Severity.DOUBT,
            f"El texto dice «{here}», y su lista tiene {number_text(number)}; {known} "
            f"{number_text(done)}",
            head.anchor,
            arithmetic=f"{number_text(own[0].value)} ≠ {number_text(done)}",
            quote=here,
        )


def _is_plain(counted: Counted, head: Passage) -> bool:
    """Tell whether a count is of what its list has, all of it done, and tied to no data."""
    if counted.told is not Told.DONE or counted.base or counted.part or counted.article:
        return False
    if any(tie.start <= counted.start < tie.end for tie in head.ties):
        return False
    return bool(counted.noun) and not _SOME.search(folded(head.text[counted.end :]))


def _lists(passages: tuple[Passage, ...]) -> Iterator[tuple[Passage, Decimal]]:
    """Yield each paragraph that ends in ":" with how many items stand below it."""
    for place, head in enumerate(passages):
        if head.kind is not PassageKind.TEXT or not head.text.rstrip().endswith(":"):
            continue
        number = 0
        for item in passages[place + 1 :]:
            if item.kind is not PassageKind.ITEM:
                break
            number += 1 + len(_INNER.findall(item.text))
        if number > 1:
            yield head, Decimal(number)


CHECKS = (LineaCheck((Code.NAMED_FIGURE,), list_heads),)

"""A part that is more than what it is a part of: "90 personas, de las que aprobaron 95".

Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.phrases import number_text
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.written import Passage, Period, WrittenLinea

_OF_WHICH = re.compile(r"\bde\s(?:l[oa]s\s(?:que|cuales)|ell[oa]s|est[oa]s)\b")
_SIGNS = ("de las ", "de los ", "de ell", "de est")
# "30 mesas, de las que salieron 45": what came of them is no part.
_CAME_OF = re.compile(
    r"\b(?:sal|surg|deriv|result|obtuv|gener|desprend|naci|recib|imprim|emit|produj|elabor|dieron"
    r"|beneficia|atend|capacit|reun|conform|integra)\w*"
)


def parts_beyond(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each part of a count that is more than the count itself."""
    for passage in linea.prose:
        if holds_any(folded(passage.text), _SIGNS):
            yield from _in(passage)


def _in(passage: Passage) -> Iterator[Finding]:
    plain = folded(passage.text)
    for whole, part in pairwise(counted_of(passage.text)):
        between = plain[whole.end : part.start]
        joined = part.sentence == whole.sentence or plain[whole.sentence.end - 1] == ";"
        of_it = part.part and part.elided and joined
        own = not (whole.elided or whole.part or whole.base or whole.article)
        if not (of_it and own) or part.value <= whole.value or len(between) > 90:
            continue
        found = _OF_WHICH.search(between)
        if found and not any(tie.start <= part.start < tie.end for tie in passage.ties):
            if _CAME_OF.search(plain, whole.end + found.end(), part.end + 40):
                continue
            yield Finding(
                Code.SUM,
                Severity.ERROR,
                f"El texto dice {number_text(part.value)} de {number_text(whole.value)}: una parte "
                "no es más que el todo",
                passage.anchor,
                arithmetic=f"{number_text(part.value)} > {number_text(whole.value)}",
                quote=passage.text[whole.start : part.end],
            )


CHECKS = (LineaCheck((Code.SUM,), parts_beyond),)

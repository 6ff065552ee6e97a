"""The day of a deed that a label tells: "Fecha de realización: 14 de agosto de 2024".

What comes behind the quarter is told alone: one before it may be of what was done in the year.
"""

import re
from collections.abc import Iterator

from programs.values.checks.finding import Finding
from programs.values.checks.informe.day_rows import day_outside
from programs.values.phrases import long_date
from programs.values.quoted import quoted
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.written import Passage, Period

_DEED = (
    r"(?:realizacion|celebracion|imparticion|aplicacion|instalacion|inauguracion|visita|sesion|taller"
    r"|jornada|evento|curso|reunion|platica|feria|foro|simulacro|inspeccion|capacitacion)"
)
_LABEL = re.compile(
    rf"\W*(?:(?:fechas?|dias?) (?:del? (?:la |las |los |su )?{_DEED}(?:e?s)?|en que se \w{{4,12}})"
    r"|(?:se )?(?:realizo|celebro|impartio|llevo a cabo|efectuo)(?: el)?"
    r"|(?:realizad|celebrad|impartid|efectuad)[oa]s?(?: el)?)\s?: (?P<day>.{4,60})"
)
_TO_COME = re.compile(
    r"\b(?:proxim|siguiente|por realizar|programa[dc]|prevista|calendari|pendient)"
)


def labelled_days(passage: Passage, period: Period, above: str) -> Iterator[Finding]:
    """Yield the day behind the quarter that a line tells as that of a deed, and nothing else.

    `above` is what heads the line: of what is to come such a day is rightly told.
    """
    label = _LABEL.fullmatch(folded(passage.text)) if len(passage.text) < _LONGEST else None
    if label is None or _TO_COME.search(folded(f"{above}\n{passage.text}")):
        return
    for each in dates_of(passage.text, period):
        if each.first and each.first > period.ends_on and each.start == label.start("day"):
            said = f"Lo que se cuenta es del {long_date(each.first)}"
            told = quoted(passage.text, 0, len(passage.text))
            yield day_outside(said, each.first, period, passage.anchor, told)


_LONGEST = 120  # signs of a line

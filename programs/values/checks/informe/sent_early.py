"""A report of a period that went out before its period was over."""

import re
from collections.abc import Iterator
from datetime import timedelta

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.phrases import long_date, short_date
from programs.values.quoted import quoted
from programs.values.wording.dated import DatedDeed
from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.written import Passage, Period

# A paper that tells what already happened, and its period right behind.
_REPORT = (
    r"\b(?:informes?|reportes?|cuentas? publicas?|estados financieros|balanzas?|conciliaciones"
    r"|conciliacion|avances?|resultados|cierre)\b"
)
_OF_PERIOD = re.compile(
    rf"{_REPORT}[^.;]{{0,200}}?(?:\b(?:correspondientes? (?:al?|a los|a la)|relativ[oa]s? al?"
    r"|del?|de los|por el|al|durante el|en el)|[,(])(?: periodo(?: de| comprendido de)?"
    r"| mes(?:es)? de)?(?: los)? ?$"
)
_SENT = re.compile(
    r"\b(?:envi(?:o|aron|ad[oa]s?)|remit(?:io|ieron|id[oa]s?)|entreg(?:o|aron|ad[oa]s?)"
    r"|present(?:o|aron|ad[oa]s?)|rindi(?:o|eron)|rendid[oa]s?|turn(?:o|aron|ad[oa]s?)"
    r"|public(?:o|aron|ad[oa]s?)|hi(?:zo|cieron) llegar|carg(?:o|aron|ad[oa]s?)"
    r"|report(?:o|aron|ad[oa]s?)|dio cuenta|conclu(?:yo|yeron)"
    r"|(?:envi|present|entreg|turn|public|carg|report)amos|remitimos|rendimos|hicimos llegar)\b"
)
_ASKED = re.compile(
    r"\b(?:solicit(?:o|aron|ando|ud)|requiri(?:o|eron)|formatos?|calendario|recordatorio|anteproyecto"
    r"|proyecto de|preliminar(?:es)?|estimad[oa]s?|convoc(?:o|aron)|fechas de entrega|proyeccion"
    r"|adelant(?:o|aron|ad[oa]s?)|anticipad\w*)\b"
)
# Signs between two ways of saying one period.
_APART = 4
# The last days of a period are near enough to its end.
_NEAR = timedelta(days=3)
_QUARTER = timedelta(days=80)
_NEAR_QUARTER = timedelta(days=15)
# What is older is of another year.
_HISTORY = timedelta(days=400)


def sent_early(passage: Passage, deed: DatedDeed, period: Period | None) -> Iterator[Finding]:
    """Yield that a report went out before its period was over, if the sentence says so."""
    start, end = deed.sentence.start, min(deed.sentence.end, deed.sentence.start + 1500)
    sentence = passage.text[start:end]
    plain = folded(sentence)
    if not _SENT.search(plain) or _ASKED.search(plain):
        return
    before = -_APART
    for told in periods_of(sentence, period):
        again, before = told.start - before < _APART, told.end
        if again:
            continue  # "cuarto trimestre de 2023 (octubre a diciembre)" is one period
        near = _NEAR if told.last - told.first < _QUARTER else _NEAR_QUARTER
        if deed.last + near >= told.last or deed.last < told.first - _HISTORY:
            continue
        if _OF_PERIOD.search(plain, max(0, told.start - 300), told.start):
            yield Finding(
                Code.SENT_EARLY,
                Severity.DOUBT,
                f"Se entregó el {long_date(deed.last)}, y su periodo termina después, "
                f"el {long_date(told.last)}",
                passage.anchor,
                arithmetic=f"El {short_date(deed.last)} es anterior al {short_date(told.last)}",
                quote=quoted(passage.text, deed.sentence.start, deed.sentence.end),
            )
            return

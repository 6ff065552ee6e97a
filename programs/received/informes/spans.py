"""The days between which a línea runs, in a cell, behind any label, or in a line of their own."""

import re
from calendar import monthrange
from datetime import date

from programs.received.informes.names import FINITE
from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.periods import periods_of

_MONTH_YEAR = re.compile(rf"\b({MONTH})\b(?:\s(?:de|del))?\s(20\d\d)\b")
_LONGEST_SPAN, _LONGEST_LABEL = 120, 40
# Whatever is said of a span but its days.
_OF_SPAN = re.compile(
    r"\d+|del?|al?|el|y|e|en|desde|hasta|entre|dias?|ano|ejercicio|fiscal|fechas?|mes(?:es)?|de"
    r"|(?:de )?(?:inicio|inicia|inicial|comienza|comienzo|arranque|arranca|termino|termina|final"
    r"|fin|conclusion|concluye|cierre|vence|vigencia|periodo|plazo|ejecucion|lapso|vigente)"
)
_YEAR = re.compile(r"\b20\d\d\b")
_DAY_WITHOUT = re.compile(rf"\b\d{{1,2}} de (?:{MONTH})\b(?! (?:de |del )?20\d\d)")
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
# The time of the informe, and no time of a línea.
_OF_INFORME = re.compile(r"\b(?:trimestre|inform|report|corte)")


def day_of(text: str, *, last: bool = False) -> date | None:
    """Return the first day that a cell names, or the first or last one of the month it names."""
    if not text:
        return None
    for mention in dates_of(text[:80]):
        if mention.first:
            return mention.first
    if found := _MONTH_YEAR.search(folded(text[:80])):
        year, month = int(found[2]), MONTHS[found[1]]
        return date(year, month, monthrange(year, month)[1] if last else 1)
    return None


def span_of(text: str) -> tuple[date, date] | None:
    """Return the two days between which a cell places a línea, None where it does not."""
    text = text[:_LONGEST_SPAN]
    days = [mention for mention in dates_of(text) if mention.first and mention.last]
    if len(days) > 1 and days[0].first and days[-1].last:
        return days[0].first, days[-1].last
    spans = periods_of(text)
    return (spans[0].first, spans[0].last) if spans else None


def told_span(text: str) -> tuple[date, date] | None:
    """Return the span that a line tells and nothing else, behind any label or none.

    "Calendario: abril a diciembre de 2026", "Inicio 08/01/2024, conclusión 13/12/2024".
    """
    if not 10 <= len(text) <= _LONGEST_SPAN:
        return None
    head, colon, rest = text.partition(":")
    if colon and (len(head) > _LONGEST_LABEL or _OF_INFORME.search(folded(head))):
        return None
    if colon and (FINITE.search(head) or any(numbers_of(head))):
        return None  # "Se hicieron tres respaldos: el 30 de enero y el 31 de marzo"
    said = folded(rest if colon else text)
    tokens = _TOKENS.findall(said)
    if not tokens or not all(each in MONTHS or _OF_SPAN.fullmatch(each) for each in tokens):
        return None
    years = set(_YEAR.findall(said))
    if len(years) == 1:  # "Inicia el 1 de abril y termina el 15 de diciembre de 2025"
        said = _DAY_WITHOUT.sub(rf"\g<0> de {years.pop()}", said)
    span = span_of(said)
    return span if span and (span[1] - span[0]).days > 27 else None


def told_within(meta: str) -> tuple[date, date] | None:
    """Return the span that a meta tells by two days: "5 guías, del 1 de julio al 30 de …"."""
    days = [each for each in dates_of(meta[:400]) if each.first and each.last]
    if len(days) != 2 or not days[0].first or not days[1].last or days[0].first >= days[1].last:
        return None
    return days[0].first, days[1].last

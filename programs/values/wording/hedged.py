"""Why a number that a text counts is not sure: "menos de 5", "3 o 5", "5 … el trimestre anterior".

The revisor reads the figure alone, which is enough to compare it. What is brought to a quarter is
kept as it was counted, so that whatever its words leave open is asked first.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.phrases import number_text
from programs.values.typed import thousands_doubt
from programs.values.wording.counted import Counted
from programs.values.wording.numbers import folded, number_of, numbers_in
from programs.values.wording.periods import PeriodMention, periods_of
from programs.values.written import Period

_REACH = 80  # signs on either side of a number
# "Cerca de 5", "no menos de cinco", "~5"
_BEFORE = re.compile(
    r"(?:\b(?:(?:no\s)?(?:(?:un\s)?poco\s)?(?:mas|menos)\sde|(?:al|por\slo|cuando|a\slo)\s(?:menos|mas|sumo)"
    r"|cerca\sde|casi|alrededor\sde|(?:por\s)?(?:arriba|encima|debajo)\sde|en\storno\sa"
    r"|aproximadamente|aprox\.?|un[oa]s|hasta|(?:como\s|un\s)?(?:minimo|maximo)(?:\sde)?"
    r"|(?:superior|mayor|menor|inferior)(?:es)?\sa|(?:cercan|proxim)[oa]s?\sa"
    r"|quizas?|tal\svez|posiblemente|probablemente)\s(?:l[oa]s\s)?|[~±<>≈≤≥]\s?)$"
)
# "Se gestionó la impartición de 5": asked for, or had; nobody can tell by that
_ARRANGED = re.compile(
    r"\b(?:gestion|tramit|autoriz|acord|aprob|solicit|program|propus|promov|impuls)(?:o|aron|io|ieron|amos)"
    r"\s(?:la|el|su)\s[a-z]{4,}(?:cion|sion|miento|ega|ura|io|aje)\sde\s(?:(?:un\stotal\sde|l[oa]s|otr[oa]s)\s)?$"
    r"|\b(?:para|(?:instruy|decid|determin|resolv|autoriz|acord|gestion)(?:o|io|aron|ieron|eron))"
    r"\s[a-z]{2,}[aei]r(?:se)?\s(?:(?:un\stotal\sde|l[oa]s|otr[oa]s|a)\s){0,2}$"
)
# "Cinco (6) cursos": which of both is right is not known
_TWICE = re.compile(r"\s{0,2}\(\s?(?P<other>[^()]{1,60}?)\s?\)")
# "3 o 5", "15 menos 3", "5 a 7", "15 cursos menos 3", "5 cursos (o 6)"
_BETWEEN = re.compile(
    r"(?:\s[a-z\u00f1]+){0,2}\s?[(,]{0,2}[\s¿]{0,2}(?<![a-z\u00f1])(?:y/o|[ou]|menos|mas)\s(?:quizas?\s|tal\svez\s)?"
    r"|\s?[-–—+*×]\s?|\sa\s"
)
# "Cinco cursos y medio", "5 ½", "5 o más"
_BEHIND = re.compile(
    r"\s?[½¼¾]|(?:\s[a-z\u00f1]+){0,3}?\s(?:y\smedi[oa]|o\s(?:mas|menos)|mas\so\smenos)\b"
    r"|[^.;:\d]{0,60}?\b(?:aproximad(?:amente|[oa]s?)|aprox|en\spromedio|(?:como|por\slo|al|cuando)\s"
    r"(?:menos|minimo|maximo))(?=\s?(?:[,.;:)]|$|en\s))"
    r"|[^.;:\d]{0,60}?\b(?:(?:datos?|cifras?|numeros?|conteos?|informacion)\s(?:aun\s)?"
    r"(?:preliminar(?:es)?|estimad[oa]s?)|de\s(?:manera|forma)\spreliminar"
    r"|(?:por|sin|pendientes?\sde)\s(?:confirmar|verificar|validar))\b"
)
_SPAN = r"(?:trimestre|bimestre|semestre|mes|ano|ejercicio|periodo)"
_GONE = r"(?:anterior|pasado|previo)s?"
# What another span is compared with is of this one: "2 más que el trimestre anterior".
_EARLIER = re.compile(
    rf"(?:(?:\s[a-z\u00f1]+){{1,4}}?\s(?:del|al)|[^.;:]{{0,60}}?(?:\b(?:en|durante)\sel|,\sel))\s(?P<when>{_SPAN}\s{_GONE})\b"
    rf"|(?:\s(?!que\b|como\b|contra\b|con\b)[a-z\u00f1]+){{1,4}}?\sel\s(?P<then>{_SPAN}\s{_GONE})\b"
    rf"|[^.;:]{{0,60}}?\ben\s(?P<these>{_SPAN}e?s\s(?:anteriores|pasados|previos))\b"
)
# What leads to the time of a count: "en mayo", "durante el segundo trimestre".
_LEADS = re.compile(r"\b(?:en|durante)\s(?:el\s|los\s)?(?:mes(?:es)?\sde\s)?$")
_OPENS = re.compile(r"\W*(?:en|durante)\s(?:el\s|los\s)?(?:mes(?:es)?\sde\s)?")
_NO_STOP = re.compile(r"[^,;:(]{0,80}")


def read_as(raw: str, quantity: Decimal) -> str:
    """Return that a number may be read otherwise, as "1.000" or "84 177", "" where it cannot."""
    if not thousands_doubt(raw):
        return ""
    return f"El texto dice «{' '.join(raw.split())}»: se leyó {number_text(quantity)}"


def why_unsure(text: str, counted: Counted, period: Period | None) -> str:
    """Return why the words around a count leave it open, "" where they do not."""
    if told := read_as(text[counted.start : counted.end], counted.value):
        return told
    plain = folded(text)
    first, last = _hedged(plain, counted)
    if (first, last) != (counted.start, counted.end):
        return f"El texto dice «{' '.join(text[first:last].split())}»"
    after = plain[counted.end : min(counted.sentence.end, counted.end + _REACH)]
    if found := _EARLIER.match(after):
        when = found["when"] or found["then"] or found["these"]
        return f"Puede ser de otro periodo: «{when.replace('ano', 'año')}»"
    other = next(_other_times(text, plain, counted, period), None) if period else None
    if other:
        return f"Puede ser de otro periodo: «{text[other.start : other.end]}»"
    return ""


def _hedged(plain: str, counted: Counted) -> tuple[int, int]:
    """Return where the words begin and end that make a count uncertain: its own for none."""
    opens, closes = counted.sentence
    before = plain[max(opens, counted.start - _REACH) : counted.start]
    if found := _BEFORE.search(before) or _ARRANGED.search(before):
        return counted.start - len(before) + found.start(), counted.end
    twice = _TWICE.match(plain, counted.end)
    if twice and (other := number_of(twice["other"])) is not None and other != counted.value:
        return counted.start, twice.end()
    numbers = numbers_in(plain)
    earlier = [each for each in numbers if opens <= each.start and each.end <= counted.start]
    if earlier and _BETWEEN.fullmatch(plain, earlier[-1].end, counted.start):
        return earlier[-1].start, counted.end
    later = next((each for each in numbers if counted.end <= each.start < closes), None)
    if later and _BETWEEN.fullmatch(plain, counted.end, later.start):
        return counted.start, later.end
    found = _BEHIND.match(plain[counted.end : min(closes, counted.end + _REACH)])
    return counted.start, counted.end + (found.end() if found else 0)


def _other_times(
    text: str, plain: str, counted: Counted, period: Period
) -> Iterator[PeriodMention]:
    """Yield the time that a sentence gives to a count where it is not of the quarter alone."""
    opens, closes = counted.sentence
    told = []
    for each in periods_of(text, period):
        if counted.end <= each.start < closes:
            between = plain[counted.end : each.start]
            months = (each.last.month - each.first.month) % 12
            leads = _LEADS.search(between) or (months and between.endswith(" de "))
            own = bool(leads) and _NO_STOP.fullmatch(between) is not None
        else:
            own = opens <= each.start < counted.start and bool(
                _OPENS.fullmatch(plain, opens, each.start)
            )
        if own:
            told.append(each)
    if any(period.starts_on <= each.first and each.last <= period.ends_on for each in told):
        return
    yield from told

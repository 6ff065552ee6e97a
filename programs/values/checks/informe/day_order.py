"""Spans of days that end before they begin, and the one day of a list that is of another quarter.

"Del 22 al 12 de agosto", a row of a programme with its start after its end, or an item of a list
of what was done whose day lies outside the quarter while those of its neighbours lie within.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.places import section_parts, texts_of
from programs.values.phrases import long_date, short_date
from programs.values.quoted import quoted
from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.day_stages import Reversed, names_no_other, reversed_stages
from programs.values.wording.numbers import folded
from programs.values.wording.turns import listed_months
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_PROSE = (PassageKind.TEXT, PassageKind.ITEM)
_OF = r"(?:fecha |dia )?(?:de |del? )?"
_START = re.compile(
    rf"{_OF}(?:recepcion|recibid[oa]|ingreso|solicitud|convocatoria|deteccion"
    r"|(?:se )?inicio|inicia|comienzo|comienza|comenzo|empezo|arranco|abrio|apertura|arranque"
    r"|desde|del)(?: \w+){0,3}"
)
_END = re.compile(
    rf"{_OF}(?:respuesta|respondid[oa]|contestacion|atencion|resolucion|solventacion|termino"
    r"|termina|fin|final|finaliza|finalizo|culminacion|culmino|conclusion|concluye|concluyo|cierre"
    r"|cerro|entrega|acabo|hasta|al)"
    r"(?: \w+){0,3}"
)
_OPENS_SPAN = re.compile(r"\b(?:del?|desde el|entre el|periodo(?: de)?:?)(?: dias?)? $")
_WITHIN_SPAN = re.compile(r"^\W*[\w°º]+(?: y uno)? (?:al?|hasta el) ")
_JOINS_SPAN = re.compile(r",? (?:al?|hasta el)(?: dia)? ")
_YEAR = re.compile(r"\d{4}|[/.\-]\d\d$|dos mil")
# "recibida el 14 de noviembre y respondida el 7": what comes first, and what can only follow it.
_ASKED = re.compile(
    r"\b(?:recib|ingres|solicit(?!antes?\b)|pedid|requerid|turn|interpu[es]\w|present"
    r"|detect|inici|abiert|abri|comenz|arranc|empez|convoc|captur|denunci|report)\w{0,5}\b[^.;\d]{0,40}$"
)
_ANSWERED = re.compile(
    r"\b(?:respond|respuest|contest|atend|desahog|resuel|resolv|solvent|conclu|termin|entreg|cerrad"
    r"|cerro|cerraron|finaliz|culmin|clausur|acab|llego a su (?:fin|termino)|dictamin|celebr)"
    r"\w{0,6}\b[^.;\d]{0,40}$"
)
# What joins both: "… y se resolvió el", ", respondida el"; not "la constancia que se entregó el".
_AND_THEN = re.compile(
    r"(?: \([^()]{0,60}\))?(?:, (?:y )?| [ye] )(?:se |fue(?:ron)? |quedo |quedaron )?"
    r"(?:respond|respuest|contest|atend|desahog|resuel|resolv|solvent|conclu|termin|entreg|cerrad"
    r"|cerro|cerraron|finaliz|culmin|clausur|acab|llego a su (?:fin|termino)|dictamin|celebr)"
)
# "con el oficio que se entregó el 6": the day of what is only spoken of.
_OF_ANOTHER = re.compile(r"\b(?:que|cuy[oa]s?)\b[^.;,\d]{0,60}$")
# Steps between both: ", se turnó al área de Farmacia y, con lo que envió, se dio respuesta … el 6".
_LATER = re.compile(
    r",? [^\d]{0,140}(?:, (?:y )?| [ye] )(?:(?:finalmente|posteriormente|por ultimo|despues"
    r"|luego),? )?"
    r"(?:se (?:le |les |lo |la )?(?:(?:respondi|contest|atendi|desahog|resolvi|solvent|concluy"
    r"|termin|cerr)\w{1,4}|(?:dio|emitio|envio|notifico|remitio|entrego) (?:la |su )?"
    r"(?:respuesta|contestacion|resolucion)|dio por \w{1,14})"
    r"|(?:fue(?:ron)?|quedo|quedaron) (?:respond|contest|atend|desahog|resuel|solvent|conclu"
    r"|cerrad)\w{1,5})(?!\w)(?![^\d]{0,80}\b(?:que|cuy|habia|anterior|previ)\w{0,5}\b)[^.;\d]{0,60}"
)
# What a list may hold besides what was done.
_NO_DEEDS = re.compile(
    r"\b(?:calendari\w*|programacion|programad[oa]s?|previst[oa]s?|cronograma|proxim[oa]s?"
    r"|antecedentes?|marco|fundamento|normativ\w*|leyes|ley|decretos?|reglamentos?|lineamientos"
    r"|publicad[oa]s?|diario oficial|periodico oficial|vigen\w+|vence\w*|vencimiento|limite"
    r"|plazos?|pendientes?|agenda|por (?:celebrar|realizar)\w*|se \w{3,}ran?|siguiente"
    r"|anterior(?:es)?|historial|cronologia)\b"
)
_MARK = re.compile(r"\s*(?:[-•*▪◦–]|\(?(?:[ivx]{1,5}|\d{1,2}|[a-z])\s?[.)\-]+)\s+\S")
_LONGEST, _SHORT = 400, 160  # signs of an item, and of one without a mark
_LEAST = 3  # items with a day that make a list


def told_spans(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield the spans of a línea that end before they begin, and the days that no list has."""
    yield from _of_passages(linea.passages, period)


def section_spans(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    for part in section_parts(written):
        for found in _of_passages(part.passages, written.period):
            yield PlacedFinding(found, part.key, part.title)


def _of_passages(passages: Sequence[Passage], period: Period | None) -> Iterator[Finding]:
    for passage in passages:
        for text in texts_of(passage):
            yield from _reversed(passage, text, period)
            yield from _answered_before(passage, text, period)
        if passage.kind is PassageKind.TABLE:
            yield from _rows_reversed(passage, period)
    if period:
        yield from _odd_ones(passages, period)


def _reversed(passage: Passage, text: str, period: Period | None) -> Iterator[Finding]:
    """Yield each span of a text that ends before it begins: "del 22 al 12 de agosto"."""
    dates = dates_of(text, period)
    if not dates:
        return
    plain = folded(text).replace("\n", " ")
    for each in dates:
        own = plain[each.start : each.end]
        if (
            len(each.days) == 2
            and each.days[1] < each.days[0]
            and _WITHIN_SPAN.match(own)
            and (
                _OPENS_SPAN.search(plain, max(0, each.start - 24), each.start)
                or own == plain.strip(" .")  # the cell of a table
            )
        ):
            yield _backwards(passage, text, each.days[0], each.days[1], each.start, each.end)
    for one, other in pairwise(dates):
        if (
            one.first
            and other.first
            and one.first == one.last
            and other.last
            and other.last < one.first
            and _JOINS_SPAN.fullmatch(plain, one.end, other.start)
            and _OPENS_SPAN.search(plain, max(0, one.start - 24), one.start)
            and _years_told(plain, one, other, period)
        ):
            yield _backwards(passage, text, one.first, other.last, one.start, other.end)


def _answered_before(passage: Passage, text: str, period: Period | None) -> Iterator[Finding]:
    """Yield what was answered before it came in, by the words of one sentence."""
    dates = dates_of(text, period or _year_of(text))
    plain = folded(text).replace("\n", " ") if len(dates) > 1 else ""
    ends = [0, *(each.end for each in dates)]
    for before, (one, other) in zip(ends, pairwise(dates), strict=False):
        if (
            one.first
            and other.first
            and one.first == one.last
            and other.first == other.last
            and other.start - one.end < 240
            and _years_told(plain, one, other, period)
            and (told := _told_reversed(plain, before, one, other))
        ):
            yield _reversed_finding(passage, text, told)


def _told_reversed(
    plain: str, before: int, one: DateMention, other: DateMention
) -> Reversed | None:
    """Return two days of one matter that are against their order."""
    reverse = one.first and other.first and other.first < one.first
    told = reverse and _ANY_ANSWER.search(plain, one.end, other.start)
    if told and (
        _is_labelled(plain, one, other)
        or (_is_answered(plain, one, other) and _is_same(plain, one, other))
    ):
        return Reversed(other, one, "Se atendió el {later}, antes de recibirse el {first}")
    return reversed_stages(plain, before, one, other)


def _is_same(plain: str, one: DateMention, other: DateMention) -> bool:
    """Tell whether what was answered has no name of its own: "y se concluyó la auditoría"."""
    lead = plain[max(0, one.start - 160) : one.start]
    return names_no_other(lead, plain[one.end : other.start], "ask", "answer")


def _reversed_finding(passage: Passage, text: str, told: Reversed) -> Finding:
    later, first = told.later.first, told.first.first
    assert later and first
    start = min(told.later.start, told.first.start)
    return Finding(
        Code.DATES_ORDER,
        Severity.DOUBT,
        told.said.format(later=long_date(later), first=long_date(first)),
        passage.anchor,
        arithmetic=f"El {short_date(later)} es anterior al {short_date(first)}",
        quote=quoted(text, start, max(told.later.end, told.first.end), 60, 60),
    )


def _is_answered(plain: str, one: DateMention, other: DateMention) -> bool:
    """Tell whether one sentence tells what came in, or began, and then what followed of it."""
    then = (
        _ANSWERED.search(plain, one.end, other.start) is not None
        and _AND_THEN.match(plain, one.end, other.start) is not None
    )
    return (
        not re.search(r"[.;\n]", plain[one.end : other.start])
        and _ASKED.search(plain, max(0, one.start - 60), one.start) is not None
        and (then or _LATER.fullmatch(plain, one.end, other.start) is not None)
        and _OF_ANOTHER.search(plain, one.end, other.start) is None
        and _ASKED.search(plain, one.end, other.start) is None
    )


# "Inicio: 22/05/2025; conclusión: 16/05/2025"
_LABEL = re.compile(rf"\b(?:{_START.pattern}) ?: ?$")
_THEN_LABEL = re.compile(rf"[,;|. ]{{1,3}}(?:y )?(?:{_END.pattern}) ?: ?")


def _is_labelled(plain: str, one: DateMention, other: DateMention) -> bool:
    return (
        _THEN_LABEL.fullmatch(plain, one.end, other.start) is not None
        and _LABEL.search(plain, max(0, one.start - 60), one.start) is not None
    )


def _year_of(text: str) -> Period | None:
    """Return the one year that a text writes: "inició el 22 y concluyó el 16 de mayo de 2025"."""
    years = {int(year) for year in re.findall(r"\b20\d\d\b", text)}
    if len(years) != 1:
        return None
    first, last = date(min(years), 1, 1), date(min(years), 12, 31)
    return Period(first, last, first, last)


_ANY_ANSWER = re.compile(
    r"\b(?:respond|respuest|contest|atend|desahog|resuel|resolv|solvent|conclu|termin|entreg|cerrad"
    r"|cerro|cerraron|finaliz|culmin|clausur|acab|llego a su (?:fin|termino)|dictamin|celebr)"
)


def _years_told(plain: str, one: DateMention, other: DateMention, period: Period | None) -> bool:
    """Tell whether both years are written, or both days are of the quarter or of one month."""
    if one.first and other.first and one.first.replace(day=1) == other.first.replace(day=1):
        return True
    if all(_YEAR.search(plain, each.start, each.end) for each in (one, other)):
        return True
    return period is not None and all(
        each.within(period.starts_on, period.ends_on) for each in (one, other)
    )


def _rows_reversed(passage: Passage, period: Period | None) -> Iterator[Finding]:
    """Yield each row of a table whose column of starts has a day after that of its ends."""
    heads = [folded(cell).strip(" .:*") for cell in passage.rows[0]] if passage.rows else []
    starts = [n for n, head in enumerate(heads) if _START.fullmatch(head)]
    ends = [n for n, head in enumerate(heads) if _END.fullmatch(head)]
    if len(starts) != 1 or len(ends) != 1:
        return
    for row in passage.rows[1:]:
        first, last = (_one_day(row, n, period) for n in (starts[0], ends[0]))
        if first and last and last < first:
            yield _backwards(passage, " | ".join(row), first, last, 0, 2000)


def _one_day(row: Sequence[str], column: int, period: Period | None) -> date | None:
    days = dates_of(row[column], period) if column < len(row) else ()
    return days[0].first if len(days) == 1 and days[0].first == days[0].last else None


def _backwards(
    passage: Passage, text: str, first: date, last: date, start: int, end: int
) -> Finding:
    return Finding(
        Code.DATES_ORDER,
        Severity.ERROR,
        f"El periodo termina antes de empezar: del {long_date(first)} al {long_date(last)}",
        passage.anchor,
        arithmetic=f"El {short_date(last)} es anterior al {short_date(first)}",
        quote=quoted(text, start, end, 60, 60),
    )


def _odd_ones(passages: Sequence[Passage], period: Period) -> Iterator[Finding]:
    """Yield the days of the items of a list that lie outside the quarter, where most lie within."""
    for items in _lists(passages):
        dated = [
            (passage, days[0])
            for passage in items
            if len(days := [d for d in dates_of(passage.text, period) if d.first]) == 1
        ]
        outside = [
            (passage, day)
            for passage, day in dated
            if not day.within(period.starts_on, period.ends_on)
        ]
        if len(dated) < _LEAST or len(outside) * 3 > len(dated):
            continue
        for passage, day in outside:
            # "el informe de diciembre, el 8 de enero": the month of a paper, and the day it went.
            if _NO_DEEDS.search(folded(passage.text)) or any(listed_months(passage.text)):
                continue
            if _OPENS_WITH_TURN.match(folded(passage.text)):
                continue  # "Segundo trimestre: cargado el 14 de julio", of a year's account
            assert day.first and day.last
            late = day.first > period.ends_on
            when = day.first if late else day.last
            signs = (period.ends_on, when) if late else (when, period.starts_on)
            yield Finding(
                Code.DEED_DAY,
                Severity.DOUBT,
                f"Un punto de la lista es del {long_date(when)}, "
                f"{'después' if late else 'antes'} del trimestre. El trimestre va "
                f"del {long_date(period.starts_on)} al {long_date(period.ends_on)}",
                passage.anchor,
                arithmetic=f"El {short_date(signs[0])} es anterior al {short_date(signs[1])}",
                quote=quoted(passage.text, 0, len(passage.text)),
            )


_OPENS_WITH_TURN = re.compile(r"[^.:;]{0,60}\b(?:trimestre|bimestre|semestre)\b[^.:;]{0,20}[:,]")


def _lists(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Yield the lists of a part of what was done: items, or lines with a mark, one below another.

    What leads into one may say that it holds something else.
    """
    items: list[Passage] = []
    lead, told = "", ""
    for passage in passages:
        marked = passage.kind is PassageKind.ITEM or (
            passage.kind is PassageKind.TEXT and _MARK.match(folded(passage.text[:40]))
        )
        led = passage.kind is PassageKind.TEXT and (lead if items else told).endswith(":")
        marked = marked or (
            led and len(passage.text) <= _SHORT and len(dates_of(passage.text)) == 1
        )
        if marked and len(passage.text) <= _LONGEST:
            if not items:
                lead = told
            items.append(passage)
            continue
        if items and not _NO_DEEDS.search(folded(lead)):
            yield items
        items, told = [], passage.text[-_LONGEST:].rstrip()
    if items and not _NO_DEEDS.search(folded(lead)):
        yield items


CHECKS = (LineaCheck((Code.DATES_ORDER, Code.DEED_DAY), told_spans),)
WHOLE = (WholeCheck((Code.DATES_ORDER, Code.DEED_DAY), section_spans),)

"""Days that cannot be, or not in this quarter: of deeds and oficios."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache, partial
from itertools import accumulate, islice

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.day_rows import day_outside, rows_outside
from programs.values.checks.informe.earlier_days import (
    THIS_QUARTER,
    adds_to,
    claims_quarter,
    is_of_the_year,
    names_elided_quarter,
)
from programs.values.checks.informe.labelled_days import labelled_days
from programs.values.checks.informe.places import places_of, texts_of
from programs.values.checks.informe.sent_early import sent_early
from programs.values.phrases import long_date
from programs.values.quoted import quoted
from programs.values.wording.dated import DatedDeed, dated_deeds
from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.wording.sentences import sentences_of
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

Telling = Callable[[], tuple[Passage, ...]]
# What is older is history, and no deed of the year that somebody dated wrong.
_HISTORY = timedelta(days=400)
_BACKGROUND = re.compile(
    r"\b(?:periodico oficial|diario oficial|entro en vigor|entraron en vigor|fue cread[oa]"
    r"|se creo|designad[oa]|nombrad[oa]|designo|nombro"
    r"|desde (?:entonces|esa fecha)|antecedentes?"
    r"|administracion anterior|(?:ejercicio|ano) anterior|no se (?:cuenta|suma)"
    # What somebody else asked for, before the work that is told.
    r"|(?:pidi|solicit|requiri|encomend|instruy|orden|encarg)(?:o|eron|aron)\s(?:a|que)\s(?:est[ae]|la|el)"
    r"\s(?:unidad|direccion|coordinacion|secretaria|area|departamento|jefatura|oficina|organo|subdireccion))\b"
)
_WEEK = timedelta(days=7)
_PROSE = (PassageKind.TEXT, PassageKind.ITEM)
_QUARTER = timedelta(days=80)
_REACH = 1200  # signs that stand before what is told of the year


def told_days(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each day of a línea that no calendar has, and each deed with a day that cannot be.

    A deed or oficio is dated outside the quarter, a report of a period went out before the period
    was over. A day before the quarter may be told as background: not where the same paragraph
    speaks of the quarter too, nor where it is long ago.
    """
    previous = ""
    telling = cache(partial(_telling, linea, period))
    for at, passage in enumerate(linea.passages):
        if passage.kind in _PROSE:
            yield from _of_prose(passage, period, before=True, telling=telling)
            if period:
                yield from labelled_days(passage, period, f"{linea.title}\n{previous}")
            previous = passage.text
            continue
        yield from _impossible(passage)
        if passage.kind is PassageKind.TABLE and period:
            beside = (
                linea.title,
                previous,
                *(each.text for each in linea.passages[at + 1 : at + 2]),
            )
            yield from rows_outside(passage, period, previous, beside)
        previous = passage.text


def front_days(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of the front matter, whose deeds may be older: it tells of what was before.

    A paste without líneas and headings is a narrative as that of a línea.
    """
    previous = ""
    alone = not any(written.lineas)  # a fragment: what stands without a heading is the narrative
    bare = {section.key for section in written.sections if alone and not section.heading}
    for place in places_of(written):
        if place.of_linea:
            continue
        before = place.subject in bare
        prose = place.passage.kind in _PROSE
        findings = (
            _of_prose(place.passage, written.period, before=before)
            if prose
            else _impossible(place.passage)
        )
        for found in findings:
            yield PlacedFinding(found, place.subject, place.name)
        if place.passage.kind is PassageKind.TABLE and written.period:
            # "Eventos realizados en el trimestre": the end of the cover heads the first table.
            head = place.name if previous else " ".join((*written.cover[-1:], place.name))
            beside = (head, previous)
            for found in rows_outside(place.passage, written.period, previous, beside):
                yield PlacedFinding(found, place.subject, place.name)
        previous = place.passage.text


def _of_prose(
    passage: Passage, period: Period | None, *, before: bool, telling: Telling | None = None
) -> Iterator[Finding]:
    dates = dates_of(passage.text, period)
    for day in dates:
        if day.impossible:
            yield _no_day(passage.text, day, passage.anchor)
    if period and before and (odd := _odd_year(passage.text, dates, period)):
        told = quoted(passage.text, odd.start, odd.end, 60, 60)
        assert odd.first is not None
        said = f"Lo que se cuenta es del {long_date(odd.first)}"
        yield day_outside(said, odd.first, period, passage.anchor, told)
        return
    deeds = dated_deeds(passage.text, period, dates)
    earlier = [deed for deed in deeds if period and _is_of_earlier(deed, period)]
    if earlier and telling:
        # "En el primer trimestre se dieron 14", above what the reported one added.
        apart = any(each is not passage for each in telling())
        left = [each for each in earlier if apart or adds_to(passage.text[each.end :])]
        deeds = tuple(deed for deed in deeds if deed not in left)
    if deeds and period:
        yield from _outside(passage, period, deeds, dates, before=before)
    for deed in _last_of_each(deeds):
        yield from sent_early(passage, deed, period)


def _telling(linea: WrittenLinea, period: Period | None) -> tuple[Passage, ...]:
    """Return the first two paragraphs that speak of the quarter: one may be the one that asks."""
    told = (
        each
        for each in linea.prose
        if period and _tells_of_quarter(each.text, dates_of(each.text, period), period)
    )
    return tuple(islice(told, 2))


def _is_of_earlier(deed: DatedDeed, period: Period) -> bool:
    """Tell whether a deed is told of a whole quarter before the reported one."""
    return deed.last < period.starts_on and deed.last - deed.first >= _QUARTER


def _last_of_each(deeds: Sequence[DatedDeed]) -> Iterable[DatedDeed]:
    """Return the last deed of each sentence.

    "Los estados de abril, mayo y junio, con oficios del 9 de mayo, 10 de junio y 9 de julio": each
    of several deliveries is of a part of the period, and only the last is after all of it.
    """
    last: dict[tuple[int, int], DatedDeed] = {}
    for deed in deeds:
        place = (deed.sentence.start, deed.sentence.end)
        if place not in last or deed.last > last[place].last:
            last[place] = deed
    return last.values()


def _outside(
    passage: Passage,
    period: Period,
    deeds: Sequence[DatedDeed],
    dates: Sequence[DateMention],
    *,
    before: bool,
) -> Iterator[Finding]:
    late = [deed for deed in deeds if deed.first > period.ends_on]
    early = [each for each in deeds if each.last < period.starts_on] if before else []
    # "La de abril concluyó el 9 de mayo de 2025, y la de mayo el 3 de junio de 2024"
    beside = any(each.weak for each in early) and _tells_of_quarter(passage.text, dates, period)
    early = [
        deed
        for deed in early
        if not deed.weak or (beside and _is_a_year_off(passage.text, deed, period))
    ]
    in_order = _in_order(deeds)
    early = [
        deed
        for deed in early
        if not _is_of_its_turn(passage.text, deed, period)
        and not _is_of_the_year(passage.text, deed, period, ordered=deed.start in in_order)
    ]
    if early and _tells_of_quarter(passage.text, dates, period):
        # What a sentence itself places in this quarter is no background, nor is its day of last
        # year: that is a year written wrong.
        early = [
            deed
            for deed in early
            if deed.listed
            or _is_claimed(passage.text, deed)
            or _is_a_year_off(passage.text, deed, period)
        ]
    # "El 3 de julio, el 7 de agosto y el 4 de septiembre de 2026": one slip, the year.
    of_year: dict[tuple[int, int], list[DatedDeed]] = {}
    for deed in sorted((*early, *late), key=lambda each: each.start):
        wrong = deed.first.year not in (period.starts_on.year, period.ends_on.year)
        single = wrong and deed.first == deed.last and not deed.oficio
        slip = deed.sentence.start, deed.first.year if single else -deed.start
        of_year.setdefault(slip, []).append(deed)
    for deed, *others in of_year.values():
        told = quoted(passage.text, deed.sentence.start, deed.sentence.end)
        opened = folded(passage.text[max(0, deed.sentence.start - 20) : deed.sentence.start])
        if deed in early and (
            deed.last < period.starts_on - _HISTORY or _BACKGROUND.search(opened + folded(told))
        ):
            continue
        yield _of_deed(deed, period, passage.anchor, told, len(others))


def _in_order(deeds: Sequence[DatedDeed]) -> set[int]:
    """Return the places of the days of lists behind which none earlier stands."""
    listed = [each for each in deeds if each.listed]
    latest = accumulate((each.last for each in listed), max)
    return {each.start for each, last in zip(listed, latest, strict=True) if each.last == last}


def _is_of_the_year(text: str, deed: DatedDeed, period: Period, *, ordered: bool) -> bool:
    """Tell whether a deed is one of those of the year: "En lo que va del año se dieron cuatro".

    `ordered` tells that it is in a list of days that follow one another.
    """
    if deed.last - deed.first >= _WEEK:
        return False
    opens = max(0, min(deed.start, deed.sentence.end) - _REACH)
    told = text[opens : deed.sentence.end][: 2 * _REACH]
    if ordered and period.year_starts_on <= deed.first and not claims_quarter(told, period):
        return True  # "Se impartieron cuatro: Archivo (12 de febrero), Ética (14 de mayo)…"
    return is_of_the_year(deed.last, told, period, deed.start - opens)


def _is_of_its_turn(text: str, deed: DatedDeed, period: Period) -> bool:
    """Tell whether a sentence tells a deed of the earlier period that it names.

    "La carga del primer trimestre se concluyó el 22 de marzo", in the report of the fourth.
    """
    sentence = text[deed.sentence.start : deed.sentence.end]
    return any(
        told.last < period.starts_on
        and told.first <= deed.first <= told.last + _AFTER
        and told.last - told.first >= _QUARTER
        for told in periods_of(sentence, period)
        if not told.start <= deed.start - deed.sentence.start < told.end
    )


# How long after a period its report or its upload may come.
_AFTER = timedelta(days=45)


def _is_a_year_off(text: str, deed: DatedDeed, period: Period) -> bool:
    """Tell whether a deed is of the days of this quarter in the year before, and none is told."""
    try:
        moved = deed.last.replace(year=deed.last.year + 1)
    except ValueError:  # the 29th of February
        return False
    sentence = folded(text[deed.sentence.start : deed.sentence.end])
    inside = period.starts_on <= moved <= period.ends_on
    return inside and deed.last - deed.first < _WEEK and not OF_LAST_YEAR.search(sentence)


OF_LAST_YEAR = re.compile(
    r"\b(?:ano|ejercicio|periodo)s? (?:anterior|pasado|previo|inmediato)"
    r"|\bun ano (?:antes|atras|despues)"
    r"|\b(?:respecto|comparacion|comparad[oa]|frente|contra|desde|derivad|vigente|suscrit|conforme"
    r"|con base|segun\b|en cumplimiento|en seguimiento|aprobad|publicad)"
)


def _odd_year(text: str, dates: Sequence[DateMention], period: Period) -> DateMention | None:
    """Return the one day of a list that is of the quarter but for its year, None for no such day.

    "En la primera, del 19 de octubre de 2023; en la segunda, del 14 de noviembre de 2022".
    """
    single = [each for each in dates if each.first and each.first == each.last]
    inside = [each for each in single if each.within(period.starts_on, period.ends_on)]
    others = [each for each in single if each not in inside]
    if len(inside) < 2 or len(others) != 1 or not others[0].year_written:
        return None
    odd, day = others[0], others[0].first
    if day is None or (day.month, day.day) == (2, 29):
        return None
    moved = [day.replace(year=day.year + step) for step in (1, -1)]
    before = [_word_before(text, each) for each in (odd, inside[0])]
    sentence = folded(text[max(0, odd.start - 80) : odd.end])
    alike = before[0] == before[1] and not OF_LAST_YEAR.search(sentence)
    whole = next(each for each in sentences_of(text) if odd.start < each.end)
    if _BACKGROUND.search(folded(text[whole.start : whole.end])) or is_of_the_year(
        day, text[: whole.end], period, odd.start
    ):
        return None
    near = abs((day - period.starts_on).days) < _HISTORY.days
    told = near and all(map(_is_counted, (text[: each.start] for each in (odd, *inside))))
    moved_in = any(period.starts_on <= each <= period.ends_on for each in moved)
    return odd if alike and (moved_in or told) else None


def _is_counted(before: str) -> bool:
    """Tell whether what stands before a day tells the which of a list it is: "la segunda, el"."""
    return _WHICH.search(folded(before[-40:])) is not None


_WHICH = re.compile(
    r"\b(?:primer[oa]?|segund[oa]|tercer[oa]|cuart[oa]|quint[oa]|ultim[oa])"
    r",? (?:el|del?)(?: dia)? $"
)


def _word_before(text: str, day: DateMention) -> str:
    return folded(text[max(0, day.start - 12) : day.start]).split(" ")[-2:][0]


def _is_claimed(text: str, deed: DatedDeed) -> bool:
    """Tell whether the sentence of a deed says that it is of this quarter."""
    return THIS_QUARTER.search(folded(text[deed.sentence.start : deed.start])) is not None


def _of_deed(deed: DatedDeed, period: Period, anchor: str, told: str, others: int) -> Finding:
    what = f"El oficio {deed.oficio}" if deed.oficio else "Lo que se cuenta"
    day = deed.first if deed.first > period.ends_on else deed.last
    several = deed.last - deed.first > _WEEK
    when = f"va del {long_date(deed.first)} al {long_date(deed.last)}"
    said = f"{what} {when if several else f'es del {long_date(day)}'}"
    if others:
        said += f" y {others} día{'s' if others > 1 else ''} más de {day.year}"
    return day_outside(said, day, period, anchor, told)


def _tells_of_quarter(text: str, days: Sequence[DateMention], period: Period) -> bool:
    """Tell whether a paragraph speaks of the quarter too: what came before it is background."""
    if THIS_QUARTER.search(folded(text)):
        return True
    if any(each.within(period.starts_on, period.ends_on) for each in days):
        return True
    told = periods_of(text, period)
    return names_elided_quarter(text, period) or any(
        each.first <= period.ends_on and each.last >= period.starts_on for each in told
    )


def _impossible(passage: Passage) -> Iterator[Finding]:
    for text in texts_of(passage):
        for day in dates_of(text):
            if day.impossible:
                yield _no_day(text, day, passage.anchor)


def _no_day(text: str, day: DateMention, anchor: str) -> Finding:
    return Finding(
        Code.IMPOSSIBLE_DAY,
        Severity.ERROR,
        f"El día «{quoted(text, day.start, day.end)}» no existe en el calendario",
        anchor,
        quote=quoted(text, day.start, day.end, 60, 60),
    )


CHECKS = (LineaCheck((Code.DEED_DAY, Code.SENT_EARLY, Code.IMPOSSIBLE_DAY), told_days),)
WHOLE = (WholeCheck((Code.DEED_DAY, Code.SENT_EARLY, Code.IMPOSSIBLE_DAY), front_days),)

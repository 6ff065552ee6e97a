"""A duty of every month, quarter or so whose own narrative skips a turn.

Only explicit lists are read: "los informes mensuales de enero y marzo", a calendar with its months.
A month that the línea names anywhere else, or explains, is not missing.
Source: section 4 of the domain document, "a quarterly duty whose months skip a quarter".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.duty import (
    BEGAN,
    EXPLAINED,
    PART_OF_YEAR,
    QUARTER,
    SO_FAR,
    Duty,
    duty_of,
    gap_finding,
    naming,
    tells_turns,
    turns_of,
)
from programs.values.checks.informe.duty_between import month_between, quarter_between, tells_all
from programs.values.checks.informe.duty_singles import one_by_one
from programs.values.checks.informe.duty_tables import in_tables
from programs.values.checks.informe.duty_turns import in_lists
from programs.values.checks.informe.places import section_parts
from programs.values.wording.counted import counted_of
from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.turns import (
    gaps,
    is_only_period,
    listed_months,
    listed_quarters,
    month_of_cell,
    months_named,
    quarter_of_cell,
    without_work_span,
)
from programs.values.wording.units import stem, stems, unit_of
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_GLUE = re.compile(r"[\s,;]*(?:(?:y|e|el|del?|los|dias?|asi|como|a)\s+){0,5}")
_OF_SO_FAR = ("hasta", "vacacion", "inhabil")  # of which one is in all that `SO_FAR` finds
_SHORT = 240  # a paragraph that speaks of one thing alone
_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)


def duty_gaps(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Find the months or quarters that a repeated duty skips in its own lists and tables."""
    own = f"{linea.title}. {linea.meta}"
    duty = duty_of(own)
    linea = replace(linea, passages=tuple(filter(_tells_more_than_when, linea.passages)))
    whole = "\n".join(folded(passage.words) for passage in _passages(linea))
    if holds_any(whole, _OF_SO_FAR):
        whole = SO_FAR.sub(" ", whole)
    if (not duty and not tells_turns(whole)) or PART_OF_YEAR.search(folded(own)):
        return
    found = _in_prose(linea, duty, period)
    if found or EXPLAINED.search(whole):
        pass
    elif not PART_OF_YEAR.search(whole):
        found = in_tables(linea, duty or _duty_told(linea))
        if not found and not (duty and period and _gives_so_far(linea, duty, period)):
            found = (
                one_by_one(linea, duty)
                or in_lists(linea, duty)
                or month_between(linea, duty, period)
                or quarter_between(linea, duty, period)
            )
    elif not PART_OF_YEAR.search(BEGAN.sub(" ", whole)):
        # "la plataforma entró en funciones en noviembre": no turn between two of a table
        found = in_tables(linea, duty or _duty_told(linea))
    owed = duty or _duty_told(linea)
    if found and not (owed and owed.months == 1 and _is_quarter(period) and tells_all(linea)):
        yield found


def _is_quarter(period: Period | None) -> bool:
    return period is not None and period.ends_on.month - period.starts_on.month == QUARTER - 1


def _duty_told(linea: WrittenLinea) -> Duty | None:
    """Return the duty that the narrative of a línea tells, or a table of one row."""
    told = [each.text for each in _passages(linea) if each.kind in _NARRATIVE]
    told += [
        " ".join(each.rows[0]) for each in linea.of_kind(PassageKind.TABLE) if len(each.rows) == 1
    ]
    return duty_of("\n".join(told))


def _tells_more_than_when(passage: Passage) -> bool:
    """Tell whether a passage is more than a period: "Enero-marzo de 2025:" names no turn."""
    return passage.kind is PassageKind.TABLE or not is_only_period(passage.text)


def _passages(linea: WrittenLinea) -> tuple[Passage, ...]:
    """Return the passages of a línea, and the sentence that closes it."""
    return (*linea.passages, *((linea.closing,) if linea.closing else ()))


def _in_prose(linea: WrittenLinea, duty: Duty | None, period: Period | None) -> Finding | None:
    """Compare all the turns that the narrative lists for its duty."""
    listed: dict[Duty, set[int]] = defaultdict(set)
    first: dict[Duty, tuple[Passage, str]] = {}
    last: Duty | None = None
    before: Duty | None = None  # of the paragraph above, whose calendar may stand by itself
    for passage in _passages(linea):
        if passage.kind not in _NARRATIVE:
            before = None
            if passage.kind is PassageKind.HEADING and _OWED.match(folded(passage.text)):
                last = duty_of(passage.text) or last
            continue
        plain = folded(passage.text)
        above, before = before, duty_of(passage.text)
        last = before or last
        if EXPLAINED.search(plain) or PART_OF_YEAR.search(plain):
            before = None
            continue
        short = passage.kind is PassageKind.ITEM or len(passage.text) < _SHORT
        whole = before if short else None
        for sentence in sentences_of(passage.text):
            text = passage.text[sentence.start : sentence.end]
            own = duty_of(text) or whole or duty
            if own is None and passage.kind is PassageKind.ITEM and last:
                # "el informe de junio;": an item of the duty that the text above tells.
                own = last if len([*listed_months(text)]) == 1 else None
            if own is None and above and _CALENDAR.match(folded(text)):
                own = above
            if own is None and last and _gives_owed(linea, folded(text)):
                own = last
            turns = _turns(text, own, period) if own else ()
            if not own or not turns:
                continue
            if turns[0] == 0:  # a calendar of its own, that lacks what stands at an end
                return gap_finding(own, _told(own, turns), _lacks(own, turns), passage, text)
            listed[own].update(turns)
            first.setdefault(own, (passage, text))
    for own, turns_told in listed.items():
        turns_told = _before_the_year(turns_told, own, period)
        missing = gaps(frozenset(turns_told)) if len(turns_told) > 1 else ()
        if _runs_over(turns_told, own):
            missing = ()
        if own.months == 1 and missing:
            named = _months_of(linea)
            missing = tuple(turn for turn in missing if (turn - 1) % 12 + 1 not in named)
            if _gives_them_all(linea, max(turns_told) - min(turns_told) + 1):
                missing = ()
        elif missing:
            missing = tuple(turn for turn in missing if not _is_explained(linea, own, turn))
        if missing:
            passage, text = first[own]
            return gap_finding(own, tuple(sorted(turns_told)), missing, passage, text)
    return None


def _is_explained(linea: WrittenLinea, duty: Duty, turn: int) -> bool:
    """Tell whether a passage names a turn and why it was not: "La del segundo … se difirió"."""
    named = naming(duty, (turn - 1) % duty.turns + 1)
    told = (folded(passage.words) for passage in _passages(linea))
    return any(named.search(plain) and EXPLAINED.search(plain) for plain in told)


def _gives_owed(linea: WrittenLinea, plain: str) -> bool:
    """Tell whether a sentence says that what the meta counts was given month by month.

    "Se entregaron los reportes de abril y de junio", below the paragraph that tells the duty.
    """
    heads = {head for amount in linea.amounts for head in unit_of(amount.unit).heads}
    given = _GIVEN.search(plain)
    return given is not None and stem(given["noun"]) in heads


def _gives_them_all(linea: WrittenLinea, turns: int) -> bool:
    """Tell whether a línea counts what it owes as given for each of some turns, naming none.

    "Se enviaron los tres reportes del trimestre. Los picos fueron en octubre y diciembre."
    """
    heads = {head for amount in linea.amounts for head in unit_of(amount.unit).heads}
    return any(
        each.value == turns
        and each.told is Told.DONE
        and stems(each.noun)[:1]
        and stems(each.noun)[0] in heads
        and not _NAMES_TURN.search(folded(passage.text[each.sentence.start : each.sentence.end]))
        for passage in linea.passages
        if passage.kind in _NARRATIVE
        for each in counted_of(passage.text)
    )


def _gives_so_far(linea: WrittenLinea, duty: Duty, period: Period) -> bool:
    """Tell whether a línea counts all the turns of the year so far as given, naming none."""
    turns = period.ends_on.month // duty.months
    return duty.months > 1 and turns > 1 and _gives_them_all(linea, turns)


_NAMES_TURN = re.compile(rf"\b(?:{MONTH}|(?:primer|segundo|tercer|cuarto)\s\w*mestre)\b")
_GIVEN = re.compile(
    r"\b(?:entreg|envi|remit|present|rind|public|elabor|emit|firm|conclu|carg|capt|public|expid)"
    rf"\w{{1,6}}\s(?:los?|las?)\s(?P<noun>[a-zñ]{{4,18}})\s(?:[a-zñ]{{5,14}}\s)?"
    r"(?:de|del|correspondientes?\sal?|relativ[oa]s?\sal?)"
    rf"\s(?:(?:los\s)?mes(?:es)?\sde\s)?(?:{MONTH})\b(?!\sde\s20\d\d\sal)"
)


def _before_the_year(turns_told: set[int], duty: Duty, period: Period | None) -> set[int]:
    """Return months with the last ones of the year before its first: 12, 1, 2 in a first quarter.

    What an informe of the first months tells of December is of the year before.
    """
    if duty.months != 1 or period is None or period.ends_on.month > QUARTER:
        return turns_told
    late = {turn for turn in turns_told if _AUTUMN <= turn <= duty.turns}
    if not late or max(turns_told - late, default=0) > period.ends_on.month:
        return turns_told
    return {turn - duty.turns if turn in late else turn for turn in turns_told}


_AUTUMN = 10


def _runs_over(turns_told: set[int], duty: Duty) -> bool:
    """Tell whether turns run on over the end of a year: December, January, February and March."""
    around = {(turn - 1) % duty.turns for turn in turns_told}
    if max(turns_told) <= duty.turns or duty.months > 1 or len(around) * 2 > duty.turns:
        return False  # of most of a year what is left out is seen between two others
    return sum((turn + 1) % duty.turns not in around for turn in around) <= 1


def _told(duty: Duty, turns: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(turn for turn in turns if 1 <= turn <= duty.turns)


def _lacks(duty: Duty, turns: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(turn for turn in range(1, duty.turns + 1) if turn not in turns)


def _turns(text: str, duty: Duty, period: Period | None) -> tuple[int, ...]:
    """Return the turns that a sentence lists: by name, or by days where it names no month."""
    if alone := _of_label(text, duty, period):
        return alone
    if duty.months > 1:
        if calendar := _of_calendar(text, duty):
            return calendar
        if duty.months == QUARTER and (
            quarters := tuple(turn for each in listed_quarters(text) for turn in each.turns)
        ):
            return quarters
        months = tuple(m for e in listed_months(text) for m in e.turns)
        return turns_of(months or _months_of_days(text, period), duty)
    if len(single := _SINGLE.findall(folded(text))) > 1:
        return tuple(MONTHS[month] for month in single)
    text = without_work_span(text)
    turns = tuple(turn for each in listed_months(text) for turn in each.turns)
    if turns or months_named(text):
        return turns
    return _months_of_days(text, period)


def _of_label(text: str, duty: Duty, period: Period | None) -> tuple[int, ...]:
    """Return the turn of an entry of a list: "Segundo trimestre: 30 de junio".

    Or the other way round: "19 de abril, sobre el primer trimestre de 2023".
    """
    entry = len(text) < _SHORT and duty.months == QUARTER
    if entry and (found := _DAY_AND_TURN.match(folded(text))):
        year = int(found["year"] or 0)
        other = year and period is not None and year != period.ends_on.year
        turn = None if other else quarter_of_cell(found["turn"])
        return (turn,) if turn else ()
    head, colon, rest = text.partition(":")
    if colon and ":" in rest[: _LABEL + 2] and quarter_of_cell(head) is month_of_cell(head) is None:
        return _of_label(rest.strip(), duty, period)  # "Entregas hechas: Primer trimestre: 28 de…"
    if not colon:
        head, colon, _ = text.partition(", el ")  # "abril, el 30 de abril de 2025"
    read = {1: month_of_cell, QUARTER: quarter_of_cell}.get(duty.months)
    if not colon or read is None or len(head) > _LABEL or _DIGITS.search(head):
        return ()
    turn = read(head)
    if turn is None and duty.months == QUARTER and (month := month_of_cell(head)):
        turn = (month - 1) // QUARTER + 1  # "Abril: 17 de abril"
    return (turn,) if turn else ()


_LABEL = 30
_DAY_AND_TURN = re.compile(
    rf"\W*(?:el\s)?\d{{1,2}}\sde\s(?:{MONTH})[^.;]{{0,60}}?\s(?P<turn>\w{{5,7}}\strimestre)\b"
    r"(?:\s(?:de|del)\s(?P<year>20\d\d))?(?!.*\btrimestre)"
)
_DIGITS = re.compile(r"\d\d|^\d+$")  # of a year, which the turns of one line do not tell


def _of_calendar(text: str, duty: Duty) -> tuple[int, ...]:
    """Return the turns of a calendar of the year that lacks one, with a 0 before them.

    "Meses: abril, julio y octubre" lacks the first quarter: what is missing may stand at an end.
    """
    plain = folded(text)
    if not _CALENDAR.search(plain):
        return ()
    plain = _ASIDE.sub(" ", plain)
    months = tuple(m for e in listed_months(plain) for m in e.turns)
    if not months and duty.turns == 2 and _ONE_MONTH.search(plain):
        months = tuple(months_named(plain))
    turns = {(month - 1) // duty.months + 1 for month in months if month <= 12}
    if len(turns) != duty.turns - 1 or len(months) > 2 * duty.turns:
        return ()
    return (0, *sorted(turns))


_CALENDAR = re.compile(
    r"\W{0,20}(?:meses?\s*:|meses\s+(?:programados|de\s+\w+)\b|calendari\w+|programacion|programad[oa]"
    r"|cronograma|periodos?\s*:|fechas?\s+(?:programadas?|de\s+\w+)\s*:|se\s+program\w+"
    r"|se\s+\w{3,}ran?\s+en\b)"
    r"|.{0,200}?\b(?:meses\s*:|meses\s+(?:programados|de\s+\w+)\b|calendario|programacion)",
    re.DOTALL,
)
# "marzo (primer trimestre)": what a calendar says beside a month.
_ASIDE = re.compile(r"\([^()]{1,40}\)")
_ONE_MONTH = re.compile(rf":\s*(?:{MONTH})\W*$")


def _months_of_days(text: str, period: Period | None) -> tuple[int, ...]:
    """Return the months of the days that a sentence lists, none where they are told apart.

    Those of the year after the first one run on: 13 is its January.
    """
    plain = folded(text)
    dates = [each for each in dates_of(text, period or _ANY_YEAR) if each.days]
    for one, other in zip(dates, dates[1:], strict=False):
        if not _GLUE.fullmatch(plain, one.end, other.start):
            return ()
    days = [day for each in dates for day in each.days]
    if len(days) < 2:
        return ()
    year = min(day.year for day in days)
    return tuple(day.month + 12 * (day.year - year) for day in days if day.year - year < 2)


# Which year it is makes no difference to the months that a list names.
_ANY_YEAR = Period(date(2023, 1, 1), date(2023, 3, 31), date(2023, 1, 1), date(2023, 12, 31))
# "la conciliación del mes de julio y la del mes de septiembre".
_SINGLE = re.compile(rf"\b(?:del? )?mes de (?P<month>{MONTH})\b")


def _months_of(linea: WrittenLinea) -> frozenset[int]:
    """Return the months that a línea names anywhere but in a day."""
    words = "\n".join(passage.words for passage in _passages(linea))
    return months_named(without_work_span(words))


def section_duties(written: Written) -> Iterator[PlacedFinding]:
    """Find the same in what stands outside of the líneas: a calendar of the plan, a paste."""
    owed = " ".join(line for line in written.cover if _is_owed(line))
    for part in section_parts(written):
        told = replace(part, title=f"{part.title}. {owed}") if owed else part
        for found in duty_gaps(told, written.period):
            yield PlacedFinding(found, part.key, part.title)


def _is_owed(line: str) -> bool:
    """Tell whether a line says what is owed: "Conciliación bancaria (obligación de cada mes)"."""
    plain = folded(line)
    return bool(_OWED.match(plain) or (_SAYS_OWED.search(plain) and duty_of(line)))


_SAYS_OWED = re.compile(
    r"\b(?:obligacion|compromiso|frecuencia|periodicidad|un[oa]?\s(?:por|cada|al)\s\w*mes\w*)\b"
)
# "Obligación: actualización trimestral de las fracciones", above all that is told of it.
_OWED = re.compile(r"\W*(?:obligacion|compromiso|actividad|accion|tarea|proyecto|frecuencia)\s?:")


CHECKS = (LineaCheck((Code.DUTY_GAP,), duty_gaps),)
WHOLE = (WholeCheck((Code.DUTY_GAP,), section_duties),)

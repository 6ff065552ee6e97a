"""A duty of every month or quarter whose own narrative skips one.

Only explicit lists are read: "los informes mensuales de enero y marzo", a calendar with its months.
A month that the línea names anywhere else, or explains, is not missing.
Source: section 4 of the domain document, "a quarterly duty whose months skip a quarter".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.places import section_parts
from programs.values.phrases import month_name
from programs.values.quoted import shortened
from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.wording.turns import (
    gaps,
    listed_months,
    listed_quarters,
    month_of_cell,
    months_named,
    quarter_of_cell,
)
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_MONTHLY = re.compile(
    r"\b(?:mensual(?:es|mente)?|cada\s+mes|mes\s+(?:con|a|por)\s+mes|por\s+mes|todos\s+los\s+meses)\b"
)
_QUARTERLY = re.compile(
    r"\b(?:trimestral(?:es|mente)?|cada\s+trimestre|por\s+trimestre|trimestre\s+(?:con|a|por)\s+"
    r"trimestre|todos\s+los\s+trimestres)\b"
)
# The informe itself is quarterly, and so is a form that shows quarters.
_NOT_THE_DUTY = re.compile(
    r"\b(?:informe|reporte|programacion|avance|meta)\s+trimestral(?:es)?\s+(?:del?\s+desempeno|de\s+"
    r"actividades|de\s+metas)\b"
)
_EXPLAINED = re.compile(
    r"\b(?:bimestr\w+|cada\s+dos\s+meses|(?<!de\sla\smeta\s)(?<!fechas\s)(?<!meses\s)(?<!dias\s)(?<!periodos\s)programad\w*|calendarizad\w*|salvo|except\w+|a\s+excepcion|"
    r"no\s+(?:se\s+)?(?:aplic|gener|hubo|present|requir|celebr|realiz|llev|tuv|sesion)\w*|"
    r"sin\s+(?:movimientos?|actividad|quorum)|pendientes?|vacacion\w*|inhabil\w*|suspend\w+|"
    r"omiti\w*|impares|nones|pares|prorrog\w+|extempor\w+)\b"
)
_EMPTY = frozenset(("", "0", "-", "–", "—", "no", "n/a", "na", "no aplica", "0.0", "0%"))
_NAMES = ("primer", "segundo", "tercer", "cuarto")
_GLUE = re.compile(r"[\s,;]*(?:(?:y|e|el|del?|los|dias?|asi|como|a)\s+){0,5}")
_SHORT = 240  # a paragraph that speaks of one thing alone
_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)


@dataclass(frozen=True)
class _Duty:
    """How often something comes round: every month, or every quarter."""

    monthly: bool

    def named(self, turn: int) -> str:
        """Name a turn as people do: "febrero", "segundo trimestre"."""
        if self.monthly:
            return month_name((turn - 1) % 12 + 1).lower()
        return f"{_NAMES[turn - 1]} trimestre"


def duty_gaps(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Find the months or quarters that a repeated duty skips in its own lists and tables."""
    duty = _duty_of(f"{linea.title}. {linea.meta}")
    whole = "\n".join(passage.words for passage in _passages(linea))
    if not duty and not _MONTHLY.search(folded(whole)) and not _QUARTERLY.search(folded(whole)):
        return
    found = _in_prose(linea, duty, period)
    if not found and not _EXPLAINED.search(folded(whole)):
        told = "\n".join(passage.text for passage in _passages(linea) if passage.kind in _NARRATIVE)
        found = _in_tables(linea, duty or _duty_of(told))
    if found:
        yield found


def _passages(linea: WrittenLinea) -> tuple[Passage, ...]:
    """Return the passages of a línea, and the sentence that closes it."""
    return (*linea.passages, *((linea.closing,) if linea.closing else ()))


def _duty_of(text: str) -> _Duty | None:
    """Return the duty that a text tells, None for none and for one that tells both."""
    plain = _NOT_THE_DUTY.sub(" ", folded(text))
    monthly, quarterly = bool(_MONTHLY.search(plain)), bool(_QUARTERLY.search(plain))
    return _Duty(monthly) if monthly != quarterly else None


def _in_prose(linea: WrittenLinea, duty: _Duty | None, period: Period | None) -> Finding | None:
    """Compare all the turns that the narrative lists for its duty."""
    listed: dict[bool, set[int]] = {True: set(), False: set()}
    first: dict[bool, tuple[Passage, str]] = {}
    for passage in _passages(linea):
        if passage.kind not in _NARRATIVE or _EXPLAINED.search(folded(passage.text)):
            continue
        short = passage.kind is PassageKind.ITEM or len(passage.text) < _SHORT
        whole = _duty_of(passage.text) if short else None
        for sentence in sentences_of(passage.text):
            text = passage.text[sentence.start : sentence.end]
            own = _duty_of(text) or whole or duty
            turns = _turns(text, own, period) if own else ()
            if own and turns:
                listed[own.monthly].update(turns)
                first.setdefault(own.monthly, (passage, text))
    for monthly, turns_told in listed.items():
        missing = gaps(frozenset(turns_told)) if len(turns_told) > 1 else ()
        if monthly and missing:
            named = _months_of(linea)
            missing = tuple(turn for turn in missing if (turn - 1) % 12 + 1 not in named)
        if missing:
            passage, text = first[monthly]
            told = tuple(sorted(turn for turn in turns_told if monthly or 1 <= turn <= 4))
            return _finding(_Duty(monthly), told, missing, passage, text)
    return None


def _turns(text: str, duty: _Duty, period: Period | None) -> tuple[int, ...]:
    """Return the turns that a sentence lists: by name, or by days where it names no month."""
    if not duty.monthly and (calendar := _of_calendar(text)):
        return calendar
    if not duty.monthly:
        quarters = tuple(turn for each in listed_quarters(text) for turn in each.turns)
        months = tuple(m for e in listed_months(text) for m in e.turns) or _months_of_days(
            text, period
        )
        return quarters or _quarters_of(months)
    if len(single := _SINGLE.findall(folded(text))) > 1:
        return tuple(MONTHS[month] for month in single)
    turns = tuple(turn for each in listed_months(text) for turn in each.turns)
    if turns or months_named(text):
        return turns
    return _months_of_days(text, period)


def _of_calendar(text: str) -> tuple[int, ...]:
    """Return the quarters of a calendar of the year that holds three of them, 0 for its ends.

    "Meses: abril, julio y octubre" lacks January: what is missing stands at an end.
    """
    plain = folded(text)
    months = tuple(m for e in listed_months(text) for m in e.turns)
    quarters = {(month + 2) // 3 for month in months if month <= 12}
    if len(months) != 3 or len(quarters) != 3 or not _CALENDAR.search(plain):
        return ()
    missing = ({1, 2, 3, 4} - quarters).pop()
    return (0, *sorted(quarters)) if missing == 1 else (*sorted(quarters), 5 if missing == 4 else 0)


_CALENDAR = re.compile(
    r"\b(?:meses\s*:|meses\s+(?:programados|de\s+\w+)\b|calendario|programacion)"
)


def _months_of_days(text: str, period: Period | None) -> tuple[int, ...]:
    """Return the months of the days that a sentence lists, none where they are told apart."""
    plain = folded(text)
    dates = [each for each in dates_of(text, period or _ANY_YEAR) if each.days]
    for one, other in zip(dates, dates[1:], strict=False):
        if not _GLUE.fullmatch(plain, one.end, other.start):
            return ()
    days = [day for each in dates for day in each.days]
    return tuple(day.month for day in days) if len(days) > 1 else ()


# Which year it is makes no difference to the months that a list names.
_ANY_YEAR = Period(date(2023, 1, 1), date(2023, 3, 31), date(2023, 1, 1), date(2023, 12, 31))
# "la conciliación del mes de julio y la del mes de septiembre".
_SINGLE = re.compile(rf"\b(?:del? )?mes de (?P<month>{MONTH})\b")


def _quarters_of(months: tuple[int, ...]) -> tuple[int, ...]:
    """Return the quarters of months that stand for one quarter each, none for a run of months."""
    quarters = tuple((month + 2) // 3 for month in months if month <= 12)
    return quarters if len(set(quarters)) == len(months) > 1 else ()


def _months_of(linea: WrittenLinea) -> frozenset[int]:
    """Return the months that a línea names anywhere but in a day."""
    words = "\n".join(passage.words for passage in _passages(linea))
    return months_named(words)


def _in_tables(linea: WrittenLinea, duty: _Duty | None) -> Finding | None:
    """Look for a skipped turn in the tables whose rows or columns are months or quarters."""
    for passage in linea.of_kind(PassageKind.TABLE):
        found = (
            _across(passage, duty)
            or _of_cells(passage)
            or (_down(passage, duty) if duty is not None else None)
        )
        if found:
            return found
    return None


def _across(passage: Passage, duty: _Duty | None) -> Finding | None:
    """Read a table that has a column for each month or quarter."""
    for place, row in enumerate(passage.rows[:3]):
        months = {at: turn for at, cell in enumerate(row) if (turn := month_of_cell(cell))}
        months = months or _by_initials(row)
        quarters = {at: turn for at, cell in enumerate(row) if (turn := quarter_of_cell(cell))}
        columns = months if len(months) >= 3 else quarters if len(quarters) == 4 else {}
        if not columns:
            continue
        for body in passage.rows[place + 1 :]:
            own = _duty_of(" ".join(cell for at, cell in enumerate(body) if at not in columns))
            found = _row(passage, columns, body, own or duty, by_month=columns is months)
            if found:
                return found
        return None
    return None


def _by_initials(row: tuple[str, ...]) -> dict[int, int]:
    """Return the months of twelve columns that are headed by their initials: E, F, M, A, M, …."""
    plain = [folded(cell).strip() for cell in row]
    letters = "".join(cell if len(cell) == 1 else "-" for cell in plain)
    start = letters.find("efmamjjasond")
    return {start + month: month + 1 for month in range(12)} if start >= 0 else {}


def _row(
    passage: Passage,
    columns: dict[int, int],
    body: tuple[str, ...],
    duty: _Duty | None,
    *,
    by_month: bool,
) -> Finding | None:
    if duty is None or (duty.monthly and not by_month):
        return None
    marked = {
        turn
        for at, turn in columns.items()
        if at < len(body) and folded(body[at]).strip() not in _EMPTY
    }
    if not duty.monthly and by_month:
        if len(columns) < 12:
            return None
        marked = {(month + 2) // 3 for month in marked}
    if len(marked) < 2:
        return None
    # A quarter that comes before one that is marked is skipped, wherever the year begins.
    told = marked if duty.monthly else marked | {0}
    missing = tuple(turn for turn in gaps(frozenset(told)) if turn)
    if not missing:
        return None
    return _finding(duty, tuple(sorted(marked)), missing, passage, " | ".join(body))


def _of_cells(passage: Passage) -> Finding | None:
    """Read a table whose rows list the months of a quarterly duty in one cell."""
    for row in passage.rows[1:]:
        own = _duty_of(" ".join(row))
        if own is None or own.monthly:
            continue
        for cell in row:
            turns = _quarters_of(tuple(m for e in listed_months(cell) for m in e.turns))
            missing = gaps(frozenset(turns)) if turns else ()
            if missing:
                return _finding(own, tuple(sorted(turns)), missing, passage, " | ".join(row))
    return None


def _down(passage: Passage, duty: _Duty) -> Finding | None:
    """Read a table that has a row for each turn: one is left out, or holds nothing."""
    turn_of = month_of_cell if duty.monthly else _quarter_of_row
    rows = [
        (turn, row[1:]) for row in passage.rows if row and (turn := turn_of(row[0])) is not None
    ]
    if len(rows) < 2:
        return None
    marked = {
        month for month, cells in rows if any(folded(cell).strip() not in _EMPTY for cell in cells)
    }
    missing = gaps(frozenset(marked))
    if not missing or len(marked) < 2:
        return None
    return _finding(duty, tuple(sorted(marked)), missing, passage, "")


def _quarter_of_row(cell: str) -> int | None:
    """Return the quarter that the first cell of a row names: "Primero", "T2", "3er trimestre"."""
    plain = folded(cell).strip(" .")
    return _ALONE.get(plain) or quarter_of_cell(cell)


_ALONE = {"primero": 1, "segundo": 2, "tercero": 3, "cuarto": 4}


def section_duties(written: Written) -> Iterator[PlacedFinding]:
    """Find the same in what stands outside of the líneas: a calendar of the plan, a paste."""
    for part in section_parts(written):
        for found in duty_gaps(part, written.period):
            yield PlacedFinding(found, part.key, part.title)


def _finding(
    duty: _Duty, told: tuple[int, ...], missing: tuple[int, ...], passage: Passage, quote: str
) -> Finding:
    names = ", ".join(duty.named(turn) for turn in missing)
    each = "mensual" if duty.monthly else "trimestral"
    lacks = "faltan" if len(missing) > 1 else "falta"
    return Finding(
        Code.DUTY_GAP,
        Severity.DOUBT,
        f"Es una obligación {each}, y en lo que se informa {lacks} {names}",
        passage.anchor,
        arithmetic=f"Se informa: {', '.join(duty.named(turn) for turn in told)}",
        quote=shortened(quote),
    )


CHECKS = (LineaCheck((Code.DUTY_GAP,), duty_gaps),)
WHOLE = (WholeCheck((Code.DUTY_GAP,), section_duties),)

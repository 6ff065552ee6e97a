"""A duty of every month, quarter or so whose own narrative skips a turn.

Only explicit lists are read: "los informes mensuales de enero y marzo", a calendar with its months.
A month that the línea names anywhere else, or explains, is not missing.
Source: section 4 of the domain document, "a quarterly duty whose months skip a quarter".
"""

import re
from collections import defaultdict
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

# How many months each turn of a duty lasts, by the words that say how often it comes round.
_TURNS = {
    1: r"mensual(?:es|mente)?|cada\s+mes|mes\s+(?:con|a|por)\s+mes|por\s+mes"
       r"|(?:todos\s+los|una\s+vez\s+al)\s+mes(?:es)?",
    2: r"bimestral(?:es|mente)?|cada\s+(?:bimestre|(?:dos|2)\s+meses)|bimestre\s+(?:con|a|por)\s+"
       r"bimestre|por\s+bimestre",
    3: r"trimestral(?:es|mente)?|cada\s+(?:trimestre|(?:tres|3)\s+meses)|por\s+trimestre"
       r"|trimestre\s+(?:con|a|por)\s+trimestre|todos\s+los\s+trimestres"
       r"|(?:cuatro|4)\s+veces\s+al\s+ano",
    4: r"cuatrimestral(?:es|mente)?|cada\s+(?:cuatrimestre|(?:cuatro|4)\s+meses)"
       r"|por\s+cuatrimestre",
    6: r"semestral(?:es|mente)?|cada\s+(?:semestre|(?:seis|6)\s+meses)|por\s+semestre"
       r"|(?:dos|2)\s+veces\s+al\s+ano",
}  # fmt: skip
_HOW_OFTEN = {
    1: "mensual", 2: "bimestral", 3: "trimestral", 4: "cuatrimestral", 6: "semestral",
}  # fmt: skip
_EACH = {months: re.compile(rf"\b(?:{words})\b") for months, words in _TURNS.items()}
_ANY_TURN = re.compile(rf"\b(?:{'|'.join(_TURNS.values())})\b")
_QUARTER = 3
# The informe itself is quarterly, and so is a form that shows quarters.
_NOT_THE_DUTY = re.compile(
    r"\b(?:informe|reporte|programacion|avance|meta)\s+trimestral(?:es)?\s+(?:del?\s+desempeno"
    r"|de\s+"
    r"actividades|de\s+metas)\b|\b(?:programacion|calendario|calendarizacion|cronograma|proyeccion"
    r"|distribucion|desglose)\s+(?:mensual|bimestral|trimestral|semestral)\b"
)
EXPLAINED = re.compile(
    r"\b(?:(?<!de\sla\smeta\s)(?<!fechas\s)(?<!meses\s)(?<!dias\s)(?<!periodos\s)programad\w*"
    r"|calendarizad\w*|salvo|except\w+|a\s+excepcion|"
    r"no\s+(?:se\s+)?(?:aplic|gener|hubo|present|requir|celebr|realiz|llev|tuv|sesion)\w*|"
    r"sin\s+(?:movimientos?|actividad|quorum)|pendientes?|vacacion\w*|inhabil\w*|suspend\w+|"
    r"omiti\w*|impares|nones|pares|prorrog\w+|extempor\w+)\b"
)
# One that begins or ends within the year has fewer turns.
PART_OF_YEAR = re.compile(
    rf"\b(?:a\s+partir\s+del?|desde|hasta|inicia\w*\s+en|comienza\s+en|concluye\s+en)"
    rf"\s+(?:el\s+|los\s+)?(?:mes\s+de\s+)?(?:{MONTH}|\d{{1,2}}\b|(?:primer|segund|tercer|cuart"
    r"|ultim)o?\s+\w+mestre|su\s+(?:creacion|instalacion|publicacion))|\b(?:se|fue)\s+cre(?:a|o"
    r"|ada)\b"
    r"|\bnueva\s+creacion\b|\bextin(?:gu|ci)\w*|\bentr\w{1,5}\s+en\s+(?:operacion|vigor|funciones)"
)
EMPTY = frozenset(("", "0", "-", "–", "—", "no", "n/a", "na", "no aplica", "0.0", "0%"))
_NAMES = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto")
_CALLED = {2: "bimestre", 3: "trimestre", 4: "cuatrimestre", 6: "semestre"}
_GLUE = re.compile(r"[\s,;]*(?:(?:y|e|el|del?|los|dias?|asi|como|a)\s+){0,5}")
_SHORT = 240  # a paragraph that speaks of one thing alone
_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)


@dataclass(frozen=True)
class Duty:
    """How often something comes round: `months` is how many each of its turns lasts."""

    months: int

    @property
    def turns(self) -> int:
        """How many turns a year has."""
        return 12 // self.months

    def named(self, turn: int) -> str:
        """Name a turn as people do: "febrero", "segundo trimestre"."""
        place = (turn - 1) % self.turns
        if self.months == 1:
            return month_name(place + 1).lower()
        return f"{_NAMES[place]} {_CALLED[self.months]}"


def duty_gaps(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Find the months or quarters that a repeated duty skips in its own lists and tables."""
    own = f"{linea.title}. {linea.meta}"
    duty = duty_of(own)
    whole = folded("\n".join(passage.words for passage in _passages(linea)))
    if (not duty and not _ANY_TURN.search(whole)) or PART_OF_YEAR.search(folded(own)):
        return
    found = _in_prose(linea, duty, period)
    if not found and not EXPLAINED.search(whole) and not PART_OF_YEAR.search(whole):
        told = "\n".join(passage.text for passage in _passages(linea) if passage.kind in _NARRATIVE)
        found = _in_tables(linea, duty or duty_of(told))
    if found:
        yield found


def _passages(linea: WrittenLinea) -> tuple[Passage, ...]:
    """Return the passages of a línea, and the sentence that closes it."""
    return (*linea.passages, *((linea.closing,) if linea.closing else ()))


def duty_of(text: str) -> Duty | None:
    """Return the duty that a text tells, None for none and for one that tells several."""
    plain = folded(text)
    if not _ANY_TURN.search(plain):
        return None
    plain = _NOT_THE_DUTY.sub(" ", plain)
    told = [months for months, words in _EACH.items() if words.search(plain)]
    return Duty(told[0]) if len(told) == 1 else None


def _in_prose(linea: WrittenLinea, duty: Duty | None, period: Period | None) -> Finding | None:
    """Compare all the turns that the narrative lists for its duty."""
    listed: dict[Duty, set[int]] = defaultdict(set)
    first: dict[Duty, tuple[Passage, str]] = {}
    last: Duty | None = None
    before: Duty | None = None  # of the paragraph above, whose calendar may stand by itself
    for passage in _passages(linea):
        if passage.kind not in _NARRATIVE:
            before = None
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
            turns = _turns(text, own, period) if own else ()
            if not own or not turns:
                continue
            if turns[0] == 0:  # a calendar of its own, that lacks what stands at an end
                return gap_finding(own, _told(own, turns), _lacks(own, turns), passage, text)
            listed[own].update(turns)
            first.setdefault(own, (passage, text))
    for own, turns_told in listed.items():
        missing = gaps(frozenset(turns_told)) if len(turns_told) > 1 else ()
        if own.months == 1 and missing:
            named = _months_of(linea)
            missing = tuple(turn for turn in missing if (turn - 1) % 12 + 1 not in named)
        if missing:
            passage, text = first[own]
            return gap_finding(own, tuple(sorted(turns_told)), missing, passage, text)
    return None


def _told(duty: Duty, turns: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(turn for turn in turns if 1 <= turn <= duty.turns)


def _lacks(duty: Duty, turns: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(turn for turn in range(1, duty.turns + 1) if turn not in turns)


def _turns(text: str, duty: Duty, period: Period | None) -> tuple[int, ...]:
    """Return the turns that a sentence lists: by name, or by days where it names no month."""
    if duty.months > 1:
        if calendar := _of_calendar(text, duty):
            return calendar
        if duty.months == _QUARTER and (
            quarters := tuple(turn for each in listed_quarters(text) for turn in each.turns)
        ):
            return quarters
        months = tuple(m for e in listed_months(text) for m in e.turns)
        return _turns_of(months or _months_of_days(text, period), duty)
    if len(single := _SINGLE.findall(folded(text))) > 1:
        return tuple(MONTHS[month] for month in single)
    turns = tuple(turn for each in listed_months(text) for turn in each.turns)
    if turns or months_named(text):
        return turns
    return _months_of_days(text, period)


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
    r"\W*(?:meses?\s*:|meses\s+(?:programados|de\s+\w+)\b|calendari\w+|programacion|programad[oa]"
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


def _turns_of(months: tuple[int, ...], duty: Duty) -> tuple[int, ...]:
    """Return the turns of months that stand for one turn each, none for a run of months."""
    turns = tuple((month - 1) // duty.months + 1 for month in months)
    return turns if len(set(turns)) == len(months) > 1 else ()


def _months_of(linea: WrittenLinea) -> frozenset[int]:
    """Return the months that a línea names anywhere but in a day."""
    words = "\n".join(passage.words for passage in _passages(linea))
    return months_named(words)


def _in_tables(linea: WrittenLinea, duty: Duty | None) -> Finding | None:
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


def _across(passage: Passage, duty: Duty | None) -> Finding | None:
    """Read a table that has a column for each month or quarter."""
    for place, row in enumerate(passage.rows[:3]):
        months = {at: turn for at, cell in enumerate(row) if (turn := month_of_cell(cell))}
        months = months or _by_initials(row)
        quarters = {at: turn for at, cell in enumerate(row) if (turn := quarter_of_cell(cell))}
        columns = months if len(months) >= 3 else quarters if len(quarters) == 4 else {}
        if not columns:
            continue
        for body in passage.rows[place + 1 :]:
            own = duty_of(" ".join(cell for at, cell in enumerate(body) if at not in columns))
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
    duty: Duty | None,
    *,
    by_month: bool,
) -> Finding | None:
    if duty is None or (not by_month and duty.months != _QUARTER):
        return None
    marked = {
        turn
        for at, turn in columns.items()
        if at < len(body) and folded(body[at]).strip() not in EMPTY
    }
    told = frozenset(marked)
    if duty.months > 1:
        if by_month and len(columns) < 12:
            return None
        if by_month:
            marked = {(month - 1) // duty.months + 1 for month in marked}
        # A turn at an end of the year is skipped too, where it alone is.
        ends = {0, duty.turns + 1} if len(marked) == duty.turns - 1 else {0}
        told = frozenset(marked | ends)
    if len(marked) < min(2, duty.turns - 1):
        return None
    missing = tuple(turn for turn in gaps(told) if 0 < turn <= duty.turns or duty.months == 1)
    if not missing:
        return None
    return gap_finding(duty, tuple(sorted(marked)), missing, passage, " | ".join(body))


def _of_cells(passage: Passage) -> Finding | None:
    """Read a table whose rows list the months of a duty in one cell."""
    for row in passage.rows[1:]:
        own = duty_of(" ".join(row))
        if own is None or own.months == 1:
            continue
        for cell in row:
            months = tuple(m for e in listed_months(cell) for m in e.turns)
            turns = frozenset(_turns_of(months, own))
            alone = len(turns) == own.turns - 1 and max(months) <= 12
            missing = gaps(turns | {0, own.turns + 1} if alone else turns)
            if missing:
                return gap_finding(own, tuple(sorted(turns)), missing, passage, " | ".join(row))
    return None


def _down(passage: Passage, duty: Duty) -> Finding | None:
    """Read a table that has a row for each turn: one is left out, or holds nothing."""
    if duty.months not in (1, _QUARTER):
        return None
    turn_of = month_of_cell if duty.months == 1 else _quarter_of_row
    rows = [
        (turn, row[1:]) for row in passage.rows if row and (turn := turn_of(row[0])) is not None
    ]
    if len(rows) < 2:
        return None
    marked = {
        month for month, cells in rows if any(folded(cell).strip() not in EMPTY for cell in cells)
    }
    missing = gaps(frozenset(marked))
    if not missing or len(marked) < 2:
        return None
    return gap_finding(duty, tuple(sorted(marked)), missing, passage, "")


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


def gap_finding(
    duty: Duty, told: tuple[int, ...], missing: tuple[int, ...], passage: Passage, quote: str
) -> Finding:
    names = ", ".join(duty.named(turn) for turn in missing)
    each = _HOW_OFTEN[duty.months]
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

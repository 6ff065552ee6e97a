"""The tables of a duty: columns or rows of months and quarters, one of them left out or empty."""

import re

from programs.values.checks.finding import Finding
from programs.values.checks.informe.duty import EMPTY, QUARTER, Duty, duty_of, gap_finding, turns_of
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded
from programs.values.wording.turns import gaps, listed_months, month_of_cell, quarter_of_cell
from programs.values.written import Passage, PassageKind, WrittenLinea


def in_tables(linea: WrittenLinea, duty: Duty | None) -> Finding | None:
    """Look for a skipped turn in the tables whose rows or columns are months or quarters."""
    for passage in linea.of_kind(PassageKind.TABLE):
        found = (
            _across(passage, duty)
            or _of_cells(passage)
            or (_by_spans(passage, duty) if duty is not None else None)
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
    if duty is None or (not by_month and duty.months != QUARTER):
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
            turns = frozenset(turns_of(months, own))
            alone = len(turns) == own.turns - 1 and max(months) <= 12
            missing = gaps(turns | {0, own.turns + 1} if alone else turns)
            if missing:
                return gap_finding(own, tuple(sorted(turns)), missing, passage, " | ".join(row))
    return None


_SPAN = re.compile(
    rf"(?:del?\s)?(?P<first>{MONTH})\s?(?:[-–—/]|al?\b)\s?(?P<last>{MONTH})"
    r"(?:\s(?:de\s|del\s)?(?P<year>20\d\d))?"
)


def _by_spans(passage: Passage, duty: Duty) -> Finding | None:
    """Read a table with a column of spans: "octubre-diciembre de 2024", "enero-marzo de 2025"."""
    width = min((len(row) for row in passage.rows), default=0)
    for column in range(width if len(passage.rows) > 2 else 0):
        spans = [_SPAN.fullmatch(folded(row[column]).strip(" .")) for row in passage.rows[1:]]
        told = [found for found in spans if found]
        if len(told) != len(spans):
            continue
        years = {int(found["year"] or 0) for found in told}
        turns: set[int] = set()
        for found in told:
            first, last = MONTHS[found["first"]], MONTHS[found["last"]]
            if last - first + 1 != duty.months or (first - 1) % duty.months:
                return None
            later = int(found["year"] or 0) - min(years)
            turns.add((first - 1) // duty.months + 1 + duty.turns * later)
        if missing := gaps(frozenset(turns)):
            rows = " | ".join(row[column] for row in passage.rows[1:])
            return gap_finding(duty, tuple(sorted(turns)), missing, passage, rows)
    return None


def _down(passage: Passage, duty: Duty) -> Finding | None:
    """Read a table that has a row for each turn: one is left out, or holds nothing."""
    if duty.months not in (1, QUARTER):
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
    cell = _ASIDE.sub("", cell)
    plain = folded(cell).strip(" .")
    named = _NAMED.search(plain)  # "Boletín del primer trimestre"
    return _ALONE.get(plain) or quarter_of_cell(named["turn"] if named else cell)


_NAMED = re.compile(
    r"[a-z]{4,20}(?:\s[a-z]{4,20})?\s(?:del|al|correspondiente al)\s"
    r"(?P<turn>(?:primer|segundo|tercer|cuarto)\strimestre)"
)
_ASIDE = re.compile(r"\s?\([^()]{1,40}\)\s?$")  # "Primero (enero-marzo)"
_ALONE = {"primero": 1, "segundo": 2, "tercero": 3, "cuarto": 4}

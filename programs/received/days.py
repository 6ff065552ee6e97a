"""Days off as people write them: one in each line, or a range, with the reason behind."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from programs.received.pasted import PastedRow, PasteProblem, pasted_rows, refuse_formula, told
from programs.values.calendar_days import SATURDAY, WEEKDAYS, why_other_weekday
from programs.values.phrases import month_name
from programs.values.typed import plain

MAX_DAYS = 120  # of one range
MAX_NAME = 120  # letters of a reason: what the column holds
HOW = "Escriba, por ejemplo: 18/03/2026 Aniversario."
_MONTHS = {plain(month_name(n)): n for n in range(1, 13)}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9, "setiembre": 9}
_WEEKDAY = r"(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\s+)?(?:el\s+)?"
_NAMED = r"\d{1,2}(?:\s+de\s+|[\s./-]+)[a-záéíóú]{3,10}\.?"
_FIGURES = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
_FULL = rf"(?:{_FIGURES}|{_NAMED}(?:\s+del?\s+|[\s./-]+)\d{{2,4}})"
_DATE = rf"{_WEEKDAY}{_FULL}"
# «del 20 al 31 de julio de 2026»: the first day takes month and year from the last.
_FIRST = rf"{_WEEKDAY}(?:{_FULL}|{_NAMED}|\d{{1,2}})"
_TO = r"\s*(?:\s+al?\s+|\s+hasta\s+(?:el\s+)?|\s*[–—]\s*|\s+-\s+)"
_RANGE = re.compile(rf"(?:del?\s+)?({_FIRST}){_TO}({_DATE})(?!\w)", re.IGNORECASE)
_SINGLE = re.compile(rf"({_DATE})(?!\w)", re.IGNORECASE)
_LEAD = re.compile(rf"^{_WEEKDAY}", re.IGNORECASE)
_SAID_WEEKDAY = re.compile(rf"({'|'.join(map(plain, WEEKDAYS))})\b")
_PARTS = re.compile(r"\s+del?\s+|[\s./-]+", re.IGNORECASE)
_BETWEEN = " \t,;:.-–—|"
HEADINGS = {"fecha", "dia", "dia inhabil", "fechas", "dias", "del", "inicio", "desde"}


@dataclass(frozen=True)
class PastedDays:
    """The days off of a paste: {day: reason}, and how many days of rest it named in vain."""

    days: dict[date, str]
    weekends: int


def read_days(text: str, years: Collection[int]) -> PastedDays:
    """Return the days off of a paste. `years` are those in which a day may fall.

    A day of a weekend is left out: no deadline counts it. Raises `PasteProblem` with a sentence
    for each line that cannot be used, one below the other.
    """
    days: dict[date, str] = {}
    said_in: dict[date, int] = {}
    problems: list[tuple[int, str]] = []
    weekends = 0
    rows = pasted_rows(text)
    if plain(rows[0].cells[0]) in HEADINGS and len(rows) > 1:
        rows = rows[1:]
    for row in rows:
        try:
            first, last, name = _line(row)
            _check_span(first, last, years)
            for day in _span(first, last):
                if day.weekday() >= SATURDAY:
                    weekends += 1
                elif plain(days.setdefault(day, name)) != plain(name):
                    raise PasteProblem(
                        f"El {day:%d/%m/%Y} ya viene en el renglón {said_in[day]} con otro motivo. "
                        "Deje uno."
                    )
                else:
                    said_in.setdefault(day, row.number)
        except PasteProblem as problem:
            problems.append((row.number, str(problem)))
    if problems:
        raise PasteProblem("\n".join(told(problems)))
    return PastedDays(days, weekends)


def _line(row: PastedRow) -> tuple[date, date, str]:
    """Return the first day, the last day and the reason of a line."""
    cells = list(row.cells)
    if len(cells) >= 3 and _SINGLE.fullmatch(cells[1]):
        cells[:2] = [f"{cells[0]} a {cells[1]}"]
    line = " ".join(cells)
    if match := _RANGE.match(line):
        last = _read(match[2])
        first = _read(match[1], last)
    elif match := _SINGLE.match(line):
        first = last = _read(match[1])
    else:
        raise PasteProblem(f"No empieza con una fecha completa. {HOW}")
    name = line[match.end() :].strip(_BETWEEN)
    if not name:
        raise PasteProblem(f"Falta el motivo después de la fecha. {HOW}")
    refuse_formula(name, "El motivo")
    if len(name) > MAX_NAME:
        raise PasteProblem(f"El motivo lleva hasta {MAX_NAME} letras, y tiene {len(name)}.")
    return first, last, name


def _read(text: str, whole: date | None = None) -> date:
    """Return the day of a written date; what it leaves out is taken from `whole`."""
    words = plain(_LEAD.sub("", text)).rstrip(".")
    parts = [part for part in _PARTS.split(words) if part]
    if len(parts[0]) == 4:
        parts.reverse()
    numbers = [_MONTHS.get(part, part) for part in parts]
    if whole is not None:
        numbers += [whole.month, whole.year][len(numbers) - 1 :]
    day, month, year = numbers
    if not isinstance(month, int) and not month.isdecimal():
        raise PasteProblem(f"«{month}» no es un mes. {HOW}")
    if len(str(year)) == 2:
        if parts[1].isdecimal():
            raise PasteProblem(f"«{text}»: escriba el año con cuatro cifras. {HOW}")
        year = f"20{year}"
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise PasteProblem(
            f"«{text}» no es una fecha: van día, mes y año, en ese orden. {HOW}"
        ) from None
    weekday = _SAID_WEEKDAY.match(plain(text))
    if weekday and (why := why_other_weekday(text, weekday[1], found)):
        raise PasteProblem(why)
    return found


def _check_span(first: date, last: date, years: Collection[int]) -> None:
    if last < first:
        raise PasteProblem("El intervalo termina antes de empezar. Revise las dos fechas.")
    for day in (first, last):
        if day.year not in years:
            raise PasteProblem(
                f"El año {day.year} no es del ejercicio: van de {min(years)} a {max(years)}. "
                "Revise el año."
            )
    count = (last - first).days + 1
    if count > MAX_DAYS:
        raise PasteProblem(f"El intervalo dura {count} días y caben {MAX_DAYS}. Revise las fechas.")


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]

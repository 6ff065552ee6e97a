"""The dates of a printed record of the transparency platform, against each other.

It stands in a table, or in lines of a label and a day. It is changed after it was made, and tells
of a period that is over. Source: the sheet of UT in section 2.4 of the domain document.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.places import section_parts
from programs.values.phrases import short_date
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_SHEET = {
    "creation": re.compile(r"\bfecha (?:de )?(?:la )?creacion\b"),
    "change": re.compile(r"\bfecha (?:de )?(?:la )?(?:ultima )?modificacion\b"),
    "validation": re.compile(r"\bfecha (?:de )?(?:la )?validacion\b"),
    "update": re.compile(r"\bfecha (?:de )?(?:la )?(?:ultima )?actualizacion\b"),
    "opens": re.compile(r"\bfecha (?:de )?inicio (?:del|de)? ?(?:periodo|ejercicio)?"),
    "closes": re.compile(r"\bfecha (?:de )?(?:termino|fin|final|conclusion) (?:del|de)? ?periodo"),
}
_SAID = {
    "creation": "la de creación", "change": "La fecha de modificación",
    "validation": "la de validación", "update": "La fecha de actualización",
}  # fmt: skip
_BASE_LINE = re.compile(r"linea(?:s)? base")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_LINE = re.compile(r"(?P<label>[^:]{6,80}):\s{0,3}(?P<value>\d[^:]{5,40})")


def sheet_days(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield what does not agree among the dates of a printed record of the transparency platform.

    It is changed after it was made, and tells of a period that is over; its base line is a value.
    """
    for passage, records in (*_tables(linea), *_lines(linea)):
        for pairs in records:
            told = list(_disorder(pairs))
            if told:
                yield Finding(Code.SHEET_DAYS, Severity.DOUBT, ". ".join(told), passage.anchor)
            for label, value in pairs:
                if _BASE_LINE.match(folded(label).strip()) and _YEAR_ALONE.fullmatch(value.strip()):
                    yield Finding(
                        Code.SHEET_DAYS,
                        Severity.DOUBT,
                        f"La línea base dice {value.strip()}, que parece un año y no un valor",
                        passage.anchor,
                        quote=f"{label.strip()}: {value.strip()}",
                    )


def section_sheets(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    for part in section_parts(written):
        for found in sheet_days(part, written.period):
            yield PlacedFinding(found, part.key, part.title)


Pairs = Sequence[tuple[str, str]]


def _tables(linea: WrittenLinea) -> Iterator[tuple[Passage, list[Pairs]]]:
    for passage in linea.of_kind(PassageKind.TABLE):
        yield passage, list(_records(passage.rows))


def _lines(linea: WrittenLinea) -> list[tuple[Passage, list[Pairs]]]:
    """Return the record that lines of a label and a day make, one below another."""
    first: Passage | None = None
    pairs: list[tuple[str, str]] = []
    for passage in linea.prose:
        found = _LINE.fullmatch(passage.text.strip().rstrip("."))
        if found and _dates_told((found["label"],)):
            first = first or passage
            pairs.append((found["label"], found["value"]))
    return [(first, [pairs])] if first and len(pairs) > 1 else []


def _records(rows: Sequence[Sequence[str]]) -> Iterator[Pairs]:
    """Yield the records of a table as pairs of label and value: one below another, or in rows."""
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2]
    if len(pairs) * 2 > len(rows) and _dates_told(label for label, _ in pairs) > 1:
        yield pairs
    elif len(rows) > 1 and _dates_told(rows[0]) > 1:
        for row in rows[1:]:
            yield list(zip(rows[0], row, strict=False))


def _dates_told(labels: Iterable[str]) -> int:
    """Return how many labels are the dates of a record."""
    plain = [folded(label) for label in labels]
    return sum(any(said.search(label) for said in _SHEET.values()) for label in plain)


def _disorder(pairs: Pairs) -> Iterator[str]:
    """Yield in words each date of a record that stands before one that it should follow."""
    days: dict[str, date] = {}
    for label, value in pairs:
        plain = folded(label)
        given = dates_of(value)
        for name, said in _SHEET.items():
            if len(given) == 1 and given[0].first and said.search(plain):
                days.setdefault(name, given[0].first)
    for later in ("change", "update"):
        for first in ("creation", "validation"):
            if later in days and first in days and days[later] < days[first]:
                yield (
                    f"{_SAID[later]} ({short_date(days[later])}) es anterior a "
                    f"{_SAID[first]} ({short_date(days[first])})"
                )
    known = [days[name] for name in ("update", "validation") if name in days]
    if "change" in days and "update" in days and days["change"] > max(known):
        yield (
            f"La última modificación ({short_date(days['change'])}) es posterior a la fecha de "
            f"actualización ({short_date(days['update'])})"
        )
    if "opens" in days and "closes" in days and days["closes"] < days["opens"]:
        yield (
            f"El periodo termina ({short_date(days['closes'])}) antes de empezar "
            f"({short_date(days['opens'])})"
        )
    for name in ("update", "validation", "creation"):
        if name in days and "closes" in days and days[name] < days["closes"]:
            which = _SAID[name].removeprefix("La fecha ").removeprefix("la ")
            yield (
                f"La fecha {which} ({short_date(days[name])}) es anterior al término del periodo "
                f"({short_date(days['closes'])})"
            )


CHECKS = (LineaCheck((Code.SHEET_DAYS,), sheet_days),)
WHOLE = (WholeCheck((Code.SHEET_DAYS,), section_sheets),)

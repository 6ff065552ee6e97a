"""Hechos as people paste them from a sheet: one in each row, in the columns of their kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from programs.received.hecho_headings import DAY, NAME, PASSED_OVER, with_headings
from programs.received.pasted import (
    PastedCells,
    PasteProblem,
    columns_of,
    pasted_rows,
    refuse_formula,
    told,
)
from programs.values.hechos.hecho import (
    HechoValue,
    KnownNames,
    NotAValue,
    read_day,
    read_name,
    read_value,
    told_by,
)
from programs.values.hechos.kinds import HechoKind
from programs.values.phrases import long_date
from programs.values.quoted import in_quotes

MAX_NAME = 300
Read = TypeVar("Read")
ALL_REPEATED = "Todos los renglones están repetidos: no hay nada que registrar."


@dataclass(frozen=True)
class HechoRow:
    """A hecho as a row says it; `values` are the stored texts of its fields.

    `doubts` are what the checks would say of it, where the page asked them.
    """

    number: int
    kind: HechoKind
    name: str
    day: date
    values: dict[str, str]
    doubts: tuple[str, ...] = ()

    @property
    def value(self) -> HechoValue:
        """The hecho that it will be."""
        return HechoValue(0, self.kind, self.name, self.day, self.values)

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """Its fields as (label, words), as the hecho will say them."""
        return self.value.details


def columns_in_order(kind: HechoKind) -> list[str]:
    """Return the headings of the columns in the order in which they are pasted without any."""
    return [kind.name_label, "Fecha", *(field.label for field in kind.fields)]


@dataclass(frozen=True)
class PastedHechos:
    """A paste as it was read: its hechos, and (number, sentence) of the rows without use.

    `problems` are rows that cannot be read, `repeated` those of a hecho that is there already;
    `unused` are the headings that no field of the kind takes.
    """

    rows: tuple[HechoRow, ...]
    problems: tuple[tuple[int, str], ...]
    repeated: tuple[tuple[int, str], ...]
    unused: tuple[str, ...]

    @property
    def repeated_told(self) -> list[str]:
        """The repeated rows as the page tells them."""
        return told(self.repeated)

    def usable(self, *, leave_out: bool = False) -> list[HechoRow]:
        """Return the hechos to record; with `leave_out` the repeated rows are no problem.

        Raises `PasteProblem` with a sentence for each row that stops the paste.
        """
        stop = [*self.problems, *(() if leave_out else self.repeated)]
        if stop:
            raise PasteProblem("\n".join(told(sorted(stop))))
        if not self.rows:
            raise PasteProblem(ALL_REPEATED)
        return list(self.rows)


def read_hechos(text: str, kind: HechoKind, known: KnownNames[str] | None = None) -> PastedHechos:
    """Return the hechos of a paste.

    `known` are the names of those that were recorded before. Raises `PasteProblem` for what is no
    paste of rows.
    """
    order = [NAME, DAY, *(f".{field.key}" for field in kind.fields)]
    headed = with_headings(pasted_rows(text), kind)
    headings = {column: (column,) for column in (*order, PASSED_OVER)}
    recorded: KnownNames[str] = known or KnownNames()
    found: KnownNames[HechoRow] = KnownNames()
    rows: list[HechoRow] = []
    problems: list[tuple[int, str]] = []
    repeated: list[tuple[int, str]] = []
    for cells in columns_of(headed.rows, headings, order, begins=_is_no_day):
        row = _hecho(cells, kind, problems)
        if row is None:
            continue
        name = told_by(kind.key, row.name, row.day, row.values)
        if before := recorded.find(name):
            day = long_date(row.day)
            why = (
                f"{in_quotes(row.name)} repite {in_quotes(before)}, ya registrado con fecha {day}."
            )
            repeated.append((row.number, why))
        elif first := found.find(name):
            other = "" if first.name == row.name else f", {in_quotes(first.name)}"
            why = f"{in_quotes(row.name)} repite el renglón {first.number}{other}."
            repeated.append((row.number, why))
        else:
            found.add(name, row)
            rows.append(row)
    return PastedHechos(tuple(rows), tuple(problems), tuple(repeated), headed.unused)


def _hecho(cells: PastedCells, kind: HechoKind, problems: list[tuple[int, str]]) -> HechoRow | None:
    """Return the hecho of a row; None with all its problems told in `problems`."""
    told: list[str] = []

    def asked(read: Callable[[str], Read], column: str, what: str) -> Read | None:
        cell = cells.get(column)
        try:
            refuse_formula(cell, f"«{what}»")
            return read(cell)
        except (PasteProblem, NotAValue) as problem:
            told.append(str(problem))
            return None

    name = asked(lambda cell: _name(cell, kind), NAME, kind.name_label)
    day = asked(_day, DAY, "Fecha")
    values = {}
    for field in kind.fields:
        if value := asked(partial(read_value, field), f".{field.key}", field.label):
            values[field.key] = value
    if told or name is None or day is None:
        problems.append((cells.number, " ".join(told)))
        return None
    return HechoRow(cells.number, kind, name, day, values)


def _name(cell: str, kind: HechoKind) -> str:
    if not cell:
        raise PasteProblem(f"Falta «{kind.name_label}».")
    if len(cell) > MAX_NAME:
        raise PasteProblem(f"«{kind.name_label}» lleva hasta {MAX_NAME} letras.")
    return read_name(cell, kind.name_label)


def _is_no_day(cell: str) -> bool:
    """Tell whether a first cell may name its hecho: a date there is of one without a name."""
    try:
        read_day(cell)
    except NotAValue:
        return True
    return False


def _day(cell: str) -> date:
    if not cell:
        raise PasteProblem("Falta la fecha.")
    return read_day(cell)

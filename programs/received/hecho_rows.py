"""Hechos as people paste them from a sheet: one in each row, in the columns of their kind."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from programs.received.pasted import (
    PastedCells,
    PasteProblem,
    columns_of,
    pasted_rows,
    refuse_formula,
)
from programs.values.hechos.hecho import NotAValue, normal_name, read_day, read_value
from programs.values.hechos.kinds import HechoKind

MAX_NAME = 300
NAME, DAY = "nombre", "fecha"


@dataclass(frozen=True)
class HechoRow:
    """A hecho as a row says it; `values` are the stored texts of its fields."""

    number: int
    name: str
    day: date
    values: dict[str, str]


def columns_in_order(kind: HechoKind) -> list[str]:
    """Return the headings of the columns in the order in which they are pasted without any."""
    return [kind.name_label, "Fecha", *(field.label for field in kind.fields)]


def read_hechos(
    text: str, kind: HechoKind, known: Collection[tuple[str, date]] = ()
) -> tuple[list[HechoRow], list[tuple[int, str]]]:
    """Return the hechos of a paste, and the (number, sentence) of rows that cannot be used.

    `known` are the (normal name, day) of those that were recorded before. Raises `PasteProblem`
    for what is no paste of rows.
    """
    headings = {NAME: (kind.name_label, "nombre", "número", "no.", "folio"), DAY: ("fecha", "día")}
    headings |= {f".{field.key}": (field.label, field.key) for field in kind.fields}
    order = [NAME, DAY, *(f".{field.key}" for field in kind.fields)]
    found: list[HechoRow] = []
    problems: list[tuple[int, str]] = []
    said: dict[tuple[str, date], int] = {}
    for cells in columns_of(pasted_rows(text), headings, order):
        try:
            row = _hecho(cells, kind)
            place = normal_name(row.name), row.day
            if place in known:
                raise PasteProblem(f"«{row.name}» ya está registrado con esa fecha. Quítelo.")
            if place in said:
                raise PasteProblem(f"Es el mismo del renglón {said[place]}. Deje uno.")
            said[place] = row.number
            found.append(row)
        except (PasteProblem, NotAValue) as problem:
            problems.append((cells.number, str(problem)))
    return found, problems


def _hecho(cells: PastedCells, kind: HechoKind) -> HechoRow:
    name, day = cells.get(NAME), cells.get(DAY)
    if not name:
        raise PasteProblem(f"Falta «{kind.name_label}».")
    refuse_formula(name, f"«{kind.name_label}»")
    if len(name) > MAX_NAME:
        raise PasteProblem(f"«{kind.name_label}» lleva hasta {MAX_NAME} letras.")
    if not day:
        raise PasteProblem("Falta la fecha.")
    values = {}
    for field in kind.fields:
        cell = cells.get(f".{field.key}")
        refuse_formula(cell, f"«{field.label}»")
        if value := read_value(field, cell):
            values[field.key] = value
    return HechoRow(cells.number, name, read_day(day), values)

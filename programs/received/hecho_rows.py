"""Hechos as people paste them from a sheet: one in each row, in the columns of their kind."""

from dataclasses import dataclass
from datetime import date

from programs.received.pasted import (
    PastedCells,
    PasteProblem,
    columns_of,
    pasted_rows,
    refuse_formula,
    told,
)
from programs.values.hechos.hecho import (
    KnownNames,
    NotAValue,
    read_day,
    read_name,
    read_value,
    told_by,
)
from programs.values.hechos.kinds import HechoKind
from programs.values.phrases import long_date

MAX_NAME = 300
NAME, DAY = "nombre", "fecha"
ALL_REPEATED = "Todos los renglones están repetidos: no hay nada que registrar."


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


@dataclass(frozen=True)
class PastedHechos:
    """A paste as it was read: its hechos, and (number, sentence) of the rows without use.

    `problems` are rows that cannot be read, `repeated` those of a hecho that is there already.
    """

    rows: tuple[HechoRow, ...]
    problems: tuple[tuple[int, str], ...]
    repeated: tuple[tuple[int, str], ...]

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
    headings = {NAME: (kind.name_label, "nombre", "número", "no.", "folio"), DAY: ("fecha", "día")}
    headings |= {f".{field.key}": (field.label, field.key) for field in kind.fields}
    order = [NAME, DAY, *(f".{field.key}" for field in kind.fields)]
    recorded: KnownNames[str] = known or KnownNames()
    found: KnownNames[HechoRow] = KnownNames()
    rows: list[HechoRow] = []
    problems: list[tuple[int, str]] = []
    repeated: list[tuple[int, str]] = []
    for cells in columns_of(pasted_rows(text), headings, order):
        try:
            row = _hecho(cells, kind)
        except (PasteProblem, NotAValue) as problem:
            problems.append((cells.number, str(problem)))
            continue
        name = told_by(kind.key, row.name, row.day, row.values)
        if before := recorded.find(name):
            day = long_date(row.day)
            why = f"«{row.name}» repite «{before}», ya registrado con fecha {day}."
            repeated.append((row.number, why))
        elif first := found.find(name):
            why = f"«{row.name}» repite el renglón {first.number}, «{first.name}»."
            repeated.append((row.number, why))
        else:
            found.add(name, row)
            rows.append(row)
    return PastedHechos(tuple(rows), tuple(problems), tuple(repeated))


def _hecho(cells: PastedCells, kind: HechoKind) -> HechoRow:
    name, day = cells.get(NAME), cells.get(DAY)
    if not name:
        raise PasteProblem(f"Falta «{kind.name_label}».")
    refuse_formula(name, f"«{kind.name_label}»")
    if len(name) > MAX_NAME:
        raise PasteProblem(f"«{kind.name_label}» lleva hasta {MAX_NAME} letras.")
    read_name(name, kind.name_label)
    if not day:
        raise PasteProblem("Falta la fecha.")
    values = {}
    for field in kind.fields:
        cell = cells.get(f".{field.key}")
        refuse_formula(cell, f"«{field.label}»")
        if value := read_value(field, cell):
            values[field.key] = value
    return HechoRow(cells.number, name, read_day(day), values)

"""The register of a quarter's hechos as a workbook: a sheet for each kind, in typed cells.

Numbers are numbers and days are days; what nobody said is an empty cell, never zero. The same rows
give the same bytes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.worksheet import Worksheet

from programs.selectors.registro import RegisterScope
from programs.values.hechos.kinds import OFICIO, FieldKind, HechoKind, KindField
from programs.values.hechos.register import Register, RegisterPart, RegisterRow
from programs.values.phrases import join_list
from programs.values.workbook import fill_cell, finish_rows, saved, write_heads, write_told

READING = "Lectura"
# What a sheet is called: signs that Excel refuses, and its longest name.
_NOT_OF_A_SHEET = re.compile(r"[\[\]:*?/\\']")
LONGEST_SHEET = 31

Value = str | date | Decimal | None


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in characters, and what a hecho says in it."""

    head: str
    width: int
    value: Callable[[RegisterRow], Value]


def registro_xlsx(scope: RegisterScope, register: Register) -> bytes:
    """Return the workbook of a register; of one without hechos, only what the file is."""
    book = Workbook()
    first = book.active
    names: set[str] = {READING.casefold()}
    for part in register.parts:
        sheet = first if part is register.parts[0] else book.create_sheet()
        sheet.title = _sheet_name(part.kind.plural, names)
        _write_part(sheet, part)
    reading = book.create_sheet() if register.parts else first
    reading.title = READING
    _write_reading(reading, scope, register)
    day = datetime.combine(scope.trimestre.ends_on, time())
    book.properties = DocumentProperties(
        creator=scope.trimestre.programa.institucion.name,
        title=f"Registro de hechos, {scope.trimestre.full_name}",
        created=day,
        modified=day,
    )
    return saved(book)


def _sheet_name(plural: str, names: set[str]) -> str:
    """Return the name of a sheet, unlike every other of the book; `names` are these."""
    plain = _NOT_OF_A_SHEET.sub(" ", plural).strip()[:LONGEST_SHEET] or "Hechos"
    name, more = plain, 2
    while name.casefold() in names:
        tail = f" {more}"
        name, more = f"{plain[: LONGEST_SHEET - len(tail)]}{tail}", more + 1
    names.add(name.casefold())
    return name


def _write_part(sheet: Worksheet, part: RegisterPart) -> None:
    columns = _columns(part.kind)
    write_heads(sheet, ((column.head, column.width) for column in columns))
    for place, row in enumerate(part.rows, start=2):
        for number, column in enumerate(columns, start=1):
            fill_cell(sheet.cell(place, number), column.value(row))
    finish_rows(sheet, frozen="B2")


def _columns(kind: HechoKind) -> tuple[Column, ...]:
    number = Column("Número normalizado", 26, lambda row: row.number)
    return (
        Column(kind.name_label, 44, lambda row: row.value.name),
        *((number,) if kind.key == OFICIO else ()),
        Column("Fecha", 12, lambda row: row.value.day),
        *map(_of_field, kind.fields),
        Column("Área", 30, lambda row: row.area),
        Column(
            "Cuenta en la línea",
            18,
            lambda row: join_list(number for number, _ in row.lines) or "Ninguna",
        ),
        Column("Revise", 50, lambda row: " ".join(row.doubts)),
    )


def _of_field(field: KindField) -> Column:
    def said(row: RegisterRow) -> Value:
        text = row.value.values.get(field.key, "")
        if not text:
            return None
        if field.kind is FieldKind.NUMBER:
            return Decimal(text)
        return date.fromisoformat(text) if field.kind is FieldKind.DATE else text

    width = 13 if field.kind in (FieldKind.NUMBER, FieldKind.DATE) else 28
    return Column(field.label, width, said)


def _write_reading(sheet: Worksheet, scope: RegisterScope, register: Register) -> None:
    """Write what the file is, and what its numbers add up to."""
    institucion = scope.trimestre.programa.institucion
    areas = "" if scope.chosen else "Todas"
    told = [
        ("Institución", institucion.name),
        ("Documento", f"Registro de hechos, {scope.trimestre.full_name}"),
        ("Áreas", areas or join_list(area.name for area in scope.asked)),
        ("Hechos registrados", f"{register.count:,}"),
        ("Celdas vacías", "Nadie ha dicho ese dato. No es cero."),
        ("Cuenta en la línea", "Líneas en las que cada hecho cuenta."),
    ]
    for part in register.parts:
        totals = (*(group.words for group in part.groups), *(each.words for each in part.totals))
        told.append(
            (part.kind.plural, " ".join(f"{words}." for words in (str(part.count), *totals)))
        )
    write_told(sheet, told)

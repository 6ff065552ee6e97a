"""The annex "Metas y resultados" as a workbook: the rows of the cotejo in typed cells.

Numbers are numbers and days are days; where there is no number stands its word, so that what nobody
said is never read as zero. The same snapshot gives the same bytes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from programs.enums import ComponentKind
from programs.values import phrases
from programs.values.amounts import (
    BY_DEMAND,
    NO_DATA,
    NOT_PROGRAMMED,
    NOT_QUANTIFIED,
    NOTHING,
    SCHEDULED,
    UNSTATED,
    Amount,
)
from programs.values.cotejo import CotejoEje, CotejoLine, cotejo_of
from programs.values.cotejo_rows import CotejoRow, RowOf
from programs.values.given import given
from programs.values.snapshot import Snapshot
from programs.values.workbook import (
    fill_cell,
    finish_rows,
    number_format,
    saved,
    write_heads,
    write_told,
)
from reports.documents.base import Standing

SHEET, READING = "Metas y resultados", "Lectura"
ROW_WORDS = {
    RowOf.COMPONENT: "Cantidad de la meta",
    RowOf.MONTHS: "Meses de las tareas",
    RowOf.WHOLE: "Meta en conjunto",
}
# What each word of a cell without a number says.
WORDS = {
    NO_DATA: "Falta reportar la cantidad, o una de las que suma.",
    NOT_PROGRAMMED: "No hay nada programado: se planeó cero.",
    UNSTATED: "Nadie ha dicho cuánto se programó.",
    SCHEDULED: "Se dijo cuándo, no cuánto.",
    NOT_QUANTIFIED: "La meta no tiene cantidad.",
    BY_DEMAND: "La meta es atender lo que se reciba.",
}
PERCENT = "0.0%"
WHERE = "De dónde sale esta cifra"
LINK_COLOR = "0B5394"

Value = str | int | date | Amount | Decimal | None


@dataclass(frozen=True)
class Place:
    """What a row of the workbook is made of; `origin` is where its quantity is explained."""

    snapshot: Snapshot
    eje: CotejoEje
    line: CotejoLine
    row: CotejoRow
    origin: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in characters, and its value; `style` is of numbers."""

    head: str
    width: int
    value: Callable[[Place], Value]
    style: str = ""


def _amount(head: str, field: str, style: str = "") -> Column:
    return Column(head, 13, lambda place: getattr(place.row, field), style)


DONE = _amount("Realizado en el trimestre", "done")
COLUMNS = (
    Column("Línea", 9, lambda place: place.line.number),
    Column("Título", 60, lambda place: place.line.title),
    Column("Eje", 36, lambda place: place.eje.name),
    Column("Área", 30, lambda place: place.line.area),
    Column("Ejercicio", 11, lambda place: _exercise(place.snapshot)),
    Column("Trimestre", 10, lambda place: given(place.snapshot.trimestre).number),
    Column("Fecha de corte", 12, lambda place: given(place.snapshot.trimestre).ends_on),
    Column("Renglón", 20, lambda place: ROW_WORDS[place.row.of]),
    Column("Unidad de medida", 28, lambda place: place.row.unit),
    Column("Tipo", 16, lambda place: _kind(place.row)),
    Column("Meta anual original", 13, lambda place: place.row.original),
    _amount("Meta anual", "annual"),
    _amount("Programado en el trimestre", "programmed"),
    DONE,
    _amount("Recibido en el trimestre", "received"),
    _amount("Variación del trimestre", "variation", "+"),
    _amount("Avance del trimestre", "period", PERCENT),
    _amount("Programado acumulado", "accumulated_programmed"),
    _amount("Realizado acumulado", "accumulated"),
    _amount("Recibido acumulado", "accumulated_received"),
    _amount("Variación acumulada", "accumulated_variation", "+"),
    _amount("Avance acumulado", "accumulated_percent", PERCENT),
    _amount("Avance anual", "annual_percent", PERCENT),
    _amount("Atención", "attention", PERCENT),
    Column("Meses sin reportar", 13, lambda place: place.row.unreported[1] or None),
    Column("Avance declarado", 13, lambda place: _declared(place), PERCENT),
    Column("Motivo de lo declarado", 40, lambda place: _of_line(place, place.line.stated_note)),
    Column("Semáforo", 18, lambda place: _of_line(place, place.line.semaforo.word)),
    Column("Por qué", 50, lambda place: _of_line(place, place.line.semaforo.reason)),
    Column("Causa de variación", 50, lambda place: _of_line(place, place.line.cause)),
    Column(
        "Modificación de la meta", 50, lambda place: _of_line(place, " ".join(place.line.changes))
    ),
    Column("Ajustes", 40, lambda place: _of_line(place, " ".join(place.line.adjustments))),
    Column("Cerrada sin validar", 12, lambda place: "sí" if place.line.unvalidated else "no"),
)


def results_xlsx(snapshot: Snapshot, standing: Standing) -> bytes:
    """Return the workbook of a quarter's snapshot; `standing` is what such a copy is worth.

    Raises `ValueError` for a text longer than a cell, which no field of ours takes.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _write_rows(sheet, snapshot)
    _write_reading(book.create_sheet(READING), snapshot, standing)
    day = datetime.combine(given(snapshot.trimestre).ends_on, time())
    book.properties = DocumentProperties(
        creator=snapshot.institucion.name,
        title=f"{SHEET}, {_quarter(snapshot)}",
        created=day,
        modified=day,
    )
    return saved(book)


def _write_rows(sheet: Worksheet, snapshot: Snapshot) -> None:
    write_heads(sheet, ((column.head, column.width) for column in COLUMNS))
    for place in _places(snapshot):
        row = sheet.max_row + 1
        for number, column in enumerate(COLUMNS, start=1):
            cell = sheet.cell(row, number)
            _fill(cell, column.value(place), column.style)
            if column is DONE and place.origin and cell.value is not None:
                _link(cell, place.origin)
    finish_rows(sheet, frozen="C2")


def _places(snapshot: Snapshot) -> Iterator[Place]:
    """Yield the rows in printed order, those of a meta as one after its components."""
    addresses = snapshot.hechos.addresses if snapshot.hechos else {}
    for eje in cotejo_of(snapshot).ejes:
        for line in eje.lines:
            for row in line.printed:
                own = "" if row.component is None else addresses.get((line.pk, row.component), "")
                yield Place(snapshot, eje, line, row, own)


def _link(cell: Cell, address: str) -> None:
    """Make a cell open the page that says where its figure comes from; its value stays."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=address, tooltip=WHERE)
    cell.font = Font(underline="single", color=LINK_COLOR)


def _fill(cell: Cell, value: Value, style: str) -> None:
    """Write a value as what it is; "—" leaves a cell empty."""
    if isinstance(value, Amount):
        value = value.word if value.value is None else value.value
    if value == NOTHING:
        return
    if isinstance(value, Decimal) and style == PERCENT:
        value /= 100
    fill_cell(cell, value, _number_format(value, style))


def _number_format(value: str | Decimal | int | date | None, style: str) -> str:
    if style == PERCENT or isinstance(value, int):
        return style or "0"
    if not isinstance(value, Decimal):
        return ""
    figure = number_format(value)
    return f"+{figure};-{figure};0" if style else figure


def _write_reading(sheet: Worksheet, snapshot: Snapshot, standing: Standing) -> None:
    """Write what the file is, and how its cells are read."""
    told: list[tuple[str, str | date | None]] = [
        ("Institución", snapshot.institucion.name),
        ("Documento", f"{SHEET}, {_quarter(snapshot)}"),
        ("Fecha de corte", given(snapshot.trimestre).ends_on),
        ("Esta copia", standing.words),
        ("SHA-256 del corte", standing.sha256),
        ("Datos", "Muestra: institución y datos inventados" if snapshot.institucion.sample else ""),
        (
            DONE.head,
            f"Cada cantidad subrayada abre su página: {WHERE.lower()}. Ahí se pide una cuenta."
            if snapshot.hechos and snapshot.hechos.origins
            else "",
        ),
        ("Variación", "Lo realizado menos lo programado."),
        ("Avance del trimestre", "Realizado entre programado, del trimestre."),
        ("Avance acumulado", "Realizado entre programado, hasta el trimestre. Da el semáforo."),
        (
            "Avance anual",
            "Realizado acumulado entre la meta anual; por demanda, entre lo recibido.",
        ),
        *WORDS.items(),
    ]
    write_told(sheet, told)


def _exercise(snapshot: Snapshot) -> str:
    return phrases.exercise_name(snapshot.year, snapshot.start_month)


def _quarter(snapshot: Snapshot) -> str:
    return phrases.quarter_name(given(snapshot.trimestre).number, _exercise(snapshot))


def _kind(row: CotejoRow) -> str:
    return ComponentKind(row.kind).label if row.kind else ""


def _declared(place: Place) -> Decimal | None:
    return place.line.stated if place.row is place.line.told else None


def _of_line(place: Place, text: str) -> str:
    """Return what is said of the whole línea, in its first row only."""
    return text if place.row is place.line.printed[0] else ""

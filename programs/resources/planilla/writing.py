"""A plan as a workbook that people fill in: drop-downs, frozen heads, and no key to repeat."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from programs.errors import DomainError
from programs.resources.cells import is_blank
from programs.resources.planilla.columns import (
    FORMAT,
    INSTRUCCIONES,
    LISTAS,
    Column,
    Look,
    SheetColumns,
    calendario_columns,
    plan_columns,
    textos_columns,
)
from programs.resources.planilla.instructions import instructions
from programs.resources.planilla.rows import (
    BookRow,
    calendario_rows,
    plan_rows,
    textos_rows,
)
from programs.values.area_choices import AreaChoices
from programs.values.phrases import exercise_name
from programs.values.planbook import PlanBook
from programs.values.workbook import (
    CELL_TEXT,
    DATE_FORMAT,
    cell_text,
    keep_text,
    keep_words,
    number_format,
    saved,
)

TITLE_ROW, HINT_ROW, BAND_ROW, HEAD_ROW = 1, 2, 3, 4
# Rows that are ready to be filled below those that there are.
SPARE = 60
GUINDA, SAND, PAPER, EDGE, GREY = "6B1D3A", "F3EFE7", "FBF9F4", "D9D2C5", "6B6257"
_THIN = Side(style="thin", color=EDGE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = "Calibri"


@dataclass(frozen=True)
class BookTitle:
    """What the workbook says of itself: the institution, and the name of its programme."""

    institucion: str
    programa: str


def plan_xlsx(plan: PlanBook, areas: AreaChoices, title: BookTitle) -> bytes:
    """Return the workbook of a plan; of one without rows, an empty one to fill in.

    The same plan gives the same bytes. Raises `DomainError` for a text longer than a cell.
    """
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    sheet = book.active
    parts = (
        (plan_columns(plan.start_month), plan_rows(plan, areas)),
        (calendario_columns(plan.start_month), calendario_rows(plan, areas)),
        (textos_columns(), textos_rows(plan, areas)),
    )
    lists = _write_lists(book.create_sheet(LISTAS), plan, areas)
    for place, (columns, rows) in enumerate(parts):
        sheet = book.active if place == 0 else book.create_sheet(index=place)
        sheet.title = columns.name
        _write_sheet(sheet, columns, rows, lists, f"{title.programa} · {title.institucion}")
    _write_instructions(book.create_sheet(INSTRUCCIONES, len(parts)), plan, title)
    day = datetime(plan.year, 1, 1)
    book.properties = DocumentProperties(
        creator=title.institucion, title=title.programa, created=day, modified=day
    )
    return saved(book)


def _styles() -> Iterable[NamedStyle]:
    """Yield the styles of the workbook; cells name them, and the reader of a cell is quick."""
    plain, top = Font(name=_FONT, size=10), Alignment(vertical="top", wrap_text=True)
    middle = Alignment(vertical="top", horizontal="center")
    looks = {
        Look.TEXT: (top, "General"),
        Look.CODE: (Alignment(vertical="top", horizontal="left", wrap_text=True), "@"),
        Look.NUMBER: (Alignment(vertical="top", horizontal="right"), "General"),
        Look.DATE: (middle, DATE_FORMAT),
        Look.MARK: (middle, "General"),
    }
    for look, (alignment, shown) in looks.items():
        for name, fill in (("", None), (" de eje", PatternFill("solid", fgColor=PAPER))):
            style = NamedStyle(f"plan {look.value}{name}", plain, border=_BOX, alignment=alignment)
            style.number_format = shown
            if fill:
                style.fill = fill
            yield style
    yield NamedStyle(
        "plan título",
        Font(name=_FONT, size=10, bold=True),
        PatternFill("solid", fgColor=SAND),
        _BOX,
        Alignment(wrap_text=True, vertical="center"),
    )
    yield NamedStyle(
        "plan grupo",
        Font(name=_FONT, size=9, bold=True, color="FFFFFF"),
        PatternFill("solid", fgColor=GUINDA),
        alignment=Alignment(vertical="center"),
    )


def _write_sheet(
    sheet: Worksheet,
    columns: SheetColumns,
    rows: Iterable[BookRow],
    lists: str,
    title: str,
) -> None:
    first_shown = next(i for i, c in enumerate(columns.columns, 1) if not c.hidden)
    head = sheet.cell(TITLE_ROW, first_shown, title)
    keep_words(head)
    head.font = Font(name=_FONT, size=13, bold=True, color=GUINDA)
    head.alignment = Alignment(vertical="center")
    hint = sheet.cell(HINT_ROW, first_shown, columns.hint)
    hint.font = Font(name=_FONT, size=9, italic=True, color=GREY)
    _write_heads(sheet, columns)
    plain, begins = (_looks_of(sheet, columns, name) for name in ("", " de eje"))
    number = HEAD_ROW
    for number, row in enumerate(rows, HEAD_ROW + 1):
        looks = begins if "eje" in row else plain
        for place, column in enumerate(columns.columns, 1):
            cell = sheet.cell(number, place)
            cell._style = copy(looks[place - 1])
            if (value := row.get(column.key)) is not None:
                _fill(cell, column.cell.render(value), column, columns.name)
    last = number + SPARE
    for spare in range(number + 1, last + 1):
        for place, look in enumerate(plain, 1):
            sheet.cell(spare, place)._style = copy(look)
    _offer(sheet, columns, lists, last)
    main = next(i for i, c in enumerate(columns.columns, 1) if c.key == columns.main)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, main + 1)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = GUINDA
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _looks_of(sheet: Worksheet, columns: SheetColumns, name: str) -> list[StyleArray]:
    """Return what a cell of each column keeps of its style.

    To look a style up by its name, for each cell, took the library a third of all the time.
    """
    model = Cell(sheet)
    found = []
    for column in columns.columns:
        model.style = f"plan {column.look.value}{name}"
        found.append(model._style)
    return found


def _write_heads(sheet: Worksheet, columns: SheetColumns) -> None:
    before = ""
    for place, column in enumerate(columns.columns, 1):
        band = sheet.cell(BAND_ROW, place)
        band.style = "plan grupo"
        if column.band != before:
            band.value = column.band or None
        before = column.band
        cell = sheet.cell(HEAD_ROW, place, column.heading)
        cell.style = "plan título"
        if column.look in (Look.MARK, Look.NUMBER, Look.DATE):
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.hidden = column.hidden
    sheet.row_dimensions[TITLE_ROW].height = 24
    sheet.row_dimensions[BAND_ROW].height = 15
    sheet.row_dimensions[HEAD_ROW].height = 42


def _fill(cell: Cell, value: object, column: Column, sheet: str) -> None:
    """Write a value as what it is: texts stay texts, days are days, numbers have no noise."""
    if is_blank(value):
        return
    if isinstance(value, bool):
        raise TypeError(f"a cell of «{column.heading}» says yes or no in words")
    if isinstance(value, str):
        if len(value) > CELL_TEXT:
            raise DomainError(
                f"Un texto de la hoja {sheet}, columna «{column.heading}», tiene {len(value):,} "
                f"letras y en una celda caben {CELL_TEXT:,}. Divídalo en dos y descargue de nuevo."
            )
        cell.value = cell_text(value)
        keep_words(cell)
    elif isinstance(value, Decimal):
        # As what Excel keeps: a figure of up to 14 digits comes back as the same one.
        cell.value = int(value) if value == int(value) else float(value)
        cell.number_format = number_format(value)
    else:
        cell.value = value if isinstance(value, date | int) else str(value)


def _offer(sheet: Worksheet, columns: SheetColumns, areas: str, last: int) -> None:
    """Put the drop-downs into the columns; what is written otherwise is told when it is read."""
    for place, column in enumerate(columns.columns, 1):
        source = areas if column.of_areas else f'"{",".join(column.options)}"'
        if not column.of_areas and not column.options:
            continue
        letter = get_column_letter(place)
        offered = DataValidation(
            type="list",
            formula1=source,
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle="No está en la lista",
            error="Elija una opción de la lista.",
        )
        offered.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(offered)


def _write_lists(sheet: Worksheet, plan: PlanBook, areas: AreaChoices) -> str:
    """Write whose the workbook is and the names of the áreas; return where these are."""
    told = (("libro", FORMAT), ("institución", plan.institucion), ("ejercicio", plan.year))
    for number, pair in enumerate(told, 1):
        for place, value in enumerate(pair, 1):
            sheet.cell(number, place, value)
    sheet.cell(1, 4, "áreas")
    names = [area.told for area in areas.areas if area.active] or [""]
    for number, name in enumerate(names, 2):
        cell = sheet.cell(number, 4, cell_text(name))
        if name:
            keep_words(cell)
    sheet.sheet_state = "hidden"
    return f"{LISTAS}!$D$2:$D${len(names) + 1}"


def _write_instructions(sheet: Worksheet, plan: PlanBook, title: BookTitle) -> None:
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 100
    sheet.sheet_view.showGridLines = False
    head = sheet.cell(1, 1, "Cómo se llena este libro")
    head.font = Font(name=_FONT, size=13, bold=True, color=GUINDA)
    exercise = exercise_name(plan.year, plan.start_month)
    whose = sheet.cell(2, 1, f"{title.institucion}, ejercicio {exercise}")
    keep_words(whose)
    whose.font = Font(name=_FONT, size=9, italic=True, color=GREY)
    for number, (name, text) in enumerate(instructions(), 4):
        for place, words in enumerate((name, text), 1):
            cell = sheet.cell(number, place, words)
            keep_text(cell)
            cell.font = Font(name=_FONT, size=10, bold=place == 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True

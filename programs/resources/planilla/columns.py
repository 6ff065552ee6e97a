"""The columns of the workbook of a plan: the same list writes it, reads it and explains it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Field, Model

from programs.enums import BlockKind, ComponentKind, MetaRule, SeccionKind
from programs.models import (
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    Meta,
    Seccion,
    Tarea,
)
from programs.resources.cells import (
    Cell,
    CheckCell,
    ChoiceCell,
    DateCell,
    IntegerCell,
    ListCell,
    QuantityCell,
    QuartersCell,
    TextCell,
    YesNoCell,
)
from programs.values.months import MONTHS, period_months
from programs.values.plandiff import PRINTED
from programs.values.typed import plain

PLAN, CALENDARIO, TEXTOS, INSTRUCCIONES = "Plan", "Calendario", "Textos", "Instrucciones"
# Hidden: whose the workbook is, and what the drop-downs offer.
LISTAS = "Listas"
FORMAT = "Libro del plan"
UNNUMBERED = "sin número"
QUARTER_KEYS = ("q1", "q2", "q3", "q4")
AMOUNT_KEYS = tuple(f"amount_{month}" for month in MONTHS)


class Look(Enum):
    """How the cells of a column look."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DATE = "date"
    MARK = "mark"


class NumberCell(Cell[str]):
    """The printed number of a row: empty where it is counted."""

    def read(self, value: object) -> str:
        """Return the typed number, "" for none at all."""
        text = TextCell().read(value)
        return "" if plain(text) == plain(UNNUMBERED) else text

    def show(self, value: str) -> str:
        """Return what is written."""
        return value or UNNUMBERED


class PrintedCell(Cell[tuple[bool, bool]]):
    """Where a tarea prints: (in the table, in the calendar)."""

    blank = (True, True)

    def read(self, value: object) -> tuple[bool, bool]:
        """Return both."""
        choice = ChoiceCell((str(index), words) for index, words in enumerate(_PRINTED.values()))
        return list(_PRINTED)[int(choice.read(value))]

    def show(self, value: tuple[bool, bool]) -> str:
        """Return the words."""
        return PRINTED[value]


_PRINTED = {where: words for where, words in PRINTED.items() if any(where)}


@dataclass(frozen=True)
class Column:
    """A column: `key` names its value, `others` are headings by which it is known too.

    `field` is the field of the model whose rules a value keeps; `options` the list of its
    drop-down; `band` the heading above it. A `hidden` one holds a clave.
    """

    key: str
    heading: str
    width: float
    cell: Cell
    look: Look = Look.TEXT
    field: Field | None = None
    others: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    band: str = ""
    hidden: bool = False
    # Of an área the drop-down is the institution's own list, in the hidden sheet.
    of_areas: bool = False


@dataclass(frozen=True)
class SheetColumns:
    """A sheet: its name, what stands under its title, and its columns; `main` names a row of it."""

    name: str
    hint: str
    columns: tuple[Column, ...]
    main: str

    def known(self) -> dict[str, Column]:
        """Return the columns by all headings by which they are known, as `plain` words."""
        return {
            plain(heading): column
            for column in self.columns
            for heading in (column.heading, *column.others)
        }


def _field(model: type[Model], name: str) -> Field:
    return next(field for field in model._meta.concrete_fields if field.name == name)


def _clave(key: str, heading: str) -> Column:
    return Column(key, heading, 12, TextCell(), Look.CODE, hidden=True)


def _labels(cell: ChoiceCell) -> tuple[str, ...]:
    return tuple(cell.labels.values())


_KIND, _RULE = ChoiceCell(ComponentKind.choices), ChoiceCell(MetaRule.choices)
_SECTION, _BLOCK = ChoiceCell(SeccionKind.choices), ChoiceCell(BlockKind.choices)
_OF_EJE, _OF_LINEA, _OF_META = "Eje", "Línea de acción", "Meta"
_AMOUNT, _REST = "Cantidad", "Del eje, una vez"
_PROGRAMMED, _BY_MONTH = "Programado por trimestre", "O programado por mes"


def plan_columns(start_month: int) -> SheetColumns:
    """Return the sheet of ejes, líneas, metas and their quantities, by quarter or by month."""
    return SheetColumns(
        PLAN,
        "Una fila por línea de acción. El eje se escribe una vez y vale hacia abajo. "
        "Otra cantidad de la misma meta va en la fila siguiente.",
        (
            _clave("clave_eje", "clave del eje"),
            _clave("clave", "clave"),
            _clave("clave_componente", "clave de la cantidad"),
            Column("eje", "eje", 28, TextCell(), field=_field(Eje, "name"), band=_OF_EJE),
            Column(
                "number",
                "número",
                9,
                NumberCell(),
                Look.CODE,
                _field(LineaDeAccion, "label"),
                others=("no.", "número impreso"),
                band=_OF_LINEA,
            ),
            Column(
                "title",
                "línea de acción",
                60,
                TextCell(),
                field=_field(LineaDeAccion, "title"),
                others=("línea",),
                band=_OF_LINEA,
            ),
            Column("area", "área", 28, TextCell(), of_areas=True, band=_OF_LINEA),
            Column("text", "meta", 32, TextCell(), field=_field(Meta, "text"), band=_OF_META),
            Column("starts_on", "inicio", 12, DateCell(), Look.DATE, band=_OF_META),
            Column("ends_on", "término", 12, DateCell(), Look.DATE, band=_OF_META),
            Column("kind", "tipo", 14, _KIND, options=_labels(_KIND), band=_AMOUNT),
            Column(
                "quantity",
                "cantidad anual",
                11,
                QuantityCell(),
                Look.NUMBER,
                _field(ComponenteDeMeta, "quantity"),
                band=_AMOUNT,
            ),
            Column(
                "unit",
                "unidad",
                18,
                TextCell(),
                field=_field(ComponenteDeMeta, "unit"),
                others=("unidad de medida",),
                band=_AMOUNT,
            ),
            *(
                Column(
                    key,
                    key.replace("q", "T"),
                    8,
                    QuantityCell(),
                    Look.NUMBER,
                    _field(ComponenteDeMeta, f"programmed_{key}"),
                    others=(f"programado {key.replace('q', 'T')}",),
                    band=_PROGRAMMED,
                )
                for key in QUARTER_KEYS
            ),
            *(
                Column(
                    key,
                    month.short.lower(),
                    7,
                    QuantityCell(),
                    Look.NUMBER,
                    _field(ComponenteDeMeta, "programmed_q1"),
                    others=(month.name,),
                    band=_BY_MONTH,
                )
                for key, month in zip(AMOUNT_KEYS, period_months(start_month), strict=True)
            ),
            Column(
                "rule",
                "regla de varias cantidades",
                16,
                _RULE,
                options=_labels(_RULE),
                band=_OF_META,
            ),
            Column("due_quarters", "toca en", 12, QuartersCell(), Look.CODE, band=_OF_META),
            Column(
                "programming_reason",
                "por qué es correcta la programación",
                30,
                TextCell(),
                field=_field(Meta, "programming_reason"),
                band=_OF_META,
            ),
            Column(
                "verification",
                "medio de verificación",
                28,
                TextCell(),
                field=_field(LineaDeAccion, "verification"),
                band=_OF_LINEA,
            ),
            Column(
                "table_name",
                "nombre en tareas y calendario",
                24,
                TextCell(),
                field=_field(Eje, "table_name"),
                band=_REST,
            ),
            Column(
                "objective",
                "objetivo",
                50,
                TextCell(),
                field=_field(Eje, "objective"),
                band=_REST,
            ),
            Column(
                "strategy",
                "estrategia",
                50,
                TextCell(),
                field=_field(Eje, "strategy"),
                band=_REST,
            ),
            Column("responsables", "áreas responsables", 32, ListCell(), band=_REST),
            Column("reporting", "área que captura", 28, TextCell(), of_areas=True, band=_REST),
            Column("labels", "palabras impresas", 30, ListCell(), band=_REST),
        ),
        "title",
    )


def calendario_columns(start_month: int) -> SheetColumns:
    """Return the sheet of tareas with their twelve months, from the first one of the period."""
    return SheetColumns(
        CALENDARIO,
        "Una fila por tarea. Marque con ✓ o x los meses programados. "
        "El eje se escribe una vez y vale hacia abajo.",
        (
            _clave("clave_eje", "clave del eje"),
            _clave("clave_linea", "clave de la línea"),
            _clave("clave", "clave"),
            Column("eje", "eje", 18, TextCell()),
            Column("linea", "línea de acción", 24, TextCell(), others=("línea",)),
            Column(
                "number",
                "número en el calendario",
                11,
                NumberCell(),
                Look.CODE,
                _field(Tarea, "calendar_label"),
            ),
            Column("text", "tarea", 42, TextCell(), field=_field(Tarea, "text")),
            Column("area", "área", 26, TextCell(), of_areas=True),
            *(
                Column(
                    f"month_{month.number}",
                    month.short.lower(),
                    5,
                    CheckCell(),
                    Look.MARK,
                    others=(month.name,),
                    options=("✓", "x"),
                    band="Meses programados",
                )
                for month in period_months(start_month)
            ),
            Column("printed", "se imprime en", 16, PrintedCell(), options=tuple(_PRINTED.values())),
            Column(
                "calendar_text",
                "texto en el calendario",
                36,
                TextCell(),
                field=_field(Tarea, "calendar_text"),
            ),
            Column("demand_driven", "depende de la demanda", 12, YesNoCell(), options=("sí", "no")),
            Column(
                "monthly_projection",
                "proyección mensual",
                26,
                TextCell(),
                field=_field(Tarea, "monthly_projection"),
            ),
            Column("goal", "meta de la tarea", 26, TextCell(), field=_field(Tarea, "goal")),
            Column(
                "expected_result",
                "resultado esperado",
                32,
                TextCell(),
                field=_field(Tarea, "expected_result"),
            ),
            Column(
                "verification",
                "medio de verificación",
                26,
                TextCell(),
                field=_field(Tarea, "verification"),
            ),
        ),
        "text",
    )


def textos_columns() -> SheetColumns:
    """Return the sheet of sections with their texts."""
    return SheetColumns(
        TEXTOS,
        "Una fila por sección. Otro texto de la misma sección va en la fila siguiente.",
        (
            _clave("clave", "clave"),
            _clave("clave_bloque", "clave del texto"),
            Column("kind", "sección", 26, _SECTION, options=_labels(_SECTION)),
            Column("heading", "título", 36, TextCell(), field=_field(Seccion, "heading")),
            Column(
                "number", "número", 10, NumberCell(), Look.CODE, _field(Seccion, "number_label")
            ),
            Column("order", "orden", 8, IntegerCell(), Look.NUMBER, _field(Seccion, "order")),
            Column("block", "contenido", 12, _BLOCK, options=_labels(_BLOCK)),
            Column("text", "texto", 90, TextCell()),
            Column(
                "contents_number",
                "número en el índice",
                11,
                TextCell(),
                Look.CODE,
                _field(Seccion, "contents_number"),
            ),
            Column(
                "contents_heading",
                "título en el índice",
                28,
                TextCell(),
                field=_field(Seccion, "contents_heading"),
            ),
            Column("area", "área", 26, TextCell(), of_areas=True),
        ),
        "heading",
    )


def book_columns(start_month: int) -> tuple[SheetColumns, ...]:
    """Return the three sheets that are filled, for a period that starts in a calendar month."""
    return plan_columns(start_month), calendario_columns(start_month), textos_columns()


def keys_of(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the keys of columns, in order."""
    return tuple(column.key for column in columns)

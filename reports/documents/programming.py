"""What is programmed for each quarter of the year, as the PTA prints it below an eje's líneas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from programs.values.facts import (
    QUARTERS,
    ComponentFacts,
    Kind,
    MetaFacts,
    Programming,
    programming_of,
    programmings,
)
from programs.values.modified import annual_in_force, due_in_force, programmed_in_force
from programs.values.phrases import month_short, number_text, ordinal, with_sign
from programs.values.snapshot import LineaSnapshot, MetaSnapshot
from programs.values.table_layout import PORTRAIT, column_width, is_tall

# Of the table that static/print/document.css lays out: its type in points, the least width of the
# columns of numbers and of quantities, and the column of units in millimetres.
SIZE = 8.8
NUMBER = 14
QUANTITY = 20
UNIT = 54
# Of the table of months below it.
MONTH_SIZE = 7.5
MONTH = 8.5
MONTH_UNIT = 30
ZERO = "0"
SCHEDULED = "Sí"
ON_DEMAND = "Según la demanda"
UNQUANTIFIED = "Sin cuantificar"
SAYS_BLANK = "En blanco: el programa no dice cuánto."
SAYS_SCHEDULED = f"{SCHEDULED}: toca en ese trimestre, sin cantidad."


@dataclass(frozen=True)
class ProgrammingRow:
    """One quantity of a meta: the number of its línea, its unit, and how much.

    `quarters` are what is programmed for each of the four, or for each month in the table of
    months; "" where nobody said.
    """

    number: str
    unit: str
    annual: str
    quarters: tuple[str, ...]


@dataclass(frozen=True)
class MonthsTable:
    """The quantities of an eje that are programmed by month: rows of twelve amounts."""

    heads: tuple[str, ...]
    rows: tuple[ProgrammingRow, ...]

    @property
    def number_width(self) -> float:
        """How wide the column of numbers is, in millimetres: none of them is broken."""
        return column_width((row.number for row in self.rows), PORTRAIT, MONTH_SIZE, least=NUMBER)

    @property
    def quantity_width(self) -> float:
        """How wide each month is, in millimetres: an amount of five figures is not broken."""
        texts = (text for row in self.rows for text in row.quarters)
        return column_width(texts, PORTRAIT, MONTH_SIZE, least=MONTH, share=1 / 15)

    @property
    def body(self) -> Iterator[tuple[bool, ProgrammingRow]]:
        """Yield (whether it is divided between pages, row)."""
        for row in self.rows:
            yield is_tall((row.unit,), (MONTH_UNIT,), PORTRAIT, MONTH_SIZE), row


@dataclass(frozen=True)
class ProgrammingTable:
    """The programming of an eje; `remark` explains the answers that are no quantity.

    `months` are its quantities that are programmed by month, None without any.
    """

    heads: tuple[str, ...]
    rows: tuple[ProgrammingRow, ...]
    remark: str
    months: MonthsTable | None

    @property
    def number_width(self) -> float:
        """How wide the column of numbers is, in millimetres: none of them is broken."""
        return column_width((row.number for row in self.rows), PORTRAIT, SIZE, least=NUMBER)

    @property
    def quantity_width(self) -> float:
        """How wide each column of quantities is, in millimetres: none of them is broken."""
        texts = (text for row in self.rows for text in (row.annual, *row.quarters))
        return column_width(texts, PORTRAIT, SIZE, least=QUANTITY, share=1 / 7)

    @property
    def body(self) -> Iterator[tuple[bool, ProgrammingRow]]:
        """Yield (whether it is divided between pages, row)."""
        for row in self.rows:
            yield is_tall((row.unit,), (UNIT,), PORTRAIT, SIZE), row


def programming_table(
    lineas: tuple[LineaSnapshot, ...], start_month: int
) -> ProgrammingTable | None:
    """Return what is programmed for the metas of an eje, None where nobody said anything of it.

    `start_month` (1 to 12) is the first calendar month of the exercise.
    """
    metas = [(linea.number, linea.meta) for linea in lineas if linea.meta]
    said = {answer for _, meta in metas for q in QUARTERS for answer in programmings(meta.facts, q)}
    if said <= {Programming.UNSTATED}:
        return None
    remarks = (
        (Programming.UNSTATED, SAYS_BLANK),
        (Programming.SCHEDULED, SAYS_SCHEDULED),
    )
    return ProgrammingTable(
        heads=tuple(f"{ordinal(quarter)} trimestre" for quarter in QUARTERS),
        rows=tuple(row for number, meta in metas for row in _rows(number, meta)),
        remark=" ".join(words for answer, words in remarks if answer in said),
        months=_months(metas, start_month),
    )


def _months(metas: Sequence[tuple[str, MetaSnapshot]], start_month: int) -> MonthsTable | None:
    rows = tuple(
        ProgrammingRow(
            number=number,
            unit=each.unit,
            annual="",
            quarters=tuple(
                "" if month.programmed is None else number_text(month.programmed)
                for month in each.months
            ),
        )
        for number, meta in metas
        for each in meta.months
    )
    if not rows:
        return None
    return MonthsTable(tuple(month_short((start_month - 1 + n) % 12 + 1) for n in range(12)), rows)


def _rows(number: str, meta: MetaSnapshot) -> Iterator[ProgrammingRow]:
    facts = meta.facts
    in_force = replace(facts, due_quarters=due_in_force(meta))
    if not facts.components:
        without = ComponentFacts(
            "", Kind.UNQUANTIFIED, None, programmed=(None,) * 4, actual=(None,) * 4
        )
        yield ProgrammingRow(number, UNQUANTIFIED, "", _quarters(in_force, without))
    for place, component in enumerate(facts.components):
        programmed = programmed_in_force(meta, place)
        yield ProgrammingRow(
            number=number,
            unit=component.unit,
            annual=_annual(component, annual_in_force(meta, place)),
            quarters=_quarters(in_force, replace(component, programmed=programmed)),
        )


def _annual(component: ComponentFacts, annual: Decimal | None) -> str:
    """Write the quantity in force, and below it the one first approved where that is another."""
    if component.kind is Kind.UNQUANTIFIED:
        return UNQUANTIFIED
    if annual is None:
        return ON_DEMAND if component.kind is Kind.DEMAND else ""
    figure = _amount(component, annual)
    approved = component.annual
    if approved is None or approved == annual:
        return figure
    return f"{figure}\n(antes {_amount(component, approved)})"


def _quarters(facts: MetaFacts, component: ComponentFacts) -> tuple[str, ...]:
    return tuple(_quarter(facts, component, quarter) for quarter in QUARTERS)


def _quarter(facts: MetaFacts, component: ComponentFacts, quarter: int) -> str:
    answer, amount = programming_of(facts, component, quarter)
    if amount is not None:
        return _amount(component, amount)
    return {
        Programming.SCHEDULED: SCHEDULED,
        Programming.NONE: ZERO,
        Programming.UNSTATED: "",
    }[answer]


def _amount(component: ComponentFacts, amount: Decimal) -> str:
    figure = number_text(amount)
    return with_sign(figure) if component.kind is Kind.PERCENT else figure

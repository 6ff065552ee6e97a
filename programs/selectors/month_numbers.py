"""Quantities by month as rows of the page Mes, beside the tareas of their línea."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from programs import permissions
from programs.enums import MarkStatus
from programs.models import Area, CantidadMensual, ComponenteDeMeta, Eje, Programa, Tarea, User
from programs.selectors.month_grid import GridRow, MonthHead, short_name, who_when
from programs.values.month_quantities import MonthQuantity, month_amount
from programs.values.months import Month, month_code
from programs.values.phrases import number_text

QUANTITY_KEY = "q"  # a row of the page is "12" for a tarea and "q12" for a component


@dataclass(frozen=True)
class NumberState:
    """What stands in a month of a quantity: texts as people write them, "" for "not said"."""

    done: str
    programmed: str
    reason: str
    who: str
    version: int

    @property
    def seen(self) -> str:
        """Return what a form sends back as read: JSON [version, done, reason]."""
        return json.dumps([self.version, self.done, self.reason], ensure_ascii=False)

    @property
    def data(self) -> str:
        """Return the same for the script, in the order of a mark: the quantity is its status."""
        values = [self.version, self.done, self.reason, "", self.programmed, self.who]
        return json.dumps(values, ensure_ascii=False)


@dataclass(frozen=True)
class NumberCell:
    """One month of a quantity on the page; `why`, `typed` and `error` are as in `GridCell`."""

    month: Month
    code: str
    state: NumberState
    word: str
    why: int = 0
    typed: NumberState | None = None
    error: str = ""

    @property
    def entered(self) -> NumberState:
        """What its fields hold: what was typed, else what stands."""
        return self.typed or self.state

    @property
    def spoken(self) -> str:
        """Return the state as it is read aloud after the name of the quantity."""
        return self.word


@dataclass(frozen=True)
class Quantity:
    """A component that is reported by month, with its place in the plan."""

    componente: ComponenteDeMeta
    number: str

    @property
    def area(self) -> Area:
        """Who reports it."""
        return self.componente.meta.linea.area

    @property
    def area_id(self) -> int:
        """The id of who reports it."""
        return self.componente.meta.linea.area_id

    @property
    def eje(self) -> Eje:
        """The eje under which it stands."""
        return self.componente.meta.linea.eje

    @property
    def linea_id(self) -> int:
        """The línea that it is of."""
        return self.componente.meta.linea_id

    @property
    def text(self) -> str:
        """What is counted, and of which línea."""
        unit = self.componente.unit
        return f"{unit[:1].upper()}{unit[1:]}: {self.componente.meta.linea.title}"

    def is_blank(self, month: int) -> bool:
        """Tell whether a month owes its report."""
        return any(row.month == month and row.value.is_blank for row in self.componente.meses.all())

    def may_report(self, user: User) -> bool:
        """Tell whether the person types its months."""
        return permissions.can_report_quantities(user, self.componente.meta.linea)


Item = Tarea | Quantity


def quantities_of(programa: Programa) -> list[Quantity]:
    """Return the quantities by month of a programme in printed order, in two queries at most."""
    months = CantidadMensual.objects.select_related("reported_by")
    rows = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa).by_month()
    rows = rows.prefetch_related(Prefetch("meses", months))
    return [Quantity(row, row.printed) for row in rows]


def beside(tareas: Sequence[Tarea], quantities: Sequence[Quantity]) -> list[Item]:
    """Return tareas and quantities in printed order, eje by eje.

    A quantity stands after the last tarea of its línea, or at the end of its eje.
    """
    found: list[Item] = []
    orders = {*(each.eje.order for each in tareas), *(each.eje.order for each in quantities)}
    for order in sorted(orders):
        own = [tarea for tarea in tareas if tarea.eje.order == order]
        waiting = [each for each in quantities if each.eje.order == order]
        for place, tarea in enumerate(own):
            found.append(tarea)
            later = {each.linea_id for each in own[place + 1 :]}
            if tarea.linea_id not in later:
                found += [each for each in waiting if each.linea_id == tarea.linea_id]
        placed = {tarea.linea_id for tarea in own}
        found += [each for each in waiting if each.linea_id not in placed]
    return found


def number_state(row: CantidadMensual | None) -> NumberState:
    """Return what stands in a month, from its row with `reported_by`."""
    if row is None:
        return NumberState("", "", "", "", 0)
    return NumberState(
        done=_text(row.done),
        programmed=_text(row.programmed) if row.programmed else "",
        reason=row.reason,
        who=who_when(row.reported_by, row.reported_at),
        version=row.version,
    )


def number_code(value: MonthQuantity, *, ended: bool) -> str:
    """Return the code of a month of a quantity, as of a mark."""
    status = MarkStatus.UNREPORTED
    if value.done is not None:
        status = MarkStatus.DONE
    elif value.reason:
        status = MarkStatus.NOT_DONE
    return month_code(status, programmed=value.is_programmed, owed=ended)


def number_row(
    each: Quantity,
    heads: Sequence[MonthHead],
    shown: int,
    why: Mapping[int, int],
    refused: Mapping[int, tuple[NumberState, str]],
) -> GridRow:
    """Return a quantity as a row; `why` and `refused` are by month, as its cells take them."""
    stored = {row.month: row for row in each.componente.meses.all()}
    cells = []
    for head in heads:
        month = head.month.number
        row = stored.get(month)
        value = row.value if row else MonthQuantity(month, None, None, "")
        typed, error = refused.get(month, (None, ""))
        cells.append(
            NumberCell(
                month=head.month,
                code=number_code(value, ended=head.ended),
                state=number_state(row),
                word=month_amount(value, owed=head.ended),
                why=why[month],
                typed=typed,
                error=error,
            )
        )
    # Not the number alone, which a tarea of the calendar may have too.
    label = f"Línea {each.number}"
    name = short_name(f"{label}, {each.text}")
    return GridRow(
        pk=each.componente.pk,
        label=label,
        text=each.text,
        name=name,
        area=each.area.name,
        area_code=each.area.code,
        cells=tuple(cells),
        shown=cells[shown - 1],
        total=_total(list(stored.values())),
        kind=QUANTITY_KEY,
    )


def _total(rows: Sequence[CantidadMensual]) -> str:
    done = sum((row.done for row in rows if row.done is not None), Decimal(0))
    programmed = sum((row.programmed for row in rows if row.programmed is not None), Decimal(0))
    return f"{number_text(done)} de {number_text(programmed)}"


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else number_text(amount)

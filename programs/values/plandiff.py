"""What is different between two plans: new, changed, gone and moved rows, in words.

For the preview of a workbook, for the ledger, and for what one year has that another had not. Rows
are those of one clave (`planmatch` names them); plain values in, plain values out.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from programs.enums import BlockKind, ComponentKind, MetaRule, SeccionKind
from programs.values.months import period_months
from programs.values.one_thing import counted
from programs.values.phrases import number_text
from programs.values.planbook import (
    PlanBook,
    PlanComponente,
    PlanEje,
    PlanLinea,
    PlanMeta,
    short_name,
)
from programs.values.words import WORDS

LINK = "de la línea de acción"
NO_PROGRAMMING, NOT_PROGRAMMED = "sin programación", "no programado"


class Act(Enum):
    """What happens to a row."""

    NEW = "nueva"
    CHANGED = "cambia"
    MOVED = "cambia de lugar"
    GONE = "se quita"


class Of(Enum):
    """What the row is."""

    EJE = "Eje"
    LINEA = "Línea de acción"
    COMPONENTE = "Cantidad de la meta"
    TAREA = "Tarea"
    SECCION = "Sección"
    BLOQUE = "Texto de la sección"


@dataclass(frozen=True)
class FieldChange:
    """A field of a row in words, before and after; "" is empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """What is different in one row.

    `name` is what the row says, shortened; `place` the name of what it hangs from. Of a new row
    `fields` are what it brings, of one that goes what it had. `moved` says in words where it went,
    "" where it stays; a row that is moved and changed is `CHANGED`.
    """

    act: Act
    of: Of
    clave: str
    name: str
    place: str
    fields: tuple[FieldChange, ...]
    moved: str = ""


@dataclass(frozen=True)
class Comparison:
    """All that is different between two plans, in the order of the new one; what goes is last."""

    changes: tuple[RowChange, ...]

    @property
    def identical(self) -> bool:
        """Tell whether both plans are the same."""
        return not self.changes

    def of(self, act: Act) -> tuple[RowChange, ...]:
        """Return the changes of one kind; a row that moved and changed is only in `CHANGED`."""
        return tuple(change for change in self.changes if change.act is act)

    def count(self, act: Act, of: Of) -> int:
        """Return how many rows of a kind are new, changed, moved or gone."""
        return sum(change.act is act and change.of is of for change in self.changes)

    def acts(self, of: Of) -> dict[str, Act]:
        """Return {clave: what happens} of the rows of a kind."""
        return {change.clave: change.act for change in self.changes if change.of is of}


@dataclass(frozen=True)
class _Told:
    """A row as words: where it hangs, and its fields by name.

    `link` is the clave of the row that its `LINK` names: a línea worded anew is still the same.
    """

    of: Of
    clave: str
    name: str
    parent: str
    place: str
    fields: Mapping[str, str]
    link: str = ""


_Key = tuple[Of, str]


def plan_compare(before: PlanBook, after: PlanBook, areas: Callable[[str], str]) -> Comparison:
    """Return what is different in `after`; `areas` gives the name of an área by its clave."""
    was = {(row.of, row.clave): row for row in _rows(before, areas)}
    has = {(row.of, row.clave): row for row in _rows(after, areas)}
    moved = _moved(was, has)
    changes = [
        change
        for key, row in has.items()
        if (change := _change(was.get(key), row, key in moved)) is not None
    ]
    changes += [_gone(row) for key, row in was.items() if key not in has]
    return Comparison(tuple(changes))


def _change(was: _Told | None, has: _Told, moved: bool) -> RowChange | None:
    if was is None:
        brought = tuple(FieldChange(name, "", text) for name, text in has.fields.items() if text)
        return RowChange(Act.NEW, has.of, has.clave, has.name, has.place, brought)
    changed = tuple(
        FieldChange(name, was.fields[name], text)
        for name, text in has.fields.items()
        if was.fields[name] != text and (name != LINK or was.link != has.link)
    )
    if not changed and not moved:
        return None
    went = ""
    if was.parent != has.parent:
        went = f"Pasa de «{was.place}» a «{has.place}»."
    elif moved:
        went = "Cambia de lugar."
    act = Act.CHANGED if changed else Act.MOVED
    return RowChange(act, has.of, has.clave, has.name, has.place, changed, went)


def _gone(row: _Told) -> RowChange:
    had = tuple(FieldChange(name, text, "") for name, text in row.fields.items() if text)
    return RowChange(Act.GONE, row.of, row.clave, row.name, row.place, had)


def _moved(was: Mapping[_Key, _Told], has: Mapping[_Key, _Told]) -> set[_Key]:
    """Return the rows of another parent, and the fewest whose move explains the new order."""
    places = {key: place for place, key in enumerate(was)}
    moved: set[_Key] = set()
    stayed: dict[tuple[Of, str], list[_Key]] = {}
    for key, row in has.items():
        if key in was and was[key].parent != row.parent:
            moved.add(key)
        elif key in was:
            stayed.setdefault((row.of, row.parent), []).append(key)
    for keys in stayed.values():
        kept = _longest_rising([places[key] for key in keys])
        moved.update(key for index, key in enumerate(keys) if index not in kept)
    return moved


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the indexes of a longest rising run of different numbers, not needing neighbours."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(last[at - 1] if at else None)
        if at == len(ends):
            ends.append(number)
            last.append(index)
        else:
            ends[at], last[at] = number, index
    kept: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept


def _rows(plan: PlanBook, areas: Callable[[str], str]) -> Iterator[_Told]:
    """Yield every row of a plan in words, those of one parent in their order."""
    months = {month.number: month.short.lower() for month in period_months(plan.start_month)}
    for eje in plan.ejes:
        yield _Told(Of.EJE, eje.clave, short_name(eje.name), "", "", _of_eje(eje, areas))
        for linea in eje.lineas:
            yield from _of_linea(linea, eje, areas, months)
        titles = {linea.clave: short_name(linea.title) for linea in eje.lineas}
        for tarea in eje.tareas:
            told = {
                LINK: titles.get(tarea.linea, ""),
                "número en el calendario": _number(tarea.number),
                "tarea": tarea.text,
                "área": areas(tarea.area),
                "se imprime en": where_printed(tarea.in_table, tarea.in_calendar),
                "texto en el calendario": tarea.calendar_text,
                "meses": ", ".join(months[month] for month in tarea.months),
                "depende de la demanda": _yes(tarea.demand_driven),
                "proyección mensual": tarea.monthly_projection,
                "meta de la tarea": tarea.goal,
                "resultado esperado": tarea.expected_result,
                "medio de verificación": tarea.verification,
            }
            yield _Told(
                Of.TAREA,
                tarea.clave,
                short_name(tarea.text),
                eje.clave,
                short_name(eje.name),
                told,
                tarea.linea,
            )
    for seccion in plan.secciones:
        told = {
            "tipo": SeccionKind(seccion.kind).label,
            "título": seccion.heading,
            "número": _number(seccion.number),
            "número en el índice": seccion.contents_number,
            "título en el índice": seccion.contents_heading,
            "área": areas(seccion.area) if seccion.area else "",
            "orden": str(seccion.order),
        }
        yield _Told(Of.SECCION, seccion.clave, short_name(seccion.heading), "", "", told)
        for bloque in seccion.bloques:
            kind = BlockKind(bloque.kind).label
            name = short_name(bloque.text) or kind
            told = {"tipo": kind, "texto": bloque.text}
            place = short_name(seccion.heading)
            yield _Told(Of.BLOQUE, bloque.clave, name, seccion.clave, place, told)


def _of_eje(eje: PlanEje, areas: Callable[[str], str]) -> dict[str, str]:
    return {
        "eje": eje.name,
        "nombre en tareas y calendario": eje.table_name,
        "objetivo": eje.objective,
        "estrategia": eje.strategy,
        "áreas responsables": "; ".join(map(areas, eje.responsables)),
        "área que captura": areas(eje.reporting) if eje.reporting else "",
        "palabras impresas": "; ".join(labels_lines(eje.labels)),
    }


def _of_linea(
    linea: PlanLinea, eje: PlanEje, areas: Callable[[str], str], months: Mapping[int, str]
) -> Iterator[_Told]:
    meta = linea.meta
    told = {
        "número": _number(linea.number),
        "línea de acción": linea.title,
        "área": areas(linea.area),
        "medio de verificación": linea.verification,
        **_of_meta(meta),
    }
    name = short_name(linea.title)
    yield _Told(Of.LINEA, linea.clave, name, eje.clave, short_name(eje.name), told)
    for row in meta.componentes if meta else ():
        said = row.unit if row.quantity is None else counted(number_text(row.quantity), row.unit)
        told = _of_amount(row, months)
        yield _Told(Of.COMPONENTE, f"{linea.clave}/{row.clave}", said, linea.clave, name, told)


def _of_meta(meta: PlanMeta | None) -> dict[str, str]:
    if meta is None:
        return {field: "" for field in META_LABELS}
    told = (
        meta.text,
        _day(meta.starts_on),
        _day(meta.ends_on),
        MetaRule(meta.rule).label,
        ", ".join(f"T{number}" for number in meta.due_quarters.split(",") if number),
        meta.programming_reason,
    )
    return dict(zip(META_LABELS, told, strict=True))


META_LABELS = (
    "meta",
    "inicio",
    "término",
    "regla de varias cantidades",
    "toca en",
    "por qué es correcta la programación",
)


def _of_amount(row: PlanComponente, months: Mapping[int, str]) -> dict[str, str]:
    by_month = zip(months.values(), row.months or (), strict=False)
    return {
        "tipo": ComponentKind(row.kind).label,
        "cantidad anual": "" if row.quantity is None else number_text(row.quantity),
        "unidad": row.unit,
        **{f"T{number}": _programmed(amount) for number, amount in enumerate(row.programmed, 1)},
        "por mes": ", ".join(
            f"{month} {number_text(amount)}" for month, amount in by_month if amount is not None
        ),
    }


def _programmed(amount: Decimal | None) -> str:
    if amount is None:
        return NO_PROGRAMMING
    return number_text(amount) if amount else NOT_PROGRAMMED


def where_printed(in_table: bool, in_calendar: bool) -> str:
    """Return where a tarea prints, in the words of the workbook."""
    return PRINTED[in_table, in_calendar]


PRINTED = {
    (True, True): "tabla y calendario",
    (True, False): "solo tabla",
    (False, True): "solo calendario",
    (False, False): "en ninguna parte",
}


def labels_lines(labels: Sequence[tuple[str, str]]) -> list[str]:
    """Return printed words as lines that say the name of each: "Fuente: Elaboración propia"."""
    return [f"{WORDS[word].name}: {text}" for word, text in labels if word in WORDS]


def _number(number: str | None) -> str:
    if number is None:
        return "se numera sola"
    return number or "sin número"


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _yes(value: bool) -> str:
    return "sí" if value else "no"

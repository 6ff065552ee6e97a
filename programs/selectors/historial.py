"""What people changed in a línea or an área's quarter: who, when, what, before and after.

The rows are those of the per-field history. Changes of one person without a pause of half an hour
make one entry, so that autosaved drafts read as the work session that they were.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db.models import Field, Model, QuerySet
from django.utils.html import strip_tags

from programs.enums import BlockKind
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Figura,
    LineaDeAccion,
    MarcaMensual,
)
from programs.phrases import long_date, month_name, number_text

PAUSE = timedelta(minutes=30)
TEXT_SHOWN = 400
NOTHING, UNKNOWN = "vacío", "sin registro"
# Where a thing stands and what its caption is called: of no interest in its first state.
PLACES = {"order", "caption_kind"}
# Fields of each history, in the order in which a person reads them.
SHOWN = {
    AvanceTrimestral: (
        "status",
        "ready",
        "cause",
        "closing",
        "stated_percent",
        "closing_reason",
    ),
    AvanceDeComponente: ("quantity", "received", "reason", "adjustment", "adjustment_reason"),
    Bloque: (
        "html",
        "title",
        "rows",
        "source",
        "caption_kind",
        "caption",
        "first_number",
        "order",
        "removed_at",
    ),
    Figura: ("alt", "order"),
    MarcaMensual: ("status", "programmed", "reason", "note"),
}


@dataclass(frozen=True)
class Change:
    """One field of one thing: `where` it stands, `what` it is, and both its texts."""

    where: str
    what: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Session:
    """What one person changed without a long pause, newest change first."""

    author: str
    starts_at: datetime
    ends_at: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Dated:
    at: datetime
    author: str
    change: Change


def linea_sessions(linea: LineaDeAccion, *, quarter: int | None = None) -> tuple[Session, ...]:
    """Return the work sessions of a línea, newest first; of one quarter only if it is given.

    A fixed number of queries: one for each history and one for the names of the rows.
    """
    avances = AvanceTrimestral.objects.filter(linea=linea).select_related("trimestre")
    if quarter:
        avances = avances.filter(trimestre__number=quarter)
    return _sessions(avances, MarcaMensual.objects.filter(tarea__linea=linea))


def avances_sessions(avances: QuerySet[AvanceTrimestral]) -> tuple[Session, ...]:
    """Return the work sessions of several quarter entries together, newest first."""
    return _sessions(avances.select_related("trimestre", "linea__eje"), None)


def mark_sessions(marca: MarcaMensual) -> tuple[Session, ...]:
    """Return the work sessions of one cell: one month of one tarea."""
    return _grouped(_dated(_marks(MarcaMensual.objects.filter(pk=marca.pk)), _mark_place))


def _sessions(avances: QuerySet[AvanceTrimestral], marks: QuerySet | None) -> tuple[Session, ...]:
    rows = list(avances)
    several = len({row.linea_id for row in rows}) > 1
    place = {}
    for row in rows:
        title = f"T{row.trimestre.number}"
        place[row.pk] = f"{title}, {row.linea.title[:60]}" if several else title
    entries = AvanceTrimestral.history.filter(id__in=place)
    quantities = AvanceDeComponente.history.filter(avance_id__in=place)
    blocks = Bloque.history.filter(avance_id__in=place)
    figures = Figura.history.filter(bloque__avance_id__in=place)
    units = dict(
        AvanceDeComponente.objects.filter(avance__in=place).values_list("pk", "componente__unit")
    )
    owners = dict(Bloque.objects.filter(avance__in=place).values_list("pk", "avance"))
    found: list[_Dated] = []
    found += _dated(entries, lambda row: place[row.id])
    found += _dated(
        quantities, lambda row: f"{place[row.avance_id]} · {units.get(row.id, 'Cantidad')}"
    )
    found += _dated(blocks, lambda row: f"{place[row.avance_id]} · {_kind(row)}")
    found += _dated(
        figures,
        lambda row: f"{place.get(owners.get(row.bloque_id), '')} · Figura {row.order}",
    )
    if marks is not None:
        found += _dated(_marks(marks), _mark_place)
    return _grouped(found)


def _marks(marks: QuerySet) -> QuerySet:
    return MarcaMensual.history.filter(id__in=marks.values("pk")).select_related(
        "tarea__eje__programa"
    )


def _mark_place(row: Model) -> str:
    start = row.tarea.eje.programa.month_start(row.month)
    return f"{month_name(start.month)} {start.year} · {str(row.tarea)[:60]}"


def _kind(row: Model) -> str:
    return f"{BlockKind(row.kind).label} {row.order}"


def _dated(rows: QuerySet, place) -> Iterator[_Dated]:
    """Yield the changes between successive states of each row, with their author and hour."""
    states: dict[int, list[Model]] = {}
    for row in rows.select_related("history_user").order_by("history_date", "history_id"):
        states.setdefault(row.id, []).append(row)
    for chain in states.values():
        yield from _changes(None, chain[0], place)
        for before, after in pairwise(chain):
            yield from _changes(before, after, place)


def _changes(before: Model | None, after: Model, place) -> Iterator[_Dated]:
    model = after.instance_type
    # Rows that the system made beforehand have no first trace: what they held is not known.
    unknown = before is None and after.history_type != "+"
    author = str(after.history_user) if after.history_user_id else "Carga inicial"
    for name in SHOWN[model]:
        field = model._meta.get_field(name)
        old = _text(field, getattr(before, name)) if before else ""
        new = _text(field, getattr(after, name))
        if old == new or (before is None and _is_default(field, getattr(after, name))):
            continue
        label = str(field.verbose_name)
        yield _Dated(
            after.history_date,
            author,
            Change(
                where=place(after),
                what=label[:1].upper() + label[1:],
                before=old or (UNKNOWN if unknown else NOTHING),
                after=new or NOTHING,
                reason=after.history_change_reason or "",
            ),
        )


def _is_default(field: Field, value: object) -> bool:
    """Tell whether a first state only holds what every new row holds."""
    return field.name in PLACES or (field.has_default() and value == field.get_default())


def _text(field: Field, value: object) -> str:
    """Return a stored value as people read it, at most `TEXT_SHOWN` characters."""
    if value is None or value == "" or value == []:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, datetime):
        return f"quitado el {long_date(value.date())}"
    if isinstance(value, list):
        value = "; ".join(" | ".join(str(cell) for cell in row) for row in value)
    text = strip_tags(str(value)).strip() if field.name == "html" else str(value)
    return text if len(text) <= TEXT_SHOWN else f"{text[: TEXT_SHOWN - 1]}…"


def _grouped(dated: Iterable[_Dated]) -> tuple[Session, ...]:
    """Group changes by author, each group without a pause longer than `PAUSE`; newest first."""
    open_groups: dict[str, list[_Dated]] = {}
    done: list[list[_Dated]] = []
    for item in sorted(dated, key=lambda one: one.at):
        group = open_groups.get(item.author)
        if group is None or item.at - group[-1].at > PAUSE:
            group = open_groups[item.author] = []
            done.append(group)
        group.append(item)
    sessions = [
        Session(
            author=group[0].author,
            starts_at=group[0].at,
            ends_at=group[-1].at,
            changes=tuple(item.change for item in _net(reversed(group))),
        )
        for group in done
    ]
    return tuple(sorted(sessions, key=lambda session: session.ends_at, reverse=True))


def _net(items: Iterable[_Dated]) -> Iterator[_Dated]:
    """Yield one change for each field of a session: from its first text to its last.

    Autosave writes a text many times while a person types it; a reader wants what it became. What
    was set aside by a choice between two texts keeps its own line, since it says why.
    """
    newest: dict[tuple[str, str], _Dated] = {}
    order: list[_Dated | tuple[str, str]] = []
    for item in items:
        key = (item.change.where, item.change.what)
        if item.change.reason and item.change.where:
            order.append(item)
        elif key in newest:
            later = newest[key].change
            merged = Change(*key, item.change.before, later.after, later.reason)
            newest[key] = _Dated(newest[key].at, item.author, merged)
        else:
            newest[key] = item
            order.append(key)
    for entry in order:
        found = newest[entry] if isinstance(entry, tuple) else entry
        if found.change.before != found.change.after:
            yield found

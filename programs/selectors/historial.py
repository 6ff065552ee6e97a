"""What people changed in a línea or an área's quarter: who, when, what, before and after.

The rows are those of the per-field history. Changes of one person without a pause of half an hour
make one entry, so that autosaved drafts read as the work session that they were.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from os.path import commonprefix
from typing import Any, Protocol

from django.db.models import Field, Model, Q, QuerySet
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst

from programs.enums import BlockKind
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    LineaDeAccion,
    MarcaMensual,
    Seccion,
    Trimestre,
    User,
)
from programs.values.phrases import long_date, month_name, number_text, quarter_name
from programs.values.shortened import shortened

PAUSE = timedelta(minutes=30)
TEXT_SHOWN, NAME_SHOWN = 400, 60
# Characters that stay before the first difference of two long texts.
CONTEXT = 80
NOTHING, UNKNOWN = "vacío", "sin registro"
# Where a thing stands and what its caption is called: of no interest in its first state.
PLACES = {"order", "caption_kind"}
# Fields of each history, in the order in which a person reads them.
SHOWN: dict[type[Model], tuple[str, ...]] = {
    AvanceTrimestral: (
        "status",
        "ready",
        "cause",
        "closing",
        "stated_percent",
        "closing_reason",
    ),
    AvanceDeComponente: (
        "quantity",
        "received",
        "reason",
        "adjustment",
        "adjustment_reason",
        "rule",
    ),
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
    Figura: ("alt", "order", "in_informe", "informe_reason"),
    MarcaMensual: ("status", "programmed", "reason", "note"),
    EntregaDeArea: (
        "status",
        "folio",
        "review_started_at",
        "return_due_on",
        "extended_to",
        "extension_reason",
    ),
}
# A picture comes and goes whole, whatever was said of it.
PICTURE, ADDED, REMOVED = "Foto", "agregada", "quitada"


class _Trace(Protocol):
    """A row of a history: a state of a row, with its fields, and who saved it, when and why."""

    id: int
    instance_type: type[Model]
    history_type: str
    history_date: datetime
    history_user: User | None
    history_user_id: int | None
    history_change_reason: str | None

    def __getattr__(self, name: str) -> Any:
        """Return a field of the model, as it stood."""


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
    """A change, its texts still whole, with its hour and author.

    `key` names the field of the row, since two rows may be called the same.
    """

    at: datetime
    author: str
    key: tuple[str, int, str]
    change: Change


def linea_sessions(linea: LineaDeAccion, *, quarter: int | None = None) -> tuple[Session, ...]:
    """Return the work sessions of a línea, newest first; of one quarter only if it is given.

    A fixed number of queries: one for the entries and one for each history.
    """
    avances = AvanceTrimestral.objects.filter(linea=linea).select_related("trimestre")
    marks = MarcaMensual.objects.filter(tarea__linea=linea)
    if quarter:
        avances = avances.filter(trimestre__number=quarter)
        marks = marks.filter(month__in=range(3 * quarter - 2, 3 * quarter + 1))
    place = {row.pk: quarter_name(row.trimestre.number) for row in avances}
    return _grouped([*_written(place), *_dated(_marks(marks), _mark_place)])


def area_sessions(trimestre: Trimestre, area: Area) -> tuple[Session, ...]:
    """Return the work sessions of all that an área hands in of a quarter, newest first.

    Its líneas, its months, its part of the presentación, and the steps of the submission itself. As
    many queries for any number of líneas.
    """
    avances = AvanceTrimestral.objects.of_quarter(trimestre.pk, area.pk)
    place = {
        row.pk: f"Línea {shortened(row.linea.title, NAME_SHOWN)}"
        for row in avances.select_related("linea")
    }
    marks = MarcaMensual.objects.of_quarter(trimestre, area.pk)
    entregas = EntregaDeArea.history.filter(trimestre=trimestre, area=area)
    found = [
        *_written(place, Seccion.objects.filter(trimestre=trimestre, area=area)),
        *_dated(_marks(marks), _mark_place),
        *_dated(entregas, lambda row: "Entrega del área"),
    ]
    return _grouped(found)


def mark_sessions(marca: MarcaMensual) -> tuple[Session, ...]:
    """Return the work sessions of one cell: one month of one tarea."""
    return _grouped(_dated(_marks(MarcaMensual.objects.filter(pk=marca.pk)), _mark_place))


def _written(
    place: Mapping[int, str], sections: QuerySet[Seccion] | None = None
) -> Iterator[_Dated]:
    """Yield the changes of quarter entries, named by id, and of the blocks of some sections."""
    owned = Q(avance__in=place)
    if sections is not None:
        owned |= Q(seccion__in=sections.values("pk"))
    entries = AvanceTrimestral.history.filter(id__in=place)
    quantities = AvanceDeComponente.history.filter(avance__in=place).select_related("componente")
    # Through the blocks as they are: one that was taken out keeps its row.
    blocks = Bloque.objects.filter(owned).values("pk")
    figures = Figura.history.filter(bloque__in=blocks).select_related("bloque")

    def owner(block: _Trace) -> str:
        return place.get(block.avance_id, "Presentación")

    yield from _dated(entries, lambda row: place[row.id])
    yield from _dated(quantities, lambda row: f"{place[row.avance_id]} · {_unit(row)}")
    yield from _dated(Bloque.history.filter(owned), lambda row: f"{owner(row)} · {_kind(row)}")
    yield from _dated(figures, lambda row: f"{owner(row.bloque)} · Figura {row.order}")


def _marks(marks: QuerySet) -> QuerySet:
    return MarcaMensual.history.filter(id__in=marks.values("pk")).select_related(
        "tarea__eje__programa"
    )


def _mark_place(row: _Trace) -> str:
    start = row.tarea.eje.programa.month_start(row.month)
    return f"{month_name(start.month)} {start.year} · {shortened(row.tarea.text, NAME_SHOWN)}"


def _unit(row: _Trace) -> str:
    return (row.componente and row.componente.unit) or "Cantidad"


def _kind(row: _Trace) -> str:
    return f"{BlockKind(row.kind).label} {row.order}"


def _dated(rows: QuerySet, place: Callable[[_Trace], str]) -> Iterator[_Dated]:
    """Yield the changes between successive states of each row, with their author and hour."""
    states: dict[int, list[_Trace]] = {}
    for row in rows.select_related("history_user").order_by("history_date", "history_id"):
        states.setdefault(row.id, []).append(row)
    for chain in states.values():
        yield from _changes(None, chain[0], place)
        for before, after in pairwise(chain):
            yield from _changes(before, after, place)


def _changes(
    before: _Trace | None, after: _Trace, place: Callable[[_Trace], str]
) -> Iterator[_Dated]:
    """Yield what differs between two successive states of a row, each field with both texts."""
    model = after.instance_type
    # Rows that the system made beforehand have no first trace: what they held is not known.
    unknown = before is None and after.history_type != "+"

    def dated(name: str, what: str, old: str, new: str) -> _Dated:
        author = str(after.history_user) if after.history_user_id else "Carga inicial"
        reason = after.history_change_reason or ""
        change = Change(place(after), what, old, new, reason)
        return _Dated(after.history_date, author, (model.__name__, after.id, name), change)

    if model is Figura and (before or after.history_type != "~"):
        old, new = (_presence(state) for state in (before, after))
        if old != new:
            yield dated("", PICTURE, UNKNOWN if unknown else old, new)
    if after.history_type == "-":
        return  # as it stood before: nothing else changed
    fields = {field.name: field for field in model._meta.fields}
    for name in SHOWN[model]:
        field = fields[name]
        old = _text(field, getattr(before, name)) if before else ""
        new = _text(field, getattr(after, name))
        if old == new or (before is None and _is_default(field, getattr(after, name))):
            continue
        old = old or (UNKNOWN if unknown else NOTHING)
        yield dated(name, _label(field), old, new or NOTHING)


def _label(field: Field) -> str:
    """Return the name of a field with a capital, after the "¿" where it asks."""
    name = str(field.verbose_name)
    return f"¿{capfirst(name[1:])}" if name.startswith("¿") else capfirst(name)


def _presence(state: _Trace | None) -> str:
    """Return whether a picture stands in its block by then."""
    if state is None:
        return NOTHING
    return REMOVED if state.history_type == "-" else ADDED


def _is_default(field: Field, value: object) -> bool:
    """Tell whether a first state only holds what every new row holds."""
    return field.name in PLACES or (field.has_default() and value == field.get_default())


def _text(field: Field, value: object) -> str:
    """Return a stored value as people read it, whole."""
    if value is None or value == "" or value == []:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        removed = "quitado el " if field.name == "removed_at" else ""
        return f"{removed}{long_date(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        value = "; ".join(" | ".join(str(cell) for cell in row) for row in value)
    return _plain(str(value)) if field.name == "html" else str(value)


def _plain(html: str) -> str:
    """Return the words of a text block; the end of a paragraph parts them."""
    return strip_tags(re.sub(r"</(p|li)>", r"</\1> ", html)).strip()


def _cropped(change: Change) -> Change:
    """Return a change with at most `TEXT_SHOWN` characters of each text, where they differ."""
    texts = [change.before, change.after]
    if max(len(text) for text in texts) <= TEXT_SHOWN:
        return change
    start = max(0, len(commonprefix(texts)) - CONTEXT)
    if start:
        start = change.after.rfind(" ", 0, start) + 1
    before, after = (shortened(f"{'…' * bool(start)}{text[start:]}", TEXT_SHOWN) for text in texts)
    return replace(change, before=before, after=after)


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
            changes=tuple(_cropped(item.change) for item in _net(reversed(group))),
        )
        for group in done
    ]
    kept = [session for session in sessions if session.changes]
    return tuple(sorted(kept, key=lambda session: session.ends_at, reverse=True))


def _net(items: Iterable[_Dated]) -> Iterator[_Dated]:
    """Yield one change for each field of a session: from its first text to its last.

    Autosave writes a text many times while a person types it; a reader wants what it became. What
    was set aside by a choice between two texts keeps its own line, since it says why.
    """
    newest: dict[tuple, _Dated] = {}
    order: list[_Dated | tuple] = []
    for item in items:
        if item.change.reason and item.change.where:
            order.append(item)
        elif item.key in newest:
            later = newest[item.key]
            merged = replace(later.change, before=item.change.before)
            newest[item.key] = replace(later, change=merged)
        else:
            newest[item.key] = item
            order.append(item.key)
    for entry in order:
        found = newest[entry] if isinstance(entry, tuple) else entry
        if found.change.before != found.change.after:
            yield found

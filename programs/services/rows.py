"""Rows that people keep as data, not by steps: what changed in them stands in the ledger.

The administration and the imports save the rows; each asks for their state before and after, in
the transaction of the save. A row is told together with those that hang from it and are saved with
it: the months of a tarea, the components of a meta.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from os.path import commonprefix

from django.db import transaction
from django.db.models import ForeignKey, Model, QuerySet

from programs.enums import AuditAction
from programs.models import User
from programs.models.base import NaturalKeyModel
from programs.permissions import institucion_of
from programs.services.ledger import Changes, changes_between, field_texts, ledger_append
from programs.values.shortened import shortened

UNTOLD = {"id", "version"}
# A text longer than this is told by the part that changed: its history keeps it whole.
LONGEST = 400
BEFORE_IT = 60


@dataclass(frozen=True)
class RowState:
    """A row at a moment: its name, the ids of its institutions, and its fields in words."""

    name: str
    institutions: frozenset[int]
    fields: dict[str, str]


# The states of a row and of those that hang from it, by (model, id); the row itself is the first.
States = dict[tuple[str, int], RowState]


def row_states(row: Model, hanging: Iterable[type[Model]] = ()) -> States:
    """Return a row as the database holds it now, with the rows of `hanging` that belong to it.

    Empty where it does not exist. A query for the row, one for each kind, and one for each link.
    """
    stored = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    if stored is None:
        return {}
    found = {_key(stored): _state(stored)}
    institutions = found[_key(stored)].institutions
    for model in hanging:
        link = _link_to(model, type(row))
        for below in model._default_manager.filter(**{link.name: stored}).order_by("pk"):
            setattr(below, link.name, stored)
            name = f"{model._meta.verbose_name} «{shortened(str(below), LONGEST)}»"
            fields = {
                f"{name}: {label}": text
                for label, text in field_texts(below, {*UNTOLD, link.name}).items()
            }
            found[_key(below)] = RowState(name, institutions, fields)
    return found


def rows_read(rows: QuerySet[Model]) -> dict[int, States]:
    """Return {id: its states} of rows as the database holds them now, in the one query of `rows`.

    For rows that are saved many at once and from which nothing hangs. `rows` select the links that
    the fields name.
    """
    return {row.pk: {_key(row): _state(row)} for row in rows}


def row_changed(
    before: States,
    after: States,
    *,
    by: User,
    now: datetime,
    along: Iterable[str] = (),
) -> None:
    """Record in one act what changed in a row, inside the transaction of the save.

    Nothing is written where nothing changed. `before` is empty for a new row and `after` for one
    that was deleted; `along` names what was deleted with it.
    """
    changes = changes_of(before, after)
    if not changes:
        return
    action = AuditAction.ROW_CHANGE
    if not before:
        action = AuditAction.ROW_ADD
    elif not after:
        action = AuditAction.ROW_DELETE
    main = next(iter((after or before).values()))
    removed = list(along)
    data = {"changes": changes, **({"removed": removed} if removed else {})}
    for institucion in _institutions(before, after):
        ledger_append(institucion, action=action, subject=main.name, by=by, now=now, data=data)


@transaction.atomic
def rows_imported(
    what: str, rows: Iterable[tuple[States, States]], *, by: User, now: datetime
) -> None:
    """Record in one act for each institution what a file or a paste changed.

    `rows` are (before, after); before is empty for a new row, after for one that was deleted.
    """
    added: dict[int, list[str]] = {}
    removed: dict[int, list[str]] = {}
    changed: dict[int, Changes] = {}
    for before, after in rows:
        name = next(iter((after or before).values())).name
        for institucion in _institutions(before, after):
            if not before:
                added.setdefault(institucion, []).append(name)
            elif not after:
                removed.setdefault(institucion, []).append(name)
            else:
                told = [
                    [f"{name}, {label}", was, has] for label, was, has in changes_of(before, after)
                ]
                changed.setdefault(institucion, []).extend(told)
    for institucion in sorted({*added, *removed, *changed}):
        data: dict[str, list] = {
            "added": added.get(institucion, []),
            "removed": removed.get(institucion, []),
            "changes": changed.get(institucion, []),
        }
        if any(data.values()):
            data = {name: value for name, value in data.items() if value}
            ledger_append(
                institucion, action=AuditAction.ROWS_IMPORT, subject=what, by=by, now=now, data=data
            )


def changes_of(before: States, after: States) -> Changes:
    """Return the [label, before, after] of a row and of those that hang from it.

    Texts are compared whole and told from where they differ, so that no change is too far down.
    """
    changes: Changes = []
    for key in dict.fromkeys([*after, *before]):
        was, has = before.get(key), after.get(key)
        if was and has:
            # Renamed rows keep one label, so that a field is not told as two.
            labels = dict(zip(was.fields, has.fields, strict=True))
            was_fields: Mapping[str, str] = {labels[name]: t for name, t in was.fields.items()}
            changes += changes_between(was_fields, has.fields)
        else:
            changes += changes_between(was.fields if was else {}, has.fields if has else {})
    return [[label, *told_pair(was, has)] for label, was, has in changes]


def _institutions(before: States, after: States) -> list[int]:
    """Return the institutions of which the row is, or was."""
    found = [next(iter(states.values())).institutions for states in (before, after) if states]
    return sorted(frozenset().union(*found))


def _state(row: Model) -> RowState:
    owner = institucion_of(row) if isinstance(row, NaturalKeyModel) else None
    name = f"{row._meta.verbose_name}: {row}"
    return RowState(
        name=name[:1].upper() + name[1:],
        institutions=frozenset({owner.pk} if owner else ()),
        fields=field_texts(row, UNTOLD),
    )


def _key(row: Model) -> tuple[str, int]:
    return row._meta.label, row.pk


def told_pair(was: str, has: str) -> tuple[str, str]:
    """Return two different texts as the ledger tells them, from a little before they differ."""
    if max(len(was), len(has)) <= LONGEST:
        return was, has
    start = max(0, len(commonprefix([was, has])) - BEFORE_IT)
    lead = "…" if start else ""
    return shortened(lead + was[start:], LONGEST), shortened(lead + has[start:], LONGEST)


def _link_to(model: type[Model], parent: type[Model]) -> ForeignKey:
    """Return the link by which the rows of a model hang from those of another."""
    return next(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is parent
    )

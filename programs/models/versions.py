"""Saving what a person read: the same check and the same stamp at every entry point."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from programs.errors import Conflict
from programs.models.base import VersionedModel
from programs.models.user import User

UNCHOSEN = "No se eligió al comparar"
CHOSEN = "Se eligió al comparar"


class Trace(Protocol):
    """A row of the history: who saved, and when."""

    history_user: User | None
    history_date: datetime


# Of a row that nobody saved since it was made; a page that found no row yet read this one.
FIRST_VERSION = 1


def require_version(row: VersionedModel, version: int | None, fields: tuple[str, ...]) -> None:
    """Refuse a save that did not read the row as it stands now.

    Raises `Conflict` with the author, the hour and the present texts of `fields`. A version of
    None is a caller that has just read the row under its lock (a command, an import), never a page.
    """
    if version is None or version == row.version:
        return
    last = row.history.select_related("history_user").first() if hasattr(row, "history") else None
    raise conflict_of(row, last, fields)


def came_before(row: VersionedModel, version: int | None, **values: object) -> bool:
    """Tell whether what a page asks of a row is already its next version: the page asks again.

    A second click, or a script that never got the first answer. `values` are what the act writes,
    with who gave it where the row keeps that.
    """
    return (
        version is not None
        and row.version == version + 1
        and all(getattr(row, name) == value for name, value in values.items())
    )


def conflict_of(row: VersionedModel, last: Trace | None, fields: tuple[str, ...]) -> Conflict:
    """Return the conflict with a row as it stands, whose latest trace in the history is `last`."""
    author = str(last.history_user) if last and last.history_user else "Otra persona"
    at = timezone.localtime(last.history_date) if last else timezone.localtime()
    return Conflict(
        f"{author} guardó este dato a las {at:%H:%M} mientras usted escribía. "
        "Compare ambos textos y elija cuál queda.",
        row=row,
        theirs={
            **{field: _text(getattr(row, field)) for field in fields},
            "author": author,
            "at": f"{at:%H:%M}",
        },
    )


def save_version(
    row: VersionedModel, *, by: User | None, fields: list[str], reason: str = ""
) -> None:
    """Save these fields as the next version, with the person (None: the system) in its history.

    Validates these fields, as what else the row holds was validated when it was saved, perhaps by
    older rules; the database itself judges the conditions of the table. `ValidationError` names
    what is wrong by field. Call it inside a transaction: after a refusal of the database nothing
    of it can be kept.
    """
    row.version += 1
    row.full_clean(exclude=_all_but(row, fields), validate_unique=False, validate_constraints=False)
    row._history_user = by
    if reason:
        row._change_reason = reason[:100]
    try:
        row.save(update_fields=[*fields, "version"])
    except IntegrityError as error:
        raise _sentence_of(row, error) from error


def save_versions(
    rows: Sequence[VersionedModel], *, by: User, values: Mapping[str, object], reason: str = ""
) -> None:
    """Give many locked rows of one model the same values, each as its next version.

    As `save_version`, in one statement for the rows and one for their history, however many they
    are. Does nothing without rows.
    """
    if not rows:
        return
    model = type(rows[0])
    for row in rows:
        row.version += 1
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean(
            exclude=_all_but(row, values), validate_unique=False, validate_constraints=False
        )
    try:
        model.objects.filter(pk__in=[row.pk for row in rows]).update(
            **values, version=F("version") + 1
        )
    except IntegrityError as error:
        raise _sentence_of(rows[0], error) from error
    if hasattr(model, "history"):
        model.history.bulk_history_create(
            rows, update=True, default_user=by, default_change_reason=reason[:100]
        )


def put_back(row: VersionedModel, before: Mapping[str, object], *, by: User) -> None:
    """Save again what stood before the save just made, as a version of its own.

    For who compared two texts and chose the other person's: their own stays in the history.
    """
    for field, value in before.items():
        setattr(row, field, value)
    save_version(row, by=by, fields=list(before), reason=CHOSEN)


def _sentence_of(row: VersionedModel, error: IntegrityError) -> ValidationError | IntegrityError:
    """Return the sentence of the condition that the database found broken, or its own error.

    Both engines name the condition in their message. Asking before the save would cost a query
    for each condition, and somebody else could still break it in between.
    """
    for constraint in row._meta.constraints:
        if re.search(rf"\b{re.escape(constraint.name)}\b", str(error)):
            return ValidationError(constraint.get_violation_error_message())
    return error


def _all_but(row: VersionedModel, saved: Collection[str]) -> list[str]:
    """Name what is not validated: what is not saved, and the links, which a service looked up."""
    return [
        field.name for field in row._meta.fields if field.is_relation or field.name not in saved
    ]


def _text(value: object) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)  # a table: as the forms send it
    return "" if value is None else str(value)

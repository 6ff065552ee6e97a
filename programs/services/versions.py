"""Saving what a person read: the same check and the same stamp at every entry point."""

import json

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from programs.errors import Conflict
from programs.models import User


def require_version(row: Model, version: int | None, fields: tuple[str, ...]) -> None:
    """Refuse a save that did not read the row as it stands now.

    Raises `Conflict` with the author, the hour and the present texts of `fields`. A version of
    None is a caller that has just read the row under its lock (a command, an import).
    """
    if version is None or version == row.version:
        return
    last = row.history.select_related("history_user").first() if hasattr(row, "history") else None
    raise conflict_of(row, last, fields)


def conflict_of(row: Model, last: Model | None, fields: tuple[str, ...]) -> Conflict:
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


def save_version(row: Model, *, by: User, fields: list[str], reason: str = "") -> None:
    """Save these fields as the next version, with the person in the row's history.

    Validates the fields, and the constraints in which any of them takes part, as what else the
    row holds was validated when it was saved: `ValidationError` names what is wrong by field.
    """
    row.version += 1
    row.full_clean(exclude=_foreign_keys(row), validate_unique=False, validate_constraints=False)
    _check_constraints(row, set(fields))
    row._history_user = by
    if reason:
        row._change_reason = reason[:100]
    row.save(update_fields=[*fields, "version"])


def _check_constraints(row: Model, changed: set[str]) -> None:
    """Ask the database about the conditions that name a changed field; each costs a query."""
    errors: dict[str, list] = {}
    for constraint in row._meta.constraints:
        condition = getattr(constraint, "condition", None)
        names = set(condition.referenced_base_fields) if condition else set()
        names |= set(getattr(constraint, "fields", ()))
        if not names & changed:
            continue
        try:
            constraint.validate(type(row), row)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _foreign_keys(row: Model) -> list[str]:
    """Name the links, which a save of texts does not change and need not look up again."""
    return [field.name for field in row._meta.fields if field.is_relation]


def _text(value: object) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)  # a table: as the forms send it
    return "" if value is None else str(value)

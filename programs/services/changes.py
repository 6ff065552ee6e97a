"""What changed in a row, field by field, in the words that a person reads."""

import json
from collections.abc import Container, Mapping

from django.db.models import Model

# Rows of [field, before, after].
Changes = list[list[str]]


def field_texts(row: Model, without: Container[str] = ()) -> dict[str, str]:
    """Return {label of a field: its value in words} of a row, but for the fields `without`.

    A link costs a query where its row was not fetched.
    """
    return {
        str(field.verbose_name): _text(row, field.name)
        for field in row._meta.concrete_fields
        if field.name not in without
    }


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return the [label, before, after] of what differs, in the order of the fields."""
    labels = dict.fromkeys([*after, *before])
    return [
        [label, before.get(label, ""), after.get(label, "")]
        for label in labels
        if before.get(label, "") != after.get(label, "")
    ]


def _text(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)

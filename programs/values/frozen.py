"""A snapshot as JSON and back: what a `Corte` stores and an informe is printed from years later.

Plain values: the classes of `programs.values.snapshot` and `programs.values.progress`, read by
their own type hints, so that a new field needs nothing here. No database.
"""

import dataclasses
import hashlib
import json
import types
import typing
from datetime import date
from decimal import Decimal
from enum import Enum

from programs.values.snapshot import Snapshot

FORMAT = 1


def freeze(snapshot: Snapshot) -> dict:
    """Return a snapshot as what JSON can hold, with the number of this format."""
    return {"format": FORMAT, "snapshot": _plain(snapshot)}


def thaw(payload: dict) -> Snapshot:
    """Return the snapshot of a payload. A field that it does not know takes its default.

    Raises `ValueError` for a format that this version cannot read.
    """
    if payload.get("format") != FORMAT:
        raise ValueError(f"No se puede leer un corte con el formato {payload.get('format')!r}.")
    return _typed(Snapshot, payload["snapshot"])


def payload_hash(payload: dict) -> str:
    """Return the SHA-256, in hexadecimal, of a payload written with sorted keys."""
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    return value


def _typed(kind: typing.Any, value: object) -> typing.Any:
    """Return a plain value as the type that a hint names."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _typed(next(item for item in inside if item is not type(None)), value)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        known = {field.name for field in dataclasses.fields(kind)} & value.keys()
        return kind(**{name: _typed(hints[name], value[name]) for name in known})
    if origin is tuple:
        if len(inside) == 2 and inside[1] is Ellipsis:
            return tuple(_typed(inside[0], item) for item in value)
        return tuple(_typed(item, each) for item, each in zip(inside, value, strict=True))
    if origin in (set, frozenset):
        return origin(_typed(inside[0], item) for item in value)
    if origin is dict:
        return {_typed(inside[0], key): _typed(inside[1], item) for key, item in value.items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is Decimal:
        return Decimal(value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is int and isinstance(value, str):
        return int(value)  # a key of a JSON object
    return value

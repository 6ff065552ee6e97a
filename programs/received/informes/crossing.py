"""Values of an informe over the pipe of the child: dataclasses as JSON, and back.

Each value is written as the list of its fields in their order; what comes back is made by the types
that the classes declare, so that nothing but those classes can arrive.
"""

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any


def to_json(value: Any) -> Any:
    """Return a value as what `json.dumps` takes."""
    if value is None or type(value) is str:  # most of an informe
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return [to_json(getattr(value, name)) for name in _names(type(value))]
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_json(wanted: Any, said: Any) -> Any:
    """Return what `to_json` wrote as a value of a type. Raises `ValueError` for anything else."""
    if is_dataclass(wanted) and isinstance(wanted, type):
        names = _names(wanted)
        if not isinstance(said, list) or len(said) != len(names):
            raise ValueError(f"no {wanted.__name__}")
        kinds = _kinds(wanted)
        made = {name: from_json(kinds[name], each) for name, each in zip(names, said, strict=True)}
        return wanted(**made)
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is tuple:
        if not isinstance(said, list):
            raise ValueError("no list")
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(from_json(inner[0], each) for each in said)
        return tuple(from_json(kind, each) for kind, each in zip(inner, said, strict=True))
    if origin in (types.UnionType, typing.Union):
        if said is None:
            return None
        return from_json(next(kind for kind in inner if kind is not type(None)), said)
    return _plain(wanted, said)


def _plain(wanted: Any, said: Any) -> Any:
    if wanted is date:
        return date.fromisoformat(said)
    if wanted is Decimal:
        return Decimal(said)
    if wanted is float and isinstance(said, int | float):
        return float(said)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(said)
    if not isinstance(said, wanted):
        raise ValueError(f"no {wanted}")
    return said


@cache
def _names(wanted: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(wanted))


@cache
def _kinds(wanted: type) -> dict[str, Any]:
    return typing.get_type_hints(wanted)

"""Values of an informe over the pipe of the child: dataclasses as JSON, and back.

Each value is written as the list of its fields in their order; what comes back is made by the types
that the classes declare, so that nothing but those classes can arrive.
"""

import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, partial
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
    """Return what `to_json` wrote as a value of a type. Raises `ValueError` for anything else.

    What makes a value of a type is found once for each type: an informe has 100,000 values, and
    who serves the page waits for all of them.
    """
    return _maker(wanted)(said)


Maker = Callable[[Any], Any]


@cache
def _maker(wanted: Any) -> Maker:
    """Return what makes a value of a type."""
    if is_dataclass(wanted) and isinstance(wanted, type):
        return partial(_made, wanted)
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return partial(_many, _maker(inner[0]))
        return partial(_each, [_maker(kind) for kind in inner])
    if origin in (types.UnionType, typing.Union):
        return partial(_maybe, _maker(next(kind for kind in inner if kind is not type(None))))
    if wanted is date:
        return date.fromisoformat
    if wanted is Decimal or (isinstance(wanted, type) and issubclass(wanted, Enum)):
        made: Maker = wanted
        return made
    return partial(_plain, wanted)


@cache
def _parts(wanted: type) -> tuple[tuple[str, Maker], ...]:
    """Return the fields of a class in their order, each with what makes it.

    Asked when the first value is made: a class may hold others of itself.
    """
    kinds = typing.get_type_hints(wanted)
    return tuple((name, _maker(kinds[name])) for name in _names(wanted))


def _made(wanted: type, said: Any) -> Any:
    parts = _parts(wanted)
    if not isinstance(said, list) or len(said) != len(parts):
        raise ValueError(f"no {wanted.__name__}")
    return wanted(**{name: make(each) for (name, make), each in zip(parts, said, strict=True)})


def _many(make: Maker, said: Any) -> Any:
    if not isinstance(said, list):
        raise ValueError("no list")
    return tuple([make(each) for each in said])


def _each(makers: Sequence[Maker], said: Any) -> Any:
    if not isinstance(said, list):
        raise ValueError("no list")
    return tuple([make(each) for make, each in zip(makers, said, strict=True)])


def _maybe(make: Maker, said: Any) -> Any:
    return None if said is None else make(said)


def _plain(wanted: Any, said: Any) -> Any:
    if wanted is float and isinstance(said, int | float):
        return float(said)
    if not isinstance(said, wanted):
        raise ValueError(f"no {wanted}")
    return said


@cache
def _names(wanted: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(wanted))

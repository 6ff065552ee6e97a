"""What holds for every package of plain values: a value is made once and nobody alters it."""

import dataclasses
import inspect
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import is_typeddict


def modules_of(package: ModuleType) -> list[ModuleType]:
    """Return the modules of a package, those of its own packages included."""
    found = walk_packages(package.__path__, f"{package.__name__}.")
    return [import_module(each.name) for each in found]


def own_classes(module: ModuleType) -> list[type]:
    """Return the classes that a module defines."""
    classes = inspect.getmembers(module, inspect.isclass)
    return [kind for _, kind in classes if kind.__module__ == module.__name__]


def alterable(module: ModuleType) -> list[str]:
    """Return the dataclasses of a module whose fields can be set again.

    A page, a document and a stored copy share the same value: none may alter it for another.
    """
    return [
        kind.__name__
        for kind in own_classes(module)
        if dataclasses.is_dataclass(kind) and not kind.__dataclass_params__.frozen
    ]


def undeclared(module: ModuleType) -> list[str]:
    """Return the classes with annotated fields that are no dataclass, and so hold nothing.

    A class that only names the shape of others, for the types, holds nothing on purpose.
    """
    return [
        kind.__name__
        for kind in own_classes(module)
        if kind.__dict__.get("__annotations__")
        and "__dataclass_fields__" not in kind.__dict__
        and not hasattr(kind, "_fields")
        and not (is_typeddict(kind) or getattr(kind, "_is_protocol", False))
    ]

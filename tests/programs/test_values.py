"""What holds for every plain value: it is made once and cannot be changed afterwards."""

import dataclasses
import inspect
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import pytest

from programs import values

MODULES = [
    import_module(found.name) for found in walk_packages(values.__path__, f"{values.__name__}.")
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_its_classes_are_frozen(module: ModuleType):
    """A page, a document and a stored copy share the same value: none may alter it for another."""
    mine = [
        kind
        for _, kind in inspect.getmembers(module, dataclasses.is_dataclass)
        if kind.__module__ == module.__name__
    ]

    assert not [kind.__name__ for kind in mine if not kind.__dataclass_params__.frozen]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_its_classes_with_fields_are_dataclasses(module: ModuleType):
    """A class with annotated fields that nobody declared a dataclass would hold nothing."""
    bare = [
        kind.__name__
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__
        and kind.__dict__.get("__annotations__")
        and "__dataclass_fields__" not in kind.__dict__
        and "_fields" not in kind.__dict__
    ]

    assert not bare

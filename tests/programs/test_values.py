"""What holds for every plain value: it is made once and cannot be changed afterwards."""

from types import ModuleType

import pytest

from programs import values
from tests.plain_values import alterable, modules_of, undeclared


@pytest.mark.parametrize("module", modules_of(values), ids=lambda module: module.__name__)
def test_its_classes_are_frozen(module: ModuleType):
    assert not alterable(module)
    assert not undeclared(module)

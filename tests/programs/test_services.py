"""What holds for every service: an act is one transaction, with its locks inside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from programs import services
from tests.plain_values import alterable, modules_of, undeclared

# What an act does to a row; whoever does it holds a lock until the transaction ends.
STEPS = {
    "save_version",
    "save_versions",
    "advance",
    "advance_all",
    "ledger_append",
    "select_for_update",
}
# Named so is what works inside the transaction of who calls it: it locks a row for them, records
# what they changed, or writes a part of their act.
INSIDE = ("_lock", "_changed", "_new", "_elsewhere", "_record", "_undo", "_unconfirm")
# It refuses by itself to run outside the transaction of its act, see `test_ledger`.
CHECKS_BY_ITSELF = {"ledger_append"}

Functions = dict[str, ast.FunctionDef]
MODULES: dict[str, Functions] = {
    path.stem: {
        node.name: node
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    for path in sorted(Path(services.__path__[0]).glob("*.py"))
}


def called(node: ast.AST) -> set[str]:
    """Return the names of what a function calls, as a function or as a method."""
    return {
        getattr(call.func, "attr", getattr(call.func, "id", ""))
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
    }


def reached(name: str, functions: Functions) -> set[str]:
    """Return what a function calls, and what the private functions of its module call for it."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        names = called(functions[waiting.pop()])
        waiting += [n for n in names - found if n.startswith("_") and n in functions]
        found |= names
    return found


def acts() -> Iterator[tuple[str, str]]:
    """Yield (module, name) of what somebody does: public, with the person, and locks or records."""
    for module, functions in MODULES.items():
        for name, node in functions.items():
            takes = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
            if name.startswith("_") or "by" not in takes or name in CHECKS_BY_ITSELF:
                continue
            if name.endswith(INSIDE):
                continue
            if any(n in STEPS or n.endswith(INSIDE) for n in reached(name, functions)):
                yield module, name


def holds_a_transaction(node: ast.FunctionDef) -> bool:
    """Tell whether a function is one transaction, or writes inside one of its own."""
    written = [*node.decorator_list]
    written += [
        item.context_expr.func
        for inner in ast.walk(node)
        if isinstance(inner, ast.With)
        for item in inner.items
        if isinstance(item.context_expr, ast.Call)
    ]
    return "transaction.atomic" in {ast.unparse(each) for each in written}


@pytest.mark.parametrize("module", modules_of(services), ids=lambda module: module.__name__)
def test_its_values_are_frozen(module):
    assert not alterable(module)
    assert not undeclared(module)


def test_the_acts_are_found():
    found = {name for _, name in acts()}

    assert len(found) > 25
    assert {"entrega_submit", "quantity_save", "respaldo_attach", "month_confirm"} <= found


@pytest.mark.parametrize(("module", "name"), sorted(acts()))
def test_an_act_is_one_transaction(module, name):
    """Its locks are worth nothing, and half of it could stay written, without a transaction."""
    functions = MODULES[module]
    own = holds_a_transaction(functions[name])
    helpers = [functions[n] for n in reached(name, functions) if n in functions]

    assert own or any(holds_a_transaction(helper) for helper in helpers)

"""Small changes of a Python source, one at a time: what a tired person could write instead.

Only what people see differ is changed: text for people, annotations, docstrings and imports stay.
"""

import ast
import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
EXCHANGED = {"min": "max", "max": "min", "all": "any", "any": "all"}
NARROWING = {"filter", "exclude", "order_by"}
# A memory changes the time that something takes, never what it gives.
MEMORIES = {"cache", "lru_cache"}
# SQLite has no row locks; how many rows go in one statement, and which links a validation need not
# look up again, changes no answer.
UNSEEN_KEYWORDS = {"of", "batch_size", "exclude"}
# Our services have no default for these: a call without them stops in any test.
REQUIRED_KEYWORDS = {"by", "now"}
CODE = re.compile(r"[a-z][a-z0-9_.]*")
UNTOUCHED = {"annotation", "returns", "ctx", "type_params"}
CONTEXT = 30
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Change:
    """One change: `number` counts those of its module, `function` is "" at module level.

    `before` and `after` are code with as much around as makes them clear; module, function and
    both together name the change, whatever line it is on.
    """

    module: str
    number: int
    line: int
    function: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """Return what changes into what, in one line."""
        return f"{self.before} → {self.after}"


@dataclass(frozen=True)
class _Site:
    """A node, what goes in its place, how to put it there, and the nodes around it."""

    old: ast.AST
    new: ast.AST
    put: Callable[[ast.AST], None]
    around: tuple[ast.AST, ...]
    function: str


def changes_of(root: Path, module: str) -> list[Change]:
    """Return every change of a module, a path below `root`."""
    tree = ast.parse((root / module).read_text(encoding="utf-8"))
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for number, site in enumerate(_sites(tree, (), "")):
        before, after = _texts(site)
        seen[site.function, before, after] += 1
        times = seen[site.function, before, after]
        if times > 1:
            after = f"{after} ({times})"
        line = getattr(site.old, "lineno", getattr(site.around[-1], "lineno", 1))
        found.append(Change(module, number, line, site.function, before, after))
    return found


def changed_source(root: Path, change: Change) -> str:
    """Return the source of the change's module with the change in it."""
    tree = ast.parse((root / change.module).read_text(encoding="utf-8"))
    for number, site in enumerate(_sites(tree, (), "")):
        if number == change.number:
            site.put(site.new)
            return ast.unparse(ast.fix_missing_locations(tree))
    raise LookupError(f"{change.module} has no change {change.number}.")


# Where ------------------------------------------------------------------------------------------


def _sites(node: ast.AST, around: tuple[ast.AST, ...], function: str) -> Iterator[_Site]:
    """Yield the changes below a node, always in one order."""
    around = (*around, node)
    for field, value in ast.iter_fields(node):
        if field in UNTOUCHED:
            continue
        if isinstance(value, ast.AST):
            yield from _sites_at(value, partial(setattr, node, field), around, function)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    put = partial(value.__setitem__, index)
                    yield from _sites_at(item, put, around, function)


def _sites_at(
    node: ast.AST, put: Callable[[ast.AST], None], around: tuple[ast.AST, ...], function: str
) -> Iterator[_Site]:
    """Yield the changes of a node and of what is below it."""
    parent = around[-1]
    if _is_silent(node):
        return
    if isinstance(node, FUNCTIONS | ast.ClassDef):
        # As Python itself names a function inside a function.
        between = ".<locals>." if isinstance(parent, FUNCTIONS) else "."
        function = f"{function}{between}{node.name}".lstrip(".")
    for new in _instead_of(node, parent):
        yield _Site(node, new, put, around, function)
    yield from _sites(node, around, function)


def _is_silent(node: ast.AST) -> bool:
    """Tell whether code does nothing that a test sees: an import, a docstring, public names."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
        case ast.keyword(arg=name) if name in UNSEEN_KEYWORDS:
            return True
    return False


# What -------------------------------------------------------------------------------------------


def _instead_of(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:
    """Yield what a tired person could write in the place of a node."""
    match node:
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                yield _with(node, "ops", index, COMPARED[type(operator)]())
        case ast.BoolOp():
            yield _with(node, "op", None, ast.And() if isinstance(node.op, ast.Or) else ast.Or())
            for index in range(len(node.values)):
                rest = _without(node, "values", index)
                yield rest if len(rest.values) > 1 else rest.values[0]
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.UnaryOp(op=ast.USub()):
            yield node.operand
        case ast.BinOp() | ast.AugAssign() if type(node.op) in COMPUTED:
            yield _with(node, "op", None, COMPUTED[type(node.op)]())
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str(value)) if CODE.fullmatch(value):
            yield ast.Constant(f"{value}_x")
        case ast.Name(id=name, ctx=ast.Load()) if name in EXCHANGED:
            yield ast.Name(EXCHANGED[name], ast.Load())
        case ast.Call():
            yield from _calls_instead_of(node)
        case ast.If() | ast.IfExp() | ast.While() if _plain(node.test):
            yield _with(node, "test", None, ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension():
            for index in range(len(node.ifs)):
                yield _without(node, "ifs", index)
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Expr(value=ast.Call()) | ast.Break() | ast.Continue():
            yield ast.Pass()
        case ast.With():
            yield from _blocks_instead_of(node)
        case ast.FunctionDef() | ast.ClassDef():
            for index, decorator in enumerate(node.decorator_list):
                if _name(decorator) not in MEMORIES:
                    yield _without(node, "decorator_list", index)
        case ast.List(ctx=ast.Load()) | ast.Set() | ast.Tuple(ctx=ast.Load()):
            if len(node.elts) > 1 and not (isinstance(node, ast.Tuple) and _counted(node, parent)):
                for index in range(len(node.elts)):
                    yield _without(node, "elts", index)
        case ast.Dict():
            for index in range(len(node.keys) if len(node.keys) > 1 else 0):
                rest = _without(node, "keys", index)
                del rest.values[index]
                yield rest


def _calls_instead_of(node: ast.Call) -> Iterator[ast.AST]:
    for index, keyword in enumerate(node.keywords):
        if keyword.arg and keyword.arg not in UNSEEN_KEYWORDS | REQUIRED_KEYWORDS:
            yield _without(node, "keywords", index)
    if isinstance(node.func, ast.Attribute) and node.func.attr in NARROWING:
        # What narrows or orders rows is left out of its chain.
        yield ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], [])


def _blocks_instead_of(node: ast.With) -> Iterator[ast.AST]:
    for index, item in enumerate(node.items):
        if item.optional_vars is None:
            rest = _without(node, "items", index)
            yield rest if rest.items else ast.If(ast.Constant(True), node.body, [])


def _with(node: ast.AST, field: str, index: int | None, value: ast.AST) -> ast.AST:
    """Return a copy of a node with another value in a field, or at one place of it."""
    new = copy.copy(node)
    if index is None:
        setattr(new, field, value)
    else:
        values = list(getattr(node, field))
        values[index] = value
        setattr(new, field, values)
    return new


def _without(node: ast.AST, field: str, index: int) -> ast.AST:
    """Return a copy of a node without one thing of a field; all its lists are its own."""
    new = copy.copy(node)
    for name, value in ast.iter_fields(node):
        if isinstance(value, list):
            setattr(new, name, list(value))
    del getattr(new, field)[index]
    return new


def _plain(test: ast.expr) -> bool:
    """Tell whether a condition is one that no other change turns around."""
    turned = ast.Compare | ast.BoolOp
    return not isinstance(test, turned) and not (
        isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    )


def _counted(node: ast.Tuple, parent: ast.AST) -> bool:
    """Tell whether a tuple has its length from who takes it apart: any test would notice."""
    if isinstance(parent, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.Subscript):
        return True
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Tuple):
        return True
    return not all(_is_entry(item) for item in node.elts)


def _is_entry(node: ast.expr) -> bool:
    """Tell whether an item of a tuple could stand in a table: a code, a constant, a record."""
    match node:
        case ast.Constant() | ast.Tuple():
            return True
        case ast.Name() | ast.Attribute() | ast.Call():
            return _name(node)[:1].isupper()
    return False


def _name(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "attr", getattr(node, "id", ""))


# Said -------------------------------------------------------------------------------------------


def _texts(site: _Site) -> tuple[str, str]:
    """Return the code before and after a change, shortened to what differs and a little more."""
    context = site.old
    rising = list(site.around)
    while rising and not _is_clear(context):
        context = rising.pop()
    before = _code(context)
    if context is site.old:
        after = _code(site.new)
    else:
        site.put(site.new)
        after = _code(context)
        site.put(site.old)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return _shortened(before, start, end), _shortened(after, start, end)


def _is_clear(node: ast.AST) -> bool:
    if isinstance(node, ast.stmt):
        return True
    return isinstance(node, ast.expr) and len(ast.unparse(node)) >= CONTEXT


def _code(node: ast.AST) -> str:
    """Return a node as one line of code; of a statement with a body only its head."""
    if hasattr(node, "body") and isinstance(node.body, list):
        head = copy.copy(node)
        head.body = [ast.Pass()]
        for rest in ("orelse", "finalbody", "handlers"):
            if getattr(head, rest, None):
                setattr(head, rest, [])
        if isinstance(head, ast.Try):
            head.finalbody = [ast.Pass()]
        node = head
    text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node)))
    return re.sub(r"\s+", " ", text.removesuffix("\n    pass")).strip()


def _shortened(text: str, start: int, end: int) -> str:
    left, right = max(start - CONTEXT, 0), max(end - CONTEXT, 0)
    cut = text[left : len(text) - right]
    return f"{'…' if left else ''}{cut}{'…' if right else ''}"

"""Habits of the code: short modules, docstrings, hints, no swallowed error, no silenced linter."""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import OURS, ROOT, imports_of, nodes_of, sources, tree_of

MAX_LINES = 400
MAX_TEMPLATE_LINE = 160  # the formatter leaves long lines as they are


def taken_whole(node: ast.AST) -> bool:
    """Tell whether a node sets `fields` to "__all__", as an attribute or as an argument."""
    if isinstance(node, ast.Assign):
        names, value = [getattr(target, "id", "") for target in node.targets], node.value
    elif isinstance(node, ast.AnnAssign):
        names, value = [getattr(node.target, "id", "")], node.value
    elif isinstance(node, ast.keyword):
        names, value = [node.arg], node.value
    else:
        return False
    return "fields" in names and isinstance(value, ast.Constant) and value.value == "__all__"


def test_no_form_takes_all_fields():
    taking = [
        f"{module}:{node.lineno}"
        for module in sources()
        for node in nodes_of(module)
        if taken_whole(node) or isinstance(node, ast.Name) and node.id == "ALL_FIELDS"
    ]

    assert not taking, "Name the fields: a new one must not open itself."


def test_modules_are_short():
    lengths = {
        module: len(path.read_text(encoding="utf-8").splitlines())
        for module, path in sources().items()
    }
    long = {module: lines for module, lines in lengths.items() if lines > MAX_LINES}

    assert not long, f"Beyond {MAX_LINES} lines, look for the second thing that it has become."


def test_lines_of_templates_are_short():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    long = [
        f"{path.relative_to(ROOT)}:{number} ({len(line)})"
        for path in templates
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > MAX_TEMPLATE_LINE
    ]

    assert templates
    assert not long, "Break them where a space stood already, or take a part to its own file."


def undocumented(body: list[ast.stmt], where: str) -> Iterator[str]:
    """Yield the public functions and classes of a body without docstring, methods included."""
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        # Django's inner class Meta and Python's own method names need no explanation.
        if node.name.startswith("_") or node.name == "Meta" and where.count(":"):
            continue
        name = f"{where}:{node.name}"
        if ast.get_docstring(node) is None:
            yield name
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node.body, name)


def test_everything_public_has_a_docstring():
    bare = [name for module in sources() for name in undocumented(tree_of(module).body, module)]

    assert not bare


def test_every_module_says_what_it_is():
    silent = [
        module
        for module, path in sources().items()
        if path.read_text(encoding="utf-8").strip() and ast.get_docstring(tree_of(module)) is None
    ]

    assert not silent


def test_no_error_is_swallowed():
    broad = [
        f"{module}:{node.lineno}"
        for module in sources()
        for node in nodes_of(module)
        if isinstance(node, ast.ExceptHandler)
        if node.type is None
        or any(
            isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"}
            for name in ast.walk(node.type)
        )
    ]

    assert not broad, "Name the errors that can happen."


def comments_of(path: Path) -> dict[int, str]:
    """Return {line: comment} of a file of Python."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def test_no_comment_silences_the_linter_or_puts_work_off():
    wrong = re.compile(r"noqa|type:\s*ignore|\bTODO\b|\bFIXME\b|\bXXX\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{line} {comment}"
        for path in [*sources().values(), *sorted((ROOT / "tests").rglob("*.py"))]
        # To take a file apart takes long, and what no line of it holds is in no comment.
        if wrong.search(path.read_text(encoding="utf-8"))
        for line, comment in comments_of(path).items()
        if wrong.search(comment)
    ]

    assert not found


def assigned(node: ast.AST) -> list[ast.expr]:
    """Return what a node assigns to, a whole attribute or one key of it."""
    if isinstance(node, ast.Assign | ast.Delete):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    else:
        return []
    flat = [each for target in targets for each in getattr(target, "elts", [target])]
    return [each.value if isinstance(each, ast.Subscript) else each for each in flat]


def test_no_code_writes_over_what_a_request_asked():
    writing = [
        f"{module}:{node.lineno}"
        for module in sources()
        for node in nodes_of(module)
        for target in assigned(node)
        if isinstance(target, ast.Attribute) and target.attr in {"GET", "POST"}
    ]

    assert not writing, "Give the function that draws what it shall draw."


def unhinted(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of the functions, nested ones too, of which a hint is missing."""
    first = {
        method.args.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and method.args.args
        if all(getattr(mark, "id", "") != "staticmethod" for mark in method.decorator_list)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        args = node.args
        named = {*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg}
        if node.returns is None or any(
            arg is not None and arg.annotation is None for arg in named - first
        ):
            yield node.lineno


def test_every_function_has_its_hints():
    trees = {module: tree_of(module) for module in sources()}
    trees["manage"] = ast.parse((ROOT / "manage.py").read_text(encoding="utf-8"))
    bare = [f"{module}:{line}" for module, tree in trees.items() for line in unhinted(tree)]

    assert not bare, "Write the types of what it takes and of what it returns."


# The variable after {% autoescape off %}, or before the filter that says the same.
UNESCAPED = re.compile(r"(?:autoescape off %}\s*{{ |{{ (?=[\w.]+\|safe\b))([\w.]+)")


def test_markup_taken_as_safe_says_why():
    unexplained = []
    for module, path in sources().items():
        calls = [node for node in nodes_of(module) if isinstance(node, ast.Call)]
        lines = [
            call.lineno
            for call in calls
            if getattr(call.func, "id", getattr(call.func, "attr", "")) == "mark_safe"
        ]
        comments = comments_of(path) if lines else {}
        unexplained += [
            f"{module}:{line}" for line in lines if not {line, line - 1} & comments.keys()
        ]
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        remarks = " ".join(re.findall(r"{% comment %}.*?{% endcomment %}|{#.*?#}", text, re.DOTALL))
        unexplained += [
            f"{path.relative_to(ROOT)}: {name}"
            for name in UNESCAPED.findall(text)
            if f"`{name}`" not in remarks
        ]

    assert not unexplained


def test_only_the_standard_library_and_declared_packages_are_imported():
    files = ("requirements.txt", "requirements-s3.txt")
    declared = "".join((ROOT / name).read_text(encoding="utf-8") for name in files)
    # Import names that differ from the name of their package.
    packages = {
        "PIL": "pillow",
        "allauth": "django-allauth",
        "csp": "django-csp",
        "crispy_forms": "django-crispy-forms",
        "django_tasks": "django-tasks",
        "django_tasks_db": "django-tasks-db",
        "environ": "django-environ",
        "import_export": "django-import-export",
        "psycopg2": "psycopg2-binary",
        "simple_history": "django-simple-history",
        "storages": "django-storages",
    }
    unknown = sorted(
        {
            f"{module} imports {top}"
            for module in sources()
            for top in {imported.partition(".")[0] for imported in imports_of(module)}
            if top not in OURS and top not in sys.stdlib_module_names
            if f"\n{packages.get(top, top)}==" not in f"\n{declared}"
        }
    )

    assert not unknown

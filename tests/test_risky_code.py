"""What opens a door where somebody is careless stands only where it was looked at, with why.

Of what bandit warns of (medium and above), what this project could write: markup that is not
escaped, requests without their token, SQL made of texts, code and shells made of data, weak
hashes, chance that can be guessed, parsers of XML with entities.
"""

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.test_architecture import ROOT, imports_of, sources, tree_of

DRAWN = "Drawn by our own code, which escapes every name and number in it."
# In a template: (what is not escaped) and why.
TEMPLATES = {
    "block.html": "Cleaned by its field when it was saved, read and frozen.",
    "stylesheet": "A file of ours.",
    "chart.svg": DRAWN,
    "narrow.svg": DRAWN,
    "panel": DRAWN,
    "panel.svg": DRAWN,
    "part.svg": DRAWN,
    "document.curve.svg": DRAWN,
    "document.areas.svg": DRAWN,
    "summary.curve.spoken": DRAWN,
    "summary.semaforos.spoken": DRAWN,
    "summary.areas.spoken": DRAWN,
    "mark": DRAWN,
    "line.mark": DRAWN,
    "figure.code": DRAWN,
    "line.code": DRAWN,
    "document.seal.code": DRAWN,
    "seal.code": DRAWN,
}
# In the code: (module, name) and why.
CODE = {
    ("programs.templatetags.programs_text", "mark_safe"): "Clean markup, and a tag of ours.",
    ("reports.views.verificar", "csrf_exempt"): "Anybody asks, without account; nothing is kept.",
    ("programs.views.revisar", "csrf_exempt"): "How much is sent comes first, then its token.",
    ("programs.views.informe_traido", "csrf_exempt"): "The same door: size, then token.",
    ("reports.forking", "pickle"): "Between a process and the child that it started.",
    ("reports.views.frames", "xframe_options_sameorigin"): "Two documents, in our preview.",
}
# SQL made of texts: names of tables, columns and triggers of ours, never a value that arrived.
SQL = {
    "programs.keeping.backup": "The name of a table, quoted.",
    "programs.keeping.sqlite": "The name of a table, quoted.",
    "programs.models.locks": "Triggers, whose names stand in the code.",
    "programs.views.storage": "A number of ours, and the one that was read before.",
    "sesea.safety.engines": "Names of settings, which stand in the code.",
}
RISKY = {
    "mark_safe", "SafeText", "csrf_exempt", "csp_exempt", "xframe_options_exempt",
    "xframe_options_sameorigin", "RawSQL", "eval", "exec", "mktemp", "pickle", "marshal", "shelve",
    "executescript", "mark_for_escaping",
}  # fmt: skip
# Chance that can be guessed; parsers that follow entities; servers and shells.
MODULES = {
    "random", "xml.etree", "xml.dom", "xml.sax", "lxml", "telnetlib", "ftplib", "yaml",
    "xmlrpc", "commands", "imp",
}  # fmt: skip
_UNESCAPED = re.compile(r"\{\{\s*([\w.]+)\|[^}]*\bsafe(?:seq)?\b")
_AUTOESCAPE = re.compile(r"autoescape off %\}\s*\{\{\s*([\w.]+)")


def unescaped(text: str) -> set[str]:
    """Return what a template prints as it is."""
    return {*_UNESCAPED.findall(text), *_AUTOESCAPE.findall(text)}


def test_templates_print_as_it_is_only_what_is_known_to_be_clean():
    found: dict[str, str] = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert len(_AUTOESCAPE.findall(text)) == text.count("autoescape off"), path
        found |= dict.fromkeys(unescaped(text), path.name)

    assert found.keys() == TEMPLATES.keys(), "Look at what is new; take out what is gone."


def risky(tree: ast.Module) -> Iterator[str]:
    """Yield the risky names that a module uses."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in RISKY:
                yield name
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", "")
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if getattr(given.get("shell"), "value", False):
            yield "shell"
        if called in {"system", "popen", "extra"}:
            yield called
        if called in {"md5", "sha1"} and getattr(given.get("usedforsecurity"), "value", True):
            yield called


def test_risky_code_stands_only_where_it_was_looked_at():
    found = {(module, name) for module in sources() for name in risky(tree_of(module))}

    assert found == CODE.keys(), "Look at what is new; take out what is gone."


def sql_of_texts(tree: ast.Module) -> bool:
    """Tell whether a module hands the database a statement that it puts together."""
    return any(
        isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in {"execute", "executemany", "raw"}
        and node.args
        and any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in ast.walk(node.args[0]))
        for node in ast.walk(tree)
    )


def test_sql_is_put_together_only_of_names_of_ours():
    found = {module for module in sources() if sql_of_texts(tree_of(module))}

    assert found == SQL.keys(), "Give values as parameters."


def test_no_module_that_can_be_guessed_or_follows_entities():
    found = {
        f"{module} imports {name}"
        for module in sources()
        for name in imports_of(module)
        for wrong in MODULES
        if name == wrong or name.startswith(f"{wrong}.")
        if not module.startswith("programs.demo")  # its chance makes sample data, from one seed
    }

    assert found == set()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("mark_safe(x)", "mark_safe"),
        ("@csrf_exempt\ndef a(): pass", "csrf_exempt"),
        ("subprocess.run(x, shell=True)", "shell"),
        ("hashlib.sha1(x)", "sha1"),
        ("os.system(x)", "system"),
        ("rows.extra(where=[x])", "extra"),
    ],
)
def test_the_look_finds_each_kind(code, name):
    assert name in set(risky(ast.parse(code)))


def test_the_look_finds_what_is_printed_as_it_is():
    assert unescaped("{{ a.b|upper|safe }}{% autoescape off %}{{ c }}") == {"a.b", "c"}
    assert sql_of_texts(ast.parse('cursor.execute(f"SELECT {x}")'))
    assert not sql_of_texts(ast.parse('cursor.execute("SELECT %s", [x])'))


# The first version of each without a fault that reaches this project, and what that fault was.
FLOORS = {
    "django": ((5, 2, 19), "5.2.19: memory of what is sent in parts; 5.2.18: CVE-2026-87975."),
    "weasyprint": ((70, 0), "CVE-2026-55073: pictures of EPS are drawn; before, CVE-2025-68616."),
    "pillow": ((13, 0, 0), "What reads the pictures that arrive: never an older one."),
}


def pinned(text: str) -> dict[str, tuple[int, ...]]:
    """Return {package: version} of a file of requirements, all of them with their hashes."""
    found = re.findall(r"^([a-z0-9-]+)==([0-9.]+)\S* .*\\\n\s+--hash=", text, re.MULTILINE)
    return {name: tuple(map(int, filter(None, version.split(".")))) for name, version in found}


def test_what_is_installed_is_pinned_and_not_below_what_was_mended():
    for path in sorted(ROOT.glob("requirements*.txt")):
        text = path.read_text(encoding="utf-8")
        versions = pinned(text)
        assert len(versions) == len(re.findall(r"^\w.*==", text, re.MULTILINE))
        for name, (floor, why) in FLOORS.items():
            if name in versions:
                assert versions[name] >= floor, f"{path.name}: {name}, {why}"
    direct = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert FLOORS.keys() <= pinned((ROOT / "requirements.txt").read_text()).keys()
    assert len(direct) > 10 and all(re.search(r"[=~]=\d", line) for line in direct)

"""The tool that tries the tests: which changes it makes, and which tests it takes for near."""

from pathlib import Path

import pytest

from tests.mutants.changes import Change, changed_source, changes_of
from tests.mutants.near import Recorded, is_imported, near_tests
from tests.mutants.survivors import accepted
from tests.test_consistency import ROOT


def texts(folder: Path, source: str) -> set[str]:
    """Return the changes of a source in words."""
    (folder / "rule.py").write_text(source, encoding="utf-8")
    return {change.text for change in changes_of(folder, "rule.py")}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", {"a < b → a <= b"}),
        ("a in b", {"a in b → a not in b"}),
        ("a and b", {"a and b → a or b", "a and b → a", "a and b → b"}),
        ("x = not a", {"x = not a → x = a"}),
        ("x = a + 1", {"x = a + 1 → x = a - 1", "x = a + 1 → x = a + 2"}),
        ("x = True", {"x = True → x = False"}),
        ("x = 'draft'", {"x = 'draft' → x = 'draft_x'"}),
        ("x = max(a, b)", {"x = max(a, b) → x = min(a, b)"}),
        ("f(a)", {"f(a) → pass"}),
        ("x = f(a, b=c)", {"x = f(a, b=c) → x = f(a)"}),
        ("x = rows.filter(a)", {"x = rows.filter(a) → x = rows.all()"}),
        ("x = {A, B}", {"x = {A, B} → x = {A}", "x = {A, B} → x = {B}"}),
        ("x = (A, B)", {"x = (A, B) → x = (A,)", "x = (A, B) → x = (B,)"}),
        ("raise Locked", {"raise Locked → pass"}),
        ("if a:\n    x = b", {"if a: → if not a:"}),
        ("x = [a for a in b if c]", {"x = [a for a in b if c] → x = [a for a in b]"}),
        ("with atomic():\n    x = b", {"with atomic(): → if True:"}),
        ("@atomic\ndef f():\n    x = b", {"@atomic def f(): → def f():"}),
        ("def f():\n    return a", {"return a → return None"}),
    ],
)
def test_the_changes_that_are_tried(tmp_path, source, expected):
    assert expected <= texts(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "import a",
        "x: Literal[1] | None",
        "x = 'Falta la declaración.'",
        "__all__ = ['a', 'b']",
        "@cache\ndef f(a: int) -> Literal[1]:\n    x = a",
        "x = rows.select_for_update(of=('self', 'programa'))",
        "a, b = A, B",
        "x = f(by=person, now=moment)",
    ],
)
def test_what_no_test_could_notice_stays(tmp_path, source):
    assert texts(tmp_path, source) == set()


def test_a_change_is_made_in_its_place_and_nowhere_else(tmp_path):
    source = "def f(a):\n    return a > 1\n\n\ndef g(a):\n    return a > 1\n"
    (tmp_path / "rule.py").write_text(source, encoding="utf-8")
    change = next(c for c in changes_of(tmp_path, "rule.py") if (c.function, c.line) == ("g", 6))

    changed = changed_source(tmp_path, change)

    assert changed.count("return a > 1") == 1
    assert changed.startswith("def f(a):\n    return a > 1\n")


def test_two_equal_changes_of_a_function_have_two_names(tmp_path):
    found = texts(tmp_path, "def f(a):\n    g(a)\n    g(a)\n")

    assert found == {"g(a) → pass", "g(a) → pass (2)"}


MODULE = "programs/services/meses.py"
ROOM = "tests/programs/test_services.py::test_e"
NAMED = "tests/programs/test_meses_confirm.py::test_a"
SMALL = "tests/programs/test_pages.py::test_b"
LARGE = "tests/programs/test_pages.py::test_c"
IMPORTS = "tests/programs/test_pages.py::test_f"
OTHER = "tests/programs/test_pages.py::test_d"
RECORDED = [
    Recorded(LARGE, 1.0, (f"{MODULE}:month_confirm", f"{MODULE}:month_save", "x:y")),
    Recorded(SMALL, 1.0, (f"{MODULE}:month_confirm",)),
    Recorded(OTHER, 1.0, (f"{MODULE}:Batch.add",)),
    Recorded(ROOM, 1.0, ()),
    Recorded(NAMED, 1.0, (f"{MODULE}:month_confirm", "x:y", "x:z", "x:w")),
    Recorded(IMPORTS, 1.0, (f"{MODULE}:", "x:y", "x:z", "x:v", "x:w")),
]


@pytest.mark.parametrize(
    ("function", "seconds", "expected"),
    [
        ("month_confirm", 9, [ROOM, NAMED, SMALL, LARGE]),
        ("month_confirm", 2, [ROOM, NAMED, SMALL]),
        ("month_confirm", 0, [ROOM, NAMED]),
        ("Batch", 9, [ROOM, OTHER]),
        ("", 9, [ROOM, NAMED, IMPORTS, SMALL, OTHER, LARGE]),
    ],
)
def test_the_nearest_tests_come_first_and_fit_the_time(function, seconds, expected):
    change = Change(MODULE, 0, 1, function, "a", "b")

    assert [test.test for test in near_tests(change, RECORDED, seconds)] == expected


def test_accepted_survivors_are_named_once_and_say_why():
    listed = accepted()
    places = {(item.module, item.function, item.change) for item in listed}

    assert len(places) == len(listed)
    assert not [item for item in listed if not item.reason.endswith(".")]
    assert not [item for item in listed if not (ROOT / item.module).is_file()]


@pytest.mark.parametrize(
    ("text", "imports"),
    [
        ("from programs.services.meses import mark_save\n", True),
        ("import pytest\nfrom programs.services import cierre, meses\n", True),
        ("from programs.services import meses_confirm\n", False),
        ("from programs.services.meses_confirm import x\n", False),
        ("# from programs.services.meses import mark_save\n", False),
    ],
)
def test_what_a_test_file_imports(text, imports):
    assert is_imported(MODULE, text) == imports

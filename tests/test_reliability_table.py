"""The table of docs/fiabilidad.md: R1 to R35 are there, each with tests that exist."""

import ast
import re

from tests.test_consistency import ROOT, text_of

TABLE = ROOT / "docs" / "fiabilidad.md"
PROMISES = [f"R{number}" for number in range(1, 36)]


def promises() -> dict[str, list[str]]:
    """Return {name: [what is promised, what holds it, how it was seen failing]} in their order."""
    rows = [line.strip("|\n").split(" | ") for line in text_of(TABLE).splitlines()]
    found = [[cell.strip() for cell in row] for row in rows if re.match(r" R\d+$", row[0])]
    assert all(len(row) == 4 for row in found)
    return {name: cells for name, *cells in found}


def is_there(named: str) -> bool:
    """Tell whether `path::name` is a test of ours, or `path` a measurement."""
    path, _, name = named.partition("::")
    if not (ROOT / path).is_file():
        return False
    if not name:
        return path.startswith("tests/bench/bench_")
    parts = ast.parse(text_of(ROOT / path)).body
    for wanted in name.split("::"):
        found = [part for part in parts if getattr(part, "name", None) == wanted]
        if not found:
            return False
        parts = getattr(found[0], "body", [])
    return wanted.startswith(("test_", "Test"))


def test_every_promise_is_there_once_and_in_order():
    text = text_of(TABLE)

    assert re.findall(r"^\| (R\d+) \|", text, re.MULTILINE) == PROMISES == list(promises())


def test_each_promise_is_held_by_tests_that_exist_and_says_how_they_were_seen_failing():
    named = {name: re.findall(r"`([^`]+)`", held) for name, (_, held, _) in promises().items()}

    assert not [name for name, tests in named.items() if not tests]
    assert not [test for tests in named.values() for test in tests if not is_there(test)]
    assert not [name for name, (_, _, how) in promises().items() if not how.endswith(".")]

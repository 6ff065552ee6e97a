"""What computes knows nothing of what it checks."""

import ast
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
COMPUTES = (
    "shapes", "rows", "numerals", "months", "quantities", "verdicts", "sentences", "lineas",
    "monthly", "totals", "debts", "papers", "history", "results",
)  # fmt: skip
# What asks the product, reads its pages, writes plans and counts.
ASKS = (
    "beside_lineas", "beside_papers", "beside_summary", "beside_tablero", "comparing", "plan_rows",
    "plans", "printed", "stage", "tally",
)  # fmt: skip
ALLOWED = {"django.conf.settings", "django.db.connection"}
STANDARD = {
    "calendar", "collections", "copy", "dataclasses", "datetime", "enum", "fractions", "json",
    "math", "types", "typing", "zoneinfo",
}  # fmt: skip


def imports_of(module: str) -> set[str]:
    """Return the dotted names that a module of the oracle imports."""
    found = set()
    for node in ast.walk(ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("module", COMPUTES)
def test_it_computes_with_sql_fractions_and_dates_only(module):
    own = {f"tests.oracle.{each}" for each in COMPUTES}
    foreign = {
        name
        for name in imports_of(module) - ALLOWED
        if name.partition(".")[0] not in STANDARD
        and name not in own
        and name.rpartition(".")[0] not in own | {"tests.oracle"}
    }
    asked = {name for name in imports_of(module) if name in {f"tests.oracle.{a}" for a in ASKS}}
    assert not foreign | asked


def test_every_module_of_the_oracle_is_named_above():
    present = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert present == {*COMPUTES, *ASKS} | {each for each in present if each.startswith("test_")}

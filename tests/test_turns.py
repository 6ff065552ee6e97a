"""How the tests are shared out: every file whole, but for those that are named."""

from pathlib import Path

from tests.turns import FIRST, PIECES, pieces_of, turn_of

ROOT = Path(__file__).resolve().parents[1]


def test_a_file_goes_whole_and_those_that_are_named_in_pieces():
    whole = [f"tests/programs/test_query_budget.py::test_one[{n}]" for n in range(300)]
    shared = [f"tests/programs/test_admin.py::test_one[{n}]" for n in range(250)]

    found = pieces_of([*whole, *shared])

    assert {found[nodeid] for nodeid in whole} == {"tests/programs/test_query_budget.py"}
    assert [found[nodeid] for nodeid in shared] == [
        f"tests/programs/test_admin.py#{n // 100}" for n in range(250)
    ]


def test_what_takes_longest_is_handed_out_first():
    handed = sorted(["tests/test_words.py", *reversed(FIRST)], key=turn_of)

    assert handed == [*FIRST, "tests/test_words.py"]


def test_the_named_files_exist():
    assert [path for path in (*FIRST, *PIECES) if not (ROOT / path).exists()] == []

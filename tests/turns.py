"""How the tests are shared out among the processes of a run: a file at a time, the longest first.

What a file makes once for all its tests would be made again by each process that had some of them.
Only where that is little beside the tests is a file shared out in pieces.
"""

from collections.abc import Mapping

from xdist.scheduler import LoadScopeScheduling

# What takes minutes begins while there is still other work for the rest. Whoever begins with the
# first makes the database, for which the next three do not ask: the other processes would wait.
FIRST = (
    "tests/programs/test_query_budget.py",
    "tests/programs/test_revisor_corpus.py",
    "tests/programs/test_informe_hostile.py",
    "tests/reports/test_tags.py",
    "tests/browser/",
    "tests/programs/test_permission_table.py",
    "tests/programs/test_admin.py",
    "tests/reports/test_layout.py",
    "tests/programs/test_demo_muestra.py",
    "tests/programs/test_load_demo.py",
    "tests/programs/test_kills.py",
    "tests/programs/test_lost_updates.py",
    "tests/programs/test_races.py",
    "tests/programs/test_workflow.py",
    "tests/oracle/test_demo.py",
    "tests/reports/test_alive.py",
    "tests/reports/test_build_document.py",
    "tests/reports/test_tablero.py",
    "tests/reports/test_tablero_files.py",
    "tests/reports/test_word_for_word.py",
    "tests/reports/test_worker.py",
)
# How many tests each piece has, of the files whose tests cost more than what they share.
PIECES: Mapping[str, int] = {
    "tests/browser/": 4,
    "tests/programs/test_permission_table.py": 100,
    "tests/programs/test_admin.py": 100,
    "tests/reports/test_layout.py": 1,
}


def piece_size(path: str) -> int | None:
    """Return how many tests of a file go together, None for all of them."""
    return next((size for start, size in PIECES.items() if path.startswith(start)), None)


def pieces_of(nodeids: list[str]) -> dict[str, str]:
    """Return the piece of each test: its file, with a number where the file has several."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for nodeid in nodeids:
        path = nodeid.partition("::")[0]
        place = seen[path] = seen.get(path, -1) + 1
        size = piece_size(path)
        found[nodeid] = f"{path}#{place // size}" if size else path
    return found


def turn_of(path: str) -> int:
    """Return when a file is handed out: those of `FIRST` in its order, then all others."""
    return next((turn for turn, start in enumerate(FIRST) if path.startswith(start)), len(FIRST))


class ByFile(LoadScopeScheduling):
    """xdist's sharing by scope, where a scope is a file or a piece of one."""

    pieces: Mapping[str, str] = {}

    def schedule(self) -> None:
        """Share the tests out in the order in which the processes collected them."""
        self.config.option.loadscopereorder = False
        if not self.pieces:
            self.pieces = pieces_of(next(iter(self.registered_collections.values())))
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return self.pieces[nodeid]

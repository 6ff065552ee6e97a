"""Runs of pytest, each in a forked process with copies of the checkout and of the database.

The process that forks has the packages in memory and nothing of the project, so a run pays for
the project and its tests only. Whatever a run does stays in its copies.
"""

import importlib
import importlib.util
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest
from django.core.management import execute_from_command_line

from tests.mutants.changes import Change

OURS = {"programs", "reports", "sesea", "tests"}
# What takes longest to import, of what can be imported without Django's settings.
HEAVY = (
    "django.test",
    "weasyprint",
    "openpyxl",
    "tablib",
    "PIL.Image",
    "pikepdf",
    "playwright.sync_api",
)
# What pytest need not do here; looking for lost objects at the end takes a sixth of a short run.
WITHOUT = ("cacheprovider", "xdist", "unraisableexception")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "test-results", "staticfiles")
NOT_NEAR = "not browser and not long"
MEMORY = 4 * 1024**3
WAIT = 900


@dataclass(frozen=True)
class Run:
    """Some test files with their limit of processor seconds, and with a change or with none.

    `tests` are the ids of those to run, in order; without any, all of the files.
    """

    files: tuple[str, ...]
    seconds: int
    tests: tuple[str, ...] = ()
    change: Change | None = None
    source: str = ""


class PreparedDatabase:
    """A plugin of pytest: the tests find their database already made."""

    def __init__(self, path: Path):
        self.path = path

    def pytest_configure(self, config: pytest.Config) -> None:
        """Put a fixture in the place of pytest-django's, which came before."""

        @pytest.fixture(scope="session")
        def django_db_setup(django_db_modify_db_settings: None) -> None:
            from django.db import connection

            connection.close()
            connection.settings_dict["NAME"] = str(self.path)

        ready = ModuleType("prepared_database")
        ready.django_db_setup = django_db_setup
        config.pluginmanager.register(ready)


class ChosenTests:
    """A plugin of pytest: only these tests, in their order.

    A change may leave one of them out of a table of cases. Then it is not run, as it would not be
    run if somebody had made that change.
    """

    def __init__(self, tests: tuple[str, ...]):
        self.place = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Drop the others."""
        chosen = [item for item in items if item.nodeid in self.place]
        items[:] = sorted(chosen, key=lambda item: self.place[item.nodeid])


class Bench:
    """Copies of a checkout, one for each run at a time, and one prepared database.

    `root` is the copy that nothing changes: who edits the checkout meanwhile disturbs nobody.
    """

    def __init__(self, root: Path, folder: Path, jobs: int):
        self.root = folder / "checkout"
        self.trees = [folder / f"tree-{number}" for number in range(jobs)]
        self.database = folder / "prepared.sqlite3"
        for name in HEAVY:
            importlib.import_module(name)
        # A slow machine is no failure, and the same examples make the same verdict.
        hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True)
        shutil.copytree(root, self.root, ignore=LEFT_OUT)
        self._prepare()
        for tree in self.trees:
            shutil.copytree(self.root, tree)

    def _prepare(self) -> None:
        """Make the database, and leave the compiled project for the copies."""
        pid = os.fork()
        if not pid:
            code = 1
            try:
                _enter(self.root)
                os.environ["DATABASE_URL"] = f"sqlite:///{self.database}"
                os.environ["DJANGO_SETTINGS_MODULE"] = "sesea.settings"
                execute_from_command_line(["manage.py", "migrate", "--verbosity=0"])
                code = 0
            finally:
                os._exit(code)
        if os.waitpid(pid, 0)[1]:
            raise SystemExit((self.root / "log").read_text(encoding="utf-8")[-2000:])

    def run_all(
        self, runs: list[Run], plugin: Callable[[Path], object] | None = None
    ) -> Iterator[tuple[Run, int, Path]]:
        """Yield each run as it ends, with pytest's exit code (negative for a signal) and its tree.

        `plugin`, given the tree, makes one more plugin of pytest. In the tree lie `log`, the words
        of pytest, and what the plugin left.
        """
        waiting, free = list(reversed(runs)), list(self.trees)
        running: dict[int, tuple[Run, Path, float]] = {}
        try:
            while waiting or running:
                while waiting and free:
                    tree, run = free.pop(), waiting.pop()
                    more = plugin(tree) if plugin else None
                    running[self._start(tree, run, more)] = (run, tree, time.monotonic())
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    time.sleep(0.02)
                    for late, (_, _, since) in running.items():
                        if time.monotonic() - since > WAIT:
                            _kill(late)
                    continue
                run, tree, _ = running.pop(pid)
                self._restore(tree, run)
                yield run, os.waitstatus_to_exitcode(status), tree
                free.append(tree)
        finally:
            for pid in running:
                _kill(pid)
                os.waitpid(pid, 0)

    def _start(self, tree: Path, run: Run, more: object | None) -> int:
        if run.change:
            (tree / run.change.module).write_text(run.source, encoding="utf-8")
            _compiled(tree / run.change.module).unlink(missing_ok=True)
        database = tree / "run.sqlite3"
        shutil.copyfile(self.database, database)
        pid = os.fork()
        if not pid:
            code = 3
            try:
                _enter(tree)
                # A compiled change is not kept: the next may have the same length and second.
                sys.dont_write_bytecode = run.change is not None
                resource.setrlimit(resource.RLIMIT_CPU, (run.seconds, run.seconds + 5))
                options = ["-q", "-m", NOT_NEAR, "--hypothesis-profile=mutants"]
                options += ["-x"] if run.change else []
                options += [f"--basetemp={tree}/tmp", *(f"-pno:{name}" for name in WITHOUT)]
                plugins = [PreparedDatabase(database), *([more] if more else [])]
                plugins += [ChosenTests(run.tests)] if run.tests else []
                code = int(pytest.main([*options, *run.files], plugins=plugins))
            finally:
                os._exit(code)
        return pid

    def _restore(self, tree: Path, run: Run) -> None:
        if run.change:
            shutil.copy2(self.root / run.change.module, tree / run.change.module)
            _compiled(tree / run.change.module).unlink(missing_ok=True)


def _enter(tree: Path) -> None:
    """Make this process one of a copy of the checkout, with its words in `log` there."""
    os.setsid()  # so that what it starts ends with it
    output = os.open(tree / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]
    sys.path[0] = str(tree)
    os.chdir(tree)
    os.environ["DATA_DIR"] = str(tree / "var")
    importlib.invalidate_caches()


def _kill(pid: int) -> None:
    """End a run and what it started; a run that only just began has started nothing."""
    os.kill(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def _compiled(path: Path) -> Path:
    return Path(importlib.util.cache_from_source(str(path)))

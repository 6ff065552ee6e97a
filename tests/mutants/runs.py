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
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

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
    """Some tests with their limit of processor seconds, and with a change or with none."""

    tests: tuple[str, ...]
    seconds: int
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


class Bench:
    """A place with a copy of the checkout for each run at a time, and one prepared database."""

    def __init__(self, root: Path, folder: Path, jobs: int):
        self.trees = [folder / f"tree-{number}" for number in range(jobs)]
        self.database = folder / "prepared.sqlite3"
        self.root = root
        for name in HEAVY:
            importlib.import_module(name)
        # A slow machine is no failure, and the same examples make the same verdict.
        hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True)
        shutil.copytree(root, self.trees[0], ignore=LEFT_OUT)
        self._prepare()
        for tree in self.trees[1:]:
            shutil.copytree(self.trees[0], tree)

    def _prepare(self) -> None:
        """Make the database, and leave the compiled project in the first copy."""
        pid = os.fork()
        if not pid:
            _enter(self.trees[0], self.trees[0] / "log")
            os.environ["DATABASE_URL"] = f"sqlite:///{self.database}"
            os.environ["DJANGO_SETTINGS_MODULE"] = "sesea.settings"
            import django
            from django.core.management import call_command

            django.setup()
            call_command("migrate", verbosity=0)
            os._exit(0)
        if os.waitpid(pid, 0)[1]:
            raise SystemExit((self.trees[0] / "log").read_text(encoding="utf-8")[-2000:])

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
                            os.killpg(late, signal.SIGKILL)
                    continue
                run, tree, _ = running.pop(pid)
                self._restore(tree, run)
                yield run, os.waitstatus_to_exitcode(status), tree
                free.append(tree)
        finally:
            for pid in running:
                os.killpg(pid, signal.SIGKILL)
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
                _enter(tree, tree / "log")
                # A compiled change is not kept: the next may have the same length and second.
                sys.dont_write_bytecode = run.change is not None
                resource.setrlimit(resource.RLIMIT_CPU, (run.seconds, run.seconds + 5))
                options = ["-q", "-x", "-m", NOT_NEAR, "--hypothesis-profile=mutants"]
                options += [f"--basetemp={tree}/tmp", *(f"-pno:{name}" for name in WITHOUT)]
                plugins = [PreparedDatabase(database), *([more] if more else [])]
                code = int(pytest.main([*options, *run.tests], plugins=plugins))
            finally:
                os._exit(code)
        os.setpgid(pid, pid)
        return pid

    def _restore(self, tree: Path, run: Run) -> None:
        if run.change:
            shutil.copy2(self.root / run.change.module, tree / run.change.module)
            _compiled(tree / run.change.module).unlink(missing_ok=True)


def _enter(tree: Path, log: Path) -> None:
    """Make this process one that belongs to a copy of the checkout and writes to a file."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]
    sys.path[0] = str(tree)
    os.chdir(tree)
    os.environ["DATA_DIR"] = str(tree / "var")
    importlib.invalidate_caches()


def _compiled(path: Path) -> Path:
    return Path(importlib.util.cache_from_source(str(path)))

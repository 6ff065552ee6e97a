"""What every test shares: quick and private settings, the cast, the engine, the browser."""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import hypothesis
import pytest
from _pytest import runner
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from programs.models.locks import locks_lift
from tests.database import MadeOnce
from tests.factories import Cast, make_cast
from tests.frames import with_room
from tests.object_store import bucket_new, bucket_settings, store_running
from tests.sessions import session_left
from tests.turns import ByFile, turn_of

IMMEDIATE = "django_tasks.backends.immediate.ImmediateBackend"
CHROMIUM = "/usr/bin/chromium-headless-shell"
MARKERS = {
    "sqlite_only": "django.db.backends.sqlite3",
    "postgres_only": "django.db.backends.postgresql",
}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
OTHER_ENGINE = pytest.StashKey[set[str]]()
WITHOUT_DATABASE = pytest.StashKey[set[str]]()
# What each process of a run hands to the one that prints the summary.
HANDED = {"other_engine": OTHER_ENGINE, "without_database": WITHOUT_DATABASE}

# A run of the integration is repeatable; elsewhere each run looks at other examples.
hypothesis.settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("repeatable")

# Thousands of requests leave little that only the collector frees, and it looked at every row of
# the shared stages again and again: a twentieth of the time.
gc.set_threshold(100_000, 50, 100)

# The browser's own loop runs in the test's thread, where Django would refuse its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory) -> Iterator[None]:
    """Hash passwords quickly, keep files apart, serve the static files as they are."""
    quick = override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DATA_DIR=tmp_path_factory.mktemp("data"),
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        RENDER_SLOTS_DIR=tmp_path_factory.mktemp("slots"),
        RENDER_DRAFTS_DIR=tmp_path_factory.mktemp("drafts"),
        # Who asks for a document has it at once, from a process of its own.
        TASKS={
            "default": {
                **settings.TASKS["default"],
                "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
            }
        },
        STORAGES={
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    )
    with quick:
        yield


@pytest.fixture(scope="session")
def run_folder(request, tmp_path_factory) -> Path:
    """The folder that all the processes of a run share; that of each process lies in it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request,
    django_db_modify_db_settings_parallel_suffix,
    django_db_blocker,
    run_folder,
    tmp_path_factory,
) -> Iterator[None]:
    """Keep SQLite's test database in a file, and migrate once for all the processes of a run.

    The threads of a live server share one connection to a database in memory, and two requests at
    once then fall into one transaction; with a file each has its own, as in production.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] == MARKERS["sqlite_only"]:
        path: Path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)
        # Nothing here outlives a power cut, so no commit waits for the disk.
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("=FULL", "=OFF")
    if not hasattr(request.config, "workerinput"):
        yield
        return
    made = MadeOnce(connection, run_folder)
    connection.creation.create_test_db = made
    yield
    with django_db_blocker.unblock():
        made.leave()


@pytest.fixture(autouse=True)
def opened_afterwards(request) -> Iterator[None]:
    """Let a test that commits be cleaned up: the database keeps what was closed, and every act.

    The flush that follows sets the locks again, as it does after every migration.
    """
    if not commits(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    locks_lift()


def commits(item: pytest.Item) -> bool:
    """Tell whether a test commits what it writes, so that its rows cannot be shared."""
    mark = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(item.fixturenames)
    return bool(fixtures or (mark and mark.kwargs.get("transaction")))


@pytest.fixture(scope="module")
def module_cast(quick_settings, django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """The cast that the tests of a file share, in a transaction that ends with the file.

    Each test writes inside a savepoint of its own, as Django's `setUpTestData` has it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def session_of_nothing(quick_settings, django_db_blocker) -> Iterator[None]:
    """Check on PostgreSQL, after each file, that its tests left nothing in their session.

    Behind a pooler of transactions the next one of anybody would find it, or this one would miss
    it. What a driver says of itself as it connects, a pooler hands on.
    """
    yield
    if connection.vendor == "postgresql" and connection.connection is not None:
        with django_db_blocker.unblock():
            left = session_left() if connection.is_usable() else []
        assert not left, f"Left in the session: {left}"


@pytest.fixture
def cast(request, db) -> Cast:
    """An institution with a plan of four líneas, its people, and a person of another one."""
    if "module_cast" in request.fixturenames:
        return deepcopy(request.getfixturevalue("module_cast"))
    return make_cast()


@pytest.fixture
def sign_in(cast, client):
    """Return a function that gives the test client as a person of the cast (None: nobody)."""

    def signed_in(name: str | None):
        client.logout()
        if name:
            client.force_login(cast.people[name])
        return client

    return signed_in


@pytest.fixture(scope="session")
def store_address() -> Iterator[str]:
    """The address of a store of objects, a process of the tests."""
    with store_running() as address:
        yield address


@pytest.fixture
def objects(store_address, settings):
    """The storage of a new bucket, which is where received files go in the test."""
    bucket = bucket_new(store_address)
    entry = bucket_settings(bucket, store_address)
    settings.STORAGES = {**settings.STORAGES, "default": entry}
    return bucket


# The engine -------------------------------------------------------------------------------------


def engines_of(item: pytest.Item) -> set[str]:
    """Return the engines on which a test runs.

    A test that never asks a database concerns no engine: it runs once, with the default one. So
    do those of the browser, which see pages that are the same whatever stores the rows.
    """
    named = {MARKERS[mark.name] for mark in item.iter_markers() if mark.name in MARKERS}
    if named:
        return named
    if item.get_closest_marker("browser"):
        return {MARKERS["sqlite_only"]}
    return set(MARKERS.values()) if asks_database(item) else {MARKERS["sqlite_only"]}


def asks_database(item: pytest.Item) -> bool:
    """Tell whether a test asks a database for anything."""
    marked = item.get_closest_marker("django_db")
    return bool(marked or DATABASE_FIXTURES & set(item.fixturenames))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, never skip, the tests that concern the other engine."""
    engine = settings.DATABASES["default"]["ENGINE"]
    kept, left_out = [], []
    for item in items:
        (kept if engine in engines_of(item) else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept
    config.stash[OTHER_ENGINE] = {item.nodeid for item in left_out}
    config.stash[WITHOUT_DATABASE] = {i.nodeid for i in left_out if not asks_database(i)}
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: turn_of(item.nodeid))
    # A test that commits, or makes casts of its own, would find the shared one in its way.
    committing = {item.path for item in items if commits(item)}
    for item in items:
        alone = item.path in committing or hasattr(item.module, "make_cast")
        if "cast" in item.fixturenames and not alone:
            # Named first, since its transaction must begin before the one of the test.
            item.fixturenames.insert(0, "module_cast")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test as pytest does, with room for the frames of all its calls."""
    return with_room(lambda: runner.pytest_runtest_protocol(item, nextitem))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log) -> ByFile | None:
    """Share the tests out by file, the longest first."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the list to the process that prints the summary, when the tests run in several."""
    if hasattr(session.config, "workeroutput"):
        for name, key in HANDED.items():
            session.config.workeroutput[name] = sorted(session.config.stash.get(key, set()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    """Take the list of a process that ended."""
    for name, key in HANDED.items():
        told = node.config.stash.setdefault(key, set())
        told.update(getattr(node, "workeroutput", {}).get(name, ()))


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """List what only the other engine runs: how many tests of each file."""
    left_out = config.stash.get(OTHER_ENGINE, set())
    if left_out:
        terminalreporter.section("only on the other engine")
        for path, count in sorted(
            Counter(nodeid.partition("::")[0] for nodeid in left_out).items()
        ):
            terminalreporter.line(f"{count:5} {path}")
        if alone := len(config.stash.get(WITHOUT_DATABASE, set())):
            terminalreporter.line(f"{alone} pruebas sin base de datos corren solo en SQLite.")


# The browser ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """Use the system's Chromium; its sandbox needs privileges that a container lacks."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    """Browse as a person in Mexico does."""
    return {
        **browser_context_args,
        "locale": "es-MX",
        "timezone_id": "America/Mexico_City",
    }

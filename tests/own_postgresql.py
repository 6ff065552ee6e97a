"""A PostgreSQL server of one test, with the tables of the tests, that it may stop and pause."""

import os
import pwd
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
NAME = "propia"


class OwnServer:
    """The server in `folder`; it listens on a socket there, and only there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    def run(self, command: str, *arguments: str) -> None:
        """Run a command of PostgreSQL's, as an account that may: it refuses to run as root."""
        whole = [str(BIN / command), *arguments]
        if os.geteuid() == 0:
            whole = ["runuser", "-u", "postgres", "--", *whole]
        subprocess.run(whole, cwd=self.folder, check=True, capture_output=True)

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        where = ("--pgdata", str(self.data), "--log", str(self.folder / "log"))
        self.run("pg_ctl", "start", "--wait", "--silent", *where, "--options", options)

    def stop(self, mode: str = "immediate") -> None:
        """Stop; "immediate" as when its host goes, "fast" as when somebody orders it."""
        self.run("pg_ctl", "stop", "--silent", "--pgdata", str(self.data), "--mode", mode)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the server and to each process that it started.

        The server first: once it is stopped it starts no more of them, and the list is whole.
        One that has ended since the list was made needs no signal.
        """
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(first, number)
        children = subprocess.run(["pgrep", "-P", str(first)], capture_output=True, text=True)
        for process in map(int, children.stdout.split()):
            with suppress(ProcessLookupError):
                os.kill(process, number)


@contextmanager
def own_postgresql() -> Iterator[OwnServer]:
    """Point this process at a server of its own, with the tables of the tests and no rows."""
    tests = connection.settings_dict
    before = {"NAME": tests["NAME"], "OPTIONS": dict(tests["OPTIONS"])}
    with tempfile.TemporaryDirectory(prefix="sesea-pg.", dir="/tmp") as made:
        folder = Path(made)
        if os.geteuid() == 0:
            os.chown(folder, *pwd.getpwnam("postgres")[2:4])
        server = OwnServer(folder)
        server.run(
            "initdb", "--pgdata", "data", "--username", "sesea", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        )  # fmt: skip
        server.start()
        try:
            to_own = ["--host", str(folder), "--username", "sesea"]
            server.run("createdb", *to_own, NAME)
            source = ["--host", before["OPTIONS"]["host"], "--username", "sesea", tests["NAME"]]
            dump = subprocess.run(
                [BIN / "pg_dump", *source, "--no-owner"], check=True, capture_output=True
            )
            subprocess.run(
                [BIN / "psql", "--quiet", *to_own, NAME],
                input=dump.stdout,
                check=True,
                capture_output=True,
            )
            connection.close()
            tests["NAME"] = NAME
            tests["OPTIONS"]["host"] = str(folder)
            yield server
        finally:
            connection.close()
            tests.update(before)
            if (server.data / "postmaster.pid").exists():
                server.signal(signal.SIGCONT)
                server.stop()

"""A hundred deaths at any instant of a save with a picture: what was confirmed and is not there.

People save pictures, blocks and texts through gunicorn, and send again what is not answered, while
its workers and its master are killed; on PostgreSQL half of the deaths are those of the server of
the database and of its processes, which syncs its files as in production.

Run by `make bench` on both engines. Ends with 1 if anything confirmed was lost, anything is there
twice, a row has no whole file, or nobody was answered for ten seconds (R2, R5).
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import django
from django.conf import settings
from django.core.management import call_command

from tests.bench.figures import Table, leave

KILLS = 100
# R5: back, unaided, within so many seconds.
LONGEST_SECONDS = 10
SAFE = "-c listen_addresses='' -c fsync=on -c synchronous_commit=on -c full_page_writes=on"


class Postgres:
    """The server that this run has for itself (`.ci/with-postgresql`)."""

    def __init__(self) -> None:
        (host,) = parse_qs(urlsplit(os.environ["DATABASE_URL"]).query)["host"]
        self.folder = Path(host)
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), key=str)
        self._control("stop", "--mode", "fast")
        self._start()

    def kill(self, victim: str) -> None:
        """Kill the server and start it, as systemd does, or kill one of its processes."""
        from django.db import connections

        from tests.reports.worker_process import children

        master = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        connections.close_all()
        if victim == "backend":
            # The server starts all its processes anew by itself.
            os.kill(random.Random(master).choice(children(master)), signal.SIGKILL)
            return
        os.kill(master, signal.SIGKILL)
        end = time.monotonic() + 60
        while not self._start():
            assert time.monotonic() < end, "PostgreSQL did not start again."
            time.sleep(0.1)

    def _start(self) -> bool:
        sockets = f"-c unix_socket_directories='{self.folder}'"
        return self._control("start", "--wait", "--options", f"{SAFE} {sockets}")

    def _control(self, *order: str) -> bool:
        command = [str(self.bin / "pg_ctl"), *order, "--silent", "--pgdata", "data"]
        command += ["--log", str(self.folder / "log")]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.run(command, cwd=self.folder, check=False, **nowhere).returncode == 0


def victims_of(vendor: str, kills: int) -> list[str]:
    """Return who dies: one master for nine workers; on PostgreSQL every other one is of its."""
    own = ["master" if place % 10 == 9 else "worker" for place in range(kills)]
    if vendor == "sqlite":
        return own
    return [
        who if place % 2 else ("postgres" if place % 4 else "backend")
        for place, who in enumerate(own)
    ]


def main(kills: int) -> None:
    """Prepare an empty database, kill, compare and print."""
    django.setup()
    from django.db import connection

    from tests.factories import make_cast
    from tests.programs.kill_race import run_kills

    vendor = connection.vendor
    call_command("migrate", verbosity=0)
    postgres = Postgres() if vendor == "postgresql" else None
    connection.close()
    result = run_kills(
        make_cast(),
        Path(settings.DATA_DIR),
        victims_of(vendor, kills),
        room=max(2, kills // 4),
        kill_other=postgres.kill if postgres else None,
    )
    table = Table(f"Muertes durante los guardados, {vendor}")
    table.add("muertes", str(result.kills))
    table.add("guardados confirmados", f"{result.confirmed}, {result.pictures} con fotografía")
    table.add("peticiones enviadas otra vez", str(result.again))
    table.add("archivos huérfanos", str(result.orphans))
    table.check("perdidos, repetidos o sin su archivo", len(result.faults), 0, str(result.faults))
    table.check(
        "segundos hasta que responde", result.longest, LONGEST_SECONDS, f"{result.longest:.1f}"
    )
    table.show()
    leave([table])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)

"""The worker of the documents in a process of its own, on the database of the tests.

`python -m tests.reports.worker_process` takes one line of JSON: "database", "media", "slots",
"drafts", "lease" in seconds, "makers", and "slow", the seconds that a document takes instead of a
renderer's. With "slow" at null it renders. It prints "ready" and works until it is told to end.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = b"%PDF-1.7 slowly"


def main() -> None:
    """Prepare Django and work."""
    order = json.loads(sys.stdin.readline())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = order["database"]
    settings.MEDIA_ROOT, settings.RENDER_SLOTS_DIR = Path(order["media"]), Path(order["slots"])
    settings.RENDER_DRAFTS_DIR = Path(order["drafts"])
    settings.STORAGES["default"] = order.get("storage", settings.STORAGES["default"])
    django.setup()
    from reports import forking, tasks, worker
    from reports.services import leases

    def slowly(html: str, *args: object, **options: object) -> tuple[bytes, list[str]]:
        if html is not forking.TINY:
            time.sleep(order["slow"])
        return DATA, []

    leases.LEASE = timedelta(seconds=order["lease"])
    tasks.BEAT_SECONDS = tasks.TELL_SECONDS = order["lease"] / 5
    forking.LOOK_EVERY_SECONDS = 0.1
    worker.REAP_SECONDS = order["lease"] / 4
    worker.PAUSE_SECONDS, worker.INTERVAL_SECONDS = 0.2, 0.1
    if order["slow"] is not None:
        forking.html_to_pdf = slowly
    supervisor = worker.Supervisor(order["makers"])
    print("ready", flush=True)
    supervisor.run()


@contextmanager
def working(**order: object) -> Iterator[subprocess.Popen]:
    """Run a worker with the order of `main`; killed afterwards, if it is still there."""
    command = [sys.executable, "-m", "tests.reports.worker_process"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen(command, text=True, cwd=ROOT, **pipes)
    try:
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def children(pid: int) -> list[int]:
    """Return the children of a process, none if it is gone."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def alive(pid: int) -> bool:
    """Tell whether a process is there and not only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    main()

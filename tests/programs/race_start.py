"""Starts the writers of the races: `python -m tests.programs.race_start`.

Takes {"database", "writers"} as the only line of its input, prepares Django once, and forks a
process for each writer, as gunicorn does with `--preload`: {"task", "args", "input", "output"}, the
last two being descriptors of its own.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import NoReturn


def main() -> None:
    """Prepare Django on the tests' database, let the writers begin, and wait until all ended."""
    order = json.loads(sys.stdin.readline())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = order["database"]
    django.setup()
    from django.db import connection

    from tests.programs.race_writers import write

    assert connection.connection is None, "The writers would share a line to the database."
    for writer in order["writers"]:
        if os.fork() == 0:
            _become(write, writer, order["writers"])
    for writer in order["writers"]:
        _let_go(writer)
    for _ in order["writers"]:
        os.wait()


def _become(write: Callable, writer: dict, writers: list[dict]) -> NoReturn:
    """Do what one writer is told, in this process, which ends with it."""
    code = 1
    try:
        os.dup2(writer["input"], 0)
        os.dup2(writer["output"], 1)
        # Of the others too: a line ends for its reader once nobody holds the end that writes.
        for each in writers:
            _let_go(each)
        sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
        write(writer["task"], writer["args"])
        code = 0
    finally:
        if code:
            sys.excepthook(*sys.exc_info())
        os._exit(code)


def _let_go(writer: dict) -> None:
    os.close(writer["input"])
    os.close(writer["output"])


if __name__ == "__main__":
    main()

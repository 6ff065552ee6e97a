"""Work on what strangers send, in a process of its own with limits of memory and time.

The parent starts `python -m MODULE`, gives it the file and reads one object of JSON; the child
calls `limit_self` before it looks at the file. Whatever the file is, it takes no more than that
process down. Sentences are the caller's: each kind of file has its own way out.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from programs.errors import FileRefused
from sesea.mapped import mapped

ROOT = Path(__file__).resolve().parents[2]
# The process starts in a twentieth of a second; on a busy machine it may wait to do so.
STARTING_SECONDS = 5
REFUSED = "refused"
# Whose time is over before it took its processor: the file is not to blame.
WAITED = (
    "El equipo está muy ocupado y no alcanzó a leer el archivo. Inténtelo otra vez en unos minutos."
)

logger = logging.getLogger("sesea.received")


@dataclass(frozen=True)
class Limits:
    """How much more memory a child may take than it has when it begins, and how much processor."""

    memory: int
    cpu_seconds: int

    @property
    def wall_seconds(self) -> int:
        """How long it may last: on a busy machine it gets half of a processor or less."""
        return 2 * self.cpu_seconds


@dataclass(frozen=True)
class Sentences:
    """What the person reads where the child does not come to an end by itself."""

    too_slow: str
    too_heavy: str
    damaged: str


def limit_self(limits: Limits) -> None:
    """Take at most so much more memory and time from here on; the system ends what takes more."""
    most = mapped() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Should the one that waits be gone, nobody else would end this.
    signal.alarm(limits.wall_seconds)


def write_answer(work: Callable[[], Iterable[str]], sentences: Sentences) -> None:
    """Write the pieces that the work yields, or its refusal, to the output of the child."""
    try:
        for piece in work():
            sys.stdout.write(piece)
    except FileRefused as refusal:
        json.dump({REFUSED: str(refusal)}, sys.stdout)
    except MemoryError:
        json.dump({REFUSED: sentences.too_heavy}, sys.stdout)


def answer_of(
    module: str, kind: str, data: bytes, limits: Limits, sentences: Sentences
) -> dict[str, Any]:
    """Return what a child says of a file. Raises `FileRefused` with a sentence."""
    command = [sys.executable, "-m", module, kind]
    try:
        child = subprocess.run(
            command,
            input=data,
            capture_output=True,
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "utf-8"},
            timeout=limits.wall_seconds + STARTING_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(WAITED) from error
    if child.returncode == -signal.SIGALRM:
        raise FileRefused(WAITED)
    if child.returncode < 0:
        # A library in C that gets no more memory ends its process.
        heavy = -child.returncode in (signal.SIGABRT, signal.SIGSEGV, signal.SIGTRAP, signal.SIGBUS)
        raise FileRefused(sentences.too_heavy if heavy else sentences.too_slow)
    if child.returncode:
        # Only the kind of the failure: its words may quote the file.
        logger.error("%s not read: %s", kind, _failure(child.stderr))
        raise FileRefused(sentences.damaged)
    try:
        said: dict[str, Any] = json.loads(child.stdout)
    except ValueError as error:  # its memory ended while it wrote
        raise FileRefused(sentences.too_heavy) from error
    if REFUSED in said:
        raise FileRefused(said[REFUSED])
    return said


def _failure(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().split("\n")
    return lines[-1].partition(":")[0]

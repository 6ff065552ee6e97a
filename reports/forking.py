"""A process for each document, with limits of its own, watched by the one that started it.

The process that keeps the queue has imported the renderer and read the fonts (`warm`); it forks for
each document, which costs half of a start. Any other starts a new Python. Both run `work`.

The two speak over a pipe, a line of JSON for each thing said; the PDF goes to a file. Like
`reports.rendering` this knows nothing of Django.
"""

import ctypes
import gc
import json
import logging
import os
import pickle
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from reports.finish import PLAIN, TAGGED, Finish
from reports.rendering import OF_DRAWING, RenderError, RenderKilled, Sources, html_to_pdf
from sesea.mapped import mapped

MEMORY = 2 * 1024**3
# A document of usual length has these; a long one more, by the length of its HTML.
CPU_SECONDS, WALL_SECONDS = 60, 90
USUAL_LENGTH = 500_000
MOST_TIMES = 8
# What is over its time of processor is told so (SIGXCPU) so long before the system kills it: a kill
# is then the system's own, for want of memory.
CPU_GRACE_SECONDS = 5
# Who reads a page goes first.
NICENESS = 3
LOOK_EVERY_SECONDS = 0.5
# A text in an alphabet that no font has would fill the log.
MOST_LOGGED = 20
PR_SET_PDEATHSIG = 1
ROOT = Path(__file__).resolve().parent.parent
# Every kind of sign and box that a document draws, so that a fork finds its fonts read.
TINY = (
    '<html lang="es-MX"><head><title>Prueba</title><style>@page { size: Letter }'
    "body { font: 10pt 'Noto Sans'; hyphens: auto } table { border-collapse: collapse }</style>"
    "</head><body><h1>Título</h1><p>Texto <b>negro</b> <i>inclinado</i>, administración ✓</p>"
    "<table><thead><tr><th>Uno</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    "</body></html>"
)
_STEP = re.compile(r"Step (\d)(?:.* Page (\d+))?")

_libc = ctypes.CDLL(None)
_warm = False
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What a document may take: bytes of memory beyond those of its process, seconds of processor,
    seconds in all.
    """

    memory: int
    cpu: int
    wall: int


@dataclass(frozen=True)
class Progress:
    """Where the renderer stands: its step, 1 to 7, and the page that it lays out, 0 for none."""

    step: int = 0
    page: int = 0


@dataclass(frozen=True)
class Order:
    """What the process of a document is told: what to print, whereto, within what."""

    html: str
    sources: Sources
    finish: Finish
    target: Path
    limits: Limits


Keep = Callable[[Progress], None]


def limits_of(html: str) -> Limits:
    """Return the limits of a document by its length, the best guess of its pages.

    An informe of 532 líneas has 148 pages and takes half a minute of a free processor.
    """
    times = min(max(len(html) / USUAL_LENGTH, 1), MOST_TIMES)
    return Limits(MEMORY, int(CPU_SECONDS * times), int(WALL_SECONDS * times))


def warm() -> None:
    """Import the renderer and read the fonts once; from here on documents are forked.

    Only for a process without threads. What exists now is never looked at by a collector again,
    so that the children share it.
    """
    global _warm
    html_to_pdf(TINY, Sources(ROOT, ROOT), TAGGED)
    gc.collect()
    gc.freeze()
    _warm = True


def is_warm() -> bool:
    """Tell whether this process forks: its connections to a database must be closed by then."""
    return _warm


def die_with(parent: int, number: signal.Signals) -> None:
    """Have the system send this process a signal once its parent is gone."""
    _libc.prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(1)


def render_to(
    target: Path,
    html: str,
    sources: Sources,
    finish: Finish = PLAIN,
    *,
    slot: int | None = None,
    keep: Keep | None = None,
) -> None:
    """Write the PDF of a document to a file, from a process with limits of its own.

    `keep` is called at least twice a second with where the document stands; what it raises ends the
    document. Raises RenderError when the child fails, runs out of time or memory, or complains: a
    document with a missing picture is not handed out as if it were whole; `RenderKilled` when
    somebody else killed it. A character that no
    installed font has is printed as a box, or with its whole font, and logged: one pasted sign must
    not stop the whole report. The child keeps the `slot` (`reports.slots`) that it was started in,
    should this process die.
    """
    order = Order(html, sources, finish, target, limits_of(html))
    reading, saying = os.pipe()
    heard = None
    try:
        try:
            start = _fork if _warm else _spawn
            child = start(order, saying, () if slot is None else (slot,))
        finally:
            os.close(saying)
        try:
            heard = _listen(reading, order.limits, keep)
        finally:
            if heard is None:
                child.kill()
            code = child.wait()
    finally:
        os.close(reading)
    if code == -signal.SIGKILL:
        raise RenderKilled("the renderer was killed")
    if code or heard.complaints:
        raise RenderError("\n".join(heard.complaints) or f"the renderer ended with code {code}")
    for line in list(dict.fromkeys(heard.boxes))[:MOST_LOGGED]:
        logger.warning("A document was printed with a box: %s", line)


def html_to_pdf_in_child(
    html: str, sources: Sources, slot: int | None = None, finish: Finish = PLAIN
) -> bytes:
    """Return the PDF of a document; the rest as `render_to`."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "document.pdf")
        render_to(target, html, sources, finish, slot=slot)
        return target.read_bytes()


# The child --------------------------------------------------------------------------------------


class Steps(logging.Handler):
    """Says each step of the renderer, as it logs them."""

    def __init__(self, say: Callable[..., None]) -> None:
        super().__init__(level=logging.INFO)
        self.say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Say where a record tells the document stands."""
        found = _STEP.match(record.getMessage())
        if found:
            self.say(step=int(found[1]), page=int(found[2] or 0))


class Telling:
    """Says the error that ends a child, whatever it is, and lets it pass."""

    def __init__(self, say: Callable[..., None]) -> None:
        self.say = say

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Say the error, if there is one."""
        if error is not None:
            self.say(complaint=f"{type(error).__name__}: {error}")


def work(order: Order, saying: int) -> None:
    """Make a document in this process, which is only for it; what goes wrong is said and raised."""

    def say(**said: object) -> None:
        os.write(saying, json.dumps(said).encode() + b"\n")

    with Telling(say):
        _limit(order.limits)
        gc.disable()
        progress = logging.getLogger("weasyprint.progress")
        progress.setLevel(logging.INFO)
        progress.propagate = False  # a line for each page is for nobody's log
        progress.addHandler(Steps(say))
        pdf, complaints = html_to_pdf(order.html, order.sources, order.finish)
        for complaint in complaints:
            say(complaint=complaint)
        order.target.write_bytes(pdf)


def _limit(limits: Limits) -> None:
    most = mapped() + limits.memory  # a fork has all that its parent has
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + CPU_GRACE_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)


def main() -> None:
    """Do the order on the standard input; the arguments are the parent and where to speak."""
    parent, saying = map(int, sys.argv[1:])
    die_with(parent, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    order: Order = pickle.load(sys.stdin.buffer)  # of our own parent
    work(order, saying)


# The parent -------------------------------------------------------------------------------------


class Forked:
    """A child by fork, as far as `subprocess.Popen` is used here."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Return the code that it ended with, negative for a signal."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _fork(order: Order, saying: int, kept: tuple[int, ...]) -> Forked:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return Forked(pid)
    _in_fork(order, saying, parent)


def _in_fork(order: Order, saying: int, parent: int) -> NoReturn:
    code = 1
    try:
        # First what makes it end with its parent and not with a signal that is for the parent.
        die_with(parent, signal.SIGKILL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        work(order, saying)
        code = 0
    finally:
        # Nothing of what the parent has to do at its end is for this process.
        os._exit(code)


def _spawn(order: Order, saying: int, kept: tuple[int, ...]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "reports.forking", str(os.getpid()), str(saying)]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, pass_fds=(saying, *kept), cwd=ROOT, start_new_session=False
    )
    stdin: Any = child.stdin
    try:
        stdin.write(pickle.dumps(order))
        stdin.close()
    except BrokenPipeError:
        pass  # it ended already, and its code says so
    return child


@dataclass(frozen=True)
class Heard:
    """What a child said: what stops a document, and which signs it printed as boxes."""

    complaints: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()


def _listen(reading: int, limits: Limits, keep: Keep | None) -> Heard:
    """Hear a child to its end; RenderError when it takes too long."""
    end = time.monotonic() + limits.wall
    progress, heard, rest = Progress(), Heard(), b""
    while True:
        ready, _, _ = select.select([reading], [], [], LOOK_EVERY_SECONDS)
        if ready:
            data = os.read(reading, 65536)
            if not data:
                return heard
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                progress, heard = _heard(json.loads(line), progress, heard)
        if time.monotonic() > end:
            raise RenderError(f"the renderer took more than {limits.wall} s")
        if keep is not None:
            keep(progress)


def _heard(said: dict[str, Any], progress: Progress, heard: Heard) -> tuple[Progress, Heard]:
    if "step" in said:
        return Progress(said["step"], said["page"]), heard
    complaint = said["complaint"]
    if complaint.startswith(OF_DRAWING):
        return progress, replace(heard, boxes=(*heard.boxes, complaint))
    return progress, replace(heard, complaints=(*heard.complaints, complaint))


if __name__ == "__main__":
    main()

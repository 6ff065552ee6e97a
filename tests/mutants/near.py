"""Which tests are near a function: those that call it, those named after its module first.

Nothing of this is kept by hand. A first run of the tests, without any change, records what each
test calls.
"""

import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType

import pytest

from tests.mutants.changes import Change

RECORD = "recorded.jsonl"


@dataclass(frozen=True)
class Recorded:
    """One test: its processor seconds, and the functions it called as "module:function".

    What its file imports is there as "module:". One that failed without any change cannot tell
    whether a change is right.
    """

    test: str
    seconds: float
    called: tuple[str, ...]
    failed: bool = False

    def calls(self, beginning: str) -> bool:
        """Tell whether it calls a function whose name begins so."""
        return any(name.startswith(beginning) for name in self.called)


class Recorder:
    """A plugin of pytest that records, of each test, the calls of functions in some modules.

    The record is a line of JSON for each test, so that what ended is kept if the rest takes long.
    """

    def __init__(self, root: Path, modules: Iterable[str]):
        self.record = root / RECORD
        self.record.unlink(missing_ok=True)
        self.files = {str(root / module): module for module in modules}
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Watch one test with its fixtures."""
        codes: set[CodeType] = set()

        # It gives nothing back, so Python tells it of calls and not of lines.
        def note(frame: FrameType, event: str, arg: object) -> None:
            codes.add(frame.f_code)

        started = time.process_time()
        sys.settrace(note)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            called = {
                f"{self.files[code.co_filename]}:{code.co_qualname}"
                for code in codes
                if code.co_filename in self.files
            }
            text = item.path.read_text(encoding="utf-8")
            called |= {f"{module}:" for module in self.files.values() if is_imported(module, text)}
            seconds = round(time.process_time() - started, 3)
            row = {
                "test": item.nodeid,
                "seconds": seconds,
                "called": sorted(called),
                "failed": item.nodeid in self.failed,
            }
            with self.record.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(row)}\n")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the tests that fail."""
        if report.failed:
            self.failed.add(report.nodeid)


def near_tests(change: Change, recorded: Iterable[Recorded], seconds: float) -> list[Recorded]:
    """Return the tests near a change, the nearest first, of so many seconds together at most.

    Near are those named after the room, which look at all its modules, and those that call the
    changed function. Code outside functions has run before any test: near a class are those that
    call its methods, near a table those that call or import its module. The room's come first,
    then those named after the module, then those that import it, then those that call least else.
    One that calls is always taken, however long it takes.
    """
    rooms = [str(folder) for folder in Path(change.module).parents]
    module = f"{change.module}:"
    named = f"{module}{change.function}"
    calling = [test for test in recorded if change.function and named in test.called]
    for beginning in (f"{named}.", module):
        calling = calling or [test for test in recorded if test.calls(beginning)]
    calling.sort(
        key=lambda test: (
            not is_named(test.test, change.module),
            module not in test.called,
            len(test.called),
        )
    )
    taken = calling[:1]
    for test in calling[1:]:
        if sum(t.seconds for t in taken) + test.seconds <= seconds:
            taken.append(test)
    looking = [test for test in recorded if any(is_named(test.test, room) for room in rooms)]
    return list(dict.fromkeys([*looking, *taken]))


def is_imported(module: str, text: str) -> bool:
    """Tell whether the text of a test file imports a module, in one of the two ways."""
    folder, _, name = module.removesuffix(".py").replace("/", ".").rpartition(".")
    whole = rf"^from {re.escape(folder)}\.{name} import "
    part = rf"^from {re.escape(folder)} import .*\b{name}\b"
    return re.search(f"{whole}|{part}", text, re.MULTILINE) is not None


def is_named(test: str, module: str) -> bool:
    """Tell whether a test's file is named after a module or folder: test_meses_confirm, meses."""
    subject = Path(test.partition("::")[0]).stem.removeprefix("test_")
    stem = Path(module).stem
    return f"{subject}_".startswith(f"{stem}_") or f"{subject}s" == stem

"""Two documents at a time on a host, whatever the number of processes that make them."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from reports import forking
from reports.rendering import Sources
from reports.slots import Busy, render_slot

HOLDER = """
import sys, time
from pathlib import Path
from reports.slots import render_slot
with render_slot(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def another_process(folder: Path):
    """Hold a slot of a folder in a process of its own; give the process."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout.readline() == b"held\n"
        try:
            yield process
        finally:
            process.kill()


def free(folder: Path) -> int:
    """Return how many slots of a folder are free."""
    with ExitStack() as held:
        for number in range(5):
            try:
                held.enter_context(render_slot(folder))
            except Busy:
                return number
    raise AssertionError("there is no end of slots")


def taken(folder: Path) -> int:
    """Return the descriptor of a slot, which the caller closes."""
    with render_slot(folder) as handle:
        return os.dup(handle)


def test_two_for_all_processes_and_free_again_when_one_is_killed(tmp_path):
    assert free(tmp_path) == 2
    with another_process(tmp_path) as process, render_slot(tmp_path):
        began = time.perf_counter()
        with pytest.raises(Busy), render_slot(tmp_path):
            pass
        assert time.perf_counter() - began < 0.1
        process.kill()
        process.wait()
        assert free(tmp_path) == 1
    assert free(tmp_path) == 2


def test_a_renderer_that_outlives_its_process_keeps_the_slot(tmp_path):
    with render_slot(tmp_path) as slot:
        renderer = subprocess.Popen(["sleep", "60"], pass_fds=(slot,))
    assert free(tmp_path) == 1
    renderer.kill()
    renderer.wait()
    assert free(tmp_path) == 2


@pytest.mark.parametrize("warm", [False, True])
def test_the_child_holds_the_slot_of_its_document_and_gives_way(tmp_path, monkeypatch, warm):
    """Both kinds of children inherit the lock: it is taken though the parent let go."""
    monkeypatch.setattr(forking, "_warm", warm)
    seen = []

    def keep(progress: forking.Progress) -> None:
        if not seen:
            os.close(slot)
            seen.append(free(tmp_path))

    slot = taken(tmp_path)
    html = '<html lang="es-MX"><body>' + "<p>Hola.</p>" * 500
    target = tmp_path / "printed.pdf"
    forking.render_to(target, html, Sources(tmp_path, tmp_path), slot=slot, keep=keep)
    assert seen == [1]
    assert free(tmp_path) == 2
    assert target.read_bytes().startswith(b"%PDF")


def test_a_command_waits_for_its_turn(tmp_path):
    with another_process(tmp_path) as one, another_process(tmp_path):
        one.kill()
        with render_slot(tmp_path, wait=True):
            assert free(tmp_path) == 0

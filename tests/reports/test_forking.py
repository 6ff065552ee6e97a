"""The process of a document: its limits, and what ends it."""

import signal
from mmap import mmap
from pathlib import Path

import pytest

from reports import forking
from reports.forking import Limits, Progress, limits_of, render_to
from reports.rendering import RenderError, RenderKilled, Sources

LONG = '<html lang="es-MX"><body>' + "<p>Uno.</p>" * 20_000


@pytest.fixture(params=["cold", "warm"])
def sources(request, tmp_path, monkeypatch) -> Sources:
    """Two empty folders, for a process that is started anew and for one that is forked."""
    monkeypatch.setattr(forking, "_warm", request.param == "warm")
    return Sources(tmp_path, tmp_path)


def target(sources: Sources) -> Path:
    """Return where a document is written."""
    return sources.media_root / "printed.pdf"


@pytest.mark.parametrize(
    ("sources", "limits", "sentence"),
    [
        ("cold", Limits(2 * 1024**3, 60, 0), "more than 0 s"),
        ("warm", Limits(2 * 1024**3, 60, 0), "more than 0 s"),
        ("cold", Limits(2 * 1024**3, 1, 60), f"ended with code -{signal.SIGXCPU.value}"),
        # In a process of its own: a fork of this one has as much free as the tests before it left.
        ("cold", Limits(20 * 1024**2, 60, 60), "MemoryError|failed to map|ended with code"),
    ],
    ids=["wall", "wall, forked", "processor", "memory"],
    indirect=["sources"],
)
def test_beyond_a_limit_a_document_fails_alone(sources, monkeypatch, limits, sentence):
    monkeypatch.setattr(forking, "limits_of", lambda html: limits)
    with pytest.raises(RenderError, match=sentence):
        render_to(target(sources), LONG, sources)
    assert not target(sources).exists()


@pytest.mark.parametrize("sources", ["warm"], indirect=True)
def test_a_parent_that_has_much_mapped_leaves_its_document_as_much(sources):
    with mmap(-1, forking.MEMORY):
        render_to(target(sources), "<html lang='es-MX'><p>Uno.", sources)
    assert target(sources).exists()


def test_a_full_disk_is_told_by_its_number(sources):
    with pytest.raises(RenderError, match=r"\[Errno 28\]"):
        render_to(Path("/dev/full"), "<html lang='es-MX'><p>Uno.", sources)


def test_one_that_somebody_kills_is_told_from_one_that_fails(sources, monkeypatch):
    start = "_fork" if forking.is_warm() else "_spawn"
    begin = getattr(forking, start)

    def doomed(*args: object) -> object:
        child = begin(*args)
        child.kill()
        return child

    monkeypatch.setattr(forking, start, doomed)
    with pytest.raises(RenderKilled):
        render_to(target(sources), LONG, sources)


def test_what_its_watcher_raises_ends_it(sources):
    seen = []

    def keep(progress: Progress) -> None:
        seen.append(progress)
        if progress.step >= 1:
            raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        render_to(target(sources), LONG, sources, keep=keep)
    assert seen[-1].step >= 1
    assert not target(sources).exists()


def test_a_long_document_has_more_time_and_no_more_memory():
    usual, large, huge = (limits_of("a" * length) for length in (1, 1_000_000, 90_000_000))
    assert (usual.cpu, usual.wall) == (60, 90)
    assert (large.cpu, large.wall) == (120, 180)
    assert (huge.cpu, huge.wall) == (480, 720)
    assert usual.memory == large.memory == huge.memory == 2 * 1024**3

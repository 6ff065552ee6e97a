"""Calls that go to and fro over the edge of a piece of frames cost no page of the system."""

import resource
from concurrent.futures import ThreadPoolExecutor

from tests.frames import with_room

DEPTHS, TIMES = 300, 40


def down(depth: int) -> int:
    """Call oneself as often."""
    return down(depth - 1) if depth else 0


def pages() -> int:
    """Return how many pages the system gave while calls of every depth came and went."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for depth in range(DEPTHS):
        for _ in range(TIMES):
            down(depth)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def test_a_test_has_room_for_the_frames_of_its_calls():
    assert pages() < DEPTHS


def test_a_thread_of_its_own_has_none_and_gets_it():
    with ThreadPoolExecutor(1) as alone:
        assert alone.submit(pages).result() > DEPTHS * TIMES / 2
        assert alone.submit(with_room, pages).result() < DEPTHS

"""Documents without the renderer, for tests that are about something else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reports import tasks
from reports.rendering import RenderError

DATA = b"%PDF-1.7"


def no_drawing(
    monkeypatch: pytest.MonkeyPatch, draw: Callable[[str], bytes] = lambda html: DATA
) -> None:
    """Have every document that is asked for be what `draw` makes of its HTML."""

    def render_to(target: Path, html: str, *args: object, **options: object) -> None:
        target.write_bytes(draw(html))

    monkeypatch.setattr(tasks, "render_to", render_to)


def failing(monkeypatch: pytest.MonkeyPatch, complaint: str) -> None:
    """Have every document that is asked for fail with a complaint of the renderer."""

    def draw(html: str) -> bytes:
        raise RenderError(complaint)

    no_drawing(monkeypatch, draw)

"""Two documents at a time on a host; who asks for a third is told when it is asked again."""

import re
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from reports import rendering
from reports.slots import Busy, render_slot
from reports.views import documents, tablero

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


def test_the_child_holds_the_slot_of_its_document_and_gives_way(tmp_path, monkeypatch):
    asked = {}

    def run(command, **options):
        asked.update(options)
        return subprocess.CompletedProcess(command, 0, b"%PDF-1.7", b"")

    monkeypatch.setattr(rendering.subprocess, "run", run)
    sources = rendering.Sources(tmp_path, tmp_path)
    with render_slot(tmp_path) as slot:
        rendering.html_to_pdf_in_child("<html></html>", sources, slot)
        assert asked["pass_fds"] == (slot,)
    rendering.html_to_pdf_in_child("<html></html>", sources)
    assert asked["pass_fds"] == ()


def test_a_command_waits_for_its_turn(tmp_path):
    with another_process(tmp_path) as one, another_process(tmp_path):
        one.kill()
        with render_slot(tmp_path, wait=True):
            assert free(tmp_path) == 0


@pytest.mark.django_db
class TestPages:
    """What the documents answer while both slots are taken."""

    @pytest.fixture
    def taken(self):
        """Both slots, until the end of the test or `close`."""
        with ExitStack() as held:
            for _ in range(2):
                held.enter_context(render_slot(settings.RENDER_SLOTS_DIR))
            yield held

    def addresses(self, cast) -> list[str]:
        """Return one address of each view that renders."""
        place = cast.programa.place
        return [
            reverse("pta_document", args=place),
            reverse("informe_document", args=[*place, 1]),
            reverse("corte_document", args=[*place, 1, 1]),
            reverse("linea_preview", args=[*place, cast.linea().pk, 1]),
            reverse("tablero_resumen"),
        ]

    def test_at_once_without_work_and_then_the_document(self, cast, sign_in, taken, monkeypatch):
        def never(*_):
            raise AssertionError("work was done for a document that has no turn")

        client = sign_in("planeacion")
        with monkeypatch.context() as patch:
            patch.setattr(documents, "document_of", never)
            patch.setattr(tablero, "tablero_page", never)
            for address in self.addresses(cast):
                for _ in range(2):  # the same person twice
                    answer = client.get(address)
                    assert answer.status_code == 503, address
                    seconds = int(answer["Retry-After"])
                    assert 4 <= seconds <= 9
                    assert f'<meta http-equiv="refresh" content="{seconds}">' in answer.text
                    assert re.search(r"a las \d\d:\d\d:\d\d</strong>, en \d segundos", answer.text)
                    assert "no-store" in answer["Cache-Control"]
        taken.close()
        monkeypatch.setattr(documents, "html_to_pdf_in_child", lambda *_: b"%PDF-1.7")
        answer = client.get(self.addresses(cast)[1])
        assert (answer.status_code, answer.content) == (200, b"%PDF-1.7")
        assert free(settings.RENDER_SLOTS_DIR) == 2

    def test_a_document_that_fails_gives_its_slot_back(self, cast, sign_in, monkeypatch):
        def fail(*_):
            raise rendering.RenderError("no")

        monkeypatch.setattr(documents, "html_to_pdf_in_child", fail)
        answer = sign_in("planeacion").get(self.addresses(cast)[0])
        assert answer.status_code == 503
        assert "No se pudo hacer el documento" in answer.text
        assert free(settings.RENDER_SLOTS_DIR) == 2

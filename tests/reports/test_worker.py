"""The worker as real processes: killed, stopped and told to end, on the engine of the tests.

A document is made once, by another one, and leaves nothing behind.
"""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from programs.models import Notice
from reports.documents.registry import PTA
from reports.models import DocumentJob, JobState
from reports.services import jobs, leases, stored
from tests.reports.store import documents, drafts
from tests.reports.worker_process import DATA, alive, children, working

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LEASE = 1.5


@pytest.fixture
def order(settings, tmp_path) -> dict[str, object]:
    """What a worker is told; the queue is the one of production."""
    settings.MEDIA_ROOT, settings.RENDER_DRAFTS_DIR = tmp_path / "media", tmp_path / "drafts"
    backend = {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = {"default": backend}
    return {
        "database": str(connection.settings_dict["NAME"]),
        "media": str(settings.MEDIA_ROOT),
        "slots": str(tmp_path / "slots"),
        "drafts": str(settings.RENDER_DRAFTS_DIR),
        "lease": LEASE,
        "makers": 2,
        "slow": 1.0,
    }


def asked(cast, name: str, html: str = "<html lang='es-MX'><body><p>Hola.</p>") -> DocumentJob:
    """Ask for a document as one of the people of the cast."""
    wanted = jobs.Wanted(
        institucion=cast.institucion,
        entry=PTA,
        about={"slug": cast.institucion.slug, "year": cast.programa.year},
        address=reverse("pta_document", args=cast.programa.place),
        file_name=f"{name}.pdf",
        key=name,
        printed=lambda: jobs.Printed(name, html),
    )
    return jobs.ask(wanted, by=cast.people["planeacion"], now=timezone.now())


def until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something holds; AssertionError where it does not come."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, list(DocumentJob.objects.values_list("key", "state"))
        time.sleep(0.02)


def state_of(job: DocumentJob) -> str:
    """Return the state that the database has of a job."""
    return DocumentJob.objects.values_list("state", flat=True).get(pk=job.pk)


def busy(pids: list[int]) -> list[int]:
    """Return which of these makers make a document now."""
    return [pid for pid in pids if children(pid)]


def is_made_once(job: DocumentJob, tries: int) -> None:
    """Check that a job is done and told once, after so many tries, and that nothing is left."""
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.DONE, tries)
    assert stored.read(job) == DATA
    assert Notice.objects.filter(path=leases.address_of(job)).count() == 1
    assert not drafts()


def test_killed_stopped_and_told_to_end(cast, order):
    with working(**order) as first, working(**order) as second:
        both = [first.pid, second.pid]
        until(lambda: [len(children(pid)) for pid in both] == [2, 2])

        def makers() -> list[int]:
            return [pid for supervisor in both for pid in children(supervisor)]

        # A maker dies over its document, and its renderer with it.
        job = asked(cast, "killed")
        until(lambda: busy(makers()))
        (maker,) = busy(makers())
        (renderer,) = children(maker)
        os.kill(maker, signal.SIGKILL)
        until(lambda: not alive(renderer), 1)
        until(lambda: state_of(job) == "done")
        is_made_once(job, 2)
        until(lambda: [len(children(pid)) for pid in both] == [2, 2])

        # A maker that sleeps past its lease finds that another one has it.
        job = asked(cast, "stopped")
        until(lambda: busy(makers()))
        (maker,) = busy(makers())
        os.kill(maker, signal.SIGSTOP)
        until(lambda: state_of(job) == "done")
        os.kill(maker, signal.SIGCONT)
        until(lambda: not busy([maker]))
        is_made_once(job, 2)

        # A document over which three die is given up, with a sentence.
        job = asked(cast, "deadly")
        for _ in range(3):
            until(lambda: busy(makers()))
            os.kill(busy(makers())[0], signal.SIGKILL)
            until(lambda: not busy(makers()))
        until(lambda: state_of(job) == "failed")
        job.refresh_from_db()
        assert (job.message, job.tries) == (leases.LOST, 3)
        assert Notice.objects.get(path=leases.address_of(job)).text == "No se pudo hacer: deadly"

        # A supervisor dies: its makers give back what they make, and end.
        job = asked(cast, "orphaned")
        until(lambda: busy(makers()))
        owner = next(pid for pid in both if busy(children(pid)))
        gone = children(owner)
        os.kill(owner, signal.SIGKILL)
        until(lambda: not any(alive(pid) for pid in gone), 5)
        until(lambda: state_of(job) == "done")
        is_made_once(job, 1)

        # The one that is left is told to end in the midst of a document.
        (last,) = [process for process in (first, second) if process.pid != owner]
        job = asked(cast, "waiting")
        until(lambda: busy(children(last.pid)))
        gone = children(last.pid)
        gone += [pid for maker in gone for pid in children(maker)]
        last.terminate()
        assert last.wait(timeout=5) == 0
        assert len(gone) == 3
        assert not any(alive(pid) for pid in gone)
        job.refresh_from_db()
        assert (job.state, job.tries) == (JobState.WAITING, 0)
        assert not drafts()


def test_a_forked_document_is_the_one_of_a_process_of_its_own(cast, order, tmp_path):
    from reports.forking import html_to_pdf_in_child
    from reports.services.documents import document_sources

    html = "<html lang='es-MX'><head><title>Uno</title></head><body><p>Administración ✓</p>"
    with working(**{**order, "slow": None, "lease": 20, "makers": 1}):
        job = asked(cast, "rendered", html)
        until(lambda: state_of(job) == "done")
    job.refresh_from_db()
    assert stored.read(job) == html_to_pdf_in_child(html, document_sources())


@pytest.mark.postgres_only  # several hosts have no other
def test_two_hosts_share_what_waits_and_what_is_made(cast, order, objects, settings, tmp_path):
    """Each with its own folder; the documents go to one store of objects, one dies on the way."""
    shared = {**order, "storage": settings.STORAGES["default"], "slow": 0.4, "lease": 4}
    one, two = (
        {**shared, "drafts": str(tmp_path / name / "drafts"), "slots": str(tmp_path / name)}
        for name in ("one", "two")
    )
    with working(**one) as first, working(**two) as second:
        both = [first.pid, second.pid]
        until(lambda: [len(children(pid)) for pid in both] == [2, 2])
        wanted = []
        for person in ("planeacion", "secretario", "enlace", "titular"):
            cast.people["planeacion"] = cast.people[person]
            wanted += [asked(cast, f"{person}-{which}") for which in "ab"]
        until(lambda: all(busy(children(pid)) for pid in both))
        (maker, *_) = busy(children(first.pid))
        os.kill(maker, signal.SIGKILL)
        until(lambda: set(DocumentJob.objects.values_list("state", flat=True)) == {"done"})
    jobs_made = list(DocumentJob.objects.all())
    assert [stored.read(job) for job in jobs_made] == [DATA] * len(wanted)
    assert documents() == sorted(f"{job.key}.pdf" for job in jobs_made)
    # Only the one over which a maker died was taken again.
    assert sum(job.tries for job in jobs_made) <= len(wanted) + 1
    assert Notice.objects.filter(kind="document").count() == len(wanted)


@pytest.mark.long
def test_two_hundred_documents_through_a_rain_of_deaths(cast, order, django_user_model):
    """Twenty makers die at any instant; every document is made once and nothing is left."""
    dice = random.Random(7)
    wanted = []
    with working(**{**order, "slow": 0.1}) as first, working(**{**order, "slow": 0.1}) as second:
        both = [first.pid, second.pid]
        until(lambda: [len(children(pid)) for pid in both] == [2, 2])
        people = [
            django_user_model.objects.create(username=f"persona-{number}") for number in range(100)
        ]
        for number, person in enumerate(people):
            cast.people["planeacion"] = person
            wanted += [asked(cast, f"{number}-{which}") for which in "ab"]
        killed = 0
        while killed < 20:
            time.sleep(dice.uniform(0.05, 0.4))
            makers = [pid for supervisor in both for pid in children(supervisor)]
            if makers:
                os.kill(dice.choice(busy(makers) or makers), signal.SIGKILL)
                killed += 1
        until(
            lambda: not DocumentJob.objects.filter(state__in=["waiting", "running"]).exists(), 240
        )
    made = DocumentJob.objects.filter(state=JobState.DONE)
    failed = DocumentJob.objects.filter(state=JobState.FAILED)
    assert made.count() + failed.count() == len(wanted) == 200
    assert all(job.message == leases.LOST for job in failed)
    assert failed.count() <= 2  # one that three deaths met
    assert Notice.objects.filter(kind="document").count() == 200
    assert documents() == sorted(f"{job.key}.pdf" for job in made)

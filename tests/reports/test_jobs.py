"""Asking for documents: made once for all who ask, told, limited, fenced, and swept."""

import errno
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from programs.models import AvanceDeComponente, Membresia, Notice
from reports import tasks
from reports.forking import Progress
from reports.models import DocumentAsk, DocumentJob, JobState
from reports.rendering import RenderError, RenderKilled
from reports.services import jobs, leases, stored
from reports.values.payload import UnreadableIssue
from tests.reports.drawn import DATA, failing, no_drawing
from tests.reports.issue_cast import close
from tests.reports.store import documents, drafts, path_of

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def queue(settings, tmp_path):
    """The queue of production, with nobody who works at it."""
    settings.MEDIA_ROOT, settings.RENDER_DRAFTS_DIR = tmp_path / "media", tmp_path / "drafts"
    backend = {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = {"default": backend}


@pytest.fixture
def pta(cast) -> str:
    """The address of the PTA."""
    return reverse("pta_document", args=cast.programa.place)


def informe(cast, number: int = 1) -> str:
    """Return the address of the informe of a quarter."""
    return reverse("informe_document", args=[*cast.programa.place, number])


def page_of(job: DocumentJob) -> str:
    """Return the address of a job's page."""
    return reverse("document_job", args=[job.pk])


def files() -> list[str]:
    """Return the names of all files in the store and of what is being made."""
    return documents() + drafts()


def states() -> list[str]:
    """Return the state of each job, in the order of asking."""
    return list(DocumentJob.objects.values_list("state", flat=True))


@contextmanager
def no_writes():
    """Fail where anything is written to the database."""
    with CaptureQueriesContext(connection) as queries:
        yield
    wrote = [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert not wrote


# Asking -----------------------------------------------------------------------------------------


def test_asked_made_told_opened_and_then_read_from_the_store(
    cast, pta, sign_in, queue, monkeypatch
):
    client = sign_in("planeacion")
    answer = client.get(pta)
    job = DocumentJob.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, page_of(job))
    assert "es el siguiente" in client.get(page_of(job)).text
    assert client.get(page_of(job), headers=JSON).json() == {
        "state": "waiting",
        "sentence": "Espera turno: es el siguiente.",
    }

    drawn = []
    no_drawing(monkeypatch, lambda html: drawn.append(html) or DATA)
    assert tasks.make_documents.call() == 1
    job.refresh_from_db()
    assert (job.state, job.source, job.size) == (JobState.DONE, None, len(DATA))
    assert files() == [f"{job.key}.pdf"]
    told = Notice.objects.get(person=cast.people["planeacion"])
    assert told.text == f"Ya está listo: {job.title}"
    assert told.path == page_of(job)
    assert client.get(page_of(job), headers=JSON).json()["state"] == "done"

    opened = client.get(page_of(job))
    assert (opened.status_code, opened.content) == (200, DATA)
    assert opened["Content-Disposition"] == f'inline; filename="{job.file_name}"'
    assert opened["Cache-Control"] == "private, no-store"
    told.refresh_from_db()
    assert told.done_at is not None
    with no_writes():
        assert client.get(pta).content == DATA
    assert len(drawn) == 1


def test_what_is_asked_for_costs_few_queries(cast, pta, sign_in, queue):
    client = sign_in("planeacion")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(pta).status_code == 303
    assert len(queries) <= 35


def test_another_word_is_another_document_and_the_first_is_kept(cast, sign_in, monkeypatch):
    no_drawing(monkeypatch, lambda html: html.encode())
    client = sign_in("planeacion")
    before = client.get(informe(cast)).content
    row = cast.avance().cantidades.first()
    AvanceDeComponente.objects.filter(pk=row.pk).update(quantity=7)
    after = client.get(informe(cast)).content
    assert before != after
    AvanceDeComponente.objects.filter(pk=row.pk).update(quantity=row.quantity)
    assert client.get(informe(cast)).content == before
    assert states() == ["done", "done"]


def test_the_same_of_two_people_is_one_job(cast, pta, client, queue, monkeypatch):
    no_drawing(monkeypatch)
    for name in ("planeacion", "secretario", "planeacion"):
        client.force_login(cast.people[name])
        client.get(pta)
    assert states() == ["waiting"]
    assert DocumentAsk.objects.count() == 2
    tasks.make_documents.call()
    assert Notice.objects.filter(kind="document").count() == 2


def test_one_in_the_making_and_one_that_waits(cast, client, queue):
    first, second = cast.people["planeacion"], cast.people["secretario"]
    client.force_login(first)
    addresses = [informe(cast, number) for number in (1, 2, 3)]
    for address in addresses[:2]:
        assert client.get(address).status_code == 303
    refused = client.get(addresses[2])
    assert refused.status_code == 429
    assert "Ya tiene dos documentos en camino" in refused.text
    for job in DocumentJob.objects.all():
        assert f'href="{page_of(job)}"' in refused.text
    assert f'href="{addresses[2]}"' in refused.text
    # What is on its way is no third one.
    assert client.get(addresses[0]).status_code == 303
    assert states() == ["waiting", "waiting"]

    # Of one person one at a time, though there is room; another one goes first.
    now = timezone.now()
    assert leases.claim(now) == DocumentJob.objects.first()
    assert leases.claim(now) is None
    client.force_login(second)
    assert client.get(addresses[2]).status_code == 303
    assert leases.claim(now) == DocumentJob.objects.last()
    # Whoever shares a job that waits has no other: it is made for both.
    client.force_login(cast.people["auditoria"])
    client.get(addresses[1])
    assert leases.claim(now) == DocumentJob.objects.all()[1]


def test_a_stored_file_that_is_gone_or_changed_is_made_again(cast, pta, sign_in, monkeypatch):
    no_drawing(monkeypatch)
    client = sign_in("planeacion")
    client.get(pta)
    path = path_of(DocumentJob.objects.get().key)
    for spoil in (path.unlink, lambda: path.write_bytes(b"%PDF-1.8")):
        spoil()
        assert client.get(pta).content == DATA
        assert path.read_bytes() == DATA
    assert states() == ["done"]


def test_a_document_that_fails_says_why_and_is_asked_anew(cast, pta, sign_in, monkeypatch, queue):
    failing(monkeypatch, "the renderer took more than 90 s")
    client = sign_in("planeacion")
    client.get(pta)
    tasks.make_documents.call()
    job = DocumentJob.objects.get()
    assert (job.state, job.source) == (JobState.FAILED, None)
    assert Notice.objects.get(kind="document").text == f"No se pudo hacer: {job.title}"
    answer = client.get(page_of(job))
    assert answer.status_code == 503
    assert "No se pudo hacer el documento" in answer.text
    assert leases.FAILED in answer.text
    assert f'href="{pta}"' in answer.text
    assert Notice.objects.get(kind="document").done_at
    assert client.get(pta).status_code == 303
    assert states() == ["failed", "waiting"]
    assert files() == []


# Who may ---------------------------------------------------------------------------------------


def test_only_who_asked_opens_it_and_only_while_they_may(cast, client, monkeypatch):
    no_drawing(monkeypatch)
    person = cast.people["planeacion"]
    client.force_login(person)
    board = reverse("tablero_resumen")
    for address in (informe(cast), board):
        assert client.get(address).status_code == 200
    pages = [page_of(job) for job in DocumentJob.objects.all()]
    assert len(pages) == 2
    for page in pages:
        assert client.get(page).content == DATA
    for name in ("secretario", "outsider"):
        client.force_login(cast.people[name])
        assert [client.get(page).status_code for page in pages] == [404, 404]
    # Now the person reads only what was validated: the drafts that were printed are closed.
    Membresia.objects.filter(user=person).update(role="consulta")
    client.force_login(person)
    assert [client.get(page).status_code for page in pages] == [403, 403]
    Membresia.objects.filter(user=person).delete()
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_a_draft_is_not_opened_once_its_quarter_is_read_closed(cast, client, monkeypatch):
    printed = iter([b"draft", b"closed"])
    no_drawing(monkeypatch, lambda html: next(printed))
    person = cast.people["planeacion"]
    client.force_login(person)
    assert client.get(informe(cast)).content == b"draft"
    page = page_of(DocumentJob.objects.get())
    Membresia.objects.filter(user=person).update(role="consulta")
    assert client.get(page).status_code == 403
    close(cast)

    answer = client.get(page)
    assert (answer.status_code, answer["Location"]) == (303, informe(cast))
    assert client.get(informe(cast)).content == b"closed"
    assert client.get(page_of(DocumentJob.objects.last())).content == b"closed"


# Holding -----------------------------------------------------------------------------------------


@pytest.fixture
def waiting(cast, pta, sign_in, queue) -> DocumentJob:
    """A job that waits."""
    sign_in("planeacion").get(pta)
    return DocumentJob.objects.get()


def test_who_comes_back_after_the_lease_changes_nothing(waiting):
    now = timezone.now()
    first = leases.claim(now)
    stored.draft_of(first).write_bytes(b"of the first")
    leases.beat(first, Progress(5, 3), now)
    late = now + leases.LEASE + timedelta(seconds=1)
    jobs.reap(late)
    assert files() == []
    second = leases.claim(late)
    assert (second.pk, second.tries) == (first.pk, 2)
    stored.draft_of(first).write_bytes(b"of the first")
    for step in (
        lambda: leases.beat(first, Progress(), late),
        lambda: leases.finish(first, late),
    ):
        with pytest.raises(leases.LeaseLost):
            step()
    leases.fail(first, "", "", late)
    leases.release(first)
    second.refresh_from_db()
    assert (second.state, second.tries, second.lease) == ("running", 2, late + leases.LEASE)
    stored.draft_of(first).unlink()
    stored.draft_of(second).write_bytes(DATA)
    leases.finish(second, late)
    assert files() == [f"{second.key}.pdf"]
    assert stored.read(DocumentJob.objects.get()) == DATA


def test_three_tries_and_then_a_sentence(waiting):
    now = timezone.now()
    for number in (1, 2, 3):
        assert leases.claim(now).tries == number
        jobs.reap(now)
        assert DocumentJob.objects.get().state == JobState.RUNNING
        now += leases.LEASE + timedelta(seconds=1)
        jobs.reap(now)
    job = DocumentJob.objects.get()
    assert (job.state, job.message) == (JobState.FAILED, leases.LOST)
    assert Notice.objects.get(kind="document").text.startswith("No se pudo hacer: ")


def test_a_renderer_that_the_system_kills_has_three_tries(waiting, monkeypatch):
    seen = []

    def killed(html: str) -> bytes:
        seen.append(DocumentJob.objects.get().tries)
        raise RenderKilled("killed")

    no_drawing(monkeypatch, killed)
    tasks.make_documents.call()
    job = DocumentJob.objects.get()
    assert seen == [1, 2, 3]
    assert (job.state, job.message, job.tries) == (JobState.FAILED, leases.KILLED, 3)
    assert Notice.objects.get(kind="document").text.startswith("No se pudo hacer: ")

    DocumentJob.objects.update(state=JobState.WAITING, source=leases.packed(""), tries=1)
    no_drawing(monkeypatch, lambda html: killed(html) if len(seen) < 4 else DATA)
    tasks.make_documents.call()
    assert seen == [1, 2, 3, 2]
    assert DocumentJob.objects.get().state == JobState.DONE


def test_who_is_asked_to_end_gives_back_what_it_makes(waiting, monkeypatch):
    def render_to(target, *args, keep, **options):
        target.write_bytes(b"half")
        monkeypatch.setattr(tasks, "_leaving", True)
        keep(Progress())

    monkeypatch.setattr(tasks, "render_to", render_to)
    tasks.make_documents.call()
    job = DocumentJob.objects.get()
    assert (job.state, job.tries, job.token) == (JobState.WAITING, 0, "")
    assert files() == []


def test_the_page_says_where_it_stands(waiting, sign_in):
    client, now = sign_in("planeacion"), timezone.now()
    job = leases.claim(now)
    page = page_of(job)
    assert client.get(page, headers=JSON).json()["sentence"] == "Se empieza a hacer."
    leases.beat(job, Progress(5, 12), now)
    words = "Paso 5 de 7: acomoda las páginas, va en la página 12."
    assert client.get(page, headers=JSON).json() == {"state": "running", "sentence": words}
    shown = client.get(page)
    assert words in shown.text
    assert '<meta http-equiv="refresh" content="3">' in shown.text


def test_what_nobody_carries_is_carried_again(waiting):
    DBTaskResult.objects.all().delete()
    jobs.reap(timezone.now())
    jobs.reap(timezone.now())
    assert DBTaskResult.objects.ready().count() == 1


def test_old_documents_are_swept_with_their_files(cast, pta, sign_in, monkeypatch, settings):
    no_drawing(monkeypatch)
    settings.DOCUMENTS_KEPT_DAYS = 30
    sign_in("planeacion").get(pta)
    jobs.sweep(timezone.now() + timedelta(days=29))
    job = DocumentJob.objects.get()
    assert path_of(job.key).exists()
    jobs.sweep(timezone.now() + timedelta(days=31))
    assert not DocumentJob.objects.exists()
    assert not path_of(job.key).exists()


def test_what_a_subject_does_with_its_document_is_of_the_same_transaction(waiting, monkeypatch):
    def refuse(job: DocumentJob, data: bytes) -> bytes:
        raise RenderError("not stored")

    monkeypatch.setitem(leases.FINISHERS, "programa", refuse)
    job = leases.claim(timezone.now())
    stored.draft_of(job).write_bytes(DATA)
    with pytest.raises(RenderError):
        leases.finish(job, timezone.now())
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert not path_of(job.key).exists()
    kept = []
    first = b"%PDF-1.7 of who was first"
    monkeypatch.setitem(leases.FINISHERS, "programa", lambda job, data: kept.append(data) or first)
    leases.finish(job, timezone.now())
    assert kept == [DATA]
    assert stored.read(DocumentJob.objects.get()) == first


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), leases.NO_ROOM),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), leases.NO_ROOM),
        (OSError(errno.EFBIG, "File too large"), leases.NO_ROOM),
        (PermissionError(errno.EACCES, "Permission denied"), leases.NO_ROOM),
        (UnreadableIssue("altered"), leases.NOT_KEPT),
        (ValueError("no workbook"), leases.NOT_KEPT),
    ],
)
def test_what_cannot_be_stored_ends_at_once_with_the_reason(
    waiting, sign_in, monkeypatch, caplog, error, message
):
    def refuse(job: DocumentJob, data: bytes) -> bytes:
        raise error

    drawn = []
    no_drawing(monkeypatch, lambda html: drawn.append(html) or DATA)
    monkeypatch.setitem(leases.FINISHERS, "programa", refuse)
    tasks.make_documents.call()
    job = DocumentJob.objects.get()
    assert (job.state, job.message, job.tries, len(drawn)) == ("failed", message, 1, 1)
    assert str(error) in job.error and "could not be stored" in caplog.text
    assert files() == []
    page = sign_in("planeacion").get(page_of(job))
    assert message in page.text and "Revise estos lugares" not in page.text


def test_a_database_that_is_away_while_it_is_stored_is_waited_for(waiting, monkeypatch):
    def away(job: DocumentJob, data: bytes) -> bytes:
        raise OperationalError("away")

    no_drawing(monkeypatch)
    monkeypatch.setitem(leases.FINISHERS, "programa", away)
    with pytest.raises(OperationalError):
        tasks.make_documents.call()
    assert states() == ["running"]


@pytest.mark.parametrize(
    ("complaint", "message"),
    [
        ("OSError: [Errno 28] No space left on device", leases.NO_ROOM),
        ("PermissionError: [Errno 13] Permission denied: '{draft}'", leases.NO_ROOM),
        ("PermissionError: [Errno 13] Permission denied: 'media:x.jpg'", leases.FAILED),
    ],
)
def test_a_draft_that_cannot_be_written_says_so(waiting, monkeypatch, complaint, message):
    def render_to(target, *args, **options):
        raise RenderError(complaint.format(draft=target))

    monkeypatch.setattr(tasks, "render_to", render_to)
    tasks.make_documents.call()
    assert DocumentJob.objects.get().message == message


def test_a_store_that_cannot_be_reached_says_so(waiting, monkeypatch):
    def refuse(job: DocumentJob) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(stored, "draft_of", refuse)
    tasks.make_documents.call()
    assert DocumentJob.objects.get().message == leases.NO_ROOM


def test_the_store_is_of_nobody_else(waiting, monkeypatch):
    no_drawing(monkeypatch)
    tasks.make_documents.call()
    path = path_of(DocumentJob.objects.get().key)
    for place in (path, path.parent, stored.drafts()):
        assert place.stat().st_mode & 0o077 == 0

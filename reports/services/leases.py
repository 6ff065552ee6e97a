"""Who makes a document: claiming it, holding it, and ending it, each in one transaction.

Whoever claims gets a token and a lease, which a heartbeat prolongs. Every later step names the
token: who was stopped and comes back after the lease changes nothing. Claims pass over rows that
another one is taking (SKIP LOCKED on PostgreSQL; on SQLite every transaction is IMMEDIATE).
"""

import hashlib
import json
import logging
import secrets
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from programs.enums import NoticeKind
from programs.models import Notice, User
from programs.selectors.avisos import NOTICES
from programs.services.avisos import notices_write
from reports.documents.registry import DOCUMENTS, Subject
from reports.finish import PLAIN, Finish
from reports.forking import Progress
from reports.models import DocumentAsk, DocumentJob, JobState
from reports.services import stored

LEASE = timedelta(seconds=25)
MOST_TRIES = 3
FAILED = "No se pudo hacer completo, así que no se entrega."
LOST = (
    "Se intentó tres veces y el equipo se detuvo cada vez. Vuelva a pedirlo en unos minutos; si se "
    "repite, avise a planeación."
)
KILLED = (
    "El sistema detuvo el documento tres veces, quizá por falta de memoria. Vuelva a pedirlo en "
    "unos minutos; si se repite, avise a quien administra el sistema."
)
NO_ROOM = (
    "No hay lugar en el disco del servidor, o no se puede escribir en él. Avise a quien administra "
    "el sistema y vuelva a pedirlo."
)
NOT_KEPT = (
    "No se pudo guardar lo que se hizo. Avise a quien administra el sistema y vuelva a pedirlo."
)
NO_STORE = "El almacén de los archivos no respondió. Vuelva a pedirlo en unos minutos."
# What a subject does with its PDF, in the transaction that ends its job; each returns the PDF that
# is stored, its own or the one that was kept before.
FINISHERS: dict[Subject, Callable[[DocumentJob, bytes], bytes]] = {}

logger = logging.getLogger("sesea.documents")


class LeaseLost(Exception):
    """Somebody else makes the document, or made it."""


def free_jobs() -> QuerySet[DocumentJob]:
    """Return what waits and may be made: somebody who asked for it has no other being made."""
    busy = DocumentAsk.objects.filter(person=OuterRef("person"), job__state=JobState.RUNNING)
    asks = DocumentAsk.objects.filter(job=OuterRef("pk"))
    return DocumentJob.objects.filter(
        Exists(asks.filter(~Exists(busy))) | ~Exists(asks), state=JobState.WAITING
    )


def claim(now: datetime) -> DocumentJob | None:
    """Take the document that waits longest and may be made; None where there is none."""
    passed: list[int] = []
    while True:
        with transaction.atomic():
            rows = free_jobs().exclude(pk__in=passed).defer("source")
            # Not locked as a key: who asks for the same at this moment need not wait.
            job = rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
            if job is None:
                return None
            # Two of one person at one moment: the second waits here, and then sees the first.
            people = User.objects.filter(document_asks__job=job).order_by("pk")
            list(people.select_for_update(no_key=True, of=("self",)))
            if free_jobs().filter(pk=job.pk).exists():
                return _taken(job, now)
        passed.append(job.pk)


def _taken(job: DocumentJob, now: datetime) -> DocumentJob:
    job.state = JobState.RUNNING
    job.token = secrets.token_hex(16)
    job.lease = now + LEASE
    job.tries += 1
    job.started_at = now
    job.step = job.page = 0
    job.save(
        update_fields=["state", "token", "lease", "tries", "started_at", "step", "page"],
    )
    return job


def _mine(job: DocumentJob) -> QuerySet[DocumentJob]:
    return DocumentJob.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING)


def source_of(job: DocumentJob) -> tuple[str, Finish]:
    """Return what a job prints, and how it is finished."""
    content = json.loads(zlib.decompress(job.source or b""))
    return content["html"], Finish.from_json(content["finish"])


def packed(html: str, finish: Finish = PLAIN) -> bytes:
    """Return what `source_of` reads."""
    return zlib.compress(json.dumps({"html": html, "finish": finish.as_json()}).encode())


def beat(job: DocumentJob, progress: Progress, now: datetime) -> None:
    """Hold a job for another lease and say where it stands; `LeaseLost` where it is not held."""
    kept = _mine(job).update(lease=now + LEASE, step=progress.step, page=progress.page)
    if not kept:
        raise LeaseLost


@transaction.atomic
def release(job: DocumentJob) -> None:
    """Give a job back as it was, for another to take; one that is not held is left alone."""
    _mine(job).update(
        state=JobState.WAITING, token="", lease=None, tries=F("tries") - 1, step=0, page=0
    )


@transaction.atomic
def finish(job: DocumentJob, now: datetime) -> None:
    """Store the PDF that was written for a job, and tell who asked for it.

    What its subject does with it belongs to the same transaction. `LeaseLost` where the job is not
    held any more: then nothing changed.
    """
    ended = _mine(job).update(state=JobState.DONE, source=None, lease=None, ended_at=now)
    if not ended:
        raise LeaseLost
    draft = stored.draft_of(job)
    data = draft.read_bytes()
    after = FINISHERS.get(DOCUMENTS[job.kind].subject)
    kept = after(job, data) if after else data
    if kept != data:
        draft.write_bytes(kept)
    sha256 = hashlib.sha256(kept).hexdigest()
    DocumentJob.objects.filter(pk=job.pk).update(sha256=sha256, size=len(kept))
    # Last, once nothing else can refuse; the row that goes with it is locked until the commit.
    stored.keep(job)
    _tell(job, f"Ya está listo: {job.title}", now)


@transaction.atomic
def fail(job: DocumentJob, message: str, error: str, now: datetime) -> None:
    """End a job that cannot be made, with a sentence for who asked, and tell them."""
    ended = _mine(job).update(
        state=JobState.FAILED, message=message, error=error, source=None, lease=None, ended_at=now
    )
    if ended:
        _tell(job, f"No se pudo hacer: {job.title}", now)


@transaction.atomic
def give_back(job: DocumentJob, message: str, error: str, now: datetime) -> None:
    """Let a job wait again whose try came to nothing, or end it after three, as `fail` does."""
    if job.tries < MOST_TRIES:
        _mine(job).update(state=JobState.WAITING, token="", lease=None, step=0, page=0)
    else:
        fail(job, message, error, now)


def is_of_document(job: DocumentJob) -> bool:
    """Tell whether a job may have failed by what its document holds, and not by where it stands."""
    return job.message not in (NO_ROOM, NOT_KEPT, NO_STORE)


@transaction.atomic
def take_back(now: datetime) -> Iterable[DocumentJob]:
    """Let the jobs wait again whose holder is silent for a lease, or end them after three tries.

    Returns them as they were held: what their tries wrote can be removed.
    """
    late = DocumentJob.objects.filter(state=JobState.RUNNING, lease__lt=now).defer("source")
    rows = list(late.select_for_update(skip_locked=True, no_key=True, of=("self",)))
    for job in rows:
        give_back(job, LOST, "the lease ended three times", now)
    return rows


def _tell(job: DocumentJob, what: str, now: datetime) -> None:
    people = User.objects.filter(document_asks__job=job)
    notices_write(
        Notice(
            institucion_id=job.institucion_id,
            person=person,
            kind=NoticeKind.DOCUMENT,
            key=f"{NoticeKind.DOCUMENT}:{job.pk}:{job.token}",
            text=NOTICES[NoticeKind.DOCUMENT].text.format(what=what)[:400],
            path=address_of(job),
            created_at=now,
        )
        for person in people
    )


def address_of(job: DocumentJob) -> str:
    """Return the page of a job."""
    return reverse("document_job", args=[job.pk])


def opened(job: DocumentJob, person: User, now: datetime) -> None:
    """End the notice of a document that the person has opened; what cannot be stored can wait."""
    rows = Notice.objects.filter(person=person, kind=NoticeKind.DOCUMENT, done_at__isnull=True)
    rows = rows.filter(path=address_of(job))
    if not rows.exists():
        return
    try:
        with transaction.atomic():
            rows.update(done_at=now)
    except (OperationalError, InterfaceError) as error:
        logger.warning("a notice was not ended: %s", error)


def waiting_before(job: DocumentJob) -> int:
    """Return how many documents are to be made before one that waits."""
    earlier = Q(created_at__lt=job.created_at) | Q(created_at=job.created_at, pk__lt=job.pk)
    active = DocumentJob.objects.exclude(pk=job.pk)
    return active.filter(Q(state=JobState.RUNNING) | Q(earlier, state=JobState.WAITING)).count()

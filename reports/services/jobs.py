"""Asking for a document, and looking after what was asked for.

To ask is no change of the work: it fills a store that anybody may empty. Who asks for what is
stored writes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from programs.models import Institucion, User
from reports.documents.registry import DocumentEntry
from reports.finish import PLAIN, Finish
from reports.models import DocumentAsk, DocumentJob, JobState
from reports.models.job import ACTIVE, LIVE
from reports.services import leases, stored
from reports.slots import SLOTS
from reports.tasks import QUEUE, make_documents

# One that is being made and one that waits.
MOST_AT_ONCE = 2
# Rows of the queue that a killed worker left behind.
CARRIED_DAYS = 1


class TooMany(Exception):
    """The person has a document in the making and one that waits: `jobs`."""

    def __init__(self, jobs: list[DocumentJob]) -> None:
        super().__init__("two documents are on their way")
        self.jobs = jobs


@dataclass(frozen=True)
class Printed:
    """What is printed: the HTML of a document, how it is finished, and its title for people."""

    title: str
    html: str
    finish: Finish = PLAIN


@dataclass(frozen=True)
class Wanted:
    """A document that somebody asks for; `printed` is called only if it must be made."""

    institucion: Institucion
    entry: DocumentEntry
    about: dict[str, object]
    address: str
    file_name: str
    key: str
    printed: Callable[[], Printed]


def held(key: str) -> tuple[DocumentJob, bytes] | None:
    """Return the job of a document that is stored and its PDF, in one query; None without."""
    job = DocumentJob.objects.filter(key=key, state=JobState.DONE).defer("source").first()
    data = stored.read(job) if job else None
    return (job, data) if job and data is not None else None


def ask(wanted: Wanted, *, by: User, now: datetime) -> DocumentJob:
    """Return the job of a document that is not stored: the one that others asked for, or a new one.

    Raises `TooMany` for a third at once of one person. The queue carries what the transaction
    keeps.
    """
    printed: Printed | None = None
    if not DocumentJob.objects.filter(key=wanted.key, state__in=ACTIVE).exists():
        printed = wanted.printed()  # before anything is locked
    with transaction.atomic():
        # The asks of one person one after the other.
        User.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.pk)
        asked = DocumentJob.objects.filter(people=by, state__in=ACTIVE).defer("source")
        mine = list(asked)
        if len(mine) >= MOST_AT_ONCE and wanted.key not in {job.key for job in mine}:
            raise TooMany(mine)
        job = _live(wanted.key) or _create(wanted, printed or wanted.printed(), now)
        if job.state == JobState.DONE and stored.read(job) is None:
            _again(job, printed or wanted.printed(), now)
        DocumentAsk.objects.get_or_create(job=job, person=by, defaults={"asked_at": now})
        if job.state == JobState.WAITING:
            make_documents.enqueue()
    job.refresh_from_db()
    return job


def _live(key: str) -> DocumentJob | None:
    return DocumentJob.objects.filter(key=key, state__in=LIVE).defer("source").first()


def _create(wanted: Wanted, printed: Printed, now: datetime) -> DocumentJob:
    """Create the row of a key, or return the one that another created at this moment."""
    row = DocumentJob(
        institucion=wanted.institucion,
        kind=wanted.entry.kind,
        about=wanted.about,
        address=wanted.address,
        title=printed.title[:400],
        file_name=wanted.file_name,
        key=wanted.key,
        source=leases.packed(printed.html, printed.finish),
        created_at=now,
    )
    DocumentJob.objects.bulk_create([row], ignore_conflicts=True)
    job = _live(wanted.key)
    if job is None:
        raise RuntimeError(f"the job of {wanted.key} is gone at once")
    return job


def _again(job: DocumentJob, printed: Printed, now: datetime) -> None:
    """Have a document made again whose file is gone."""
    job.state, job.source = JobState.WAITING, leases.packed(printed.html, printed.finish)
    job.tries, job.created_at, job.ended_at = 0, now, None
    job.save(update_fields=["state", "source", "tries", "created_at", "ended_at"])


def reap(now: datetime) -> None:
    """Give back what a dead worker held, and have carried what waits and nobody carries."""
    for job in leases.take_back(now):
        stored.draft_of(job).unlink(missing_ok=True)
    wanting = leases.free_jobs()[:SLOTS].count()
    if not wanting:
        return
    with transaction.atomic():
        carried = DBTaskResult.objects.ready().filter(queue_name=QUEUE).count()
        for _ in range(wanting - carried):
            make_documents.enqueue()


def sweep(now: datetime) -> None:
    """Remove what nobody opens any more: old documents, failures and rows of the queue."""
    oldest = now - timedelta(days=settings.DOCUMENTS_KEPT_DAYS)
    old = DocumentJob.objects.filter(ended_at__lt=oldest)
    keys = list(old.filter(state=JobState.DONE).values_list("key", flat=True))
    old.delete()
    stored.remove(keys)
    stored.sweep_drafts()
    days = timedelta(days=CARRIED_DAYS)
    DBTaskResult.objects.filter(queue_name=QUEUE, enqueued_at__lt=now - days).delete()

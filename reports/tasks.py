"""The task that the queue carries: make the documents that wait, one after the other."""

import errno
import logging
import re
import time
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, connection, connections
from django.utils import timezone
from django_tasks import task

from programs.errors import DomainError
from programs.received.storage import StoreRefused
from reports import forking
from reports.forking import Progress, render_to
from reports.models import DocumentJob
from reports.rendering import RenderError, RenderKilled
from reports.services import leases, stored
from reports.services.sources import sources_of
from reports.slots import Busy, render_slot
from sesea.watch.context import about

QUEUE = "documentos"
# Where a document stands is said as it goes on; that it is held, even if it does not.
TELL_SECONDS, BEAT_SECONDS = 1, 5
ASK_AGAIN_SECONDS = 0.5
# How the renderer's process says that its file was not written; no picture is refused by these.
_NO_ROOM = re.compile(rf"\[Errno (?:{errno.ENOSPC}|{errno.EDQUOT}|{errno.EFBIG}|{errno.EROFS})\]")

logger = logging.getLogger("sesea.documents")
_leaving = False


class Leaving(Exception):
    """This process was asked to end."""


def leave() -> None:
    """Have this process give back what it makes and take no more; for a signal's handler."""
    global _leaving
    _leaving = True


@task(queue_name=QUEUE)
def make_documents() -> int:
    """Make what waits, within a slot of the host for each; return how many tries that took.

    The task does not say which: the rows of `DocumentJob` do. One that is carried twice, or finds
    nothing any more, costs a query.
    """
    tries = 0
    while not _leaving and leases.free_jobs().exists():
        try:
            with render_slot(settings.RENDER_SLOTS_DIR) as slot:
                job = leases.claim(timezone.now())
                if job is None:
                    break
                with about(document=job.pk):
                    _make(job, slot)
                tries += 1
        except Busy:
            time.sleep(ASK_AGAIN_SECONDS)
    return tries


def _make(job: DocumentJob, slot: int) -> None:
    """Make a document and end its job or give it back, unless somebody else holds it by then."""
    try:
        draft = stored.draft_of(job)
    except OSError as error:
        _unkept(job, error)
        return
    html, finish = leases.source_of(job)
    if forking.is_warm():
        connections.close_all()  # a fork must not share them
    try:
        keep = Heart(job).keep
        with sources_of(html, lambda: keep(Progress())) as sources:
            render_to(draft, html, sources, finish, slot=slot, keep=keep)
        _finish(job)
    except leases.LeaseLost:
        logger.warning("document %s was taken over", job.pk)
    except Leaving:
        leases.release(job)
    except RenderKilled as error:
        logger.warning("the renderer of document %s was killed", job.file_name)
        leases.give_back(job, leases.KILLED, str(error), timezone.now())
    except StoreRefused as error:
        _unkept(job, error)
    except RenderError as error:
        logger.exception("document %s could not be rendered", job.file_name)
        message = leases.NO_ROOM if _is_unwritten(error, draft) else leases.FAILED
        leases.fail(job, message, str(error), timezone.now())
    finally:
        draft.unlink(missing_ok=True)


def _finish(job: DocumentJob) -> None:
    """Store what was made, or end the job with why not: another try would meet the same.

    Only a database that is away is waited for, until the lease ends.
    """
    try:
        leases.finish(job, timezone.now())
    except (OSError, DomainError, IntegrityError, ValueError) as error:
        _unkept(job, error)


def _unkept(job: DocumentJob, error: Exception) -> None:
    """End a job whose document could not be stored; for `except` only."""
    logger.exception("document %s could not be stored", job.file_name)
    if isinstance(error, StoreRefused):
        message = leases.NO_STORE
    else:
        message = leases.NO_ROOM if isinstance(error, OSError) else leases.NOT_KEPT
    leases.fail(job, message, f"{type(error).__name__}: {error}", timezone.now())


def _is_unwritten(error: RenderError, draft: Path) -> bool:
    """Tell whether the disk did not take what the renderer made."""
    return bool(_NO_ROOM.search(str(error))) or str(draft) in str(error)


class Heart:
    """Prolongs the lease of a job every few seconds; a database that is away is waited for."""

    def __init__(self, job: DocumentJob) -> None:
        self.job = job
        self.last = time.monotonic()
        self.told = Progress()

    def keep(self, progress: Progress) -> None:
        """Say where the document stands; raises `LeaseLost`, and `Leaving` when asked to end."""
        if _leaving:
            raise Leaving
        every = BEAT_SECONDS if progress == self.told else TELL_SECONDS
        if time.monotonic() - self.last < every:
            return
        self.last, self.told = time.monotonic(), progress
        try:
            leases.beat(self.job, progress, timezone.now())
        except (OperationalError, InterfaceError) as error:
            logger.warning("document %s could not be held: %s", self.job.pk, error)
            connection.close()

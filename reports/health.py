"""What the health of the system tells of the documents: whether somebody makes them."""

from datetime import datetime, timedelta

from reports.models import DocumentJob, JobState
from reports.services import leases
from sesea.watch.health import FINE, Finding, State

# What waits is taken within a second where a worker is free.
UNTAKEN, SLOW = timedelta(minutes=1), timedelta(minutes=10)


def documents_part(now: datetime) -> Finding:
    """Tell whether what people asked for is made; pages serve without it."""
    waiting = leases.free_jobs().order_by("created_at").values_list("created_at", flat=True).first()
    if waiting is None or now - waiting < UNTAKEN:
        return FINE
    if not DocumentJob.objects.filter(state=JobState.RUNNING, lease__gte=now).exists():
        return Finding(State.WARNING, "nadie los hace")
    return Finding(State.WARNING, "esperan mucho") if now - waiting >= SLOW else FINE

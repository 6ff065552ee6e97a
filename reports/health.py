"""What watches the documents: whether somebody makes them, how many and how fast."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Avg, Count, F, Max, Min

from reports.models import DocumentJob, JobState
from reports.services import leases
from sesea.watch.health import FINE, Finding, State
from sesea.watch.measures import Gauge

# What waits is taken within a second where a worker is free.
UNTAKEN, SLOW = timedelta(minutes=1), timedelta(minutes=10)
LATELY = timedelta(hours=1)


def documents_part(now: datetime) -> Finding:
    """Tell whether what people asked for is made; pages serve without it."""
    waiting = leases.free_jobs().order_by("created_at").values_list("created_at", flat=True).first()
    if waiting is None or now - waiting < UNTAKEN:
        return FINE
    if not DocumentJob.objects.filter(state=JobState.RUNNING, lease__gte=now).exists():
        return Finding(State.WARNING, "nadie los hace")
    return Finding(State.WARNING, "esperan mucho") if now - waiting >= SLOW else FINE


def documents_gauges(now: datetime) -> Iterator[Gauge]:
    """Yield how many documents there are by state, and how long they wait and take (seconds)."""
    rows = DocumentJob.objects.order_by("state").values_list("state")
    found = {
        state: (count, first)
        for state, count, first in rows.annotate(Count("pk"), Min("created_at"))
    }
    for state in JobState:
        count = found.get(state, (0, now))[0]
        yield Gauge("sesea_documents", {"state": state.value}, count)
    oldest = found.get(JobState.WAITING, (0, now))[1]
    yield Gauge("sesea_documents_oldest_waiting_seconds", {}, (now - oldest).total_seconds())
    made = DocumentJob.objects.filter(state=JobState.DONE, ended_at__gte=now - LATELY)
    took = made.aggregate(
        mean=Avg(F("ended_at") - F("started_at")), max=Max(F("ended_at") - F("started_at"))
    )
    for kind, seconds in took.items():
        value = seconds.total_seconds() if seconds else 0
        yield Gauge("sesea_documents_last_hour_seconds", {"kind": kind}, value)

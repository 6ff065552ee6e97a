"""The states of a document that was asked for: on its way, or not to be made."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from reports.models import DocumentAsk, DocumentJob, JobState
from reports.services import leases
from tests.browser.stage import LONG, LONG_WORD, Stage
from tests.browser.visits import State, Visit, at
from tests.factories import YEAR

OWN = ("propia", YEAR)
WHO = "planeacion"


def job(state: JobState, title: str, **values: object) -> Callable[[Stage], int]:
    """Return what gives the number of a document that the person asked for, made anew."""

    def made(stage: Stage) -> int:
        now = timezone.now()
        row = DocumentJob.objects.create(
            institucion=stage.cast.institucion,
            kind="pta",
            about=dict(zip(("slug", "year"), OWN, strict=True)),
            address=reverse("pta_document", args=OWN),
            title=title,
            key=f"{state}-{now.timestamp()}",
            state=state,
            created_at=now,
            **values,
        )
        DocumentAsk.objects.create(job=row, person=stage.people[WHO], asked_at=now)
        return row.pk

    return made


def a_third(visit: Visit) -> None:
    """Ask for a document while two others are on their way."""
    visit.go("home")  # the page of a document asks for it again, and would see it vanish
    person = visit.stage.people[WHO]
    DocumentAsk.objects.filter(person=person).delete()
    for title in (LONG, LONG_WORD):
        job(JobState.WAITING, title)(visit.stage)
    visit.go("pta_document", *OWN)


RUNNING = job(JobState.RUNNING, LONG, step=5, page=31)
FAILED = job(JobState.FAILED, LONG_WORD, message=leases.FAILED, error="nothing of it")

DOCUMENTS: dict[str, tuple[State, ...]] = {
    "documentos pedidos": (
        State("documento que espera", WHO, at("document_job", job(JobState.WAITING, "PTA 2026"))),
        State("documento que se hace", WHO, at("document_job", RUNNING)),
        State("documento que no se pudo hacer", WHO, at("document_job", FAILED), 503),
        State("tercer documento", WHO, a_third, 429),
    ),
}

"""A document that was asked for, as who asked for it is told about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404

from programs.models import User
from reports.models import DocumentJob, JobState
from reports.services.leases import waiting_before

STEPS = {
    1: "lee el documento",
    2: "reúne los estilos",
    3: "aplica los estilos",
    4: "arma las partes",
    5: "acomoda las páginas",
    6: "dibuja las páginas",
    7: "escribe el archivo",
}
# After this long nobody is told that it takes seconds.
LONG = timedelta(minutes=2)


@dataclass(frozen=True)
class Standing:
    """Where a document stands: its state, and a sentence about it."""

    state: str
    sentence: str


def job_of(user: User, pk: int) -> DocumentJob:
    """Return a document that the person asked for; Http404 for any other.

    Who left the institution does not reach it any more.
    """
    rows = DocumentJob.objects.visible_to(user).filter(people=user)
    job = rows.select_related("institucion").defer("source").filter(pk=pk).first()
    if job is None:
        raise Http404
    return job


def standing_of(job: DocumentJob, now: datetime) -> Standing:
    """Return where a document stands, in words."""
    if job.state == JobState.FAILED:
        return Standing(job.state, job.message)
    if job.state == JobState.DONE:
        return Standing(job.state, "El documento está listo.")
    if job.state == JobState.RUNNING:
        return Standing(job.state, _running(job))
    return Standing(job.state, _waiting(waiting_before(job), now - job.created_at > LONG))


def _running(job: DocumentJob) -> str:
    if job.step not in STEPS:
        return "Se empieza a hacer."
    page = f", va en la página {job.page}" if job.page else ""
    return f"Paso {job.step} de {len(STEPS)}: {STEPS[job.step]}{page}."


def _waiting(before: int, late: bool) -> str:
    if late:
        return "Espera turno y tarda más de lo usual. Si sigue así, avise a planeación."
    if not before:
        return "Espera turno: es el siguiente."
    return f"Espera turno: hay {before} {'documento' if before == 1 else 'documentos'} antes."

"""The states of what is issued: to be confirmed, waiting, failed, replaced; and its lists."""

from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from programs.models import LineaDeAccion, Programa, Trimestre
from reports.enums import IssuedKind
from reports.models import DocumentJob, IssuedReport, JobState
from reports.services import leases
from reports.services.emision import document_issue
from reports.services.issued_files import rendition_add, signed_add
from tests.browser.stage import LONG, LONG_WORD, Stage
from tests.browser.visits import State, at
from tests.factories import YEAR
from tests.files import pdf

# The institution whose first quarter was closed twice; its PTA is approved.
CUT = ("cortada", YEAR)
WHO = "closer"


def issued(stage: Stage) -> IssuedReport:
    """Return the latest PTA of the institution, issued once and corrected once."""
    rows = IssuedReport.objects.filter(institucion__slug=CUT[0], kind=IssuedKind.PTA)
    if not rows.exists():
        programa = Programa.objects.get(institucion__slug=CUT[0], year=CUT[1])
        linea = LineaDeAccion.objects.filter(eje__programa=programa)
        for title in (LONG, LONG_WORD):
            LineaDeAccion.objects.filter(pk=linea.first().pk).update(title=title)
            now = timezone.now() + timedelta(seconds=1)
            row = document_issue(IssuedKind.PTA, programa.pk, by=stage.people[WHO], now=now)
            rendition_add(row, pdf(), versions={}, now=now)
            scan = SimpleUploadedFile(f"{LONG_WORD[:200]}.pdf", pdf(b"% firmada\n"))
            signed_add(row, scan, by=stage.people[WHO], now=now)
    return rows.get(replaced_by=None)


def folio(stage: Stage) -> str:
    """Return the folio of a document with all its files, which corrects another one."""
    return issued(stage).folio


def old_folio(stage: Stage) -> str:
    """Return the folio of a document that was replaced."""
    (row,) = IssuedReport.objects.filter(replaced_by=issued(stage))
    return row.folio


def waiting(state: JobState | None) -> Callable[[Stage], str]:
    """Return what gives the folio of an informe without its PDF, whose job is in a state."""

    def found(stage: Stage) -> str:
        own = {"programa__institucion__slug": CUT[0], "programa__year": CUT[1]}
        trimestre = Trimestre.objects.get(number=1, **own)
        now = timezone.now()
        row = document_issue(IssuedKind.INFORME, trimestre.pk, by=stage.people[WHO], now=now)
        jobs = DocumentJob.objects.filter(kind="emitido")
        jobs.delete()
        if state:
            DocumentJob.objects.create(
                institucion=row.institucion,
                kind="emitido",
                about={"folio": row.folio},
                title=row.title,
                key=f"emitido-{state}",
                state=state,
                message=leases.FAILED if state == JobState.FAILED else "",
                created_at=now,
            )
        return row.folio

    return found


ISSUED: dict[str, tuple[State, ...]] = {
    "documentos emitidos": (
        State("nada emitido", "consulta", at("programa_issued", "propia", YEAR)),
        State(
            "emitir un programa en planeación", "secretario", at("pta_issue", "propia", YEAR), 422
        ),
        State("emitir sin permiso", "consulta", at("pta_issue", "propia", YEAR), 403),
        State("confirmar la emisión", WHO, at("informe_issue", *CUT, 1)),
        State("documento emitido", WHO, at("issued_detail", folio)),
        State("documento reemplazado", WHO, at("issued_detail", old_folio)),
        State("qué cambió", WHO, at("issued_changes", old_folio)),
        State("nada cambió", WHO, at("issued_changes", folio)),
        State("lista de emitidos", WHO, at("issued_list")),
        State("emitido, sin pedir su PDF", WHO, at("issued_detail", waiting(None))),
        State("emitido que espera", WHO, at("issued_detail", waiting(JobState.WAITING))),
        State("emitido que no se pudo hacer", WHO, at("issued_detail", waiting(JobState.FAILED))),
    ),
}

"""What was issued, as its pages show it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from programs import permissions
from programs.models import Programa, User
from reports.documents.registry import ISSUED
from reports.enums import FileForm
from reports.getters import issued_visible
from reports.models import DocumentJob, IssuedFile, IssuedReport
from reports.selectors.verificar import verify_path
from reports.values.payload import Change


@dataclass(frozen=True)
class IssuedPage:
    """An issued document with its files; `pdf` is None while it is being prepared by `job`.

    `workbook` is its annex of metas and results, None where it prints none.

    `job` is None once there is a PDF, and where nobody asked for it yet.

    `issues` tells whether the person issues documents, and so files signed copies and sees what
    changed since.
    """

    issued: IssuedReport
    pdf: IssuedFile | None
    workbook: IssuedFile | None
    signed: tuple[IssuedFile, ...]
    job: DocumentJob | None
    errata: tuple[Change, ...]
    issues: bool

    @property
    def verify_path(self) -> str:
        """The public address that verifies it, the one of its QR code."""
        return verify_path(self.issued)

    @property
    def replacement(self) -> IssuedReport | None:
        """The document that replaced it, None while it stands."""
        return getattr(self.issued, "replaced_by", None)


def issued_page(issued: IssuedReport, user: User) -> IssuedPage:
    """Return the page of an issued document, in one query; two while it has no PDF."""
    files = list(issued.files.select_related("added_by").order_by("form", "number"))
    made = {file.form: file for file in files if file.form != FileForm.SIGNED}
    pdf = made.get(FileForm.PDF)
    return IssuedPage(
        issued=issued,
        pdf=pdf,
        workbook=made.get(FileForm.XLSX),
        signed=tuple(file for file in files if file.form == FileForm.SIGNED),
        job=None if pdf else issued_job(issued),
        errata=tuple(Change(**row) for row in issued.errata),
        issues=permissions.can_issue(user, issued.institucion),
    )


def issued_job(issued: IssuedReport) -> DocumentJob | None:
    """Return the job that makes the PDF of an issued document, or that failed to; the last one."""
    rows = DocumentJob.objects.filter(institucion=issued.institucion_id, kind=ISSUED.kind)
    return rows.filter(about__folio=issued.folio).defer("source").order_by("-pk").first()


def issued_rows(user: User, programa: Programa | None = None) -> QuerySet[IssuedReport]:
    """Return what was issued, of a programa or of all that the person reads, newest first.

    Each tells whether its PDF is `ready` and whether a signed copy `is_signed`.
    """
    rows = issued_visible(user)
    if programa:
        rows = rows.filter(programa=programa)
    files = IssuedFile.objects.filter(issued=OuterRef("pk"))
    return rows.annotate(
        ready=Exists(files.filter(form=FileForm.PDF)),
        is_signed=Exists(files.filter(form=FileForm.SIGNED)),
    ).order_by("-issued_at", "-pk")

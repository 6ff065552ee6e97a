"""Documents as PDF: from the store, or asked of the queue and shown where they stand.

`entry` is the registry's: `reports.urls` gives each document of a programa and of a quarter its
address. No page waits for the renderer.
"""

from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs.received.kinds import XLSX
from programs.views.answers import wants_json
from programs.views.request import PersonRequest
from reports.documents.places import failed_places
from reports.documents.registry import (
    ACUSE,
    AREA,
    CORTE,
    DOCUMENTS,
    LINEA,
    RESUMEN,
    Built,
    DocumentEntry,
    Subject,
)
from reports.documents.results_xlsx import results_xlsx
from reports.models import DocumentJob, IssuedReport, JobState
from reports.models.job import ACTIVE
from reports.selectors.jobs import job_of, standing_of
from reports.selectors.subjects import (
    Rows,
    about_of,
    owner_of,
    printed_corte,
    subject_rows,
)
from reports.services import issued_files, jobs, leases, stored
from reports.services.documents import (
    document_html,
    document_of,
    file_name_of,
    finish_of,
    quarter_record,
    results_file_name,
)
from reports.services.keys import key_of_corte, key_of_html, key_of_issued
from reports.views.frames import framed_by_us
from reports.views.unreadable import tells_unreadable
from sesea.headers import FILE_HEADERS

# How often a page without scripts is drawn again, in seconds.
AGAIN_SECONDS = 3


@require_safe
@framed_by_us
@tells_unreadable
def programa_document(
    request: PersonRequest, slug: str, year: int, *, entry: DocumentEntry
) -> HttpResponse:
    """Answer with a document of a programa that the person may see."""
    return document_answer(request, entry, {"slug": slug, "year": year})


@require_safe
@framed_by_us
@tells_unreadable
def trimestre_document(
    request: PersonRequest, slug: str, year: int, number: int, *, entry: DocumentEntry
) -> HttpResponse:
    """Answer with a document of a quarter; 403 while it is open for who reads no drafts."""
    return document_answer(request, entry, {"slug": slug, "year": year, "number": number})


@require_safe
@tells_unreadable
def results_workbook(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Answer with the metas and results of a quarter as a workbook, to who reads its informe."""
    about = {"slug": slug, "year": year, "number": number}
    (trimestre,) = subject_rows(Subject.TRIMESTRE, request.user, about, timezone.localtime())
    return HttpResponse(
        results_xlsx(*quarter_record(trimestre)),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{results_file_name(trimestre)}"',
            "Cache-Control": "private, no-store",
            **FILE_HEADERS,
        },
    )


@require_safe
@tells_unreadable
def corte_document(
    request: PersonRequest, slug: str, year: int, number: int, corte: int
) -> HttpResponse:
    """Answer with the informe of one closing of a quarter, the earlier ones included."""
    about = {"slug": slug, "year": year, "number": number, "corte": corte}
    return document_answer(request, CORTE, about)


@require_safe
@tells_unreadable
def linea_preview(
    request: PersonRequest, slug: str, year: int, pk: int, number: int
) -> HttpResponse:
    """Answer with one línea of the informe as a PDF, figure numbers and all.

    404 for another institution's línea, 403 for who reads only validated figures.
    """
    about = {"slug": slug, "year": year, "number": number, "pk": pk}
    return document_answer(request, LINEA, about)


@require_safe
@tells_unreadable
def area_document(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Answer with what an área reports in a quarter as it will print, in one PDF.

    403 while the quarter is open for who reads no drafts.
    """
    about = {"slug": slug, "year": year, "number": number, "code": code}
    return document_answer(request, AREA, about)


@require_safe
@tells_unreadable
def acuse_document(
    request: PersonRequest, slug: str, year: int, number: int, code: str, folio: str
) -> HttpResponse:
    """Answer with the receipt of one submission, the earlier ones included, to who reads it."""
    about = {"slug": slug, "year": year, "number": number, "code": code, "folio": folio}
    return document_answer(request, ACUSE, about)


@require_safe
@tells_unreadable
def resumen(request: PersonRequest) -> HttpResponse:
    """Answer with the tablero on one Letter page, as PDF."""
    return document_answer(request, RESUMEN, {"query": request.GET.dict()})


def document_answer(
    request: PersonRequest, entry: DocumentEntry, about: dict[str, object]
) -> HttpResponse:
    """Answer with a stored PDF, or with the way to the page of its making.

    `about` are the parts of the address; 404 where the subject does not hold the document.
    """
    now = timezone.localtime()
    rows = subject_rows(entry.subject, request.user, about, now)
    request.institucion = owner_of(entry.subject, rows)
    wanted = wanted_of(entry, about, rows, request.get_full_path())
    found = jobs.held(wanted.key)
    if found:
        return _pdf(request, *found)
    try:
        job = jobs.ask(wanted, by=request.user, now=now)
    except jobs.TooMany as refused:
        page = {"jobs": refused.jobs, "again": request.get_full_path()}
        status = HTTPStatus.TOO_MANY_REQUESTS
        return render(request, "reports/document_too_many.html", page, status=status)
    if job.state in ACTIVE:
        return HttpResponseRedirect(leases.address_of(job), status=HTTPStatus.SEE_OTHER)
    return _ended(request, job, entry, rows)


def wanted_of(
    entry: DocumentEntry, about: dict[str, object], rows: Rows, address: str
) -> jobs.Wanted:
    """Return a document of these rows as the queue is asked for it; 404 where they hold none."""
    file_name = file_name_of(entry, *rows)
    key, printed = _fixed_key(entry, rows), None
    if key is None:
        printed = _printed(entry, rows)
        key = key_of_html(entry, file_name, printed.html, printed.finish)
    return jobs.Wanted(
        institucion=owner_of(entry.subject, rows),
        entry=entry,
        about=about_of(entry.subject, about, rows),
        address=address,
        file_name=file_name,
        key=key,
        printed=lambda: printed or _printed(entry, rows),
    )


def _fixed_key(entry: DocumentEntry, rows: Rows) -> str | None:
    """Return the key of what an act fixed, which is not read; None where rows are printed."""
    if isinstance(rows[0], IssuedReport):
        return key_of_issued(entry, rows[0])
    corte = printed_corte(entry.subject, rows)
    return key_of_corte(entry, file_name_of(entry, *rows), corte) if corte else None


@require_safe
@framed_by_us
@tells_unreadable
def document_job(request: PersonRequest, pk: int) -> HttpResponse:
    """Show where a document stands that the person asked for; one that is made is opened.

    A script is told the same as JSON. What the person may read is asked anew.
    """
    job = job_of(request.user, pk)
    entry, now = DOCUMENTS[job.kind], timezone.localtime()
    request.institucion = job.institucion
    if wants_json(request) or job.state in ACTIVE:
        standing = standing_of(job, now)
        if wants_json(request):
            return JsonResponse({"state": standing.state, "sentence": standing.sentence})
        page = {"job": job, "standing": standing, "seconds": AGAIN_SECONDS}
        return render(request, "reports/document_job.html", page)
    rows = subject_rows(entry.subject, request.user, job.about, now)
    if isinstance(rows[0], IssuedReport):
        # What is kept of it is the document, whichever job made that and how this one ended.
        data = issued_files.rendition_read(rows[0])
        if data is not None:
            return _pdf(request, job, data)
    if job.state == JobState.DONE and _fixed_key(entry, rows) not in (None, job.key):
        # Since it was asked for, an act fixed something else: who reads that need not read drafts.
        leases.opened(job, request.user, now)
        return HttpResponseRedirect(job.address, status=HTTPStatus.SEE_OTHER)
    return _ended(request, job, entry, rows)


def _printed(entry: DocumentEntry, rows: Rows) -> jobs.Printed:
    document = _built(entry, rows)
    return jobs.Printed(document.title, document_html(document), finish_of(document, rows[0]))


def _built(entry: DocumentEntry, rows: Rows) -> Built:
    document = document_of(entry, *rows)
    if document is None:
        raise Http404
    return document


def _ended(
    request: PersonRequest, job: DocumentJob, entry: DocumentEntry, rows: Rows
) -> HttpResponse:
    """Answer with a PDF that is made, or with why it could not be and what to look at."""
    if job.state == JobState.DONE:
        data = stored.read(job)
        if data is not None:
            return _pdf(request, job, data)
        return HttpResponseRedirect(job.address, status=HTTPStatus.SEE_OTHER)
    document = _built(entry, rows)
    places = failed_places(document, job.error) if leases.is_of_document(job) else ()
    page = {"job": job, "places": places}
    leases.opened(job, request.user, timezone.now())
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return render(request, "reports/document_failed.html", page, status=status)


def _pdf(request: PersonRequest, job: DocumentJob, data: bytes) -> HttpResponse:
    """Answer with a PDF, which ends what its person was told of it."""
    leases.opened(job, request.user, timezone.now())
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{job.file_name}"',
            "Cache-Control": "private, no-store",
        },
    )

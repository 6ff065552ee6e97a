"""Issuing a document in two clicks, and reading what was issued."""

from contextlib import suppress
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programs.errors import DomainError, UnreadableCorte
from programs.getters import programa_get, trimestre_get
from programs.models import Programa, Trimestre
from programs.permissions import can_issue
from programs.received.kinds import XLSX
from programs.values.phrases import quarter_name
from programs.views.answers import answer_error, answer_saved, cleaned, wants_json
from programs.views.crumbs import Crumb, to_programa, to_trimestre
from programs.views.methods import post_only
from programs.views.request import PersonRequest
from reports.documents.places import failed_places
from reports.documents.registry import ISSUED
from reports.enums import FileForm, IssuedKind
from reports.forms.emision import IssueForm, SignedForm
from reports.getters import issued_file_get, issued_get
from reports.models import DocumentJob, IssuedReport, JobState
from reports.selectors.emision import issued_job, issued_page, issued_rows
from reports.selectors.jobs import Standing, standing_of
from reports.services import emision, issued_files
from reports.services.documents import document_of
from reports.services.emision import ONLY_WHO_CLOSES, Draft
from reports.services.jobs import TooMany, ask
from reports.services.leases import is_of_document
from reports.values.payload import ALTERED, UnreadableIssue, text_hash
from reports.views.documents import AGAIN_SECONDS, document_answer, wanted_of
from reports.views.unreadable import tells_unreadable
from sesea.headers import FILE_HEADERS

PER_PAGE = 30
ALREADY = "Ya se emitió: folio {folio}. Nada cambió desde entonces."
# What was issued never changes, and only who reads it may keep it.
HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@require_http_methods(["GET", "HEAD", "POST"])
@tells_unreadable
def informe_issue(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show what would be issued of a closed quarter; a POST confirms it."""
    trimestre = trimestre_get(request.user, slug, year, number)
    return _issue(request, IssuedKind.INFORME, trimestre)


@require_http_methods(["GET", "HEAD", "POST"])
@tells_unreadable
def pta_issue(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show what would be issued of an approved programa; a POST confirms it."""
    return _issue(request, IssuedKind.PTA, programa_get(request.user, slug, year))


def _issue(request: PersonRequest, kind: IssuedKind, row: Programa | Trimestre) -> HttpResponse:
    programa = row.programa if isinstance(row, Trimestre) else row
    request.institucion = programa.institucion
    if not can_issue(request.user, programa.institucion):
        raise PermissionDenied(ONLY_WHO_CLOSES)
    posted = request.method == "POST"
    try:
        if posted:
            seen = cleaned(_issue_form(request, request.POST))["seen"]
            now = timezone.now()
            issued = emision.document_issue(kind, row.pk, by=request.user, now=now, seen=seen)
            _ask_pdf(request, issued)
            message = f"Se emitió {issued.folio}."
            return answer_saved(
                request, {"folio": issued.folio}, issued.get_absolute_url(), message
            )
        draft = emision.draft_of(kind, row, by=request.user)
    except UnreadableCorte:
        raise
    except (DomainError, ValidationError) as error:
        if posted or wants_json(request):
            return answer_error(request, error, request.path)
        context = {"reason": str(error), "back": row.get_absolute_url()}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "reports/issue_not_yet.html", context, status=status)
    if draft.standing and not draft.is_new:
        messages.info(request, ALREADY.format(folio=draft.standing.folio))
        return redirect(draft.standing)
    return _confirm(request, kind, row, draft)


def _ask_pdf(request: PersonRequest, issued: IssuedReport) -> None:
    """Ask the queue for the PDF, after the issue: its page asks again where this did not."""
    if issued.files.filter(form=FileForm.PDF).exists():
        return
    address = reverse("issued_pdf", args=[issued.folio])
    wanted = wanted_of(ISSUED, {"folio": issued.folio}, (issued,), address)
    with suppress(TooMany):
        ask(wanted, by=request.user, now=timezone.localtime())


def _confirm(
    request: PersonRequest, kind: IssuedKind, row: Programa | Trimestre, draft: Draft
) -> HttpResponse:
    programa = row.programa if isinstance(row, Trimestre) else row
    number = emision.next_number(programa.institucion, kind, programa.year)
    form = _issue_form(request, initial={"seen": draft.fingerprint})
    context = {
        "draft": draft,
        "kind": kind,
        "programa": programa,
        "folio": emision.folio_of(programa.institucion, kind, programa.year, number),
        "verify_site": f"{settings.SITE_URL.rstrip('/')}{reverse('verificar')}",
        "preview": reverse(f"{kind}_document", args=row.place),
        "form": form,
        "crumbs": [*_crumbs(row), {"label": "Emitir"}],
    }
    return render(request, "reports/issue_confirm.html", context)


def _issue_form(
    request: PersonRequest, data: QueryDict | None = None, initial: dict[str, str] | None = None
) -> IssueForm:
    return IssueForm(
        data, action=request.path, button="Confirmar emisión", style="btn-primary", initial=initial
    )


def _signed_form(issued: IssuedReport, request: PersonRequest | None = None) -> SignedForm:
    return SignedForm(
        request and request.POST,
        request and request.FILES,
        action=reverse("issued_signed_add", args=[issued.folio]),
        button="Archivar la copia firmada",
        style="btn-secondary",
    )


def _crumbs(row: Programa | Trimestre) -> list[Crumb]:
    if isinstance(row, Trimestre):
        return to_trimestre(row, quarter_name(row.number).capitalize())
    return to_programa(row)


@require_safe
def issued_list(request: PersonRequest) -> HttpResponse:
    """List what was issued by the institutions of the person."""
    return _list(request, None)


@require_safe
def programa_issued(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """List what was issued of a programa."""
    programa = programa_get(request.user, slug, year)
    request.institucion = programa.institucion
    return _list(request, programa)


def _list(request: PersonRequest, programa: Programa | None) -> HttpResponse:
    rows = issued_rows(request.user, programa)
    context = {
        "programa": programa,
        "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [*(to_programa(programa) if programa else ()), {"label": "Documentos emitidos"}],
    }
    return render(request, "reports/issued_list.html", context)


@require_safe
def issued_detail(request: PersonRequest, folio: str) -> HttpResponse:
    """Show an issued document: where it stands, its files, its hashes, what it replaces.

    A script is told where the PDF stands, as JSON.
    """
    issued = issued_get(request.user, folio)
    if wants_json(request):
        job = issued_job(issued)
        standing = standing_of(job, timezone.localtime()) if job else Standing(JobState.DONE, "")
        return JsonResponse({"state": standing.state, "sentence": standing.sentence})
    return _detail(request, issued)


def _detail(
    request: PersonRequest, issued: IssuedReport, form: SignedForm | None = None
) -> HttpResponse:
    request.institucion = issued.institucion
    page = issued_page(issued, request.user)
    job = page.job
    failed = job is not None and job.state == JobState.FAILED
    context = {
        "page": page,
        "standing": standing_of(job, timezone.localtime()) if job else None,
        "failed": failed,
        "places": _failed_places(issued, job) if job and failed else (),
        "seconds": AGAIN_SECONDS,
        "issued": issued,
        "signed_form": (form or _signed_form(issued)) if page.issues and page.pdf else None,
        "crumbs": _issued_crumbs(issued, {"label": issued.folio}),
    }
    return render(request, "reports/issued_detail.html", context)


def _failed_places(issued: IssuedReport, job: DocumentJob) -> tuple[str, ...]:
    document = document_of(ISSUED, issued) if is_of_document(job) else None
    return failed_places(document, job.error) if document else ()


def _issued_crumbs(issued: IssuedReport, *steps: Crumb) -> list[Crumb]:
    address = reverse("programa_issued", args=issued.programa.place)
    here = {"label": "Documentos emitidos", "url": address}
    return [*to_programa(issued.programa), here, *steps]


@require_safe
@tells_unreadable
def issued_changes(request: PersonRequest, folio: str) -> HttpResponse:
    """Show, to who issues, what a document would say differently if it were issued now."""
    issued = issued_get(request.user, folio)
    request.institucion = issued.institucion
    if not can_issue(request.user, issued.institucion):
        raise PermissionDenied(ONLY_WHO_CLOSES)
    row = issued.trimestre or issued.programa
    context = {
        "issued": issued,
        "since": emision.since_issue(issued),
        "issue_url": reverse(f"{issued.kind}_issue", args=row.place),
        "crumbs": _issued_crumbs(
            issued,
            {"label": issued.folio, "url": issued.get_absolute_url()},
            {"label": "Qué cambió"},
        ),
    }
    return render(request, "reports/issued_changes.html", context)


# Its files ---------------------------------------------------------------------------------------


@require_safe
@tells_unreadable
def issued_pdf(request: PersonRequest, folio: str) -> HttpResponse:
    """Hand out the PDF of an issued document, the same bytes for ever.

    Where it is not made yet, it is asked of the queue, and the answer leads to where it stands.
    """
    issued = issued_get(request.user, folio)
    data = issued_files.rendition_read(issued)
    if data is None:
        return document_answer(request, ISSUED, {"folio": folio})
    return _file(data, f"{folio}.pdf", "application/pdf")


@require_safe
@tells_unreadable
def issued_results(request: PersonRequest, folio: str) -> HttpResponse:
    """Hand out the annex of metas and results of an issued informe as a workbook."""
    file = issued_file_get(issued_get(request.user, folio), FileForm.XLSX)
    name = f"{folio}-metas-y-resultados.xlsx"
    return _file(issued_files.read_whole(file), name, XLSX, attached=True)


@require_safe
@tells_unreadable
def issued_signed(request: PersonRequest, folio: str, number: int) -> HttpResponse:
    """Hand out a scan of the signed copy."""
    file = issued_file_get(issued_get(request.user, folio), FileForm.SIGNED, number)
    name = f"{folio}-firmada-{number}.pdf"
    return _file(issued_files.read_whole(file), name, "application/pdf", attached=True)


@require_safe
@tells_unreadable
def issued_data(request: PersonRequest, folio: str) -> HttpResponse:
    """Hand out the payload of an issued document, the very bytes of its hash."""
    issued = issued_get(request.user, folio)
    if text_hash(issued.payload) != issued.payload_sha256:
        raise UnreadableIssue(ALTERED)
    return _file(issued.payload.encode(), f"{folio}.json", "application/json", attached=True)


def _file(data: bytes, name: str, media_type: str, *, attached: bool = False) -> HttpResponse:
    how = "attachment" if attached else "inline"
    headers = {**HEADERS, "Content-Disposition": f'{how}; filename="{name}"'}
    if attached:
        headers |= FILE_HEADERS
    return HttpResponse(data, content_type=media_type, headers=headers)


def _of_issued(request: PersonRequest, folio: str) -> str:
    return issued_get(request.user, folio).get_absolute_url()


@post_only(_of_issued)
def issued_signed_add(request: PersonRequest, folio: str) -> HttpResponse:
    """File a scan of the signed copy."""
    issued = issued_get(request.user, folio)
    if not can_issue(request.user, issued.institucion):
        raise PermissionDenied(ONLY_WHO_CLOSES)
    form = _signed_form(issued, request)
    try:
        scan = cleaned(form)["scan"]
        issued_files.signed_add(issued, scan, by=request.user, now=timezone.now())
    except (DomainError, ValidationError) as error:

        def page(errors: dict[str, list[str]]) -> HttpResponse:
            for text in errors.get(NON_FIELD_ERRORS, ()):
                form.add_error("scan", text)
            return _detail(request, issued, form)

        return answer_error(request, error, issued.get_absolute_url(), page=page)
    message = "Se archivó la copia firmada."
    return answer_saved(request, {}, f"{issued.get_absolute_url()}#firmadas", message)

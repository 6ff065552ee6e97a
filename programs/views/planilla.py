"""The plan of a programme as a workbook: download, upload, say what its headings are, apply."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import DomainError, FileRefused
from programs.forms.planilla import HeadingsForm, TicketForm, WorkbookForm, drawn_targets
from programs.getters import programa_get
from programs.models import Programa
from programs.received.kinds import XLSX
from programs.received.previews import PreviewStorage, ticket_read, ticket_sign
from programs.received.workbooks import Sheet, workbook_read
from programs.resources.planilla.exchange import (
    Preview,
    planilla_of,
    planilla_template,
    sheets_preview,
)
from programs.resources.planilla.foreign import ForeignBook, foreign_book, sheets_named
from programs.resources.planilla.page import preview_page
from programs.selectors.encabezados import headings_kept
from programs.selectors.estructura import why_approved
from programs.services.encabezados import headings_keep
from programs.services.planilla import STALE, planilla_apply
from programs.values.plandiff import Act, Comparison
from programs.views.answers import answer_error, answer_saved, cleaned
from programs.views.crumbs import Crumb, to_programa
from programs.views.methods import post_only
from programs.views.request import PersonRequest
from sesea.headers import FILE_HEADERS

NOT_YOURS = "El libro del plan lo lleva Planeación de la institución."
OTHER_READING = (
    "Lo que dicen los títulos del libro cambió mientras usted lo revisaba. "
    "Revise otra vez las diferencias. No se aplicó nada."
)
READ = "El libro se leyó completo."
KEPT = "Quedó guardado qué es cada columna."
NOTHING = "El libro dice lo mismo que el plan. No había nada que aplicar."
DONE = {Act.NEW: "nuevas", Act.CHANGED: "cambiadas", Act.MOVED: "movidas", Act.GONE: "quitadas"}


@dataclass(frozen=True)
class Uploaded:
    """A workbook that was uploaded to a programme and waits to be applied."""

    storage: PreviewStorage
    seen: dict[str, str]
    sheets: tuple[Sheet, ...]


@require_safe
def planilla(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show where the workbook is downloaded and uploaded."""
    return _start(request, _programa(request, slug, year), WorkbookForm())


def _start(request: PersonRequest, programa: Programa, form: WorkbookForm) -> HttpResponse:
    crumbs = [*to_programa(programa), {"label": "El plan en Excel"}]
    context = {
        "programa": programa,
        "form": form,
        "approved": why_approved(programa),
        "crumbs": crumbs,
    }
    return render(request, "programs/planilla.html", context)


@require_safe
def planilla_download(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Answer with the workbook of the plan."""
    programa = _programa(request, slug, year)
    return _file(request, programa, "plan", planilla_of)


@require_safe
def planilla_empty(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Answer with an empty workbook to fill in."""
    programa = _programa(request, slug, year)
    return _file(request, programa, "plan-vacio", planilla_template)


def _file(
    request: PersonRequest, programa: Programa, name: str, made: Callable[[Programa], bytes]
) -> HttpResponse:
    try:
        data = made(programa)
    except DomainError as refusal:
        return answer_error(request, refusal, reverse("planilla", args=programa.place))
    name = f"{name}-{programa.institucion.slug}-{programa.year}.xlsx"
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            **FILE_HEADERS,
        },
    )


def _of_planilla(request: PersonRequest, slug: str, year: int) -> str:
    return reverse("planilla", args=_programa(request, slug, year).place)


@post_only(_of_planilla)
def planilla_upload(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Keep a workbook until it is applied, and lead to what it would change."""
    programa = _programa(request, slug, year)
    form = WorkbookForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data["libro"].read()
        try:
            workbook_read(data)
        except FileRefused as refusal:
            form.add_error("libro", str(refusal))
        else:
            storage = PreviewStorage()
            storage.save(data)
            address = _review_url(request, programa, storage.name)
            return answer_saved(request, {}, address, READ)
    response = _start(request, programa, form)
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response


@require_safe
def planilla_review(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show what the uploaded workbook would change, or ask what its headings are."""
    programa = _programa(request, slug, year)
    try:
        uploaded = _uploaded(request, programa, request.GET.get("libro", ""))
    except FileRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("planilla", *programa.place)
    book = _book(programa, uploaded)
    if "titulos" in request.GET or not book.settled:
        form = HeadingsForm(book=book, start_month=programa.start_month)
        return _ask(request, programa, uploaded, form)
    preview = _preview(programa, uploaded, book)
    ticket = (
        ""
        if preview.plan is None
        else ticket_sign(
            uploaded.storage.name,
            request.user.pk,
            _screen(programa),
            base=preview.fingerprint,
            plan=preview.plan.fingerprint,
        )
    )
    context = {
        "programa": programa,
        "page": preview_page(preview, book),
        "ticket": ticket,
        "headings_url": f"{_review_url(request, programa, uploaded.storage.name)}&titulos=1",
        "asks_headings": any(
            not heading.ours for sheet in book.sheets for heading in sheet.headings
        ),
        "crumbs": _under(programa, "Qué cambia"),
    }
    return render(request, "programs/planilla_revision.html", context)


@post_only(_of_planilla)
def planilla_headings(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Keep what the headings are, and lead to what the workbook would change."""
    programa = _programa(request, slug, year)
    try:
        uploaded = _uploaded(request, programa, request.POST.get("libro", ""))
    except FileRefused as refusal:
        return answer_error(request, refusal, reverse("planilla", args=programa.place))
    month = programa.start_month
    drawn = drawn_targets(request.POST, _book(programa, uploaded))
    form = HeadingsForm(request.POST, book=_book(programa, uploaded, drawn), start_month=month)
    valid = form.is_valid()
    if form.targets != drawn:
        # Another sheet has other columns: the page shows those.
        book = _book(programa, uploaded, form.targets)
        return _ask(request, programa, uploaded, HeadingsForm(book=book, start_month=month))
    if not valid:
        response = _ask(request, programa, uploaded, form)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
    try:
        headings_keep(programa.institucion_id, form.said, by=request.user, now=timezone.now())
    except DomainError as refusal:
        return answer_error(request, refusal, reverse("planilla", args=programa.place))
    address = _review_url(request, programa, uploaded.storage.name)
    return answer_saved(request, {}, address, KEPT)


@post_only(_of_planilla)
def planilla_save(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Apply the workbook that was looked at, all of it or nothing."""
    programa = _programa(request, slug, year)
    try:
        uploaded = _uploaded(request, programa, cleaned(TicketForm(request.POST))["libro"])
    except (FileRefused, ValidationError) as refusal:
        return answer_error(request, refusal, reverse("planilla", args=programa.place))
    back = _review_url(request, programa, uploaded.storage.name)
    try:
        done = _apply(request, programa, uploaded)
    except DomainError as refusal:
        return answer_error(request, refusal, back)
    # The file is kept for its day: who asks twice is told that the plan says what it says.
    return answer_saved(request, {}, programa.get_absolute_url(), _told(done))


def _apply(request: PersonRequest, programa: Programa, uploaded: Uploaded) -> Comparison:
    """Apply what the person saw; `DomainError` where it would be anything else."""
    preview = _preview(programa, uploaded, _book(programa, uploaded))
    if preview.comparison is not None and preview.comparison.identical:
        return preview.comparison  # it was applied already
    if preview.fingerprint != uploaded.seen.get("base"):
        raise DomainError(" ".join(preview.refusals) or STALE)
    if preview.plan is None or preview.plan.fingerprint != uploaded.seen.get("plan"):
        raise DomainError(OTHER_READING)
    return planilla_apply(
        programa.pk,
        preview.plan,
        base=preview.fingerprint,
        by=request.user,
        now=timezone.now(),
    )


def _told(done: Comparison) -> str:
    if done.identical:
        return NOTHING
    counts = [f"{word}: {len(rows)}" for act, word in DONE.items() if (rows := done.of(act))]
    return f"El plan quedó como dice el libro. Filas {'; '.join(counts)}."


def _ask(
    request: PersonRequest, programa: Programa, uploaded: Uploaded, form: HeadingsForm
) -> HttpResponse:
    context = {
        "programa": programa,
        "form": form,
        "sheets": list(form.asked()),
        "ticket": ticket_sign(uploaded.storage.name, request.user.pk, _screen(programa)),
        "crumbs": _under(programa, "Títulos del libro"),
    }
    return render(request, "programs/planilla_titulos.html", context)


def _preview(programa: Programa, uploaded: Uploaded, book: ForeignBook) -> Preview:
    named = sheets_named(uploaded.sheets, book, programa.start_month)
    return sheets_preview(programa, named, partial=not book.own)


def _book(
    programa: Programa, uploaded: Uploaded, targets: dict[int, str] | None = None
) -> ForeignBook:
    kept = headings_kept(programa.institucion_id)
    return foreign_book(uploaded.sheets, programa.start_month, kept, targets)


def _uploaded(request: PersonRequest, programa: Programa, ticket: str) -> Uploaded:
    """Return the workbook of a ticket. Raises `FileRefused`."""
    seen = ticket_read(ticket, request.user.pk, _screen(programa))
    storage = PreviewStorage(name=seen["name"])
    return Uploaded(storage, seen, workbook_read(storage.read()))


def _screen(programa: Programa) -> str:
    return f"planilla:{programa.pk}"


def _review_url(request: PersonRequest, programa: Programa, name: str) -> str:
    ticket = ticket_sign(name, request.user.pk, _screen(programa))
    return f"{reverse('planilla_review', args=programa.place)}?{urlencode({'libro': ticket})}"


def _under(programa: Programa, label: str) -> list[Crumb]:
    step = {"label": "El plan en Excel", "url": reverse("planilla", args=programa.place)}
    return [*to_programa(programa), step, {"label": label}]


def _programa(request: PersonRequest, slug: str, year: int) -> Programa:
    """Return a programme whose plan the person keeps; 403 for the others who see it."""
    programa = programa_get(request.user, slug, year)
    request.institucion = programa.institucion
    if not permissions.can_keep_structure(request.user, programa.institucion):
        raise PermissionDenied(NOT_YOURS)
    return programa

"""What waits for a verdict, and an área's quarter: each línea as it will print, and its verdict.

The page draws a print preview, so it is a view of `reports`; every act is one of
`programs.services.revision`.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.models import EntregaDeArea
from programs.reading.addresses import findings_url
from programs.views.request import PersonRequest
from reports.review.access import NOT_YOURS, entrega_or_404
from reports.review.address import Opened
from reports.review.forms import ObservacionForm, form_at_part, form_of_observed
from reports.review.list import review_list
from reports.review.observed import Observed
from reports.review.page import EntregaUnderReview, under_review
from reports.review.sheet import ReviewSheet, SheetPart, sheet_of


@require_safe
def revision_list(request: PersonRequest) -> HttpResponse:
    """Show the áreas that sent their quarter, oldest first; 403 for who reviews nothing."""
    if not permissions.may_review_somewhere(request.user):
        raise PermissionDenied(NOT_YOURS)
    page = review_list(request.user, timezone.localdate())
    return render(request, "reports/revision_list.html", {"page": page})


@require_safe
def revision_detail(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Show an área's quarter to its reviewer, one línea at a time.

    `linea` or `seccion` in the address say what is open, `observar` at which part an observation
    is being written, `editar` which one is being changed, `cambios` that only what changed since
    the last return is shown.
    """
    entrega = entrega_or_404(request, slug, year, number, code)
    return revision_answer(request, entrega, Opened.by_address(request.GET))


def revision_answer(
    request: PersonRequest,
    entrega: EntregaDeArea,
    opened: Opened,
    *,
    form: ObservacionForm | None = None,
    errors: list[str] | None = None,
) -> HttpResponse:
    """Draw the page; a refused form stays as it was typed, and `errors` go in the summary."""
    trimestre = entrega.trimestre
    programa = trimestre.programa
    request.institucion = programa.institucion
    review = under_review(entrega, request.user, opened)
    sheet = sheet_of(review)
    observing, editing = _open_form(opened, review, sheet)
    if form is None and observing:
        form = form_at_part(review, observing)
    elif form is None and editing:
        form = form_of_observed(review, editing)
    quarter = trimestre.full_name.capitalize()
    context = {
        "page": review,
        "sheet": sheet,
        "entrega": entrega,
        "programa": programa,
        "observation_form": form,
        "observing": observing,
        "editing": editing,
        "explain_url": findings_url(trimestre, back=request.get_full_path()),
        "errors": [{"text": text} for text in errors or []],
        "quarter": quarter,
        "query": review.query,
        "crumbs": [
            {"label": "Revisión", "url": reverse("revision_list")},
            {"label": f"{entrega.area.name}, {quarter.lower()}"},
        ],
    }
    return render(request, "reports/revision_detail.html", context)


def _open_form(
    opened: Opened, review: EntregaUnderReview, sheet: ReviewSheet | None
) -> tuple[SheetPart | None, Observed | None]:
    """Return (the part being observed, the observation being changed), at most one of them."""
    if review.locked or sheet is None:
        return None, None
    observing = sheet.keys.get(opened.observing)
    if observing:
        return observing, None
    own = (item for item in review.observed if item.pending and item.row.pk == opened.editing)
    return None, next(own, None)

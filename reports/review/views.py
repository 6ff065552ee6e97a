"""What waits for a verdict, and an área's quarter: each línea as it will print, and its verdict.

The page draws a print preview, so it is a view of `reports`; every act is one of
`programs.services.revision`.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.enums import BlockKind
from programs.getters import entrega_get
from programs.models import EntregaDeArea
from programs.received.text import plain_text
from programs.selectors.common import quarter_title
from reports.review.forms import ObservacionForm, new_observation_key
from reports.review.list import review_list
from reports.review.page import ReviewPage, review_page
from reports.review.sheet import Sheet, sheet_of


@require_safe
def revision_list(request: HttpRequest) -> HttpResponse:
    """Show the áreas that sent their quarter, oldest first; 403 for who reviews nothing."""
    if not permissions.may_review_somewhere(request.user):
        raise PermissionDenied("La revisión le corresponde al Secretario Técnico.")
    page = review_list(request.user, timezone.localdate())
    return render(request, "reports/revision_list.html", {"page": page})


@require_safe
def revision_detail(
    request: HttpRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Show an área's quarter to its reviewer, one línea at a time.

    `linea` or `seccion` in the address say what is open, `observar` at which part an observation
    is being written, `editar` which one is being changed, `cambios` that only what changed since
    the last return is shown.
    """
    return revision_answer(request, entrega_or_404(request, slug, year, number, code))


def revision_answer(
    request: HttpRequest,
    entrega: EntregaDeArea,
    *,
    form: ObservacionForm | None = None,
    errors: list[str] | None = None,
) -> HttpResponse:
    """Draw the page; a refused form stays as it was typed, and `errors` go in the summary."""
    trimestre = entrega.trimestre
    programa = trimestre.programa
    request.institucion = programa.institucion
    asked = request.GET
    page = review_page(
        entrega,
        request.user,
        linea=number_of(asked.get("linea", "")),
        section="seccion" in asked,
        only_changes="cambios" in asked and entrega.returned_at is not None,
    )
    sheet = sheet_of(page)
    observing, editing = _open_form(asked, page, sheet)
    if form is None and (observing or editing):
        form = _new_form(page, observing) if observing else _edit_form(editing, page)
    quarter = f"{quarter_title(trimestre.number).capitalize()} {programa.year}"
    context = {
        "page": page,
        "sheet": sheet,
        "entrega": entrega,
        "programa": programa,
        "observation_form": form,
        "observing": observing,
        "editing": editing,
        "errors": [{"text": text} for text in errors or []],
        "quarter": quarter,
        "query": page_query(page),
        "crumbs": [
            {"label": "Revisión", "url": reverse("revision_list")},
            {"label": f"{entrega.area.name}, {quarter.lower()}"},
        ],
    }
    return render(request, "reports/revision_detail.html", context)


def page_query(page: ReviewPage) -> str:
    """Return what stands after the "?" of the address of the open part."""
    parts = [page.step.query] if page.step else []
    return "&".join([*parts, *(["cambios=1"] if page.only_changes else [])])


def revision_url(entrega: EntregaDeArea, query: str = "", anchor: str = "") -> str:
    """Return the address of a review, at a part of it."""
    address = reverse("revision_detail", args=_entrega_args(entrega))
    address = f"{address}?{query}" if query else address
    return f"{address}#{anchor}" if anchor else address


def require_reviewer(request: HttpRequest, entrega: EntregaDeArea) -> None:
    """Raise PermissionDenied for who does not review the institution's quarters."""
    if not permissions.can_review(request.user, entrega.trimestre.programa.institucion):
        raise PermissionDenied("La revisión le corresponde al Secretario Técnico.")


def entrega_or_404(
    request: HttpRequest, slug: str, year: int, number: int, code: str
) -> EntregaDeArea:
    """Return the submission; 404 for an outsider, 403 for a member who does not review."""
    entrega = entrega_get(request.user, slug, year, number, code)
    require_reviewer(request, entrega)
    return entrega


def number_of(text: str) -> int | None:
    """Return the number that an address writes, None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def part_anchor(key: str) -> str:
    """Return the id of a part on the page."""
    return f"parte-{key}"


def _entrega_args(entrega: EntregaDeArea) -> list:
    trimestre = entrega.trimestre
    programa = trimestre.programa
    return [programa.institucion.slug, programa.year, trimestre.number, entrega.area.code]


def _open_form(asked: QueryDict, page: ReviewPage, sheet: Sheet | None):
    """Return (the part being observed, the observation being changed), at most one of them."""
    if page.locked or sheet is None:
        return None, None
    observing = sheet.keys.get(asked.get("observar", ""))
    if observing:
        return observing, None
    pk = number_of(asked.get("editar", ""))
    return None, next((i for i in page.observed if i.pending and i.row.pk == pk), None)


def _new_form(page: ReviewPage, observing) -> ObservacionForm:
    block = next((row for row in page.rows if observing.key == f"bloque-{row.pk}"), None)
    proposes = block is not None and block.kind == BlockKind.TEXT
    return ObservacionForm(
        initial={
            "key": new_observation_key(),
            "proposed": plain_text(block.html) if proposes else "",
        },
        proposes=proposes,
        new=True,
        cancel=revision_url(page.entrega, page_query(page), part_anchor(observing.key)),
    )


def _edit_form(editing, page: ReviewPage) -> ObservacionForm:
    row = editing.row
    proposes = bool(row.bloque and row.bloque.kind == BlockKind.TEXT)
    return ObservacionForm(
        initial={
            "version": row.version,
            "text": row.text,
            "proposed": plain_text(row.proposed or row.bloque.html) if proposes else "",
            "proposes": bool(row.proposed),
        },
        proposes=proposes,
        new=False,
        cancel=revision_url(page.entrega, page_query(page), f"observacion-{row.pk}"),
    )

"""The presentación of a quarter's report: each área its part, the Secretario its opening."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import DomainError
from programs.forms.bloques import new_key
from programs.forms.pagina import block_marks, typed_blocks
from programs.getters import area_get, seccion_get, trimestre_by_pk, trimestre_get
from programs.models import Seccion, Trimestre
from programs.reading.addresses import block_add_url, findings_url
from programs.selectors.observaciones import Observations, observations_of
from programs.selectors.presentacion import PresentacionPage, part_now, presentacion_page
from programs.services import presentacion
from programs.values.given import given
from programs.values.phrases import quarter_name
from programs.values.windows import why_closed
from programs.views.answers import answer_error, answer_saved
from programs.views.crumbs import to_trimestre
from programs.views.methods import post_only
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)


@require_safe
def presentacion_edit(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show the parts and open one of them; who reads only validated figures gets 403."""
    trimestre = trimestre_get(request.user, slug, year, number)
    return presentacion_page_of(request, trimestre, request.GET.get("parte", ""))


def presentacion_page_of(
    request: PersonRequest,
    trimestre: Trimestre,
    wanted: str,
    *,
    answers: dict[int, tuple[str, str]] | None = None,
    typed: Mapping[int, Mapping[str, Any]] | None = None,
    errors: list[dict] | None = None,
) -> HttpResponse:
    """Draw the page with a part open.

    `answers` are those of a refused answer, `typed` what was typed in blocks that were refused,
    and `errors` why.

    Raises PermissionDenied for who reads only validated figures.
    """
    programa = trimestre.programa
    request.institucion = programa.institucion
    if not permissions.can_read_drafts(request.user, programa.institucion):
        raise PermissionDenied
    closed = why_closed(trimestre)
    page = presentacion_page(trimestre, request.user, wanted, closed=closed)
    marks = block_marks(page.edits)
    page = replace(page, edits=typed_blocks(page.edits, typed or {}, marks))
    can_edit = page.part.can_edit and not closed
    of_part = [given(page.part.section).pk] if can_edit else []
    context = {
        "page": page,
        "marks": json.dumps(marks),
        "page_url": can_edit and reverse("section_page_save", args=of_part),
        "errors": errors or [],
        "observations": _observations(request, page, closed, answers),
        "programa": programa,
        "new_key": new_key(),
        "insert_url": can_edit and reverse("section_figure_insert", args=of_part),
        "findings_url": can_edit
        and reverse("section_findings", args=[given(page.part.section).pk]),
        "explain_url": _explain_url(trimestre, page.part.key),
        "add_url": page.part.can_edit and block_add_url(seccion=given(page.part.section).pk),
        "crumbs": [
            *to_trimestre(trimestre, quarter_name(trimestre.number).capitalize()),
            {"label": "Presentación"},
        ],
    }
    return render(request, "programs/presentacion.html", context)


@require_safe
def section_findings(request: PersonRequest, pk: int) -> HttpResponse:
    """Return what the checks say of a part now, as markup: the page asks for it after a save."""
    section = seccion_get(request.user, pk)
    if section.trimestre is None:
        raise Http404
    if not permissions.can_edit_section(request.user, section):
        raise PermissionDenied(presentacion.NOT_YOURS)
    found, cifras = part_now(section)
    context = {
        "live": found,
        "explain_url": _explain_url(section.trimestre, section.key),
        "cifras": cifras,
    }
    return render(request, "programs/_captura_findings.html", context)


def _explain_url(trimestre: Trimestre, part: str) -> str:
    """Return where what was found in a part is explained."""
    return findings_url(trimestre, back=page_url(trimestre, part))


def _observations(
    request: PersonRequest,
    page: PresentacionPage,
    closed: str,
    answers: dict[int, tuple[str, str]] | None,
) -> Observations:
    """Return what was observed in the part that is open, to who may read it."""
    part, institucion = page.part, page.trimestre.programa.institucion
    if not (part.section and part.area):
        return Observations()
    if not permissions.can_read_observations(request.user, institucion, part.area):
        return Observations()
    can_answer = not closed and permissions.can_answer_area(request.user, part.area)
    return observations_of(
        part.section, can_answer=can_answer, can_edit=not page.closed, typed=answers
    )


def _of_quarter(request: PersonRequest, pk: int) -> str:
    return page_url(trimestre_by_pk(request.user, pk))


@post_only(_of_quarter)
def section_start(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a part of the presentación that does not exist yet, once, and open it."""
    trimestre = trimestre_by_pk(request.user, pk)
    code = request.POST.get("area", "")
    area = None
    if code:
        area = area_get(request.user, trimestre.programa.institucion, code[:20])
    try:
        section = presentacion.section_get(pk, area=area, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, page_url(trimestre))
    return _opened(request, trimestre, section, "Ya puede escribir esta parte.")


@post_only(_of_quarter)
def section_customize(request: PersonRequest, pk: int) -> HttpResponse:
    """Copy the institution's text into this report, to change it only here."""
    trimestre = trimestre_by_pk(request.user, pk)
    kind = request.POST.get("kind", "")
    try:
        sections = presentacion.section_customize(pk, kind=kind, by=request.user)
        if not sections:
            raise DomainError("La institución todavía no tiene ese texto.")
    except REFUSED as error:
        return answer_error(request, error, page_url(trimestre))
    words = "El texto se copió. Lo que cambie aquí vale solo para este informe."
    return _opened(request, trimestre, sections[0], words)


@post_only(_of_quarter)
def section_reset(request: PersonRequest, pk: int) -> HttpResponse:
    """Go back to the institution's text."""
    trimestre = trimestre_by_pk(request.user, pk)
    try:
        kind, versions = request.POST.get("kind", ""), _versions(request)
        presentacion.section_reset(pk, kind=kind, by=request.user, versions=versions)
    except REFUSED as error:
        return answer_error(request, error, page_url(trimestre))
    words = "Este informe usa otra vez el texto institucional. El cambio queda en el historial."
    return answer_saved(request, {}, page_url(trimestre), words)


def _versions(request: PersonRequest) -> dict[int, int]:
    """Return {block pk: version} as the page named them, "version-5" = 2; empty without any."""
    named = ((name.removeprefix("version-"), request.POST.get(name, "")) for name in request.POST)
    return {
        int(pk): int(text)
        for pk, text in named
        if pk.isascii() and pk.isdecimal() and text.isascii() and text.isdecimal()
    }


def page_url(trimestre: Trimestre, part: str = "") -> str:
    """Return the address of the page, with a part open."""
    address = reverse("presentacion_edit", args=trimestre.place)
    return f"{address}?{urlencode({'parte': part})}" if part else address


def _opened(
    request: PersonRequest, trimestre: Trimestre, section: Seccion, words: str
) -> HttpResponse:
    payload = {"section": section.pk, "version": section.version, "key": section.key}
    return answer_saved(request, payload, page_url(trimestre, section.key), words)

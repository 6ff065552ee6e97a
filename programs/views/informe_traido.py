"""An informe brought to an open quarter: read as on `/revisar/`, looked at, and written if marked.

Between its two pages nothing of it is kept here: what was read travels signed with the page.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from programs.errors import DomainError, FileRefused, Locked
from programs.forms.informe_traido import READ, chosen_of
from programs.forms.revisar import MAX_BYTES, MAX_MEGABYTES, RevisarForm
from programs.getters import trimestre_get
from programs.models import Trimestre
from programs.received.carried import carried_read, carried_sign
from programs.selectors.informe_traido import (
    draft_page,
    informe_carried,
    may_bring,
)
from programs.selectors.quarter_entries import QuarterEntries
from programs.services.informe_traido import Brought, NotBrought
from programs.services.informe_traido import informe_bring as bring
from programs.services.revisar import informe_reading
from programs.values.brought.carried import Carried, Chosen, left_out, still_asked
from programs.values.phrases import join_list, quarter_name
from programs.values.reviewed import counted_words
from programs.values.windows import why_closed
from programs.views.answers import answer_error, answer_saved
from programs.views.crumbs import Crumb, to_trimestre
from programs.views.methods import post_only
from programs.views.request import PersonRequest
from programs.views.revisar import informe_received

NOT_YOURS = "Los informes los traen las áreas a sus propias líneas."
CAME_BEFORE = "Eso ya se había traído. No se agregó nada."
LEFT = (
    "A una línea que ya tenía contenido solo se le agrega texto: {} sin traer. "
    "Las cantidades van solo a la línea reconocida."
)
OFF = "Sin traer: {} de {} en «No traer»."
ONLY_NOTHING = "No se trajo nada. {}"


# What `informe_received` says of it: how much was sent is looked at first, then the token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def informe_bring(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponseBase:
    """Show where an informe is brought to a quarter; answer one with what was understood of it."""
    trimestre = _trimestre(request, slug, year, number)
    response: HttpResponseBase
    if request.method != "POST":
        response = _start(request, trimestre, RevisarForm(), {}, HTTPStatus.OK)
    elif closed := why_closed(trimestre):
        response = answer_error(request, Locked(closed), trimestre.get_absolute_url())
    else:
        response = informe_received(
            request,
            lambda _request, form, context, status: _start(
                request, trimestre, form, context, status
            ),
            lambda data, text, name: _understood(request, trimestre, data, text, name),
        )
    response["Cache-Control"] = "private, no-store"
    return response


def _start(
    request: PersonRequest,
    trimestre: Trimestre,
    form: RevisarForm,
    context: Mapping[str, object],
    status: int,
) -> HttpResponse:
    page = {
        **_around(trimestre, "Traer un informe"),
        "form": form,
        "closed": why_closed(trimestre),
        "max_megabytes": MAX_MEGABYTES,
        "max_bytes": MAX_BYTES,
        **context,
    }
    return render(request, "programs/informe_traer.html", page, status=status)


def _understood(
    request: PersonRequest, trimestre: Trimestre, data: bytes | None, text: str, name: str
) -> HttpResponse:
    """Show what was understood. Raises `FileRefused` for what cannot be read, or is too much."""
    reading = informe_reading(data, text)
    quarter = QuarterEntries(trimestre, request.user)
    sha256 = hashlib.sha256(text.encode() if data is None else data).hexdigest()
    carried = informe_carried(quarter, reading, source=name, sha256=sha256)
    signed = carried_sign(carried, request.user.pk, trimestre.pk)
    return _draft(request, quarter, carried, signed)


def _draft(
    request: PersonRequest,
    quarter: QuarterEntries,
    carried: Carried,
    signed: str,
    chosen: Sequence[Chosen] | None = None,
    refusal: DomainError | None = None,
    *,
    rest: Sequence[int] | None = None,
    told: str = "",
) -> HttpResponse:
    """Show what was understood, or the `rest` of it after `told` was brought."""
    refusals = refusal.refusals if isinstance(refusal, NotBrought) else {}
    page = draft_page(quarter, carried, chosen, refusals, rest)
    errors = [
        {"text": f"{row.place}: {row.error}", "target": row.name} for row in page.rows if row.error
    ]
    if refusal and not errors:
        errors = [{"text": str(refusal)}]
    context = {
        **_around(quarter.trimestre, "Lo que se entendió", under=True),
        "page": page,
        "signed": signed,
        "errors": errors,
        "told": told,
    }
    return render(request, "programs/informe_traido.html", context)


def _of_quarter(request: PersonRequest, slug: str, year: int, number: int) -> str:
    return reverse("informe_bring", args=_trimestre(request, slug, year, number).place)


@post_only(_of_quarter)
def informe_bring_save(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Write what was marked of what was read, all of it or nothing."""
    trimestre = _trimestre(request, slug, year, number)
    signed = request.POST.get(READ, "")
    back = reverse("informe_bring", args=trimestre.place)
    if closed := why_closed(trimestre):
        return answer_error(request, Locked(closed), back)
    try:
        carried = carried_read(signed, request.user.pk, trimestre.pk)
    except FileRefused as refusal:
        context = {"problem": str(refusal)}
        return _start(request, trimestre, RevisarForm(), context, HTTPStatus.UNPROCESSABLE_ENTITY)
    chosen = chosen_of(request.POST, carried)
    try:
        done = bring(trimestre.pk, carried, chosen, by=request.user, now=timezone.now())
    except DomainError as refusal:
        told = refusal
        return answer_error(
            request,
            refusal,
            back,
            page=lambda errors: _draft(
                request, QuarterEntries(trimestre, request.user), carried, signed, chosen, told
            ),
        )
    said = _told(done, left_out(chosen))
    if rest := still_asked(carried, chosen):
        # What was read travels with the page alone: what has no línea yet is asked for before.
        quarter = QuarterEntries(trimestre, request.user)
        carried = replace(carried, empty=quarter.empty)
        signed = carried_sign(carried, request.user.pk, trimestre.pk)
        return _draft(request, quarter, carried, signed, chosen, rest=rest, told=said)
    return answer_saved(request, {}, done.only or trimestre.get_absolute_url(), said)


def _told(done: Brought, off: Sequence[Chosen]) -> str:
    """Return what was brought and what was left, in a few sentences."""
    counts = [
        counted_words(done.blocks, "bloque", "bloques"),
        counted_words(done.quantities, "cantidad", "cantidades"),
    ]
    said = join_list(words for words in counts if words)
    where = counted_words(done.lineas, "línea", "líneas")
    marked = counted_words(sum(each.marked for each in off), "parte marcada", "partes marcadas")
    left = []
    if done.left:
        left.append(LEFT.format(counted_words(done.left, "parte quedó", "partes quedaron")))
    if off:
        left.append(OFF.format(marked, counted_words(len(off), "línea", "líneas")))
    if not said:
        return ONLY_NOTHING.format(" ".join(left)) if done.left else " ".join([CAME_BEFORE, *left])
    told = f"Se trajo a {where}: {said}. Revise cada línea antes de marcarla como lista."
    return " ".join([told, *left])


def _around(trimestre: Trimestre, label: str, *, under: bool = False) -> dict[str, object]:
    name = quarter_name(trimestre.number)
    crumbs: list[Crumb] = to_trimestre(trimestre, name.capitalize())
    if under:
        crumbs += [
            {
                "label": "Traer un informe",
                "url": reverse("informe_bring", args=trimestre.place),
            }
        ]
    return {
        "trimestre": trimestre,
        "programa": trimestre.programa,
        "quarter_title": name,
        "crumbs": [*crumbs, {"label": label}],
    }


def _trimestre(request: PersonRequest, slug: str, year: int, number: int) -> Trimestre:
    """Return a quarter in which the person may have líneas to write; 403 for the others."""
    trimestre = trimestre_get(request.user, slug, year, number)
    request.institucion = trimestre.programa.institucion
    if not may_bring(request.user, trimestre):
        raise PermissionDenied(NOT_YOURS)
    return trimestre

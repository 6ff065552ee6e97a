"""The capture of a línea's quarter: the page, and one small endpoint for each thing on it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict, TypeVar, Unpack

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.enums import ComponentKind, ExplicitClosing, InformePart
from programs.errors import DomainError
from programs.forms.bloques import new_key
from programs.forms.captura import CauseForm, ClosingForm, QuantityForm, quantity_doubts
from programs.forms.hechos import NewHechoForm, new_forms
from programs.forms.hechos import new_key as new_hecho_key
from programs.forms.pagina import TOUCHED, page_marks, typed_blocks
from programs.getters import avance_get, avance_holding
from programs.models import AvanceTrimestral
from programs.reading.addresses import block_add_url, capture_url, findings_url
from programs.selectors.avance import Live, live_now, live_of
from programs.selectors.captura import (
    CapturePage,
    capture_page,
    entries_around,
)
from programs.selectors.cifras import entry_figures, figure_texts, line_cifras
from programs.selectors.hechos import LineHechos, line_hechos, with_rules
from programs.selectors.observaciones import observations_of
from programs.services import captura
from programs.values.hechos.found import Found
from programs.values.readings import Workflow
from programs.values.windows import why_closed
from programs.views.answers import answer_error, answer_saved, chose_theirs, cleaned, wants_json
from programs.views.crumbs import to_own_part
from programs.views.methods import post_only
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)
UNPROCESSABLE = 422

# Where the page has the fields of the cause and the declaration.
PLACES = {
    "cause": "causa-texto",
    "closing": "quien-automatic",
    "stated_percent": "porcentaje",
    "closing_reason": "declara-motivo",
}

Sent = TypeVar("Sent", bound=Form)


class Changes(TypedDict, total=False):
    """What the page shows as it was sent, in the place of what stands: forms, or typed values."""

    quantities: Mapping[int, QuantityForm]
    blocks: Mapping[int, Mapping[str, Any]]
    cause: CauseForm
    closing: ClosingForm
    adjusts: Mapping[int, Mapping[str, Any]]
    errors: list[dict[str, str]]
    hecho: NewHechoForm | None


@require_safe
def avance_edit(request: PersonRequest, slug: str, year: int, pk: int, number: int) -> HttpResponse:
    """Show the capture of a línea's quarter to its área; who only reads goes to the línea."""
    around = entries_around(request.user, slug, year, number, pk)
    found = (a for a in around if a.linea_id == pk and a.trimestre.number == number)
    avance = next(found, None)
    if avance is None:
        raise Http404
    if not _may_write(request, avance):
        address = reverse("linea_detail", args=[slug, year, pk])
        return redirect(f"{address}#trimestre-{number}")
    return avance_page(request, avance, around=around)


@require_safe
def avance_findings(request: PersonRequest, pk: int) -> HttpResponse:
    """Return what the checks say of a línea now, as markup: the page asks for it after a save."""
    avance = avance_get(request.user, pk)
    if not _may_write(request, avance):
        raise PermissionDenied(f"Esta línea la captura {avance.linea.area.name}.")
    live, blocks = live_now(avance)
    hechos = line_hechos(avance, live)
    context = {
        "live": with_rules(live, hechos),
        "avance": avance,
        "found": _found_hechos(hechos),
        "explain_url": _explain_url(avance),
        "cifras": line_cifras(avance, blocks, entry_figures(avance, live.line)),
    }
    return render(request, "programs/_captura_findings.html", context)


def _found_hechos(hechos: LineHechos) -> list[tuple[Found, tuple[str, ...], str]]:
    """Return (hecho that the text names, what becomes of the quantities with it, its key)."""
    return [(found, hechos.taking(found), new_hecho_key()) for found in hechos.proposed]


def _explain_url(avance: AvanceTrimestral) -> str:
    """Return where what was found of an entry is explained, with what compares it with others."""
    back = avance.get_absolute_url()
    return findings_url(avance.trimestre, back=back, linea=avance.linea_id)


def avance_page(
    request: PersonRequest,
    avance: AvanceTrimestral,
    *,
    around: list[AvanceTrimestral] | None = None,
    answers: Mapping[int, tuple[str, str]] | None = None,
    **changes: Unpack[Changes],
) -> HttpResponse:
    """Draw the capture page. `changes`: see `_context`; a view gives its status to a refusal.

    `answers` are answers to observations that could not be saved ({pk: (text, why)}).
    `around`: the entries that were read with this one, if they were.

    Raises PermissionDenied for who does not capture the línea: a form that is refused before any
    service was asked must not show them the draft either.
    """
    if not _may_write(request, avance):
        raise PermissionDenied(f"Esta línea la captura {avance.linea.area.name}.")
    programa = avance.trimestre.programa
    request.institucion = programa.institucion
    page = capture_page(avance, timezone.localdate(), around, asked=request.GET.dict())
    context = _context(avance, page, **changes)
    area = avance.linea.area
    context["observations"] = observations_of(
        avance,
        can_answer=permissions.can_answer_area(request.user, area)
        and not why_closed(avance.trimestre),
        can_edit=not context["locked"],
        typed=answers,
    )
    return render(request, "programs/captura.html", context)


def _may_write(request: PersonRequest, avance: AvanceTrimestral) -> bool:
    user = request.user
    return user.is_superuser or permissions.can_capture_for(user, avance.linea.area)


def _context(
    avance: AvanceTrimestral,
    page: CapturePage,
    *,
    quantities: Mapping[int, QuantityForm] | None = None,
    blocks: Mapping[int, Mapping[str, Any]] | None = None,
    cause: CauseForm | None = None,
    closing: ClosingForm | None = None,
    adjusts: Mapping[int, Mapping[str, Any]] | None = None,
    errors: list[dict[str, str]] | None = None,
    hecho: NewHechoForm | None = None,
) -> dict:
    """Return what the template prints; a bound form, or what was typed in a block, stays typed."""
    programa, area_code = avance.trimestre.programa, avance.linea.area.code
    marks = page_marks(page)
    for pk, form in (quantities or {}).items():
        page = replace(page, live=_typed_quantity(page.live, pk, form))
        marks[f"cantidad-{pk}"] = TOUCHED
    for pk, values in (adjusts or {}).items():
        page = replace(page, live=_typed_part(page.live, pk, values))
        marks[f"ajuste-{pk}"] = TOUCHED
    page = replace(page, blocks=typed_blocks(page.blocks, blocks or {}, marks))
    if cause:
        marks["causa-0"] = TOUCHED
    if closing:
        marks["declaracion-0"] = TOUCHED
    return {
        "page": page,
        "explain_url": _explain_url(avance),
        "repeats": page.repeats,
        "avance": avance,
        "linea": avance.linea,
        "programa": programa,
        "locked": captura.why_locked(avance),
        "marks": json.dumps(marks),
        "page_url": reverse("page_save", args=[avance.pk]),
        "cause_form": cause or CauseForm(initial={"cause": avance.cause}),
        "closing_form": closing or _closing_form(avance),
        # The reason of a declared figure prints with the results, where the informe has them.
        "reason_prints": bool(
            {InformePart.RESULTS, InformePart.FIGURES} & set(programa.institucion.informe_parts)
        ),
        "errors": errors or entry_errors(cause, closing),
        "add_url": block_add_url(avance=avance.pk),
        "insert_url": reverse("figure_insert", args=[avance.pk]),
        "new_key": new_key(),
        "hecho_forms": [
            (form, page.hechos.recording(form.kind)) for form in new_forms(page.hechos.kinds, hecho)
        ],
        "found": _found_hechos(page.hechos),
        "crumbs": [
            *to_own_part(avance.trimestre, area_code, page.title.capitalize()),
            {"label": f"{page.words['line']} {page.number}"},
        ],
    }


def avance_url(avance: AvanceTrimestral, anchor: str = "") -> str:
    """Return the address of the capture page of an entry, at a place of it."""
    return capture_url(avance.trimestre, avance.linea_id, anchor)


def of_entry(request: PersonRequest, pk: int) -> str:
    """Return the address of the capture page of an entry, for who asks an act of it by GET."""
    return avance_url(avance_get(request.user, pk))


def _of_quantity(request: PersonRequest, pk: int) -> str:
    return avance_url(avance_holding(request.user, pk), "cantidades")


@post_only(_of_quantity)
def quantity_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save a component's quantity and answer with the figures and the new sentence."""
    avance = avance_holding(request.user, pk)
    form = QuantityForm(request.POST)
    back = avance_url(avance, "cantidades")
    try:
        captura.writer_check(avance, by=request.user)
        data = cleaned(form)
        saved = captura.quantity_save(
            pk,
            avance_pk=avance.pk,
            quantity=data["quantity"],
            received=data["received"] if avance.component_kind == ComponentKind.DEMAND else None,
            reason=data["reason"],
            by=request.user,
            version=data["version"],
            keep_theirs=chose_theirs(request),
        )
    except REFUSED as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: avance_page(
                request, avance, quantities={pk: with_errors(form, errors)}
            ),
            keeps_both=True,
        )
    asked = quantity_doubts(form, saved.componente.unit)
    if not wants_json(request):
        return answer_saved(request, {}, back, asked=asked)
    payload = {"version": saved.version, **_live_answer(avance, saved.avance)}
    return answer_saved(request, payload, back, asked=asked)


@post_only(of_entry)
def cause_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save the cause of variation and answer with the new sentence."""
    avance = avance_get(request.user, pk)
    form = CauseForm(request.POST)
    back = avance_url(avance, "causa")
    try:
        captura.writer_check(avance, by=request.user)
        data = cleaned(form)
        saved = captura.cause_save(
            pk,
            cause=data["cause"],
            by=request.user,
            version=data["version"],
            keep_theirs=chose_theirs(request),
        )
    except REFUSED as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: avance_page(request, avance, cause=with_errors(form, errors)),
            keeps_both=True,
        )
    if not wants_json(request):
        return answer_saved(request, {}, back)
    return answer_saved(request, {"version": saved.version, **_live_answer(avance, saved)}, back)


@post_only(of_entry)
def closing_declare(request: PersonRequest, pk: int) -> HttpResponse:
    """Declare another percentage or no sentence, with its reason; the choice is the act."""
    avance = avance_get(request.user, pk)
    form = ClosingForm(request.POST)
    back = avance_url(avance, "cierre")
    try:
        captura.writer_check(avance, by=request.user)
        data = cleaned(form)
        saved = captura.closing_declare(
            pk,
            closing=data["closing"],
            stated_percent=data["stated_percent"],
            reason=data["closing_reason"],
            by=request.user,
            version=data["version"],
        )
    except REFUSED as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: avance_page(request, avance, closing=with_errors(form, errors)),
            compared=form,
        )
    asked = quantity_doubts(form, "%") if saved.closing == ExplicitClosing.STATED else None
    if wants_json(request):
        payload = {"version": saved.version, **_live_answer(avance, saved)}
        return answer_saved(request, payload, back, asked=asked)
    words = {
        ExplicitClosing.AUTOMATIC: "La frase la escribe otra vez el sistema.",
        ExplicitClosing.STATED: "Se declaró otro porcentaje. El motivo queda en el historial.",
        ExplicitClosing.OMITTED: "La línea queda sin frase. El motivo queda en el historial.",
    }
    return answer_saved(request, {}, back, words[ExplicitClosing(saved.closing)], asked)


def with_errors(form: Sent, errors: dict[str, list[str]]) -> Sent:
    """Put the errors that a service found in the form that was sent."""
    for name, texts in errors.items():
        known = name if name in form.fields else None
        present: Sequence[object] = form.errors.get(known or NON_FIELD_ERRORS, [])
        for text in texts:
            if text not in present:
                form.add_error(known, text)
    return form


def entry_errors(*forms: Form | None) -> list[dict[str, str]]:
    """Return the errors of the cause and the declaration, each with the place of its field."""
    return [
        {"text": str(text), "target": PLACES.get(name, "cierre")}
        for form in forms
        if form is not None
        for name, texts in form.errors.items()
        for text in texts
    ]


def _closing_form(avance: AvanceTrimestral) -> ClosingForm:
    return ClosingForm(
        initial={
            "closing": avance.closing,
            "stated_percent": avance.stated_percent,
            "closing_reason": avance.closing_reason,
        }
    )


def _typed_quantity(live: Live, pk: int, form: QuantityForm) -> Live:
    """Return the figures with what was typed in one quantity, and its errors."""
    typed = {name: form.data.get(name, "") for name in ("quantity", "received", "reason")}
    return _typed_part(live, pk, {**typed, "errors": dict(form.errors)})


def _typed_part(live: Live, pk: int, values: Mapping[str, Any]) -> Live:
    """Return the figures with what was typed in one component."""
    return replace(
        live,
        quantities=tuple(
            replace(part, **values) if part.pk == pk else part for part in live.quantities
        ),
    )


def _live_answer(avance: AvanceTrimestral, saved: AvanceTrimestral) -> dict:
    """Return what a save changes on the page, as markup by the name of its place."""
    for name in ("version", "ready", "cause", "closing", "stated_percent", "closing_reason"):
        setattr(avance, name, getattr(saved, name))
    live = live_of(avance)
    fragments = {
        "cierre": render_to_string("programs/_captura_closing.html", {"live": live}),
        "tramite": workflow_fragment(live.workflow),
    }
    for part in live.quantities:
        fragments[f"resultado-{part.pk}"] = render_to_string(
            "programs/_captura_result.html", {"part": part}
        )
    return {
        "avance_version": avance.version,
        "fragments": fragments,
        "unlikely": {part.pk: part.unlikely for part in live.quantities},
        "figures": figure_texts(live.line),
    }


def workflow_fragment(workflow: Workflow) -> str:
    """Return the status of an entry in which something was just saved, as markup."""
    return render_to_string(
        "components/_workflow.html", {"state": workflow.state, "word": workflow.word}
    )

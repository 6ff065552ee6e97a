"""The months: the grid and the list, saving marks, and confirming that a month is complete."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import Conflict, DomainError, Locked
from programs.forms.cantidades import quantity_answers_of, quantity_changes_of
from programs.forms.meses import (
    answers_of,
    changes_of,
    month_of,
    programa_key,
    reason_of,
    typed_answer,
    typed_of,
)
from programs.getters import area_get, programa_get
from programs.models import Area, Programa, User
from programs.selectors.meses import blank_rows, default_programa, mes_page, mes_programas
from programs.selectors.month_grid import MesPage, MesQuery, Refused, cell_code, cell_state
from programs.selectors.month_numbers import QUANTITY_KEY, NumberState, number_state
from programs.services.cantidades import QuantityChange, QuantityResult, month_save
from programs.services.confirmacion import MonthIncomplete, month_confirm
from programs.services.meses import MarkChange, MarkResult
from programs.values.phrases import dated_month, month_words
from programs.views.answers import answer_error, answer_saved, wants_json
from programs.views.methods import post_only
from programs.views.request import PersonRequest

NO_DRAFTS = "Los avances por mes los ven las áreas y quien da seguimiento. Consulte los informes."
REASONS = (
    "Se reprogramó para otro mes",
    "Faltó quórum",
    "Faltó presupuesto o personal",
    "Depende de otra institución que no respondió",
    "El proveedor no entregó a tiempo",
    "No hubo solicitudes en el mes",
)


@require_safe
def mes(request: PersonRequest) -> HttpResponse:
    """Show the months of a programme's tareas, as a grid and as the list of one month."""
    today = timezone.localdate()
    programas = list(mes_programas(request.user))
    if asked := request.GET.get("programa"):
        programa: Programa | None = _programa_or_404(request, asked)
    else:
        programa = default_programa(request.user, programas, today)
    if programa is None:
        if request.user.memberships and not permissions.reads_some_drafts(request.user):
            raise PermissionDenied(NO_DRAFTS)
        return render(request, "programs/mes_empty.html")
    request.institucion = programa.institucion
    page = mes_page(programa, request.user, today, _query_of(request.GET))
    if page is None:
        raise Http404
    return render(request, "programs/mes.html", _context(request, page, programas))


def _context(request: PersonRequest, page: MesPage, programas: list[Programa]) -> dict:
    number = page.shown.month.number
    return {
        "page": page,
        "programas": programas,
        "slug": programa_key(page.programa),
        "as_list": "lista" in (request.GET.get("vista"), request.POST.get("en-vista")),
        "reasons": REASONS,
        "before": page.months[number - 2] if number > 1 else None,
        "after": page.months[number] if number < len(page.months) else None,
        "area": request.GET.get("area") or request.POST.get("en-area", ""),
        "eje": request.GET.get("eje") or request.POST.get("en-eje", ""),
    }


@post_only(lambda request: "mes")
def marks(request: PersonRequest) -> HttpResponse:
    """Save cells: `changes` from a script, or the fields of the grid or the list.

    A script gets each cell as it stands: 200, or 409, 423 or 422 when some cell was refused; the
    others are saved all the same.
    """
    programa = _programa_or_404(request, request.POST.get("programa", ""))
    back = _back(request, programa)
    try:
        changes, numbers = changes_of(request.POST), quantity_changes_of(request.POST)
    except DomainError as wrong:
        return answer_error(request, wrong, back)
    today, now = timezone.localdate(), timezone.now()
    saved = month_save(programa, changes, numbers, by=request.user, today=today, now=now)
    results: list[MarkResult | QuantityResult] = [*saved[0], *saved[1]]
    if wants_json(request):
        return _json(results, request.user)
    if any(result.refusal for result in results):
        return _refused_page(request, programa, (changes, numbers), saved)
    return answer_saved(request, {}, back, _saved_words(len(saved[0]), len(saved[1])))


def _saved_words(marks: int, numbers: int) -> str:
    """Say how much was saved: "2 marcas y 1 cantidad guardadas."."""
    counted = ((marks, "marca", "marcas"), (numbers, "cantidad", "cantidades"))
    told = [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
    if not told:
        return "No cambió nada."
    return f"{' y '.join(told)} guardada{'s' if marks + numbers > 1 else ''}."


def _refused_page(
    request: PersonRequest,
    programa: Programa,
    wanted: tuple[list[MarkChange], list[QuantityChange]],
    saved: tuple[list[MarkResult], list[QuantityResult]],
) -> HttpResponse:
    """Draw the page again with what was typed and, beside each refused cell, why."""
    typed = {(change.tarea_pk, change.month): change for change in wanted[0]}
    numbers = _refused_numbers(request.POST, saved[1])
    results: list[MarkResult | QuantityResult] = [*saved[0], *saved[1]]
    refused = {}
    for result in saved[0]:
        if result.refusal:
            place = result.tarea_pk, result.month
            wish = typed[place]
            stands = replace(
                cell_state(result.marca), status=wish.status, reason=wish.reason, note=wish.note
            )
            refused[place] = Refused(stands, _sentence(result))
    request.institucion = programa.institucion
    query = _query_of({name: request.POST.get(f"en-{name}", "") for name in ("area", "eje", "mes")})
    page = mes_page(programa, request.user, timezone.localdate(), query, refused, numbers)
    if page is None:
        raise Http404
    worst = _gravest([result.refusal for result in results if result.refusal])
    context = _context(request, page, list(mes_programas(request.user)))
    # The cell of another month or área is not in the list: its sentence stands above.
    sentences = [
        *(each.error for each in refused.values()),
        *(text for _, text in numbers.values()),
    ]
    shown = len(page.errors) == len(sentences)
    context["errors"] = page.errors if shown else [{"text": text} for text in sentences]
    return render(request, "programs/mes.html", context, status=_status_of(worst, plain=True))


def _refused_numbers(
    post: QueryDict, results: list[QuantityResult]
) -> dict[tuple[int, int], tuple[NumberState, str]]:
    """Return {(component, month): (what was typed, why not)} of the refused quantities."""
    found = {}
    for result in results:
        if result.refusal:
            place = f"{QUANTITY_KEY}{result.componente_pk}-{result.month}"
            stands = number_state(result.row)
            typed = replace(
                stands,
                done=typed_of(post, f"d-{place}"),
                reason=reason_of(post, place) if f"r-{place}" in post else stands.reason,
            )
            found[result.componente_pk, result.month] = typed, _number_sentence(result)
    return found


def _number_sentence(result: QuantityResult) -> str:
    if not isinstance(result.refusal, Conflict):
        return str(result.refusal)
    theirs = result.refusal.theirs
    stands = number_state(result.row).done or "sin cantidad"
    return (
        f"{theirs['author']} la dejó en «{stands}» a las {theirs['at']}. "
        "Guarde otra vez para usar lo suyo, o vuelva a abrir la página."
    )


def _sentence(result: MarkResult) -> str:
    """Tell why a cell was refused; after a conflict, what to do to keep one's own."""
    if not isinstance(result.refusal, Conflict):
        return str(result.refusal)
    theirs = result.refusal.theirs
    word = month_words(cell_code(cell_state(result.marca), ended=True))
    return (
        f"{theirs['author']} la dejó como «{word}» a las {theirs['at']}. "
        "Guarde otra vez para usar lo suyo, o vuelva a abrir la página."
    )


@post_only(lambda request: "mes")
def confirm(request: PersonRequest) -> HttpResponse:
    """Confirm an área's month; with blanks, show them and ask for each what happened."""
    programa = _programa_or_404(request, request.POST.get("programa", ""))
    area = area_get(request.user, programa.institucion, request.POST.get("area", ""))
    month = month_of(request.POST.get("mes", ""))
    if month is None:
        raise Http404
    back = _back(request, programa)
    today = timezone.localdate()
    name = dated_month(programa.month_start(month), today)
    try:
        month_confirm(
            programa,
            area,
            month,
            by=request.user,
            today=today,
            now=timezone.now(),
            answers=answers_of(request.POST, month),
            quantities=quantity_answers_of(request.POST, month),
        )
    except MonthIncomplete as incomplete:
        if wants_json(request):
            return answer_error(request, incomplete, back)
        return _confirm_page(request, programa, area, month, incomplete, back)
    except DomainError as refused:
        return answer_error(request, refused, back)
    return answer_saved(request, {"confirmed": True}, back, f"Confirmó {name}: {area.name}.")


def _confirm_page(
    request: PersonRequest,
    programa: Programa,
    area: Area,
    month: int,
    incomplete: MonthIncomplete,
    back: str,
) -> HttpResponse:
    """Draw the page that asks for the blanks; the first time nothing was wrong yet."""
    request.institucion = programa.institucion
    rows = blank_rows(programa, area, month)
    answered = "answering" in request.POST
    refusals = incomplete.refusals if answered else {}
    entries = [
        {
            "row": row,
            "error": refusals.get(row.key, ""),
            **typed_answer(request.POST, row.key),
        }
        for row in rows
    ]
    errors = [
        {
            "text": f"{row.name}: {refusals[row.key]}",
            "target": f"{'d' if row.kind else 'fue'}-{row.key}",
        }
        for row in rows
        if refusals.get(row.key)
    ]
    return render(
        request,
        "programs/mes_confirm.html",
        {
            "programa": programa,
            "slug": programa_key(programa),
            "area": area,
            "month": month,
            "month_name": dated_month(programa.month_start(month), timezone.localdate()),
            "entries": entries,
            "asked": str(incomplete),
            "errors": errors,
            "reasons": REASONS,
            "back": back,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _json(results: list[MarkResult | QuantityResult], by: User) -> JsonResponse:
    """Answer a script: every cell as it stands, refused or not."""
    cells = []
    for result in results:
        cell = _mark_json(result) if isinstance(result, MarkResult) else _number_json(result)
        if result.refusal:
            cell["refusal"] = str(result.refusal)
        if isinstance(result.refusal, Conflict):
            cell["theirs"] = result.refusal.theirs
        cells.append(cell)
    body: dict[str, object] = {"saved_at": f"{timezone.localtime():%H:%M}", "cells": cells}
    refused = [result.refusal for result in results if result.refusal]
    if not refused:
        return JsonResponse(body)
    worst = _gravest(refused)
    body |= {"message": str(worst), "errors": {"__all__": [str(worst)]}}
    if isinstance(worst, Conflict):
        body |= {"version": worst.row.version, "theirs": worst.theirs}
        body["own"] = worst.theirs["author"] == str(by)
    return JsonResponse(body, status=_status_of(worst))


def _mark_json(result: MarkResult) -> dict[str, object]:
    state = cell_state(result.marca)
    return {
        "tarea": result.tarea_pk,
        "month": result.month,
        "status": state.status,
        "programmed": state.programmed,
        "reason": state.reason,
        "note": state.note,
        "who": state.who,
        "version": state.version,
    }


def _number_json(result: QuantityResult) -> dict[str, object]:
    """Return a month of a quantity in the words of a mark: its status is the quantity."""
    state = number_state(result.row)
    return {
        "tarea": f"{QUANTITY_KEY}{result.componente_pk}",
        "month": result.month,
        "status": state.done,
        "programmed": state.programmed,
        "reason": state.reason,
        "note": "",
        "who": state.who,
        "version": state.version,
    }


def _status_of(refusal: DomainError, *, plain: bool = False) -> HTTPStatus:
    """Return the status of a refusal; a lock is 403 for a browser, which knows no 423."""
    if isinstance(refusal, Conflict):
        return HTTPStatus.CONFLICT
    if isinstance(refusal, Locked):
        return HTTPStatus.FORBIDDEN if plain else HTTPStatus.LOCKED
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _gravest(refused: list[DomainError]) -> DomainError:
    """Return the refusal that the answer is named after: a conflict first, then a lock."""
    return min(
        refused, key=lambda error: (not isinstance(error, Conflict), not isinstance(error, Locked))
    )


def _programa_or_404(request: PersonRequest, key: str) -> Programa:
    """Return the programme of "slug-year": 404 for an outsider, 403 for who reads no drafts."""
    slug, _, year = key.rpartition("-")
    if not year.isdecimal():
        raise Http404
    programa = programa_get(request.user, slug, int(year[:4]))
    if not permissions.can_read_drafts(request.user, programa.institucion):
        raise PermissionDenied(NO_DRAFTS)
    return programa


def _query_of(asked: Mapping[str, str]) -> MesQuery:
    """Read the filters; a number that is none is a page that does not exist."""
    numbers = {}
    for name in ("eje", "mes"):
        raw = asked.get(name, "")
        if raw and not (raw.isascii() and raw.isdecimal() and len(raw) < 4):
            raise Http404
        numbers[name] = int(raw) if raw else None
    return MesQuery(asked.get("area", ""), numbers["eje"], numbers["mes"])


def _back(request: PersonRequest, programa: Programa) -> str:
    """Return the address of the page from which a plain form came, rebuilt from its filters."""
    asked = {name: request.POST.get(f"en-{name}", "") for name in ("area", "eje", "mes", "vista")}
    kept = {name: text for name, text in asked.items() if text}
    return f"{reverse('mes')}?{urlencode({'programa': programa_key(programa), **kept})}"

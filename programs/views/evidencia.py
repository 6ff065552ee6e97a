"""Pictures and documents: to add them, to describe them, to take them away, to show them.

Also what backs a línea's quarter without being printed.
"""

import logging
from collections.abc import Callable, Mapping
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from programs import permissions
from programs.enums import TrimestreStatus
from programs.errors import DomainError
from programs.forms.evidencia import FigureForm
from programs.getters import area_by_pk, avance_get, bloque_get, evidencia_get, figura_get
from programs.models import Evidencia, Figura
from programs.reading.settled import settled_rows
from programs.selectors.evidencia import evidencias_of, figure_repeats, removed_figures
from programs.services import evidencia, figuras
from programs.services.evidencia import Received
from programs.values.checks.finding import block_anchor
from programs.views.answers import (
    SeeOther,
    answer_error,
    answer_saved,
    chose_theirs,
    version_of,
    wants_json,
)
from programs.views.bloques import owner_answer, owner_url
from programs.views.captura import avance_url
from programs.views.methods import post_only
from programs.views.request import PersonRequest
from sesea.headers import FILE_HEADERS

logger = logging.getLogger("sesea.files")

REFUSED = (DomainError, ValidationError)
UNPROCESSABLE = 422
FIGURE_ROW = "programs/_figura_row.html"
DAY = 24 * 60 * 60


def _of_block(request: PersonRequest, pk: int) -> str:
    block = bloque_get(request.user, pk)
    return owner_url(block.narrative, block_anchor(block.key))


def _of_figure(request: PersonRequest, pk: int) -> str:
    """Return where a picture stands, or stood."""
    gone = figuras.figure_trace(pk)
    if gone and not Figura.objects.filter(pk=pk).exists():
        return _of_block(request, gone.bloque_id)
    return owner_url(figura_get(request.user, pk).bloque.narrative, f"figura-{pk}")


def _of_entry(request: PersonRequest, pk: int, key: str = "") -> str:
    return avance_url(avance_get(request.user, pk), "respaldos")


@post_only(_of_block)
def figures_upload(request: PersonRequest, pk: int) -> HttpResponse:
    """Add one or several pictures to a block of figures.

    A script gets {"results": [{"name", "ok", "message", "figure", "version", "html"}]}, with 422
    when none was taken; a plain form goes back to its page with a message for each file.
    """
    block = bloque_get(request.user, pk)
    back = owner_url(block.narrative, block_anchor(block.key))
    files = request.FILES.getlist("files")
    token = request.POST.get("token", "")[:64]
    try:
        results = evidencia.figures_receive(block, files=files, token=token, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    repeats = figure_repeats(block.narrative)
    if wants_json(request):
        return upload_json(request, results, repeats)
    tell_received(request, results, ("Se agregó 1 foto.", "Se agregaron {} fotos."))
    for result in results:
        if result.figure and (sentence := repeats.get(result.figure.pk)):
            messages.warning(request, f"{result.name}: {sentence}")
    return SeeOther(back)


def _unless_gone(
    view: Callable[[PersonRequest, int], HttpResponse],
) -> Callable[[PersonRequest, int], HttpResponse]:
    """Say of a picture that another tab took out that it was, and keep what was typed of it."""

    @wraps(view)
    def answer(request: PersonRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except (Http404, Figura.DoesNotExist):
            gone = figuras.figure_trace(pk)
            if gone is None or Figura.objects.filter(pk=pk).exists():
                raise
            block = bloque_get(request.user, gone.bloque_id)
            back = owner_url(block.narrative, f"figura-{pk}-quitada")
            return answer_error(request, DomainError(figuras.GONE), back)

    return answer


@post_only(_of_figure)
@_unless_gone
def figure_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save what a picture shows, who is seen in it, and whether it prints."""
    figure = figura_get(request.user, pk)
    back = owner_url(figure.bloque.narrative, f"figura-{pk}")
    form = FigureForm(request.POST)
    if not form.is_valid():
        return answer_error(request, ValidationError(form.errors.as_data()), back)
    try:
        saved = figuras.figure_save(
            pk,
            alt=form.cleaned_data["alt"],
            flags=form.flags,
            by=request.user,
            version=form.cleaned_data["version"],
            keep_theirs=chose_theirs(request),
        )
    except REFUSED as error:
        return answer_error(request, error, back, keeps_both=True)
    people = bool(saved.evidencia and saved.evidencia.shows_people)
    payload = {
        "version": saved.version,
        "shows_people": people,
        "in_informe": saved.in_informe,
        **owner_answer(saved.bloque),
    }
    asked = {"informe_reason": saved.question} if saved.question else {}
    return answer_saved(request, payload, back, asked=asked)


@post_only(_of_figure)
@_unless_gone
def figure_move(request: PersonRequest, pk: int) -> HttpResponse:
    """Change places with the picture before (`to=up`) or after.

    A script gets the picture that follows it now, as `before`.
    """
    figure = figura_get(request.user, pk)
    owner = figure.bloque.narrative
    back = owner_url(owner, f"figura-{pk}")
    up = request.POST.get("to") == "up"
    try:
        moved = figuras.figure_move(pk, up=up, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    payload = {"before": moved.following_pk, **owner_answer(moved.figure.bloque)}
    return answer_saved(request, payload, back, "La foto cambió de lugar.")


@post_only(_of_figure)
def figure_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a picture out of its block. A second time, when it is out already, says so."""
    gone = figuras.figure_trace(pk)
    if gone and not Figura.objects.filter(pk=pk).exists():
        block = bloque_get(request.user, gone.bloque_id)
    else:
        gone, block = None, figura_get(request.user, pk).bloque
    owner = block.narrative
    try:
        if gone is None:
            block = figuras.figure_remove(pk, by=request.user, version=version_of(request))
    except ObjectDoesNotExist:  # another tab was first
        gone = figuras.figure_trace(pk)
    except REFUSED as error:
        return answer_error(request, error, owner_url(owner, block_anchor(block.key)))
    payload: dict[str, object] = {"removed": pk}
    if wants_json(request):
        (row,) = (row for row in removed_figures([block])[block.pk] if row.pk == pk)
        payload["html"] = render_to_string(
            "programs/_figura_removed.html", {"figure": row}, request
        )
        payload |= owner_answer(block) if gone is None else {}
    words = "Se quitó la foto. Puede deshacerlo en «Fotos quitadas»."
    return answer_saved(request, payload, owner_url(owner, f"figura-{pk}-quitada"), words)


@post_only(_of_figure)
def figure_restore(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a picture back where it was; `before` is the picture that follows it, for a script."""
    gone = figuras.figure_trace(pk)
    if gone is None:
        raise Http404
    block = bloque_get(request.user, gone.bloque_id)
    owner = block.narrative
    try:
        restored = figuras.figure_restore(pk, by=request.user, gone=gone)
    except REFUSED as error:
        return answer_error(request, error, owner_url(owner, block_anchor(block.key)))
    payload = {}
    if wants_json(request):
        repeats = figure_repeats(restored.figure.bloque.narrative)
        context = {"figure": restored.figure, "repeats": repeats}
        payload = {
            "html": render_to_string(FIGURE_ROW, context, request),
            "before": restored.following_pk,
            **owner_answer(restored.figure.bloque),
        }
    back = owner_url(owner, f"figura-{pk}")
    return answer_saved(request, payload, back, "La foto volvió a su lugar.")


@require_safe
def figure_image(request: PersonRequest, key: str, width: int) -> FileResponse:
    """Stream one rendition of a picture, in pixels of width.

    404 for another institution's, for a width that was not made, and, for who may not read
    drafts, for a picture that stands in nothing settled.
    """
    evidencia = evidencia_get(request.user, key)
    if not permissions.can_read_drafts(request.user, evidencia.institucion):
        _shown_or_404(evidencia)
    names = {row["width"]: row["name"] for row in evidencia.renditions}
    return FileResponse(
        _opened_or_404(names.get(width)),
        content_type="image/jpeg",
        headers={
            "Cache-Control": f"private, max-age={DAY}",
            **FILE_HEADERS,
        },
    )


def _opened_or_404(name: str | None) -> "File[bytes]":
    """Return a stored file, open; 404 where there is none."""
    if not name:
        raise Http404
    try:
        return default_storage.open(name, "rb")
    except FileNotFoundError as error:
        raise Http404 from error


def _shown_or_404(evidencia: Evidencia) -> None:
    """Refuse a picture that only drafts show."""
    of_institucion = Q(bloque__seccion__isnull=False, bloque__seccion__trimestre__isnull=True)
    printed = Q(bloque__seccion__trimestre__status=TrimestreStatus.CLOSED)
    shown = settled_rows("bloque__avance__") | of_institucion | printed
    figures = Figura.objects.filter(
        evidencia=evidencia, in_informe=True, bloque__removed_at__isnull=True
    )
    if not figures.filter(shown).exists():
        raise Http404


@require_safe
def evidencia_list(request: PersonRequest) -> HttpResponse:
    """Show the documents that the person's áreas keep, with the form to add more."""
    page = evidencias_of(request.user, request.GET.get("page"))
    if not page.groups:
        raise PermissionDenied
    return render(request, "programs/evidencia_list.html", {"page": page})


@post_only(lambda request: "evidencia_list")
def evidencia_add(request: PersonRequest) -> HttpResponse:
    """Keep one or several documents for an área of the person."""
    code = request.POST.get("area", "")
    area = area_by_pk(request.user, int(code) if code.isdecimal() and len(code) < 18 else 0)
    back = f"{reverse('evidencia_list')}#area-{area.pk}"
    files = request.FILES.getlist("files")
    token = request.POST.get("token", "")[:64]
    try:
        results = evidencia.documents_receive(area, files=files, token=token, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    if wants_json(request):
        return upload_json(request, results, {})
    tell_received(request, results, ("Se guardó 1 documento.", "Se guardaron {} documentos."))
    return SeeOther(back)


@require_safe
def evidencia_original(request: PersonRequest, key: str) -> FileResponse:
    """Hand out a file as it was received, always as a download; each time is logged.

    404 for another institution's, 403 for who sees the copies only.
    """
    row = evidencia_get(request.user, key)
    if not permissions.can_see_originals(request.user, row):
        raise PermissionDenied
    name = row.original.name
    original = _opened_or_404(name)
    logger.info("original %s downloaded by user %s", row.key, request.user.pk)
    return FileResponse(
        original,
        as_attachment=True,
        filename=row.original_name,
        content_type=row.media_type,
        headers={"Cache-Control": "private, no-store", **FILE_HEADERS},
    )


@post_only(_of_entry)
def respaldo_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep one or several files that back the entry, each taken or refused by itself."""
    avance = avance_get(request.user, pk)
    back = avance_url(avance, "respaldos")
    files = request.FILES.getlist("files")
    token = request.POST.get("token", "")[:64]
    try:
        results = evidencia.respaldos_receive(pk, files=files, token=token, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    if wants_json(request):
        return upload_json(request, results, {})
    words = ("Se agregó 1 archivo de respaldo.", "Se agregaron {} archivos de respaldo.")
    tell_received(request, results, words)
    return SeeOther(back)


@post_only(_of_entry)
def respaldo_attach(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a file that the área already keeps back the entry."""
    back = avance_url(avance_get(request.user, pk), "respaldos")
    try:
        row = evidencia.respaldo_attach(pk, key=request.POST.get("key", ""), by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    return answer_saved(request, {}, back, f"«{row.original_name}» respalda esta línea.")


@post_only(_of_entry)
def respaldo_detach(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """Take a file from what backs the entry; it stays among the documents of the área."""
    avance = avance_get(request.user, pk)
    row = evidencia_get(request.user, key, avance.linea.area.evidencias.all())
    back = avance_url(avance, "respaldos")
    try:
        evidencia.respaldo_detach(pk, key=key, by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    words = f"Se quitó «{row.original_name}». El área lo conserva y puede elegirlo otra vez."
    return answer_saved(request, {}, back, words)


def upload_json(
    request: PersonRequest, results: list[Received], repeats: Mapping[int, str]
) -> JsonResponse:
    """Answer file by file; 422 when none was taken."""
    answers = []
    for result in results:
        answer = {"name": result.name, "ok": not result.refusal, "message": result.refusal}
        if figure := result.figure:
            context = {"figure": figure, "repeats": repeats}
            html = render_to_string(FIGURE_ROW, context, request=request)
            answer |= {"figure": figure.pk, "version": figure.version, "html": html}
            answer["message"] = repeats.get(figure.pk, "")
        answers.append(answer)
    if any(answer["ok"] for answer in answers):
        return JsonResponse({"results": answers})
    refusals = [f"{answer['name']}: {answer['message']}" for answer in answers]
    body = {"message": refusals[0], "errors": {"files": refusals}, "results": answers}
    return JsonResponse(body, status=UNPROCESSABLE)


def tell_received(request: PersonRequest, results: list[Received], words: tuple[str, str]) -> None:
    """Say how many files were taken, and why each of the others was not."""
    taken = sum(not result.refusal for result in results)
    if taken:
        messages.success(request, words[0] if taken == 1 else words[1].format(taken))
    for result in results:
        if result.refusal:
            messages.error(request, f"{result.name}: {result.refusal}")

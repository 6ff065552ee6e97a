"""What acts on a whole page of capture: Guardar without script, and the mark of *lista*."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from programs.errors import Conflict, DomainError, Locked
from programs.forms.ajustes import AdjustmentForm
from programs.forms.bloques import FIELDS
from programs.forms.captura import (
    CauseForm,
    ClosingForm,
    QuantityForm,
    ReadyForm,
    VersionedForm,
)
from programs.forms.pagina import changed_parts, part_forms, sent_parts, typed_block
from programs.getters import avance_get, seccion_get
from programs.models import AvanceTrimestral, Bloque, Seccion
from programs.selectors.avance import entry_missing
from programs.selectors.captura import entries_beside, following, neighbours_of
from programs.selectors.pendientes import Debt
from programs.services import captura
from programs.services.pagina import GONE, PagePart, PageRefused
from programs.services.pagina import page_save as save
from programs.views.ajustes import typed_adjustment
from programs.views.answers import (
    ErrorTexts,
    answer_error,
    answer_saved,
    cleaned,
    error_texts,
    readable,
    wants_json,
)
from programs.views.captura import PLACES, avance_page, avance_url, of_entry, with_errors
from programs.views.methods import post_only
from programs.views.presentacion import page_url, presentacion_page_of
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)
Forms = Mapping[tuple[str, int], VersionedForm]
Errors = dict[tuple[str, int], ErrorTexts]
UNPROCESSABLE = 422
NOW = "Ahora dice: «{}». Si guarda otra vez, queda lo suyo; lo otro se conserva en el historial."
# Where a page has each field, and the one beside which it says what is of no field.
PLACES_OF_PARTS = {
    "causa": PLACES,
    "declaracion": PLACES,
    "cantidad": {"quantity": "cantidad", "received": "recibidas", "reason": "motivo"},
    "ajuste": {"adjustment": "cuanto-ajuste", "adjustment_reason": "motivo-ajuste"},
    "bloque": {
        "html": "texto",
        "rows_text": "celdas",
        "title": "titulo-tabla",
        "header_rows": "encabezado",
        "source": "fuente",
        "caption_kind": "palabra",
        "caption": "pie",
    },
}


@post_only(of_entry)
def page_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save all that was changed in the page of a línea, or nothing; for pages without script."""
    avance = avance_get(request.user, pk)
    return save_sent(request, avance) or answer_saved(request, {}, avance_url(avance))


def _of_section(request: PersonRequest, pk: int) -> str:
    return seccion_get(request.user, pk).get_absolute_url()


@post_only(_of_section)
def section_page_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save all that was changed in a part of the presentación, or nothing."""
    section = seccion_get(request.user, pk)
    return section_sent(request, section) or answer_saved(request, {}, section.get_absolute_url())


def section_sent(request: PersonRequest, section: Seccion) -> HttpResponse | None:
    """Save what was changed of the page of a part of the presentación, as `save_sent`."""
    trimestre = section.trimestre
    if trimestre is None:
        raise Http404

    def draw(forms: Forms, errors: Errors) -> HttpResponse:
        typed = _typed_blocks(forms, errors)
        summary = _summary(errors)
        return presentacion_page_of(request, trimestre, section.key, typed=typed, errors=summary)

    if not sent_parts(request.POST):
        return None
    return _save(request, {"seccion": section.pk}, page_url(trimestre, section.key), draw)


def save_sent(request: PersonRequest, avance: AvanceTrimestral) -> HttpResponse | None:
    """Save what was changed of the page of a línea that came with a request.

    Returns the answer of a refusal, or None: all is saved, or nothing of a page was sent.
    """
    back = avance_url(avance)

    def draw(forms: Forms, errors: Errors) -> HttpResponse:
        sent: dict[str, Any] = {"quantities": {}, "adjusts": {}, "errors": _summary(errors)}
        for (kind, pk), form in forms.items():
            found = errors.get((kind, pk), {})
            if isinstance(form, QuantityForm):
                sent["quantities"][pk] = with_errors(form, found)
            elif isinstance(form, AdjustmentForm):
                sent["adjusts"][pk] = typed_adjustment(form, found)
            elif isinstance(form, CauseForm):
                sent["cause"] = with_errors(form, found)
            elif isinstance(form, ClosingForm):
                sent["closing"] = with_errors(form, found)
        return avance_page(request, avance, blocks=_typed_blocks(forms, errors), **sent)

    if not sent_parts(request.POST):
        return None
    try:
        captura.writer_check(avance, by=request.user)
    except Locked as error:
        return answer_error(request, error, back)
    return _save(request, {"avance": avance.pk}, back, draw)


def _save(
    request: PersonRequest,
    owner: Mapping[str, int],
    back: str,
    draw: Callable[[Forms, Errors], HttpResponse],
) -> HttpResponse | None:
    """Save the changed parts of a page; the answer of a refusal keeps all that was typed."""
    changed = changed_parts(request.POST)
    kinds = dict(Bloque.objects.kept().filter(**owner).values_list("pk", "kind"))
    # A section has nothing but blocks.
    own = [part for part in changed if part[0] == "bloque" or "avance" in owner]
    forms = part_forms(request.POST, own, kinds)
    errors: Errors = {
        part: error_texts(ValidationError(form.errors.as_data()))
        for part, form in forms.items()
        if not form.is_valid()
    }
    try:
        if len(forms) < len(changed):
            raise DomainError(GONE)
        if not errors:
            parts = [_part(kind, pk, form, kinds) for (kind, pk), form in forms.items()]
            save(owner, parts=parts, by=request.user, now=timezone.now())
            return None
    except PageRefused as refused:
        errors = {(part.kind, part.pk): _texts_of(error) for part, error in refused.errors.items()}
    except REFUSED as error:
        return answer_error(request, error, back)
    response = draw(forms, {part: _beside(part, forms[part], errors[part]) for part in errors})
    response.status_code = UNPROCESSABLE
    return response


def _part(kind: str, pk: int, form: VersionedForm, kinds: Mapping[int, str]) -> PagePart:
    data = form.cleaned_data
    names = FIELDS[kinds[pk]] if kind == "bloque" else [name for name in data if name != "version"]
    return PagePart(kind, pk, data["version"], {name: data[name] for name in names})


def _texts_of(error: DomainError | ValidationError) -> ErrorTexts:
    """Return the sentences of a refusal; of a conflict, what stands there too."""
    texts = error_texts(error)
    if isinstance(error, Conflict):
        known = {name: text for name, text in error.theirs.items() if name not in ("author", "at")}
        stands = "; ".join(filter(None, (readable(name, text) for name, text in known.items())))
        texts[NON_FIELD_ERRORS] = [str(error).partition(". ")[0] + ".", NOW.format(stands)]
    return texts


def _beside(part: tuple[str, int], form: VersionedForm, texts: ErrorTexts) -> ErrorTexts:
    """Return errors by the fields that the page shows: those of no field go with the first."""
    places = [name for name in PLACES_OF_PARTS[part[0]] if name in form.fields]
    shown: ErrorTexts = {}
    for name, each in texts.items():
        shown.setdefault(name if name in places else places[0], []).extend(each)
    return shown


def _typed_blocks(forms: Forms, errors: Errors) -> dict[int, Mapping[str, Any]]:
    return {
        pk: typed_block(form.data, errors.get((kind, pk), {}))
        for (kind, pk), form in forms.items()
        if kind == "bloque"
    }


def _summary(errors: Errors) -> list[dict[str, str]]:
    """Return the first error of each field for the summary, with the place of the field."""
    return [
        {"text": texts[0], "target": f"{PLACES_OF_PARTS[kind][name]}{f'-{pk}' if pk else ''}"}
        for (kind, pk), by_field in errors.items()
        for name, texts in by_field.items()
    ]


@post_only(of_entry)
def ready_mark(request: PersonRequest, pk: int) -> HttpResponse:
    """Mark the línea *lista* and go on to the next one, or show exactly what is missing."""
    data: Mapping[str, object] = request.POST
    if sent_parts(request.POST):
        read = avance_get(request.user, pk)
        if refused := save_sent(request, read):
            return refused
        if data.get("version") == str(read.version):
            read.refresh_from_db(fields=["version"])
            data = {"version": read.version}
    entries = entries_beside(request.user, pk)
    avance = next((entry for entry in entries if entry.pk == pk), None)
    if avance is None:
        raise Http404
    form = ReadyForm(data)
    ready = request.POST.get("ready") != "0"
    found: list[Debt] = []

    def lacks() -> list[str]:
        found.extend(entry_missing(avance))
        return [debt.text for debt in found]

    try:
        captura.writer_check(avance, by=request.user)
        data = cleaned(form)
        captura.ready_mark(pk, ready=ready, missing=lacks, by=request.user, version=data["version"])
    except (Locked, Conflict) as error:
        return answer_error(request, error, avance_url(avance))
    except REFUSED as error:
        if wants_json(request) or not found:
            return answer_error(request, error, avance_url(avance))
        return avance_page_refused(
            request,
            avance,
            [
                {
                    "text": f"{debt.text}.",
                    "target": debt.anchor,
                    "url": "" if debt.anchor else debt.url,
                }
                for debt in found
            ],
        )
    if not ready:
        return answer_saved(
            request, {}, avance_url(avance), "La línea ya no está marcada como lista."
        )
    follow = following(*neighbours_of(avance, entries))
    if follow is None:
        words = "La línea quedó lista. Ya están todas: revise el trimestre y envíelo."
        return answer_saved(
            request,
            {},
            reverse("entrega_review", args=[*avance.trimestre.place, avance.linea.area.code]),
            words,
        )
    slug, year, number = avance.trimestre.place
    address = reverse("avance_edit", args=[slug, year, follow.linea_pk, number])
    words = f"La línea {avance.number} quedó lista. Siga con esta."
    return answer_saved(request, {}, address, words)


def avance_page_refused(
    request: PersonRequest, avance: AvanceTrimestral, errors: list[dict[str, str]]
) -> HttpResponse:
    """Draw the page with a summary of what is missing, each with a link to its place."""
    response = avance_page(request, avance, errors=errors)
    response.status_code = UNPROCESSABLE
    return response

"""Preparar la institución: the first form, all steps on one page, and a page for each.

What a step shows comes from `STEP_PAGES`: its template and what that asks for. The steps that are
one form stand in `STEP_FORMS` too.
"""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_safe

from programs import permissions
from programs.context_processors import emblem_url
from programs.errors import DomainError, Locked
from programs.forms.preparar import (
    ENTIDADES,
    InstitucionForm,
    NombresForm,
    PalabrasForm,
    PlazosForm,
    ProgramaForm,
    StepForm,
)
from programs.getters import institucion_get
from programs.models import Institucion
from programs.reading.line import thresholds_of
from programs.selectors.preparar import (
    preparation_of,
    preview_of,
    programa_rows,
    threshold_bands,
    year_to_prepare,
)
from programs.services import preparar as services
from programs.services.institucion import KEEPERS_ONLY
from programs.values.colors import contrast_words
from programs.values.preparing import BY_KEY
from programs.values.word_samples import printed_cells
from programs.views.answers import answer_error, answer_saved, cleaned
from programs.views.methods import post_only
from programs.views.pasted_steps import areas_context, days_context, people_context
from programs.views.request import PersonRequest

Context = dict[str, Any]
Files = MultiValueDict[str, UploadedFile]
AnyForm = StepForm | ProgramaForm


def step_form(
    key: str, institucion: Institucion, data: QueryDict | None = None, files: Files | None = None
) -> AnyForm:
    """Return the form of a step: with what stands, or with what was sent."""
    if key == "programa":
        year = year_to_prepare(institucion, timezone.localdate())
        return ProgramaForm(data, initial={"year": year})
    # A form writes what was sent in its row, which is not to be what the page shows.
    return STEP_FORMS[key](data, files, instance=copy(institucion))


def _names_context(institucion: Institucion) -> Context:
    return {
        "entidades": ENTIDADES,
        "emblem_url": emblem_url(institucion),
        "contrast": contrast_words(institucion.brand_color),
    }


def _programa_context(institucion: Institucion) -> Context:
    return {"programas": programa_rows(institucion)}


# The steps of settings, each with its form.
STEP_FORMS: Mapping[str, type[StepForm]] = {
    "nombres": NombresForm,
    "palabras": PalabrasForm,
    "plazos": PlazosForm,
}
FORMS = (*STEP_FORMS, "programa")
# What the page of a step shows besides what all have.
STEP_PAGES: Mapping[str, Callable[[Institucion], Context]] = {
    "nombres": _names_context,
    "areas": areas_context,
    "personas": people_context,
    "dias": days_context,
    "programa": _programa_context,
}


@require_safe
def preparar(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the seven steps, how far they are, and the way to the next one."""
    institucion = kept_institucion(request, slug)
    preparation = preparation_of(institucion)
    context = {
        "institucion": institucion,
        "preparation": preparation,
        "crumbs": [{"label": "Preparar la institución"}],
    }
    return render(request, "programs/preparar.html", context)


@require_safe
def preparar_preview(request: PersonRequest, slug: str) -> HttpResponse:
    """Show both documents beside each other as they print today; the queue makes them."""
    institucion = kept_institucion(request, slug)
    context = {
        "institucion": institucion,
        "preparation": preparation_of(institucion),
        "preview": preview_of(institucion),
        "crumbs": [
            {"label": "Preparar la institución", "url": reverse("preparar", args=[slug])},
            {"label": "Vista previa"},
        ],
    }
    return render(request, "programs/preparar_preview.html", context)


@require_safe
def preparar_step(request: PersonRequest, slug: str, step: str) -> HttpResponse:
    """Show one step; 404 for a step that there is not."""
    institucion = kept_institucion(request, slug)
    return step_page(request, institucion, step)


def _of_step(request: PersonRequest, slug: str, step: str) -> str:
    institucion = kept_institucion(request, slug)
    return step_url(institucion, step)


@post_only(_of_step)
def preparar_see(request: PersonRequest, slug: str, step: str) -> HttpResponse:
    """Record that a step is right as it stands, and go on."""
    institucion = kept_institucion(request, slug)
    here = step_url(institucion, step)
    try:
        services.step_see(institucion.pk, key=step, by=request.user, now=timezone.now())
    except DomainError as error:
        return answer_error(request, error, here)
    return answer_saved(request, {}, after_step(institucion, step), _done_words(step))


@post_only(_of_step)
def preparar_save(request: PersonRequest, slug: str, step: str) -> HttpResponse:
    """Save the form of a step, and go on; 404 for a step without one."""
    institucion = kept_institucion(request, slug)
    if step not in FORMS:
        raise Http404
    form = step_form(step, institucion, request.POST, request.FILES)
    try:
        message = _save(request, institucion, step, form)
    except (DomainError, ValidationError) as error:
        return answer_error(
            request,
            error,
            step_url(institucion, step),
            page=lambda errors: _again(request, institucion, step, form, errors),
        )
    # The page of the programme says itself what comes after it.
    onward = step_url if step == "programa" else after_step
    return answer_saved(request, {}, onward(institucion, step), message)


@require_safe
def institucion_new(request: PersonRequest) -> HttpResponse:
    """Show a superuser the form that creates an institution."""
    if not request.user.is_superuser:
        raise PermissionDenied(services.SUPERUSERS_ONLY)
    return _new_page(request, InstitucionForm())


@post_only(lambda request: "institucion_new")
def institucion_add(request: PersonRequest) -> HttpResponse:
    """Create an institution, and go on to its preparation."""
    form = InstitucionForm(request.POST)
    try:
        if not request.user.is_superuser:
            raise Locked(services.SUPERUSERS_ONLY)
        data = cleaned(form)
        row = services.institucion_create(**data, by=request.user, now=timezone.now())
    except (DomainError, ValidationError) as error:
        return answer_error(
            request,
            error,
            reverse("home"),
            page=lambda errors: _new_page(request, _with(form, errors)),
        )
    words = f"Se creó {row.short_name}. Siga con sus datos."
    return answer_saved(request, {}, reverse("preparar", args=[row.slug]), words)


def kept_institucion(request: PersonRequest, slug: str) -> Institucion:
    """Return an institution that the person prepares, and name it in the header.

    404 for an outsider, 403 for another member.
    """
    institucion = institucion_get(request.user, slug)
    request.institucion = institucion
    if not permissions.can_keep_structure(request.user, institucion):
        raise PermissionDenied(KEEPERS_ONLY)
    return institucion


def step_url(institucion: Institucion, key: str) -> str:
    """Return the address of a step's page; 404 for a key of none."""
    if key not in BY_KEY:
        raise Http404
    return reverse("preparar_step", args=[institucion.slug, key])


def after_step(institucion: Institucion, key: str) -> str:
    """Return where a person goes on after a step: the next that is open, else all of them."""
    following = preparation_of(institucion).open_after(key)
    return following.url if following else reverse("preparar", args=[institucion.slug])


def step_page(
    request: PersonRequest, institucion: Institucion, key: str, **context: Any
) -> HttpResponse:
    """Draw the page of a step, `programs/preparar_<key>.html`, with what it asks for.

    `context` wins over what the page asks for by itself: a form with what was typed.
    """
    if key not in BY_KEY:
        raise Http404
    preparation = preparation_of(institucion)
    own = STEP_PAGES[key](institucion) if key in STEP_PAGES else {}
    if key in FORMS:
        form = context.setdefault("form", step_form(key, institucion))
        own |= _form_context(institucion, form)
    shared = {
        "institucion": institucion,
        "preparation": preparation,
        "state": preparation.state_of(key),
        "following": preparation.after(key),
        "crumbs": [
            {"label": "Preparar la institución", "url": preparation.url},
            {"label": BY_KEY[key].title},
        ],
    }
    return render(request, f"programs/preparar_{key}.html", {**shared, **own, **context})


def _save(request: PersonRequest, institucion: Institucion, key: str, form: AnyForm) -> str:
    """Save what a form says, and return the sentence that tells it."""
    data = cleaned(form)
    if isinstance(form, StepForm):
        services.step_save(
            institucion.pk,
            key=key,
            values=form.values(),
            read=data["read"],
            emblem=data.get("emblem_file"),
            by=request.user,
            now=timezone.now(),
        )
        return f"Se guardó «{BY_KEY[key].title}»."
    row = services.programa_create(institucion.pk, **data, by=request.user, now=timezone.now())
    return f"Se creó el programa {row.exercise}, con sus cuatro trimestres."


def _again(
    request: PersonRequest,
    institucion: Institucion,
    key: str,
    form: AnyForm,
    errors: Mapping[str, list[str]],
) -> HttpResponse:
    """Draw a step again with what was typed, and what somebody else saved meanwhile."""
    if isinstance(form, StepForm):
        form.read_again(Institucion.objects.get(pk=institucion.pk))
    return step_page(request, institucion, key, form=_with(form, errors))


def _with(form: forms.ModelForm, errors: Mapping[str, list[str]]) -> Any:
    """Put what a service refused in the form that was sent."""
    if not form.errors:
        for name, texts in errors.items():
            for text in texts:
                form.add_error(name if name in form.fields else None, text)
    return form


def _form_context(institucion: Institucion, form: AnyForm) -> Context:
    """Return what a page shows of its form: the printed lines of words, the ranges of colours."""
    if isinstance(form, PalabrasForm):
        words = form.printed()
        return {
            "groups": [
                (title, [printed_cells(line, words, institucion.short_name) for line in lines], own)
                for title, lines, own in form.grouped()
            ]
        }
    if isinstance(form, PlazosForm):
        return {"bands": threshold_bands(thresholds_of(institucion))}
    return {}


def _new_page(request: PersonRequest, form: InstitucionForm) -> HttpResponse:
    context = {"form": form, "entidades": ENTIDADES}
    return render(request, "programs/institucion_new.html", context)


def _done_words(key: str) -> str:
    return f"«{BY_KEY[key].title}» quedó como está."

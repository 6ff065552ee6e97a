"""Step of Preparar: the áreas, pasted, seen as they will be, and saved."""

import re

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone

from programs.errors import DomainError
from programs.selectors.areas import pasted_areas
from programs.services.areas import areas_paste as save_areas
from programs.values.area_changes import AreaPlan, AreaState
from programs.views.answers import answer_error, answer_saved
from programs.views.methods import post_only
from programs.views.pasted_steps import areas_form
from programs.views.preparar import kept_institucion, step_page, step_url
from programs.views.request import PersonRequest

STEP = "areas"
_ANSWER = re.compile(r"renglon-(\d{1,5})")


def _of_step(request: PersonRequest, slug: str) -> str:
    return step_url(kept_institucion(request, slug), STEP)


@post_only(_of_step)
def areas_paste(request: PersonRequest, slug: str) -> HttpResponse:
    """Show what a paste would change; with the button of that page, save it."""
    institucion = kept_institucion(request, slug)
    back = step_url(institucion, STEP)
    form = areas_form(request.POST)
    answers = row_answers(request)
    plan: AreaPlan | None = None

    def page(errors: object = None) -> HttpResponse:
        shown = {"rows_form": form, "form": form, "plan": plan, "errors": told}
        return step_page(request, institucion, STEP, **shown)

    told: list[dict[str, str]] = []
    try:
        plan = form.read(lambda text: pasted_areas(institucion.pk, text, answers))
        if "save" not in request.POST:
            return page()
        saved = save_areas(
            institucion.pk,
            form.cleaned_data["rows"],
            answers=answers,
            seen=request.POST.get("seen", ""),
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        told.append({"text": str(error), "target": "vista"})
        return answer_error(request, error, back, page=page)
    except ValidationError as error:
        return answer_error(request, error, back, page=page)
    return answer_saved(request, {}, back, _words(saved))


def row_answers(request: PersonRequest) -> dict[int, str]:
    """Return what was answered to the questions of a preview, by the number of the row."""
    found = {}
    for name, value in request.POST.items():
        if match := _ANSWER.fullmatch(name):
            found[int(match[1])] = str(value)
    return found


def _words(plan: AreaPlan) -> str:
    added, changed = len(plan.of(AreaState.NEW)), len(plan.of(AreaState.CHANGED))
    parts = [f"se agregaron {added} áreas" if added > 1 else "se agregó un área"] if added else []
    if changed:
        parts.append(f"cambiaron {changed}" if changed > 1 else "cambió una")
    text = " y ".join(parts) or "no cambió ninguna área"
    return f"{text[:1].upper()}{text[1:]}."

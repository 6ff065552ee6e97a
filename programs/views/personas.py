"""Step of Preparar: people, pasted, seen and invited; and the functions that a superuser gives."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programs.errors import DomainError
from programs.forms.personas import RefusalForm
from programs.getters import invited_get, member_get, requested_find
from programs.selectors.personas import PeoplePlan, RowState, expiry_of, pasted_people
from programs.services.invitacion import invitation_link, invitation_renew
from programs.services.personas import DECIDED, request_grant, request_refuse
from programs.services.personas import people_paste as save_people
from programs.values.phrases import join_list
from programs.views.answers import SeeOther, answer_error, answer_saved, cleaned
from programs.views.methods import post_only
from programs.views.pasted_steps import people_form
from programs.views.preparar import kept_institucion, step_page, step_url
from programs.views.request import PersonRequest

STEP = "personas"
# The ids of whose links the next page shows, once: links themselves are kept nowhere.
TO_SHOW = "invitaciones"


def _of_step(request: PersonRequest, slug: str, pk: int | None = None) -> str:
    return step_url(kept_institucion(request, slug), STEP)


@post_only(_of_step)
def people_paste(request: PersonRequest, slug: str) -> HttpResponse:
    """Show what a paste would do; with the button of that page, do it."""
    institucion = kept_institucion(request, slug)
    back = step_url(institucion, STEP)
    form = people_form(request.POST)
    plan: PeoplePlan | None = None
    told: list[dict[str, str]] = []

    def page(errors: object = None) -> HttpResponse:
        shown = {"rows_form": form, "form": form, "plan": plan, "errors": told}
        return step_page(request, institucion, STEP, **shown)

    try:
        plan = form.read(lambda text: pasted_people(institucion, text, request.user))
        if "save" not in request.POST:
            return page()
        saved = save_people(
            institucion.pk,
            form.cleaned_data["rows"],
            seen=request.POST.get("seen", ""),
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        told.append({"text": str(error), "target": "vista"})
        return answer_error(request, error, back, page=page)
    except ValidationError as error:
        return answer_error(request, error, back, page=page)
    return _to_links(request, slug, saved.invited, _words(saved.plan))


@post_only(_of_step)
def invitation_new(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Make a new link for somebody who has not chosen a password."""
    institucion = kept_institucion(request, slug)
    back = step_url(institucion, STEP)
    person = member_get(request.user, institucion, pk)
    try:
        invitation_renew(
            institucion.pk,
            person.pk,
            seen=request.POST.get("seen", ""),
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        return answer_error(request, error, back)
    return _to_links(request, slug, [person.pk], f"Hay un enlace nuevo para {person}.")


@post_only(_of_step)
def request_decide(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """Give a function that was asked for, or refuse it."""
    institucion = kept_institucion(request, slug)
    back = step_url(institucion, STEP)
    row = requested_find(institucion, pk)
    if row is None:
        return answer_saved(request, {}, back, DECIDED)
    try:
        if request.POST.get("decision") == "grant":
            granted = request_grant(row.pk, by=request.user, now=timezone.now())
            invited = [granted.invited] if granted.invited else []
            words = f"Se concedió: {row.full_name}, {row.function}."
            return _to_links(request, slug, invited, words)
        reason = cleaned(RefusalForm(request.POST))["reason"]
        request_refuse(row.pk, reason=reason, by=request.user, now=timezone.now())
    except (DomainError, ValidationError) as error:
        return answer_error(request, error, back)
    return answer_saved(request, {}, back, f"No se concedió: {row.full_name}, {row.function}.")


@never_cache
@require_safe
def invitation_links(request: PersonRequest, slug: str) -> HttpResponse:
    """Show once the links of who was just invited, to copy; afterwards they can be made anew."""
    institucion = kept_institucion(request, slug)
    shown = request.session.pop(TO_SHOW, {})
    rows = invited_get(institucion, shown.get(slug, []))
    if not rows:
        return SeeOther(step_url(institucion, STEP))
    context = {
        "institucion": institucion,
        "rows": [
            (row.person, invitation_link(row), expiry_of(row), row.mailed_at is not None)
            for row in rows
        ],
        "step_url": step_url(institucion, STEP),
        "crumbs": [
            {"label": "Preparar la institución", "url": reverse("preparar", args=[slug])},
            {"label": "Personas", "url": step_url(institucion, STEP)},
            {"label": "Enlaces"},
        ],
    }
    return render(request, "programs/preparar_enlaces.html", context)


def _to_links(request: PersonRequest, slug: str, invited: list[int], words: str) -> HttpResponse:
    """Go to the links of who was invited, or back to the step where nobody was."""
    if invited and request.session.get(TO_SHOW) != {slug: invited}:
        request.session[TO_SHOW] = {slug: invited}
    name = "invitation_links" if invited else "preparar_step"
    args = [slug] if invited else [slug, STEP]
    return answer_saved(request, {}, reverse(name, args=args), words)


def _words(plan: PeoplePlan) -> str:
    counted = (
        (plan.new_people, "se invitó a una persona", "se invitó a {} personas"),
        (
            len(plan.of(RowState.PERSON)) + len(plan.of(RowState.FUNCTION)),
            "se dio una función",
            "se dieron {} funciones",
        ),
        (len(plan.of(RowState.WAITS)), "una espera", "{} esperan"),
    )
    parts = [one if n == 1 else many.format(n) for n, one, many in counted if n]
    text = join_list(parts) or "no cambió nada"
    return f"{text[:1].upper()}{text[1:]}."

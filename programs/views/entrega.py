"""An área hands in its quarter: the last look, the receipt, and taking it back."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programs import permissions
from programs.enums import AvanceStatus
from programs.errors import Conflict, DomainError, Locked
from programs.forms.entrega import SubmitForm, WithdrawForm
from programs.getters import area_entrega, trimestre_get
from programs.models import Area, EntregaDeArea, Trimestre
from programs.models.versions import FIRST_VERSION
from programs.reading.addresses import findings_url
from programs.selectors.acuse import may_withdraw, receipt_page
from programs.selectors.entrega import submission_page
from programs.selectors.observaciones import Typed, observations_of, observations_waiting
from programs.selectors.pendientes import Debt
from programs.services import entrega as services
from programs.values.given import given
from programs.values.phrases import quarter_name
from programs.values.windows import why_closed
from programs.views.answers import SeeOther, answer_error, answer_saved
from programs.views.crumbs import to_own_part
from programs.views.methods import post_only
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)
IN_REVIEW = (AvanceStatus.SUBMITTED, AvanceStatus.VALIDATED)
UNFOLDED = "todo"
CHANGED = "El envío cambió mientras usted lo revisaba. Revise de nuevo y envíe."
ALREADY = "Este trimestre ya estaba enviado. Este es su acuse."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def entrega_review(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Show all that the área hands in, and hand it in on POST.

    What is in review or validated already shows its receipt, so that "back" and a second tab do.
    """
    trimestre, area, entrega = _rows(request, slug, year, number, code)
    if request.method == "POST":
        return _submit(request, trimestre, area, entrega)
    if not (request.user.is_superuser or permissions.can_capture_for(request.user, area)):
        raise PermissionDenied
    if entrega and entrega.status in IN_REVIEW:
        return redirect(receipt_url(trimestre, area))
    form = _form(entrega)
    return _draw(request, trimestre, area, entrega, form, [])


def _submit(
    request: PersonRequest, trimestre: Trimestre, area: Area, entrega: EntregaDeArea | None
) -> HttpResponse:
    done = receipt_url(trimestre, area)
    form = SubmitForm(request.POST, waiting=_waiting(entrega))
    form.is_valid()
    try:
        if not permissions.can_submit_area(request.user, area):
            raise Locked(f"El trimestre lo envía su titular: {area.name}.")
        services.entrega_submit(
            trimestre_pk=trimestre.pk,
            area_pk=area.pk,
            statement=form.cleaned_data.get("statement", False),
            unanswered=form.cleaned_data.get("unanswered", False),
            by=request.user,
            now=timezone.now(),
            version=form.cleaned_data.get("version") or FIRST_VERSION,
        )
    except Conflict:
        entrega = given(area_entrega(trimestre, area.code)[1])
        if entrega.status in IN_REVIEW:
            return answer_saved(request, {}, done, ALREADY)
        form = _form(entrega)
        response = _draw(request, trimestre, area, entrega, form, [{"text": CHANGED}])
        response.status_code = 422
        return response
    except REFUSED as error:
        entrega = area_entrega(trimestre, area.code)[1]
        mine = permissions.can_submit_area(request.user, area)
        if mine and entrega and entrega.status in IN_REVIEW and not why_closed(trimestre):
            return answer_saved(request, {}, done, ALREADY)
        return answer_error(
            request,
            error,
            review_url(trimestre, area),
            page=lambda errors: _draw(request, trimestre, area, entrega, form, None),
        )
    return SeeOther(done)


def _draw(
    request: PersonRequest,
    trimestre: Trimestre,
    area: Area,
    entrega: EntregaDeArea | None,
    form: SubmitForm,
    errors: Sequence[Debt | dict[str, str]] | None,
    answers: Typed | None = None,
) -> HttpResponse:
    """Draw the page. `errors` None asks for all that is missing, as the summary of a refusal."""
    answering = not why_closed(trimestre) and permissions.can_answer_area(request.user, area)
    page = submission_page(trimestre, area, entrega, can_answer=answering, typed=answers)
    lacks = page.lacks
    if errors is None:
        errors = [*lacks, *_texts(form)]
    closed = why_closed(trimestre)
    can_submit = not closed and permissions.can_submit_area(request.user, area)
    context = {
        "page": page,
        "programa": trimestre.programa,
        "area": area,
        "form": form,
        "errors": errors,
        "lacks": lacks,
        "closed": closed,
        "can_submit": can_submit,
        "explain_url": findings_url(trimestre, back=request.get_full_path()),
        "unfolded": request.GET.get("abrir") == UNFOLDED,
        "crumbs": _crumbs(trimestre, area, "Revisar y enviar"),
    }
    return render(request, "programs/entrega_review.html", context)


def review_page(
    request: PersonRequest, entrega: EntregaDeArea, *, answers: Typed, errors: list[dict[str, str]]
) -> HttpResponse:
    """Draw the page again with answers to observations that could not be saved.

    What is in review is answered on its receipt.
    """
    request.institucion = entrega.trimestre.programa.institucion
    if entrega.status in IN_REVIEW:
        return _receipt(request, entrega, answers=answers, errors=errors)
    form = _form(entrega)
    return _draw(request, entrega.trimestre, entrega.area, entrega, form, errors, answers)


def _form(entrega: EntregaDeArea | None) -> SubmitForm:
    initial = {"version": entrega.version if entrega else None}
    return SubmitForm(initial=initial, waiting=_waiting(entrega))


def _waiting(entrega: EntregaDeArea | None) -> int:
    """Return how many observations the área did not answer."""
    return observations_waiting(entrega).count() if entrega and entrega.round else 0


def _texts(form: SubmitForm) -> list[dict[str, str]]:
    """Return what the form refused, each with its field."""
    errors = form.errors if form.is_bound else {}
    return [
        {"text": str(text), "target": f"id_{name}"}
        for name in ("unanswered", "statement")
        for text in errors.get(name, [])
    ]


@never_cache
@require_safe
def entrega_receipt(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Show the receipt of the latest submission, and what happens next."""
    trimestre, area, entrega = _rows(request, slug, year, number, code)
    if not permissions.can_read_observations(request.user, trimestre.programa.institucion, area):
        raise PermissionDenied
    if entrega is None or not entrega.folio:
        if permissions.can_capture_for(request.user, area):
            return redirect(review_url(trimestre, area))
        raise Http404
    return _receipt(request, entrega)


def _receipt(
    request: PersonRequest,
    entrega: EntregaDeArea,
    *,
    answers: Typed | None = None,
    errors: Sequence[dict[str, str]] = (),
) -> HttpResponse:
    """Draw the receipt; an answer about what belongs to no línea is changed there."""
    trimestre, area = entrega.trimestre, entrega.area
    in_review = entrega.status in IN_REVIEW and not why_closed(trimestre)
    can_answer = in_review and permissions.can_answer_area(request.user, area)
    found = observations_of(entrega, can_answer=can_answer, can_edit=False, typed=answers)
    context = {
        "page": receipt_page(entrega, timezone.localdate()),
        "entrega": entrega,
        "programa": trimestre.programa,
        "own": permissions.can_capture_for(request.user, area),
        "can_withdraw": may_withdraw(entrega, request.user),
        "observed": found.items,
        "errors": errors,
        "crumbs": _crumbs(trimestre, area, "Acuse"),
    }
    return render(request, "programs/entrega_receipt.html", context)


def _of_receipt(request: PersonRequest, slug: str, year: int, number: int, code: str) -> str:
    trimestre, area, _ = _rows(request, slug, year, number, code)
    return receipt_url(trimestre, area)


@post_only(_of_receipt)
def entrega_withdraw(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Take a submission back while nobody reviews it; the área writes again."""
    trimestre, area, entrega = _rows(request, slug, year, number, code)
    form = WithdrawForm(request.POST)
    try:
        if not permissions.can_submit_area(request.user, area):
            raise Locked(f"El envío lo retira su titular: {area.name}.")
        if why_closed(trimestre):
            raise Locked(why_closed(trimestre))
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        services.entrega_withdraw(
            trimestre_pk=trimestre.pk,
            area_pk=area.pk,
            by=request.user,
            now=timezone.now(),
            version=form.cleaned_data["version"],
        )
    except Conflict:
        error = DomainError("El envío cambió mientras usted lo leía. Abra de nuevo el acuse.")
        return answer_error(request, error, receipt_url(trimestre, area))
    except REFUSED as error:
        return answer_error(request, error, receipt_url(trimestre, area))
    words = "El envío se retiró. Corrija lo que haga falta y envíe de nuevo."
    return answer_saved(request, {}, review_url(trimestre, area), words)


def review_url(trimestre: Trimestre, area: Area) -> str:
    """Return the address of the last look at an área's quarter."""
    return reverse("entrega_review", args=[*trimestre.place, area.code])


def receipt_url(trimestre: Trimestre, area: Area) -> str:
    """Return the address of the receipt of an área's quarter."""
    return reverse("entrega_receipt", args=[*trimestre.place, area.code])


def _rows(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> tuple[Trimestre, Area, EntregaDeArea | None]:
    """Return a quarter that the person may reach, an área of it, and what was handed in."""
    trimestre = trimestre_get(request.user, slug, year, number)
    request.institucion = trimestre.programa.institucion
    return trimestre, *area_entrega(trimestre, code)


def _crumbs(trimestre: Trimestre, area: Area, here: str) -> list[dict]:
    label = quarter_name(trimestre.number).capitalize()
    return [*to_own_part(trimestre, area.code, label), {"label": here}]

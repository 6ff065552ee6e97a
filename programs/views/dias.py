"""Step of Preparar: the days off, ticked from the labour law or pasted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone

from programs.errors import EXPIRED, DomainError
from programs.received.days import read_days
from programs.selectors.dias import pasted_years, years_of_days
from programs.services.dias import days_off_keep, days_off_paste
from programs.views.answers import answer_error, answer_saved
from programs.views.methods import post_only
from programs.views.pasted_steps import days_form
from programs.views.preparar import kept_institucion, step_page, step_url
from programs.views.request import PersonRequest

STEP = "dias"
WEEKENDS = " Los sábados y domingos no se guardan: ningún plazo los cuenta."


def _of_step(request: PersonRequest, slug: str) -> str:
    return step_url(kept_institucion(request, slug), STEP)


@post_only(_of_step)
def days_keep(request: PersonRequest, slug: str) -> HttpResponse:
    """Store the ticked days, and remove those that lost their tick."""
    institucion = kept_institucion(request, slug)
    back = step_url(institucion, STEP)
    try:
        tally = days_off_keep(
            institucion.pk,
            shown=_days(request.POST.getlist("shown")),
            kept=_days(request.POST.getlist("day")),
            by=request.user,
            now=timezone.now(),
        )
    except DomainError as error:
        return answer_error(request, error, back)
    return answer_saved(request, {}, back, tally.words)


@post_only(_of_step)
def days_paste(request: PersonRequest, slug: str) -> HttpResponse:
    """Store the days that were pasted: all, or none with the reason for each line."""
    institucion = kept_institucion(request, slug)
    back = step_url(institucion, STEP)
    form = days_form(request.POST)
    years = pasted_years(years_of_days(institucion, timezone.localdate()))
    try:
        read = form.read(lambda text: read_days(text, years))
        tally = days_off_paste(institucion.pk, days=read.days, by=request.user, now=timezone.now())
    except (DomainError, ValidationError) as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: step_page(request, institucion, STEP, rows_form=form, form=form),
        )
    return answer_saved(request, {}, back, tally.words + (WEEKENDS if read.weekends else ""))


def _days(values: list[str]) -> set[date]:
    """Return the days that the form of the page sends; `DomainError` for what is none."""
    try:
        return {date.fromisoformat(part) for value in values for part in value.split(",")}
    except ValueError:
        raise DomainError(EXPIRED) from None

"""Correcting what earlier quarters reported, from the capture page of a línea."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.utils import timezone

from programs.errors import DomainError
from programs.forms.ajustes import AdjustmentForm
from programs.forms.captura import quantity_doubts
from programs.getters import avance_holding
from programs.services import captura
from programs.services.ajustes import quantity_adjust
from programs.views.answers import answer_error, answer_saved, cleaned
from programs.views.captura import avance_page, avance_url
from programs.views.methods import post_only
from programs.views.request import PersonRequest


def _of_quantity(request: PersonRequest, pk: int) -> str:
    return avance_url(avance_holding(request.user, pk), f"ajuste-{pk}")


@post_only(_of_quantity)
def adjustment_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save an adjustment with its reason; never autosaved."""
    avance = avance_holding(request.user, pk)
    form = AdjustmentForm(request.POST)
    back = avance_url(avance, f"ajuste-{pk}")
    try:
        captura.writer_check(avance, by=request.user)
        data = cleaned(form)
        saved = quantity_adjust(
            pk,
            avance_pk=avance.pk,
            adjustment=data["adjustment"],
            reason=data["adjustment_reason"],
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        )
    except (DomainError, ValidationError) as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: avance_page(
                request,
                avance,
                adjusts={pk: typed_adjustment(form, errors)},
                errors=_summary(pk, errors),
            ),
        )
    words = "El ajuste se guardó." if saved.adjustment is not None else "El ajuste se quitó."
    asked = quantity_doubts(form, saved.componente.unit)
    return answer_saved(request, {"version": saved.version}, back, words, asked)


def typed_adjustment(form: AdjustmentForm, errors: dict[str, list[str]]) -> dict:
    """Return what was typed, and the errors by field; those of no field go with the quantity."""
    return {
        "adjustment": form.data.get("adjustment", ""),
        "adjustment_reason": form.data.get("adjustment_reason", ""),
        "adjust_errors": {
            "adjustment": [*errors.get(NON_FIELD_ERRORS, []), *errors.get("adjustment", [])],
            "adjustment_reason": errors.get("adjustment_reason", []),
        },
    }


def _summary(pk: int, errors: dict[str, list[str]]) -> list[dict[str, str]]:
    """Return the errors for the summary, each with the place of its field."""
    places = {"adjustment_reason": f"motivo-ajuste-{pk}"}
    return [
        {"text": text, "target": places.get(name, f"cuanto-ajuste-{pk}")}
        for name, texts in errors.items()
        for text in texts
    ]

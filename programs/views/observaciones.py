"""What an área does with an observation: say how it was attended, or take the proposed text."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone

from programs.enums import AvanceStatus, ObservacionStatus
from programs.errors import Conflict, DomainError, Locked
from programs.forms.observaciones import AcceptForm, AnswerForm
from programs.getters import avance_get, observacion_get
from programs.models import Observacion
from programs.selectors.observaciones import default_answer, observation_url, sent_observations
from programs.services import observaciones as services
from programs.values.given import given
from programs.views.answers import answer_error, answer_saved, cleaned
from programs.views.captura import avance_page
from programs.views.entrega import review_page
from programs.views.methods import post_only
from programs.views.presentacion import presentacion_page_of
from programs.views.request import PersonRequest
from programs.workflow import refusal

REFUSED = (DomainError, ValidationError)
CHANGED = "Alguien más atendió esta observación mientras usted la leía. Revise lo que quedó."
SAY_HOW = (
    "Escriba cómo atendió la observación, o por qué no cambia nada: lo que se observó sigue igual."
)


def _of_observacion(request: PersonRequest, pk: int) -> str:
    return observation_url(observacion_get(request.user, pk, sent_observations()))


@post_only(_of_observacion)
def observacion_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say how an observation was attended; without words, that what was observed was corrected."""
    row = observacion_get(request.user, pk, sent_observations())
    typed = request.POST.get("answer", "")

    def answer(version: int, data: dict) -> Observacion:
        text = data["answer"].strip() or default_answer(row)
        if not text:
            raise DomainError(SAY_HOW)
        return services.observacion_answer(
            pk, answer=text, by=request.user, now=timezone.now(), version=version
        )

    return _act(request, row, AnswerForm(request.POST), answer, typed)


@post_only(_of_observacion)
def observacion_accept(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the proposed text in the place of the área's, which its history keeps."""
    row = observacion_get(request.user, pk, sent_observations())

    def accept(version: int, data: dict) -> Observacion:
        return services.observacion_accept(
            pk,
            by=request.user,
            now=timezone.now(),
            version=version,
            block_version=data["block_version"],
        )

    return _act(request, row, AcceptForm(request.POST), accept, "")


def _act(
    request: PersonRequest,
    row: Observacion,
    form: AnswerForm | AcceptForm,
    act: Callable[[int, dict], Observacion],
    typed: str,
) -> HttpResponse:
    back = observation_url(row)
    try:
        reason = refusal("observacion_answer", row, request.user)
        if reason:
            raise Locked(reason)
        data = cleaned(form)
        act(data["version"], data)
    except Conflict:
        return _refused(request, row, DomainError(CHANGED), typed)
    except REFUSED as error:
        return _refused(request, row, error, typed)
    return answer_saved(request, {}, back, _words(row))


def _words(row: Observacion) -> str:
    left = Observacion.objects.filter(entrega=row.entrega_id, status=ObservacionStatus.SENT).count()
    if left == 0:
        with_area = given(row.entrega).status == AvanceStatus.RETURNED
        then = ": el titular puede enviar de nuevo" if with_area else ""
        return f"Observación atendida. Ya no falta ninguna{then}."
    noun = "observación" if left == 1 else "observaciones"
    return f"Observación atendida. {'Falta' if left == 1 else 'Faltan'} {left} {noun}."


def _refused(
    request: PersonRequest, row: Observacion, error: DomainError | ValidationError, typed: str
) -> HttpResponse:
    """Draw the page of the observation again with the reason and what was typed."""

    def draw(errors: dict[str, list[str]]) -> HttpResponse:
        why = " ".join(text for texts in errors.values() for text in texts)
        answers = {row.pk: (typed, why)}
        summary = [{"text": why, "target": f"observacion-{row.pk}"}]
        if row.avance_id:
            avance = avance_get(request.user, row.avance_id)
            return avance_page(request, avance, answers=answers, errors=summary)
        if row.is_of_months:
            return review_page(request, given(row.entrega), answers=answers, errors=summary)
        part, trimestre = given(row.seccion).key, given(row.entrega).trimestre
        return presentacion_page_of(request, trimestre, part, answers=answers, errors=summary)

    return answer_error(request, error, observation_url(row), page=draw)

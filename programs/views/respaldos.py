"""What backs a línea's quarter without being printed: to add it, to choose it, to take it away."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from programs.errors import DomainError
from programs.getters import avance_get, evidencia_get
from programs.services import evidencia
from programs.views.answers import SeeOther, answer_error, answer_saved, wants_json
from programs.views.captura import avance_url
from programs.views.evidencia import tell_received, upload_json

REFUSED = (DomainError, ValidationError)


@require_POST
def respaldo_add(request: HttpRequest, pk: int) -> HttpResponse:
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


@require_POST
def respaldo_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a file that the área already keeps back the entry."""
    back = avance_url(avance_get(request.user, pk), "respaldos")
    try:
        row = evidencia.respaldo_attach(pk, key=request.POST.get("key", ""), by=request.user)
    except REFUSED as error:
        return answer_error(request, error, back)
    return answer_saved(request, {}, back, f"«{row.original_name}» respalda esta línea.")


@require_POST
def respaldo_detach(request: HttpRequest, pk: int, key: str) -> HttpResponse:
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

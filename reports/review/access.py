"""What a person reviews: submissions and observations, got with the function that it takes."""

from django.core.exceptions import PermissionDenied

from programs import permissions
from programs.getters import entrega_by_pk, entrega_get, observacion_get
from programs.models import EntregaDeArea, Observacion
from programs.values.given import given
from programs.views.request import PersonRequest

NOT_YOURS = "La revisión le corresponde al Secretario Técnico."


def require_reviewer(request: PersonRequest, entrega: EntregaDeArea) -> None:
    """Raise PermissionDenied for who does not review the institution's quarters."""
    if not permissions.can_review(request.user, entrega.trimestre.programa.institucion):
        raise PermissionDenied(NOT_YOURS)


def entrega_or_404(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> EntregaDeArea:
    """Return the submission; 404 for an outsider, 403 for a member who does not review."""
    entrega = entrega_get(request.user, slug, year, number, code)
    require_reviewer(request, entrega)
    return entrega


def observacion_or_404(request: PersonRequest, pk: int) -> Observacion:
    """Return an observation of an institution that the person reviews.

    404 for everyone else, members too: whether something was observed and not sent is not theirs
    to know.
    """
    institutions = permissions.reviewed_institucion_ids(request.user)
    rows = Observacion.objects.filter(entrega__trimestre__programa__institucion__in=institutions)
    row = observacion_get(request.user, pk, rows.select_related("bloque", "marca"))
    row.entrega = entrega_by_pk(request.user, given(row.entrega_id))
    return row

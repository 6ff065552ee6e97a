"""Which submissions a person reaches, and which of them they review."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from programs import permissions
from programs.models import EntregaDeArea, Observacion, User

NOT_YOURS = "La revisión le corresponde al Secretario Técnico."


def entregas_visible(user: User) -> QuerySet[EntregaDeArea]:
    """Return the submissions that the person may reach, with all that a review asks of them."""
    return EntregaDeArea.objects.visible_to(user).select_related(
        "trimestre__programa__institucion__second_validator",
        "trimestre__closed_by",
        "area",
        "submitted_by",
        "returned_by",
        "validated_by",
    )


def require_reviewer(request: HttpRequest, entrega: EntregaDeArea) -> None:
    """Raise PermissionDenied for who does not review the institution's quarters."""
    if not permissions.can_review(request.user, entrega.trimestre.programa.institucion):
        raise PermissionDenied(NOT_YOURS)


def entrega_or_404(
    request: HttpRequest, slug: str, year: int, number: int, code: str
) -> EntregaDeArea:
    """Return the submission; 404 for an outsider, 403 for a member who does not review."""
    entrega = get_object_or_404(
        entregas_visible(request.user),
        trimestre__programa__institucion__slug=slug,
        trimestre__programa__year=year,
        trimestre__number=number,
        area__code=code,
    )
    require_reviewer(request, entrega)
    return entrega


def observacion_or_404(request: HttpRequest, pk: int) -> Observacion:
    """Return an observation of an institution that the person reviews.

    404 for everyone else, members too: whether something was observed and not sent is not theirs
    to know.
    """
    institutions = permissions.reviewed_institucion_ids(request.user)
    row = get_object_or_404(
        Observacion.objects.visible_to(request.user)
        .filter(entrega__trimestre__programa__institucion__in=institutions)
        .select_related("avance", "bloque", "marca"),
        pk=pk,
    )
    row.entrega = get_object_or_404(entregas_visible(request.user), pk=row.entrega_id)
    return row

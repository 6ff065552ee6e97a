"""What waits for the Secretario Técnico, or for the second person who validates."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.selectors.revision import review_list


@require_safe
def revision_list(request: HttpRequest) -> HttpResponse:
    """Show the áreas that sent their quarter, oldest first; 403 for who reviews nothing."""
    if not permissions.may_review_somewhere(request.user):
        raise PermissionDenied("La revisión le corresponde al Secretario Técnico.")
    page = review_list(request.user, timezone.localdate())
    return render(request, "programs/revision_list.html", {"page": page})

"""Files that reach people only through a view: pictures of evidence, the institution's colour."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from programs import permissions
from programs.enums import AvanceStatus
from programs.getters import evidencia_get, institucion_brand
from programs.models import Evidencia, Figura
from programs.values.colors import brand_stylesheet

DAY = 24 * 60 * 60


@require_safe
def figure_image(request: HttpRequest, key: str, width: int) -> FileResponse:
    """Stream one rendition of a picture, in pixels of width.

    404 for another institution's, for a width that was not made, and, for who may not read
    drafts, for a picture that stands in no validated entry.
    """
    evidencia = evidencia_get(request.user, key)
    if not permissions.can_read_drafts(request.user, evidencia.institucion):
        _shown_or_404(evidencia)
    names = {row["width"]: row["name"] for row in evidencia.renditions}
    if width not in names or not default_storage.exists(names[width]):
        raise Http404
    return FileResponse(
        default_storage.open(names[width], "rb"),
        content_type="image/jpeg",
        headers={
            "Cache-Control": f"private, max-age={DAY}",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _shown_or_404(evidencia: Evidencia) -> None:
    """Refuse a picture that only drafts show."""
    shown = Q(bloque__avance__status=AvanceStatus.VALIDATED) | Q(
        bloque__seccion__isnull=False, bloque__seccion__trimestre__isnull=True
    )
    figures = Figura.objects.filter(evidencia=evidencia, bloque__removed_at__isnull=True)
    if not figures.filter(shown).exists():
        raise Http404


@login_not_required
@require_safe
def institution_css(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the stylesheet with an institution's colour; empty where the default must stay."""
    institucion = institucion_brand(slug)
    # Private: the answer carries the renewed session cookie, which no shared cache may keep.
    return HttpResponse(
        brand_stylesheet(institucion.brand_color),
        content_type="text/css",
        headers={"Cache-Control": f"private, max-age={DAY}"},
    )

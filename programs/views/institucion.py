"""What an institution gives to every page: its colour."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from programs.getters import institucion_brand
from programs.values.colors import brand_stylesheet

DAY = 24 * 60 * 60


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

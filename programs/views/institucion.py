"""What an institution gives to every page: its colour and its emblem."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from programs.getters import institucion_brand, institucion_get
from programs.reading.emblems import GENERAL, uploaded_name
from programs.values.colors import brand_stylesheet
from programs.views.request import PersonRequest
from sesea.headers import FILE_HEADERS

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


@require_safe
def institution_emblem(
    request: PersonRequest, slug: str, digest: str
) -> FileResponse | HttpResponseRedirect:
    """Stream the emblem that an institution uploaded, to the people who act for it.

    404 for anybody else, and for an emblem that is not its present one; where the file is missing,
    the general one.
    """
    institucion = institucion_get(request.user, slug)
    name = uploaded_name(digest)
    if institucion.emblem != name:
        raise Http404
    try:
        emblem = default_storage.open(name, "rb")
    except FileNotFoundError:
        return redirect(static(GENERAL))
    return FileResponse(
        emblem,
        content_type="image/jpeg",
        # The address has the hash of the bytes in it: another emblem has another address.
        headers={
            "Cache-Control": f"private, max-age={DAY}",
            **FILE_HEADERS,
        },
    )

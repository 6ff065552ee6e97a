"""What a person was told, and the reminder that who follows the áreas sends."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programs import permissions
from programs.errors import DomainError
from programs.getters import trimestre_get
from programs.models import Trimestre
from programs.selectors.avisos import open_notices
from programs.selectors.vencimientos import late_areas
from programs.services import avisos as services
from programs.services.vencimientos import reminder_send
from programs.values.phrases import quarter_name
from programs.views.answers import answer_error, answer_saved
from programs.views.crumbs import to_trimestre
from programs.views.methods import post_only
from programs.views.request import PersonRequest

PER_PAGE = 30
FOLLOWERS_ONLY = "Los recordatorios los envían el Secretario Técnico y Planeación."


@require_safe
def avisos(request: PersonRequest) -> HttpResponse:
    """Show what the person was told and is not done, newest first."""
    page = Paginator(open_notices(request.user), PER_PAGE).get_page(request.GET.get("page"))
    several = len(request.user.institucion_ids()) > 1
    return render(request, "programs/avisos.html", {"page_obj": page, "several": several})


@post_only(lambda request: "avisos")
def notices_see(request: PersonRequest) -> HttpResponse:
    """Mark as seen the notices `aviso`: one, or all that the page showed."""
    asked = request.POST.getlist("aviso")
    if not asked or not all(pk.isascii() and pk.isdecimal() and len(pk) < 18 for pk in asked):
        raise Http404
    seen = services.notices_see(map(int, asked), by=request.user, now=timezone.now())
    words = {0: "Ya estaban vistos.", 1: "Se marcó un aviso como visto."}
    message = words.get(seen, f"Se marcaron {seen} avisos como vistos.")
    page = request.POST.get("page", "")
    back = f"{reverse('avisos')}?page={page}" if page.isdecimal() else reverse("avisos")
    return answer_saved(request, {"seen": seen}, back, message)


@require_http_methods(["GET", "HEAD", "POST"])
def recordar(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show the late áreas and who would get a reminder, and send it on POST."""
    trimestre = trimestre_get(request.user, slug, year, number)
    institucion = trimestre.programa.institucion
    request.institucion = institucion
    if not permissions.can_remind(request.user, institucion):
        raise PermissionDenied(FOLLOWERS_ONLY)
    if request.method != "POST":
        return _draw(request, trimestre, "")
    try:
        told = reminder_send(
            trimestre.pk,
            codes=request.POST.getlist("area"),
            by=request.user,
            today=timezone.localdate(),
            now=timezone.now(),
        )
    except DomainError as refused:
        return answer_error(
            request,
            refused,
            request.path,
            page=lambda errors: _draw(request, trimestre, " ".join(errors["__all__"])),
        )
    people = "una persona" if told == 1 else f"{told} personas"
    message = f"Se envió el recordatorio a {people}. Lo ven en Avisos y les llega por correo."
    return answer_saved(request, {"people": told}, request.path, message)


def _draw(request: PersonRequest, trimestre: Trimestre, error: str) -> HttpResponse:
    programa = trimestre.programa
    areas = late_areas(programa.institucion, timezone.localdate())
    chosen = set(request.POST.getlist("area")) if request.method == "POST" else None
    checked = [
        area for area in areas if area.can_be_reminded and (chosen is None or area.code in chosen)
    ]
    people = {person.pk for area in checked for person in area.people}
    context = {
        "programa": programa,
        "trimestre": trimestre,
        "title": quarter_name(trimestre.number),
        "rows": [{"area": area, "checked": area in checked} for area in areas],
        "people": len(people),
        "can_send": any(area.can_be_reminded for area in areas),
        "errors": [{"text": error, "target": "areas"}] if error else [],
        "crumbs": [
            *to_trimestre(trimestre, quarter_name(trimestre.number).capitalize())[1:],
            {"label": "Recordar"},
        ],
    }
    return render(request, "programs/recordar.html", context)

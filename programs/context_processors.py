"""What every page shows around its content: the navigation, the institution, the person's roles."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from programs import permissions
from programs.models import Institucion, User
from programs.reading.emblems import GENERAL, emblem_there, is_uploaded
from programs.selectors.avisos import latest_function_notice
from programs.selectors.preparar import landing_of


@dataclass(frozen=True)
class ShellInstitucion:
    """The institution as the header and the footer print it; `style_url` sets its colour."""

    name: str
    short_name: str
    contact: str
    emblem_url: str
    style_url: str


def shell(request: HttpRequest) -> dict:
    """Return what the shell shows, with one query at most: that of the memberships.

    A superuser costs one more where the page is of no institution: which ledgers there are.

    `notices_url` leads to the person's notices, `unseen_notices` counts those not seen yet.

    `admin_url` leads who keeps a structure to it, "" for the rest: people work in pages.

    The institution is the one of the page, if its view set `request.institucion`, or the only one
    for which the person acts. `prepare_url` leads who keeps an institution without any programme to
    its preparation. `function_notice` says who changed their functions of late. `revisar_url` leads
    to the revisor of informes, "" where it is closed to who has no account.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {
            "admin_url": "",
            "prepare_url": "",
            "nav_items": [],
            "current_institucion": None,
            "memberships": [],
            "notices_url": "",
            "unseen_notices": 0,
            "help_contact": settings.HELP_CONTACT,
            "function_notice": None,
            "revisar_url": reverse("revisar") if settings.PUBLIC_REVISAR else "",
        }
    institucion = getattr(request, "institucion", None) or _only_institucion(user)
    return {
        "admin_url": reverse("admin:index") if permissions.may_keep_structure(user) else "",
        # What is drawn without the navigation does not ask for it.
        "prepare_url": SimpleLazyObject(lambda: landing_of(user)),
        "nav_items": SimpleLazyObject(lambda: _nav_items(request, user, institucion)),
        "current_institucion": institucion and _shell_institucion(institucion),
        "memberships": user.memberships,
        "help_contact": settings.HELP_CONTACT,
        "revisar_url": reverse("revisar"),
        # Inicio and the refusals alone ask for it.
        "function_notice": SimpleLazyObject(lambda: latest_function_notice(user, timezone.now())),
        "notices_url": reverse("avisos"),
        "unseen_notices": next((m.unseen for m in user.memberships), 0),
    }


def _only_institucion(user: User) -> Institucion | None:
    institutions = {m.institucion_id: m.institucion for m in user.memberships}
    return next(iter(institutions.values())) if len(institutions) == 1 else None


def _shell_institucion(institucion: Institucion) -> ShellInstitucion:
    color = institucion.brand_color.removeprefix("#").lower()
    return ShellInstitucion(
        name=institucion.name,
        short_name=institucion.short_name,
        contact=institucion.contact,
        emblem_url=emblem_url(institucion),
        # The colour in the address: browsers keep the stylesheet until the colour changes.
        style_url=f"{reverse('institution_css', args=[institucion.slug])}?color={color}",
    )


def emblem_url(institucion: Institucion) -> str:
    """Return the address of an institution's emblem, or of the general one where it is missing.

    The storage is asked for an uploaded one by its own address, and not at each page.
    """
    if is_uploaded(institucion.emblem):
        digest = PurePosixPath(institucion.emblem).stem
        return reverse("institution_emblem", args=[institucion.slug, digest])
    try:
        return static(emblem_there(institucion.emblem))
    except ValueError:  # the manifest of production knows only the files that were collected
        return static(GENERAL)


def _ledgers(user: User, institucion: Institucion | None) -> list[Institucion]:
    """Return the institutions whose ledger the menu opens; of the page's for a superuser."""
    if user.is_superuser:
        return [institucion] if institucion else list(Institucion.objects.order_by("short_name"))
    return permissions.ledger_institutions(user)


def _is_of_quarter(request: HttpRequest) -> bool:
    """Tell whether a page is of one quarter, where "Trimestre" is the present place.

    The acts of its capture answer with pages of it too: what a paste would record, what a change
    would make of a quantity.
    """
    match = request.resolver_match
    if not match:
        return False
    return match.route.startswith("captura/") or (
        "number" in match.kwargs
        and "trimestres/" in match.route
        and request.path.startswith(reverse("programa_list"))
    )


def _nav_items(request: HttpRequest, user: User, institucion: Institucion | None) -> list[dict]:
    home, programas = reverse("home"), reverse("programa_list")
    in_quarter = _is_of_quarter(request)
    in_programas = request.path.startswith(programas) and not in_quarter
    items = [
        {"label": "Inicio", "url": home, "current": request.path == home},
        {"label": "Trimestre", "url": reverse("trimestre_now"), "current": in_quarter},
        {"label": "Programas", "url": programas, "current": in_programas},
    ]
    if permissions.reads_some_drafts(user):
        months = reverse("mes")
        current = request.path.startswith(months)
        items.insert(1, {"label": "Mes", "url": months, "current": current})
    if permissions.may_review_somewhere(user):
        review = reverse("revision_list")
        current = request.path.startswith(review)
        items.insert(1, {"label": "Revisión", "url": review, "current": current})
    board = reverse("tablero")
    entry = {"label": "Tablero", "url": board, "current": request.path.startswith(board)}
    if permissions.starts_at_tablero(user):
        # Their Inicio leads there: one entry for both.
        items[0] = entry
    else:
        items.insert(1, entry)
    ledgers = _ledgers(user, institucion)
    for each in ledgers:
        address = reverse("libro", args=[each.slug])
        label = "Libro" if len(ledgers) == 1 else f"Libro de {each.short_name}"
        items.append({"label": label, "url": address, "current": request.path == address})
    if user.is_superuser:
        items.append({"label": "Administración", "url": reverse("admin:index"), "current": False})
    return items

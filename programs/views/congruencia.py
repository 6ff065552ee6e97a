"""What does not agree in a quarter: one page, and the act of saying why something is right."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import AlteredCorte, DomainError
from programs.forms.congruencia import FindingForm
from programs.getters import trimestre_get
from programs.models import Trimestre
from programs.reading.addresses import findings_url
from programs.selectors.congruencia import QuarterFound, explainable, quarter_found
from programs.selectors.found import counted_words, found_key
from programs.services import congruencia as services
from programs.values.phrases import quarter_name
from programs.views.answers import ErrorTexts, answer_error, answer_saved, cleaned
from programs.views.crumbs import to_trimestre
from programs.views.methods import post_only
from programs.views.request import PersonRequest

LONGEST_PK = 18
READERS_ONLY = "Los hallazgos de un trimestre que no se cierra los lee quien trabaja en él."


@dataclass(frozen=True)
class Refused:
    """A reason that was not kept: of which finding, what was typed, and why not."""

    key: str
    reason: str
    errors: tuple[str, ...]


@require_safe
def congruencia(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show what does not agree in a quarter, and what was accepted with a reason."""
    return _page(request, _trimestre(request, slug, year, number))


def _page(
    request: PersonRequest, trimestre: Trimestre, refused: Refused | None = None
) -> HttpResponse:
    """Show the page; `refused` is the reason that was not kept, in its form."""
    programa, title = trimestre.programa, quarter_name(trimestre.number)
    context = {
        "programa": programa,
        "trimestre": trimestre,
        "title": title,
        "crumbs": [*to_trimestre(trimestre, title.capitalize()), {"label": "Congruencia"}],
        "refused": refused,
        "back": _back(request),
    }
    try:
        page = quarter_found(trimestre)
    except AlteredCorte as error:
        return render(request, "programs/congruencia.html", {**context, "refusal": str(error)})
    asked = _linea(request)
    page = page.about(asked) if asked else page
    opened = refused.key if refused else request.GET.get("abrir", "")
    explains = explainable(page, request.user)
    return render(
        request,
        "programs/congruencia.html",
        {
            **context,
            "page": page,
            "linea": asked,
            "all_url": findings_url(trimestre, back=_back(request)) if asked else "",
            "compared": counted_words(page.compared(asked)) if asked else "",
            "explains": explains,
            "writes": permissions.can_write_some(request.user, trimestre.programa.institucion),
            "opened": opened,
            "opened_area": _first_area(page, opened, explains),
        },
    )


def _first_area(page: QuarterFound, asked: str, mine: frozenset[str]) -> str | None:
    """Return the code of the área that is read first, None where nothing is open.

    That of the finding with the key `asked`; else the first with one of `mine`, what the person
    answers for; else the first.
    """
    for keys in (frozenset({asked}), mine):
        for group in page.groups:
            if any(each.key in keys for each in group.found):
                return group.code
    return page.groups[0].code if page.groups else None


def _linea(request: PersonRequest) -> int:
    """Return the only línea that is asked about, 0 for the whole informe."""
    asked = request.POST.get("linea", request.GET.get("linea", ""))
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_PK else 0


def _back(request: PersonRequest) -> str:
    """Return the page of this site that the person came from, "" for none or another site's."""
    asked = request.POST.get("volver", request.GET.get("volver", ""))
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else ""


def _of_quarter(request: PersonRequest, slug: str, year: int, number: int) -> str:
    return findings_url(_trimestre(request, slug, year, number))


@post_only(_of_quarter)
def hallazgo_accept(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Keep why something that was found in the quarter is right."""
    trimestre = _trimestre(request, slug, year, number)
    if not permissions.can_read_drafts(request.user, trimestre.programa.institucion):
        raise PermissionDenied(services.NOT_YOURS)  # only reads what is closed
    here = findings_url(trimestre, back=_back(request), linea=_linea(request))
    try:
        data = cleaned(FindingForm(request.POST))
        found = services.hallazgo_accept(trimestre.pk, **data, by=request.user, now=timezone.now())
    except ValidationError as error:
        return answer_error(
            request,
            error,
            here,
            page=lambda errors: _page(request, trimestre, _refused(request, errors)),
        )
    except DomainError as error:
        return answer_error(request, error, here)
    message = f"Quedó el motivo de {found.placed.place}."
    url = _back(request) or here  # its top, where the message stands
    return answer_saved(request, {}, url, message)


def _refused(request: PersonRequest, errors: ErrorTexts) -> Refused:
    code, subject, read = (
        request.POST.get(name, "") for name in ("code", "subject", "fingerprint")
    )
    texts = tuple(text for texts in errors.values() for text in texts)
    return Refused(found_key(code, subject, read), request.POST.get("reason", ""), texts)


def _trimestre(request: PersonRequest, slug: str, year: int, number: int) -> Trimestre:
    """Return a quarter of which the person reads the informe; 403 for who may not yet."""
    trimestre = trimestre_get(request.user, slug, year, number)
    request.institucion = trimestre.programa.institucion
    if not permissions.can_read_informe(request.user, trimestre):
        raise PermissionDenied(READERS_ONLY)
    return trimestre

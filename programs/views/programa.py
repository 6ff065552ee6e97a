"""The programmes of a person, and one of them to read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.enums import ProgramaStatus
from programs.getters import programa_get
from programs.reading.lessons import previous_of
from programs.selectors.programa import programa_page, programas_of
from programs.views.crumbs import to_programas
from programs.views.request import PersonRequest


@require_safe
def programa_list(request: PersonRequest) -> HttpResponse:
    """List the programmes of the person's institutions."""
    return render(request, "programs/programa_list.html", {"rows": programas_of(request.user)})


@require_safe
def programa_detail(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show a programme: quarters, ejes, líneas, tareas and calendar."""
    programa = programa_get(request.user, slug, year)
    request.institucion = programa.institucion
    page = programa_page(programa, request.user, timezone.localdate())
    plans = permissions.can_keep_structure(request.user, programa.institucion)
    return render(
        request,
        "programs/programa_detail.html",
        {
            "page": page,
            "programa": programa,
            "crumbs": [
                *to_programas(),
                {"label": f"{programa.institucion.short_name} {programa.exercise}"},
            ],
            "issues": programa.status == ProgramaStatus.APPROVED
            and permissions.can_issue(request.user, programa.institucion),
            "adapts": programa.status == ProgramaStatus.APPROVED
            and permissions.can_keep_structure(request.user, programa.institucion),
            "plans": plans,
            "writes": permissions.can_write_some(request.user, programa.institucion),
            "learns": plans
            and programa.status != ProgramaStatus.APPROVED
            and previous_of(programa) is not None,
            "reads_windows": permissions.can_read_windows(request.user, programa.institucion),
        },
    )

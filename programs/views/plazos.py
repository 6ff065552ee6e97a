"""The windows of a programa, its approval, and who validates in the Secretario's place."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.enums import QUARTERS, ProgramaStatus
from programs.errors import DomainError, Locked
from programs.forms.plazos import ApprovalForm, DueForm, ExtensionForm, PeriodForm, SecondForm
from programs.getters import programa_get
from programs.models import EntregaDeArea, Programa, Trimestre
from programs.models.versions import FIRST_VERSION
from programs.selectors.plan import meta_questions, plan_questions
from programs.selectors.plazos import (
    PlazosPage,
    Window,
    areas_that_report,
    days_off_of,
    plazos_page,
)
from programs.services import cierre, revision_plan
from programs.services.institucion import SECRETARIO_ONLY, second_validator_name
from programs.staff import can_name_second, second_choices
from programs.values.calendar_days import is_working_day
from programs.values.given import given
from programs.values.phrases import long_date
from programs.views.answers import Compared, answer_error, answer_saved, cleaned
from programs.views.crumbs import to_programa
from programs.views.methods import post_only
from programs.views.request import PersonRequest

KEEPERS_ONLY = "Las fechas y la aprobación las registra Planeación."
# Of the four forms, only one is drawn with what was sent: (kind, quarter).
Sent = tuple[str, int]


@require_safe
def plazos(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show the four quarters with their dates to who keeps or follows them."""
    programa = _programa(request, slug, year)
    if not permissions.can_read_windows(request.user, programa.institucion):
        raise PermissionDenied("Los plazos los ven Planeación y el Secretario Técnico.")
    return _page(request, programa)


def _of_plazos(request: PersonRequest, slug: str, year: int, number: int | None = None) -> str:
    programa = _programa(request, slug, year)
    address = reverse("plazos", args=programa.place)
    if number is None:
        return address
    if number not in QUARTERS:
        raise Http404
    return f"{address}#trimestre-{number}"


@post_only(_of_plazos)
def window_open(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Open the capture of a quarter with its deadline."""

    def run(trimestre: Trimestre, data: dict) -> str:
        saved = cierre.trimestre_open(
            trimestre.pk,
            due_on=data["due_on"],
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        )
        return f"Se abrió el {trimestre.full_name}. {_due_words(saved)}"

    return _change(request, slug, year, number, "due", run)


@post_only(_of_plazos)
def window_move(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Move the deadline of a quarter."""

    def run(trimestre: Trimestre, data: dict) -> str:
        saved = cierre.trimestre_move(
            trimestre.pk,
            due_on=data["due_on"],
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        )
        return f"La fecha del {trimestre.full_name} cambió. {_due_words(saved)}"

    return _change(request, slug, year, number, "due", run)


@post_only(_of_plazos)
def window_extend(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Give one área more days in a quarter."""

    def run(trimestre: Trimestre, data: dict) -> str:
        entrega = cierre.entrega_extend(
            trimestre_pk=trimestre.pk,
            area_pk=data["area"].pk,
            until=data["until"],
            reason=data["reason"],
            by=request.user,
            now=timezone.now(),
            version=data["read"].get(data["area"].pk, FIRST_VERSION),
        )
        return f"{entrega.area} tiene prórroga hasta el {long_date(given(entrega.extended_to))}."

    return _change(request, slug, year, number, "extension", run)


@post_only(_of_plazos)
def programa_approve(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Record the approval of the PTA, which locks its structure."""
    programa = _programa(request, slug, year)
    back = reverse("plazos", args=[slug, year])
    form = _approval_form(programa, request.POST)
    try:
        _require_keeper(request, programa)
        data = cleaned(form)
        revision_plan.programa_approve(
            programa.pk,
            agreement=data["agreement"],
            session=data["session"],
            approved_on=data["approved_on"],
            reasons=form.reasons,
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        )
    except (DomainError, ValidationError) as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: _page(request, programa, ("approval", 0), _with(form, errors)),
        )
    return answer_saved(request, {}, back, "El programa quedó aprobado. Su estructura no cambia.")


@post_only(_of_plazos)
def second_name(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Name who validates what the Secretario Técnico submitted; only they do."""
    programa = _programa(request, slug, year)
    back = f"{reverse('plazos', args=[slug, year])}#segunda-persona"
    form = _second_form(programa, request.POST)
    try:
        if not can_name_second(request.user, programa.institucion):
            raise Locked(SECRETARIO_ONLY)
        data = cleaned(form)
        saved = second_validator_name(
            programa.institucion_id,
            person=data["person"],
            seen=data["seen"],
            by=request.user,
            now=timezone.now(),
        )
    except (DomainError, ValidationError) as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: _page(request, programa, ("second", 0), _with(form, errors)),
        )
    named = saved.second_validator
    message = f"La segunda persona que valida es {named}." if named else "Nadie más valida."
    return answer_saved(request, {}, back, message)


def _second_form(programa: Programa, data: QueryDict | None = None) -> SecondForm:
    """Return the form of the second person, with the one of now."""
    now = programa.institucion.second_validator_id
    return SecondForm(
        data,
        people=second_choices(programa.institucion),
        initial={"person": now, "seen": now},
        auto_id="second-%s",
        action=reverse("second_name", args=programa.place),
        button="Guardar a la segunda persona",
    )


def _change(
    request: PersonRequest,
    slug: str,
    year: int,
    number: int,
    kind: str,
    run: Callable[[Trimestre, dict], str],
) -> HttpResponse:
    """Run one change of a quarter's dates; a refusal draws the page with what was typed."""
    programa = _programa(request, slug, year)
    page = plazos_page(programa)
    window = next((w for w in page.windows if w.row.number == number), None)
    if window is None:
        raise Http404
    back = f"{reverse('plazos', args=[slug, year])}#trimestre-{number}"
    form = _form(kind, programa, window, request.POST)
    try:
        _require_keeper(request, programa)
        message = run(window.row, cleaned(form))
    except (DomainError, ValidationError) as error:
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: _page(request, programa, (kind, number), _with(form, errors)),
            compared=Compared(form, _extension_of, _read_of) if kind == "extension" else None,
        )
    return answer_saved(request, {}, back, message)


def _extension_of(entrega: EntregaDeArea) -> dict[str, object]:
    """Return the extension of an área, by the fields of its form."""
    until, reason = entrega.extended_to, entrega.extension_reason
    return {"area": entrega.area, "until": until, "reason": reason}


def _read_of(entrega: EntregaDeArea) -> dict[str, str]:
    """Return what a form of its extension has read."""
    return {"read": f"{entrega.area_id}:{entrega.version}"}


def _programa(request: PersonRequest, slug: str, year: int) -> Programa:
    """Return a programa that the person may see, and name its institution in the header."""
    programa = programa_get(request.user, slug, year)
    request.institucion = programa.institucion
    return programa


def _require_keeper(request: PersonRequest, programa: Programa) -> None:
    if not permissions.can_keep_windows(request.user, programa.institucion):
        raise Locked(KEEPERS_ONLY)


def _with(form: PeriodForm, errors: dict[str, list[str]]) -> PeriodForm:
    """Put what a service refused in the form that was sent."""
    if not form.errors:
        for name, texts in errors.items():
            for text in texts:
                form.add_error(name if name in form.fields else None, text)
    return form


def _page(
    request: PersonRequest,
    programa: Programa,
    sent: Sent | None = None,
    form: PeriodForm | None = None,
) -> HttpResponse:
    page = plazos_page(programa)
    keeps = permissions.can_keep_windows(request.user, programa.institucion)
    context = {
        "page": page,
        "programa": programa,
        "keeps": keeps,
        "form": form,
        "approval_form": _approval(page, sent, form) if keeps else None,
        "second_form": _second(request, programa, sent, form),
        "windows": [_with_forms(programa, window, keeps, sent, form) for window in page.windows],
        "crumbs": [
            *to_programa(programa),
            {"label": "Plazos"},
        ],
    }
    return render(request, "programs/plazos.html", context)


def _with_forms(
    programa: Programa, window: Window, keeps: bool, sent: Sent | None, form: PeriodForm | None
) -> dict:
    """Return a window with the forms that can be sent now."""
    forms: dict[str, object] = {
        "window": window,
        "due_form": None,
        "extension_form": None,
        "open_extension": False,
    }
    if not keeps or not (window.can_open or window.is_open):
        return forms
    kinds = ("due", "extension") if window.is_open else ("due",)
    for kind in kinds:
        mine = sent == (kind, window.row.number)
        forms[f"{kind}_form"] = form if mine else _form(kind, programa, window)
        if mine and kind == "extension":
            forms["open_extension"] = True
    return forms


def _form(
    kind: str, programa: Programa, window: Window, data: QueryDict | None = None
) -> PeriodForm:
    number, row = window.row.number, window.row
    place = [*programa.place, number]
    if kind == "extension":
        return ExtensionForm(
            data,
            areas=areas_that_report(programa),
            example=window.example_until,
            initial={"version": row.version, "read": window.entregas_read},
            auto_id=f"t{number}-extension-%s",
            action=reverse("window_extend", args=place),
            button="Dar la prórroga",
        )
    opens = window.can_open
    return DueForm(
        data,
        initial={"version": row.version, "due_on": row.due_on or window.suggested},
        auto_id=f"t{number}-due-%s",
        action=reverse("window_open" if opens else "window_move", args=place),
        button=f"Abrir el {window.title}" if opens else "Mover la fecha límite",
    )


def _second(
    request: PersonRequest, programa: Programa, sent: Sent | None, form: PeriodForm | None
) -> PeriodForm | None:
    if not can_name_second(request.user, programa.institucion):
        return None
    return form if sent == ("second", 0) else _second_form(programa)


def _approval(page: PlazosPage, sent: Sent | None, form: PeriodForm | None) -> PeriodForm | None:
    if page.programa.status != ProgramaStatus.REVIEW:
        return None
    if sent == ("approval", 0):
        return form
    return _approval_form(page.programa)


def _approval_form(programa: Programa, data: QueryDict | None = None) -> ApprovalForm:
    """Return the form of the approval, which asks of the metas what does not agree."""
    return ApprovalForm.of(
        programa,
        data,
        questions=meta_questions(plan_questions(programa)),
        action=reverse("programa_approve", args=programa.place),
        button=f"Registrar la aprobación del programa {programa.exercise}",
    )


def _due_words(trimestre: Trimestre) -> str:
    """Say until when, and warn of a deadline on a day without work."""
    day = given(trimestre.due_on)
    words = f"Vence el {long_date(day)}"
    if not is_working_day(day, days_off_of(trimestre.programa.institucion)):
        words += ", que es inhábil"
    return f"{words}."

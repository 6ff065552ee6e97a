"""What a reviewer does to an área's quarter: observations, validation of a línea, the verdict."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from programs.enums import SeccionKind
from programs.errors import EXPIRED, DomainError
from programs.forms.captura import VersionedForm
from programs.getters import (
    avance_get,
    avance_of,
    bloque_get,
    cantidad_get,
    entrega_holding,
    figura_get,
    marca_get,
    seccion_of,
)
from programs.models import Bloque, EntregaDeArea, User
from programs.selectors.observaciones import Part
from programs.services import revision
from programs.values.given import given
from programs.views.answers import answer_error, answer_saved
from programs.views.methods import post_only
from programs.views.request import PersonRequest
from reports.review.access import (
    entrega_or_404,
    observacion_or_404,
    require_reviewer,
)
from reports.review.address import Opened, number_of, revision_url
from reports.review.forms import ObservacionForm, proposes_text
from reports.review.parts import BLOCK, FIGURE, KEY, QUANTITY, part_anchor, part_key
from reports.review.views import revision_answer

REFUSED = (DomainError, ValidationError)
REMOVED = "Observación quitada."
PART_GETTERS: dict[str, Callable[[User, int], Part]] = {
    BLOCK: bloque_get,
    FIGURE: figura_get,
    QUANTITY: cantidad_get,
}


def _of_review(request: PersonRequest, slug: str, year: int, number: int, code: str) -> str:
    return revision_url(entrega_or_404(request, slug, year, number, code))


def _of_observacion(request: PersonRequest, pk: int) -> str:
    row = observacion_or_404(request, pk)
    return revision_url(given(row.entrega), Opened.at(row).query, f"observacion-{pk}")


def _of_entry(request: PersonRequest, pk: int) -> str:
    avance = avance_get(request.user, pk)
    entrega = entrega_holding(request.user, avance.trimestre_id, avance.linea.area_id)
    require_reviewer(request, entrega)
    return revision_url(entrega, Opened(linea=avance.linea_id).query)


@post_only(_of_review)
def observacion_add(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Write an observation at the part that the form names."""
    entrega = entrega_or_404(request, slug, year, number, code)
    opened = Opened.by_form(request.POST)
    part = _part_or_404(request, opened.observing)
    target = _target_or_404(request, entrega, opened)
    back = revision_url(entrega, opened.query, part_anchor(opened.observing))
    form = ObservacionForm(
        request.POST,
        proposes=proposes_text(part if isinstance(part, Bloque) else None),
        new=True,
        cancel=back,
    )

    def act() -> None:
        data = _valid(form)
        if not data["key"]:
            raise DomainError(EXPIRED)
        revision.observacion_add(
            trimestre_pk=entrega.trimestre_id,
            area_pk=entrega.area_id,
            target=target,
            part=part,
            text=data["text"],
            proposed=data.get("proposed", ""),
            key=data["key"],
            by=request.user,
            now=timezone.now(),
        )

    return _answer(
        request,
        entrega,
        opened,
        act,
        back,
        "Observación guardada. Solo la ven quienes revisan, hasta que envíe el veredicto.",
        form=form,
    )


@post_only(_of_observacion)
def observacion_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change an observation that was not sent."""
    row = observacion_or_404(request, pk)
    opened = Opened.at(row)
    back = revision_url(given(row.entrega), opened.query, f"observacion-{pk}")
    form = ObservacionForm(request.POST, proposes=proposes_text(row.bloque), new=False, cancel=back)

    def act() -> None:
        data = _valid(form)
        revision.observacion_edit(
            pk,
            text=data["text"],
            proposed=data.get("proposed", ""),
            by=request.user,
            now=timezone.now(),
            version=_required(data["version"]),
        )

    opened = replace(opened, editing=pk)
    return _answer(
        request, given(row.entrega), opened, act, back, "Observación cambiada.", form=form
    )


@post_only(_of_observacion)
def observacion_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take away an observation that was not sent; who asks again goes where its page says."""
    try:
        row = observacion_or_404(request, pk)
    except Http404:
        return answer_saved(request, {}, _place_or_404(request), REMOVED)
    opened = Opened.at(row)
    back = revision_url(given(row.entrega), opened.query, part_anchor(part_key(row)))

    def act() -> None:
        version = _version(request)
        revision.observacion_remove(pk, by=request.user, now=timezone.now(), version=version)

    return _answer(request, given(row.entrega), opened, act, back, REMOVED)


@post_only(_of_observacion)
def observacion_resolve(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that what was observed is settled."""
    row = observacion_or_404(request, pk)
    opened = Opened.at(row)
    back = revision_url(given(row.entrega), opened.query, "observaciones")

    def act() -> None:
        version = _version(request)
        revision.observacion_resolve(pk, by=request.user, now=timezone.now(), version=version)

    return _answer(request, given(row.entrega), opened, act, back, "Observación resuelta.")


@post_only(_of_review)
def observaciones_resolve(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Say that all the observations that the page shows as sent are settled."""
    entrega = entrega_or_404(request, slug, year, number, code)
    opened = Opened.by_form(request.POST)
    back = revision_url(entrega, opened.query, "observaciones")

    def act() -> None:
        revision.observaciones_resolve(
            trimestre_pk=entrega.trimestre_id,
            area_pk=entrega.area_id,
            versions=_versions(request),
            by=request.user,
            now=timezone.now(),
        )

    return _answer(request, entrega, opened, act, back, "Observaciones resueltas.")


@post_only(_of_entry)
def avance_validate(request: PersonRequest, pk: int) -> HttpResponse:
    """Validate one línea and go on to the next one that waits."""
    avance = avance_get(request.user, pk)
    entrega = entrega_holding(request.user, avance.trimestre_id, avance.linea.area_id)
    require_reviewer(request, entrega)

    def act() -> None:
        version = _version(request)
        revision.avance_validate(pk, by=request.user, now=timezone.now(), version=version)

    message = f"Línea validada: {avance.linea.title[:120]}"
    opened = Opened(linea=avance.linea_id)
    return _answer(request, entrega, opened, act, revision_url(entrega), message)


@post_only(_of_review)
def entrega_return(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Send the verdict: back to the área, with every pending observation."""
    done = "Devuelto a {area} con sus observaciones."
    return _verdict(request, (slug, year, number, code), "return", revision.entrega_return, done)


@post_only(_of_review)
def entrega_validate(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Send the verdict: validated, with all its líneas."""
    done = "Se validó el trimestre de {area}."
    return _verdict(
        request, (slug, year, number, code), "validate", revision.entrega_validate, done
    )


def _verdict(
    request: PersonRequest, names: tuple, verdict: str, service: Callable[..., object], done: str
) -> HttpResponse:
    """Give a verdict, which is also the one that the form chose, to a submission."""
    entrega = entrega_or_404(request, *names)

    def act() -> None:
        version = _version(request)
        if request.POST.get("verdict") != verdict:
            raise DomainError("Elija el veredicto antes de enviarlo.")
        service(
            trimestre_pk=entrega.trimestre_id,
            area_pk=entrega.area_id,
            by=request.user,
            now=timezone.now(),
            version=version,
        )

    message = done.format(area=entrega.area.name)
    return _answer(request, entrega, Opened(), act, reverse("revision_list"), message)


def _answer(
    request: PersonRequest,
    entrega: EntregaDeArea,
    opened: Opened,
    act: Callable[[], None],
    back: str,
    message: str,
    *,
    form: ObservacionForm | None = None,
) -> HttpResponse:
    """Act, then go back with a message; or draw what was `opened` with what was refused."""
    try:
        act()
    except REFUSED as error:

        def page(errors: dict[str, list[str]]) -> HttpResponse:
            texts = [] if form is not None and form.errors else sum(errors.values(), [])
            return revision_answer(request, entrega, opened, form=form, errors=texts)

        return answer_error(request, error, back, page=page)
    return answer_saved(request, {}, back, message)


def _valid(form: ObservacionForm) -> dict:
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.cleaned_data


def _version(request: PersonRequest) -> int:
    """Return the version that the page names; `DomainError` without one."""
    form = VersionedForm(request.POST)
    return _required(form.cleaned_data["version"] if form.is_valid() else None)


def _required(number: int | None) -> int:
    if number is None:
        raise DomainError(EXPIRED)
    return number


def _versions(request: PersonRequest) -> dict[int, int]:
    """Return {observation: version} as the page names them, "5:2"; `DomainError` without any."""
    pairs = [text.partition(":") for text in request.POST.getlist("observacion")]
    found = {_required(number_of(pk)): _required(number_of(version)) for pk, _, version in pairs}
    if not found:
        raise DomainError(EXPIRED)
    return found


def _place_or_404(request: PersonRequest) -> str:
    """Return the address of the review from which a form came, which the person must review."""
    place = request.POST.get("en", "")
    try:
        named = resolve(urlsplit(place).path)
    except (Resolver404, ValueError):
        raise Http404 from None
    if named.url_name != "revision_detail":
        raise Http404
    try:
        require_reviewer(request, entrega_or_404(request, *named.kwargs.values()))
    except PermissionDenied:
        raise Http404 from None  # as of every observation that they may not know of
    return place


def _part_or_404(request: PersonRequest, key: str) -> Part | None:
    """Return the row that a key names, None for the whole línea."""
    found = KEY.fullmatch(key)
    if not found:
        raise Http404
    kind, pk, tarea, month = found.groups()
    if kind:
        return PART_GETTERS[kind](request.user, int(pk))
    if tarea:
        return marca_get(request.user, int(tarea), int(month))
    return None


def _target_or_404(
    request: PersonRequest, entrega: EntregaDeArea, opened: Opened
) -> revision.Target:
    """Return the línea's entry, the section, or the submission, which the form names."""
    if opened.months:
        return entrega
    if opened.section:
        return seccion_of(request.user, entrega, SeccionKind.PRESENTATION)
    return avance_of(request.user, *entrega.trimestre.place, opened.linea)

"""What a reviewer does to an área's quarter: observations, validation of a línea, the verdict."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from programs import permissions
from programs.enums import BlockKind, SeccionKind
from programs.errors import DomainError
from programs.forms.captura import VersionedForm
from programs.getters import (
    avance_get,
    avance_of,
    bloque_get,
    cantidad_get,
    entrega_by_pk,
    entrega_holding,
    figura_get,
    marca_get,
    observacion_get,
    seccion_of,
)
from programs.models import AvanceTrimestral, Bloque, EntregaDeArea, Observacion, Seccion
from programs.services import revision
from programs.views.answers import answer_error, answer_saved
from reports.review.forms import EXPIRED, ObservacionForm
from reports.review.page import part_key
from reports.review.views import (
    entrega_or_404,
    number_of,
    part_anchor,
    require_reviewer,
    revision_answer,
    revision_url,
)

REFUSED = (DomainError, ValidationError)
PART = re.compile(r"(?:(bloque|figura|cantidad)-(\d{1,18})|mes-(\d{1,18})-(\d{1,2})|todo)")
PARTS = {"bloque": bloque_get, "figura": figura_get, "cantidad": cantidad_get}


@require_POST
def observacion_add(
    request: HttpRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Write an observation at the part that the form names."""
    entrega = entrega_or_404(request, slug, year, number, code)
    request.GET = _asked(request)
    key = request.GET.get("observar", "")
    part = _part_or_404(request, key)
    target = _target_or_404(request, entrega)
    text_block = isinstance(part, Bloque) and part.kind == BlockKind.TEXT
    back = _back_query(request)
    form = ObservacionForm(
        request.POST,
        proposes=text_block,
        new=True,
        cancel=revision_url(entrega, back, part_anchor(key)),
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
        act,
        revision_url(entrega, back, part_anchor(key)),
        "Observación guardada. Solo la ven quienes revisan, hasta que envíe el veredicto.",
        form=form,
    )


@require_POST
def observacion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an observation that was not sent."""
    row = _observacion_or_404(request, pk)
    text_block = bool(row.bloque and row.bloque.kind == BlockKind.TEXT)
    back = revision_url(row.entrega, _row_query(row), f"observacion-{pk}")
    form = ObservacionForm(request.POST, proposes=text_block, new=False, cancel=back)

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

    return _answer(request, row.entrega, act, back, "Observación cambiada.", form=form, row=row)


@require_POST
def observacion_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away an observation that was not sent."""
    row = _observacion_or_404(request, pk)
    back = revision_url(row.entrega, _row_query(row), part_anchor(part_key(row)))

    def act() -> None:
        revision.observacion_remove(pk, by=request.user, now=timezone.now())

    return _answer(request, row.entrega, act, back, "Observación quitada.", row=row)


@require_POST
def observacion_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that what was observed is settled."""
    row = _observacion_or_404(request, pk)
    back = revision_url(row.entrega, _row_query(row), "observaciones")

    def act() -> None:
        version = _version(request)
        revision.observacion_resolve(pk, by=request.user, now=timezone.now(), version=version)

    return _answer(request, row.entrega, act, back, "Observación resuelta.", row=row)


@require_POST
def avance_validate(request: HttpRequest, pk: int) -> HttpResponse:
    """Validate one línea and go on to the next one that waits."""
    avance = avance_get(request.user, pk)
    entrega = entrega_holding(request.user, avance.trimestre_id, avance.linea.area_id)
    require_reviewer(request, entrega)

    def act() -> None:
        version = _version(request)
        revision.avance_validate(pk, by=request.user, now=timezone.now(), version=version)

    request.GET = QueryDict(f"linea={avance.linea_id}")
    message = f"Línea validada: {avance.linea.title[:120]}"
    return _answer(request, entrega, act, revision_url(entrega), message)


@require_POST
def entrega_return(
    request: HttpRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Send the verdict: back to the área, with every pending observation."""
    done = "Devuelto a {area} con sus observaciones."
    return _verdict(request, (slug, year, number, code), revision.entrega_return, done)


@require_POST
def entrega_validate(
    request: HttpRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Send the verdict: validated, with all its líneas."""
    done = "Se validó el trimestre de {area}."
    return _verdict(request, (slug, year, number, code), revision.entrega_validate, done)


def _verdict(request: HttpRequest, names: tuple, service: Callable, done: str) -> HttpResponse:
    entrega = entrega_or_404(request, *names)

    def act() -> None:
        version = _version(request)
        if request.POST.get("verdict") != service.__name__.removeprefix("entrega_"):
            raise DomainError("Elija el veredicto antes de enviarlo.")
        service(
            trimestre_pk=entrega.trimestre_id,
            area_pk=entrega.area_id,
            by=request.user,
            now=timezone.now(),
            version=version,
        )

    message = done.format(area=entrega.area.name)
    return _answer(request, entrega, act, reverse("revision_list"), message)


def _answer(
    request: HttpRequest,
    entrega: EntregaDeArea,
    act: Callable[[], None],
    back: str,
    message: str,
    *,
    form: ObservacionForm | None = None,
    row: Observacion | None = None,
) -> HttpResponse:
    """Act, then go back with a message; or draw the page again with what was refused."""
    if row is not None:
        query = _row_query(row)
        request.GET = QueryDict(f"{query}&editar={row.pk}" if form else query)
    try:
        act()
    except REFUSED as error:

        def page(errors: dict[str, list[str]]) -> HttpResponse:
            texts = [] if form is not None and form.errors else sum(errors.values(), [])
            return revision_answer(request, entrega, form=form, errors=texts)

        return answer_error(request, error, back, page=page)
    return answer_saved(request, {}, back, message)


def _valid(form: ObservacionForm) -> dict:
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.cleaned_data


def _version(request: HttpRequest) -> int:
    """Return the version that the page names; `ValidationError` without one."""
    form = VersionedForm(request.POST)
    if not form.is_valid():
        raise DomainError(EXPIRED)
    return form.cleaned_data["version"]


def _required(version: int | None) -> int:
    if version is None:
        raise DomainError(EXPIRED)
    return version


def _observacion_or_404(request: HttpRequest, pk: int) -> Observacion:
    """Return an observation of an institution that the person reviews.

    404 for everyone else, members too: whether something was observed and not sent is not theirs
    to know.
    """
    institutions = permissions.reviewed_institucion_ids(request.user)
    rows = Observacion.objects.filter(entrega__trimestre__programa__institucion__in=institutions)
    row = observacion_get(request.user, pk, rows.select_related("bloque", "marca"))
    row.entrega = entrega_by_pk(request.user, row.entrega_id)
    return row


def _part_or_404(request: HttpRequest, key: str) -> Model | None:
    """Return the row that a key names, None for the whole línea."""
    found = PART.fullmatch(key)
    if not found:
        raise Http404
    kind, pk, tarea, month = found.groups()
    if kind:
        return PARTS[kind](request.user, int(pk))
    if tarea:
        return marca_get(request.user, int(tarea), int(month))
    return None


def _target_or_404(request: HttpRequest, entrega: EntregaDeArea) -> AvanceTrimestral | Seccion:
    """Return the línea's entry or the section that the form names."""
    if "seccion" in request.GET:
        return seccion_of(request.user, entrega, SeccionKind.PRESENTATION)
    linea = number_of(request.GET.get("linea", ""))
    return avance_of(request.user, entrega.trimestre, linea)


def _asked(request: HttpRequest) -> QueryDict:
    """Return where the form was open, as the address of its page says it."""
    asked = QueryDict(mutable=True)
    owner = "linea" if request.POST.get("linea") else "seccion"
    for name in (owner, "observar"):
        if request.POST.get(name):
            asked[name] = request.POST[name]
    return asked


def _back_query(request: HttpRequest) -> str:
    """Return the query of the page without the form that was open."""
    kept = request.GET.copy()
    for name in ("observar", "editar"):
        kept.pop(name, None)
    return kept.urlencode()


def _row_query(row: Observacion) -> str:
    return f"linea={row.avance.linea_id}" if row.avance_id else "seccion=1"

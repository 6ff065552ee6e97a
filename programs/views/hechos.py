"""Hechos: recorded, pasted, changed and taken away beside a línea."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import EXPIRED, DomainError
from programs.forms.hechos import (
    HechoEditForm,
    NewHechoForm,
    initial_of,
    new_token,
    paste_form,
    token_of,
)
from programs.getters import (
    avance_get,
    hecho_get,
    hecho_gone,
)
from programs.models import AvanceTrimestral, Hecho, Trimestre
from programs.reading.addresses import capture_url
from programs.reading.hechos import kinds_of
from programs.received.hecho_rows import HechoRow, PastedHechos
from programs.selectors.hecho_pages import fold_anchor, pages_named
from programs.selectors.hechos import hecho_page, pasted_hechos, pasted_moves
from programs.services import captura, hechos
from programs.values.checks.hechos import hecho_anchor
from programs.values.hechos.kinds import HechoKind
from programs.values.phrases import quarter_name
from programs.values.quoted import in_quotes
from programs.values.windows import why_closed
from programs.views.answers import (
    Compared,
    answer_error,
    answer_saved,
    cleaned,
    version_of,
)
from programs.views.captura import avance_page, avance_url
from programs.views.crumbs import to_own_part
from programs.views.methods import post_only
from programs.views.request import PersonRequest

REFUSED = (DomainError, ValidationError)


def _of_entry(request: PersonRequest, pk: int, hecho: int = 0) -> str:
    return avance_url(avance_get(request.user, pk), "hechos")


def _of_hecho(request: PersonRequest, pk: int) -> str:
    hecho_get(request.user, pk)
    return reverse("hecho_edit", args=[pk])


def _kind(avance: AvanceTrimestral, key: object) -> HechoKind:
    """Return the kind that a form names; `DomainError` for one that nobody uses."""
    for kind in kinds_of(avance.trimestre.programa.institucion_id):
        if kind.key == key:
            return kind
    raise DomainError(hechos.NO_KIND)


@post_only(_of_entry)
def hecho_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Record a hecho that was typed, or one that was found in the text."""
    avance = avance_get(request.user, pk)
    back = avance_url(avance, "hechos")
    form: NewHechoForm | None = None
    try:
        captura.writer_check(avance, by=request.user)
        form = NewHechoForm(_kind(avance, request.POST.get("kind")), request.POST)
        data = cleaned(form)
        saved = hechos.hecho_add(
            pk,
            key=data["key"],
            data=form.data_of(),
            counts="counts" in request.POST,
            by=request.user,
            now=timezone.now(),
        )
    except REFUSED as error:
        typed = form

        def page(errors: Mapping[str, list[str]]) -> HttpResponse:
            return avance_page(request, avance, hecho=typed, errors=_told(errors, typed))

        return answer_error(request, error, back, page=page if typed else None)
    there = avance_url(avance, hecho_anchor(saved.pk))
    return answer_saved(request, {}, there, f"Se registró {in_quotes(saved.name)}.")


def _told(errors: Mapping[str, list[str]], form: NewHechoForm | None) -> list[dict[str, str]]:
    """Return errors for the summary of the page, each with the place of its field."""
    found = []
    for name, texts in errors.items():
        known = form is not None and name in form.fields
        if form is not None and known:
            for text in texts:
                if text not in form.errors.get(name, []):
                    form.add_error(name, text)
        target = f"hecho-{form.kind.key}-{name}" if form and known else "hechos"
        found += [{"text": text, "target": target} for text in texts]
    return found


@post_only(_of_entry)
def hecho_link(request: PersonRequest, pk: int, hecho: int) -> HttpResponse:
    """Say whether a hecho counts in a línea."""
    avance = avance_get(request.user, pk)
    back = avance_url(avance, "hechos")
    # "1:12=3>4": whether it counts, and the change of the quantity that the button told.
    chosen, told_so, agreed = request.POST.get("counts", "").partition(":")
    counts = chosen == "1"
    try:
        if chosen not in ("0", "1"):
            raise DomainError(EXPIRED)  # what says neither is no "no"
        moved = hechos.hecho_link(
            pk,
            hecho,
            counts=counts,
            by=request.user,
            now=timezone.now(),
            agreed=agreed if told_so else None,
        )
    except REFUSED as error:
        return answer_error(request, error, back)
    words = "El hecho cuenta en esta línea." if counts else "El hecho ya no cuenta en esta línea."
    told = " ".join([words, *(each.sentence for each in moved)])
    pages = pages_named(request.POST.dict())
    there = capture_url(avance.trimestre, avance.linea_id, hecho_anchor(hecho), pages)
    return answer_saved(request, {}, there, told)


@post_only(_of_entry)
def hechos_paste(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what a paste would record; with the button of that page, record it."""
    avance = avance_get(request.user, pk)
    back = avance_url(avance, "hechos")
    try:
        captura.writer_check(avance, by=request.user)
        kind = _kind(avance, request.POST.get("kind"))
    except REFUSED as error:
        return answer_error(request, error, back)
    form = paste_form(kind, request.POST)
    token = token_of(request.POST.get("token", ""))
    leave_out = "leave_out" in request.POST
    read: PastedHechos | None = None
    rows: list[HechoRow] = []

    def page(errors: Mapping[str, Sequence[str]] = MappingProxyType({})) -> HttpResponse:
        if not form.errors:
            for text in errors.get(NON_FIELD_ERRORS, ()):
                form.add_error("rows", text)
        context = {
            "kind": kind,
            "form": form,
            "read": read,
            "rows": rows,
            "leave_out": leave_out,
            "token": token,
            "back": back,
            "moves": pasted_moves(avance, rows) if rows else (),
        }
        return part_page(request, avance, "programs/hechos_pegado.html", "Pegar hechos", context)

    def seen(text: str) -> list[HechoRow]:
        nonlocal read
        read = pasted_hechos(avance, text, kind)
        usable = read.usable(leave_out=leave_out)
        hechos.room_check(avance, len(usable))
        return usable

    try:
        if "save" not in request.POST:
            rows = form.read(seen)
            return page()
        made = form.read(
            lambda text: hechos.hechos_paste(
                pk,
                text,
                kind_key=kind.key,
                token=token,
                by=request.user,
                now=timezone.now(),
                leave_out=leave_out,
            )
        )
    except REFUSED as error:
        if isinstance(error, hechos.SentBefore):
            token = new_token()  # what is missing is recorded with a form of its own
        return answer_error(request, error, back, page=page)
    words = "Se registró 1 hecho." if len(made) == 1 else f"Se registraron {len(made)} hechos."
    left = " Los renglones repetidos quedaron fuera." if leave_out else ""
    # The first of them may stand on any page of the list.
    there = avance_url(avance, hecho_anchor(made[0].pk)) if made else back
    return answer_saved(request, {}, there, f"{words}{left}")


@require_safe
def hecho_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one hecho to who may change it; who only reads goes to its row of the register."""
    try:
        hecho = hecho_get(request.user, pk)
    except Http404:
        there = _list_of_gone(request, pk)
        messages.warning(request, hechos.GONE)
        return redirect(there)
    user = request.user
    writes = user.is_superuser or permissions.can_capture_for(user, hecho.area)
    if not writes or why_closed(hecho.trimestre):
        return redirect(f"{register_url(hecho)}?hecho={pk}#hecho-{pk}")
    return _edit_page(request, hecho)


def _edit_page(
    request: PersonRequest, hecho: Hecho, form: HechoEditForm | None = None
) -> HttpResponse:
    page = hecho_page(hecho)
    kind = page.value.kind
    linea = _linea_of(request) or page.first
    back = register_url(hecho)
    if linea:
        back = capture_url(hecho.trimestre, linea, hecho_anchor(hecho.pk))
    title = quarter_name(hecho.trimestre.number).capitalize()
    request.institucion = hecho.trimestre.programa.institucion
    context = {
        "hecho": hecho,
        "page": page,
        "form": form or HechoEditForm(kind, initial=initial_of(page.value, hecho.version)),
        "back": back,
        "query": _query(request),
        "locked": hechos.why_hecho_locked(hecho),
        "crumbs": [
            *to_own_part(hecho.trimestre, hecho.area.code, title),
            {"label": kind.name},
        ],
    }
    return render(request, "programs/hecho.html", context)


@post_only(_of_hecho)
def hecho_save(request: PersonRequest, pk: int) -> HttpResponse:
    """Save what a hecho says; every línea in which it counts follows."""
    try:
        hecho = hecho_get(request.user, pk)
    except Http404:
        there = _list_of_gone(request, pk)
        return answer_error(request, DomainError(hechos.GONE), there)
    form = HechoEditForm(hecho.kind.value, request.POST)
    back = reverse("hecho_edit", args=[pk]) + _query(request)
    try:
        hechos.hecho_check(hecho, by=request.user)
        data = cleaned(form)
        saved = hechos.hecho_update(
            pk,
            data=form.data_of(),
            by=request.user,
            version=data["version"],
            now=timezone.now(),
        )
    except REFUSED as error:
        if gone := hecho_gone(request.user, pk):  # another tab, in the same instant
            return answer_error(request, error, _list_of(request, gone[0]))
        return answer_error(
            request,
            error,
            back,
            page=lambda errors: _edit_page(request, hecho, form),
            compared=Compared(form, lambda row: initial_of(row.value(), row.version)),
        )
    return answer_saved(request, {"version": saved.version}, back, "Se guardó el hecho.")


@post_only(_of_hecho)
def hecho_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a hecho away. A second time, when it is gone already, says so."""
    if gone := hecho_gone(request.user, pk):
        trimestre, name = gone
    else:
        hecho = hecho_get(request.user, pk)
        trimestre, name = hecho.trimestre, hecho.name
        try:
            hechos.hecho_remove(
                pk, by=request.user, version=version_of(request), now=timezone.now()
            )
        except REFUSED as error:
            if not hecho_gone(request.user, pk):  # another tab may have been first
                there = reverse("hecho_edit", args=[pk]) + _query(request)
                return answer_error(request, error, there)
    words = f"Se quitó {in_quotes(name)}. Su historial se conserva."
    return answer_saved(request, {}, _list_of(request, trimestre), words)


def _list_of_gone(request: PersonRequest, pk: int) -> str:
    """Return where a hecho stood that was taken away; `Http404` for any other."""
    gone = hecho_gone(request.user, pk)
    if gone is None:
        raise Http404
    return _list_of(request, gone[0])


def _list_of(request: PersonRequest, trimestre: Trimestre) -> str:
    """Return the list in which a hecho that is gone stood, at its page; else the register."""
    linea = _linea_of(request)
    if not linea:
        return reverse("hechos_register", args=trimestre.place)
    pages = pages_named(request.GET.dict())
    place = fold_anchor(next(iter(pages))) if pages else "hechos"
    return capture_url(trimestre, linea, place, pages)


def _linea_of(request: PersonRequest) -> int:
    """Return the línea on whose page a hecho was opened, 0 for none."""
    text = request.GET.get("linea", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _query(request: PersonRequest) -> str:
    """Return what the address says of that línea and of the pages of its hechos."""
    linea = _linea_of(request)
    return f"?{urlencode({'linea': linea, **pages_named(request.GET.dict())})}" if linea else ""


def register_url(hecho: Hecho) -> str:
    """Return the address of the register in which a hecho stands."""
    return reverse("hechos_register", args=hecho.trimestre.place)


def part_page(
    request: PersonRequest,
    avance: AvanceTrimestral,
    template: str,
    label: str,
    context: Mapping[str, Any],
) -> HttpResponse:
    """Draw a page that belongs to the capture of an entry."""
    trimestre, area = avance.trimestre, avance.linea.area
    request.institucion = trimestre.programa.institucion
    shown = {
        "avance": avance,
        "crumbs": [
            *to_own_part(trimestre, area.code, quarter_name(trimestre.number).capitalize()),
            {"label": f"Línea {avance.number}", "url": avance.get_absolute_url()},
            {"label": label},
        ],
        **context,
    }
    return render(request, template, shown)

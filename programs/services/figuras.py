"""The pictures of a block: add, describe, move, take out and put back; and whether each prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Q

from programs.enums import BlockKind, TrimestreStatus
from programs.errors import DomainError, Locked
from programs.models import Bloque, Evidencia, Figura, User
from programs.models.figura import MINORS_ASK
from programs.models.versions import (
    UNCHOSEN,
    put_back,
    require_version,
    save_version,
    save_versions,
)
from programs.permissions import can_edit_section
from programs.services.bloques import block_lock, figures_lock, mark_changed
from programs.services.captura import writer_check
from programs.services.presentacion import NOT_YOURS
from programs.values.given import given
from programs.values.windows import why_closed

WITHDRAWN = "Se marcó que se ve a menores de edad"
GONE = "Alguien quitó esta foto mientras usted la veía. Puede volver a ponerla en «Fotos quitadas»."
MAX_FIGURES = 60
FAR = 10_000  # beyond any place of a figure in its block


class FigureTrace(Protocol):
    """What the history keeps of a picture that was taken out of its block."""

    bloque_id: int
    order: int
    version: int
    instance: Figura


@dataclass(frozen=True)
class Placed:
    """A picture where it stands now; `following_pk` is the one after it, None at the end."""

    figure: Figura
    following_pk: int | None


@dataclass(frozen=True)
class FigureFlags:
    """Who is seen in a picture, whether it prints, and why it may."""

    shows_people: bool
    shows_minors: bool
    in_informe: bool
    informe_reason: str

    def set_on(self, evidencia: Evidencia) -> bool:
        """Write on an unsaved file who is seen in it, and tell whether that changed.

        Minors are people: the first flag follows the second.
        """
        values = (self.shows_people or self.shows_minors, self.shows_minors)
        before = (evidencia.shows_people, evidencia.shows_minors)
        evidencia.shows_people, evidencia.shows_minors = values
        return values != before

    def place(self, figure: Figura) -> list[str]:
        """Write on an unsaved picture whether and why it prints; return the fields that changed.

        Minors take it out of the informe until someone says why it may print. Raises
        `ValidationError` for who puts it in, or takes the reason away, without saying why.
        """
        before = (figure.in_informe, figure.informe_reason)
        in_informe, reason = self.in_informe, self.informe_reason.strip()
        if self.shows_minors and in_informe and not reason:
            if before != (True, ""):
                raise ValidationError({"informe_reason": MINORS_ASK})
            in_informe = False
        figure.in_informe, figure.informe_reason = in_informe, reason
        names = ("in_informe", "informe_reason")
        return [
            name for name, was in zip(names, before, strict=True) if getattr(figure, name) != was
        ]


def withdraw_elsewhere(figure: Figura, *, by: User) -> None:
    """Take the file of a picture with minors out of the informe in its other places too.

    What a closed quarter printed stays, and so does where somebody said why it may print.
    """
    closed = Q(bloque__avance__trimestre__status=TrimestreStatus.CLOSED)
    closed |= Q(bloque__seccion__trimestre__status=TrimestreStatus.CLOSED)
    others = (
        Figura.objects.select_for_update(of=("self",))
        .filter(evidencia=figure.evidencia_id, in_informe=True, informe_reason="")
        .exclude(closed)
        .exclude(pk=figure.pk)
    )
    save_versions(list(others), by=by, values={"in_informe": False}, reason=WITHDRAWN)


@transaction.atomic
def figures_add(pk: int, *, evidencias: Iterable[Evidencia], by: User) -> list[Figura]:
    """Add pictures at the end of a block of figures, each once.

    Raises `Locked` with the reason, `DomainError` for a block of another kind and beyond
    `MAX_FIGURES` pictures in one block.
    """
    block, places = figures_lock(pk=pk, by=by, with_figures=True)
    _of_figures(block)
    present = [evidencia for evidencia, _ in places]
    new = [evidencia for evidencia in evidencias if evidencia.pk not in present]
    if len(present) + len(new) > MAX_FIGURES:
        raise DomainError(
            f"En un bloque caben {MAX_FIGURES} fotos. Agregue otro bloque de figuras."
        )
    last = places[-1][1] if places else 0
    figures = []
    for place, evidencia in enumerate(new, start=1):
        in_informe = not evidencia.shows_minors
        order = last + place
        figure = Figura(bloque=block, order=order, evidencia=evidencia, in_informe=in_informe)
        figure.place = len(present) + place
        figure._history_user = by
        figure.save()
        figures.append(figure)
    if figures:
        mark_changed(block, by=by)
    return figures


def figures_check(block: Bloque, *, by: User) -> None:
    """Refuse, before any file is read, what `figures_add` would; nothing is locked yet.

    `block` was read with its entry or section, their quarter, programme and área.
    """
    if block.avance:
        writer_check(block.avance, by=by)
    else:
        seccion = given(block.seccion)
        closed = seccion.trimestre and why_closed(seccion.trimestre)
        if closed:
            raise Locked(closed)
        if not can_edit_section(by, seccion):
            raise Locked(NOT_YOURS)
    _of_figures(block)


def _of_figures(block: Bloque) -> Bloque:
    if block.kind != BlockKind.FIGURES:
        raise DomainError("Las fotos van en un bloque de figuras. Agregue uno.")
    return block


@transaction.atomic
def figure_save(
    pk: int,
    *,
    alt: str,
    by: User,
    version: int | None,
    flags: FigureFlags | None = None,
    keep_theirs: bool = False,
) -> Figura:
    """Save what a picture shows, for who cannot see it, who is seen, and whether it prints.

    A change of what prints takes the mark of *lista* away. Raises `ValidationError` by field, as
    `FigureFlags.place`. With `keep_theirs` the text goes to the history only, and the picture stays
    as it stands.
    """
    block = block_lock(figuras=pk, by=by)
    before_it = Count("bloque__figuras", filter=Q(bloque__figuras__order__lt=F("order")))
    figure = Figura.objects.select_related("evidencia").annotate(earlier=before_it).get(pk=pk)
    figure.bloque, figure.place = block, figure.earlier + 1
    require_version(figure, version, ("alt",))
    alt = alt.strip()
    if alt == figure.proposed_alt:
        alt = ""  # nobody changed it: it follows the caption
    if keep_theirs:
        before, figure.alt = figure.alt, alt
        save_version(figure, by=by, fields=["alt"], reason=UNCHOSEN)
        put_back(figure, {"alt": before}, by=by)
        return figure
    evidencia = figure.evidencia
    changed = ["alt"] if figure.alt != alt else []
    known = False
    if evidencia and flags:
        had_minors = evidencia.shows_minors
        changed += flags.place(figure)
        known = flags.set_on(evidencia)
        if known:
            evidencia._history_user = by
            evidencia.save(update_fields=["shows_people", "shows_minors"])
        if evidencia.shows_minors and not had_minors:
            withdraw_elsewhere(figure, by=by)
    if changed or known:
        figure.alt = alt
        save_version(figure, by=by, fields=changed)
    if {"alt", "in_informe"} & set(changed):
        mark_changed(block, by=by)
    return figure


@transaction.atomic
def figure_move(pk: int, *, up: bool, by: User) -> Placed:
    """Change places with the picture before or after it; at an end nothing happens."""
    block = block_lock(figuras=pk, by=by)
    shown = list(block.figuras.order_by("order"))
    place = next(place for place, figure in enumerate(shown) if figure.pk == pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(shown):
        figure, other = shown[place], shown[target]
        # By way of a place that nobody has, since two may not stand in one even for a moment. A
        # place is not a text: it takes no version, so nobody's writing conflicts.
        for moved, order in ((figure.pk, FAR), (other.pk, figure.order), (figure.pk, other.order)):
            Figura.objects.filter(pk=moved).update(order=order)
        figure.order, other.order = other.order, figure.order
        shown[place], shown[target] = other, figure
        place = target
        mark_changed(block, by=by)
    figure = shown[place]
    figure.bloque = block
    return Placed(figure, shown[place + 1].pk if place + 1 < len(shown) else None)


@transaction.atomic
def figure_remove(pk: int, *, by: User, version: int | None = None) -> Bloque:
    """Take a picture out of its block; the file stays as evidence, and `figure_restore` undoes."""
    block = block_lock(figuras=pk, by=by)
    figure = Figura.objects.get(pk=pk)
    require_version(figure, version, ("alt",))
    figure._history_user = by
    figure.delete()
    mark_changed(block, by=by)
    return block


def figure_trace(pk: int) -> FigureTrace | None:
    """Return the last trace of a picture being taken out of its block, if it ever was."""
    return Figura.history.filter(id=pk, history_type="-").first()


@transaction.atomic
def figure_restore(pk: int, *, by: User, gone: FigureTrace | None = None) -> Placed:
    """Put a picture that was taken out back where it was, as its last trace in the history says.

    `gone` is that trace (`figure_trace`), if the caller has read it. A second time nothing happens.
    Raises `Figura.DoesNotExist` for a picture that never was, and `DomainError` beyond
    `MAX_FIGURES` pictures in its block.
    """
    gone = gone or figure_trace(pk)
    if gone is None:
        raise Figura.DoesNotExist(pk)
    block = _of_figures(block_lock(pk=gone.bloque_id, by=by))
    figures = list(block.figuras.select_related("evidencia").order_by("order"))
    there = next((figure for figure in figures if figure.pk == pk), None)
    place = there.order if there else gone.order
    after = (figure.pk for figure in figures if figure.order >= place and figure.pk != pk)
    following_pk = next(after, None)
    shown_place = 1 + sum(figure.order < place for figure in figures)
    if there:
        there.bloque, there.place = block, shown_place
        return Placed(there, following_pk)
    if len(figures) >= MAX_FIGURES:
        raise DomainError(f"En el bloque ya hay {MAX_FIGURES} fotos. Quite una antes.")
    if any(figure.order == gone.order for figure in figures):
        # Another took its place: from there on all move one further, by way of places that
        # nobody has, since no two figures may stand in one even for a moment.
        block.figuras.filter(order__gte=gone.order).update(order=F("order") + FAR)
        block.figuras.filter(order__gte=FAR).update(order=F("order") - FAR + 1)
    figure = gone.instance
    figure.version = gone.version + 1
    # Minors may have been marked in another place of the file since.
    figure.in_informe &= not (figure.evidencia and figure.question == MINORS_ASK)
    figure._history_user = by
    figure.save(force_insert=True)
    figure.bloque, figure.place = block, shown_place
    mark_changed(block, by=by)
    return Placed(figure, following_pk)

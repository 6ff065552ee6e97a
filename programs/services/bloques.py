"""The blocks of a narrative: add, write, move, remove and put back; and their pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import F, Q, QuerySet

from programs.enums import BlockKind, CaptionKind
from programs.errors import EXPIRED, DomainError, Locked
from programs.getters import quarter_lock
from programs.models import AvanceTrimestral, Bloque, Evidencia, Figura, Seccion, Trimestre, User
from programs.models.figura import MINORS_ASK
from programs.models.versions import UNCHOSEN, put_back, require_version, save_version
from programs.permissions import can_edit_section
from programs.services.captura import avance_lock, capturable, writer_check
from programs.services.figuras import FigureFlags, withdraw_elsewhere
from programs.services.presentacion import NOT_YOURS, seccion_lock
from programs.values.given import given
from programs.values.table_layout import validate_width
from programs.values.windows import why_closed

Owner = AvanceTrimestral | Seccion
# What a block shows, in order: (evidencia, order), without the first where no file came.
Places = list[tuple[int | None, int]]
TEXT_FIELDS: dict[str, tuple[str, ...]] = {
    BlockKind.TEXT: ("html",),
    BlockKind.TABLE: ("title", "rows", "header_rows", "source", "caption_kind", "caption"),
    BlockKind.FIGURES: ("caption_kind", "caption"),
}
DEFAULT_CAPTION: dict[str, CaptionKind] = {
    BlockKind.TEXT: CaptionKind.NONE,
    BlockKind.TABLE: CaptionKind.TABLE,
    BlockKind.FIGURES: CaptionKind.PHOTO,
}
MAX_FIGURES = 60
FAR = 10_000  # beyond any place of a figure in its block


class FigureTrace(Protocol):
    """What the history keeps of a picture that was taken out of its block."""

    bloque_id: int
    order: int
    version: int
    instance: Figura


@dataclass(frozen=True)
class Restored:
    """A picture that is back in its block; `following_pk` is the one after it, None at the end."""

    figure: Figura
    following_pk: int | None


def _lock_block(*, by: User, **which: int) -> Bloque:
    """Lock and return the block of `which` (`pk`, or `figuras` for the one of a picture).

    Locks the quarter, then the block together with its entry or section, so that the blocks of a
    narrative change one at a time. `narrative` is the entry or section, as it was locked.
    """
    return _lock_with_places(by=by, with_figures=False, **which)[0]


def _lock_with_places(*, by: User, with_figures: bool, **which: int) -> tuple[Bloque, Places]:
    """As `_lock_block`; `with_figures` reads in the same query what pictures the block has."""
    paths = {f"avances__bloques__{name}": value for name, value in which.items()}
    try:
        trimestre = quarter_lock(**paths)
    except Trimestre.DoesNotExist:
        return _lock_section_block(by=by, with_figures=with_figures, **which)
    row, places = _only(
        # The condition on the entry makes its join one that PostgreSQL can lock.
        Bloque.objects.filter(avance__trimestre=trimestre, **which)
        .select_for_update(of=("self", "avance"))
        .select_related("avance__linea__area", "avance__linea__eje"),
        with_figures=with_figures,
    )
    row.avance = capturable(given(row.avance), trimestre, by=by)
    return row, places


def _lock_section_block(*, by: User, with_figures: bool, **which: int) -> tuple[Bloque, Places]:
    seccion_pk = given(Bloque.objects.values_list("seccion", flat=True).get(**which))
    owner = seccion_lock(seccion_pk, by=by)
    rows = Bloque.objects.select_for_update(of=("self",)).filter(**which)
    row, places = _only(rows, with_figures=with_figures)
    row.seccion = owner
    return row, places


def _only(rows: QuerySet[Bloque], *, with_figures: bool) -> tuple[Bloque, Places]:
    """Return the one block of these, which comes once for each of its pictures if they are read."""
    if not with_figures:
        return rows.get(), []
    found = list(
        rows.annotate(
            shown_evidencia=F("figuras__evidencia"), shown_order=F("figuras__order")
        ).order_by("figuras__order")
    )
    places = [
        (one.shown_evidencia, one.shown_order) for one in found if one.shown_order is not None
    ]
    return found[0], places


def _own(block: Bloque, owner: Owner) -> Bloque:
    """Give a block the entry or section that was locked for it, instead of reading it again."""
    if isinstance(owner, AvanceTrimestral):
        block.avance = owner
    else:
        block.seccion = owner
    return block


def _changed(block: Bloque, *, by: User) -> None:
    """A línea marked *lista* goes back to capture when a block of it changes."""
    owner = block.narrative
    if isinstance(owner, AvanceTrimestral) and owner.ready:
        owner.ready = False
        save_version(owner, by=by, fields=["ready"], reason="Cambió después de marcarse lista")


@transaction.atomic
def block_add(
    *, avance_pk: int | None = None, seccion_pk: int | None = None, kind: str, key: str, by: User
) -> Bloque:
    """Add an empty block at the end. `key` comes with the form, so a double submit adds one.

    Raises `DomainError` for an unknown kind or a key that another narrative uses.
    """
    if kind not in BlockKind.values:
        raise DomainError("Elija Texto, Tabla o Figuras.")
    owner: Owner = (
        avance_lock(avance_pk, by=by) if avance_pk else seccion_lock(given(seccion_pk), by=by)
    )
    mine = {"avance": avance_pk} if avance_pk else {"seccion": seccion_pk}
    rows = Bloque.objects.filter(Q(key=key) | Q(**mine)).order_by("order")
    found = list(rows.values_list("key", "avance", "seccion", "order"))
    if any(other == key for other, *_ in found):
        if any(place[:3] == (key, avance_pk, seccion_pk) for place in found):
            return _own(Bloque.objects.get(key=key), owner)
        raise DomainError(EXPIRED)
    last = found[-1][-1] if found else 0
    return block_new(owner, kind=kind, key=key, order=last + 1, values={}, by=by)


def block_new(
    owner: Owner, *, kind: str, key: str, order: int, values: Mapping[str, object], by: User
) -> Bloque:
    """Save a block of a locked entry or section. `values` were cleaned by the form of its kind."""
    if isinstance(owner, AvanceTrimestral):
        institucion = owner.trimestre.programa.institucion_id
    else:
        institucion = owner.institucion_id
    place = {"institucion_id": institucion, "key": key, "order": order, "kind": kind}
    block = Bloque(**{**place, "caption_kind": DEFAULT_CAPTION[kind], **values})
    _own(block, owner)
    # The key was just looked for, and the database judges the rest: no query for either.
    owners = ["institucion", "avance", "seccion"]
    block.full_clean(exclude=owners, validate_unique=False, validate_constraints=False)
    block._history_user = by
    block.save()
    _changed(block, by=by)
    return block


@transaction.atomic
def block_save(
    pk: int, *, values: dict, by: User, version: int | None, keep_theirs: bool = False
) -> Bloque:
    """Save the texts of a block; only the fields of its kind are taken from `values`.

    With `keep_theirs` they go to the history only, and the block stays as it stands. Raises
    `ValidationError` for a table that no page holds.
    """
    block = _lock_block(pk=pk, by=by)
    fields = [field for field in TEXT_FIELDS[block.kind] if field in values]
    require_version(block, version, TEXT_FIELDS[block.kind])
    before = {field: getattr(block, field) for field in fields}
    for field in fields:
        setattr(block, field, values[field])
    block.clean()
    changed = {field for field in fields if getattr(block, field) != before[field]}
    if not changed:
        return block
    if changed & {"rows", "header_rows"}:
        validate_width(block.rows, block.header_rows)
    save_version(block, by=by, fields=fields, reason=UNCHOSEN if keep_theirs else "")
    if keep_theirs:
        put_back(block, before, by=by)
        return block
    _changed(block, by=by)
    return block


@transaction.atomic
def block_move(pk: int, *, up: bool, by: User) -> Bloque:
    """Change places with the block above or below; at an end nothing happens."""
    block = _lock_block(pk=pk, by=by)
    shown = list(block.narrative.bloques.kept().order_by("order", "pk"))
    place = next(i for i, other in enumerate(shown) if other.pk == block.pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(shown):
        shown[place], shown[target] = shown[target], shown[place]
        for order, other in enumerate(shown, start=1):
            if other.order != order:
                # A place is not a text: it takes no version, so nobody's writing conflicts.
                Bloque.objects.filter(pk=other.pk).update(order=order)
        _changed(block, by=by)
    return block


@transaction.atomic
def block_remove(pk: int, *, by: User, now: datetime, version: int | None = None) -> Bloque:
    """Take a block out of the narrative; it can be put back, nothing in it is erased.

    A second time nothing happens. Raises `Conflict` for a text that somebody changed meanwhile.
    """
    block = _lock_block(pk=pk, by=by)
    if block.removed_at is None:
        require_version(block, version, ("html", "caption"))
        block.removed_at = now
        save_version(block, by=by, fields=["removed_at"])
        _changed(block, by=by)
    return block


@transaction.atomic
def block_restore(pk: int, *, by: User) -> Bloque:
    """Put a removed block back where it was."""
    block = _lock_block(pk=pk, by=by)
    if block.removed_at is not None:
        block.removed_at = None
        save_version(block, by=by, fields=["removed_at"])
        _changed(block, by=by)
    return block


@transaction.atomic
def figures_add(pk: int, *, evidencias: Iterable[Evidencia], by: User) -> list[Figura]:
    """Add pictures at the end of a block of figures, each once.

    Raises `Locked` with the reason, `DomainError` for a block of another kind and beyond
    `MAX_FIGURES` pictures in one block.
    """
    block, places = _lock_with_places(pk=pk, by=by, with_figures=True)
    _of_figures(block)
    present = [evidencia for evidencia, _ in places]
    new = [evidencia for evidencia in evidencias if evidencia.pk not in present]
    if len(present) + len(new) > MAX_FIGURES:
        raise DomainError(
            f"En un bloque caben {MAX_FIGURES} fotos. Agregue otro bloque de figuras."
        )
    last = places[-1][1] if places else 0
    figures = []
    for order, evidencia in enumerate(new, start=last + 1):
        in_informe = not evidencia.shows_minors
        figure = Figura(bloque=block, order=order, evidencia=evidencia, in_informe=in_informe)
        figure._history_user = by
        figure.save()
        figures.append(figure)
    if figures:
        _changed(block, by=by)
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
    block = _lock_block(figuras=pk, by=by)
    figure = Figura.objects.select_related("evidencia").get(pk=pk)
    figure.bloque = block
    require_version(figure, version, ("alt",))
    if keep_theirs:
        before, figure.alt = figure.alt, alt.strip()
        save_version(figure, by=by, fields=["alt"], reason=UNCHOSEN)
        put_back(figure, {"alt": before}, by=by)
        return figure
    evidencia = figure.evidencia
    changed = ["alt"] if figure.alt != alt.strip() else []
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
        figure.alt = alt.strip()
        save_version(figure, by=by, fields=changed)
    if {"alt", "in_informe"} & set(changed):
        _changed(block, by=by)
    return figure


@transaction.atomic
def figure_remove(pk: int, *, by: User, version: int | None = None) -> Bloque:
    """Take a picture out of its block; the file stays as evidence, and `figure_restore` undoes."""
    block = _lock_block(figuras=pk, by=by)
    figure = Figura.objects.get(pk=pk)
    require_version(figure, version, ("alt",))
    figure._history_user = by
    figure.delete()
    _changed(block, by=by)
    return block


def figure_trace(pk: int) -> FigureTrace | None:
    """Return the last trace of a picture being taken out of its block, if it ever was."""
    return Figura.history.filter(id=pk, history_type="-").first()


@transaction.atomic
def figure_restore(pk: int, *, by: User, gone: FigureTrace | None = None) -> Restored:
    """Put a picture that was taken out back where it was, as its last trace in the history says.

    `gone` is that trace (`figure_trace`), if the caller has read it. A second time nothing happens.
    Raises `Figura.DoesNotExist` for a picture that never was, and `DomainError` beyond
    `MAX_FIGURES` pictures in its block.
    """
    gone = gone or figure_trace(pk)
    if gone is None:
        raise Figura.DoesNotExist(pk)
    block = _of_figures(_lock_block(pk=gone.bloque_id, by=by))
    figures = list(block.figuras.select_related("evidencia").order_by("order"))
    there = next((figure for figure in figures if figure.pk == pk), None)
    place = there.order if there else gone.order
    after = (figure.pk for figure in figures if figure.order >= place and figure.pk != pk)
    following_pk = next(after, None)
    if there:
        there.bloque = block
        return Restored(there, following_pk)
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
    figure.bloque = block
    _changed(block, by=by)
    return Restored(figure, following_pk)

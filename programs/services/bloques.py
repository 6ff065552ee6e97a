"""The blocks of a narrative: add, write, move, remove and put back."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from programs.enums import BlockKind, CaptionKind
from programs.errors import EXPIRED, DomainError
from programs.getters import quarter_lock
from programs.models import AvanceTrimestral, Bloque, Seccion, Trimestre, User
from programs.models.room import require_room_together
from programs.models.ties import require_own_ties
from programs.models.versions import (
    UNCHOSEN,
    put_back,
    require_version,
    save_version,
    save_versions,
)
from programs.received.text import clean_html
from programs.services.captura import NOT_READY, avance_lock, capturable
from programs.services.presentacion import seccion_in_quarter_lock, seccion_lock
from programs.values.given import given
from programs.values.table_layout import validate_width
from programs.values.tied import respelled

Owner = AvanceTrimestral | Seccion
TAKEN_OUT = "Alguien quitó ese bloque. Vuelva a cargar la página: está en «Bloques quitados»."
# What a service looked up, and no form sent.
OWNERS = ["institucion", "avance", "seccion"]
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


def block_lock(*, by: User, **which: int) -> Bloque:
    """Lock and return the block of `which` (`pk`, or `figuras` for the one of a picture).

    Locks the quarter, then the block together with its entry or section, so that the blocks of a
    narrative change one at a time. `narrative` is the entry or section, as it was locked.
    """
    return figures_lock(by=by, with_figures=False, **which)[0]


def figures_lock(*, by: User, with_figures: bool, **which: int) -> tuple[Bloque, Places]:
    """As `block_lock`; `with_figures` reads in the same query what pictures the block has."""
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
    owners = Bloque.objects.values_list("seccion", "seccion__trimestre")
    seccion_pk, trimestre_pk = owners.get(**which)
    owner = seccion_in_quarter_lock(given(seccion_pk), trimestre_pk, by=by)
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


@dataclass(frozen=True)
class NewBlock:
    """A block to be made: its kind, the key that its page gave it, and its fields, cleaned."""

    kind: str
    key: str
    values: Mapping[str, object]


def mark_changed(block: Bloque, *, by: User | None) -> None:
    """A línea marked *lista* goes back to capture when a block of it changes."""
    owner = block.narrative
    if isinstance(owner, AvanceTrimestral) and owner.ready:
        owner.ready = False
        save_version(owner, by=by, fields=["ready"], reason=NOT_READY)


@transaction.atomic
def block_add(
    *,
    avance_pk: int | None = None,
    seccion_pk: int | None = None,
    kind: str,
    key: str,
    by: User,
    below: int | None = None,
) -> Bloque:
    """Add an empty block below another one, or at the end where `below` is no block of these.

    `key` comes with the form, so a double submit adds one. Raises `DomainError` for an unknown
    kind or a key that another narrative uses. A key that was used gives the block that was made of
    it, also where another kind is asked meanwhile: whoever asked never heard of the first one.
    """
    if kind not in BlockKind.values:
        raise DomainError("Elija Texto, Tabla o Figuras.")
    owner: Owner = (
        avance_lock(avance_pk, by=by) if avance_pk else seccion_lock(given(seccion_pk), by=by)
    )
    mine = {"avance": avance_pk} if avance_pk else {"seccion": seccion_pk}
    rows = Bloque.objects.filter(Q(key=key) | Q(**mine)).order_by("order")
    found = list(rows.values_list("key", "avance", "seccion", "pk", "order"))
    if any(other == key for other, *_ in found):
        if any(place[:3] == (key, avance_pk, seccion_pk) for place in found):
            return _own(Bloque.objects.get(key=key), owner)
        raise DomainError(EXPIRED)
    last = found[-1][-1] if found else 0
    above = next((order for *_, pk, order in found if pk == below), last)
    if above < last:
        # A place is not a text: it takes no version, so nobody's writing conflicts.
        Bloque.objects.filter(**mine, order__gt=above).update(order=F("order") + 1)
    return block_new(owner, kind=kind, key=key, order=above + 1, values={}, by=by)


def block_new(
    owner: Owner, *, kind: str, key: str, order: int, values: Mapping[str, object], by: User | None
) -> Bloque:
    """Save a block of a locked entry or section. `values` were cleaned by the form of its kind."""
    block = _unsaved(owner, kind=kind, key=key, order=order, values=values)
    _own(block, owner)
    # The key was just looked for, and the database judges the rest: no query for either.
    block.full_clean(exclude=OWNERS, validate_unique=False, validate_constraints=False)
    block._history_user = by
    block.save()
    mark_changed(block, by=by)
    return block


def blocks_new(rows: Sequence[tuple[AvanceTrimestral, NewBlock]], *, by: User) -> list[Bloque]:
    """Save blocks of locked entries of one quarter, each after the last one of its own.

    As `block_new` one by one, in as many queries for one as for hundreds; the keys were looked for.
    Raises `ValidationError` for a block that cannot be, or for which the document has no room.
    """
    if not rows:
        return []
    last = dict(
        Bloque.objects.filter(avance__in={owner.pk for owner, _ in rows})
        .order_by()
        .values_list("avance")
        .annotate(Max("order"))
    )
    made = []
    for owner, new in rows:
        last[owner.pk] = last.get(owner.pk, 0) + 1
        block = _unsaved(owner, kind=new.kind, key=new.key, order=last[owner.pk], values=new.values)
        # Without its entry nobody asks for room: it is asked below, for all of them at once.
        block.full_clean(exclude=OWNERS, validate_unique=False, validate_constraints=False)
        made.append(_own(block, owner))
        require_own_ties(block, Bloque.objects.all())
    require_room_together(made, Bloque.objects.kept())
    Bloque.objects.bulk_create(made)
    Bloque.history.bulk_history_create(made, default_user=by)
    ready = {owner.pk: owner for owner, _ in rows if owner.ready}
    save_versions(list(ready.values()), by=by, values={"ready": False}, reason=NOT_READY)
    return made


def _unsaved(
    owner: Owner, *, kind: str, key: str, order: int, values: Mapping[str, object]
) -> Bloque:
    """Return a block of an entry or section with its values, which nobody judged yet."""
    if isinstance(owner, AvanceTrimestral):
        institucion = owner.trimestre.programa.institucion_id
    else:
        institucion = owner.institucion_id
    place = {"institucion_id": institucion, "key": key, "order": order, "kind": kind}
    return Bloque(**{**place, "caption_kind": DEFAULT_CAPTION[kind], **values})


@transaction.atomic
def block_save(
    pk: int, *, values: dict, by: User, version: int | None, keep_theirs: bool = False
) -> Bloque:
    """Save the texts of a block; only the fields of its kind are taken from `values`.

    With `keep_theirs` they go to the history only, and the block stays as it stands. Raises
    `ValidationError` for a table that no page holds.
    """
    block = block_lock(pk=pk, by=by)
    fields = [field for field in TEXT_FIELDS[block.kind] if field in values]
    before = {field: getattr(block, field) for field in fields}
    wanted = copy(block)
    for field in fields:
        setattr(wanted, field, values[field])
    wanted.html = clean_html(respelled(wanted.html))
    changed = {field for field in fields if getattr(wanted, field) != before[field]}
    if not changed:
        return block  # sent twice, or nothing changed
    require_version(block, version, TEXT_FIELDS[block.kind])
    block = wanted
    if changed & {"rows", "header_rows"}:
        validate_width(block.rows, block.header_rows)
    save_version(block, by=by, fields=fields, reason=UNCHOSEN if keep_theirs else "")
    if keep_theirs:
        put_back(block, before, by=by)
        return block
    mark_changed(block, by=by)
    return block


@transaction.atomic
def block_move(pk: int, *, up: bool, by: User) -> tuple[Bloque, Bloque | None]:
    """Change places with the block above or below; at an end nothing happens.

    Returns the block, and the one that it stands above now, None at the end. Raises `DomainError`
    for a block that was taken out.
    """
    block = block_lock(pk=pk, by=by)
    if block.removed_at is not None:
        raise DomainError(TAKEN_OUT)
    shown = list(block.narrative.bloques.kept().order_by("order", "pk"))
    place = next(i for i, other in enumerate(shown) if other.pk == block.pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(shown):
        shown[place], shown[target] = shown[target], shown[place]
        place = target
        for order, other in enumerate(shown, start=1):
            if other.order != order:
                # A place is not a text: it takes no version, so nobody's writing conflicts.
                Bloque.objects.filter(pk=other.pk).update(order=order)
        mark_changed(block, by=by)
    return block, shown[place + 1] if place + 1 < len(shown) else None


@transaction.atomic
def block_remove(pk: int, *, by: User, now: datetime, version: int | None = None) -> Bloque:
    """Take a block out of the narrative; it can be put back, nothing in it is erased.

    A second time nothing happens. Raises `Conflict` for a text that somebody changed meanwhile.
    """
    block = block_lock(pk=pk, by=by)
    if block.removed_at is None:
        require_version(block, version, ("html", "caption"))
        block.removed_at = now
        save_version(block, by=by, fields=["removed_at"])
        mark_changed(block, by=by)
    return block


@transaction.atomic
def block_restore(pk: int, *, by: User) -> Bloque:
    """Put a removed block back where it was."""
    block = block_lock(pk=pk, by=by)
    if block.removed_at is not None:
        block.removed_at = None
        save_version(block, by=by, fields=["removed_at"])
        mark_changed(block, by=by)
    return block

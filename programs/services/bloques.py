"""The blocks of a narrative: add, write, move, remove and put back; and their pictures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from programs.enums import BlockKind, CaptionKind
from programs.errors import DomainError, Locked
from programs.models import AvanceTrimestral, Bloque, Evidencia, Figura, Seccion, Trimestre, User
from programs.permissions import can_edit_section
from programs.services.captura import avance_lock
from programs.services.versions import require_version, save_version
from programs.windows import why_closed

TEXT_FIELDS = {
    BlockKind.TEXT: ("html",),
    BlockKind.TABLE: ("title", "rows", "header_rows", "source", "caption_kind", "caption"),
    BlockKind.FIGURES: ("caption_kind", "caption"),
}
DEFAULT_CAPTION = {
    BlockKind.TEXT: CaptionKind.NONE,
    BlockKind.TABLE: CaptionKind.TABLE,
    BlockKind.FIGURES: CaptionKind.PHOTO,
}
MAX_FIGURES = 60


@dataclass(frozen=True)
class FigureFlags:
    """What must be known of a picture before anyone publishes it."""

    shows_people: bool
    shows_minors: bool
    publishable: bool

    def set_on(self, evidencia: Evidencia) -> bool:
        """Write the flags on a row, unsaved, and tell whether any changed.

        Minors are people: the first flag follows the second.
        """
        people = self.shows_people or self.shows_minors
        values = (people, self.shows_minors, self.publishable)
        before = (evidencia.shows_people, evidencia.shows_minors, evidencia.publishable)
        evidencia.shows_people, evidencia.shows_minors, evidencia.publishable = values
        return values != before


def seccion_lock(pk: int, *, by: User) -> Seccion:
    """Lock and return a section that the person may write now; `Locked` says why not."""
    trimestre_pk = Seccion.objects.values_list("trimestre", flat=True).get(pk=pk)
    if trimestre_pk:
        trimestre = (
            Trimestre.objects.select_for_update(of=("self",))
            .select_related("programa")
            .get(pk=trimestre_pk)
        )
        closed = why_closed(trimestre)
        if closed:
            raise Locked(closed)
    seccion = (
        Seccion.objects.select_for_update(of=("self",)).select_related("institucion").get(pk=pk)
    )
    if not can_edit_section(by, seccion):
        raise Locked("Esta parte la escribe otra área.")
    return seccion


def _lock_owner(block: Bloque, *, by: User) -> AvanceTrimestral | Seccion:
    """Lock what the block belongs to, so that its blocks change one at a time."""
    if block.avance_id:
        return avance_lock(block.avance_id, by=by)
    return seccion_lock(block.seccion_id, by=by)


def _lock_block(pk: int, *, by: User) -> Bloque:
    block = Bloque.objects.only("avance", "seccion").get(pk=pk)
    owner = _lock_owner(block, by=by)
    row = Bloque.objects.select_for_update(of=("self",)).get(pk=pk)
    row.owner = owner
    return row


def _changed(owner: AvanceTrimestral | Seccion, *, by: User) -> None:
    """A línea marked *lista* goes back to capture when a block of it changes."""
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
    owner = avance_lock(avance_pk, by=by) if avance_pk else seccion_lock(seccion_pk, by=by)
    existing = Bloque.objects.filter(key=key).first()
    if existing:
        if (existing.avance_id, existing.seccion_id) != (avance_pk, seccion_pk):
            raise DomainError("El formulario caducó. Abra de nuevo la página.")
        existing.owner = owner
        return existing
    last = owner.bloques.order_by("-order").values_list("order", flat=True).first() or 0
    institucion = (
        owner.trimestre.programa.institucion_id
        if isinstance(owner, AvanceTrimestral)
        else owner.institucion_id
    )
    block = Bloque(
        institucion_id=institucion,
        avance_id=avance_pk,
        seccion_id=seccion_pk,
        key=key,
        order=last + 1,
        kind=kind,
        caption_kind=DEFAULT_CAPTION[kind],
    )
    block.full_clean(exclude=["institucion", "avance", "seccion"])
    block._history_user = by
    block.save()
    block.owner = owner
    _changed(owner, by=by)
    return block


@transaction.atomic
def block_save(pk: int, *, values: dict, by: User, version: int | None) -> Bloque:
    """Save the texts of a block; only the fields of its kind are taken from `values`."""
    block = _lock_block(pk, by=by)
    fields = [field for field in TEXT_FIELDS[block.kind] if field in values]
    require_version(block, version, TEXT_FIELDS[block.kind])
    before = [getattr(block, field) for field in fields]
    for field in fields:
        setattr(block, field, values[field])
    block.clean()
    if before == [getattr(block, field) for field in fields]:
        return block
    save_version(block, by=by, fields=fields)
    _changed(block.owner, by=by)
    return block


@transaction.atomic
def block_move(pk: int, *, up: bool, by: User) -> Bloque:
    """Change places with the block above or below; at an end nothing happens."""
    block = _lock_block(pk, by=by)
    shown = list(block.owner.bloques.filter(removed_at__isnull=True).order_by("order", "pk"))
    place = next(i for i, other in enumerate(shown) if other.pk == block.pk)
    target = place - 1 if up else place + 1
    if 0 <= target < len(shown):
        shown[place], shown[target] = shown[target], shown[place]
        for order, other in enumerate(shown, start=1):
            if other.order != order:
                # A place is not a text: it takes no version, so nobody's writing conflicts.
                Bloque.objects.filter(pk=other.pk).update(order=order)
        _changed(block.owner, by=by)
    return block


@transaction.atomic
def block_remove(pk: int, *, by: User, now: datetime) -> Bloque:
    """Take a block out of the narrative; it can be put back, nothing in it is erased."""
    block = _lock_block(pk, by=by)
    if block.removed_at is None:
        block.removed_at = now
        save_version(block, by=by, fields=["removed_at"])
        _changed(block.owner, by=by)
    return block


@transaction.atomic
def block_restore(pk: int, *, by: User) -> Bloque:
    """Put a removed block back where it was."""
    block = _lock_block(pk, by=by)
    if block.removed_at is not None:
        block.removed_at = None
        save_version(block, by=by, fields=["removed_at"])
        _changed(block.owner, by=by)
    return block


@transaction.atomic
def figures_block(pk: int, *, by: User) -> Bloque:
    """Lock and return a block of figures that the person may fill now; `owner` is whose it is.

    Raises `Locked` with the reason, `DomainError` for a block of another kind.
    """
    block = _lock_block(pk, by=by)
    if block.kind != BlockKind.FIGURES:
        raise DomainError("Las fotos van en un bloque de figuras. Agregue uno.")
    return block


@transaction.atomic
def figures_add(pk: int, *, evidencias: Iterable[Evidencia], by: User) -> list[Figura]:
    """Add pictures at the end of a block of figures, each once.

    Raises `DomainError` beyond `MAX_FIGURES` pictures in one block.
    """
    block = figures_block(pk, by=by)
    present = list(block.figuras.values_list("evidencia", flat=True))
    new = [evidencia for evidencia in evidencias if evidencia.pk not in present]
    if len(present) + len(new) > MAX_FIGURES:
        raise DomainError(
            f"En un bloque caben {MAX_FIGURES} fotos. Agregue otro bloque de figuras."
        )
    last = block.figuras.order_by("-order").values_list("order", flat=True).first() or 0
    figures = []
    for order, evidencia in enumerate(new, start=last + 1):
        figure = Figura(bloque=block, order=order, evidencia=evidencia)
        figure._history_user = by
        figure.save()
        figures.append(figure)
    if figures:
        _changed(block.owner, by=by)
    return figures


@transaction.atomic
def figure_save(
    pk: int, *, alt: str, by: User, version: int | None, flags: FigureFlags | None = None
) -> Figura:
    """Save what a picture shows, for who cannot see it, and what must be known to publish it."""
    figure = Figura.objects.get(pk=pk)
    block = _lock_block(figure.bloque_id, by=by)
    figure = Figura.objects.select_related("evidencia").get(pk=pk)
    require_version(figure, version, ("alt",))
    evidencia = figure.evidencia
    alt_changed = figure.alt != alt.strip()
    flags_changed = bool(evidencia and flags and flags.set_on(evidencia))
    if flags_changed:
        evidencia.save(update_fields=["shows_people", "shows_minors", "publishable"])
    if alt_changed or flags_changed:
        figure.alt = alt.strip()
        save_version(figure, by=by, fields=["alt"])
    if alt_changed:
        _changed(block.owner, by=by)
    return figure


@transaction.atomic
def figure_remove(pk: int, *, by: User, version: int | None = None) -> Bloque:
    """Take a picture out of its block; the file stays as evidence."""
    figure = Figura.objects.get(pk=pk)
    block = _lock_block(figure.bloque_id, by=by)
    figure = Figura.objects.get(pk=pk)
    require_version(figure, version, ("alt",))
    figure._history_user = by
    figure.delete()
    _changed(block.owner, by=by)
    return block

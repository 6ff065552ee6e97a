"""What was pasted into a narrative, as blocks after the one that received it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from programs.errors import EXPIRED, DomainError
from programs.models import AvanceTrimestral, Bloque, Seccion, User
from programs.services.bloques import NewBlock, block_new
from programs.services.captura import avance_lock
from programs.services.presentacion import seccion_lock
from programs.values.given import given


@transaction.atomic
def blocks_paste(
    *,
    avance_pk: int | None = None,
    seccion_pk: int | None = None,
    after: str,
    pasted: Sequence[NewBlock],
    by: User,
) -> list[Bloque]:
    """Add blocks in their order after the one with the key `after`; "" is before the first.

    All or none. What a lost answer had already added is not added twice. Where `after` is gone they
    go to the end. Raises `DomainError` for a key that another narrative uses, and `Locked` where
    nobody can write.
    """
    owner: AvanceTrimestral | Seccion = (
        avance_lock(avance_pk, by=by) if avance_pk else seccion_lock(given(seccion_pk), by=by)
    )
    mine = {"avance": avance_pk} if avance_pk else {"seccion": seccion_pk}
    keys = [one.key for one in pasted]
    found = list(Bloque.objects.filter(Q(key__in=keys) | Q(**mine)).order_by("order", "pk"))
    rows = [one for one in found if (one.avance_id, one.seccion_id) == (avance_pk, seccion_pk)]
    if len(rows) < len(found):
        raise DomainError(EXPIRED)
    there = {row.key: row for row in rows}
    new = [one for one in pasted if one.key not in there]
    places = {row.key: place for place, row in enumerate(rows, start=1)}
    place = places.get(after, len(rows)) if after else 0
    moved = []
    for number, row in enumerate(rows, start=1):
        order = number if number <= place else number + len(new)
        if row.order != order:
            row.order = order
            moved.append(row)
    if moved:
        # A place is not a text: it takes no version, so nobody's writing conflicts.
        Bloque.objects.bulk_update(moved, ["order"])
    for number, one in enumerate(new, start=place + 1):
        there[one.key] = block_new(
            owner, kind=one.kind, key=one.key, order=number, values=one.values, by=by
        )
    return [there[one.key] for one in pasted]

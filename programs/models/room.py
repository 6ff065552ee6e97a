"""Room in a document: what its heavy blocks take together, asked when one of them is saved.

Each block alone prints in the limits of the renderer (`programs.received.limits`); many heavy ones
in one informe would still stop it for every área.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Length

from programs.received.limits import (
    HEAVIEST_TOGETHER,
    HEAVY,
    SHORTEST_LINE,
    markup_weight,
    table_weight,
)

# No block of fewer stored letters is heavy.
LIGHT_LETTERS = HEAVY * SHORTEST_LINE


class Heavy(Protocol):
    """A block, as far as its weight goes."""

    pk: int
    html: str
    rows: list[list[str]]

    @property
    def narrative(self) -> Any:
        """What it tells, an entry or a section."""


def require_room(block: Heavy, kept: models.QuerySet) -> None:
    """Refuse a heavy block for which its document has no room left, of the blocks that are `kept`.

    Raises `ValidationError`. Costs a query for a heavy block, none for any other. One that does
    not grow is let through, so that a full document can be made shorter bit by bit.
    """
    weight = block_weight(block)
    if weight <= HEAVY:
        return
    taken = _weights(block, kept)
    before = taken.pop(block.pk, 0)
    together = weight + sum(others for others in taken.values() if others > HEAVY)
    if weight > before and together > HEAVIEST_TOGETHER:
        raise ValidationError(
            "Este bloque no cabe: las tablas y los textos largos del documento ya ocupan casi todo "
            "lo que se puede imprimir. Resúmalo o adjúntelo como archivo."
        )


def require_room_together(blocks: Sequence[Heavy], kept: models.QuerySet) -> None:
    """Refuse new blocks of one document for which it has no room, beside those that are `kept`.

    Raises `ValidationError`. Costs a query where one of them is heavy, none otherwise.
    """
    heavy = sum(weight for weight in map(block_weight, blocks) if weight > HEAVY)
    if not heavy:
        return
    taken = _weights(blocks[0], kept).values()
    if heavy + sum(weight for weight in taken if weight > HEAVY) > HEAVIEST_TOGETHER:
        raise ValidationError(
            "Lo que eligió no cabe: sus tablas y textos largos, con los del documento, ocupan más "
            "de lo que se puede imprimir. Traiga menos, o adjunte lo largo como archivo."
        )


def _weights(block: Heavy, kept: models.QuerySet) -> dict[int, int]:
    """Return {pk: weight} of what may be heavy among the blocks that print with this one."""
    size = Length("html") + Length(Cast("rows", models.TextField()))
    beside = kept.filter(_same_document(block)).annotate(size=size)
    found = beside.filter(size__gt=LIGHT_LETTERS).only("html", "rows")
    return {row.pk: block_weight(row) for row in found}


def block_weight(block: Heavy) -> int:
    """Return about how many printed lines the time of a block stands for."""
    return markup_weight(block.html) + table_weight(block.rows)


def _same_document(block: Heavy) -> Q:
    """Return the condition of the blocks that print together with this one."""
    owner = block.narrative
    if quarter := owner.trimestre_id:
        return Q(avance__trimestre=quarter) | Q(seccion__trimestre=quarter)
    return Q(seccion__institucion=owner.institucion_id, seccion__trimestre__isnull=True)

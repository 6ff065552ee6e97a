"""Counts that sum up the ones before them, so that no sum holds both.

"Seis brigadas; sumadas a las seis del periodo anterior, dan una docena" are twelve, never eighteen.
"""

from collections.abc import Sequence
from decimal import Decimal

from programs.values.checks.informe.evidence import Piece


def without_sums(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces without what those before make: "seis; sumadas a otras seis, dan doce"."""
    return [
        each
        for place, each in enumerate(pieces)
        if not (each.sums_up and _is_made_by(each, pieces[max(0, place - _MOST_PARTS) : place]))
    ]


_MOST_PARTS = 8


def _is_made_by(piece: Piece, before: Sequence[Piece]) -> bool:
    total = Decimal(0)
    for parts, each in enumerate(reversed(before), start=1):
        if each.passage != piece.passage:
            return False
        total += each.counted.value
        if parts > 1 and total == piece.counted.value:
            return True
    return False

"""Which of two columns of progress is the share: "Avance acumulado | Avance anual" over "18 | 45%".

The other one is how many were done.
"""

from programs.received.informes.blocks import Rows
from programs.received.informes.labels import Label
from programs.values.wording.numbers import number_of


def by_their_cells(
    columns: dict[Label, int], head: tuple[str, ...], below: Rows
) -> dict[Label, int]:
    """Return which column announces what, the share taken for that whose cells have its sign."""
    place = columns.get(Label.PROGRESS)
    if place is None or _is_share(head[place]):
        return columns
    counted = _cells(below, place)
    if not counted or not all(number_of(cell) is not None for cell in counted):
        return columns
    shares = [
        right
        for right in range(place + 1, len(head))
        if (cells := _cells(below, right)) and all(map(_is_share, cells))
    ]
    if len(shares) != 1:
        return columns
    return columns | {Label.DONE: place, Label.PROGRESS: shares[0]}


def _cells(below: Rows, place: int) -> list[str]:
    return [row[place].strip() for row in below if place < len(row) and row[place].strip()]


def _is_share(cell: str) -> bool:
    return "%" in cell or "ciento" in cell

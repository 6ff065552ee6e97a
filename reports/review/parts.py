"""The parts of a línea that can be observed, each with the key that forms and anchors write.

"todo" is the whole of what is open, "bloque-5", "figura-5" and "cantidad-5" rows of it, and
"mes-5-3" the third month of a tarea.
"""

import re

from programs.models import Observacion

WHOLE = "todo"
BLOCK, FIGURE, QUANTITY, MONTH = "bloque", "figura", "cantidad", "mes"
KEY = re.compile(
    rf"(?:({BLOCK}|{FIGURE}|{QUANTITY})-(\d{{1,18}})|{MONTH}-(\d{{1,18}})-(\d{{1,2}})|{WHOLE})"
)


def row_key(kind: str, pk: int) -> str:
    """Return the key of a block, a picture or a quantity."""
    return f"{kind}-{pk}"


def month_key(tarea_pk: int, month: int) -> str:
    """Return the key of one month of a tarea."""
    return f"{MONTH}-{tarea_pk}-{month}"


def part_key(row: Observacion) -> str:
    """Return the key of the part that an observation names."""
    if row.marca_id:
        return month_key(row.marca.tarea_id, row.marca.month)
    named = ((BLOCK, row.bloque_id), (FIGURE, row.figura_id), (QUANTITY, row.cantidad_id))
    return next((row_key(kind, pk) for kind, pk in named if pk), WHOLE)


def part_anchor(key: str) -> str:
    """Return the id of a part on the page."""
    return f"parte-{key}"

"""What the heads of the columns of a table say, and the cells below them where these do not."""

import re

from programs.received.informes.blocks import Rows
from programs.received.informes.labels import Label
from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded, number_of

_TURN = re.compile(
    r"\s*(?:\w{1,8}\.?\s)?(?:trim\b|trimestre)|\s*(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)"
    r"|\s*(?:[1-4](?:er|ro|do|to|o|[°º])?\.? ?t\b|t(?:rim)?\.? ?[1-4]\b)"
)
_SPAN = re.compile(
    rf"(?:\w{{1,8}}\.? (?:semestre|trimestre|bimestre)"
    rf"|(?:de )?(?:{MONTH})(?: ?(?:-|a|al|y) ?(?:{MONTH}))?)"
    r"(?: (?:de )?20\d\d)?"
)
# What stands above the labels and values of a card.
_HEADS = [
    [name, value]
    for name in ("concepto", "campo", "rubro", "elemento", "dato", "apartado")
    for value in ("dato", "contenido", "descripcion", "valor", "informacion", "detalle")
]
_OFFICES = re.compile(
    r"(?:(?:sub)?direccion|departamento|coordinacion|oficina|jefatura|delegacion|plantel|sede|region"
    r"|distrito|municipio|dependencia|centro|modulo)(?:es|s)?(?: (?:o|y|/) \w{4,20}| \w{4,20})?"
)


def is_turn(head: str) -> bool:
    """Tell whether the head of a column names a month or a quarter: "1T", "Segundo trimestre"."""
    return _TURN.match(folded(head)) is not None


def tells_turn(head: str, text: str) -> bool:
    """Tell whether a cell says when a línea is due ("Trimestre en que se ejecuta"), or of a turn.

    It is kept in sight, for a check that asks what is due.
    """
    due = _DUE.search(folded(head)) is not None
    return due or (is_turn(head) and number_of(text) is not None)


_DUE = re.compile(r"\b(?:trimestres?|calendari\w+)\b")


def is_span(head: str) -> bool:
    """Tell whether a column is of some months: "Primer semestre", "Julio-septiembre"."""
    return _SPAN.fullmatch(folded(head).strip()) is not None


def is_card_head(row: tuple[str, ...]) -> bool:
    """Tell whether a row stands above the labels and values of a card: "Concepto | Dato"."""
    return [folded(cell).strip() for cell in row] in _HEADS


def heads_offices(head: str) -> bool:
    """Tell whether the head of a column names offices: "Departamento", "Plantel o sede"."""
    return _OFFICES.fullmatch(folded(head).strip()) is not None


def by_their_cells(
    columns: dict[Label, int], head: tuple[str, ...], below: Rows
) -> dict[Label, int]:
    """Return which column announces what, the share taken for that whose cells have its sign.

    "Avance acumulado | Avance anual" over "18 | 45%": the other one is how many were done.
    """
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


def named_first(columns: dict[Label, int], below: Rows) -> dict[Label, int]:
    """Return which column announces what, the first one naming the líneas where metas are numbers.

    "Serie | Meta | Programado | …" over "Recursos humanos | 200 | 50": no head says "Actividad".
    """
    place = columns.get(Label.LINEA)
    first = next((label for label, column in columns.items() if column == 0), Label.AREA)
    if not place or Label.META in columns or first is not Label.AREA:
        return columns
    told, names = _cells(below, place), _cells(below, 0)
    if not told or len(names) < len(below) or not all(map(_BARE.fullmatch, told)):
        return columns
    if any(_BARE.fullmatch(name) or is_turn(name) for name in names):
        return columns
    others = {label: column for label, column in columns.items() if column}
    return others | {Label.LINEA: 0, Label.META: place}


_BARE = re.compile(r"\d[\d.,]{0,12}")


def _cells(below: Rows, place: int) -> list[str]:
    return [row[place].strip() for row in below if place < len(row) and row[place].strip()]


def _is_share(cell: str) -> bool:
    return "%" in cell or "ciento" in cell

"""Where in a document something stands, in the words of who wrote it: línea, block and sign.

For what the renderer could not print. Its complaint names a sign or a file; a document too heavy
for its limits gets no complaint at all, only its weight.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from programs.enums import BlockKind
from programs.received.limits import (
    HEAVY,
    markup_problem,
    markup_weight,
    table_problem,
    table_weight,
    text_problem,
)
from reports.charts import Chart
from reports.documents.acuse import Acuse
from reports.documents.base import Block, Chapter, Cover, Document
from reports.documents.diferencias import Diferencias
from reports.documents.figures import Figure
from reports.documents.files import LineFiles
from reports.documents.hechos import LineOrigins, PrintedHecho
from reports.documents.informe import ReportEje, ReportLine
from reports.documents.modifications import VersionTable
from reports.documents.pta import CalendarTable, CardLine, EjeCard, TaskTable
from reports.documents.results import ResultEje, ResultLine
from reports.documents.resumen import Resumen
from reports.documents.signatures import SignatureRow

# A complaint names few signs; a text in another alphabet would name hundreds.
MOST = 12
_CODE = re.compile(r"U\+([0-9A-Fa-f]{4,6})")
_FILE = re.compile(r"(?:media|static):([^\s'\"]+)")
_NO_PICTURE = "no se encontró el archivo de una imagen."
# What of a línea stands outside of its blocks.
PARTS = {
    "goal": "meta",
    "months": "meses",
    "sentence": "frase de cierre y causa",
    "adjustments": "ajustes",
    "figures": "cifras",
}


Items = Sequence[tuple[str, str | Figure | Block]]


def failed_places(
    document: Document | Resumen | Acuse | Diferencias, complaint: str
) -> tuple[str, ...]:
    """Return what may have stopped a document and where it stands, a sentence for each place.

    First what the complaint names: a sign, a picture. Where it names nothing of the document, what
    would be refused today if it were saved, and otherwise the heaviest blocks.
    """
    items = list(_items(document, "El documento"))
    if document.emblem in _FILE.findall(complaint):
        return (f"Emblema: {_NO_PICTURE}",)
    return tuple(_named(items, complaint) or _too_heavy(items) or _heaviest(items))


def _named(items: Items, complaint: str) -> list[str]:
    signs = [chr(int(code, 16)) for code in _CODE.findall(complaint) if int(code, 16) <= 0x10FFFF]
    names = _FILE.findall(complaint)
    found = []
    for place, item in items:
        if isinstance(item, Figure) and item.name in names:
            found.append(f"{place}: {_NO_PICTURE}")
        if not isinstance(item, str):
            continue
        held = [f"U+{ord(sign):04X}" for sign in signs if sign in item]
        if held:
            word = "el signo" if len(held) == 1 else "los signos"
            found.append(f"{place}: {word} {', '.join(held)}.")
    return list(dict.fromkeys(found))[:MOST]


def _too_heavy(items: Items) -> list[str]:
    found = []
    for place, item in items:
        if isinstance(item, Block):
            problem = markup_problem(item.html) or table_problem(_cells(item))
        else:
            problem = text_problem(item) if isinstance(item, str) else ""
        if problem:
            found.append(f"{place}: {problem[0].lower()}{problem[1:]}")
    return found[:MOST]


def _heaviest(items: Items) -> list[str]:
    blocks = [
        (markup_weight(item.html) + table_weight(_cells(item)), place)
        for place, item in items
        if isinstance(item, Block)
    ]
    heavy = sorted((block for block in blocks if block[0] > HEAVY), reverse=True)
    return [f"{place}: es de los bloques más largos." for _, place in heavy[:MOST]]


def _cells(block: Block) -> list[list[str]]:
    """Return the cells as they were captured, row by row from the head."""
    head = [
        [text for cell in row for text in (cell.text, *[""] * (cell.span - 1))]
        for row in block.head
    ]
    return head + [[cell.text for cell in row] for row in block.rows]


def _items(value: object, place: str) -> Iterator[tuple[str, str | Figure | Block]]:
    """Yield every text, picture and block of a value with the place where it stands."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Figure):
        yield place, value
        yield place, value.alt
    elif isinstance(value, dict):
        for item in value.values():
            yield from _items(item, place)
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _items(item, _block_place(item, number, place))
    elif isinstance(value, Chart):
        # Its words are those of its table; the drawing itself is nobody's text.
        yield from _items((value.title, *(cell.text for row in value.rows for cell in row)), place)
    elif is_dataclass(value):
        if isinstance(value, Block):
            yield place, value
        name = _own_name(value) or place
        for field in fields(value):
            part = PARTS.get(field.name, "") if isinstance(value, ReportLine) else ""
            yield from _items(getattr(value, field.name), f"{name}, {part}" if part else name)


def _block_place(item: object, number: int, place: str) -> str:
    if not isinstance(item, Block):
        return place
    return f"{place}, bloque {number} ({BlockKind(item.kind).label})"


def _own_name(value: object) -> str:
    """Return what people call a part of a document, "" for one without a name of its own."""
    match value:
        case ReportLine():
            return value.heading
        case ResultLine():
            return f"Línea {value.number}, anexo de metas y resultados"
        case LineFiles():
            return f"Línea {value.number}, anexo de archivos de respaldo"
        case PrintedHecho():
            return f"Hecho «{value.name[:80]}», anexo de hechos"
        case LineOrigins():
            return f"Línea {value.number}, anexo de hechos"
        case CardLine():
            return f"Línea {value.linea.number}"
        case ReportEje() | ResultEje() | EjeCard() | TaskTable() | CalendarTable():
            return f"Eje «{value.name}»"
        case SignatureRow():
            return "Las firmas"
        case VersionTable():
            return value.heading
        case Chapter():
            return f"Apartado «{value.heading}»"
        case Cover():
            return "La portada"
    return ""

"""The headings of a paste of hechos, as sheets have them: each told to a column of its kind.

Sheets number their rows in a first column and call the others in their own words. A column that no
field takes is told to the person, never left out in silence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from programs.received.pasted import PastedRow
from programs.values.hechos.kinds import HechoKind
from programs.values.typed import plain

NAME, DAY = "nombre", "fecha"
# A column that numbers the rows, where another one names them.
PASSED_OVER = "."
_SIGNS = re.compile(r"[^\w ]+")
_COUNT_OF = re.compile(r"(?:numero|num|no|total|cantidad) (?:de |del )?(?:las |los )?")
_PAPERS = (
    "oficio|oficios|memorandum|memorando|circular|documento|convenio|contrato|solicitud|expediente"
)
_NAMED = re.compile(
    rf"nombres?(?: .*)?|titulo(?: .*)?|denominacion(?: .*)?|(?:{_PAPERS})(?: (?:numero|num|no))?|"
    rf"(?:numero|num|no) (?:de |del )?(?:{_PAPERS})|folio (?:de |del )?(?:{_PAPERS})|"
    r"cursos?|eventos?|taller(?:es)?|curso o evento|sesion(?:es)?|sistema"
)
_DATED = re.compile(r"(?:fecha|dia)(?: (?:de|del|en) .*)?")
# What may name a row, or only number it.
_MAY_NAME = "?"
_MAYBE = ("folio", "numero", "num", "no", "n")
# How sheets call the fields with which an institution begins, by their keys.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "sede": ("lugar", "sede", "lugar y sede", "domicilio"),
    "organiza": ("organiza", "organizador", "imparte", "impartido por", "institucion que imparte"),
    "destinatario": ("dirigido a", "para", "destino", "a quien va dirigido"),
    "remitente": ("de", "quien envia", "firma"),
    "mujeres": ("mujer", "m", "femenino"),
    "hombres": ("hombre", "h", "masculino"),
    "ordinal": ("numero de sesion",),
    "organo": ("comite", "organo colegiado"),
}


@dataclass(frozen=True)
class Headed:
    """Rows whose headings are the columns of their kind, and the headings that no column took."""

    rows: tuple[PastedRow, ...]
    unused: tuple[str, ...]


def with_headings(rows: Sequence[PastedRow], kind: HechoKind) -> Headed:
    """Return rows with the headings of their first one told; as they are where it has none.

    A first row is of headings where it names two columns, since a hecho has a name and a date, and
    holds no figures: "Sesión" and "Comité" beside a date are a hecho.
    """
    head, *body = rows
    columns = _columns(head.cells, kind)
    pairs = zip(head.cells, columns, strict=True)
    figures = any(not column and re.search(r"\d", cell) for cell, column in pairs)
    if figures or sum(map(bool, columns)) < 2:
        return Headed(tuple(rows), tuple(_beyond(rows, kind)))
    unused = tuple(
        cell
        for cell, column in zip(head.cells, columns, strict=True)
        if not column and not _numbers_rows(cell)
    )
    columns[0] = columns[0] or PASSED_OVER
    told = tuple(column or cell for cell, column in zip(head.cells, columns, strict=True))
    return Headed((replace(head, cells=told), *body), unused)


def _columns(cells: Sequence[str], kind: HechoKind) -> list[str]:
    """Return the column of each heading, each once, "" for one that is of none.

    "No." names the rows where no other heading does.
    """
    found = [_column(cell, kind) for cell in cells]
    if NAME not in found and _MAY_NAME in found:
        found[found.index(_MAY_NAME)] = NAME
    return [
        "" if column == _MAY_NAME or column in found[:place] else column
        for place, column in enumerate(found)
    ]


def _column(cell: str, kind: HechoKind) -> str:
    words = _words(cell)
    if not words:
        return ""
    if words in (_words(kind.name_label), _words(kind.name)):
        return NAME
    for field in kind.fields:
        if words in (_words(field.label), field.key, *_CALLED.get(field.key, ())):
            return f".{field.key}"
    if words in _MAYBE:
        return _MAY_NAME
    if _NAMED.fullmatch(words):
        return NAME
    if _DATED.fullmatch(words):
        return DAY
    bare = _COUNT_OF.sub("", words, count=1)
    return next((f".{f.key}" for f in kind.fields if bare == _words(f.label)), "")


def _words(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", plain(text)).split())


def _numbers_rows(cell: str) -> bool:
    """Tell whether a heading is that of a column which only numbers the rows."""
    return _words(cell) in (*_MAYBE, "consecutivo", "renglon") or not _words(cell)


def _beyond(rows: Sequence[PastedRow], kind: HechoKind) -> Iterator[str]:
    """Yield the first cell of each column after the last one of rows without headings."""
    last = 2 + len(kind.fields)
    found: dict[int, str] = {}
    for row in rows:
        for column, cell in enumerate(row.cells, start=row.lead):
            if column >= last and cell:
                found.setdefault(column, cell)
    yield from (found[column] for column in sorted(found))

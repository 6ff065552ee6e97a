"""The oficios of a table: a column of numbers, known by its heading or by what is told above it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.oficios import OficioMention, kind_of, oficios_of
from programs.values.written import Period


def oficios_of_table(
    rows: Sequence[Sequence[str]], period: Period | None = None, *, announced: bool = False
) -> tuple[tuple[int, OficioMention], ...]:
    """Return the oficios of a table with a column of them, each with the place of its row.

    The column is known by its first row ("No. de oficio"), or each cell says what it is ("Oficio
    DA/012/2025"); a column "Fecha" beside it gives the day. Their places in the text are those
    within the cell. `announced` tells that the text above says that they are oficios: then the
    column needs no heading.
    """
    if not rows:
        return ()
    if announced and (column := _bare_column(rows)) is not None:
        width = max(map(len, rows))
        heads = ["fecha" if n == _dated_column(rows) else "" for n in range(width)]
        heads[column] = "oficio"
        # Below a heading of our own, each row keeps its place.
        own = oficios_of_table([heads, *rows], period)
        return tuple((place - 1, mention) for place, mention in own)
    heads = [folded(cell).strip() for cell in rows[0]]
    columns = [n for n, head in enumerate(heads) if _COLUMN.fullmatch(head)] or [
        n
        for n, head in enumerate(heads)
        if _NUMBER_COLUMN.fullmatch(head) and _of_oficios(rows, n, bare=announced)
    ]
    days = [n for n, head in enumerate(heads) if _DAY_COLUMN.fullmatch(head)]
    if len(columns) > 1:
        return ()
    found = []
    for place, row in enumerate(rows[1:], start=1):
        for column, cell in enumerate(each.strip() for each in row):
            if columns and column == columns[0]:
                mentions = oficios_of(f"{kind_of(heads[column])} No. {cell}", period)
                mentions = mentions or oficios_of(cell, period)
            else:
                mentions = () if columns else oficios_of(cell, period)
            for mention in mentions:
                day = mention.day
                if day is None and len(days) == 1 and days[0] < len(row):
                    given = dates_of(row[days[0]], period)
                    day = given[0].first if len(given) == 1 else None
                found.append((place, replace(mention, day=day)))
    return tuple(found)


def begins_with_number(text: str) -> bool:
    """Tell whether a text opens with what may be the number of an oficio: "DA/064/2023, de …"."""
    return _MARKED_CODE.match(text) is not None


def oficio_of_item(text: str, period: Period | None = None) -> tuple[OficioMention, ...]:
    """Return the oficio with whose number an item opens, below a text that announces oficios.

    "- DA/064/2023, de 20 de abril, sobre donativos." The only day of an item is its own wherever
    it stands: "a) DA/064/2023, al Registro Civil (12 de marzo)".
    """
    if not begins_with_number(text):
        return ()
    mark = re.match(_ITEM_MARK, text)
    place = mark.end() if mark else 0
    shift = len(_LED) - place
    days = dates_of(text, period)
    only = days[0].first if len(days) == 1 else None
    return tuple(
        replace(
            each,
            start=each.start - shift,
            end=each.end - shift,
            opens=max(0, each.opens - shift),
            closes=each.closes - shift,
            day=each.day or only,
        )
        for each in oficios_of(_LED + text[place:], period)[:1]
    )


_LED = "Oficio "


def _bare_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the column whose every cell is the number of an oficio, from the first row on."""
    width = min(map(len, rows))
    own = [n for n in range(width) if all(_CODE.fullmatch(row[n].strip()) for row in rows)]
    return own[0] if len(own) == 1 and len(rows) > 1 else None


def _dated_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the column whose every cell is one day, None for none and for several."""
    width = min(map(len, rows))
    own = [n for n in range(width) if all(len(dates_of(row[n])) == 1 for row in rows)]
    return own[0] if len(own) == 1 else None


def _of_oficios(rows: Sequence[Sequence[str]], column: int, *, bare: bool = False) -> bool:
    """Tell whether most cells of a column are numbers as an oficio has them: "DA/0008/2026".

    Where `bare`, below a text that announces oficios, "088/2026" is one too.
    """
    cells = [row[column].strip() for row in rows[1:] if column < len(row) and row[column].strip()]
    shapes = (_CODE, _BARE) if bare else (_CODE,)
    shaped = sum(any(shape.fullmatch(cell) for shape in shapes) for cell in cells)
    return len(cells) > 1 and shaped * 2 > len(cells)


_NUMBER_COLUMN = re.compile(r"(?:no|num|numero)[.]?|folio|documento|referencia")
_BARE = re.compile(r"\d{2,5}/(?:20)?\d\d")
_CODE = re.compile(r"(?:[A-Za-zÁÉÍÓÚÑ.]{1,12}[/\-]){1,5}\d{1,5}(?:[/\-]\d{2,4})?")
_ITEM_MARK = r"(?:\(?(?:\d{1,2}|[a-z])[.)]\s{1,3})?"
_MARKED_CODE = re.compile(_ITEM_MARK + _CODE.pattern)
_COLUMN = re.compile(
    r"(?:(?:no|num|numero)[.]? (?:de |del )?)?(?:oficios?|memorand(?:ums?|os?)|circular(?:es)?)"
    r"(?: (?:no|num|numero)[.]?)?"
)
_DAY_COLUMN = re.compile(
    r"fecha(?: (?:de|del) (?:oficio|envio|emision|elaboracion|memorand(?:um|o)))?"
)

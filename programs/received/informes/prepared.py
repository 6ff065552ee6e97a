"""What is known of the blocks of an informe before they are walked: its word, and its cards."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.boxes import card_lines, is_box, labels_in, linea_rows
from programs.received.informes.columns import is_span, is_turn
from programs.received.informes.front import heading_key
from programs.received.informes.headings import is_capitals
from programs.received.informes.labels import Label, Labelled, inline_parts, is_promise, labelled
from programs.received.informes.marks import (
    SECTION,
    begins_mark,
    mark_of,
    numbered_of,
)
from programs.values.checks.numbering import count_of
from programs.values.wording.captions import caption_of
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import number_of
from programs.values.wording.oficios import oficios_of
from programs.values.wording.placeholders import left_in
from programs.values.written import ContentsEntry

# What may stand between the title of a línea and its meta.
_BEFORE_META = (
    Label.AREA, Label.OBJECTIVE, Label.STRATEGY, Label.LINEA, Label.SPAN, Label.START, Label.END,
    Label.UNIT, Label.NUMBER, Label.OTHER,
)  # fmt: skip
LONGEST_NUMBERED = 400


# Longer than any paragraph or cell that a person writes; what each check costs grows with it.
LONGEST_READ = 20_000
UNREAD = "Este párrafo es demasiado largo: lo que sigue de él no se leyó."


def shortened(blocks: Sequence[Block]) -> tuple[list[Block], int]:
    """Return blocks of which none is longer than is read, and how many letters were left out.

    A paragraph that was cut says so in one of its own behind it.
    """
    kept: list[Block] = []
    lost = 0
    for block in blocks:
        if max(len(block.text), *(len(cell) for row in block.rows for cell in row), 0) <= (
            LONGEST_READ
        ):
            kept.append(block)
            continue
        rows = tuple(tuple(cell[:LONGEST_READ] for cell in row) for row in block.rows)
        cut = replace(block, text=block.text[:LONGEST_READ], rows=rows)
        lost += block.letters - cut.letters
        kept += [cut, Block(BlockKind.TEXT, UNREAD)]
    return kept, lost


# "1) Línea de acción: poner al día los manuales", "II. Proyecto: …"
_ITEM_NUMBER = re.compile(r"\(?(\d{1,2}|[IVX]{1,5})[.)\-]{1,2}")
_NAMED_LATER = re.compile(
    r"(?P<word>L[ií]nea(?: de acci[oó]n)?|Acci[oó]n|Actividad|Proyecto|Compromiso|Tarea)"
    r"\s?[:.\-–—]\s{1,3}(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE,
)


def _marked(block: Block) -> Block:
    """Return an item that is a línea with its number before its word as "Línea de acción 1. …"."""
    if len(block.text) > LONGEST_NUMBERED:
        return block
    number = _ITEM_NUMBER.fullmatch(block.label) if block.label else None
    mark = None if block.label or block.is_table else numbered_of(block.text)
    own = number[1] if number else mark.number if mark and mark.word == SECTION else ""
    found = _NAMED_LATER.fullmatch(mark.rest if mark else block.text) if own else None
    if not found:
        return block
    text = f"{found['word']} {own}. {found['rest']}"
    return replace(block, kind=BlockKind.TEXT, text=text, label="")


# "Actividad: celebrar foros (meta: dos foros al año)."
_META_ASIDE = re.compile(
    r"(?P<title>.{4,240}?)\s?[(\[](?P<meta>[Mm]eta[^:()]{0,20}:\s?(?:\d{1,6}|[^():\[\]]{3,80}))[)\]]\.?"
)
# "Encuadernar tomos (20 al año): se encuadernaron cinco."
_OF_YEAR_ASIDE = re.compile(
    r"(?P<title>.{4,160}?)\s?\((?P<meta>\d{1,6}) (?:al|en el|por) año\)"
    r"(?:[.:;,]\s+(?P<rest>\S.*)|\W*)",
    re.DOTALL,
)
# "Compromiso 1 - Señalizar rutas (meta: 8 rutas). Se señalizaron dos rutas."
_META_WITHIN = re.compile(rf"{_META_ASIDE.pattern}\s+(?P<rest>[A-ZÁÉÍÓÚÑ\d].*)", re.DOTALL)


def with_metas_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, a title that has its meta in brackets behind it as two."""
    for block in blocks:
        closed = block.text.endswith((")", ").", "]"))
        found = _META_ASIDE.fullmatch(block.text) if closed else None
        own = begins_mark(block.text) or block.kind is BlockKind.ITEM
        if not found and "(" in block.text and own:
            found = _META_WITHIN.fullmatch(block.text) or _OF_YEAR_ASIDE.fullmatch(block.text)
        if found:
            meta = found["meta"]
            yield replace(block, kind=BlockKind.TEXT, text=found["title"], label="")
            yield Block(BlockKind.TEXT, meta if ":" in meta else f"Meta: {meta}")
            if rest := found.groupdict().get("rest"):
                yield Block(BlockKind.TEXT, rest)
        else:
            yield block


def without_cards(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, each card that names its línea by a mark as the lines that it holds."""
    for block in (part for whole in blocks for part in _apart(_marked(whole))):
        lines = card_lines(block.rows) if block.is_table else []
        if lines:
            yield from (replace(block, kind=BlockKind.TEXT, text=line, rows=()) for line in lines)
        else:
            yield block


def _apart(block: Block) -> list[Block]:
    """Return a card with a table of its turns below it as two: "Periodo | Personas capacitadas"."""
    rows = block.rows
    place = len(rows)
    while place > 1 and len(rows[place - 1]) == 2 and number_of(rows[place - 1][1]) is not None:
        place -= 1
    turns = [row[0] for row in rows[place:]]
    timed = sum(is_turn(cell) or is_span(cell) for cell in turns)
    if timed < _FEWEST_TURNS or timed < len(turns) - 1 or not card_lines(rows[: place - 1]):
        return [block]
    return [replace(block, rows=rows[: place - 1]), replace(block, rows=rows[place - 1 :])]


_FEWEST_TURNS = 2  # and perhaps their total
_DATED_LABEL = re.compile(r"(?:Fecha|Periodo)\s[^:]{2,60}:\s*\d")


# "Total de usuarios atendidos: 88"
_COUNTS = re.compile(r"^[A-ZÁÉÍÓÚÑ][^:\d]{3,80}:\s?\d[\d,]{0,12}$")


def may_be_cover(block: Block) -> bool:
    """Tell whether a heading may stand on the cover: nothing that a check may ask of."""
    text = block.text
    return not (
        caption_of(text)
        or (text.endswith(".") and not is_capitals(text))
        or _DATED_LABEL.match(text)
        or _COUNTS.search(text)
        or oficios_of(text)
        or left_in(text)
        or any(each.impossible for each in dates_of(text))
    )


def label_of(block: Block) -> Labelled | None:
    """Return the label with which a block begins, that of a promise as the meta that it is."""
    if block.promised:
        return Labelled(Label.META, "Meta", block.promised)
    if not block.promise:
        return labelled(block.text)
    head, _, rest = block.text.partition(":")
    return Labelled(Label.META, head.strip(), rest.strip())


def begins_box(block: Block) -> bool:
    """Tell whether a block is a box of a línea, or the first label of one.

    A table that has líneas in its rows stands below what names their área.
    """
    if block.is_table:
        return is_box(block.rows) and not linea_rows(block.rows)
    found = label_of(block)
    return found is not None and is_promise(found)


def announces_meta(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks begin with the labels of a línea, its meta among them."""
    for block in blocks:
        if begins_box(block):
            return True
        found = None if block.is_table else label_of(block)
        if found is None or found.label not in _BEFORE_META:
            return False
    return False


def meta_ahead(blocks: Sequence[Block]) -> bool:
    """Tell whether some of these blocks announce a meta."""
    if _unit_and_number(blocks):
        return True
    for block in blocks:
        texts = block.rows or ((block.text,),)
        if (
            block.promise
            or block.promised
            or Label.META in labels_in(texts)
            or any((own := labelled(part)) and is_promise(own) for part in inline_parts(block.text))
        ):
            return True
    return False


def _unit_and_number(blocks: Sequence[Block]) -> bool:
    """Tell whether lines tell a number and, beside it, its unit: "Cantidad comprometida: 40"."""
    told = [found for block in blocks if not block.is_table and (found := labelled(block.text))]
    unit = any(found.label is Label.UNIT and found.rest for found in told)
    return unit and any(
        found.label in (Label.META, Label.PROGRAMMED) and number_of(found.rest) is not None
        for found in told
    )


def follows(headings: Sequence[ContentsEntry], number: str) -> bool:
    """Tell whether a number is the next one of the headings so far."""
    last = headings[-1].number if headings else ""
    before, own = count_of(last.casefold()), count_of(number.casefold())
    return before is not None and own == before + 1 and last.isdigit() == number.isdigit()


def title_key(text: str) -> str:
    """Return the key of the title of a línea in a cell, without its number."""
    mark = mark_of(text) or numbered_of(text)
    return heading_key(mark.rest if mark else text)

"""Pasted text as blocks: broken lines joined, tables and lists told apart, markup taken away.

People paste from Word (a line for each paragraph), from a PDF (a line for each printed line), from
a sheet (tabulators), from a web page or from a program that writes tags and signs of Markdown.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import quantiles

from programs.errors import FileRefused
from programs.received.informes.blocks import Block, BlockKind, Rows
from programs.received.informes.labels import labelled
from programs.received.informes.lines import OPEN_END, Paragraph, Printed, item_of, paragraphs
from programs.received.informes.marks import begins_mark
from programs.received.signs import clean_text
from programs.values.wording.captions import caption_of
from programs.values.wording.numbers import folded

MAX_LETTERS = 1_000_000
MAX_LINES = 40_000  # five hundred printed pages have half as many
# Of all tables, once their short rows are as long as the longest: all of them cross to the page.
MAX_CELLS = 100_000
EMPTY = "No hay texto. Pegue su informe, o elija el archivo."
TOO_LONG = f"El texto pasa de {MAX_LETTERS:,} letras. Divídalo y revíselo por partes."
TOO_MANY_LINES = f"El texto pasa de {MAX_LINES:,} renglones. Divídalo y revíselo por partes."

TOO_WIDE = f"Las tablas pasan de {MAX_CELLS:,} celdas. Divida el informe y revíselo por partes."

# Signs without width, and those that turn the direction of writing.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_TAG_BREAK = re.compile(
    r"<(?:/?(?:p|div|li|tr|table|h[1-6]|ul|ol)|br)\b[^<>]{0,200}>", re.IGNORECASE
)
_TAG_CELL = re.compile(r"</t[dh]>\s*<t[dh]\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:span|b|strong|i|em|u|a|td|th|tbody|thead|font|sup|sub|img|html|body)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
_MARKDOWN_HEAD = re.compile(r"(#{1,6})\s+(?=\S)")
_MARKDOWN_BOLD = re.compile(r"(?:\*\*|__)(?=\S)([^*\n]{1,400}?)(?<=\S)(?:\*\*|__)")
_RULE = re.compile(r"[\s|:+=_\-–—*·.]{2,}")
# Frames that are drawn with signs: "│ Meta: 12 visitas", "└────".
_FRAME = re.compile("^[\u2500-\u257f]+\\s?|\\s?[\u2500-\u257f]+$")
# "--- Unidad de Transparencia ---", "=== Línea 2 ==="
_FRAMED = re.compile(r"[-–—=*_~]{2,}\s{0,3}([^-–—=*_~].{2,118}?)\s{0,3}[-–—=*_~]{2,}")
_PAGE = re.compile(
    r"(?:p[aá]g(?:ina|\.)?\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:de|/)\s*\d{1,3})?", re.IGNORECASE
)
_COLUMNS = re.compile(r"(?<=\S)\s{3,}(?=\S)|(?<=\S)  (?=\S)")
_WIDEST_COPY = 160


def blocks_of_text(text: str) -> list[Block]:
    """Return the blocks of a pasted text in their order. Raises `FileRefused` for none."""
    if len(text) > MAX_LETTERS:
        raise FileRefused(TOO_LONG)
    rows = plain_lines(text)
    if len(rows) > MAX_LINES:
        raise FileRefused(TOO_MANY_LINES)
    if not any(rows):
        raise FileRefused(EMPTY)
    wrap = _wrap(rows)
    spaced = sum(1 for row in rows if not row) * 6 >= len(rows)
    return list(_blocks(rows, wrap, spaced=spaced))


def clean(text: str) -> str:
    """Return a text without signs that nobody sees, each kind of blank a blank."""
    text = _BLANKS.sub(" ", _UNSEEN.sub("", clean_text(text)))
    return unicodedata.normalize("NFC", text.replace("％", "%").replace("﹪", "%"))


def plain_lines(text: str) -> list[str]:
    """Return the lines of a text without markup; a line of nothing but blanks or rules is ""."""
    text = clean(text)
    if "<" in text:
        text = _cells_of_tags(text)
    if "&" in text:
        for entity, sign in _ENTITIES.items():
            text = text.replace(entity, sign)
    if "**" in text or "__" in text:
        text = _MARKDOWN_BOLD.sub(r"\1", text)
    kept = []
    framed = any(sign in text for sign in "│┃║")
    for line in text.split("\n"):
        line = _unframed(line) if framed else line
        if not _RULE.fullmatch(line[:400]):
            kept.append(line.rstrip(" "))
        elif "|" not in line and "\t" not in line.strip():
            kept.append("")  # the line between the head of a table and its rows divides nothing
    return kept


def _unframed(line: str) -> str:
    """Return a line without the frame around it; signs between its cells become bars."""
    return re.sub("[\u2502\u2503\u2551]", "|", _FRAME.sub("", line.strip()))


def _cells_of_tags(text: str) -> str:
    """Take the tags out; in a line with tabulators the parts of a cell stay within it."""
    kept = []
    for line in text.split("\n"):
        if "<" in line:
            line = _TAG_CELL.sub("\t", line)
            between = "\x1f" if "\t" in line.strip() else "\n"
            line = _TAG.sub("", _TAG_BREAK.sub(between, line))
            line = re.sub(r"\x1f[\x1f ]*", "\x1f", line)
        kept.append(line)
    return "\n".join(kept)


def cells_of_line(line: str) -> tuple[str, ...]:
    """Return the cells of a line of a table by tabulators or bars; one cell for any other."""
    if "\t" in line:
        cells = line.split("\t")
        if _is_field(cells):
            return (" ".join(line.split()),)
    elif line.count("|") >= 2 or (line.count("|") == 1 and " | " in line):
        if _names_and_labels(line):
            return (line,)
        cells = line.strip().strip("|").split("|")
    else:
        return (line,)
    made = [cell.strip(" \x1f").replace("\x1f", "\n") for cell in cells]
    while len(made) > 1 and not made[-1]:
        made.pop()
    return tuple(made)


# "Meta anual:<tab>36 visitas": a form that was filled in, whose values run over several lines.
_FIELD = re.compile(r"[A-ZÁÉÍÓÚÑ¿][^:\t]{2,40}:")


def _is_field(cells: Sequence[str]) -> bool:
    two = len(cells) == 2 and bool(cells[1].strip())
    return two and _FIELD.fullmatch(cells[0].strip()) is not None


def _names_and_labels(line: str) -> bool:
    """Tell whether a line with bars is a línea and its labels: "Acción 1. Poda | Meta: 3 podas"."""
    name, *parts = (part.strip() for part in line.split("|"))
    told = any(":" in part and labelled(part) for part in parts)
    return told and begins_mark(name) and not name.startswith("|")


def _blocks(rows: list[str], wrap: int, *, spaced: bool) -> Iterator[Block]:
    held: list[Printed] = []
    table: list[tuple[str, ...]] = []
    gap = False
    for place, row in enumerate(rows):
        if not row.strip():
            if table:
                yield _table(table)
                table = []
            gap = True
            continue
        cells = cells_of_line(row)
        if table and _goes_on(table, cells):
            last = table[-1]
            table[-1] = (*last[:-1], f"{last[-1]} {cells[0].strip()}", *cells[1:])
            continue
        if len(cells) == 1 and not table:
            cells = _aligned(rows, place)
        elif len(cells) == 1 and table:
            cells = _aligned(rows, place, before=True)
        if len(cells) == 1 and table and _heads_rows(row, rows[place + 1 : place + 2], table):
            cells = (cells[0].strip(" |"), *("" for _ in table[-1][1:]))
        if len(cells) > 1:
            alone = not table and len(cells_of_line((*rows[place + 1 : place + 2], "")[0])) == 1
            if alone and held and (stated := _stated(cells)):
                held.append(Printed(stated, gap=True, begins=True))
                gap = True
                continue
            if held:
                yield from _texts(held, spaced=spaced)
                held = []
            table.append(cells)
            gap = False
            continue
        if table:
            yield _table(table)
            table = []
        text = " ".join(row.replace("\x1f", " ").split()).removeprefix("> ")
        framed = _FRAMED.fullmatch(text)
        text = f"## {framed[1]}" if framed else text
        if _PAGE.fullmatch(text) and (gap or not held):
            continue
        head = _MARKDOWN_HEAD.match(text)
        level = len(head[1]) if head else 0
        held.append(
            Printed(
                text[head.end() :] if head else text,
                len(row) >= wrap,
                gap,
                level=level,
                begins=_is_field(row.split("\t")),
            )
        )
        gap = False
    if table:
        yield _table(table)
    yield from _texts(held, spaced=spaced)


_PROGRESS = re.compile(
    r"(?:(?:porcentaje|grado|nivel|por ?ciento)\sde\s)?(?:avance|cumplimiento|progreso)"
    r"(?:\s(?:de\sla\smeta|anual|acumulado|del\s(?:ano|trimestre|periodo)|reportado|alcanzado|total))?"
)
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|por\s?ciento)")


def _stated(cells: tuple[str, ...]) -> str:
    """Return the line of a row that stands alone below a narrative: "Avance | 50% de la meta"."""
    told = [cell.strip() for cell in cells if cell.strip()]
    if len(told) != 2 or not _PROGRESS.fullmatch(folded(told[0]).strip(" .:%")):
        return ""
    return (
        f"{told[0]}: {told[1]}" if _SHARE.match(told[1]) and len(told[1]) < _LONGEST_GROUP else ""
    )


def _goes_on(table: Sequence[tuple[str, ...]], cells: tuple[str, ...]) -> bool:
    """Tell whether a line goes on in the last cell of a row that a narrow window broke.

    The row lacks cells, and the line begins small or behind a word that asks for more.
    """
    last = table[-1]
    missing = len(table[0]) - len(last)
    if len(table) < 2 or len(table[0]) < 3 or missing < len(cells) - 1 or len(cells[0]) > 200:
        return False
    text, before = cells[0].strip(), last[-1]
    if len(before) < 8 or before[-1:] in ".;:" or not text:
        return False
    asks = OPEN_END.search(folded(before[-12:])) or before.count("(") > before.count(")")
    return bool(asks) or (text[0].islower() and bool(missing or len(cells) > 1))


def _heads_rows(line: str, following: Sequence[str], table: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether a line within a table heads the rows below it: "A) Info. púb.", "Quejas |"."""
    text = line.strip(" |")
    if not following or len(text) > _LONGEST_GROUP or text[-1:] in ".:;" or caption_of(text):
        return False
    below = cells_of_line(following[0])
    figures = len(below) == len(table[-1]) and all(cell[:1].isdigit() for cell in below[1:])
    return figures and begins_mark(text) is False


_LONGEST_GROUP = 60


def _aligned(rows: list[str], place: int, *, before: bool = False) -> tuple[str, ...]:
    """Return the cells of a line whose neighbour has as many columns, divided by blanks."""
    if slashed := _by_slashes(rows, place, before=before):
        return slashed
    line = rows[place].strip()
    cells = _COLUMNS.split(line) if "  " in line else [line]
    if len(cells) < 2 or cells[0].endswith(":") or caption_of(" ".join(cells)):
        return (rows[place],)
    near = [place - 1] if before else [place + 1]
    alike = any(
        0 <= each < len(rows) and len(_COLUMNS.split(rows[each].strip())) == len(cells)
        for each in near
    )
    short = len(cells) > 2 or max(map(len, cells)) <= 60
    return tuple(cells) if alike and short else (rows[place],)


def _by_slashes(rows: list[str], place: int, *, before: bool) -> tuple[str, ...]:
    """Return the cells of "Pintura / $85,400.00", whose neighbour is divided alike; else none."""
    near = rows[place - 1 : place] if before else rows[place + 1 : place + 2]
    parts = rows[place].split(" / ")
    if len(parts) < 2 or len(rows[place]) > _WIDEST_COPY or not near:
        return ()
    other = near[0].split(" / ")
    amounts = any(_AMOUNT.fullmatch(each[-1].strip()) for each in (parts, other))
    alike = amounts and len(other) == len(parts)
    return tuple(part.strip() for part in parts) if alike else ()


_AMOUNT = re.compile(r"[$]?\s?\d[\d,]{0,15}(?:\.\d{1,2})?\s?%?")


def _table(rows: list[tuple[str, ...]]) -> Block:
    return Block(BlockKind.TABLE, rows=squared(rows))


def cells_counted(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of an informe. Raises `FileRefused` where all its tables are too much.

    A ragged table is filled up: a small paste could make a page of millions of cells.
    """
    if sum(len(row) for block in blocks for row in block.rows) > MAX_CELLS:
        raise FileRefused(TOO_WIDE)
    return blocks


def squared(rows: list[tuple[str, ...]]) -> Rows:
    """Return rows all as long as the longest of them. Raises `FileRefused` for too many cells."""
    width = max(map(len, rows))
    if width * len(rows) > MAX_CELLS:
        raise FileRefused(TOO_WIDE)
    return tuple(row + ("",) * (width - len(row)) for row in rows)


def _texts(lines: list[Printed], *, spaced: bool) -> Iterator[Block]:
    return (block_of(paragraph) for paragraph in paragraphs(lines, spaced=spaced))


def block_of(paragraph: Paragraph) -> Block:
    """Return a paragraph as a block: an item where it begins with a mark of a list."""
    label, text = item_of(paragraph.text)
    if label and not paragraph.level:
        # "- I. Se realizó…": a mark of the paste and one of the author.
        own, inner = item_of(text)
        return Block(BlockKind.ITEM, inner, label=f"{label} {own}".strip(), page=paragraph.page)
    return Block(
        BlockKind.TEXT,
        paragraph.text,
        level=paragraph.level,
        bold=paragraph.bold,
        page=paragraph.page,
    )


def _wrap(rows: list[str]) -> int:
    """Return from how many signs on a line of this text reaches the right edge."""
    lengths = [len(row) for row in rows if len(row) > 40 and "\t" not in row]
    if len(lengths) < 4:
        return 10**9
    edge = quantiles(lengths, n=10)[-1]
    wrap = round(edge * 0.8)
    long = [
        row
        for row, following in zip(rows, rows[1:], strict=False)
        if len(row) >= wrap and following and "\t" not in row
    ]
    # Where most long lines end a sentence, each is a paragraph and nothing was broken.
    broken = sum(row.rstrip()[-1] not in ".:;!?" for row in long)
    return wrap if edge <= _WIDEST_COPY and broken * 2 > len(long) else 10**9

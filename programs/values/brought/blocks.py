"""What of a línea of an informe becomes blocks of its narrative: prose, tables and captions.

Paragraphs, lists and subtitles that follow one another are one Texto. A table is a Tabla with the
caption beside it; a caption of pictures is a Figuras that waits for them, since no picture comes
along. The sentence that closes the línea is none of them, for the system writes it, but where
nothing else tells what was done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.html import escape

from programs.enums import BlockKind, CaptionKind
from programs.received.limits import HEAVIEST, MAX_MARKUP, markup_weight, text_problem
from programs.received.text import SUBTITLE, text_parts
from programs.values.phrases import number_text
from programs.values.prose import ITEM_MARKS
from programs.values.reviewed import counted_words
from programs.values.shortened import shortened
from programs.values.table_layout import validate_width
from programs.values.tables import validate_rows
from programs.values.wording.captions import caption_of
from programs.values.wording.deeds import deeds_of
from programs.values.written import Passage, PassageKind, WrittenLinea

MOST_BLOCKS = 60
LONGEST_LIST = 20_000
# Letters of a text that tell which one it is.
EXCERPT = 240
_PROSE = {
    PassageKind.TEXT: "p",
    PassageKind.ITEM: "li",
    PassageKind.HEADING: SUBTITLE,
}
_OF_TABLES = ("tabla", "cuadro")
_PHOTOS = ("fotografia",)


@dataclass(frozen=True)
class BroughtBlock:
    """A block as it would be written, its fields as `Bloque` has them; `problem` says why not.

    `problem` is a sentence, "" for a block that can be written.
    """

    kind: str
    html: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 1
    caption_kind: str = CaptionKind.NONE.value
    caption: str = ""
    problem: str = ""

    @property
    def is_text(self) -> bool:
        """Tell whether it is prose."""
        return self.kind == BlockKind.TEXT

    @property
    def values(self) -> dict[str, object]:
        """The fields of its kind."""
        if self.is_text:
            return {"html": self.html}
        captioned: dict[str, object] = {"caption_kind": self.caption_kind, "caption": self.caption}
        if self.kind == BlockKind.FIGURES:
            return captioned
        rows = [list(row) for row in self.rows]
        return {"rows": rows, "header_rows": self.header_rows, **captioned}


def blocks_of(linea: WrittenLinea) -> tuple[BroughtBlock, ...]:
    """Return what the narrative of a línea becomes, in its order, at most `MOST_BLOCKS` of it."""
    made: list[BroughtBlock] = []
    for block in _blocks((*linea.passages, *_told_in_closing(linea))):
        if len(made) == MOST_BLOCKS:
            break
        made.append(block)
    return tuple(made)


def _told_in_closing(linea: WrittenLinea) -> tuple[Passage, ...]:
    """Return the closing sentence where it alone tells what was done: it would be lost.

    "Se celebró la Segunda Sesión el 15 de mayo, por lo que se lleva 75% de avance."
    """
    closing = linea.closing
    prose = any(passage.kind in _PROSE for passage in linea.passages)
    if closing is None or prose or deeds_of(closing.text, firm=True).most <= 0:
        return ()
    return (closing,)


def described(block: BroughtBlock) -> tuple[str, str, str]:
    """Return what a block is, its first words, and what opens the rest of it, "" for none.

    Of a text they are as they would be typed: a line for each paragraph, and the marks of a list.
    """
    if block.kind == BlockKind.FIGURES:
        return "Pie de figura, en espera de sus fotografías", block.caption, ""
    if block.kind == BlockKind.TABLE:
        rows = counted_words(len(block.rows), "fila", "filas")
        return f"Tabla de {rows}" if rows else "Tabla", block.caption, "Ver la tabla"
    text = "\n".join(
        f"{ITEM_MARKS[0]}{part.words}" if part.tag == "li" else part.words
        for part in text_parts(block.html)
    )
    if len(text) <= EXCERPT:
        return "Texto", text, ""
    return (
        "Texto",
        shortened(text, EXCERPT),
        f"Ver completo ({number_text(Decimal(len(text)))} letras)",
    )


def _blocks(passages: Sequence[Passage]) -> Iterator[BroughtBlock]:
    prose: list[Passage] = []
    place = 0
    while place < len(passages):
        passage = passages[place]
        place += 1
        if passage.kind in _PROSE:
            prose.append(passage)
            continue
        yield from _texts(prose)
        prose = []
        after = passages[place] if place < len(passages) else None
        if passage.kind is PassageKind.TABLE:
            caption = _caption_under(after)
            yield _table(passage, caption)
            place += caption is not None
        elif passage.kind is PassageKind.CAPTION:
            if _is_of_table(passage) and after and after.kind is PassageKind.TABLE:
                yield _table(after, passage)
                place += 1
            else:
                yield _figures(passage)
    yield from _texts(prose)


def _caption_under(passage: Passage | None) -> Passage | None:
    """Return the caption that stands under a table: one of tables, or of an image of it.

    The real informe of Chiapas captions a table of 22 rows as its Imagen 3; photographs are no
    table.
    """
    if passage is None or passage.kind is not PassageKind.CAPTION:
        return None
    found = caption_of(passage.text)
    return None if found and found.kind in _PHOTOS else passage


def _is_of_table(passage: Passage) -> bool:
    found = caption_of(passage.text)
    return found is not None and found.kind in _OF_TABLES


def _texts(prose: Sequence[Passage]) -> Iterator[BroughtBlock]:
    """Yield prose as few blocks of Texto as its limits allow."""
    held: list[str] = []
    letters = weight = 0
    for part in _parts(prose):
        more = markup_weight(part) + 1
        if held and (letters + len(part) > MAX_MARKUP or weight + more > HEAVIEST):
            yield _text("".join(held))
            held, letters, weight = [], 0, 0
        held.append(part)
        letters += len(part)
        weight += more
    if held:
        yield _text("".join(held))


def _parts(prose: Sequence[Passage]) -> Iterator[str]:
    """Yield each paragraph, subtitle and list as markup; a very long list is several."""
    items: list[str] = []
    letters = 0
    for passage in prose:
        words = "<br>".join(escape(line.strip()) for line in passage.text.split("\n"))
        tag = _PROSE[passage.kind]
        if items and (tag != "li" or letters > LONGEST_LIST):
            yield f"<ul>{''.join(items)}</ul>"
            items, letters = [], 0
        if tag == "li":
            items.append(f"<li>{words}</li>")
            letters += len(words)
        else:
            yield f"<{tag}>{words}</{tag}>"
    if items:
        yield f"<ul>{''.join(items)}</ul>"


def _text(html: str) -> BroughtBlock:
    if len(html) > MAX_MARKUP:
        problem = f"Es un solo párrafo de más de {MAX_MARKUP:,} letras. Divídalo."
        return BroughtBlock(BlockKind.TEXT.value, problem=problem)
    return BroughtBlock(BlockKind.TEXT.value, html=html, problem=text_problem(html))


def _table(passage: Passage, caption: Passage | None) -> BroughtBlock:
    """Return a table with its caption; one that no page holds says why, without its cells."""
    width = max(map(len, passage.rows), default=0)
    rows = tuple((*row, *[""] * (width - len(row))) for row in passage.rows)
    header = min(passage.header_rows, 2, max(len(rows) - 1, 0))
    kind, words = _captioned(caption) if caption else (CaptionKind.NONE, "")
    try:
        validate_rows([list(row) for row in rows])
        validate_width([list(row) for row in rows], header)
    except ValidationError as error:
        return BroughtBlock(
            BlockKind.TABLE.value,
            caption_kind=kind.value,
            caption=words,
            problem=" ".join(error.messages),
        )
    return BroughtBlock(
        BlockKind.TABLE.value,
        rows=rows,
        header_rows=header,
        caption_kind=kind.value,
        caption=words,
    )


def _figures(passage: Passage) -> BroughtBlock:
    kind, words = _captioned(passage)
    return BroughtBlock(BlockKind.FIGURES.value, caption_kind=kind.value, caption=words)


def _captioned(passage: Passage) -> tuple[CaptionKind, str]:
    """Return the printed word of a caption and its text: the number is the document's own."""
    found = caption_of(passage.text)
    if found is None:
        return CaptionKind.NONE, passage.text
    if found.kind in _OF_TABLES:
        kind = CaptionKind.TABLE
    else:
        kind = CaptionKind.PHOTO if found.kind in _PHOTOS else CaptionKind.IMAGE
    return kind, found.text

"""What both documents share: printed blocks, chapters, the cover, what a copy is worth.

Frozen dataclasses of plain values; from here on nothing asks the database.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from django.utils.html import strip_tags

from programs.enums import BlockKind, SeccionKind
from programs.received.text import at_level, clean_html
from programs.values.colors import printed_brand
from programs.values.given import given
from programs.values.snapshot import BlockSnapshot, Snapshot
from programs.values.table_layout import PORTRAIT, TableLayout, is_tall, table_layout
from programs.values.tables import HeadCell, table_parts
from programs.values.tied import untied
from programs.values.words import complete
from reports.charts.svg import Markup
from reports.documents.figures import FigureSet, figure_sets
from reports.values.payload import Change

# A paragraph of up to two printed lines, which must not be left alone under its heading.
SHORT_PROSE = 200
# Letters of a cover in its usual type; the longest title alone has 250.
FULL_COVER = 320
# The table of errata of static/print/document.css, in millimetres, and its size in points.
ERRATA_COLUMNS = (24, 30, 48, 48)
ERRATA_SIZE = 9


@dataclass(frozen=True)
class BodyCell:
    """One cell of the body of a printed table; `is_head` tells that it names its row."""

    text: str
    is_number: bool
    is_head: bool


@dataclass(frozen=True)
class Block:
    """A block as it prints: prose, table or sets of figures, with its numbered caption.

    `key` is the captured block's; `is_short` marks prose of up to two lines, which stays with what
    follows it; `layout` is how a table lies on its page, None for what is no table; `wide` puts
    the block on a wide page, as it does a table that needs one and the short prose before it.
    """

    key: str
    kind: str
    html: str
    is_short: bool
    title: str
    layout: TableLayout | None
    wide: bool
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[tuple[BodyCell, ...], ...]
    source: str
    figure_sets: tuple[FigureSet, ...]
    label: str
    caption: str

    @property
    def columns(self) -> tuple[float, ...]:
        """The widths of a table's columns, in percent."""
        return self.layout.columns if self.layout else ()

    @property
    def body(self) -> Iterator[tuple[bool, tuple[BodyCell, ...]]]:
        """Yield (whether it is divided between pages, cells) for each row of a table's body."""
        return zip(given(self.layout).tall, self.rows, strict=True)


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents; level 2 stands under a chapter."""

    anchor: str
    number: str
    text: str
    level: int = 1


@dataclass(frozen=True)
class Chapter:
    """A section of the document with its prose; `kind` tells which generated part follows.

    `note` is a remark of the system that stands before the prose, "" for none. One that is
    `draft_only` asks for something: a document that is no draft any more leaves it out.
    `goes_wide` puts a remark on the wide page of the chapter after it.
    """

    anchor: str
    kind: str
    number: str
    heading: str
    blocks: tuple[Block, ...]
    parts: tuple[object, ...] = ()
    subsections: tuple["Chapter", ...] = ()
    motto: str = ""
    note: str = ""
    draft_only: bool = False
    goes_wide: bool = False

    @property
    def is_prose(self) -> bool:
        """Tell whether it has no generated part; such chapters follow one another on a page.

        An organigrama that is drawn goes with its prose, as a picture of one does.
        """
        return not self.parts or self.kind == SeccionKind.STRUCTURE

    @property
    def is_remark(self) -> bool:
        """Tell whether it holds a remark of the system and nothing else."""
        return bool(self.note) and not (self.blocks or self.parts or self.subsections)

    @property
    def opens_wide(self) -> bool:
        """Tell whether what follows the heading is on a wide page, where the heading goes too."""
        return self.goes_wide or opens_wide(self.blocks or self.subsections or self.parts)

    @property
    def closes_wide(self) -> bool:
        """Tell whether its last prose is on a wide page, where its motto goes too."""
        if self.subsections:
            return self.subsections[-1].closes_wide
        return bool(self.blocks) and self.blocks[-1].wide


@dataclass(frozen=True)
class Cover:
    """The first page, from top to bottom.

    `version` tells that the plan was modified since; `approval` are the lines of what approved it.
    """

    title: str
    institution: str
    date: str
    addressee: str
    version: str = ""
    approval: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether it holds so much that only smaller type leaves it on one page."""
        texts = (self.title, self.institution, self.addressee, *self.approval)
        return sum(map(len, texts)) > FULL_COVER


@dataclass(frozen=True)
class Standing:
    """What a copy of a document is worth, as the foot of each page says it.

    `words` are "Borrador" for what may still change, or the act that fixed it with its number or
    acuerdo and its date; `sha256` is the fingerprint of the corte that it prints, "" without one.
    """

    words: str
    sha256: str


DRAFT = Standing("Borrador", "")


@dataclass(frozen=True)
class Seal:
    """What an issued document prints of its issue, on its cover and on its last page.

    `kind` is that of the document which was issued, whose template it is printed by.
    `sha256` is the hash of its payload and `short_sha256` its beginning, which names it beside the
    folio; `act_hash` is the head of the ledger at its act; `source` what it is a copy of, with the
    hash of that corte. `replaces` is the folio that it replaces, with what it corrects in `errata`.
    `code` is the SVG that leads to where it is verified, at the address `site` as people type it.
    """

    kind: str
    folio: str
    issued_on: str
    issued_at: str
    issued_by: str
    source: str
    source_sha256: str
    sha256: str
    short_sha256: str
    act_number: int
    act_hash: str
    replaces: str
    errata: tuple[Change, ...]
    site: str
    code: Markup

    anchor = "emision"
    errata_anchor = "fe-de-erratas"

    @property
    def rows(self) -> Iterator[tuple[bool, Change]]:
        """Yield (whether its row is divided between pages, change) for each erratum."""
        for change in self.errata:
            texts = (change.place, change.what, change.before, change.after)
            yield is_tall(texts, ERRATA_COLUMNS, PORTRAIT, ERRATA_SIZE), change

    @property
    def contents(self) -> Iterator[ContentsEntry]:
        """Yield its lines of the contents."""
        if self.errata:
            yield ContentsEntry(self.errata_anchor, "", "Fe de erratas")
        yield ContentsEntry(self.anchor, "", "Emisión del documento")


@dataclass(frozen=True)
class Document:
    """A whole document, ready for its template; it is a draft until its subject says otherwise.

    `seal` is of one that was issued, None for every other.
    """

    kind: str
    title: str
    subject: str
    institution: str
    short_name: str
    emblem: str
    brand_color: str
    sample: bool
    running_title: str
    words: dict[str, str]
    cover: Cover
    contents: tuple[ContentsEntry, ...]
    chapters: tuple[Chapter, ...]
    standing: Standing = DRAFT
    seal: Seal | None = None

    @property
    def is_draft(self) -> bool:
        """Tell whether it may still change, which each of its pages says."""
        return self.standing == DRAFT

    @property
    def printed(self) -> tuple[Chapter, ...]:
        """The chapters that print as the document stands."""
        return tuple(c for c in self.chapters if self.is_draft or not c.draft_only)


def with_remarks(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Put each chapter of a remark alone on the page of the chapter that follows it."""
    printed = list(chapters)
    for place, following in reversed(list(enumerate(printed[1:]))):
        if printed[place].is_remark and following.opens_wide:
            printed[place] = replace(printed[place], goes_wide=True)
    return tuple(printed)


def opens_wide(items: Sequence[object]) -> bool:
    """Tell whether the first of some blocks, or of parts with blocks, is on a wide page."""
    if not items:
        return False
    first = items[0]
    return first.wide if isinstance(first, Block) else getattr(first, "opens_wide", False)


def print_blocks(blocks: Iterable[BlockSnapshot], *, level: int) -> tuple[Block, ...]:
    """Return the blocks as they print; a block without content leaves nothing behind.

    `level` is that of a heading inside their text: the one after the heading they stand under.
    """
    printed = [_print_block(block, level) for block in blocks if block.has_content]
    for place, following in reversed(list(enumerate(printed[1:]))):
        if following.wide and printed[place].kind == BlockKind.TEXT and printed[place].is_short:
            printed[place] = replace(printed[place], wide=True)
    return tuple(printed)


def _print_block(block: BlockSnapshot, level: int) -> Block:
    head, body = table_parts(block.rows, block.header_rows)
    is_table = block.kind == BlockKind.TABLE and block.rows
    layout = table_layout(block.rows, block.header_rows) if is_table else None
    # Cleaned once more before print: rows may come from an import or another program.
    html = at_level(untied(clean_html(block.html)), level)
    return Block(
        key=block.key,
        kind=block.kind,
        html=html,
        is_short=len(strip_tags(html)) <= SHORT_PROSE,
        title=block.title,
        layout=layout,
        wide=bool(layout and layout.wide),
        head=head,
        rows=_body_rows(body),
        source=block.source,
        figure_sets=figure_sets(block.figures, block.label),
        label=block.label,
        caption=block.caption,
    )


def _body_rows(rows: Sequence[Sequence[str]]) -> tuple[tuple[BodyCell, ...], ...]:
    """Return the cells of a table's body.

    Rows are named by the first column that holds words in each of them; an ordinal or a quantity
    names nothing. A table of one column is a list, without names.
    """
    columns = list(zip(*rows, strict=True))
    named = (
        place
        for place, column in enumerate(columns)
        if len(columns) > 1 and all(text.strip() and not _is_number(text) for text in column)
    )
    head = next(named, None)
    return tuple(
        tuple(BodyCell(text, _is_number(text), place == head) for place, text in enumerate(row))
        for row in rows
    )


def _is_number(text: str) -> bool:
    """Tell whether a cell is a bare quantity, which prints centred under its head."""
    return text.strip().replace(",", "").replace(".", "").replace("%", "").strip().isdigit()


class Frame(TypedDict):
    """What a `Document` takes from its institution."""

    institution: str
    short_name: str
    emblem: str
    brand_color: str
    sample: bool
    words: dict[str, str]


def document_frame(snapshot: Snapshot) -> Frame:
    """Return the values of `Document` that both documents take from the institution."""
    institucion = snapshot.institucion
    return {
        "institution": institucion.name,
        "short_name": institucion.short_name,
        "emblem": institucion.emblem,
        "brand_color": printed_brand(institucion.brand_color),
        "sample": institucion.sample,
        "words": complete(snapshot.words),
    }

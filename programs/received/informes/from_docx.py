"""A Word document as blocks: its text as it prints, walked through once.

Insertions, content controls, boxes of text and symbols are text too; what was deleted, is hidden or
only stands in for another version is not. Pictures, headers, footers and notes are left aside.
"""

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, cast

from programs.errors import FileRefused
from programs.received.informes.blocks import Block, BlockKind, Rows
from programs.received.informes.docx_parts import (
    Numbering,
    Relations,
    Style,
    Styles,
    WordPart,
    is_on,
)
from programs.received.informes.from_text import MAX_LETTERS, MAX_LINES, block_of, clean, squared
from programs.received.informes.kinds import (
    A_BOOK,
    A_SLIDE,
    DAMAGED,
    LOCKED,
    NO_WORDS,
    OPEN_DOCUMENT,
    TOO_HEAVY,
    TOO_LONG,
    UNKNOWN,
)
from programs.received.informes.lines import Printed, paragraphs
from programs.received.xml_part import Attributes

MAX_PART = 60 * 1024 * 1024
MAX_MEMBERS = 10_000
_OTHERS = {
    "xl/workbook.xml": A_BOOK,
    "xl/workbook.bin": A_BOOK,
    "ppt/presentation.xml": A_SLIDE,
    "content.xml": OPEN_DOCUMENT,
}
_GONE = {"del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "tblPrChange", "delText"}
_CHECKS = {"F0FC", "F0FE", "F052", "00FC", "00FE"}
_MOST_CELLS = 200_000
_TAB = "  "
# A member may be packed in four ways, and each has errors of its own.
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError,
           ValueError)  # fmt: skip


def blocks_of_docx(data: bytes) -> list[Block]:
    """Return the blocks of a Word document in their order. Raises `FileRefused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Package(package).blocks()
    except _BROKEN as error:
        raise FileRefused(DAMAGED) from error


class _Bounded(io.RawIOBase):
    """A member of a package that is read up to a limit, whatever it says of itself."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._left = stream, MAX_PART

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise FileRefused(TOO_HEAVY)
        return piece


class _Package:
    """The parts of a document that say what it prints."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        members = package.infolist()
        if len(members) > MAX_MEMBERS:
            raise FileRefused(TOO_HEAVY)
        self._package = package
        self._members = {member.filename.lower(): member for member in members}
        for name, sentence in _OTHERS.items():
            if name in self._members:
                raise FileRefused(sentence)

    def _open(self, name: str) -> IO[bytes] | None:
        member = self._members.get(name.lower().lstrip("/"))
        if member is None:
            return None
        if member.flag_bits & 0x1:
            raise FileRefused(LOCKED)
        return cast(IO[bytes], _Bounded(self._package.open(member)))

    def _relations(self, name: str) -> dict[str, str]:
        stream = self._open(name)
        return Relations(stream).targets if stream else {}

    def blocks(self) -> list[Block]:
        """Return the blocks of the main part."""
        main = self._relations("_rels/.rels").get("officeDocument", "word/document.xml").lstrip("/")
        stream = self._open(main)
        if stream is None:
            raise FileRefused(UNKNOWN)
        folder, name = posixpath.split(main)
        own = self._relations(f"{folder}/_rels/{name}.rels")

        def part(kind: str) -> IO[bytes] | None:
            target = own.get(kind)
            return (
                self._open(posixpath.normpath(posixpath.join("/", folder, target)))
                if target
                else None
            )

        styles, numbering = part("styles"), part("numbering")
        document = Document(
            stream, Styles(styles) if styles else None, Numbering(numbering) if numbering else None
        )
        if not any(block.letters for block in document.blocks):
            raise FileRefused(NO_WORDS)
        return document.blocks


@dataclass
class _Paragraph:
    """A paragraph while it passes."""

    parts: list[str] = field(default_factory=list)
    style: str = ""
    level: int = 0
    number: str = ""
    depth: int | None = None
    bold: bool = True
    page: int = 1
    goes_on: bool = False


@dataclass
class _Cell:
    """A cell while it passes: the blocks in it, and over how many columns it goes."""

    blocks: list[Block] = field(default_factory=list)
    span: int = 1
    continues: bool = False


@dataclass
class _Table:
    """A table while it passes."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    cell: _Cell | None = None


class Document(WordPart):
    """The main part: `blocks` are what it prints, in order."""

    def __init__(
        self, stream: IO[bytes], styles: Styles | None, numbering: Numbering | None
    ) -> None:
        self.blocks: list[Block] = []
        self._styles, self._numbering = styles, numbering
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._gone = 0
        self._run_bold = self._run_hidden = False
        self._page = 1
        self._letters_left, self._cells_left, self._blocks_left = (
            MAX_LETTERS,
            _MOST_CELLS,
            MAX_LINES,
        )
        # Those without a word take time too; a table has one in each empty cell.
        self._paragraphs_left = _MOST_CELLS + MAX_LINES
        self._held = ""
        super().__init__(stream)

    # Elements.

    def starts(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._gone or name in _GONE:
            parent = self.path[-2] if len(self.path) > 1 else ""
            of_mark = name == "del" and parent == "rPr" and self.path[-3:-2] == ["pPr"]
            if of_mark and self._paragraphs:
                self._paragraphs[-1].goes_on = True
            self._gone += 1
            return
        if name == "p":
            self._paragraphs_left -= 1
            if self._paragraphs_left < 0:
                raise FileRefused(TOO_LONG)
            self._paragraphs.append(_Paragraph(page=self._page))
        elif name == "t":
            self.text = []
        elif name == "r":
            self._run_bold = self._run_hidden = False
        elif name == "tbl":
            self._tables.append(_Table())
        elif name == "tc" and self._tables:
            self._tables[-1].cell = _Cell()
        elif self._paragraphs:
            self._inside(name, attributes)
        if self._tables:
            self._in_table(name, attributes)

    def _inside(self, name: str, attributes: Attributes) -> None:
        """Take what stands within a paragraph."""
        paragraph, value = self._paragraphs[-1], attributes.get("val", "")
        parent = self.path[-2]
        if name == "tab" and parent == "r":
            self._add(paragraph, _TAB)
        elif name in ("br", "cr"):
            self._page += attributes.get("type") == "page"
            self._add(paragraph, "\n")
        elif name == "lastRenderedPageBreak":
            self._page += 1
        elif name == "noBreakHyphen":
            self._add(paragraph, "-")
        elif name == "sym":
            known = attributes.get("char", "").upper() in _CHECKS
            self._add(paragraph, "✓" if known else "•")
        elif name == "pStyle":
            paragraph.style = value
        elif name == "outlineLvl" and value.isdecimal() and int(value) < 9:
            paragraph.level = int(value) + 1
        elif name == "numId":
            paragraph.number = value
        elif name == "ilvl" and value.isdecimal():
            paragraph.depth = int(value)
        elif name == "b" and parent == "rPr" and self.path[-3:-2] == ["r"]:
            self._run_bold = is_on(attributes)
        elif name == "vanish" and self.path[-3:-2] == ["r"]:
            self._run_hidden = is_on(attributes)

    def _in_table(self, name: str, attributes: Attributes) -> None:
        table = self._tables[-1]
        if name == "tr":
            table.row, table.cells = [], []
        elif name == "gridBefore":
            table.row += [""] * min(_small(attributes), 50)
        elif table.cell and name == "gridSpan":
            table.cell.span = max(1, min(_small(attributes), 50))
        elif table.cell and name == "vMerge":
            table.cell.continues = attributes.get("val", "continue") == "continue"

    def ends(self, name: str) -> None:
        """An element is over."""
        if self._gone:
            self._gone -= 1
            return
        if name == "t":
            self._take_text()
        elif name == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif name == "tc" and self._tables and self._tables[-1].cell:
            self._end_cell(self._tables[-1])
        elif name == "tr" and self._tables:
            table = self._tables[-1]
            if any(table.row):
                table.rows.append(tuple(table.row))
        elif name == "tbl" and self._tables:
            self._end_table(self._tables.pop())

    def _add(self, paragraph: _Paragraph, text: str) -> None:
        """Add letters to a paragraph. Raises `FileRefused` where the document has too many."""
        self._count(len(text))
        paragraph.parts.append(text)

    def _count(self, letters: int) -> None:
        """Take letters of those that a document may have. Raises `FileRefused`."""
        self._letters_left -= letters
        if self._letters_left < 0:
            raise FileRefused(TOO_LONG)

    def _take_text(self) -> None:
        text = self.taken()
        if not self._paragraphs or self._run_hidden:
            return
        paragraph = self._paragraphs[-1]
        self._add(paragraph, text)
        if text.strip() and not self._run_bold:
            paragraph.bold = False

    # What they leave.

    def _emit(self, block: Block) -> None:
        self._blocks_left -= 1
        if self._blocks_left < 0:
            raise FileRefused(TOO_LONG)
        cell = self._tables[-1].cell if self._tables else None
        (cell.blocks if cell else self.blocks).append(block)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = self._held + clean("".join(paragraph.parts))
        if paragraph.goes_on:
            self._held = text
            return
        self._held = ""
        style = self._styles.of(paragraph.style) if self._styles else Style()
        level = paragraph.level or style.level
        label = self._label(paragraph, style)
        if not text.strip():
            return
        self._count(len(label))
        toc = paragraph.style.lower().startswith(("toc", "tdc"))
        bold = paragraph.bold or style.bold
        for place, line in enumerate(_lines(text, toc=toc, bold=bold, level=level)):
            words = f"{label} {line.text}" if label and not place else line.text
            made = block_of(
                next(paragraphs([Printed(words, bold=bold, level=level)], spaced=False))
            )
            self._emit(
                Block(
                    made.kind,
                    made.text,
                    level=level,
                    bold=bold,
                    label=made.label,
                    page=paragraph.page,
                )
            )

    def _label(self, paragraph: _Paragraph, style: Style) -> str:
        number = paragraph.number or style.number
        if not self._numbering or not number or number == "0":
            return ""
        depth = paragraph.depth if paragraph.depth is not None else style.depth
        return self._numbering.next_label(number, depth).strip()

    def _end_cell(self, table: _Table) -> None:
        cell = table.cell
        assert cell is not None
        self._cells_left -= 1
        if self._cells_left < 0:
            raise FileRefused(TOO_LONG)
        table.cell = None
        text = "" if cell.continues else "\n".join(map(_words, cell.blocks))
        table.row += [text] + [""] * (cell.span - 1)
        table.cells.append(cell.blocks)

    def _end_table(self, table: _Table) -> None:
        if not table.rows:
            return
        rows = _without_empty_columns(squared(table.rows))
        if len(rows[0]) > 1 and not (len(rows) == 1 and len(table.cells) == 1):
            self._emit(Block(BlockKind.TABLE, rows=rows, page=self._page))
            return
        # A frame around text is no table.
        for row in rows:
            for line in row[0].split("\n"):
                if line.strip():
                    self._emit(block_of(next(paragraphs([Printed(line)], spaced=False))))


def _lines(text: str, *, toc: bool, bold: bool, level: int) -> Iterator[Printed]:
    """Yield the texts of a paragraph: a line break may begin another one."""
    lines = []
    for line in text.split("\n"):
        words = line.strip() if toc else " ".join(line.split())
        if words:
            lines.append(Printed(words, bold=bold, level=level))
    for joined in paragraphs(lines, spaced=False):
        yield Printed(joined.text)


def _words(block: Block) -> str:
    if block.is_table:
        return "\n".join(" | ".join(cell for cell in row if cell) for row in block.rows)
    return f"{block.label} {block.text}".strip()


def _without_empty_columns(rows: Rows) -> Rows:
    kept = [place for place in range(len(rows[0])) if any(row[place] for row in rows)]
    return tuple(tuple(row[place] for place in kept) for row in rows)


def _small(attributes: Attributes) -> int:
    value = attributes.get("val", "")
    return int(value) if value.isdecimal() and len(value) < 4 else 1

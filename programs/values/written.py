"""An informe as it is written: what the revisor reads, wherever its words come from.

`programs.reading.written` fills it from a quarter of the system, `programs.received.informes` from
a file or a paste that somebody brought. Plain text throughout: no markup, no database. What was
not understood is absent, never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from programs.values.tied import TiedNumber


class PassageKind(StrEnum):
    """What a passage is on paper.

    A table has rows and no text, a group of pictures their files alone; every other has text.
    """

    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    HEADING = "heading"
    PICTURES = "pictures"


@dataclass(frozen=True)
class PictureFile:
    """The file of a picture: the SHA-256 of its bytes, and the day that it says of itself."""

    sha256: str
    taken_on: date | None


@dataclass(frozen=True)
class Passage:
    """One paragraph, item of a list, table, caption, heading or group of pictures.

    `key` names it within the informe, `anchor` the place where it is mended: the id of its block
    on the capture page, or of the passage itself where a file is looked at. A caption holds the
    whole of it, with its label ("Fotografías 18 y 19. Celebración…"). `files` are those of a group
    of pictures, empty where only the words are there. `mark` is that of an item where it is known
    apart from its text ("II.", "b)"). `ties` are the numbers of its text that are
    tied to data, whose source is known.
    """

    key: str
    anchor: str
    kind: PassageKind
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0
    files: tuple[PictureFile, ...] = ()
    ties: tuple[TiedNumber, ...] = ()
    mark: str = ""

    @property
    def words(self) -> str:
        """All that it says, the cells of a table joined by " | " and its rows by line ends."""
        return self.text or "\n".join(" | ".join(row) for row in self.rows)


@dataclass(frozen=True)
class Amount:
    """What a meta promises of one thing in the year: 16, "actas"; None for no number."""

    quantity: Decimal | None
    unit: str

    @property
    def said(self) -> str:
        """Its unit within a sentence: "Sesiones ordinarias" without its capital, not "CURP"."""
        first = self.unit.partition(" ")[0]
        return (
            self.unit if first[1:] != first[1:].lower() else self.unit[:1].lower() + self.unit[1:]
        )


@dataclass(frozen=True)
class WrittenLinea:
    """A línea as the informe tells it.

    `meta` is its printed text, `amounts` what it promises; `reported` what was typed for the
    quarter, in the order of `amounts`, empty where only the words are there. `passages` are its
    narrative in printed order, tables and captions among them; `closing` the sentence that closes
    it, None for none.

    `reported_as` are the words of what was reported where they were read, "" where it was typed:
    "84 177" may be two numbers. `reported_so_far` tells that its label says so much of the year.
    `programmed` is how many of its one component the quarter was to do, where that is told beside
    the meta of the year. `stated_beside` tells that the closing stands beside what was reported, in
    one table or box, so that it is theirs. `meta_of_quarter` tells that its meta is said to be of
    the quarter alone. `numbers_typed` tells whether its quantities are known apart from the words.

    `so_far` is what was reported in the year up to the quarter, in the order of `amounts`, None
    where that is not known of all of them; where only the words are there, what a label of the year
    so far has ("Realizado acumulado"), which is `reported` too where no other label has that.

    The rest is known of a quarter of the system alone: `owner` is the área that reports it, which
    may be another than the part of the informe where it stands;
    `shares` every percentage that its quantities give of the year, `quarter_shares` of what the
    quarter had programmed, none where some quantity is missing; `turns` every quantity that some
    quarter, or the quarters up to it, had programmed.
    """

    key: str
    area: str
    number: str
    title: str
    meta: str
    amounts: tuple[Amount, ...]
    starts_on: date | None
    ends_on: date | None
    passages: tuple[Passage, ...]
    closing: Passage | None
    reported: tuple[Decimal | None, ...] = ()
    stated_beside: bool = False
    meta_of_quarter: bool = False
    programmed: Decimal | None = None
    owner: str = ""
    so_far: tuple[Decimal | None, ...] = ()
    shares: tuple[Decimal, ...] = ()
    quarter_shares: tuple[Decimal, ...] = ()
    turns: tuple[Decimal, ...] = ()
    reported_as: str = ""
    reported_so_far: bool = False

    def __hash__(self) -> int:
        """Tell líneas apart by their keys: a hash of all that one says takes long."""
        return hash(self.key)

    @property
    def numbers_typed(self) -> bool:
        """Tell whether some quantity of the quarter is known apart from the words."""
        return any(quantity is not None for quantity in self.reported)

    @property
    def prose(self) -> Iterator[Passage]:
        """Its paragraphs and items: the narrative without tables, captions and headings."""
        kinds = (PassageKind.TEXT, PassageKind.ITEM)
        return (passage for passage in self.passages if passage.kind in kinds)

    def of_kind(self, kind: PassageKind) -> Iterator[Passage]:
        """Yield its passages of a kind, in printed order."""
        return (passage for passage in self.passages if passage.kind is kind)


@dataclass(frozen=True)
class WrittenArea:
    """An área (or eje) as the informe tells it, with what stands before its líneas."""

    key: str
    name: str
    opening: tuple[Passage, ...]
    lineas: tuple[WrittenLinea, ...]


@dataclass(frozen=True)
class WrittenSection:
    """A part of the front matter: its printed number, "" for none, its heading and its passages.

    `area` is the name of the área that speaks in it, "" for none.
    """

    key: str
    number: str
    heading: str
    area: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class ContentsEntry:
    """A row of the contents page as printed."""

    number: str
    heading: str


@dataclass(frozen=True)
class Period:
    """The days of a quarter, and those of the year that it belongs to."""

    starts_on: date
    ends_on: date
    year_starts_on: date
    year_ends_on: date


@dataclass(frozen=True)
class Written:
    """A whole informe. `period` is None where the words do not say it.

    `headings` are the headings of its numbered parts in printed order, as `contents` lists them,
    `cover` the lines above all of them.
    """

    title: str
    period: Period | None
    contents: tuple[ContentsEntry, ...]
    sections: tuple[WrittenSection, ...]
    areas: tuple[WrittenArea, ...]
    headings: tuple[ContentsEntry, ...] = ()
    cover: tuple[str, ...] = ()

    @property
    def lineas(self) -> Iterator[WrittenLinea]:
        """Every línea, in printed order."""
        return (linea for area in self.areas for linea in area.lineas)

    @property
    def passages(self) -> Iterator[Passage]:
        """Every passage in printed order, closing sentences included."""
        for section in self.sections:
            yield from section.passages
        for area in self.areas:
            yield from area.opening
            for linea in area.lineas:
                yield from linea.passages
                if linea.closing:
                    yield linea.closing

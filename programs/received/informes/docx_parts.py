"""The side parts of a Word document: where its text is, its styles and its numbering.

ISO/IEC 29500-1, 17.7 (styles) and 17.9 (numbering).
"""

import re
from dataclasses import dataclass, field
from typing import IO

from programs.received.informes.kinds import DAMAGED, ENTITIES, TOO_HEAVY
from programs.received.xml_part import Attributes, XmlPart

_HEADING = re.compile(r"(?:heading|t[ií]tulo|encabezado|ttulo)\s?([1-9])", re.IGNORECASE)
_MOST_STYLES = 5_000
LEVELS = 9


class WordPart(XmlPart):
    """A part of a Word document as it passes."""

    damaged = DAMAGED
    entities = ENTITIES
    crowded = TOO_HEAVY
    # A million letters with a run for each word and eight properties of each have half as many.
    most_elements = 4_000_000


class Relations(WordPart):
    """The parts of a package by the last word of their kind: the first of each."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.targets: dict[str, str] = {}
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Keep what stays within the package."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets.setdefault(kind, attributes.get("Target", ""))


@dataclass
class Style:
    """What a style of paragraph says: its level as a heading, its numbering, its parent."""

    level: int = 0
    based_on: str = ""
    number: str = ""
    depth: int = 0
    bold: bool = False


class Styles(WordPart):
    """The styles of paragraphs by their identifier."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.styles: dict[str, Style] = {}
        self._one = Style()
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Keep what makes a heading or a list."""
        value = attributes.get("val", "")
        if name == "style":
            self._one = Style()
            if attributes.get("type") == "paragraph" and len(self.styles) < _MOST_STYLES:
                self.styles[attributes.get("styleId", "")] = self._one
        elif name == "name" and (found := _HEADING.fullmatch(value)):
            self._one.level = int(found[1])
        elif name == "outlineLvl" and value.isdecimal():
            self._one.level = min(int(value) + 1, LEVELS)
        elif name == "basedOn":
            self._one.based_on = value
        elif name == "numId":
            self._one.number = value
        elif name == "ilvl" and value.isdecimal():
            self._one.depth = int(value)
        elif name == "b" and self.path[-2:] == ["rPr", "b"]:
            self._one.bold = is_on(attributes)

    def of(self, identifier: str) -> Style:
        """Return a style with what it takes from those that it is based on."""
        made = Style()
        seen: set[str] = set()
        while identifier in self.styles and identifier not in seen and len(seen) < 20:
            seen.add(identifier)
            style = self.styles[identifier]
            made.level = made.level or style.level
            made.bold = made.bold or style.bold
            if not made.number and style.number:
                made.number, made.depth = style.number, style.depth
            identifier = style.based_on
        return made


@dataclass
class ListLevel:
    """A level of a numbering: how its number is written, in which words, from which on."""

    form: str = "decimal"
    words: str = ""
    start: int = 1


@dataclass
class _List:
    levels: dict[int, ListLevel] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering(WordPart):
    """The numberings of a document, and how far each has counted."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._list, self._level = _List(), ListLevel()
        self._number, self._override = "", 0
        super().__init__(stream)

    def starts(self, name: str, attributes: Attributes) -> None:
        """Keep the levels of each list, and which list a number means."""
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._list = _List()
            self._lists[attributes.get("abstractNumId", "")] = self._list
        elif name == "lvl" and "abstractNum" in self.path:
            self._level = ListLevel()
            self._list.levels[_count(attributes.get("ilvl", ""))] = self._level
        elif name == "numFmt":
            self._level.form = value
        elif name == "lvlText":
            self._level.words = value[:80]
        elif name == "start":
            self._level.start = _count(value)
        elif name == "num":
            self._number = attributes.get("numId", "")
        elif name == "abstractNumId" and self.path[-2:] == ["num", "abstractNumId"]:
            self._of_number[self._number] = value
        elif name == "lvlOverride":
            self._override = _count(attributes.get("ilvl", ""))
        elif name == "startOverride":
            self._restarts[self._number, self._override] = _count(value)

    def next_label(self, number: str, depth: int) -> str:
        """Return what Word prints before the next paragraph of a list, "" for nothing."""
        found = self._lists.get(self._of_number.get(number, ""))
        if found is None or depth not in found.levels:
            return ""
        level = found.levels[depth]
        if (restart := self._restarts.pop((number, depth), None)) is not None:
            found.counts[depth] = restart
        else:
            found.counts[depth] = found.counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in found.counts if each > depth]:
            del found.counts[deeper]
        if level.form == "bullet":
            return "-"
        return re.sub(
            r"%([1-9])", lambda place: self._written(found, int(place[1]) - 1), level.words
        )

    def _written(self, found: _List, depth: int) -> str:
        level = found.levels.get(depth, ListLevel())
        return written(found.counts.get(depth, level.start), level.form)


def written(count: int, form: str) -> str:
    """Return a number as a list writes it: 3, III, c."""
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        letter = chr(ord("A") + count - 1)
        return letter if form == "upperLetter" else letter.lower()
    if form == "none":
        return ""
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 400:
        return str(count)
    made = ""
    for value, letters in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
        (1, "I"),
    ):  # fmt: skip
        made += letters * (count // value)
        count %= value
    return made


def _count(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def is_on(attributes: Attributes) -> bool:
    """Tell whether a property that is there is on: it may say that it is not."""
    return attributes.get("val", "1") not in ("0", "false", "off")

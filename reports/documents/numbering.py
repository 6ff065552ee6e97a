"""The numbers of the chapters of a document, and the lines of its contents."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from programs.values.snapshot import SectionSnapshot
from reports.documents.base import Chapter, ContentsEntry


class Listed(Protocol):
    """A generated part with a line of its own in the contents."""

    @property
    def anchor(self) -> str:
        """Where it stands."""

    @property
    def name(self) -> str:
        """What the contents call it."""


def numbered(
    chapters: Sequence[Chapter], sections: Sequence[SectionSnapshot], listed: type[Listed]
) -> tuple[tuple[Chapter, ...], tuple[ContentsEntry, ...]]:
    """Return the chapters that print with their numbers, and the contents of the document.

    `sections` are those of the chapters, one each: what does not print takes no number. Parts of
    the class `listed` stand in the contents under their chapter.
    """
    numbers = section_numbers(sections)
    contents: list[ContentsEntry] = []
    for chapter, section, number in zip(
        chapters, sections, contents_numbers(sections, numbers), strict=True
    ):
        contents.append(contents_line(section, chapter.anchor, number))
        contents.extend(
            ContentsEntry(part.anchor, "", part.name, 2)
            for part in chapter.parts
            if isinstance(part, listed)
        )
    named = zip(chapters, numbers, strict=True)
    return tuple(replace(chapter, number=number) for chapter, number in named), tuple(contents)


def section_numbers(sections: Iterable[SectionSnapshot]) -> list[str]:
    """Return the printed number of each section: typed, none, or the one after the last number."""
    numbers = []
    last = 0
    for section in sections:
        number = section.number_label
        if section.auto_number:
            number = f"{last + 1}."
        digits = number.strip().rstrip(".")
        if digits.isdigit():
            last = int(digits)
        numbers.append(number)
    return numbers


def contents_numbers(sections: Iterable[SectionSnapshot], numbers: Iterable[str]) -> list[str]:
    """Return the number of each section in the contents: typed, or the printed one.

    Once a document types one that differs, as S2 counts its presentación there, those that follow
    count on from it.
    """
    found = []
    last: int | None = None
    for section, printed in zip(sections, numbers, strict=True):
        number = section.contents_number or printed
        if not section.contents_number and printed and last is not None:
            number = f"{last + 1}."
        digits = number.strip().rstrip(".")
        if digits.isdigit() and (last is not None or number != printed):
            last = int(digits)
        found.append(number)
    return found


def contents_line(section: SectionSnapshot, anchor: str, number: str) -> ContentsEntry:
    """Return the section's line in the contents; its words may differ from the heading's."""
    return ContentsEntry(anchor, number, section.contents_heading or section.heading)

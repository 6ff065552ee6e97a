"""The numbers of the chapters of a document, and the lines of its contents."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from programs.values.section_numbers import contents_numbers, section_numbers
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


def contents_line(section: SectionSnapshot, anchor: str, number: str) -> ContentsEntry:
    """Return the section's line in the contents; its words may differ from the heading's."""
    return ContentsEntry(anchor, number, section.contents_heading or section.heading)

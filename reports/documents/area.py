"""The part of the informe of one área as it will print: what its titular signs."""

from collections.abc import Collection
from dataclasses import replace

from programs.values.informe_parts import OPENING
from programs.values.snapshot import Snapshot
from reports.documents import informe
from reports.documents.base import Chapter, Document
from reports.documents.linea import with_lines

KIND = "area"


def build(snapshot: Snapshot, name: str, lineas: Collection[int]) -> Document:
    """Return the informe cut down to an área, numbered as in the whole document.

    `name` is the área's and `lineas` the pks of its líneas: two áreas may have one name. Its part
    of the presentación comes first; líneas that the informe does not print are left out.
    """
    document = informe.build(snapshot)
    headings = [
        section.heading
        for section in snapshot.sections
        if section.kind == OPENING and section.area == name
    ]
    chapters = []
    for chapter in document.chapters:
        own = tuple(
            part for part in chapter.subsections if part.blocks and part.heading in headings
        )
        if chapter.kind == OPENING and own:
            chapters.append(_only(chapter, own))
        elif report := with_lines(chapter, lineas):
            chapters.append(report)
    return replace(
        document,
        kind=KIND,
        title=f"{document.running_title}: {name}",
        contents=(),
        chapters=tuple(chapters),
    )


def _only(chapter: Chapter, own: tuple[Chapter, ...]) -> Chapter:
    """Return the presentación with an área's part alone."""
    return replace(chapter, blocks=(), note="", motto="", subsections=own)

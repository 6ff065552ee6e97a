"""What follows the chapters of a document: its annexes, numbered in the order in which they print.

An annex is a chapter like the others. Its kind is the code of the part that switches it on, and it
prints through `templates/reports/print/_parts_<code>.html`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from programs.values.snapshot import Snapshot
from reports.documents.base import Chapter, ContentsEntry, Document


@dataclass(frozen=True)
class Annex:
    """One annex: the code of its part (`InformePart` or `PtaPart`), its heading, what it prints.

    `parts` takes the snapshot of the document; an annex with nothing to print takes no number.
    """

    code: str
    heading: str
    parts: Callable[[Snapshot], tuple[object, ...]]


def with_annexes(document: Document, snapshot: Snapshot, annexes: Iterable[Annex]) -> Document:
    """Return the document with the annexes that its institution switched on, in this order.

    They stand after its chapters, and in its contents: "Anexo 1. Metas y resultados".
    """
    chapters = list(document.chapters)
    contents = list(document.contents)
    switched_on = (annex for annex in annexes if annex.code in snapshot.parts)
    printed = ((annex, parts) for annex in switched_on if (parts := annex.parts(snapshot)))
    for number, (annex, parts) in enumerate(printed, start=1):
        anchor, label = f"anexo-{number}", f"Anexo {number}."
        chapters.append(Chapter(anchor, annex.code, label, annex.heading, (), parts))
        contents.append(ContentsEntry(anchor, label, annex.heading))
    return replace(document, chapters=tuple(chapters), contents=tuple(contents))

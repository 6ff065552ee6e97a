"""One línea of the informe as it will print, while its área writes it."""

from dataclasses import replace

from programs.enums import SeccionKind
from programs.values.snapshot import Snapshot
from reports.documents import informe
from reports.documents.base import Document

KIND = "linea"


def build(snapshot: Snapshot, pk: int) -> Document | None:
    """Return the informe cut down to one línea, numbered as in the whole document.

    None when the informe does not print the línea.
    """
    document = informe.build(snapshot)
    for chapter in document.chapters:
        if chapter.kind != SeccionKind.REPORT:
            continue
        for eje in chapter.parts:
            lines = tuple(line for line in eje.lines if line.anchor.endswith(f"-{pk}"))
            if lines:
                part = replace(eje, lines=lines, own_months=None, own_sentence="")
                return replace(
                    document,
                    kind=KIND,
                    title=f"{lines[0].heading}, vista previa",
                    contents=(),
                    chapters=(replace(chapter, blocks=(), parts=(part,)),),
                )
    return None

"""One línea of the informe as it will print, while its área writes it."""

from collections.abc import Collection
from dataclasses import replace

from programs.enums import SeccionKind
from programs.values.snapshot import Snapshot
from reports.documents import informe
from reports.documents.base import Chapter, Document

KIND = "linea"


def build(snapshot: Snapshot, pk: int) -> Document | None:
    """Return the informe cut down to one línea, numbered as in the whole document.

    None when the informe does not print the línea.
    """
    document = informe.build(snapshot)
    for chapter in document.chapters:
        report = with_lines(chapter, {pk})
        if report:
            (eje,) = report.parts
            heading = eje.lines[0].heading if isinstance(eje, informe.ReportEje) else ""
            return replace(
                document,
                kind=KIND,
                title=f"{heading}, vista previa",
                contents=(),
                chapters=(report,),
            )
    return None


def with_lines(chapter: Chapter, pks: Collection[int]) -> Chapter | None:
    """Return the generated chapter of the informe with these líneas only, each under its eje.

    None for another chapter, and where it prints none of them. What belongs to no línea is cut.
    """
    if chapter.kind != SeccionKind.REPORT:
        return None
    parts = []
    for eje in chapter.parts:
        if not isinstance(eje, informe.ReportEje):
            continue
        lines = tuple(line for line in eje.lines if line.pk in pks)
        if lines:
            parts.append(replace(eje, lines=lines, own_months=None, own_sentence=""))
    return replace(chapter, blocks=(), note="", parts=tuple(parts)) if parts else None

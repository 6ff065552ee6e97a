"""Which word heads the líneas of an informe: it is found, never given."""

from collections.abc import Sequence

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.boxes import is_box, labels_in
from programs.received.informes.labels import Label, labelled
from programs.received.informes.marks import (
    NUMBERED,
    SECTION,
    Mark,
    linea_word,
    mark_of,
    numbered_of,
)

_OWN = {Label.META, Label.ACTIVITIES, Label.PROGRESS}
LONGEST_TITLE = 400


def word_of_lineas(blocks: Sequence[Block]) -> str:
    """Return which word, if any, heads the líneas of an informe."""
    marks: list[tuple[Mark, bool]] = []
    for block in blocks:
        mark = None
        if block.kind is BlockKind.TEXT:
            mark = mark_of(block.text) or (
                numbered_of(block.text) if len(block.text) <= LONGEST_TITLE else None
            )
        if mark:
            marks.append((mark, False))
            continue
        if marks and not marks[-1][1] and _has_own(block, marks[-1][0]):
            marks[-1] = (marks[-1][0], True)
    return linea_word(marks)


def _has_own(block: Block, mark: Mark) -> bool:
    asked = {Label.META} if mark.word in (SECTION, NUMBERED) else _OWN
    if block.is_table:
        return is_box(block.rows) and bool(asked & labels_in(block.rows))
    if block.kind is not BlockKind.TEXT or len(block.text) > 2_000:
        return False
    found = labelled(block.text)
    return found is not None and found.label in asked

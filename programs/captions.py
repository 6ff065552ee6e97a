"""The printed numbers of captions: "Imagen 3", "Fotografías 18 y 19". Plain values, no database.

Each word (imagen, fotografía, tabla) has its own sequence over the whole document. A group takes
the next free number of its word unless one was typed (domain document, section 2.4: the printed
report of Chiapas jumps from 11 to 13), and the sequence goes on from there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from programs.enums import CaptionKind
from programs.phrases import figure_label


@dataclass(frozen=True)
class Captioned:
    """A block as far as its number goes: `count` is the number of pictures, or 1 for a table."""

    key: str
    caption_kind: str
    first_number: int | None
    count: int


def caption_labels(blocks: Iterable[Captioned]) -> dict[str, str]:
    """Return {key: printed label} of the blocks of one document, given in printed order.

    A block without a numbered word, or without anything to number, is left out.
    """
    following = dict.fromkeys(CaptionKind.values, 1)
    labels = {}
    for block in blocks:
        if block.caption_kind == CaptionKind.NONE or block.count < 1:
            continue
        first = block.first_number or following[block.caption_kind]
        following[block.caption_kind] = first + block.count
        words = CaptionKind(block.caption_kind).words
        labels[block.key] = figure_label(*words, first, block.count)
    return labels

"""The printed numbers of captions: "Imagen 3", "Fotografías 18 y 19". Plain values, no database.

Each word (imagen, fotografía, tabla) has its own sequence over the whole document. A group takes
the next free number of its word unless one was typed (domain document, section 2.4: the printed
report of Chiapas jumps from 11 to 13), and the sequence goes on from there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from programs.enums import BlockKind, CaptionKind
from programs.values.phrases import figure_label


@dataclass(frozen=True)
class Captioned:
    """A block as far as its number goes: `count` is the number of pictures, or 1 for a table."""

    key: str
    caption_kind: str
    first_number: int | None
    count: int


class CaptionCounter:
    """Numbers the captions of one document as its blocks come, in printed order."""

    def __init__(self) -> None:
        self._following = dict.fromkeys(CaptionKind.values, 1)

    def label(self, block: Captioned) -> str:
        """Return the printed label of the next block: "Imágenes 4 y 5", or "" for none.

        A block without a numbered word, or without anything to number, carries none.
        """
        if block.caption_kind == CaptionKind.NONE or block.count < 1:
            return ""
        first = block.first_number or self._following[block.caption_kind]
        self._following[block.caption_kind] = first + block.count
        return figure_label(*CaptionKind(block.caption_kind).words, first, block.count)


def caption_labels(blocks: Iterable[Captioned]) -> dict[str, str]:
    """Return {key: printed label} of the blocks of one document, given in printed order."""
    counter = CaptionCounter()
    return {block.key: label for block in blocks if (label := counter.label(block))}


def caption_choices(kind: str) -> list[tuple[str, str]]:
    """Return the (code, word) that may caption a block of a kind, its usual word first."""
    usual = CaptionKind.TABLE if kind == BlockKind.TABLE else CaptionKind.PHOTO
    return [(word.value, word.label) for word in (usual, CaptionKind.IMAGE, CaptionKind.NONE)]

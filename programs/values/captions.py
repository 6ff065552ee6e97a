"""The printed numbers of captions: "Imagen 3", "Fotografías 18 y 19". Plain values, no database.

Each word (imagen, fotografía, tabla) has its own sequence over the whole document. A group takes
the next free number of its word unless one was typed (domain document, section 2.4: the printed
report of Chiapas jumps from 11 to 13), and the sequence goes on from there. What leaves nothing on
the page takes no number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import TypeVar

from programs.enums import PLAN_ONLY, BlockKind, CaptionKind, SeccionKind
from programs.values.phrases import figure_label
from programs.values.snapshot import BlockSnapshot, Snapshot, has_content

Item = TypeVar("Item")
MAX_ALT = 300


def proposed_alt(caption: str, place: int) -> str:
    """Return what a picture shows where nobody wrote it: "Foto 2: Firma del convenio".

    `place` is its place in the group. "" where the group has no caption to take it from.
    """
    if not caption.strip():
        return ""
    return shorten(f"Foto {place}: {caption}", MAX_ALT, placeholder="…")


@dataclass(frozen=True)
class Captioned:
    """A block as far as its number goes.

    `count` is the number of pictures of a group, 1 for another block, 0 for one that is empty.
    """

    key: str
    caption_kind: str
    first_number: int | None
    count: int


def captioned(
    key: str,
    kind: str,
    caption_kind: str,
    first_number: int | None,
    html: str,
    rows: Sequence[Sequence[str]],
    pictures: int,
) -> Captioned:
    """Return a block as far as its number goes, from its columns and how many pictures it has."""
    count = pictures if kind == BlockKind.FIGURES else int(has_content(html, rows, pictures))
    return Captioned(key, caption_kind, first_number, count)


def informe_order(
    sections: Iterable[tuple[str, Iterable[Item]]], of_lineas: Iterable[Item]
) -> Iterator[Item]:
    """Yield the blocks of an informe as they print.

    `sections` are (`SeccionKind` code, blocks) in their order and `of_lineas` the blocks of all
    líneas in theirs: they stand after the section of the report, or last where it has no section
    of its own.
    """
    waiting = list(of_lineas)
    for kind, blocks in sections:
        if kind in PLAN_ONLY:
            continue
        yield from blocks
        if kind == SeccionKind.REPORT:
            yield from waiting
            waiting = []
    yield from waiting


def caption_labels(blocks: Iterable[Captioned]) -> dict[str, str]:
    """Return {key: printed label} of the blocks of one document, given in printed order.

    A block without a numbered word, or with nothing to number, carries none.
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


def with_labels(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot whose blocks carry the numbers of its document: the informe or the PTA."""
    labels = caption_labels(
        captioned(
            block.key,
            block.kind,
            block.caption_kind,
            block.first_number,
            block.html,
            block.rows,
            len(block.figures),
        )
        for block in _in_printed_order(snapshot)
    )
    return replace(
        snapshot,
        sections=tuple(
            replace(section, blocks=labelled(section.blocks, labels))
            for section in snapshot.sections
        ),
        ejes=tuple(
            replace(
                eje,
                lineas=tuple(
                    replace(
                        linea,
                        avance=linea.avance
                        and replace(linea.avance, blocks=labelled(linea.avance.blocks, labels)),
                    )
                    for linea in eje.lineas
                ),
            )
            for eje in snapshot.ejes
        ),
    )


def labelled(
    blocks: Iterable[BlockSnapshot], labels: Mapping[str, str]
) -> tuple[BlockSnapshot, ...]:
    """Return blocks with the labels of {key: printed label}, "" for those it does not name."""
    return tuple(replace(block, label=labels.get(block.key, "")) for block in blocks)


def _in_printed_order(snapshot: Snapshot) -> Iterator[BlockSnapshot]:
    sections = [(section.kind, section.blocks) for section in snapshot.sections]
    if snapshot.trimestre is None:
        return (block for kind, own in sections if kind != SeccionKind.REPORT for block in own)
    return informe_order(
        sections,
        (block for linea in snapshot.lineas if linea.avance for block in linea.avance.blocks),
    )


def caption_choices(kind: str) -> list[tuple[str, str]]:
    """Return the (code, word) that may caption a block of a kind, its usual word first."""
    usual = CaptionKind.TABLE if kind == BlockKind.TABLE else CaptionKind.PHOTO
    return [(word.value, word.label) for word in (usual, CaptionKind.IMAGE, CaptionKind.NONE)]

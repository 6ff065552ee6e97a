"""Who signs a document: the block with which both documents end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programs.enums import InformePart, PtaPart, SignerRole
from programs.values.snapshot import Snapshot
from reports.documents.base import Chapter, ContentsEntry, Document

CODES = (PtaPart.SIGNATURES, InformePart.SIGNATURES)
KIND = "signatures"  # what prints it: templates/reports/print/_parts_signatures.html
ANCHOR = "firmas"
HEADING = "Firmas"
NOBODY = (
    "Nadie firma todavía este documento. Escriba quién firma en Administración, Instituciones, "
    "«Firmas de los documentos»."
)
# How many stand side by side, by how many sign; four would have no room for a long post.
SIDE_BY_SIDE = {1: 1, 2: 2, 3: 3, 4: 2}


@dataclass(frozen=True)
class Signature:
    """One signature: as what, and the name and the post below its line."""

    signs_as: str
    name: str
    post: str


@dataclass(frozen=True)
class SignatureRow:
    """Signatures that stand side by side; `places` is how many a whole row of the block has."""

    places: int
    signatures: tuple[Signature, ...]


def with_signatures(document: Document, snapshot: Snapshot) -> Document:
    """Return the document with its signature block as the last chapter, also in its contents.

    Unchanged where the institution switched it off. Where nobody signs, a draft says where to set
    who does, and what is no draft any more prints nothing.
    """
    if not set(CODES).intersection(snapshot.parts):
        return document
    rows = _rows(snapshot)
    if not rows:
        reminder = Chapter(ANCHOR, KIND, "", HEADING, (), note=NOBODY, draft_only=True)
        return replace(document, chapters=(*document.chapters, reminder))
    return replace(
        document,
        chapters=(*document.chapters, Chapter(ANCHOR, KIND, "", HEADING, (), rows)),
        contents=(*document.contents, ContentsEntry(ANCHOR, "", HEADING)),
    )


def _rows(snapshot: Snapshot) -> tuple[SignatureRow, ...]:
    signed: Sequence[Signature] = [
        Signature(SignerRole(signer.role).label, signer.name, signer.post)
        for signer in snapshot.institucion.signers
    ]
    if not signed:
        return ()
    places = SIDE_BY_SIDE[len(signed)]
    starts = range(0, len(signed), places)
    return tuple(SignatureRow(places, tuple(signed[at : at + places])) for at in starts)

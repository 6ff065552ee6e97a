"""What was understood of an informe, as it travels from the page that shows it to the one act.

Plain values: `programs.received.carried` signs them, so that what is written is what was shown.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from programs.values.brought.amounts import Offer
from programs.values.brought.blocks import BroughtBlock


@dataclass(frozen=True)
class CarriedLinea:
    """A línea of the informe: how it is printed, what of it can be written, what it counts.

    `own` is the entry of the quarter that it was recognised as, 0 for none; `near` are those that
    it looks like, the most alike first. `offers` are of the components of `own`.
    """

    place: str
    title: str
    blocks: tuple[BroughtBlock, ...]
    offers: tuple[Offer, ...]
    own: int
    near: tuple[int, ...]


@dataclass(frozen=True)
class Carried:
    """The whole of it. `source` is the name of the file, "" for a paste; `sha256` is of its bytes.

    `nonce` is new for each reading: what is made of it is known again by it. `empty` are the
    entries of the quarter that said nothing when the page was drawn. `others` are the líneas that
    are not the person's to write, `nothing` those of which there is nothing to bring, and `beyond`
    how many more the informe has than a page takes. `period` is when it tells of, "" for the
    quarter itself or where it does not say. `understood` is how much of its text was, in whole
    points, never rounded up.
    """

    nonce: str
    source: str
    sha256: str
    lineas: tuple[CarriedLinea, ...]
    empty: tuple[int, ...]
    others: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    beyond: int = 0
    period: str = ""
    understood: int = 100

    def key(self, linea: int, part: int) -> str:
        """Return the key of the block that a part of a línea becomes, the same each time."""
        digest = hashlib.sha256(f"{self.nonce} {linea} {part}".encode()).hexdigest()
        return f"captura-{digest[:24]}"


@dataclass(frozen=True)
class Chosen:
    """What a person says of a línea of the informe, by its place in `Carried.lineas`.

    `avance_pk` is the entry that takes it, 0 for none; `parts` are places of its blocks and
    `offers` of its quantities.
    """

    linea: int
    avance_pk: int
    parts: tuple[int, ...]
    offers: tuple[int, ...]

    @property
    def marked(self) -> int:
        """How many parts and quantities of it are marked."""
        return len(self.parts) + len(self.offers)


def left_out(chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Return the líneas of which something is marked, and which go nowhere."""
    return tuple(each for each in chosen if each.marked and not each.avance_pk)


def still_asked(carried: Carried, chosen: Sequence[Chosen]) -> tuple[int, ...]:
    """Return the places of those that the page itself left without a línea: nobody said no to them.

    A línea that was recognised and said nothing yet goes there unless somebody takes it out.
    """
    return tuple(
        each.linea
        for each in left_out(chosen)
        if carried.lineas[each.linea].own not in carried.empty
    )

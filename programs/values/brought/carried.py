"""What was understood of an informe, as it travels from the page that shows it to the one act.

Plain values: `programs.received.carried` signs them, so that what is written is what was shown.
"""

from dataclasses import dataclass

from programs.values.brought.amounts import Offer
from programs.values.brought.blocks import BroughtBlock


@dataclass(frozen=True)
class CarriedLinea:
    """A línea of the informe: how it is printed, what of it can be written, what it counts.

    `offers` are of the components of the línea that it looked like.
    """

    place: str
    title: str
    blocks: tuple[BroughtBlock, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Carried:
    """The whole of it. `source` is the name of the file, "" for a paste; `sha256` is of its bytes.

    `nonce` is new for each reading: what is made of it is known again by it. `empty` are the
    entries of the quarter that said nothing when the page was drawn.
    """

    nonce: str
    source: str
    sha256: str
    lineas: tuple[CarriedLinea, ...]
    empty: tuple[int, ...]

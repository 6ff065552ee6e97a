"""What a línea says that it leaves out of its meta: "una extraordinaria, que no abona a ella"."""

import re
from functools import lru_cache

from programs.values.checks.informe.evidence import Piece, told_in
from programs.values.wording.numbers import folded
from programs.values.written import WrittenLinea

# "Hubo además una extraordinaria, que no se suma a la meta"
_ASIDE = re.compile(
    r"\bno\s(?:se\s)?(?:suma|abona|contribuye|aporta|cuenta|contabiliza|considera|computa|incluye|entra)n?\b"
    r"|\bno\s(?:se\stoman?\sen\scuenta|(?:forman?|son|es)\sparte\sde\s(?:la|esta|dicha|su)\smeta)\b"
    r"|\b(?:ajen[oa]s?\sa|al\smargen\sde)\s(?:la|esta|dicha|su)\smeta\b"
    r"|\b(?:fuera|excluid[oa]s?)\s(?:de\s(?:la|esta|dicha)\smeta|del\s(?:conteo|computo|avance))\b"
    r"|\bsin\s(?:sumar|contar|contabilizar)\w*\b"
)


@lru_cache(maxsize=64)  # a dozen checks ask it of the same línea
def is_left_out(linea: WrittenLinea) -> bool:
    """Tell whether a línea says that something is left out of its meta."""
    return any(_ASIDE.search(folded(passage.text)) for passage in told_in(linea))


def is_set_aside(piece: Piece) -> bool:
    """Tell whether the words behind a count say that it is left out of the meta."""
    counted = piece.counted
    return _ASIDE.search(folded(piece.passage.text[counted.end : counted.end + 160])) is not None

"""The numbers of a list of parts: the one of each item, and the one that stands above them."""

import re
from decimal import Decimal

from programs.values.checks.informe.grids import number_in
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.told import Told


def one_count(text: str, parts: int) -> Decimal | None:
    """Return the one thing that a paragraph counts above a list, None for none and for several.

    "Recibió 34 denuncias, todas por alguna de estas tres vías:" counts its three parts too.
    """
    counted = [each for each in counted_of(text) if not each.article and each.value != parts]
    done = (Told.DONE, Told.RECEIVED)
    own = len(counted) == 1 and not counted[0].base and counted[0].told in done
    return counted[0].value if own and not IN_PART.search(folded(text)) else None


def part_of(text: str) -> Decimal | None:
    """Return the one number of an item: "Sector privado: 11", "11 del sector privado"."""
    found = _AT_END.search(text) or _AT_START.match(text)
    if len(text) > 160:
        return None
    if not found:  # "seis con dependencias del Ejecutivo", "Policía: doce"
        numbers = list(numbers_of(text))
        if len(numbers) != 1 or _ANY_NUMBER.search(text):
            return None
        opens, ends = text[: numbers[0].start], text[numbers[0].end :].strip(" .;,")
        return numbers[0].value if not opens or (_LABEL.search(opens) and not ends) else None
    others = _ANY_NUMBER.findall(text[: found.start("number")] + text[found.end("number") :])
    return None if others else number_in(found["number"])


IN_PART = re.compile(r"\b(?:entre\s+(?:ell[oa]s|otr[oa]s)|destacan?|principales)\b")
_AT_END = re.compile(
    r"(?:[:=–—-]|\s\.{2,})\s{0,3}(?P<number>\d[\d,]{0,12})\s?(?:[a-záéíóúñ]{3,20})?\s?[.;,]?\s?[ye]?$"
)
_AT_START = re.compile(
    r"(?P<number>\d[\d,]{0,12})(?=\s(?:del?|en|para|por|con|al?|[a-záéíóúñ]{3,})\b)"
)
_ANY_NUMBER = re.compile(r"\d")
_LABEL = re.compile(r"[a-záéíóúñ)](?:\s?[:=–—]|,|\s-)\s{1,3}$")  # "Policía: doce"

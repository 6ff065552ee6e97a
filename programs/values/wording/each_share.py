"""How many of a count fall to each of something: "nueve visitas, tres en cada mes"."""

import re

from programs.values.wording.counted import Counted


def falls_to_each(plain: str, whole: Counted, each: Counted) -> bool:
    """Tell whether a count is how many of the one before fall to each: "nueve, tres por mes"."""
    alone = each.elided and whole.sentence == each.sentence and each.value < whole.value
    return alone and _PER_EACH.match(plain, each.end) is not None


_PER_EACH = re.compile(
    r"\s(?:(?:en|por|a|para)\s)?cada\s\w+|\s(?:por|al)\s(?:mes|semana|quincena|dia|bimestre)\b"
    r"|\spor\s(?:area|region|municipio|plantel|escuela|centro|oficina|sede|persona)\b"
)

"""The rest of a total, told behind its parts: "… y una se desechó. Otra sigue en trámite".

Source: section 2.5 of the domain document.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from programs.values.wording.numbers import folded, numbers_in

_FEW = r"(?:una?|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|\d{1,4})"
_LEFT = r"(?:restantes?|demas|faltantes?|ultim[oa]s?|pendientes?|sobrantes?|otr[oa]s?)"
_NOUN = r"(?:\w{4,}\s)?"
_OPENS = re.compile(
    # ". Además,", "; por su parte,", ", y"
    r"[^.;\n]{0,160}?[.;,]\s{0,2}(?:(?:y|e|por\ssu\sparte|ademas|asimismo|tambien|finalmente"
    r"|por\sultimo|adicionalmente|en\stanto|mientras\sque|aun|todavia),?\s){0,3}(?:(?:de|a|con|en|para|sobre)\s)?"
    r"(?P<told>"
    # "otra", "otras dos", "la otra", "las dos restantes", "la última queja", "las demás"
    rf"(?:l[oa]s?\s|el\s)?(?:(?:{_FEW})\s)?{_NOUN}?{_LEFT}(?:\s{_FEW})?"
    # "una más", "dos quejas más", "el resto", "la que falta"
    rf"|{_FEW}\s{_NOUN}mas|(?:el|un)\sresto|lo\s(?:demas|restante)"
    rf"|l[oa]s?\s(?:{_FEW}\s)?que\s(?:falta|resta|queda|sobra|sigue|esta|continua)n?"
    # "queda una por resolver", "sigue una en trámite", "falta una"
    rf"|(?:queda|falta|resta|sigue|esta|continua|permanece)(?:n|ba|ban)?\s(?:pendientes?\s(?:de\s\w+\s)?)?{_FEW}"
    rf"|(?:quedo|quedaron)\s(?:pendientes?\s)?{_FEW}"
    # "una sigue en trámite"
    rf"|{_FEW}\s{_NOUN}(?:aun\s|todavia\s)?(?:sigue|queda|esta|continua|permanece|quedo|quedaron)n?"
    r")\b(?!\s(?:parte|lado|vez|veces|trimestre|ocasion|ano|mes|periodo)\b)"
)
_PLURAL = re.compile(r"resto|\blo\s|\bl[oa]s\s|s$")
# What is told of it, where no other noun stands: "Otra actividad fue el foro" is none of it.
_TOLD_OF = re.compile(
    r"\s?(?:[,.;:(]|$)|\s(?:se|ya|aun|todavia|no|sigue|esta|queda|quedo|fue|era|continua|permanece"
    r"|corresponde|pertenece|es|son|de|del|en|por|al?|con|para|sin|quedaron|fueron)n?\b|\s\w+(?:o|aron|ieron)\b"
)


@dataclass(frozen=True)
class Rest:
    """The rest of a total: how many, None where no number tells; `sure` that it is of no other."""

    value: Decimal | None
    sure: bool


def rest_behind(text: str, end: int) -> Rest | None:
    """Return what a text tells as the rest of a total whose last part ends there, None for none."""
    plain = folded(text)
    found = _OPENS.match(plain, end)
    if not found:
        return None
    numbers = numbers_in(found["told"])
    sure = _TOLD_OF.match(plain, found.end()) is not None
    if numbers:
        return Rest(numbers[0].value, sure)
    return Rest(None if _PLURAL.search(found["told"]) else Decimal(1), sure)

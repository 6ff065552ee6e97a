"""Parts of a meta told as fractions: "la mitad", "dos quintas partes", "una de cada cuatro".

A fraction alone is of anything ("la mitad de los asistentes"): it is read where words before or
behind it say that it is of a meta. Source: the closings of section 2.3 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from programs.values.wording.numbers import holds_any, number_of

PLANNED_THINGS = (
    r"(?:programad|planead|comprometid|previst|calendarizad|contemplad|proyectad|establecid"
    r"|prometid|ofrecid|pactad|convenid)"
)
_DIVISOR = {
    "tercera": 3, "tercio": 3, "cuarta": 4, "cuarto": 4, "quinta": 5, "quinto": 5, "sexta": 6,
    "septima": 7, "octava": 8, "novena": 9, "decima": 10, "sexto": 6, "septimo": 7, "octavo": 8,
    "noveno": 9, "decimo": 10,
}  # fmt: skip
_COUNT = {
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9,
}  # fmt: skip
_PART = r"(?:tercera|cuarta|quinta|sexta|septima|octava|novena|decima)"
_FEW = "una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
_FRACTION = (
    rf"(?P<told>(?P<half>la\s+mitad)|(?:(?:las|sus|l[oa]s)\s+)?(?P<count>{_FEW})\s+"
    rf"(?:(?P<part>{_PART})s?\s+partes?|"
    r"(?P<short>tercio|cuarto|quinto|sexto|septimo|octavo|noveno|decimo|quinta|decima)s?)"
    rf"|(?P<sole>la)\s+(?P<own>{_PART})\s+parte)"
)
# "la mitad justa de lo prometido"
_JUST = r"(?:\s+(?:just|exact|cabal|complet|clavad|precis)[oa]?s?)?"
_PARTS = re.compile(
    rf"\b{_FRACTION}{_JUST}\s+(?:del\s+(?:compromiso|objetivo)\b|"
    r"de\s+(?:(?:la|las|su|sus|dicha|esta|nuestra|el\s+total\s+de\s+la)\s+metas?|"
    rf"lo\s+{PLANNED_THINGS}o|lo\s+que\s+(?:se\s+(?:program|plane|compromet|prev)\w+"
    r"|tocaba|correspondia)|"
    rf"(?:l[oa]s|el\s+total\s+de)\s+(?:\d{{1,6}}\s+)?(?:\w+\s+){{0,3}}?{PLANNED_THINGS}[oa]s?)\b)"
)
_END = r"(?=\s*(?:[.,;:)]|$))"
_PARTS_LAST = (
    # "De la meta anual llevamos la mitad", "Avance anual: dos quintas partes"
    re.compile(
        rf"\b(?:metas?|avance|cumplimiento|progreso)\b(?:[,:]?\s+\w+){{0,6}}?[,:]?\s+{_FRACTION}{_END}"
    ),
    # "Así, el programa va a la mitad", "Va, pues, a la mitad"
    re.compile(
        r"\b(?:va|van|vamos|llega|llegan|llego|llegaron|llegamos|lleva|llevan|llevamos|esta|quedo"
        r"|(?:cumplid|cubiert|alcanzad|atendid|concluid|avanzad)[oa]s?)"
        rf"(?:,?\s+pues,?)?\s+(?:ya\s+)?(?:al?|en|por|hasta)?\s?{_FRACTION}{_END}"
    ),
    # "Esta actividad va exactamente a la mitad", "el compromiso del año se encuentra en un tercio"
    re.compile(
        r"\b(?:metas?|compromisos?|objetivos?|encargos?|lineas?|tareas?|actividad(?:es)?|accion(?:es)?"
        r"|proyectos?)(?:\s(?:anual(?:es)?|del\s(?:ano|ejercicio)))?,?\s(?:se\s(?:halla|encuentra|ubica"
        r"|situa|coloca)|va|esta|anda|marcha|queda|quedo|avanza|avanzo|cierra|cerro|llega|llego|alcanza"
        r"|alcanzo)n?\s(?:(?:ya|exactamente|justo|justamente|precisamente)\s){0,2}"
        rf"(?:(?:al?|en|por|hasta)\s)?{_FRACTION}{_END}"
    ),
    # "sesenta de doscientas cuarenta, la cuarta parte"
    re.compile(
        rf"\bde\s+(?:\w+\s+){{0,4}}?\w+[,:]\s+(?:(?:es\s+decir|o\s+sea|esto\s+es),?\s+)?{_FRACTION}{_END}"
    ),
)
# "Se cumplió con dos de cada tres reparaciones comprometidas"
_OF_EACH = re.compile(
    rf"\b(?P<some>{_FEW}|\d)\s+de\s+cada\s+(?P<each>dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
    rf"|\d{{1,2}})(?:\s+(?:\w+\s+){{0,4}}?(?:{PLANNED_THINGS}[oa]s?|del\s+(?:ano|ejercicio))\b"
    rf"|(?P<alone>(?:\s+\w+)?{_END}))"
)
_OF_META = re.compile(r"\b(?:metas?|avance|cumplimiento|progreso|va|vamos|lleva\w*)\b[^.;]{0,50}$")
_PARTED = (
    "mitad", "tercer", "tercio", "cuart", "quint", "sext", "septim", "octav", "noven", "decim",
)  # fmt: skip
_REACH = 60  # signs


class FractionTold(NamedTuple):
    """A fraction as a percentage, where it stands, and whether it is so to one decimal."""

    value: Decimal
    start: int
    end: int
    exact: bool


# "La tercera parte de los módulos del año está ya instalada.", "Se avanzó una tercera parte."
_ALONE = re.compile(rf"\b{_FRACTION}\b")
# "Media meta.", "el año va por mitad"
_HALF = re.compile(
    r"\b(?:media\s+meta|(?:por|en|a)\s+(?:la\s+)?(?P<told>mitad)"
    # "Estamos a medio camino de lo prometido"
    r"|(?:al?|en|el)\s(?:la\s)?(?:medio|mitad\sdel)\s(?:camino|recorrido|trecho))\b"
)


def fractions_alone(plain: str) -> Iterator[FractionTold]:
    """Yield every fraction of a folded text that is known to say how far a línea is."""
    if holds_any(plain, _PARTED):
        for found in _ALONE.finditer(plain):
            yield _fraction(found, found.end())
    for found in _HALF.finditer(plain):
        if not (found["told"] and plain.startswith("la ", max(0, found.start("told") - 3))):
            yield FractionTold(Decimal(50), found.start(), found.end(), exact=True)
    for found in _OF_EACH.finditer(plain) if "de cada" in plain else ():
        part, whole = number_of(found["some"]), number_of(found["each"])
        if part and whole and part <= whole:
            yield _told(part, whole, found.start(), found.end("each"))


def fractions_in(plain: str) -> Iterator[FractionTold]:
    """Yield the parts of a meta that a folded text tells as fractions."""
    if holds_any(plain, _PARTED):
        for found in _PARTS.finditer(plain):
            yield _fraction(found, found.end())
        for shape in _PARTS_LAST:
            for found in shape.finditer(plain):
                yield _fraction(found, found.end())
    for found in _OF_EACH.finditer(plain) if "de cada" in plain else ():
        part, whole = number_of(found["some"]), number_of(found["each"])
        before = plain[max(0, found.start() - _REACH) : found.start()]
        if found["alone"] is not None and not _OF_META.search(before):
            continue
        if part and whole and part <= whole:
            yield _told(part, whole, found.start(), found.end())


def _fraction(found: re.Match[str], end: int) -> FractionTold:
    start = found.start("told")
    if found["half"]:
        return FractionTold(Decimal(50), start, end, exact=True)
    count = _COUNT.get(found["count"] or "", 1)
    divisor = _DIVISOR[found["part"] or found["short"] or found["own"]]
    return _told(Decimal(count), Decimal(divisor), start, end)


def _told(part: Decimal, whole: Decimal, start: int, end: int) -> FractionTold:
    value = part * 100 / whole
    return FractionTold(round(value, 1), start, end, value * 10 == int(value * 10))

"""The label of a caption: its word, its numbers in every form they are written, and its text.

"Imágenes 6, 7, 8, 9, 10 y 11. Primera diapositiva…", "Fotografías 1,2,3 y 4. Asesorías", "Foto 3:",
"Figura 2 - …", "Fotos 4 a 7", "Gráfica IV", "Tabla No. 1.". A sentence that only begins with such
a word ("La tabla 2 muestra…", "Imagen 3 muestra…") is no caption.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded

# {word as printed, folded: kind}. Words of one kind name the same thing; each printed word may
# still have a sequence of its own.
KINDS = {
    "imagen": "imagen", "imagenes": "imagen", "img": "imagen", "imgs": "imagen",
    "fotografia": "fotografia", "fotografias": "fotografia", "foto": "fotografia",
    "fotos": "fotografia", "fotog": "fotografia",
    "figura": "figura", "figuras": "figura", "fig": "figura", "figs": "figura",
    "ilustracion": "ilustracion", "ilustraciones": "ilustracion", "ilust": "ilustracion",
    "grafica": "grafica", "graficas": "grafica", "grafico": "grafica", "graficos": "grafica",
    "graf": "grafica",
    "tabla": "tabla", "tablas": "tabla", "cuadro": "cuadro", "cuadros": "cuadro",
    "esquema": "esquema", "esquemas": "esquema", "diagrama": "diagrama", "diagramas": "diagrama",
    "mapa": "mapa", "mapas": "mapa", "lamina": "lamina", "laminas": "lamina",
    "captura": "captura", "capturas": "captura",
    "evidencia": "evidencia", "evidencias": "evidencia", "anexo": "anexo", "anexos": "anexo",
}  # fmt: skip
# Whoever writes these without a number and a sign after them writes a caption all the same.
_UNNUMBERED = ("imagen", "fotografia", "figura", "ilustracion", "grafica", "captura")
_WITH_COLON = ("tabla", "cuadro")
_LONGEST = 900
_LABEL = 240
_MOST_NUMBERS = 80
# "Fotografías 5, 6, 7, … 63 y 64": a label is as long as its numbers.
_LISTED = re.compile(r"\D{3,40}(?:\d{1,4}(?:,\s?|\sy\s)?){1,600}")

_WORD = "|".join(sorted(KINDS, key=len, reverse=True))
_ROMAN = r"(?<!\w)(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\w|\.\d)"
_ONE = rf"(?:\d{{1,4}}(?:\.\d{{1,3}})*(?:[a-h](?!\w))?|{_ROMAN})"
_JOIN = r"(?:\s{0,3},\s{0,3}(?:[ye]\s{1,3})?|\s{1,3}[ye&]\s{1,3}|\s{0,3}/\s{0,3})"
_RANGE = r"(?:\s{0,3}[-\u2010-\u2015]\s{0,3}|\s{1,3}(?:al?|hasta)\s{1,3}(?:la\s{1,3})?)"
_NUMBERS = rf"{_ONE}(?:(?:{_JOIN}|{_RANGE}){_ONE})*"
_START = re.compile(
    rf"[\s*_(\[\"“«'#>]{{0,8}}(?P<word>{_WORD})\b\.?"
    r"(?P<of>\s{1,3}(?:de\s{1,3}pantalla|fotografic[oa]s?))?"
)
_NUMBER_SIGN = re.compile(
    r"\s{0,3}(?:n[o°º]s?\.?[°º]?|n\.\s?[°º]|(?:nums?|numeros?)\.?|#)\s{0,3}(?=[\divxl])"
)
_AT = re.compile(rf"\s{{0,3}}(?:del?\s{{1,3}}(?:la\s{{1,3}})?)?(?P<numbers>{_NUMBERS})")
_EACH = re.compile(_ONE)
_BETWEEN = re.compile(_RANGE)
_FIRM = re.compile(r"\s{1,3}[ye&]\s{1,3}|\s{1,3}(?:al?|hasta)\s{1,3}(?:la\s{1,3})?")
_SIGN = re.compile(r"\s{0,3}[*_)\]]{0,4}[.:\-\u2010-\u2015][\-\u2010-\u2015]?[*_]{0,4}(?:\s|$)")
_SIGN_NEXT = re.compile(r"\s{0,3}[*_]{0,4}[.:;)\]|\-\u2010-\u2015]")
_DAY = re.compile(rf"[\s,]{{1,3}}\d{{1,2}}\s{{1,3}}de\s{{1,3}}(?:{MONTH})")
_MONTH = re.compile(rf"(?:de\s{{1,3}})?(?:{MONTH})\b")
# What a sentence says next, where the label has no sign of its own.
_SENTENCE = re.compile(
    r"(?:se|muestran?|presentan?|contienen?|ilustran?|describen?|resumen?|indican?|reflejan?|"
    r"correspond[ea]n?|fue|fueron|es|son|anterior(?:es)?|siguientes?|adjunt[ao]s?|que|y|e|o|u|"
    r"permiten?|detallan?|desglosan?|integran?|concentran?|incluyen?|expon[ea]n?|da|dan|"
    r"forman?|hacen?|puede|pueden|aparecen?|evidencian?|demuestran?|señalan?|senalan?|"
    r"relacionan?|comparan?|enlistan?|ofrecen?|constan?|tienen?)\b"
)
_VERB_INSIDE = re.compile(
    r"\b(?:muestran?|se\s(?:observan?|aprecian?|muestran?|presentan?)|ilustran?|contienen?)\b"
)


@dataclass(frozen=True)
class Caption:
    """A caption: `word` as printed, its `kind`, its numbers and its text.

    `numbers` are in printed order, a range spelled out; empty where it has none, or one that is
    not a plain number ("Tabla 2.1"). `text` is what follows the label, `start` its place in the
    whole caption.
    """

    word: str
    kind: str
    numbers: tuple[int, ...]
    text: str
    start: int


def caption_of(text: str) -> Caption | None:
    """Return the caption that a paragraph is, None where it is something else."""
    return _caption_of(text) if len(text) <= _LONGEST + _listed(text) else None


def _listed(text: str) -> int:
    """Return how long the list of numbers of a label is, 0 where the whole is short."""
    listed = _LISTED.match(text) if len(text) > _LABEL else None
    return listed.end() if listed else 0


@lru_cache(maxsize=8192)  # asked of each line, of its paragraph and by several checks
def _caption_of(text: str) -> Caption | None:
    plain = folded(text[: _LABEL + _listed(text)])
    started = _START.match(plain)
    if not started:
        return None
    word = text[started.start("word") : started.end("word")]
    kind = KINDS[started["word"]]
    if kind in ("anexo", "captura") and not started["of"]:
        return None
    place = started.end()
    numbered = _numbers_at(text, plain, place)
    if numbered is None:
        sign = _SIGN.match(plain, place if started["of"] else started.end("word"))
        if not sign or not text[sign.end() :].strip():
            return None
        if kind not in _UNNUMBERED and (kind not in _WITH_COLON or ":" not in sign.group()):
            return None
        return _caption(text, word, kind, (), sign.end())
    numbers, end = numbered
    return _caption(text, word, kind, numbers, end)


def _caption(text: str, word: str, kind: str, numbers: tuple[int, ...], end: int) -> Caption:
    rest = text[end:]
    inner = rest.lstrip(" \t\n\r\u00a0*_.,:;-\u2010\u2011\u2012\u2013\u2014\u2015)|]")
    return Caption(word, kind, numbers, inner.strip(), end + len(rest) - len(inner))


def _numbers_at(text: str, plain: str, place: int) -> tuple[tuple[int, ...], int] | None:
    """Return the numbers that a label has here and where they end, None where it has none.

    A list is as long as what follows it allows: "Figura 2 - 14 de marzo" has one number.
    """
    sign = _NUMBER_SIGN.match(plain, place)
    found = _AT.match(plain, sign.end() if sign else place)
    if not found:
        return None
    first = found.start("numbers")
    ones = [each for each in _EACH.finditer(plain, first, found.end("numbers")) if each.group()]
    for count in range(len(ones), 0, -1):
        stop = ones[count - 1].end()
        firm = count == 1 or _FIRM.fullmatch(plain, ones[count - 2].end(), ones[count - 1].start())
        if _closes(text[stop:], plain[stop:], firm=bool(firm)):
            return _spelled(plain, ones[:count]), stop
    return None


def _closes(text: str, plain: str, *, firm: bool) -> bool:
    """Tell whether what follows the numbers of a label is its text.

    `firm` tells that the last number can be no part of that text ("4 y 5", "4 a 7").
    """
    after = plain.lstrip()
    if not after or _SIGN_NEXT.match(plain):
        return True
    if not plain[0].isspace():
        return plain[0] in ",*_" and (not re.match(r",\s?\d", plain) or bool(_DAY.match(plain)))
    if _MONTH.match(after):
        return False
    first = text.lstrip()[0]
    if _DAY.match(plain):
        return True
    if first.isupper() or first in "\"“«'¿¡(":
        return True
    if not firm or not first.isalpha() or _SENTENCE.match(after):
        return False
    return len(text.split()) <= 30 and not _VERB_INSIDE.search(plain)


def _spelled(plain: str, ones: list[re.Match[str]]) -> tuple[int, ...]:
    """Return the numbers of a list, its ranges spelled out; () for what are no plain numbers."""
    spelled: list[int] = []
    for place, one in enumerate(ones):
        value = _value(one.group())
        if value is None:
            return ()
        ranged = place and _BETWEEN.fullmatch(plain, ones[place - 1].end(), one.start())
        if ranged and spelled[-1] < value <= spelled[-1] + _MOST_NUMBERS:
            spelled.extend(range(spelled[-1] + 1, value))
        if not spelled or spelled[-1] != value:
            spelled.append(value)
    return tuple(spelled)


def _value(written: str) -> int | None:
    figures = re.fullmatch(r"(\d+)[a-h]?", written)
    if figures:
        return int(figures[1])
    return roman(written) if written.isalpha() else None


CONTINUED = "continued"
_PANEL = re.compile(
    rf"[\s*_(\[\"“«'#>]{{0,8}}(?:{_WORD})\b\.?\s{{0,3}}(?:n[o°º.]{{1,2}}\s?|#\s?)?\d{{1,4}}"
    r"(?:(?P<letter>[a-h])(?!\w)|\s?[-.]?\s?\(?(?P<apart>[a-h])\s?[.):]"
    r"|\s?[-,.]?\s?\(?(?P<word>bis|ter|(?:lado )?(?:izquierd|derech)[oa]|superior|inferior|arriba"
    r"|abajo|(?:parte )?\d{1,2} de \d{1,2})\s?[).:,])"
)
_CONTINUED = re.compile(
    r"\d\s?[.:,-]?\s?[\[(]?(?:continua\w*(?! de\b)\b|cont\.|sigue\b)|[\[(]continua\w*[\])]\W*$"
)


def panel_of(text: str) -> str:
    """Return which part of one figure a caption is of: "a" of "Figura 2a", "" for all of it.

    `CONTINUED` where it says that a table or figure of that number goes on there.
    """
    plain = folded(text[:_LABEL])
    if _CONTINUED.search(plain):
        return CONTINUED
    found = _PANEL.match(plain)
    return (found["letter"] or found["apart"] or found["word"] or "") if found else ""


_SIGNS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman(written: str) -> int | None:
    """Return the value of a Roman number in small or capital letters, None for no such number."""
    signs = [_SIGNS.get(sign) for sign in written.lower()]
    if not signs or len(signs) > 12:
        return None
    total = 0
    for place, value in enumerate(signs):
        if value is None:
            return None
        following = signs[place + 1] if place + 1 < len(signs) else 0
        total += -value if value < (following or 0) else value
    return total

"""Captions of one text at two places: a copy that speaks of another picture.

Source: section 2.4 of the domain document, "Fotografías 18 a 21".
"""

import re
from collections.abc import Iterator
from itertools import islice

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.places import NO_HEADING, told_parts
from programs.values.checks.side import Side
from programs.values.wording.caption_words import stems_of
from programs.values.wording.captions import Caption, caption_of
from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded, holds_any
from programs.values.written import PassageKind, Written, WrittenLinea

_SHORTEST_COPY, _SHORTEST = 5, 3
_MAKERS = re.compile(r"(?:elaboracion\s+propia|fuente\b|creacion\s+propia)")


def caption_copies(written: Written) -> Iterator[PlacedFinding]:
    """Find captions of one descriptive text in two líneas, or in one with prose between."""
    first: dict[str, tuple[str, str, int]] = {}
    for linea in told_parts(written):
        group, told = 0, ""
        for passage in linea.passages:
            if passage.kind in (PassageKind.TEXT, PassageKind.ITEM, PassageKind.HEADING):
                group += 1
                told = passage.text
            caption = caption_of(passage.text) if passage.kind is PassageKind.CAPTION else None
            words, long = _descriptive(caption) if caption else ("", False)
            if not caption or not words:
                continue
            label = passage.text[: caption.start].strip(" .:-–—*_")
            of_two = words in first and _of_two(linea, first[words][1], label, words)
            if not long and _of_another_day(words, told):
                long = True
            if not (long or of_two) and not _may_be_copied(
                words, told, linea.title, again=words in first
            ):
                continue
            before = first.setdefault(words, (linea.key, label, group))
            together = before[0] == linea.key and before[2] == group
            if before[1] == label or (together and not of_two):
                continue
            yield PlacedFinding(
                Finding(
                    Code.CAPTION_TWICE,
                    Severity.DOUBT,
                    f"El pie repite, palabra por palabra, el de «{before[1]}»",
                    passage.anchor,
                    quote=passage.text,
                ),
                linea.key,
                linea_place(linea),
                sides=(Side(before[0], before[1]),),
            )


def _may_be_copied(words: str, told: str, title: str, *, again: bool) -> bool:
    """Tell whether a short caption fits where it stands first, and not where it stands `again`."""
    own = {*stems_of(words)}
    if again:
        above = told if title == NO_HEADING else f"{told} {title}"
        return bool(told) and not own & {*stems_of(above)}
    return not told or bool(own & {*stems_of(told)})


# "el directorio de enlaces (Imagen 1) y el formulario de denuncia (Imagen 2)"
_POINTS = re.compile(
    r"(?P<words>[^().;:,]{4,90}?)\s?[(\[,]\s?(?:ver\s|vease\s)?(?:la\s|las\s)?"
    r"(?P<label>(?:imagen|fotografia|foto|figura|lamina|ilustracion|grafica|grafico|tabla|cuadro)"
    r"\s\d{1,3})\b"
)
_PICTURED = ("imagen", "foto", "figura", "lamina", "ilustra", "grafic", "tabla", "cuadro")
_MOST_POINTS = 40


def _of_two(linea: WrittenLinea, one: str, other: str, words: str) -> bool:
    """Tell whether the narrative shows two things in two pictures, of which a caption fits one.

    Several pictures of one thing may well have one caption.
    """
    shown: dict[str, frozenset[str]] = {}
    for passage in linea.prose:
        plain = folded(passage.text)
        points = _POINTS.finditer(plain) if holds_any(plain, _PICTURED) else iter(())
        for found in islice(points, _MOST_POINTS):
            shown.setdefault(found["label"], frozenset(stems_of(found["words"])))
    both = [shown.get(" ".join(folded(label).split())) for label in (one, other)]
    caption = frozenset(stems_of(words))
    told = [bool(each & caption) for each in both if each]
    return len(told) == 2 and told[0] != told[1]


_DAY = re.compile(rf"\b\d{{1,2}}\s(?:de\s)?(?:{MONTH})\b")


def _of_another_day(words: str, told: str) -> bool:
    """Tell whether a caption has a day, and the paragraph above it only others."""
    own = set(_DAY.findall(words))
    above = set(_DAY.findall(folded(told)))
    return bool(own and above) and not own & above


def _descriptive(caption: Caption) -> tuple[str, bool]:
    """Return the words of a caption that says something, and whether it is long.

    A long one is alike to no other by chance; "" for one of a word or two.
    """
    plain = folded(caption.text)
    if _MAKERS.match(plain):
        return "", False
    words = re.findall(r"\w+", plain)
    heavy = [word for word in words if len(word) > 3]
    long = len(heavy) >= _SHORTEST_COPY
    # A table tells by itself what it holds: fewer words say it.
    shortest = _SHORTEST - (caption.kind in ("tabla", "cuadro"))
    return (" ".join(words) if long or len(heavy) >= shortest else ""), long


WHOLE = (WholeCheck((Code.CAPTION_TWICE,), caption_copies),)

"""Captions that name another body or another town than the narrative beside them.

"Sesión del Comité de Adquisiciones" under the session of the Comité de Ética; "Taller en Tlaxiaco"
beside a caption of the same words for a town that the narrative has. What is named anywhere else in
the informe is no copy. Source: section 2.4 of the domain document, "Fotografías 18 a 21".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.wording.captions import caption_of
from programs.values.wording.numbers import folded
from programs.values.written import Passage, PassageKind, Written, WrittenLinea

_NOUN = r"(?:sub)?comite|consejo|comision|junta|patronato|cabildo|grupo|red|mesa"
_MEETS = re.compile(r"\b(?:sesion|reunion|asamblea|instalacion|integrantes|miembros)")
_BODY = re.compile(
    rf"\b(?P<noun>{_NOUN})\s(?:(?:tecnico|estatal|municipal|interno|general)\s)?"
    r"(?P<of>(?:de|del|para|sobre)\s(?:(?:la|el|los|las)\s)?[a-zñ]{4,20}"
    r"(?:\s(?:y|e|de|del|la|los|las)\s?(?:(?:la|el|los|las)\s)?[a-zñ]{4,20}){0,3})"
)
_HEAVY = re.compile(r"[a-zñ]{4,}")
_TOWN = re.compile(
    r"\sen (?P<town>[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{3,20}"
    r"(?: (?:(?:de|del|la|las|los|el) ){0,2}[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,20}){0,3})\s?[.,]?$"
)
_LIGHT = frozenset(("sesion", "reunion", "celebrada", "ordinaria", "extraordinaria", "durante"))
_MOST = 100
_Words = Callable[[], frozenset[str]]


def caption_bodies(written: Written) -> Iterator[PlacedFinding]:
    """Yield each caption of a body or a town that nothing but it names."""
    asked = [(linea, list(linea.of_kind(PassageKind.CAPTION))[:_MOST]) for linea in written.lineas]
    if not any(captions for _, captions in asked):
        return
    everywhere = cache(lambda: _told(written))  # asked only where a caption names one
    for linea, captions in asked:
        towns = [_apart(passage) for passage in captions]
        for passage, town in zip(captions, towns, strict=True):
            message = _of_body(linea, passage, everywhere) or _of_town(town, towns, everywhere)
            if message:
                finding = Finding(
                    Code.CAPTION_SESSION,
                    Severity.DOUBT,
                    message,
                    passage.anchor,
                    quote=passage.text,
                )
                yield PlacedFinding(finding, linea.key, linea_place(linea))


def _told(written: Written) -> frozenset[str]:
    """Return the heavy words of all that an informe says outside of its captions."""
    texts = [*written.cover, written.title]
    for passage in written.passages:
        if passage.kind not in (PassageKind.CAPTION, PassageKind.PICTURES):
            texts.append(passage.words)
    for area in written.areas:
        texts.append(area.name)
        texts += [f"{linea.title} {linea.meta}" for linea in area.lineas]
    return frozenset(word for text in texts for word in _HEAVY.findall(folded(text)))


def _of_body(linea: WrittenLinea, passage: Passage, everywhere: _Words) -> str:
    """Return that a caption names a body, and the narrative only another one of its kind."""
    caption = caption_of(passage.text)
    plain = folded(caption.text) if caption else ""
    named = _BODY.search(plain)
    if not named or not _MEETS.search(plain):
        return ""
    words = [word for word in _HEAVY.findall(named["of"]) if word not in _LIGHT]
    if not words or any(word in everywhere() for word in words):
        return ""
    for each in linea.prose:
        other = _BODY.search(folded(each.text))
        if other and other["noun"] == named["noun"]:
            return (
                f"El pie nombra otro órgano ({named['noun']} {named['of']}) que el texto "
                f"({other['noun']} {other['of']})"
            )
    return ""


_Town = tuple[str, str] | None


def _of_town(own: _Town, towns: Sequence[_Town], everywhere: _Words) -> str:
    """Return that a caption ends in a town of nowhere, and one alike in a town of the text."""
    if own is None or any(word in everywhere() for word in _HEAVY.findall(folded(own[1]))):
        return ""
    for alike in towns:
        if alike and alike[0] == own[0]:
            words = _HEAVY.findall(folded(alike[1]))
            if words and all(word in everywhere() for word in words):
                return f"El pie nombra un lugar ({own[1]}) que el texto no menciona"
    return ""


def _apart(passage: Passage) -> _Town:
    """Return the words of a caption before the town in which it ends, and that town."""
    caption = caption_of(passage.text)
    found = _TOWN.search(caption.text) if caption else None
    if caption is None or found is None:
        return None
    return folded(caption.text[: found.start()]), found["town"]


WHOLE = (WholeCheck((Code.CAPTION_SESSION,), caption_bodies),)

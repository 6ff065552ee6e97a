"""Captions of an event that the narrative does not tell: another one of its series, or of its kind.

A caption that was copied names "el Segundo Foro" under the first one, or a fair under a conference.
Where the narrative counts more than it names, or speaks of events without their kind, nothing can
be told. Source: section 2.4 of the domain document, "Fotografías 18 a 21".
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.places import told_parts
from programs.values.wording.captions import caption_of
from programs.values.wording.events import (
    EventMention,
    counts_events,
    events_of,
    speaks_of_any_event,
)
from programs.values.wording.numbers import folded
from programs.values.written import Passage, PassageKind, Written, WrittenLinea

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM, PassageKind.TABLE)
_WORD = re.compile(r"[a-zñ]{4,30}")
# Words that any caption may have; months and the labels of captions among them.
_LIGHT = re.compile(
    r"(?:evidenc|fotogr|imagen|celebr|realiz|llevad|durant|presen|activi|event|asist|partic|person|"
    r"servid|public|secret|ejecut|estad|integr|desarr|inicio|clausu|aspect|vista|sede|instal|"
    r"enero|febrer|marzo|abril|mayo|junio|julio|agosto|septie|octubr|noviem|diciem|"
    r"primer|segund|tercer|cuart|quint|para|con|desde|sobre|entre|como|dich|esta|este|municipi|"
    r"anticorr|corrup|sistem|instit|ciuda|cartel|invita|difus|lista|regist)"
)
_MORE = re.compile(r"\b(?:otr[oa]s?|divers[oa]s|vari[oa]s|algun[oa]s|divers)\s+(?:\w+\s+)?$")
_MOST_CAPTIONS = 200


@dataclass(frozen=True)
class _Told:
    """What the narrative of a línea tells: its events, and the beginnings of its words."""

    events: tuple[EventMention, ...]
    stems: frozenset[str]
    text: str
    open: bool


def caption_events(written: Written) -> Iterator[PlacedFinding]:
    """Find captions of an event of another number, or of another kind, than the narrative tells."""
    asked = [
        (linea, captions)
        for linea in told_parts(written)
        if (captions := [each for each in linea.of_kind(PassageKind.CAPTION) if _events(each)])
    ]
    if not asked:
        return
    everywhere = cache(lambda: _everywhere(written))  # asked only of a number that is not told
    words = cache(lambda: _all_words(written))
    for linea, captions in asked:
        told = _told(linea)
        for passage in captions[:_MOST_CAPTIONS]:
            finding = (
                _other_number(passage, told, everywhere)
                or _other_kind(passage, told)
                or _nowhere(passage, told, words)
            )
            if finding:
                events = tuple(f"{each.ordinal or ''} {each.noun}" for each in told.events)
                yield PlacedFinding(finding, linea.key, linea_place(linea), events)


def _everywhere(written: Written) -> frozenset[tuple[str, int | None]]:
    """Return the events that the narrative of a whole informe names, with their numbers."""
    return frozenset(
        (each.noun, each.ordinal)
        for linea in told_parts(written)
        for passage in linea.passages
        if passage.kind in _NARRATIVE
        for each in events_of(passage.words)
    )


def _events(passage: Passage) -> tuple[EventMention, ...]:
    """Return the events that a caption names, in its text alone."""
    caption = caption_of(passage.text)
    return events_of(caption.text if caption else passage.text)


def _told(linea: WrittenLinea) -> _Told:
    texts = [each.words for each in linea.passages if each.kind in _NARRATIVE]
    if linea.closing:
        texts.append(linea.closing.text)
    whole = "\n".join(texts)
    every = f"{linea.title}\n{linea.meta}\n{linea.area}\n{whole}"
    events = tuple(event for text in texts for event in events_of(text))
    return _Told(events, frozenset(_stems(every)), whole, speaks_of_any_event(whole))


def _stems(text: str) -> Iterator[str]:
    return (word[:6] for word in _WORD.findall(folded(text)) if not _LIGHT.match(word))


def _other_number(
    passage: Passage, told: _Told, everywhere: Callable[[], frozenset[tuple[str, int | None]]]
) -> Finding | None:
    """Return that a caption names another one of a series than the narrative."""
    for event in _events(passage):
        if event.ordinal is None or (event.noun, event.ordinal) in everywhere():
            continue
        like = [each for each in told.events if each.noun == event.noun]
        ordinals = sorted({each.ordinal for each in like if each.ordinal is not None})
        others = any(
            _MORE.search(folded(told.text[max(0, each.start - 30) : each.start])) for each in like
        )
        if not ordinals or others or counts_events(told.text, event.noun) > len(ordinals):
            continue
        listed = ", ".join(f"{each}.º" for each in ordinals)
        return Finding(
            Code.CAPTION_SESSION,
            Severity.DOUBT,
            f"El pie nombra el {event.ordinal}.º evento ({event.noun}); el texto no lo menciona",
            passage.anchor,
            arithmetic=f"El texto menciona: {listed}",
            quote=passage.text,
        )
    return None


def _other_kind(passage: Passage, told: _Told) -> Finding | None:
    """Return that a caption names an event of a kind that the narrative tells nothing of.

    Only where the narrative names an event of its own, and shares no word with the caption.
    """
    events = _events(passage)
    caption = caption_of(passage.text)
    stems = frozenset(_stems(caption.text if caption else passage.text))
    groups = {each.group for each in told.events}
    if told.open or not groups or groups & {each.group for each in events}:
        return None
    if len(stems) < (2 if _is_named(passage, events) else 3) or stems & told.stems:
        return None
    return _untold(passage)


def _untold(passage: Passage) -> Finding:
    return Finding(
        Code.CAPTION_SESSION,
        Severity.DOUBT,
        "El pie nombra un evento del que el texto no habla",
        passage.anchor,
        quote=passage.text,
    )


# What may stand before the event that a caption is of: "Inauguración de la Feria", "Segundo Foro".
_OPENS = re.compile(
    r"(?:(?:la|el|las|los|una?|del?|al?|en|durante|inauguracion|clausura|apertura|arranque|entrega"
    r"|premios|reconocimientos|aspectos?|vista|panoramica|general|asistentes|participantes|publico"
    r"|presidium|ponentes|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|gran|magna)\s){0,8}$"
)


def _nowhere(passage: Passage, told: _Told, words: Callable[[], str]) -> Finding | None:
    """Return that a caption is of a named event, and the narrative tells of none at all.

    "Inauguración de la Feria del Empleo" under the sessions of a council: no word of it stands
    anywhere in the informe but in captions.
    """
    if told.events or told.open or not _TOLD.search(folded(told.text)):
        return None
    caption = caption_of(passage.text)
    text = caption.text if caption else passage.text
    plain = folded(text)
    headed = any(_OPENS.fullmatch(plain, 0, each.start) for each in events_of(text))
    own = frozenset(_stems(text))
    if not headed or not own or not _is_named(passage, _events(passage)) or _begins(own, words()):
        return None
    return _untold(passage)


# What a narrative may tell instead of events: its captions are of that.
_TOLD = re.compile(
    r"\b(?:sesion|visita|inspeccion|verificacion|auditoria|recorrido|asesoria|inventario|dictamen"
    r"|operativo|supervision|expediente|obra|tramite|consulta|vacuna|arbol|poda|bacheo)"
)


def _all_words(written: Written) -> str:
    """Return all that an informe says outside of its captions, folded."""
    texts = [*written.cover, written.title]
    for part in told_parts(written):
        texts += [part.title, part.meta, part.area]
        texts += [each.words for each in part.passages if each.kind in _NARRATIVE]
    return "\n".join(map(folded, texts))


def _begins(stems: Iterable[str], words: str) -> bool:
    """Tell whether some word of a folded text begins with one of these."""
    return any(re.search(rf"\b{re.escape(each)}", words) for each in stems)


_NAME = re.compile(
    r"(?<!\w)(?=(?P<name>[A-ZÁÉÍÓÚÑ]\w{3,}\s(?:(?:de|del|la|las|los|el|sobre)\s){0,3}"
    r"[A-ZÁÉÍÓÚÑ]\w{3,}))"
)


def _is_named(passage: Passage, events: tuple[EventMention, ...]) -> bool:
    """Tell whether a caption calls its event by a name: "la Feria de la Semilla"."""
    found = _NAME.finditer(passage.text)
    return any(
        folded(each["name"]).startswith(event.noun[:5]) for each in found for event in events
    )


WHOLE = (WholeCheck((Code.CAPTION_SESSION,), caption_events),)

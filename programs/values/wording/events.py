"""Events that a text names by their kind: "la Feria del Libro", "el Segundo Foro Juvenil".

Sessions and meetings of bodies are read by `sessions`; here is what is held for a public. Each
kind belongs to a group of those that one event may be called by: a taller is a curso elsewhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.ordinals import ordinals_before
from programs.values.wording.units import stem

_GROUPS: Mapping[str, str] = {
    "training": "taller talleres curso capacitacion capacitaciones platica conferencia seminario "
    "charla diplomado webinar webinario ponencia foro panel paneles conversatorio coloquio "
    "simposio congreso encuentro jornada convencion cumbre catedra induccion reunion reuniones "
    "asamblea asambleas",
    "fair": "feria expo festival festivales kermes muestra semana romeria verbena",
    "sport": "carrera torneo rodada caminata maraton marcha olimpiada cabalgata",
    "art": "concierto exposicion exposiciones obra funcion funciones cine mural murales danza",
    "ceremony": "ceremonia premiacion inauguracion desfile concurso firma",
    "drive": "brigada campana colecta reforestacion",
}
_OF = {stem(word): group for group, words in _GROUPS.items() for word in words.split()}
_ENDINGS = r"(?:e?s)?"
_NOUN = re.compile(
    r"\b(?P<noun>"
    + "|".join(sorted({w for g in _GROUPS.values() for w in g.split()}, key=len, reverse=True))
    + rf"){_ENDINGS}\b"
)
# Any of these may be what a caption calls by another name.
_ANY = re.compile(r"\b(?:eventos?|actividad(?:es)? (?:ludic|cultural|deportiv|recreativ)\w+)\b")
_EDITION = re.compile(r"\s{1,3}(?:edicion|emision)\s{1,3}(?:del?|de\s{1,3}la)\s{1,3}$")
_BACK = 60


@dataclass(frozen=True)
class EventMention:
    """An event of a text: `text[start:end]` is its noun, `ordinal` None where it has none.

    `noun` is its stem, `group` the one of `_GROUPS`; `plural` tells that several are spoken of.
    """

    noun: str
    group: str
    ordinal: int | None
    plural: bool
    start: int
    end: int


@lru_cache(maxsize=4096)
def events_of(text: str) -> tuple[EventMention, ...]:
    """Return the events that a text names, in their order; a list of ordinals gives one each."""
    plain = folded(text)
    found: list[EventMention] = []
    for noun in _NOUN.finditer(plain):
        own = stem(noun.group())
        group = _OF.get(own)
        if group is None:
            continue
        plural = noun.group() != noun["noun"] or noun.group().endswith("es")
        for ordinal in _ordinals(plain, noun.start(), plural=plural) or (None,):
            found.append(EventMention(own, group, ordinal, plural, noun.start(), noun.end()))
    return tuple(found)


def _ordinals(plain: str, before: int, *, plural: bool) -> tuple[int, ...]:
    """Return the ordinals before a noun: "Segundo Foro", "la tercera edición del Foro"."""
    window = plain[max(0, before - _BACK) : before]
    edition = _EDITION.search(window)
    words = (window[: edition.start()] if edition else window).split()
    if not words or not window[-1:].isspace():
        return ()
    ordinals, _taken = ordinals_before(words, counted=plural or words[-1] in ("1", "01"))
    return ordinals


def counts_events(text: str, noun: str) -> int:
    """Return the highest number that a text counts of a noun ("tres foros"), 0 for none."""
    plain = folded(text)
    most = 0
    for number in numbers_of(text):
        following = _NOUN.match(plain, number.end + 1)
        if following and stem(following.group()) == noun and number.value < 1000:
            most = max(most, int(number.value))
    return most


def speaks_of_any_event(text: str) -> bool:
    """Tell whether a text speaks of events without their kind."""
    return _ANY.search(folded(text)) is not None

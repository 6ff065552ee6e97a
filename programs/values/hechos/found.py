"""Hechos that a narrative names and nobody recorded yet: each is proposed, and taken by a click."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from programs.values.hechos.hecho import HechoValue, normal_name, paper_of
from programs.values.hechos.kinds import CURSO, OFICIO, SESION, HechoKind
from programs.values.hechos.sessions import session_name
from programs.values.wording.courses import courses_of
from programs.values.wording.oficio_tables import oficios_of_table
from programs.values.wording.oficios import RECORDED, oficios_of
from programs.values.wording.receivers import attendance_in, receiver_after, receiver_of_all
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.sessions import SessionMention, sessions_of
from programs.values.written import Passage, PassageKind, Period

MAX_FOUND = 30
MAX_NAME = 300
# What only a heading or the caption of a picture names, the text does not tell.
_NOT_TOLD = (PassageKind.HEADING, PassageKind.CAPTION)
# What a text counts of a session, and the field that holds it.
COUNTED = {
    "convocatorias": "convocatorias",
    "invitaciones": "invitaciones",
    "actas": "actas",
    "acuerdos": "acuerdos",
    "pendientes": "por_publicar",
}


@dataclass(frozen=True)
class Found:
    """A hecho as a text names it; `day` None where the text does not say it."""

    kind: HechoKind
    name: str
    day: date | None
    values: Mapping[str, str]

    @property
    def day_text(self) -> str:
        """The day as the field of a form holds it."""
        return self.day.isoformat() if self.day else ""


def found_in(
    passages: Iterable[Passage],
    period: Period,
    kinds: Sequence[HechoKind],
    recorded: Sequence[HechoValue],
) -> tuple[Found, ...]:
    """Return what passages name and is not among `recorded`, each once, in the order of the text.

    Of kinds that the institution does not use, and of fields that it does not keep, nothing.
    """
    return new_of(named_in(passages, period, kinds), recorded)


def new_of(named: Iterable[Found], recorded: Sequence[HechoValue]) -> tuple[Found, ...]:
    """Return what is `named` and is not among `recorded`, each once."""
    new: list[Found] = []
    for found in named:
        known = any(is_recorded(found, hecho) for hecho in recorded)
        if not known and not any(_is_same(found, other) for other in new):
            new.append(found)
        if len(new) >= MAX_FOUND:
            break
    return tuple(new)


def named_in(
    passages: Iterable[Passage], period: Period, kinds: Iterable[HechoKind]
) -> Iterator[Found]:
    """Yield each oficio, session and course that passages name, as often as they do."""
    by_key = {kind.key: kind for kind in kinds}
    for passage in passages:
        if passage.kind not in _NOT_TOLD:
            yield from _named(passage, period, by_key)


def _named(passage: Passage, period: Period, kinds: Mapping[str, HechoKind]) -> list[Found]:
    """Return what one passage names: oficios, sessions and courses."""
    found: list[Found] = []
    if OFICIO in kinds:
        found += _oficios(passage, period, kinds[OFICIO])
    if SESION in kinds:
        for each in sessions_of(passage.text, period):
            if each.kind and not each.cited:
                values = _session_values(each)
                found.append(_made(kinds[SESION], session_name(values), each.day, values))
    if CURSO in kinds:
        found += _courses(passage.text, period, kinds[CURSO])
    return [each for each in found if each.name]


def _oficios(passage: Passage, period: Period, kind: HechoKind) -> Iterator[Found]:
    """Yield the oficios of a passage, with the receiver of each or of all of a sentence."""
    text = passage.text
    mentions = oficios_of(text, period)
    sentences = sentences_of(text)
    places = [_sentence(sentences, each.start) for each in mentions]
    taken = Counter(places)
    spans: dict[int, tuple[int, int]] = {}  # of all that a sentence names, by its place
    for each, place in zip(mentions, places, strict=True):
        first, last = spans.get(place, (each.start, each.end))
        spans[place] = min(first, each.start), max(last, each.end)
    shared = {
        place: receiver_of_all(text, *span, sentences[place].end)
        for place, span in spans.items()
        if taken[place] > 1
    }
    for each, place in zip(mentions, places, strict=True):
        if each.kind in RECORDED:
            alone = taken[place] == 1
            end = sentences[place].end
            to = receiver_after(text, each.end, end) if alone else shared[place]
            values = {"tipo": each.kind.capitalize(), "destinatario": to}
            yield _made(kind, each.number, each.day, values)
    if passage.rows:
        for _, each in oficios_of_table(passage.rows, period):
            if each.kind in RECORDED:
                yield _made(kind, each.number, each.day, {"tipo": each.kind.capitalize()})


def _courses(text: str, period: Period, kind: HechoKind) -> Iterator[Found]:
    """Yield the courses of a text; one that a sentence names alone, with who took part in it.

    That may be told in the sentence after it, as long as no other course is named there.
    """
    mentions = courses_of(text, period)
    sentences = sentences_of(text)
    places = [_sentence(sentences, each.start) for each in mentions]
    taken = Counter(places)
    for each, place in zip(mentions, places, strict=True):
        if not (each.proper and each.held):
            continue
        values = {"organiza": each.organiser}
        if taken[place] == 1:
            last = place + (place + 1 < len(sentences) and place + 1 not in taken)
            told = text[sentences[place].start : sentences[last].end]
            values |= {key: format(n, "f") for key, n in attendance_in(told).items()}
        yield _made(kind, each.name, _first_day(each.days), values)


def _sentence(sentences: Sequence[Span], place: int) -> int:
    """Return which sentence holds a place."""
    return max(bisect_right(sentences, place, key=lambda each: each.start) - 1, 0)


def _made(kind: HechoKind, name: str, day: date | None, values: Mapping[str, str]) -> Found:
    """Return a proposal with the fields that its kind has, and no word that it may not hold."""
    kept = {}
    for key, value in values.items():
        field = kind.field(key)
        if field and value and (not field.choices or value in field.choices):
            kept[key] = " ".join(value.split())[:MAX_NAME]
    return Found(kind, " ".join(name.split())[:MAX_NAME], day, kept)


def _first_day(days: tuple[date, date] | None) -> date | None:
    """Return the day on which something began, None where only its months are told.

    "En el mes de marzo" is read as from its first day to its last: no day was told.
    """
    if days is None or (days[0].day == 1 and (days[1] + timedelta(days=1)).day == 1):
        return None
    return days[0]


def _session_values(session: SessionMention) -> dict[str, str]:
    values = {
        "organo": session.organo,
        "ordinal": str(session.ordinal) if session.ordinal else "",
        "tipo": session.kind.capitalize(),
        "sede": session.place,
    }
    counted = {COUNTED[what]: format(n, "f") for what, n in session.counts if what in COUNTED}
    return values | counted


def is_recorded(found: Found, hecho: HechoValue) -> bool:
    """Tell whether a hecho is what a text names: its name, or its session, and no other day.

    An oficio is known by its number: another day of it is a slip, not another oficio.
    """
    if found.kind.key != hecho.kind.key:
        return False
    if found.day and found.day != hecho.day and found.kind.key != OFICIO:
        return False
    return is_named_alike(found, hecho.name, hecho.values)


def _is_same(found: Found, other: Found) -> bool:
    days = {day for day in (found.day, other.day) if day}
    if found.kind.key != other.kind.key or len(days) > 1:
        return False
    return is_named_alike(found, other.name, other.values)


def is_named_alike(found: Found, name: str, values: Mapping[str, str]) -> bool:
    """Tell whether a name and its fields are those of what a text names, whatever their days.

    Two sessions of different bodies are two, whatever they are called.
    """
    alike = normal_name(found.name) == normal_name(name)
    if found.kind.key == OFICIO and not alike:
        return False  # asked of each hecho for each that a text names: the most, and the least work
    bodies = {
        normal_name(said) for said in (found.values.get("organo"), values.get("organo")) if said
    }
    if len(bodies) > 1:
        return False
    if found.kind.key == OFICIO:
        return len({paper_of(found.name, found.values), paper_of(name, values)} - {""}) < 2
    if alike:
        return True
    ordinal = found.values.get("ordinal")
    same = [found.values.get(key) == values.get(key) for key in ("ordinal", "tipo")]
    return bool(ordinal) and all(same)

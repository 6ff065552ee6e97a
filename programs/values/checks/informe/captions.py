"""What a caption says against the narrative: sessions, dates, and captions that stand twice.

A copied caption names a session that the line did not hold, or the day of another deed. Where the
narrative does not list what it held, nothing can be told and nothing is said.
Source: section 2.4 of the domain document, "Fotografías 18 a 21".
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck, linea_place
from programs.values.checks.informe.caption_below import day_below
from programs.values.checks.informe.places import NO_HEADING, section_parts, told_parts
from programs.values.checks.side import words_around
from programs.values.wording.caption_words import Deed, deeds_of, stems_of
from programs.values.wording.captions import caption_of
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded, holds_any, numbers_in
from programs.values.wording.ordinals import ordinals_alone
from programs.values.wording.organos import same_organo
from programs.values.wording.sessions import SessionMention, sessions_of
from programs.values.wording.sessions_alone import sessions_alone
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_COUNT = re.compile(
    r"\s{1,3}(?:\w{4,14}\s{1,3})?(?:sesion(?:es)?|reunion(?:es)?)"
    r"(?:\s{1,3}(?P<kind>ordinaria|extraordinaria|solemne)s?)?"
)
_OUT_OF = re.compile(r"\w\sde\s(?:l[oa]s\s)?$")  # "cuatro de seis sesiones"
_POINTED = re.compile(r"\b(?:dicha|esta|esa|misma|cada|toda|citada|referida|mencionada)\s*$")
# The day of a paper, a page or a capture is not that of a deed.
_OTHER_DAY = re.compile(
    r"\b(?:consult\w+|captur\w+|public\w+|fuente|recuperad\w+|actualiz\w+|corte|acuses?|oficios?|"
    r"elabor\w+|actas?|memorand(?:um|o)|circular|fecha\s+de|vigen\w+|descarg\w+|nota|boletin)\b"
)
# No línea has more; a paste may.
_MOST_CAPTIONS, _MOST_DEEDS = 100, 1000


@dataclass(frozen=True)
class _Told:
    """What the narrative of a línea tells of sessions.

    `open_kinds` are those of which it counts more than it names, "" for any; `dated` those whose
    day it tells.
    """

    sessions: tuple[SessionMention, ...]
    open_kinds: frozenset[str]
    dated: tuple[SessionMention, ...] = ()


def caption_sessions(written: Written) -> Iterator[PlacedFinding]:
    """Find captions that name a session which neither their línea nor the document has."""
    asked = [
        (linea, passage, session)
        for linea in told_parts(written)
        for passage in linea.of_kind(PassageKind.CAPTION)
        for session in _named_sessions(passage, written.period)
    ]
    if not asked:
        return
    told = {linea.key: _told(linea, written.period) for linea in told_parts(written)}
    elsewhere: dict[int | None, list[SessionMention]] = defaultdict(list)
    for each in _once(_document_sessions(written, told.values())):
        elsewhere[each.ordinal].append(each)
    for linea, passage, session in asked:
        own = told[linea.key]
        open_to_it = _may_be_told(session, own) and not _is_of_anothers_day(session, own)
        if open_to_it or any(_same(session, each) for each in elsewhere[session.ordinal]):
            continue
        finding = _session_finding(passage, session, own)
        spoken = (words_around(passage, passage.text), *(_name(each) for each in own.sessions))
        yield PlacedFinding(finding, linea.key, linea_place(linea), spoken)


def _named_sessions(passage: Passage, period: Period | None) -> Iterator[SessionMention]:
    """Yield the sessions that a caption names by ordinal, with their places in the whole of it."""
    caption = caption_of(passage.text)
    text, place = (caption.text, caption.start) if caption else (passage.text, 0)
    for session in sessions_of(text, period):
        if _OF_ITS_PAPER.search(folded(text[: session.start])):
            continue
        if session.kind or (session.ordinal is not None and session.organo):
            yield replace(session, start=session.start + place, end=session.end + place)


# "Aprobación del acta de la segunda sesión": done in another one.
_OF_ITS_PAPER = re.compile(
    r"\b(?:aprob|lectur|firm|suscri)\w{0,8} (?:del?|el) (?:las? )?(?:actas?|minutas?)\b[^.;]{0,30}$"
)


def _told(linea: WrittenLinea, period: Period | None) -> _Told:
    """Return the sessions of a línea's narrative, tables and lists included."""
    sessions: list[SessionMention] = []
    open_kinds: set[str] = set()
    counted: dict[str, int] = defaultdict(int)
    listing = False
    met = ""  # what speaks of sessions above: "se celebró la cuarta" leaves them out
    for passage in linea.passages:
        if passage.kind in (PassageKind.CAPTION, PassageKind.PICTURES):
            continue
        if _PROMISED.match(folded(passage.text[:80])):
            continue
        text = passage.words.replace(" | ", " ")
        meets = "sesi" in folded(text)
        if passage.kind is PassageKind.ITEM and listing and not meets:
            text = f"Sesión. {text}"
        elif passage.kind is PassageKind.TEXT:
            listing = meets
        found = sessions_of(text, period)
        sessions += [each for each in found if not _points_back(text, each)]
        met = text if meets else met
        if passage.kind in (PassageKind.TEXT, PassageKind.ITEM) and (sessions or met):
            sessions += _elliptic(text, sessions[-1] if sessions else _some_session(met))
        if passage.kind is PassageKind.TABLE and meets and not found:
            open_kinds.add("")
        for kind, count in _counts(text):
            counted[kind] = max(counted[kind], count)
    for kind, count in counted.items():
        named = {(e.ordinal, e.kind, e.organo) for e in sessions if kind in ("", e.kind)}
        if count > len(named):
            open_kinds.add(kind)
    dated = tuple(each for each in sessions if each.day and each.ordinal is not None)
    return _Told(tuple(_once(sessions)), frozenset(open_kinds), dated)


# "Compromiso: una sesión ordinaria en el trimestre" tells none that was held.
_PROMISED = re.compile(
    r"\W*(?:compromiso|meta|objetivo|programad[oa]|obligacion|actividad|accion|tarea|proposito)s?"
    r"\b[^:.]{0,40}:"
)


def _elliptic(text: str, like: SessionMention) -> Iterator[SessionMention]:
    """Yield the sessions that a text names by their ordinal alone: "la segunda se celebró"."""
    for ordinal, start, end in ordinals_alone(folded(text)):
        yield replace(like, ordinal=ordinal, start=start, end=end, day=None)


def _some_session(text: str) -> SessionMention:
    """Return what "dos sesiones ordinarias: la primera el 23…" counts, without its ordinals."""
    kinds = {kind for kind, _ in _counts(text)}
    return SessionMention(0, 0, None, kinds.pop() if len(kinds) == 1 else "")


def _once(sessions: Iterable[SessionMention]) -> Iterable[SessionMention]:
    """Return sessions without those that are told again by the same words."""
    return {(each.ordinal, each.kind, each.organo): each for each in sessions}.values()


def _points_back(text: str, session: SessionMention) -> bool:
    """Tell whether a mention only points at a session that was named ("dicha sesión")."""
    before = folded(text[max(0, session.start - 14) : session.start])
    return session.ordinal is None and bool(_POINTED.search(before))


def _counts(text: str) -> Iterator[tuple[str, int]]:
    plain = folded(text)
    for number in numbers_in(plain) if holds_any(plain, ("sesion", "reunion")) else ():
        found = _COUNT.match(plain, number.end)
        if found and not _OUT_OF.search(plain, max(0, number.start - 12), number.start):
            yield found["kind"] or "", int(number.value)


def _document_sessions(written: Written, told: Iterable[_Told]) -> Iterator[SessionMention]:
    for section in written.sections:
        for passage in section.passages:
            if passage.kind is not PassageKind.CAPTION:
                yield from sessions_of(passage.words, written.period)
    for each in told:
        yield from each.sessions


def _same(one: SessionMention, other: SessionMention) -> bool:
    """Tell whether two mentions may be of one session."""
    kinds = not one.kind or not other.kind or one.kind == other.kind
    return one.ordinal == other.ordinal and kinds and same_organo(one.organo, other.organo)


def _may_be_told(session: SessionMention, told: _Told) -> bool:
    """Tell whether the narrative has a session, or does not let it be told."""
    if "" in told.open_kinds or session.kind in told.open_kinds:
        return True
    named = [each for each in told.sessions if each.ordinal is not None]
    if not named:
        return True
    if session.ordinal is None:  # of a kind that none of those told is
        kinds = {each.kind for each in told.sessions}
        return "" in kinds or session.kind in kinds
    return any(
        _same(session, each)
        or (
            each.ordinal is None
            and session.kind in ("", each.kind)
            and same_organo(session.organo, each.organo)
        )
        for each in told.sessions
    )


def _is_of_anothers_day(session: SessionMention, told: _Told) -> bool:
    """Tell whether a caption gives a session the day that the narrative gives to another one.

    "Segunda sesión ordinaria, 21 de agosto", where the third was held that day: however many were
    held in the year, that picture is of the third.
    """
    if session.day is None or session.ordinal is None:
        return False
    return any(
        each.day == session.day
        and each.kind == session.kind
        and same_organo(each.organo, session.organo)
        for each in told.dated
    ) and not any(_same(session, each) for each in told.sessions)


def _session_finding(passage: Passage, session: SessionMention, told: _Told) -> Finding:
    like = [
        each
        for each in told.sessions
        if each.ordinal is not None
        and (not session.kind or each.kind == session.kind)
        and same_organo(each.organo, session.organo)
    ]
    sure = any(each.organo and session.organo for each in like) and not session.cited
    listed = list(dict.fromkeys(_name(each) for each in like or told.sessions))
    return Finding(
        Code.CAPTION_SESSION,
        Severity.ERROR if sure else Severity.DOUBT,
        f"El pie nombra la {_name(session)}; el texto de la línea no la menciona",
        passage.anchor,
        arithmetic=f"El texto menciona: {', '.join(listed[:8])}",
        quote=passage.text[session.start : session.end],
    )


def _name(session: SessionMention) -> str:
    ordinal = f"{session.ordinal}.ª " if session.ordinal is not None else ""
    return f"{ordinal}sesión {session.kind}".strip()


def caption_days(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Find captions whose day is not that which the narrative gives to the same deed."""
    dated = [
        (place, passage)
        for place, passage in enumerate(linea.passages)
        if passage.kind is PassageKind.CAPTION
        and any(each.first for each in dates_of(passage.text, period))
    ]
    if not dated:
        return
    prose = [passage for passage in linea.passages if passage.kind in _NARRATIVE]
    deeds = [deed for passage in prose for deed in deeds_of(passage.words, period)][:_MOST_DEEDS]
    told = [each for passage in prose for each in sessions_of(passage.words, period)]
    kinds = {kind for each in prose for kind, _ in _counts(each.words)} | {e.kind for e in told}
    if len(kinds - {""}) < 2:  # "la segunda" may be of either
        kind = max(kinds, default="")
        told += [one for each in prose for one in sessions_alone(each.words, period, kind)]
    for place, passage in dated[:_MOST_CAPTIONS]:
        found = _of_session(passage, told, period) or _of_deed(passage, deeds, period)
        if not found:
            below = day_below(linea.passages, place, linea.title, period)
            found = [below] if below else []
        yield from found


def section_caption_days(written: Written) -> Iterator[PlacedFinding]:
    """Find the same in what stands outside of the líneas.

    Pictures that stand apart, as an annex or below the closing, show what the líneas tell.
    """
    narrative = [p for linea in written.lineas for p in linea.passages if p.kind in _NARRATIVE]
    first = True
    for part in section_parts(written):
        apart = part.passages and all(p.kind in _SHOWN for p in part.passages)
        shown = replace(part, passages=(*narrative, *part.passages)) if apart else part
        if first and part.title == NO_HEADING and written.cover:
            shown = replace(shown, title=written.cover[-1])  # what heads the text stands there too
        first = False
        for found in caption_days(shown, written.period):
            yield PlacedFinding(found, part.key, part.title)


_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM, PassageKind.TABLE)
_SHOWN = (PassageKind.CAPTION, PassageKind.PICTURES, PassageKind.HEADING)


def _of_session(
    passage: Passage, told: Iterable[SessionMention], period: Period | None
) -> list[Finding]:
    """Compare the day of a session in a caption with the narrative's day of the same one."""
    found = []
    for session in _named_sessions(passage, period):
        if not session.day:
            continue
        days = {each.day for each in told if each.day and _same(session, each)}
        if days and session.day not in days:
            place = ", ".join(sorted(_day(each) for each in days if each))
            found.append(
                Finding(
                    Code.CAPTION_DATE,
                    Severity.ERROR,
                    f"El pie da a la {_name(session)} otra fecha que el texto",
                    passage.anchor,
                    arithmetic=f"Pie: {_day(session.day)}; texto: {place}",
                    quote=passage.text,
                )
            )
    return found


def _of_deed(passage: Passage, deeds: list[Deed], period: Period | None) -> list[Finding]:
    """Compare the days of a caption with those of the sentences that tell the same deed."""
    plain = folded(passage.text)
    if _OTHER_DAY.search(plain):
        return []
    days = [each for each in dates_of(passage.text, period) if each.first and each.last]
    caption = caption_of(passage.text)
    stems = frozenset(stems_of(caption.text if caption else passage.text))
    act = _ACT.match(folded(caption.text)) if caption else None
    alike = [
        each
        for each in deeds
        if _alike(stems, each.stems)
        and (act is None or any(stem.startswith(act[0][:4]) for stem in each.stems))
    ]
    with_days = [each for each in alike if each.days]
    if not with_days or len(stems) < 2:
        return []
    everywhere = [span for each in deeds for span in each.days]
    found = []
    for day in days:
        assert day.first and day.last
        if any(day.within(*span) for span in everywhere):
            continue
        told = next((each.written for each in with_days if each.written), "")
        if not told:
            continue
        found.append(
            Finding(
                Code.CAPTION_DATE,
                Severity.DOUBT,
                "El pie tiene una fecha que el texto no da a lo mismo",
                passage.anchor,
                arithmetic=f"Pie: {passage.text[day.start : day.end]}; texto: {told}",
                quote=passage.text,
            )
        )
    return found[:1]


# What is done about an event on a day of its own: "Entrega de constancias del taller".
_ACT = re.compile(
    r"(?:entrega|firma|premiacion|convocatoria|difusion|registro|inscripcion|ensayo|preparacion"
    r"|preparativos|montaje|evaluacion)\b"
)


def _alike(caption: frozenset[str], sentence: frozenset[str]) -> bool:
    common = len(caption & sentence)
    return common >= 2 and common * 2 >= len(caption)


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


CHECKS = (LineaCheck((Code.CAPTION_DATE,), caption_days),)
WHOLE = (
    WholeCheck((Code.CAPTION_SESSION,), caption_sessions),
    WholeCheck((Code.CAPTION_DATE,), section_caption_days),
)

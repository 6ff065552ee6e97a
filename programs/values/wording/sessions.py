"""Sessions of bodies in prose: "la Décima Primera Sesión Ordinaria, de fecha 15 de enero de 2024".

Enumerations ("Primera y Segunda Sesión Ordinaria", "Primera Sesión Solemne y Primera Sesión
Ordinaria de la Comisión Ejecutiva") give one mention for each. A count ("9 sesiones ordinarias")
names no session and gives none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from programs.values.wording.dates import MONTH, DateMention, dates_of
from programs.values.wording.numbers import folded, holds_any, numbers_of, without
from programs.values.wording.ordinals import is_ordinal, ordinals_before
from programs.values.wording.organos import organo_after, organo_lead, organo_subject
from programs.values.wording.sentences import sentences_of
from programs.values.written import Period

KINDS = ("ordinaria", "extraordinaria", "solemne", "de trabajo", "de instalación", "especial")
_ANY_NOUN = ("sesion", "reunion", "asamblea")
_ANCHOR = re.compile(
    r"\b(?P<noun>sesion(?:es)?|reunion(?:es)?|asambleas?)\b|"
    r"\b(?P<bare>ordinarias?|extraordinarias?|solemnes?)\b"
)
_MANNER = (
    r"(?:public[ao]s?|privad[ao]s?|general(?:es)?|virtual(?:es)?|presencial(?:es)?|urgentes?|"
    r"plenarias?|conjuntas?|mensual(?:es)?)"
)
_KIND = (
    r"(?:ordinarias?|extraordinarias?|solemnes?|especial(?:es)?|de\s{1,3}trabajo|"
    r"de\s{1,3}instalacion)"
)
_KINDS = re.compile(
    rf"(?:\s{{1,3}}{_MANNER}){{0,2}}\s{{1,3}}(?P<kinds>{_KIND}(?:\s{{1,3}}[ye]\s{{1,3}}{_KIND})?)\b"
    rf"(?:\s{{1,3}}{_MANNER}\b)?"
)
_NUMBER = re.compile(
    r"\s{1,3}(?:(?:nums?|numeros?|nos?|n)\.?\s{0,2}[°º]?\s{0,2}"
    r"(?P<signed>\d{1,3}(?:(?:\s?,\s?|\s[ye]\s)\d{1,3}(?!\d|\sde\s)){0,30})(?![\d])|"
    r"(?P<slashed>\d{1,3})(?=/(?:20)?\d\d(?![\d/]))|"
    r"(?P<alone>\d{1,3})(?=\s{0,2}(?:[,;:()]|\.(?:\s|$)|$)|\s{1,3}del?\s(?:(?:la|los|el)\s)?"
    rf"(?!{MONTH}|20\d\d)\w))(?:/(?:20)?\d\d)?"
)
_WORD_NEXT = re.compile(
    r"\s{1,3}(?P<word>(?:y|e|la|las|a|[a-z]{5,20}|\d{1,3}[.ªº°a-z]{1,4}|[ivx]{1,6}),?)(?!\w)"
)
_OF_A_COURSE = re.compile(
    r"\s{1,3}(?:del?|de\s{1,3}la)\s{1,3}(?:curso|taller|diplomado|programa|capacitacion|seminario|modulo)"
)
# What speaks of a session as of a paper: "el acta de la Cuarta Sesión Ordinaria".
_CITED = re.compile(
    r"\b(?:actas?|minutas?|acuerdos?|convocatorias?|proyectos?|resoluciones?)\s{1,3}"
    r"(?:(?:tomad|aprobad|emitid|derivad|correspondiente)\w{0,4}\s{1,3})?"
    r"(?:de|en|a|del?\s{1,3}acta\s{1,3}de)\s{1,3}(?:las?)\s{0,3}[\"“«]?$"
)
_YEAR = re.compile(r"\s{1,3}(?:del?\s{1,3})?(?:ejercicio\s{1,3}|ano\s{1,3})?(?:20\d\d)\b")
# Words between a session and a date that is another thing's.
_OTHER = re.compile(
    r"\b(?:actas?|acuerdos?|aprob\w+|oficios?|informes?|dictam\w+|ley|decreto|vigen\w+|periodos?|"
    r"plazos?|memorand(?:um|o)|acta|circular)\b"
)
_BETWEEN_DAYS = re.compile(r"(?:[\s,;]|y|e|el|del?|los|dias?|fechas?|asi|como)*")
_PLACE = re.compile(
    r"\ben\s{1,3}(?:el|la|las|los)\s{1,3}(?!(?:que|cual|cuales|marco|mes|trimestre|periodo|ejercicio|ano|"
    r"dia|fecha|modalidad|mism[ao])\b)(?P<place>[^,.;()\0]{3,160})"
)
_PLACE_END = re.compile(r"\s+(?:y|e|el|la|los|de|con|d[ií]as?|fecha|\s)+$")
# What stands between two sessions of one enumeration.
_JOINED = re.compile(r"(?:[\s,;:()\0]|y|e|la|las|el|de|fecha|asi|como|con|clausura|sesiones)*")
_AND = re.compile(r"\s*[ye]\s+(?:la\s+)?")
_COUNTED = re.compile(
    r"\s{1,3}(?:proyectos?\s{1,3}(?:del?\s{1,3})?)?"
    r"(?P<noun>convocatorias?|invitaci(?:on|ones)|actas?|acuerdos?)\b"
)
_PENDING = re.compile(
    r"\s{1,3}(?:se\s{1,3})?(?:encuentran?|esta|estan|sigue|siguen)?\s{0,3}pendientes?\b"
)
_NOUNS = {"conv": "convocatorias", "invi": "invitaciones", "acta": "actas", "acue": "acuerdos"}
_BACK = 160
_AHEAD = 260


@dataclass(frozen=True)
class SessionMention:
    """One session that a text names: `text[start:end]` holds its ordinal, noun and kind.

    `ordinal` is None where it has none ("una sesión extraordinaria"). `kind` is one of `KINDS` or
    "". `organo` is as written, "" where it is not told; `day` None where the text does not say it
    whole and no period lends the year; `place` "" likewise. `cited` tells that a paper of it is
    spoken of ("el acta de la Cuarta Sesión"), which may be of long ago. `counts` are what a text
    that names one session alone counts after it, as ("convocatorias", 14); "pendientes" are
    acuerdos to publish.
    """

    start: int
    end: int
    ordinal: int | None
    kind: str
    organo: str = ""
    day: date | None = None
    place: str = ""
    cited: bool = False
    counts: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class _Group:
    """A noun with its ordinals and kinds: "Primera y Segunda Sesión Ordinaria"."""

    start: int
    end: int
    ordinals: tuple[int | None, ...]
    kinds: tuple[str, ...]
    organo: str
    after: int
    cited: bool

    @property
    def made(self) -> tuple[tuple[int | None, str], ...]:
        """Each ordinal with each kind, as they are read aloud."""
        return tuple((ordinal, kind) for kind in self.kinds for ordinal in self.ordinals)


@lru_cache(maxsize=4096)  # several checks ask it of the same passage
def sessions_of(text: str, period: Period | None = None) -> tuple[SessionMention, ...]:
    """Return the sessions that a passage names, in their order.

    `period` lends the year to a date that tells none ("celebrada el 24 de enero").
    """
    plain = folded(text)
    groups = list(_groups(text, plain)) if holds_any(plain, _ANY_NOUN) else []
    if not groups:
        return ()
    sentences = [(each.start, each.end) for each in sentences_of(text)]
    days = _Days(plain, dates_of(text, period), sentences)
    ends = [days.stop(groups, place) for place in range(len(groups))]
    told = days.of(groups, ends)
    mentions: list[SessionMention] = []
    lead = organo_lead(text)
    for place, group in enumerate(groups):
        organo = _organo(days, groups, place) or lead or days.subject(text, group.start)
        if not organo and mentions:
            organo = mentions[-1].organo
        where = _place(text, days.bare, group.after, ends[place])
        mentions.extend(_mentions(group, organo, told[place], where))
    if len(mentions) == 1:
        counts = session_counts(text[mentions[0].end :])
        return (replace(mentions[0], counts=counts),)
    return tuple(mentions)


def session_counts(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Return what a text counts of sessions: convocatorias, invitaciones, actas, acuerdos."""
    plain = folded(text)
    totals: dict[str, Decimal] = {}
    for number in numbers_of(text):
        noun = _COUNTED.match(plain, number.end)
        pending = _PENDING.match(plain, number.end)
        key = _NOUNS[noun["noun"][:4]] if noun else "pendientes" if pending else ""
        if key:
            totals[key] = totals.get(key, Decimal(0)) + number.value
    return tuple(totals.items())


def _groups(text: str, plain: str) -> Iterator[_Group]:
    done = 0
    told = False
    for found in _ANCHOR.finditer(plain):
        if found.start() < done:
            continue
        if found["noun"]:
            told = True
        elif not told:
            continue
        group = _group(text, plain, found)
        if group:
            done = group.after
            yield group


def _group(text: str, plain: str, anchor: re.Match[str]) -> _Group | None:
    """Return the session or sessions around a noun, None where it names none."""
    plural = anchor.group().endswith("s")
    ordinals, start = _ordinals(plain, anchor.start(), counted=plural)
    end = anchor.end()
    kinds: tuple[str, ...] = ("",)
    if anchor["noun"]:
        kind = _KINDS.match(plain, end)
        if kind:
            kinds, end = _kinds(kind["kinds"]), kind.end()
    else:
        kinds = _kinds(anchor.group())
        if not ordinals:
            return None
    if not ordinals:
        ordinals, end = _ordinals_after(plain, end)
    if not ordinals:
        if plural or kinds == ("",) or not anchor["noun"]:
            return None
        ordinals = (None,)
    year = _YEAR.match(plain, end)
    organo, after = organo_after(text, year.end() if year else end)
    if not organo and kinds == ("",) and not anchor.group().startswith("sesion"):
        return None
    if kinds == ("",) and _OF_A_COURSE.match(plain, end):
        return None
    cited = bool(_CITED.search(plain, max(0, start - 60), start))
    return _Group(start, end, ordinals, kinds, organo, max(after, end), cited)


def _ordinals(plain: str, before: int, *, counted: bool) -> tuple[tuple[int | None, ...], int]:
    """Return the ordinals right before a place and where they begin."""
    window = plain[max(0, before - _BACK) : before]
    words = list(re.finditer(r"\S+", window))
    spoken = [word.group() for word in words]
    if spoken == [] or not window[-1].isspace():
        return (), before
    # "1 sesión" counts; "11 Sesión" names the eleventh.
    found, taken = ordinals_before(spoken, counted=counted or spoken[-1] in ("1", "01"))
    if not taken:
        return (), before
    first = words[-taken]
    quotes = len(first.group()) - len(first.group().lstrip('("“«'))
    return found, max(0, before - _BACK) + first.start() + quotes


def _ordinals_after(plain: str, end: int) -> tuple[tuple[int | None, ...], int]:
    """Return the ordinals right after a place ("ordinarias 11a y 12a", "ordinaria 3/2024")."""
    number = _NUMBER.match(plain, end)
    if number:
        written = number["signed"] or number["slashed"] or number["alone"]
        return tuple(int(each) for each in re.findall(r"\d+", written)), number.end()
    words: list[re.Match[str]] = []
    while len(words) < 40 and (word := _WORD_NEXT.match(plain, words[-1].end() if words else end)):
        words.append(word)
    while words and not is_ordinal(words[-1]["word"]):
        words.pop()
    spoken = [word["word"] for word in words]
    found, taken = ordinals_before(spoken, counted=True)
    # "sesión ordinaria y la primera extraordinaria": an ordinal that begins the next noun.
    following = _ANCHOR.match(plain, words[-1].end() + 1) if words else None
    if not found or taken < len(words) or following:
        return (), end
    return found, words[-1].end()


def _kinds(written: str) -> tuple[str, ...]:
    return tuple(_kind(each) for each in re.split(r"\s+[ye]\s+", written))


def _kind(written: str) -> str:
    return next(kind for kind in KINDS if folded(kind)[:6] == " ".join(written.split())[:6])


def _organo(days: "_Days", groups: list[_Group], place: int) -> str:
    """Return the body of a group: its own, or of the next that it is joined to."""
    for here in range(place, min(place + 12, len(groups))):
        if groups[here].organo:
            return groups[here].organo
        if here + 1 == len(groups) or not days.joined(groups, here):
            return ""
    return ""


class _Days:
    """The dates and sentences of a passage, and which session each date belongs to.

    `bare` is the passage with its dates blotted out.
    """

    def __init__(
        self, plain: str, dates: tuple[DateMention, ...], sentences: list[tuple[int, int]]
    ) -> None:
        self.plain = plain
        self.sentences = sentences
        self.dates = [each for each in dates if each.days]
        self.starts = [each.start for each in self.dates]
        self.bare = without(plain, [(each.start, each.end) for each in dates])

    def sentence(self, place: int) -> tuple[int, int]:
        """Return where the sentence of a place begins and ends."""
        return self.sentences[max(bisect_left(self.sentences, (place + 1, 0)) - 1, 0)]

    def stop(self, groups: list[_Group], place: int) -> int:
        """Return where what is told of a group ends: its sentence, or the next group."""
        after = groups[place].after
        following = groups[place + 1].start if place + 1 < len(groups) else len(self.plain)
        end = self.sentence(groups[place].start)[1]
        return min(following, max(end, after), after + _AHEAD)

    def subject(self, text: str, before: int) -> str:
        """Return the body that the sentence speaks of before a place, "" for none."""
        return organo_subject(text[max(self.sentence(before)[0], before - 400) : before])

    def joined(self, groups: list[_Group], place: int) -> bool:
        """Tell whether a group and the next stand in one enumeration."""
        start, end = groups[place].after, groups[place + 1].start
        return end - start < 120 and bool(_JOINED.fullmatch(self.bare, start, end))

    def of(self, groups: list[_Group], ends: list[int]) -> list[tuple[date, ...]]:
        """Return the days of each group. Those of the last of an enumeration serve them all."""
        days: list[tuple[date, ...]] = [()] * len(groups)
        for place in range(len(groups) - 1, -1, -1):
            days[place] = self._after(groups[place].after, ends[place])
            if days[place] or place + 1 == len(groups) or not self.joined(groups, place):
                continue
            following = len(groups[place + 1].made)
            if len(days[place + 1]) >= following + len(groups[place].made):
                days[place] = days[place + 1][:-following]
                days[place + 1] = days[place + 1][-following:]
            elif len(days[place + 1]) == 1 and _AND.fullmatch(
                self.plain, groups[place].end, groups[place + 1].start
            ):
                days[place] = days[place + 1]
        if len(groups) == 1 and not days[0]:
            days[0] = self._before(groups[0].start)
        return days

    def _after(self, after: int, stop: int) -> tuple[date, ...]:
        place = bisect_left(self.starts, after)
        if place == len(self.dates) or self.starts[place] >= stop:
            return ()
        if _OTHER.search(self.plain, after, self.starts[place]):
            return ()
        days = self.dates[place].days
        while place + 1 < len(self.dates) and self.starts[place + 1] < stop:
            end, following = self.dates[place].end, self.starts[place + 1]
            if following - end > 60 or not _BETWEEN_DAYS.fullmatch(self.plain, end, following):
                break
            place += 1
            days += self.dates[place].days
        return days

    def _before(self, before: int) -> tuple[date, ...]:
        """Return the day of "El 15 de febrero de 2024 se celebró la …", () for none."""
        start = max(self.sentence(before)[0], before - _BACK)
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, before)
        if last - first != 1 or _OTHER.search(self.plain, start, before):
            return ()
        return self.dates[first].days[:1]


def _place(text: str, bare: str, start: int, stop: int) -> str:
    found = _PLACE.search(bare, start, stop)
    if not found or _OTHER.search(bare, start, found.start()):
        return ""
    return _PLACE_END.sub("", text[found.start("place") : found.end("place")]).strip()


def _mentions(
    group: _Group, organo: str, days: tuple[date, ...], place: str
) -> Iterator[SessionMention]:
    for position, (ordinal, kind) in enumerate(group.made):
        day = days[position] if len(days) >= len(group.made) else days[0] if days else None
        yield SessionMention(group.start, group.end, ordinal, kind, organo, day, place, group.cited)

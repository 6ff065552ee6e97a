"""Oficios, memorándums and circulares in prose: their number, their kind and their day.

"Mediante Oficios No. SESEA/UA/0012/2024 y SESEA/UA/0013/2024 de fecha 19 de enero, se envió…". A
number is known by what stands before it; a code alone (an expediente, a dictamen) is no oficio.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.written import Period

OFICIO, MEMO, CIRCULAR = "oficio", "memorándum", "circular"
NOTE, LETTER = "nota", "escrito"
# Those that people record as hechos.
RECORDED = (OFICIO, MEMO, CIRCULAR)
_LEAD_WORD = (
    r"(?:con|el|la|los|las|bajo|de referencias?|de control|de clave|clave|alfanumeric[oa]"
    r"|nomenclatura|consecutivo|interno|internos|intern[oa]|oficial|institucional|diverso|diversos"
    r"|(?:identificad|marcad|registrad|foliad|numerad|clasificad|referid|citad|mencionad|aludid"
    r"|girad|emitid|expedid|suscrit|signad|informativ)[oa]s?"
    r"|de (?:invitacion|comision|respuesta|solicitud|remision|notificacion|envio|designacion"
    r"|requerimiento|contestacion|convocatoria|entrega|cuenta|instruccion|recordatorio))"
)
_WORDS = re.compile(
    r"\b(?P<word>oficios?(?:[ -]circular(?:es)?)?|memor[aá]ndums?|memorandos?|memoranda|memos?"
    r"|circular(?:es)?|ofs?\.|(?P<other>(?:atentas? )?notas?|tarjetas?|volantes?|ocursos?|escritos?"
    r"|comunicados?|similar(?:es)?|diversos?))(?!\w)"
    rf"(?P<lead>[ ,:]*(?:{_LEAD_WORD} ){{0,5}}"
    r"(?P<sign>(?:n[uú]mero|n[uú]meros|n[uú]ms?|nos?|n)(?:[.:]|\b)|n?[°º]|#|folios?\b)?"
    r"[ .:°º#]{0,4}(?:de (?:oficio|control|referencia|folio) )?)"
)
_NUMBER = re.compile(
    r"[«\"“(]?(?P<number>(?=[a-z]{1,10} [\-–—] )[a-z]{1,10}(?: ?[\-–—/] ?[a-z]{1,8}){0,4}"
    r" ?[\-–—/] ?\d{1,5}(?: ?[\-–—/] ?20\d\d)?(?!\w)"
    r"|[^\W_](?:[\w.]|[\-–—](?=\w)|/ ?(?=\w)| (?=/ ?\w)){0,79})",
    re.ASCII,
)
# A text without any of these cites no oficio.
_ANY_WORD = (
    "oficio", "memo", "circular", "of.", "ofs.", "nota", "tarjeta", "volante", "ocurso", "escrito",
    "comunicado", "similar", "diverso",
)  # fmt: skip
# "y", "e", ",": what stands between two numbers of a list; "al" between the ends of a range.
_BETWEEN = re.compile(
    r"[»\"”)]?(?:,? (?:y|e|as[ií] como)|[,;]|,? (?:al|a la|a))"
    r" (?:(?:el|los|al|con|n[uú]m(?:ero)?s?\.?|no\.) ){0,2}"
)
_MADE = r"(?:fechad|datad|emitid|expedid|suscrit|signad|firmad|girad|librad|elaborad)[oa]s?"
_DATED = re.compile(
    r"[»\"”)]?(?: \(|,? ?\(?"
    r"(?:(?:,? (?:que|el cual|la cual|mism[oa])(?: (?:le|les|se|nos))? (?:fue|fueron))? ?"
    rf"{_MADE}(?: (?:por|a) [^.;,()]{{3,60}}?)?)?"
    rf"(?:,? ?(?:ambos|todos|{_MADE}|de fechas?|con fechas?|en fechas?|fecha"
    r"|el d[ií]a|los d[ií]as|d[ií]as?|el|los|del?|de)[:,]?){1,4} |,? \(|, | [-–—|/] )$"
)
_DATE_FIRST = re.compile(
    r"[,:.]? (?:(?:y|,|[-–—|]) )?"
    r"(?:se (?:envi|remiti|gir|emiti|libr|expidi|suscribi|firm|elabor|present"
    r"|entreg|turn|notific|despach)(?:o|aron|ieron|an?|en?) )?"
    r"(?:mediante|a trav[eé]s de(?:l)?|por (?:medio|conducto) de(?:l)?|con|por|el|los|la|las)?"
    r"(?: ?(?:el|los|la|las|un|una))? ?$"
)
_DATE_OPENS = re.compile(
    r"(?:^|[.;\n] ?|\bcon |\ben )(?:con |en )?(?:fechas? |el d[ií]a |el )(?:de(?:l)? )?$"
    r"|^[-•*\s]{0,4}$"
)
_PARTS = re.compile(r"[/.\-–—]")
# Letters and digits between signs: what no date and no count is.
_LETTERED = re.compile(r"(?=[^ ]{0,30}[a-z])[\w.]{1,20}[/\-–—][\w./\-–—]{0,50}\d")
_MONTH_AFTER = re.compile(r" de (?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)")
# "…/2024.Se envió": the stop of a sentence without its space.
_SENTENCE_AFTER = re.compile(r"(?<=20\d\d)\.[a-z]{2,}.*$")
_LISTED = re.compile(r"(?:,|,? y|,? e)(?: (?:el|del|de fecha))? ")
_YEARS = range(1990, 2100)


@dataclass(frozen=True)
class OficioNumber:
    """The number of an oficio taken apart: its sender's parts, its serial number and its year.

    `parts` are in capitals and in the written order, `serial` and `year` None for none.
    """

    parts: tuple[str, ...]
    serial: int | None
    year: int | None


@dataclass(frozen=True)
class OficioMention:
    """An oficio that a text cites: `text[start:end]` is its number as written.

    `kind` is "oficio", "memorándum", "circular", "nota" or "escrito"; `normalised` its number
    without padding, spaces or small letters ("SESEA/UA/12/2024"); `day` the day that the words
    give it, None for none. `opens` is where its mention begins ("oficio No."), `closes` where it
    ends, its date included.
    """

    kind: str
    number: str
    normalised: str
    day: date | None
    start: int
    end: int
    opens: int
    closes: int


@lru_cache(maxsize=4096)  # several checks ask it of the same passage
def oficios_of(text: str, period: Period | None = None) -> tuple[OficioMention, ...]:
    """Return the oficios of a text in its order; of a list, each by itself.

    A date after a list is that of all its numbers, dates as many as numbers are each one's. The
    year of a date that says none is that of the number, or the one of `period`.
    """
    plain = folded(text).replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
    if not holds_any(plain, _ANY_WORD):
        return ()
    dates = dates_of(text, period)
    found: list[OficioMention] = []
    for word in _WORDS.finditer(plain):
        if found and word.start() < found[-1].end:
            continue
        spans = list(_numbers(plain, word, dates))
        if spans:
            found.extend(_mentions(plain, text, word, spans, dates))
    return tuple(found)


def taken_apart(number: str) -> OficioNumber:
    """Return the parts of a number as written: "SESEA/UA/0012/2024", "012-24", "UT.015.2024"."""
    parts = [part.strip().upper() for part in _PARTS.split(folded(number)) if part.strip()]
    year = None
    if len(parts) > 1 and parts[-1].isdecimal():
        last = int(parts[-1])
        if len(parts[-1]) == 4 and last in _YEARS:
            year = last
        elif len(parts[-1]) == 2 and parts[-2].isdecimal():
            year = 2000 + last
        elif len(parts[-2]) == 4 and parts[-2].isdecimal() and int(parts[-2]) in _YEARS:
            # "UEL/2025/0076": the serial number stands last.
            year, parts = int(parts[-2]), [*parts[:-2], parts[-1], parts[-2]]
    own = parts[:-1] if year is not None else parts
    serial = next((n for n in range(len(own) - 1, -1, -1) if own[n].isdecimal()), None)
    senders = tuple(part for n, part in enumerate(own) if n != serial)
    return OficioNumber(senders, None if serial is None else int(own[serial]), year)


def normalised(number: str) -> str:
    """Return a number without padding, spaces or small letters, its parts between slashes.

    "sesea-ua 0012-24" and "SESEA/UA/12/2024" give the same; one that is no number of an oficio
    comes back in capitals.
    """
    apart = taken_apart(number)
    if apart.serial is None:
        return "/".join(part.strip() for part in _PARTS.split(folded(number).upper()))
    tail = [str(apart.serial), *([str(apart.year)] if apart.year is not None else [])]
    return "/".join((*apart.parts, *tail))


def same_but_for_padding_or_prefix(one: str, other: str, *, same_day: bool = False) -> bool:
    """Tell whether two numbers that are not written alike may be of one oficio.

    The serial and the year are the same, and the sender too, in another order or with one part
    less in between ("SESEA/ST/UA" and "SESEA/UA", that end alike), or at its end where both are of
    one day. A number alone, without sender, is only ever that of another one alone.
    """
    return one != other and may_be_one(taken_apart(one), taken_apart(other), same_day=same_day)


def may_be_one(a: OficioNumber, b: OficioNumber, *, same_day: bool = False) -> bool:
    """Tell it of two numbers that were taken apart: see `same_but_for_padding_or_prefix`."""
    if a.serial is None or a.serial != b.serial or a.year != b.year:
        return False
    if sorted(a.parts) == sorted(b.parts):
        return True
    if not a.parts or not b.parts or not (a.parts[-1] == b.parts[-1] or same_day):
        return False
    return set(a.parts) <= set(b.parts) or set(b.parts) <= set(a.parts)


def _numbers(
    plain: str, word: re.Match[str], dates: Sequence[DateMention]
) -> Iterator[tuple[int, int]]:
    """Yield where the numbers stand behind the word "oficio": one or a list, dated or not."""
    several = word["word"].rstrip(".").endswith("s")
    found = _NUMBER.match(plain, word.end())
    if not (found and _is_number(found["number"], bool(word["sign"]))) and several:
        found = _first_announced(plain, word.end())
    if not found or not _is_number(found["number"], bool(word["sign"])):
        return
    if word["other"] and not _LETTERED.match(found["number"]):
        return  # "nota 3", "escrito 12": of anything
    bare = several and _trimmed(found["number"]).isdecimal()
    following: re.Match[str] | None = found
    while following:
        start = following.start("number")
        end = start + len(_trimmed(following["number"]))
        if _MONTH_AFTER.match(plain, end):
            return
        yield start, end
        following = _next_number(plain, end, bare=bare)
        if following is None and several:
            following = _next_of_sender(plain, end, plain[start:end])
        if following is None and (own := _dates_behind(plain, end, len(plain), dates)):
            following = _next_number(plain, own[-1].end, bare=bare)


def _first_announced(plain: str, end: int) -> re.Match[str] | None:
    """Return the first number of a list behind what its oficios are about.

    "Cuatro oficios de requerimiento a las áreas: PC/UT/093/2025, …".
    """
    about = _ABOUT.match(plain, end)
    found = _NUMBER.match(plain, about.end()) if about else None
    return found if found and _LETTERED.match(found["number"]) else None


_ABOUT = re.compile(r"[^.;:\d\n]{1,70}: (?:el |los |la |las )?")


def _next_number(plain: str, end: int, *, bare: bool) -> re.Match[str] | None:
    """Return the next number of a list; where `bare`, short ones without sender are some too."""
    between = _BETWEEN.match(plain, end)
    found = _NUMBER.match(plain, between.end()) if between else None
    if not found:
        return None
    written = _trimmed(found["number"])
    coded = any(s.isdecimal() for s in written) and any(s in "/-–" for s in written)
    counted = written.isdecimal() and (len(written) >= 3 or bare)
    return found if coded or counted else None


def _next_of_sender(plain: str, end: int, number: str) -> re.Match[str] | None:
    """Return the next number of one sender behind what is told of this one.

    "Cuatro oficios: el DA/31/2024, del 6 de febrero, a la Fiscalía; el DA/45/2024, del 27 …".
    """
    sender = taken_apart(number).parts
    stop = _STOP.search(plain, end, end + _TOLD_OF_ONE)
    last = stop.start() if stop else min(len(plain), end + _TOLD_OF_ONE)
    for opener in _ONE_MORE.finditer(plain, end, last) if sender else ():
        found = _NUMBER.match(plain, opener.end())
        if found and taken_apart(_trimmed(found["number"])).parts == sender:
            return found
    return None


_TOLD_OF_ONE = 200  # signs
_STOP = re.compile(r"[.] [a-z]|[\n:]")
_ONE_MORE = re.compile(r"[;,] (?:y |e |asi como )?(?:el|la|con el|otro,? el) ")


def _is_number(written: str, announced: bool) -> bool:
    """Tell whether what stands behind the word may be a number of an oficio."""
    written = _trimmed(written)
    if not any(sign.isdecimal() for sign in written):
        return False
    if announced or written.count(".") > 1 or any(sign in "/-–—" for sign in written):
        return True
    return written.isdecimal() and not (len(written) == 4 and int(written) in _YEARS)


def _trimmed(written: str) -> str:
    return _SENTENCE_AFTER.sub("", written).rstrip(" ./-–—")


def _mentions(
    plain: str,
    text: str,
    word: re.Match[str],
    spans: list[tuple[int, int]],
    dates: Sequence[DateMention],
) -> Iterator[OficioMention]:
    """Yield the oficios of one list, each with its own date or with that of all."""
    own: list[list[DateMention]] = []
    for place, (_, end) in enumerate(spans):
        limit = spans[place + 1][0] if place + 1 < len(spans) else len(plain)
        own.append(_dates_behind(plain, end, limit, dates))
    days = [_one_day(mine) for mine in own]
    if len(spans) > 1 and not any(own[:-1]):
        each = [day for dated in own[-1] for day in dated.days]
        if len(each) == len(spans) and len(set(each)) > 1:
            days = list(each)
        else:
            days = [days[-1]] * len(spans)
    before = _date_before(plain, word.start(), dates)
    complete = _completed([text[start:end] for start, end in spans])
    for (start, end), mine, day, full in zip(spans, own, days, complete, strict=True):
        given = mine or own[-1]
        written = any(dated.year_written for dated in given)
        if day is None and not given and before:
            day, written = _one_day([before]), before.year_written
        yield OficioMention(
            kind=kind_of(word["word"]),
            number=text[start:end],
            normalised=normalised(full),
            day=day if written else _in_year(day, taken_apart(full).year),
            start=start,
            end=end,
            opens=word.start(),
            closes=mine[-1].end if mine else end,
        )


def _completed(numbers: list[str]) -> list[str]:
    """Return the numbers of a list with what they share: "UT/001, 002 y 003/2024"."""
    apart = [taken_apart(number) for number in numbers]
    said = next((each.year for each in apart if each.year), None)
    prefix, found = "", []
    for number, each in zip(numbers, apart, strict=True):
        prefix = "/".join(each.parts) or prefix
        year = each.year or said
        incomplete = not each.parts or each.year is None
        shared = incomplete and len(numbers) > 1 and each.serial is not None
        tail = f"/{year}" if year else ""
        head = f"{prefix}/" if prefix else ""
        found.append(f"{head}{each.serial}{tail}" if shared else number)
    return found


def _dates_behind(
    plain: str, end: int, limit: int, dates: Sequence[DateMention]
) -> list[DateMention]:
    """Return the dates that stand right behind a number: "de fecha 5 y 6 de marzo", of a list."""
    first = bisect_left(dates, end, key=_start_of)
    behind = dates[first : bisect_left(dates, min(limit, end + 400), key=_start_of)]
    if not behind or behind[0].start - end > 120:
        return []
    if not _DATED.fullmatch(plain, end, behind[0].start):
        return []
    taken = [behind[0]]
    for each in behind[1:]:
        if not _LISTED.fullmatch(plain, taken[-1].end, each.start):
            break
        taken.append(each)
    return taken


def _date_before(plain: str, start: int, dates: Sequence[DateMention]) -> DateMention | None:
    """Return the date of "Con fecha 5 de marzo, mediante oficio…", None where none is there."""
    place = bisect_left(dates, start, key=_start_of)
    if not place or not 0 <= start - dates[place - 1].end <= 50:
        return None
    dated = dates[place - 1]
    if not _DATE_FIRST.fullmatch(plain, dated.end, start):
        return None
    return dated if _DATE_OPENS.search(plain, max(0, dated.start - 24), dated.start) else None


def _start_of(dated: DateMention) -> int:
    return dated.start


def _one_day(dated: Sequence[DateMention]) -> date | None:
    """Return the day that dates behind a number give it: the one, None for none or several."""
    return dated[0].first if len(dated) == 1 and dated[0].first == dated[0].last else None


def _in_year(day: date | None, year: int | None) -> date | None:
    """Return a day whose year nobody wrote in the year of the number beside it."""
    if day is None or year is None or (day.month, day.day) == (2, 29):
        return day
    return day.replace(year=year)


def kind_of(word: str) -> str:
    """Return which kind of document a folded word names, that of an oficio for any other word."""
    if "circular" in word:
        return CIRCULAR
    if word.startswith("memo"):
        return MEMO
    if "nota" in word or word.startswith("tarjeta"):
        return NOTE
    return LETTER if word.startswith(("escrito", "ocurso", "comunicado", "volante")) else OFICIO

"""Which deeds a narrative dates: the day of the deed itself, or of the oficio by which it was done.

"Con fecha 20 de marzo de 2024, se obtuvo…", "Mediante oficio No. … de fecha 19 de enero, se
envió…", "Se celebró la sesión el 5 de abril". A day of something else (of a law, of an act that
is approved, of what came before, of what is to come) dates no deed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.oficios import OficioMention, oficios_of
from programs.values.wording.periods import may_tell_period, periods_of
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.to_come import PAST, tells_done
from programs.values.written import Period


@dataclass(frozen=True)
class DatedDeed:
    """A deed of a text and its days; `oficio` is the number of the one that dates it, "" for none.

    `start` and `end` are the place of its day, `sentence` that of the sentence which tells it.
    `weak` tells that what is dated may be background, where it lies before the quarter; `listed`
    that it is one of several days of one thing, none of which is background.
    """

    first: date
    last: date
    start: int
    end: int
    sentence: Span
    oficio: str = ""
    weak: bool = False
    listed: bool = False


# What a sentence may open with before it comes to the point.
_OPENER = (
    r"[\s\-•·–—*▪]{0,6}(?:(?:\d{1,2}|[ivx]{1,5}|[a-z])[.)]-? )?"
    r"(?:(?:asimismo|asi mismo|de igual (?:manera|forma)|del mismo modo"
    r"|de la misma (?:manera|forma)"
    r"|por otr[ao] (?:parte|lado)|ademas|adicionalmente|tambien|igualmente|posteriormente"
    r"|finalmente|por ultimo|en ese sentido|en este sentido|por su parte|en tanto|por lo que"
    r"|cabe (?:senalar|mencionar|destacar) que|de ahi que|durante[^,]{0,60}|en el mes de \w+"
    r"|en (?:el|este) (?:periodo|trimestre)[^,]{0,40}|en seguimiento a lo anterior|para ello"
    r"|para tal efecto|a su vez|y),? ){0,2}"
)
_OWN_OFICIO = re.compile(
    rf"{_OPENER}(?:mediante|a traves de(?:l)?|por medio de(?:l)?|por conducto de(?:l)?|con|por|bajo"
    r"|se (?:giro|giraron|emitio|emitieron|envio|enviaron|remitio|remitieron|recibio|recibieron"
    r"|notifico|elaboro|elaboraron)|fue(?:ron)? (?:enviados?|girados?|emitidos?|remitidos?))"
    r"(?: (?:el|los|la|las|un|\d{1,3}|diversos?|su|sus)){0,2} $"
)
# "fue remitido a Finanzas mediante el oficio": the verb of the sentence, and nothing cited.
_CITED = re.compile(
    r"\b(?<!fue )(?<!fueron )(?<!quedo )(?<!quedaron )(?<!sido )"
    r"(?:emitid|solicitad|requerid|notificad|recibid|realizad|enviad|remitid|informad|dirigid"
    r"|hech"
    r"|formulad|presentad|senalad|referid|instruid|autorizad|contenid|girad|publicad)[oa]s?\b"
    r"[^.;]{0,120}$|\b(?:en (?:atencion|respuesta|cumplimiento|seguimiento|alcance|relacion|virtud)"
    r"|derivad[oa]|conforme|de acuerdo|con fundamento|con base|a partir de|en terminos|con motivo"
    r"|segun|en contestacion|atendiendo|relativ[oa])\b[^,;]{0,120}$"
)
_MEDIUM = re.compile(
    r"\b(?:mediante|a traves de(?:l)?|por medio de(?:l)?|con|por)(?: (?:el|los|la|las|su|sus))? $"
)
_DATE_OPENS = re.compile(
    rf"{_OPENER}(?:con fechas?(?: del?| de los dias?)?|en fechas?|el(?: pasado)?(?: dia)?"
    r"|los(?: pasados)? dias?|durante los dias|del?|entre el|el dia \w{5,9},?|el \w{5,9},?|a los"
    r"|dia|fecha:?)? ?$"
)
_PERIOD_OPENS = re.compile(rf"{_OPENER}(?P<lead>durante|en|entre)(?= )")
# "En el primer trimestre …, y en el segundo otra más": told with what came before.
_GOES_ON = re.compile(
    r"\ben (?:el|este) (?:segundo|tercer|cuarto|presente|actual)\b|\bsum(?:an|ando|aron)\b|\bacumul"
)
_NOTHING = re.compile(r",? no (?:hubo|se|habia|tuvo|estaba)\b")
_ARTICLES = ("", "el", "el mes de", "los meses de", "los", "el pasado mes de", "el pasado")
_IN_FIGURES = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b")
_DATE_ALONE = re.compile(r" ?[:.\-–—|]")
_FUTURE = re.compile(
    r"\b\w{2,}(?:rá|rán)\b|\b(?:tiene|tienen|está|están|encuentra|quedó|quedaron|había)"
    r" (?:programad|previst|contemplad|calendarizad|planead)\w+|\bprogramad[oa]s? para\b"
    r"|\bprevist[oa]s?\b|\bsean? el(?: día)?$"
    r"|\bse (?:celebre|realice|efectúe)n? el(?: día)?$|\bpróxim[oa]s?\b"
    r"|\ba (?:celebrarse|realizarse|llevarse)\b"
    r"|\ba más tardar\b|\bcomo (?:la |nueva )?fecha\b|\bvence\b|\bpara el(?: día)?$"
    r"|\b(?:hasta|desde) el(?: día)?$|\bantes del?$|\ba partir del?(?: día)?$"
)
_HELD = r"(?:celebrad|realizad|impartid|efectuad|desarrollad|llevad)[oa]s?(?: a cabo)?"
_EVENT = (
    r"(?:sesion(?:es)?|reunion(?:es)?|cursos?|taller(?:es)?|conferencias?|conversatorios?|foros?"
    r"|capacitacion(?:es)?|platicas?|eventos?|diplomados?|seminarios?|mesas?|jornadas?|ferias?"
    r"|visitas?|asesorias?|encuentros?|talleres|webinars?|ponencias?|videoconferencias?)"
)
_AT_DAY = re.compile(
    rf"(?P<held>\b{_HELD}[^.;]{{0,40}}?)?(?:,|\b)? ?(?:\b(?:el|los|con|en|durante los)"
    r"(?: pasados?)?(?: dias?| fechas?)?"
    r"(?: (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo),?)?(?: (?:el|del?|dia))?) $"
)
_OF_EVENT = re.compile(rf"\b{_EVENT}\b[^.;]{{0,90}}?,? de fechas?(?: de(?:l)?)? $")
_ENDED_BY_PARTICIPLE = re.compile(
    r"\b(?P<word>\w{2,}(?:ad|id|scrit|hech|dich|puest)[oa]s?)\b(?: (?:en|por) [^.;,]{0,60})?,?"
    r" ?(?:el|los|con|en)?(?: (?:dias?|fechas?))? ?$"
)
_NEXT_DAY = re.compile(r",?(?: y| e| asi como)?(?: (?:el|los|de fecha|con fecha|dia|dias)){0,3} ")
_EVENT_HELD = re.compile(rf"\b{_EVENT}\b[^.;]{{0,90}}\b(?:{_HELD}(?: el)?|el)(?: dia)? $")
_INFINITIVE = re.compile(r" (?!lugar\b)\w{2,}[aei]r(?:se)?\b")
_ENDED_BY_HELD = re.compile(rf"\b{_HELD}\b[^.;]{{0,60}}$")
# Another verb between: the day may be of either.
_RECENT_VERB = re.compile(r"\b(?:que|cual|cuales|quienes)\b[^.;]{0,80}\b\w{2,}(?:ó|aron|ieron)\b")
_PAPERS = re.compile(
    r"\b(?:oficios?|memorand(?:ums?|os?)|circular(?:es)?|contratos?|convenios?|reglamentos?|codigos?"
    r"|normas?|publicad\w+|expedientes?|escritos?|denuncias?|quejas?|solicitudes)\b"
)
_AT_COMMA = re.compile(r", (?:el|los|con fecha|en fecha)(?: dias?)? $")
_TO_VERB = re.compile(r",? (?:(?:se|nos|les?|l[oa]s?|personal \w+ \w+) )?")
# "En sesión de 14 de agosto": the day of an event opens the sentence.
_AT_EVENT = re.compile(
    rf"{_OPENER}(?:en|durante) (?:la |el |su |las |los |una? )?(?:\w+ ){{0,4}}?"
    rf"{_EVENT}\b[^.;:]{{0,90}}?"
    r",? (?:(?:celebrad|realizad|efectuad|llevad|verificad)[oa]s?(?: a cabo)? )?"
    r"(?:de fecha|con fecha|del?|el|los|fechad[oa])(?: dias?)? $"
)
_OF_PAPER = re.compile(
    r"\b(?:actas?|minutas?|acuerdos?|resolucion(?:es)?|versiones?|decretos?|ley|leyes|reformas?"
    r"|lineamientos|recomendacion(?:es)?|solicitud(?:es)?|dictamen|vigencia|convocatoria)\b"
)
# "dos contratos: el del 4 de enero" has the day of a paper.
_THE_ONE_OF = re.compile(r"\b(?:el|la) del? $")
_SUBORDINATE = re.compile(
    r"\b(?:que(?! se (?:informa|reporta)\b)|cual|cuales|quien|quienes|donde|cuando|cuyo|cuya)\b"
    r"[^,;.]{0,30}$"
)


_ONE = (
    r"(?:(?:el|la|un|una|otr[oa]|(?:el |la )?(?:primer[oa]?|segund[oa]|tercer[oa]|cuart[oa]"
    r"|ultim[oa]|siguiente)) )"
)
_ON_DAY = r"(?:,? ?(?:y |e )?(?:el|del?|de fecha|con fecha)(?: dia)? )"
_PLACED = r"(?:a|en|con|al|para|por) [^.;:,()]{3,80}?"
_ANOTHER = re.compile(
    r"(?:y |e )?(?:(?:el|la) (?:primer|segund|tercer|cuart|quint|ultim|otr)[oa]"
    rf"|{_PLACED}){_ON_DAY}"
)
# "a saber: el del 13 de febrero …, y el del 24 de abril"
_FIRST_ONE = re.compile(
    rf"(?::|,? a saber:?|,? siendo) (?:{_ONE}(?:[^.;:,]{{1,80}}?)??{_ON_DAY}|el (?:dia )?)$"
)
_NEXT_ONE = re.compile(
    rf"(?:,? \(?[^.;:()]{{1,80}}?\)?)??,? ?(?:y |e |asi como |ademas )?{_ONE}"
    rf"(?:[^.;:,]{{1,80}}?)??{_ON_DAY}|,? (?:y |e )?{_PLACED}{_ON_DAY}"
)


def dated_deeds(
    text: str, period: Period | None = None, dates: Sequence[DateMention] | None = None
) -> tuple[DatedDeed, ...]:
    """Return the dated deeds of a paragraph in their order; at most one by each date.

    `dates` are the dates of the text, where the caller has read them.
    """
    dates = dates_of(text, period) if dates is None else dates
    plain = folded(text).replace("\n", " ").replace("\xa0", " ")
    if not dates and not may_tell_period(plain):
        return ()
    oficios = oficios_of(text, period)
    lower = text.lower()
    lower = lower if len(lower) == len(text) else plain
    lower = lower.replace("\n", " ").replace("\xa0", " ")
    found: list[DatedDeed] = []
    lists: set[int] = set()
    for sentence in sentences_of(text):
        own_dates = dates[_first(dates, sentence.start) : _first(dates, sentence.end)]
        own_oficios = oficios[_first(oficios, sentence.start) : _first(oficios, sentence.end)]
        if own_dates:
            found.extend(_of_sentence(plain, lower, sentence, own_dates, own_oficios, lists))
        found.extend(_of_months(text, plain, lower, sentence, period))
    return tuple(found)


def _first(items: Sequence[DateMention] | Sequence[OficioMention], place: int) -> int:
    """Return the place among the items of the first that starts here or later."""
    return bisect_left(items, place, key=lambda item: item.start)


def _of_sentence(
    plain: str,
    lower: str,
    sentence: Span,
    dates: Sequence[DateMention],
    oficios: Sequence[OficioMention],
    lists: set[int],
) -> Iterator[DatedDeed]:
    """Yield the dated deeds of a sentence: what its own oficios date, or its own day.

    `lists` are the places where lists of own oficios began, which may go on behind a semicolon.
    """
    of_oficios: set[int] = set()
    for oficio in oficios:
        dated = [each for each in dates if oficio.end <= each.start < oficio.closes]
        of_oficios.update(each.start for each in dated)
        if oficio.opens in lists or _is_own(plain, lower, sentence, oficio.opens):
            lists.add(oficio.opens)
            if len(dated) != 1:
                continue
            yield from _deed(dated[0], sentence, oficio.number, oficio.day)
    before: DateMention | None = None
    for place, each in enumerate(dates):
        if each.start in of_oficios or _is_to_come(lower, sentence, each):
            continue
        if before:
            between = plain[before.end : min(each.start, before.end + 400)]
            told = each.start - before.end < 400 and _is_listed(between)
        else:
            opens = place == 0 and _opens(plain, lower, sentence, each)
            told = opens or _is_of_verb(plain, lower, sentence, each)
        if told:
            before = each
            yield from _deed(each, sentence, "", None)
        elif _is_next_of_list(plain, lower, sentence, each, before):
            before = each
            yield from _deed(each, sentence, "", None, weak=True)
        elif _before_verb(plain, lower, sentence, each) or (
            place == 0 and _opens_with_event(plain, lower, sentence, each)
        ):
            yield from _deed(each, sentence, "", None, weak=True)
    yield from _in_brackets(plain, lower, sentence, dates)


def _is_next_of_list(
    plain: str, lower: str, sentence: Span, dated: DateMention, before: DateMention | None
) -> bool:
    """Tell whether a day is that of one of several things: "dos talleres: el del 3 de mayo y …"."""
    if before:
        between = plain[before.end : dated.start]
        return len(between) < 160 and _NEXT_ONE.fullmatch(between) is not None
    if _ANOTHER.fullmatch(plain, sentence.start, dated.start):
        # "El primero se llevó a cabo el 24 de abril; el segundo, el 22 de mayo"
        joined = plain[max(0, sentence.start - 2) : sentence.start].strip() == ";"
        return (
            joined and PAST.search(lower, max(0, sentence.start - 300), sentence.start) is not None
        )
    start = max(sentence.start, dated.start - 200)
    opens = _FIRST_ONE.search(plain, start, dated.start)
    verb = PAST.search(lower, start, opens.start()) if opens else None
    if not opens or not verb or _SUBORDINATE.search(plain, start, verb.start()):
        return False
    told = plain[verb.end() : opens.start()]
    return not _PAPERS.search(told) and not _OF_PAPER.search(told)


def _before_verb(plain: str, lower: str, sentence: Span, dated: DateMention) -> bool:
    """Tell whether a day stands right before a verb: "En Tula, el 3 de septiembre, atendimos"."""
    if not _AT_COMMA.search(plain, max(sentence.start, dated.start - 30), dated.start):
        return False
    found = PAST.search(lower, dated.end, min(sentence.end, dated.end + 60))
    return found is not None and _TO_VERB.fullmatch(plain, dated.end, found.start()) is not None


def _opens_with_event(plain: str, lower: str, sentence: Span, dated: DateMention) -> bool:
    """Tell whether a sentence opens with an event of this day, at which something was done."""
    end = min(sentence.end, dated.end + 200)
    return (
        dated.start - sentence.start < 240
        and _AT_EVENT.fullmatch(plain, sentence.start, dated.start) is not None
        and PAST.search(lower, dated.end, end) is not None
    )


def _in_brackets(
    plain: str, lower: str, sentence: Span, dates: Sequence[DateMention]
) -> Iterator[DatedDeed]:
    """Yield the days of a list in brackets: "visitó Cobach 11 (16-abr-24) y Conalep (9-may-24)"."""
    inside = [
        each
        for each in dates
        if plain[each.start - 1 : each.start] == "(" and plain[each.end : each.end + 1] == ")"
    ]
    if len(inside) < 2 or not PAST.search(lower, sentence.start, inside[0].start):
        return
    told = plain[max(sentence.start, inside[0].start - 300) : inside[-1].start]
    if _OF_PAPER.search(told) or _PAPERS.search(told):
        return
    for each in inside:
        if each.first and each.last:
            yield DatedDeed(each.first, each.last, each.start, each.end, sentence, listed=True)


def _is_listed(between: str) -> bool:
    """Tell whether a day goes on the list of the one before: "… y la segunda sesión, el 6 de"."""
    if len(between) < 24 and _NEXT_DAY.fullmatch(between):
        return True
    held = _OF_EVENT.search(between) or _EVENT_HELD.search(between)
    return bool(held) and not _OF_PAPER.search(between)


def _of_months(
    text: str, plain: str, lower: str, sentence: Span, period: Period | None
) -> Iterator[DatedDeed]:
    """Yield the deed of a sentence that opens with a period: "En julio se llevó a cabo"."""
    opens = _PERIOD_OPENS.match(plain, sentence.start, sentence.end)
    if not opens:
        return
    start = opens.start("lead")
    for told in periods_of(text[start : start + 120], period)[:1]:
        between = plain[opens.end() : start + told.start].strip()
        end = min(sentence.end, start + told.end + 200)
        rest = plain[start + told.end : sentence.end]
        if (
            between in _ARTICLES
            and not _GOES_ON.search(rest)
            and not _NOTHING.match(rest)
            and tells_done(lower, start + told.end, end)
        ):
            yield DatedDeed(told.first, told.last, start + told.start, start + told.end, sentence)


def _deed(
    dated: DateMention, sentence: Span, oficio: str, day: date | None, *, weak: bool = False
) -> Iterator[DatedDeed]:
    first, last = (day, day) if day else (dated.first, dated.last)
    if first and last:
        yield DatedDeed(first, last, dated.start, dated.end, sentence, oficio, weak)


def _is_own(plain: str, lower: str, sentence: Span, opens: int) -> bool:
    """Tell whether a sentence tells what was done by an oficio, which opens at this place."""
    if _OWN_OFICIO.fullmatch(plain, sentence.start, opens):
        return True
    before = max(sentence.start, opens - 200)
    medium = _MEDIUM.search(plain, before, opens)
    if not medium or _CITED.search(plain, before, medium.start()):
        return False
    verbs = list(PAST.finditer(lower, before, medium.start()))
    return bool(verbs) and not _SUBORDINATE.search(plain, before, verbs[-1].start())


def _opens(plain: str, lower: str, sentence: Span, dated: DateMention) -> bool:
    """Tell whether a sentence opens with a day and says what was done on it."""
    if not _DATE_OPENS.fullmatch(plain, sentence.start, dated.start):
        return False
    if dated.start == sentence.start and (
        _DATE_ALONE.match(plain, dated.end) or _IN_FIGURES.match(plain, dated.start)
    ):
        return True
    return tells_done(lower, dated.end, min(sentence.end, dated.end + 200))


def _is_to_come(lower: str, sentence: Span, dated: DateMention) -> bool:
    """Tell whether a day is one of the future, or a limit."""
    before = max(sentence.start, dated.start - 120)
    if _FUTURE.search(lower[before : dated.start].rstrip()):
        return True
    after = lower[dated.end : min(sentence.end, dated.end + 60)]
    return _FUTURE.search(after) is not None and PAST.search(after) is None


def _is_of_verb(plain: str, lower: str, sentence: Span, dated: DateMention) -> bool:
    """Tell whether a day is that of the verb before it: "se impartió el taller el 5 de abril"."""
    before = max(sentence.start, dated.start - 300)
    verb = PAST.search(lower, before, dated.start)
    if not verb or _SUBORDINATE.search(plain, before, verb.start()):
        return False
    told = plain[verb.end() : dated.start]
    if _INFINITIVE.match(told) or (_THE_ONE_OF.search(told) and _PAPERS.search(told)):
        return False
    if _OF_EVENT.search(told):
        return not _OF_PAPER.search(told)
    at = _AT_DAY.search(told)
    if not at:
        return False
    if at["held"] or _ENDED_BY_HELD.search(told):
        return not _OF_PAPER.search(told)
    if _ENDED_BY_PARTICIPLE.search(told) or _SUBORDINATE.search(told[:-1]):
        return False
    return not _RECENT_VERB.search(lower, verb.end(), dated.start)

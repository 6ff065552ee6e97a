"""Courses and events that prose names: "el diplomado “Gestión documental”, impartido por el IAP".

A name stands in quotation marks, after "denominado", or in capitals after its noun ("Diplomado
Gestión Documental"). A description in small letters ("curso sobre datos personales") is kept apart:
it may be of many courses. Generic words alone ("curso de capacitación") name nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from programs.values.wording.course_days import Time, days_beside, times_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.written import Period

EVENT_NOUN = re.compile(
    r"\b(?!talleres\s{1,3}graficos)(?P<noun>cursos?[\s\-]{1,2}talleres|cursos?[\s\-]{1,2}taller"
    r"|cursos?|diplomados?|talleres|"
    r"taller|conferencias?|seminarios?|platicas?|foros?|jornadas?|webinar(?:io)?s?|"
    r"capacitacion(?:es)?|charlas?|simposios?|conversatorios?|coloquios?|ferias?|caravanas?|"
    r"(?P<loose>congresos?|encuentros?|panel(?:es)?|eventos?|ponencias?|certificacion(?:es)?"
    r"|festival(?:es)?|concursos?|rally))\b"
)
_MANNER = re.compile(
    r"(?:\s{1,3}(?:virtual(?:es)?|presencial(?:es)?|en\s{1,3}linea|a\s{1,3}distancia|"
    r"de\s{1,3}(?:capacitacion|formacion|actualizacion|sensibilizacion)|"
    r"hibrid[oa]s?|gratuit[oa]s?|magistral(?:es)?|autogestiv[oa]s?|intern[oa]s?|"
    r"informativ[oa]s?|siguientes?)\b){0,3}"
)
_INTRO = re.compile(
    r"\s{0,3},?\s{0,3}(?:(?:el|la|los|las)\s{1,3})?(?P<called>(?:denominad|titulad|intitulad|llamad|nombrad)[oa]s?"
    r"(?:\s{1,3}como)?|con\s{1,3}(?:el|la)\s{1,3}(?:nombre|titulo|tema|tematica|denominacion)"
    r"(?:\s{1,3}de)?|sobre\s{1,3}el\s{1,3}tema(?:\s{1,3}de)?|cuyo\s{1,3}nombre\s{1,3}es)"
    r"\s{0,3}:?\s{0,3}"
)
_LINK = re.compile(
    r"\s{0,3}[,:]?\s{0,3}(?:(?P<link>(?:en\s{1,3}materia|acerca)\s{1,3}de|de|del|sobre|en|para"
    r"|contra)"
    r"\s{1,3}(?:(?:la|las|los|el)\s{1,3})?)?"
)
_VERB = re.compile(
    r"\b(?:curs(?:o|aron)|tom(?:o|aron)|imparti(?:o|eron)|acredit(?:o|aron)|dict(?:o|aron)"
    r"|capacit(?:o|aron|ado|ados|ada|adas)\s{1,3}(?:\w{1,12}\s{1,3}){0,3}(?:en|sobre)"
    r"|asisti(?:o|eron)\s{1,3}a|particip(?:o|aron)\s{1,3}en)\s{1,3}(?=[\"“«'‘])"
)
_OPENING = "\"“«‘'"
_CLOSING = {"“": '”“"', '"': '"”', "«": "»", "‘": "’", "'": "'’"}
_NEXT_QUOTE = re.compile(
    r"\s{0,3}(?:\([^()\n]{1,80}\))?\s{0,3}[,;]?\s{0,3}(?:(?:y|e|asi\s{1,3}como)\s{1,3})?(?=[\"“«])"
)
# "Cursos tomados: 1) «A»; 2) «B»": every name of the list.
_NUMBERED = re.compile(r"[^.:;\n\"“«]{0,40}:\s{0,3}(?=(?:1|a|i)[).])")
# "Se lleva un taller en el año: «Datos abiertos»"
_BEFORE_COLON = re.compile(r"[^.:;\n\"“«]{1,30}:\s{1,3}(?=[\"“«])")
# "Un foro en la Cámara de Comercio, «Compras íntegras»"
_BEHIND_PLACE = re.compile(
    r"\s{1,3}(?:en|con|por|para|a|del?)\s[^.:;\n\"“«]{3,80},\s{1,3}(?:(?:el|la)\sde\s)?(?=[\"“«])"
)
# "Se impartieron dos: “A”, el 3 de mayo, y “B”": all names of the sentence.
_ONLY_COUNTED = re.compile(
    r"\b(?:un[oa]|dos|tres|cuatro|cinco|\d{1,2})(?:\s(?:cursos|talleres|foros)[^:.;\n\"“«]{0,40})?"
    r":\s(?=[\"“«])[^.;\n]{0,600}"
)
# "Un foro tuvo lugar el 21 de septiembre, con el nombre “Juventudes que vigilan”"
_CALLED_LATER = re.compile(
    r"[^.;\n\"“«]{1,120}?\b(?:(?:con|bajo)\s(?:el|la)\s(?:nombre|título|lema|tema)(?:\sde)?"
    r"|(?:denominad|titulad|llamad)[oa])\s{1,3}(?=[\"“«])"
)
_ANY_QUOTE = re.compile(r"[\"“«]([^\"“”«»\n]{3,200})[\"”»]")
_LISTED = 800
_TOKEN = re.compile(r"\s{0,3}([^\s,.;:()\"“”«»\[\]]{1,40})")
# What is told of a course after its name.
_STOP = re.compile(
    r"(?:impartid|organizad|dirigid|celebrad|realizad|convocad|coordinad|ofrecid|efectuad|dictad|"
    r"llevad|promovid|desarrollad|brindad|tomad|cursad|proporcionad|otorgad|transmitid)\w*$|"
    r"(?:que|donde|cuy[oa]s?|mism[oa]s?|mediante|durante|dentro|via|fue|fueron|se|cual|cuales|"
    r"el|dicho|dicha|modalidad|fecha|dias?|desde|hasta|asi|como|ademas|asistieron|participaron|"
    r"conto|contando|tuvo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    r"noviembre|diciembre)$"
)
_JOINS = frozenset(
    ("de", "del", "la", "las", "los", "el", "y", "e", "o", "u", "en", "para", "a", "al", "con",
     "sobre", "por", "su", "sus", "contra", "un", "una", "desde", "lo", "como", "entre", "sin")
)  # fmt: skip
_HOST = re.compile(
    r"(?:institut|universidad|secretari|tribunal|auditori|comision|consejo|colegio|contralori|"
    r"fiscali|escuela|academia|inai$|sesna$|iap$|asf$|sfp$|sesea|unam$|inap$)"
)
# Words that any course may have in its name.
_GENERIC = re.compile(
    r"(?:curso|tallere?|diplomado|capacitacion|conferencia|seminario|platica|foro|jornada|webinar|"
    r"charla|evento|virtual(?:e)?|presencial(?:e)?|linea|distancia|persona|servidora?|servidore|"
    r"personal|materia|tema|diverso|diversa|general(?:e)?|secretaria|ejecutiva|dirigid[oa]|"
    r"trimestre|ano|ejercicio|distinto|distinta|vari[oa]|nivel|programa|anual|area|"
    r"formacion|actualizacion|sesea\w*|institucional(?:e)?|integrante|titular(?:e)?|enlace)s?$"
)
_PEOPLE = re.compile(
    r"\b(?:personas?\s{1,3})?servidor\w{0,4}(?:\s{1,3}(?:y|e)\s{1,3}(?:las?\s)?servidor\w{0,4})?"
    r"\s{1,3}public\w{1,3}"
)
_ORGANISER = re.compile(
    r"\b(?:(?:impartid|organizad|ofrecid|convocad|coordinad|dictad|facilitad|promovid|realizad|"
    r"brindad|otorgad)[oa]s?(?:\s{1,3}(?:de\s{1,3}(?:forma|manera|modo)\s{1,3}\w{4,12}|"
    r"virtualmente|presencialmente))?\s{1,3}por|que\s{1,3}(?:\w{1,12}\s{1,3})?"
    r"(?:organizo|impartio|ofrecio|dicto|convoco|coordino|brindo)|a\s{1,3}cargo\s{1,3}de)"
    r"\s{0,3}(?:personal\s{1,3}(?:\w{4,14}\s{1,3})?de|especialistas\s{1,3}de)?l?"
    r"\s{1,3}(?:el\s{1,3}|la\s{1,3}|los\s{1,3}|las\s{1,3})?"
)
_PERSON = re.compile(r"(?:dra?|lics?|mtr[oa]|ing|arq|cp|c|maestr[oa]|doctora?|licenciad[oa])\b")
_EDITION = re.compile(
    r"\b(?:(?P<before>primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|"
    r"\d{1,2}(?:\.?ª|a|da|ra|ta)?|[ivx]{1,4})\s{1,3})?"
    r"(?P<what>edicion|emision|generacion|grupo|modulo|sede|etapa|bloque|turno|cohorte|fase)\b"
    r"(?:\s{1,3}(?P<after>\d{1,4}\b|[ivx]{1,4}\b|[a-h]\b|(?<=sede\s)[a-z]{4,20}))?"
)
_TOWN = re.compile(
    r"\ben\s{1,3}(?:el\s{1,3}municipio\s{1,3}de\s{1,3}|la\s{1,3}ciudad\s{1,3}de\s{1,3})?"
    r"(?P<town>[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{3,20})"
)
# What is still to be held counts nowhere here.
NOT_HELD = re.compile(
    r"\b(?:se\s(?:impartir|realizar|llevar|celebrar|iniciar|ofrecer|desarrollar)an?\b|"
    r"programad[oa]s?\spara|(?:proxim|siguiente)\w*\s(?:trimestre|mes|periodo)|"
    r"no\sse\s(?:impart|realiz|llev|celebr)\w*)"
)
ELSEWHERE = re.compile(
    r"\b(?:no\s(?:se\s|fue\s|esta\s)?(?:contabiliza|cuenta|suma|reporta|considera|computa)\w*|"
    r"(?:reporta|contabiliza|informa|cuenta|registra|suma|computa)(?:n|d[oa]s?|ron)?\s(?:(?:solo\s"
    r"|\w{3,14}mente\s)?(?:en|por)\s|(?:solo|\w{3,14}mente)\s)"
    r"(?:la|el)\s(?:linea|ficha|unidad|direccion|coordinacion|area|subdireccion|apartado|secretari|"
    r"meta)|sin\s(?:que\s(?:\w+\s){0,3}se\s)?(?:sum|contabiliz|cont|cuent|comput|report"
    r"|consider)\w*|"
    r"(?:correspond|pertenec)\w+\sa\s(?:la\s)?(?:linea|meta|unidad|direccion|coordinacion|area)\b)"
)
ANNOUNCED = re.compile(
    r"\bse\s(?:difundi|invit|convoc|public|promocion|gestion|program|cotiz)\w*|(?<!eventos\sde\s)(?<!evento\sde\s)\bdifusion\b|"
    r"\bconvocatoria\b|\binvitacion(?:es)?\b"
)
_TAKEN = re.compile(
    r"\b(?:imparti|conclu|particip|asisti|tom[oa]|curs[oa]r?|capacit|acredit|llev[oa]|realiz"
    r"|celebr|"
    r"desarroll|brind|efectu|recibi)\w*"
)
_LONGEST, _AROUND, _MOST_TIMES = 220, 400, 40


@dataclass(frozen=True)
class CourseMention:
    """A course or event of a text: `text[start:end]` holds its noun and name.

    `kind` is its noun, `name` as written, `words` those of weight, folded and cut to their stems.
    `proper` tells a name from a description. `organiser`, `edition` ("segunda edicion", a town) and
    `days` (the first and last day told of it) are "" and None where the sentence does not say.
    `held` is False for one that is announced, or counted elsewhere by its own words.
    """

    start: int
    end: int
    kind: str
    name: str
    words: tuple[str, ...]
    proper: bool
    organiser: str = ""
    edition: str = ""
    days: tuple[date, date] | None = None
    held: bool = True


def courses_of(text: str, period: Period | None = None) -> tuple[CourseMention, ...]:
    """Return the courses and events that a passage names, in their order."""
    plain = folded(text)
    found = tuple(_mentions(text, plain))
    if not found:
        return ()
    sentences = [(each.start, each.end) for each in sentences_of(text)]
    times: dict[int, list[tuple[date, date]]] = {}
    known = sorted(times_of(text, period), key=lambda each: each.start)
    for each in known:
        times.setdefault(_sentence(sentences, each.start), []).append((each.first, each.last))
    told = [_told(text, plain, each, sentences, times) for each in found]
    return tuple(_own_days(text, told, sentences, known))


def _own_days(
    text: str, found: list[CourseMention], sentences: list[tuple[int, int]], times: list[Time]
) -> Iterator[CourseMention]:
    """Yield courses with the days behind each, where a sentence tells several with their days."""
    for place, group in groupby(found, key=lambda each: _sentence(sentences, each.start)):
        several = list(group)
        ends = [*(each.start for each in several[1:]), sentences[place][1]]
        behind = [
            [(time.first, time.last) for time in times if each.end <= time.start < end]
            for each, end in zip(several, ends, strict=True)
        ]
        if len(several) < 2 or not all(behind):
            opens, closes = sentences[place]
            near = [each for each in times if opens <= each.start < closes][:_MOST_TIMES]
            for each in several:
                beside = days_beside(text, each.start, each.end, near)
                yield replace(each, days=beside) if beside else each
            continue
        for each, days in zip(several, behind, strict=True):
            own = (min(day[0] for day in days), max(day[1] for day in days))
            yield replace(each, days=own)


def named_course(name: str, kind: str = "curso") -> CourseMention | None:
    """Return the course of a name that stands alone, as in a table; None for generic words."""
    words = course_words(name)
    if not words or not re.search(r"[^\W\d]{3}", name):
        return None
    return CourseMention(0, len(name), kind, name.strip(), words, proper=True)


def course_words(name: str) -> tuple[str, ...]:
    """Return the words of weight of a name, folded, without plural endings."""
    words: list[str] = []
    for word in re.findall(r"\w+", _PEOPLE.sub(" ", folded(name))):
        stem = re.sub(r"(?<=[aeiou])s$|(?<=[lrndz])es$", "", word)
        if word not in _JOINS and not _GENERIC.match(word) and stem not in words:
            words.append(stem)
    return tuple(words)


def _mentions(text: str, plain: str) -> Iterator[CourseMention]:
    done = 0
    named = sorted((*_by_noun(text, plain), *_by_verb(text, plain)), key=lambda each: each.start)
    for mention in named:
        if mention.start >= done:
            done = mention.end
            yield mention


def _by_verb(text: str, plain: str) -> Iterator[CourseMention]:
    """Yield what was taken or given without a noun: "cursaron «Cadena de custodia»"."""
    for found in _VERB.finditer(plain):
        quoted = _quoted(text, found.end())
        words = course_words(quoted[0]) if quoted else ()
        if quoted and words:
            yield CourseMention(found.end(), quoted[1], "curso", quoted[0], words, proper=True)
    for listed in _ONLY_COUNTED.finditer(text):
        for each in _ANY_QUOTE.finditer(text, listed.start(), listed.end()):
            if words := course_words(each[1]):
                yield CourseMention(each.start(), each.end(), "curso", each[1], words, proper=True)


def _by_noun(text: str, plain: str) -> Iterator[CourseMention]:
    done = 0
    for found in EVENT_NOUN.finditer(plain):
        if found.start() < done:
            continue
        for mention in _named(text, plain, found):
            done = max(done, mention.end)
            yield mention


def _named(text: str, plain: str, noun: re.Match[str]) -> Iterator[CourseMention]:
    """Yield what a noun names: "los cursos “A”, “B” y “C”" names three."""
    manner = _MANNER.match(plain, noun.end())
    place = manner.end() if manner else noun.end()
    intro = _INTRO.match(plain, place)
    link = _LINK.match(plain, intro.end() if intro else place)
    after = link.end() if link else place
    kind = re.sub(r"(?<=ler)es$|(?<=[oa])s$|(?<=on)es$", "", noun["noun"])
    quoted = _quoted(text, intro.end() if intro else after) or _quoted(text, after)
    shapes = (_BEFORE_COLON, _BEHIND_PLACE, _CALLED_LATER)
    aside = next(filter(None, (shape.match(text, place) for shape in shapes)), None)
    if not quoted and aside:
        quoted = _quoted(text, aside.end())
    if quoted:
        start = noun.start()
        while quoted:
            name, end = quoted
            words = course_words(name)
            if words:
                yield CourseMention(start, end, kind, name, words, proper=True)
            following = _NEXT_QUOTE.match(text, end)
            start = end = following.end() if following else end
            quoted = _quoted(text, end) if following and noun["noun"].endswith("s") else None
        return
    numbered = _NUMBERED.match(plain, noun.end()) if noun["noun"].endswith("s") else None
    if numbered:
        for found in _ANY_QUOTE.finditer(text, numbered.end(), numbered.end() + _LISTED):
            words = course_words(found[1])
            if words:
                yield CourseMention(found.start(), found.end(), kind, found[1], words, proper=True)
        return
    # "Congreso Nacional de …" is an event, "Congreso del Estado" a body.
    titled = text[noun.start()].isupper() and text[after : after + 1].isupper()
    titled = titled and (kind == "encuentro" or not (link and link["link"]))
    if noun["loose"] and not intro and not titled:
        return
    here = intro.end() if intro else after
    capital = here < len(text) and text[here : here + 1].isupper()
    linked = (link["link"] or "") if link else ""
    seen = noun["noun"].startswith(("seminario", "diplomado", "foro", "coloquio", "simposio"))
    if not capital and not intro and not linked and not seen:
        return
    colon = plain[noun.end() : noun.end() + 1] == ":"  # "Curso: Lengua de señas"
    name, end = _run(text, here, free=bool(intro) or colon or not capital)
    words = course_words(name)
    if not words:
        return
    told_of = linked and (
        linked.startswith(("en m", "acerca", "para", "contra"))
        or noun["noun"][-1] == "s"
        or kind == "capacitacion"
    )
    marked = text[noun.start() - 1 : noun.start()] in _CLOSING
    proper = bool(intro) or (capital and len(words) >= 2 and (marked or not told_of))
    yield CourseMention(noun.start(), end, kind, name, words, proper)


def _quoted(text: str, place: int) -> tuple[str, int] | None:
    """Return what stands in quotation marks at a place, and where they close."""
    while place < len(text) and text[place].isspace():
        place += 1
    if text[place : place + 1] not in _CLOSING or place >= len(text):
        return None
    closing = _CLOSING[text[place]]
    ends = [at for sign in closing if (at := text.find(sign, place + 1, place + _LONGEST)) > 0]
    return (text[place + 1 : min(ends)].strip(" .,"), min(ends) + 1) if ends else None


def _run(text: str, place: int, *, free: bool) -> tuple[str, int]:
    """Return a name that no marks enclose: words in capitals, or `free` of case, up to a stop."""
    end = here = place
    count = 0
    while count < 22:
        token = _TOKEN.match(text, here)
        if not token:
            break
        word, small = token[1], folded(token[1])
        if count and EVENT_NOUN.fullmatch(small):
            break  # "el taller Manejo de Extintores y el Diplomado en…": another one
        if _STOP.match(small) and not (small == "el" and count):
            break
        if small in _JOINS:
            here = token.end()
            continue
        if (not free and not word[0].isupper()) or word[0].isdigit():
            break
        if count >= 2 and _HOST.match(small):
            break
        here = end = token.end()
        count += 1
    return text[place:end].strip(), end


def _sentence(sentences: list[tuple[int, int]], place: int) -> int:
    """Return which sentence holds a place."""
    return max(bisect_right(sentences, (place, 1 << 40)) - 1, 0)


def _told(
    text: str,
    plain: str,
    mention: CourseMention,
    sentences: list[tuple[int, int]],
    times: dict[int, list[tuple[date, date]]],
) -> CourseMention:
    """Return a mention with what its sentence says of it."""
    place = _sentence(sentences, mention.start)
    first = max(sentences[place][0], mention.start - _AROUND)
    last = max(min(sentences[place][1], mention.end + _AROUND), mention.end)
    days = times.get(place, [])
    organiser = ""
    found = _ORGANISER.search(plain, mention.end, last)
    if found:
        organiser, _end = _run(text, found.end(), free=False)
        organiser = "" if _PERSON.match(folded(organiser)) else organiser
    around = f"{plain[first : mention.start]} {plain[mention.end : last]}"
    edition = _EDITION.search(around) or _EDITION.search(plain, mention.start, mention.end)
    town = _TOWN.search(text, mention.end, last)
    return replace(
        mention,
        organiser=organiser,
        edition=_spelled(edition) or (folded(town["town"]) if town else ""),
        days=(min(each[0] for each in days), max(each[1] for each in days)) if days else None,
        held=not NOT_HELD.search(plain, first, last)
        and not ELSEWHERE.search(plain, first, last + _AROUND)
        and (not ANNOUNCED.search(plain, first, last) or bool(_TAKEN.search(around))),
    )


def _spelled(found: re.Match[str] | None) -> str:
    if not found or not (found["before"] or found["after"]):
        return ""
    return f"{found['before'] or found['after']} {found['what']}"

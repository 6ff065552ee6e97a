"""Counted things in prose: a number, what it counts, and whether it was done.

"Se impartieron cinco talleres" counts five talleres that were done; "de los 5 talleres programados
se realizaron 3" five planned ones and three of them done; "39 (treinta y nueve) bienes" one number.
Dates, years, articles, oficios, hours and percentages count nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from programs.values.wording.numbers import (
    NumberMention,
    folded,
    number_of,
    numbers_in,
    without,
    words_of,
)
from programs.values.wording.percents import percents_of
from programs.values.wording.sentences import Span, sentences_of


class Told(StrEnum):
    """What a text tells of a counted thing."""

    DONE = "done"
    RECEIVED = "received"
    PLANNED = "planned"
    LEFT = "left"  # not done, or not done yet
    BEFORE = "before"  # of another time


@dataclass(frozen=True)
class Counted:
    """A counted thing of a text: `text[start:end]` is its number.

    `noun` are the words that follow it, in small letters without accents; `own` those that are
    really there, where the noun is understood from an earlier count ("y dos más en abril"). `part`
    tells that it is a part of a total told before ("de las cuales 5 fueron respondidas"), `base`
    that another number is counted out of it ("53 de 92"), `article` that it is no more than "un" or
    "una", `elided` that its noun is understood. `tail` are the words up to the next sign or number.
    `year` is that of its sentence, where it names one alone.
    """

    value: Decimal
    noun: str
    own: str
    start: int
    end: int
    sentence: Span
    told: Told
    part: bool = False
    base: bool = False
    article: bool = False
    elided: bool = False
    tail: str = ""
    year: int | None = None


_MONTH = (
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
)
_NUM = (
    r"(?:(?:[12]?\d|3[01]|0\d)\b|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|"
    r"doce|quince|veinte)"
)
# What holds numbers and counts nothing. Each alternative is bounded.
_NO_COUNT = re.compile(
    # Within a word nothing of it begins.
    r"\b(?=\w)(?:"
    rf"{_NUM}(?:\s*(?:,|y|e|al?|o)\s*{_NUM}){{0,8}}\s+del?\s+(?:mes\s+de\s+)?{_MONTH}(?:\s+del?\s+(?:ano\s+)?\d{{4}})?|"
    rf"{_MONTH}\s+(?:del?\s+)?\d{{4}}\b|"
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|"
    r"(?:19|20)\d{2}\b(?!,\d)(?:\s*[-–/]\s*(?:19|20)\d{2}\b)?|"
    r"(?:articulos?|arts?\.?|fraccion(?:es)?|numeral(?:es)?|incisos?|anexos?|capitulos?|titulos?|"
    r"folios?|expedientes?\s+(?:no\.?|num\.?|numero)|nos?\.|nums?\.|numeros?|imagen(?:es)?|"
    r"fotografias?|tablas?|graficas?|figuras?|paginas?|objetivos?|ejes?|prioridad(?:es)?|"
    r"sistemas?|fase|etapa|nivel|version|ley|oficios?\s+(?:no|num|numero)\.?|(?:lineas?\s+de\s+)?accion|"
    r"linea|piso|sala|modulo|grupo|partida|inciso|nom|iso)\s+(?:de\s+accion\s+)?\d+[\w.\-/]*"
    r"(?:\s*(?:,|y|e|al?|de)\s*\d+[\w.\-/]*){0,20}|"
    r"\d[\d,.]{0,18}\s+(?:pesos|mdp|m\.n\.)|"
    r"\d{1,2}:\d{2}(?:\s*(?:hrs?|horas))?|"
    r"(?:de|entre)\s+(?:las\s+)?\d{1,2}\s+(?:a|y)\s+(?:las\s+)?\d{1,2}\s+(?:hrs?|horas)\b|"
    rf"entre\s+{_NUM}\s+y\s+{_NUM}\b|del\s+{_NUM}\s+al\s+{_NUM}\b|de\s+{_NUM}\s+a\s+{_NUM}\b|"
    r"un(?=\s+(?:gran\s+)?(?:total|acumulado)\b)|"
    r"\d{1,9}(?:\.\d{1,9})?\s{0,2}(?:%|por\s?ciento)|al\s+cien\b|"
    r"un[oa]\s+de\s+(?:l[oa]s|est[oa]s|dich[oa]s|es[oa]s)\b|un[oa]\s+a\s+un[oa]\b|"
    r"un[oa]\s+(?:(?:por|en|para|a|de)\s+)?cada\b|"
    r"un[oa]\s+(?:por|al?)\s+(?:mes|trimestre|semana|dia|ano)\b|"
    r"(?:cada|alg|ning)\s*un[oa]s?\b|(?:una|la\s+una)\s+vez\b|a\s+una\b|"
    r"\d+(?:\s?(?:er|ra|ro|do|da|to|ta|mo|ma|vo|va)|no|na)\b|\d+[°ºª])|"
    r"[$]\s?\d[\d,.]{0,18}"
)
_AN = re.compile(r"\bun\s{1,2}(?=\0)")  # "un treinta y ocho por ciento": no one of anything
_BRACKETS = re.compile(r"\(([^()]{1,80})\)")
_NAMED_SYSTEM = re.compile(
    r"\b(?:[A-ZÁÉÍÓÚÑ]{2,}[\w\-]{0,20}\s+(?=\d{1,2}\.\d)|[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,20}\s+(?=\d{1,2}\.0\b))"
    r"(\d{1,2}\.\d{1,2})\b(?!\s{0,2}(?:%|por))"
)
_POINT = re.compile(r"\d\.\d")
_SAME = re.compile(r"\b(?:igual|mismo|identico)\s+(?:numero|cantidad)\s+de\s+")
# "un convenio con la Universidad, otro con el Instituto"
_OTHER = re.compile(
    r"(?:[,;]|\b[ye])\s+(otr[oa])\s+"
    r"(?:(?:con|en|del?|al?|para|sobre|mas|por)\b|(?:extra)?ordinari|virtual|presencial|solemne)"
)
_GROUPS = {"docena": 12, "decena": 10, "par": 2, "quincena": 15, "veintena": 20, "centenar": 100}
_GROUP = re.compile(rf"\b(?:un|una|media)\s+({'|'.join(_GROUPS)})\s+de\s+")
# How far the words of a noun are read, and what ends them.
_NOUN_WORDS = 8
_NOUN_END = re.compile(
    r"[,.;:()\"“”«»\n\0]|\s(?:que|cuy[oa]s?|quien(?:es)?|asi|donde|mediante|se|fue(?:ron)?|"
    r"estan?|han?|[ye])(?=\s|$)|\d"
)
_PRENOUN = re.compile(
    r"(?:(?:nuev[oa]s?|divers[oa]s|diferentes|distint[oa]s|importantes|primer[oa]?s?|ultim[oa]s|"
    r"siguientes?|proxim[oa]s|grandes|gran|respectiv[oa]s|correspondientes|mencionad[oa]s|citad[oa]s|"
    r"referid[oa]s|adicionales|otr[oa]s?|sol[oa]|unic[oa]s?|valios[oa]s|principales)\s+|mas\s+)+"
)
# A number without its noun: what follows tells of it, or says how it is.
# Participles that are nouns of their own.
_NOUNS_LIKE_PARTICIPLES = (
    r"(?:diplomad|emplead|medid|llamad|jornad|mercad|resultad|abogad|juzgad|asociad|licenciad|entrad|"
    r"salid|comid|partid|brigad|jurad|delegad|diputad|invitad|egresad|encargad|becad|graduad|capacitad|"
    r"mandad|interesad|estad|grad|lad|sold|cuidad|tratad|comunicad|certificad|postulad|afiliad)"
)
_NO_NOUN = re.compile(
    rf"\W*$|\s+(?!{_NOUNS_LIKE_PARTICIPLES})\w{{3,}}[ai]d[oa]s?\b|\s+\w{{3,}}(?:aron|ieron|aban|ian)\b|"
    r"\s*[,.;:)]|\s+(?:restantes?|faltantes?|mas|menos|de|del|en|al?|por|para|con|sin|sobre|ante|como|acerca|respecto|durante|mediante|hacia|desde|entre|dentro|bajo|contra|tras|referentes?|relativ[oa]s?|tanto|y|e|o|que|no|ya|aun|"
    r"todavia|solo|correspond\w*|fue(?:ron)?|son|es|era\w*|estan?|esta\w*|se|han?|pertenec\w*|"
    r"representa\w*|a\s+la|quedar?o?n?|resulta\w*|siguen?|continua\w*|"
    r"contest\w+ad[oa]s?|(?:respond|atend|conclu|concluid|aprobad|public|public\w+|suscrit|firmad|"
    r"entregad|realizad|impartid|cumplid|pendiente)\w*|ordinari[oa]s?|extraordinari[oa]s?|solemnes?|"
    r"virtual(?:es)?|presencial(?:es)?|hibrid[oa]s?|intern[oa]s?|extern[oa]s?|estatal(?:es)?|"
    r"municipal(?:es)?|federal(?:es)?|preventiv[oa]s?|correctiv[oa]s?|nacional(?:es)?|adicional(?:es)?)"
    r"(?:\W|$)"
)
# No plural ends so: "180 cursan el turno matutino y 120 el vespertino".
_VERB_NEXT = re.compile(r"\s+(?:\w{3,}[ae]n|(?P<article>el|la|los|las))(?!\w)")
_OF_THEM = re.compile(r"\s+de\s+(?:ell[oa]s|est[oa]s|es[oa]s|l[oa]s\s+(?:cuales|mism[oa]s))\b")
_PART = re.compile(
    r"\b(?:de\s+(?:l[oa]s\s+(?:cuales|que)|est[oa]s|ell[oa]s|dich[oa]s|es[oa]s)|"
    r"entre\s+(?:ell[oa]s|l[oa]s\s+cuales)|cuales)\b"
)
_TAIL_END = re.compile(r"[,.;:()\n\0]")
_BEFORE_COLON = re.compile(
    r"\b(?:total(?:\s+de)?|numero\s+de|cantidad\s+de)\s+([a-z\u00f1]+(?:\s+[a-z\u00f1]+){0,6})\s*:\s*$"
)
# "Las inspecciones sumaron 36"
_BEFORE_VERB = re.compile(
    r"\b(?:l[oa]s|dich[oa]s|est[oa]s)\s+([a-z\u00f1]+(?:\s+[a-z\u00f1]+){0,4}?)\s+(?:sum(?:an|aron)|fueron|son|"
    r"totaliz(?:an|aron)|ascend(?:ieron)\s+a|llegaron\s+a|alcanzaron)\s+(?:un\s+total\s+de\s+)?$"
)
_OUT_OF = re.compile(r"\s+de\s+(?:l[oa]s\s+|un\s+total\s+de\s+|est[oa]s\s+|dich[oa]s\s+)?")
_TOTAL_TOLD = re.compile(r"[:(]")
_BASE = re.compile(r"\bdel?\s+(?:l[oa]s|un\s+total\s+de|total\s+de|un\s+universo\s+de)?\s*$")
# "para un acumulado de 75": the sum, not what another number is counted out of.
_NO_BASE = re.compile(r"\b(?:acumulado|suma|(?:para|con|dando|hacen?)\s+un\s+total)\s+de\s*$")
_YEAR = re.compile(r"\b(20\d{2})\b")

_DONE = re.compile(
    r"\b(?:se\s+(?:le\s+|les\s+|nos\s+)?(?!qued|program|plane|prev)\w+(?:o|aron|ieron|eron|jo)|(?:se\s+)?(?:ha|han|haber|haberse)\s+\w+[dt]o|"
    r"fue(?:ron)?\s+\w+[dt][oa]s?|"
    r"(?!ultimos|proximos|mismos|minimos|maximos|optimos|legitimos|ramos|tramos|reclamos|prestamos|"
    r"extremos|organismos|mecanismos)\w{3,}[ai]mos|(?!qued|falt|rest|program|plane)\w+(?:aron|ieron|yeron)|(?:realiz|imparti|llev|emiti|celebr|elabor|atendi|"
    r"efectu|brind|otorg|capacit|asesor|public|suscribi|firm|concluy|coordin|integr|desarroll|"
    r"expidi|entreg|envi|remiti|particip|gestion|actualiz|revis|aprob|instal|organiz|dio)o?|"
    r"realizad[oa]s?|ejecutad[oa]s?|atendid[oa]s?|impartid[oa]s?|concluid[oa]s?|efectuad[oa]s?|"
    r"celebrad[oa]s?|elaborad[oa]s?|emitid[oa]s?|cuenta\s+con|contando\s+con|suman?|total\s+de|"
    r"respondid[oa]s?|contestad[oa]s?|acumulan?|llevan?|aprobad[oa]s?|entregad[oa]s?)\b"
)
_RECEIVED = re.compile(
    r"\b(?:se\s+)?(?:recibi|ingres|recepcion)\w*|\bse\s+(?:presentaron|registraron)\b|\brecibid[oa]s?\b"
)
_PLANNED = re.compile(
    r"\b(?:program|calendariz|previst|planead|planear|contempl|compromet|proyectad|meta\s+"
    r"(?:anual\s+)?(?:de|es|del)|(?<!efectos\sde\sla\s)(?<!para\sla\s)metas?\b|se\s+preven?\b|se\s+espera|pretend|agendad|"
    r"se\s+(?!encuentra|muestra|demuestra|integra|registra|administra|suministra|concentra|logra|"
    r"celebra|genera|elabora|considera|incorpora|mejora|opera|colabora|espera|compra)\w{3,}ran?\b)\w*"
)
_LEFT = re.compile(
    r"\b(?:pendient|falt|restan|continuan?(?!\w)|sigue|en\s+(?:tramite|proceso|investigacion|curso|analisis|revision|estudio)|por\s+(?:realizar|atender|concluir|impartir|entregar|"
    r"publicar)|cancel|suspend|difiri|pospu|reprogram)\w*|"
    r"\b(?:no|sin|tampoco)\s+(?:se\s+)?(?:\w+\s+)?(?:realiz|llev|imparti|atendi|celebr|pudo|pudieron|logr|conclu)\w*"
)
_BEFORE = re.compile(
    r"\b(?:(?:trimestre|ano|ejercicio|periodo|semestre)s?\s+(?:anterior|pasado|previo|inmediato)|"
    r"anteriormente|(?:primer|segundo|tercer)\s+trimestre\s+se\s+(?:habia|reporto))\w*"
)
# "Con los del trimestre previo van cinco": what is summed up is of now.
_SUMS = re.compile(
    r"\b(?:van|llevamos|suman?|sumamos|reunen?|acumulan?|completan?|son\s+ya|ya\s+son|se\s+llega\s+a"
    r"|(?:dan|hacen)\s+(?:un\s+)?total\s+de)\s+(?:ya\s+)?$"
)
_CUES = (
    (Told.LEFT, _LEFT),
    (Told.BEFORE, _BEFORE),
    (Told.PLANNED, _PLANNED),
    (Told.RECEIVED, _RECEIVED),
    (Told.DONE, _DONE),
)
_AS_BEFORE = Decimal(-1)
_AFTER_NOUN = 60  # signs after a number where its own words tell what became of it


@lru_cache(maxsize=4096)
def counted_of(text: str) -> tuple[Counted, ...]:
    """Return the counted things of a text in their order."""
    plain = folded(text)
    spans = [found.span() for found in _NO_COUNT.finditer(plain)]
    bare = without(plain, [*spans, *((each.start, each.end) for each in percents_of(text))])
    if "\0" in bare:
        bare = _AN.sub(lambda found: "\0" * len(found.group()), bare)
    # "SISAI 2.0", "CFDI 4": the name of a system; capitals are lost in `plain`.
    if _POINT.search(text):
        bare = without(bare, [found.span(1) for found in _NAMED_SYSTEM.finditer(text)])
    bare = _brackets_out(bare)
    numbers = _numbers(bare, words_of(plain))
    found: list[Counted] = []
    place = 0
    for sentence in sentences_of(text):
        own: list[NumberMention] = []
        while place < len(numbers) and numbers[place].start < sentence.end:
            own.append(numbers[place])
            place += 1
        if own:
            found.extend(_of_sentence(plain, bare, sentence, own, found[-1:]))
    return tuple(found)


def _brackets_out(bare: str) -> str:
    """Blot out with blanks what repeats a number or explains a name: the noun follows after it."""
    return _BRACKETS.sub(_without_bracket, bare)


def _without_bracket(found: re.Match[str]) -> str:
    inside = found[1].strip()
    short = len(inside) <= 14 and not re.search(r"\s", inside)
    return " " * len(found.group()) if short or number_of(inside) is not None else found.group()


def _numbers(bare: str, words: frozenset[str]) -> list[NumberMention]:
    """Return the numbers of a text, groups and "igual número de" among them, in their order.

    `words` are those of the text, by which each kind is looked for or not.
    """
    found: list[NumberMention] = []
    every = list(numbers_in(bare))
    if not words.isdisjoint(_GROUPS):
        every.extend(_grouped(bare))
    if not words.isdisjoint(("otro", "otra")):
        every.extend(
            NumberMention(Decimal(1), one.start(1), one.end(1)) for one in _OTHER.finditer(bare)
        )
    if not words.isdisjoint(("numero", "cantidad")):
        every.extend(
            NumberMention(_AS_BEFORE, same.start(), same.end() - 1) for same in _SAME.finditer(bare)
        )
    for each in sorted(every, key=lambda each: (each.start, -each.end)):
        if found and each.start < found[-1].end:
            continue
        if each.value == _AS_BEFORE:
            if not found:
                continue
            each = NumberMention(found[-1].value, each.start, each.end)
        found.append(each)
    return found


def _grouped(bare: str) -> Iterator[NumberMention]:
    for found in _GROUP.finditer(bare):
        half = Decimal("0.5") if found.group().startswith("media") else Decimal(1)
        # It ends after "de": the noun is what follows.
        yield NumberMention(_GROUPS[found[1]] * half, found.start(), found.end() - 1)


def _of_sentence(
    plain: str,
    bare: str,
    sentence: Span,
    numbers: list[NumberMention],
    before: list[Counted],
) -> Iterator[Counted]:
    """Yield the counts of one sentence; one without a noun takes that of the count before."""
    told_of = _TOTAL_TOLD.search(bare, numbers[0].end, sentence.end)
    parts_from = _PART.search(bare, sentence.start, sentence.end) or told_of
    years = {int(year) for year in _YEAR.findall(plain, sentence.start, sentence.end)}
    # A total of the sentence before has its parts here only where they say so.
    goes_on = before and (parts_from or plain[before[0].sentence.end - 1] == ";")
    kept = before[0].noun if goes_on else ""
    told: Told = Told.DONE
    last = sentence.start
    for place, mention in enumerate(numbers):
        limit = numbers[place + 1].start if place + 1 < len(numbers) else sentence.end
        own = _noun(bare, mention.end, limit)
        elided = not own or bool(_NO_NOUN.match(bare, mention.end, sentence.end))
        if mention.value > 1 and (verb := _VERB_NEXT.match(bare, mention.end)):
            elided = elided or bool(place) or verb["article"] is None
        out_of = _OUT_OF.match(bare, mention.end, limit)
        following = place + 1 < len(numbers)  # "3 de (3)" ends in no number: brackets are out
        if following and out_of and out_of.end() == limit:  # "3 de los 5 talleres"
            own = _noun(bare, numbers[place + 1].end, sentence.end)
            elided = not own
        if elided and not kept:
            kept = _noun_before_colon(bare, last, mention.start)
        noun = own if not elided else f"{_head(kept)} {own}".strip() if own else kept
        told = _told(bare, Span(last, limit), mention, told if place else None, elided=elided)
        after_total = bool(parts_from and mention.start > parts_from.start())
        article = bare[mention.start : mention.end] in ("un", "una", "uno", "otro", "otra")
        yield Counted(
            mention.value,
            noun,
            own,
            mention.start,
            mention.end,
            sentence,
            told,
            part=(after_total and (elided or _head(own) == _head(kept)))
            or bool(place and _OF_THEM.match(bare, mention.end, limit)),
            base=place > 0
            and bool(_BASE.search(plain[last : mention.start]))
            and not _NO_BASE.search(plain[last : mention.start]),
            article=article,
            elided=elided,
            tail=_TAIL_END.split(bare[mention.end : min(limit, mention.end + 80)], maxsplit=1)[0],
            year=min(years) if len(years) == 1 else None,
        )
        if not elided and not (article and kept) and not after_total:
            kept = own
        last = mention.end


def _noun_before_colon(bare: str, start: int, end: int) -> str:
    """Return the noun of "Total de capacitaciones impartidas: 9", "" for no such words."""
    found = _BEFORE_COLON.search(bare, max(start, end - 90), end) or _BEFORE_VERB.search(
        bare, max(start, end - 90), end
    )
    return found[1].strip() if found else ""


def _head(noun: str) -> str:
    return noun.partition(" ")[0]


def _noun(bare: str, start: int, limit: int) -> str:
    """Return the words of the noun that begins there, without what only points at it."""
    pointed = _PRENOUN.match(bare, start + 1) if bare[start : start + 1].isspace() else None
    start = pointed.end() if pointed else start
    end = _NOUN_END.search(bare, start, limit)
    words = bare[start : end.start() if end else limit].split()
    return " ".join(words[:_NOUN_WORDS])


def _told(
    bare: str, around: Span, mention: NumberMention, earlier: Told | None, *, elided: bool
) -> Told:
    """Return what is told of a count: by the words before it, after it, or of the count before."""
    before = bare[around.start : mention.start]
    after = bare[mention.end : min(around.end, mention.end + _AFTER_NOUN)]
    follows = _first_cue(re.split(r"[,;]\s", after, maxsplit=1)[0])
    if elided and follows:
        return follows
    if _SUMS.search(before[-40:]):
        return Told.DONE
    precedes = Told.BEFORE if _BEFORE.search(before) else _last_cue(before)
    out_of = _BASE.search(before)
    if out_of and follows is Told.RECEIVED:
        return follows
    if follows in (Told.PLANNED, Told.LEFT, Told.BEFORE) and (out_of or precedes is not Told.DONE):
        return follows
    if follows is Told.LEFT and earlier is not None:
        return follows
    return precedes or earlier or follows or Told.DONE


def _last_cue(words: str) -> Told | None:
    ends = [
        (found.end(), -place, told)
        for place, (told, shape) in enumerate(_CUES)
        if told is not Told.BEFORE  # looked for already
        for found in shape.finditer(words)
    ]
    return max(ends)[2] if ends else None


def _first_cue(words: str) -> Told | None:
    starts = [
        (found.start(), place, told)
        for place, (told, shape) in enumerate(_CUES)
        for found in (shape.search(words),)
        if found
    ]
    return min(starts)[2] if starts else None

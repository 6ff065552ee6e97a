"""Counted things in prose: a number, what it counts, and whether it was done.

"Se impartieron cinco talleres" counts five talleres that were done; "de los 5 talleres programados
se realizaron 3" five planned ones and three of them done; "39 (treinta y nueve) bienes" one number.
Dates, years, articles, oficios, hours and percentages count nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from programs.values.wording.groups import GROUPS, groups_in
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
from programs.values.wording.session_papers import ACTAS, actas_listed
from programs.values.wording.spans_told import tells_when
from programs.values.wording.told import BASE, Told, told_of


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
# How what holds numbers and counts nothing may begin: all other words are left at once.
_NO_COUNT_OPENS = (
    r"(?=\d|a(?:br|cc|go|l(?:g|\s+c)|ne|rt|\s+una)|c(?:ad|ap|in|ua)"
    r"|d(?:ic|ie|ia|is|oc|os|el?\s+(?:\d|las|[cdnoqstuv]))|e(?:je|ne|nt|n\s+los|ta|xp)"
    r"|f(?:as|eb|ig|ol|ot|ra)|gr[au]|i(?:ma|nc|so)|ju[ln]|l(?:a\s+una|ey|in|ot)|m(?:an|ar|ay|od)"
    r"|n(?:in|iv|o[.msv]|u[em])|o(?:bj|ch|ct|fi|nc)|p(?:ag|art|is|la|r[ei])|qui|rut"
    r"|s(?:al|ec|ei|ep|et|ie|is)|t(?:ab|el|it|re)|un|ve[ir]|zon)"
)
# What holds numbers and counts nothing. Each alternative is bounded.
_NO_COUNT = re.compile(
    rf"\b{_NO_COUNT_OPENS}(?:"
    # "las tres de enero a marzo" are no day
    rf"(?<!\blas\s){_NUM}(?:\s*(?:,\s*|[ye]\s+(?:el\s+)?|(?:al?|o)\s*){_NUM}){{0,8}}\s+del?\s+(?:mes\s+de\s+)?{_MONTH}(?:\s+del?\s+(?:ano\s+)?\d{{4}})?|"
    # "una en agosto, el 29, y tres en septiembre"
    rf"{_MONTH},\s+(?:el|los)\s+(?:dias?\s+)?{_NUM}(?:\s*(?:,|y|e|al?)\s*(?:el\s+)?{_NUM}){{0,8}}"
    r"(?=\s{0,2}[,.;:)])|"
    rf"{_MONTH}\s+(?:del?\s+)?\d{{4}}\b|"
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|"
    r"(?:19|20)\d{2}\b(?!,\d)(?:\s*[-–/]\s*(?:19|20)\d{2}\b)?|"
    r"(?!(?:sala|modulo|piso|grupo)\s\d[\d,]*\s(?:personas|usuari|ciudadan))"
    r"(?:articulos?|arts?\.?|fraccion(?:es)?|numeral(?:es)?|incisos?|anexos?|capitulos?|titulos?|"
    r"folios?|expedientes?\s+(?:no\.?|num\.?|numero)|nos?\.|nums?\.|numeros?|imagen(?:es)?|"
    r"fotografias?|tablas?|graficas?|figuras?|paginas?|objetivos?|ejes?|prioridad(?:es)?|"
    r"sistemas?|fase|etapa|nivel|version|ley|oficios?\s+(?:no|num|numero)\.?|(?:lineas?\s+de\s+)?accion|"
    r"linea|piso|sala|modulo|grupo|partida|inciso|nom|iso"
    # "Plática en la secundaria 4"
    r"|(?:tele)?secundaria|primaria|preparatoria|plantel|zona|distrito|sector|ruta|manzana|lote)\s+(?:de\s+accion\s+)?\d+[\w.\-/]*"
    r"(?:\s*(?:,|y|e|al?|de)\s*\d+[\w.\-/]*){0,20}|"
    r"\d[\d,.]{0,18}\s+(?:pesos|mdp|m\.n\.)|"
    r"\d{1,2}:\d{2}(?:\s*(?:hrs?|horas))?|"
    r"(?:de|entre)\s+(?:las\s+)?\d{1,2}\s+(?:a|y)\s+(?:las\s+)?\d{1,2}\s+(?:hrs?|horas)\b|"
    rf"entre\s+{_NUM}\s+y\s+{_NUM}\b|del\s+{_NUM}\s+al\s+{_NUM}\b|de\s+{_NUM}\s+a\s+{_NUM}\b|"
    r"un(?=\s+(?:gran\s+)?(?:total|acumulado)\b)|"
    r"\d{1,9}(?:\.\d{1,9})?\s{0,2}(?:%|por\s?ciento)|al\s+cien\b|"
    r"un[oa]\s+de\s+(?:l[oa]s|est[oa]s|dich[oa]s|es[oa]s)\b|un[oa]\s+a\s+un[oa]\b|"
    r"un[oa]\s+(?:(?:por|en|para|a|de)\s+)?cada\b|"
    r"un[oa]\s+(?:y\s+)?sol[oa]\s+de\s+(?:l[oa]s|est[oa]s|es[oa]s)\b|"
    r"un[oa]\s+(?:por|al?)\s+(?:mes|trimestre|semana|dia|ano)\b|"
    rf"{_NUM}\s+de\s+cada\s+{_NUM}\b|"
    rf"dias?\s+{_NUM}(?:\s*(?:,|y|e|al?)\s*{_NUM}){{0,8}}"
    r"(?=\s{0,2}(?:[.,;:)]|del?\s+(?:mismo|propio|presente|citado|referido|siguiente|mes)\b))|"
    rf"{_NUM}\s+de\s+(?:es[ea]|este|dicho|aquel)\s+(?:mismo\s+)?mes\b|"
    # "doscientos diez en los tres anteriores": trimestres
    rf"en\s+los\s+{_NUM}\s+(?:anteriores|previos|primeros)\b|"
    # "cuatro más de las programadas", "dos visitas menos que en 2023": a difference
    rf"(?:{_NUM}|\d{{2,5}})\s+(?:[a-z]{{4,}}\s+)?(?:mas|menos)\s+(?:de\s+l[oa]s?|que)\s|"
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
# "Valle Quieto, Tres Cruces y Once Pueblos": the numbers of names count nothing.
_PLACE_HINT = re.compile(r"(?:Dos|Tres|Cuatro|Cinco|Seis|Siete|Ocho|Nueve|Diez|Once|Doce)\s[A-Z]")
_NAMED_PLACE = re.compile(
    r"(?:,|\b[ye]|\ben|(?<!total )\bde|\ba)\s(?P<number>Dos|Tres|Cuatro|Cinco|Seis|Siete|Ocho|Nueve"
    r"|Diez|Once|Doce)\s(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ])"
)
_POINT = re.compile(r"\.\d")
_SAME = re.compile(r"\b(?:igual|mismo|identico)\s+(?:numero|cantidad)\s+de\s+")
# "un convenio con la Universidad, otro con el Instituto"
_OTHER = re.compile(
    r"(?:[,;]|\b[ye])\s+(?:el\s+\0+,?\s+)?(otr[oa])\s+"
    r"(?:(?:con|en|del?|al?|para|sobre|mas|por)\b|(?:extra)?ordinari|virtual|presencial|solemne)"
)
_ALONE, _COLON = re.compile(r"\s{0,2}(?:[.;]|$)"), re.compile(r":\s{0,2}$")
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
    r"recorrid|traslad|poblad|soldad|listad|ganad|pedid|calzad|tejad|salid|comid|partid|brigad|jurad|delegad|diputad|invitad|egresad|encargad|becad|graduad|capacitad|"
    r"mandad|interesad|estad|grad|lad|sold|cuidad|tratad|comunicad|certificad|postulad|afiliad)"
)
_NO_NOUN = re.compile(
    rf"\W*$|\s+(?!{_NOUNS_LIKE_PARTICIPLES})\w{{3,}}[ai]d[oa]s?\b|\s+\w{{3,}}(?:aron|ieron|aban|ian)\b|"
    r"\s+(?:resuelt|devuelt|absuelt|disuelt|abiert|pospuest|transcrit)[oa]s?\b|"
    r"\s*[,.;:)]|\s+(?:restantes?|faltantes?|mas|menos|de|del|en|al?|por|para|con|sin|sobre|ante|como|acerca|respecto|durante|mediante|hacia|desde|entre|dentro|bajo|contra|tras|referentes?|relativ[oa]s?|tanto|y|e|o|que|no|ya|aun|"
    r"todavia|solo|correspond\w*|fue(?:ron)?|son|es|eran?|esta(?:n|ban?|ran?|rian?)?|se|han?|pertenec\w*|"
    r"representa(?:n|ron|ban?|ran?)?|a\s+la|quedar?o?n?|resulta\w*|siguen?|continua\w*|"
    r"contest\w+ad[oa]s?|(?:respond|atend|conclu(?!sion)|aprobad|public(?!acion)|suscrit|firmad|"
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
    r"entre\s+(?:ell[oa]s|l[oa]s\s+cuales)"
    # "500 kilómetros, los cuales se suman a los 400 del primer trimestre": no part of them
    r"|cuales(?!,?\s(?:ya\s)?(?:se\s)?(?:sum|agreg|adicion|anad|acumul|un)\w{0,8}\s(?:con|al?)\b))\b"
)
_TAIL_END = re.compile(r"[,.;:()\n\0]")
_BEFORE_COLON = re.compile(
    r"\b(?:total(?:\s+de)?|numero\s+de|cantidad\s+de)\s+([a-z\u00f1]+(?:\s+[a-z\u00f1]+){0,6})\s*:\s*$"
)
# "Auditorías de desempeño concluidas: doce"
_LABEL = re.compile(r"\W{0,4}([a-z\u00f1]{4,}s(?:\s+[a-z\u00f1]+){0,6})\s?:\s{0,3}")
# "Las inspecciones sumaron 36"
_BEFORE_VERB = re.compile(
    r"\b(?:l[oa]s|dich[oa]s|est[oa]s)\s+([a-z\u00f1]+(?:\s+[a-z\u00f1]+){0,4}?)\s+(?:sum(?:an|aron)|fueron|son|"
    r"totaliz(?:an|aron)|ascend(?:ieron)\s+a|llegaron\s+a|alcanzaron)\s+(?:un\s+total\s+de\s+)?$"
)
_OUT_OF = re.compile(r"\s+de\s+(?:l[oa]s\s+|sus\s+|un\s+total\s+de\s+|est[oa]s\s+|dich[oa]s\s+)?")
_TOTAL_TOLD = re.compile(r"[:(]")
# "para un acumulado de 75": the sum, not what another number is counted out of.
_NO_BASE = re.compile(
    r"\b(?:acumulado|suma|es|fue|(?:para|con|por|dan?|dando|hac(?:en?|iendo)|suman?|sumando"
    r"|resultan?|acumulan?|llega(?:n|r|ndo|mos)?\s+a)\s+un\s+total"
    # "con una concurrencia de 430 personas"
    r"|(?:concurrencia|asistencia|participacion|afluencia|presencia|aforo|publico|duracion"
    r"|superficie|extension)(?:\s+\w+)?"
    r"|ademas|aparte|aunad[oa]s?\s+a\s+un\s+total|seguid[oa]s?|acompanad[oa]s?)\s+de\s*$"
)
_YEAR = re.compile(r"\b(20\d{2})\b")

_AS_BEFORE, _DIGIT = Decimal(-1), re.compile(r"\d")
# What counts something without any number.
_ALSO = frozenset((*GROUPS, *ACTAS, "otro", "otra"))
# Words that tell one thing, and are no number of it; the last of an acta in a list.
_ARTICLES = frozenset(("un", "una", "uno", "otro", "otra", "el", "la", "de", "del"))


@lru_cache(maxsize=4096)
def counted_of(text: str) -> tuple[Counted, ...]:
    """Return the counted things of a text in their order."""
    plain = folded(text)
    if not (_DIGIT.search(plain) or numbers_in(plain) or not words_of(plain).isdisjoint(_ALSO)):
        return ()  # as most headings and many paragraphs
    spans = [found.span() for found in _NO_COUNT.finditer(plain)]
    bare = without(plain, [*spans, *((each.start, each.end) for each in percents_of(text))])
    if "\0" in bare:
        bare = _AN.sub(lambda found: "\0" * len(found.group()), bare)
    # "SISAI 2.0", "CFDI 4": the name of a system; capitals are lost in `plain`.
    if _PLACE_HINT.search(text):
        bare = without(bare, [found.span(1) for found in _NAMED_PLACE.finditer(text)])
    if _POINT.search(text):
        bare = without(bare, [found.span(1) for found in _NAMED_SYSTEM.finditer(text)])
    bare = _brackets_out(bare)
    numbers = _numbers(bare, plain)
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
    return _BRACKETS.sub(_without_bracket, bare) if "(" in bare else bare


def _without_bracket(found: re.Match[str]) -> str:
    inside = found[1].strip()
    short = len(inside) <= 14 and not re.search(r"\s", inside)
    return " " * len(found.group()) if short or number_of(inside) is not None else found.group()


def _numbers(bare: str, plain: str) -> list[NumberMention]:
    """Return the numbers of a text, groups and "igual número de" among them, in their order.

    `plain` is all of it, by whose words each kind is looked for or not.
    """
    words = words_of(plain)
    found: list[NumberMention] = []
    every = list(numbers_in(bare))
    if not words.isdisjoint(GROUPS):
        every.extend(groups_in(bare))
    if not words.isdisjoint(("otro", "otra")):
        every.extend(
            NumberMention(Decimal(1), one.start(1), one.end(1)) for one in _OTHER.finditer(bare)
        )
    if not words.isdisjoint(ACTAS):
        every.extend(actas_listed(plain))
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


def _of_sentence(
    plain: str,
    bare: str,
    sentence: Span,
    numbers: list[NumberMention],
    before: list[Counted],
) -> Iterator[Counted]:
    """Yield the counts of one sentence; one without a noun takes that of the count before."""
    announced = _TOTAL_TOLD.search(bare, numbers[0].end, sentence.end)
    parts_from = _PART.search(bare, sentence.start, sentence.end) or announced
    parts_end = sentence.end
    if parts_from and bare.startswith("(", parts_from.start()):
        # "Dos ordinarias (24 de julio y 25 de septiembre) y una extraordinaria"
        inside = bare.find(")", parts_from.start(), sentence.end)
        parts_end = inside if inside > 0 else sentence.end
    years = {int(year) for year in _YEAR.findall(plain, sentence.start, sentence.end)}
    # A total of the sentence before has its parts here only where they say so.
    goes_on = before and (parts_from or plain[before[0].sentence.end - 1] == ";")
    kept = before[0].noun if goes_on else ""
    told: Told = Told.DONE
    last = sentence.start
    earlier: set[Decimal] = set()
    factor = False
    for place, mention in enumerate(numbers):
        divided, factor = factor, False
        value = mention.value
        if place + 1 < len(numbers) and _is_each_of(plain, mention, numbers[place + 1]):
            value, factor = value * numbers[place + 1].value, True
        limit = numbers[place + 1].start if place + 1 < len(numbers) else sentence.end
        own = _noun(bare, mention.end, limit)
        elided = not own or bool(_NO_NOUN.match(bare, mention.end, sentence.end))
        if mention.value > 1 and (verb := _VERB_NEXT.match(bare, mention.end)):
            elided = elided or bool(place) or verb["article"] is None
        out_of = _OUT_OF.match(bare, mention.end, limit)
        following = place + 1 < len(numbers)  # "3 de (3)" ends in no number: brackets are out
        if following and out_of and out_of.end() == limit:  # "3 de los 5 talleres"
            end = numbers[place + 1].end
            own = "" if _NO_NOUN.match(bare, end, sentence.end) else _noun(bare, end, sentence.end)
            own = "" if tells_when(own, bare[mention.end : limit]) else own
            elided = not own  # "seis de los ocho comprometidos" are of what was told
        if elided and not kept:
            kept = _noun_before_colon(bare, last, mention)
        noun = own if not elided else f"{_head(kept)} {own}".strip() if own else kept
        told = told_of(bare, Span(last, limit), mention, told if place else None, elided=elided)
        after_total = bool(parts_from and parts_from.start() < mention.start < parts_end)
        article = bare[mention.start : mention.end] in _ARTICLES
        if (
            article
            and _ALONE.match(bare, mention.end)
            and _COLON.search(bare, max(0, mention.start - 3), mention.start)
        ):
            article = False  # "Convocados en el trimestre: uno."
        yield Counted(
            value,
            noun,
            own,
            mention.start,
            mention.end,
            sentence,
            told,
            part=(after_total and (elided or _head(own) == _head(kept)))
            or bool(place and _OF_THEM.match(bare, mention.end, limit))
            # "doce visitas, tres en cada una de las cuatro regiones"
            or (factor and value in earlier),
            base=place > 0
            and bool(divided or BASE.search(plain[last : mention.start]))
            and not _NO_BASE.search(plain[last : mention.start]),
            article=article,
            elided=elided,
            tail=_TAIL_END.split(bare[mention.end : min(limit, mention.end + 80)], maxsplit=1)[0],
            year=min(years) if len(years) == 1 else None,
        )
        earlier.add(value)
        # "a cada uno se le dio una asesoría, con lo que se otorgaron dieciocho"
        apiece = article and bool(_APIECE.search(plain, last, mention.start))
        if not (elided or after_total or divided or tells_when(own, plain[last : mention.start])):
            kept = own if apiece or not (article and kept) else kept
        last = mention.end


# "Dos recorridos en cada una de las cuatro delegaciones", "tres pláticas por plantel en dos
# planteles": so many times as many.
_EACH_OF = re.compile(
    r"[^,.;:()\d]{0,60}?\s(?:en|a|al|por|con|para|de)\scada\s(?:un[oa]\sde\s)?(?:l[oa]s\s|est[oa]s\s)?"
)
_BY_ONE = re.compile(
    r"[^,.;:()\d]{1,60}?\spor\s(?P<one>[a-z]{4,})\s(?:en|de|a|para)\s(?:l[oa]s\s)?"
)


def _is_each_of(plain: str, mention: NumberMention, following: NumberMention) -> bool:
    """Tell whether a number is told of each of the following one."""
    if following.start - mention.end > _REACH:
        return False
    if _EACH_OF.fullmatch(plain, mention.end, following.start):
        return True
    by_one = _BY_ONE.fullmatch(plain, mention.end, following.start)
    return by_one is not None and plain.startswith(by_one["one"], following.end + 1)


_REACH = 90  # signs
_APIECE = re.compile(r"\ba\scada\sun[oa]\b")


def _noun_before_colon(bare: str, start: int, number: NumberMention) -> str:
    """Return the noun of "Total de capacitaciones impartidas: 9", "" for no such words."""
    end = number.start
    found = (
        _BEFORE_COLON.search(bare, max(start, end - 90), end)
        or _BEFORE_VERB.search(bare, max(start, end - 90), end)
        or (_ALONE.match(bare, number.end) and _LABEL.fullmatch(bare, start, end))
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

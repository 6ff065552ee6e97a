"""Percentages in prose, and which of them a sentence states as the progress of a meta.

"Del 100% de la meta programada, se tiene un avance del 25%" states 25: the 100 is its base. "25 %",
"12.5 por ciento", "veinticinco por ciento", "tres cuartas partes de la meta" are read alike.
Source: the phrase grammar of section 2.3 of the domain document, and wordings of others.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from programs.values.wording.fractions_told import PLANNED_THINGS, fractions_alone, fractions_in
from programs.values.wording.numbers import (
    PASSAGES,
    folded,
    holds_any,
    number_of,
    numbers_in,
    numbers_of,
)
from programs.values.wording.percent_scopes import Scope, scope_of
from programs.values.wording.sentences import Span, sentences_of


@dataclass(frozen=True)
class PercentMention:
    """A percentage of a text, and where it stands there. `exact` is False for a third."""

    value: Decimal
    start: int
    end: int
    exact: bool = True


@dataclass(frozen=True)
class StatedPercent:
    """A percentage that a sentence states as the progress of a meta.

    `whole` is the sentence, `component` the words that follow "en" where it speaks of one
    component of several ("del 56% en actas"), "" for none.
    """

    mention: PercentMention
    scope: Scope
    whole: Span
    component: str = ""


_SIGN = re.compile(r"\s{0,2}(?:%|por\s?ciento\b|por\s+cien\b|puntos\s+porcentuales\b)")
_COMMA = re.compile(r"(?<![\w,.])(\d{1,3}),(\d{1,2})(?=\s{0,2}(?:%|por\s?ciento))")
_IN_WORDS = re.compile(r"((?:\w+\s+){1,4})punto\s+((?:\w+\s+){1,3}?)por\s?ciento\b")
_BY_HUNDRED = re.compile(r"\bal\s+cien\b(?!\s*(?:%|por|mil))")
_WHOLE = re.compile(
    r"\b(?:cumpli\w*|alcanz\w*|cubi?ert\w*|cubri\w*|conclui\w*|concluy\w*|atendi\w*|logr\w*|satisf\w*)\s+"
    r"(?:la\s+meta\s+)?(?:\w+\s+)?(?:en\s+su\s+totalidad|totalmente|por\s+completo|completamente)\b"
)
_OF_WHOLE = ("total", "complet")  # of which one is in all that `_WHOLE` finds
# A text without any of these has no percentage.
_ANY = (
    "%", "cien", "puntos", "parte", "mitad", "tercio", "cuarto", "quint", "sext", "septim", "octav",
    "noven", "decim", "cada", "complet", "total", "porcentaje",
)  # fmt: skip
# "El porcentaje de avance es de 50.": a number that its own noun makes a percentage.
_NAMED = re.compile(
    r"\bporcentaje\s(?:(?:anual|acumulado|alcanzado|obtenido|logrado|total|general|actual)\s"
    r"|(?:de|del)\s(?:avance|cumplimiento|logro|ejecucion|la\smeta|meta|este|el|trimestre|ano|periodo"
    r"|actividad|linea)\s){0,4}"
    r"(?:(?:es|fue|era|queda|quedo|resulta|resulto|asciende|llega|llego|va|se\s(?:ubica|situa))"
    r"\s(?:ya\s)?)?(?:de|del|al?|en)\s(?=\d|[a-z])"
)
# What must be there for a percentage that is told by its sign.
_SIGNED = ("%", "cien", "puntos")
# A sentence of more percentages is a table run together: none is its statement.
_MOST = 8
# Signs before and after a percentage that are looked at.
_REACH = 70
# The base of another figure: "Del 100% de…", "respecto del 100%", "de un total de 100%".
_BASE_BEFORE = re.compile(
    r"(?:\b(?:respecto|sobre|contra|frente|relacion|base|comparacion|comparado|partir|total)"
    r"(?:\s+(?:con|a|al|de|del|el|en|un|una|los))*)(?:\s+(?:un|total|universo|de|del))*\s*$"
)
_PLANNED_AFTER = re.compile(
    r"\s*,?\s*(?:que\s+)?(?:(?:se\s+)?(?:estaba|tenia|habia|fue|tiene|esta|encontraba)\w*\s+)?"
    r"(?:\w+mente\s+)?(?:programad|planead|previst|comprometid|proyectad|calendarizad|"
    r"esperad|contemplad|estimad|requerid)[oa]s?\b"
)
_PLANNED_BEFORE = re.compile(
    r"\b(?:program(?:o|aron|ado|ada|ar)|plane(?:o|ad[oa])|preve|previ(?:o|st[oa])|"
    r"contempl(?:o|ad[oa])|(?<!el\s)(?<!un\s)(?<!este\s)(?<!cada\s)proyect(?:o|ad[oa])|esper(?:a|aba|aban|ad[oa])|preve(?:ia|ian)|debia|comprometid[oa]|calendarizad[oa]|"
    r"estim(?:a|o|ad[oa])|(?:alcanz|lleg|logr|cumpl|cubr|avanz)\w*r(?:a|an)|"
    r"meta\s+(?:anual\s+)?(?:es|era|de|del|consiste)|proyeccion|pretende\w*|buscar?)"
    r"(?:\s+(?!(?:alcanz|logr|cumpl|realiz)(?!ar\b|ir\b)|obtuv|se\b)\w+){0,3}\s*:?\s*$"
)
_BEYOND = r"\b(?:rebas|super|exced)\w+(?:\s+\w+){0,8}\s+(?:en|por)(?:\s+un)?"
_LEFT_BEFORE = re.compile(
    r"\b(?:falt(?!as\b|a\s(?:administrativ|grave|no\sgrave|disciplin))\w+|rest(?:a|an|ando|aria|antes?)|pendientes?|queda\w*|quedo|diferencia|remanente|"
    r"incremento|aument\w+|disminu\w+|reduc\w+|redujo|superior|inferior|menor|mayor|rezago|"
    r"retraso|superando|supero|rebas\w+|por\s+(?:realizar|cumplir|ejecutar|alcanzar|atender))"
    r"(?:,?\s+\w+){0,4}\s*$"
    # "rebasa la meta del trimestre en diez por ciento": what it is beyond
    rf"|{_BEYOND}\s*$"
)
_CLOSED = re.compile(
    r"\bqued[oa]\s+(?:\w+mente\s+|justo\s+|ya\s+)?(?:cubiert|cumplid|concluid|atendid|en\s+(?:el|un)\b|en\s*$)"
)
_LEFT_AFTER = re.compile(
    r"\s+(?:restante|pendiente|faltante|(?:queda|quedo|esta)\s+pendiente|mas\b|menos\b|"
    r"por\s+(?:realizar|cumplir|ejecutar|alcanzar|atender))"
)
# A share of people, or what is taken off a price: "de las cuales el 55% fueron mujeres".
_PEOPLE = (
    r"(?:mujeres|hombres|personas|asistentes|participantes|jovenes|ninas|ninos|estudiantes|"
    r"alumn[oa]s|usuari[oa]s|beneficiari[oa]s|servidor[ae]s|poblacion|familias|hogares)"
)
_SHARE_AFTER = re.compile(
    rf"\s+(?:(?:de\s+)?(?:mujeres|hombres|ninas|ninos|poblacion)\b|"
    rf"(?:de\s+(?:l[oa]s\s+|est[oa]s\s+)?{_PEOPLE}\b[^.;,%]{{0,60}}?\s)?(?:fueron|son|eran|fue)\s+"
    rf"(?:de\s+)?(?:l[oa]s\s+)?(?:{_PEOPLE}|menores|mayores|indigenas|del\s+sexo)\b|"
    r"\s*(?:de\s+)?(?:descuento|interes|recargo|bonificacion|comision|condonacion)\b)"
)
_TAKEN_OFF = re.compile(
    r"\b(?:descuentos?|bonificacion(?:es)?|condonacion(?:es)?|recargos?|multas?|reducciones|"
    r"incrementos?\s+salarial(?:es)?|anticipos?|comision(?:es)?|pronto\s+pago)\b[^.;%]{0,30}$"
)
# "de 25% a 50%": from where it started.
_FROM = re.compile(r"\bdel?\s+(?:un\s+)?$")
_TO = re.compile(r"\s+al?\s+(?:un\s+)?\d")
# "el avance respecto a la meta anual es del…" tells no plan.
_OF_PROGRESS = re.compile(
    r"\b(?:avance|cumplimiento)\s+(?:acumulado\s+|total\s+|anual\s+|general\s+|global\s+|fisico\s+|real\s+)?(?:con\s+)?(?:respecto|relacion|de|en)\b"
)
# What tells that a percentage is progress, and of what.
_PROGRESS = re.compile(
    r"\b(?:avan[cz]\w*|cumpl\w+|alcanz\w+|logr\w+|cubr\w+|cubier\w+|conclu\w+|lleg\w+|ejecut\w+|"
    r"van?|vamos|realiz\w+|represent\w+|equival\w+|correspond\w+|report\w+|registr\w+|present\w+|"
    r"acumul\w+|lleva\w*|tiene|atendi\w+|progres\w+|reflej\w+|obtuv\w+|obten\w+|ascend\w+|"
    r"asciend\w+|resultado|satisf\w+|resolv\w+|resuelt\w+|desahog\w+|complet\w+|suma\w*|situ\w+|ubic\w+|qued[oa]|esta\s+(?:al?|en)|se\s+(?:halla|encuentra|coloca)|anda|marcha|es\s+de|dio|da|significa\w*)\b"
)
_OF_META = re.compile(
    r"\b(?:la|esta|dicha|el|este|dicho)\s+(?:actividad|accion|tarea|linea|obra|compromiso|objetivo|encargo)\s+"
    r"(?:anual\s+|del\s+(?:ano|ejercicio)\s+)?(?:queda|quedo|va|esta|anda|marcha|avanza|cierra|cerro|llega|"
    r"llego|se\s+(?:encuentra|halla|ubica|situa)|registra|lleva|presenta|alcanz\w+|reporta)\b|"
    r"\bmetas?\b|\blo\s+(?:programado|planeado|comprometido|previsto|proyectado|establecido)\b|"
    rf"\blinea\s+de\s+accion\b|\b{PLANNED_THINGS}[oa]s?\b(?!\s+en\b)|"
    r"\b(?:avance|cumplimiento|progreso)\s+(?:anual|fisico|acumulado|trimestral|programado|general|"
    r"global|porcentual|real|(?:es\s+)?del?\s+(?:un\s+)?(?:trimestre|periodo|\d)|:)|\bavance\s*:|"
    r"\b(?:porcentaje|nivel|grado|tasa|indice)\s+de\s+(?:avance|cumplimiento|atencion|respuesta|"
    r"desahogo|resolucion|ejecucion)\b|\bde\s+(?:avance|cumplimiento)\b|"
    r"\(\d[\d,]{0,9}\s+de\s+(?:l[oa]s\s+)?\d[\d,]{0,9}[,;:=]?\s"  # "(80 de 80, 100 %)"
)
# Progress of something that is no meta: money, a score, a share of people.
_FOREIGN = re.compile(
    r"\bpresupuest\w+|\bgastos?\b|\bejercid[oa]\b|\bcalificacion\w*|\bpuntaje|\bpuntuacion|"
    r"\bindice\b(?!\s+de\s+(?:avance|cumplimiento|atencion|respuesta))|\bsatisfaccion|\bencuesta\w*|\bpoblacion|\bquorum|\bmujeres\b|\bhombres\b|"
    r"\biva\b|\bdescuento|\bsueldo|\baprobacion\b|\baprobatori|\baciertos\b|\bministrad"
)
_COMPONENT = re.compile(
    r"\s+en\s+(?:las?\s+|los\s+)?((?!el\b|este\b|lo\b|su\b|cuanto\b|relacion\b|que\b)\w+)"
)


@lru_cache(maxsize=PASSAGES)  # several checks ask it of the same passage
def percents_of(text: str) -> tuple[PercentMention, ...]:
    """Return every percentage of a text in its order: in figures, in words, as a part of a meta."""
    plain = folded(text)
    if not holds_any(plain, _ANY):
        return ()
    found: dict[int, PercentMention] = {}
    if holds_any(plain, _SIGNED):
        _add_signed(plain, found)
    if "porcentaje" in plain:
        _add_named(plain, found)
    for each in fractions_in(plain):
        # "Poco más de la tercera parte, es decir, 37 por ciento": the number is what is stated
        if not (found and _HEDGED.search(plain, max(0, each.start - _HEDGE), each.start)):
            found[each.start] = PercentMention(*each)
    return tuple(found[start] for start in sorted(found))


def shares_of(closing: str) -> tuple[PercentMention, ...]:
    """Return every percentage of a sentence that closes a línea, fractions of whatever too."""
    if told := percents_of(closing):
        return told
    return tuple(PercentMention(*each) for each in fractions_alone(folded(closing)))


_HEDGE = 30  # signs
_HEDGED = re.compile(
    r"\b(?:(?:poco|algo)\s(?:mas|menos)\s(?:de|que)|casi|cerca\sde|alrededor\sde|aproximadamente"
    r"|(?:mas|menos)\sde|apenas)\s(?:l[oa]s?\s|una?\s)?$"
)
_ENDS_SHARE = re.compile(
    r"[:,=(]\s*(?:(?:es\sdecir|esto\ses|o\ssea|equivalente\sal?|igual\sal?)[,:]?\s)?(?:el\s|un\s|al\s)?$"
)
_OUT_OF = re.compile(r"\b(?:de\s(?:l[oa]s\s)?(?=\S)|/\s?)", re.DOTALL)


def ends_in_share(sentence: str) -> bool:
    """Tell whether a sentence tells a part of a whole and closes with its percentage.

    "Se han preparado cuatro de seis sesiones: 66.7 por ciento."
    """
    mentions = percents_of(sentence)
    # "…, o sea, la cuarta parte: 25 %" says one share twice.
    if len({each.value for each in mentions}) != 1:
        return False
    if sentence[mentions[-1].end :].strip(" .)\n"):
        return False
    plain = folded(sentence)
    before = plain[: mentions[0].start]
    numbers = [each for each in numbers_of(before) if each.value < 1900]
    return len(numbers) == 2 and bool(_ENDS_SHARE.search(before)) and bool(_OUT_OF.search(before))


@lru_cache(maxsize=PASSAGES)
def stated_percents(text: str, *, closes: bool = False) -> tuple[StatedPercent, ...]:
    """Return the percentages that a text states as the progress of a meta, in its order.

    `closes` tells that the text is known to close a línea: then a sentence of progress speaks of
    its meta even where it does not name it.
    """
    mentions = percents_of(text)
    plain = folded(text)
    may_be_whole = (closes or "meta" in text.lower()) and holds_any(plain, _OF_WHOLE)
    if not mentions and not (may_be_whole and _WHOLE.search(plain)):
        return ()
    starts = [mention.start for mention in mentions]
    found: list[StatedPercent] = []
    for sentence in sentences_of(text):
        own = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if len(own) <= _MOST:
            found.extend(_stated_in(text, plain, sentence, list(own), closes=closes))
    return tuple(found)


def _stated_in(
    text: str, plain: str, sentence: Span, own: list[PercentMention], *, closes: bool
) -> Iterator[StatedPercent]:
    in_words = False
    told = plain[sentence.start : sentence.end]
    whole = _WHOLE.search(told)
    if not own and whole and (closes or _OF_META.search(told)) and not _denied(told, whole.start()):
        place = sentence.start + whole.start()
        own = [PercentMention(Decimal(100), place, sentence.start + whole.end())]
        in_words = True
    share = closes and own and ends_in_share(text[sentence.start : sentence.end])
    if not own or not (share or _PROGRESS.search(told) or _OF_META.search(told)):
        return
    if not closes and (not _OF_META.search(told) or _FOREIGN.search(told)):
        return
    for mention in own:
        others = len(own) > 1
        first = others and mention is own[0]
        if in_words or not _is_other(plain, sentence, mention, first=first, others=others):
            component = _COMPONENT.match(plain, mention.end)
            yield StatedPercent(
                mention,
                scope_of(
                    plain,
                    sentence,
                    Span(mention.start, mention.end),
                    whole=mention.value == 100,
                    others=others,
                ),
                sentence,
                component[1] if component and others else "",
            )


def _denied(told: str, place: int) -> bool:
    return bool(re.search(r"\bno\s+(?:\w+\s+){0,3}$", told[:place]))


def _is_other(
    plain: str, sentence: Span, mention: PercentMention, *, first: bool, others: bool
) -> bool:
    """Tell whether a percentage is a base, a plan or what is left: not what was reached."""
    before = plain[max(sentence.start, mention.start - _REACH) : mention.start]
    after = plain[mention.end : min(sentence.end, mention.end + _REACH)]
    if mention.value == 100 and others:
        opens = first and re.search(r"\bdel?\s+(?:un\s+)?$", before)
        if opens or _BASE_BEFORE.search(before):
            return True
    if _PLANNED_AFTER.match(after) and not re.search(r"avance\s+del?\s*$", before):
        return True
    if _LEFT_BEFORE.search(before) and not _CLOSED.search(before):
        return True
    if _is_share(before, after):
        return True
    if _FROM.search(before) and _TO.match(after):
        return True
    planned = _PLANNED_BEFORE.search(before) and not _OF_PROGRESS.search(before)
    return bool(planned or _LEFT_AFTER.match(after))


def _is_share(before: str, after: str) -> bool:
    return bool(_SHARE_AFTER.match(after) or _TAKEN_OFF.search(before))


def is_beyond(text: str, mention: PercentMention) -> bool:
    """Tell whether a percentage says how far a meta was passed: "rebasa la meta en 10 %"."""
    before = folded(text[max(0, mention.start - _REACH) : mention.start])
    return re.search(rf"{_BEYOND}\s*$", before) is not None


def only_shares(text: str) -> bool:
    """Tell whether all percentages of a text are shares of people, off a price, or of the rest."""
    plain = folded(text)
    mentions = percents_of(text)
    for each in mentions:
        before = plain[max(0, each.start - _REACH) : each.start]
        left = _THE_REST.search(before)
        if not left and not _is_share(before, plain[each.end : each.end + _REACH]):
            return False
    return bool(mentions)


# "Las 39 restantes, que representan el sesenta por ciento"
_THE_REST = re.compile(r"\b(?:restantes?|faltantes?|pendientes)\b,?(?:\s+\w+){0,4}\s*$")


def _add_signed(plain: str, found: dict[int, PercentMention]) -> None:
    """Add the percentages that a sign or its words tell, by where they begin."""
    found.update((mention.start, mention) for mention in _with_sign(plain))
    for shape in _COMMA.finditer(plain):
        value = Decimal(f"{shape[1]}.{shape[2]}")
        sign = _SIGN.match(plain, shape.end())
        found[shape.start()] = PercentMention(
            value, shape.start(), sign.end() if sign else shape.end()
        )
        for inside in range(shape.start() + 1, shape.end()):
            found.pop(inside, None)
    for shape in _IN_WORDS.finditer(plain) if "punto" in plain else ():
        _with_point(plain, shape, found)
    for shape in _BY_HUNDRED.finditer(plain):
        found[shape.start() + 3] = PercentMention(Decimal(100), shape.start() + 3, shape.end())


def _add_named(plain: str, found: dict[int, PercentMention]) -> None:
    """Add each number that ends a clause behind "el porcentaje de avance es de"."""
    for named in _NAMED.finditer(plain):
        number = next(iter(numbers_of(plain[named.end() : named.end() + _REACH])), None)
        if number is None or number.start or number.value > _MOST_SHARE:
            continue
        start, end = named.end(), named.end() + number.end
        if start not in found and _CLAUSE_ENDS.match(plain, end):
            found[start] = PercentMention(number.value, start, end)


_MOST_SHARE = 200
_CLAUSE_ENDS = re.compile(r"\s?(?:[.;)](?!\d)|,\s|$|\s[ye]\s)")


def _with_sign(plain: str) -> Iterator[PercentMention]:
    for number in numbers_in(plain):
        sign = _SIGN.match(plain, number.end)
        if sign and not re.search(r"punto\s+$", plain[max(0, number.start - 10) : number.start]):
            yield PercentMention(number.value, number.start, sign.end())


def _with_point(plain: str, shape: re.Match[str], found: dict[int, PercentMention]) -> None:
    """Add "doce punto cinco por ciento": the number before the point, and what follows it."""
    whole = [each for each in numbers_of(shape[1]) if each.end == len(shape[1].rstrip())]
    tenths = number_of(shape[2])
    if whole and tenths is not None and tenths < 100:
        start = shape.start(1) + whole[-1].start
        value = Decimal(f"{whole[-1].value}.{tenths}")
        found[start] = PercentMention(value, start, shape.end())

"""Numbers that a text tells as the accumulated of the year, as the meta or as what it lacks.

"El acumulado es de 2,045 personas", "contra una meta anual de 2,000", "restan 6 planes para cumplir
la meta". Only what its own words name: "las 500 personas del trimestre" is none of the three, and
neither is what an earlier quarter had, another year has or a part of the things has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import NumberMention, folded, number_of, numbers_of
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.year_labels import is_year_label
from programs.values.written import Period


class OfYear(StrEnum):
    """What of the year a number tells."""

    SO_FAR = "so far"
    META = "meta"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True)
class YearFigure:
    """A number of a text that tells of the year: `text[start:end]` is the number.

    `behind` are the folded words that follow it, up to the next sign or number. `strict` tells that
    its own words name it ("acumulado", "meta anual"), so that its noun may go unsaid. `thing` is
    what stands there ("acumulado de mujeres"), "" for none.
    """

    of: OfYear
    value: Decimal
    start: int
    end: int
    behind: str
    strict: bool
    thing: str


_MOST = 40  # numbers of a passage
_REACH = 110
_YEAR = r"(?:el|este|todo el|el presente|lo que va del?)?\s?(?:ano|ejercicio)(?: fiscal)?"
# "El acumulado es de", "acumulado:", not "el acumulado creció en".
_IS = (
    r"(?:(?:,?\s(?:es|fue|son|suma|sumo|asciende|ascendio|llega|llego|queda|quedo|alcanza|alcanzo"
    r"|cierra|cerro|va|registra|reporta|se ubica|se ubico|equivale|consiste)"
    r"(?:\s(?:en|a|de|con|ya|por|[a-z]{4,14}[aei]r)){0,4}|\s?:|,?\s(?:ya\s)?de)?"
    r"\s(?:un total de\s|l[oa]s\s)?)$"
)
_TURNS = r"(?:primer|segundo|tercer|cuarto)"
_SO_FAR = re.compile(
    r"\b(?:acumulad[oa]s?|avance acumulado|total acumulado|realizado acumulado"
    r"|(?:gran )?(?:total|suma|cifra) (?:anual|del ano|del ejercicio))"
    r"(?:\s(?:anual|total|general|institucional|global|numerico|fisico|"
    r"(?:del|en el|al|de este|del presente) (?:ano|ejercicio)(?: fiscal)?(?: (?:de )?20\d\d)?"
    r"|a la fecha|en lo que va del (?:ano|ejercicio)|(?:a|al cierre de|al mes de) [a-z]{4,10}"
    rf"|al (?:cierre|corte|termino|final)(?: del? (?:este |presente |{_TURNS} )?"
    rf"(?:trimestre|periodo|ano|ejercicio))?|al {_TURNS} trimestre"
    rf"|de (?:la meta|la linea|(?P<thing>[a-z]{{4,14}}(?: [a-z]{{4,14}}[oa]s)?)))){{0,3}}{_IS}"
    r"|\b(?:se )?acumula(?:n|ron|ndo|mos|r)? (?:ya )?(?:un total de )?$"
    r"|\b(?:se )?(?:han?|hemos) acumulado (?:ya )?(?:un total de )?$"
)
_SUMS = re.compile(
    r"\b(?:suma(?:n|ron|mos)?|van|llevamos|se llevan|hacen|son|se tienen|se cuentan|totalizan|dan"
    r"|se llega a|llegamos a|reunimos|se reunen)\s?:?\s(?:ya\s)?(?:un total de\s)?$"
)
_DONE_IN = re.compile(r"\b(?:alcanz|logr|realiz|imparti|reuni|sum)\w{1,4} un total de $")
_IN_YEAR = re.compile(
    rf"\b(?:en|durante) {_YEAR}\b|\ben lo que va de(?:l| este| 20\d\d)|\ba la fecha\b|\bdel ano\b"
    r"|\ben 20\d\d\b|\bdesde enero\b|\bdesde el inicio del ano\b|\bde enero a [a-z]{4,10}\b"
    r"|\bpara el ano\b"
)
_SINCE = re.compile(
    r"\b(?:en lo que va de(?:l| este) (?:ano|ejercicio)|en lo que va de 20\d\d|a la fecha"
    r"|(?:en|durante) (?:el|este|todo el) (?:ano|ejercicio)|desde enero"
    r"|(?:de|entre) enero (?:a|y) [a-z]{4,10}"
    r"|desde el inicio del ano)\b[^.;:\d]{0,70}$"
    # "Al 30 de septiembre se han realizado 10", not "se realizaron"
    rf"|\bal (?:(?:cierre|corte|termino|final)(?: del? [a-z ]{{4,30}})?|\d{{1,2}} de (?:{MONTH})),?"
    r" (?:ya )?(?:se (?:han?|tienen?|llevan?|cuentan?|acumulan?|suman?)|hemos|llevamos|van|suman)\b"
    r"[^.;:\d]{0,50}$"
    # "Con las tres del periodo, el año lleva 10"
    r"|\bel (?:ano|ejercicio) (?:ya )?(?:lleva|suma|acumula|cierra con|llega a|va en)"
    r" (?:un total de )?$"
    # "El total anual asciende a 10", "se alcanzó un total de 10 … en el ejercicio"
    rf"|\btotal (?:anual|del ano|del ejercicio){_IS}"
)
_META_KIND = (
    r"(?:\s(?:institucional|programada|comprometida|establecida|total|fijada|prevista|planteada))"
)
_OF_ANNUAL = r"(?:\s(?:anual(?:es)?|del (?:ano|ejercicio)|(?:(?:de|para|en) )?20\d\d|para el ano))"
_META = re.compile(rf"\bmetas?(?P<kind>(?:{_META_KIND}|{_OF_ANNUAL}){{0,3}}){_IS}")
_ANNUAL = re.compile(r"anual|ano|ejercicio|20\d\d")
_BY_ANNUAL = re.compile(
    r"\bmetas? (?:\w+ )?(?:anual(?:es)?|del (?:ano|ejercicio)|20\d\d|(?:de|para) 20\d\d)\b"
    r"|\bal? cierre del? (?:ano|ejercicio)\b"
)
_PLANNED = re.compile(
    r"\b(?:compromet|program|previst|planea|proyect|establec|estim|esper|contempl)\w*|\bmetas?\b"
)
_LEFT = re.compile(
    r"\b(?:resta[n]?|falta[n]?|queda[n]?|restarian?|faltarian?|quedarian?|restaran?|faltaran?"
    r"|quedaran?|restando|faltando|quedando|quedaron|faltaron)"
    r"(?:\s(?:aun|todavia|solo|solamente|unicamente|por|pendientes?(?: de)?|[a-z]{3,10}[aei]r))"
    r"{0,3}\s$"
)
# "Sumadas a las anteriores, son 2,045 personas": all of the earlier ones, and no single quarter.
_ADDED = re.compile(
    r"\b(?:con|mas|sumando|sumad[oa]s (?:a|con)|junto (?:a|con)"
    r"|aunad[oa]s a|agregad[oa]s a|al sumar) (?:\d[\d,]{0,12} )?"
    r"(?:l[oa]s (?:[a-z]{3,14} )?(?:ya )?(?:anteriores|previ[oa]s|reportad[oa]s|informad[oa]s)"
    r"|l[oa]s (?:[a-z]{3,14} )?de los (?:\w+ )?(?:trimestres|periodos|meses)"
    r" (?:anteriores|previos))"
)
_META_BEHIND = re.compile(
    r"\s[a-z]{3,}(?:\s[a-z]{3,}){0,3}\s"
    r"(?:(?:comprometid|programad|previst|planead|proyectad|establecid)[oa]s"
    r"\s(?:(?:en|para|durante) (?:el|este|todo el) (?:ano|ejercicio)|(?:al|del) ano|anualmente"
    r"|en la meta anual)|(?:de|que \w{4,12}) la meta anual)\b"
)
_OVER = re.compile(
    r"\b(?:(?:re|sobre)[bp]as|super|exced)\w{1,6} (?:la|su|nuestra) meta (?:\w+ )?"
    r"(?:anual|del ano|del ejercicio) (?:en|por|con) (?:un total de )?$"
    r"|\bmeta (?:\w+ )?(?:anual|del ano|del ejercicio) (?:se|fue|quedo) "
    r"(?:(?:re|sobre)[bp]as|super|exced)\w{1,6} (?:en|por|con) (?:un total de )?$"
)
_OVER_VERB = re.compile(r"\b(?:(?:re|sobre)[bp]as|super|exced)\w{1,6} (?:en|por|con) $")
_THE_META = re.compile(r"(?:\s[a-z]{4,14}){1,3}\s(?:la|su|nuestra) meta (?:anual|del ano)\b")
_THE_SO_MANY = re.compile(r"(?:^|\s)l[oa]s\s$")
_TO_DO = re.compile(
    r"\b(?:por|pendientes?(?: de)?) (?:realiz|impart|ejecut|celebr|efectu|organiz|elabor|revis"
    r"|atend|capacit|sensibiliz|visit|emit|hac|llev)[aei]r\b"
)
_AHEAD = re.compile(r"\b(?:program|previst|agend|calendari|pendient|planead|proyect)")
# "Faltan cuatro para llegar a las doce de la meta"
_TO_MEET = re.compile(
    r"\s?para (?:cumplir|alcanzar|completar|llegar|lograr|concluir)\b[^.;]{0,40}\bmeta"
)
# "En el cuarto trimestre se impartirán las cuatro jornadas restantes"
_RESTING = re.compile(r"\s?[a-z]{4,}(?: [a-z]{4,})? (?:restantes|faltantes|pendientes)\b")
_TO_COME = re.compile(r"\bse [a-z]{3,}ran\b")
_OF_META = re.compile(
    r"\b(?:metas?|anual(?:es)?|del ano|en el ano|comprometid[oa]s|cierre del ejercicio)\b"
)
# What another time, another scope or a change of the meta may tell.
_EARLIER = re.compile(
    r"\b(?:anterior(?:es|mente)?|previ[oa]s?|pasad[oa]s?|antes|habian?|tenian?|llevaban?|venian?"
    r"|historic[oa]s?|al inicio|inicial(?:mente)?|parti[oa]|segun|estimad[oa]s?|esperad[oa]s?"
    r"|proyectad[oa]s?|proyecta|espera|preve|podrian?|proxim[oa]s?|siguientes?|mensual(?:es)?"
    r"|por mes|semestr\w+|bimestr\w+|municipio|estatal|nacional|administracion)\b"
)
_LED = re.compile(r"\W{0,3}(?:y\s)?(?:con|mas|sumad[oa]s|junto|aunad[oa]s|al sumar)\b")
_BUT_LED = re.compile(r"\b(?:anterior(?:es)?|previ[oa]s?|pasad[oa]s?)\b")
_CHANGED = re.compile(
    r"\b(?:original(?:mente)?|modific\w+|ajust\w+|reprogram\w+|adecua\w+|increment\w+|redu[cj]\w+"
    r"|ampli\w+|propuesta|propone|sectorial|sexenal|trien\w+|plurianual)\b"
)
_TURN = re.compile(r"\btrimestr\w+|\bperiodo\b|\btrim\b")
_OTHER_SIGN = re.compile(
    r"\s?(?:%|por ?ciento|puntos?\b|pesos\b|mdp\b|millones\b|/|de (?:enero|febrero|marzo|abril|mayo"
    r"|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b|de l[oa]s\b|horas?\b|dias?\b)"
)
_BEHIND_END = re.compile(r"[.,;:()\n\d]")
_YEAR_NAMED = re.compile(r"\b20\d\d\b")
_NAMED_TURN = re.compile(rf"\b({_TURNS}) trimestre\b")
_PLACES = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_TO_MONTH = re.compile(
    rf"(?:\b(?:a|al mes de|al cierre de|hasta|al \d{{1,2}} de|enero y) |(?<=\w)[-–] ?|\s[-–] )"
    rf"({MONTH})\b"
)
_CUT_MONTHS = re.compile(rf"\bene\.? ?(?:[-–]|a) ?({'|'.join(name[:3] for name in MONTHS)})\b")


def year_figures(text: str, period: Period | None) -> Iterator[YearFigure]:
    """Yield the numbers of a text that tell of the whole year, in their order."""
    plain = folded(text)
    if is_year_label(text):
        yield from _labelled(text, plain, period)
        return
    if not _MAY_TELL.search(plain):
        return
    numbers = list(numbers_of(text))[:_MOST]
    for sentence in sentences_of(text):
        told = plain[sentence.start : sentence.end]
        if not _MAY_TELL.search(told):
            continue
        own = [each for each in numbers if sentence.start <= each.start < sentence.end]
        for each in own:
            if found := _figure(plain, told, sentence, each, period):
                yield found


_MAY_TELL = re.compile(
    r"acumul|\bmetas?\b|\bano\b|\banual|\bejercicio\b|\ba la fecha\b|\benero\b|\b20\d\d\b"
    r"|\bfalta|\bresta|\bqueda|\bal (?:cierre|corte|termino|final|\d)|\banteriores|\bprevi[oa]s"
    r"|\bya (?:reporta|informa)d"
)


def _labelled(text: str, plain: str, period: Period | None) -> Iterator[YearFigure]:
    """Yield the figure of a label of the year so far: "Avance al 30 de septiembre: 9"."""
    head, _, rest = plain.partition(":")
    ends = {_BY_CUT[each] for each in _CUT_MONTHS.findall(head)}
    if _is_elsewhere(OfYear.SO_FAR, head, (head, ""), period) or (
        period is not None and ends - {period.ends_on.month}
    ):
        return
    for each in numbers_of(text):
        if each.start > len(head):
            behind = plain[each.end :].strip(" .")
            yield YearFigure(OfYear.SO_FAR, each.value, each.start, each.end, behind, True, "")
            return


_BY_CUT = {name[:3]: number for name, number in MONTHS.items()}


def _figure(
    plain: str, told: str, sentence: Span, number: NumberMention, period: Period | None
) -> YearFigure | None:
    before = plain[max(sentence.start, number.start - _REACH) : number.start]
    after = plain[number.end : min(sentence.end, number.end + _REACH)]
    year = _A_YEAR.fullmatch(plain, number.start, number.end) and not _NOUN.match(after)
    out_of = _OUT_OF.match(after)  # "10 de las 12 jornadas comprometidas"
    if out_of and number_of(out_of[1]) is not None:
        after = after[out_of.end() :]
    if _OTHER_SIGN.match(after) or before.endswith(("$", "$ ")) or year:
        return None
    behind = _BEHIND_END.split(after, maxsplit=1)[0]
    of, strict = _told(before, behind, after, told)
    if of is OfYear.SO_FAR and before.endswith(("de los ", "de las ")):
        return None  # "diez de los 12 talleres"
    if of is None or _is_elsewhere(of, told, (before, behind), period):
        return None
    named = _SO_FAR.search(before) if of is OfYear.SO_FAR else None
    thing = (named["thing"] or "") if named else ""
    whole = None if thing or strict or behind.strip() else _OF_WHOLE.search(before)
    if of is OfYear.SO_FAR and whole and number_of(whole[1]) is not None:
        strict, thing = True, whole["noun"]  # "De las 12 jornadas previstas… se llevan 10"
    return YearFigure(of, number.value, number.start, number.end, behind.strip(), strict, thing)


_OUT_OF = re.compile(r" de l[oa]s ([a-z0-9,]{1,20})(?= [a-z])")
_OF_WHOLE = re.compile(r"\bde l[oa]s ([a-z0-9,]{1,20}) (?P<noun>[a-z]{4,})\b[^.;:\d]{0,70}$")
_A_YEAR, _NOUN = re.compile(r"20\d\d"), re.compile(r"\s[a-z]{4,}")


def _told(before: str, behind: str, after: str, told: str) -> tuple[OfYear | None, bool]:
    """Return what of the year a number tells by the words around it, and whether they name it."""
    if _OVER.search(before) or (_OVER_VERB.search(before) and _THE_META.match(behind)):
        return OfYear.OVER, True
    if _THE_SO_MANY.search(before) and _META_BEHIND.match(behind):
        return OfYear.META, True
    if found := _SO_FAR.search(before):
        if _PLANNED_BEHIND.match(behind):
            return None, False  # "un total anual de 2,000 personas programadas"
        # "Se acumularon 500 personas" may be of the quarter
        named = "acumulad" in found.group() or _ANNUAL.search(found.group())
        return OfYear.SO_FAR, bool(named) and not _TURN.search(behind)
    if found := _META.search(before):
        return OfYear.META, bool(_ANNUAL.search(found["kind"]))
    if _LEFT.search(before):
        to_do = _TO_DO.search(f"{before[-40:]} {behind}") or _OF_META.search(told)
        strict = bool(_TO_MEET.match(behind) or _BY_ANNUAL.search(told))
        return (OfYear.LEFT, strict) if to_do else (None, False)
    if _RESTING.match(behind) and before.endswith(("los ", "las ")) and _TO_COME.search(told):
        return OfYear.LEFT, False
    summed = _SUMS.search(before)
    if summed and _ADDED.search(before):
        return OfYear.SO_FAR, False
    if (summed or _DONE_IN.search(before)) and _IN_YEAR.search(f"{before} {behind}"):
        return OfYear.SO_FAR, False
    since = _SINCE.search(before)
    if since and _COMMITTED.search(before[: since.start()]):
        since = None  # "de las 2,000 comprometidas en el año se atendió a 480"
    if since and _TO_DO.search(behind):
        return OfYear.LEFT, False  # "al cierre se tienen 3 talleres por impartir"
    if since and _AHEAD.search(since.group()):
        return None, False
    if since or _ACCUMULATED_BEHIND.match(behind):
        return OfYear.SO_FAR, False
    if _SPAN_BEHIND.search(behind) and not _PLANNED.search(f"{before} {behind}"):
        return OfYear.SO_FAR, False
    return None, False


_COMMITTED = re.compile(r"\b(?:comprometid|programad|previst|planead|proyectad|establecid)[oa]s $")
_ACCUMULATED_BEHIND = re.compile(r"\s[a-z]{3,}(?:\s[a-z]{3,}){0,3}\s(?:acumulad[oa]s|a la fecha)$")
# "2,045 personas de enero a diciembre", "… a lo largo del año"
_SPAN_BEHIND = re.compile(
    r"^\s[a-z]{3,}(?:\s[a-z]{3,}){0,3}\s(?:(?:de|desde|entre) enero (?:a|hasta|y) [a-z]{4,10}"
    r"|a lo largo del (?:ano|ejercicio)|en lo que va del (?:ano|ejercicio))$"
)
_PLANNED_BEHIND = re.compile(
    r"\s[a-z]{3,}(?:\s[a-z]{3,}){0,2}\s(?:programad|comprometid|previst|planead)[oa]s\b"
)


def _is_elsewhere(of: OfYear, told: str, around: tuple[str, str], period: Period | None) -> bool:
    """Tell whether a sentence is of an earlier time, another year or another span.

    `around` are the words before a number and behind it.
    """
    before, behind = around
    words = _BUT_LED.sub(" ", told) if _LED.match(told) and of is OfYear.SO_FAR else told
    if _EARLIER.search(words) or (of is OfYear.META and _CHANGED.search(words)):
        return True
    if period is None:
        return bool(_YEAR_NAMED.search(told))
    years = {str(period.year_starts_on.year), str(period.ends_on.year)}
    if any(each not in years for each in _YEAR_NAMED.findall(told)):
        return True
    number = (period.starts_on.month + 2) // 3
    if any(_PLACES[each] != number for each in _NAMED_TURN.findall(told)):
        return of is not OfYear.LEFT or number != 3
    ends = [MONTHS[each] for each in _TO_MONTH.findall(told)]
    if any(each != period.ends_on.month for each in ends):
        return True
    if of is OfYear.META and _META_BEHIND.match(behind):
        return bool(_TURN.search(behind))
    # "El acumulado del trimestre es de 500"
    if of is OfYear.SO_FAR:
        return bool(_OWN_TURN.search(before))
    return bool(_TURN.search(told))


_OWN_TURN = re.compile(
    r"\bacumulad[oa]s? (?:del|en el|de este|en este|durante el) (?:\w+ )?"
    r"(?:trimestre|periodo|mes)\b"
)

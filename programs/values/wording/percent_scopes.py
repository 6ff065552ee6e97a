"""Of what a stated percentage is a part: the meta of the year, of the quarter, of another span.

Source: the phrase grammar of section 2.3 of the domain document.
"""

import re
from enum import StrEnum

from programs.values.wording.fractions_told import PLANNED_THINGS
from programs.values.wording.sentences import Span


class Scope(StrEnum):
    """Of what a stated percentage is a part, as its sentence says.

    `QUARTER` is a part of what was programmed for the quarter; `IN_QUARTER` is what the quarter
    alone did of the year's meta; `SPAN` a part of the meta of a semester, a month or several years.
    """

    UNSAID = "unsaid"
    YEAR = "year"
    QUARTER = "quarter"
    IN_QUARTER = "in quarter"
    SPAN = "span"
    ACCUMULATED = "accumulated"


_OF_QUARTER = re.compile(
    r"\b(?:metas?|programad[oa]s?|programado|previst[oa]s?|planead[oa]s?|avance|cumplimiento)\s+"
    r"(?:\w+\s+){0,2}?(?:trimestral(?:es)?\b|(?:del|para|de|al)\s+(?:(?:el|este|presente|primer|"
    r"segundo|tercer|cuarto|dicho)\s+){0,2}(?:trimestre|trim|periodo)\b)"
)
_OF_SPAN = re.compile(
    r"\b(?:metas?|compromisos?|objetivos?|programad[oa]s?|previst[oa]s?|planead[oa]s?"
    r"|comprometid[oa]s?)\s(?:\w+\s){0,2}?"
    r"(?:(?:(?:se|bi|cuatri)mestr|mensu|quincen|sexen|trien|bienn?|quinquen|(?:multi|pluri|tri|bi)anu)al(?:es)?"
    r"|(?:del|para|de|al)\s(?:(?:el|este|presente|primer|segundo|tercer|dicho)\s){0,2}"
    r"(?:(?:se|bi|cuatri)mestre|mes|sexenio|trienio|bienio|quinquenio))\b"
)
# "120 % de lo programado en el trimestre"
_PLANNED_IN_QUARTER = re.compile(
    rf"\b(?:{PLANNED_THINGS}[oa]s?|lo\sque\s(?:tocaba|correspondia|habia(?:\sque\s\w+)?))"
    r"\s(?:en|durante)\s(?:el|este)\s(?:\w+\s)?(?:trimestre|periodo)\b"
)
# "Frente a lo programado a la fecha el avance es de 113.3 %": of what was due from January to now.
# Not "de lo programado a la fecha se lleva 75 %", which may be of the year.
_TURN = r"(?:(?:primer|segundo|tercer)\s)?(?:trimestre|periodo)"
_MONTH = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre)"
_DUE_SO_FAR = re.compile(
    r"\b(?P<against>(?:contra|frente\sa|respecto\s(?:al?|del?)|(?:relacion|comparacion)\scon)\s"
    rf"(?:\w+\s){{1,4}}?)?{PLANNED_THINGS}[oa]s?\s(?:(?:acumulad[oa]s?|como\savance)\s)?"
    r"(?:a\s(?:la|esta|esa|dicha)\sfecha|(?:a|en)\seste\smomento|al\s(?:corte|momento|dia\sde\shoy)"
    r"|(?:hasta|para)\s(?:la\sfecha|estas?\sfechas?|ahora|hoy|aqui|(?:este|el)\s(?:momento|corte))"
    rf"|al\s(?:(?:cierre|termino|final|corte)\sde(?:l|\seste)?\s)?(?:{_TURN}|(?:primer\s)?semestre)"
    rf"|(?:a|hasta|al\s(?:cierre|termino|final|corte)\sde)\s(?:(?:fines|finales)\sde\s)?{_MONTH}"
    rf"|al\s\d{{1,2}}\sde\s{_MONTH}|(?:de|desde|entre)\senero\s(?:al?|y|hasta)\s{_MONTH})\b"
    r"(?P<goes_on>\s(?:ya\s)?(?:se\s(?:llev|tien|ha|registr|report)|van?\b|vamos|llev|hemos|tenemos|suma))?"
)
# "Lo del trimestre quedó cubierto en 140 %", "la cuota del periodo va en 90 %"
_PART_OF_QUARTER = re.compile(
    r"\b(?:lo(?:\s(?:correspondiente|relativo|referente))?|(?:la|el|su)\s(?:parte|cuota|porcion|tramo|cupo"
    r"|encargo|compromiso|tarea|calendario))\s(?:(?:del?|al|para(?:\sel)?)\s(?:(?:este|el|presente|primer"
    r"|segundo|tercer|cuarto)\s){0,2}(?:trimestre|periodo)|trimestral)\b"
    r"(?!\s(?:\w+\s){0,2}?(?:represent|equival|signific))"  # which is of the year
)
_IN_QUARTER = re.compile(
    r"\b(?:en|durante)\s+(?:(?:el|este|presente|primer|segundo|tercer|cuarto|dicho)\s+)+"
    r"(?:trimestre|trim|periodo)\b"
    # "El trimestre aporta por sí solo 15 por ciento", "lo del periodo contribuye con 10 %"
    r"|\b(?:el|este|lo\sdel)\s(?:\w+\s)?(?:trimestre|periodo)\s(?:\w+\s){0,3}?(?:aport|contribuy|abon|sum)\w*"
    r"|\bpor\ssi\ssol[oa]s?\b"
)
_OF_YEAR = re.compile(r"\banual(?:es)?\b|\bdel\s+(?:ano|ejercicio)\b|\ben\s+el\s+ano\b")
_ACCUMULATED = re.compile(
    r"\bacumulad[oa]s?\b|\ba\s+la\s+fecha\b|\ben\s+lo\s+que\s+va\b|\bal\s+corte\b"
    r"|\bal\s+(?:cierre|termino|final)\s+del\s+(?:\w+\s+)?(?:trimestre|periodo)\b"
)
# "Visto por trimestre, va en 112 %; contra lo del año, 77 %": of what the clause behind it speaks.
_LEADS = re.compile(
    r"(?:^|[.;:,]\s|\s[ye]\s)(?:pero\s|mientras\sque\s)?"
    r"(?:(?:si\s(?:se\s)?)?(?:vist|mid|med|mir|ve\b|tom|compar|consider|calcul|cont)\w*\s)?"
    r"(?:(?:por|contra|sobre|frente\sa|respecto\sa|respecto\sde|a\snivel|en\sterminos|en\sbase|con"
    r"|del?|al?)\s?)?(?:l\s|(?:lo|el|la)\s)?(?:(?:meta|del?)\s)?"
    r"(?:(?P<year>ano|ejercicio|anual(?:es)?)|trimestre|periodo|trimestral(?:es)?)[,:]\s[^,;:%]{0,60}$"
)
# "Visto por trimestre se hizo el 75 %", "en términos anuales, con 32 visitas, la meta va en 66 %"
_VIEWS = re.compile(
    r"(?:^|[.;:,]\s|\s[ye]\s)(?:pero\s|mientras\sque\s)?"
    r"(?:(?:si\s(?:se\s)?)?(?:vist|med|mid|mir|ve\b|compar|consider|calcul)\w*\s(?:por|contra|sobre"
    r"|frente\sal?|respecto\s(?:al?|del?)|a\snivel|desde|en|con|del?|al?)\s|(?:en\sterminos|a\snivel)\s)"
    r"(?:de\s)?(?:(?:lo|el|la|su)\s)?(?:(?:meta|del?)\s)?"
    r"(?:(?P<year>anos?|ejercicio|anual(?:es)?)|trimestres?|periodo|trimestral(?:es)?)\b"
    r"[^;:%.]{0,90}$"
)
_REACH = 140  # signs before a percentage


def scope_of(plain: str, sentence: Span, mention: Span, *, whole: bool, others: bool) -> Scope:
    """Return of what a stated percentage is a part; of several, each by its own clause.

    `whole` tells that it is 100, `others` that its sentence has more of them.
    """
    told = plain[sentence.start : sentence.end]
    if others:
        place = mention.start - sentence.start
        cuts = [0, *(cut.end() for cut in re.finditer(r"[,;]\s|\sy\s", told)), len(told) + 1]
        last = mention.end - sentence.start  # "setenta y cinco" is one number
        told = told[max(cut for cut in cuts if cut <= place) : min(c for c in cuts if c > last)]
    before = plain[max(sentence.start, mention.start - _REACH) : mention.start]
    if lead := _VIEWS.search(before) or _LEADS.search(before):
        return Scope.YEAR if lead["year"] else Scope.QUARTER
    if is_due_so_far(told):
        return Scope.SPAN
    if _ACCUMULATED.search(told):
        return Scope.ACCUMULATED
    if _PLANNED_IN_QUARTER.search(told):
        return Scope.QUARTER
    if _IN_QUARTER.search(told):
        return Scope.IN_QUARTER if not whole else Scope.QUARTER
    if _PART_OF_QUARTER.search(told):
        return Scope.QUARTER
    if _OF_YEAR.search(told):
        return Scope.YEAR
    if _OF_SPAN.search(told):
        return Scope.SPAN
    return Scope.QUARTER if _OF_QUARTER.search(told) else Scope.UNSAID


def is_due_so_far(plain: str) -> bool:
    """Tell whether a folded clause is of what its calendar had programmed from January to now."""
    found = _DUE_SO_FAR.search(plain)
    return found is not None and bool(found["against"] or not found["goes_on"])

"""Whether the words of a línea say that its meta is for another time.

"Meta programada en el 3er y 4to trimestre", "no se programó para este periodo", "se atenderá en el
segundo semestre". Source: P3 of the phrase grammar, section 2.3 of the domain document.
"""

import re
from functools import lru_cache

from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of

_TIME = (
    r"(?:(?:[1-4]\s?(?:er|ro|do|to|o|°|º|ero)|primer|segundo|tercer|cuarto|siguientes?|proximos?|"
    r"ultimos?|i{1,3}|iv|otro|posterior(?:es)?)(?:\s*(?:,|y|e|o|al?)\s*(?:el\s+)?)?)+\s*"
    r"(?:trimestres?|semestres?|periodos?|cuatrimestres?|bimestres?|meses|ano|ejercicio)"
    r"(?:\s+posterior(?:es)?)?"
)
_MONTH = (
    r"(?:(?:los\s+|el\s+)?mes(?:es)?\s+de\s+)?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre)"
)
_AFTERWARDS = r"(?:trimestre|semestre|periodo|ejercicio)s?\s+(?:siguiente|posterior|proximo)s?"
_LATER = rf"(?:{_TIME}|{_MONTH}|{_AFTERWARDS})"
_FOR = r"(?:en|para|a\s+partir\s+de|durante|hasta|dentro\s+de)(?:l|\s+el|\s+los|\s+un|\s+la)?\s+"
_PLANNED = (
    r"(?:programad|calendarizad|previst|planead|contemplad|proyectad|agendad|considerad|diferid|"
    r"reprogramad|pospuest)[oa]s?"
)
# The whole of the línea is for later; the words of what is for later come first.
_SUBJECT = (
    r"(?:(?:la|esta|dicha|las|el|este|su)\s+)?(?:presente\s+)?(?:metas?|lineas?\s+de\s+accion|linea|"
    r"accion(?:es)?|actividad(?:es)?|ejecucion|cumplimiento|indicador|entregables?|avance|"
    r"programacion|realizacion|inicio|proyecto)"
)
_NAMED = re.compile(rf"\b{_SUBJECT}\b")
_SUBJECT_PLANNED = re.compile(
    rf"^\W*(?:{_SUBJECT})\b[^.;]{{0,80}}?\b(?:{_PLANNED}|iniciar[a]n?|inicia|comenzara|comienza|se\s+"
    rf"(?:\w+ra|\w+ran|tiene\w*|encuentra\w*|program\w+|prev\w+|contempl\w+|iniciara|reportara))\b"
    rf"[^.;]{{0,60}}?{_FOR}{_LATER}"
)
_NOTHING_NOW = re.compile(
    r"\bno\s+(?:se\s+)?(?:\w+\s+){0,2}?(?:program\w*|calendariz\w*|prev\w+|contempl\w*|plane\w+|"
    r"consider\w+|aplica\w*|correspond\w+\s+(?:reportar|informar|avance)|(?:tiene|tenia|cuenta|"
    r"existe|hay|hubo)\w*\s+(?:con\s+)?(?:\w+\s+){0,2}?(?:program|prev|contempl|calendariz|plane|"
    r"meta)\w*)|\bsin\s+(?:programacion|metas?\s+programadas?|actividad(?:es)?\s+programadas?|"
    r"avance\s+programado|metas?\s+(?:para|en)\s)"
)
_NOW = re.compile(r"\b(?:trimestres?|periodos?|semestres?|mes|meses|reporta\w*|informa)\b")
# A meta that is reached was due: "la meta programada para el primer trimestre se alcanzó".
_REACHED = re.compile(
    r"\bse\s+(?:ha\s+|han\s+)?(?:alcanz|cumpl|realiz|logr|conclu|ejecut|llev|atendi|super|cubri)"
    r"(?:o|io|aron|ieron|aba|yo|yeron|ado|ido)\b|\b(?:fue|fueron|quedo)\s+(?!program|calendariz|previst|contempl|consider)\w+[ai]d[oa]s?\b|%|por\s?ciento"
)
_WILL_BE = re.compile(
    rf"^\W*(?:\w+\s+){{0,6}}?se\s+(?:(?!continuar|seguir|proseguir|mantendr)\w{{3,}}ran?|tiene\s+{_PLANNED}|encuentra\s+{_PLANNED}|"
    rf"preve|contempla|programo|programaron|reprogramo|difirio|pospuso|iniciara)\b[^.;]{{0,60}}?"
    rf"{_FOR}{_LATER}"
)
_ONLY_PLANNED = re.compile(rf"^\W*{_PLANNED}\s+{_FOR}{_LATER}")
_SHORT = 260  # signs of a narrative that says when and nothing else


@lru_cache(maxsize=4096)  # several checks ask it of the same passage
def says_not_due(text: str, *, alone: bool = False) -> bool:
    """Tell whether a text says that the meta of its línea is for another time.

    `alone` tells that the línea says nothing else, or that the text closes it: then what "will be
    done in the second half" is the meta, whatever its words call it.
    """
    plain = folded(text)
    short = alone and len(plain) <= _SHORT
    for span in sentences_of(text):
        told = plain[span.start : span.end][:400]
        if _REACHED.search(told):
            continue
        if _SUBJECT_PLANNED.search(told) or _ONLY_PLANNED.search(told):
            return True
        nothing = _NOTHING_NOW.search(told) and _NOW.search(told)
        if nothing and (short or _NAMED.search(told)):
            return True
        if short and _WILL_BE.search(told):
            return True
    return False

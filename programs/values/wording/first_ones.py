"""What says that nothing was done before the quarter: "son las únicas del año".

Then no earlier quarter is in what a línea states. Source: the closings of section 2.3 of the domain
document.
"""

import re

from programs.values.wording.dates import MONTH, MONTHS

_YEAR = r"(?:del?\s|en\s|durante\s)(?:el\s|este\s|lo\sque\sva\sdel\s)?(?:ano|ejercicio|presente)\b"
_FIRST_ONES = re.compile(
    # "Son las primeras del ejercicio", "los únicos que llevamos en el año"
    rf"\b(?:primer[oa]s|unic[oa]s?)\s(?:(?!mes|tri|sem)\w+\s){{0,5}}?{_YEAR}"
    r"|\b(?:primer[oa]s|unic[oa]s)\s(?:\w+\s)?hasta\s(?:ahora|la\sfecha|hoy|el\smomento)\b"
    r"|\bhasta\s(?:ahora|la\sfecha),?\s(?:son\s)?(?:l[oa]s\s)?unic[oa]s\b"
    # "En el trimestre anterior la línea todavía no arrancaba"
    r"|\b(?:(?:trimestres?|meses|semestre|periodos?)\s(?:anterior(?:es)?|previos?|pasados?)"
    r"|(?:primer|segundo|tercer)\strimestre)\b[^.;]{0,50}\b(?:no|sin)\s(?:(?:se\s)?(?:habian?\s)?"
    r"(?:arranc|inici|comenz|empez|empiez|registr\w+\savance|report\w+\savance|tuv\w+\savance"
    r"|hubo\savance)|avances?\b|actividad(?:es)?\b)"
    # "En el primer trimestre no se programó ninguna"
    r"|\b(?:(?:trimestres?|meses|semestre|periodos?)\s(?:anterior(?:es)?|previos?|pasados?)"
    r"|(?:primer|segundo|tercer)\strimestre)\s(?:no|sin)\s(?:\w+\s){1,3}?(?:ningun|algun|nada\b)"
    # "Nada se había inspeccionado antes", "antes no se limpió ninguno", "sin que antes se hubiera"
    r"|\b(?:nada|ningun[oa]?|ningun\s\w+|ninguna\s\w+)\sse\shabia\s\w+[dt]o\s(?:antes|hasta\sentonces"
    r"|previamente|con\santerioridad)\b"
    r"|\bantes\sno\sse\s(?:habia\s)?\w+\s(?:\w+\s)?(?:ningun|algun|nada\b)"
    r"|\bsin\sque\s(?:antes|previamente)\sse\shubier\w+"
    # "En el trimestre previo, ninguna"
    r"|\ben\s(?:el|los)\s(?:(?:primer|segundo|tercer)\strimestre|(?:trimestres?|periodos?|semestre)"
    r"\s(?:anterior(?:es)?|previos?|pasados?)),?\s(?:ningun[oa]?|nada)\b(?!\sde\sell)"
    # "Antes no había personal", "sin avances en los trimestres previos"
    r"|\bantes\sno\s(?:se\s)?(?:hab|hubo|cont|ten)\w*"
    r"|\b(?:no\s(?:se\s)?(?:hay|hubo|habian?|report\w+|registr\w+)|sin)\s(?:\w+\s){0,3}?(?:en|de)\s(?:los?\s)?"
    r"(?:trimestres?|meses|periodos?)\s(?:anterior(?:es)?|previos?|pasados?)\b"
    # "Sin que hubiera dictámenes en los dos anteriores"; what hindered nothing says nothing
    r"|\bsin\sque\s(?:se\s)?(?:hubi\w+|haya\w?|registr\w+|emiti\w+|present\w+|report\w+)\s"
    r"(?!(?:\w+\s)?(?:incidenc|observac|quejas?\b|contratiemp|retras|atras|cambi|inconform|error))"
    r"(?:\w+\s){0,4}?(?:en|durante)\s(?:el|los)\s(?:(?:dos|tres|2|3)\s)?"
    r"(?:(?:trimestres?|meses|periodos?)\s)?(?:anterior(?:es)?|previos?|pasados?)\b(?!\s(?:an|ejerc))"
)
# "Como la línea inició en abril"; an event that began then says nothing of the others.
_BEGAN = re.compile(
    r"\b(?:linea|accion|actividad(?:es)?|meta|programa|tarea|proyecto|labores|trabajos|servicio)\b"
    r"[^.;,]{0,30}?\b(?:inici|arranc|comenz|empez)(?:o|aron)\b[^.;,]{0,30}?\s(?:en|de|desde)\s"
    rf"(?P<month>{MONTH})\b"
)
_MONTHS_OF_QUARTER = 3


def is_first_of_year(plain: str, first_month: int) -> bool:
    """Tell whether a folded text says that nothing of the year was done before its quarter.

    `first_month` is that with which the quarter begins.
    """
    if _FIRST_ONES.search(plain):
        return True
    months = (MONTHS[found["month"]] for found in _BEGAN.finditer(plain))
    return any(first_month <= month < first_month + _MONTHS_OF_QUARTER for month in months)

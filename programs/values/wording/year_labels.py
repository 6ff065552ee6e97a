"""Lines that label how many the year has so far: "Acumulado: 9 jornadas", "Avance a la fecha: 9".

They stand in any order among the figures of a quarter, and are none of these.
"""

import re

from programs.values.wording.numbers import folded

_LONGEST = 120
# "Acumulado al trimestre: 9 jornadas", no sentence that goes on.
_LINE = re.compile(
    r"\W{0,3}(?P<head>[a-z%][^:\n]{2,70}) ?: ?(?:un total de )?\d[\d,]{0,9}"
    r"(?: (?!de\b)[a-z]{3,}(?: [a-z]{2,}){0,4})?\.?"
)
_CUT = r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)[a-z]{0,8}\.?"
_OF_YEAR = re.compile(
    r"\bacum(?:ulad[oa]s?)?\b|\ba la fecha\b"
    r"|\b(?:en|durante) (?:el|este|lo que va del?) (?:ano|ejercicio)\b"
    rf"|\bene(?:ro)?\.?(?: ?[-–] ?| al? )(?!mar){_CUT}"
    r"|\bal (?:segundo|tercer|cuarto) trimestre\b"
    r"|\bal (?:cierre|corte|termino|final|mes)(?: del?)? (?:este )?[a-z]{4,}"
    rf"|\b(?:al 3[01] de|hasta) {_CUT}"
    r"|\b(?:avance|suma|total|realizad[oa]s?|alcanzad[oa]s?|lograd[oa]s?) (?:\w+ )?anual\b"
    r"|\banual (?:realizad|alcanzad|lograd|ejecutad)[oa]s?\b"
)
# What was promised, a share, one quarter, or what others had.
_OF_OTHER = re.compile(
    r"%|porcentaj|por ?ciento|\bmetas?\b(?! (?:alcanzad|realizad|cumplid|lograd))|programad|planead"
    r"|comprometid|previst|calendarizad|pendiente|\bpor \w+[aei]r\b|asistent|participant|anterior"
    r"|\b(?:del|en el|de este|en este|durante el) (?:\w+ )?(?:trimestre|periodo|mes)\b"
    r"|^(?:estado|estatus|situacion|plantilla|padron)\b"
)


def is_year_label(text: str) -> bool:
    """Tell whether a line is a label of the year so far and its figure, and nothing else."""
    if len(text) > _LONGEST or ":" not in text:
        return False
    found = _LINE.fullmatch(folded(text).strip())
    return found is not None and heads_year(found["head"])


def heads_year(head: str) -> bool:
    """Tell whether folded words name what was done in the year so far."""
    return _OF_YEAR.search(head) is not None and not _OF_OTHER.search(head)

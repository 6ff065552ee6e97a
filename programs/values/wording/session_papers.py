"""The acta of one session that a list tells by its article: "el proyecto… del acta" is one acta.

"De dicha sesión se realizó lo siguiente: 26 convocatorias y 70 invitaciones, así como el proyecto
del orden del día y del acta": what stands in a list of counted things was made as they were. An
acta of each of several sessions, or of an earlier one, is not counted so.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.wording.numbers import NumberMention

# Without one of these in its words a text has no such list.
ACTAS = frozenset(("acta", "minuta"))
_DRAFT = r"(?:(?:el|los|del|al)\s)?(?:proyectos?\s)?"
_LISTED = re.compile(
    # What was counted last before it: "70 invitaciones a sus integrantes"
    r"\b(?:\d{1,4}|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte)\s+"
    r"(?:convocatorias?|invitaci(?:on|ones)|citatorios?)"
    r"(?:\s(?:a|para|de|con)\s(?:l[oa]s\s|sus\s)?[a-zñ]{3,16}){0,2}"
    r"(?:\s?,)?\s(?:(?:asi\scomo|ademas\sdel?|junto\scon|tambien|y|e)\s)?"
    # What is told before it in the same way: "el proyecto del orden del día y", "la lista… y"
    rf"(?:{_DRAFT}(?:(?:la|el|del?)\s)?(?:la\s)?"
    r"(?:orden\sdel\sdia|listas?\sde\sasistencia|cuadernillo|carpeta)"
    r"(?:\s?,\s|\s(?:y|e|asi\scomo)\s)(?:[ye]\s)?){0,3}"
    rf"{_DRAFT}(?:de\s(?=la\s))?(?P<one>del?|el|la)\s(?:acta|minuta)"
    r"(?=\s{0,2}(?:[,.;)]|$)|\s(?:correspondiente|respectiv[oa]|de\s(?:la\s)?(?:misma|dicha|esa"
    r"|sesion(?!\s(?:anterior|previa|pasada|ordinaria|extraordinaria|solemne)))\b))"
)
_SENTENCE = re.compile(r"[.;](?=\s)")
_SEVERAL = re.compile(r"\b(?:sesiones|reuniones|asambleas|cada|ambas)\b")


def actas_listed(plain: str) -> Iterator[NumberMention]:
    """Yield the article of each such acta of a folded text, which tells one."""
    for found in _LISTED.finditer(plain):
        start = max((end.end() for end in _SENTENCE.finditer(plain, 0, found.start())), default=0)
        if not _SEVERAL.search(plain, start, found.start()):
            yield NumberMention(Decimal(1), found.start("one"), found.end("one"))

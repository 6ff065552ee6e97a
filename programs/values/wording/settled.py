"""Closings that tell in any order of words that what was promised is settled.

"Compromiso satisfecho", "quedó saldado en su totalidad el compromiso anual", "se dio por cubierta
la meta". Source: the closings of section 2.3 of the domain document, and wordings of others.
"""

import re

from programs.values.wording.fractions_told import PLANNED_THINGS

_PROMISE = (
    r"(?:compromisos?|metas?|objetivos?|encargos?|obligacion(?:es)?|promesas?|ofrecimientos?|linea"
    r"|tarea|actividad|accion"
    r"|lo\s(?:programado|comprometido|previsto|prometido|planeado|pactado|ofrecido))"
)
# "Lo ofrecido", "lo que se ofreció", "lo que prometimos".
_OFFERED_THING = (
    rf"(?:lo\s(?:{PLANNED_THINGS}|anunciad)o|lo\sque\s(?:nos\s|se\s)?(?:habia(?:mos)?\s)?"
    r"(?:program|plane|compromet|prome|anunci|ofrec|pact|convin)\w+)"
)
_OFFERED = rf"(?:{_OFFERED_THING}|{PLANNED_THINGS}o|(?:metas?|compromisos?|encargos?|objetivos?))"
_PAID = r"satisfech|saldad|cubiert|agotad|rebasad|superad|honrad|solventad|finiquitad"
_SETTLED = rf"(?:{_PAID}|cumplid|concluid|alcanzad|completad)[oa]s?"
_WHOLLY = (
    r"(?:en\ssu\stotalidad|totalmente|por\s(?:completo|entero)|completamente|integramente|plenamente"
    r"|cabalmente|del\stodo)"
)
_STANDS = (
    r"(?:qued[oa]n?|quedaron|ha(?:n)?\squedado|esta|estan|fue|fueron|se\s(?:encuentra|halla)n?"
    r"|se\s(?:da|dio|tiene|tuvo|considera)(?:\spor)?)"
)
_BETWEEN = r"(?:,?\s(?:pues|asi|ya|entonces),?)?"
# "Compromiso satisfecho, no resta ninguna.", "la cuenta de esta línea quedó saldada"
_NAMED_FIRST = re.compile(
    rf"(?:la\s|el\s)?(?:{_PROMISE}|cuenta\sde\sesta\slinea)(?:\s(?:anual|del\s(?:ano|trimestre)))?"
    rf"\s(?:{_STANDS}{_BETWEEN}\s)?(?:{_WHOLLY}\s)?(?:{_PAID})[oa]s?\b"
)
# "Con ello quedó saldado en su totalidad el compromiso anual."
_NAMED_LAST = re.compile(
    rf"\b{_STANDS}{_BETWEEN}\s(?:{_WHOLLY}\s)?{_SETTLED}(?:\s{_WHOLLY})?,?\s"
    rf"(?:(?:la|el|los|las|su|nuestr[oa])\s)?{_PROMISE}\b"
)
# "Se alcanzó, pues, la totalidad de lo ofrecido.", "Se cumplió íntegramente con lo pactado."
_REACHED = re.compile(
    r"\b(?:alcanz|cumpl|logr|cubr|conclu|complet|satisf|atend|realiz|ejecut|honr|lleg|entreg|rebas"
    r"|super)"
    r"(?:o|a|io|izo|yo|e|en|aron|ieron|imos|amos|(?:ad|id)[oa]s?)"
    rf"{_BETWEEN}\s(?:ya\s)?(?:{_WHOLLY}\s)?(?:con\s|al?\s)?"
    r"(?:(?:(?:(?:la\s)?totalidad|(?:el\s)?(?:total|cien\spor\sciento))\s(?:de\s|(?=del\s))"
    rf"|tod[oa]s?\s)(?:l[oa]\s|el\s|del\s|nuestr[oa]\s)?{_OFFERED}"
    rf"|(?:(?:{_WHOLLY}\s)?{_OFFERED_THING}))\b"
)
# "Se cumplió a cabalidad.", "Hemos cumplido.": nothing else stands in the sentence
_MET_ALONE = re.compile(
    r"(?:(?:asi|con\s(?:ello|esto|eso|lo\santerior)),?\s)?(?:se\s(?:ha\s)?(?:cumpli|conclu|complet)\w+"
    rf"\s(?:{_WHOLLY}|a\scabalidad|con\screces)|hemos\scumplido(?:\s(?:{_WHOLLY}|a\scabalidad))?"
    r"|(?:la\s|nuestra\s)?promesa\s(?:(?:esta|queda|quedo|fue)\s)?cumplida)\W{0,2}"
)
# "Van los dos que se ofrecieron.", "Ya están las cuatro comprometidas."
_ALL_THERE = re.compile(
    r"\b(?:van|vamos|estan|son|llevamos|tenemos|quedaron)\s(?:ya\s)?(?:(?:hech|list|entregad)[oa]s\s)?"
    r"(?:l[oa]s\s(?:\d{1,4}|[a-z]{3,12})|amb[oa]s|tod[oa]s\sl[oa]s)\s(?:\w+\s)?(?:que\s(?:nos\s|se\s)?"
    rf"(?:ofrec|compromet|prome|program|pact|anunci)\w+|{PLANNED_THINGS}[oa]s)\b"
)
_SHORT = 160  # signs


def says_settled(plain: str) -> bool:
    """Tell whether a folded sentence says that what its línea promised is settled."""
    if _NAMED_FIRST.match(plain) or tells_settled_last(plain):
        return True
    if len(plain) > _SHORT:
        return False
    return bool(reached(plain) or _MET_ALONE.fullmatch(plain) or _ALL_THERE.search(plain))


def reached(plain: str) -> re.Match[str] | None:
    """Return where a folded text says that all that was offered was reached, None where nowhere."""
    return _REACHED.search(plain)


def tells_settled_last(plain: str) -> bool:
    """Tell whether a short folded sentence says so with the promise behind its verb."""
    return len(plain) <= _SHORT and _NAMED_LAST.search(plain) is not None

"""Events that a text tells and counts for nobody, or for another part: "lo cuenta la Dirección".

Who attends an event, lends the room for it or only mentions it does not give it.
"""

import re
from bisect import bisect_right

from programs.values.wording.courses import ANNOUNCED, ELSEWHERE, NOT_HELD
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of

_NOT_OURS = re.compile(
    r"\b(?:no|ni|sin|tampoco|nunca)\s(?:\w+\s){0,4}?(?:cuent|sum|contab|conta|report|comput"
    r"|consider|incluy|integr|propi|suy|agreg|acumul|duplic|abon|nuestr|registr)\w*"
    r"|\b(?:solo|solamente|unicamente|nada\smas|meramente)\s(?:\w+\s){0,2}?(?:mencion|refer"
    r"|consign|acompan|prest|asist|apoy|envi|mand|particip|facilit|inform|anot|cit|acud"
    r"|de\soyente)"
    r"|\b(?:l[oa]s?|que)\s(?:ya\s)?(?:cuent|sum|report|contabiliz|registr|comput|inform|rind"
    r"|(?<=l[oa]\s)(?:organiz|imparti))\w*\s(?:solo\s|ya\s)?(?:el|la|los|las|en|otra|otro)\s"
    r"(?!(?:trimestre|periodo|lapso|dia|mes|ano|numero|tabla|cuadro|anexo)\b)"
    r"|\b(?:cuent|contabiliz|report|sum|registr|comput|inform)\w{1,5}\s(?:ya\s|solo\s|\w+mente\s)?"
    r"(?:en|por|para|solo)\s(?!(?:(?:el|la|los|las|este|esta|lo)\s)?(?:trimestre|periodo|lapso"
    r"|presente|primer|segund|tercer|cuarto|ejercicio|ano|tabla|figura|cuadro|anexo|informe|mes|un|una|dos|total|que|est[ea]\b|\d))"
    r"|\b(?:correspond|pertenec|atribuy)\w+\s(?:a\s(?:la|el|otra)|al)\s"
    r"(?!(?:trimestre|periodo|ejercicio)\b)"
    r"|\b(?:una|un)\ssol[oa]\s(?:vez|evento|curso|taller|registro)\b"
    r"|\bya\s(?:se\s)?(?:cont|report|inform|sum|registr|consign)"
    r"|\bmism[oa]\s(?:curso|taller|foro|evento|acto|seminario|diplomado|platica|conferencia|que)"
)
# Who helps with it, tells of it or sends people there.
_HELPED = re.compile(
    r"\b(?:prest|ced|facilit|aport)(?:o|io|aron|ieron|ado|ando)\s(?:solo\s)?(?:la|el|su|las|los)\s"
    r"(?:sala|salon|auditorio|aula|equipo|espacio|instalacion|sillas|sonido|proyector|logistic)"
    r"|\bapoy(?:o|aron|ando|ado)\b|\bcolabor(?:o|aron)\b|\bcoadyuv|\banfitrion|\ben\sconjunto\b"
    r"|\bconjuntamente\b|\bcoorganiz|\bcompartid|\binvitad[oa]s?\b|\bde\soyentes?\b"
    r"|\b(?:difundi|grab|transmiti|cubri|fotografi|reparti|divulg)(?:o|io|eron|aron)\b|\bcobertura\b"
    r"|\b(?:mand|envi|comision)(?:o|aron)\sa\b"
    r"|\bhizo\slas?\sinvitacion|\b(?:invitaciones|carteles|boletin(?:es)?|video|nota)\s(?:al|del|de\sla"
    r"|sobre)\b"
)
# Who takes part gives nothing: "asistió al taller", "tomó parte en el foro".
_ATTENDED = re.compile(
    r"\b(?:asisti|acudi|particip|concurri|tomo\sparte|tomaron\sparte|inscrib)\w*"
    r"(?:\s\w+){0,6}?\s(?:al?|en)\s(?:(?:el|la|los|las)\s)?(?:\w+\s){0,3}[«\"“']?$"
    # What is a part of it is another thing: "el concierto que cerró la Feria".
    r"|\b(?:dentro\sdel?|en\sel\smarco\sdel?|durante|que\s(?:cerro|abrio|clausuro|inauguro))"
    r"\s(?:(?:el|la|los|las)\s)?(?:\w+\s){0,2}[«\"“']?$"
)
# Another hour, group or edition of one day.
_SET_APART = re.compile(
    r"\b(?P<set>(?:primer|segund|tercer|cuart)[oa]?\s(?:edicion|grupo|emision|turno|sesion|modulo)"
    r"|grupo\s\w{1,3}\b|matutin|vespertin|por\sla\s(?:manana|tarde|noche)|a\slas\s\d{1,2}"
    r"|\d{1,2}:\d\d|modulo\s\w{1,4}\b|sede\s\w+)"
)
_BEFORE = 90  # signs
# Of a sentence about a name: one that lists a thousand courses is not read anew for each.
_AROUND = 600
_VENUES = (
    "sala|auditorio|aula|sal[oó]n|plaza|casa|teatro|biblioteca|centro|escuela|museo|patio|primaria"
    "|secundaria|preparatoria|universidad|parque|plantel|delegaci[oó]n|sede|c[aá]mara|explanada"
    "|instalaciones|oficinas|hotel|facultad|tecnol[oó]gico"
)
_PLACE = re.compile(
    r"(?:\ben\s(?:(?:el|la|los|las)\s)?(?=[A-ZÁÉÍÓÚÑ]\w{2}|(?:" + _VENUES + r")\b)"
    r"|[,(]\s?(?:(?:el|la|los|las)\s)?(?=(?:" + _VENUES + r")\b))"
    r"(?P<place>\w+(?:\s(?:(?:de|del|la|las|los|el|y)\s)*[\wÁÉÍÓÚÑ]+){0,5})"
)
_WEIGHTY = re.compile(r"\w{4,}")
_ANY_VENUE = re.compile(rf"(?:{_VENUES}|para|ante|donde|sobre)")


def is_of_others(text: str, start: int, end: int) -> bool:
    """Tell whether what is said about an event at a place tells that it is not counted there."""
    around = told_around(text, start, end)
    unheld = (_NOT_OURS, _HELPED, NOT_HELD, ELSEWHERE, ANNOUNCED)
    return any(each.search(around) for each in unheld)


def is_counted_elsewhere(text: str, start: int, end: int) -> bool:
    """Tell whether the words about an event say that it is counted elsewhere, or not at all."""
    return _NOT_OURS.search(told_around(text, start, end)) is not None


def is_attended(text: str, start: int) -> bool:
    """Tell whether what stands before an event tells that somebody took part in it."""
    before = folded(text[max(0, start - _BEFORE) : start]).rsplit(". ", 1)[-1]
    return _ATTENDED.search(before) is not None


def told_around(text: str, start: int, end: int) -> str:
    """Return, folded, the sentence about a name and the two behind it, without the name."""
    spans = sentences_of(text)
    at = bisect_right(spans, start, key=lambda span: span.start) - 1
    if at < 0 or start >= spans[at].end:
        return ""
    begins = max(spans[at].start, start - _AROUND)
    ends = min(spans[min(at + 2, len(spans) - 1)].end, end + _AROUND)
    return folded(f"{text[begins:start]} ¦ {text[end:ends]}")


def places_in(text: str) -> frozenset[str]:
    """Return the words, folded, of the places that a text tells by name: "sala Arrayán"."""
    words: set[str] = set()
    for found in _PLACE.finditer(text):
        told = _WEIGHTY.findall(folded(found["place"]))
        words |= {each for each in told if not _ANY_VENUE.fullmatch(each)}
    return frozenset(words)


def places_near(text: str, start: int, end: int) -> frozenset[str]:
    """Return the words of the places that a text tells before or behind an event."""
    return places_in(text[max(0, start - 100) : start]) | places_in(text[end : end + 160])


def of_other_places(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two events were held at different places, where both tell theirs."""
    return bool(one and other) and not one & other


def sets_near(text: str, start: int, end: int) -> frozenset[str]:
    """Return what sets an event apart from one of the same name and day: a group, an hour."""
    around = told_around(text, start, end)
    return frozenset(each["set"] for each in _SET_APART.finditer(around))


def of_other_sets(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two events are of other groups or hours, or one of a later group."""
    later = any(each.startswith(("segund", "tercer", "cuart")) for each in one ^ other)
    return later or bool(one and other and not one & other)

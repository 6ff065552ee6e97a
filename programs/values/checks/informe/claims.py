"""What the presentación says of all líneas at once, against how each of them closes.

"Las cinco actividades se concluyeron", "ninguno está por debajo de 80 por ciento", "dos de ellos
alcanzaron la totalidad". Nothing is said where the closing of a línea does not tell how far it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.places import opening_place
from programs.values.checks.informe.presenting import presents
from programs.values.checks.informe.statements import percent_words
from programs.values.wording.not_due import says_not_due
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.percents import percents_of, stated_percents
from programs.values.wording.sentences import sentences_of
from programs.values.written import Passage, PassageKind, Written, WrittenLinea

_THINGS = (
    r"(?:actividades|acciones|metas|proyectos|lineas(?:\s+de\s+accion)?|compromisos|tareas|"
    r"programas)"
)
_REACHED = (
    r"(?:(?:se\s+)?(?:concluy|cumpl|termin|finaliz|realiz|ejecut|complet|alcanz|atendi|lograr)\w*|"
    r"(?:fueron|quedaron|estan|se\s+encuentran|resultaron)\s+(?:\w+mente\s+)?"
    r"(?:concluid|cumplid|terminad|finalizad|completad|alcanzad|atendid)[oa]s)"
)
_WHOLLY = (
    r"(?:en\s+su\s+totalidad|totalmente|por\s+completo|completamente|al\s+(?:cien|100)|sin\s+excepcion|"
    r"todas|todos|integramente)"
)
_ALL = re.compile(
    rf"(?<!\bde )\b(?P<all>tod[oa]s\s+)?l[oa]s\s+(?P<count>\w+\s+)?{_THINGS}\b"
    rf"[^.;]{{0,80}}?\b{_REACHED}\b"
    rf"(?P<after>[^.;]{{0,60}})"
)
_TOTALITY = re.compile(
    rf"\bla\s+totalidad\s+de\s+(?:l[oa]s|sus|nuestr[oa]s)\s+(?P<count>\w+\s+)?{_THINGS}\b"
    rf"[^.;]{{0,60}}?\b{_REACHED}"
)
_EXCEPT = re.compile(
    r"\b(?:excep\w+|salvo|menos|casi|practicamente|mayoria|no\s+(?:se\s+)?\w+|sin\s+embargo|aunque|"
    r"pero|restante|concluid[oa]s\s+en|anterior(?:es)?)\b"
)
_FLOOR = re.compile(
    r"\b(?:ningun[oa]?)\b[^.;%]{0,80}?\b(?:debajo|abajo|menor|inferior|menos)\s+(?:de|del|al?)\s+"
    r"(?:un\s+)?$"
)
_EVERY_ABOVE = re.compile(
    r"\btod[oa]s\b[^.;%]{0,80}?\b(?:(?:por\s+)?(?:encima|arriba)\s+del?|super(?:an|aron)\s+(?:el|al)|"
    r"rebas(?:an|aron)\s+el|al\s+menos(?:\s+el)?|(?:mayor|superior|igual)\s+(?:al?|o\s+mayor\s+al?))\s+"
    r"(?:un\s+)?$"
)
_SOME = re.compile(
    rf"\b(?P<count>\w+)\s+(?:de\s+(?:ell[oa]s|est[oa]s|l[oa]s\s+\w+\s+)?(?:{_THINGS})?\s*|{_THINGS}\s+)"
    r"(?:se\s+)?(?:alcanzaron|lograron|cumplieron|llegaron|concluyeron)\s+"
    r"(?:a\s+)?(?:la\s+totalidad|el\s+(?:cien|100)|al\s+(?:cien|100)|por\s+completo|el\s+total|en\s+su\s+totalidad)"
)
_OPEN = re.compile(
    r"\ben\s+(?:proceso|ejecucion|curso|tramite|desarrollo)\b|\bparcial(?:mente)?\b|\bsin\s+avances?\b|"
    r"\bno\s+(?:iniciad|concluid|cumplid|alcanzad)[oa]\b|\bpendiente\b|\binconclus[oa]\b|"
    r"\bno\s+se\s+(?:cumplio|alcanzo|concluyo)\b"
)
_ENDED = re.compile(
    r"\b(?:concluid|cumplid|terminad|finalizad|alcanzad|superad|rebasad|atendid)[oa]\b"
)
_NOT = re.compile(r"\b(?:no|sin|parcial\w*)\b")


@dataclass(frozen=True)
class _State:
    """How far a línea says that it is; `ended` is None where that cannot be told."""

    linea: WrittenLinea
    percent: Decimal | None
    ended: bool | None


def claims(written: Written) -> Iterator[PlacedFinding]:
    """Yield what the presentación says of all líneas and one of them denies."""
    states = [_state_of(each) for each in written.lineas]
    if len(states) < 2:
        return
    for section in written.sections:
        if section.heading and not presents(section):
            continue
        for passage in section.passages:
            if passage.kind not in (PassageKind.TEXT, PassageKind.ITEM):
                continue
            for said, message in _denied(passage, states):
                finding = Finding(
                    Code.OPENING_FIGURE, Severity.DOUBT, message, passage.anchor, quote=said
                )
                yield PlacedFinding(finding, section.key, opening_place(section))


def _denied(passage: Passage, states: list[_State]) -> Iterator[tuple[str, str]]:
    """Yield each sentence that líneas deny, with the words for it."""
    plain = folded(passage.text)
    known = [(each.percent, n) for n, each in enumerate(states) if each.percent is not None]
    lowest = [states[min(known)[1]]] if known else []
    for span in sentences_of(passage.text):
        told = plain[span.start : span.end]
        said = passage.text[span.start : span.end]
        if message := _all_done(told, states) or _floor(told, lowest) or _some_done(told, states):
            yield said, message


def _all_done(told: str, states: list[_State]) -> str:
    found = _TOTALITY.search(told) or _ALL.search(told)
    if not found or _EXCEPT.search(told):
        return ""
    groups = found.groupdict()
    count = _number(groups["count"])
    if count is not None and count != len(states):
        return ""
    whole = "after" not in groups or groups["all"] or re.search(_WHOLLY, groups["after"])
    if not (whole or count is not None):
        return ""
    behind = next((each for each in states if each.ended is False), None)
    if behind is None:
        return ""
    return f"El inicio dice que todo se concluyó, y {_name(behind)} no lo está"


def _floor(told: str, lowest: list[_State]) -> str:
    for mention in percents_of(told):
        before = told[max(0, mention.start - 130) : mention.start]
        if not (_FLOOR.search(before) or _EVERY_ABOVE.search(before)):
            continue
        for each in lowest:
            if each.percent is not None and each.percent < mention.value:
                own = percent_words(each.percent)
                limit = percent_words(mention.value)
                return (
                    f"El inicio dice que nada está debajo de {limit}, y {_name(each)} va en {own}"
                )
    return ""


def _some_done(told: str, states: list[_State]) -> str:
    found = _SOME.search(told)
    count = _number(found["count"]) if found else None
    known = [each.percent for each in states if each.percent is not None]
    if count is None or len(known) < len(states):
        return ""
    reached = sum(each >= 100 for each in known)
    if count == reached:
        return ""
    return f"El inicio dice que {count:,f} llegaron a 100%, y llegan {reached} de {len(states)}"


def _state_of(linea: WrittenLinea) -> _State:
    """Return how a línea closes; what is of another quarter tells nothing."""
    text = linea.closing.text if linea.closing else ""
    plain = folded(text)
    said = stated_percents(text, closes=True)
    if says_not_due(text, alone=True):
        return _State(linea, None, None)
    percent = said[-1].mention.value if len(said) == 1 else None
    told = bool(_ENDED.search(plain)) and not _NOT.search(plain)
    ended: bool | None = None
    if _OPEN.search(plain):
        ended = False
    elif told if percent is None else percent >= 100:
        ended = True
    return _State(linea, percent, ended)


def _name(state: _State) -> str:
    place = linea_place(state.linea)
    return place[:1].lower() + place[1:] if place.startswith("Línea") else place


def _number(word: str | None) -> Decimal | None:
    mentions = list(numbers_of(word or ""))
    return mentions[0].value if len(mentions) == 1 else None


WHOLE = (WholeCheck((Code.OPENING_FIGURE,), claims),)

"""Programmes and plans by their printed names: "Programa Anual de Evaluación 2025".

Names of the same words are of one plan: "Plan Institucional Anticorrupción" and "Programa
Institucional Anticorrupción", "Política Estatal Anticorrupción" and "Política Anticorrupción
Estatal", "de Evaluación" and "de Evaluaciones". The plan of work has its own reading
(`plan_names`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from os.path import commonprefix

from programs.values.wording.numbers import PASSAGES, folded, holds_any
from programs.values.wording.units import stem

_NOUNS = (
    "Programa", "Plan", "Política", "Politica", "Estrategia", "Agenda",
    "PROGRAMA", "PLAN", "POLÍTICA", "POLITICA", "ESTRATEGIA", "AGENDA",
)  # fmt: skip
_NOUN = re.compile(rf"(?<!\w)(?P<noun>{'|'.join(_NOUNS)})(?=\s)")
_NEXT = re.compile(
    r"\s{1,3}(?:(?:de|del|la|las|los|el|y|para|por|en|a|al|contra|con|sin|e|no|No|entre|DE|DEL|LA|LAS|LOS|EL|Y|PARA|EN"
    r"|A|AL|CONTRA|E|NO|ENTRE)\s{1,3}){0,3}(?P<word>[A-ZÁÉÍÓÚÑ][\wáéíóúñ\-]{2,30})"
)
_YEARS = re.compile(
    r"[»”\"]?(?:\s\([A-ZÁÉÍÓÚÑ\-]{2,9}\))?,?\s{0,3}"
    r"(?:(?:del?|para(?: el)?|correspondiente al?)\s(?:ejercicio\s(?:fiscal\s)?|año\s)?(?:de\s)?)?"
    r"(?P<years>20\d\d(?:\s?[-–/]\s?20\d\d)?)(?!\w)"
)
_WHOSE = re.compile(
    r"(?:comite|consejo|secretaria|instituto|comision|municipio|ayuntamiento|organo|sistema|unidad"
    r"|direccion|coordinacion|tribunal|fiscalia|estado|gobierno|h)$"
)
# "Plan Estatal de Gobierno Abierto": what the plan is about, and no owner of it.
_GOVERNING = re.compile(
    r"gobierno\s+(?:abierto|digital|electronico|eficaz|eficiente|transparente|documental|corporativo"
    r"|responsable|cercano|honesto|seguro|inteligente|sustentable|igualitario)"
)
_RANK = re.compile(
    r"(?:anual|institucional|operativo|estrategico|general|estatal|municipal|nacional|maestro"
    r"|rector|sectorial|trabajo|actividades|acciones|acci[oó]n|labores|desarrollo)$"
)
_PURPOSE = re.compile(r"\s{1,3}(?:PARA|EN)\s")
# "Plan de Acción por la Niñez"
_BY, _FOR_SOMETHING = re.compile(r"\s{1,3}por\s"), (["accion"], ["atencion"], ["alianza"])
_MOST = 8
_LONGEST_PAIR = 40


@dataclass(frozen=True)
class TitledPlan:
    """A name of a plan in a text: `text[start:end]`.

    `words` are the stems of its words without the noun, in their order, `years` those behind it,
    "" for none; `key` is the same for names that are printed alike. `behind` is the stem of whose
    it is, where that is told in its own words: "del Estado" says what "Estatal" does.
    """

    noun: str
    words: tuple[str, ...]
    years: str
    key: str
    written: str
    start: int
    end: int
    behind: str = ""


@lru_cache(maxsize=PASSAGES)  # several checks ask it of the same passage
def titled_plans(text: str) -> tuple[TitledPlan, ...]:
    """Return the plans that a text calls by a name of two words of weight, or of one and a year."""
    return tuple(_titled(text)) if holds_any(text, _NOUNS) else ()


def _titled(text: str) -> Iterator[TitledPlan]:
    for found in _NOUN.finditer(text):
        words: list[str] = []
        end = found.end()
        while len(words) < _MOST and (following := _NEXT.match(text, end)):
            if len(words) > 1 and _PURPOSE.match(text, end):
                break  # "EL PLAN … FIJÓ PARA EL TRIMESTRE", where all stands in capitals
            if _BY.match(text, end) and words[-1:] not in _FOR_SOMETHING:
                break  # "el Programa Anual por Dirección"
            plain = folded(following["word"])
            about = _GOVERNING.match(folded(text[following.start("word") :][:_LONGEST_PAIR]))
            if _WHOSE.match(plain) and not (about or words[-1:] == ["buen"]):
                break
            words.append(plain)
            end = following.end()
        years = _YEARS.match(text, end)
        # One word of weight is a name where a year stands behind it: "Plan de Integridad 2025".
        if len(words) < 2 and not (words and years and not _RANK.match(words[0])):
            continue
        noun = folded(found["noun"])
        yield TitledPlan(
            noun,
            tuple(stem(word) for word in words),
            re.sub(r"\s", "", years["years"]).replace("–", "-") if years else "",
            " ".join((noun, *words)),
            " ".join(text[found.start() : end].split()),
            found.start(),
            end,
            _behind(text, end),
        )


_OF_WHOM = re.compile(
    r"\s{1,3}DEL\s{1,3}(?P<whose>ESTADO|MUNICIPIO|INSTITUTO)(?!\w)", re.IGNORECASE
)
_RANKS = {"estado": "estatal", "municipio": "municipal", "instituto": "institucional"}


def _behind(text: str, end: int) -> str:
    found = _OF_WHOM.match(text, end)
    return _RANKS[found["whose"].lower()] if found and found["whose"][0].isupper() else ""


# "Operativo" and "de Operación", "Registral" and "del Registro": how such words end.
_ENDINGS = re.compile(
    r"(?:[tsc]?(?:iv|ori)[oa]s?|[cts]?ion(?:es)?|i?(?:al|ar)(?:es)?|i[oa]s?|[oae]s?|l(?:es)?|"
    r"(?:ist)?ic[oa]s?|(?:t?ari)[oa]s?|(?:i|iv?i)?dad(?:es)?|miento|n?te|)"
)
_LEAST_ROOT = 5  # letters
# Which begin alike and are of different things.
_APART = frozenset(("integral", "seguro", "forma", "formal", "operativos", "general", "estado"))
# Which a name may have or not, and be the same.
_LIGHT = frozenset(("publico", "publica", "combate", "lucha", "control", "prevencion"))
_CORRUPTION = ("anticorrupcion", "corrupcion")


def renamed_by_roots(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names say the same by other forms of the same words.

    "Programa Operativo Anual" and "Plan Anual de Operación", "Política Estatal de Integridad" and
    "Política Pública de Integridad del Estado".
    """
    if one.noun != other.noun and {one.noun, other.noun} != {"plan", "programa"}:
        return False
    own, others = _told_by(one), _told_by(other)
    if len(own) != len(others) or len(own) < 2 or {*one.words} == {*other.words}:
        return False
    left = list(others)
    for word in own:
        match = next((each for each in left if _of_one_root(word, each)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _told_by(plan: TitledPlan) -> tuple[str, ...]:
    """Return the words of a name that say which plan it is, whose it is with them."""
    words = [*plan.words]
    if plan.behind and plan.behind not in words:
        words.append(plan.behind)
    against = any(word in _CORRUPTION for word in words)
    light = _LIGHT if against else _LIGHT & {"publico", "publica"}
    kept = ["corrupcion" if word in _CORRUPTION else word for word in words if word not in light]
    return tuple(sorted(kept))


def _of_one_root(one: str, other: str) -> bool:
    if one == other:
        return True
    if one in _APART or other in _APART:
        return False
    root = commonprefix((one, other))
    tails = one[len(root) :], other[len(root) :]
    return len(root) >= _LEAST_ROOT and all(_ENDINGS.fullmatch(tail) for tail in tails)

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

from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.units import stem

_NOUNS = (
    "Programa", "Plan", "Política", "Politica", "Estrategia", "Agenda",
    "PROGRAMA", "PLAN", "POLÍTICA", "POLITICA", "ESTRATEGIA", "AGENDA",
)  # fmt: skip
_NOUN = re.compile(rf"(?<!\w)(?P<noun>{'|'.join(_NOUNS)})(?=\s)")
_NEXT = re.compile(
    r"\s{1,3}(?:(?:de|del|la|las|los|el|y|para|en|a|al|contra|e|DE|DEL|LA|LAS|LOS|EL|Y|PARA|EN|AL)"
    r"\s{1,3}){0,3}(?P<word>[A-ZÁÉÍÓÚÑ][\wáéíóúñ\-]{2,30})"
)
_YEARS = re.compile(r"\s{0,3}(?P<years>20\d\d(?:\s?[-–/]\s?20\d\d)?)")
_WHOSE = re.compile(
    r"(?:comite|consejo|secretaria|instituto|comision|municipio|ayuntamiento|organo|sistema|unidad"
    r"|direccion|coordinacion|tribunal|fiscalia|estado|gobierno|h)$"
)
# "Plan Estatal de Gobierno Abierto": what the plan is about, and no owner of it.
_GOVERNING = re.compile(r"gobierno\s+(?:abierto|digital|electronico|eficaz|eficiente|transparente)")
_PURPOSE = re.compile(r"\s{1,3}(?:PARA|EN)\s")
_MOST = 8
_LONGEST_PAIR = 40


@dataclass(frozen=True)
class TitledPlan:
    """A name of a plan in a text: `text[start:end]`.

    `words` are the stems of its words without the noun, in their order, `years` those behind it,
    "" for none; `key` is the same for names that are printed alike.
    """

    noun: str
    words: tuple[str, ...]
    years: str
    key: str
    written: str
    start: int
    end: int


@lru_cache(maxsize=4096)  # several checks ask it of the same passage
def titled_plans(text: str) -> tuple[TitledPlan, ...]:
    """Return the plans that a text calls by a name of two words of weight or more."""
    return tuple(_titled(text)) if holds_any(text, _NOUNS) else ()


def _titled(text: str) -> Iterator[TitledPlan]:
    for found in _NOUN.finditer(text):
        words: list[str] = []
        end = found.end()
        while len(words) < _MOST and (following := _NEXT.match(text, end)):
            if len(words) > 1 and _PURPOSE.match(text, end):
                break  # "EL PLAN … FIJÓ PARA EL TRIMESTRE", where all stands in capitals
            plain = folded(following["word"])
            about = _GOVERNING.match(folded(text[following.start("word") :][:_LONGEST_PAIR]))
            if _WHOSE.match(plain) and not about:
                break
            words.append(plain)
            end = following.end()
        if len(words) < 2:
            continue
        years = _YEARS.match(text, end)
        noun = folded(found["noun"])
        yield TitledPlan(
            noun,
            tuple(stem(word) for word in words),
            re.sub(r"\s", "", years["years"]).replace("–", "-") if years else "",
            " ".join((noun, *words)),
            " ".join(text[found.start() : end].split()),
            found.start(),
            end,
        )

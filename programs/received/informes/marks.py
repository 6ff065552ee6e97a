"""Headings that carry a word and a number: "Línea de Acción 1", "Proyecto 2. …", "LA-03", "1.2 …".

Which of those words names the líneas of an informe is told by what follows each of them, not by the
word itself: elsewhere a línea is called acción, proyecto or meta, and an eje stands above them.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps

from programs.values.wording.numbers import folded

CODE, NUMBERED, SECTION, LETTERED = "codigo", "numerado", "apartado", "letra"
# From what stands below to what stands above, where nothing else tells which word is the línea's.
_RANK = (
    "linea", "accion", "actividad", "meta", "proyecto", "tarea", "compromiso", "proceso",
    "punto", "encargo", "asunto", "producto", "entregable", "indicador", CODE, NUMBERED,
    "programa", "estrategia", "componente",
    "objetivo", "rubro", "vertiente", "pilar", "eje", "capitulo",
)  # fmt: skip
_WORD = (
    r"(?P<linea>lineas? (?:de )?(?:accion|trabajo)(?: (?:estrategica|institucional))?"
    r"|linea estrategica|linea)"
    r"|(?P<accion>accion(?: (?:estrategica|sustantiva|especifica))?)"
    r"|(?P<actividad>actividad(?: (?:sustantiva|institucional|especifica))?)"
    r"|(?P<meta>meta(?: institucional)?)|(?P<proyecto>proyecto(?: (?:estrategico|institucional))?)"
    r"|(?P<programa>programa)|(?P<proceso>proceso)|(?P<compromiso>compromiso)|(?P<tarea>tarea)"
    r"|(?P<estrategia>estrategia)"
    r"|(?P<objetivo>objetivo(?: (?:estrategico|especifico|particular|general|prioritario))?)"
    r"|(?P<eje>eje(?: (?:estrategico|rector|tematico|transversal))?)|(?P<componente>componente)"
    r"|(?P<indicador>indicador)|(?P<vertiente>vertiente)|(?P<pilar>pilar)|(?P<rubro>rubro)"
    r"|(?P<producto>producto)|(?P<entregable>entregable)|(?P<capitulo>capitulo)|(?P<punto>punto)"
    r"|(?P<encargo>encargo)|(?P<asunto>asunto)"
)
_ORDINAL = (
    r"(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim)[oa](?=\s{0,2}[.:)\-–—])"
)
_IN_WORDS = (
    r"(?:uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|unic[oa])"
    r"(?![\w ])"
)
_NUMBER = (
    rf"{_IN_WORDS}|{_ORDINAL}|(?:[a-z]{{1,3}}[-.]|[a-z])?\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}|[ivxl]{{1,6}}(?![\w])"
    r"|[a-z](?=\s{0,2}[.:)])"
)
_MARK = re.compile(
    rf"(?:{_WORD})\s{{1,3}}(?:n[o°º]\.?\s?|num(?:ero|\.)?\s?|#\s?)?(?P<number>{_NUMBER})"
    r"(?P<sign>\s{0,2}(?:[.:)\-–—·|]{1,2}|\.-"
    r"|,(?=[^.:]{4,90}\.\s[a-z ]{4,40}:\s?\d|\s[a-z]{3,}[aei]r(?:se)?\s[^.:]{4,90}\.\s"
    r"|(?P<titled>\s[^.:;,]{4,90}\.\s))))?"
    r"(?P<rest>\s.*|$)",
    re.DOTALL,
)
# "Líneas 5 y 6. Toma de glucosa y toma de presión arterial": two that are told as one.
_ONE = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_SEVERAL = rf"{_ONE}(?:(?:, ?(?:[ye] )?| [ye] | al? (?:la )?){_ONE}){{1,5}}"
_JOINT = re.compile(
    r"(?:(?P<linea>lineas?(?: de (?:accion|trabajo))?)|(?P<accion>accion(?:es)?)"
    r"|(?P<actividad>actividad(?:es)?)|(?P<meta>metas?)|(?P<proyecto>proyectos?)"
    r"|(?P<compromiso>compromisos?)|(?P<tarea>tareas?)|(?P<punto>puntos?)|(?P<encargo>encargos?))"
    rf" (?:n[o°º]s?\.? ?|numeros? )?(?P<number>{_SEVERAL})\s?(?:\.-|[.:)\-–—])\s{{1,3}}"
)
_JOINT_ALONE = re.compile(
    r"(?P<number>\d{1,2}(?:(?:, \d{1,2}){0,4},? [ye] | al? (?:la )?)\d{1,2})"
    r"(?:\.-?|\)|\s?[-–—])\s{1,4}(?P<rest>[A-ZÁÉÍÓÚÑ¿«“\"].*)",
    re.DOTALL,
)
_CODED = re.compile(
    r"(?P<number>[A-Z]{1,4}(?:-|\.|–)?\d{1,3}(?:[.\-]\d{1,3}){0,3})"
    r"(?P<sign>\s{0,2}[.:)\-–—]{1,2})?(?P<rest>\s.*|$)",
    re.DOTALL,
)
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?P<deep>(?:\.\d{1,2}){0,3}))(?:[.)]|\.-|\s?[-–—])?\s{1,4}"
    r"(?P<rest>(?:\((?=[A-Z])|[A-ZÁÉÍÓÚÑ¿«“\"]).*)",
    re.DOTALL,
)
_ROMAN_HEAD = re.compile(
    r"(?P<number>[IVXL]{1,5})(?:[.)]|\.-|\s?[-–—])\s{1,4}(?P<rest>[A-ZÁÉÍÓÚÑ«“\"].*)", re.DOTALL
)
_LETTER_HEAD = re.compile(
    r"(?!H\.\s(?:A[Yy][UuTt]|C[OoAa][NnBb]|T[Rr]ib|TRIB))(?P<number>[A-Za-zñ]|[ivx]{2,5})(?:[.)]|\.-)"
    r"\s{1,4}(?P<rest>[A-ZÁÉÍÓÚÑ«“\"].*)",
    re.DOTALL,
)
# The number of a mark never is a year, nor what is counted ("Meta 20 talleres").
_LONGEST_HEAD = 400
_CODES_NOT = ("S", "SI", "PI", "CO", "RM", "PDF", "A")


@dataclass(frozen=True)
class Mark:
    """A heading with a number: its word ("linea"; `NUMBERED` for none), number and title."""

    word: str
    printed: str
    number: str
    rest: str


def _once_of_lines(find: Callable[[str], Mark | None]) -> Callable[[str], Mark | None]:
    """Keep what is found of each line: it is asked again of its paragraph and its heading.

    Only of short ones: lines that go on and on make a paragraph that grows with each of them.
    """
    kept = lru_cache(maxsize=16384)(find)

    @wraps(find)
    def found(text: str) -> Mark | None:
        return kept(text) if len(text) <= _LONGEST_HEAD else find(text)

    return found


@_once_of_lines
def mark_of(text: str) -> Mark | None:
    """Return the mark with which a block begins, None for prose."""
    if len(text) > _LONGEST_HEAD * 10:
        return None
    plain = folded(text[:_LONGEST_HEAD])
    joint = _JOINT.match(plain)
    if joint and text[joint.end() : joint.end() + 1].isupper():
        word = next(name for name in _RANK if joint.groupdict().get(name))
        number = text[joint.start("number") : joint.end("number")]
        return Mark(word, text[: joint.end("number")].strip(), number, text[joint.end() :].strip())
    found = _MARK.match(plain)
    if found:
        word = next(name for name in _RANK if name in found.groupdict() and found[name])
        rest = text[found.start("rest") :].strip()
        signed = found["sign"] and not found["titled"]
        if not signed and rest[:1] and not (rest[:1].isupper() or rest[:1] in '«“"¿('):
            return None
        if found["number"].isdecimal() and 1900 <= int(found["number"]) < 2100:
            return None
        printed = text[: found.end("number")].strip()
        return Mark(word, printed, text[found.start("number") : found.end("number")], rest)
    if found := _CODED.match(text[:_LONGEST_HEAD]):
        letters = re.match(r"[A-Z]+", found["number"])
        rest = text[found.start("rest") :].strip()
        joined = "." in found["number"] or "-" in found["number"]
        known = letters is not None and (letters[0] not in _CODES_NOT or joined)
        if known and (not rest or found["sign"] or rest[:1].isupper()):
            return Mark(CODE, found["number"], found["number"], rest)
    return None


@_once_of_lines
def numbered_of(text: str) -> Mark | None:
    """Return the number and title of a heading as "2. Misión", "1.3 Capacitación" or "II. …"."""
    found = (
        _NUMBERED.match(text[: _LONGEST_HEAD * 2])
        or _ROMAN_HEAD.match(text[:_LONGEST_HEAD])
        or _JOINT_ALONE.match(text[:_LONGEST_HEAD])
    )
    if not found:
        return None
    deep = found.groupdict().get("deep")
    rest = text[found.start("rest") :].strip()
    return Mark(NUMBERED if deep else SECTION, found["number"], found["number"], rest)


@_once_of_lines
def lettered_of(text: str) -> Mark | None:
    """Return the letter and title of a heading as "a) Talleres" or "B. Unidad de Sistemas"."""
    found = _LETTER_HEAD.match(text[:_LONGEST_HEAD])
    if not found:
        return None
    rest = text[found.start("rest") :].strip()
    return Mark(LETTERED, found["number"], found["number"], rest)


def begins_mark(text: str) -> bool:
    """Tell whether a line begins with a word and its number, as a heading does."""
    return mark_of(text) is not None


def linea_word(marks: Sequence[tuple[Mark, bool]]) -> str:
    """Return which word names the líneas, "" where none does.

    `marks` are those of an informe in their order, each with whether a meta, a progress or
    activities of its own follow it before the next one.
    """
    own = Counter(mark.word for mark, followed in marks if followed)
    every = Counter(mark.word for mark, _ in marks)
    telling = [word for word, count in own.items() if count * 2 >= every[word]] or list(own)
    if telling:
        return max(telling, key=lambda word: (own[word], -_rank(word)))
    known = [word for word in _RANK[:4] if every[word]]
    again = [word for word in _RANK[4:11] if every[word] > 1]
    return (*known, *again, "")[0]


def _rank(word: str) -> int:
    return _RANK.index(word) if word in _RANK else len(_RANK)

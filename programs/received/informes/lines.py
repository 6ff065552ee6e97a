"""Printed lines joined again into paragraphs: what a page or a paste broke is one text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from programs.received.informes.labels import label_of_words, labelled
from programs.received.informes.marks import begins_mark
from programs.values.wording.captions import caption_of
from programs.values.wording.dates import MONTHS
from programs.values.wording.numbers import folded, holds_any

_END = re.compile(r"[.:;!?…»”\")\]]\s*$")
OPEN_END = re.compile(
    r"(?:^|\s)(?:el|la|los|las|lo|un|una|unos|unas|de|del|al?|en|con|por|para|que|y|e|o|u|su|sus|se"
    r"|como|entre|sobre|sin|ante|cual|cuyo|cuya|este|esta|dicho|dicha|no\.|nos\.|num\.|art\.|lic\."
    r"|mtr[oa]\.|dr\.|dra\.|ing\.|c\.|fracc\.)$"
)
_HYPHEN = re.compile(r"\w-$")
# A word so short may be half of another one.
_WORD = re.compile(r"[^\W\d_]{4,}")
_ITEM = re.compile(
    r"(?P<label>[-•·▪◦○●*–—✓➢\uf0b7\uf0a7\uf0d8]|[IVXLC]{1,6}[.)\-]|[a-zñ][.)]|[ivx]{2,5}[.)]|\(?\d{1,2}\)"
    r"|\((?:[ivxIVX]{1,5}|[A-Za-zñ])\))\s+(?=\S)"
)
_BULLET = re.compile(r"[-•·▪◦○●*–—]\s+\S")
_NUMBERED = re.compile(
    r"(?:\d{1,2}|[a-zA-Z]\.\d{1,2})(?:\.\d{1,2}){0,3}[.)\-]{0,2}\s+[A-ZÁÉÍÓÚÑ¿«“\"]"
)
_DATE_ALONE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_OPENS_SENTENCE = re.compile(
    r"(?:El|La|Los|Las|Se|En|Con|De|Del|Durante|Asimismo|Mediante|Por|Al?|Además|Derivado|Para|Como"
    r"|Cabe|Así|Dicho|Dicha|Esta|Este|Finalmente|Posteriormente|También|Igualmente)\s"
)
# A page number alone is of a contents page.
_LED = re.compile(
    r"[^\W\d_][^.\n]{2,70}?(?:\s\.{2,}|\.{4,}|…{2,}|_{4,})\s?(?!\d{1,4}\s*$)[\w$][^.\n]{0,50}\.?$"
)
_DAY_LAST = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\.?$")
# A paragraph that a page cut may go on with a capital where both halves are prose.
_PROSE, _GOES_ON = 120, 40
# Signs in which the end of a line is looked for: words cut line after line make one that grows.
_TAIL = 40


class Printed(NamedTuple):
    """A printed line: whether it reaches the right edge, white before it, and how it looks.

    `begins` tells that it is known to begin something of its own.
    """

    text: str
    full: bool = False
    gap: bool = False
    bold: bool = False
    level: int = 0
    page: int = 0
    begins: bool = False


class Paragraph(NamedTuple):
    """A text that is whole again, and how its first line looks."""

    text: str
    bold: bool
    level: int
    page: int


def paragraphs(lines: Iterable[Printed], *, spaced: bool) -> Iterator[Paragraph]:
    """Yield the paragraphs of printed lines; `spaced` tells that white stands between them."""
    first: Printed | None = None
    last: Printed | None = None
    parts: list[str] = []
    lines = list(lines)
    is_cut = any(line.text.endswith("-") for line in lines)
    words: frozenset[str] = _whole_words(lines) if is_cut else frozenset()
    for line in lines:
        if first and last and _goes_on(parts, first, last, line, spaced=spaced):
            if glue := _glued(parts[-1], line.text, words):
                parts[-1] = glue
            else:
                parts.append(line.text)
        else:
            if first:
                yield _made(parts, first)
            first, parts = line, [line.text]
        last = line
    if first:
        yield _made(parts, first)


def _whole_words(lines: Iterable[Printed]) -> frozenset[str]:
    """Return the words that stand whole within lines, and the months.

    The first of a line may be half a word, and so is a last one with a hyphen.
    """
    found = set(MONTHS)
    for line in lines:
        _, *words = folded(line.text).split() or [""]
        if words and words[-1].endswith("-"):
            words.pop()
        found.update(_WORD.findall(" ".join(words)))
    return frozenset(found)


def _glued(before: str, text: str, words: frozenset[str]) -> str:
    """Return both parts of a word or a number that the end of a line cut, "" for whole ones.

    A hyphen between two whole words was typed ("enero-marzo", "entrega-recepción").
    """
    if before.endswith("\u2010") and text[:1].isalpha():
        return before[:-1] + text
    if _HYPHEN.search(before[-2:]):
        halves = _WORD.findall(folded(before[-40:]))[-1:] + _WORD.findall(folded(text[:40]))[:1]
        if len(halves) == 2 and words.issuperset(halves):
            return before + text
        return before[:-1] + text if text[:1].islower() else before + text
    return before + text if before.endswith("/") and text[:1].isalnum() else ""


def _made(parts: list[str], first: Printed) -> Paragraph:
    return Paragraph(" ".join(parts), first.bold, first.level, first.page)


def item_of(text: str) -> tuple[str, str]:
    """Return the mark of an item and its text; "" and the text itself where it is none."""
    found = _ITEM.match(text)
    return (found["label"], text[found.end() :].strip()) if found else ("", text)


def is_led(text: str) -> bool:
    """Tell whether a line is an entry of a list: "ENERO-FEBRERO ....... 16 DE FEBRERO"."""
    return holds_any(text, ("..", "…", "__")) and _LED.match(text) is not None


def opens(text: str) -> bool:
    """Tell whether a line begins something of its own, whatever stands before it."""
    return bool(
        _ITEM.match(text)
        or _NUMBERED.match(text)
        or _DATE_ALONE.fullmatch(text)
        or is_led(text)
        or begins_mark(text)
        or caption_of(text)
        or labelled(text)
    )


_CONTENTS = re.compile(r"(?:CONTENIDO|[ÍI]NDICE|SUMARIO|Contenido|[ÍI]ndice|Sumario)\W{0,2}")
# "Informe del segundo trimestre de 2024" below the name of the institution, however long this is.
_OF_PERIOD = re.compile(
    r"(?:Informe|Reporte|INFORME|REPORTE|(?:Primer|Segundo|Tercer|Cuarto|[1-4]er|[1-4][dt]o)\.?"
    r" (?:[Ii]nforme|[Rr]eporte|[Tt]rimestre))\b[^.;:]{0,90}\b20\d\d\)?$"
)


def _goes_on(
    parts: list[str], first: Printed, last: Printed, line: Printed, *, spaced: bool
) -> bool:
    """Tell whether a line continues the paragraph before it."""
    before = parts[-1]
    if line.begins or _CONTENTS.fullmatch(line.text):
        return False
    if before.endswith("\u2010") and line.text[:1].islower():
        return True
    if (line.bold, line.level) != (last.bold, last.level) and line.level + first.level:
        return False
    if (
        _OPENS_SENTENCE.match(line.text)
        and caption_of(parts[0])
        and not OPEN_END.search(folded(before[-12:]))
    ):
        return False  # what stands below a caption is none of it
    if len(parts) == 1 and _OF_PERIOD.match(line.text) and not _END.search(before):
        return False
    item = _ITEM.match(line.text) is not None
    aside = line.text[:1] == "(" and line.text[1:2].isupper() and line.text[-2:] == ".)"
    lower = (line.text[:1].islower() and not item) or (
        line.text[:1] in "(,;" and not aside and not item
    )
    unfinished = bool(OPEN_END.search(folded(before[-12:]))) or _is_cut_name(before, line)
    if len(parts) == 1 and (label_of_words(before) or _DATE_ALONE.fullmatch(before)):
        return False
    if not (lower or unfinished) and opens(line.text):
        return False
    if _BULLET.match(line.text) and _BULLET.match(first.text):
        return False  # "- La Ventura, el 15 de febrero; y" above another one
    if not lower and len(parts) == 1 and _DAY_LAST.search(before[-_TAIL:]) and labelled(before):
        return False  # "Inicio: 01/01/2025 Término: 31/12/2025"
    if unfinished and not last.full and len(before) < _GOES_ON and begins_mark(line.text):
        return False  # "UNIDAD A" above "Acción 1. …"
    ended = bool(_END.search(before[-_TAIL:])) and not unfinished
    named = len(parts) == 1 and begins_mark(before) and not (lower or unfinished)
    if named and (ended or _OPENS_SENTENCE.match(line.text)):
        return False  # "Acción 2. Difundir el atlas (de enero a marzo)": its narrative comes next
    if line.gap:
        return _after_white(sum(map(len, parts)), line, ended=ended, lower=lower or unfinished)
    if line.level and line.level == last.level and line.bold == last.bold:
        return True
    if _HYPHEN.search(before[-2:]) and (lower or last.full):
        return True
    if last.full:
        return not ended or lower or spaced
    return not ended and (lower or unfinished) and not begins_mark(before)


# "… que vigila la ejecución del Plan", above "Institucional de Resguardo Documental 2023-2025."
_NAME_CUT = re.compile(
    r"[a-záéíóúñ,] (?:del?|al?|el|la|este|esta|dich[oa]) (?:la )?(?:Plan|Programa|Política"
    r"|Estrategia|Agenda)(?: (?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+|de|del|la|el|y|para|contra|en)){0,6}$"
)
_NAME = 100  # signs


def _is_cut_name(before: str, line: Printed) -> bool:
    """Tell whether a line of prose ends within the name of a plan, which the next goes on with."""
    near = len(before) >= _GOES_ON and line.text[:1].isupper() and not line.gap
    return near and not line.text.isupper() and bool(_NAME_CUT.search(before[-_NAME:]))


def _after_white(so_far: int, line: Printed, *, ended: bool, lower: bool) -> bool:
    if ended or so_far < _GOES_ON or line.level or line.bold:
        return False
    return lower or (so_far >= _PROSE and len(line.text) >= _GOES_ON and not line.text.isupper())

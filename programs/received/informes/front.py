"""The front of an informe: its title and its contents page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from programs.received.informes.blocks import Block, BlockKind, Rows
from programs.received.informes.marks import numbered_of
from programs.values.wording.numbers import folded
from programs.values.written import ContentsEntry

_CONTENTS = re.compile(
    r"(?:contenidos?|indice(?: (?:general|de contenidos?|tematico))?|tabla de contenidos?|sumario"
    r"|temario|temas|apartados|secciones|capitul(?:ado|os)|partes"
    r"|en (?:este (?:documento|informe|reporte)|estas paginas)"
    r"|(?:lo )?que (?:contiene|trae|incluye|comprende|se encuentra|encontrara)"
    r"(?: (?:(?:el|este|en este) (?:informe|documento|reporte)|aqui))?"
    r"|(?:guia|mapa|relacion|lista)(?: general)? (?:del? (?:contenidos?|documento|informe|lectura)"
    r"|de (?:apartados|capitulos|secciones|temas))"
    r"|(?:contenidos?|indice|apartados|secciones|estructura|orden|temas|partes)"
    r" (?:del?|de este|que integran (?:el|este)) (?:presente )?(?:informe|documento|reporte)"
    r"|(?:el|este) (?:informe|documento|reporte) (?:contiene|comprende|incluye))\W{0,2}"
)
_LEADER = re.compile(
    r"(?:\s*[.…_·]{2,}|\s{2,}|\t)\s*\d{1,3}\s*$|(?<=[^\d\s])\s\d{1,3}$"
    # "Presentación, p. 2", "Visitas (pág. 3)", "Avance, de la página 4 a la 9"
    r"|[\s,;.…(–—-]{1,60}(?:de\s(?:las?\s)?)?(?:p[aá]g(?:inas?|s?\.)?|pp?\.)\s?\d{1,3}"
    r"(?:\s?(?:[-–]|a|al|y|a\sla)\s?\d{1,3})?\)?\s*$",
    re.IGNORECASE,
)
_LONGEST_ENTRY = 160
# "Contenido     Página"
_ABOVE_PAGES = re.compile(r"[\s.|]{1,60}(?:pag(?:inas?|s?\.)?|hojas?|folios?)\W{0,2}$")
# "Presentación (sin número)", "Anexo estadístico (en tomo aparte)": the second is not in the text.
_NO_NUMBER = re.compile(r"\s?\(sin n[uú]m(?:ero|\.)?\)")
_ELSEWHERE = re.compile(
    r"\([^()]{0,40}\b(?:aparte|por separado|separad[oa]"
    r"|(?:otro|distinto|diverso) (?:tomo|archivo|documento))\b[^()]{0,20}\)"
)
# "Índice (sólo apartados principales)"
_ASIDE = re.compile(r"\s?\([^()]{3,60}\)\W{0,2}$")
# "Índice del informe, segundo trimestre de 2024"
_OF_TIME = re.compile(r"(?:,| [-–—]) (?:del? )?(?:\w+ ){0,3}(?:trimestre|semestre)\b.{0,30}$")
# "2 Avances: 2.1 Vinculación; 2.2 Sistemas"
_WITH_PARTS = re.compile(
    r"\d{1,2}\.?\s[^:;]{3,80}:\s\d{1,2}\.\d{1,2}\.?\s[^;:]{3,80}(?:;\s\d{1,2}\.\d{1,2}\.?\s[^;:]{3,80})*"
)
# "2.1 a 2.3 Licitaciones, Invitaciones y Adjudicaciones": a row for several headings.
_DEEP = r"\d{1,2}(?:\.\d{1,2}){0,2}\.?\s"
_SEVERAL = re.compile(rf"{_DEEP}(?:al?|y|e|-|–)\s{_DEEP}")
_TITLE = re.compile(r"\b(?:informe|reporte|avances?|evaluacion|seguimiento)\b")


@dataclass(frozen=True)
class Contents:
    """A contents page: its rows, and which blocks it takes, from one to before another."""

    entries: tuple[ContentsEntry, ...]
    start: int
    end: int


def contents_of(blocks: Sequence[Block]) -> Contents | None:
    """Return the contents page of an informe, None where it has none."""
    for place, block in enumerate(blocks[:80]):
        if listed := _listed_in_line(block):
            return Contents(listed, place, place + 1)
        above = block.rows[0][0] if block.is_table else block.text
        head = _ABOVE_PAGES.sub("", folded(above[:90]).strip())
        if not _CONTENTS.fullmatch(_ASIDE.sub("", _OF_TIME.sub("", head))[:60]):
            continue
        # "Índice | Página" may be the head of the table that it makes.
        below = block.rows[1:]
        entries = list(_entries(replace(block, rows=below))) if below else []
        seen = {heading_key(each.heading) for each in entries}
        end = place + 1
        for at, following in enumerate(blocks[place + 1 : place + 400], place + 1):
            if len(entries) > 1 and _begins_body(blocks, at, entries):
                break
            if entries and _SEVERAL.match(following.text):
                end += 1
                continue
            if entries and (following.text.startswith("(") or _OF_FIGURES.match(following.text)):
                end += 1  # "(Los anexos se entregan en archivo aparte.)"
                continue
            if entries and _ELSEWHERE.search(folded(following.text[:_LONGEST_ENTRY])):
                end += 1
                continue
            made = list(_in_one_line(following) or _entries(following))
            if not made or any(heading_key(each.heading) in seen for each in made):
                break
            seen |= {heading_key(each.heading) for each in made}
            entries += made
            end += 1
        if len(entries) > 1:
            return Contents(tuple(entries), place, end)
    return None


def _begins_body(blocks: Sequence[Block], at: int, entries: Sequence[ContentsEntry]) -> bool:
    """Tell whether the text begins here: with the first entry, or a line without number above it.

    "Museo de Perales, tercer trimestre de 2024", then "1. Presentación" or "I. INSPECCIÓN. Se
    inspeccionaron…".
    """
    first = entries[0]
    # The numbers may stand in a column of their own, which no entry keeps.
    numbered = {bool(entry.number) for entry in entries}
    if len(numbered) > 1:
        return False
    bare = 0
    for block in blocks[at : at + _MOST_BARE]:
        if block.kind is not BlockKind.TEXT or numbered_of(block.text) is not None:
            break
        bare += 1
    for block in blocks[at : at + 1 + bare]:
        text = f"{block.label} {block.text}".strip()
        mark = None if block.is_table else numbered_of(text[:1].upper() + text[1:])
        name = _RUN_IN.split(mark.rest, maxsplit=1)[0] if mark else ""
        same = mark is not None and first.number in ("", mark.number)
        if mark and same and heading_key(name) == heading_key(first.heading):
            return True
    return False


# Lines without number above the body: the institution and the time that it reports.
_MOST_BARE = 4
# "Tablas: Tabla 1 (en b) y Tabla 2 (en c)", below the headings.
_OF_FIGURES = re.compile(
    r"(?:tablas?|figuras?|fotograf[ií]as?|im[aá]genes|gr[aá]fic[oa]s?|cuadros?|anexos?)\s?:", re.I
)
_RUN_IN = re.compile(r"[.:]\s")


def _listed_in_line(block: Block) -> tuple[ContentsEntry, ...]:
    """Return the entries of "Contenido: A. Personal / B. Compras / C. Archivo", none elsewhere."""
    head, colon, rest = block.text[:1_000].partition(":")
    named = folded(head).strip()
    if not colon or not (
        _CONTENTS.fullmatch(_ASIDE.sub("", named)[:60]) or _MADE_OF.search(named[-_LONGEST_ENTRY:])
    ):
        return ()
    return _parts_of(rest, named=_CONTENTS.fullmatch(named) is not None)


def _in_one_line(block: Block) -> tuple[ContentsEntry, ...]:
    """Return the entries of a line below the head: "1 Presentación / 2 Compras / 3 Convenios"."""
    if block.is_table or len(block.text) > 1_000:
        return ()
    return _parts_of(f"{block.label} {block.text}".strip(), named=False)


def _parts_of(text: str, *, named: bool) -> tuple[ContentsEntry, ...]:
    """Return the entries of a text between bars or dots; those without numbers where it is `named`.

    "Sumario: Datos generales · Asuntos penales · Asuntos familiares"
    """
    parts = [part.strip(" .") for part in _IN_LINE.split(text)]
    counted = all(map(_COUNTED_ENTRY.match, parts))
    names = named and len(parts) > 2 and all(map(_NAME_ENTRY.fullmatch, parts))
    if len(parts) < 2 or not (counted or names):
        return ()
    return tuple(entry for part in parts for entry in _entries(Block(BlockKind.TEXT, part)))


# "Este informe se compone de cuatro apartados: I. Marco, II. Auditorías y III. Perspectivas."
_MADE_OF = re.compile(
    r"\b(?:se compone|consta|esta compuesto|se integra|se divide|contiene|comprende|abarca)\b"
    r".{0,20}\b(?:apartados|secciones|partes|capitulos)$"
)
_IN_LINE = re.compile(r"\s[/·|–—]\s|;\s?|(?:,|\sy)\s(?!p[pá]?[ag]?s?\.)(?=\w{1,4}[.)]\s)")
_COUNTED_ENTRY = re.compile(r"(?:(?:\d{1,2}|[IVX]{1,5}|[A-Za-z])[.)]-?|\d{1,2})\s\S")
_NAME_ENTRY = re.compile(r"[A-ZÁÉÍÓÚÑ][^.:;]{2,70}")


def _entries(block: Block) -> Iterator[ContentsEntry]:
    for row in _told_rows(block):
        text = _LEADER.sub("", " ".join(cell for cell in row if not cell.strip().isdigit()))
        text = _NO_NUMBER.sub("", text.strip(" \t-•·▪◦○●*–—✓➢\uf0b7"))
        if not text or len(text) > _LONGEST_ENTRY or text.endswith(":") or text[0] == "(":
            return
        parts = re.split(r"[:;]\s", text) if _WITH_PARTS.fullmatch(text) else (text,)
        for part in parts:
            mark = numbered_of(part[:1].upper() + part[1:])
            yield ContentsEntry(mark.number if mark else "", mark.rest if mark else part)


def _told_rows(block: Block) -> Rows:
    """Return the rows of a contents table, or a line of it; where most tell a page, those alone."""
    rows = block.rows or ((f"{block.label} {block.text}".strip(),),)
    paged = tuple(row for row in rows if next(filter(None, reversed(row)), "").strip().isdigit())
    headed = len(rows) > 2 and len(paged) == len(rows) - 1 and rows[0] not in paged
    return paged if headed or len(paged) * 3 > len(rows) * 2 else rows


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)  # the outline asks it of the same paragraphs again and again
def heading_key(heading: str) -> str:
    """Return the words of a heading, so that two that differ in signs or capitals are one."""
    return " ".join(_WORD.findall(folded(heading[:200])))


def title_of(cover: Sequence[str]) -> str:
    """Return the line of the cover that says what the document is, "" where there is no cover."""
    for text in cover:
        if _TITLE.search(folded(text)):
            return text
    return cover[0] if cover else ""

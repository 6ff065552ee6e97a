"""Numbers that jump or stand twice, of líneas, sections and figures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, pairwise

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.contents import contents, plain_heading
from programs.values.checks.informe.places import Place, placed, places_of
from programs.values.checks.numbering import count_of, head_of, misnumbered, together
from programs.values.phrases import join_list
from programs.values.quoted import quoted
from programs.values.wording.captions import CONTINUED, Caption, caption_of, panel_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.written import (
    ContentsEntry,
    PassageKind,
    Written,
    WrittenArea,
    WrittenLinea,
)

_MOST = 40  # of one kind; a document that jumps more often is not numbered in this way


def linea_numbers(written: Written) -> Iterator[PlacedFinding]:
    """Yield each línea whose number jumps, stands twice or is missing within its área.

    Where the numbers go on from one área to the next, they are followed through the whole informe.
    """
    whole = _runs_on(written.areas)
    groups: Iterable[Sequence[WrittenLinea]] = (
        [tuple(written.lineas)] if whole else [area.lineas for area in written.areas]
    )
    starts = [_first_number(area) for area in written.areas if area.lineas]
    # Asked only where a number is missing.
    explained = cache(lambda: explained_numbers(written) | _told_by_contents(written))
    usual = len(starts) > 1 and starts.count(1) * 2 > len(starts)
    for lineas in groups:
        rows = [linea.number[:40] for linea in lineas]
        sparse = _sparse(rows)
        for found in list(misnumbered("línea", rows))[:_MOST]:
            if found.code is Code.NUMBER_GAP and (
                head_of(_bare(rows[found.place])) in sparse or found.gap & explained()
            ):
                continue
            yield _of_linea(lineas[found.place], found.code, found.message)
        if not whole and usual and lineas:
            first = count_of(rows[0].strip().rstrip(".)-").casefold())
            if first is not None and 1 < first <= 10 and not _has_one(rows):
                if {*range(1, first)} & explained():
                    continue
                yield _of_linea(
                    lineas[0],
                    Code.NUMBER_GAP,
                    f"La primera línea del área lleva el número {first}: "
                    + ("falta la 1" if first == 2 else f"faltan de la 1 a la {first - 1}"),
                )


def _told_by_contents(written: Written) -> frozenset[int]:
    """Return the numbers of a contents page of líneas, where it is told to have one more.

    An índice of other parts than the líneas says nothing of theirs.
    """
    listed = {(_bare(each.number), plain_heading(each.heading)) for each in written.contents}
    own = {(_bare(each.number), plain_heading(each.title)) for each in written.lineas}
    if len(listed & own) < 2 or not any(contents(written)):
        return frozenset()
    numbers = (count_of(number) for number, _ in listed - own)
    return frozenset(number for number in numbers if number is not None)


def _sparse(rows: Sequence[str]) -> frozenset[str]:
    """Return the heads under which more numbers are missing than there are: parts of a whole."""
    counted: dict[str, set[int]] = defaultdict(set)
    for own in (each for row in rows for each in together(_bare(row))):
        number = count_of(own)
        if number is not None:
            counted[head_of(own)].add(number)
    return frozenset(
        head
        for head, numbers in counted.items()
        if max(numbers) - min(numbers) + 1 - len(numbers) >= len(numbers)
    )


def explained_numbers(written: Written) -> frozenset[int]:
    """Return the numbers of líneas of which the text says that they were cancelled or moved."""
    found: set[int] = set()
    for passage in written.passages:
        plain = folded(passage.text)
        if together := _TOGETHER.match(plain):  # "Líneas 3 y 4. Encuestar a usuarios"
            found.update(filter(None, map(count_of, _EACH_NUMBER.findall(together["numbers"]))))
        if not (_NAMED_LINEA.search(plain) or _ELIDED.search(plain)):
            continue
        if not _CANCELLED.search(plain):
            continue
        for sentence in sentences_of(passage.text):
            told = plain[sentence.start : sentence.end][:600]
            if _CANCELLED.search(told):
                for named in chain(_NAMED_LINEA.finditer(told), _ELIDED.finditer(told)):
                    numbers = (count_of(each) for each in _EACH_NUMBER.findall(named["numbers"]))
                    found.update(number for number in numbers if number is not None)
    return frozenset(found)


_CANCELLED = re.compile(
    r"\b(?:cancel|suprim|elimin|derog|fusion|reprogram|diferid|sustitu|integrad)\w*"
    r"|\b(?:dio|dieron|dad[oa]s?|causo|causaron) (?:de )?baja|\bya no (?:forma|se|existe"
    r"|aplica)\w*|\bno (?:se )?(?:report|inform"
    r"|aplic|program|correspond|presenta)\w*|\bquedo sin (?:efecto|materia)"
    r"|\b(?:se )?(?:report|inform|present)\w+ "
    r"(?:por separado|en (?:el|la) (?:primer|segund|tercer|cuart|proxim|anexo|apartado|siguiente"
    r"|informe|area|direccion|unidad))"
    r"|\bconcluy\w+|\bcumpli\w+ (?:al cien|totalmente|en el)"
    r"|\b(?:se )?incorpor(?:o|aron|ad[oa]s?)\b|\bdej(?:o|aron) de existir|\bdesaparec\w+"
    r"|\b(?:pas(?:o|aron)|traslad\w+|transfer\w+|asign\w+)(?: \w+){0,3} (?:a|al)(?: la| el| su)?"
    r" (?:\w+ )?(?:direccion|subdireccion|coordinacion|unidad|secretaria|area|departamento|linea)\b"
    r"|\b(?:a cargo|es competencia|corren? por cuenta|corresponden?) (?:de|del|al?)\b"
    r"|\b(?:la|las|lo|los|quien|que) (?:la |las |lo |los )?(?:report|inform|rind)\w+ en su\b"
    r"|\b(?:la|las) (?:report|inform)a\b"
)
_NAMED_LINEA = re.compile(
    r"\b(?:lineas?(?: de (?:accion|trabajo))?|accion(?:es)?|actividad(?:es)?|metas?|proyectos?"
    r"|tareas?|compromisos?|indicador(?:es)?|procesos?|objetivos?|numeral(?:es)?|numeros?)"
    r"(?: (?:n[o°º]\.?|num(?:ero)?s?\.?|marcad[oa] con el numero))? ?"
    r"(?P<numbers>(?:[\d.]{1,9}|[ivx]{1,5})"
    r"(?:(?:, ?| y | e | a la | al )(?:[\d.]{1,9}|[ivx]{1,5})){0,12})\b"
)
_TOGETHER = re.compile(
    r"(?:lineas|acciones|actividades|metas|proyectos|compromisos|tareas)(?: de accion)? "
    r"(?P<numbers>[\d.]{1,9}(?:(?:, ?| y | e )[\d.]{1,9}){1,6})(?:[.:]| -)"
)
# "La 2 y la 4 están a cargo de la Subdirección": of líneas that were spoken of.
_ELIDED = re.compile(
    r"\b(?:la|las) (?P<numbers>\d{1,2}(?:(?:, (?:la )?| y (?:la )?)\d{1,2}){0,8})(?! de )\b"
)
_EACH_NUMBER = re.compile(r"[\d.]*\d|[ivx]+")


def section_numbers(written: Written) -> Iterator[PlacedFinding]:
    """Yield each numbered part of the informe whose number jumps or stands twice.

    A part without number, as a presentación may be, is none of the sequence.
    """
    parts = written.headings or [
        ContentsEntry(section.number, section.heading) for section in written.sections
    ]
    numbered = [part for part in parts if part.number.strip()]
    rows = [part.number[:40] for part in numbered]
    told = any(contents(written))  # what the contents page has and the text has not
    for found in list(misnumbered("sección", rows))[:_MOST]:
        if told and found.code is Code.NUMBER_GAP:
            continue
        part = numbered[found.place]
        yield _of_part(written, part, found.code, found.message)


def figure_numbers(written: Written) -> Iterator[PlacedFinding]:
    """Yield the gaps and repeats of each sequence of figures over the whole informe.

    Each printed word ("Imagen", "Fotografía") counts by itself; a sequence that begins anew in
    each área is none that may jump.
    """
    by_kind: dict[str, list[tuple[Caption, Place]]] = defaultdict(list)
    inline: dict[str, list[tuple[Caption, Place]]] = defaultdict(list)
    for place in places_of(written):
        if place.passage.kind in (PassageKind.TEXT, PassageKind.ITEM):
            for told, own in _in_brackets(place):
                inline[told.kind].append((told, own))
        if place.passage.kind is PassageKind.CAPTION:
            caption = caption_of(place.passage.text)
            if caption and caption.numbers:
                by_kind[caption.kind].append((caption, place))
    for captions in by_kind.values():
        firsts = sum(1 in caption.numbers for caption, _ in captions)
        if firsts < 2 or not _starts_anew(captions):
            yield from _of_sequence(captions, whole=bool(written.contents))
    for kind, captions in inline.items():
        if kind in by_kind or len(captions) < _FEWEST or _starts_anew(captions):
            continue
        for found in _of_sequence(captions, whole=False):
            if found.finding.code is Code.FIGURE_GAP:  # one may be spoken of twice
                yield found


def _in_brackets(place: Place) -> Iterator[tuple[Caption, Place]]:
    """Yield the captions that prose tells in brackets: "(Figura 4. Bebederos de la entrada)"."""
    if "(" not in place.passage.text:
        return
    for found in _BRACKETS.finditer(place.passage.text):
        caption = caption_of(found["told"])
        if caption and caption.numbers and caption.text:
            yield caption, place._replace(passage=replace(place.passage, text=found["told"]))


_BRACKETS = re.compile(
    r"\((?P<told>[A-Za-zÁÉÍÓÚáéíóú]{3,15}\.?\s[^().:;]{1,12}[.:]\s[^()]{3,160})\)"
)
_FEWEST = 3  # captions in brackets


def row_numbers(written: Written) -> Iterator[PlacedFinding]:
    """Yield each table whose rows are numbered, from 1 on, with a number that is left out or twice.

    A folio, a key or a partida is no such number.
    """
    for place in places_of(written):
        rows = place.passage.rows
        if place.passage.kind is not PassageKind.TABLE or len(rows) < 4:
            continue
        if not rows[0] or not _ROW_HEAD.fullmatch(folded(rows[0][0]).strip()):
            continue
        cells = [row[0].strip().rstrip(".)-") for row in rows[1:] if row and row[0].strip()]
        numbers = [int(cell) for cell in cells if cell.isdigit() and len(cell) <= 4]
        if len(numbers) < 3 or numbers[0] != 1 or len(numbers) < len(cells) - 1:
            continue
        jumps = [
            (before, after) for before, after in pairwise(numbers) if after not in (before + 1, 1)
        ]
        if (
            len(jumps) == 2
            and jumps[0][0] == jumps[0][1]
            and jumps[1]
            == (
                jumps[0][0],
                jumps[0][0] + 2,
            )
        ):
            jumps.pop()  # 1, 2, 2, 4: the number of the row before stands where 3 should
        if len(jumps) != 1:
            continue
        before, after = jumps[0]
        twice = after in numbers[: numbers.index(before) + 1]
        yield placed(
            Code.NUMBER_TWICE if twice else Code.NUMBER_GAP,
            Severity.DOUBT,
            place,
            f"El renglón {after} de la tabla está dos veces"
            if twice
            else f"En la tabla, del renglón {before} se pasa al {after}",
            quote=quoted(" | ".join(rows[cells.index(str(after)) + 1]), 0, 400)
            if str(after) in cells
            else "",
        )


_ROW_HEAD = re.compile(
    r"(?:n\.\s?[o°º]\.?|n[o°ºu](?:[.°º]|m\.?)?|n\.?|num(?:ero)?\.?|#|consecutivo|cons\.?|prog\.?|progresivo)"
)


def _of_linea(linea: WrittenLinea, code: Code, message: str) -> PlacedFinding:
    finding = Finding(code, Severity.DOUBT, message, linea.key)
    return PlacedFinding(finding, linea.key, linea_place(linea), (linea.title,))


def _of_part(written: Written, part: ContentsEntry, code: Code, message: str) -> PlacedFinding:
    """Return a finding of a heading, at its section where it has one."""
    words = plain_heading(part.heading)
    own = (each for each in written.sections if plain_heading(each.heading) == words)
    key = next((each.key for each in own), "informe")
    finding = Finding(code, Severity.DOUBT, message, key)
    return PlacedFinding(finding, key, f"Sección «{part.heading.strip()}»", (part.heading,))


def _first_number(area: WrittenArea) -> int | None:
    return count_of(together(_bare(area.lineas[0].number[:40]))[0])


def _bare(row: str) -> str:
    return row.strip().rstrip(".)-").casefold()


def _has_one(rows: Sequence[str]) -> bool:
    return any(count_of(row.strip().rstrip(".)-").casefold()) == 1 for row in rows)


def _runs_on(areas: Sequence[WrittenArea]) -> bool:
    """Tell whether the numbers of the líneas go on from one área to the next."""
    spans = []
    for area in areas:
        counted = [count_of(x.number[:40].strip().rstrip(".)-").casefold()) for x in area.lineas]
        known = [number for number in counted if number is not None]
        if known:
            spans.append((known[0], known[-1]))
    return (
        len(spans) > 1
        and spans[0][0] == 1
        and all(after[0] > before[1] for before, after in zip(spans, spans[1:], strict=False))
    )


def _starts_anew(captions: Sequence[tuple[Caption, Place]]) -> bool:
    """Tell whether the figures are counted from 1 in each área, or in several of them."""
    areas = {place.area or place.subject for caption, place in captions if 1 in caption.numbers}
    return len(areas) > 1


def _of_sequence(
    captions: Sequence[tuple[Caption, Place]], *, whole: bool
) -> Iterator[PlacedFinding]:
    """Yield what is wrong with the numbers of one word, in printed order.

    A part of an informe begins with any number; a `whole` one, with a contents page, with 1.
    """
    present = {number for caption, _ in captions for number in caption.numbers}
    used: dict[tuple[int, str], Place] = {}
    before, told = 0 if whole else min(present) - 1, 0
    for caption, place in captions:
        part = panel_of(place.passage.text)
        twice = [number for number in caption.numbers if (number, part) in used]
        word = caption.word[:1].upper() + caption.word[1:].lower()
        if twice and told < _MOST:
            told += 1
            yield placed(
                Code.FIGURE_TWICE,
                Severity.DOUBT,
                place,
                f"{word} {join_list(map(str, twice))} se usa dos veces: "
                f"también en {used[twice[0], part].name}",
                quote=quoted(place.passage.text, 0, len(place.passage.text)),
            )
        first = min(caption.numbers)
        gap = [n for n in range(before + 1, min(first, before + 200)) if n not in present]
        if gap and not twice and told < _MOST:
            told += 1
            many = len(gap) > 1
            which = (
                f"faltan de la {gap[0]} a la {gap[-1]}"
                if many and gap[-1] - gap[0] == len(gap) - 1
                else f"{'faltan' if many else 'falta'} la {join_list(map(str, gap))}"
            )
            start = f"De la {before} se pasa a la {first}" if before else f"Empieza en la {first}"
            yield placed(
                Code.FIGURE_GAP,
                Severity.DOUBT,
                place,
                f"La numeración de «{word}» salta. {start}: {which}",
                quote=quoted(place.passage.text, 0, len(place.passage.text)),
            )
        before = max(before, *caption.numbers)
        for number in caption.numbers:
            if part != CONTINUED:
                used.setdefault((number, part), place)


CHECKS = (
    WholeCheck((Code.NUMBER_GAP, Code.NUMBER_TWICE), section_numbers),
    WholeCheck((Code.NO_NUMBER, Code.NUMBER_GAP, Code.NUMBER_TWICE), linea_numbers),
    WholeCheck((Code.FIGURE_GAP, Code.FIGURE_TWICE), figure_numbers),
    WholeCheck((Code.NUMBER_GAP, Code.NUMBER_TWICE), row_numbers),
)

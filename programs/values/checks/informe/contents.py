"""The contents page of an informe against its headings, one by one.

Capitals, accents and signs make no difference between two headings.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck
from programs.values.checks.numbering import count_of
from programs.values.phrases import join_list
from programs.values.wording.numbers import folded
from programs.values.written import ContentsEntry, PassageKind, Written

_ALIKE = 0.72  # of 1, of two headings that are the same
_SHOWN = 3  # of those whose number is another in the text
_MOST = 40  # headings
_NUMBER = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)\-]*|[IVXLC]+[.)\-]+)\s+")


def contents(written: Written) -> Iterator[PlacedFinding]:
    """Yield one finding with what the contents page says otherwise than the headings.

    Capitals, accents and signs make no difference.
    """
    listed = [
        entry
        for entry in written.contents
        if plain_heading(entry.heading) and not _ELSEWHERE.search(folded(entry.heading))
    ]
    if not listed:
        return
    swapped = _swapped(listed, written)
    if swapped:
        yield _found([f"Tienen otro número en el texto: {join_list(swapped[:_SHOWN])}"], swapped)
        return
    # Asked only where no heading is known, or one of the contents page is none of them.
    others = cache(lambda: {plain_heading(name) for name in _other_headings(written)})
    if not written.headings:
        found = sum(plain_heading(entry.heading) in others() for entry in listed)
        if found * 2 < max(len(listed), 4):
            return
    told: list[str] = []
    by_words = {plain_heading(part.heading): part for part in reversed(written.headings)}
    both = all(any(each.number.strip() for each in side) for side in (listed, written.headings))
    matched: set[str] = set()
    missing: list[ContentsEntry] = []
    numbered: list[str] = []
    for entry in listed:
        words = plain_heading(entry.heading)
        part = by_words.get(words)
        if part is None:
            missing.append(entry)
            continue
        matched.add(words)
        here, there = _number(entry.number), _number(part.number)
        if here != there and both:
            shown = part.number.strip().rstrip(".") or "ninguno"
            number = entry.number.strip().rstrip(".") or "ninguno"
            numbered.append(f"«{entry.heading.strip()}» ({number} y {shown})")
    if numbered:
        rest = len(numbered) - _SHOWN
        names = join_list([*numbered[:_SHOWN], *([f"{rest} más"] if rest > 0 else [])])
        tell = "Tienen" if len(numbered) > 1 else "Tiene"
        told.append(f"{tell} otro número en el texto: {names}")
    free = [part for part in written.headings if plain_heading(part.heading) not in matched]
    for entry in missing[:_MOST]:
        words = plain_heading(entry.heading)
        alike = (part for part in free if _same(words, plain_heading(part.heading)))
        near = next(alike, None) or next(
            (part for part in free if _number(entry.number) == _number(part.number) != ""), None
        )
        if near:
            free.remove(near)
            told.append(f"«{entry.heading.strip()}» se titula en el texto «{near.heading.strip()}»")
        elif words not in others():
            told.append(f"«{entry.heading.strip()}» no está en el texto")
    # "Apartado A", "Apartado B": where all of them open alike, one more that does is one of them.
    firsts = {_first_word(entry) for entry in listed}
    openers = firsts if len(firsts) == 1 and len(listed) > 1 else set()
    told += [
        f"«{part.heading.strip()}» no está en el contenido"
        for part in free[:_MOST]
        if (part.number.strip() and "." not in part.number.strip().rstrip("."))
        or _first_word(part) in openers
    ]
    told += [f"«{title}» no está en el contenido" for title in _lineas_left_out(listed, written)]
    if told:
        yield _found(told, numbered)


# What the contents announce, and stands in another file.
_ELSEWHERE = re.compile(
    r"\b(?:en|por) (?:archivo|documento|medio|tomo|cuaderno|volumen) (?:aparte|separado|adjunto"
    r"|electronico|anexo|magnetico)\b|\b(?:se (?:entrega|anexa|adjunta|remite)|por separado"
    r"|adjunt[oa]|disponible en)\b"
)


def _lineas_left_out(listed: Sequence[ContentsEntry], written: Written) -> Iterator[str]:
    """Yield the titles of numbered líneas that the contents leave out, where they list the rest.

    One that an entry without a place may mean, by its number or its words, is not left out.
    """
    entries = {plain_heading(entry.heading): _number(entry.number) for entry in listed}
    numbers = set(entries.values())
    lineas = [linea for linea in written.lineas if linea.number and linea.title]
    own = [each for each in lineas if plain_heading(each.title) in entries]
    rest = [each for each in lineas if plain_heading(each.title) not in entries]
    if len(own) < 2 or len(rest) >= len(own) or len(lineas) > _MOST:
        return
    if any(entries[plain_heading(each.title)] != _number(each.number) for each in own):
        return  # counted otherwise than the líneas
    headings = {plain_heading(part.heading) for part in written.headings}
    titles = {plain_heading(each.title) for each in own}
    free = [words for words in entries if words not in titles | headings]
    for each in rest:
        words = plain_heading(each.title)
        if (
            count_of(_number(each.number)) is not None
            and _number(each.number) not in numbers
            and words not in headings
            and not any(_same(words, other) for other in free)
        ):
            yield each.title.strip()


def _swapped(listed: Sequence[ContentsEntry], written: Written) -> list[str]:
    """Return the líneas that the contents number as others of them are numbered in the text."""
    own = {plain_heading(linea.title): linea.number for linea in written.lineas if linea.number}
    pairs = [
        (entry.heading.strip(), here, there)
        for entry in listed
        if (here := _number(entry.number)) and (there := _number(own.get(_words(entry), "")))
    ]
    if {here for _, here, _ in pairs} != {there for _, _, there in pairs}:
        return []  # of another series
    return [f"«{name}» ({here} y {there})" for name, here, there in pairs if here != there]


def _words(entry: ContentsEntry) -> str:
    return plain_heading(entry.heading)


def _found(told: Sequence[str], numbered: Sequence[str]) -> PlacedFinding:
    return PlacedFinding(
        Finding(
            Code.CONTENTS,
            Severity.DOUBT,
            f"El contenido no coincide con los encabezados. {'. '.join(told[:8])}",
            "contenido",
            arithmetic=join_list(numbered[:_MOST]) if len(numbered) > _SHOWN else "",
        ),
        "contenido",
        "Contenido",
    )


def _other_headings(written: Written) -> Iterator[str]:
    """Yield what else a contents page may list: sections, áreas and headings within the text."""
    for section in written.sections:
        yield section.heading
        yield section.area
    before = ""
    for area in written.areas:
        yield area.name
        yield f"{before} {area.name}"  # "Capítulo I" above "Control interno"
        before = "" if area.lineas else area.name
        for linea in area.lineas:
            yield linea.title
            yield f"{linea.number} {linea.title}"
    for passage in written.passages:
        if passage.kind is PassageKind.HEADING:
            yield passage.text
        elif passage.kind in (PassageKind.TEXT, PassageKind.ITEM):
            # "I. INSPECCIÓN. Se inspeccionaron diecisiete aserraderos."
            number = _NUMBER.match(passage.text)
            rest = passage.text[number.end() if number else 0 :][:_LONGEST_HEADING]
            yield _RUN_IN.split(rest, maxsplit=1)[0]


_RUN_IN = re.compile(r"[.:]\s")
_LONGEST_HEADING = 100  # signs


def _first_word(entry: ContentsEntry) -> str:
    return plain_heading(entry.heading).partition(" ")[0]


def plain_heading(heading: str) -> str:
    """Return the words of a heading in small letters without accents, signs and number."""
    number = _NUMBER.match(heading)
    words = heading[number.end() :] if number else heading
    return " ".join(_WORD.findall(folded(words[:300])))


_WORD = re.compile(r"\w+")


def _number(number: str) -> str:
    return number.strip().rstrip(".)-").strip().casefold()


def _same(one: str, other: str) -> bool:
    """Tell whether two headings are one, written otherwise."""
    if not one or not other:
        return False
    if one in other or other in one:
        return min(len(one), len(other)) * 2 > max(len(one), len(other))
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


WHOLE = (WholeCheck((Code.CONTENTS,), contents),)

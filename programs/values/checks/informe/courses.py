"""One course or event that counts in two líneas.

Two áreas that attend one diplomado may both report it, and the plan then counts it twice. Only
líneas that count courses are compared; another edition, town, day or organiser is another event.
Source: section 2.6 of the domain document, "One evidence in two áreas".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from textwrap import shorten

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.course_counts import counts_courses
from programs.values.checks.informe.day_copies import days_twice
from programs.values.checks.informe.event_copies import events_twice
from programs.values.checks.informe.named_copies import named_twice
from programs.values.checks.informe.places import (
    Place,
    placed,
    places_of,
    section_parts,
)
from programs.values.checks.side import Side
from programs.values.quoted import quoted
from programs.values.wording.course_likeness import same_course
from programs.values.wording.courses import (
    EVENT_NOUN,
    CourseMention,
    course_words,
    courses_of,
    named_course,
)
from programs.values.wording.numbers import folded
from programs.values.wording.others_events import (
    is_counted_elsewhere,
    of_other_places,
    of_other_sets,
    places_near,
    sets_near,
)
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_HEADING = re.compile(
    r"\b(?:cursos?|talleres|taller|capacitacion(?:es)?|evento|diplomado|conferencia|platica)\b"
)
# "Logro: 2 cursos", above the list of them.
_COUNTED = re.compile(r"(?:[\w ]{4,30}:\s{0,2})?(?:\d{1,3}|\w{2,8}) \w{4,16}(?: \w+){0,4}\W*$")
_NOT_NAMES = re.compile(r"\b(?:fecha|horas?|asistentes|personas|participantes|numero|total|no)\b")
# A word of which every name has one would make every course be compared with every other.
_MOST_ALIKE = 60

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)
_Mention = tuple[WrittenLinea, Passage, CourseMention]


def courses_twice(written: Written) -> Iterator[PlacedFinding]:
    """Find courses that two líneas count, told once for each pair of líneas."""
    by_word: dict[str, list[_Mention]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    lineas = list(written.lineas)
    parts = [] if lineas else [each for part in section_parts(written) for each in _by_area(part)]
    for linea in (*lineas, *parts):
        if linea not in parts and not counts_courses(linea):
            continue
        own = list(_courses(linea, written.period))
        for passage, course in own:
            for other, place, before in _candidates(by_word, course):
                pair = (other.key, linea.key)
                if pair in told or not same_course(before, course):
                    continue
                if _are_apart((passage, course), (place, before)):
                    continue
                if parts and not (
                    course.days == before.days
                    and course.days
                    and _is_given(passage, course)
                    and _is_given(place, before)
                ):
                    continue  # of parts of which nobody knows what they count
                told.add(pair)
                side = Side(other.key, _named(other, linea), (place,), _quote(place, before))
                yield PlacedFinding(
                    _finding(passage, course, before, side.name),
                    linea.key,
                    linea_place(linea),
                    sides=(side,),
                )
                break  # one place to compare it with is enough
        for passage, course in own:
            for word in course.words:
                if len(by_word[word]) < _MOST_ALIKE:
                    by_word[word].append((linea, passage, course))


def _are_apart(one: tuple[Passage, CourseMention], other: tuple[Passage, CourseMention]) -> bool:
    """Tell whether the words about two mentions tell other places, groups or hours."""
    here, there = ((passage.text, course.start, course.end) for passage, course in (one, other))
    return of_other_sets(sets_near(*here), sets_near(*there)) or of_other_places(
        places_near(*here), places_near(*there)
    )


# Who helps with an event, tells of it or attends it does not give it.
_DEED = re.compile(
    r"\b(?:(?P<helps>(?:difund|grab|asist|particip|apoy|prest|transmit|cubr|fotografi|promocion"
    r"|invit|acompan|facilit|acud|colabor|coadyuv|recib|convoc|program|comision)"
    r"(?:o|io|aron|ieron|ando|iendo)\b|publicaron|cobertura)"
    r"|imparti|ofreci|realiz|celebr|llev|dio\b|dieron|organiz|desarroll|efectu|brind|dict)\w*"
)


def _is_given(passage: Passage, course: CourseMention) -> bool:
    """Tell whether the verb before a course, where there is one, says that it was given."""
    before = folded(passage.text[max(0, course.start - 300) : course.start])
    deeds = list(_DEED.finditer(before.rsplit(". ", 1)[-1]))
    return not deeds or not deeds[-1]["helps"]


_OPENS_AREA = re.compile(
    r"(?P<area>(?:(?:sub)?direccion|(?:sub)?secretaria|unidad|coordinacion|departamento|jefatura"
    r"|gerencia|oficina|oficialia|area|contraloria|delegacion|division|instituto|centro|facultad"
    r"|plantel|sede)(?: [^\W\d]+){1,9}?)\s?(?:[.:]\s|\.?\s[-–—]\s|$)"
)


def _by_area(part: WrittenLinea) -> Iterator[WrittenLinea]:
    """Yield a section as one part for each área whose name opens a paragraph of it."""
    opens = [
        (n, found)
        for n, passage in enumerate(part.passages)
        if passage.kind in (PassageKind.TEXT, PassageKind.HEADING)
        and passage.text[:1].isupper()
        and (found := _OPENS_AREA.match(folded(passage.text[:120])))
    ]
    if len(opens) < 2:
        yield part
        return
    ends = [*(n for n, _ in opens[1:]), len(part.passages)]
    if opens[0][0]:
        yield replace(part, passages=part.passages[: opens[0][0]])
    for (start, found), end in zip(opens, ends, strict=True):
        name = part.passages[start].text[: found.end("area")]
        yield replace(part, title=name, passages=part.passages[start:end])


def courses_in_rows(written: Written) -> Iterator[PlacedFinding]:
    """Find a course that stands in the rows of two áreas of one table, on the same day."""
    for place in places_of(written):
        passage = place.passage
        if passage.kind is not PassageKind.TABLE or len(passage.rows) < 3:
            continue
        areas = [n for n, cell in enumerate(passage.rows[0]) if _AREA.match(folded(cell))]
        named = [
            n
            for n, cell in enumerate(passage.rows[0])
            if _HEADING.search(folded(cell)) and not _NOT_NAMES.search(folded(cell))
        ]
        if len(areas) != 1 or not named:
            continue
        rows = [row for row in passage.rows[1:] if max(areas[0], named[0]) < len(row)]
        yield from _twice_in_rows(place, rows, areas[0], named[0])


def _twice_in_rows(
    place: Place, rows: list[tuple[str, ...]], area: int, named: int
) -> Iterator[PlacedFinding]:
    seen: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        # All that the table tells of the event: another day or town is another event.
        told = tuple(
            " ".join(folded(cell).split())
            for n, cell in enumerate(row)
            if n not in (area, named) and not (n == 0 and cell.strip(" .)").isdecimal())
        )
        same = [each for each in seen[told] if _one_event(each[named], row[named], told)]
        seen[told].append(row)
        for before in [each for each in same if folded(each[area]) != folded(row[area])][:1]:
            yield placed(
                Code.COURSE_TWICE,
                Severity.DOUBT,
                place,
                f"«{row[named].strip()}» está en los renglones de {before[area].strip()} y "
                f"de {row[area].strip()}: podría contarse dos veces",
                sides=(Side(place.subject, "", (place.passage,), " | ".join(before)),),
                quote=quoted(" | ".join(row), 0, 2000),
            )


def _one_event(one: str, other: str, told: tuple[str, ...]) -> bool:
    """Tell whether two names of rows that agree in all else are of one event.

    One may leave words of the other out, where more than its day is told.
    """
    words = [set(re.findall(r"\w{4,}", folded(each))) for each in (one, other)]
    exact = course_words(one) == course_words(other)
    shorter = len([each for each in told if each]) > 1 and (
        words[0] <= words[1] or words[1] <= words[0]
    )
    return bool(all(words)) and ((exact and bool(course_words(one))) or shorter)


_AREA = re.compile(
    r"(?:areas?|unidad(?:es)?|(?:sub)?direccion(?:es)?|coordinacion(?:es)?|responsables?|organos?"
    r"|dependencias?|departamentos?|gerencias?|jefaturas?|instituci?on(?:es)?|instituto"
    r"|entidad(?:es)?"
    r"|(?:sub)?secretarias?|comision(?:es)?|oficinas?|delegacion(?:es)?|convoca|organiza\w*|imparte"
    r"|quien \w+)\b"
)


def _candidates(by_word: dict[str, list[_Mention]], course: CourseMention) -> Iterator[_Mention]:
    """Yield the earlier mentions that share a word with a course, each once."""
    seen: set[int] = set()
    for word in course.words:
        for mention in by_word.get(word, ()):
            if id(mention) not in seen:
                seen.add(id(mention))
                yield mention


def _courses(linea: WrittenLinea, period: Period | None) -> Iterator[tuple[Passage, CourseMention]]:
    """Yield the courses that a línea's narrative says were held, tables included."""
    first = next((each for each in linea.passages if each.kind in _NARRATIVE), None)
    listing = first is not None and first.kind is PassageKind.ITEM
    for passage in linea.passages:
        if passage.kind is PassageKind.TABLE:
            yield from ((passage, course) for course in _in_table(passage, period))
            continue
        if passage.kind not in _NARRATIVE:
            continue
        found = courses_of(passage.text, period)
        if passage.kind is PassageKind.TEXT:
            plain = folded(passage.text)
            listing = bool(_HEADING.search(plain)) and (
                passage.text.rstrip().endswith(":") or bool(_COUNTED.match(plain))
            )
        elif listing and not found:
            name = re.split(r"[,;.(:]", passage.text, maxsplit=1)[0].strip()
            found = _listed(name, passage.text, period)
        found = (*found, *_elided(passage.text, found, period))
        yield from (
            (passage, course)
            for course in found
            if course.held and not is_counted_elsewhere(passage.text, course.start, course.end)
        )


# "Se dieron dos, el de «Lenguaje claro» (23 de octubre) y el de «Escucha activa»"
_ELIDED = re.compile(
    r"\b(?:el|la|un[oa]?|otr[oa])\s(?:(?:de|sobre|titulad[oa]|denominad[oa]|llamad[oa])\s)?"
    r"[«“\"](?P<name>[^«»“”\"\n]{4,160})[»”\"]"
)
_TAKES = re.compile(
    r"\b(?:se\s(?:dieron|dio|impart|realiz|ofrec|celebr|llev|organiz|efectu|concluy)|hubo|fueron)"
)
_BEHIND = 120  # signs of what is told of one


def _elided(
    text: str, found: tuple[CourseMention, ...], period: Period | None
) -> Iterator[CourseMention]:
    """Yield the courses of a sentence that leaves their noun out, each with what follows it."""
    names = list(_ELIDED.finditer(text))
    if not names or found or not _TAKES.search(folded(text)):
        return
    for at, each in enumerate(names):
        end = names[at + 1].start() if at + 1 < len(names) else each.end() + _BEHIND
        for course in _listed(each["name"], text[each.end() : end], period):
            yield replace(course, start=each.start(), end=each.end())


def _listed(name: str, told: str, period: Period | None) -> tuple[CourseMention, ...]:
    """Return the course of a name in a list or table, with what is told beside it."""
    if not named_course(name):
        return ()
    found = courses_of(f"Curso “{name}”, {told}", period)[:1]
    if EVENT_NOUN.match(folded(name)):  # "Feria del Empleo" is a fair in prose too
        found = courses_of(f"{name}, {told}", period)[:1] or found
    return tuple(replace(course, start=0, end=len(told)) for course in found)


def _in_table(passage: Passage, period: Period | None) -> Iterator[CourseMention]:
    """Yield the courses that a table lists in a column of their names."""
    if len(passage.rows) < 2:
        return
    heading, *rows = passage.rows
    columns = [
        place
        for place, cell in enumerate(heading)
        if _HEADING.search(folded(cell)) and not _NOT_NAMES.search(folded(cell))
    ]
    if not columns:
        return
    for row in rows:
        name = row[columns[0]] if columns[0] < len(row) else ""
        yield from _listed(name, ", ".join(row), period)


def _named(other: WrittenLinea, linea: WrittenLinea) -> str:
    """Name a línea to another one: by its number where they are of one área."""
    own = other.area == linea.area and other.number
    return f"línea {other.number}" if own else linea_place(other)


def _quote(passage: Passage, course: CourseMention) -> str:
    return passage.text[course.start : course.end] if passage.text else course.name


def _both(before: CourseMention, course: CourseMention) -> str:
    """Return the two names where they are not written alike, "" where one says both."""
    if before.name == course.name:
        return ""
    return f"Allá: «{before.name}»; aquí: «{course.name}»"


def _finding(passage: Passage, course: CourseMention, before: CourseMention, place: str) -> Finding:
    name = shorten(course.name, 80, placeholder="…")
    return Finding(
        Code.COURSE_TWICE,
        Severity.DOUBT,
        f"«{name}» también se reporta en {place}: podría contarse dos veces",
        passage.anchor,
        arithmetic=_both(before, course),
        quote=_quote(passage, course),
    )


def counted_twice(written: Written) -> Iterator[PlacedFinding]:
    """Find the courses that two líneas count, and the named events that two parts tell besides."""
    found = list(courses_twice(written))
    yield from found
    told = {frozenset((each.subject, side.subject)) for each in found for side in each.sides}
    for other in chain(events_twice(written), named_twice(written), days_twice(written)):
        pair = frozenset((other.subject, other.sides[0].subject))
        if pair not in told:
            yield other
            told.add(pair)


WHOLE = (
    WholeCheck((Code.COURSE_TWICE,), counted_twice),
    WholeCheck((Code.COURSE_TWICE,), courses_in_rows),
)

"""Where each passage of an informe stands: whose it is, and how people name that place."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import NamedTuple, TypeVar
from weakref import ref

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import linea_place
from programs.values.checks.side import Side
from programs.values.written import Passage, PassageKind, Written, WrittenLinea, WrittenSection

_Found = TypeVar("_Found")


class Place(NamedTuple):
    """A passage with what names its place for good, and as people do; `area` may be ""."""

    passage: Passage
    subject: str
    name: str
    area: str
    of_linea: bool


def found_once(
    find: Callable[[Written], Iterator[_Found]],
) -> Callable[[Written], tuple[_Found, ...]]:
    """Keep what is found of the informe that was asked for last: a dozen checks ask for it."""
    last: tuple[Callable[[], Written | None], tuple[_Found, ...]] = (lambda: None, ())

    @wraps(find)
    def kept(written: Written) -> tuple[_Found, ...]:
        nonlocal last
        of, found = last
        if of() is not written:
            found = tuple(find(written))
            last = ref(written), found
        return found

    return kept


@found_once
def places_of(written: Written) -> Iterator[Place]:
    """Yield every passage in printed order with its place, closing sentences included."""
    for section in written.sections:
        name = section_name(section)
        for passage in section.passages:
            yield Place(passage, section.key, name, section.area, False)
    for area in written.areas:
        for passage in area.opening:
            yield Place(passage, area.key, area.name, area.name, False)
        for linea in area.lineas:
            name = linea_place(linea)
            closing = (linea.closing,) if linea.closing else ()
            for passage in (*linea.passages, *closing):
                yield Place(passage, linea.key, name, area.name, True)


def told_parts(written: Written) -> Iterator[WrittenLinea]:
    """Yield the líneas, and the sections as if each were one: what is pasted may have no línea."""
    yield from written.lineas
    yield from section_parts(written)


@found_once
def section_parts(written: Written) -> Iterator[WrittenLinea]:
    """Yield the sections as if each were a línea without a meta, and what opens an área."""
    told = [
        *((each.key, each.area, section_name(each), each.passages) for each in written.sections),
        *((each.key, each.name, each.name, each.opening) for each in written.areas if each.opening),
    ]
    for key, area, name, passages in told:
        yield WrittenLinea(key, area, "", name, "", (), None, None, passages, None)


def section_name(section: WrittenSection) -> str:
    """Name a section by its heading, which may end in a stop: "Dirección Jurídica."."""
    return section.heading.rstrip(" .") or section.area or NO_HEADING


NO_HEADING = "Inicio del informe"


def opening_place(section: WrittenSection) -> str:
    """Name a section of the presentación, that of an área by the área."""
    return f"Presentación, {section.area}" if section.area else section_name(section)


def placed(
    code: Code,
    severity: Severity,
    place: Place,
    message: str,
    sides: tuple[Side, ...] = (),
    **told: str,
) -> PlacedFinding:
    """Return a finding of a passage; `told` are its `arithmetic` and its `quote`."""
    finding = Finding(code, severity, message, place.passage.anchor, **told)
    return PlacedFinding(finding, place.subject, place.name, sides=sides)


def texts_of(passage: Passage) -> Iterator[str]:
    """Yield what a passage says: its text, or each cell of a table by itself."""
    if passage.kind is PassageKind.TABLE:
        yield from (cell for row in passage.rows for cell in row if cell.strip())
    elif passage.text:
        yield passage.text

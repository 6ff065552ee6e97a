"""Codes of documents that differ in their zeros alone, and one number for two of a list.

"CT/DG/0061/2025" and "CT/DG/061/2025", whatever the text calls them; "a) Colegio Las Rosas, oficio
102; b) Colegio del Bosque, oficio 102". Source: section 2.6 of the domain document.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from programs.values.checks.finding import Code, PlacedFinding, Severity
from programs.values.checks.informe.places import Place, placed, texts_of
from programs.values.checks.side import Side
from programs.values.quoted import quoted
from programs.values.wording.numbers import folded, holds_any, numbers_of
from programs.values.wording.oficios import CIRCULAR, OficioMention, oficios_of, taken_apart
from programs.values.written import PassageKind, Period

_CODE = re.compile(
    r"(?<![\w/.\-])[A-ZÁÉÍÓÚÑ]{1,10}(?:[/\-][A-ZÁÉÍÓÚÑ]{1,10}){0,4}[/\-]\d{1,5}[/\-]20\d\d(?![\w/\-])"
)
_YEARS = ("/20", "-20")  # a text without any has no such code
# What a text calls the document of a code, or of the list in which it stands.
_KIND = re.compile(
    r"\b(?P<kind>oficio|memorand|circular|nota|tarjeta|escrito|expediente|contrato|acta|folio"
    r"|convenio|licitacion|concurso|factura|pedido|clave|partida|carpeta|inventario)\w{0,3}\b"
)
_COMPARED = ("", "oficio", "memorand", "circular")
_Found = tuple[Place, str, str]


def padded_codes(places: Iterable[Place]) -> Iterator[PlacedFinding]:
    """Yield each code that stands elsewhere with other zeros."""
    of_code: dict[str, dict[str, _Found]] = defaultdict(dict)
    for place in places:
        if not holds_any(place.passage.words, _YEARS):
            continue
        for text in texts_of(place.passage):
            for found in _CODE.finditer(text):
                written = found[0]
                kind = _kind(text, found.start())
                if kind not in _COMPARED:
                    continue
                apart = taken_apart(written)
                key = f"{kind} {apart.parts} {apart.serial} {apart.year}"
                quote = quoted(text, found.start(), found.end(), 30, 80)
                of_code[key].setdefault(written, (place, written, quote))
    for written_in in of_code.values():
        first, *others = written_in.values()
        for place, written, quote in others[:1]:
            if not _zeros_apart(first[1], written):
                continue
            name = first[0].name
            if (first[0].subject, name) == (place.subject, place.name):
                name = f"esta misma {'línea' if place.of_linea else 'parte'}"
            yield placed(
                Code.OFICIO_ALIKE,
                Severity.DOUBT,
                place,
                f"El número {written} puede ser el mismo que {first[1]}, de {name}. "
                "Sus números solo difieren en ceros",
                sides=(Side(first[0].subject, name, (first[0].passage,), first[2]),),
                quote=quote,
            )


def _kind(text: str, start: int) -> str:
    """Return what the words before a code call it, "" where they do not say."""
    before = re.split(r"[.;:]\s", folded(text[max(0, start - 80) : start]))[-1]
    found = [each["kind"] for each in _KIND.finditer(before)]
    return found[-1] if found else ""


def _zeros_apart(one: str, other: str) -> bool:
    bare = [re.sub(r"/0+", "/", number.replace("-", "/")) for number in (one, other)]
    return bare[0] == bare[1] and one != other


# One oficio may go to all of a list.
_FOR_ALL = re.compile(
    r"\b(?:un (?:solo|mismo|unico) oficio|mismo oficio|oficio circular|circular|con copia|conjunt"
    r"|citad[oa]|referid[oa]|mencionad[oa]|una sola vez|va dirigido a|ambos"
    r"|mism[oa] (?:numero|documento|escrito))"
)
_OF_PAPERS = re.compile(
    r"(?: \w+){0,2} (?:oficio|escrito|documento|comunicacion|memorand|circular)"
)
_LEAST, _MANY = 3, 100  # of a list


def listed_twice(places: Sequence[Place], period: Period | None) -> Iterator[PlacedFinding]:
    """Yield the number that two items of a list have, where each of the others has its own."""
    before = ""
    for (_, kind), run in groupby(places, key=_list_of):
        items = list(run)
        told = (before, *(each.passage.text for each in items))
        if kind and not any(_FOR_ALL.search(folded(each)) for each in told):
            yield from _of_items(items, period, before)
        before = items[-1].passage.text


def _list_of(place: Place) -> tuple[str, PassageKind | None]:
    """Return of which list a passage is: one of items, or of paragraphs with their numbers."""
    kind = place.passage.kind
    numbered = kind is PassageKind.TEXT and _NUMBERED.match(place.passage.text)
    return place.subject, kind if numbered or kind is PassageKind.ITEM else None


# "1. El 8 de mayo se pidieron cotizaciones, mediante el oficio …"
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[IVXivx]{1,5})[.)\-]{1,2}\s")
_BY_IT = re.compile(
    r"\b(?:con|por|mediante|via|segun|a traves de|por (?:medio|conducto|via) de|en)"
    r"(?:l| el| la| un| una)? ?\(?$"
)


def _of_items(
    items: Sequence[Place], period: Period | None, before: str
) -> Iterator[PlacedFinding]:
    told: list[tuple[Place, OficioMention]] = []
    for place in items:
        mentions = oficios_of(place.passage.text, period)
        if len(mentions) != 1 or mentions[0].kind == CIRCULAR:
            return
        # A paragraph may cite what another one did: only that by which it was done is its own.
        before_it = folded(place.passage.text[max(0, mentions[0].opens - 30) : mentions[0].opens])
        if place.passage.kind is PassageKind.TEXT and not _BY_IT.search(before_it):
            return
        told.append((place, mentions[0]))
    counts = Counter(mention.normalised for _, mention in told)
    again = [number for number, count in counts.items() if count == 2]
    if len(told) < _LEAST or len(again) != 1 or max(counts.values()) > 2:
        return
    counted = [each for each in numbers_of(before) if each.value < _MANY]
    plain = folded(before)
    if any(
        int(each.value) == len(counts) and _OF_PAPERS.match(plain, each.end) for each in counted
    ):
        return  # "con tres oficios se invitó a cuatro"
    (first, _), (other, mention) = [each for each in told if each[1].normalised == again[0]]
    if folded(first.passage.text) == folded(other.passage.text):
        return
    yield placed(
        Code.OFICIO_TWICE,
        Severity.DOUBT,
        other,
        f"El {mention.kind} {mention.number} está en 2 renglones de la lista: "
        "un mismo documento cuenta una sola vez",
        sides=(Side(first.subject, first.name, (first.passage,), mention.number),),
        quote=quoted(other.passage.text, mention.start, mention.end, 60, 20),
    )

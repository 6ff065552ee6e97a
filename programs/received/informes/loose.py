"""A paste without any línea: a paragraph that states its own progress is one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from programs.received.informes.builder import OpenArea, OpenLinea, OpenSection
from programs.received.informes.closings import closes, split_closing
from programs.received.informes.marks import mark_of
from programs.received.informes.names import title_before
from programs.received.informes.told_metas import told_in
from programs.values.wording.metas import promised_by_title
from programs.values.wording.numbers import folded
from programs.values.wording.percents import percents_of
from programs.values.wording.sentences import sentences_of
from programs.values.written import Passage, PassageKind

Part = OpenSection | OpenArea


def with_loose_lineas(parts: Sequence[Part]) -> list[Part]:
    """Return the parts; where no línea was found, the text up to each closing sentence is one.

    Where no línea has its meta labelled, each takes the one that its own words tell.
    """
    lineas = [linea for part in parts if isinstance(part, OpenArea) for linea in part.lineas]
    if lineas:
        if not any(linea.meta or linea.box for linea in lineas):
            for linea in lineas:
                first = next((each for each in linea.passages if each.text), None)
                plain = folded(first.text[:_LONG]) if first else ""
                if first and (_NAMES_META.match(plain[:_SHORT]) or _IN_META.search(plain)):
                    _take_meta(linea)
        return list(parts)
    made: list[Part] = []
    for part in parts:
        if isinstance(part, OpenSection) and _is_body(part.heading):
            made += _loose(part)
        else:
            made.append(part)
    return made


# "La meta consiste en llevar a cabo ocho mesas de trabajo en el año."
_NAMES_META = re.compile(
    r"(?:para (?:el ano|este ano|20\d\d),? )?(?:l[oa]s? |el |su |nuestr[oa] )?"
    r"(?:meta|compromiso|objetivo|cuota)(?! \d)\b[^.;:\d]{0,40}"
    r"\b(?:es|son|sera|era|fue|consist\w+|fij\w+)\b"
    # "Se prometió cotejar 40 fianzas; se cotejaron 40."
    r"|(?:se|nos) (?:habian? )?(?:prometi|comprometi|propus|ofreci)\w* (?:a )?[a-z]{2,14}[aei]r\b"
)
# "La Secretaría informa que en la meta de 12 sesiones ordinarias se celebraron tres."
_IN_META = re.compile(r"\b(?:de|en) (?:la|su|una) meta (?:anual )?de (?=\d)")


def _is_body(heading: str) -> bool:
    """Tell whether what stands below a heading is the informe itself: below none, "Desarrollo"."""
    return not heading or _BODY.fullmatch(folded(heading)) is not None


_BODY = re.compile(r"(?:desarrollo|detalle|cuerpo)(?: del? (?:informe|trimestre|periodo))?\W{0,2}")


def _closes(text: str) -> bool:
    """Tell whether a paragraph states how far its línea is, at its end or before a last remark.

    "Lo programado para el año: hacer 360 recorridos." alone is a meta.
    """
    meta = told_in(text)
    if meta and meta.said and not meta.rest and not percents_of(text):
        return False
    if split_closing(text):
        return True
    spans = list(islice(sentences_of(text), 12))
    told = (text[span.start : span.end] for span in spans[1:])
    most = _LONG if meta else _SHORT
    return any(len(each) <= most and percents_of(each) and closes(each) for each in told)


# Signs of what closes a línea before a last remark, and of it behind a meta told by its own words.
_SHORT, _LONG = 80, 160


def _take_meta(linea: OpenLinea) -> None:
    """Take the meta that a paragraph of a línea tells; its sentence tells nothing done."""
    for place, passage in enumerate(linea.passages):
        if passage.kind is not PassageKind.TEXT:
            continue
        mark = mark_of(passage.text)
        if mark and promised_by_title(head := title_before(mark.rest)):
            linea.printed, linea.number, linea.title = mark.printed, mark.number, head.rstrip(" .")
            linea.passages[place] = replace(passage, text=mark.rest[len(head) :].strip())
            return
        told = told_in(mark.rest if mark else passage.text)
        if told is None:
            continue
        linea.meta = told.meta
        if not linea.title and (named := _NAMED.search(told.said)):
            linea.title, linea.number = named["title"], named["number"] or ""
        linea.box.append(("Meta", told.meta))
        key = f"{passage.key}-meta"
        said = [Passage(key, key, PassageKind.HEADING, told.said)] if told.said else []
        rest = [replace(passage, text=told.rest)] if told.rest else []
        linea.passages[place : place + 1] = [*said, *rest]
        return


# 'Dentro de la línea 4, denominada "Fomento a la lectura"', 'en la línea 3, "Cursos"'
_NAMED = re.compile(
    r"\b(?:[Ll][íi]nea|[Aa]cci[óo]n|[Pp]royecto|[Pp]rograma|[Aa]ctividad|[Cc]ompromiso|[Mm]eta)"
    r"(?:\s(?:de\s(?:acci[óo]n|trabajo)\s)?(?P<number>\d{1,2}(?:\.\d{1,2})?))?,?\s"
    r"(?:(?:de\snombre|(?:denominad|llamad|titulad|intitulad|nombrad|relativ|referente)\w*)\s(?:a\s)?)?"
    r"[\"“«](?P<title>[^\"“”«»]{4,120})[\"”»]"
)


# "El primero, cambiar 600 luminarias en el año: se cambiaron…", "La tercera meta es…"
_THING = r"(?:objetivo|compromiso|meta|linea|actividad|accion|proyecto|tarea|encargo|proposito)"
_ENUMERATED = re.compile(
    r"(?:(?:en cuanto a|respecto (?:a|de)|por lo que (?:toca|hace) a|sobre|para|en|de|a)\s?)?"
    r"(?:l|el|la)\s(?P<order>primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim)[oa]?"
    rf"(?=[,:]|\s(?:de (?:ell|est)[oa]s|{_THING}|es|era|fue|consist\w+)\b)"
    rf"(?:\s(?:de (?:ell|est)[oa]s|{_THING}(?: de accion)?)\b)?[,:]?"
    r"(?:\s(?:es|era|fue|consist\w+ en)\b)?"
)
_ORDERS = (
    "primer",
    "segund",
    "tercer",
    "cuart",
    "quint",
    "sext",
    "septim",
    "octav",
    "noven",
    "decim",
)
_FEWEST_CLOSED = 2


def _enumerated(section: OpenSection) -> list[Part]:
    """Return a section whose paragraphs tell its líneas by turns, "El primero, …"; [] for another.

    One of them that does not close as the others do is a línea too.
    """
    starts: list[int] = []
    closed = 0
    for place, passage in enumerate(section.passages):
        if passage.kind is not PassageKind.TEXT:
            continue
        found = _ENUMERATED.match(folded(passage.text[:_SHORT]))
        if found and _ORDERS.index(found["order"]) == len(starts):
            starts.append(place)
            closed += _closes(passage.text)
    if closed < _FEWEST_CLOSED:
        return []
    area = OpenArea("area-1", name="")
    ends = [*starts[1:], len(section.passages)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        linea = OpenLinea(f"linea-{number}", passages=section.passages[start:end], narrative=True)
        linea.count, linea.number = end - start, str(number)
        _take_enumerated(linea)
        area.lineas.append(linea)
    section.passages = section.passages[: starts[0]]
    return [section, area] if section.passages else [area]


def _take_enumerated(linea: OpenLinea) -> None:
    """Take what a paragraph promises behind its turn, else the meta that its words tell."""
    first = linea.passages[0]
    turn = _ENUMERATED.match(folded(first.text))
    end = turn.end() if turn else 0
    head, _, rest = first.text[end:].strip(" ,:").partition(":")
    if rest and promised_by_title(head):
        linea.printed, linea.title = first.text[:end].strip(" ,:"), head
        linea.passages[0] = replace(first, text=rest.strip())
    else:
        _take_meta(linea)


def _loose(section: OpenSection) -> list[Part]:
    if told := _enumerated(section):
        return told
    area = OpenArea("area-1", name="")
    held: list[Passage] = []
    for passage in section.passages:
        held.append(passage)
        if passage.kind is PassageKind.TEXT and _closes(passage.text):
            linea = OpenLinea(f"linea-{len(area.lineas) + 1}", passages=held, narrative=True)
            linea.count = len(held)
            _take_meta(linea)
            area.lineas.append(linea)
            held = []
    if not area.lineas:
        return [section]
    section.passages = held
    return [area, section] if held else [area]

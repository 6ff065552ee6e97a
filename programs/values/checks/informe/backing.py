"""How many things a narrative lists without a number: by days, names, ordinals, months or cells.

"Las reuniones fueron el 25 de abril y el 23 de mayo" are two, "los padrones de Becas, Semillas y
Lentes" three. They back a percentage and deny none: source, the quantities of section 2.2 of the
domain document, which its narratives tell in every one of these forms.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from programs.values.checks.informe.duty_turns import turns_listed
from programs.values.checks.informe.grids import PLANNED, grid_of, number_in
from programs.values.wording.counted import counted_of
from programs.values.wording.dates import MONTH
from programs.values.wording.elided_turns import turns_told_alone
from programs.values.wording.fortnights import OF_QUARTER, halves_in, tells_every_half
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.ordinals import of_word, ordinals_alone
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.turns import listed_months
from programs.values.wording.units import stems, unit_of
from programs.values.written import Amount, Passage, PassageKind, WrittenLinea


def backing_of(linea: WrittenLinea, amounts: Iterable[Amount]) -> set[Decimal]:
    """Return every number of things that a narrative may list of what its meta counts."""
    heads = frozenset(head for amount in amounts for head in unit_of(amount.unit).heads)
    found = {
        *ordinals_of(linea),
        *named_ones(linea, heads),
        *_of_tables(linea, heads),
        *_halves(linea),
    }
    months = days = last = 0
    ordinals: set[int] = set()
    for passage in linea.prose:
        found |= _takers(passage)
        found.add(Decimal(_names_alone(passage.text)))
        for sentence in sentences_of(passage.text):
            text = passage.text[sentence.start : sentence.end]
            plain = folded(text)
            found |= {Decimal(number) for number in enumerated(text, plain, heads)}
            told = {value for word in _ORDINAL.findall(plain) if (value := of_word(word))}
            found.add(Decimal(len(told)))
            ordinals |= told
            last = last or int(_LAST.search(plain) is not None)
            if _NOT_YET.search(plain):
                continue
            found.add(Decimal(len(THE_ONE.findall(plain))))
            own = len(_DAY.findall(_PAPER_DAY.sub(" ", plain)))
            named = len({*_OF_MONTH.findall(plain)})
            days, months = days + own, months + named
            found |= {Decimal(own), Decimal(named)}
    found |= {Decimal(days), Decimal(months), Decimal(len(ordinals) + last)}
    found.discard(Decimal(0))
    return found


def _halves(linea: WrittenLinea) -> Iterator[Decimal]:
    """Yield how many halves of months a narrative names: "ambas quincenas de abril y de mayo"."""
    texts = [plain for each in linea.prose if "q" in (plain := folded(each.text))]
    yield Decimal(len({half for text in texts for half in halves_in(text)}))
    if any(map(tells_every_half, texts)):
        yield Decimal(OF_QUARTER)


# "La de obra pública", "el del museo": one each.
THE_ONE = re.compile(
    r"\b(?:la|el|una|uno|otra|otro)\s(?:del?|sobre|para|al?|relativ\w+|correspondiente)\b"
)
# Each of "el 7 y el 21 de marzo", "los días 5, 12 y 19 de septiembre".
_DAY = re.compile(
    rf"\b(?<![/.-])\d{{1,2}}\b(?=(?:\s?(?:,|y|e)\s(?:el\s|del\s)?\d{{1,2}}){{0,6}}\sde\s(?:{MONTH})\b)"
)
# "Del Reglamento publicado el 3 de febrero de 2020": the day of a rule, and of nothing done
_PAPER_DAY = re.compile(
    r"\b(?:ley|reglamento|decreto|acuerdo|lineamientos?|reglas|manual|convenio|programa|bando|norma)\b"
    r"[^.;,]{0,60}?\b(?:publicad|expedid|emitid|aprobad|reformad|suscrit|firmad|vigente)[a-z]{0,2}\s"
    rf"(?:desde\s)?(?:el\s)?(?:dia\s)?\d{{1,2}}\sde\s(?:{MONTH})\b"
)
# "El reporte de marzo se entregó el 9 de abril; el de abril, el 8 de mayo": not those of days.
_OF_MONTH = re.compile(rf"(?<!\d\s)(?:\bde|\bdel\smes\sde|,)\s({MONTH})\b(?!\sde\s\d)")
_ORDINAL = re.compile(
    r"\b(?:primer|segund|tercer|cuart|quint|sext|sep?tim|octav|noven|decim|undecim|duodecim|vigesim)"
    r"[a-z]{0,12}\b(?!\s(?:trimestre|semestre|bimestre|ano|piso|nivel|etapa|fase|parte))"
)
# "La primera fue al museo; la segunda, al archivo, y la última, a la biblioteca"
_LAST = re.compile(r"\b(?:la|el)\s(?:ultim[oa]|restante|otr[oa])\b")
_NOT_YET = re.compile(
    r"\b(?:se\s\w{3,}ran?|queda(?:n|ron)?\s(?:para|pendientes?)|falt[oa]|toca|esta(?:n)?\sprevist\w+)\b"
)
# The words before a list: what it lists, or "los de" where that was told.
_BEFORE_LIST = re.compile(r"(?P<noun>[a-z\u00f1]{4,})(?=[\s:])|\bl[oa]s(?=\sdel?\s)")
_THE = re.compile(r"\bl[oa]s\s(?:\w+\s)?$")
_CAPITAL = re.compile(r"[A-ZÁÉÍÓÚÑ]")
_JOINT = re.compile(r",\s(?:[ye]\s)?|\s[ye]\s")
_LAST_JOINT = re.compile(r",?\s[ye]\s")
_LIST_END = re.compile(r"[.;\n]|\s(?:que|quien(?:es)?|mediante|para|con\s(?:lo|el|la)\s\w+al)\b")
_ASIDE = re.compile(r"\([^()]{0,80}\)")
# No thing of a list: a deed of its own.
_DEED = re.compile(r"\b(?:se|no|hubo|fue(?:ron)?|\w{3,}(?:aron|ieron|yeron))\b")
_DEED_ACCENTED = re.compile(r"\w{2,}(?:ó|ió)\b")
_LONGEST = 7  # words of a thing of a list
_MOST_LISTS = 20  # of a sentence
_MOST_SIGNS = 1000  # of a list
_AFTER_CAPITAL = r"[\wáéíóúñ]+(?:\s(?:(?:del?|la|los|las|el)\s){0,2}[A-ZÁÉÍÓÚÑ0-9][\wáéíóúñ]*){0,4}"
_NAME = rf"[A-ZÁÉÍÓÚÑ]{_AFTER_CAPITAL}"
_NAMES = re.compile(
    # The capital before what must stand before it: a search passes quickly over all else.
    rf"[A-ZÁÉÍÓÚÑ](?<=[a-záéíóúñ,:]\s.){_AFTER_CAPITAL}"
    rf"(?:,\s(?:(?:en|de|a|con|la|el)\s){{0,2}}{_NAME}){{0,20}}"
    rf",?\s[ye]\s(?:(?:en|de|del|a|con|la|el|al)\s){{0,2}}{_NAME}"
)


def enumerated(text: str, plain: str, heads: frozenset[str]) -> Iterator[int]:
    """Yield how many things the lists of a sentence have: of the unit, or of names."""
    text = _ASIDE.sub(lambda found: " " * len(found.group()), text)
    for names in _NAMES.finditer(text):
        yield len(_JOINT.split(names.group()))
    begins = (
        found
        for found in _BEFORE_LIST.finditer(plain)
        if not found["noun"] or heads & set(stems(found["noun"]))
    )
    for found in islice(begins, _MOST_LISTS):
        limit = min(len(text), found.end() + _MOST_SIGNS)
        stop = _LIST_END.search(plain, found.end(), limit)
        listed = text[found.end() : stop.start() if stop else limit]
        things = _things(listed)
        # "Difundimos campañas en escuelas, mercados y plazas": where, and not which.
        which = (
            not found["noun"]
            or _THE.search(plain, max(0, found.start() - 24), found.start())
            or ":" in listed[:40]
        )
        if which or all(map(_CAPITAL.search, things)):
            yield len(things)


def _names_alone(text: str) -> int:
    """Return how many names a text is that is nothing else, 0 for any other text.

    "Tepeyahua, El Carrizal, San Lucas, Barra Honda", "Visitados: Tula; Apan".
    """
    label = _LABEL.match(text)
    listed = text[label.end() if label else 0 :].strip(" .()")
    names = _NAME_JOINT.split(listed) if len(listed) <= _MOST_SIGNS else []
    told = all(map(_CAPITAL.match, names)) and not any(
        len(each.split()) > _LONGEST for each in names
    )
    if len(names) < _FEWEST or not told or _DEED.search(folded(listed)):
        return 0
    return 0 if _DEED_ACCENTED.search(listed) else len(names)


_LABEL = re.compile(r"[A-ZÁÉÍÓÚÑ][^:.;,]{2,60}:\s")
_NAME_JOINT = re.compile(r"(?:,|;|\s[/·|–—-]|,?\s[ye](?=\s[A-ZÁÉÍÓÚÑ]))\s")
_FEWEST = 2


def _things(listed: str) -> list[str]:
    """Return the things that follow one another, the last behind "y"; none for no list."""
    found: list[str] = []
    last = 0
    joints = list(_JOINT.finditer(listed))
    start = 0
    for place, joint in enumerate((*joints, None)):
        own = listed[start : joint.start() if joint else len(listed)].strip()
        deed = _DEED.search(folded(own)) or _DEED_ACCENTED.search(own)
        if not own or deed or len(own.split()) > _LONGEST:
            break
        found.append(own)
        if place and _LAST_JOINT.fullmatch(joints[place - 1].group()):
            last = place + 1
        start = joint.end() if joint else len(listed)
    return found[:last]


def _takers(passage: Passage) -> set[Decimal]:
    """Return how many took or did one each, by which what was given or done is counted.

    "Las 82 personas recibieron la suya", "acudieron seis investigadores y cada cual hizo una".
    """
    plain = folded(passage.text)
    return {
        each.value
        for each in counted_of(passage.text)
        if not each.article
        and (shape := _ONE_EACH.get(each.told))
        and shape(plain, each.end, each.sentence.end)
    }


_EACH_ONE = re.compile(r"\bcada\s(?:cual|un[oa]|quien)\b(?:\sde\sell[oa]s)?\s(?:\w+\s){1,3}?una?\b")
_TOOK = re.compile(r"(?:\s\w+){1,6}\s(?:recibi(?:o|eron)|tom(?:o|aron)|obtuv(?:o|ieron))\b")
_ONE_EACH = {Told.RECEIVED: _TOOK.match, Told.DONE: _EACH_ONE.search}


def ordinals_of(linea: WrittenLinea) -> Iterator[Decimal]:
    """Yield the ordinals by which a narrative calls what the meta counts, alone."""
    for passage in linea.prose:
        for value, _, _ in ordinals_alone(folded(passage.text)):
            yield Decimal(value)  # "El primero fue el 17 de junio"


def _of_tables(linea: WrittenLinea, heads: frozenset[str]) -> Iterator[Decimal]:
    """Yield each figure of its tables, and what their rows and columns sum, plans left out."""
    for table in linea.of_kind(PassageKind.TABLE):
        grid = grid_of(table)
        if not grid:
            continue
        kept = [place for place, head in enumerate(grid.headings) if not PLANNED.search(head)]
        rows = [
            {place: number_in(row[place]) for place in kept if place < len(row)}
            for row in grid.rows
        ]
        for row in rows:
            values = [value for value in row.values() if value is not None]
            yield from values
            yield sum(values, Decimal(0))
        # "OT-01 | Traumatología | 08/02/2024": a thing in each row
        named = [row for n, row in enumerate(grid.rows) if n != grid.total_row and any(row)]
        yield Decimal(len(named))
        for place in kept:
            own = [row.get(place) for row in rows]
            yield sum((value for value in own if value is not None), Decimal(0))
            # "Macetas repartidas" among rows of árboles: those of the meta alone
            mine = [
                row.get(place)
                for row, cells in zip(rows, grid.rows, strict=True)
                if cells and heads & frozenset(stems(folded(cells[0]))[:1])
            ]
            yield sum((value for value in mine if value is not None), Decimal(0))


def named_ones(linea: WrittenLinea, heads: frozenset[str]) -> Iterator[Decimal]:
    """Yield how many things of the meta a narrative calls by their names or months.

    "Los boletines de enero, febrero y marzo" are three, "el curso denominado «Archivo»" is one.
    """
    names: set[str] = set()
    for passage in linea.prose:
        plain = folded(passage.text)
        for listed in listed_months(passage.text):
            if heads & set(stems(plain[max(0, listed.start - _NEAR) : listed.start])):
                yield Decimal(len(set(listed.turns)))
        for found in _CALLED.finditer(passage.text) if holds_any(passage.text, _QUOTES) else ():
            if heads & set(stems(plain[max(0, found.start() - _NEAR) : found.start("name")])):
                names.add(folded(found["name"]))
        for found in _FROM_TO.finditer(passage.text):
            if heads & set(stems(plain[max(0, found.start() - _NEAR) : found.start()])):
                yield Decimal(found["last"]) - Decimal(found["first"]) + 1
        for found in _FOLIOS.finditer(plain):
            yield Decimal(found["last"]) - Decimal(found["first"]) + 1
    # "La mitad de la meta: la visita de mayo al archivo y la de agosto a la biblioteca"
    told = (*linea.prose, *((linea.closing,) if linea.closing else ()))
    turns = {e.turn for own in told for e in turns_told_alone(own.text) if e.noun in heads}
    if turns:
        yield Decimal(len(turns))
    if names:
        yield Decimal(len(names))
    if listed_turns := turns_listed(linea):
        yield Decimal(listed_turns)  # "los inventarios de enero-febrero y marzo-abril"


_NEAR = 30  # signs
# "Oficios DA/201/2024 al DA/206/2024": six of them.
_FROM_TO = re.compile(
    r"(?<![\w/])(?:[A-Z]{1,8}[/\-]){0,4}(?P<first>\d{1,5})(?:/20\d\d)?\s(?:al|a\sla)\s"
    r"(?:[A-Z]{1,8}[/\-]){0,4}(?P<last>\d{1,5})(?:/20\d\d)?(?![\w/])"
)
# "Los vales corren del folio 15 al 22", "actas números 3 a 9": each is one.
_FOLIOS = re.compile(
    r"\b(?:folios?|numeros?|nums?\.?|nos?\.|consecutivos?|vales?|recibos?|oficios?|actas?|expedientes?)\s"
    r"(?:del?\s)?(?:l[oa]s?\s)?(?:folios?\s|numeros?\s|nums?\.?\s)?(?:del?\s)?(?P<first>\d{1,5})\s"
    r"(?:al?|hasta\s(?:el|la))\s(?:l[oa]\s)?(?P<last>\d{1,5})\b(?!/)"
)
_QUOTES = ("«", "“", '"', "'", "‘")
_CALLED = re.compile(
    r"(?:(?:denominad|titulad|llamad|intitulad)[oa]s?\s+)?"
    r"(?:[«“\"]|(?<!\w)['‘])(?P<name>[^«»“”\"'‘’\n]{3,200})(?:[»”\"]|['’](?!\w))"
)


def counts_for_each(linea: WrittenLinea) -> set[Decimal]:
    """Return the counts of a narrative that gives each of something one of the meta's things.

    "Se evaluó a 145 personas… A cada persona se le aplicó una sola evaluación".
    """
    if not any(_GIVEN_EACH.search(folded(passage.text)) for passage in linea.prose):
        return set()
    return {each.value for passage in linea.prose for each in counted_of(passage.text)}


_GIVEN_EACH = re.compile(r"\b(?:a|en|con|para|por|de|sobre)\scada\s\w+")

"""Things of two kinds that a text adds up itself to make the percentage of the one.

"Se plantaron 350 árboles y se regalaron 150 macetas; sumadas ambas, 500"; a list of "cursos" with a
conferencia in it. Source: Archivo 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Code, Finding
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in, is_bare
from programs.values.checks.informe.grids import grid_of, number_in
from programs.values.checks.informe.kinds import (
    needs_others,
    only_with_others,
    other_kind,
    sentence_with,
)
from programs.values.checks.informe.kinds_added import added_thing
from programs.values.checks.informe.kinds_by_day import EVENTS, other_event
from programs.values.checks.informe.mixed import mixed_in
from programs.values.checks.informe.other_things import (
    is_less,
    lesser_beside,
    lesser_in_rows,
    other_thing,
)
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import Statement, fitting, statements_of
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.deliverables import KINDS
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import (
    Fit,
    Unit,
    fit_of,
    is_anything,
    is_persons,
    is_same,
    is_wide,
    stem,
    stems,
    unit_of,
)
from programs.values.written import Amount, Passage, PassageKind, Period, WrittenLinea

_OTHERS = (
    other_kind, other_event, mixed_in, other_thing, lesser_in_rows, lesser_beside, added_thing,
)  # fmt: skip
_THINGS = EVENTS.union(*KINDS.values())
# Which one office calls by the one word and another by the other.
_ALIKE = tuple(
    frozenset(stems(words))
    for words in (
        "visita inspeccion recorrido supervision verificacion gira revision monitoreo",
        "sesion reunion asamblea mesa junta encuentro",
        "asesoria orientacion consulta acompanamiento opinion",
        "mantenimiento reparacion servicio",
        "acta minuta",
        "boletin comunicado",
        "encuesta cuestionario sondeo",
        "conferencia ponencia videoconferencia",
        "webinar webinario",
        "foro encuentro congreso coloquio conversatorio panel simposio",
        "exposicion muestra",
        "concierto recital presentacion funcion festival",
        "torneo competencia liga partido carrera",
        "libro titulo ejemplar",
        "manual guia lineamiento reglamento",
        "licitacion compra adquisicion contrato pedido",
        "vacuna dosis",
        "arbol planta reforestacion",
    )
)


def joined_thing(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only with another thing that the text itself adds up."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    unit = unit_of(amounts[0].unit)
    whole = fitting(said[-1].said.mention, amounts[0].quantity)
    if not whole or not unit.heads or is_wide(unit) or any(map(is_persons, unit.heads)):
        return
    found = (
        _in_prose(linea, unit, whole)
        or _in_one_sum(linea, unit, whole)
        or _in_list(linea, unit, said[-1], amounts[0], whole)
    )
    if found and not any(any(check(linea, period)) for check in _OTHERS):
        passage, words = found
        quote = sentence_with(passage.text, words) if passage.text else words
        yield only_with_others(amounts[0], passage, words, quote)


def _is_known_other(unit: Unit, head: str) -> bool:
    """Tell whether a noun is of a known thing that no office takes for that of the unit."""
    if head not in _THINGS or head in (*unit.heads, *unit.complement) or _is_event_of(unit, head):
        return False
    if any(is_less(own, head) for own in unit.heads):
        return True
    return fit_of(unit, head) is Fit.NONE and not any(
        is_same(own, head) or any(own in alike and head in alike for alike in _ALIKE)
        for own in unit.heads
    )


def _is_event_of(unit: Unit, head: str) -> bool:
    """Tell whether a noun is of an event that a meta counts: "dos eventos: una feria y un foro"."""
    return "evento" in unit.heads and (head in EVENTS or head in KINDS["taught"])


# Prose


def _in_prose(linea: WrittenLinea, unit: Unit, whole: Decimal) -> tuple[Passage, str] | None:
    """Return the other thing without which what is told of the unit is not the sum of the text."""
    own: list[Decimal] = []
    earlier: list[Decimal] = []
    others: list[tuple[int, Passage, Counted, bool]] = []
    named = 0
    for n, passage in enumerate(linea.prose):
        plain = folded(passage.text)
        named += _named(unit, plain)
        last, before = "", 0
        for each in counted_of(passage.text):
            between = plain[max(each.sentence.start, before) : each.start]
            verb, before = _verb(between), each.end
            if each.base or each.part or each.value >= whole or each.told is Told.PLANNED:
                continue
            if _is_own(unit, each, plain[max(each.sentence.start, each.start - 80) : each.start]):
                (earlier if _EARLIER.search(between) else own).append(each.value)
                last = verb or last
            elif each.told in (Told.DONE, Told.RECEIVED) and _has_noun(each):
                if _is_event_of(unit, stems(each.noun)[0]):
                    continue
                known = _is_known_other(unit, stems(each.noun)[0])
                if known or (verb and verb[:_ROOT] != last[:_ROOT] and not each.article):
                    others.append((n, passage, each, known))
    cue, summed_at = _adds_up(linea, unit, whole)
    if not cue or not (own or named):
        return None
    before_now = sum(earlier, Decimal(0))
    sums = {sum(own, Decimal(0)) + extra + past for extra in (0, named) for past in (0, before_now)}
    if whole in sums:
        return None
    for n, passage, each, known in others:
        if (n, each.start) > summed_at:
            continue  # "Son cinco. Hubo además dos conferencias."
        made = any(alone and alone + each.value == whole for alone in sums)
        if made and (known or cue == _OF_ANYTHING or _HANDED.search(_before(passage, each))):
            return passage, " ".join(each.noun.split()[:2])
    return None


_ROOT = 4  # letters
_OF_ANYTHING, _OF_BOTH = "anything", "both"
# "Al cierre de septiembre se habían firmado cinco", "en el primer trimestre"
_EARLIER = re.compile(
    r"\bhabian?\b|\b(?:anterior|previ)\w*|\b(?:primer|segundo|tercer)\s(?:tri|se)mestre"
)
_VERB = re.compile(
    r"\bse\s(?:le\s|les\s)?(?P<verb>\w{4,}(?:aron|ieron|o))\b|\b(?P<other>hubo|dieron|dio)\b"
)
# What is given away is none of what was done or made.
_HANDED = re.compile(r"\b(?:regal|obsequi|don(?:o|aron)\b|vend|repart|distribu|sorte|prest)\w*")
_BOTH = re.compile(
    r"\b(?:ambas\s(?:cantidades|cifras|acciones|actividades)|ambos\s(?:conceptos|rubros|numeros)"
    r"|sumad[oa]s\s(?:una|un[oa]s|l[oa]s)\b|juntando|entre\s(?:ambas|unas\sy\sotras|todo))"
)


def _verb(words: str) -> str:
    found = [each["verb"] or each["other"] for each in _VERB.finditer(words)]
    return found[-1] if found else ""


def _before(passage: Passage, each: Counted) -> str:
    return folded(passage.text[max(each.sentence.start, each.start - 40) : each.start])


def _has_noun(each: Counted) -> bool:
    own = stems(each.own)
    return bool(own) and not each.elided and not is_bare(each) and not is_persons(each.noun)


def _is_own(unit: Unit, each: Counted, before: str) -> bool:
    """Tell whether a count is of the unit, by its noun or by the verb before it."""
    if fit_of(unit, each.noun) >= Fit.SOFT and not is_persons(each.noun):
        head = "".join(stems(each.own)[:1])
        return head in unit.heads or not any(is_less(own, head) for own in unit.heads)
    verb = _verb(before)
    return len(verb) > _ROOT and any(head[:_DEED] == verb[:_DEED] for head in unit.heads)


_DEED = 6  # letters: "esterilizaron", esterilizaciones


def _named(unit: Unit, plain: str) -> int:
    """Return how many things of a unit are told by their article: "el taller «Cuentos»"."""
    return sum(
        stems(found["noun"])[:1] == (head,)
        for head in unit.heads[:1]
        for found in _BY_ARTICLE.finditer(plain)
    )


_BY_ARTICLE = re.compile(
    r"(?<!\bde)(?<!\ben)(?<!\ba)(?<!para)(?<!por)\s(?:el|la)\s(?P<noun>[a-z\u00f1]{4,})\b"
)


def _adds_up(linea: WrittenLinea, unit: Unit, whole: Decimal) -> tuple[str, tuple[int, int]]:
    """Return how a text tells the sum of a percentage: of anything, of both; "" for not at all.

    With it the place where it does: its passage, and where in it.
    """
    told = [*linea.prose, *((linea.closing,) if linea.closing else ())]
    for n, passage in enumerate(told):
        plain = folded(passage.text)
        for each in counted_of(passage.text):
            if each.value != whole or each.base:
                continue
            own = stems(each.own)[:1]
            if own and (is_anything(own[0]) or own[0] in _SUMMED):
                return _OF_ANYTHING, (n, each.start)
            before = plain[max(each.sentence.start, each.start - 60) : each.start]
            if _BOTH.search(before):
                return _OF_BOTH, (n, each.start)
            bare = is_bare(each) or each.elided or not own
            if (bare or own[0] in unit.heads or own[0].endswith("do")) and _SUMS.search(before):
                return _OF_BOTH, (n, each.start)
    return "", (0, 0)


_SUMMED = frozenset(("evento", "producto", "ejercicio", "total"))
_SUMS = re.compile(
    r"\b(?:sum\w{1,5}|resultan?|se\s(?:alcanz|lleg|complet|cumpl)\w+|dan|hacen|van|llev\w+|acumul\w+|en\stotal|son"
    r"|contabiliz\w+|junta\w+|reun\w+|totaliz\w+)\b"
    # "Por lo tanto, se tienen 5 de las 20", "ya contamos 5"
    r"|\b(?:(?:(?:se|ya)\s)?(?:tienen?|tenemos|reportan?|registran?)|se\scuentan?|cuentan?\scon|contamos)\b"
    r"|^\W*(?:por\s(?:lo\s)?tanto|en\sconsecuencia|de\s(?:esta|este|tal)\s(?:forma|manera|modo))\b"
    r"|\btotal\b[^.;:]{0,40}:\s$"  # "Total que se contabiliza para la meta: 10"
)


def _in_one_sum(linea: WrittenLinea, unit: Unit, whole: Decimal) -> tuple[Passage, str] | None:
    """Return the other thing of a sentence that itself adds it to those of the unit.

    "Sumando los tres cursos y las dos conferencias llevamos cinco", "contando las dos…, van cinco".
    """
    for passage in (*linea.prose, *((linea.closing,) if linea.closing else ())):
        plain = folded(passage.text)
        own: Counted | None = None
        other: Counted | None = None
        for each in counted_of(passage.text):
            if other and other.sentence != each.sentence:
                own, other = None, None
            between = plain[(other or each).end : each.start]
            if other and each.value == whole and _is_sum_told(unit, each, between):
                added = own and own.sentence == each.sentence and own.value + other.value == whole
                if added or _COUNTED_IN.search(_before(passage, other)):
                    return passage, other.noun.split()[0]
            if each.base or each.part or each.told not in (Told.DONE, Told.RECEIVED):
                continue
            if each.value < whole and _has_noun(each):
                if fit_of(unit, each.noun) is Fit.STRONG:
                    own = each
                elif _is_known_other(unit, stems(each.noun)[0]):
                    other = each
    return None


def _is_sum_told(unit: Unit, each: Counted, before: str) -> bool:
    """Tell whether a count is the sum of what stands before it, of the unit or of no noun."""
    head = stems(each.own)[:1]
    named = not head or each.elided or is_bare(each) or head[0] in unit.heads
    return not each.base and named and _SUMS.search(before[-60:]) is not None


# "Contando también las dos conferencias"; "sin contar" leaves them out
_COUNTED_IN = re.compile(
    r"(?<!sin\s)\b(?:contando|contad[oa]s|incluyendo|incluid[oa]s|sumando|agregando|considerando"
    r"|junto\scon|tomando\sen\scuenta|si\sse\s(?:suman|cuentan|incluyen|agregan))"
    r"\s(?:tambien\s|ademas\s)?(?:a\s)?(?:l[oa]s\s)?$"
)


# Lists


def _in_list(
    linea: WrittenLinea, unit: Unit, said: Statement, amount: Amount, whole: Decimal
) -> tuple[Passage, str] | None:
    """Return the item of another thing in a list that is counted whole."""
    prose = [each for each in linea.prose if each.kind is not PassageKind.ITEM]
    counts = [each for passage in prose for each in counted_of(passage.text)]
    told = {each.value for each in counts if not each.base and each.told is not Told.PLANNED}
    for passage, items in _lists_of(linea):
        own, word = _own_and_other(unit, items)
        every = Decimal(len(items))
        past = whole - every  # what earlier quarters did
        if not word or (past and (past < 0 or past not in told - {every})):
            continue
        if needs_others(said, amount, own + past, whole):
            return passage, word
    return None


def _lists_of(linea: WrittenLinea) -> Iterator[tuple[Passage, list[str]]]:
    """Yield the items of a línea, the rows of its tables, and what semicolons part in a passage."""
    for table in linea.of_kind(PassageKind.TABLE):
        grid = grid_of(table)
        rows = [row for n, row in enumerate(grid.rows) if n != grid.total_row] if grid else []
        if len(rows) > 1 and all(row and number_in(row[0]) is None for row in rows):
            yield table, [row[0] for row in rows]
    items = list(linea.of_kind(PassageKind.ITEM))
    if len(items) > 1:
        yield items[0], [each.text for each in items]
    for passage in linea.prose:
        parts = passage.text.split(";") if passage.text.count(";") > 1 else []
        if parts and passage.kind is not PassageKind.ITEM:
            parts[0] = parts[0].rpartition(":")[2]
            yield passage, [part.strip().removeprefix("y ") for part in parts if part.strip()]


def _own_and_other(unit: Unit, items: list[str]) -> tuple[int, str]:
    """Return how many items are of a unit, and the first words of one of a known other thing.

    No word where an item does not begin with what it is, or none with the noun of the meta.
    """
    firsts = [next(iter(stems(folded(each[:_NAME]))), "") for each in items]
    own = [place for place, each in enumerate(items) if _names_own(unit, each)]
    others = [
        place
        for place, first in enumerate(firsts)
        if place not in own and _is_known_other(unit, first) and not _is_subject(unit, items[place])
    ]
    begins = any(firsts[place] in unit.heads for place in own)
    if not begins or not others or len(own) + len(others) != len(items):
        return len(own), ""
    return len(own), " ".join(items[others[0]].split()[:2]).strip(' ,.;:"“«')


def _is_subject(unit: Unit, item: str) -> bool:
    """Tell whether an item may be what is taught or checked: "Contratos y licitaciones"."""
    first = folded(item).split()[0].strip(' .,;:"“«')
    taught = any(head in KINDS["taught"] for head in unit.heads)
    return first.endswith("s") or (taught and stem(first) not in _HELD)


_HELD = EVENTS | {"funcion", "visita", "recorrido", "recital", "festival", "brigada", "campana"}
_NAME = 60  # signs


def _names_own(unit: Unit, text: str) -> bool:
    """Tell whether an item is of the unit by its first word, or names it further on."""
    words = stems(folded(text[: 2 * _NAME]))
    if not words:
        return False
    first = words[0]
    if any(head in words or is_same(head, first) for head in unit.heads):
        return True
    return fit_of(unit, first) >= Fit.SOFT and not any(is_less(head, first) for head in unit.heads)


CHECKS = (LineaCheck((Code.OTHER_KIND,), joined_thing),)

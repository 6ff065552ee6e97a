"""Things of another kind that no number counts: by the days on which they were held.

"Se reunió en sesión extraordinaria el 26 de enero y, también en extraordinaria, el 9 de marzo" are
none of eight sesiones ordinarias; three days of conferencias are no talleres. Source: Archivo 5 in
section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in, words_told
from programs.values.checks.informe.kinds import (
    needs_others,
    only_with_others,
    other_kind,
    other_kind_by_ordinal,
    sentence_with,
)
from programs.values.checks.informe.mixed import mixed_in
from programs.values.checks.informe.other_things import (
    is_less,
    lesser_beside,
    lesser_in_rows,
    other_course,
    other_thing,
)
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import Statement, agrees, statements_of
from programs.values.wording.counted import counted_of
from programs.values.wording.kinds_dated import DAY, days_of_kinds
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.units import is_same, stems, unit_of
from programs.values.written import Passage, Period, WrittenLinea


def other_kind_by_day(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only with days on which another kind was held."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    unit = unit_of(amounts[0].unit)
    closing = frozenset(stems(folded(linea.closing.text))) if linea.closing else frozenset()
    if not unit.kinds or unit.kinds & closing or is_left_out(linea):
        return
    told = [(passage, days_of_kinds(passage.text, unit)) for passage in linea.prose]
    if any(days is None for _, days in told):
        return  # a day of no known kind
    own = sum(days.own for _, days in told if days)
    others = [(passage, days.others, days.word) for passage, days in told if days and days.others]
    every = own + sum(count for _, count, _ in others)
    if not others or not needs_others(said[-1], amounts[0], Decimal(own), Decimal(every)):
        return
    if any(any(check(linea, period)) for check in (other_kind, other_kind_by_ordinal, mixed_in)):
        return
    passage, _, word = others[0]
    yield only_with_others(amounts[0], passage, word, sentence_with(passage.text, word))


# Each is a thing of its own; a jornada or a capacitación may be any of them.
EVENTS = frozenset(
    ("taller", "curso", "conferencia", "videoconferencia", "platica", "charla", "foro",
     "seminario", "diplomado", "congreso", "feria", "webinar", "webinario", "simposio", "coloquio",
     "conversatorio", "concurso", "exposicion", "concierto", "ponencia")
)  # fmt: skip
_ROOM = re.compile(r"\b(?:salas?|salon(?:es)?|centro|auditorio|ciclo)\sde\s(?:usos\s)?$")

# "Cada uno con una conferencia inicial", "precedidos de una plática", "en el marco del congreso":
# what went with the thing of that day, and not the thing.
_ALONG = re.compile(
    r"(?:(?:con|sin|tras|mediante|inclu\w+|comprend\w+|contuv\w+|contemplo|tuvo|tuvieron)"
    r"|(?:preced|segu|acompan|complement|enriquec|cerrad|abiert)\w*\s(?:de|del|por|con)"
    r"|(?:dentro|antes|despues|en\s(?:el\smarco|ocasion|el\scontexto)|como\s(?:parte|apertura|cierre)"
    r"|previ\w+|al\s(?:termino|inicio|final)|en\sparalelo|a\scontinuacion)\s(?:de|del|a|al|con)"
    r"|durante)\s(?:un[oa]?\s|la\s|el\s|su\s|cada\s){0,2}(?:\w{4,}\s)?$"
)
_APIECE = re.compile(r"\bcada\s(?:cual|un[oa])\b[^.;:]{0,40}$")


def other_event(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a meta of one kind of events is made of another: conferencias of talleres.

    Only where no word tells of the meta's own kind, and the title names it or no other is less.
    """
    said = [each for each in statements_of(linea) if each.value > 0]
    counted = _event_of(linea, said[-1]) if said else None
    if counted is None:
        return
    head, part = counted
    titled = EVENTS & frozenset(stems(folded(linea.title)))
    closing = frozenset(stems(folded(linea.closing.text))) if linea.closing else frozenset()
    told = words_told(linea) | closing
    others = EVENTS & told
    if any(is_same(head, each) for each in others):
        return
    if titled - {head} or len(others) != 1:
        return
    (other,) = others
    if not (head in titled or is_less(head, other)):
        return
    own = (other_thing, other_course, lesser_in_rows, lesser_beside, mixed_in)
    passage = _so_many(linea, other, part)
    if passage is None or any(any(check(linea, period)) for check in own):
        return
    words = re.findall(r"[a-z\u00f1]+", folded(passage.text))
    word = next(each for each in words if stems(each) == (other,))
    unit = amounts_in(linea)[0].unit if amounts_in(linea) else head
    yield Finding(
        Code.OTHER_KIND,
        Severity.DOUBT,
        f"La meta es de {unit}, y la narrativa cuenta otra cosa ({word})",
        passage.anchor,
        quote=sentence_with(passage.text, word),
    )


def _event_of(linea: WrittenLinea, said: Statement) -> tuple[str, int] | None:
    """Return the kind of events that a meta counts, and how many its percentage would be.

    A meta that is not read in numbers is told by the title, and by "tres de doce" of its closing.
    """
    amounts = amounts_in(linea)
    if len(amounts) > 1:
        return None
    titled = [word for word in stems(folded(linea.title)) if word in EVENTS]
    heads = unit_of(amounts[0].unit).heads if amounts else tuple(titled)
    if len(heads) != 1 or heads[0] not in EVENTS:
        return None
    if amounts and amounts[0].quantity:
        whole = Fraction(amounts[0].quantity)
        part = round(Fraction(said.value) * whole / 100)
        return (heads[0], part) if agrees(said.said.mention, Fraction(part * 100) / whole) else None
    numbers = [each.value for each in numbers_of(folded(said.quote))]
    for one, all_of in zip(numbers, numbers[1:], strict=False):
        if 0 < one < all_of and agrees(said.said.mention, Fraction(one) * 100 / Fraction(all_of)):
            return heads[0], int(one)
    return None


def _is_beside(before: str) -> bool:
    """Tell whether the words before an event tell its room, or that it went with another thing."""
    return any(shape.search(before) for shape in (_ROOM, _ALONG, _APIECE))


def _so_many(linea: WrittenLinea, other: str, part: int) -> Passage | None:
    """Return the passage that counts so many of another kind, by a number or by their days."""
    told = [*linea.prose]
    if linea.closing:
        told.append(linea.closing)
    for passage in told:
        if other not in stems(folded(passage.text)):
            continue
        for each in counted_of(passage.text):
            before = folded(passage.text[each.sentence.start : each.start])
            if each.value == Decimal(part) and stems(each.noun)[:1] == (other,):
                if _APIECE.search(before):
                    continue
                return passage
        for span in sentences_of(passage.text):
            plain = folded(passage.text[span.start : span.end])
            named = [
                found
                for found in re.finditer(r"[a-z\u00f1]+", plain)
                if stems(found[0]) == (other,) and not _is_beside(plain[: found.start()])
            ]
            if named and part > 1 and len(DAY.findall(plain)) == part:
                return passage
    return None


CHECKS = (
    LineaCheck((Code.OTHER_KIND,), other_kind_by_day),
    LineaCheck((Code.OTHER_KIND,), other_event),
)

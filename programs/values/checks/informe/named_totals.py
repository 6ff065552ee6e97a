"""Counts that their own words tell as all that the quarter did of what a meta counts.

"Los planes revisados ascendieron a seis", "de los 11 comprometidos se revisaron cuatro", "en total
cuatro planes municipales", "cuatro: dos en la costa y dos en la sierra": no part of them.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.informe.accumulated import accumulates
from programs.values.checks.informe.evidence import Evidence, Piece
from programs.values.checks.informe.readings import is_told
from programs.values.checks.informe.set_aside import is_set_aside
from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, Unit, contrast_of, stems
from programs.values.written import Period, WrittenLinea


def without_parts(told: list[Piece], linea: WrittenLinea) -> list[Piece]:
    """Return counts without the parts into which another of them is wholly divided.

    A part that its own words name as the meta does stays: "cuatro planes: dos municipales…".
    """
    own = frozenset(stems(folded(f"{linea.meta} {linea.title}")))
    return [each for each in told if not _is_divided(each, own)]


def _is_divided(piece: Piece, own: frozenset[str]) -> bool:
    counted = piece.counted
    return any(
        part.start == counted.start and whole.sum == whole.total.value
        for whole in breakdowns_of(piece.passage.text)
        for part in whole.parts
    ) and not own & frozenset(stems(counted.own))


def is_one_each(piece: Piece) -> bool:
    """Tell whether a count is said to be one of each time: "cuatro boletines, uno por mes"."""
    counted = piece.counted
    return (
        _ONE_EACH.match(folded(piece.passage.text[counted.end : counted.sentence.end])) is not None
    )


_ONE_EACH = re.compile(
    r"[^,.;:()]{0,60}[,(]\s?(?:a\srazon\sde\s)?un[oa]\s(?:por|(?:en\s)?cada|al)\s(?:mes|uno)\b"
)


def wrong_total(
    linea: WrittenLinea,
    evidence: Evidence,
    known: tuple[Decimal, Decimal | None],
    period: Period | None,
) -> Piece | None:
    """Return the one count told as a total that is neither what the quarter has nor the year.

    `known` are both quantities, the last None where it is not known.
    """
    done, so_far = known
    totals = list(_totals(linea, evidence))
    if not totals or len({each.counted.value for each in totals}) != 1:
        return None
    piece = totals[0]
    value = piece.counted.value
    if value in (done, so_far) or piece.passage not in linea.passages:
        return None
    if value > done and so_far is None and accumulates(linea, period):
        return None  # earlier quarters may be in it
    others = {each.counted.value for each in evidence.of(Fit.STRONG) if each not in totals}
    return None if done in others else piece


def counts_too(linea: WrittenLinea, unit: Unit, value: Decimal) -> bool:
    """Tell whether a narrative counts so many of a unit, whatever time it tells of them."""
    return any(
        each.value == value and stems(each.noun)[:1] and stems(each.noun)[0] in unit.heads
        for passage in linea.prose
        for each in counted_of(passage.text)
    )


def _totals(linea: WrittenLinea, evidence: Evidence) -> Iterator[Piece]:
    unit = evidence.unit
    own = frozenset(stems(folded(f"{unit.words} {linea.meta} {linea.title}")))
    planned = {each.quantity for each in linea.amounts} | set(linea.turns)
    before: Piece | None = None
    for piece in evidence.of(Fit.STRONG):
        counted = piece.counted
        plain = folded(piece.passage.text)
        start, end = counted.sentence
        done = is_told(piece) and counted.told is Told.DONE and not counted.article
        told = done and not (counted.part or piece.refers or piece.added or piece.sums_up)
        if told and not is_set_aside(piece) and not _OTHER_TIME.search(plain, start, end):
            lead = plain[start : counted.start]
            rest = plain[counted.end : end]
            if counted.elided:
                named = _SUBJECT.search(lead)
                out_of = (
                    before is not None
                    and before.counted.sentence == counted.sentence
                    and before.counted.told is Told.PLANNED
                    and before.counted.value in planned
                    and _OUT_OF.match(lead)
                )
                whole = (named and _is_own(named[1], unit, own)) or out_of
                if whole and _ENDS.match(rest):
                    yield piece
            elif _IN_ALL.search(lead[-60:]) and _is_own(counted.noun, unit, own):
                yield piece
        before = piece


def _is_own(noun: str, unit: Unit, own: frozenset[str]) -> bool:
    """Tell whether a noun names what a unit counts with no words of another kind or place."""
    words = [word for word in _NOUN_END.split(noun, maxsplit=1)[0].split() if len(word) > 3]
    if not words or contrast_of(unit, noun) or _LEFT_OVER.search(noun):
        return False
    head, *rest = words
    return (
        stems(head)[:1] != ()
        and stems(head)[0] in unit.heads
        and (all(set(stems(word)) & own or _ANY.fullmatch(word) for word in rest))
    )


# What says no more than that it was done, or of whom all of them are.
_ANY = re.compile(
    r"\w{3,}(?:ad|id)[oa]s|anticorrupcion|municipales|institucionales|publicos?|publicas"
)
_LEFT_OVER = re.compile(r"\bpor\s\w+[aei]r\b|\b(?:pendientes?|restantes?|faltantes?)\b")
_NOUN_END = re.compile(
    r"\s(?:en|durante|del?\s(?:trimestre|periodo)|que|y|con|para|a|por)\b|[,.;:(]"
)
# "Los planes revisados ascendieron a seis"
_SUBJECT = re.compile(
    r"\b(?:l[oa]s|dich[oa]s|est[oa]s)\s([a-z\u00f1]+(?:\s[a-z\u00f1]+){0,4}?)\s(?:sum(?:an|aron)"
    r"|fueron|son|totaliz(?:an|aron)|ascend(?:ieron|en)\sa|llegaron\sa)\s(?:en\stotal\s|un\stotal\sde\s)?$"
)
# "De los 11 planes comprometidos se revisaron cuatro"
_OUT_OF = re.compile(r"\W{0,3}del?\s(?:l[oa]s\s|un\stotal\sde\s)")
_IN_ALL = re.compile(r"\b(?:en\s(?:total|suma|conjunto)|un\stotal\sde),?\s(?:l[oa]s\s|a\s)?$")
_ENDS = re.compile(
    r"(?:\s(?:en|durante)\s(?:el|este)\s(?:\w+\s)?(?:trimestre|periodo))?\s?(?:[.;:,(]|$)"
)
_OTHER_TIME = re.compile(
    r"\b(?:anterior(?:es)?|previ[oa]s?|pasad[oa]s?|acumul\w+|a\sla\sfecha|en\slo\sque\sva|ano|ejercicio"
    r"|semestre|20\d\d|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre|primer|segundo|ultim[oa]s?|resta\w+|falta\w+)\b"
)

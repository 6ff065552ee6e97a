"""Counts that their own words tell as all that the quarter did of what a meta counts.

"Los planes revisados ascendieron a seis", "de los 11 comprometidos se revisaron cuatro", "en total
cuatro planes municipales", "cuatro: dos en la costa y dos en la sierra": no part of them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from programs.values.checks.informe.accumulated import accumulates, says_accumulated
from programs.values.checks.informe.evidence import Evidence, Piece
from programs.values.checks.informe.readings import is_told
from programs.values.checks.informe.set_aside import is_set_aside
from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import Span
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
    rest = folded(piece.passage.text[counted.end : counted.sentence.end])
    return _ONE_EACH.match(rest) is not None or _lists_ones(piece)


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
    if value > done and so_far is None and accumulates(linea, period) and _may_sum(linea, piece):
        return None  # earlier quarters may be in it
    others = {each.counted.value for each in evidence.of(Fit.STRONG) if each not in totals}
    return None if done in others else piece


def _may_sum(linea: WrittenLinea, piece: Piece) -> bool:
    """Tell whether earlier quarters may be in a total: something says that they are."""
    counted = piece.counted
    lead = folded(piece.passage.text[counted.sentence.start : counted.start])
    if _OUT_OF_META.search(lead):
        return True
    told = tuple(replace(each, text=_TOTAL.sub("", each.text)) for each in linea.passages)
    return _WITH_THESE.search(lead) is not None or says_accumulated(
        replace(linea, passages=told), None
    )


# "De los 11 planes comprometidos se revisaron siete": in the year, it may be
_OUT_OF_META = re.compile(
    r"\bdel?\s(?:l[oa]s|un)\s.{0,60}\b(?:compromet|program|previst|planead|metas?\b)"
)
_TOTAL = re.compile(r"\ben total\b", re.IGNORECASE)  # of the quarter, where nothing else is told
_WITH_THESE = re.compile(
    r"\bcon\s(?:ell|est|es|l[oa]s|el\b|la\b)|\b(?:ya|sumad[oa]s|asi|van|juntos)\b"
)


def without_ones(evidence: Evidence) -> Evidence:
    """Return what is told of a unit without the ones into which a total is wholly divided.

    "Se realizaron dos talleres, uno en julio y otro en agosto": two, and no three with one of them.
    """
    kept: list[Piece] = []
    divided: set[tuple[str, Span]] = set()
    for piece in evidence.pieces:
        place = (piece.passage.key, piece.counted.sentence)
        if piece.counted.article and place in divided:
            continue
        if not piece.counted.elided and _lists_ones(piece):
            divided.add(place)
        kept.append(piece)
    return replace(evidence, pieces=tuple(kept)) if divided else evidence


def _lists_ones(piece: Piece) -> bool:
    counted = piece.counted
    rest = folded(piece.passage.text[counted.end : counted.sentence.end])
    found = _ONES_FOLLOW.match(rest)
    if _ANOTHER.search(folded(piece.passage.text[counted.sentence.end :])):
        return False  # "… En septiembre se realizó el tercero"
    return found is not None and len(_ONE.findall(rest, found.end())) == counted.value


_ONES_FOLLOW = re.compile(r"[^.,;:()]{1,60}[,:(]\s?(?=un[oa]\s)")
_ANOTHER = re.compile(
    r"\b(?:tercer|cuart|quint|sext|septim|octav|ultim)[oa]?\b|\b(?:ademas|tambien|otr[oa]s?|restantes?)\b"
)
_ONE = re.compile(r"\b(?:un[oa]|otr[oa])\s(?:en|el|la|para|con|sobre|al?|por|del?)\b")


def tells_deed(piece: Piece) -> bool:
    """Tell whether the sentence of a count tells a deed: "el padrón tiene 20,000" tells none."""
    own = piece.counted.sentence
    return bool(_A_DEED.search(piece.passage.text[own.start : own.end].lower()))


_A_DEED = re.compile(
    r"\w{2,}(?:ó|[aeu]ron|amos|imos)\b|\b(?:fue|ha|han|hizo|dio|tuvo|obtuvo|produjo)\b"
)


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
    for piece in evidence.pieces:
        counted = piece.counted
        bare = piece.fit is Fit.SOFT and counted.elided and not counted.noun
        if piece.fit is not Fit.STRONG and not bare:
            continue
        plain = folded(piece.passage.text)
        start, end = counted.sentence
        done = is_told(piece) and counted.told is Told.DONE and not counted.article
        told = done and not (counted.part or piece.refers or piece.added or piece.sums_up)
        if told and not is_set_aside(piece) and not _OTHER_TIME.search(plain, start, end):
            lead = plain[start : counted.start]
            rest = plain[counted.end : end]
            if counted.elided:
                named = _SUBJECT.search(lead) or _NUMBER_OF.search(lead) or _LABEL.fullmatch(lead)
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
            else:
                in_all = _IN_ALL.search(lead[-60:]) or _ALL_BEHIND.match(rest)
                in_all = in_all or (_THEY_WERE.search(lead) and _ALL_OF_THEM.match(rest))
                if in_all and _is_own(counted.noun, unit, own):
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
# "El número de talleres impartidos fue de cuatro", "Talleres impartidos: 4"
_NOUNS = r"([a-z\u00f1]+(?:\s(?!(?:en|con|para|por|a|ante|sobre)\b)[a-z\u00f1]+){0,4}?)"
_NUMBER_OF = re.compile(
    rf"\b(?:(?:el|un)\s(?:numero|total)|la\s(?:cantidad|cifra|suma))\sde\s{_NOUNS}"
    r"\s(?:(?:en|durante)\s(?:el|este)\s(?:\w+\s)?(?:trimestre|periodo)\s)?"
    r"(?:fue|es|llego|ascendio|asciende|sumo|alcanzo|quedo|cerro)\s(?:(?:de|a|en)\s)?$"
)
_LABEL = re.compile(rf"\W*(?:total\sde\s)?{_NOUNS}\s?:\s")
# "Se contabilizaron cuatro talleres en total", "Sumaron cuatro los talleres"
_ALL_BEHIND = re.compile(r"(?:\s\w+){1,5}?\sen\s(?:total|suma|conjunto)\s?(?:[.;,(]|$)")
_THEY_WERE = re.compile(r"(?:^|[.;,]\s)(?:en\stotal\s)?(?:sum|fu|totaliz)(?:eron|aron|an)\s$")
_ALL_OF_THEM = re.compile(r"\sl[oa]s\s")
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

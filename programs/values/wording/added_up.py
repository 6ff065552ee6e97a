"""What was done now, added to what was done before: "3 talleres, que sumados a los 2 … dan 6".

Source: section 2.5 of the domain document, and the accumulated figures of section 2.2.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from programs.values.wording.breakdown_parts import same_head
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.told import Told

_SIGNS = ("trimestre", "semestre", "periodo", "anterior", "previ", "reportad", "informad")
_SUM = r"(?:gran\s)?(?:total|acumulado|suma|cifra)(?:\s(?:anual|general|acumulad[oa]|global))?"
_A_SUM = rf"(?:(?:un|una|el|la)\s)?{_SUM}\sde\s"
# What stands right before a total: "dan un total de", "se acumulan", "para un total de".
_MAKES = re.compile(
    rf"(?:\b(?:dan?|dando|hacen?|haciendo|suman?|sumamos|sumando|resultan?|resultando|totalizan?"
    rf"|totalizando|acumulan?|acumulamos|acumulando|completan?|reunen?|llevamos|van|son\sya|ya\sson"
    rf"|se\s(?:llevan|tienen|acumulan|alcanzan|completan|juntan|contabilizan)"
    rf"|(?:llegan?|llegar|llegando|llegamos|asciende|ascienden|alcanzar?)\sa)\s(?:ya\s)?(?:{_A_SUM})?"
    rf"|\b(?:para|con|por|es|fue|da|hay|en|queda)\s{_A_SUM}|\ben\s(?:total|suma|conjunto)[,:]?\s"
    rf"|\b(?:total|acumulado)[,:]\s)(?:l[oa]s\s)?$"
)
_EARLIER = re.compile(
    r"\b(?:(?:trimestre|semestre|periodo|bimestre|mes)e?s?\s(?:anterior|previo|pasado)(?:es|s)?"
    r"|(?:primer|segundo|tercer)o?\s(?:(?:y|e)\s\w+\s)?(?:trimestre|semestre|periodo|bimestre)s?"
    r"|(?:el|los|las)\s(?:anterior|previ[oa])(?:es|s)?|anterior(?:es|mente)|previamente"
    r"|ya\s(?:reportad|informad|realizad)[oa]s|(?:reportad|informad)[oa]s\s(?:ya|antes))\b"
)
# Others of which no number is told, or what was planned: the total has more than these parts.
_MORE = re.compile(
    r"\botr[oa]s?\b|\bademas\b|\bmenos\b|\bdescont\w+|\bsin\scontar\b|\brest\w+|\balgun[oa]s\b"
    r"|\bmetas?\b|\bprogramad[oa]s?\b|\b(?:y|mas|,)\s(?:al?|l[oa]s?|el)\sdel?\b"
)
_NO_NOUN = re.compile(r"(?:del?|en|al?)\b")  # "los 2 del trimestre anterior"
_TIMES = re.compile(
    r"(?:(?:tri|se|bi|cuatri)mestre|mes|periodo|ano|ejercicio|quincena|semana)e?s?\b"
)
_MOST, _LONGEST = 6, 260
_NOT_DONE = (Told.PLANNED, Told.LEFT)


def added_up(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total with what was done before and now, of which the text says that it is made.

    Not where two of those before it make it, of whatever they are told.
    """
    plain = folded(text)
    if not holds_any(plain, _SIGNS):
        return
    counted = counted_of(text)
    for place, total in enumerate(counted):
        earlier = counted[max(0, place - _MOST) : place]
        run = _run_before(plain, total, earlier)
        if len(run) < 2 or total.value < max(each.value for each in run):
            continue
        if total.value in {one.value + other.value for one, other in combinations(earlier, 2)}:
            continue
        told = plain[max(run[0].sentence.start, total.start - 2 * _LONGEST) : total.start]
        if _MAKES.search(told) and _EARLIER.search(told) and not _MORE.search(told):
            yield total, run


def _run_before(plain: str, total: Counted, earlier: Sequence[Counted]) -> list[Counted]:
    """Return the counts of one thing right before a total, in its sentence or in the one before."""
    run: list[Counted] = []
    for each in reversed(earlier):
        last = run[0] if run else total
        joined = last.sentence == each.sentence or plain[each.sentence.end - 1] == ";"
        if not joined and (len(run) > 1 or last.sentence.start - each.sentence.end > 2):
            break
        # "3 talleres a 40 personas, que sumadas a las 60 …": a noun of its own ends the run.
        alike = last.elided or same_head(last, each) or (each.elided and _NO_NOUN.match(each.noun))
        if not alike or total.start - each.start > _LONGEST:
            break
        # "En los dos trimestres anteriores se dieron 50 y 48": the two are no part.
        if each.base or each.article or each.told in _NOT_DONE or _TIMES.match(each.own):
            return []
        if not joined:
            # "20 obras, entre ellas dos bodegones. Con las 40 del semestre …": the twenty.
            each = next(one for one in earlier if one.sentence == each.sentence)
        run.insert(0, each)
        if not joined:
            break
    return run if total.elided or not run or same_head(total, run[0]) else []

"""Parts that nearly make a total, however they are joined to it: "31 solicitudes, a saber: 12…".

The shapes of `breakdowns` and `summed` are sure that what they find are parts. Here it is the sum
that is: three parts or more, told alike, or both sexes, that miss the total by little. Source:
section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.told import Told

_MOST = 12  # parts
_LEAST = 4  # of a total
# What leads from a total to its parts: "… todas tramitadas:", "a saber:", "de las cuales".
_OPENS = re.compile(
    r"[^.;()]{0,160}?(?::\s|\((?=\w)|\bde\s(?:l[oa]s\s(?:cuales|que)|ell[oa]s|est[oa]s|es[oa]s)\s|,\s"
    r"a\ssaber,?\s)(?:l[oa]s\s)?"
    # In a sentence of its own: "Por especialidad se reparten así: seis de…".
    r"|[^.;:()]{0,80}[.;]\s(?:por|segun|de\sacuerdo\scon)\s[^.;:()]{3,60}:\s(?:l[oa]s\s)?"
)
_BETWEEN = re.compile(r"[^.;:()]{1,120}?(?:[,;]\s(?:[ye]\s)?|\s[ye]\s)(?:l[oa]s\s|otr[oa]s\s)?")
# How a part is told: "doce por exceso", "9 a contratos", "17 en línea".
_LED = re.compile(
    r"\s(?:por|a|al|en|de|del|para|con|sobre|contra|ante|sin|entre|desde|hacia|durante|se)\s"
)
_HEDGED = re.compile(
    r"\b(?:entre\s(?:otr|ell)[oa]s|al\smenos|mas\sde|menos\sde|cerca\sde|casi|aproximad\w+|ademas"
    r"|tambien|principal\w*|sobre\stodo|destac\w+|rest\w+|demas|algun[oa]s|vari[oa]s|etc|ambos|ambas"
    r"|a\sla\svez|por\slo\smenos|respectivamente|cada\sun[oa]|incluy\w+|incluid[oa]s|otr[oa]s\s"
    r"(?!\d)\w+\sde)\b|%|\bpor\s?ciento\b"
)
_SEXES = re.compile(
    r"\s(?P<one>mujeres|hombres|ninas|ninos|alumnas|alumnos|servidoras|servidores)\b"
)
_BESIDE = re.compile(r"[^.;:()]{0,60}?[,:(]\s?(?:de\s(?:ellas|ellos|las\scuales)\s)?")
# What makes up for the rest: "además de una persona no binaria", "; una se repitió".
_BESIDES = r"[^.]{0,60}?(?:ademas\sde|\bmas|;|sin\scontar|excepto|salvo|aparte)\s(?:a\s)?$"
_BACK = re.compile(r"[^.;:]{0,120}[.;]\s(?:l[oa]s|est[oa]s|es[oa]s)\s")
_THOSE = re.compile(
    r"\s(?:\w+\s)?(?:del\s(?:trimestre|periodo)|fueron|quedaron|se\s\w+|en\stotal|recibid[oa]s)\b"
)


def nearly_summed(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total with the parts that nearly make it, told behind it or before it."""
    counted = counted_of(text)
    if len(counted) < 4:
        return
    plain = folded(text)
    for place, total in enumerate(counted):
        if total.value < _LEAST or total.told is Told.PLANNED:
            continue
        behind = counted[place + 1 : place + 1 + _MOST]
        if behind and _OPENS.fullmatch(plain, total.end, behind[0].start):
            run = _run(plain, behind)
            if _nearly(total, run) and not _HEDGED.search(plain, total.start, _ends(plain, run)):
                yield total, run
        if len(behind) > 1 and _are_sexes(plain, total, behind[:2]):
            yield total, list(behind[:2])
        before = _run_before(plain, counted[max(0, place - _MOST) : place], total)
        if _nearly(total, before) and not _HEDGED.search(plain, before[0].start, total.end):
            yield total, before


def _run(plain: str, counted: Sequence[Counted]) -> list[Counted]:
    """Return the counts of a list, each told alike: none of them has more than a preposition."""
    run: list[Counted] = []
    for each in counted:
        if run and not _BETWEEN.fullmatch(plain, run[-1].end, each.start):
            break
        if run and not _LED.match(plain, each.end):
            break
        run.append(each)
    return run


def _run_before(plain: str, counted: Sequence[Counted], total: Counted) -> list[Counted]:
    """Return the list that ends right before a total which points back: "; las cuarenta del…"."""
    if not counted or not _THOSE.match(plain, total.end):
        return []
    if not _BACK.fullmatch(plain, counted[-1].end, total.start):
        return []
    run = [counted[-1]]
    for each in reversed(counted[:-1]):
        if not _LED.match(plain, run[0].end) or not _BETWEEN.fullmatch(
            plain, each.end, run[0].start
        ):
            break
        run.insert(0, each)
    return run


def _are_sexes(plain: str, total: Counted, pair: Sequence[Counted]) -> bool:
    """Tell whether a total is told with both sexes, "96 personas, 41 mujeres y 57 hombres"."""
    kinds = [_SEXES.match(plain, each.end) for each in pair]
    if not all(kinds) or len({each["one"][:5] for each in kinds if each}) < 2:
        return False
    beside = _BESIDE.fullmatch(plain, total.end, pair[0].start)
    joined = re.fullmatch(r"\s\w+(?:\s\w+){0,2}\s[ye]\s", plain[pair[0].end : pair[1].start])
    gap = abs(pair[0].value + pair[1].value - total.value)
    near = 0 < gap <= max(Decimal(2), total.value / 10) and max(p.value for p in pair) < total.value
    hedged = _HEDGED.search(plain, total.start, pair[1].end)
    return bool(beside and joined and near and not hedged)


def made_up(text: str, end: int, gap: Decimal) -> bool:
    """Tell whether the rest of a sentence tells what is missing of a total: "más una"."""
    plain = folded(text)
    return any(
        each.value == gap and re.search(_BESIDES, plain[end : each.start]) is not None
        for each in numbers_of(text[: end + 200])
        if each.start >= end
    )


def _ends(plain: str, run: Sequence[Counted]) -> int:
    """Return where the sentence of a list ends."""
    stops = [at for sign in (". ", "\n") if (at := plain.find(sign, run[-1].end)) >= 0]
    return min(stops, default=len(plain))


def _nearly(total: Counted, run: Sequence[Counted]) -> bool:
    """Tell whether three counts or more miss a total by little, and none of them is as much."""
    if len(run) < 3 or max(each.value for each in run) >= total.value:
        return False
    gap = abs(sum((each.value for each in run), Decimal(0)) - total.value)
    return 0 < gap <= max(Decimal(2), total.value / 10)

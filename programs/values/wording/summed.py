"""Totals told after their parts: "en enero, doce; en febrero, nueve. Fueron, en suma, 21".

Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded, holds_any

_OPENS = re.compile(
    r"\W*(?:(?:y|es decir|esto es|lo que (?:da|hace|suma)|con lo que|por lo que)\W+)?"
    r"(?:(?:fueron|son|suman?|sumaron|hacen|dan|se tienen)\W+)?"
    r"(?:en (?:total|suma|conjunto)|un total de|total(?: del trimestre| general)?|(?:suman|sumaron)"
    r"(?: un total de| en total)?)\W+(?:de\s)?(?:l[oa]s\s)?"
)
_HEDGED = re.compile(
    r"\b(?:entre (?:otr|ell)[oa]s|al menos|mas de|cerca de|aproximad\w+|ademas|tambien|anterior|"
    r"acumul\w+|meta|programad[oa]s?|pendientes?|de l[oa]s (?:cuales|que))\b"
)
_SAYS_SO = re.compile(r"\b(?:en (?:total|suma|conjunto)|total|suman|sumaron)\b")
_SUMS = ("total", "suma", "conjunto")
_MOST = 13


def totals_behind(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total that opens a sentence after its parts, with those parts."""
    plain = folded(text)
    if not holds_any(plain, _SUMS) or not _SAYS_SO.search(plain):
        return
    counted = counted_of(text)
    for place, total in enumerate(counted):
        run = _run_before(plain, total, counted[max(0, place - _MOST) : place])
        if run and max(each.value for each in run) < total.value:
            yield total, run


def _run_before(plain: str, total: Counted, counted: Sequence[Counted]) -> list[Counted]:
    """Return the counts of the sentence before a total, or of those joined to it by ";".

    Empty where the total does not open its own sentence, or they are not plainly its parts: all of
    one noun, told once.
    """
    opener = plain[total.sentence.start : total.start]
    if not _OPENS.fullmatch(opener):
        return []
    run: list[Counted] = []
    after = total.sentence.start
    for each in reversed(counted):
        if each.sentence.start >= total.sentence.start:
            continue
        joined = plain[each.sentence.end - 1] == ";" or (not run and after - each.sentence.end < 3)
        if run and each.sentence != run[0].sentence and not joined:
            break
        if not run and not joined:
            return []
        run.insert(0, each)
        if len(run) > _MOST:
            return []
    words = plain[run[0].sentence.start : total.start] if run else ""
    plain_ones = all(
        not each.base and not each.part and (each.elided or each is run[0]) for each in run
    )
    return run if len(run) > 1 and plain_ones and not _HEDGED.search(words) else []


# "Las 72 se distribuyen así: cuarenta y una …, diecisiete … y doce …"
_SHARED_OUT = re.compile(
    r"\W{0,3}(?:(?:\w+\s){0,4}?se\s(?:distribuy|repart|divid|desglos|clasific|agrup|integra|compon)\w*|"
    r"(?:\w+\s){0,4}?(?:distribuid|desglosad|clasificad|dividid|repartid)[oa]s)"
    r"(?:\s(?:asi|como\ssigue|de\sla\ssiguiente\s(?:manera|forma)|en|por\s\w+|del\s\w+\s\w+))?"
    r"\s?[:,]?\s(?:en\s|l[oa]s\s)?"
)
_THOSE = re.compile(r"\b(?:l|est|es|dich)[oa]s\s$")
_SEPARATED = re.compile(r"[^.]{0,160}?(?:,|;|\s[ye])\s(?:(?:y|e|l[oa]s|otr[oa]s)\s){0,2}")
_IN_PART = re.compile(
    r"\b(?:entre (?:otr|ell)[oa]s|al menos|mas de|cerca de|aproximad\w+|ademas|principal\w*|"
    r"rest\w+|demas|algun[oa]s|vari[oa]s|etc|ambos|tambien)\b|%|\bpor\s?ciento\b"
)


def shared_out(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total that was told before and is now shared out, with all its parts."""
    plain = folded(text)
    if " se " not in plain and "id" not in plain:
        return
    counted = counted_of(text)
    seen: set[Decimal] = set()
    for place, total in enumerate(counted):
        again = total.value in seen
        seen.add(total.value)
        run = [
            each
            for each in counted[place + 1 : place + 1 + _MOST]
            if each.sentence == total.sentence
        ]
        if (
            not (again and _THOSE.search(plain[max(0, total.start - 8) : total.start]))
            or len(run) < 2
        ):
            continue
        opener = _SHARED_OUT.fullmatch(plain, total.end, run[0].start)
        told = plain[total.start : total.sentence.end]
        if not opener or _IN_PART.search(told) or run[0].value == len(run) - 1:
            continue
        gaps = zip(run, run[1:], strict=False)
        listed = all(_SEPARATED.fullmatch(plain, a.end, b.start) for a, b in gaps)
        parts = all(each.value < total.value and not each.base for each in run)
        near = abs(sum(each.value for each in run) - total.value) * 4 <= total.value
        if listed and parts and near:
            yield total, run


def _nearly_make(total: Counted, run: Sequence[Counted]) -> bool:
    """Tell whether parts, each less than the total, miss it by a tenth at most."""
    gap = abs(sum(each.value for each in run) - total.value)
    return gap * 10 <= total.value and all(each.value < total.value for each in run)


_OF_THOSE = re.compile(r"\W*de\s+(?:l[oa]s|es[oa]s|est[oa]s|dich[oa]s)\s+")
_THE_REST = re.compile(r"\s*(?:\w+\s+){0,2}?restantes\b")
_BESIDES = re.compile(r"\b(?:entre (?:otr|ell)[oa]s|al menos|cerca de|aproximad\w+|ademas)\b")


def shared_to_the_rest(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield what a sentence shares out to the last: "De las 128, 70… y las 48 restantes…".

    Without such a word three parts or more that nearly make it are all of it.
    """
    plain = folded(text)
    for _, group in groupby(counted_of(text), key=lambda each: each.sentence):
        total, *run = group
        opens = plain[total.sentence.start : total.start]
        if not 2 <= len(run) <= _MOST or not _OF_THOSE.fullmatch(opens):
            continue
        if any(each.value >= total.value or each.base for each in run):
            continue
        last = _THE_REST.match(plain, run[-1].end)
        told = plain[total.start : total.sentence.end]
        gaps = zip(run, run[1:], strict=False)
        listed = all(_SEPARATED.fullmatch(plain, a.end, b.start) for a, b in gaps)
        closed = re.search(r"\s[ye]\s", plain[run[-2].end : run[-1].start])
        near = len(run) > 2 and _nearly_make(total, run) and all(each.elided for each in run)
        if (last or (near and closed)) and listed and not _BESIDES.search(told):
            yield total, run


_SAYS_PARTS = re.compile(r"[^.;:\d]{0,120}:\s")
_LABEL = r"(?:(?:en|el|la|los|las|por|del?|al?)\s){0,2}[a-z\u00f1][a-z\u00f1 ]{1,40}?"
_LABELLED = re.compile(rf"(?:\s?[;,]?\s(?:[ye]\s)?)?{_LABEL}\s?[,:–—-]?\s(?:con\s)?")
_BARE = re.compile(r"\s?(?:[;,.]|[ye]\s|$)")


def labelled_parts(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total with parts that stand behind their names: "así: enero, 12; febrero, 15".

    Three or more, that nearly make it: others may be of anything.
    """
    if ":" not in text:
        return
    plain = folded(text)
    counted = counted_of(text)
    for place, total in enumerate(counted):
        opener = _SAYS_PARTS.match(plain, total.end)
        if not opener or total.base:
            continue
        run: list[Counted] = []
        end = opener.end()
        for each in counted[place + 1 : place + 1 + _MOST]:
            named = _LABELLED.fullmatch(plain, end, each.start)
            if not named or not _BARE.match(plain, each.end):
                break
            run.append(each)
            end = each.end
        if len(run) > 2 and _nearly_make(total, run):
            yield total, run


def shared_next(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield the one total of a sentence with the parts of the next, which opens with the first.

    "Se dio trámite a 19 denuncias. Siete se turnaron, ocho se investigan y cinco se archivaron."
    """
    plain = folded(text)
    groups = [[*group] for _, group in groupby(counted_of(text), key=lambda each: each.sentence)]
    for before, run in pairwise(groups):
        whole = [each for each in before if not (each.article or each.part)]
        total = whole[0] if len(whole) == 1 else None
        opens = run[0].start == run[0].sentence.start and len(run) > 2
        if not opens or total is None or total.elided or total.base:
            continue
        if run[0].sentence.start - total.sentence.end > 3 or not all(e.elided for e in run):
            continue
        gaps = zip(run, run[1:], strict=False)
        listed = all(_SEPARATED.fullmatch(plain, a.end, b.start) for a, b in gaps)
        closed = re.search(r"\s[ye]\s", plain[run[-2].end : run[-1].start])
        if listed and closed and _nearly_make(total, run):
            yield total, run


def labelled_next(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield the total that ends a sentence with the parts that stand behind their names next.

    "Se recibieron 37. Concluidas, 14; en investigación, 11; desechadas, 9; acumuladas, 4."
    """
    if ";" not in text:
        return
    plain = folded(text)
    counted = counted_of(text)
    for place, total in enumerate(counted):
        if total.base or total.part or not _ENDS.match(plain, total.end):
            continue
        run: list[Counted] = []
        start = plain.index(".", total.end) + 1
        for each in counted[place + 1 : place + 1 + _MOST]:
            if not _NAMED_PART.fullmatch(plain, start, each.start) or not _BARE.match(
                plain, each.end
            ):
                break
            run.append(each)
            start = each.end
        row = total.elided and _opens_alike(plain, total.sentence.start, total.sentence.end)
        if (
            len(run) > 2
            and _nearly_make(total, run)
            and not (row or _IN_PART.search(plain, total.end))
        ):
            yield total, run


def _opens_alike(plain: str, start: int, end: int) -> bool:
    """Tell whether two sentences are of one row: "De Tula vinieron 40. De Apan, 14; …"."""
    words = plain[start : start + 12].split(" ", 1)[0]
    return plain.startswith(f" {words} ", end)


_ENDS = re.compile(r"(?:\s\w+){0,3}\s?\.\s")
_NAMED_PART = re.compile(r"\s?(?:;\s)?(?:[ye]\s)?[a-z\u00f1][a-z\u00f1 ]{2,60}[,:]\s")


def by_months(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield a total with its parts by the three months of a quarter.

    "27 solicitudes, de las cuales 11 llegaron en octubre, 9 en noviembre y 6 en diciembre".
    """
    plain = folded(text)
    if "cuales" not in plain:
        return
    counted = counted_of(text)
    for place, total in enumerate(counted):
        run = list(counted[place + 1 : place + 4])
        if len(run) < 3 or total.base or any(each.sentence != total.sentence for each in run):
            continue
        if not _OF_WHICH.search(plain[total.end : run[0].start]):
            continue
        ends = [*(each.start for each in run[1:]), run[-1].sentence.end]
        named = [
            {MONTHS[each] for each in _MONTH.findall(plain[part.end : end])}
            for part, end in zip(run, ends, strict=True)
        ]
        months = [min(each) for each in named if len(each) == 1]
        whole = len(months) == 3 and months == list(range(months[0], months[0] + 3))
        if whole and months[0] % 3 == 1 and _nearly_make(total, run):
            yield total, run


_OF_WHICH = re.compile(r"\bde\sl[oa]s\scuales\s$")
_MONTH = re.compile(rf"\b(?:{MONTH})\b")


# "Una trata de ambas materias", "figura en los dos grupos", "tienen plaza en ambos niveles".
_TWICE = re.compile(
    # "En los dos trimestres anteriores": times are no groups of what was counted
    r"\b(?:en|de|a|por)\s(?:(?:los|las)\sdos|amb[oa]s|mas\sde\sun[oa]?)\s"
    r"(?!(?:\w+\s)?(?:(?:tri|bi|cuatri|se)mestres?|mes(?:es)?|periodos?|semanas?|quincenas?|anos?"
    r"|ejercicios?|informes)\b)(?:\w+\s)?\w+"
    r"|\b(?:se\s(?:repit|duplic|traslap|superpon)\w*|(?:contad|registrad|incluid)[oa]s?\sdos\sveces"
    r"|dobles?\s(?:registro|conteo|plaza|adscripcion))\b"
    r"|\b(?:por|en|a|de)\s(?:dos|tres|varios|varias)\s(?:o\smas\s)?\w+\sa\sla\svez\b"
    # "diez practican dos disciplinas", "hay quienes asistieron a ambas"
    r"|\b(?:\d{1,4}|un[oa]|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|algun[oa]s"
    r"|vari[oa]s|quien(?:es)?)\s(?:(?:de\s)?(?:ell[oa]s|personas|jovenes|alumn[oa]s)\s)?"
    r"(?!se\s)[a-z]{3,12}(?:an|en|aron|ieron|o)\s(?:(?:en|a|de|por)\s)?"
    r"(?:(?:l[oa]s\s)?dos|amb[oa]s|mas\sde\sun[oa]?)\b"
    r"|\bse\s(?:cuent|contabiliz|contaron|registr)\w*\sen\s(?:cada|amb[oa]s|l[oa]s\sdos|mas)\b"
    r"|\b(?:la\ssuma|las\spartes|las\scifras|los\sgrupos)\s(?:\w+\s)?(?:rebasa|excede|supera|no\s\w+)n?\b"
)
_DENIED = re.compile(
    r"\b(?:sin|ningun[oa]?|nadie|nunca|tampoco|no\s(?:hay|hubo|se\s\w+|figur\w+|pertenec\w+))\b"
)


def groups_overlap(text: str, start: int) -> bool:
    """Tell whether a text says behind a place that something stands in two of its groups."""
    plain = folded(text)
    for found in _TWICE.finditer(plain, start):
        clause = max(plain.rfind(sign, start, found.start()) for sign in ",;.:(")
        if not _DENIED.search(plain, max(clause, start), found.start()):
            return True
    return False

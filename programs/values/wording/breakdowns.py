"""Totals that a sentence tells with their parts: "25 personas, 17 mujeres y 8 hombres".

A total may be broken down several times ("84 mujeres y 177 hombres; 13 del sector privado, 72 de la
sociedad civil…"). Parts that are told in part only ("de las cuales 3 fueron mujeres") are compared
with nothing. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, takewhile

from programs.values.wording.breakdown_parts import (
    HEDGED,
    REST,
    Breakdown,
    comparable,
    goes_on,
    is_one_more,
    is_paired,
    kinds_told,
    listed,
    may_be_part,
    same_head,
    suits,
    taken_in,
)
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, without
from programs.values.wording.told import Told
from programs.values.wording.units import is_persons

_WHICH = (
    r"de\s+(?:l[oa]s\s+(?:cuales|que)|est[oa]s|ell[oa]s|dich[oa]s|es[oa]s|"
    r"es[ea]\s+total|este\s+total)"
)
_SHARED_OUT = (
    r"(?:distribuid|desglosad|dividid|integrad|clasificad|conformad|compuest|repartid)[oa]s|"
    r"se\s+(?:integran?|conforman?|componen?)\s+(?:por|de|con)|"
    r"se\s+(?:reparten|distribuyen|dividen|desglosan|clasifican|agrupan)|"
    r"correspondiendo|siendo|a\s+saber|es\s+decir"
)
_SHARED_HERE = re.compile(rf"[:(]|\s+se\s+\w+(?:aron|ieron),?\s+{_WHICH}\b")
# What stands between a total and its first part: its own noun, and a sign that parts follow.
_TOLD = re.compile(rf"^[^.:]{{0,120}}?(?::\s{{1,2}})?\b(?:{_WHICH}|{_SHARED_OUT})\b[^.;]{{0,60}}$")
_LISTED = re.compile(r"^[^.,;:()]{0,90}[:(]\s*$")
# "37 quejas, cada una en uno solo de los siguientes estados: quince resueltas, doce en trámite…"
_ASIDE = re.compile(r"^[^.,;:()]{1,60},\s[^.;:()]{3,110}:\s*$")
# "37 solicitudes y a todas se dio cauce: en veintiuna se entregó la información, en nueve…"
_EACH_TOLD = re.compile(r"^[^.;:()]{1,160}:\s+(?:(?:en|a|con|sobre|para)\s+)?(?:l[oa]s\s+)?$")
_LED_BY = re.compile(r":\s+(?:en|a)\s+(?:l[oa]s\s+)?$")
_APPOSED = re.compile(r"^[^.;:()]{0,90},\s*(?:[yeo]\s+)?$")
_OUT_OF_ALL = re.compile(r"\bde\s+(?:l[oa]s|un\s+total\s+de|est[oa]s|dich[oa]s)\s*$")
_SEMICOLON = re.compile(r"^[^.;:()]{0,120};\s*(?:l[oa]s\s+)?$")
_HAS_VERB = re.compile(
    r"^\s+(?:ya\s+|se\s+|fueron\s+|fue\s+|estan\s+|siguen\s+|continuan\s+|quedaron\s+|permanecen\s+|"
    r"\w{3,}(?:aron|ieron)\b|restantes\s+)"
)
_VERB = re.compile(r"\bse\s+\w+(?:o|aron|ieron)\b|\b(?:siguientes?|lo\s+siguiente)\b")
_IN_ALL = re.compile(
    r"(?:\b(?:es\s+decir|esto\s+es|o\s+sea),?|(?:\b(?:un|gran)\s+)?\btotal\s+(?:de|general\s+de)|\ben\s+total,?|\bsum(?:ando|an|aron|a)"
    r"(?:\s+(?:en\s+total|un\s+total\s+de))?|\blo\s+que\s+(?:suma|hace|da)(?:\s+un\s+total\s+de)?)"
    r"\s*(?:l[oa]s\s+)?$"
)
_IN_ALL_AFTER = re.compile(r"^\s*(?:\w+\s+){0,3}en\s+total\b")
_OF_THEM = re.compile(r"\s*de\s+(?:ell[oa]s|est[oa]s|l[oa]s)\b")
# A sentence that breaks down once more what was told: "Por sexo, fueron…", "Según su edad:".
_VIEW = re.compile(
    r"(?:por|segun|de\s+acuerdo\s+con|en\s+cuanto\s+a(?:l)?|atendiendo\s+a(?:l)?)\s+(?:el\s+|la\s+|su\s+)?"
    r"(?:sexo|genero|sector|edad|grupo|rango|nivel|tipo|municipio|region|origen|procedencia|"
    r"dependencia|institucion|area|cargo|puesto|ocupacion|escolaridad|adscripcion|materia|tema|asunto|"
    r"rubro|motivo|causa|via|medio|zona|modalidad|resultado|sentido|mes)"
    r"(?:\s+\w+){0,3}\s*[,:]\s*(?:(?:fueron|son|hubo|asistieron|participaron|acudieron)\s+)?(?:l[oa]s\s+)?$"
)
# A sentence that shares out what the one before it counted.
_OF_THOSE = re.compile(
    rf"(?:{_WHICH}|(?:de(?:l| ese| este| dicho)\s+(?:gran\s+)?total)|"
    r"(?:se\s+distribuyen|corresponden|fueron|son)\b)(?:\s+\w+){0,2}?\s*[,:]?\s+(?:l[oa]s\s+)?"
)
# "…, sin que ninguna figure en los dos grupos": no count is of a part.
_DENIED = re.compile(r",\ssin\sque\s[^.;]{1,300}")
# "…, sin que ninguna fuera a más de una autoridad": why they are all, no more of them.
_REASON = re.compile(r",\s(?:sin\sque|ya\sque|pues|porque)\b")
_MOST = 25  # parts


@lru_cache(maxsize=4096)  # several checks ask it of the same passage
def breakdowns_of(text: str) -> tuple[Breakdown, ...]:
    """Return the totals of a text whose parts are all told, with those parts."""
    counted = counted_of(text)
    if len(counted) < 3:
        return ()
    plain = folded(text)
    if ", sin que " in plain:
        bare = without(plain, [found.span() for found in _DENIED.finditer(plain)])
        counted = tuple(each for each in counted if bare[each.start] != "\0")
    found: list[Breakdown] = []
    parts: set[int] = set()
    for place, total in enumerate(counted):
        # "siete de los doce manuales: cinco en octubre y dos en diciembre" shares out the seven.
        base = total.base and _OUT_OF_ALL.search(plain[max(0, total.start - 9) : total.start])
        if total.value < 2 or not total.noun or total.start in parts or base:
            continue
        following = counted[place + 1 : place + 1 + _MOST]
        same = [total, *(each for each in following if each.sentence == total.sentence)]
        if _counts_the_parts(plain, same):
            continue
        # "Las inspecciones sumaron 36: veinte…", "los veinte se elaboraron, de los cuales siete…"
        elided = total.elided and not _SHARED_HERE.match(plain, total.end)
        if not (total.part or total.article or elided):
            own = list(_parts_after(plain, total, following))
            parts.update(part.start for each in own for part in each.parts)
            found.extend(own)
        found.extend(_parts_before(plain, total, counted[max(0, place - _MOST) : place]))
    found.extend(_by_one_more_view(plain, counted))
    told = {each.parts[0].start for each in found}
    found.extend(e for e in _by_pointing_back(plain, counted) if e.parts[0].start not in told)
    return tuple(found)


def _parts_after(plain: str, total: Counted, following: tuple[Counted, ...]) -> Iterator[Breakdown]:
    """Yield the total with the parts of its own sentence, then with those of each one after ";"."""
    groups: list[list[Counted]] = []
    for each in following:
        if not groups or each.sentence != groups[-1][-1].sentence:
            before = groups[-1][-1].sentence if groups else total.sentence
            if before != each.sentence and plain[before.end - 1] != ";":
                break
            groups.append([])
        groups[-1].append(each)
    if groups and _counts_the_parts(plain, groups[0]):
        groups[0] = groups[0][1:]
    told_from = total.end
    if groups and _is_told_again(plain, total, groups[0]):
        told_from, groups[0] = groups[0][0].end, groups[0][1:]
    for place, group in enumerate(groups):
        opener = plain[told_from : group[0].start]
        if place == 0:
            parts = _first_parts(plain, total, opener, group)
        elif goes_on(group):
            parts = listed(plain, group, group[-1].sentence.end)
        else:
            return
        if len(parts) < 2 or not comparable(plain, total, parts):
            return
        yield Breakdown(total, tuple(parts), total.start, parts[-1].end)


def _is_told_again(plain: str, total: Counted, group: Sequence[Counted]) -> bool:
    """Tell whether the first count is the total once more: "312 solicitudes y las 312 se …"."""
    again = group[0]
    article = _ARTICLE.search(plain[max(0, again.start - 6) : again.start])
    return len(group) > 2 and again.value == total.value and again.elided and bool(article)


_ARTICLE = re.compile(r"\bl[oa]s\s+$")


def _counts_the_parts(plain: str, group: list[Counted]) -> bool:
    """Tell whether the first count says how many parts follow: "en tres regiones: 12 en…"."""
    if len(group) < 3 or group[0].value != len(group) - 1:
        return False
    opener = plain[group[0].end : group[1].start]
    return opener.rstrip().endswith((":", "(")) and group[1].elided


def _first_parts(plain: str, total: Counted, opener: str, group: list[Counted]) -> list[Counted]:
    """Return the parts that follow a total in its own sentence, none where they are not parts."""
    told = _TOLD.match(opener) or (
        _APPOSED.match(opener)
        and _OUT_OF_ALL.search(plain[max(0, total.start - 20) : total.start])
        and group[0].elided
    )
    if told:
        own = [each for each in group if may_be_part(plain, each, total)]
        return listed(plain, own, group[-1].sentence.end)
    joined = _SEMICOLON.match(opener) or _APPOSED.match(opener)
    if joined and (how := _adjectives(total, group)):
        return listed(plain, how, group[-1].sentence.end)
    if _SEMICOLON.match(opener):
        own = list(takewhile(lambda each: each.elided and not each.base, group))
        told_apart = {each.told for each in own} - {Told.DONE}
        fits = len(own) == len(group) and max(each.value for each in own) <= total.value
        by_verbs = sum(bool(_HAS_VERB.match(each.tail)) for each in own) >= 2
        whole = fits and (total.told is Told.RECEIVED or bool(REST.match(own[-1].tail.strip())))
        if fits and (told_apart or by_verbs) and whole:
            return listed(plain, own, group[-1].sentence.end)
        if own and len(own) == len(group) and is_paired(own) and suits(own, total):
            return listed(plain, own, group[-1].sentence.end)
        return []
    if _ASIDE.match(opener) and all(each.elided and not each.base for each in group):
        return _nearly(total, listed(plain, group, group[-1].sentence.end))
    if _EACH_TOLD.match(opener) and all(each.elided and not each.base for each in group):
        own = listed(plain, group, group[-1].sentence.end)
        led = _LED_BY.search(opener) or (own and REST.match(own[-1].tail.strip()))
        if led and (near := _nearly(total, own)):
            return near
    if _VERB.search(opener):
        return []
    if _LISTED.match(opener):
        closing = plain.find(")", group[0].start) if opener.rstrip().endswith("(") else -1
        own = [each for each in group if closing < 0 or each.start < closing]
        some = any(each.elided for each in own)
        if all(
            each.elided
            or same_head(each, total)
            or taken_in(each, total)
            or (some and " " not in each.own)
            or _HOW.fullmatch(each.own)  # "12 iniciales, 70 de modificación"
            for each in own
        ):
            return listed(plain, own, group[-1].sentence.end)
        return _nearly(total, listed(plain, own, group[-1].sentence.end))
    if _APPOSED.match(opener):
        own = list(takewhile(lambda each: bool(kinds_told(each)), group))
        if is_paired(own) and suits(own, total):
            return listed(plain, own, group[-1].sentence.end)
        if _OF_THEM.match(group[0].tail):  # "95 asistentes, 50 de ellos del sector público, 30…"
            own = list(takewhile(lambda each: each.elided, group))
            return _nearly(total, listed(plain, own, group[-1].sentence.end))
        own = list(takewhile(lambda each: each.elided and not _OF_THEM.match(each.tail), group))
        if not own or is_one_more(opener, own[0]) or max(p.value for p in own) > total.value:
            return []
        return listed(plain, own, group[-1].sentence.end)
    return []


def _nearly(total: Counted, parts: list[Counted]) -> list[Counted]:
    """Return parts that nearly make the total: "17 planteles (ocho primarias, cinco…)"."""
    if len(parts) < 3 or any(each.value >= total.value or each.article for each in parts):
        return []
    gap = abs(sum(each.value for each in parts) - total.value)
    return parts if gap <= max(Decimal(2), total.value / 10) else []


# "20 preventivos, 15 restrictivos y 12 informativos": how they are, no things of their own.
_HOW = re.compile(r"\w{2,}(?:iv|ic|ari|ori|os|al|ar|ad|id|an|ern)(?:[oa]s|es)")


def _adjectives(total: Counted, group: list[Counted]) -> list[Counted]:
    """Return parts told by one adjective each, which nearly make the total; none for others."""
    own = all(_HOW.fullmatch(each.own) and not each.base for each in group)
    return _nearly(total, group) if own else []


def _by_one_more_view(plain: str, counted: tuple[Counted, ...]) -> Iterator[Breakdown]:
    """Yield what was told before with the parts of a sentence of its own: "Por sector, 12…"."""
    total: Counted | None = None
    groups: dict[int, list[Counted]] = {}
    for each in counted:
        groups.setdefault(each.sentence.start, []).append(each)
    for start, group in groups.items():
        view = _VIEW.match(plain, start, group[0].start)
        if not view:
            whole = [e for e in group if is_persons(e.noun) and not (e.part or kinds_told(e))]
            whole = whole or [e for e in group if not (e.part or e.article)]
            total = whole[0] if len(whole) == 1 and not whole[0].article else None
            continue
        things = total is not None and not is_persons(total.noun)
        own = is_persons(group[0].noun) and not things or group[0].elided
        if total is None or not own or any(each.base for each in group):
            continue
        if things and (total.elided or not all(each.elided for each in group)):
            continue
        parts = listed(plain, group, group[-1].sentence.end)
        shared = things and len(parts) > 2 and not HEDGED.search(plain, start, parts[-1].end)
        if shared or (len(parts) > 1 and comparable(plain, total, parts)):
            yield Breakdown(total, tuple(parts), parts[0].start, parts[-1].end)


def _by_pointing_back(plain: str, counted: tuple[Counted, ...]) -> Iterator[Breakdown]:
    """Yield the total of a sentence with the parts of the next: "… 85 solicitudes. De ellas, 60…".

    Only where that sentence counts nothing else.
    """
    groups: list[list[Counted]] = []
    for each in counted:
        if groups and groups[-1][0].sentence == each.sentence:
            groups[-1].append(each)
        else:
            groups.append([each])
    for before, group in pairwise(groups):
        if reason := _REASON.search(plain, group[0].start, group[0].sentence.end):
            group = [each for each in group if each.start < reason.start()]
        if len(group) < 2 or not _OF_THOSE.fullmatch(
            plain, group[0].sentence.start, group[0].start
        ):
            continue
        whole = [each for each in before if not (each.part or each.article)]
        if len(whole) != 1 or whole[0].elided or not whole[0].noun:
            continue
        own = all(each.elided or same_head(each, whole[0]) or kinds_told(each) for each in group)
        end = reason.start() if reason else group[-1].sentence.end
        parts = listed(plain, group, end) if own else []
        if len(parts) > 1 and comparable(plain[:end], whole[0], parts):
            yield Breakdown(whole[0], tuple(parts), whole[0].start, parts[-1].end)


def _parts_before(plain: str, total: Counted, earlier: tuple[Counted, ...]) -> Iterator[Breakdown]:
    """Yield the total with the parts told before it: "17 mujeres y 8 hombres, en total 25"."""
    before = plain[max(total.sentence.start, total.start - 40) : total.start]
    after = plain[total.end : min(total.sentence.end, total.end + 60)]
    if not (_IN_ALL.search(before) or _IN_ALL_AFTER.match(after)):
        return
    own = [each for each in earlier if each.sentence == total.sentence and not each.base]
    if len(own) < 2 or any(each.value > total.value * 50 for each in own):
        return
    same = all(each.elided or same_head(each, total) or kinds_told(each) for each in own)
    if not (same or all(taken_in(each, total) for each in own)):
        return
    parts = listed(plain, own, own[-1].end)
    gap = plain[own[-1].end : total.start]
    if _ONE_MORE.search(gap):
        return
    if len(parts) == len(own) and len(gap) < 120 and comparable(plain, total, parts):
        yield Breakdown(total, tuple(parts), own[0].start, total.end)


# "uno en abril y otro en junio que, con el de febrero, suman tres": one that no number tells
_ONE_MORE = re.compile(
    r"\b(?:con|mas|al?|y|junto\sa|contando|incluyendo|considerando|sin\scontar)\s?(?:l|el|la|l[oa]s)\s"
    r"(?:\w+\s){0,2}?(?:del?|que|anterior(?:es)?|previ[oa]s?|ya)\b"
)

"""Totals that a sentence tells with their parts: "25 personas, 17 mujeres y 8 hombres".

A total may be broken down several times ("84 mujeres y 177 hombres; 13 del sector privado, 72 de la
sociedad civil…"). Parts that are told in part only ("de las cuales 3 fueron mujeres") are compared
with nothing. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, takewhile

from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import KINDS, Fit, fit_of, is_people, is_persons, stems, unit_of


@dataclass(frozen=True)
class Breakdown:
    """A total and the parts that are told of it, as far as they were understood."""

    total: Counted
    parts: tuple[Counted, ...]
    start: int
    end: int

    @property
    def sum(self) -> Decimal:
        """What the parts make."""
        return sum((part.value for part in self.parts), Decimal(0))


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
_TOLD = re.compile(rf"^[^.:]{{0,120}}?\b(?:{_WHICH}|{_SHARED_OUT})\b[^.;]{{0,60}}$")
_LISTED = re.compile(r"^[^.,;:()]{0,90}[:(]\s*$")
_APPOSED = re.compile(r"^[^.;:()]{0,90},\s*(?:[yeo]\s+)?$")
_OUT_OF_ALL = re.compile(r"\bde\s+(?:l[oa]s|un\s+total\s+de|est[oa]s|dich[oa]s)\s*$")
_SEMICOLON = re.compile(r"^[^.;:()]{0,120};\s*(?:l[oa]s\s+)?$")
_HAS_VERB = re.compile(
    r"^\s+(?:ya\s+|se\s+|fueron\s+|fue\s+|estan\s+|siguen\s+|continuan\s+|quedaron\s+|permanecen\s+|"
    r"\w{3,}(?:aron|ieron)\b|restantes\s+)"
)
_VERB = re.compile(r"\bse\s+\w+(?:o|aron|ieron)\b|\b(?:siguientes?|lo\s+siguiente)\b")
# A list of which something is not told.
_HEDGED = re.compile(
    r"\bentre\s+(?:ell[oa]s|otr[oa]s)\b|\bal\s+menos\b|\bprincipalmente\b|\bdestaca\w*|\bincluy\w*|"
    r"\bincluid[oa]s\b|\badicional\w*|\btambien\b|\bdemas\b|"
    r"(?<!\ba\s)(?<!\bde\s)(?<!\bcon\s)(?<!\ben\s)(?<!\bante\s)\botr[oa]s?\b|"
    r"\bpor\s+ejemplo\b|\betc\b|\baproximad\w*|\bcerca\s+de\b|\bmas\s+de\b|\bcasi\b|\balgun[oa]s\b|"
    r"\bcada\s+un[oa]\b|\bambos\b|\bvari[oa]s\b|\bmas\s+(?:en|de|del|para)\b"
)
_REST = re.compile(r"\brest(?:o|antes?)\b")
# How many things were before a part: "con 25 personas" belongs to what stands before it.
_BELONGS = re.compile(
    r"\b(?:con|hacia|ante|durante|hasta|desde)\s+(?:l[oa]s\s+|un\s+total\s+de\s+)?$"
)
_SEPARATOR = re.compile(r",|\s[ye]\s|\smas\s(?=\d|\w+\s\w)|\sasi\s+como\s|;")
_CLOSES = re.compile(
    r"(?:\s[ye]|\sasi\s+como|\s[ye]\s+(?:solo|solamente|unicamente|finalmente|l[oa]s?))\s+$"
)
_IN_ALL = re.compile(
    r"(?:\b(?:es\s+decir|esto\s+es|o\s+sea),?|(?:\b(?:un|gran)\s+)?\btotal\s+(?:de|general\s+de)|\ben\s+total,?|\bsum(?:ando|an|aron|a)"
    r"(?:\s+(?:en\s+total|un\s+total\s+de))?|\blo\s+que\s+(?:suma|hace|da)(?:\s+un\s+total\s+de)?)"
    r"\s*(?:l[oa]s\s+)?$"
)
_IN_ALL_AFTER = re.compile(r"^\s*(?:\w+\s+){0,3}en\s+total\b")
_OF_THEM = re.compile(r"\s*de\s+(?:ell[oa]s|est[oa]s|l[oa]s)\b")
_WHERE = re.compile(r"\b(con|en|para|por|a|al|ante|sobre|de)l?\s")
_IN_LIST = re.compile(r"(?:,|\s[ye])\s+$")
_PAIRS = (
    frozenset(("mujer", "hombre")),
    frozenset(("nina", "nino")),
    frozenset(("femenino", "masculino")),
    *(pair for pair in KINDS if "publico" not in pair and "estatal" not in pair),
)
_KIND_WORDS = frozenset(word for pair in _PAIRS for word in pair)
_TAKES_ANY = frozenset(("accion", "actividad", "evento", "documento", "instrumento", "material"))
# A sentence that breaks down once more what was told: "Por sexo, fueron…", "Según su edad:".
_VIEW = re.compile(
    r"(?:por|segun|de\s+acuerdo\s+con|en\s+cuanto\s+a(?:l)?|atendiendo\s+a(?:l)?)\s+(?:el\s+|la\s+|su\s+)?"
    r"(?:sexo|genero|sector|edad|grupo|rango|nivel|tipo|municipio|region|origen|procedencia|"
    r"dependencia|institucion|area|cargo|puesto|ocupacion|escolaridad|adscripcion)"
    r"(?:\s+\w+){0,3}\s*[,:]\s*(?:(?:fueron|son|hubo|asistieron|participaron|acudieron)\s+)?(?:l[oa]s\s+)?$"
)
# A sentence that shares out what the one before it counted.
_OF_THOSE = re.compile(
    rf"(?:{_WHICH}|(?:de(?:l| ese| este| dicho)\s+(?:gran\s+)?total)|"
    r"(?:se\s+distribuyen|corresponden|fueron|son)\b)(?:\s+\w+){0,2}?\s*[,:]?\s+(?:l[oa]s\s+)?"
)
_MOST = 25  # parts


@lru_cache(maxsize=4096)  # several checks ask it of the same passage
def breakdowns_of(text: str) -> tuple[Breakdown, ...]:
    """Return the totals of a text whose parts are all told, with those parts."""
    counted = counted_of(text)
    if len(counted) < 3:
        return ()
    plain = folded(text)
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
    for place, group in enumerate(groups):
        opener = plain[total.end : group[0].start]
        if place == 0:
            parts = _first_parts(plain, total, opener, group)
        elif _goes_on(group):
            parts = _listed(plain, group, group[-1].sentence.end)
        else:
            return
        if len(parts) < 2 or not _comparable(plain, total, parts):
            return
        yield Breakdown(total, tuple(parts), total.start, parts[-1].end)


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
        own = [each for each in group if _may_be_part(plain, each, total)]
        return _listed(plain, own, group[-1].sentence.end)
    joined = _SEMICOLON.match(opener) or _APPOSED.match(opener)
    if joined and (how := _adjectives(total, group)):
        return _listed(plain, how, group[-1].sentence.end)
    if _SEMICOLON.match(opener):
        own = list(takewhile(lambda each: each.elided and not each.base, group))
        told_apart = {each.told for each in own} - {Told.DONE}
        fits = len(own) == len(group) and max(each.value for each in own) <= total.value
        by_verbs = sum(bool(_HAS_VERB.match(each.tail)) for each in own) >= 2
        whole = fits and (total.told is Told.RECEIVED or bool(_REST.match(own[-1].tail.strip())))
        if fits and (told_apart or by_verbs) and whole:
            return _listed(plain, own, group[-1].sentence.end)
        if own and len(own) == len(group) and _is_paired(own) and _suits(own, total):
            return _listed(plain, own, group[-1].sentence.end)
        return []
    if _VERB.search(opener):
        return []
    if _LISTED.match(opener):
        closing = plain.find(")", group[0].start) if opener.rstrip().endswith("(") else -1
        own = [each for each in group if closing < 0 or each.start < closing]
        some = any(each.elided for each in own)
        if all(
            each.elided
            or _same_head(each, total)
            or _taken_in(each, total)
            or (some and " " not in each.own)
            or _HOW.fullmatch(each.own)  # "12 iniciales, 70 de modificación"
            for each in own
        ):
            return _listed(plain, own, group[-1].sentence.end)
        return _nearly(total, _listed(plain, own, group[-1].sentence.end))
    if _APPOSED.match(opener):
        own = list(takewhile(lambda each: bool(_kinds(each)), group))
        if _is_paired(own) and _suits(own, total):
            return _listed(plain, own, group[-1].sentence.end)
        if _OF_THEM.match(group[0].tail):  # "95 asistentes, 50 de ellos del sector público, 30…"
            own = list(takewhile(lambda each: each.elided, group))
            return _nearly(total, _listed(plain, own, group[-1].sentence.end))
        own = list(takewhile(lambda each: each.elided and not _OF_THEM.match(each.tail), group))
        if not own or _is_one_more(opener, own[0]) or max(p.value for p in own) > total.value:
            return []
        return _listed(plain, own, group[-1].sentence.end)
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
    """Yield the persons told before with the parts of a sentence of its own: "Por sector, 12…"."""
    total: Counted | None = None
    groups: dict[int, list[Counted]] = {}
    for each in counted:
        groups.setdefault(each.sentence.start, []).append(each)
    for start, group in groups.items():
        view = _VIEW.match(plain, start, group[0].start)
        if not view:
            whole = [e for e in group if is_persons(e.noun) and not (e.part or _kinds(e))]
            total = whole[0] if len(whole) == 1 and not whole[0].article else None
            continue
        persons = is_persons(group[0].noun) or group[0].elided
        if total is None or not persons or any(each.base for each in group):
            continue
        parts = _listed(plain, group, group[-1].sentence.end)
        if len(parts) > 1 and _comparable(plain, total, parts):
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
        if len(group) < 2 or not _OF_THOSE.fullmatch(
            plain, group[0].sentence.start, group[0].start
        ):
            continue
        whole = [each for each in before if not (each.part or each.article)]
        if len(whole) != 1 or whole[0].elided or not whole[0].noun:
            continue
        own = all(each.elided or _same_head(each, whole[0]) or _kinds(each) for each in group)
        parts = _listed(plain, group, group[-1].sentence.end) if own else []
        if len(parts) > 1 and _comparable(plain[: group[-1].sentence.end], whole[0], parts):
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
    same = all(each.elided or _same_head(each, total) or _kinds(each) for each in own)
    if not (same or all(_taken_in(each, total) for each in own)):
        return
    parts = _listed(plain, own, own[-1].end)
    gap = plain[own[-1].end : total.start]
    if len(parts) == len(own) and len(gap) < 120 and _comparable(plain, total, parts):
        yield Breakdown(total, tuple(parts), own[0].start, total.end)


def _listed(plain: str, group: list[Counted], end: int) -> list[Counted]:
    """Return the parts of a list that is told whole: one sign between two, "y" before the last."""
    parts: list[Counted] = []
    for each in group:
        if parts:
            gap = plain[parts[-1].end : each.start]
            if len(gap) > 160 or not _SEPARATOR.search(gap):
                return []
            if _BELONGS.search(gap) or each.base:
                return []
            if len(_SEPARATOR.findall(re.sub(r",\s+([ye])\s", r" \1 ", gap))) > 1:
                return []
        parts.append(each)
    if len(parts) < 2:
        return []
    closed = _CLOSES.search(plain[parts[-2].end : parts[-1].start])
    if not closed and not (len(parts) == 2 and _is_paired(parts)):
        return []
    # What is told in the same breath without a number leaves the list open.
    tail = plain[parts[-1].end : end]
    return (
        [] if re.match(r"[^,.;]{0,80}(?:,\s*|\s)[ye]\s+(?:l[oa]s?|el|otr[oa]s?)\s", tail) else parts
    )


def _comparable(plain: str, total: Counted, parts: list[Counted]) -> bool:
    """Tell whether the parts exclude each other and are told as the whole."""
    words = plain[total.end : parts[-1].end]
    tail = plain[parts[-1].end : min(parts[-1].sentence.end, parts[-1].end + 40)]
    if _HEDGED.search(words) or _HEDGED.search(tail):
        return False
    # "y los nueve restantes" closes a list; "y el resto" leaves it open.
    for rest in _REST.finditer(plain, total.end, parts[-1].end + len(tail)):
        if not parts[-1].end <= rest.start() <= parts[-1].end + 30 or rest.group() == "resto":
            return False
    named = [_kinds(part) for part in parts]
    for pair in _PAIRS if len(parts) == 2 else _PAIRS[:1]:
        own = [kinds & pair for kinds in named if kinds & pair]
        if own and (len(own) < len(parts) - 1 or len(frozenset().union(*own)) < 2):
            return False  # a share of one attribute, beside something else
    less = sum(part.value for part in parts) < total.value
    open_end = total.told in (Told.PLANNED, Told.RECEIVED)
    return not (less and open_end and all(part.told is Told.DONE for part in parts))


def _goes_on(group: list[Counted]) -> bool:
    """Tell whether the counts after ";" break down the same total once more."""
    first = group[0].own
    opens = group[0].elided or re.match(r"\w+(?:ndo|ientes?)\b", first) or is_people(first)
    return len(group) >= 3 and bool(opens)


def _may_be_part(plain: str, each: Counted, total: Counted) -> bool:
    """Tell whether a count after "de las cuales" is a part, not a detail of one."""
    if each.elided or _same_head(each, total) or _kinds(each):
        return True
    if each.article or each.base or is_people(each.noun) != is_people(total.noun):
        return False
    return bool(_IN_LIST.search(plain[max(0, each.start - 12) : each.start]))


def _same_head(each: Counted, total: Counted) -> bool:
    return stems(each.noun)[:1] == stems(total.noun)[:1]


def _taken_in(each: Counted, total: Counted) -> bool:
    """Tell whether a part may be one of what the total counts: a taller of the eventos."""
    if is_people(total.noun):
        return is_people(each.noun)
    head = stems(total.noun)[:1]
    fits = head and fit_of(unit_of(head[0]), each.noun) >= Fit.SOFT
    return bool(fits) or (head[:1] != () and head[0] in _TAKES_ANY and not is_people(each.noun))


def _kinds(each: Counted) -> frozenset[str]:
    """Return the words of a part that say which of two kinds it is."""
    return frozenset(stems(each.tail)[:3]) & _KIND_WORDS


def _is_one_more(opener: str, first: Counted) -> bool:
    """Tell whether the total is the first of a list: "2 reuniones con A, 3 con B y una con C"."""
    where = _WHERE.search(opener)
    if not where:
        return False
    return bool(where[1] != "de" or first.tail.split()[:1] in (["de"], ["del"]))


def _suits(parts: list[Counted], total: Counted) -> bool:
    """Tell whether women and men are told of persons, not of the municipios that they live in."""
    return is_persons(total.noun) or not any(_kinds(part) & _PAIRS[0] for part in parts)


def _is_paired(parts: list[Counted]) -> bool:
    words = frozenset().union(*(_kinds(part) for part in parts))
    return any(len(words & pair) >= 2 for pair in _PAIRS)

"""The parts of a total: which counts are parts, and whether they are told as the whole of it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from programs.values.wording.counted import Counted
from programs.values.wording.told import Told
from programs.values.wording.units import KINDS, Fit, fit_of, is_people, is_persons, stems, unit_of

# A list of which something is not told.
HEDGED = re.compile(
    r"\bentre\s+(?:ell[oa]s|otr[oa]s)\b|\bal\s+menos\b|\bprincipalmente\b|\bdestaca\w*|\bincluy\w*|"
    r"\bincluid[oa]s\b|\badicional\w*|\btambien\b|\bdemas\b|"
    r"(?<!\ba\s)(?<!\bde\s)(?<!\bcon\s)(?<!\ben\s)(?<!\bante\s)\botr[oa]s?\b|"
    r"\bpor\s+ejemplo\b|\betc\b|\baproximad\w*|\bcerca\s+de\b|\bmas\s+de\b|\bcasi\b|\balgun[oa]s\b|"
    r"\bcada\s+un[oa]\b|\bambos\b|\bvari[oa]s\b|\bmas\s+(?:en|de|del|para)\b"
)
_OF_EACH = re.compile(r"\bcada\s+un[oa]\b(?=\s+[a-z])")
REST = re.compile(r"\brest(?:o|antes?)\b")
# How many things were before a part: "con 25 personas" belongs to what stands before it.
_BELONGS = re.compile(
    r"\b(?:con|hacia|ante|durante|hasta|desde)\s+(?:l[oa]s\s+|un\s+total\s+de\s+)?$"
)
_SEPARATOR = re.compile(r",|\s[ye]\s|\smas\s(?=\d|\w+\s\w)|\sasi\s+como\s|;")
_CLOSES = re.compile(
    r"(?:\s[ye]|\sasi\s+como|\s[ye]\s+(?:solo|solamente|unicamente|finalmente"
    r"|l[oa]s?(?:\s+restantes)?))\s+$"
)
# "en 190 se entregó la información, … y en las 27 restantes se declaró la inexistencia"
_EACH_IN = re.compile(r"\b(?:en|a)\s+(?:l[oa]s\s+)?$")
_CLOSES_IN = re.compile(r"\s[ye]\s+(?:en|a)\s+(?:l[oa]s\s+)?$")
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


def listed(plain: str, group: list[Counted], end: int) -> list[Counted]:
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
    gap = plain[parts[-2].end : parts[-1].start]
    closed = _CLOSES.search(gap)
    if _EACH_IN.search(plain[max(0, parts[0].start - 8) : parts[0].start]):
        closed = closed or _CLOSES_IN.search(gap)
    if not closed and not (len(parts) == 2 and is_paired(parts)):
        return []
    # What is told in the same breath without a number leaves the list open.
    tail = plain[parts[-1].end : end]
    return (
        [] if re.match(r"[^,.;]{0,80}(?:,\s*|\s)[ye]\s+(?:l[oa]s?|el|otr[oa]s?)\s", tail) else parts
    )


def comparable(plain: str, total: Counted, parts: list[Counted]) -> bool:
    """Tell whether the parts exclude each other and are told as the whole."""
    words = plain[total.end : parts[-1].end]
    opener = plain[total.end : parts[0].start]
    if opener.rstrip().endswith((":", "(")):
        # "17 escuelas para revisar en cada una su programa: nueve…": of each of the total
        words = _OF_EACH.sub(" ", opener) + plain[parts[0].start : parts[-1].end]
    tail = plain[parts[-1].end : min(parts[-1].sentence.end, parts[-1].end + 40)]
    if HEDGED.search(words) or HEDGED.search(tail):
        return False
    # "y los nueve restantes" closes a list; "y el resto" leaves it open.
    closed = False
    for rest in REST.finditer(plain, total.end, parts[-1].end + len(tail)):
        behind = parts[-1].end <= rest.start() <= parts[-1].end + 30
        before = rest.end() <= parts[-1].start <= rest.end() + 2  # "y las restantes cinco"
        if not (behind or before) or rest.group() == "resto":
            return False
        closed = True
    named = [kinds_told(part) for part in parts]
    for pair in _PAIRS if len(parts) == 2 else _PAIRS[:1]:
        own = [kinds & pair for kinds in named if kinds & pair]
        if own and (len(own) < len(parts) - 1 or len(frozenset().union(*own)) < 2):
            return False  # a share of one attribute, beside something else
    made = sum(part.value for part in parts)
    less = made < total.value
    # "640 libros, de los cuales 210 fueron novelas y 95 de consulta": some of them
    if len(parts) == 2 and made * 3 < total.value * 2 and _SOME.search(opener):
        return False
    every = _EVERY.search(plain, total.end, parts[0].start)  # "entraron 35 y todas se turnaron"
    open_end = total.told in (Told.PLANNED, Told.RECEIVED) and not (every or closed)
    return not (less and open_end and all(part.told is Told.DONE for part in parts))


_SOME = re.compile(r",\sde\s(?:l[oa]s\scuales|ell[oa]s)\s(?:l[oa]s\s)?$")
_EVERY = re.compile(r"\btod[oa]s\b")


def goes_on(group: list[Counted]) -> bool:
    """Tell whether the counts after ";" break down the same total once more."""
    first = group[0].own
    opens = group[0].elided or re.match(r"\w+(?:ndo|ientes?)\b", first) or is_people(first)
    return len(group) >= 3 and bool(opens)


def may_be_part(plain: str, each: Counted, total: Counted) -> bool:
    """Tell whether a count after "de las cuales" is a part, not a detail of one."""
    if each.elided or same_head(each, total) or kinds_told(each):
        return True
    if each.article or each.base or is_people(each.noun) != is_people(total.noun):
        return False
    return bool(_IN_LIST.search(plain[max(0, each.start - 12) : each.start]))


def same_head(each: Counted, total: Counted) -> bool:
    """Tell whether two counts are of one noun."""
    return stems(each.noun)[:1] == stems(total.noun)[:1]


def taken_in(each: Counted, total: Counted) -> bool:
    """Tell whether a part may be one of what the total counts: a taller of the eventos."""
    if is_people(total.noun):
        return is_people(each.noun)
    head = stems(total.noun)[:1]
    fits = head and fit_of(unit_of(head[0]), each.noun) >= Fit.SOFT
    return bool(fits) or (head[:1] != () and head[0] in _TAKES_ANY and not is_people(each.noun))


def kinds_told(each: Counted) -> frozenset[str]:
    """Return the words of a part that say which of two kinds it is."""
    return frozenset(stems(each.tail)[:3]) & _KIND_WORDS


def is_one_more(opener: str, first: Counted) -> bool:
    """Tell whether the total is the first of a list: "2 reuniones con A, 3 con B y una con C"."""
    where = _WHERE.search(opener)
    if not where:
        return False
    return bool(where[1] != "de" or first.tail.split()[:1] in (["de"], ["del"]))


def suits(parts: list[Counted], total: Counted) -> bool:
    """Tell whether women and men are told of persons, not of the municipios that they live in."""
    return is_persons(total.noun) or not any(kinds_told(part) & _PAIRS[0] for part in parts)


def is_paired(parts: list[Counted]) -> bool:
    """Tell whether parts are of both kinds of a pair: women and men."""
    words = frozenset().union(*(kinds_told(part) for part in parts))
    return any(len(words & pair) >= 2 for pair in _PAIRS)

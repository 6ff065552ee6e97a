"""Which línea of a quarter each línea of an informe is: by its title, its número and its área.

Two titles are alike by the share of their words that both say, in whatever form ("capacitación",
"capacitaciones"). One of 400 letters is seldom copied whole: where the number or the área agrees,
it is known by how it begins. The number and the área decide between titles that are alike, and
stand alone where an informe prints no title. Each línea is given to one only, the most alike; where
nothing tells two apart, to none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from programs.values.typed import plain
from programs.values.wording.numbers import folded
from programs.values.wording.units import stems
from programs.values.written import WrittenLinea

# Titles of which half of the words are the same; fewer where the number and the área agree too.
ALIKE, ALIKE_IN_PLACE = 0.6, 0.3
# Words that a title begins with as the other, and what that tells of the share of them all.
FEWEST_OPENING, SAME_OPENING, OPENING = 4, 0.8, 0.9
# What a number or an área adds: together less than a word in four of a title.
NUMBER, AREA = 0.1, 0.1
# Two that differ by less than this are the same to a reader.
APART = 0.05
# Words of a title that are compared, and líneas that one may be: no text makes it slow.
MOST_WORDS, MOST_NEAR = 120, 8


@dataclass(frozen=True)
class PlanLine:
    """A línea of the quarter: `pk` of its entry, where it stands, its número and its title."""

    pk: int
    eje: str
    area: str
    number: str
    title: str

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The words of its title in their order."""
        return _stems(self.title)

    @cached_property
    def words(self) -> Counter[str]:
        """The words of its title, and how often each."""
        return Counter(self.stems)


@dataclass(frozen=True)
class Near:
    """A línea that one of the informe may be, and how much they are alike, from 0 to 1."""

    pk: int
    likeness: float


def pairs_of(
    lineas: Sequence[WrittenLinea], lines: Sequence[PlanLine]
) -> dict[str, tuple[Near, ...]]:
    """Return {key of a línea of the informe: the líneas of the quarter that it may be}.

    The first one of each is its own, and nobody else's; it is absent where there is none. The rest
    follow by likeness.
    """
    near = {linea.key: found for linea, found in zip(lineas, _near(lineas, lines), strict=True)}
    own = _one_each(near)
    return {
        key: (own[key], *(each for each in found if each.pk != own[key].pk))
        for key, found in near.items()
        if key in own
    }


def _near(lineas: Sequence[WrittenLinea], lines: Sequence[PlanLine]) -> Iterator[tuple[Near, ...]]:
    """Yield, for each línea of the informe, those that are alike enough, the most alike first."""
    by_word: dict[str, list[int]] = defaultdict(list)
    by_place: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        for word in line.words:
            by_word[word].append(place)
        for area in {plain(line.area), plain(line.eje)}:
            by_place[area, _last(line.number)].append(place)
    for linea in lineas:
        said = _stems(linea.title)
        words = Counter(said)
        shared: Counter[int] = Counter()
        for word, times in words.items():
            for place in by_word.get(word, ()):
                shared[place] += min(times, lines[place].words[word])
        same_place = set(by_place.get((plain(linea.area), _last(linea.number)), ()))
        if not words and linea.number:
            shared.update(dict.fromkeys(same_place, 0))
        found = (
            Near(lines[place].pk, likeness)
            for place, common in shared.items()
            if (
                likeness := _likeness(
                    linea, said, lines[place], common, in_place=place in same_place
                )
            )
        )
        yield tuple(sorted(found, key=lambda each: (-each.likeness, each.pk))[:MOST_NEAR])


def _likeness(
    linea: WrittenLinea, said: Sequence[str], line: PlanLine, common: int, *, in_place: bool
) -> float:
    """Return how much two líneas are alike, 0 for too little."""
    if not said:
        return ALIKE if in_place else 0.0
    number = _last(linea.number) == _last(line.number) != ""
    area = bool(linea.area) and plain(linea.area) in (plain(line.area), plain(line.eje))
    share = 2 * common / (len(said) + len(line.stems))
    if number or area:
        share = max(share, _opening(said, line.stems))
    if share < (ALIKE_IN_PLACE if in_place else ALIKE):
        return 0.0
    return share + NUMBER * number + AREA * area


def _opening(said: Sequence[str], words: Sequence[str]) -> float:
    """Return how much two titles are alike where the longer begins as the whole of the other."""
    length = min(len(said), len(words))
    if length < FEWEST_OPENING:
        return 0.0
    same = (Counter(said[:length]) & Counter(words[:length])).total() / length
    return OPENING * same if same >= SAME_OPENING else 0.0


def _one_each(near: Mapping[str, Sequence[Near]]) -> dict[str, Near]:
    """Return the línea of each, every one given once, the most alike pairs first."""
    claims = sorted(
        ((each.likeness, key, each) for key, found in near.items() for each in found),
        key=lambda claim: -claim[0],
    )
    by_line: dict[int, list[float]] = defaultdict(list)
    for likeness, _key, each in claims:
        by_line[each.pk].append(likeness)
    own: dict[str, Near] = {}
    taken: set[int] = set()
    untold: set[str] = set()
    for likeness, key, each in claims:
        if key in own or key in untold or each.pk in taken:
            continue
        rivals = sum(other > likeness - APART for other in by_line[each.pk])
        others = [n.likeness for n in near[key] if n.pk != each.pk and n.pk not in taken]
        if rivals > 1 or any(other > likeness - APART for other in others):
            untold.add(key)
        else:
            own[key] = each
            taken.add(each.pk)
    return own


def _stems(title: str) -> tuple[str, ...]:
    return tuple(stems(folded(title))[:MOST_WORDS])


def _last(number: str) -> str:
    """Return the last part of a número: "3.11" of an informe may be "11" of the plan."""
    return number.strip(" .").rpartition(".")[2].strip().lstrip("0")

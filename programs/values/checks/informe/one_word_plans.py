"""A plan of whose name one word within is another later on: "Cultura Cívica y Participación".

"Ordenamiento Ecológico Territorial" and "Ordenamiento Urbano Territorial": what stands before and
behind that word says what the plan is about, so that both are mostly one. Two that one sentence or
one row of a table tells, that head líneas of their own, or that the words tell apart, are two.
Source: section 4 of the domain document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from programs.values.checks.finding import Code, PlacedFinding
from programs.values.checks.informe.base import WholeCheck
from programs.values.checks.informe.names import (
    ONE_OF_ITS_KIND,
    TITLE,
    named_places,
    own_titles,
    two_names,
)
from programs.values.checks.informe.places import Place
from programs.values.checks.informe.two_plans import is_own, two_plans
from programs.values.wording.numbers import folded
from programs.values.wording.one_plan import (
    GENERAL,
    approved_apart,
    of_two_governments,
    same_deed,
    told_aside,
    word_apart,
)
from programs.values.wording.titled_plans import TitledPlan, titled_plans
from programs.values.written import PassageKind, Written

_MOST_NAMES = 12
_LEAST = 2  # words of weight that both share
# For whom or where a programme is: each of these has one of its own.
_FOR_WHOM = re.compile(
    r"(?:mujer|joven|juvent|nin[ao]|infan|adult|person|hombr|artesan|produc|estudiant|docent|alumn"
    r"|indigen|migrant|famili|jornaler|servidor|munici|primari|secundari|basic[ao]|medi[ao]$|superior"
    r"|preescolar|urban|rural|norte|sur|orient|ponient|intern|extern|fisic|digital|virtual"
    r"|presencial)"
)
# What any plan is of: one of a year, about one thing, has one of these.
_OF_WORK = re.compile(r"(?:accion|atencion|actuacion|trabajo|labor|actividad|tarea|intervencion)")
_BEFORE = 40  # signs
_BREAK = re.compile(r"[.;:]\s|\n")


class _Spot(NamedTuple):
    """A name where it stands: the sentence or row of it, and whether it heads what follows."""

    plan: TitledPlan
    place: Place
    sentence: tuple[str, int]
    heads: bool


def one_word_plans(written: Written) -> Iterator[PlacedFinding]:
    """Yield the second of two names of one plan that differ in a word within."""
    of_key: dict[str, list[_Spot]] = defaultdict(list)
    for place in named_places(written):
        text = place.passage.words
        for plan in titled_plans(text):
            if len(plan.words) > _LEAST or (plan.years and _OF_WORK.match(plan.words[0])):
                sentence = len(_BREAK.findall(text, 0, plan.start))
                heads = place.subject != TITLE and _heads(plan, place)
                of_key[plan.key].append(_Spot(plan, place, (place.passage.key, sentence), heads))
    names = list(of_key.values())[:_MOST_NAMES]
    pairs = [
        (one, other)
        for one, other in combinations(names, 2)
        if word_apart(one[0].plan, other[0].plan) is not None
    ]
    if len(pairs) != 1 or not _are_one(*pairs[0]):
        return  # of three that are alike each is a plan
    if any(found for check in (own_titles, two_plans) for found in check(written)):
        return
    one, other = pairs[0]
    shown = min((other, one), key=lambda told: (told[0].place.subject == TITLE, len(told)))
    kept = other if shown is one else one
    yield two_names(kept[0].plan, shown[0].plan, shown[0].place)


def _heads(plan: TitledPlan, place: Place) -> bool:
    """Tell whether a name heads a part, a línea or an item: what follows is of that plan."""
    passage = place.passage
    named = passage.kind is PassageKind.HEADING or passage.key in (place.subject, passage.anchor)
    opens = passage.kind is PassageKind.ITEM or (named and passage.key == place.subject)
    return (passage.kind is PassageKind.HEADING or opens) and plan.start < 6


def _are_one(one: Sequence[_Spot], other: Sequence[_Spot]) -> bool:
    """Tell whether two names that differ in one word are of one plan."""
    mine, theirs = one[0].plan, other[0].plan
    place = word_apart(mine, theirs)
    if place is None or of_two_governments(mine, theirs) or _is_for_others(mine, theirs, place):
        return False
    if {each.sentence for each in one} & {each.sentence for each in other}:
        return False
    heads = [any(each.heads for each in told) for told in (one, other)]
    if all(heads) or _of_two_parts(one, other) or _are_run(one, other):
        return False
    if any(told_aside(each.plan, each.place.passage.words) for each in (*one, *other)):
        return False
    texts = [(each[0].plan, each[0].place.passage.words) for each in (one, other)]
    if approved_apart(texts[0], texts[1]):
        return False
    dated = place == 0 and mine.years and mine.years == theirs.years
    if dated and all(_OF_WORK.match(plan.words[0]) for plan in (mine, theirs)):
        return True  # "Plan de Acción por la Niñez 2023", "Plan de Atención por la Niñez 2023"
    shared = {*mine.words} & {*theirs.words}
    weighty = [word for word in shared if not GENERAL.match(word)]
    within = 0 < place < len(mine.words) - 1
    # "de Implementación de la Política Anticorrupción", "de Instrumentación de la …"
    opens = place == 0 and same_deed(mine.words[0], theirs.words[0])
    covered = any(each.place.subject == TITLE for each in (*one, *other))
    # "en el marco del Programa Estatal …", "tal como lo prevé el Programa Estatal …"
    covered = covered or all(
        any(is_own((each.plan, each.place)) for each in told) for told in (one, other)
    )
    unique = ONE_OF_ITS_KIND.match(mine.words[0]) and "-" in mine.years and covered
    least = 1 if unique or (opens and len(shared) > _LEAST) else _LEAST
    return (within or opens) and len(weighty) >= least


# "La Dirección opera el Programa …": whoever runs several tells each so.
_RUN = re.compile(
    r"\b(?:oper|ejecut|llev|coordin|manej|desarroll|implement|conduc|aplic|encabez|tuv|cuent)\w{1,5}"
    r" (?:a cabo |con )?(?:el|la) $"
)
_RENAMED = re.compile(
    r"\b(?:cambi\w{1,4} (?:de nombre|su (?:nombre|denominacion))|nuev[oa] (?:nombre|denominacion)"
    r"|(?:pas\w{1,3} a|hoy|ahora|antes) (?:llam|denomin)|renombr)"
)


def _are_run(one: Sequence[_Spot], other: Sequence[_Spot]) -> bool:
    """Tell whether each of two is told to be run, or the one to have been called the other."""
    plain = [(each.plan.start, folded(each.place.passage.words)) for each in (one[0], other[0])]
    run = all(_RUN.search(text, max(0, start - _BEFORE), start) for start, text in plain)
    return run or any(_RENAMED.search(text) for _, text in plain)


def _is_for_others(one: TitledPlan, other: TitledPlan, place: int) -> bool:
    return all(_FOR_WHOM.match(plan.words[place]) for plan in (one, other))


def _of_two_parts(one: Sequence[_Spot], other: Sequence[_Spot]) -> bool:
    """Tell whether each name stands in líneas of its own, and nowhere else."""
    own, others = ({each.place.subject for each in told} for told in (one, other))
    return all(each.place.of_linea for each in (*one, *other)) and not own & others


WHOLE = (WholeCheck((Code.PLAN_NAMES,), one_word_plans),)

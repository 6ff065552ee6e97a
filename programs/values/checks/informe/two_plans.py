"""Two plans that an informe names, mostly the only ones, which may be one called by two names.

Either a state or an institution has one of its kind ("Programa Estatal de Lectura y Escritura",
"Programa Estatal de Fomento a la Lectura"), or any plan may be called so and both are of one year
("Programa Anual de Labores 2025", "Plan Operativo de Tareas 2025"). Two that one passage tells, or
that the words tell apart, are two. Source: section 4 of the domain document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from programs.values.checks.finding import Code, PlacedFinding
from programs.values.checks.informe.base import WholeCheck
from programs.values.checks.informe.names import (
    ANY_PLAN,
    ONE_OF_ITS_KIND,
    TITLE,
    general_titles,
    named_places,
    own_titles,
    rooted_titles,
    titles,
    two_names,
)
from programs.values.checks.informe.places import Place
from programs.values.wording.numbers import folded
from programs.values.wording.one_plan import (
    GENERAL,
    above_all_alike,
    alike_but_general,
    approved_alike,
    approved_apart,
    closes_what_was_told,
    document_of,
    is_named_again,
    is_said_the_same,
    of_crossed_years,
    of_two_governments,
    same_by_synonyms,
)
from programs.values.wording.titled_plans import TitledPlan, titled_plans
from programs.values.written import Written

_Told = Sequence[tuple[TitledPlan, Place]]
_WithText = tuple[TitledPlan, str]
# What tells that another plan is meant than the one before.
_APART = re.compile(
    r"\b(?:(?<!acciones )(?<!actividades )(?<!metas )(?<!lineas )deriva|alinea"
    r"|vincula|compart|distint|ademas|otr[oa]\b|aparte|separad|ambos|independient"
    r"|diferente|(?:dos|tres) (?:planes|programas|instrumentos|documentos)|complement"
    r"|presupuest|federal|(?:el|la)s? (?:primer|segund)[oa]\b(?! \w{0,6}mestre)|sustituy|abrog"
    r"|(?<!lo )anterior)"
)
_WHOSE = re.compile(
    r"[»”\"]?(?:,? (?:19|20)\d\d(?:\s?[-–/]\s?20\d\d)?)?,? del? (?:la |el )?(?:propi[oa] )?"
    r"(?:comite|consejo|comision|ayuntamiento|municipio|sistema|cpc|organo|instituto|tribunal"
    r"|fiscalia|congreso|gobierno|federacion)\b"
)
_ACRONYM = re.compile(r"[»”\"]?(?:,? 20\d\d(?:\s?[-–/]\s?20\d\d)?)? ?\([^()]{0,30}\b[A-Z]{3,9}\b")
_TASKS = re.compile(r"(?:tarea|quehacer|meta|institucional)")
_NEAR = 160  # signs
_MOST_UNLIKE = 4  # words
_MOST_TOLD = 6  # places of a name that are asked about its approval
_MOST_NAMES = 12
_DONE = (general_titles, own_titles, titles, rooted_titles)


def two_plans(written: Written) -> Iterator[PlacedFinding]:
    """Yield the second of two plans of an informe, where both may be one.

    Where more are named, those alone whose words say that they are one.
    """
    of_key: dict[str, list[tuple[TitledPlan, Place]]] = defaultdict(list)
    for place in named_places(written):
        for plan in titled_plans(place.passage.words):
            of_key[plan.key].append((plan, place))
    alone = len(of_key) == 2
    for one, other in combinations(list(of_key.values())[:_MOST_NAMES], 2):
        together = {x.passage.key for _, x in one} & {x.passage.key for _, x in other}
        if together and not (alone and any(_closes(each) for each in other)):
            continue
        if not _may_be_one(one, other, alone) or any(map(told_apart, (*one, *other))):
            continue
        if any(found for check in _DONE for found in check(written)):
            return
        shown = min((one, other), key=lambda told: (told[0][1].subject == TITLE, len(told)))
        kept = other if shown is one else one
        yield two_names(kept[0][0], *shown[0])
        return


def _may_be_one(one: _Told, other: _Told, alone: bool) -> bool:
    """Tell whether two names may be of one plan; `alone` where the informe names no other."""
    mine, theirs = one[0][0], other[0][0]
    years = [{plan.years for plan, _ in told if plan.years} for told in (one, other)]
    own, others = {*mine.words}, {*theirs.words}
    if (all(years) and not years[0] & years[1]) or of_two_governments(mine, theirs):
        return False
    pairs = _pairs(one, other)
    if any(approved_apart(*pair) for pair in pairs):
        return False
    if document_of(mine) == document_of(theirs) and _told_as_one(one, other, alone):
        return True
    if not alone or own <= others or others <= own:
        return False
    words = (*mine.words, *theirs.words)
    if all(ANY_PLAN.match(word) or _TASKS.match(word) for word in words):
        # The operative one of the year is that of the budget.
        budget = any(told == {"operativo", "anual"} for told in (own, others))
        return bool(years[0] & years[1]) and not budget
    if _of_one_rank(mine, theirs, years) or _both_own(one[0], other[0]):
        return True
    weighty = {word for word in own & others if not GENERAL.match(word)}
    unique = ONE_OF_ITS_KIND.match(mine.words[0]) and mine.words[0] == theirs.words[0]
    return (
        mine.noun == theirs.noun
        and bool(unique)
        and bool(weighty)
        and len(own ^ others) <= _MOST_UNLIKE
    )


def _told_as_one(one: _Told, other: _Told, alone: bool) -> bool:
    """Tell whether the words, or what is told about them, say that two names are of one plan."""
    mine, theirs = one[0][0], other[0][0]
    if alike_but_general(mine, theirs) or above_all_alike(mine, theirs):
        return True
    if alone and same_by_synonyms(mine, theirs):
        return True
    ranks = _rank_of(mine) & _rank_of(theirs)
    pairs = _pairs(one, other)
    if ranks and any(approved_alike(*pair) for pair in pairs):
        return True
    # The second closes what the first began, and neither is below the other.
    alike = bool(ranks) or mine.words[0] == theirs.words[0] or bool({*mine.words} & {*theirs.words})
    closed = alone and any(map(_closes, other))
    within = {*mine.words} <= {*theirs.words} or {*theirs.words} <= {*mine.words}
    return closed and alike and not within


def _closes(told: tuple[TitledPlan, Place]) -> bool:
    return closes_what_was_told(*_with_text(told))


def _pairs(one: _Told, other: _Told) -> Iterator[tuple[_WithText, _WithText]]:
    return product(map(_with_text, one[:_MOST_TOLD]), map(_with_text, other[:_MOST_TOLD]))


def _with_text(told: tuple[TitledPlan, Place]) -> _WithText:
    plan, place = told
    return plan, place.passage.words


# Of these an institution may have several at a time, and above them all the one of development.
_RANKS = frozenset(("estatal", "municipal", "institucional", "nacional", "local", "sectorial"))
_ABOVE = "desarroll"
_OWN = re.compile(
    r"\b(?:avances?|cumplimiento|seguimiento|metas?|compromisos?|lineas?|objetivos?|marco"
    r"|ejecucion)(?: \w+){0,3}? (?:del?|de la|al?|que (?:el|la)) [«\"“]?$"
    r"|\b(?:da|dan|rinde|rinden) cuenta (?:de los avances )?del [«\"“]?$"
    r"|\blo (?:que )?(?:marca|fija|establece|dispone|manda|preve|senala|encarga|previst|dispuest)"
    r"\w*(?: en)? (?:el|la) [«\"“]?$"
)
_OF_US = re.compile(
    r"[»”\"]?(?:,? 20\d\d(?:\s?[-–/]\s?20\d\d)?)?,? (?:a cargo )?(?:de est[ea]"
    r"|que (?:coordina|opera|conduce) est[ea]) "
)


def _of_one_rank(one: TitledPlan, other: TitledPlan, years: Sequence[set[str]]) -> bool:
    """Tell whether two names are of one rank and of the same years, printed with both.

    "Programa Estatal de Integridad Pública 2024-2027", "Plan Estatal de Probidad Pública
    2024-2027": the one of development stands above the others.
    """
    ranks = _rank_of(one) & _rank_of(other)
    nouns = {one.noun, other.noun}
    # A plan and a programme are one only where something else of their names is the same.
    shared = bool(({*one.words} & {*other.words}) - ranks)
    term = any("-" in each for each in years[0] & years[1])  # of one year there may be many
    alike = (len(nouns) == 1 and (term or shared)) or (nouns == {"plan", "programa"} and shared)
    above = any(word.startswith(_ABOVE) for word in (*one.words, *other.words))
    return bool(ranks and years[0] & years[1] and alike) and not (above and len(nouns) > 1)


def _rank_of(plan: TitledPlan) -> set[str]:
    return {word for word in (*plan.words, plan.behind) if word in _RANKS}


def _both_own(one: tuple[TitledPlan, Place], other: tuple[TitledPlan, Place]) -> bool:
    """Tell whether two names stand where the plan of the informe does, and are of one make.

    "en el marco del Plan de Acción contra el Soborno", "las metas del Plan de Acción contra el
    Cohecho": of one noun, beginning or ending with the same word.
    """
    (mine, _), (theirs, _) = one, other
    ranks = _rank_of(mine) & _rank_of(theirs) and {mine.noun, theirs.noun} == {"plan", "programa"}
    if not (ranks or mine.noun == theirs.noun) or not (is_own(one) and is_own(other)):
        return False
    first, last = mine.words[0] == theirs.words[0], mine.words[-1] == theirs.words[-1]
    above = any(word.startswith(_ABOVE) for word in (*mine.words, *theirs.words))
    first = first and mine.words[0] not in ("anual", "sectorial")
    return not above and bool(first or last or ranks)


def is_own(told: tuple[TitledPlan, Place]) -> bool:
    """Tell whether a name stands where the plan of the informe does: "lo previsto en el …"."""
    plan, place = told
    plain = folded(place.passage.words)
    before = plain[max(0, plan.start - 80) : plan.start]
    return _OWN.search(before) is not None or _OF_US.match(plain, plan.end) is not None


def told_apart(told: tuple[TitledPlan, Place]) -> bool:
    """Tell whether the words about a plan say that it is another one, or somebody else's."""
    plan, place = told
    words = place.passage.words
    plain = folded(words)
    around = plain[max(0, plan.start - _NEAR) : plan.end + _NEAR]
    return (
        _APART.search(around) is not None
        or _WHOSE.match(plain, plan.end) is not None
        or _ACRONYM.match(words, plan.end) is not None
    )


def other_years(written: Written) -> Iterator[PlacedFinding]:
    """Yield a plan whose years are not those it had before."""
    first: dict[str, tuple[TitledPlan, Place]] = {}
    last: TitledPlan | None = None
    for place in named_places(written):
        for plan in titled_plans(place.passage.words):
            before, _ = first.setdefault(plan.key, (plan, place))
            same = last is not None and is_said_the_same(plan, place.passage.words)
            unlike = same and last is not None and (last.key, last.years) != (plan.key, plan.years)
            if unlike and last is not None and plan.years and last.years:
                yield two_names(last, plan, place)
                return
            if of_crossed_years(before, plan) and not told_apart((plan, place)):
                yield two_names(before, plan, place)
                return
            last = plan


def named_again(written: Written) -> Iterator[PlacedFinding]:
    """Yield the plan that is told as the one named before, and has a name that nobody told.

    "Se aprobó el Plan Estratégico de Tecnologías. Los proyectos del referido Plan Estratégico de
    Seguridad…": no other plan of its noun stands before it, printed so or in small letters.
    """
    before: dict[str, dict[str, TitledPlan]] = defaultdict(dict)
    texts: list[str] = []
    for place in named_places(written):
        words = place.passage.words
        for plan in titled_plans(words):
            others = before[plan.noun]
            if plan.key not in others and len(others) == 1 and is_named_again(plan, words):
                (first,) = others.values()
                spoken = folded(" ".join((*texts, words[: plan.start])))
                found = (each for check in _OTHERS for each in check(written))
                other = _of_other_words(first, plan) and not _is_spoken_of(first, plan, spoken)
                if other and not any(found):
                    yield two_names(first, plan, place)
                return
            others.setdefault(plan.key, plan)
        texts.append(words)


_OTHERS = (*_DONE, two_plans, other_years)


def _of_other_words(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether each of two names has a word of weight that the other leaves out."""
    own, others = {*one.words}, {*other.words}
    return bool(own - others and others - own) and not of_two_governments(one, other)


def _is_spoken_of(one: TitledPlan, other: TitledPlan, spoken: str) -> bool:
    """Tell whether a plan was named in small letters: "el plan de seguridad de la información"."""
    apart = [word for word in other.words if word not in one.words]
    return any(
        re.search(rf"\b{other.noun}(?:\s\w+){{0,6}}\s{re.escape(word[:_ROOT])}", spoken)
        for word in apart
    )


_ROOT = 5  # letters


WHOLE = (
    WholeCheck((Code.PLAN_NAMES,), two_plans),
    WholeCheck((Code.PLAN_NAMES,), named_again),
    WholeCheck((Code.PLAN_NAMES,), other_years),
)

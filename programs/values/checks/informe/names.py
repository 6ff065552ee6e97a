"""The plan called by several names inside one informe."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from programs.values.checks.finding import Code, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.places import Place, found_once, placed, places_of
from programs.values.phrases import join_list
from programs.values.quoted import quoted
from programs.values.wording.numbers import folded
from programs.values.wording.one_plan import (
    GENERAL,
    LONG,
    approved_apart,
    document_of,
    of_two_governments,
    one_word_replaced,
    told_aside,
)
from programs.values.wording.plan_names import SHORTS, PlanName, plan_names
from programs.values.wording.titled_plans import TitledPlan, renamed_by_roots, titled_plans
from programs.values.written import Passage, PassageKind, Written

Names = dict[str, list[tuple[PlanName, Place]]]
_MOST_NAMES = 12
_MOST_TITLES = 200
_OTHERS = ("comite", "consejo", "sistema", "cpc", "organo", "grupo")
Used = Mapping[str, Sequence[tuple[PlanName, Place]]]


def names(written: Written) -> Iterator[PlacedFinding]:
    """Yield one finding with the names of the plan that do not agree, and how often each stands.

    Capitals make no other name, a shorter one ("Programa de Trabajo") goes with the longer, and so
    does an abbreviation of its letters or one that the text explains.
    """
    of_plan: dict[tuple[str, str], Names] = {}
    explained: set[str] = set()
    for place in places_of(written):
        for name in plan_names(place.passage.words):
            used = of_plan.setdefault((name.family, name.owner), defaultdict(list))
            used[name.key].append((name, place))
            explained.add(name.introduced)
    # The title of the document names it too, and nobody mends it on a page of its own.
    for line in written.cover or (written.title,):
        for name in plan_names(line):
            used = of_plan.setdefault((name.family, name.owner), defaultdict(list))
            used[name.key].append((name, title_place(line)))
            explained.add(name.introduced)
    for used in _one_by_one(of_plan):
        yield from _of_plan(used, explained)


TITLE = "informe"


def title_place(title: str) -> Place:
    """Return where the title of an informe stands: above all of it."""
    return Place(Passage(TITLE, TITLE, PassageKind.HEADING, title), TITLE, "Título", "", False)


@found_once
def named_places(written: Written) -> Iterator[Place]:
    """Yield every place of an informe that may name a plan, in order.

    Beside all passages: the title of the document, headings, and what the líneas are called and
    promise, for a short one may hold a sentence too.
    """
    yield from map(title_place, written.cover or (written.title,))
    headed = [
        *((section.key, section.heading) for section in written.sections),
        *((area.key, area.name) for area in written.areas),
    ]
    for key, heading in headed:
        passage = Passage(f"{key} heading", key, PassageKind.HEADING, heading)
        yield Place(passage, key, heading, "", False)
    for linea in written.lineas:
        for key, words in ((linea.key, linea.title), (f"{linea.key} meta", linea.meta)):
            passage = Passage(key, linea.key, PassageKind.TEXT, words)
            yield Place(passage, linea.key, linea_place(linea), linea.area, True)
    yield from places_of(written)


def titles(written: Written) -> Iterator[PlacedFinding]:
    """Yield each other plan that is printed with the same words in another order or number."""
    of_plan: dict[tuple[str, frozenset[str]], dict[str, list[tuple[TitledPlan, Place]]]] = {}
    for place in named_places(written):
        text = place.passage.words
        spans = [(each.start, each.end) for each in plan_names(text)]
        for plan in titled_plans(text):
            if any(start < plan.end and plan.start < end for start, end in spans):
                continue
            named = of_plan.setdefault((document_of(plan), frozenset(plan.words)), {})
            named.setdefault(plan.key, []).append((plan, place))
    for named in of_plan.values():
        for one, other in combinations(list(named)[:_MOST_NAMES], 2):
            if found := _of_title(named[one], named[other]):
                yield found
                break


def _of_title(
    one: Sequence[tuple[TitledPlan, Place]], other: Sequence[tuple[TitledPlan, Place]]
) -> PlacedFinding | None:
    """Return that one plan has these two names, None where their years tell that they are two."""
    years = [{each.years for each, _ in told if each.years} for told in (one, other)]
    if all(years) and not years[0] & years[1]:
        return None
    least, most = sorted((one, other), key=len)
    name, place = least[0]
    told = join_list(f"«{each[0][0].written}» ({_times(len(each))})" for each in (most, least))
    words = place.passage.words
    return placed(
        Code.PLAN_NAMES,
        Severity.DOUBT,
        place,
        f"Un mismo programa se llama de 2 maneras en el informe: {told}",
        quote=quoted(words, name.start, name.end, 60, 60),
    )


def _one_by_one(of_plan: Mapping[tuple[str, str], Names]) -> Iterator[Names]:
    """Yield the names of each plan; where one body alone is named with it, that is the institution.

    A committee or council that is named has a plan of its own.
    """
    for family in dict.fromkeys(family for family, _ in of_plan):
        owners = [owner for each, owner in of_plan if each == family]
        ours = [owner for owner in owners if not owner.startswith(_OTHERS)]
        together = len([owner for owner in ours if owner]) <= 1
        merged: Names = defaultdict(list)
        for owner in owners:
            names_told = of_plan[family, owner]
            if not together or owner not in ours:
                yield names_told
                continue
            for key, told in names_told.items():
                merged[key] += told
        if merged:
            yield merged


def _of_plan(used: Names, explained: set[str]) -> Iterator[PlacedFinding]:
    """Yield one finding of a plan that is called by several names."""
    apart = [pair for pair in combinations(used, 2) if _differ(*pair, explained, used)]
    if not apart:
        return
    keys = [key for key in used if any(key in pair for pair in apart)]
    least = min(keys, key=lambda key: (used[key][0][1].subject == TITLE, len(used[key])))
    told = join_list(f"«{_written(used, key)}» ({_times(len(used[key]))})" for key in keys)
    name, place = used[least][0]
    words = place.passage.words
    yield placed(
        Code.PLAN_NAMES,
        Severity.DOUBT,
        place,
        f"El programa se llama de {len(keys)} maneras en el informe: {told}",
        quote=quoted(words, name.start, name.end, 60, 60),
    )


def _differ(one: str, other: str, explained: set[str], used: Used) -> bool:
    """Tell whether two names cannot be of one plan called in one way."""
    short, full = sorted((one, other), key=lambda key: key not in SHORTS)
    if full in SHORTS:
        return not (one in explained and other in explained)
    if short not in SHORTS:
        (noun, order), (other_noun, other_order) = one.split("|"), other.split("|")
        return noun != other_noun or bool(order and other_order and order != other_order)
    fits = any(key not in SHORTS and key.split("|")[1] in SHORTS[short] for key in used)
    return short not in explained and not fits


def _written(used: Used, key: str) -> str:
    """Return a name as it is written most often."""
    return Counter(name.written for name, _ in used[key]).most_common(1)[0][0]


def _times(count: int) -> str:
    return "1 vez" if count == 1 else f"{count} veces"


# What stands before the name of the plan that an informe is of.
_OURS = re.compile(
    r"\b(?:avances?|cumplimiento|seguimiento|metas?|actividades|acciones|lineas?|objetivos?|ejes?"
    r"|informe|reporte|compromisos?|consejo|ejecucion|evaluacion)(?: \w+){0,4}?"
    r" (?:del?|de la|al?|que (?:el|la)|en (?:el|la)|por (?:el|la)) $"
)


def own_titles(written: Written) -> Iterator[PlacedFinding]:
    """Yield the plan of the informe where it is called by two names that share a word of weight.

    Both stand where the own plan does: on the cover, or behind "los avances del", "las metas del".
    """
    found: list[tuple[TitledPlan, Place]] = []
    covers = [(plan, title_place(line)) for line in written.cover for plan in titled_plans(line)]
    others: list[tuple[TitledPlan, Place]] = []
    for place in named_places(written):
        if place.subject == TITLE:
            continue
        text = place.passage.words
        named = [(each.start, each.end) for each in plan_names(text)]
        for plan in titled_plans(text):
            before = folded(text[max(0, plan.start - 80) : plan.start])
            # "Plan Anual de Trabajo y Evaluación" has a name of its own
            if any(
                a < plan.end and plan.start < b and text[b : b + 3] not in (" y ", " e ")
                for a, b in named
            ):
                continue
            ours = plan.noun in ("plan", "programa") and _OURS.search(before)
            (found if ours else others).append((plan, place))
    for (one, _), (other, place) in combinations([*covers, *found][:_MOST_NAMES], 2):
        if place.subject != TITLE and _renamed(one, other):
            yield two_names(one, other, place)
            return
    told = [*covers, *found, *others][:_MOST_TITLES]
    if pair := _one_of_its_kind(told):
        yield two_names(*pair)
        return
    if pair := _only_two(told):
        yield two_names(*pair)
        return
    for own, _ in covers:
        together = {place.passage.key for plan, place in (*found, *others) if plan.key == own.key}
        for other, place in (*found, *others)[:_MOST_TITLES]:
            if place.passage.key not in together and one_word_replaced(own, other):
                yield two_names(own, other, place)
                return


# Of these a state or an institution has one at a time.
ONE_OF_ITS_KIND = re.compile(
    r"(?:institucion|estatal|municipal|nacional|local|sectorial|maestr|rector)"
)


def _one_of_its_kind(
    told: Sequence[tuple[TitledPlan, Place]],
) -> tuple[TitledPlan, TitledPlan, Place] | None:
    """Return two names of one plan of which there is one alone, with a word of them replaced.

    "Política Estatal de Combate a la Corrupción" and "… de Control de la Corrupción". What stands
    together in one passage is two plans.
    """
    by_key: dict[str, tuple[TitledPlan, Place]] = {}
    passages: dict[str, set[str]] = defaultdict(set)
    for plan, place in told:
        by_key.setdefault(plan.key, (plan, place))
        passages[plan.key].add(place.passage.key)
    for (one, near), (other, place) in combinations(list(by_key.values())[:_MOST_NAMES], 2):
        text = near.passage.words
        unique = ONE_OF_ITS_KIND.match(one.words[0]) or "-" in one.years
        unique = unique and one.words[0] == other.words[0]
        long = len({*one.words} & {*other.words}) >= LONG
        apart = not passages[one.key] & passages[other.key]
        two = approved_apart((one, text), (other, place.passage.words))
        two = two or told_aside(other, place.passage.words)
        if apart and not two and (unique or long) and one_word_replaced(one, other):
            return one, other, place
    return None


def _only_two(
    told: Sequence[tuple[TitledPlan, Place]],
) -> tuple[TitledPlan, TitledPlan, Place] | None:
    """Return the two names of an informe that has no other, and one word of them replaced.

    "Programa Operativo de Control 2024" and "Programa Operativo de Vigilancia 2024", of which an
    institution has one a year; never where a passage tells both.
    """
    by_key = {plan.key: (plan, place) for plan, place in reversed(told)}
    passages = {key: {p.passage.key for plan, p in told if plan.key == key} for key in by_key}
    if len(by_key) != 2:
        return None
    (one, _), (other, place) = list(by_key.values())[::-1]
    apart = not passages[one.key] & passages[other.key]
    alike = one.noun == other.noun and len(one.words) == len(other.words) == len({*one.words})
    replaced = alike and len({*one.words} & {*other.words}) == len(one.words) - 1
    first = one.words[0]
    # "Programa Anual de Adquisiciones" and "… de Auditoría" are two: nothing else is shared.
    yearly = first == "operativo" or (first == "anual" and len(one.words) > 2)
    same = first == other.words[0] and one.years == other.years
    return (one, other, place) if apart and replaced and yearly and same else None


def two_names(one: TitledPlan, other: TitledPlan, place: Place) -> PlacedFinding:
    """Return that the plan of the informe has one name, and another one at a place."""
    return placed(
        Code.PLAN_NAMES,
        Severity.DOUBT,
        place,
        f"El programa del informe se llama de 2 maneras: «{_named(one)}» y «{_named(other)}»",
        quote=quoted(place.passage.words, other.start, other.end, 60, 60),
    )


def _named(plan: TitledPlan) -> str:
    return f"{plan.written} {plan.years}" if "-" in plan.years else plan.written


def _renamed(one: TitledPlan, other: TitledPlan) -> bool:
    """Tell whether two names may be of one plan: of one noun and years, with a word in common."""
    if one.noun != other.noun or set(one.words) == set(other.words):
        return False
    if of_two_governments(one, other):
        return False
    if one.years and other.years and one.years != other.years:
        return False
    shared = {word for word in one.words if word in other.words and not GENERAL.match(word)}
    apart = len(set(one.words) ^ set(other.words))
    last = one.words[-1] in other.words or other.words[-1] in one.words
    term = one.years == other.years and "-" in one.years
    return (
        bool(shared) and (last or term) and apart <= 5 and not (set(one.words) < set(other.words))
    )


# What is said of the plan that an informe reports, and closes.
_RENDERED = re.compile(
    r"\b(?:informes?|reportes?|avances?|resultados|cumplimiento|seguimiento|ejecucion)"
    r"(?: (?:parcial|final|anual|(?:bi|tri|cuatri|se)mestral|mensual)(?:es)?| (?:primer|segundo"
    r"|tercer|cuarto|ultimo)(?: \w+)?){0,2}"
    r" (?:del?|de su|de nuestro|al|a su|sobre (?:el|su)) [«\"“]?$"
    r"|\bse (?:\w+ )?(?:cierra|cerro|concluy\w+|cumpl\w+|da por (?:concluid|cumplid|cerrad)o)"
    r"(?: (?:con|asi))? (?:el|su|nuestro|al) [«\"“]?$"
    r"|\b(?:proyectos?|actividades|metas|acciones|lineas|objetivos|compromisos)(?: \w+){0,3}"
    r" (?:de[l]?|de su|en (?:el|su)) [«\"“]?$"
)
# Names that any plan of an institution may have: two of them may be of one.
ANY_PLAN = re.compile(
    r"(?:anual|institucion|general|operativ|trimestr|trabaj|activid|accion|gestion|labor|desempen)"
)
# What tells that another plan is meant, or that a report of it is a deed among others.
_NEXT = re.compile(
    r"\b(?:deriva|alinea|vincula|distint|ademas|tambien|otro|aparte|separad|conforme|\d+ (?:informe"
    r"|reporte|avance)"
    r"|(?:envi|remit|present|entreg|elabor|integr|public|rind|captur|revis|valid)(?:o|aron|ado|ada|ados"
    r"|adas|io|ieron|ido|idos)\b)"
)


def general_titles(written: Written) -> Iterator[PlacedFinding]:
    """Yield the plan that an informe reports where it closes with another name of the same year.

    Both are such as any plan may have ("Programa Anual de Trabajo", "Programa Operativo
    Institucional"), and no sentence tells them apart.
    """
    found: list[tuple[TitledPlan, Place]] = []
    together: set[frozenset[str]] = set()
    for place in named_places(written):
        text = place.passage.words
        if "plan" not in folded(text) and "programa" not in folded(text):
            continue
        named = list(titled_plans(text))
        together |= {frozenset((a.key, b.key)) for a, b in combinations(named[:_MOST_NAMES], 2)}
        for plan in named:
            before = _RENDERED.search(folded(text[max(0, plan.start - 90) : plan.start]))
            if before and plan.years and all(ANY_PLAN.match(word) for word in plan.words):
                aside = folded(text[max(0, plan.start - 90) : plan.end + 60])
                if not _NEXT.search(aside):
                    found.append((plan, place))
    for (one, _), (other, place) in combinations(found[:_MOST_NAMES], 2):
        apart = set(one.words), set(other.words)
        if one.years != other.years or apart[0] <= apart[1] or apart[1] <= apart[0]:
            continue
        if frozenset((one.key, other.key)) not in together and place.subject != TITLE:
            yield two_names(one, other, place)
            return


def rooted_titles(written: Written) -> Iterator[PlacedFinding]:
    """Yield a plan that is called by other forms of the same words: "Operativo", "de Operación".

    What stands together in one passage is two plans, and so are names of different years.
    """
    of_key: dict[str, list[tuple[TitledPlan, Place]]] = defaultdict(list)
    for place in named_places(written):
        for plan in titled_plans(place.passage.words):
            of_key[f"{plan.key} {plan.behind}"].append((plan, place))
    for one, other in combinations(list(of_key.values())[: _MOST_TITLES // 4], 2):
        apart = not {x.passage.key for _, x in one} & {x.passage.key for _, x in other}
        if apart and renamed_by_roots(one[0][0], other[0][0]) and (found := _of_title(one, other)):
            yield found
            return


WHOLE = (
    WholeCheck((Code.PLAN_NAMES,), general_titles),
    WholeCheck((Code.PLAN_NAMES,), own_titles),
    WholeCheck((Code.PLAN_NAMES,), names),
    WholeCheck((Code.PLAN_NAMES,), titles),
    WholeCheck((Code.PLAN_NAMES,), rooted_titles),
)

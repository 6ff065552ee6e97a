"""Figures of the presentación against those of the líneas.

Both tell the same quarter, and are often written by two persons on two days. Only figures of one
thing beyond doubt are compared: the same área, noun, qualifiers, system, verb and time.
Source: section 2.5 of the domain document ("28 … de 14" against "27 … de 12").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.evidence import evidence_of
from programs.values.checks.informe.opening_digits import opening_digits
from programs.values.checks.informe.opening_results import Result, result_against, results_of
from programs.values.checks.informe.opening_tables import opening_tables
from programs.values.checks.informe.opening_told import (
    area_words,
    cells_of,
    lineas_by_area,
    parts_behind,
    told_otherwise,
)
from programs.values.checks.informe.places import opening_place
from programs.values.checks.informe.presenting import (
    presenting,
    section_figures,
    table_figures,
)
from programs.values.checks.side import Side
from programs.values.wording.counted import counted_of
from programs.values.wording.fields import field_of
from programs.values.wording.figures import Figure, figures_of, may_be, signs_of, thing_of, total_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.runs import sums_from, unless_in_runs
from programs.values.wording.units import Fit, unit_of
from programs.values.written import (
    Passage,
    Period,
    Written,
    WrittenLinea,
    WrittenSection,
)

_IN_ALL = re.compile(
    r"\b(?:en\s+(?:total|suma|conjunto)|(?:un|gran)\s+total|total\s+de|sum(?:an?|amos|aron|ando)|"
    r"entre\s+(?:todas|todos|ambas|ambos|las|los))\b"
)
# No thing is told more often; a paste may.
_MOST = 20
_MOST_RESULTS = 40


@dataclass(frozen=True)
class _Told:
    """A figure of a línea and the passage that tells it."""

    linea: WrittenLinea
    passage: Passage
    figure: Figure


def opening_figures(written: Written) -> Iterator[PlacedFinding]:
    """Find figures of the presentación that are not those of its área's líneas."""
    sections = presenting(written)
    things = {
        figure.thing
        for each in sections
        for told in (section_figures, table_figures)
        for _, figure in told(each, written.period)
    }
    if not things:
        return
    signs = {signs_of(thing) for thing in things}
    every = list(written.lineas)
    of_areas = lineas_by_area(written)
    # Of each área once, however many sections speak of it: a paste may have thousands of both.
    told: dict[frozenset[str] | None, dict[frozenset[str], list[_Told]]] = {}
    results: dict[frozenset[str] | None, list[Result]] = {}
    for section in sections:
        name = area_words(section.area or section.heading)
        known = bool(of_areas.get(name))
        if section.area and not known and len(of_areas) > 1:
            continue
        whose = name if known else None
        lineas = of_areas[name] if known else every
        if whose not in told:
            told[whose] = _by_thing(lineas, written.period, signs)
            results[whose] = list(islice(results_of(lineas, written.period), _MOST_RESULTS))
        found = [
            *_of_section(section, told[whose], results[whose], written.period, sure=known),
            *_of_sums(section, lineas, told[whose], written.period),
            *_of_lists(section, lineas, told[whose], written.period),
        ]
        yield from found
        quotes = {each.finding.quote for each in found}
        for each in _of_results(section, results[whose], written.period):
            if each.finding.quote not in quotes:
                yield each


def _by_thing(
    lineas: Iterable[WrittenLinea], period: Period | None, signs: Set[tuple[str, ...]]
) -> dict[frozenset[str], list[_Told]]:
    """Return the figures of líneas by the thing that they count, if its signs are among these."""
    found: dict[frozenset[str], list[_Told]] = defaultdict(list)
    for linea in lineas:
        for passage in linea.prose:
            if not _may_tell(passage.text, signs):
                continue
            for figure in figures_of(passage.text, period):
                found[figure.thing].append(_Told(linea, passage, figure))
    return found


def _may_tell(text: str, signs: Set[tuple[str, ...]]) -> bool:
    """Tell whether a text counts something by the words of some thing."""
    counts = counted_of(text)
    if not counts:
        return False
    plain = folded(text)
    named = [each for each in signs if all(map(plain.__contains__, each))]
    return any(all(map(count.own.__contains__, each)) for count in counts for each in named)


def _of_section(
    section: WrittenSection,
    by_thing: dict[frozenset[str], list[_Told]],
    results: Sequence[Result],
    period: Period | None,
    *,
    sure: bool,
) -> Iterator[PlacedFinding]:
    own = section_figures(section, period)
    differing: dict[tuple[str, str], list[tuple[Passage, Figure, _Told, Decimal]]] = defaultdict(
        list
    )
    mine_by_thing: dict[frozenset[str], list[Figure]] = defaultdict(list)
    for _passage, figure in own:
        mine_by_thing[figure.thing].append(figure)
    for passage, figure in own:
        like = [
            each
            for each in by_thing.get(figure.thing, [])[:_MOST]
            if figure.of_one_thing(each.figure, loose=_is_of_meta(figure, each.linea))
        ]
        mine = [each for each in mine_by_thing[figure.thing][:_MOST] if each.of_one_thing(figure)]
        like = like or _wider(figure, by_thing)
        value = _differs(figure, like, mine)
        if value is not None:
            theirs = like[0].passage.text, like[0].figure.start, like[0].figure.value
            value = unless_in_runs(value, (passage.text, figure.start, figure.value), theirs)
        if _is_of_several(figure, results):
            continue
        if value in parts_behind(passage.text, figure):
            continue  # "cinco convenios, cuatro de colaboración y uno de comodato"
        if value is None or (not sure and not _clear(figure, like)):
            continue
        key = (passage.key, like[0].passage.key)
        differing[key].append((passage, figure, like[0], value))
    for pairs in differing.values():
        yield _placed(section, pairs)


def _is_of_several(figure: Figure, results: Sequence[Result]) -> bool:
    """Tell whether a figure is what several líneas did of one thing, all together."""
    own = [each.quantity for each in results if figure.thing & frozenset(each.unit.heads)]
    return len(own) > 1 and sum(own, Decimal(0)) == figure.value


def _wider(figure: Figure, by_thing: dict[frozenset[str], list[_Told]]) -> list[_Told]:
    """Return the one figure of all líneas that tells the same with a word more.

    "Recibió nueve solicitudes" against "ingresaron once solicitudes de información".
    """
    if not figure.verb or figure.time or figure.owner or figure.vague:
        return []
    plain = {name.removesuffix("-info") for name in figure.thing}
    found = [
        told
        for thing, listed in by_thing.items()
        if plain <= {name.removesuffix("-info") for name in thing}
        for told in listed[:_MOST]
        if told.figure.verb == figure.verb and not told.figure.time and not told.figure.owner
    ]
    return found if len(found) == 1 and _is_of_meta(figure, found[0].linea) else []


def _of_sums(
    section: WrittenSection,
    lineas: Sequence[WrittenLinea],
    by_thing: dict[frozenset[str], list[_Told]],
    period: Period | None,
) -> Iterator[PlacedFinding]:
    """Compare what the section tells in total with the sum of the líneas that count that thing."""
    for passage, figure in section_figures(section, period):
        if len(figure.thing) != 1 or not _IN_ALL.search(_sentence_before(passage.text, figure)):
            continue
        counting = [each for each in lineas if _is_of_meta(figure, each)]
        if not 2 <= len(counting) <= _MOST:
            continue
        values: list[Decimal] = []
        for linea in counting:
            own = [
                each.figure
                for each in by_thing.get(figure.thing, ())
                if each.linea.key == linea.key
                and not each.figure.time
                and each.figure.verb in ("", figure.verb)
            ]
            total = total_of(own)
            if total is None:
                break
            values.append(total)
        else:
            if figure.value not in (*values, sum(values, Decimal(0))):
                yield _sum_placed(section, passage, figure, values)


def _of_lists(
    section: WrittenSection,
    lineas: Sequence[WrittenLinea],
    by_thing: dict[frozenset[str], list[_Told]],
    period: Period | None,
) -> Iterator[PlacedFinding]:
    """Compare what the section tells of one meta with the list that alone tells it in its línea."""
    year = period.year_starts_on.year if period else None
    for passage, figure in section_figures(section, period):
        if figure.time or figure.thing in by_thing:
            continue
        counting = [each for each in lineas if _is_of_meta(figure, each)]
        if len(counting) != 1 or len(counting[0].amounts) != 1:
            continue
        (linea,) = counting
        evidence = evidence_of(linea, linea.amounts[0].unit, year)
        listed = Decimal(evidence.listed)
        if listed < 2 or listed == figure.value or evidence.totals or evidence.of(Fit.STRONG):
            continue
        place = linea_place(linea)
        finding = _against(
            passage,
            figure,
            f", y la lista de {place} tiene {listed:,f}",
            f"{figure.value:,f} ≠ {listed:,f}",
        )
        sides = (Side(linea.key, place),)
        yield PlacedFinding(finding, section.key, opening_place(section), (), sides)


def _of_results(
    section: WrittenSection, results: Sequence[Result], period: Period | None
) -> Iterator[PlacedFinding]:
    """Compare what the section tells of a meta with what the percentage of its línea confirms."""
    told = (*section_figures(section, period), *table_figures(section, period)) if results else ()
    for passage, figure in told:
        result = result_against(figure, passage, results, period)
        apart = (
            *parts_behind(passage.text, figure),
            *sums_from(passage.text, figure.start),
        )
        if result and result.quantity not in apart:
            place = linea_place(result.linea)
            finding = _against(
                passage,
                figure,
                f", y {place} cuenta {result.quantity:,f}",
                f"{figure.value:,f} ≠ {result.quantity:,f}",
            )
            sides = (Side(result.linea.key, place),)
            yield PlacedFinding(finding, section.key, opening_place(section), (), sides)


def _sentence_before(text: str, figure: Figure) -> str:
    """Return the words of its sentence before a figure, without accents."""
    start = max(text.rfind(sign, 0, figure.start) for sign in (". ", "; ", "\n")) + 1
    return folded(text[max(start, figure.start - 200) : figure.start])


def _sum_placed(
    section: WrittenSection, passage: Passage, figure: Figure, values: list[Decimal]
) -> PlacedFinding:
    total = sum(values, Decimal(0))
    shown = f"{' + '.join(f'{each:,f}' for each in values)} = {total:,f}"
    finding = _against(passage, figure, f" en total, y las líneas suman {total:,f}", shown)
    return PlacedFinding(finding, section.key, opening_place(section))


def _against(passage: Passage, figure: Figure, told: str, arithmetic: str) -> Finding:
    """Return that the presentación says a figure, and the líneas tell another."""
    here = passage.text[figure.start : figure.end]
    return Finding(
        Code.OPENING_FIGURE,
        Severity.DOUBT,
        f"La presentación dice «{here}»{told}",
        passage.anchor,
        arithmetic=arithmetic,
        quote=here,
    )


def _differs(figure: Figure, like: list[_Told], mine: list[Figure]) -> Decimal | None:
    """Return the value that the líneas give to a figure, None where they agree or do not tell."""
    figures = [each.figure for each in like]
    if not figures or may_be(figure.value, figures):
        return None
    value = total_of(figures)
    if value is None or total_of(mine) is None or may_be(value, mine):
        return None
    return None if figure.value in cells_of(like[0].linea) else value


def _clear(figure: Figure, like: list[_Told]) -> bool:
    """Tell whether a figure of no área can only be that of one línea.

    A noun alone is enough where it is what the meta of that línea counts; where no meta is told,
    with the same verb; many meet, and many give courses.
    """
    if len({each.linea.key for each in like}) != 1:
        return False
    told = bool(figure.label or figure.time) or len(figure.thing) >= 2
    if told or _is_of_meta(figure, like[0].linea):
        return True
    if any(field_of(stem) in _EVERYBODYS for stem in figure.thing):
        return False
    if figure.raw and not figure.verb and figure.raw == like[0].figure.raw:
        return True  # "96 personas donaron", and one línea alone of which some donated
    verbs = {figure.verb, *(each.figure.verb for each in like)}
    return not like[0].linea.meta and len(like) == 1 and len(verbs) == 1 and "" not in verbs


def _is_of_meta(figure: Figure, linea: WrittenLinea) -> bool:
    """Tell whether a figure counts what the meta of a línea counts."""
    heads = {head for amount in linea.amounts for head in unit_of(amount.unit).heads}
    named = {stem for amount in linea.amounts for stem in thing_of(amount.unit)}
    return bool(figure.thing & heads) or (bool(named) and figure.thing == named)


def _placed(
    section: WrittenSection, pairs: list[tuple[Passage, Figure, _Told, Decimal]]
) -> PlacedFinding:
    passage, figure, told, value = pairs[0]
    there = told.passage.text[told.figure.start : told.figure.end]
    line = linea_place(told.linea)
    areas = (area_words(told.linea.area), area_words(told.linea.owner))
    if told.linea.number and area_words(section.area) in areas:
        line = f"la línea {told.linea.number}"
    shown = "; ".join(f"{each[1].value:,f} ≠ {each[3]:,f}" for each in pairs)
    finding = _against(passage, figure, f" y {line} dice {value:,f}", shown)
    side = Side(told.linea.key, line, (told.passage,), there)
    return PlacedFinding(finding, section.key, opening_place(section), (there,), (side,))


# Many meet, and many give courses: a noun of these is of no línea alone.
_EVERYBODYS = ("meetings", "training", "papers")


def opening_told(written: Written) -> Iterator[PlacedFinding]:
    """Find the figures that the líneas count otherwise, and those that one part alone tells."""
    so_far = {linea.key: set(linea.so_far) for linea in written.lineas if any(linea.so_far)}
    for each in _told_anywhere(written):
        known = so_far.get(each.sides[0].subject) if each.sides else None
        said = numbers_of(each.finding.quote)
        if not known or not any(number.value in known for number in said):
            yield each  # what the year has so far is no other number of the quarter


def _told_anywhere(written: Written) -> Iterator[PlacedFinding]:
    found = list(opening_figures(written))
    yield from found
    quotes = {each.finding.quote for each in found}
    sections = presenting(written)
    others = (
        *told_otherwise(written, sections),
        *opening_digits(written, sections),
        *opening_tables(written, sections),
    )
    for other in others:
        if not any(
            other.finding.quote in quote or quote in other.finding.quote for quote in quotes
        ):
            yield other
            quotes.add(other.finding.quote)


WHOLE = (WholeCheck((Code.OPENING_FIGURE,), opening_told),)

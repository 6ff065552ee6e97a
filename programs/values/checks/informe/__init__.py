"""The checks of an informe as it is written (`programs.values.written`).

They read the words and count, so that they say the same of a quarter of the system, of a file that
somebody brings and of a paste. A check of one línea is an entry of `LINEA_CHECKS`, one of the whole
informe an entry of `WHOLE_CHECKS`; each is a small pure function that says what it found, its
arithmetic, how much it weighs and the one place to go. A check that cannot tell says nothing.
Source: sections 2.2 to 2.7 and 4 of the domain document.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from programs.values.checks.finding import Code, PlacedFinding, Severity
from programs.values.checks.informe import (
    apposed_shares,
    blank_cells,
    caption_bodies,
    caption_copies,
    caption_events,
    caption_places,
    captions,
    changes,
    claims,
    contents,
    courses,
    day_lists,
    day_order,
    day_turns,
    days,
    denied,
    duties,
    duty_fortnights,
    duty_lists,
    earlier_added,
    figure_references,
    kinds,
    kinds_added,
    kinds_by_day,
    kinds_by_means,
    kinds_by_month,
    kinds_captured,
    kinds_joined,
    kinds_listed,
    left_in,
    linea_dates,
    list_heads,
    list_order,
    mixed,
    months_told,
    named,
    named_opening,
    names,
    oficio_years,
    oficios,
    one_word_plans,
    opening,
    opening_pairs,
    order,
    other_things,
    part_shares,
    parts_beyond,
    percent,
    results,
    self_denied,
    shares,
    sheets,
    statement,
    sums,
    swapped,
    table_percents,
    ties,
    title_meta,
    titles_apart,
    told_twice,
    two_plans,
    year_opening,
    year_told,
)
from programs.values.checks.informe.base import LineaCheck, WholeCheck, found_by, linea_place
from programs.values.checks.informe.pictures import pictures_dated, pictures_twice
from programs.values.checks.informe.places import places_of
from programs.values.checks.informe.thousands import asked, points_in
from programs.values.checks.side import ReadTogether, Side
from programs.values.written import (
    Passage,
    Period,
    Written,
    WrittenArea,
    WrittenLinea,
)

# In the order in which a person reads a línea.
LINEA_CHECKS: tuple[LineaCheck, ...] = (
    *linea_dates.CHECKS,
    *oficio_years.CHECKS,
    *days.CHECKS,
    *day_lists.CHECKS,
    *day_order.CHECKS,
    *day_turns.CHECKS,
    *sheets.CHECKS,
    *percent.CHECKS,
    *apposed_shares.CHECKS,
    *part_shares.CHECKS,
    *changes.CHECKS,
    *named.CHECKS,
    *list_heads.CHECKS,
    *months_told.CHECKS,
    *year_told.CHECKS,
    *told_twice.CHECKS,
    *table_percents.CHECKS,
    *title_meta.CHECKS,
    *kinds.CHECKS,
    *other_things.CHECKS,
    *mixed.CHECKS,
    *kinds_by_day.CHECKS,
    *kinds_by_month.CHECKS,
    *kinds_added.CHECKS,
    *kinds_captured.CHECKS,
    *kinds_joined.CHECKS,
    *kinds_listed.CHECKS,
    *kinds_by_means.CHECKS,
    *results.CHECKS,
    *denied.CHECKS,
    *self_denied.CHECKS,
    *sums.CHECKS,
    *earlier_added.CHECKS,
    *parts_beyond.CHECKS,
    *duties.CHECKS,
    *duty_fortnights.CHECKS,
    *captions.CHECKS,
    *figure_references.CHECKS,
    LineaCheck((Code.PICTURE_DATE,), pictures_dated),
    *left_in.CHECKS,
    *ties.CHECKS,
)
# In the order of the document.
WHOLE_CHECKS: tuple[WholeCheck, ...] = (
    *contents.WHOLE,
    *order.CHECKS,
    *list_order.WHOLE,
    *days.WHOLE,
    *linea_dates.WHOLE,
    *day_lists.WHOLE,
    *day_order.WHOLE,
    *day_turns.WHOLE,
    *sheets.WHOLE,
    *left_in.WHOLE,
    *names.WHOLE,
    *two_plans.WHOLE,
    *one_word_plans.WHOLE,
    *opening.WHOLE,
    *opening_pairs.WHOLE,
    *claims.WHOLE,
    *titles_apart.WHOLE,
    *named_opening.WHOLE,
    *year_opening.WHOLE,
    *told_twice.WHOLE,
    *duties.WHOLE,
    *duty_fortnights.WHOLE,
    *duty_lists.WHOLE,
    *statement.CHECKS,
    *swapped.CHECKS,
    *sums.WHOLE,
    *shares.WHOLE,
    *blank_cells.WHOLE,
    *apposed_shares.WHOLE,
    *part_shares.WHOLE,
    *table_percents.WHOLE,
    *changes.WHOLE,
    *courses.WHOLE,
    *captions.WHOLE,
    *caption_copies.WHOLE,
    *caption_events.WHOLE,
    *caption_places.WHOLE,
    *caption_bodies.WHOLE,
    WholeCheck((Code.PICTURE_TWICE,), pictures_twice),
    *oficios.WHOLE,
    *ties.WHOLE,
)

# Of those, what compares parts of one línea with each other and needs nothing of the rest.
WITHIN_CHECKS: tuple[WholeCheck, ...] = (
    WholeCheck((Code.CAPTION_TWICE,), caption_copies.caption_copies),
    *oficios.WHOLE,
)

# What quotes the figure alone.
_OF_FIGURES = (Code.NAMED_FIGURE, Code.OPENING_FIGURE)
_WEIGHT = (Severity.BLOCKS, Severity.ASKS, Severity.ERROR, Severity.DOUBT, Severity.INFO)


def findings_of_linea(linea: WrittenLinea, period: Period | None) -> tuple[PlacedFinding, ...]:
    """Return what the checks of one línea say of it, errors first."""
    found = [
        finding
        for check in LINEA_CHECKS
        for finding in found_by(check.codes, check.find(linea, period))
    ]
    if not found:  # as most líneas
        return ()
    told = (*linea.passages, linea.closing) if linea.closing else linea.passages
    points = points_in((linea.title, linea.meta, *(each.words for each in told)))
    place = linea_place(linea)
    placed = _once(PlacedFinding(asked(each, points), linea.key, place) for each in found)
    return by_weight(_both_sides(placed, _passages_of(_alone(linea, period))))


def _once(found: Iterable[PlacedFinding]) -> Iterator[PlacedFinding]:
    """Yield findings, a day or figure of one passage once: several checks may see it."""
    seen: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in found:
        finding = each.finding
        key, said = (each.subject, finding.anchor, finding.arithmetic), ""
        of_figure = finding.code in _OF_FIGURES and finding.quote
        if of_figure:
            key = each.subject, finding.anchor, finding.quote.partition(" ")[0]
            said = finding.quote
        if of_figure or (finding.code is Code.DEED_DAY and finding.arithmetic):
            if any(said in other or other in said for other in seen[key]):
                continue  # "201" and "201 personas"
            seen[key].append(said)
        yield each


def findings_within(linea: WrittenLinea, period: Period | None) -> tuple[PlacedFinding, ...]:
    """Return what the checks of the whole say of a línea by itself, as where the rest is not read.

    It is among what they say of the whole informe, but for the part with which each is compared.
    """
    alone = _alone(linea, period)
    found = (each for check in WITHIN_CHECKS for each in found_by(check.codes, check.find(alone)))
    return tuple(_both_sides(found, _passages_of(alone)))


def _alone(linea: WrittenLinea, period: Period | None) -> Written:
    return Written("", period, (), (), (WrittenArea(linea.area, linea.area, (), (linea,)),))


def findings_of_written(written: Written) -> tuple[PlacedFinding, ...]:
    """Return all that the checks say of an informe: línea by línea, then of the whole."""
    found: list[PlacedFinding] = []
    for linea in written.lineas:
        found.extend(findings_of_linea(linea, written.period))
    passages = _passages_of(written)
    whole = (
        replace(each, finding=asked(each.finding, points_in((each.finding.quote,))))
        for check in WHOLE_CHECKS
        for each in found_by(check.codes, check.find(written))
    )
    found.extend(_both_sides(_once(whole), passages))
    return tuple(found)


def _passages_of(written: Written) -> dict[tuple[str, str], ReadTogether]:
    """Return the passages of an informe by their part and the place where they are mended."""
    found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for place in places_of(written):
        found[place.subject, place.passage.anchor].append(place.passage)
    return {place: ReadTogether(passages) for place, passages in found.items()}


def _both_sides(
    found: Iterable[PlacedFinding], passages: Mapping[tuple[str, str], ReadTogether]
) -> Iterator[PlacedFinding]:
    """Yield findings, and to those that compare two places the one where they stand.

    One of a figure compares it with a quantity that was typed.
    """
    for each in found:
        told = passages.get((each.subject, each.finding.anchor))
        if told and (each.sides or each.finding.code in _OF_FIGURES):
            own = Side(each.subject, "", told, each.finding.quote)
            each = replace(each, sides=(own, *each.sides))
        yield each


def by_weight(found: Iterable[PlacedFinding]) -> tuple[PlacedFinding, ...]:
    """Return findings with the heaviest first; those of one weight keep their order."""
    return tuple(sorted(found, key=lambda each: _WEIGHT.index(each.finding.severity)))

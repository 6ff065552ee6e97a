"""A duty whose turns the narrative tells one by one, one of them left out.

"La carga de enero, la de abril y la de octubre" of a quarterly one. A turn that the línea names
anywhere else is not missing. Source: section 4 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence

from programs.values.checks.finding import Finding
from programs.values.checks.informe.duty import (
    EXPLAINED,
    PART_OF_YEAR,
    QUARTER,
    SO_FAR,
    Duty,
    duty_of,
    gap_finding,
)
from programs.values.checks.informe.evidence import amounts_in
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.elided_turns import (
    OneTurn,
    months_of_days,
    names_quarter,
    turns_told_alone,
)
from programs.values.wording.numbers import folded
from programs.values.wording.turns import gaps, months_named
from programs.values.wording.units import share_root, stem, stems, unit_of
from programs.values.written import Passage, PassageKind, WrittenLinea

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)


def one_by_one(linea: WrittenLinea, duty: Duty | None) -> Finding | None:
    """Look for the turn that is skipped where each is told by itself, with its noun or without."""
    prose = [passage for passage in linea.passages if passage.kind in _NARRATIVE]
    telling = (each for each in linea.passages if each.kind in (*_NARRATIVE, PassageKind.HEADING))
    duty = duty or next((own for each in telling if (own := duty_of(each.text))), None)
    if duty is None:
        return None
    plain = [folded(passage.text) for passage in prose]
    plain = [SO_FAR.sub(" ", text) for text in plain]
    if any(EXPLAINED.search(text) or PART_OF_YEAR.search(text) for text in plain):
        return None
    if any(map(_YEAR_BEFORE.search, plain)):
        return None  # "la de septiembre-diciembre del año anterior"
    nouns = frozenset(head for each in amounts_in(linea) for head in unit_of(each.unit).heads)
    owed = [] if nouns else list(_owed(prose))
    nouns |= frozenset(stems(folded(" ".join((linea.title, *owed)))))
    told = [
        (each, passage)
        for above, passage in zip((None, *prose), prose, strict=False)
        for each in _own(passage, nouns, below=above is not None and duty_of(above.text) == duty)
    ]
    quarters = [(each, passage) for each, passage in told if each.is_quarter]
    if duty.months == QUARTER and any(each.named for each, _ in quarters):
        told = quarters
    elif not any(each.elided or each.of_day for each, _ in told):
        told = _of_months(prose, nouns) if duty.months == 1 else []
    else:
        told = [(each, passage) for each, passage in told if not each.is_quarter]
    if len(told) < 2:
        return None
    turns = _turns([each for each, _ in told], duty)
    by_month = not told[0][0].is_quarter
    days = set[int]()
    if any(each.of_day for each, _ in told):  # what has a day elsewhere was done
        months = {own for each in linea.passages for own in months_of_days(each.words)}
        days = {(month - 1) // duty.months + 1 for month in months}
    missing = tuple(
        turn
        for turn in gaps(frozenset(turns))
        if turn not in days and not _is_named(linea, duty, turn, by_month=by_month)
    )
    if len(missing) != 1:
        return None
    passage = told[0][1]
    return gap_finding(duty, tuple(sorted(turns)), missing, passage, passage.text)


_YEAR_BEFORE = re.compile(r"\b(?:ano|ejercicio)\s(?:anterior|pasado|previo)\b")


def _owed(prose: Sequence[Passage]) -> Iterator[str]:
    """Yield what tells the duty, and what stands above a line that tells only how often it is."""
    for above, passage in zip((None, *prose), prose, strict=False):
        if duty_of(passage.text):
            yield passage.text
            if above and len(passage.text) < _LABEL:
                yield above.text


_LABEL = 40  # signs of "Periodicidad: mensual."


def _of_months(prose: Sequence[Passage], nouns: frozenset[str]) -> list[tuple[OneTurn, Passage]]:
    """Return the months told of what is owed with its noun each time: "concentrado de enero"."""
    return [
        (OneTurn(MONTHS[found["month"]], False, stem(found["noun"]), False, False, None), passage)
        for passage in prose
        for found in _BARE.finditer(folded(passage.text))
        if stem(found["noun"]) in nouns
    ]


_BARE = re.compile(
    rf"\b(?P<noun>[a-zñ]{{5,18}})\sde(?:l?\smes\sde)?\s(?P<month>{MONTH})\b(?!\sde\s20)"
)


def _own(passage: Passage, nouns: frozenset[str], *, below: bool) -> list[OneTurn]:
    """Return the turns of a passage that are told of what is owed.

    An item leaves out what the text above its list names: "- los del primer trimestre, …". So does
    a paragraph `below` the one that tells the duty.
    """
    words = stems(folded(passage.text))
    speaks = nouns & frozenset(words) or share_root(nouns, words, _ROOT)
    if not (passage.kind is PassageKind.ITEM or below or speaks):
        return []
    return [
        each
        for each in turns_told_alone(passage.text)
        if not each.noun or each.noun in nouns or share_root(nouns, (each.noun,), _ROOT)
    ]


_ROOT = 7  # letters: "conciliarse" owes a "conciliación"


def _turns(told: list[OneTurn], duty: Duty) -> set[int]:
    """Return which turns of the duty are told, those of a later year counted on."""
    years = [each.year for each in told if each.year is not None]
    first = min(years) if len(years) == len(told) else None
    turns = set()
    for each in told:
        turn = each.turn if each.is_quarter else (each.turn - 1) // duty.months + 1
        later = each.year - first if each.year is not None and first is not None else 0
        turns.add(turn + duty.turns * later)
    return turns


def _is_named(linea: WrittenLinea, duty: Duty, turn: int, *, by_month: bool) -> bool:
    """Tell whether a línea speaks of a turn anywhere, whatever it says of it."""
    place = (turn - 1) % duty.turns + 1
    if turn > duty.turns:
        return False  # of a later year: its name is that of the year before too
    words = "\n".join(passage.words for passage in linea.passages)
    if duty.months == QUARTER:
        return names_quarter(folded(words), place, by_month=by_month)
    named = months_named(words)
    first = (place - 1) * duty.months + 1
    return any(month in named for month in range(first, first + duty.months))

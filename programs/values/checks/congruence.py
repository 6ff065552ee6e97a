"""What the checks of the quantities and those of the words say of a quarter, each thing once.

`CHECKS` read what was typed, `LINEA_CHECKS` and `WHOLE_CHECKS` the informe as it is written. Where
both say the same of a línea the words win, since they show their arithmetic; what the área wrote
of it stays beside them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from programs.values.checks import findings_of
from programs.values.checks.finding import (
    Code,
    Finding,
    Notes,
    PlacedFinding,
    Severity,
    told_apart,
)
from programs.values.checks.hechos import NAMED_ALONE, findings_of_hecho, is_alone
from programs.values.checks.informe import (
    by_weight,
    findings_of_linea,
    findings_of_written,
    findings_within,
)
from programs.values.checks.informe.base import linea_place
from programs.values.checks.side import ReadTogether, Side
from programs.values.hechos.found import is_recorded, named_in
from programs.values.hechos.hecho import HechoValue
from programs.values.phrases import short_date
from programs.values.quoted import QuotePlaces
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot
from programs.values.wording.numbers import folded
from programs.values.written import Passage, Period, Written, WrittenLinea

# A check of the quantities, by the checks of the words that say the same of a línea.
SAID_BY: Mapping[Code, frozenset[Code]] = {
    Code.STATED: frozenset((Code.WRITTEN_PERCENT, Code.UNCOUNTED)),
}
# What a línea lacks by CHECKS already: its words say nothing then, and are not asked again.
LACKED = frozenset((Code.QUANTITY, Code.CLOSING, Code.NARRATIVE))
_WORD = re.compile(r"[^\W_]+")
# What does not agree of what CHECKS find, besides an unlikely quantity without its reason.
_ASKED = (Severity.ASKS, Severity.DOUBT)


def incongruent(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what does not agree of what CHECKS find: the one answer of every page that counts it.

    The rest of it is what is not filled in yet, and what Planeación or the área explained.
    """
    return tuple(each for each in findings if each.severity in _ASKED or each.code is Code.REASON)


def told_of(
    linea: LineaSnapshot, written: WrittenLinea, period: Period | None
) -> tuple[PlacedFinding, ...]:
    """Return what the checks of words say of one línea, with what its área declared of it."""
    found = (*findings_of_linea(written, period), *findings_within(written, period))
    places = _places_of(written.passages)
    return by_weight(_with_counted(_declared(each, linea), places) for each in found)


def not_told(findings: Iterable[Finding], told: Iterable[PlacedFinding]) -> tuple[Finding, ...]:
    """Return the findings of CHECKS without those that the words of the línea say already."""
    said = {each.finding.code for each in told}
    return tuple(each for each in findings if not SAID_BY.get(each.code, frozenset()) & said)


def quarter_findings(
    written: Written,
    lineas: Iterable[LineaSnapshot],
    trimestre: TrimestreSnapshot,
    notes: Mapping[int, Notes],
    hechos: Mapping[int, tuple[HechoValue, ...]] | None = None,
) -> tuple[PlacedFinding, ...]:
    """Return all that does not agree in a quarter: línea by línea, then of the whole.

    `lineas` are those of the snapshot from which it was written, `notes` what stands beside
    their quantities, by línea; `hechos` those that serve each línea.
    """
    seen: set[int] = set()
    by_key = {f"linea-{linea.pk}": linea for linea in lineas}
    found: dict[str, list[PlacedFinding]] = {key: [] for key in by_key}
    whole: list[PlacedFinding] = []
    for each in findings_of_written(written):
        linea = by_key.get(each.subject)
        (found[each.subject] if linea else whole).append(_declared(each, linea) if linea else each)
    placed: list[PlacedFinding] = []
    for own in written.lineas:
        linea = by_key[own.key]
        own_notes = notes.get(linea.pk, Notes())
        asked = findings_of(linea, trimestre, own_notes)
        if any(each.code in LACKED for each in asked):
            found[own.key] = _without_silence(found[own.key])
        kept = not_told(incongruent(asked), found[own.key])
        placed += [PlacedFinding(each, own.key, linea_place(own), typed=True) for each in kept]
        if found[own.key]:
            places = _places_of(own.passages)
            placed += [_with_counted(each, places) for each in found[own.key]]
        if written.period:
            counted = (hechos or {}).get(linea.pk, ())
            placed += hecho_findings(own, counted, written.period, seen, found[own.key])
            seen.update(hecho.pk for hecho in counted)
    return told_apart((*placed, *whole))


def _without_silence(found: Iterable[PlacedFinding]) -> list[PlacedFinding]:
    """Return what the words say, without that they do not tell how far the línea went."""
    return [each for each in found if each.finding.code is not Code.NO_STATEMENT]


def hecho_findings(
    own: WrittenLinea,
    hechos: Sequence[HechoValue],
    period: Period,
    seen: Collection[int] = (),
    told: Iterable[PlacedFinding] = (),
) -> tuple[PlacedFinding, ...]:
    """Return what the checks say of the hechos of a línea; `seen` were told in another.

    `told` is what those of its words say: a day that they tell of a hecho is told once.
    """
    if not hechos:
        return ()
    kinds = {hecho.kind.key: hecho.kind for hecho in hechos}
    named = tuple(named_in(own.passages, period, kinds.values()))
    days = [each.finding for each in told if each.finding.code is Code.DEED_DAY]
    place, words = linea_place(own), ReadTogether(own.passages)
    return tuple(
        PlacedFinding(
            each,
            own.key,
            place,
            sides=_told_of(hecho, each, own.key, words),
            about=each.anchor if is_alone(each) else "",
        )
        for hecho in hechos
        for each in findings_of_hecho(hecho, period, named, again=hecho.pk in seen)
        if each.code is not Code.HECHO_DAY or not _in_words(hecho, days, own, period)
    )


def _in_words(
    hecho: HechoValue, days: Iterable[Finding], own: WrittenLinea, period: Period
) -> bool:
    """Tell whether the day of a hecho was found where the text names it.

    «Frase para el texto» calls a course by its name alone: it is looked for as it is written, but
    for what a number or a body tells from others.
    """
    anchors = {each.anchor for each in days if short_date(hecho.day) in each.arithmetic}
    passages = [each for each in own.passages if each.anchor in anchors]
    name = _words_of(hecho.name)
    if hecho.kind.key not in NAMED_ALONE and any(name in _words_of(e.words) for e in passages):
        return True
    return any(is_recorded(each, hecho) for each in named_in(passages, period, (hecho.kind,)))


def _words_of(text: str) -> str:
    """Return the words of a text with a blank around each, to find a name among them."""
    return f" {' '.join(_WORD.findall(folded(text)))} "


def _told_of(
    hecho: HechoValue, found: Finding, subject: str, told: ReadTogether
) -> tuple[Side, ...]:
    """Return the words of a línea with which a finding compares a hecho, none for one alone."""
    if found.code is not Code.HECHO_TOLD:
        return ()
    return (Side(subject, "", told, hecho.name),)


def _places_of(passages: Iterable[Passage]) -> dict[str, QuotePlaces]:
    """Return the texts of a línea by the place where they are mended."""
    texts: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        texts[passage.anchor].append(passage.text)
    return {anchor: QuotePlaces(told) for anchor, told in texts.items()}


def _with_counted(found: PlacedFinding, places: Mapping[str, QuotePlaces]) -> PlacedFinding:
    """Return a finding whose quote is shown with what its last number counts.

    What it read stays as it is: a reason that was given for it stands.
    """
    quote = found.finding.quote
    if found.shown:
        return found
    own = places.get(found.finding.anchor)
    whole = own.whole(quote) if own else quote
    return found if whole == quote else replace(found, shown=whole)


def _declared(found: PlacedFinding, linea: LineaSnapshot) -> PlacedFinding:
    """Return a finding with the reason that the área wrote of its own figure, or of no sentence."""
    reason = linea.avance.closing_reason if linea.avance else ""
    said = any(found.finding.code in codes for codes in SAID_BY.values())
    return replace(found, finding=replace(found.finding, reason=reason)) if said else found

"""Typed numbers of the presentación against the quantity of the línea that they name.

"La Dirección revisó 9 planes municipales" of an área that captured 5 of them. What a línea reports
is known without its words, so that the presentación alone can be wrong. Source: section 2.5 of the
domain document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from programs.values.checks.finding import Code, PlacedFinding
from programs.values.checks.informe.accumulated import accumulates
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.named import (
    NOT_DONE,
    PARTICIPLE,
    PERCENT_UNIT,
    Quantity,
    differs,
    is_of_meta,
    is_of_unit,
    is_plain,
    quantities_of,
    words_of_meta,
)
from programs.values.checks.informe.named_totals import counts_too
from programs.values.checks.informe.opening_results import turns_told
from programs.values.checks.informe.opening_told import area_words, lineas_by_area
from programs.values.checks.informe.places import opening_place
from programs.values.checks.informe.presenting import presents, section_figures
from programs.values.checks.informe.year_told import is_of_year
from programs.values.checks.side import Side
from programs.values.phrases import number_text
from programs.values.wording.figure_verbs import deeds_in, has_deed
from programs.values.wording.figures import Figure, figures_of
from programs.values.wording.numbers import folded
from programs.values.wording.units import is_wide, share_root, stems
from programs.values.written import (
    Passage,
    Period,
    Written,
    WrittenLinea,
    WrittenSection,
)


def opening_named(written: Written) -> Iterator[PlacedFinding]:
    """Yield each count of the presentación that is not the quantity of the línea that it names."""
    sections = [each for each in written.sections if each.area or presents(each)]
    if not sections or not any(linea.numbers_typed for linea in written.lineas):
        return
    of_areas = lineas_by_area(written)
    whole = _by_head(list(written.lineas))
    for section in sections:
        own = of_areas.get(area_words(section.area)) if section.area else None
        if section.area and not own:
            continue
        yield from _of_section(section, _by_head(own) if own else whole, written.period)


def _by_head(lineas: list[WrittenLinea]) -> dict[str, list[Quantity]]:
    """Return the quantities of líneas by each noun of their units."""
    found: dict[str, list[Quantity]] = defaultdict(list)
    for linea in lineas:
        for quantity in quantities_of(linea):
            if not quantity.unit.words.startswith(PERCENT_UNIT):
                for head in quantity.unit.heads:
                    found[head].append(quantity)
    return found


def _of_section(
    section: WrittenSection, known: dict[str, list[Quantity]], period: Period | None
) -> Iterator[PlacedFinding]:
    figures = section_figures(section, period)
    values: dict[frozenset[str], set[Decimal]] = defaultdict(set)
    for _, figure in figures:
        values[figure.thing].add(figure.value)
    for passage, figure in figures:
        tied = any(tie.start < figure.end and figure.start < tie.end for tie in passage.ties)
        named = [each for head in figure.thing for each in known.get(head, ())]
        # Of one línea alone, and told once.
        if tied or len(named) != 1 or len(values[figure.thing]) != 1:
            continue
        (quantity,) = named
        done = quantity.done
        if done is None or done == figure.value or is_wide(quantity.unit):
            continue
        if is_of_year(quantity.linea, passage, figure.start, period):
            continue  # `opening_year` compares it with what the year has so far
        if is_of_meta(figure, passage.text, quantity.linea):
            figure = replace(figure, whose=frozenset())
        if not _is_all(passage, figure, quantity) and not _is_more(passage, figure, quantity):
            continue
        if _tells_itself(quantity, figure, period):
            continue
        if turns_told(quantity.linea):
            continue  # what it did is told by quarters: `opening_results` compares them all
        if figure.value > done and _may_be_of_year(figure.value, quantity, period):
            continue  # earlier quarters may be in it
        place = linea_place(quantity.linea)
        told = "tiene capturado" if quantity.linea.owner else "tiene"
        found = differs(passage, figure, done, f"{place} {told}")
        side = Side(quantity.linea.key, place)
        where = opening_place(section)
        yield PlacedFinding(found, section.key, where, (number_text(done),), (side,))


def _may_be_of_year(value: Decimal, quantity: Quantity, period: Period | None) -> bool:
    """Tell whether a value may be what the year has so far: where that is known, it is no other."""
    so_far = quantity.so_far
    return accumulates(quantity.linea, period) if so_far is None else value == so_far


def _is_all(passage: Passage, figure: Figure, quantity: Quantity) -> bool:
    """Tell whether a figure counts all that a unit counts, by the words of the meta itself."""
    meta = words_of_meta(quantity.linea)
    if not is_plain(figure, quantity.unit, meta) or _is_of_other_deed(figure, quantity.linea):
        return False
    return _is_whole(passage, figure, quantity)


def _is_more(passage: Passage, figure: Figure, quantity: Quantity) -> bool:
    """Tell whether a figure of some of what a unit counts is more than all that was done.

    "Revisó nueve planes municipales de integridad" where 5 planes are captured: the deed is that of
    the meta, so that no part of it, wherever it was done, can be more.
    """
    linea, done = quantity.linea, quantity.done
    if done is None or figure.value <= done or quantity.so_far is None:
        return False
    if figure.owner or figure.label or figure.time or figure.verb in _NO_DEED:
        return False
    own = stems(folded(f"{linea.meta} {linea.title} {quantity.unit.words}"))
    rest = figure.thing - set(quantity.unit.heads)
    if rest and not rest & set(own):
        return False  # "elaboró 9 planes de comunicación"
    # "Reportes de seguimiento de indicadores", of who is to "dar seguimiento a los indicadores".
    named = bool(rest) and rest <= set(own) and not deeds_in(folded(linea.meta))
    told = named or has_deed(passage.text, figure.start, own)
    return is_of_unit(figure, quantity.unit, linea) and told


# Who took part is what a meta of persons counts.
_NO_DEED = frozenset(NOT_DONE) - {"attend"}


def _is_of_other_deed(figure: Figure, linea: WrittenLinea) -> bool:
    """Tell whether something else was done to the things: "se publicaron 12 planes municipales".

    Only where the meta says by a participle what is to be done: "planes municipales revisados".
    """
    own = deeds_in(folded(linea.meta))
    return bool(own) and figure.verb in _OTHER_DEEDS and figure.verb not in own


_OTHER_DEEDS = frozenset(("publish", "print", "turn", "approve", "visit", "buy"))


def _is_whole(passage: Passage, figure: Figure, quantity: Quantity) -> bool:
    """Tell whether a figure outside its línea is of no more than a unit counts.

    "Documentos" are of many líneas, and "capacitaciones" more than "capacitaciones en ética"; "se
    sensibilizó a 500 personas" is of the línea that is to sensibilizar.
    """
    which = {stem for stem in quantity.unit.complement if not PARTICIPLE.search(stem)}
    if figure.vague:
        before = _DEED.search(passage.text[max(0, figure.start - 60) : figure.start].lower())
        told = (folded(before[1]),) if before else ()
        if not share_root(told, stems(folded(quantity.linea.title)), _ROOT):
            return False
    return which <= figure.thing


_ROOT = 6  # letters that a verb and the noun or infinitive of its línea share
_DEED = re.compile(r"\b(\w{4,}?(?:ó|aron|ieron))\s(?:a\s)?(?:un\stotal\sde\s|l[oa]s\s)?$")


def _tells_itself(quantity: Quantity, figure: Figure, period: Period | None) -> bool:
    """Tell whether the narrative of a línea tells the same: then it is what is to be mended."""
    linea = quantity.linea
    return counts_too(linea, quantity.unit, figure.value) or any(
        each.thing == figure.thing and (each.value == figure.value or not linea.so_far)
        for passage in linea.prose
        for each in figures_of(passage.text, period)
    )


WHOLE = (WholeCheck((Code.NAMED_FIGURE,), opening_named),)

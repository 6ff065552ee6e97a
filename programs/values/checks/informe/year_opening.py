"""What a presentación tells of the year against what the data of the línea that it names give.

"En el año se ha sensibilizado a 1,545 personas" of an área whose quantities give 1,445. The same
words are judged as in the narrative of a línea (`year_told`); here they must also name the thing of
one línea alone. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator

from programs.values.checks.finding import Code, PlacedFinding
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.named import PARTICIPLE
from programs.values.checks.informe.opening_told import area_words, lineas_by_area
from programs.values.checks.informe.places import opening_place
from programs.values.checks.informe.presenting import NARRATIVE, presents
from programs.values.checks.informe.year_told import against, is_of
from programs.values.checks.side import Side
from programs.values.wording.figure_verbs import has_deed
from programs.values.wording.numbers import folded
from programs.values.wording.units import Unit, is_general, share_root, stems, unit_of
from programs.values.wording.year_figures import OfYear, YearFigure, year_figures
from programs.values.written import Written, WrittenLinea

_MOST_LINEAS = 60


def opening_year(written: Written) -> Iterator[PlacedFinding]:
    """Yield each number that a presentación tells of the year and that no data give."""
    sections = [each for each in written.sections if each.area or presents(each)]
    every = list(written.lineas)
    if not sections or not any(each.so_far or each.amounts for each in every):
        return
    of_areas = lineas_by_area(written)
    for section in sections:
        lineas = of_areas.get(area_words(section.area), []) if section.area else every
        for passage in section.passages:
            for told in year_figures(passage.text, written.period):
                named = [
                    (linea, place)
                    for linea in lineas[:_MOST_LINEAS]
                    for place, amount in enumerate(linea.amounts)
                    if _is_named(told, passage.text, linea, unit_of(amount.unit))
                ]
                if passage.kind not in NARRATIVE or len(named) != 1:
                    continue
                (linea, place) = named[0]
                name = linea_place(linea)
                if found := against(linea, passage, told, place, f" de {name}"):
                    side = Side(linea.key, name)
                    yield PlacedFinding(found, section.key, opening_place(section), (), (side,))


def _is_named(told: YearFigure, text: str, linea: WrittenLinea, unit: Unit) -> bool:
    """Tell whether a number counts, by its own words, all that a unit of some línea counts."""
    words = f"{told.thing} {told.behind}"
    if not is_of(told, unit, linea):
        return False
    if names_thing(words, linea, unit):
        return True
    head, own = stems(words)[:1], _own_words(linea)
    if not head or head[0] not in unit.heads or not _names_which(words, unit):
        return False
    # "De las 2,100 personas comprometidas en el año se sensibilizó a 500"
    behind_it = re.split(r"[.;]\s", text[told.end :], maxsplit=1)[0]
    named = told.of is OfYear.META and share_root(stems(folded(behind_it)), own, _ROOT)
    return named or has_deed(text, told.start, own)


def names_thing(words: str, linea: WrittenLinea, unit: Unit) -> bool:
    """Tell whether folded words name what a unit counts, and no other thing.

    "Capacitaciones" are more than "capacitaciones en ética"; "personas", which any línea may count,
    need another word of the meta or of its title: "personas sensibilizadas".
    """
    head, rest = stems(words)[:1], stems(words)[1:]
    if "%" in unit.words or not head or head[0] not in unit.heads or not _names_which(words, unit):
        return False
    return not is_general(head[0]) or share_root(rest, _own_words(linea) - {head[0]}, _ROOT)


def _names_which(words: str, unit: Unit) -> bool:
    which = {each for each in unit.complement if not PARTICIPLE.search(each)}
    return which <= set(stems(words))


def _own_words(linea: WrittenLinea) -> frozenset[str]:
    return frozenset(stems(folded(f"{linea.meta} {linea.title}")))


_ROOT = 6  # letters


WHOLE = (WholeCheck((Code.NAMED_FIGURE,), opening_year),)

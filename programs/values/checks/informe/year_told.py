"""What a narrative tells of the year against what is known of it: accumulated, meta, remaining.

"El acumulado es de 2,045 personas" where the quantities of the year give 1,945. A number that is
tied to data is never looked at. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.phrases import number_text
from programs.values.wording.numbers import folded, number_of
from programs.values.wording.units import Unit, share_root, stems, unit_of
from programs.values.wording.year_figures import OfYear, YearFigure, year_figures
from programs.values.wording.year_labels import is_year_label
from programs.values.written import Passage, PassageKind, Period, WrittenLinea

# What is known, and of which línea where that is told elsewhere.
_SAID = {
    OfYear.SO_FAR: "el acumulado del año{} es",
    OfYear.META: "la meta{} es",
    OfYear.LEFT: "para la meta del año{} faltan",
    OfYear.OVER: "la meta del año{} se rebasó en",
}


def year_told(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each number told as accumulated, meta or remaining that is not the known one."""
    if not linea.so_far and not linea.amounts:
        return
    seen: set[tuple[OfYear, Decimal]] = set()
    for passage, told, place in figures_told(linea, period):
        if (told.of, told.value) not in seen and (found := against(linea, passage, told, place)):
            seen.add((told.of, told.value))
            yield found


def against(
    linea: WrittenLinea, passage: Passage, told: YearFigure, place: int, where: str = ""
) -> Finding | None:
    """Return that a number told of the year is not the one that a component of a línea gives.

    None where it is, or may be. `where` names the línea for a passage that stands elsewhere.
    """
    known = _known(linea, told, place)
    if known is None or told.value == known or told.value in _may_be(linea, told, place):
        return None
    if any(tie.start <= told.start < tie.end for tie in passage.ties):
        return None
    return _differs(passage, told, known, unit_of(linea.amounts[place].unit), where)


def figures_told(
    linea: WrittenLinea, period: Period | None
) -> Iterator[tuple[Passage, YearFigure, int]]:
    """Yield what a línea tells of the year in its prose, with the place of its component."""
    units = [unit_of(each.unit) for each in linea.amounts]
    for passage in linea.passages:
        if passage.kind not in (PassageKind.TEXT, PassageKind.ITEM):
            continue
        for told in year_figures(passage.text, period):
            places = [n for n, unit in enumerate(units) if is_of(told, unit, linea)]
            if len(places) == 1 and not linea.amounts[places[0]].unit.startswith("%"):
                yield passage, told, places[0]


def is_of_year(linea: WrittenLinea, passage: Passage, start: int, period: Period | None) -> bool:
    """Tell whether the number of a passage that begins there tells of the year, by its own words.

    "El total anual asciende a 1,945 personas" is no count of the quarter, right or wrong.
    """
    return any(
        told.start == start and (told.strict or linea.so_far not in ((), linea.reported))
        for told in year_figures(passage.text, period)
    )


def so_far_told(linea: WrittenLinea, period: Period | None) -> tuple[Decimal | None, ...]:
    """Return what the words say that the year has so far of the one component of a meta.

    "Acumulado: 15 cursos", "en lo que va del año suman 15"; empty for none, or for several.
    """
    if len(linea.amounts) != 1:
        return ()
    done = next(iter(linea.reported), None) or Decimal(0)
    if labelled := so_far_labelled(linea, period):
        return labelled
    told = {
        each.value
        for _, each, _ in figures_told(linea, period)
        if each.of is OfYear.SO_FAR and (each.strict or each.value != done)
    }
    # Less than the quarter has is of something else.
    return tuple(told) if len(told) == 1 and min(told) >= done else ()


def so_far_labelled(linea: WrittenLinea, period: Period | None) -> tuple[Decimal | None, ...]:
    """Return what a label of its own tells of the year so far: "Acumulado: 9 jornadas".

    Empty for none, for several and for a meta of several components.
    """
    if len(linea.amounts) != 1 or not any(is_year_label(each.text) for each in linea.prose):
        return ()
    done = next(iter(linea.reported), None) or Decimal(0)
    told = {
        each.value
        for passage, each, _ in figures_told(linea, period)
        if is_year_label(passage.text)
    }
    return tuple(told) if len(told) == 1 and min(told) >= done else ()


def with_labelled_year(linea: WrittenLinea, period: Period | None) -> WrittenLinea:
    """Return a línea that was read with what a label of its own tells of the year so far."""
    labelled = () if linea.so_far else so_far_labelled(linea, period)
    return replace(linea, so_far=labelled) if labelled else linea


def is_of(told: YearFigure, unit: Unit, linea: WrittenLinea) -> bool:
    """Tell whether a number counts all that a unit counts: no part, and nothing else.

    "2,045 personas en el año", not "300 personas adultas" nor "300 personas en escuelas".
    """
    if told.thing and stems(told.thing)[:1] and stems(told.thing)[0] not in unit.heads:
        return False
    words = _ASIDE.sub(" ", told.behind).split()
    if not words or _NO_NOUN.match(words[0]):
        return told.strict and len(linea.amounts) == 1
    if stems(words[0])[:1] and stems(words[0])[0] not in unit.heads:
        return False
    own = frozenset(stems(folded(f"{unit.words} {linea.meta} {linea.title}")))
    for word in words[1:]:
        if _PLAIN.fullmatch(word) or number_of(word) is not None:
            continue
        if _CLAUSE.fullmatch(word):
            break  # what follows tells of something else: "que representan…"
        root = stems(word)
        if not root or not (root[0] in own or share_root(root, tuple(own), _ROOT)):
            return False
    return True


_ROOT = 6
# Words in which the year is told, and nothing of what is counted.
_ASIDE = re.compile(
    r"\b(?:de|desde|entre) enero (?:a|hasta|y) [a-z]{4,10}\b|\ba lo largo del (?:ano|ejercicio)\b"
    r"|\b(?:en|durante) (?:lo que va del?|el|este|todo el)?\s?(?:presente )?(?:ano|ejercicio)"
    r"(?: fiscal)?\b"
    r"|\ba la fecha\b|\bde enero a [a-z]{4,10}\b"
    r"|\bal (?:cierre|corte|termino)(?: del (?:\w+ )?(?:trimestre|periodo))?\b"
    r"|\bal (?:primer|segundo|tercer|cuarto) trimestre\b"
    r"|\bpara (?:cumplir|alcanzar|completar|concluir|llegar|lograr|cubrir|cerrar)\b.*$"
    r"|\b(?:de|contra|frente a|respecto de|respecto a|sobre) (?:la|una|su) meta\b.*$"
    r"|\bpor [a-z]{3,12}[aei]r\b|\bde (?:l[oa]s)?$|\ben el (?:\w+ )?trimestre\b"
)
_NO_NOUN = re.compile(
    r"(?:y|e|se|de|en|a|con|contra|frente|respecto|lo|que|pero|por|para|equivalentes?)$"
)
_PLAIN = re.compile(
    r"del?|l[oa]s?|el|su|ya|mas|(?:programad|comprometid|previst|planead|proyectad|establecid)[oa]s|para|en|acumulad[oa]s|anual(?:es)?|realizad[oa]s"
    r"|atendid[oa]s|efectuad[oa]s|concluid[oa]s|impartid[oa]s|elaborad[oa]s|entregad[oa]s|emitid[oa]s"
    r"|celebrad[oa]s|pendientes?|restantes?|total(?:es)?|ano|ejercicio|meta"
)
_CLAUSE = re.compile(
    r"y|e|se|han?|que|lo|equivalentes?|es|son|pero|contra|frente|respecto|equivale|fue"
)


def _known(linea: WrittenLinea, told: YearFigure, place: int) -> Decimal | None:
    """Return what the data give, None where they do not."""
    so_far = linea.so_far[place] if place < len(linea.so_far) else None
    whole, of = linea.amounts[place].quantity, told.of
    if linea.meta_of_quarter and of is not OfYear.SO_FAR:
        return None
    if of is OfYear.SO_FAR:
        return so_far
    if of is OfYear.META:
        # "Una meta de 500" may be that of the quarter, where that is not known.
        return whole if told.strict or linea.turns else None
    if so_far is None or whole is None:
        return None
    if of is OfYear.OVER:
        return so_far - whole
    return max(whole - so_far, Decimal(0))


def _may_be(linea: WrittenLinea, told: YearFigure, place: int) -> set[Decimal]:
    """Return what else of the línea a number may tell by the same words."""
    done = linea.reported[place] if place < len(linea.reported) else None
    so_far = linea.so_far[place] if place < len(linea.so_far) else None
    whole = linea.amounts[place].quantity
    found: set[Decimal] = set()
    if done is not None and so_far is not None:
        found.add(so_far - done)  # what the year had before
        if whole is not None and told.of is OfYear.LEFT:
            found.add(whole - so_far + done)
    if done is not None and not told.strict:
        found.add(done)
    if told.of is not OfYear.SO_FAR and not told.strict:
        turns = {each for each in linea.turns if each}
        found |= turns
        if told.of is OfYear.LEFT:
            found |= {each - own for each in turns for own in (done, so_far) if own is not None}
            if linea.programmed is not None:
                found |= {linea.programmed, linea.programmed - (done or 0)}
    return found


def _differs(
    passage: Passage, told: YearFigure, known: Decimal, unit: Unit, where: str = ""
) -> Finding:
    end = told.end
    noun = re.match(r"\s[^\W\d]{3,}", passage.text[end:])
    if noun and stems(folded(noun.group()))[:1] and stems(folded(noun.group()))[0] in unit.heads:
        end += noun.end()
    here = passage.text[told.start : end]
    of = OfYear.LEFT if known < 0 else told.of  # a meta that was not even reached
    known = abs(known)
    return Finding(
        Code.NAMED_FIGURE,
        Severity.DOUBT,
        f"El texto dice «{here}» y {_SAID[of].format(where)} {number_text(known)}",
        passage.anchor,
        arithmetic=f"{number_text(told.value)} ≠ {number_text(known)}",
        quote=here,
    )


CHECKS = (LineaCheck((Code.NAMED_FIGURE,), year_told),)

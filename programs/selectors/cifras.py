"""Numbers tied to data (*cifras ligadas*) on the pages where texts are written.

What may be inserted, what is tied already and where it comes from, and which typed numbers equal a
known figure; and the link to where a figure comes from, for who only reads.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from programs.enums import BlockKind
from programs.models import AvanceTrimestral, Bloque, LineaDeAccion, Seccion, Trimestre
from programs.reading.addresses import figure_url
from programs.reading.line import Line, quarter_snapshot
from programs.reading.lines import lines_of, read_lines
from programs.reading.ties import (
    HechosByLine,
    any_of_hechos,
    any_tied,
    closed_said,
    figures_of_line,
    figures_of_quarter,
    hechos_of,
)
from programs.reading.written import period_of
from programs.received.text import text_lines
from programs.values.checks.finding import block_anchor
from programs.values.given import given
from programs.values.readings import NOT_VALIDATED
from programs.values.tie_offers import MOST, Proposal, proposals
from programs.values.tied import (
    SILENT,
    SILENT_GROUP,
    TIE,
    LinkOf,
    filled,
    has_ties,
    unlinked,
)
from programs.values.ties import HECHOS, Figures, KnownFigure
from programs.values.written import Period

# Of every línea at once only these are listed: the opening of an informe tells results.
OF_OPENING = ("done", "received", "annual_percent", "hechos")
SHORT_TEXT = 60
WHERE = "De dónde sale esta cifra"


@dataclass(frozen=True)
class Choice:
    """A figure of the list, and the page that tells where it comes from, "" for none."""

    figure: KnownFigure
    origin: str


@dataclass(frozen=True)
class ChoiceGroup:
    """The figures of a línea, or the totals of the quarter, as a list shows them.

    `silent` tells that they wait for their data: they stand after all others. `heading` is ""
    where the list is of one group alone.
    """

    name: str
    choices: tuple[Choice, ...]
    silent: bool = False
    heading: str = ""


@dataclass(frozen=True)
class TextChoice:
    """A text in which a figure may be inserted: its row, and its first words."""

    pk: int
    words: str


@dataclass(frozen=True)
class TiedHere:
    """A number of a text that is tied: where it stands in the stored text, and what it is now.

    `stored` is the number that stands there, the last one that was saved.
    """

    block: Bloque
    source: str
    at: int
    stored: str
    text: str
    name: str
    origin: str


@dataclass(frozen=True)
class ProposedHere:
    """A typed number of a text that equals a known figure.

    `group` names the línea of the figure where a page knows several.
    """

    block: Bloque
    proposal: Proposal
    group: str = ""


@dataclass(frozen=True)
class Cifras:
    """All that a page shows of tied numbers."""

    groups: tuple[ChoiceGroup, ...] = ()
    texts: tuple[TextChoice, ...] = ()
    tied: tuple[TiedHere, ...] = ()
    proposed: tuple[ProposedHere, ...] = ()

    @cached_property
    def beside(self) -> Mapping[str, tuple[ProposedHere, ...]]:
        """What is proposed of each text, by the id of its block: it stands under its field."""
        found: dict[str, list[ProposedHere]] = defaultdict(list)
        for each in self.proposed:
            found[block_anchor(each.block.key)].append(each)
        return {anchor: tuple(own) for anchor, own in found.items()}


@dataclass(frozen=True)
class QuarterFigures:
    """The figures of a quarter: `every` one fills a text in, those `offered` are listed for it."""

    every: Figures
    offered: Figures


def entry_figures(avance: AvanceTrimestral, line: Line) -> Figures:
    """Return the same of an entry, whose hechos are read in one query."""
    hechos = hechos_of(avance.trimestre, [avance.linea_id])
    return figures_of_line(line, hechos.get(avance.linea_id, ()))


def figure_texts(line: Line) -> dict[str, str]:
    """Return what the quantities of a línea print now, by source, in no query."""
    return {figure.source: figure.text for figure in figures_of_line(line).every}


def section_figures(section: Seccion) -> QuarterFigures:
    """Return the figures that a part of a quarter's report may be tied to, in seven queries.

    An área is offered its own líneas; the opening those of all, without what they had programmed.
    """
    trimestre = given(section.trimestre)
    return quarter_figures(trimestre, section.area.code if section.area else "")


def quarter_figures(trimestre: Trimestre, area_code: str) -> QuarterFigures:
    """Return the figures of a quarter, with those of an área or of all that are offered."""
    lineas = LineaDeAccion.objects.filter(eje__programa=trimestre.programa_id)
    return figures_in(trimestre, read_lines(lineas, [trimestre]), area_code)


def figures_in(trimestre: Trimestre, lines: Collection[Line], area_code: str) -> QuarterFigures:
    """Return the same of the líneas of a quarter that were read, in one query."""
    hechos = hechos_of(trimestre, (line.linea.pk for line in lines))
    every = figures_of_quarter(lines, hechos)
    own = {line.linea.pk for line in lines if line.linea.area_code == area_code}

    def is_listed(figure: KnownFigure) -> bool:
        if figure.linea is None:
            return True
        return figure.linea in own if area_code else figure.measure in OF_OPENING

    listed = [figure for figure in every.every if is_listed(figure)]
    if area_code:  # what an área tells first is its own
        listed.sort(key=lambda figure: figure.linea is None)
    return QuarterFigures(every, replace(every, every=tuple(listed)))


def cifras_of(
    trimestre: Trimestre, blocks: Iterable[Bloque], known: QuarterFigures, *, named: bool
) -> Cifras:
    """Return what a page shows of the tied numbers of its texts, in no query.

    `named` asks of a proposal that its sentence names what is counted.
    """
    texts = [block for block in blocks if block.kind == BlockKind.TEXT]
    period = period_of(quarter_snapshot(trimestre))
    return Cifras(
        groups=_groups(trimestre, known.offered.offered),
        texts=tuple(
            TextChoice(block.pk, _first_words(block, place, known.every))
            for place, block in enumerate(texts, start=1)
        ),
        tied=tuple(each for block in texts for each in _tied(trimestre, block, known.every)),
        proposed=tuple(_proposed(texts, known.offered, period, named=named)),
    )


def _groups(trimestre: Trimestre, figures: Iterable[KnownFigure]) -> tuple[ChoiceGroup, ...]:
    """Return the list of figures: those with data in their groups, then those without any."""
    every = {
        name: [Choice(each, _origin(trimestre, each)) for each in of_group]
        for name, of_group in groupby(figures, key=lambda figure: figure.group)
    }
    several = len(every) > 1
    found = []
    for silent in (False, True):
        for name, choices in every.items():
            shown = tuple(each for each in choices if (each.figure.text == SILENT) is silent)
            if not shown:
                continue
            heading = name if several else ""
            if silent:
                heading = f"{SILENT_GROUP}: {name}" if several else SILENT_GROUP
            found.append(ChoiceGroup(name, shown, silent, heading))
    return tuple(found)


def line_cifras(avance: AvanceTrimestral, blocks: Iterable[Bloque], figures: Figures) -> Cifras:
    """Return what the page of a línea shows of the tied numbers of its texts, in no query."""
    known = QuarterFigures(figures, figures)
    return cifras_of(avance.trimestre, blocks, known, named=False)


def _first_words(block: Bloque, place: int, figures: Figures) -> str:
    words = " ".join(text_lines(filled(block.html, figures.printed)))
    return f"Texto {place}: {Truncator(words).chars(SHORT_TEXT) or 'sin escribir'}"


def _tied(trimestre: Trimestre, block: Bloque, figures: Figures) -> Iterable[TiedHere]:
    for found in TIE.finditer(block.html) if has_ties(block.html) else ():
        figure, printed = figures.find(found["source"]), figures.printed(found["source"])
        if printed:
            origin = _origin(trimestre, figure) if figure else ""
            at, stored = found.start(), found["text"]
            yield TiedHere(block, found["source"], at, stored, printed.text, printed.name, origin)


def _proposed(
    texts: Sequence[Bloque], figures: Figures, period: Period, *, named: bool
) -> list[ProposedHere]:
    found = [
        ProposedHere(block, each, each.figure.group if named else "")
        for block in texts
        for each in proposals(block.html, figures, period, named=named)
    ]
    return found[:MOST]


def _origin(trimestre: Trimestre, figure: KnownFigure) -> str:
    if figure.linea is None:
        return ""
    if figure.measure == "hechos":
        return _of_kind(trimestre, figure.source.partition(HECHOS)[2])
    return figure_url(trimestre, figure.linea, figure.place) if figure.place else ""


def _of_kind(trimestre: Trimestre, key: str) -> str:
    """Return where hechos are that no quantity of the meta adds up, with their totals by kind."""
    kind = key.partition(".")[0]
    return f"{reverse('hechos_register', args=trimestre.place)}#tipo-{kind}"


def origin_link(address: str, text: str) -> SafeString:
    """Return a printed figure as the link to where it comes from, the same on every page."""
    return format_html('<a class="figure-link" href="{}" title="{}">{}</a>', address, WHERE, text)


def tie_links(
    trimestre: Trimestre,
    lines: Iterable[Line],
    blocks: Iterable[Bloque],
    *,
    registered: bool = True,
) -> LinkOf:
    """Return what gives the tied numbers of blocks their links, in no query; a word has none.

    `lines` are the líneas of the quarter, or of the one after it, that the person may read;
    `registered` tells whether the register of hechos may be opened too.
    """
    if not any_tied(blocks):
        return unlinked
    figures = figures_of_quarter(list(lines))

    def link(source: str, text: str) -> str:
        if text in (SILENT, NOT_VALIDATED):
            return ""
        address = _tie_origin(trimestre, figures, source, registered=registered)
        return origin_link(address, text) if address else ""

    return link


def _tie_origin(trimestre: Trimestre, figures: Figures, source: str, *, registered: bool) -> str:
    """Return where a tied number is explained; hechos are found without having been read."""
    clave, hechos, key = source.partition(HECHOS)
    if hechos:
        return _of_kind(trimestre, key) if registered and clave in figures.lineas else ""
    figure = figures.find(source)
    return _origin(trimestre, figure) if figure else ""


def said_with(blocks: Iterable[Bloque], figures: Figures) -> dict[str, str]:
    """Return {key: markup with the numbers of now} of the blocks that hold tied numbers."""
    return {
        block.key: filled(block.html, figures.printed) for block in blocks if has_ties(block.html)
    }


def earlier_said(line: Line, blocks: Iterable[Bloque]) -> Mapping[str, str]:
    """Return the same of the narrative of an earlier quarter of a línea, in two queries if closed.

    What is tied to hechos keeps the number that was saved: they were not read.
    """
    rows = list(blocks)
    if not any_tied(rows):
        return {}
    earlier = given(rows[0].avance).trimestre
    sealed = closed_said(earlier)
    if sealed is not None:
        return sealed
    figures = figures_of_line(line, number=earlier.number)
    return said_with(rows, replace(figures, lineas=frozenset()))


def section_said(
    trimestre: Trimestre, blocks: Iterable[Bloque]
) -> tuple[Mapping[str, str], LinkOf]:
    """Return the same of a part of the presentación, and the links of its tied numbers.

    No query where no number is tied.
    """
    rows = list(blocks)
    if not any_tied(rows):
        return {}, unlinked
    lineas = LineaDeAccion.objects.filter(eje__programa=trimestre.programa_id)
    lines = read_lines(lineas, [trimestre])
    sealed = closed_said(trimestre)
    hechos: HechosByLine = {}
    if sealed is None and any_of_hechos(rows):
        hechos = hechos_of(trimestre, (line.linea.pk for line in lines))
    figures = figures_of_quarter(lines, hechos)
    said = said_with(rows, figures) if sealed is None else sealed
    return said, tie_links(trimestre, lines, rows)


def said_now(blocks: Sequence[Bloque], avance: AvanceTrimestral | None) -> Mapping[str, str]:
    """Return the same of blocks of one narrative, `avance` read by `avances_visible` or None for
    a part of the presentación; no query where no number is tied.
    """
    if avance is None:
        section = blocks[0].seccion if blocks else None
        return section_said(section.trimestre, blocks)[0] if section and section.trimestre else {}
    (line,) = lines_of([avance])
    return said_with(blocks, entry_figures(avance, line))

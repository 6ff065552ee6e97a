"""Tied numbers (*cifras ligadas*) filled in where blocks become plain values.

The one place in which they are: what a page shows, what the revisor reads and what a `Corte` keeps
hold the number of the moment in which they were read. A closed quarter shows those of its `Corte`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from programs.enums import TrimestreStatus
from programs.errors import UnreadableCorte
from programs.models import Bloque, LineaDeAccion, Trimestre
from programs.reading.hechos import counted_hechos
from programs.reading.line import Line
from programs.reading.sealed import sealed_blocks
from programs.values.hechos.hecho import HechoValue
from programs.values.readings import FULL, Access
from programs.values.shortened import shortened
from programs.values.snapshot import BlockSnapshot
from programs.values.tied import filled, has_ties, untied
from programs.values.ties import HECHOS, Figures, LineaClaves, joined, line_figures, total_figures

# {línea pk: the hechos that count in it}
HechosByLine = Mapping[int, Sequence[HechoValue]]
# Of a título, so much as tells one línea from another in a list.
SHORT_TITLE = 70


def any_tied(blocks: Iterable[BlockSnapshot | Bloque]) -> bool:
    """Tell whether blocks may hold tied numbers."""
    return any(has_ties(block.html) for block in blocks)


def any_of_hechos(blocks: Iterable[BlockSnapshot | Bloque]) -> bool:
    """Tell whether blocks may hold numbers that are tied to hechos."""
    return any(has_ties(block.html) and HECHOS in block.html for block in blocks)


def with_numbers(blocks: Iterable[BlockSnapshot], figures: Figures) -> tuple[BlockSnapshot, ...]:
    """Return blocks with the numbers of now in their ties."""
    return tuple(
        replace(block, html=filled(block.html, figures.printed)) if has_ties(block.html) else block
        for block in blocks
    )


def closed_said(trimestre: Trimestre) -> Mapping[str, str] | None:
    """Return {block key: markup} of the texts of a closed quarter that hold tied numbers.

    As its `Corte` has them, whatever became of thresholds, kinds and other quarters since; None
    while the quarter is not closed. Without a corte that may be read there are none, and a text
    keeps the numbers that were saved in it. Two queries of a closed quarter.
    """
    if trimestre.status != TrimestreStatus.CLOSED:
        return None
    try:
        found = sealed_blocks(trimestre)
    except UnreadableCorte:
        return {}
    return {key: html for key, html in found if has_ties(html)}


def with_sealed(
    blocks: Iterable[BlockSnapshot], sealed: Mapping[str, str]
) -> tuple[BlockSnapshot, ...]:
    """Return blocks of a closed quarter with the numbers of its `closed_said` in their ties."""
    return tuple(replace(block, html=sealed.get(block.key, block.html)) for block in blocks)


def without_ties(blocks: Iterable[BlockSnapshot]) -> tuple[BlockSnapshot, ...]:
    """Return blocks with their numbers as plain text: of a plan, which has no quarter."""
    return tuple(replace(block, html=untied(block.html)) for block in blocks)


def figures_of_line(
    line: Line,
    hechos: Sequence[HechoValue] = (),
    *,
    number: int | None = None,
    access: Access = FULL,
) -> Figures:
    """Return the figures of a línea of the reader, in its quarter or in another of its year.

    Of what a `Corte` holds there are none: its numbers were filled in when it was made.
    """
    if line.claves is None:
        return Figures()
    linea = line.linea
    title = shortened(linea.title, SHORT_TITLE)
    return line_figures(
        line.claves,
        linea.meta.facts if linea.meta else None,
        number or line.quarter.number,
        group=f"{linea.number} {title}".strip(),
        hechos=hechos,
        access=access,
    )


def figures_of_quarter(lines: Collection[Line], hechos: HechosByLine | None = None) -> Figures:
    """Return the totals of a quarter and the figures of its líneas, read whole."""
    known = hechos or {}
    parts = (figures_of_line(line, known.get(line.linea.pk, ())) for line in lines)
    return joined(parts, total_figures([line.reading.semaforo for line in lines]))


def hechos_of(trimestre: Trimestre, lineas: Iterable[int]) -> HechosByLine:
    """Return the hechos that count in líneas of a quarter, in one query."""
    return counted_hechos(trimestre, list(lineas))


class LineTies:
    """Fills in the tied numbers of many líneas; what a quarter has for all is read once.

    `of_now` gives those of a closed quarter anew, for the copy that its closing makes.
    """

    def __init__(self, lineas: Sequence[int], *, of_now: bool) -> None:
        self.lineas = lineas
        self.of_now = of_now
        self.hechos: dict[int, HechosByLine] = {}
        self.sealed: dict[int, Mapping[str, str] | None] = {}

    def filled_in(self, line: Line, blocks: Sequence[BlockSnapshot]) -> tuple[BlockSnapshot, ...]:
        """Return the blocks of a línea of the reader with the numbers of its quarter."""
        sealed = self._sealed(line.trimestre)
        if sealed is not None:
            return with_sealed(blocks, sealed)
        hechos = self._hechos(line.trimestre) if any_of_hechos(blocks) else {}
        figures = figures_of_line(line, hechos.get(line.linea.pk, ()), access=line.access)
        return with_numbers(blocks, figures)

    def _sealed(self, trimestre: Trimestre) -> Mapping[str, str] | None:
        """Return what `closed_said` gives, once for each quarter."""
        if self.of_now:
            return None
        if trimestre.pk not in self.sealed:
            self.sealed[trimestre.pk] = closed_said(trimestre)
        return self.sealed[trimestre.pk]

    def _hechos(self, trimestre: Trimestre) -> HechosByLine:
        """Return the hechos that count in these líneas, in one query for each quarter."""
        if trimestre.pk not in self.hechos:
            self.hechos[trimestre.pk] = hechos_of(trimestre, self.lineas)
        return self.hechos[trimestre.pk]


def claves_of(linea: LineaDeAccion, componentes: Iterable[str]) -> LineaClaves:
    """Return what names a línea and its componentes for good."""
    return LineaClaves(linea.pk, linea.clave, tuple(componentes))

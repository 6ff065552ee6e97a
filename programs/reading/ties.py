"""Tied numbers (*cifras ligadas*) filled in where blocks become plain values.

The one place in which they are: what a page shows, what the revisor reads and what a `Corte` keeps
hold the number of the moment in which they were read.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from programs.models import Bloque, LineaDeAccion, Trimestre
from programs.reading.hechos import counted_hechos
from programs.reading.line import Line
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


def claves_of(linea: LineaDeAccion, componentes: Iterable[str]) -> LineaClaves:
    """Return what names a línea and its componentes for good."""
    return LineaClaves(linea.pk, linea.clave, tuple(componentes))

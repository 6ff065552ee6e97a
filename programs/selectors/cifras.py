"""Numbers tied to data (*cifras ligadas*) on the pages where texts are written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from programs.models import Bloque, LineaDeAccion, Trimestre
from programs.reading.line import Line
from programs.reading.lines import read_lines
from programs.reading.ties import (
    HechosByLine,
    any_of_hechos,
    any_tied,
    figures_of_line,
    figures_of_quarter,
    hechos_of,
)
from programs.values.tied import filled, has_ties
from programs.values.ties import Figures


def quarter_figures(trimestre: Trimestre, *, with_hechos: bool) -> Figures:
    """Return the totals of a quarter and the figures of its líneas, in six queries or so.

    One more `with_hechos`.
    """
    lineas = LineaDeAccion.objects.filter(eje__programa=trimestre.programa_id)
    lines = read_lines(lineas, [trimestre])
    hechos: HechosByLine = {}
    if with_hechos:
        hechos = hechos_of(trimestre, (line.linea.pk for line in lines))
    return figures_of_quarter(lines, hechos)


def said_with(blocks: Iterable[Bloque], figures: Figures) -> dict[str, str]:
    """Return {key: markup with the numbers of now} of the blocks that hold tied numbers."""
    return {
        block.key: filled(block.html, figures.printed) for block in blocks if has_ties(block.html)
    }


def earlier_said(line: Line, blocks: Iterable[Bloque], number: int) -> Mapping[str, str]:
    """Return the same of the narrative of an earlier quarter of a línea, in no query.

    What is tied to hechos keeps the number that was saved: they were not read.
    """
    rows = list(blocks)
    if not any_tied(rows):
        return {}
    figures = figures_of_line(line, number=number)
    return said_with(rows, replace(figures, lineas=frozenset()))


def section_said(trimestre: Trimestre, blocks: Iterable[Bloque]) -> dict[str, str]:
    """Return the same of a part of the presentación; no query where no number is tied."""
    rows = list(blocks)
    if not any_tied(rows):
        return {}
    return said_with(rows, quarter_figures(trimestre, with_hechos=any_of_hechos(rows)))

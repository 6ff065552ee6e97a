"""How a document prints its words: short lines of it, in which each word stands in its place.

A line names its words in braces. " | " parts the cells of a row, as the tables of the documents
do. What is no word is invented, so that nobody takes it for a text of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from programs.values.words import ORGANISM, WORDS

_NAMED = re.compile(r"\{(\w+)\}")
# What the system writes in the slot of a word, in these lines.
_FILLS = {"report_title": "Primer", "report_heading": "primer", "progress": "del 25%"}


@dataclass(frozen=True)
class Piece:
    """A part of a printed line: the text of a word (`key`), or what stands around words ("").

    `slot` is what a word keeps, and `fill` what the line shows in its place.
    """

    text: str
    key: str = ""
    slot: str = ""
    fill: str = ""


@dataclass(frozen=True)
class SampleGroup:
    """Words that stand together in a document, and the lines that show them."""

    title: str
    lines: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The words of its lines, each once, in the order in which they print."""
        return tuple(dict.fromkeys(_NAMED.findall("\n".join(self.lines))))


GROUPS: tuple[SampleGroup, ...] = (
    SampleGroup(
        "Las tarjetas, en el programa",
        (
            "{plan_heading}",
            "{heading} Prevención de riesgos",
            "{objective} | Reducir los riesgos de corrupción en los trámites",
            "{responsible} | Dirección de Prevención",
            "{lines}",
            "{line_number} | {line}",
            "1.1 | Revisar los trámites de mayor riesgo",
        ),
    ),
    SampleGroup(
        "Las tareas, en el programa",
        (
            "{tasks_heading}",
            "{task} | {projection} | {goal} | {expected}",
            "Entrevistar a las áreas | Enero a marzo | 12 entrevistas | Trámites revisados",
        ),
    ),
    SampleGroup(
        "El calendario, en el programa",
        (
            "{calendar_heading}",
            "{calendar_number} | {calendar_activities} | {calendar_month}",
            "1 | Entrevistar a las áreas | E F M A M J J A S O N D",
        ),
    ),
    SampleGroup(
        "La portada y los títulos",
        (
            "{report_title} {organism}",
            "{contents}",
            "{opening_heading}",
            "{report_heading} 2026: enero-marzo",
            "En la página del programa: 30 líneas de acción en 4 {heading_plural}",
        ),
    ),
    SampleGroup(
        "Cada línea, en el informe",
        (
            "{report_objective}",
            "{report_strategy}",
            "{report_goal} | 12 trámites revisados",
            "{report_start} | 15/01/2026",
            "{report_end} | 15/12/2026",
            "{verification}: listas de asistencia",
            "{report_activities}",
            "{report_task} | ene | feb | mar",
            "{source} registro de trámites, marzo de 2026",
            "{own_activities}",
        ),
    ),
    SampleGroup("Las frases de cierre, en el informe", ("{progress}", "{finished}")),
)


def printed_cells(
    line: str, words: Mapping[str, str], short_name: str
) -> tuple[tuple[Piece, ...], ...]:
    """Return the cells of a line with these words, each as its pieces.

    `words` are all words, in their keys; `short_name` the siglas that a title prints.
    """
    return tuple(
        tuple(_piece(part, words, short_name) for part in re.split(r"(\{\w+\})", cell) if part)
        for cell in line.split(" | ")
    )


def _piece(part: str, words: Mapping[str, str], short_name: str) -> Piece:
    found = _NAMED.fullmatch(part)
    if not found:
        return Piece(part)
    key = found[1]
    slot = WORDS[key].slot
    fill = short_name if slot == ORGANISM else _FILLS.get(key, "")
    text = words[key].replace(slot, fill) if slot else words[key]
    return Piece(text, key, slot, fill)

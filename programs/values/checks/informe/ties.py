"""Tied numbers of the prose: without data they are an error, without their source an aviso."""

from collections.abc import Iterable, Iterator

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.places import opening_place
from programs.values.quoted import quoted
from programs.values.tied import SILENT
from programs.values.written import Passage, Period, Written, WrittenLinea

# How many signs of a passage are shown on each side of a number.
_AROUND = 60


def line_ties(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield what the tied numbers of a narrative lack."""
    yield from _of_passages(linea.passages)


def section_ties(written: Written) -> Iterator[PlacedFinding]:
    """Yield what the tied numbers of the presentación lack."""
    for section in written.sections:
        for finding in _of_passages(section.passages):
            yield PlacedFinding(finding, section.key, opening_place(section))


def _of_passages(passages: Iterable[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for tie in passage.ties:
            said = passage.text[tie.start : tie.end]
            if not tie.source:
                code, severity = Code.TIE_LOST, Severity.DOUBT
                message = (
                    f"La cifra «{said}» ya no está ligada: su fuente no existe. "
                    "Lígela a otra o déjela como texto"
                )
            elif said == SILENT:
                code, severity = Code.TIE_SILENT, Severity.ERROR
                message = f"La cifra ligada de «{tie.name}» no tiene dato"
            else:
                continue
            quote = quoted(passage.text, tie.start, tie.end, _AROUND, _AROUND)
            yield Finding(code, severity, message, passage.anchor, quote=quote)


CHECKS = (LineaCheck((Code.TIE_SILENT, Code.TIE_LOST), line_ties),)
WHOLE = (WholeCheck((Code.TIE_SILENT, Code.TIE_LOST), section_ties),)

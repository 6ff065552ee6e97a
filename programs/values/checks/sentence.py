"""The closing sentence: whether there is one, and what a person declared in its place."""

from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, Notes, Severity, missing
from programs.values.checks.quantities import quantities
from programs.values.closing import closing_note, closing_of, is_undecided
from programs.values.progress import Closing
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot
from programs.values.stated import ASKS_WHY

ANCHOR = "cierre"


def undecided(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes
) -> Iterator[Finding]:
    """Yield that no sentence can be written, where no missing quantity says it already."""
    if not is_undecided(linea, trimestre):
        return
    if any(found.code is Code.QUANTITY for found in quantities(linea, trimestre, notes)):
        return
    yield missing(
        Code.CLOSING,
        "El sistema no puede escribir la frase de cierre con estos datos. "
        "Declare que no lleva frase, con su motivo",
        "declarar",
    )


def stated(linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes) -> Iterator[Finding]:
    """Yield that the stated percentage is not the one that the quantities give, and why."""
    found = closing_of(linea, trimestre).finding
    reason = linea.avance.closing_reason if linea.avance else ""
    if found:
        said = found.removesuffix(ASKS_WHY) if reason else found
        yield Finding(Code.STATED, Severity.DOUBT, said.rstrip("."), ANCHOR, reason=reason)


def declared(linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes) -> Iterator[Finding]:
    """Yield what a person declared in the place of the system, with the reason.

    Not where it is told already that the declared figure differs.
    """
    chosen = linea.avance.closing if linea.avance else ""
    closing = closing_of(linea, trimestre)
    if chosen not in (Closing.STATED, Closing.OMITTED) or closing.finding:
        return
    note = closing_note(closing, linea)
    if note:
        yield Finding(Code.DECLARED, Severity.INFO, note.rstrip("."), ANCHOR)

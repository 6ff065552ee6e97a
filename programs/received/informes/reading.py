"""What is understood of an informe that somebody brings, and how much of it."""

from dataclasses import dataclass

from programs.received.informes.blocks import Rows
from programs.values.checks.finding import PlacedFinding
from programs.values.written import Written


@dataclass(frozen=True)
class Shown:
    """One thing of the informe as it is looked at, in printed order.

    `key` is that of the passage, of the línea or of the section; `kind` is one of
    `PassageKind`, "contents" for the rows of the contents page, or "box" for the rows of a línea's
    box. `level` is that of a heading, from 1, 0 for anything else. `subject` is the línea that it
    belongs to, "" for none.
    """

    key: str
    kind: str
    text: str
    rows: Rows = ()
    level: int = 0
    subject: str = ""


@dataclass(frozen=True)
class ReadInforme:
    """An informe as it was understood.

    `understood` is the share, from 0 to 1, of its signs that ended in a known place;
    `unplaced` are the keys of the passages of which nobody can say what they belong to.
    """

    written: Written
    understood: float
    passages: tuple[Shown, ...]
    unplaced: tuple[str, ...]


@dataclass(frozen=True)
class InformeReading:
    """An informe as it was understood, with what the checks say of it."""

    read: ReadInforme
    findings: tuple[PlacedFinding, ...]

    @property
    def written(self) -> Written:
        """The informe by its parts."""
        return self.read.written

    @property
    def understood(self) -> float:
        """The share of its signs that ended in a known place."""
        return self.read.understood

    @property
    def passages(self) -> tuple[Shown, ...]:
        """All of it in printed order."""
        return self.read.passages

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The keys of the passages that belong nowhere."""
        return self.read.unplaced

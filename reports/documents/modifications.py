"""The annex of the PTA that lists how it was modified, adecuación by adecuación."""

from collections.abc import Iterator
from dataclasses import dataclass

from programs.enums import PtaPart
from programs.values.changes import AdecuacionSnapshot
from programs.values.modified import Alteration, versions
from programs.values.phrases import long_date, ordinal
from programs.values.snapshot import Snapshot
from programs.values.table_layout import PORTRAIT, column_width, is_tall
from reports.documents.annexes import Annex

# Of the table that static/print/document.css lays out: its type in points, the least width of the
# numbers and the columns of text in millimetres.
SIZE = 8.8
NUMBER = 14
COLUMNS = (46, 27, 27, 34)


@dataclass(frozen=True)
class ChangeRow:
    """One change: the línea, what was before and after, from when it holds, and why."""

    number: str
    title: str
    before: str
    after: str
    since: str
    reason: str


@dataclass(frozen=True)
class VersionTable:
    """What one adecuación changed; `heading` names the version, `agreement` what agreed it."""

    heading: str
    agreement: str
    rows: tuple[ChangeRow, ...]

    @property
    def number_width(self) -> float:
        """How wide the column of numbers is, in millimetres: none of them is broken."""
        return column_width((row.number for row in self.rows), PORTRAIT, SIZE, least=NUMBER)

    @property
    def body(self) -> Iterator[tuple[bool, ChangeRow]]:
        """Yield (whether it is divided between pages, row)."""
        for row in self.rows:
            texts = (row.title, row.before, row.after, row.reason)
            yield is_tall(texts, COLUMNS, PORTRAIT, SIZE), row


def version_tables(snapshot: Snapshot) -> tuple[VersionTable, ...]:
    """Return a table for each version of the plan after the one first approved."""
    return tuple(
        VersionTable(
            heading=version_name(version.adecuacion.number),
            agreement=agreement_words(version.adecuacion),
            rows=tuple(_row(each, version.adecuacion) for each in version.alterations),
        )
        for version in versions(snapshot)
    )


def version_name(number: int) -> str:
    """Return what a version of the plan is called: "Versión modificada 1"."""
    return f"Versión modificada {number}"


def agreement_words(adecuacion: AdecuacionSnapshot) -> str:
    """Return what agreed an adecuación: its agreement, the session where it is known, the day."""
    day = long_date(adecuacion.agreed_on)
    return ", ".join(filter(None, [adecuacion.agreement, adecuacion.session, day]))


def _row(alteration: Alteration, adecuacion: AdecuacionSnapshot) -> ChangeRow:
    return ChangeRow(
        number=alteration.number,
        title=alteration.title,
        before=alteration.before,
        after=alteration.after,
        since=f"{ordinal(adecuacion.from_quarter)} trimestre",
        reason=alteration.reason,
    )


MODIFICATIONS = Annex(PtaPart.APPROVAL, "Modificaciones del programa", version_tables)

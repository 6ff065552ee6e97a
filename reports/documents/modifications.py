"""The annex of the PTA that lists how its metas were modified, agreement by agreement."""

from collections.abc import Iterator
from dataclasses import dataclass

from programs.enums import PtaPart
from programs.values.given import given
from programs.values.modified import changed_from, changed_to, versions
from programs.values.phrases import long_date, ordinal
from programs.values.snapshot import ChangeSnapshot, LineaSnapshot, Snapshot
from programs.values.table_layout import PORTRAIT, column_width, is_tall
from reports.documents.annexes import Annex

# Of the table that static/print/document.css lays out: its type in points, the least width of the
# numbers and the columns of text in millimetres.
SIZE = 8.8
NUMBER = 14
COLUMNS = (46, 27, 27, 34)


@dataclass(frozen=True)
class ChangeRow:
    """One change: the línea, its meta before and after, from when it holds, and why."""

    number: str
    title: str
    before: str
    after: str
    since: str
    reason: str


@dataclass(frozen=True)
class VersionTable:
    """What one agreement changed; `heading` names the version, `agreement` what agreed it."""

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
            heading=version_name(number),
            agreement=f"{version.agreement}, {long_date(version.agreed_on)}",
            rows=tuple(_row(linea, change) for linea, change in version.changes),
        )
        for number, version in enumerate(versions(snapshot.lineas), start=1)
    )


def version_name(number: int) -> str:
    """Return what a version of the plan is called: "Versión modificada 1"."""
    return f"Versión modificada {number}"


def _row(linea: LineaSnapshot, change: ChangeSnapshot) -> ChangeRow:
    meta = given(linea.meta)
    return ChangeRow(
        number=linea.number,
        title=linea.title,
        before=changed_from(meta, change),
        after=changed_to(meta, change),
        since=f"{ordinal(change.from_quarter)} trimestre",
        reason=change.reason,
    )


MODIFICATIONS = Annex(PtaPart.APPROVAL, "Modificaciones de metas", version_tables)

"""The informe as it was on the day of a closing, whatever changed since."""

from dataclasses import replace

from programs.values.snapshot import Snapshot
from reports.documents import informe
from reports.documents.base import Document

KIND = "corte"


def build(snapshot: Snapshot) -> Document:
    """Return the informe of the snapshot that a closing stored."""
    return replace(informe.build(snapshot), kind=KIND)

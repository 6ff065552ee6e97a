"""What a check says: a finding, how much it weighs, and the closed list of their codes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot


class Severity(StrEnum):
    """How much a finding weighs.

    `BLOCKS` holds back the mark *lista* and the submission. `DOUBT` may be right and deserves a
    second look until the quarter closes. `INFO` tells a decision that a person took with a reason.
    """

    BLOCKS = "blocks"
    DOUBT = "doubt"
    INFO = "info"


class Code(StrEnum):
    """The closed list of kinds of finding. Each belongs to one check of `CHECKS`."""

    QUANTITY = "quantity"
    RECEIVED = "received"
    REASON = "reason"
    UNLIKELY = "unlikely"
    MONTHS = "months"
    NARRATIVE = "narrative"
    TABLE_EMPTY = "table-empty"
    TABLE_CAPTION = "table-caption"
    FIGURES_EMPTY = "figures-empty"
    FIGURES_CAPTION = "figures-caption"
    FIGURES_FILE = "figures-file"
    FIGURES_ALT = "figures-alt"
    CLOSING = "closing"
    STATED = "stated"
    DECLARED = "declared"


@dataclass(frozen=True)
class Finding:
    """One thing of a línea that is missing, or does not agree, or was decided by a person.

    `message` is the Spanish sentence without its final period, `anchor` the id of the place on the
    capture page where it is paid, `reason` what the área wrote of it, "" for nothing.
    """

    code: Code
    severity: Severity
    message: str
    anchor: str
    reason: str = ""


@dataclass(frozen=True)
class Check:
    """One entry of `CHECKS`: the codes of what it may find, and the function that looks.

    `find` gets a línea, its quarter and the written reasons of its quantities, in the order of the
    components of the meta.
    """

    codes: tuple[Code, ...]
    find: Callable[[LineaSnapshot, TrimestreSnapshot, Sequence[str]], Iterator[Finding]]


def missing(code: Code, message: str, anchor: str) -> Finding:
    """Return a finding that holds back the mark *lista* and the submission."""
    return Finding(code, Severity.BLOCKS, message, anchor)

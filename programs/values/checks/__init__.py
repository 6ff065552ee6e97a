"""The revisor de congruencia: one small function for each check, over plain values.

A check gives a `Finding` or None. It points; a person decides, and may accept the finding with a
reason.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One thing that does not agree.

    `code` names the kind of finding and is stored; `message` is what the reviewer reads, in
    Spanish; `place` says where, as printed ("Unidad de Transparencia, Línea de Acción 1").
    """

    code: str
    severity: Severity
    message: str
    place: str

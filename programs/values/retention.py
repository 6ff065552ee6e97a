"""When the term of a document series is over, and what then may go all the same.

The archive's disposal catalogue sets the years of a series, counted from the end of the year in
which its file was closed (Ley General de Archivos, article 4, "catálogo de disposición
documental").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Kept:
    """What of a received file decides whether it stays.

    `since` is the last day on which it was of use: of its exercise, or that on which it came.
    `cited` tells that an issued document names it, `printed` that a document shows it.
    """

    since: date
    cited: bool
    printed: bool


def term_ends(since: date, years: int) -> date:
    """Return the last day of a term of so many years."""
    return date(since.year + years, 12, 31)


def may_go(kept: Kept, *, years: int | None, hold: str, today: date) -> bool:
    """Tell whether a file may be purged: its term is over, and nothing holds it.

    `years` is None where the institution set no term, and `hold` its reason to keep everything, ""
    without one.
    """
    if years is None or hold.strip() or kept.cited or kept.printed:
        return False
    return today > term_ends(kept.since, years)


def purged_files(data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield (key, names in the storage) of each file that an act of a purge names.

    Passes over what no purge ever wrote: an act that was tampered with is told by its hash.
    """
    files = data.get("files")
    for file in files if isinstance(files, list) else ():
        if isinstance(file, dict) and isinstance(file.get("stored"), list):
            yield str(file.get("key")), [str(name) for name in file["stored"]]

"""The changes that tests need not notice, each with its reason: `survivors.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Change

ACCEPTED = Path(__file__).with_name("survivors.toml")


@dataclass(frozen=True)
class Accepted:
    """A survivor that stays, and why; named as `Change` names it, without a line."""

    module: str
    function: str
    change: str
    reason: str

    def is_of(self, change: Change) -> bool:
        """Tell whether this is about that change."""
        mine = (self.module, self.function, self.change)
        return mine == (change.module, change.function, change.text)


def accepted(path: Path = ACCEPTED) -> list[Accepted]:
    """Return the accepted survivors of a file; a row that lacks something is an error."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", [])
    return [Accepted(**row) for row in rows]

"""What the measurements share: a table of figures, and two things timed in alternating pairs."""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MOST_DRIFT = 2  # a reference that varies more makes the run worthless


@dataclass
class Table:
    """A title and lines of name and figure; `check` remembers the figures beyond their limit."""

    title: str
    missed: list[str] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, figure: str) -> None:
        """Add a figure without limit."""
        self.lines.append((name, figure))

    def check(self, name: str, value: float, limit: float, figure: str) -> None:
        """Add a figure whose `value` may reach `limit`."""
        kept = value <= limit
        if not kept:
            self.missed.append(name)
        self.add(name, f"{figure}   límite {limit:g} {'cumple' if kept else 'NO CUMPLE'}")

    def show(self) -> None:
        """Print the table."""
        width = max(len(name) for name, _ in self.lines)
        print(f"\n{self.title}")
        for name, figure in self.lines:
            print(f"  {name:<{width}}  {figure}", flush=True)


def leave(tables: Sequence[Table]) -> None:
    """End the process: with 1, naming them, if any figure is beyond its limit."""
    missed = [f"{table.title}: {name}" for table in tables for name in table.missed]
    print(f"\nFuera de límite: {len(missed)}")
    for name in missed:
        print(f"  {name}")
    sys.exit(1 if missed else 0)


@dataclass(frozen=True)
class Pairs:
    """Median milliseconds of each half of each pair, ours and the reference."""

    ours: list[float]
    reference: list[float]

    @property
    def ratios(self) -> list[float]:
        """Ours over the reference, pair by pair."""
        return [one / other for one, other in zip(self.ours, self.reference, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def drift(self) -> float:
        """How many times the slowest reference is the quickest."""
        return max(self.reference) / min(self.reference)

    def words(self) -> str:
        """Return the median ratio, its spread, and both times."""
        worth = "" if self.drift <= MOST_DRIFT else f"   REFERENCIA INESTABLE ({self.drift:.1f})"
        return (
            f"razón {self.ratio:.2f} (de {min(self.ratios):.2f} a {max(self.ratios):.2f})   "
            f"nuestro {statistics.median(self.ours):.1f} ms, "
            f"admin {statistics.median(self.reference):.1f} ms{worth}"
        )


def in_pairs(
    ours: Callable[[], None], reference: Callable[[], None], *, pairs: int, calls: int
) -> Pairs:
    """Time both, `calls` times in each half; every other pair begins with the other one."""
    taken: dict[Callable, list[float]] = {ours: [], reference: []}
    for make in taken:  # what the first call loads is nobody's
        make()
    for number in range(pairs):
        for make in (ours, reference) if number % 2 == 0 else (reference, ours):
            taken[make].append(median_ms(make, calls))
    return Pairs(taken[ours], taken[reference])


def median_ms(make: Callable[[], None], calls: int) -> float:
    """Return the median milliseconds of some calls."""
    gc.collect()
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        make()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of them (0 to 1) do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

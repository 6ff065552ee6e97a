"""How many líneas have each semáforo: one count for pages, tablero, documents and tied numbers."""

from collections import Counter
from collections.abc import Iterable

from programs.values.progress import Semaforo

# The most urgent first.
ORDER = ("red", "amber", "green", "blue", "grey")


def semaforo_counts(statuses: Iterable[Semaforo]) -> list[tuple[str, str, int]]:
    """Return (colour, word, how many líneas), the most urgent first."""
    found = Counter((status.color, status.word) for status in statuses)
    ordered = sorted(found, key=lambda pair: (ORDER.index(pair[0]), pair[1]))
    return [(color, word, found[color, word]) for color, word in ordered]

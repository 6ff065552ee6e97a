"""What does not agree among the hechos of a quarter, said where they are listed; it stops nothing.

What one of them says against its quarter or its línea is a check (`programs.values.checks.hechos`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import OFICIO
from programs.values.phrases import long_date
from programs.values.wording.oficios import (
    normalised,
    same_but_for_padding_or_prefix,
    taken_apart,
)

BACKWARDS = "El periodo que abarca termina antes de empezar."
# The keys of the period that an oficio covers.
FROM, TO = "desde", "hasta"


def doubts_of(hechos: Sequence[HechoValue]) -> Mapping[int, tuple[str, ...]]:
    """Return {hecho: sentences about what does not agree in it} of the hechos of a quarter."""
    found: dict[int, list[str]] = defaultdict(list)
    for hecho in hechos:
        first, last = hecho.values.get(FROM, ""), hecho.values.get(TO, "")
        # As ISO dates both stand in their order.
        if first and last and last < first:
            found[hecho.pk].append(BACKWARDS)
    for hecho, other in _alike(hecho for hecho in hechos if hecho.kind.key == OFICIO):
        found[hecho.pk].append(
            f"Puede ser el mismo que «{other.name}», del {long_date(other.day)}: "
            "su número difiere solo en cómo está escrito."
        )
    return {pk: tuple(sentences) for pk, sentences in found.items() if sentences}


def number_of_oficio(hecho: HechoValue) -> str:
    """Return the number of an oficio without padding, spaces or small letters; "" for none."""
    if hecho.kind.key != OFICIO or taken_apart(hecho.name).serial is None:
        return ""
    return normalised(hecho.name)


def _alike(oficios: Iterable[HechoValue]) -> Iterator[tuple[HechoValue, HechoValue]]:
    """Yield (oficio, an earlier one that may be it) of those with one serial number and year."""
    by_serial: dict[tuple[int, int | None], list[HechoValue]] = defaultdict(list)
    for hecho in oficios:
        apart = taken_apart(hecho.name)
        if apart.serial is None:
            continue
        before = by_serial[apart.serial, apart.year]
        for other in before:
            same_day = other.day == hecho.day
            if same_but_for_padding_or_prefix(hecho.name, other.name, same_day=same_day):
                yield hecho, other
                break
        before.append(hecho)

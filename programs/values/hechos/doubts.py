"""What does not agree in the hechos of a quarter: said where they are listed; it stops nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import OFICIO, FieldGroup
from programs.values.phrases import long_date, number_text
from programs.values.wording.oficios import (
    normalised,
    same_but_for_padding_or_prefix,
    taken_apart,
)

OUTSIDE = "Su fecha no es de este trimestre."
BACKWARDS = "El periodo que abarca termina antes de empezar."
# The keys of the period that an oficio covers.
FROM, TO = "desde", "hasta"


def doubts_of(
    hechos: Sequence[HechoValue], starts_on: date, ends_on: date
) -> Mapping[int, tuple[str, ...]]:
    """Return {hecho: sentences about what does not agree in it} of the hechos of a quarter."""
    found: dict[int, list[str]] = defaultdict(list)
    for hecho in hechos:
        found[hecho.pk] += _own(hecho, starts_on, ends_on)
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


def _own(hecho: HechoValue, starts_on: date, ends_on: date) -> Iterator[str]:
    if not starts_on <= hecho.day <= ends_on:
        yield OUTSIDE
    first, last = hecho.values.get(FROM, ""), hecho.values.get(TO, "")
    # As ISO dates both stand in their order.
    if first and last and last < first:
        yield BACKWARDS
    sex, sector = (_whole(hecho, group) for group in (FieldGroup.SEX, FieldGroup.SECTOR))
    if sex is not None and sector is not None and sex != sector:
        yield f"Por sexo suman {number_text(sex)} y por sector {number_text(sector)}."


def _whole(hecho: HechoValue, group: FieldGroup) -> Decimal | None:
    """Return what the said parts of a group add up to, None where nobody said any."""
    parts = [hecho.number(field.key) for field in hecho.kind.sums if field.group is group]
    said = [part for part in parts if part is not None]
    return sum(said, Decimal(0)) if said else None


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

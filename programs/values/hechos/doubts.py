"""What does not agree among the hechos of a quarter, said where they are listed; it stops nothing.

What one of them says by itself, or against its quarter or its línea, is a check
(`programs.values.checks.hechos`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from programs.values.hechos.hecho import HechoValue, normal_name, paper_of
from programs.values.hechos.kinds import OFICIO, SESION
from programs.values.hechos.sessions import session_values
from programs.values.phrases import long_date
from programs.values.quoted import in_quotes
from programs.values.wording.oficios import (
    OficioNumber,
    may_be_one,
    normalised,
    taken_apart,
)

# Of one serial number and year: no área sends more, and a comparison of all would be quadratic.
MAX_COMPARED = 30


def doubts_of(hechos: Sequence[HechoValue]) -> Mapping[int, tuple[str, ...]]:
    """Return {hecho: sentences about what does not agree in it with others} of a quarter."""
    found: dict[int, list[str]] = defaultdict(list)
    oficios = [hecho for hecho in hechos if hecho.kind.key == OFICIO]
    sessions = [hecho for hecho in hechos if hecho.kind.key == SESION]
    alike = [("el mismo", *each) for each in _alike(oficios)]
    alike += [("la misma", *each) for each in _same_sessions(sessions)]
    for it, hecho, other, why in alike:
        found[hecho.pk].append(
            f"Puede ser {it} que {in_quotes(other.name)}, del {long_date(other.day)}: {why}."
        )
    return {pk: tuple(sentences) for pk, sentences in found.items() if sentences}


def number_of_oficio(hecho: HechoValue) -> str:
    """Return the number of an oficio without padding, spaces or small letters; "" for none."""
    if hecho.kind.key != OFICIO or taken_apart(hecho.name).serial is None:
        return ""
    return normalised(hecho.name)


def _alike(oficios: Iterable[HechoValue]) -> Iterator[tuple[HechoValue, HechoValue, str]]:
    """Yield (oficio, an earlier one that may be it, why) of those with one serial and year."""
    by_serial: dict[tuple[int, int | None], list[tuple[HechoValue, OficioNumber, str]]]
    by_serial = defaultdict(list)
    for hecho in oficios:
        apart = taken_apart(hecho.name)
        if apart.serial is None:
            continue
        paper = paper_of(hecho.name, hecho.values)
        before = by_serial[apart.serial, apart.year]
        for other, number, sort in before:
            if paper and sort and paper != sort:
                continue
            if why := _why_alike(hecho, apart, other, number):
                yield hecho, other, why
                break
        # Whoever has more of one number sees it by the first of them.
        if len(before) < MAX_COMPARED:
            before.append((hecho, apart, paper))


def _why_alike(
    hecho: HechoValue, apart: OficioNumber, other: HechoValue, number: OficioNumber
) -> str:
    """Return why two oficios may be one, "" where they are two."""
    same_day = other.day == hecho.day
    if hecho.name == other.name and same_day:
        return ""
    if normal_name(hecho.name) == normal_name(other.name) and not same_day:
        # A bare number is of any sender.
        return "lleva el mismo número" if apart.parts else ""
    alike = may_be_one(apart, number, same_day=same_day)
    return "su número difiere solo en cómo está escrito" if alike else ""


def _same_sessions(
    sessions: Iterable[HechoValue],
) -> Iterator[tuple[HechoValue, HechoValue, str]]:
    """Yield (session, an earlier one, why) of those with one body, number and sort.

    A body has one second ordinary session in the year, whatever it is called.
    """
    known: dict[tuple[str, str, str], HechoValue] = {}
    for hecho in sessions:
        said = {**session_values(hecho.name), **{k: v for k, v in hecho.values.items() if v}}
        body, number, sort = (said.get(key, "") for key in ("organo", "ordinal", "tipo"))
        if not (body and number and sort):
            continue
        place = normal_name(body), normal_name(number), sort
        if place in known:
            yield hecho, known[place], "son del mismo órgano, número y tipo"
        else:
            known[place] = hecho

"""The checks of hechos: their day, their sums, their period, and what the narrative says of them.

Each is an entry of `HECHO_CHECKS`, a small pure function. What may be right is an aviso: an área
mends the hecho, or says why it stands. A blank is not zero: nothing is compared with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.hechos.found import Found, is_named_alike
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import OFICIO, SESION, FieldGroup, FieldKind
from programs.values.phrases import long_date, number_text, short_date
from programs.values.quoted import in_quotes
from programs.values.typed import thousands_doubt
from programs.values.written import Period

_LONGEST = 80
_ANCHOR = re.compile(r"hecho-(\d{1,18})")
# The keys of the period that an oficio covers.
FROM, TO = "desde", "hasta"
# Kinds that a text names so that one is told from another: by number, or by body and ordinal.
NAMED_ALONE = (OFICIO, SESION)


@dataclass(frozen=True)
class HechoCheck:
    """One entry of `HECHO_CHECKS`.

    `find` gets a hecho, its quarter and all that the narrative of its línea names.
    """

    code: Code
    find: Callable[[HechoValue, Period, tuple[Found, ...]], Iterator[Finding]]
    # What the hecho says by itself: told once, however many líneas it serves.
    alone: bool = True


def hecho_anchor(pk: int) -> str:
    """Return the place of a hecho on the page of its línea."""
    return f"hecho-{pk}"


def hecho_of(anchor: str) -> str:
    """Return the pk of the hecho whose place it is, "" for any other place."""
    found = _ANCHOR.fullmatch(anchor)
    return found[1] if found else ""


def day(hecho: HechoValue, period: Period, named: tuple[Found, ...]) -> Iterator[Finding]:
    """Yield that a hecho is of a day outside the quarter, or outside its year."""
    if period.starts_on <= hecho.day <= period.ends_on:
        return
    if period.year_starts_on <= hecho.day <= period.year_ends_on:
        which, first, last = "trimestre", period.starts_on, period.ends_on
    else:
        which, first, last = "ejercicio", period.year_starts_on, period.year_ends_on
    yield _doubt(
        Code.HECHO_DAY,
        hecho,
        f"lleva la fecha {long_date(hecho.day)}, fuera del {which}",
        f"Del {short_date(first)} al {short_date(last)}",
    )


def sums(hecho: HechoValue, period: Period, named: tuple[Found, ...]) -> Iterator[Finding]:
    """Yield that those who took part are so many by sexo and another number by sector.

    One number by sexo may tell no whole: then nothing is compared.
    """
    by_sex, by_sector = (_parts(hecho, group) for group in (FieldGroup.SEX, FieldGroup.SECTOR))
    women_and_men, of_sectors = hecho.people, _total(by_sector)
    if women_and_men is None or not by_sector:
        return
    if women_and_men == of_sectors:
        return
    yield _doubt(
        Code.HECHO_SUMS,
        hecho,
        f"suma {number_text(women_and_men)} por sexo y {number_text(of_sectors)} por sector",
        f"{_added(by_sex)}; {_added(by_sector)}",
    )


def backwards(hecho: HechoValue, period: Period, named: tuple[Found, ...]) -> Iterator[Finding]:
    """Yield that the period which a hecho covers ends before it begins."""
    first, last = hecho.values.get(FROM, ""), hecho.values.get(TO, "")
    # As ISO dates both stand in their order.
    if first and last and last < first:
        days = " al ".join(short_date(date.fromisoformat(day)) for day in (first, last))
        words = "abarca un periodo que termina antes de empezar"
        yield _doubt(Code.HECHO_PERIOD, hecho, words, f"Del {days}")


def thousands(hecho: HechoValue, period: Period, named: tuple[Found, ...]) -> Iterator[Finding]:
    """Yield that the point of a number may have been meant for thousands."""
    for field in hecho.kind.of_kind(FieldKind.NUMBER):
        if doubt := thousands_doubt(hecho.values.get(field.key, "")):
            told = f"{doubt[0].lower()}{doubt[1:]}".removesuffix(".")
            yield _doubt(Code.HECHO_NUMBER, hecho, f"en {field.label} {told}", "")


def told(hecho: HechoValue, period: Period, named: tuple[Found, ...]) -> Iterator[Finding]:
    """Yield that the narrative gives another day to the same oficio or session."""
    if hecho.kind.key not in NAMED_ALONE:
        return
    days = {
        found.day
        for found in named
        if found.day and found.kind.key == hecho.kind.key and _is_it(found, hecho)
    }
    if not days or hecho.day in days:
        return
    yield _doubt(
        Code.HECHO_TOLD,
        hecho,
        f"lleva la fecha {long_date(hecho.day)} y el texto dice {long_date(min(days))}",
        "",
    )


HECHO_CHECKS: tuple[HechoCheck, ...] = (
    HechoCheck(Code.HECHO_DAY, day),
    HechoCheck(Code.HECHO_SUMS, sums),
    HechoCheck(Code.HECHO_PERIOD, backwards),
    HechoCheck(Code.HECHO_NUMBER, thousands),
    HechoCheck(Code.HECHO_TOLD, told, alone=False),
)


OF_HECHO = frozenset(check.code for check in HECHO_CHECKS if check.alone)


def is_alone(finding: Finding) -> bool:
    """Tell whether a hecho says this by itself, in whichever of its líneas it is told."""
    return finding.code in OF_HECHO


def findings_of_hecho(
    hecho: HechoValue, period: Period, named: Iterable[Found] = (), *, again: bool = False
) -> tuple[Finding, ...]:
    """Return what the checks say of a hecho; `again` where another línea of it said it already."""
    mentions = tuple(named)
    return tuple(
        finding
        for check in HECHO_CHECKS
        if not (again and check.alone)
        for finding in check.find(hecho, period, mentions)
    )


def said_alone(hecho: HechoValue, period: Period) -> tuple[str, ...]:
    """Return what the checks say of a hecho by itself, as sentences beside its name."""
    found = (
        each for check in HECHO_CHECKS if check.alone for each in check.find(hecho, period, ())
    )
    return tuple(f"{_unnamed(each.message)}." for each in found)


def _unnamed(message: str) -> str:
    """Return a message without the name of its hecho, which stands beside it."""
    words = message.rpartition("» ")[2]
    return words[:1].upper() + words[1:]


def _is_it(found: Found, hecho: HechoValue) -> bool:
    """Tell whether a text names this hecho; a session by its ordinal and its body."""
    if hecho.kind.key == SESION and not (
        found.values.get("ordinal") and found.values.get("organo")
    ):
        return False
    return is_named_alike(found, hecho.name, hecho.values)


def _parts(hecho: HechoValue, group: FieldGroup) -> list[tuple[str, Decimal]]:
    """Return (label, number) of what was said of a group."""
    said = [
        (field.label, hecho.number(field.key))
        for field in hecho.kind.fields
        if field.group is group
    ]
    return [(label, number) for label, number in said if number is not None]


def _total(parts: Iterable[tuple[str, Decimal]]) -> Decimal:
    return sum((number for _, number in parts), Decimal(0))


def _added(parts: list[tuple[str, Decimal]]) -> str:
    """Return a sum with its labels: "Mujeres 10 + Hombres 5 = 15"."""
    text = " + ".join(f"{label} {number_text(number)}" for label, number in parts)
    return f"{text} = {number_text(_total(parts))}" if len(parts) > 1 else text


def _doubt(code: Code, hecho: HechoValue, words: str, arithmetic: str) -> Finding:
    name = hecho.name if len(hecho.name) <= _LONGEST else f"{hecho.name[: _LONGEST - 1].rstrip()}…"
    return Finding(
        code,
        Severity.DOUBT,
        f"{in_quotes(name)} {words}",
        hecho_anchor(hecho.pk),
        arithmetic=arithmetic,
    )

"""Numbers that rows print: which jump, which stand twice and which are missing.

The plan asks it of líneas, calendar rows and sections, the informe of líneas, sections and figures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from programs.values.checks.finding import Code

_LAST_NUMBER = re.compile(r"(\d+)\W*$")
_FIGURES = re.compile(r"(?:\d+\.)+")
_TOGETHER = re.compile(r"[\d.]*\d(?:(?:,\s?(?:[ye]\s)?|\s[ye]\s)[\d.]*\d){1,8}")
_RANGE = re.compile(r"(?P<first>\d{1,3})\sal?\s(?:la\s)?(?P<last>\d{1,3})")
_EACH = re.compile(r"[\d.]*\d")
_ROMAN = re.compile(r"[IVXLC]+")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True)
class Misnumbered:
    """What is wrong with the number of a row, by its place among the rows; `message` says it.

    `gap` are the numbers that are missing before it.
    """

    place: int
    code: Code
    message: str
    gap: frozenset[int] = frozenset()


def misnumbered(noun: str, numbers: Sequence[str]) -> Iterator[Misnumbered]:
    """Yield each row without number, with one used twice, or after a gap.

    Where no row has a number, none is missing; what is numbered alone never jumps. A number that
    stands elsewhere among the rows is not missing, and a new head ("2.1" after "1.4") counts anew.
    One row may bear several numbers: "3 y 4".
    """
    if not any(number.strip() for number in numbers):
        return
    printed = [number.strip().rstrip(".)-").casefold() for number in numbers]
    present = {(head_of(each), count_of(each)) for text in printed for each in together(text)}
    used: set[str] = set()
    before: tuple[str, int] | None = None
    unnumbered = 0  # since the last number: what has none may be what is missing
    for place, text in enumerate(printed):
        own = together(text)
        counted, head = count_of(own[0]), head_of(own[0])
        if not text:
            yield Misnumbered(place, Code.NO_NUMBER, "No tiene número, y las demás sí")
        elif not used.isdisjoint(own):
            twice = numbers[place].strip().rstrip(".")  # "II." would end in two stops
            yield Misnumbered(place, Code.NUMBER_TWICE, f"Otra {noun} ya lleva el número {twice}")
        elif counted is not None and before and before[0] == head and counted > before[1] + 1:
            between = range(before[1] + 1, min(counted, before[1] + 1000))
            gap = [n for n in between if (head, n) not in present]
            if len(gap) > unnumbered:
                stem = head if _FIGURES.fullmatch(head) else ""
                told = (
                    f"Del número {stem}{before[1]} se pasa al {stem}{counted}: "
                    f"{_missing(stem, gap)}"
                )
                yield Misnumbered(place, Code.NUMBER_GAP, told, frozenset(gap))
        used.update(own)
        unnumbered = 0 if counted is not None else unnumbered + 1
        last = count_of(own[-1])
        before = before if last is None else (head_of(own[-1]), last)


def together(printed: str) -> tuple[str, ...]:
    """Return the numbers that a row bears, those of "3 y 4" each by itself."""
    if found := _RANGE.fullmatch(printed):  # "2 a 4"
        first, last = int(found["first"]), int(found["last"])
        return tuple(map(str, range(first, last + 1))) if first < last else (printed,)
    many = _TOGETHER.fullmatch(printed) is not None
    return tuple(_EACH.findall(printed)) if many else (printed,)


def count_of(printed: str) -> int | None:
    """Return the last figure of a printed number ("3.11" is 11, "iv" 4), None where it has none."""
    if found := _LAST_NUMBER.search(printed):
        return int(found[1])
    if not _ROMAN.fullmatch(printed.upper()):
        return None
    values = [_ROMAN_VALUES[sign] for sign in printed.upper()]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def head_of(printed: str) -> str:
    """Return what stands before the last figure: "3." of "3.11"."""
    found = _LAST_NUMBER.search(printed)
    return printed[: found.start(1)] if found else ""


def _missing(stem: str, gap: Sequence[int]) -> str:
    """Say what is missing with the figures that stand before it, as its neighbours print them."""
    if len(gap) == 1:
        return f"falta el {stem}{gap[0]}"
    if gap[-1] - gap[0] == len(gap) - 1:
        return f"faltan del {stem}{gap[0]} al {stem}{gap[-1]}"
    return f"faltan {len(gap)} números"

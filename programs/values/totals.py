"""Months of tareas added up: the one total that pages, the tablero and the documents print.

Plain values, no database. A blank is never zero: it is counted apart, and a total that holds one
prints no percentage (`domain.md` 3).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from programs.values.percents import decimal_of
from programs.values.phrases import number_text, shown_percent, unreported_words
from programs.values.snapshot import MarkSnapshot

# Codes of `MarkStatus`, which needs Django.
DONE, UNREPORTED = "done", "unreported"


@dataclass(frozen=True)
class Total:
    """Programmed months, those done of them, and those that nobody has reported."""

    programmed: int
    done: int
    unreported: int

    @property
    def percent(self) -> Decimal | None:
        """Done of programmed times 100; None while a month is without report or there is none."""
        if self.unreported or not self.programmed:
            return None
        return decimal_of(Fraction(self.done, self.programmed) * 100)

    def words(self, noun: str = "", *, to_come: bool = False) -> str:
        """The total as read: "9 de 16 (56%)" or "9 de 16, 4 sin reportar".

        With months still `to_come` that the reader sees one by one, it has no percentage.
        """
        done, programmed = (number_text(Decimal(n)) for n in (self.done, self.programmed))
        told = f"{done} de {programmed} {noun}".rstrip()
        if self.percent is not None and not to_come:
            return f"{told} ({shown_percent(self.percent)})"
        return ", ".join(filter(None, (told, unreported_words(self.unreported))))


def total_of(marks: Iterable[MarkSnapshot], *, begun: int) -> Total:
    """Add up the programmed months among these marks that have begun.

    `begun` is how many months of the period have. One that has not begun owes nothing, and counts
    only if it was reported ahead; one done without being programmed counts in nothing.
    """
    counted = [mark for mark in marks if mark.programmed and _counts(mark, begun)]
    return Total(
        programmed=len(counted),
        done=sum(mark.status == DONE for mark in counted),
        unreported=len(unreported_marks(counted, begun=begun)),
    )


def _counts(mark: MarkSnapshot, begun: int) -> bool:
    return mark.month <= begun or mark.status != UNREPORTED


def unreported_marks(marks: Iterable[MarkSnapshot], *, begun: int) -> tuple[MarkSnapshot, ...]:
    """Return the programmed months that have begun and that nobody has reported."""
    return tuple(
        mark
        for mark in marks
        if mark.programmed and mark.month <= begun and mark.status == UNREPORTED
    )


def calendar_total(codes: Iterable[str]) -> str:
    """Return done of programmed from the codes of some months: "9 de 12, 2 sin reportar".

    The percentage prints when all of them are reported; "" where nothing is programmed. One done
    without being programmed is neither.
    """
    count = Counter(codes)
    programmed = sum(count[code] for code in ("done", "not_done", "missing", "planned"))
    if not programmed:
        return ""
    total = Total(programmed, count["done"], count["missing"])
    return total.words(to_come=bool(count["planned"]))

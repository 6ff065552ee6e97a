"""Whether a quarter or a month may be written now, and why not: the sentence that people read.

Plain values: a quarter with its `status`, `number` and `programa`, and a day. No database. Until
when an área has its quarter is decided here too, and nowhere else.
"""

from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.utils import timezone

from programs.enums import TrimestreStatus
from programs.values.phrases import long_date, quarter_name

# Why an área has other days than the quarter: words that go after "con".
EXTENDED, GIVEN_BACK = "prórroga", "plazo para corregir"


class DueDate(NamedTuple):
    """Until when an área has its quarter, None for no deadline, and why it is not the general date.

    `why` is `EXTENDED` or `GIVEN_BACK`, "" where the date of the quarter is in force.
    """

    day: date | None
    why: str

    @property
    def note(self) -> str:
        """What follows the date in a sentence: ", con prórroga", or ""."""
        return f", con {self.why}" if self.why else ""


def due_in_force(
    general: date | None, extended_to: date | None, return_due_on: date | None
) -> DueDate:
    """Return the latest of the quarter's deadline, an área's extension and that of its return.

    An extension never takes days away: a general date that moved past it is in force.
    """
    dates = ((general, ""), (extended_to, EXTENDED), (return_due_on, GIVEN_BACK))
    found = [(day, why) for day, why in dates if day]
    # The first of the same day: a general date is in force without any other reason.
    return DueDate(*max(found, key=lambda each: each[0], default=(None, "")))


def days_late(due_on: date | None, today: date) -> int:
    """Return how many days ago a deadline passed; 0 on its day, before it, or without one."""
    return max((today - due_on).days, 0) if due_on else 0


class Year(Protocol):
    """What is asked of the programa of a quarter."""

    @property
    def exercise(self) -> str:
        """The ejercicio in words."""

    def month_start(self, index: int) -> date:
        """Return the first day of a month (1 to 12 of the period)."""


class Window(Protocol):
    """What is asked of a quarter: its state, who closed it and when, its number and its programa.

    `closed_at` is None until it is closed.
    """

    @property
    def status(self) -> str:
        """One of `TrimestreStatus`."""

    @property
    def number(self) -> int:
        """1 to 4."""

    @property
    def programa(self) -> Year:
        """Whose quarter it is."""

    @property
    def closed_at(self) -> datetime | None:
        """When it was closed."""

    @property
    def closed_by(self) -> object:
        """Who closed it; its text is printed."""

    @property
    def closed_by_id(self) -> int | None:
        """The key of who closed it, to ask without a query."""


def why_closed(trimestre: Window) -> str:
    """Return why nobody captures in this quarter now, or "" while its window is open."""
    name = quarter_name(trimestre.number, trimestre.programa.exercise)
    if trimestre.status == TrimestreStatus.CLOSED:
        who = f" Lo cerró {trimestre.closed_by}." if trimestre.closed_by_id else ""
        when = long_date(timezone.localdate(trimestre.closed_at))
        return (
            f"El {name} está cerrado "
            f"desde el {when}.{who} El Secretario Técnico puede reabrirlo con un motivo."
        )
    if trimestre.status == TrimestreStatus.UPCOMING:
        return f"El {name} aún no se abre. Planeación abre la captura."
    return ""


def why_month_locked(trimestre: Window, month: int, today: date) -> str:
    """Return why a month (1 to 12 of the period) cannot be reported on that day, or "".

    A quarter that planeación has not opened yet does not lock its past months: months are marked
    as they pass, the quarter is written when its window opens.
    """
    if trimestre.status == TrimestreStatus.CLOSED:
        return why_closed(trimestre)
    if trimestre.programa.month_start(month) > today:
        return "Este mes aún no empieza. Podrá reportarlo cuando llegue."
    return ""

"""What is to be done, in words: each thing with its deadline and the exact place where it is paid.

What runs now, or comes next, is *lo siguiente*. `programs.selectors.debts` counts what is owed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from programs import permissions
from programs.models import (
    Programa,
    Trimestre,
    User,
)
from programs.reading.addresses import capture_url, month_url, part_url, submission_url
from programs.reading.line import Line
from programs.selectors.debts import SENT_BACK, Debts, MonthDebt, QuarterDebt
from programs.values.ago import ago_words, days_words
from programs.values.checks import Finding
from programs.values.checks.finding import month_of
from programs.values.given import given
from programs.values.phrases import long_date
from programs.values.windows import days_late

LISTAS = "líneas listas"


@dataclass(frozen=True)
class Debt:
    """One thing that an área owes: what, without a final period, and where it is paid.

    `anchor` is the place on the page that `url` opens, "" for the whole page.
    """

    text: str
    url: str
    anchor: str = ""


def line_debts(line: Line, findings: Iterable[Finding]) -> tuple[Debt, ...]:
    """Return what was found of a línea, each with the place where it is paid."""
    return tuple(
        month_debt(line.trimestre, given(line.avance).linea.area.code, _text(item), month)
        if (month := month_of(item))
        else line_debt(line, _text(item), item.anchor)
        for item in findings
    )


def month_debt(trimestre: Trimestre, area_code: str, text: str, month: int) -> Debt:
    """Return one thing that is reported by month, with the first month that waits for it."""
    return Debt(text, month_url(trimestre.programa, area_code, month))


def line_debt(line: Line, text: str, anchor: str) -> Debt:
    """Return one thing of a línea with its place on the page that captures it."""
    return Debt(text, capture_url(line.trimestre, line.linea.pk, anchor), anchor)


def part_debt(trimestre: Trimestre, key: str, text: str, anchor: str) -> Debt:
    """Return one thing of the part `key` of the presentación with its place on its page."""
    return Debt(text, part_url(trimestre, key, anchor), anchor)


def _text(finding: Finding) -> str:
    reason = finding.reason.rstrip(".")
    return f"{finding.message}. Motivo: {reason}" if reason else finding.message


@dataclass(frozen=True, kw_only=True)
class Pending(Debt):
    """One thing to do, by when, and the words of its button.

    `kind` is "month", "observations", "quarter" or "send"; `number` that of the quarter or month.
    """

    kind: str
    number: int
    due_on: date | None
    due_words: str
    late: bool
    action: str


def pendings_of(
    user: User, debts: Iterable[Debts], today: date
) -> tuple[tuple[Pending, ...], tuple[Pending, ...]]:
    """Return (what is missing, what comes next) for the person's áreas, by deadline.

    What comes next is the month that runs, or the first that has something, and the quarters that
    have not ended.
    """
    mine = permissions.area_ids(user)
    missing, coming = [], []
    for debt in debts:
        own_months = [month for month in debt.months if month.area_pk in mine]
        for month in own_months:
            if month.ended and month.is_owed:
                missing.append(_month_pending(debt.programa, month, today))
        if debt.quarters or debt.programa.starts_on <= today:
            coming += _next_months(debt.programa, own_months, today)
        for quarter in debt.quarters:
            if quarter.area_pk not in mine or not quarter.is_owed:
                continue
            if pending := quarter_pending(user, quarter, today):
                returned = pending.kind == "send" and quarter.sent_back
                (missing if quarter.ended or returned else coming).append(pending)
    return tuple(sorted(missing, key=by_deadline)), tuple(sorted(coming, key=by_deadline))


def quarter_pending(user: User, quarter: QuarterDebt, today: date) -> Pending | None:
    """Return what the person does next in their área's quarter.

    None where nothing is owed, and where all that is left is the titular's: handing it in.
    """
    if not quarter.is_owed:
        return None
    writes = quarter.next_linea_pk is not None
    if writes or permissions.sends_area(user, quarter.area_pk):
        return _quarter_pending(quarter, today)
    return None


def _next_months(programa: Programa, months: list[MonthDebt], today: date) -> list[Pending]:
    """The first month of each área that has not ended and still lacks something."""
    first: dict[int, MonthDebt] = {}
    for month in sorted(months, key=lambda month: month.month):
        if not month.ended and month.missing:
            first.setdefault(month.area_pk, month)
    return [_month_pending(programa, month, today) for month in first.values()]


def by_deadline(pending: Pending) -> tuple:
    """Return what puts things to do in order: the nearest deadline first."""
    return (pending.due_on or date.max, pending.kind, pending.number)


def _month_pending(programa: Programa, month: MonthDebt, today: date) -> Pending:
    if not month.missing:
        text, action = f"{capfirst(month.name)}: falta confirmar el mes", f"Confirmar {month.name}"
    else:
        noun = "tarea" if month.total == 1 else "tareas"
        verb = "falta" if month.missing == 1 else "faltan"
        text = (
            f"{capfirst(month.name)}: {verb} {month.missing} de {month.total} {noun} por reportar"
        )
        action = f"Reportar {month.name}"
    has_begun = programa.month_start(month.month) <= today
    return Pending(
        kind="month",
        number=month.month,
        text=text,
        url=month_url(programa, month.area_code, month.month),
        due_on=month.due_on,
        due_words=due_words(month.due_on, today),
        late=days_late(month.due_on, today) > 0,
        action=action if has_begun else f"Ver {month.name}",
    )


def left_words(quarter: QuarterDebt) -> str:
    """Return what is left of a quarter that an área owes: "2 de 3 líneas listas"."""
    if not quarter.total:
        return quarter.unsent_words
    text = f"{quarter.ready} de {quarter.total} {'línea lista' if quarter.total == 1 else LISTAS}"
    if not quarter.next_linea_pk:  # everything is ready, and yet the área still has it
        return f"{text}, {SENT_BACK if quarter.sent_back else 'sin enviar'}"
    if quarter.returned:
        noun = "línea devuelta" if quarter.returned == 1 else "líneas devueltas"
        return f"{text}, {quarter.returned} {noun}"
    return text


def _quarter_pending(quarter: QuarterDebt, today: date) -> Pending:
    """The líneas are written one by one, from the first that waits; then all is handed in."""
    writes = quarter.next_linea_pk is not None
    return Pending(
        kind="quarter" if writes else "send",
        number=quarter.number,
        text=f"{quarter.title.capitalize()}: {left_words(quarter)}",
        url=capture_url(quarter.trimestre, given(quarter.next_linea_pk))
        if writes
        else submission_url(quarter.trimestre, quarter.area_code),
        due_on=quarter.due_on,
        due_words=due_words(quarter.due_on, today, quarter.due.note),
        late=days_late(quarter.due_on, today) > 0,
        action=f"Seguir con la línea {quarter.next_number}".strip()
        if writes
        else "Revisar y enviar",
    )


def due_words(due_on: date | None, today: date, note: str = "") -> str:
    """Return "vence el 5 de julio de 2026 (en 4 días)", or since when it is late.

    `note` says why the área has other days than the rest (`DueDate.note`).
    """
    if due_on is None:
        return "sin fecha límite"
    days = (due_on - today).days
    if days == 0:
        return f"vence hoy, {long_date(due_on)}{note}"
    if days > 0:
        return f"vence el {long_date(due_on)} (en {days_words(days)}){note}"
    return f"venció el {long_date(due_on)} ({ago_words(-days)}){note}"

"""What asks for attention today: what is late, what waits for a verdict, and what for answers.

Lateness is that of `programs.selectors.atrasos`. Only the área of the filters narrows it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from math import ceil
from typing import Generic, TypeVar

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, ObservacionStatus, TrimestreStatus
from programs.models import EntregaDeArea, Programa, Trimestre
from programs.reading.addresses import (
    area_url,
    capture_url,
    month_url,
    submission_url,
)
from programs.selectors.atrasos import overdue_areas
from programs.selectors.debts import (
    Debts,
    MonthDebt,
    OpenQuarters,
    QuarterDebt,
    debts_of,
    open_quarters,
)
from programs.selectors.pendientes import Debt
from programs.values.ago import ago_words
from programs.values.phrases import long_date, quarter_name
from programs.values.windows import days_late
from reports.selectors.tablero_scope import Scope

# Debts that fit on the first screen of a laptop of 1366 × 625, counted one below another.
FIRST_SCREEN = 9
# What the first screen of 1366 × 625 holds below the head: printed lines of late áreas, and of
# each list beside them. A row takes its lines and the space around them.
LATE_LINES, WAITING_LINES = 12.0, 5.0
AROUND = 0.7
NAME_LINE, WAITING_LINE = 32, 46  # letters of a line


@dataclass(frozen=True, kw_only=True)
class OverdueItem(Debt):
    """One thing that an área owes, and how many days late."""

    days: int


@dataclass(frozen=True)
class OverdueArea:
    """An área with everything that is late in it, the oldest first."""

    name: str
    code: str
    days: int
    items: tuple[OverdueItem, ...]

    def lines(self, items: int) -> float:
        """How many printed lines its row takes, with so many debts one below another."""
        return AROUND + max(ceil(len(self.name) / NAME_LINE), items)


@dataclass(frozen=True)
class Waiting:
    """An área's quarter that waits for somebody: since when in words, how much, and where."""

    name: str
    when: str
    amount: str
    url: str

    @property
    def lines(self) -> float:
        """How many printed lines its row takes at most."""
        return AROUND + 1 + ceil(len(f"{self.name}, {self.when}") / WAITING_LINE)


Row = TypeVar("Row", OverdueArea, Waiting)


@dataclass(frozen=True)
class Fold(Generic[Row]):
    """A list of the first block: the rows that its screen holds, and those that it unfolds."""

    first: tuple[Row, ...]
    rest: tuple[Row, ...]


def folded(rows: Sequence[Row], heights: Iterable[float], room: float) -> Fold[Row]:
    """Return the rows that `room` printed lines hold, one at least, and those left over."""
    fitting = max(sum(taken <= room for taken in accumulate(heights)), 1)
    return Fold(tuple(rows[:fitting]), tuple(rows[fitting:]))


def _folded_waiting(rows: Sequence[Waiting]) -> Fold[Waiting]:
    return folded(rows, (row.lines for row in rows), WAITING_LINES)


@dataclass(frozen=True)
class Doubt:
    """Why nobody being late would say little: a few words, and the sentence.

    `quarter` is the name of the one that the words speak of, "" for none.
    """

    word: str
    sentence: str
    quarter: str = ""


@dataclass(frozen=True)
class Attention:
    """The first block of the tablero: late áreas by days, those to review, those to answer.

    `extended` are those that have other days than the rest. Where there are `doubts`, an empty
    `late` does not mean that all is well.
    """

    late: tuple[OverdueArea, ...]
    review: tuple[Waiting, ...]
    returned: tuple[Waiting, ...]
    extended: tuple[Waiting, ...]
    doubts: tuple[Doubt, ...]

    @property
    def headline(self) -> str:
        """What matters most, in a few words."""
        return self.headline_under("")

    def headline_under(self, title: str) -> str:
        """Return the same under the name of a quarter, which is not said again."""
        parts = [
            f"{doubt.quarter} {doubt.word}" if doubt.quarter not in ("", title) else doubt.word
            for doubt in self.doubts
        ]
        if self.late:
            count = len(self.late)
            parts.insert(0, f"{count} {'área atrasada' if count == 1 else 'áreas atrasadas'}")
        elif not parts:
            parts = ["ninguna área atrasada"]
        if self.review:
            parts.append(f"{len(self.review)} por revisar")
        if self.returned:
            parts.append(f"{len(self.returned)} con observaciones")
        return ", ".join(parts)

    @property
    def late_fold(self) -> Fold[OverdueArea]:
        """The late áreas, cut to the first screen."""
        heights = (area.lines(1 if self.folds else len(area.items)) for area in self.late)
        return folded(self.late, heights, LATE_LINES)

    @property
    def review_fold(self) -> Fold[Waiting]:
        """The áreas that wait for a verdict, cut to the first screen."""
        return _folded_waiting(self.review)

    @property
    def returned_fold(self) -> Fold[Waiting]:
        """The áreas that owe answers, cut to the first screen."""
        return _folded_waiting(self.returned)

    @property
    def extended_fold(self) -> Fold[Waiting]:
        """The áreas that have other days, cut to the first screen."""
        return _folded_waiting(self.extended)

    @property
    def folds(self) -> bool:
        """Tell whether all that is owed would push late áreas off the first screen.

        Each área then shows its oldest debt, and unfolds the others.
        """
        return sum(len(area.items) for area in self.late) > FIRST_SCREEN


def attention_of(scope: Scope, today: date) -> Attention | None:
    """Return what is owed today, in seven queries; None for a past cut-off or without drafts.

    It is that of every programme of the institution that is under way, whatever quarter is shown.
    """
    if not (scope.cut.is_now and scope.full):
        return None
    institucion = scope.programa.institucion_id
    pks = [programa.pk for programa in scope.programas if programa.institucion_id == institucion]
    rows = open_quarters(Programa.objects.filter(pk__in=pks))
    debts = debts_of(rows, today)
    entregas = _entregas(pks)
    quarters = [q for debt in debts for q in debt.quarters if scope.shows_area(q.area_code)]
    review, returned = [], []
    for quarter in quarters:
        key = quarter.trimestre.pk, quarter.area_pk
        entrega, unanswered = entregas.get(key, (None, 0))
        if entrega.status == AvanceStatus.SUBMITTED if entrega else quarter.in_review:
            review.append(_to_review(scope, quarter, entrega, today))
        # A returned línea that is marked lista again is still with its área.
        back = sum(
            entry.status == AvanceStatus.RETURNED and entry.linea.area_id == quarter.area_pk
            for entry in rows.avances[quarter.trimestre.pk]
        )
        if back or (entrega and entrega.status == AvanceStatus.RETURNED):
            returned.append(_to_answer(scope, quarter, entrega, back, unanswered, today))
    return Attention(
        late=tuple(_late(scope, debts, today)),
        review=tuple(row for _, row in sorted(review, key=lambda pair: -pair[0])),
        returned=tuple(row for _, row in sorted(returned, key=lambda pair: -pair[0])),
        extended=tuple(_extended(scope, quarters, today)),
        doubts=tuple(_doubts(scope, rows, quarters)),
    )


def _doubts(scope: Scope, rows: OpenQuarters, quarters: list[QuarterDebt]) -> Iterator[Doubt]:
    """Yield why nobody being late would say little."""
    if not _knows_area(scope):
        yield Doubt(
            "esa área no existe",
            f"El área «{scope.asked['area']}» no existe en la institución, o no es la suya.",
        )
    if not any(rows.of(programa) for programa in rows.programas):
        yield Doubt(
            "ningún trimestre abierto",
            "Ningún trimestre está abierto. Los meses que ya pasaron se deben igual.",
        )
    undated = {q.trimestre: None for q in quarters if q.is_owed and q.due_on is None}
    for trimestre in undated:
        title = trimestre.full_name
        yield Doubt(
            "sin fecha límite",
            f"El {title} está abierto y no tiene fecha límite: nadie puede estar atrasado en él.",
            title,
        )


def _knows_area(scope: Scope) -> bool:
    """Tell whether the área of the address, if any, is one that the person may ask for."""
    code = scope.asked.get("area", "")
    if not code or scope.areas:
        return not code or code in scope.areas
    return code in scope.area_names


def _entregas(programas: Iterable[int]) -> dict[tuple[int, int], tuple[EntregaDeArea, int]]:
    """Return {(quarter, área): its submission and how many observations nobody answered}."""
    sent = Count("observaciones", filter=Q(observaciones__status=ObservacionStatus.SENT))
    rows = EntregaDeArea.objects.filter(
        trimestre__programa__in=programas, trimestre__status=TrimestreStatus.OPEN
    )
    counted = rows.annotate(unanswered=sent).order_by()
    return {(row.trimestre_id, row.area_id): (row, row.unanswered) for row in counted}


def _late(scope: Scope, debts: Iterable[Debts], today: date) -> list[OverdueArea]:
    """Return the late áreas, the latest first; of the same days, by name."""
    areas = []
    for area in overdue_areas(debts, today).values():
        if not scope.shows_area(area.area_code):
            continue
        items = [_owed_quarter(scope, quarter, today) for quarter in area.quarters]
        items += [_owed_month(month, today) for month in area.months]
        items.sort(key=lambda item: -item.days)
        name = scope.area_names.told(area.area_code, area.area_name)
        areas.append(OverdueArea(name, area.area_code, area.days(today), tuple(items)))
    return sorted(areas, key=lambda area: (-area.days, area.name))


def _extended(scope: Scope, quarters: Iterable[QuarterDebt], today: date) -> Iterator[Waiting]:
    """Yield the áreas that still have days that the others had not, the nearest end first."""
    extended = [
        (q.due_on, q)
        for q in quarters
        if q.is_owed and q.is_extended and q.due_on and q.due_on >= today
    ]
    for due_on, quarter in sorted(extended, key=lambda pair: (pair[0], pair[1].area_name)):
        when = f"hasta el {long_date(due_on)}"
        url = _quarter_url(scope, quarter)
        yield Waiting(_waiting_name(scope, quarter), when, quarter.unsent_words, url)


def _waiting_name(scope: Scope, quarter: QuarterDebt) -> str:
    """The área, and the quarter where it is not the one that the page is about."""
    name = scope.area_names.told(quarter.area_code, quarter.area_name)
    if quarter.trimestre.pk == scope.trimestre.pk:
        return name
    return f"{name}, {_quarter_name(scope, quarter.trimestre)}"


def _quarter_name(scope: Scope, trimestre: Trimestre) -> str:
    """ "4to trimestre", with its exercise where another programme is shown."""
    other = trimestre.programa_id != scope.programa.pk
    return quarter_name(trimestre.number, trimestre.programa.exercise if other else None)


def _owed_quarter(scope: Scope, quarter: QuarterDebt, today: date) -> OverdueItem:
    return OverdueItem(
        text=f"{_quarter_name(scope, quarter.trimestre)}: {quarter.unsent_words}",
        url=_quarter_url(scope, quarter),
        days=days_late(quarter.due_on, today),
    )


def _owed_month(month: MonthDebt, today: date) -> OverdueItem:
    what = "sin confirmar"
    if month.missing:
        verb = "falta" if month.missing == 1 else "faltan"
        noun = "tarea" if month.total == 1 else "tareas"
        what = f"{verb} {month.missing} de {month.total} {noun}"
    return OverdueItem(
        text=f"{month.name}: {what}",
        url=month_url(month.trimestre.programa, month.area_code, month.month),
        days=days_late(month.due_on, today),
    )


def _quarter_url(scope: Scope, quarter: QuarterDebt) -> str:
    """The área's own work opens where it goes on; who follows it sees its part of the quarter."""
    if quarter.area_code not in scope.areas:
        return area_url(quarter.trimestre, quarter.area_code)
    if quarter.next_linea_pk:
        return capture_url(quarter.trimestre, quarter.next_linea_pk)
    return submission_url(quarter.trimestre, quarter.area_code)


def _verdict_url(scope: Scope, quarter: QuarterDebt, entrega: EntregaDeArea | None) -> str:
    """The review for who reviews, the submission for its área, the quarter for the rest."""
    if entrega is not None and scope.reviews:
        args = [*quarter.trimestre.place, quarter.area_code]
        return reverse("revision_detail", args=args)
    if entrega is not None and quarter.area_code in scope.areas:
        return submission_url(quarter.trimestre, quarter.area_code)
    return area_url(quarter.trimestre, quarter.area_code)


def _to_review(
    scope: Scope, quarter: QuarterDebt, entrega: EntregaDeArea | None, today: date
) -> tuple[int, Waiting]:
    days, when = _since(entrega.submitted_at if entrega else None, today, "enviada")
    noun = "línea" if quarter.total == 1 else "líneas"
    amount = f"{quarter.to_review} de {quarter.total} {noun} por revisar"
    if not quarter.total:
        amount = "meses y presentación por revisar"
    name = _waiting_name(scope, quarter)
    return days, Waiting(name, when, amount, _verdict_url(scope, quarter, entrega))


def _to_answer(
    scope: Scope,
    quarter: QuarterDebt,
    entrega: EntregaDeArea | None,
    lines: int,
    unanswered: int,
    today: date,
) -> tuple[int, Waiting]:
    days, when = _since(entrega.returned_at if entrega else None, today, "devuelta")
    if entrega is None:
        amount = f"{lines} {'línea devuelta' if lines == 1 else 'líneas devueltas'}"
    elif unanswered:
        noun = "observación" if unanswered == 1 else "observaciones"
        amount = f"{unanswered} {noun} sin atender"
    else:
        amount = "observaciones atendidas; falta enviar de nuevo"
    name = _waiting_name(scope, quarter)
    return days, Waiting(name, when, amount, _verdict_url(scope, quarter, entrega))


def _since(moment: datetime | None, today: date, verb: str) -> tuple[int, str]:
    """Return how many days ago, and in words: "enviada ayer"."""
    if moment is None:
        return 0, verb
    days = max((today - timezone.localdate(moment)).days, 0)
    return days, f"{verb} {ago_words(days)}"

"""What was known on a past day: rows as the history has them, laid over what is stored today.

A row that was saved by then is as that saving left it. One of which the history begins later said
nothing yet. One without any history came by a bulk load, and nobody can tell what it said earlier:
it stays as it is today, and `Known.is_whole` tells so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from programs.enums import AvanceStatus, ExplicitClosing, MarkStatus, TrimestreStatus
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    Corte,
    Figura,
    MarcaMensual,
    Programa,
    Trimestre,
)
from programs.reading.assembly import NOT_REPORTED, REPORTED, Reported, ReportedByQuarter
from programs.values.snapshot import MarkSnapshot, TareaSnapshot, has_content

# What the history gives of an entry, and an entry that nobody had saved.
UNTOUCHED = {
    "status": AvanceStatus.DRAFT,
    "ready": False,
    "cause": "",
    "closing": ExplicitClosing.AUTOMATIC,
    "stated_percent": None,
    "closing_reason": "",
}
REMOVED = "-"


class Then:
    """The last saving of each row of a table by a moment, from its history."""

    def __init__(
        self, history: QuerySet, moment: datetime, names: Collection[str], key: tuple[str, ...]
    ) -> None:
        """Read the named columns of a history, in one query; `key` are those that name a row."""
        self._rows: dict[tuple, dict] = {}
        self._traced: set[tuple] = set()
        columns = (*key, "history_date", "history_type", *names)
        rows = history.order_by("history_date", "history_id").values_list(*columns)
        for row in rows:
            name, (saved_at, kind, *values) = row[: len(key)], row[len(key) :]
            self._traced.add(name)
            if saved_at >= moment:
                continue
            self._rows.pop(name, None)
            if kind != REMOVED:
                self._rows[name] = dict(zip(names, values, strict=True))

    def of(self, *name: int) -> dict | None:
        """Return the columns of a row as they were, None where it said nothing or was not there."""
        return self._rows.get(name)

    def knows(self, *name: int) -> bool:
        """Tell whether anything was ever traced of a row."""
        return name in self._traced

    def __iter__(self) -> Iterator[dict]:
        """Yield the columns of every row that was there."""
        return iter(self._rows.values())


@dataclass
class Known:
    """What was known of a programme at `moment`, the end of a day.

    `is_whole` turns False once something without a history had to be taken as it is today.
    """

    moment: datetime
    marks: Then
    entries: Then
    quantities: Then
    narrated: Mapping[int, bool]
    closings: Mapping[int, list[datetime]]
    is_whole: bool = True

    def trimestre(self, trimestre: Trimestre) -> Trimestre:
        """Return a quarter with the window that it had."""
        found = copy(trimestre)
        closings = [made for made in self.closings[trimestre.pk] if made < self.moment]
        if trimestre.status == TrimestreStatus.CLOSED and not self.closings[trimestre.pk]:
            closings = [at for at in (trimestre.closed_at,) if at and at < self.moment]
        reopened = trimestre.reopened_at
        if closings and not (reopened and max(closings) <= reopened < self.moment):
            found.status = TrimestreStatus.CLOSED
        elif trimestre.opened_at and trimestre.opened_at >= self.moment:
            found.status = TrimestreStatus.UPCOMING
        elif trimestre.status != TrimestreStatus.UPCOMING:
            found.status = TrimestreStatus.OPEN
        return found

    def tarea(self, tarea: TareaSnapshot) -> TareaSnapshot:
        """Return a tarea with what was said of its months."""
        return replace(tarea, marks=tuple(self._marks(tarea)))

    def _marks(self, tarea: TareaSnapshot) -> Iterator[MarkSnapshot]:
        for mark in tarea.marks:
            then = self.marks.of(tarea.pk, mark.month)
            if then:
                yield MarkSnapshot(month=mark.month, **then)
            elif not self.marks.knows(tarea.pk, mark.month):
                self.is_whole = self.is_whole and mark.status == MarkStatus.UNREPORTED
                yield mark
            elif mark.programmed:
                yield replace(mark, status=MarkStatus.UNREPORTED, reason="")

    def entry(self, avance: AvanceTrimestral) -> AvanceTrimestral:
        """Return an entry with what it said, and whether anything was written in it."""
        if not self.entries.knows(avance.pk):
            self.is_whole = self.is_whole and not _says_anything(avance)
            return avance
        found = copy(avance)
        for name, value in (self.entries.of(avance.pk) or UNTOUCHED).items():
            setattr(found, name, value)
        found.has_blocks = avance.pk in self.narrated
        found.has_narrative = self.narrated.get(avance.pk, False)
        return found

    def reported(self, reported: ReportedByQuarter) -> ReportedByQuarter:
        """Return the quantities that were reported."""
        return {
            componente: {
                quarter: said
                for quarter, row in by_quarter.items()
                if (said := self._reported(row)) is not None
            }
            for componente, by_quarter in reported.items()
        }

    def _reported(self, row: Reported) -> Reported | None:
        if row.pk is None or not self.quantities.knows(row.pk):
            self.is_whole = self.is_whole and row[2:] == NOT_REPORTED[2:]
            return row
        then = self.quantities.of(row.pk)
        return row._replace(**then) if then else None


def _says_anything(avance: AvanceTrimestral) -> bool:
    said = {name: getattr(avance, name) for name in UNTOUCHED}
    return said != UNTOUCHED or avance.has_blocks


def known_of(programa: Programa, day: date) -> Known:
    """Return what was known of a programme at the end of a day where it is, in six queries."""
    moment = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    avances = AvanceTrimestral.objects.filter(trimestre__programa=programa).values("pk")
    closings: dict[int, list[datetime]] = defaultdict(list)
    cortes = Corte.objects.filter(trimestre__programa=programa).order_by()
    for trimestre, made_at in cortes.values_list("trimestre", "made_at"):
        closings[trimestre].append(made_at)
    return Known(
        moment=moment,
        marks=Then(
            MarcaMensual.history.filter(tarea__eje__programa=programa),
            moment,
            ("programmed", "status", "reason"),
            key=("tarea_id", "month"),
        ),
        entries=Then(
            AvanceTrimestral.history.filter(trimestre__programa=programa),
            moment,
            UNTOUCHED,
            key=("id",),
        ),
        quantities=Then(
            AvanceDeComponente.history.filter(avance__in=avances),
            moment,
            REPORTED[2:],
            key=("id",),
        ),
        narrated=_narrated(avances, moment),
        closings=closings,
    )


def _narrated(avances: QuerySet, moment: datetime) -> dict[int, bool]:
    """Return {pk of an entry with blocks: whether any of them printed}."""
    figures = Figura.history.filter(bloque__avance__in=avances)
    then = Then(figures, moment, ("bloque_id", "in_informe"), key=("id",))
    pictured = {row["bloque_id"] for row in then if row["in_informe"]}
    columns = ("id", "avance_id", "removed_at", "html", "rows")
    blocks = Bloque.history.filter(avance__in=avances)
    found: dict[int, bool] = {}
    for row in Then(blocks, moment, columns, key=("id",)):
        if row["removed_at"] is None:
            prints = has_content(row["html"], row["rows"], row["id"] in pictured)
            found[row["avance_id"]] = found.get(row["avance_id"], False) or prints
    return found

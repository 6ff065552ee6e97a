"""A línea on one page: its meta, its programming, its tareas and its four quarter entries."""

from collections import defaultdict
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from programs import permissions
from programs.enums import QUARTERS, TrimestreStatus
from programs.models import Bloque, LineaDeAccion, Trimestre, User
from programs.models.programa import LineaQuerySet
from programs.reading.line import Line, thresholds_of
from programs.reading.lines import planned_lineas, read_lines
from programs.reading.sealed import sealed_thresholds
from programs.reading.settled import is_settled
from programs.reading.writable import capture_way
from programs.selectors.avance import quantity_or
from programs.selectors.bloques import BlockView, block_views, labels_of, said_of_line
from programs.selectors.cifras import tie_links
from programs.selectors.common import months_title, owed_months
from programs.values.amounts import NO_DATA, programmed_amount
from programs.values.given import given
from programs.values.modified import (
    annual_in_force,
    due_in_force,
    linea_sentences,
    programmed_in_force,
)
from programs.values.month_quantities import NOTHING, MonthQuantity, month_amount, quarter_done
from programs.values.months import (
    CalendarRow,
    Month,
    calendar_rows,
    period_month_of,
    period_months,
)
from programs.values.phrases import quarter_name
from programs.values.readings import EntryReading, Workflow
from programs.values.snapshot import MetaSnapshot, TareaSnapshot


@dataclass(frozen=True)
class ProgrammingRow:
    """One component of the meta: its annual quantity and what each quarter is programmed.

    Both as in force after every change. `first_annual` is the quantity first approved and the
    second of each pair of `quarters` what was programmed then: None or "" where it is the same.
    """

    unit: str
    kind: str
    annual: Decimal | None
    first_annual: Decimal | None
    quarters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class QuarterMonths:
    """The three months of a quarter as (name, words), and their sum."""

    months: tuple[tuple[str, str], ...]
    total: str


@dataclass(frozen=True)
class MonthsRow:
    """A quantity that is reported by month, quarter by quarter."""

    unit: str
    by_quarter: tuple[QuarterMonths, ...]


@dataclass(frozen=True)
class EntryPart:
    """One quarter entry as the page shows it. `blocks` is empty for who may not read them.

    `capture_url` is where the person writes it now, "" for who cannot.
    """

    number: int
    title: str
    months: str
    starts_on: date
    ends_on: date
    trimestre_status: str
    trimestre_word: str
    workflow: Workflow
    started: bool
    readable: bool
    meta: MetaSnapshot | None
    reading: EntryReading
    blocks: tuple[BlockView, ...]
    capture_url: str

    @property
    def has_begun(self) -> bool:
        """Tell whether the window was opened, or something was captured all the same."""
        return self.trimestre_status != TrimestreStatus.UPCOMING or (self.started and self.readable)


@dataclass(frozen=True)
class LineaPage:
    """All that the page of a línea prints."""

    linea: LineaDeAccion
    number: str
    words: dict[str, str]
    meta: MetaSnapshot | None
    changes: tuple[str, ...]
    programming: tuple[ProgrammingRow, ...]
    monthly: tuple[MonthsRow, ...]
    tareas: tuple[TareaSnapshot, ...]
    rows: tuple[CalendarRow, ...]
    months: tuple[Month, ...]
    current_month: int | None
    entries: tuple[EntryPart, ...]
    previous_id: int | None
    next_id: int | None
    full: bool

    @property
    def writable(self) -> tuple[EntryPart, ...]:
        """The quarter entries that the person writes now."""
        return tuple(entry for entry in self.entries if entry.capture_url)


def linea_visible(user: User, slug: str, year: int) -> LineaQuerySet:
    """Return the líneas of a programme that the person may reach, each with its neighbours."""
    return (
        LineaDeAccion.objects.visible_to(user)
        .filter(eje__programa__institucion__slug=slug, eje__programa__year=year)
        .with_place()
        .select_related("eje__programa__institucion")
        .with_neighbours()
    )


def linea_page(linea: LineaDeAccion, user: User, today: date) -> LineaPage:
    """Return the page of a línea read by `linea_visible`, in thirteen more queries."""
    programa = linea.eje.programa
    full = permissions.can_read_drafts(user, programa.institucion)
    trimestres = list(
        Trimestre.objects.filter(programa=programa)
        .select_related("programa__institucion")
        .order_by("number")
    )
    blocks = list(Bloque.objects.filter(avance__linea=linea).kept().with_pictures())
    own = LineaDeAccion.objects.filter(pk=linea.pk)
    read = read_lines(own, trimestres, full=full, blocks=blocks, today=today)
    # A closed quarter keeps the semáforo with which it closed, as on the tablero.
    closed_with = sealed_thresholds(trimestres, thresholds_of(programa.institucion))
    lines = [
        replace(line, thresholds=closed_with.get(line.trimestre.pk, line.thresholds))
        for line in read
        if line.avance
    ]
    # As they are in the last quarter: with every move of their months.
    tareas = lines[-1].linea.tareas if lines else ()
    plan = planned_lineas(own, tareas)[linea.eje_id][0]
    labels = labels_of(programa)
    readable = _readable(lines, full=full)
    return LineaPage(
        linea=linea,
        number=linea.number,
        words=programa.words(linea.eje.labels),
        meta=plan.meta,
        changes=linea_sentences(plan, programa.start_month),
        programming=_programming(plan.meta),
        monthly=_monthly(lines, owed_months(programa, today), readable, programa.start_month),
        tareas=tareas,
        rows=tuple(
            replace(row, label="")  # the printed number counts the tareas of the whole eje
            for row in calendar_rows(
                (tarea for tarea in tareas if tarea.in_calendar),
                due=owed_months(programa, today),
                readable=lambda tarea, month: readable(month),
            )
        ),
        months=period_months(programa.start_month),
        current_month=period_month_of(today, programa.starts_on),
        entries=tuple(
            _entry(user, line, _by_entry(blocks), labels[line.trimestre.number]) for line in lines
        ),
        previous_id=linea.previous_id,
        next_id=linea.next_id,
        full=full,
    )


def _readable(lines: list[Line], *, full: bool) -> Callable[[int], bool]:
    """Tell whether what was said of a month of the período may be read."""
    shown = {
        month
        for line in lines
        if line.avance and is_settled(line.avance.status, line.trimestre.status)
        for month in line.trimestre.months
    }
    return lambda month: full or month in shown


def _monthly(
    lines: list[Line], due: Container[int], readable: Callable[[int], bool], start_month: int
) -> tuple[MonthsRow, ...]:
    """Return the months of the quantities that are reported so; what was done where it is read."""
    meta = lines[-1].linea.meta if lines else None
    names = period_months(start_month)

    def words(month: MonthQuantity) -> str:
        known = readable(month.month)
        shown = month if known else replace(month, done=None, reason="")
        return month_amount(shown, owed=known and month.month in due)

    def quarter(months: tuple[MonthQuantity, ...]) -> QuarterMonths:
        known = all(readable(month.month) for month in months)
        return QuarterMonths(
            tuple((names[month.month - 1].name, words(month)) for month in months),
            quantity_or(quarter_done(months), NO_DATA) if known else NOTHING,
        )

    return tuple(
        MonthsRow(each.unit, tuple(quarter(each.of_quarter(n)) for n in QUARTERS))
        for each in (meta.months if meta else ())
    )


def _by_entry(blocks: list[Bloque]) -> dict[int | None, list[Bloque]]:
    found: dict[int | None, list[Bloque]] = defaultdict(list)
    for block in blocks:
        found[block.avance_id].append(block)
    return found


def _programming(meta: MetaSnapshot | None) -> tuple[ProgrammingRow, ...]:
    """Return what is programmed of a plan's meta after its changes, beside what was first."""
    if meta is None:
        return ()
    facts = replace(meta.facts, due_quarters=due_in_force(meta))
    rows = []
    for place, first in enumerate(meta.facts.components):
        programmed = programmed_in_force(meta, place)
        now = replace(first, annual=annual_in_force(meta, place), programmed=programmed)
        quarters = tuple(programmed_amount(facts, now, n).text for n in QUARTERS)
        were = tuple(programmed_amount(meta.facts, first, n).text for n in QUARTERS)
        rows.append(
            ProgrammingRow(
                unit=first.unit,
                kind=first.kind,
                annual=now.annual,
                first_annual=None if first.annual == now.annual else first.annual,
                quarters=tuple(
                    (text, "" if text == was else was)
                    for text, was in zip(quarters, were, strict=True)
                ),
            )
        )
    return tuple(rows)


def _entry(
    user: User,
    line: Line,
    blocks: Mapping[int | None, list[Bloque]],
    labels: Mapping[str, str],
) -> EntryPart:
    trimestre = line.trimestre
    own = blocks[given(line.avance).pk] if line.readable else []
    registered = permissions.can_read_informe(user, trimestre)
    links = tie_links(trimestre, [line], own, registered=registered)
    return EntryPart(
        number=trimestre.number,
        title=quarter_name(trimestre.number),
        months=months_title(trimestre.programa, trimestre.number),
        starts_on=trimestre.starts_on,
        ends_on=trimestre.ends_on,
        trimestre_status=trimestre.status,
        trimestre_word=trimestre.get_status_display(),
        workflow=line.workflow,
        started=line.started,
        readable=line.readable,
        meta=line.linea.meta,
        reading=line.reading,
        blocks=block_views(own, labels, said_of_line(line), links),
        capture_url=capture_way(user, line.avance),
    )

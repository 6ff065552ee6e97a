"""Inicio, each role its own: what an área owes, what the áreas owe, or what there is to read."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from programs import permissions
from programs.enums import LineNumbering
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    LineaDeAccion,
    Programa,
    Tarea,
    Trimestre,
    User,
)
from programs.reading import assembly
from programs.selectors.common import (
    entry_snapshot,
    entry_workflow,
    quarter_snapshot,
    quarter_title,
    thresholds_of,
)
from programs.selectors.devueltas import observations_owed
from programs.selectors.home import HomeRows, InstitucionCard, ProgramaCard, home_cards, home_rows
from programs.selectors.pendientes import (
    Debts,
    Pending,
    QuarterDebt,
    by_deadline,
    debts_of,
    due_words,
    overdue_months,
    pendings_of,
)
from programs.values.phrases import join_list, month_name
from programs.values.progress import MetaFacts, accumulated_programmed
from programs.values.readings import EntryReading, Workflow, read_entry
from programs.values.snapshot import LineaSnapshot

LATE, REVIEW, WAITING, DONE = "late", "review", "waiting", "done"


@dataclass(frozen=True)
class OwnLine:
    """One of the person's líneas in the quarter at hand. `target` is its programmed part, 0-100."""

    pk: int
    number: str
    title: str
    meta: str
    reading: EntryReading
    programmed: str
    target: Decimal | None
    workflow: Workflow


@dataclass(frozen=True)
class OwnQuarter:
    """The person's líneas of one programme, in the quarter that is being worked on.

    `areas` are the (code, name) of those that report them.
    """

    programa: Programa
    number: int
    title: str
    last_month: str
    lines: tuple[OwnLine, ...]
    areas: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AreaState:
    """An área in a quarter, as who follows it reads: `state` and the reasons of it."""

    name: str
    code: str
    state: str
    days_late: int
    quarter_words: str
    months_words: str


@dataclass(frozen=True)
class Board:
    """A programme by área: the late ones first."""

    programa: Programa
    number: int
    title: str
    due_words: str
    areas: tuple[AreaState, ...]

    def count(self, state: str) -> int:
        """Return how many áreas are in a state."""
        return sum(area.state == state for area in self.areas)

    @property
    def late(self) -> int:
        """How many áreas are late."""
        return self.count(LATE)

    @property
    def review(self) -> int:
        """How many áreas wait for a verdict."""
        return self.count(REVIEW)


@dataclass(frozen=True)
class InicioPage:
    """All that Inicio prints; `whose` names the person's áreas, "" for who has none."""

    whose: str
    missing: tuple[Pending, ...]
    coming: tuple[Pending, ...]
    several: bool
    quarters: tuple[OwnQuarter, ...]
    boards: tuple[Board, ...]
    readers: tuple[InstitucionCard, ...]
    others: tuple[ProgramaCard, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether the person reaches nothing at all."""
        return not (self.whose or self.boards or self.readers or self.others)


def inicio_page(user: User, today: date) -> InicioPage:
    """Return Inicio of a person, in at most thirteen queries for any number of líneas."""
    rows = home_rows(user)
    cards = home_cards(user, today, rows)
    mine = permissions.area_ids(user)
    followed = permissions.followed_institucion_ids(user)
    acting = {m.institucion_id for m in user.memberships if m.area_id in mine} | followed
    whole = user.is_superuser
    debts = debts_of(rows, today) if mine or followed or whole else ()
    quarters = _own_quarters(rows, debts, mine) if mine else ()
    numbers = {line.pk: line.number for quarter in quarters for line in quarter.lines}
    sent_back = any(area in mine for _, area in rows.returned)
    observed = observations_owed(user, debts, today) if sent_back else ()
    missing, coming = pendings_of(user, debts, numbers, today)
    readers = tuple(card for card in cards if not whole and card.institucion.pk not in acting)
    names = {m.area_id: m.area.name for m in user.memberships if m.area_id in mine}
    return InicioPage(
        whose=join_list(names.values()),
        missing=tuple(sorted((*observed, *missing), key=by_deadline)),
        coming=coming,
        several=len(names) > 1,
        quarters=quarters,
        boards=tuple(
            _board(debt, rows, today)
            for debt in debts
            if whole or debt.programa.institucion_id in followed
        ),
        readers=readers,
        others=tuple(
            item for card in cards if card not in readers for item in card.other_programas
        ),
    )


def _own_quarters(rows: HomeRows, debts: tuple[Debts, ...], mine: set[int]):
    """Return the person's líneas in the first open quarter that still waits for them."""
    chosen: dict[int, Trimestre] = {}
    for debt in debts:
        own = [quarter for quarter in debt.quarters if quarter.area_pk in mine]
        if own:
            number = next((q.number for q in own if q.is_owed), own[-1].number)
            trimestres = rows.open_trimestres(debt.programa)
            chosen[debt.programa.pk] = next(t for t in trimestres if t.number == number)
    lineas = defaultdict(list)
    for linea in _lineas(list(chosen), mine):
        lineas[linea.eje.programa_id].append(linea)
    actual: dict[int, dict[int, assembly.Reported]] = defaultdict(dict)
    quantities = AvanceDeComponente.objects.filter(
        avance__trimestre__programa__in=chosen, avance__linea__area__in=mine
    )
    for componente, number, *values in quantities.values_list(
        "componente", "avance__trimestre__number", *assembly.REPORTED
    ):
        actual[componente][number] = assembly.Reported(*values)
    return tuple(
        _own_quarter(trimestre, lineas[pk], rows.avances[trimestre.pk], actual)
        for pk, trimestre in chosen.items()
    )


def _lineas(programas: list[int], mine: set[int]):
    """The person's líneas in printed order, with their place in the eje and their metas."""
    place = (
        LineaDeAccion.objects.filter(eje=OuterRef("eje"), order__lte=OuterRef("order"))
        .order_by()
        .values("eje")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        LineaDeAccion.objects.filter(eje__programa__in=programas, area__in=mine)
        .select_related("area", "eje", "meta")
        .prefetch_related(
            Prefetch("meta__componentes", ComponenteDeMeta.objects.order_by("order")),
            "meta__componentes__modificaciones",
            Prefetch("tareas", Tarea.objects.select_related("area").order_by("order")),
            "tareas__marcas",
        )
        .annotate(place=Coalesce(Subquery(place, output_field=IntegerField()), 0))
        .order_by("eje__order", "order")
    )


def _own_quarter(trimestre: Trimestre, lineas, avances, actual) -> OwnQuarter:
    programa = trimestre.programa
    nested = programa.institucion.line_numbering == LineNumbering.NESTED
    entries = {avance.linea_id: avance for avance in avances}
    last = trimestre.ends_on.month
    return OwnQuarter(
        programa=programa,
        number=trimestre.number,
        title=quarter_title(trimestre.number),
        last_month=month_name(last).lower(),
        lines=tuple(
            _own_line(linea, trimestre, entries.get(linea.pk), actual, nested) for linea in lineas
        ),
        areas=tuple({linea.area.code: linea.area.name for linea in lineas}.items()),
    )


def _own_line(
    linea: LineaDeAccion,
    trimestre: Trimestre,
    avance: AvanceTrimestral | None,
    actual: dict[int, dict[int, assembly.Reported]],
    nested: bool,
) -> OwnLine:
    meta = assembly.meta_snapshot(linea, actual, trimestre.number)
    snapshot = LineaSnapshot(
        pk=linea.pk,
        number=assembly.line_number(linea.eje.order, linea.place, linea, nested=nested),
        title=linea.title,
        area=linea.area.name,
        area_code=linea.area.code,
        meta=meta,
        tareas=assembly.tarea_snapshots(linea),
        avance=entry_snapshot(avance),
        closing=None,
    )
    institucion = trimestre.programa.institucion
    reading = read_entry(
        snapshot, quarter_snapshot(trimestre), thresholds=thresholds_of(institucion)
    )
    parts = [part.accumulated_programmed for part in reading.components]
    return OwnLine(
        pk=linea.pk,
        number=snapshot.number,
        title=linea.title,
        meta=meta.text if meta else "",
        reading=reading,
        programmed=_programmed(reading, parts),
        target=_target(meta.facts, trimestre.number) if meta else None,
        workflow=entry_workflow(avance, trimestre.status, full=True),
    )


def _target(facts: MetaFacts, number: int) -> Decimal | None:
    """Return where the programmed part of the year ends, from 0 to 100, for a single quantity."""
    if len(facts.components) != 1 or not facts.components[0].annual:
        return None
    (component,) = facts.components
    amount = accumulated_programmed(facts, component, number)
    if not amount:
        return None
    return min(Decimal(100), amount * 100 / component.annual).quantize(Decimal("0.1"))


def _programmed(reading: EntryReading, parts: list[str]) -> str:
    """What was programmed to date, in one line; "" where it would only repeat what was done."""
    if set(parts) == {reading.accumulated}:
        return ""
    if len(parts) == 1:
        return parts[0]
    units = [f"{part} {c.unit}" for part, c in zip(parts, reading.components, strict=True)]
    return join_list(units)


def _board(debt: Debts, rows: HomeRows, today: date) -> Board:
    """Return the áreas of a programme in the first open quarter that has not been closed."""
    trimestre = rows.open_trimestres(debt.programa)[0]
    quarters = {q.area_pk: q for q in debt.quarters if q.number == trimestre.number}
    names = {month.area_pk: (month.area_name, month.area_code) for month in debt.months}
    names |= {q.area_pk: (q.area_name, q.area_code) for q in quarters.values()}
    areas = [_area_state(pk, *names[pk], quarters.get(pk), debt, today) for pk in names]
    order = (LATE, REVIEW, WAITING, DONE)
    return Board(
        programa=debt.programa,
        number=trimestre.number,
        title=quarter_title(trimestre.number),
        due_words=due_words(trimestre.due_on, today),
        areas=tuple(sorted(areas, key=lambda a: (order.index(a.state), -a.days_late, a.name))),
    )


def _area_state(
    pk: int, name: str, code: str, quarter: QuarterDebt | None, debt: Debts, today: date
) -> AreaState:
    months = overdue_months(debt, pk, today)
    dates = [month.due_on for month in months]
    if quarter and quarter.is_late(today):
        dates.append(quarter.due_on)
    state = LATE if dates else DONE
    if not dates and quarter:
        state = WAITING if quarter.is_owed else REVIEW if quarter.to_review else DONE
    return AreaState(
        name=name,
        code=code,
        state=state,
        days_late=(today - min(dates)).days if dates else 0,
        quarter_words=_quarter_words(quarter),
        months_words=_months_words(months),
    )


def _quarter_words(quarter: QuarterDebt | None) -> str:
    if quarter is None:
        return "Sin líneas en el programa"
    if quarter.is_owed:
        return capfirst(quarter.unsent_words)
    if quarter.to_review:
        return f"{quarter.to_review} por revisar, {quarter.validated} de {quarter.total} validadas"
    return f"{quarter.validated} de {quarter.total} validadas"


def _months_words(months) -> str:
    """Name the months that are owed: "octubre: faltan 3; septiembre: sin confirmar"."""
    if not months:
        return "Al corriente"
    parts = [
        f"{month.name.lower()}: "
        + (f"faltan {month.missing} de {month.total}" if month.missing else "sin confirmar")
        for month in months
    ]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]

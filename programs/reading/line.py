"""A línea in a quarter as the reader gives it: what pages say of it, its quarter and its stage."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.utils import timezone

from programs.enums import TrimestreStatus
from programs.models import (
    AvanceTrimestral,
    Institucion,
    Trimestre,
)
from programs.reading.addresses import capture_url, linea_url
from programs.reading.assembly import (
    Reported,
    notes_of,
)
from programs.reading.written import Pictures, period_of, written_line
from programs.values.checks import Finding, Notes, Plan, findings_of
from programs.values.checks.congruence import not_told, told_of
from programs.values.checks.finding import PlacedFinding
from programs.values.facts import is_reported
from programs.values.months import months_begun, months_over
from programs.values.progress import Semaforo, Thresholds
from programs.values.readings import (
    Access,
    EntryReading,
    Workflow,
    is_started,
    read_entry,
    workflow_of,
)
from programs.values.snapshot import (
    LineaSnapshot,
    TrimestreSnapshot,
)
from programs.values.ties import LineaClaves


@dataclass(frozen=True)
class EjePlace:
    """The eje in which a línea or a tarea stands."""

    pk: int
    order: int
    name: str


@dataclass(frozen=True)
class Line:
    """A línea in a quarter.

    `linea` is it as plain values and `quarter` its quarter, `avance` the row of its entry, None
    where there is none or where a `Corte` was read. `reported` is what the quarter says of each
    component of the meta, in their order. `started` tells whether anything was captured, `access`
    how far the person may read. `plan` is its meta as first approved, None for none or where a
    `Corte` was read. `before` is the línea in the last closed quarter, for who shows its semáforo
    meanwhile; `pictures` are the files of its blocks. `claves` name it and its componentes for
    good, None where a `Corte` was read.
    """

    eje: EjePlace
    linea: LineaSnapshot
    trimestre: Trimestre
    quarter: TrimestreSnapshot
    avance: AvanceTrimestral | None
    reported: tuple[Reported, ...]
    started: bool
    access: Access
    workflow: Workflow
    thresholds: Thresholds
    plan: Plan | None
    before: "Line | None" = None
    pictures: Pictures = field(default_factory=dict)
    claves: LineaClaves | None = None

    @property
    def is_carried(self) -> bool:
        """Tell whether its semáforo is that of `before`: it says nothing of this quarter yet."""
        if self.before is None or self.linea.meta is None:
            return False
        if self.reading.semaforo.color != "grey" or self.before.reading.semaforo.color == "grey":
            return False
        # Who may not read the entry is not told whether there is one.
        number = self.trimestre.number
        return not self.access.sums or not is_reported(self.linea.meta.facts, number)

    @property
    def standing(self) -> EntryReading:
        """How far it is: its reading or, while the quarter says nothing, the last closed one's."""
        carried = self.before if self.is_carried else None
        return (carried or self).reading

    @property
    def semaforo(self) -> Semaforo:
        """Its semáforo or, while the quarter is not reported, that of the last closed one."""
        return self.standing.semaforo

    @property
    def readable(self) -> bool:
        """Tell whether its entry may be read."""
        return self.access.own

    @cached_property
    def told(self) -> tuple[PlacedFinding, ...]:
        """What the checks of words say of it, errors first; its blocks were read."""
        written = written_line(self.linea, self.eje.name, self.quarter, self.pictures)
        return told_of(self.linea, written, period_of(self.quarter))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of it; of its narrative only where its blocks were read.

        What its words say too is among `told`.
        """
        return not_told(findings_of(self.linea, self.quarter, self.notes), self.told)

    @property
    def notes(self) -> Notes:
        """What the checks ask of it besides its copy of the quarter."""
        return replace(notes_of(self.reported), thresholds=self.thresholds, plan=self.plan)

    @cached_property
    def reading(self) -> EntryReading:
        """What pages say of it, as far as the person may read it."""
        return read_entry(self.linea, self.quarter, thresholds=self.thresholds, access=self.access)

    @property
    def url(self) -> str:
        """The address where it is read: its quarter on the page of the línea."""
        return linea_url(self.trimestre, self.linea.pk)

    @property
    def capture_url(self) -> str:
        """The address where its área captures it."""
        return capture_url(self.trimestre, self.linea.pk)


def entry_started(avance: AvanceTrimestral) -> bool:
    """Tell whether an entry that was read `with_contents` says anything."""
    return is_started(
        quantities=avance.has_quantities,
        blocks=avance.has_blocks,
        cause=avance.cause,
        closing=avance.closing,
    )


def entry_workflow(
    avance: AvanceTrimestral, trimestre_status: str, *, full: bool = True
) -> Workflow:
    """Return in whose hands an entry is that was read `with_contents`, without its línea."""
    return workflow_of(
        avance.status,
        ready=avance.ready,
        started=entry_started(avance),
        closed=trimestre_status == TrimestreStatus.CLOSED,
        full=full,
    )


def quarter_snapshot(
    trimestre: Trimestre, today: date | None = None, missing_reason: str = ""
) -> TrimestreSnapshot:
    """Return a quarter as plain values, as of a day, today unless it is said.

    `missing_reason` is why it is being closed with líneas that nobody validated.
    """
    day, starts_on = today or timezone.localdate(), trimestre.programa.starts_on
    last = trimestre.months[-1]
    return TrimestreSnapshot(
        number=trimestre.number,
        starts_on=trimestre.starts_on,
        ends_on=trimestre.ends_on,
        months=trimestre.months,
        cover_title=trimestre.cover_title,
        begun=min(months_begun(day, starts_on), last),
        over=min(months_over(day, starts_on), last),
        missing_reason=missing_reason,
    )


def thresholds_of(institucion: Institucion) -> Thresholds:
    """Return an institution's limits of the semáforo."""
    return Thresholds(institucion.red_below, institucion.amber_below, institucion.green_to)

"""What several pages read in the same way: quarters, entries in few words, who may see what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from programs.enums import AvanceStatus, ExplicitClosing, TrimestreStatus
from programs.models import AvanceDeComponente, AvanceTrimestral, Bloque, Institucion, Trimestre
from programs.values.months import months_over
from programs.values.phrases import ordinal, quarter_months
from programs.values.progress import MetaFacts, Thresholds
from programs.values.readings import WORKFLOW_WORDS, Access, Workflow, has_quantity, workflow_of
from programs.values.snapshot import AvanceSnapshot, TrimestreSnapshot

STATES = ("returned", "not_started", "draft", "ready", "submitted", "validated", "closed", "hidden")


@dataclass(frozen=True)
class Count:
    """How many líneas are in a state."""

    workflow: Workflow
    number: int


@dataclass(frozen=True)
class QuarterSummary:
    """A quarter as the pages name it, with the líneas by status; `total` counts them all."""

    number: int
    title: str
    months: str
    starts_on: date
    ends_on: date
    status: str
    status_word: str
    due_on: date | None
    counts: tuple[Count, ...]
    total: int

    def _number(self, *states: str) -> int:
        return sum(count.number for count in self.counts if count.workflow.state in states)

    @property
    def to_send(self) -> int:
        """How many líneas their área still has to send."""
        return self._number("not_started", "draft", "ready", "returned")

    @property
    def to_review(self) -> int:
        """How many líneas were sent and wait for a verdict."""
        return self._number("submitted")

    @property
    def validated(self) -> int:
        """How many líneas are validated."""
        return self._number("validated", "closed")

    @property
    def has_begun(self) -> bool:
        """Tell whether the window was opened, or something was captured all the same."""
        waiting = self._number("not_started", "hidden")
        return self.status != TrimestreStatus.UPCOMING or waiting < self.total

    @property
    def is_open(self) -> bool:
        """Tell whether the quarter is being captured."""
        return self.status == TrimestreStatus.OPEN


def quarter_title(number: int) -> str:
    """Return "1er trimestre"."""
    return f"{ordinal(number)} trimestre"


def months_title(number: int, start_month: int) -> str:
    """Return "enero a marzo"."""
    first, last = quarter_months(number, start_month)
    return f"{first.lower()} a {last.lower()}"


def quarter_snapshot(trimestre: Trimestre) -> TrimestreSnapshot:
    """Return a quarter as plain values."""
    return TrimestreSnapshot(
        number=trimestre.number,
        starts_on=trimestre.starts_on,
        ends_on=trimestre.ends_on,
        months=trimestre.months,
        cover_title=trimestre.cover_title,
    )


def entry_snapshot(avance: AvanceTrimestral | None) -> AvanceSnapshot | None:
    """Return an entry without its blocks: as much as its figures and its closing need."""
    if avance is None:
        return None
    return AvanceSnapshot(
        pk=avance.pk,
        status=avance.status,
        ready=avance.ready,
        cause=avance.cause,
        closing=avance.closing,
        stated_percent=avance.stated_percent,
        closing_reason=avance.closing_reason,
        blocks=(),
    )


def thresholds_of(institucion: Institucion) -> Thresholds:
    """Return an institution's limits of the semáforo."""
    return Thresholds(institucion.red_below, institucion.amber_below, institucion.green_to)


def with_started(avances: QuerySet) -> QuerySet:
    """Annotate `started`: whether anything was captured, the rest being *Sin iniciar*."""
    return avances.annotate(
        has_quantities=Exists(
            AvanceDeComponente.objects.filter(avance=OuterRef("pk"), quantity__isnull=False)
        ),
        has_blocks=Exists(Bloque.objects.filter(avance=OuterRef("pk"), removed_at__isnull=True)),
    )


def is_started(avance: AvanceTrimestral) -> bool:
    """Tell whether anything was captured in an entry read by `with_started`."""
    return bool(
        avance.has_quantities
        or avance.has_blocks
        or avance.cause
        or avance.closing != ExplicitClosing.AUTOMATIC
    )


def entry_workflow(
    avance: AvanceTrimestral | None, trimestre_status: str, *, full: bool
) -> Workflow:
    """Return the shown status of an entry read by `with_started`, or of one that has no row."""
    if avance is None:
        return workflow_of(AvanceStatus.DRAFT, started=False, full=full)
    return workflow_of(
        avance.status,
        ready=avance.ready,
        started=is_started(avance),
        closed=trimestre_status == TrimestreStatus.CLOSED,
        full=full,
    )


def counts_of(workflows: Iterable[Workflow]) -> tuple[Count, ...]:
    """Return the statuses present with their number, those that wait for someone first."""
    found = Counter(workflow.state for workflow in workflows)
    return tuple(
        Count(Workflow(state, WORKFLOW_WORDS[state]), found[state])
        for state in STATES
        if found[state]
    )


def summary_of(trimestre: Trimestre, workflows: Iterable[Workflow]) -> QuarterSummary:
    """Return a quarter with the statuses of its entries."""
    counts = counts_of(workflows)
    return QuarterSummary(
        number=trimestre.number,
        title=quarter_title(trimestre.number),
        months=months_title(trimestre.number, trimestre.programa.start_month),
        starts_on=trimestre.starts_on,
        ends_on=trimestre.ends_on,
        status=trimestre.status,
        status_word=trimestre.get_status_display(),
        due_on=trimestre.due_on,
        counts=counts,
        total=sum(count.number for count in counts),
    )


def access_to(
    statuses: dict[int, str], meta: MetaFacts | None, number: int, *, full: bool
) -> Access:
    """Return what may be read of a quarter's entry, given {quarter: status} of one línea.

    Without `full` an entry is read once it is validated, and a sum once every entry with a
    quantity in it is: otherwise a subtraction would tell the draft.
    """
    if full:
        return Access()
    validated = {n for n, status in statuses.items() if status == AvanceStatus.VALIDATED}
    parts = {n for n in range(1, number) if has_quantity(meta, n)}
    own = number in validated
    return Access(own=own, sums=own and parts <= validated)


def owed_months(trimestres: Iterable[Trimestre], today: date) -> set[int]:
    """Return the months that ended in a quarter whose window was opened: their report is due."""
    months = set()
    for trimestre in trimestres:
        over = months_over(today, trimestre.programa.starts_on)
        if trimestre.status != TrimestreStatus.UPCOMING:
            months |= {month for month in trimestre.months if month <= over}
    return months

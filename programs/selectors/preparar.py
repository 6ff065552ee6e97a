"""Preparar la institución: which steps are done, and what Inicio says of the rest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from programs import permissions
from programs.enums import TrimestreStatus
from programs.models import Area, DiaInhabil, Institucion, Membresia, Programa, User
from programs.reading.emblems import GENERAL
from programs.staff import capturing_members, reviewing_members
from programs.values.phrases import quarter_name
from programs.values.preparing import STEPS, Facts, Step, done_keys
from programs.values.progress import Thresholds, bands

# The fields of the steps that keep settings.
NAMES = (
    "name",
    "short_name",
    "state",
    "governing_body",
    "motto",
    "contact",
    "brand_color",
)
DEADLINES = (
    "month_due_days",
    "quarter_due_days",
    "return_due_days",
    "escalate_days",
    "escalate_head_days",
)
OCTOBER = 10
# How far the bar of the semáforo goes on after its last limit, in percent.
OVER = 30
THRESHOLDS = ("red_below", "amber_below", "green_to")


@dataclass(frozen=True)
class Band:
    """A colour of the semáforo: its word and reach, and its part of a bar `whole` wide."""

    color: str
    word: str
    reach: str
    start: int
    width: int
    whole: int


@dataclass(frozen=True)
class StepState:
    """A step of an institution: its number from 1, its page, whether it is done, and by sight.

    `seen` tells that somebody said it is right as it stands.
    """

    step: Step
    number: int
    url: str
    is_done: bool
    seen: bool


@dataclass(frozen=True)
class Preparation:
    """How far an institution is prepared."""

    institucion: Institucion
    steps: tuple[StepState, ...]

    @property
    def url(self) -> str:
        """The address of the page with all steps."""
        return reverse("preparar", args=[self.institucion.slug])

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(state.is_done for state in self.steps)

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self.steps)

    @property
    def words(self) -> str:
        """How far it is, as the bar says it: "3 de 7"."""
        return f"{self.done} de {self.total}"

    @property
    def percent(self) -> int:
        """The done part of the bar, 0 to 100."""
        return 100 * self.done // self.total

    @property
    def is_complete(self) -> bool:
        """Tell whether no step is left."""
        return self.done == self.total

    @property
    def next(self) -> StepState | None:
        """The first step that is not done."""
        return next((state for state in self.steps if not state.is_done), None)

    def state_of(self, key: str) -> StepState:
        """Return the state of a step by its key."""
        return next(state for state in self.steps if state.step.key == key)

    def after(self, key: str) -> StepState | None:
        """Return the step that follows one in the order, None after the last."""
        number = self.state_of(key).number
        return self.steps[number] if number < self.total else None

    def open_after(self, key: str) -> StepState | None:
        """Return the next step that is not done: after this one, else before it, else None."""
        number = self.state_of(key).number
        around = (*self.steps[number:], *self.steps[: number - 1])
        return next((state for state in around if not state.is_done), None)


def preparation_of(institucion: Institucion) -> Preparation:
    """Return how far an institution is prepared, in one query."""
    (found,) = preparations_of([institucion.pk])
    return found


def preparations_of(pks: Collection[int] | None) -> tuple[Preparation, ...]:
    """Return how far these institutions are prepared, by their siglas, in one query or none.

    None asks for every institution.
    """
    if pks is not None and not pks:
        return ()
    own = {"institucion": OuterRef("pk")}
    rows = Institucion.objects.order_by("short_name", "pk")
    rows = rows if pks is None else rows.filter(pk__in=pks)
    told = rows.annotate(
        has_areas=Exists(Area.objects.filter(**own, active=True)),
        has_reviewer=Exists(reviewing_members().filter(**own)),
        has_capturer=Exists(capturing_members().filter(**own)),
        has_days=Exists(DiaInhabil.objects.filter(**own)),
        has_programa=Exists(Programa.objects.filter(**own)),
    )
    return tuple(
        _preparation(
            row,
            Facts(
                governing_body=bool(row.governing_body),
                own_emblem=row.emblem != GENERAL,
                own_words=bool(row.labels),
                areas=row.has_areas,
                reviewer=row.has_reviewer,
                capturer=row.has_capturer,
                days_off=row.has_days,
                own_deadlines=_has_own_deadlines(row),
                programa=row.has_programa,
            ),
        )
        for row in told
    )


def landing_of(user: User) -> str:
    """Return where who keeps a structure without any programme starts, "" for everyone else.

    Ask it of somebody who sees no programme: with one institution its preparation; a superuser
    without any makes the first one; with several it is Inicio, which names them all.
    """
    if user.is_superuser:
        found: Iterable[Institucion] = Institucion.objects.order_by("pk")[:2]
    else:
        kept = permissions.planned_institucion_ids(user)
        own = {m.institucion_id: m.institucion for m in user.memberships}
        found = [own[pk] for pk in kept]
    institutions = list(found)
    if len(institutions) == 1:
        return reverse("preparar", args=[institutions[0].slug])
    if institutions:
        return reverse("home")
    return reverse("institucion_new") if user.is_superuser else ""


def area_rows(institucion: Institucion) -> QuerySet[Area]:
    """Return the áreas of an institution in their order, each with the one above it."""
    return institucion.areas.select_related("parent").order_by("order", "name")


def people_rows(institucion: Institucion) -> QuerySet[Membresia]:
    """Return the functions of an institution's people, by person."""
    rows = Membresia.objects.filter(institucion=institucion).select_related("user", "area")
    return rows.order_by("user__first_name", "user__last_name", "user__username", "role")


@dataclass(frozen=True)
class Preview:
    """Where the two documents of a programme are: its PTA, and the informe of a `quarter`."""

    programa: Programa
    pta_url: str
    informe_url: str
    quarter: str


def preview_of(institucion: Institucion) -> Preview | None:
    """Return the documents of the latest programme, None without any.

    The informe is that of the open quarter, else that of the first one.
    """
    programa = programa_rows(institucion).first()
    if programa is None:
        return None
    rows = list(programa.trimestres.order_by("number"))
    trimestre = next((row for row in rows if row.status == TrimestreStatus.OPEN), rows[0])
    return Preview(
        programa,
        pta_url=reverse("pta_document", args=programa.place),
        informe_url=reverse("informe_document", args=[*programa.place, trimestre.number]),
        quarter=quarter_name(trimestre.number),
    )


def programa_rows(institucion: Institucion) -> QuerySet[Programa]:
    """Return the programmes of an institution, the latest first."""
    return institucion.programas.select_related("institucion").order_by("-year")


def year_to_prepare(institucion: Institucion, today: date) -> int:
    """Return the year that its next programme is most likely of.

    The one after its latest programme; without any, this year, and next year from October on.
    """
    last = institucion.programas.order_by("-year").values_list("year", flat=True).first()
    return last + 1 if last else today.year + (today.month >= OCTOBER)


def threshold_bands(thresholds: Thresholds) -> tuple[Band, ...]:
    """Return the four colours as parts of a bar, from 0 to a little over the last limit."""
    ends = [0, *(int(limit) for limit in (thresholds.red_below, thresholds.amber_below))]
    ends += [int(thresholds.green_to), int(thresholds.green_to) + OVER]
    return tuple(
        Band(told.color, told.word, told.reason, start, end - start, ends[-1])
        for told, start, end in zip(bands(thresholds), ends, ends[1:], strict=False)
    )


def _preparation(row: Institucion, facts: Facts) -> Preparation:
    done = done_keys(facts, row.prepared)
    return Preparation(
        row,
        tuple(
            StepState(
                step=step,
                number=number,
                url=reverse("preparar_step", args=[row.slug, step.key]),
                is_done=step.key in done,
                seen=step.key in row.prepared,
            )
            for number, step in enumerate(STEPS, start=1)
        ),
    )


def _has_own_deadlines(row: Institucion) -> bool:
    """Tell whether any deadline or threshold is not the one that a new institution gets."""
    usual = Institucion()
    return any(getattr(row, name) != getattr(usual, name) for name in (*DEADLINES, *THRESHOLDS))

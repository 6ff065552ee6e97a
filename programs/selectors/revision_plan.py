"""The review of a plan on one page: what was found and observed, and what its approval lacks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from programs import permissions
from programs.enums import ObservacionStatus, ProgramaStatus
from programs.models import Institucion, Observacion, Programa, User
from programs.selectors.observaciones import OPEN
from programs.selectors.plan import PlanQuestions, plan_questions
from programs.selectors.siguientes import NextStep
from programs.values.checks.finding import PlacedFinding
from programs.values.planned import PlannedEje, PlannedLinea
from programs.values.snapshot import TareaSnapshot
from programs.workflow import may

WHOLE = "plan"


@dataclass(frozen=True)
class PlanObservation:
    """An observation of the plan, with what the person may do with it now."""

    row: Observacion
    changed: bool
    can_edit: bool
    can_answer: bool
    can_resolve: bool


@dataclass(frozen=True)
class PlanPart:
    """One row of the plan: a línea, a tarea, or the plan as a whole (`key` is "plan").

    `can_observe` tells whether the person may observe it now.
    """

    key: str
    number: str
    text: str
    detail: str
    area: str
    found: tuple[PlacedFinding, ...]
    observations: tuple[PlanObservation, ...]
    can_observe: bool


@dataclass(frozen=True)
class PlanGroup:
    """An eje with the parts of its líneas and of the tareas that are of no línea."""

    key: str
    title: str
    found: tuple[PlacedFinding, ...]
    parts: tuple[PlanPart, ...]


@dataclass(frozen=True)
class PlanReviewPage:
    """All that the page of a plan's review prints.

    `lacks` are what the approval still lacks, in sentences; `step` the act that comes next for who
    keeps the plan ("programa_review", "programa_approve" or "").
    """

    programa: Programa
    questions: PlanQuestions
    whole: PlanPart
    groups: tuple[PlanGroup, ...]
    waiting: int
    answered: int
    resolved: int
    pending: int
    keeps: bool
    observes: bool
    lacks: tuple[str, ...]
    step: str

    @property
    def in_review(self) -> bool:
        """Tell whether the plan is being observed."""
        return self.programa.status == ProgramaStatus.REVIEW

    @property
    def is_approved(self) -> bool:
        """Tell whether the review is over."""
        return self.programa.status == ProgramaStatus.APPROVED

    @property
    def lineas(self) -> int:
        """How many líneas the plan has."""
        return sum(len(eje.lineas) for eje in self.questions.plan.ejes)


def revision_plan_page(programa: Programa, user: User) -> PlanReviewPage:
    """Return the review of a plan for a person who may read it, in seven queries."""
    questions = plan_questions(programa)
    rows = list(_readable(programa, user))
    keeps = permissions.can_keep_structure(user, programa.institucion)
    by_part: dict[str, list[Observacion]] = defaultdict(list)
    for row in rows:
        row.programa = programa
        by_part[part_key(row)].append(row)
    parts = _Parts(programa, user, questions, by_part)
    counts = {status: 0 for status in ObservacionStatus}
    for row in rows:
        counts[ObservacionStatus(row.status)] += 1
    lacks = tuple(_lacks(programa, questions, counts))
    return PlanReviewPage(
        programa=programa,
        questions=questions,
        whole=parts.whole(),
        groups=tuple(parts.group(eje) for eje in questions.plan.ejes),
        waiting=counts[ObservacionStatus.SENT],
        answered=counts[ObservacionStatus.ANSWERED],
        resolved=counts[ObservacionStatus.RESOLVED],
        pending=counts[ObservacionStatus.PENDING],
        keeps=keeps,
        observes=permissions.can_observe_plan(user, programa.institucion, None),
        lacks=lacks,
        step=_step(programa, user, lacks),
    )


def _readable(programa: Programa, user: User) -> Iterable[Observacion]:
    """Return the observations of a plan that a person reads: what was not sent, only its author."""
    sent = ~Q(status=ObservacionStatus.PENDING) | Q(created_by=user)
    rows = programa.observaciones.filter(sent).select_related(
        "linea", "tarea", "created_by", "answered_by", "resolved_by"
    )
    return rows.order_by("created_at", "pk")


def part_key(row: Observacion) -> str:
    """Return the part of the plan that an observation is about, as the page names it."""
    if row.linea_id:
        return f"linea-{row.linea_id}"
    return f"tarea-{row.tarea_id}" if row.tarea_id else WHOLE


def observation_changed(row: Observacion) -> bool:
    """Tell whether the row that an observation of a plan is about reads otherwise by now."""
    text = row.linea.title if row.linea else row.tarea.text if row.tarea else ""
    return text != row.seen


def _lacks(
    programa: Programa, questions: PlanQuestions, counts: Mapping[ObservacionStatus, int]
) -> Iterable[str]:
    if programa.status == ProgramaStatus.PLANNING:
        yield "Enviar el plan a revisión."
    if found := len(questions.open):
        yield (
            "Corregir o explicar un hallazgo." if found == 1
            else f"Corregir o explicar {found} hallazgos."
        )  # fmt: skip
    if open_ones := sum(counts[status] for status in OPEN):
        yield (
            "Resolver una observación." if open_ones == 1
            else f"Resolver {open_ones} observaciones."
        )  # fmt: skip


def _step(programa: Programa, user: User, lacks: tuple[str, ...]) -> str:
    """Return the act that comes next, "" where the person has none or the approval waits."""
    if may("programa_review", programa, user):
        return "programa_review"
    return "programa_approve" if not lacks and may("programa_approve", programa, user) else ""


class _Parts:
    """Makes the parts of the page from what was read once; asks nothing of the database."""

    def __init__(
        self,
        programa: Programa,
        user: User,
        questions: PlanQuestions,
        observations: Mapping[str, list[Observacion]],
    ) -> None:
        self.programa, self.user = programa, user
        self.observations = observations
        self.in_review = programa.status == ProgramaStatus.REVIEW
        self.reviews = permissions.can_review(user, programa.institucion)
        mine, own = permissions.area_ids(user), programa.institucion_id
        self.own_codes = {
            m.area.code
            for m in user.memberships
            if m.area and m.area_id in mine and m.institucion_id == own
        }
        self.found: dict[str, list[PlacedFinding]] = defaultdict(list)
        for each in questions.found:
            self.found[each.subject].append(each)

    def whole(self) -> PlanPart:
        """Return the plan as a whole, with what was found of its sections."""
        can = permissions.can_observe_plan(self.user, self.programa.institucion, None)
        of_sections = [
            each
            for subject, found in self.found.items()
            if subject.startswith("seccion-")
            for each in found
        ]
        return PlanPart(
            key=WHOLE,
            number="",
            text="El plan en general",
            detail="",
            area="",
            found=tuple(of_sections),
            observations=self._observed(WHOLE),
            can_observe=self.in_review and can,
        )

    def group(self, eje: PlannedEje) -> PlanGroup:
        """Return an eje with its líneas, and after each the tareas that were found or observed."""
        lineas = {linea.pk for linea in eje.lineas}
        parts = []
        for linea in eje.lineas:
            parts.append(self._linea(linea))
            parts += [self._tarea(t) for t in eje.tareas if t.linea_pk == linea.pk]
        parts += [self._tarea(t) for t in eje.tareas if t.linea_pk not in lineas]
        return PlanGroup(
            key=f"eje-{eje.pk}",
            title=f"{eje.heading} {eje.order}. {eje.name}",
            found=tuple(self.found[f"eje-{eje.pk}"]),
            parts=tuple(parts),
        )

    def _linea(self, linea: PlannedLinea) -> PlanPart:
        return self._part(
            f"linea-{linea.pk}",
            linea.number,
            linea.title,
            f"Meta: {linea.meta.text}" if linea.meta else "",
            (linea.area, linea.area_code),
        )

    def _tarea(self, tarea: TareaSnapshot) -> PlanPart:
        text = tarea.text or tarea.calendar_text
        return self._part(f"tarea-{tarea.pk}", "Tarea", text, "", (tarea.area, tarea.area_code))

    def _part(
        self, key: str, number: str, text: str, detail: str, area: tuple[str, str]
    ) -> PlanPart:
        return PlanPart(
            key=key,
            number=number,
            text=text,
            detail=detail,
            area=area[0],
            found=tuple(self.found[key]),
            observations=self._observed(key),
            can_observe=self.in_review and (self.reviews or area[1] in self.own_codes),
        )

    def _observed(self, key: str) -> tuple[PlanObservation, ...]:
        return tuple(
            PlanObservation(
                row=row,
                changed=observation_changed(row),
                can_edit=self.in_review
                and row.status == ObservacionStatus.PENDING
                and row.created_by_id == self.user.pk,
                can_answer=may("observacion_answer", row, self.user),
                can_resolve=may("observacion_resolve", row, self.user),
            )
            for row in self.observations.get(key, ())
        )


def plans_waiting(user: User, programas: Iterable[Programa]) -> tuple[NextStep, ...]:
    """Return the plans in review that wait for the person; one query where there is any.

    The áreas and who reviews are asked to observe; who keeps the plan, to answer.
    """
    found = [p for p in programas if p.status == ProgramaStatus.REVIEW]
    if not found:
        return ()
    counted = Observacion.objects.filter(programa__in=found).values_list("programa")
    waiting = {
        pk: (to_answer, to_resolve)
        for pk, to_answer, to_resolve in counted.annotate(
            to_answer=Count("pk", filter=Q(status=ObservacionStatus.SENT)),
            to_resolve=Count("pk", filter=Q(status=ObservacionStatus.ANSWERED, created_by=user)),
        ).order_by()
    }
    return tuple(
        NextStep(programa.institucion, *told)
        for programa in found
        if (told := _waiting(user, programa, *waiting.get(programa.pk, (0, 0))))
    )


def _waiting(
    user: User, programa: Programa, to_answer: int, to_resolve: int
) -> tuple[str, str, str] | None:
    """Return text, address and action of what a plan in review asks of the person."""
    institucion: Institucion = programa.institucion
    url = reverse("revision_plan", args=programa.place)
    plan = f"El plan {programa.exercise} está en revisión"
    if permissions.can_keep_structure(user, institucion) and to_answer:
        noun = "observación" if to_answer == 1 else "observaciones"
        return f"{plan}: {to_answer} {noun} por atender.", url, "Atender las observaciones"
    if to_resolve:
        noun = "observación suya atendida" if to_resolve == 1 else "observaciones suyas atendidas"
        return f"{plan}: {to_resolve} {noun}. Resuélvalas.", url, "Ver lo atendido"
    if permissions.can_review(user, institucion):
        return f"{plan}: observe lo que haya que corregir.", url, "Revisar el plan"
    if permissions.can_observe_plan(user, institucion, None):
        return f"{plan}: observe sus líneas.", url, "Observar el plan"
    return None

"""What the checks of the plan ask of a programa before it is approved, and what was accepted."""

from dataclasses import dataclass, replace

from programs.models import HallazgoAceptado, Programa
from programs.reading.planned import PlanRows, read_planned
from programs.values.checks.finding import PlacedFinding, Severity
from programs.values.checks.plan import META_CODES, findings_of_plan
from programs.values.planned import Planned


@dataclass(frozen=True)
class PlanQuestions:
    """A plan with all that its checks found, each with the reason that stands for it, or ""."""

    plan: Planned
    found: tuple[PlacedFinding, ...]

    @property
    def open(self) -> tuple[PlacedFinding, ...]:
        """What nobody explained: what holds the approval."""
        return tuple(each for each in self.found if not each.finding.reason)

    @property
    def accepted(self) -> tuple[PlacedFinding, ...]:
        """What was accepted with a reason."""
        return tuple(each for each in self.found if each.finding.reason)

    def at(self, subject: str) -> tuple[PlacedFinding, ...]:
        """Return what was found of one row."""
        return tuple(each for each in self.found if each.subject == subject)


def plan_questions(programa: Programa, read: PlanRows | None = None) -> PlanQuestions:
    """Return what the checks find in the plan of a programa, in six queries.

    `read` are the rows that the caller has: three queries then. The reason of a meta's quantities
    stands in the meta; any other, in a `HallazgoAceptado` of the same fingerprint.
    """
    plan = read_planned(programa, read)
    reasons = {
        (row.code, row.subject, row.fingerprint): row.reason
        for row in HallazgoAceptado.objects.filter(programa=programa, trimestre=None)
    }
    return PlanQuestions(plan, tuple(_explained(each, reasons) for each in findings_of_plan(plan)))


def _explained(found: PlacedFinding, reasons: dict[tuple[str, str, str], str]) -> PlacedFinding:
    """Return a finding with its written reason; what has one is only told."""
    reason = found.finding.reason
    if found.finding.code not in META_CODES:
        reason = reasons.get((*found.key, found.fingerprint), "")
    if not reason:
        return found
    return replace(found, finding=replace(found.finding, reason=reason, severity=Severity.INFO))


@dataclass(frozen=True)
class MetaQuestion:
    """A meta that is asked about: its línea, what was found, and the reason written so far.

    `number` is the printed one, with its eje where another línea of the programa has the same.
    """

    meta_pk: int
    linea_pk: int
    number: str
    text: str
    reason: str


def meta_questions(questions: PlanQuestions) -> tuple[MetaQuestion, ...]:
    """Return the metas whose quantities are asked about, in printed order, each once."""
    found = []
    asked = [each for each in questions.found if each.finding.code in META_CODES]
    for _, linea in questions.plan.lineas:
        own = [each for each in asked if each.subject == f"linea-{linea.pk}"]
        if linea.meta and own:
            text = " ".join(f"{each.finding.message}." for each in own)
            number = own[0].place.removeprefix(f"{questions.plan.line} ")
            found.append(MetaQuestion(linea.meta.pk, linea.pk, number, text, linea.meta.reason))
    return tuple(found)

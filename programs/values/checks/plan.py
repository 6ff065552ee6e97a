"""The plan itself, before any quarter: `PLAN_CHECKS`, and the two checks of a meta's quantities.

The import and the administration ask those two of a meta as it was first written; a programa that
is not approved asks all of them of its whole plan. A later `ModificacionDeMeta` changes the annual
quantity and not the quarters, with its own reason, so that it is not asked about here.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from programs.values.checks.finding import (
    Code,
    Finding,
    Notes,
    PlacedFinding,
    Plan,
    PlanCheck,
    Severity,
    doubted,
    quantity_anchor,
)
from programs.values.checks.plan_calendar import calendar_dates, calendar_rows, recurring
from programs.values.checks.plan_rows import (
    dates,
    incomplete,
    linea_place,
    linea_subject,
    numbering,
)
from programs.values.checks.plan_words import left_in_plan
from programs.values.facts import (
    QUARTERS,
    ComponentFacts,
    Kind,
    MetaFacts,
    Programming,
    programming_of,
)
from programs.values.phrases import number_text, with_sign
from programs.values.planned import Planned
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot

CHOOSE = "Escriba la cantidad del año o elija «Sin cuantificar»"
CHOOSE_DEMAND = (
    "Escriba la cantidad del año o, si depende de lo que se reciba, deje vacía la cantidad"
)


def annual(meta: MetaFacts) -> Iterator[Finding]:
    """Yield each quantified component whose annual quantity is zero, or that has none.

    A demand may have none: it is told by what is received.
    """
    for position, component in enumerate(meta.components, start=1):
        if component.kind is Kind.UNQUANTIFIED or component.annual:
            continue
        demand = component.kind is Kind.DEMAND
        if component.annual is None and demand:
            continue
        what = "es 0" if component.annual is not None else "está vacía"
        choose = CHOOSE_DEMAND if demand else CHOOSE
        yield _found(
            Code.ANNUAL, f"La meta anual{_whose(meta, component)} {what}. {choose}", position
        )


def programmed(meta: MetaFacts) -> Iterator[Finding]:
    """Yield each component whose programmed quarters do not give its annual quantity.

    Only where every quarter has an answer, a quantity or *no programado*: what nobody said is never
    taken as zero. Quantities add up (`domain.md` 3); of a percentage the last level, or the
    greatest, is that of the year.
    """
    for position, component in enumerate(meta.components, start=1):
        amounts = _answers(meta, component)
        if not component.annual or amounts is None:
            continue
        whose = _whose(meta, component)
        if component.kind is Kind.PERCENT:
            levels = [amount for amount in amounts if amount] or [Decimal(0)]
            if component.annual in (levels[-1], max(levels)):
                continue
            last, goal = (with_sign(number_text(n)) for n in (levels[-1], component.annual))
            text = f"El último porcentaje programado{whose} es {last} y la meta anual es {goal}"
            yield _found(Code.PROGRAMMED, text, position)
        elif sum(amounts) != component.annual:
            total, goal = number_text(sum(amounts, Decimal(0))), number_text(component.annual)
            text = f"Los trimestres{whose} suman {total} y la meta anual es {goal}"
            yield _found(Code.PROGRAMMED, text, position)


def of_metas(find: Callable[[MetaFacts], Iterator[Finding]], *codes: Code) -> PlanCheck:
    """Return a check of one meta as an entry of `PLAN_CHECKS`: it is asked of each of the plan."""

    def of_plan(plan: Planned) -> Iterator[PlacedFinding]:
        for eje, linea in plan.lineas:
            if linea.meta is None:
                continue
            for found in find(linea.meta.facts):
                found = replace(found, reason=linea.meta.reason.strip())
                yield PlacedFinding(found, linea_subject(linea), linea_place(plan, eje, linea))

    return PlanCheck(codes, of_plan, find)


# In the order in which a person mends them.
PLAN_CHECKS: tuple[PlanCheck, ...] = (
    PlanCheck((Code.NO_TASK, Code.NO_META), incomplete),
    of_metas(annual, Code.ANNUAL),
    of_metas(programmed, Code.PROGRAMMED),
    PlanCheck((Code.DATES_OUTSIDE, Code.DATES_ORDER), dates),
    PlanCheck((Code.NO_NUMBER, Code.NUMBER_GAP, Code.NUMBER_TWICE), numbering),
    PlanCheck((Code.CALENDAR_ROWS,), calendar_rows),
    PlanCheck((Code.CALENDAR_DATES,), calendar_dates),
    PlanCheck((Code.QUARTERLY, Code.MONTHLY), recurring),
    PlanCheck((Code.PLAN_LEFT_IN,), left_in_plan),
)
# Those that are asked of a single meta.
META_CHECKS = tuple(check for check in PLAN_CHECKS if check.of_meta)
META_CODES = frozenset(code for check in META_CHECKS for code in check.codes)


def findings_of_plan(plan: Planned) -> tuple[PlacedFinding, ...]:
    """Return all that the plan checks say of a whole plan, in the order of `PLAN_CHECKS`.

    What is said of the quantities of a meta comes with the written reason of the meta.
    """
    return tuple(found for check in PLAN_CHECKS for found in check.find(plan))


def plan_findings_of(plan: Plan) -> tuple[Finding, ...]:
    """Return all that the checks of a meta say of one, each with the written reason of the meta."""
    return tuple(
        replace(finding, reason=plan.reason.strip())
        for check in META_CHECKS
        if check.of_meta
        for finding in check.of_meta(plan.meta)
    )


def unexplained(plan: Plan) -> tuple[Finding, ...]:
    """Return what the plan checks say of a meta and nobody explained: what holds the approval."""
    return tuple(finding for finding in plan_findings_of(plan) if not finding.reason)


def promised(linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes) -> Iterator[Finding]:
    """Yield in a quarter what the plan checks say; what has its reason is only told.

    The área cannot mend the plan: nothing here holds its line back.
    """
    if notes.plan is None:
        return
    for finding in plan_findings_of(notes.plan):
        yield replace(finding, severity=Severity.INFO) if finding.reason else finding


def _found(code: Code, message: str, position: int) -> Finding:
    return doubted(code, message, quantity_anchor(position))


def _answers(meta: MetaFacts, component: ComponentFacts) -> list[Decimal] | None:
    """The programmed quantities of the four quarters, None where one of them was not said."""
    if component.kind is Kind.UNQUANTIFIED:
        return None
    found = []
    for quarter in QUARTERS:
        answer, amount = programming_of(meta, component, quarter)
        if answer not in (Programming.QUANTITY, Programming.NONE):
            return None
        found.append(amount or Decimal(0))
    return found


def _whose(meta: MetaFacts, component: ComponentFacts) -> str:
    """Name the component where the meta has several."""
    return f" de {component.unit}" if len(meta.quantified) > 1 else ""

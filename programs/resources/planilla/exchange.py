"""The workbook of a programa, out and in, as the pages and the commands ask for it."""

from dataclasses import dataclass

from programs.models import Programa
from programs.reading.planbook import area_choices, plan_book
from programs.received.workbooks import Sheet, workbook_read
from programs.resources.planilla.problems import SHOWN, Problem
from programs.resources.planilla.reading import plan_read
from programs.resources.planilla.writing import BookTitle, plan_xlsx
from programs.selectors.planilla import why_not_applied
from programs.values.planbook import PlanBook
from programs.values.plandiff import Comparison, plan_compare


@dataclass(frozen=True)
class Preview:
    """What a workbook would do to a programa, before anybody says yes.

    `plan` and `comparison` are None where there are `problems`, of which at most `SHOWN` are here
    and `count` in all; `refusals` say why the differences may not be applied. `fingerprint` is that
    of the plan with which it was compared: it goes back to `planilla_apply`.
    """

    plan: PlanBook | None
    comparison: Comparison | None
    problems: tuple[Problem, ...]
    refusals: tuple[str, ...]
    notes: tuple[str, ...]
    fingerprint: str
    count: int


def planilla_of(programa: Programa) -> bytes:
    """Return the workbook of a programa, read with its institution.

    Raises `DomainError` for a text that fits no cell.
    """
    return _written(programa, plan_book(programa))


def planilla_template(programa: Programa) -> bytes:
    """Return an empty workbook for a programa, with the drop-downs of its institution."""
    nothing = PlanBook(programa.institucion.slug, programa.year, programa.start_month, (), ())
    return _written(programa, nothing)


def _written(programa: Programa, plan: PlanBook) -> bytes:
    institucion = programa.institucion
    title = BookTitle(institucion.name, f"{programa.title} {programa.exercise}")
    return plan_xlsx(plan, area_choices(institucion.pk), title)


def planilla_preview(programa: Programa, data: bytes) -> Preview:
    """Return what a workbook would do. Raises `FileRefused` for what is no workbook."""
    return sheets_preview(programa, workbook_read(data))


def sheets_preview(
    programa: Programa, sheets: tuple[Sheet, ...], *, partial: bool = False
) -> Preview:
    """Return what these sheets would do; `partial` as `plan_read` has it."""
    base, areas = plan_book(programa), area_choices(programa.institucion_id)
    reading = plan_read(sheets, base, areas, partial=partial)
    comparison: Comparison | None = None
    refusals: tuple[str, ...] = ()
    if reading.plan is not None:
        comparison = plan_compare(base, reading.plan, areas.name)
        refusals = why_not_applied(programa, base, reading.plan, comparison)
    return Preview(
        plan=reading.plan,
        comparison=comparison,
        problems=reading.problems[:SHOWN],
        refusals=refusals,
        notes=reading.notes,
        fingerprint=base.fingerprint,
        count=len(reading.problems) + len(refusals),
    )

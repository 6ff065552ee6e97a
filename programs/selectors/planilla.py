"""Why a plan that a workbook says cannot take the place of the one that stands."""

from collections.abc import Iterator

from django.db.models import Model, Q

from programs.enums import MarkStatus, ProgramaStatus
from programs.models import (
    CantidadMensual,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Tarea,
)
from programs.models.meta import MONTHLY_KINDS
from programs.selectors.estructura import (
    captured_under,
    why_approved,
    why_months_closed,
    why_quarter_closed,
)
from programs.values.month_quantities import programmed_by_quarter
from programs.values.one_thing import counted_quantity
from programs.values.phrases import month_name
from programs.values.planbook import PlanBook, PlanComponente
from programs.values.plandiff import META_LABELS, Act, Comparison, Of, RowChange

PLACES: dict[Of, tuple[type[Model], str]] = {
    Of.EJE: (Eje, "programa"),
    Of.LINEA: (LineaDeAccion, "eje__programa"),
    Of.TAREA: (Tarea, "eje__programa"),
}
IN_REVIEW = (
    "El plan está en revisión, y un libro cambiaría lo que se observa. En la página de su revisión "
    "elija «Regresar el plan a borrador», y suba de nuevo el libro."
)
BY_MONTH = (
    "Cantidad de la meta «{}»: se programa por mes, y sus trimestres o su tipo no corresponden a "
    "sus meses. Deje vacíos T1 a T4 y escriba los meses, con tipo Suma o Demanda."
)
REPORTED = (
    "Cantidad de la meta «{}»: ya tiene meses reportados y el libro la pasa a trimestres. Escriba "
    "sus meses."
)
# What is told of a row that cannot go.
TOLD = 3


def why_not_applied(
    programa: Programa, before: PlanBook, after: PlanBook, comparison: Comparison
) -> tuple[str, ...]:
    """Return why these differences are not applied, each in a sentence; none where they may be.

    `comparison` is that of both plans, `before` the one that stands. What differs in nothing is
    never refused.
    """
    if comparison.identical:
        return ()
    if approved := why_approved(programa):
        return (approved,)
    if programa.status == ProgramaStatus.REVIEW:
        return (IN_REVIEW,)
    found = [*_closed(programa, comparison), *_months(programa, before, after, comparison)]
    found += _captured(programa, comparison)
    if any(change.of is Of.COMPONENTE for change in comparison.changes):
        found += _by_month(programa, before, after)
    return tuple(dict.fromkeys(found))


def _closed(programa: Programa, comparison: Comparison) -> Iterator[str]:
    """A closed quarter holds the metas, and a row for each línea and tarea that it knew."""
    if any(_decides(change) for change in comparison.changes):
        quarters = programa.trimestres.select_related("closed_by").order_by("number")
        if closed := why_quarter_closed(quarters):
            yield closed


def _decides(change: RowChange) -> bool:
    if change.of is Of.COMPONENTE:
        return change.act is not Act.MOVED
    if change.of is Of.LINEA and change.act is Act.CHANGED:
        return any(field.label in META_LABELS for field in change.fields)
    return change.act is Act.NEW and change.of in (Of.LINEA, Of.TAREA)


def _months(
    programa: Programa, before: PlanBook, after: PlanBook, comparison: Comparison
) -> Iterator[str]:
    """Months of a closed quarter stay, and so do those of which the área said why not."""
    kept = comparison.acts(Of.TAREA)
    was = {tarea.clave: tarea for eje in before.ejes for tarea in eje.tareas}
    changed: set[int] = set()
    left: dict[str, set[int]] = {}
    for tarea in (tarea for eje in after.ejes for tarea in eje.tareas):
        if kept.get(tarea.clave) is Act.CHANGED:
            old, new = set(was[tarea.clave].months), set(tarea.months)
            changed |= old ^ new
            left[tarea.clave] = old - new
    if closed := why_months_closed(programa, changed):
        yield closed
    rows = MarcaMensual.objects.filter(
        tarea__eje__programa=programa,
        tarea__clave__in=[clave for clave, months in left.items() if months],
        status=MarkStatus.NOT_DONE,
    ).select_related("tarea")
    for row in rows.order_by("tarea", "month"):
        if row.month in left[row.tarea.clave]:
            name = month_name(programa.month_start(row.month).month).lower()
            yield (
                f"Tarea «{row.tarea}»: {name} ya se reportó como no realizada. "
                "Conserve su marca en la hoja Calendario."
            )


def _captured(programa: Programa, comparison: Comparison) -> Iterator[str]:
    gone = comparison.of(Act.GONE)
    for of, (model, path) in PLACES.items():
        claves = [change.clave for change in gone if change.of is of]
        for row in model._default_manager.filter(**{path: programa}, clave__in=claves):
            if found := captured_under(row):
                yield _kept(f"{of.value} «{row}»", found)
    claves = [change.clave.partition("/")[2] for change in gone if change.of is Of.COMPONENTE]
    rows = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa, clave__in=claves)
    for row in rows:
        if found := captured_under(row):
            yield _kept(f"{Of.COMPONENTE.value} «{row}»", found)


def _by_month(programa: Programa, before: PlanBook, after: PlanBook) -> Iterator[str]:
    """The quarters of a quantity by month are the sums of its months; a reported month stays."""
    was, amounts = before.amounts, after.amounts
    for amount in amounts.values():
        sums = programmed_by_quarter(amount.months or ())
        if amount.months and (amount.kind not in MONTHLY_KINDS or amount.programmed != sums):
            yield BY_MONTH.format(_named(amount))
    left = {
        amount.clave: amount
        for name, amount in amounts.items()
        if amount.months is None and name in was and was[name].months
    }
    rows = CantidadMensual.objects.filter(
        Q(done__isnull=False) | ~Q(reason=""),
        componente__meta__linea__eje__programa=programa,
        componente__clave__in=list(left),
    )
    reported = set(rows.values_list("componente__clave", flat=True))
    for clave in sorted(reported):
        yield REPORTED.format(_named(left[clave]))


def _named(amount: PlanComponente) -> str:
    return (
        amount.unit if amount.quantity is None else counted_quantity(amount.quantity, amount.unit)
    )


def _kept(name: str, found: list[str]) -> str:
    told = "; ".join(found[:TOLD])
    return f"{name}: no se puede quitar, porque ya tiene datos ({told}). Déjela en el libro."

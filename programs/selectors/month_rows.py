"""What each área programmed in each month of its programmes, and what of it has no report."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from programs.enums import MarkStatus
from programs.models import CantidadMensual, ConfirmacionMensual, MarcaMensual, Programa


def month_rows(programas: list[Programa]) -> list[dict[str, Any]]:
    """Count what each área programmed in each month, and what of it has no report, in one query.

    Tareas of the calendar and quantities by month; by área and month, in their order.
    """
    marks = MarcaMensual.objects.filter(
        tarea__eje__programa__in=programas, tarea__in_calendar=True, programmed=True
    )
    quantities = CantidadMensual.objects.filter(
        componente__meta__linea__eje__programa__in=programas,
        componente__monthly=True,
        programmed__gt=0,
    )
    told = _counted(
        marks, "tarea__eje__programa", "tarea__area", Q(status=MarkStatus.UNREPORTED)
    ).union(
        _counted(
            quantities,
            "componente__meta__linea__eje__programa",
            "componente__meta__linea__area",
            Q(done=None, reason=""),
        ),
        all=True,
    )
    found: dict[tuple[int, int, int], dict[str, Any]] = {}
    for row in told:
        place = row["programa"], row["area"], row["month"]
        kept = found.setdefault(place, {**row, "total": 0, "missing": 0})
        kept["total"] += row["total"]
        kept["missing"] += row["missing"]
    return sorted(found.values(), key=lambda row: (row["order"], row["area"], row["month"]))


def _counted(rows: QuerySet, programa: str, area: str, blank: Q) -> QuerySet:
    """Count the rows of each área and month; `programa` and `area` are the ways to them."""
    confirmed = ConfirmacionMensual.objects.filter(
        programa=OuterRef("programa"), area=OuterRef("area"), month=OuterRef("month")
    )
    return (
        rows.order_by()
        .annotate(
            programa=F(programa),
            area=F(area),
            order=F(f"{area}__order"),
            code=F(f"{area}__code"),
            name=F(f"{area}__name"),
        )
        .annotate(confirmed=Exists(confirmed))
        .values("programa", "area", "order", "code", "name", "month", "confirmed")
        .annotate(total=Count("pk"), missing=Count("pk", filter=blank))
    )

"""What keeps a row of the plan: an approval, a closed quarter, or what people captured under it.

The administration and the imports ask here before they write, so that both refuse the same rows
with the same sentence.
"""

from collections.abc import Iterable

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from programs.enums import (
    AvanceStatus,
    ExplicitClosing,
    MarkStatus,
    ProgramaStatus,
    TrimestreStatus,
)
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    CantidadMensual,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.values.months import quarter_of_month
from programs.values.windows import why_closed

# The way from a row of the plan to its programa.
PROGRAMA_PATHS: dict[type[Model], str] = {
    Eje: "programa",
    Responsable: "eje__programa",
    LineaDeAccion: "eje__programa",
    Meta: "linea__eje__programa",
    ComponenteDeMeta: "meta__linea__eje__programa",
    Tarea: "eje__programa",
    MarcaMensual: "tarea__eje__programa",
    Seccion: "programa",
}
# The way to a row of the plan from what is captured under it, and how much of that is told.
SHOWN = 10
AVANCE_PATHS = {Programa: "trimestre__programa", Eje: "linea__eje", LineaDeAccion: "linea"}
MARCA_PATHS = {
    Programa: "tarea__eje__programa",
    Eje: "tarea__eje",
    LineaDeAccion: "tarea__linea",
    Tarea: "tarea",
    MarcaMensual: "pk",
}
QUANTITY_PATHS = {Meta: "componente__meta", ComponenteDeMeta: "componente"}


def programa_of(row: Model) -> Programa | None:
    """Return the programa of a row of the plan; None where it has none or a link is missing."""
    if isinstance(row, Programa):
        return row
    found: object = row
    for name in PROGRAMA_PATHS[type(row)].split("__"):
        found = getattr(found, name, None)
    return found if isinstance(found, Programa) else None


def why_approved(programa: Programa) -> str:
    """Return why the structure of a programa is locked, or "" while it is in planning."""
    if programa.status != ProgramaStatus.APPROVED:
        return ""
    return (
        f"El programa {programa.exercise} está aprobado (acuerdo {programa.approval_agreement}). "
        "Un cambio posterior es una adecuación."
    )


def why_structure_locked(row: Model) -> str:
    """Return why a row of the plan is neither added, changed nor deleted now, or "".

    Raises `KeyError` for a row that is not of the plan.
    """
    if isinstance(row, Seccion) and row.trimestre:
        return why_quarter_closed([row.trimestre])
    programa = programa_of(row)
    if programa is None:
        return ""
    return why_approved(programa) or why_quarter_closed(_told_quarters(row, programa))


def _told_quarters(row: Model, programa: Programa) -> Iterable[Trimestre]:
    """Return the quarters whose figures the row decides.

    A meta and its quantities decide every quarter's. A new línea or tarea comes with its rows in
    every quarter.
    """
    added = isinstance(row, LineaDeAccion | Tarea) and row.pk is None
    if added or isinstance(row, Meta | ComponenteDeMeta):
        return programa.trimestres.select_related("closed_by").order_by("number")
    if isinstance(row, MarcaMensual) and row.month:
        number = quarter_of_month(row.month)
        return programa.trimestres.select_related("closed_by").filter(number=number)
    return ()


def why_quarter_closed(trimestres: Iterable[Trimestre]) -> str:
    """Return the sentence of the first closed quarter, or ""."""
    closed = (row for row in trimestres if row.status == TrimestreStatus.CLOSED)
    return next((why_closed(row) for row in closed), "")


def why_months_closed(programa: Programa, months: Iterable[int]) -> str:
    """Return why these months of the period (1 to 12) are not programmed anew, or ""."""
    numbers = {quarter_of_month(month) for month in months}
    if not numbers:
        return ""
    rows = programa.trimestres.select_related("closed_by").filter(number__in=numbers)
    return why_quarter_closed(rows.order_by("number"))


def captured_under(row: Model) -> list[str]:
    """Describe, in Spanish, at most `SHOWN` of each kind of capture that depends on the row.

    An empty list means that nobody reported anything yet, so that the row can be deleted. The
    quarter entries that the system makes beforehand do not count until someone writes in them, or
    until their quarter is closed.
    """
    model = type(row)
    found = [f"Trimestre cerrado: {each}" for each in _closed_over(row)]
    if model in AVANCE_PATHS:
        entries = AvanceTrimestral.objects.filter(**{AVANCE_PATHS[model]: row.pk})
        avances = touched(entries).select_related("linea", "trimestre__programa")
        found += [f"Avance capturado: {avance}" for avance in avances[:SHOWN]]
    if model in MARCA_PATHS:
        marcas = MarcaMensual.objects.filter(**{MARCA_PATHS[model]: row.pk}).exclude(
            status=MarkStatus.UNREPORTED
        )
        found += [f"Mes reportado: {marca}" for marca in marcas.select_related("tarea")[:SHOWN]]
    if model in QUANTITY_PATHS:
        cantidades = AvanceDeComponente.objects.filter(
            Q(quantity__isnull=False) | Q(received__isnull=False),
            **{QUANTITY_PATHS[model]: row.pk},
        ).select_related("componente")
        found += [f"Cantidad capturada: {cantidad}" for cantidad in cantidades[:SHOWN]]
        # A quarter has no quantity while one of its months is blank; the other months do.
        months = CantidadMensual.objects.filter(
            reported_at__isnull=False, **{QUANTITY_PATHS[model]: row.pk}
        ).select_related("componente")
        found += [f"Mes reportado: {month}" for month in months[:SHOWN]]
    return found


def touched(entries: QuerySet[AvanceTrimestral]) -> QuerySet[AvanceTrimestral]:
    """Return those of some quarter entries in which somebody wrote, or in months of the quarter."""
    months = CantidadMensual.objects.annotate(until=F("month") + 2).filter(
        componente__meta__linea=OuterRef("linea"),
        reported_at__isnull=False,
        month__lte=OuterRef("trimestre__number") * 3,
        until__gte=OuterRef("trimestre__number") * 3,
    )
    return entries.filter(
        ~Q(status=AvanceStatus.DRAFT)
        | ~Q(cause="")
        | ~Q(closing=ExplicitClosing.AUTOMATIC)
        | Q(bloques__isnull=False)
        | Q(respaldos__isnull=False)
        | Q(cantidades__quantity__isnull=False)
        | Q(cantidades__received__isnull=False)
        | Exists(months)
    ).distinct()


def _closed_over(row: Model) -> list[Trimestre]:
    """Return the closed quarters that hold rows of a línea, a tarea, or what these hang from."""
    if not isinstance(row, (*AVANCE_PATHS, Tarea)):
        return []
    quarters = Trimestre.objects.filter(programa=programa_of(row), status=TrimestreStatus.CLOSED)
    return list(quarters.select_related("programa").order_by("number"))

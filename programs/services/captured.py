"""What people captured under a row of the plan, and would be lost with it."""

from django.db.models import Model, Q

from programs.enums import AvanceStatus, ExplicitClosing, MarkStatus, TrimestreStatus
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Tarea,
    Trimestre,
)
from programs.selectors.estructura import programa_of

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


def captured_under(row: Model) -> list[str]:
    """Describe, in Spanish, at most `SHOWN` of each kind of capture that depends on the row.

    An empty list means that nobody reported anything yet, so that the row can be deleted. The
    quarter entries that the system makes beforehand do not count until someone writes in them, or
    until their quarter is closed.
    """
    model = type(row)
    found = [f"Trimestre cerrado: {each}" for each in _closed_over(row)]
    if model in AVANCE_PATHS:
        avances = (
            AvanceTrimestral.objects.filter(**{AVANCE_PATHS[model]: row.pk})
            .filter(
                ~Q(status=AvanceStatus.DRAFT)
                | ~Q(cause="")
                | ~Q(closing=ExplicitClosing.AUTOMATIC)
                | Q(bloques__isnull=False)
                | Q(respaldos__isnull=False)
                | Q(cantidades__quantity__isnull=False)
                | Q(cantidades__received__isnull=False)
            )
            .select_related("linea", "trimestre__programa")
            .distinct()
        )
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
    return found


def _closed_over(row: Model) -> list[Trimestre]:
    """Return the closed quarters that hold rows of a línea, a tarea, or what these hang from."""
    if not isinstance(row, (*AVANCE_PATHS, Tarea)):
        return []
    quarters = Trimestre.objects.filter(programa=programa_of(row), status=TrimestreStatus.CLOSED)
    return list(quarters.select_related("programa").order_by("number"))

"""A programme of a large institution for tests and screenshots: 40 áreas, some of one name."""

from datetime import UTC, date, datetime

from programs.enums import AvanceStatus, MarkStatus, Role, TrimestreStatus
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    EntregaDeArea,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Responsable,
    Tarea,
    Trimestre,
    User,
)
from tests.factories import Cast, make_institucion, make_person, make_programa

AREAS = 40
TODAY = datetime(2026, 11, 28, 18, tzinfo=UTC)
AT = datetime(2026, 11, 18, 18, tzinfo=UTC)
TWIN = "Coordinación de Archivos"
OFFICE = "Subsecretaría de Coordinación Institucional"
LONG_NAME = (
    "Dirección General de Coordinación Interinstitucional, Vinculación Ciudadana y Seguimiento "
    "de la Política Anticorrupción"
)
LONG_TITLE = (
    "Coordinar la elaboración, la revisión y la publicación de los documentos de trabajo " * 5
)[:400]


def large_areas(institucion: Institucion) -> list[Area]:
    """Return `AREAS` áreas of an institution, the two of its factory first.

    Every fifth has a name of 120 letters; the third and fourth share one under different parents,
    the fifth and sixth one without a parent.
    """
    parents = list(institucion.areas.order_by("order"))
    made = []
    for order in range(len(parents) + 1, AREAS + 1):
        name, parent = f"Dirección de Unidades Administrativas {order}", None
        if order in (3, 4):
            name, parent = TWIN, parents[order - 3]
        elif order in (5, 6):
            name = "Unidad de Enlace"
        elif order % 5 == 0:
            name = f"{LONG_NAME} {order}".ljust(120, "a")[:120]
        made.append(
            Area(institucion=institucion, code=f"a{order}", name=name, order=order, parent=parent)
        )
    Area.objects.bulk_create(made)
    return [*parents, *made]


def make_large(lineas: int, *, prefix: str = "grande-") -> Cast:
    """Return a cast whose programme is spread over 40 áreas, the months half reported.

    The last quarter runs and the earlier ones are closed. An área of
    order n reported its first n % 11 months. The second and third handed their quarter in, the
    fourth and fifth had theirs returned.
    """
    institucion = make_institucion(f"{prefix}propia", name="Secretaría Ejecutiva de muchas áreas")
    programa = make_programa(institucion, lineas=lineas)
    areas = large_areas(institucion)
    rows = list(LineaDeAccion.objects.filter(eje__programa=programa).order_by("pk"))
    for place, linea in enumerate(rows):
        linea.area = areas[place % AREAS]
        if place % 7 == 0:
            linea.title = LONG_TITLE
    LineaDeAccion.objects.bulk_update(rows, ["area", "title"])
    tareas = list(Tarea.objects.filter(eje__programa=programa).select_related("linea"))
    for tarea in tareas:
        tarea.area_id = tarea.linea.area_id
    Tarea.objects.bulk_update(tareas, ["area"])
    ejes = list(programa.ejes.order_by("order"))
    Responsable.objects.bulk_create(
        (Responsable(eje=eje, area=area, reports=True) for eje in ejes for area in areas),
        ignore_conflicts=True,
    )
    secretario = make_person(f"{prefix}secretario", institucion, Role.SECRETARIO)
    titular = make_person(f"{prefix}titular", institucion, Role.TITULAR, "juridica")
    _report(programa, areas)
    _hand_in(programa, areas, titular, secretario)
    Trimestre.objects.filter(programa=programa, number__lt=4).update(
        status=TrimestreStatus.CLOSED, closed_at=AT
    )
    return Cast(institucion, programa, {"secretario": secretario, "titular": titular})


def _report(programa: Programa, areas: list[Area]) -> None:
    """Report months and quantities of each área, and open the last quarter, due on 20 November."""
    for number, area in enumerate(areas, start=1):
        marks = MarcaMensual.objects.filter(tarea__area=area, tarea__eje__programa=programa)
        marks.filter(month__lte=number % 11).update(status=MarkStatus.DONE, reported_at=AT)
        for quarter in range(2, 5 if number % 3 == 0 else 4):
            AvanceDeComponente.objects.filter(
                avance__trimestre__programa=programa,
                avance__trimestre__number=quarter,
                avance__linea__area=area,
            ).update(quantity=1 + number % 4)
    Trimestre.objects.filter(programa=programa, number=4).update(
        status=TrimestreStatus.OPEN, due_on=date(programa.year, 11, 20)
    )


def _hand_in(programa: Programa, areas: list[Area], titular: User, reviewer: User) -> None:
    """Hand in four quarters of an área, and return two of them."""
    last = Trimestre.objects.get(programa=programa, number=4)
    sent: dict[str, object] = {"submitted_at": AT, "submitted_by": titular}
    back = {"returned_at": AT, "returned_by": reviewer}
    for place, area in enumerate(areas[1:5]):
        returned = place > 1
        status = AvanceStatus.RETURNED if returned else AvanceStatus.SUBMITTED
        AvanceTrimestral.objects.filter(trimestre=last, linea__area=area).update(
            status=status, submitted_at=AT, returned_at=AT if returned else None
        )
        EntregaDeArea.objects.update_or_create(
            trimestre=last,
            area=area,
            defaults={
                "status": status,
                "folio": f"F-{place}",
                **sent,
                **(back if returned else {}),
            },
        )

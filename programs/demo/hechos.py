"""Hechos of the invented institution: in its quarter in capture, and marked as sample."""

from datetime import date

from programs.demo.dates import DemoCalendar
from programs.models import AvanceTrimestral, Hecho, HechoEnLinea, Institucion, TipoDeHecho

# By kind: its name, the day of the first month, and what its fields say.
HECHOS = (
    ("oficio", "MUESTRA/DA/0012", 9, {"tipo": "Oficio", "destinatario": "las áreas de muestra"}),
    ("oficio", "MUESTRA/DA/0013", 16, {"tipo": "Memorándum", "destinatario": "Finanzas (muestra)"}),
    (
        "sesion",
        "Sesión ordinaria de muestra",
        18,
        {"organo": "Comité de muestra", "tipo": "Ordinaria", "actas": "1", "acuerdos": "3"},
    ),
    (
        "curso",
        "Curso de muestra sobre integridad",
        23,
        {"modalidad": "Presencial", "mujeres": "14", "hombres": "11", "publico": "25"},
    ),
)


def record_hechos(institucion: Institucion, calendar: DemoCalendar) -> None:
    """Record the sample hechos in the first two líneas of the first área, each counting in one."""
    entries = list(
        AvanceTrimestral.objects.filter(
            trimestre__programa__institucion=institucion,
            trimestre__programa__year=calendar.work_year,
            trimestre__number=calendar.work_quarter,
            linea__eje__order=1,
        )
        .select_related("linea__area", "trimestre")
        .order_by("linea__order")[:2]
    )
    kinds = {kind.key: kind for kind in TipoDeHecho.objects.filter(institucion=institucion)}
    month = 3 * calendar.work_quarter - 2
    for place, (key, name, day, values) in enumerate(HECHOS):
        avance = entries[place % len(entries)]
        hecho = Hecho(
            institucion=institucion,
            area=avance.linea.area,
            trimestre=avance.trimestre,
            kind=kinds[key],
            key=f"{institucion.slug}-hecho-{place}",
            name=name,
            day=date(calendar.work_year, month, day),
            values=values,
        )
        # In bulk: what came with the demonstration has no history of today.
        Hecho.objects.bulk_create([hecho])
        HechoEnLinea.objects.bulk_create(
            [HechoEnLinea(hecho=hecho, linea=avance.linea, counts=True)]
        )

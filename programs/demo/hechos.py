"""Hechos of the invented institution: in its quarter in capture, and marked as sample."""

from collections.abc import Iterable, Mapping
from datetime import date

from programs.demo.dates import DemoCalendar
from programs.enums import HechoRule
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Hecho,
    HechoEnLinea,
    Institucion,
    TipoDeHecho,
)
from programs.values.hechos.kinds import CURSO, OFICIO, SESION

# The name of a hecho and what its fields say.
Row = tuple[str, Mapping[str, str]]
OFICIOS: tuple[Row, ...] = (
    ("MUESTRA/DA/0012", {"tipo": "Oficio", "destinatario": "las áreas de muestra"}),
    ("MUESTRA/DA/0013", {"tipo": "Memorándum", "destinatario": "Finanzas (muestra)"}),
)
# The name of a course, and how many women and men of the public sector took it.
COURSES = (
    ("Curso de muestra sobre integridad", 14, 11),
    ("Curso de muestra sobre contabilidad gubernamental", 8, 5),
    ("Taller de muestra sobre archivos", 12, 9),
    ("Curso de muestra sobre compras públicas", 10, 10),
    ("Plática de muestra sobre conflicto de intereses", 17, 13),
)


def record_hechos(institucion: Institucion, calendar: DemoCalendar) -> None:
    """Record the sample hechos, and let quantities be their count or the sum of a field.

    What was done differs from one quarter to the next: there are as many courses and sessions as
    the quantities say. In bulk: what came with the demonstration has no history of today.
    """
    recorder = _Recorder(institucion, calendar)
    recorder.record((1, 1), OFICIO, OFICIOS)
    (courses,) = recorder.quantities((1, 3))
    recorder.record((1, 3), CURSO, [_course(*each) for each in COURSES[:courses]], sums=[""])
    actas, acuerdos = recorder.quantities((6, 1))
    sessions = [
        _session(number + 1, acuerdos // actas + (number < acuerdos % actas))
        for number in range(actas)
    ]
    recorder.record((6, 1), SESION, sessions, sums=["actas", "acuerdos"])


def _course(name: str, mujeres: int, hombres: int) -> Row:
    """Return a course of the public sector."""
    values = {"mujeres": mujeres, "hombres": hombres, "publico": mujeres + hombres}
    return name, {"modalidad": "Presencial", **{key: str(value) for key, value in values.items()}}


def _session(number: int, acuerdos: int) -> Row:
    """Return an ordinary session with its acta."""
    values = {"ordinal": number, "actas": 1, "acuerdos": acuerdos}
    said = {"organo": "Comité de muestra", "tipo": "Ordinaria"}
    return (
        f"Sesión ordinaria {number} de muestra",
        said | {key: str(value) for key, value in values.items()},
    )


class _Recorder:
    """The entries of the quarter in capture by (order of the eje, order of the línea)."""

    def __init__(self, institucion: Institucion, calendar: DemoCalendar) -> None:
        entries = AvanceTrimestral.objects.filter(
            trimestre__programa__institucion=institucion,
            trimestre__programa__year=calendar.work_year,
            trimestre__number=calendar.work_quarter,
        ).select_related("linea__area", "linea__eje", "trimestre")
        self.institucion = institucion
        self.entries = {(row.linea.eje.order, row.linea.order): row for row in entries}
        self.kinds = {row.key: row for row in TipoDeHecho.objects.filter(institucion=institucion)}
        self.month = 3 * calendar.work_quarter - 2
        self.year = calendar.work_year

    def rows(self, linea: tuple[int, int]) -> list[AvanceDeComponente]:
        """Return the quantities of an entry in the order of its components."""
        rows = AvanceDeComponente.objects.filter(avance=self.entries[linea])
        return list(rows.order_by("componente__order"))

    def quantities(self, linea: tuple[int, int]) -> list[int]:
        """Return what an entry says of each of its components."""
        return [int(row.quantity or 0) for row in self.rows(linea)]

    def record(
        self, linea: tuple[int, int], key: str, rows: Iterable[Row], sums: Iterable[str] = ()
    ) -> None:
        """Record hechos that count in a línea, one each week of the quarter's first month.

        `sums` are the fields of which its quantities are the sum, in the order of its components;
        "" where the hechos themselves are counted. The other quantities stay bare.
        """
        avance, kind = self.entries[linea], self.kinds[key]
        hechos = [
            Hecho(
                institucion=self.institucion,
                area=avance.linea.area,
                trimestre=avance.trimestre,
                kind=kind,
                key=f"{self.institucion.slug}-{key}-{place}",
                name=name,
                day=date(self.year, self.month, 2 + 5 * place),
                values=dict(values),
            )
            for place, (name, values) in enumerate(rows)
        ]
        Hecho.objects.bulk_create(hechos)
        HechoEnLinea.objects.bulk_create(
            HechoEnLinea(hecho=hecho, linea=avance.linea, counts=True) for hecho in hechos
        )
        for row, field in zip(self.rows(linea), sums, strict=False):
            rule = HechoRule.SUM if field else HechoRule.COUNT
            AvanceDeComponente.objects.filter(pk=row.pk).update(
                rule=rule, rule_kind=kind, rule_field=field
            )

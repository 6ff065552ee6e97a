"""The rows that exist because a programa, a línea or a tarea exists, and the programmed months."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from programs.enums import QUARTERS, MarkStatus
from programs.errors import DomainError
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    CantidadMensual,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Responsable,
    Tarea,
    Trimestre,
)
from programs.values.months import MONTHS


@transaction.atomic
def programa_complete(programa: Programa) -> None:
    """Make the rows that nobody creates by hand, where they are missing.

    Four quarters, one quarter entry for each línea and each quarter in which it is in force, one
    quantity row for each component and entry, twelve months for each component that is reported by
    month. Rows that exist stay as they are, so the call can be repeated.
    """
    numbers = set(programa.trimestres.values_list("number", flat=True))
    Trimestre.objects.bulk_create(
        Trimestre(programa=programa, number=number) for number in QUARTERS if number not in numbers
    )
    trimestres = list(programa.trimestres.all())
    rows = LineaDeAccion.objects.filter(eje__programa=programa)
    lineas = list(rows.select_related("added_by", "cancelled_by"))
    avances = AvanceTrimestral.objects.filter(trimestre__programa=programa)
    present = set(avances.values_list("trimestre_id", "linea_id"))
    AvanceTrimestral.objects.bulk_create(
        AvanceTrimestral(trimestre=trimestre, linea=linea)
        for trimestre in trimestres
        for linea in lineas
        if linea.is_in_force(trimestre.number) and (trimestre.pk, linea.pk) not in present
    )
    by_linea: dict[int, list[int]] = {}
    for avance, linea in avances.values_list("pk", "linea_id"):
        by_linea.setdefault(linea, []).append(avance)
    have = set(
        AvanceDeComponente.objects.filter(avance__trimestre__programa=programa).values_list(
            "avance_id", "componente_id"
        )
    )
    componentes = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa)
    AvanceDeComponente.objects.bulk_create(
        AvanceDeComponente(avance_id=avance, componente_id=componente)
        for componente, linea in componentes.values_list("pk", "meta__linea_id")
        for avance in by_linea.get(linea, [])
        if (avance, componente) not in have
    )
    monthly = componentes.filter(monthly=True).values_list("pk", flat=True)
    CantidadMensual.objects.bulk_create(
        (
            CantidadMensual(componente_id=componente, month=month)
            for componente in monthly
            for month in MONTHS
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def tarea_program_months(tarea: Tarea, months: Iterable[int]) -> None:
    """Make these months of the period (1 to 12) the programmed ones of a tarea.

    A month that leaves the programming loses its row if nobody reported it; if it was done, it
    stays as done without being programmed. Raises `DomainError` when it was reported as not done,
    because taking it away would erase the reason that the área wrote.
    """
    wanted = set(months)
    rows = {
        row.month: row for row in tarea.marcas.select_for_update(of=("self",)).order_by("month")
    }
    for month, row in rows.items():
        if row.programmed == (month in wanted):
            continue
        if month not in wanted and row.status == MarkStatus.UNREPORTED:
            row.delete()
            continue
        if month not in wanted and row.status == MarkStatus.NOT_DONE:
            raise DomainError(f"El mes {month} ya se reportó como no realizado. Conserve su marca.")
        row.programmed = month in wanted
        row.version += 1
        row.save(update_fields=["programmed", "version"])
    MarcaMensual.objects.bulk_create(
        MarcaMensual(tarea=tarea, month=month) for month in sorted(wanted - rows.keys())
    )


@transaction.atomic
def eje_answer(eje: Eje, codes: Sequence[str], reporting: str, areas: Mapping[str, Area]) -> None:
    """Make these áreas, by clave and in their order, the responsables of an eje.

    `reporting` is the one that captures, "" for none. Rows that stay keep theirs. Raises
    `ValidationError` for an área of another institution.
    """
    present = {row.area.code: row for row in eje.responsables.select_related("area")}
    for code, row in present.items():
        if code not in codes:
            row.delete()
    # Who captured until now steps back first: only one may capture at any time.
    eje.responsables.update(reports=False)
    for order, code in enumerate(codes, 1):
        row = present.get(code) or Responsable(eje=eje, area=areas[code])
        row.order, row.reports = order, code == reporting
        row.full_clean()
        row.save()

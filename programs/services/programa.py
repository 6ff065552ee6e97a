"""The rows that exist because a programa, a línea or a tarea exists."""

from django.db import transaction

from programs.enums import QUARTERS
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    LineaDeAccion,
    Programa,
    Trimestre,
)


@transaction.atomic
def programa_complete(programa: Programa) -> None:
    """Make the rows that nobody creates by hand, where they are missing.

    Four quarters, one quarter entry for each línea and quarter, one quantity row for each
    component and entry. Rows that exist stay as they are, so the call can be repeated.
    """
    numbers = set(programa.trimestres.values_list("number", flat=True))
    Trimestre.objects.bulk_create(
        Trimestre(programa=programa, number=number) for number in QUARTERS if number not in numbers
    )
    trimestres = list(programa.trimestres.all())
    lineas = list(LineaDeAccion.objects.filter(eje__programa=programa).values_list("pk", flat=True))
    avances = AvanceTrimestral.objects.filter(trimestre__programa=programa)
    present = set(avances.values_list("trimestre_id", "linea_id"))
    AvanceTrimestral.objects.bulk_create(
        AvanceTrimestral(trimestre=trimestre, linea_id=linea)
        for trimestre in trimestres
        for linea in lineas
        if (trimestre.pk, linea) not in present
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

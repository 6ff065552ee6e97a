"""Adecuaciones for the tests of what they change, without their act."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from programs.models import Adecuacion, ComponenteDeMeta, ModificacionDeMeta, Programa


def make_adecuacion(programa: Programa, from_quarter: int = 2, **values: object) -> Adecuacion:
    """Return the next adecuación of a programa."""
    given = {
        "number": programa.adecuaciones.count() + 1,
        "agreement": "A",
        "agreed_on": date(programa.year, 1, 5),
        "reason": "Sí.",
        "made_at": timezone.now(),
    }
    return Adecuacion.objects.create(
        programa=programa, from_quarter=from_quarter, **{**given, **values}
    )


def make_change(
    componente: ComponenteDeMeta,
    from_quarter: int = 2,
    *,
    original: int | Decimal | None = 12,
    adjusted: int | Decimal | None = 10,
    adjusted_text: str = "",
    programmed: dict[int, int] | None = None,
    **values: object,
) -> ModificacionDeMeta:
    """Change a quantity by an adecuación of its own, of which `values` are columns."""
    programa = componente.meta.linea.eje.programa
    return ModificacionDeMeta.objects.create(
        adecuacion=make_adecuacion(programa, from_quarter, **values),
        meta=componente.meta,
        componente=componente,
        original=original,
        adjusted=adjusted,
        adjusted_text=adjusted_text,
        **{f"adjusted_q{q}": amount for q, amount in (programmed or {}).items()},
    )

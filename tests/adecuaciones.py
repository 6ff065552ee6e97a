"""Adecuaciones for the tests of what they change, without their act."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from programs.enums import ProgramaStatus
from programs.models import Adecuacion, ComponenteDeMeta, ModificacionDeMeta, Programa
from programs.values.adjusting import Grounds


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


def approved(programa: Programa) -> Programa:
    """Return a programa as approved."""
    Programa.objects.filter(pk=programa.pk).update(
        status=ProgramaStatus.APPROVED,
        approval_agreement="OG/2025/12",
        approval_session="Cuarta ordinaria",
        approved_on=date(programa.year - 1, 12, 10),
    )
    return Programa.objects.select_related("institucion").get(pk=programa.pk)


def grounds(from_quarter: int = 3, **values: object) -> Grounds:
    """Return the grounds of an adecuación of the July session."""
    given = {
        "agreement": "OG/2026/07",
        "session": "Segunda ordinaria",
        "agreed_on": date(2026, 7, 2),
        "from_quarter": from_quarter,
        "reason": "Cambió el presupuesto.",
    }
    return Grounds(**{**given, **values})

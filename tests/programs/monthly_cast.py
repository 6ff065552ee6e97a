"""A component of the cast that is programmed and reported by month."""

from decimal import Decimal

from programs.models import AvanceDeComponente, CantidadMensual, ComponenteDeMeta, User
from programs.services.cantidades import componente_program_months

# Two in February and one in March; nothing said of January.
PROGRAMMED = (None, 2, 1, *(1,) * 9)


def monthly(cast, place: int = 0, amounts=PROGRAMMED) -> ComponenteDeMeta:
    """Make the component of a línea monthly, with these twelve amounts."""
    componente = ComponenteDeMeta.objects.get(meta__linea=cast.linea(place))
    ComponenteDeMeta.objects.filter(pk=componente.pk).update(monthly=True)
    componente.refresh_from_db()
    by = User.objects.get(username="planeacion")
    decimals = [None if amount is None else Decimal(amount) for amount in amounts]
    componente_program_months(componente, decimals, by=by)
    return componente


def month_of(componente: ComponenteDeMeta, month: int) -> CantidadMensual:
    """Return the row of a month as it is stored."""
    return CantidadMensual.objects.get(componente=componente, month=month)


def quarter_of(componente: ComponenteDeMeta, number: int) -> AvanceDeComponente:
    """Return what a quarter says of the component, as it is stored."""
    return AvanceDeComponente.objects.get(componente=componente, avance__trimestre__number=number)

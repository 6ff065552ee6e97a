"""Hechos of the cast, recorded as its enlace records them."""

from datetime import date

from django.utils import timezone

from programs.models import AvanceDeComponente, AvanceTrimestral, Hecho, TipoDeHecho, User
from programs.services.desglose import rule_save
from programs.services.hechos import HechoData, hecho_add
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.rules import Rule, RuleKind


def kind_of(cast, key: str) -> HechoKind:
    """Return a kind of the cast's institution."""
    return TipoDeHecho.objects.get(institucion=cast.institucion, key=key).value


def record(avance: AvanceTrimestral, name: str, *, kind="sesion", counts=True, **values) -> Hecho:
    """Record a hecho of a línea's quarter."""
    return hecho_add(
        avance.pk,
        key=f"{kind}-{name}"[:100],
        data=HechoData(kind, name, date(2026, 2, 3), values),
        counts=counts,
        by=User.objects.get(username="enlace"),
        now=timezone.now(),
    )


def quantity_of(avance: AvanceTrimestral) -> AvanceDeComponente:
    """Return the quantity of an entry as it is stored."""
    return AvanceDeComponente.objects.select_related("rule_kind").get(avance=avance)


def make_rule(cast, avance, kind="sesion", field="", where="", value="") -> AvanceDeComponente:
    """Let the quantity of an entry follow of its hechos."""
    row = quantity_of(avance)
    how = RuleKind.SUM if field else RuleKind.COUNT
    rule = Rule(how, kind_of(cast, kind), field, where, value)
    by = User.objects.get(username="enlace")
    return rule_save(row.pk, avance_pk=avance.pk, rule=rule, by=by, version=row.version).row

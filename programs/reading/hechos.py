"""Hechos, their kinds and the rules of quantities, read as plain values."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Hecho,
    HechoEnLinea,
    TipoDeHecho,
    Trimestre,
)
from programs.values.hechos.hecho import HechoValue, normal_name
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.rules import BARE, Rule, RuleKind


def kinds_of(institucion_pk: int) -> tuple[HechoKind, ...]:
    """Return the kinds that an institution uses, in their order, in one query."""
    rows = TipoDeHecho.objects.filter(institucion=institucion_pk, active=True)
    return tuple(row.value for row in rows.order_by("order", "pk"))


def rule_of(row: AvanceDeComponente) -> Rule:
    """Return how a quantity follows of hechos; the row was read with its `rule_kind`."""
    if row.rule_kind is None:
        return BARE
    kind = row.rule_kind.value
    return Rule(RuleKind(row.rule), kind, row.rule_field, row.rule_where, row.rule_value)


def counted_hechos(
    trimestre: Trimestre, lineas: Collection[int]
) -> dict[int, tuple[HechoValue, ...]]:
    """Return {línea: the hechos that count in it} of a quarter, by their date, in one query."""
    links = HechoEnLinea.objects.filter(linea__in=lineas, counts=True, hecho__trimestre=trimestre)
    found: dict[int, list[HechoValue]] = defaultdict(list)
    for link in links.select_related("hecho__kind").order_by("hecho__day", "hecho_id"):
        found[link.linea_id].append(link.hecho.value())
    return {linea: tuple(hechos) for linea, hechos in found.items()}


def hechos_by_linea(trimestre: Trimestre) -> dict[int, tuple[HechoValue, ...]]:
    """Return {línea: the hechos that serve it, counting or not} of a quarter, in one query."""
    links = HechoEnLinea.objects.filter(hecho__trimestre=trimestre)
    found: dict[int, list[HechoValue]] = defaultdict(list)
    for link in links.select_related("hecho__kind").order_by("hecho__day", "hecho_id"):
        found[link.linea_id].append(link.hecho.value(counts=link.counts))
    return {linea: tuple(hechos) for linea, hechos in found.items()}


def known_names(avance: AvanceTrimestral, kind: str) -> dict[tuple[str, date], str]:
    """Return {(normal name, day): name} of the hechos of a kind that the área recorded before."""
    rows = Hecho.objects.filter(
        trimestre=avance.trimestre_id, area=avance.linea.area_id, kind__key=kind
    )
    return {(normal_name(name), day): name for name, day in rows.values_list("name", "day")}

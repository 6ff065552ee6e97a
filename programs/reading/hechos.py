"""Hechos, their kinds and the rules of quantities, read as plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.conf import settings
from django.db.models import OuterRef, Subquery

from programs.enums import TrimestreStatus
from programs.errors import UnreadableCorte
from programs.models import (
    AvanceDeComponente,
    Corte,
    Hecho,
    HechoEnLinea,
    TipoDeHecho,
    Trimestre,
)
from programs.reading.addresses import figure_url
from programs.reading.sealed import sealed_quarter
from programs.values.frozen import Content, stored_kind
from programs.values.hechos.hecho import HechoValue, KnownNames, told_by
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.rules import BARE, BY_MONTH, Rule, RuleKind
from programs.values.hechos.stored import FigureOrigin, HechoSnapshot, HechosSnapshot


def kinds_of(institucion_pk: int) -> tuple[HechoKind, ...]:
    """Return the kinds that an institution uses, in their order, in one query."""
    rows = TipoDeHecho.objects.filter(institucion=institucion_pk, active=True)
    return tuple(row.value for row in rows.order_by("order", "pk"))


def kinds_in(trimestre: Trimestre) -> tuple[tuple[HechoKind, ...], Mapping[str, HechoKind]]:
    """Return the kinds of an institution as `kinds_of`, and `kinds_when_closed` of a quarter.

    In one query, and two more where a kind changed after the quarter closed.
    """
    rows = TipoDeHecho.objects.filter(institucion=trimestre.programa.institucion_id, active=True)
    found = list(rows.order_by("order", "pk").annotate(sealed=stored_kinds(trimestre.pk)))
    today = tuple(row.value for row in found)
    stored = found[0].sealed if found else None
    closed = kinds_when_closed(trimestre, stored, today)
    return tuple(closed.get(kind.key, kind) for kind in today), closed


def stored_kinds(trimestre: int | OuterRef) -> Subquery:
    """Return the kinds that the latest corte of a quarter holds, as a column: JSON, or None."""
    cortes = Corte.objects.filter(trimestre=trimestre).order_by("-number")
    return Subquery(cortes.values("payload__snapshot__hechos__kinds")[:1])


def kinds_when_closed(
    trimestre: Trimestre, stored: Sequence[Content] | None, today: Iterable[HechoKind]
) -> Mapping[str, HechoKind]:
    """Return {key: kind as the corte of a closed quarter has it}, empty where none of them changed.

    `stored` is what `stored_kinds` gave. Two queries where some did, as the corte is compared with
    its act; without one that may be read the kinds are those of today.
    """
    if trimestre.status != TrimestreStatus.CLOSED or not stored:
        return {}
    now = {kind.key: stored_kind(kind) for kind in today}
    if all(each == now.get(each["key"], each) for each in stored):
        return {}
    try:
        sealed = sealed_quarter(trimestre)
    except UnreadableCorte:
        return {}
    hechos = sealed[1].hechos if sealed else None
    return {kind.key: kind for kind in hechos.kinds} if hechos else {}


def as_closed(hecho: HechoValue, closed: Mapping[str, HechoKind]) -> HechoValue:
    """Return a hecho with its kind of `kinds_when_closed`."""
    kind = closed.get(hecho.kind.key)
    return replace(hecho, kind=kind) if kind else hecho


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


def known_names(
    trimestre: int, area: int, kind: str, without: Collection[int] = ()
) -> KnownNames[str]:
    """Return the names of the hechos of a kind that the área recorded before, in one query.

    `without` are the numbers of those that are left out.
    """
    rows = Hecho.objects.filter(trimestre=trimestre, area=area, kind__key=kind)
    if without:
        rows = rows.exclude(pk__in=without)
    known: KnownNames[str] = KnownNames()
    for name, day, values in rows.order_by("pk").values_list("name", "day", "values"):
        known.add(told_by(kind, name, day, values), name)
    return known


def rule_words(row: AvanceDeComponente) -> str:
    """Return how a quantity was made, "" where its área wrote it.

    The row was read with its `componente` and its `rule_kind`.
    """
    if row.componente.monthly:
        return BY_MONTH
    rule = rule_of(row)
    return rule.words if rule.kind else ""


def quarter_hechos(trimestre: Trimestre) -> HechosSnapshot:
    """Return what a quarter counted and how each of its figures was made, in two queries."""
    links = list(
        HechoEnLinea.objects.filter(hecho__trimestre=trimestre, counts=True)
        .select_related("hecho__kind", "hecho__area")
        .order_by(
            "hecho__kind__order",
            "hecho__kind_id",
            "hecho__day",
            "hecho_id",
            "linea__eje__order",
            "linea__order",
        )
    )
    kinds = {link.hecho.kind_id: link.hecho.kind.value for link in links}
    hechos = []
    for _, found in groupby(links, key=lambda link: link.hecho_id):
        served = list(found)
        hecho = served[0].hecho
        hechos.append(
            HechoSnapshot(
                pk=hecho.pk,
                kind=hecho.kind.key,
                name=hecho.name,
                day=hecho.day,
                values=hecho.values,
                area=hecho.area.name,
                lines=tuple(link.linea_id for link in served),
            )
        )
    return HechosSnapshot(tuple(kinds.values()), tuple(hechos), _origins(trimestre))


def _origins(trimestre: Trimestre) -> tuple[FigureOrigin, ...]:
    """Return how each quantity of a quarter was made, in one query."""
    rows = (
        AvanceDeComponente.objects.filter(avance__trimestre=trimestre)
        .select_related("componente", "rule_kind", "avance")
        .order_by("avance_id", "componente__order")
    )
    site = settings.SITE_URL.rstrip("/")
    found = []
    for _, entry in groupby(rows, key=lambda row: row.avance_id):
        for order, row in enumerate(entry, start=1):
            linea = row.avance.linea_id
            address = f"{site}{figure_url(trimestre, linea, order)}"
            found.append(FigureOrigin(linea, order - 1, rule_words(row), address))
    return tuple(found)

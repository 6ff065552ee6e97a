"""What the modifications of its metas make of a plan: its versions, and each meta as in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values.facts import Kind
from programs.values.phrases import (
    number_text,
    quantity_text,
    quarter_name,
    short_date,
    with_sign,
)
from programs.values.snapshot import ChangeSnapshot, LineaSnapshot, MetaSnapshot


@dataclass(frozen=True)
class Version:
    """What one agreement changed: (línea, change) in the order of the plan."""

    agreement: str
    agreed_on: date
    changes: tuple[tuple[LineaSnapshot, ChangeSnapshot], ...]


def versions(lineas: Iterable[LineaSnapshot]) -> tuple[Version, ...]:
    """Return the versions of a plan after the one first approved, by date of their agreement.

    All that one agreement changed is one version, whatever quarter each change holds from.
    """
    found: dict[tuple[date, str], list[tuple[LineaSnapshot, ChangeSnapshot]]] = {}
    for linea in lineas:
        for change in linea.meta.changes if linea.meta else ():
            found.setdefault((change.agreed_on, change.agreement), []).append((linea, change))
    return tuple(
        Version(agreement, agreed_on, tuple(found[agreed_on, agreement]))
        for agreed_on, agreement in sorted(found)
    )


def text_in_force(meta: MetaSnapshot) -> str:
    """Return the meta as its last change words it, or as first approved."""
    texts = [change.adjusted_text for change in meta.changes if change.adjusted_text]
    return texts[-1] if texts else meta.original_text


def annual_in_force(meta: MetaSnapshot, component: int) -> Decimal | None:
    """Return the annual quantity of a component, by its place from 0, after its last change."""
    adjusted = [change.adjusted for change in meta.changes if change.component == component]
    return adjusted[-1] if adjusted else meta.facts.components[component].annual


def changed_from(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return the quantity that a change replaced, with its unit: "24 solicitudes"."""
    return _amount(meta, change, change.original)


def changed_to(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return the meta after a change: as it was worded, or the quantity with its unit."""
    return change.adjusted_text or _amount(meta, change, change.adjusted)


def change_sentence(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return a change of a meta: from how much to how much, since when, and who agreed it.

    "Meta modificada de 24 a 48 asuntos desde el 2do trimestre. Acuerdo 12, 30/04/2026."
    """
    before = number_text(change.original)
    if _is_percent(meta, change):
        before = with_sign(before)
    return (
        f"Meta modificada de {before} a {_amount(meta, change, change.adjusted)} "
        f"desde el {quarter_name(change.from_quarter)}. "
        f"{change.agreement}, {short_date(change.agreed_on)}."
    )


def change_sentences(meta: MetaSnapshot) -> tuple[str, ...]:
    """Return each change of a meta as a sentence or two, in the order in which they hold."""
    return tuple(change_sentence(meta, change) for change in meta.changes)


def _is_percent(meta: MetaSnapshot, change: ChangeSnapshot) -> bool:
    return meta.facts.components[change.component].kind is Kind.PERCENT


def _amount(meta: MetaSnapshot, change: ChangeSnapshot, amount: Decimal) -> str:
    if _is_percent(meta, change):
        return f"{with_sign(number_text(amount))} de {change.unit}"
    return quantity_text(amount, change.unit)

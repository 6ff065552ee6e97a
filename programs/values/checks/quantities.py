"""The quantities of a quarter: those that are missing, and those that look unlikely."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from programs.values.checks.finding import (
    Code,
    Finding,
    Notes,
    Severity,
    missing,
    quantity_anchor,
)
from programs.values.closing import is_due
from programs.values.facts import adjusted, owes
from programs.values.given import given
from programs.values.phrases import join_list, number_text
from programs.values.progress import ComponentFacts, Kind, MetaFacts, Programming, programming_of
from programs.values.snapshot import LineaSnapshot, MetaSnapshot, TrimestreSnapshot

# Beyond this share of what was programmed a quantity is probably a slip of the keyboard.
MUCH_MORE = Decimal("1.3")


class Made(StrEnum):
    """Who said a quantity: a person, or the system, which adds up what persons recorded."""

    TYPED = "typed"
    HECHOS = "hechos"
    MONTHS = "months"


def made_by(meta: MetaSnapshot, component: int, *, of_hechos: bool) -> Made:
    """Return how the quantity of a component, by its place in the meta, came to be."""
    if of_hechos:
        return Made.HECHOS
    monthly = any(each.component == component for each in meta.months)
    return Made.MONTHS if monthly else Made.TYPED


def _said(made: Made, *amounts: Decimal) -> str:
    """Return who says the amounts, and these: "De los hechos resultan 60"."""
    words = join_list(number_text(amount) for amount in amounts)
    if made is Made.HECHOS:
        return f"De los hechos {'resultan' if amounts[-1] > 1 else 'resulta'} {words}"
    return f"{'Los meses suman' if made is Made.MONTHS else 'Escribió'} {words}"


def unlikely(
    meta: MetaFacts, component: ComponentFacts, quarter: int, made: Made = Made.TYPED
) -> str:
    """Return why a reported quantity deserves a second look, in sentences without the last period.

    "" for nothing. All of it may be right; the page asks for one reason.
    """
    if component.actual[quarter - 1] is None or component.kind is Kind.UNQUANTIFIED:
        return ""
    asked = (
        _against_programmed(meta, component, quarter, made),
        _over_received(component, quarter),
        _in_parts(component, quarter, made),
    )
    return ". ".join(filter(None, asked))


def _against_programmed(
    meta: MetaFacts, component: ComponentFacts, quarter: int, made: Made
) -> str:
    """Zero where something was programmed, or more than 130 % of what was programmed.

    Nothing is said where nobody stated what was programmed.
    """
    actual = given(component.actual[quarter - 1])
    answer, amount = programming_of(meta, component, quarter)
    if actual == 0:
        if answer in (Programming.QUANTITY, Programming.SCHEDULED):
            return f"{_said(made, actual)} y había programación en este trimestre"
        return ""
    if answer is Programming.NONE:
        return f"{_said(made, actual)} y no había nada programado en este trimestre"
    if amount is not None and actual > amount * MUCH_MORE:
        had = "habían" if amount > 1 else "había"
        return (
            f"{_said(made, actual)} y se {had} programado {number_text(amount)} en este trimestre"
        )
    return ""


def _over_received(component: ComponentFacts, quarter: int) -> str:
    """More attended than received to date, over the quarters that say both."""
    if component.kind is not Kind.DEMAND:
        return ""
    pairs = [
        (actual, received)
        for actual, received in zip(
            component.actual[:quarter], component.received[:quarter], strict=True
        )
        if actual is not None and received is not None
    ]
    attended = sum((actual for actual, _ in pairs), Decimal(0))
    received = sum((received for _, received in pairs), Decimal(0))
    # The adjustments of earlier quarters are of what was attended.
    attended = adjusted(component, quarter, attended)
    if not pairs or attended <= received:
        return ""
    goes = "Van {} atendidas" if attended > 1 else "Va {} atendida"
    taken = "recibidas" if received != 1 else "recibida"
    told = goes.format(number_text(attended))
    return f"{told} de {number_text(received)} {taken} en el año"


def _in_parts(component: ComponentFacts, quarter: int, made: Made) -> str:
    """A part of one where the plan counts whole things.

    A percentage may have decimals, and so may what was planned with them, such as 2.5 km.
    """
    planned = (component.annual, *component.programmed)
    if component.kind is Kind.PERCENT or not all(map(_is_whole, planned)):
        return ""
    # What was received is always typed.
    said = ((made, component.actual), (Made.TYPED, component.received))
    parts: dict[Made, list[Decimal]] = {}
    for who, values in said:
        value = values[quarter - 1]
        if value is not None and not _is_whole(value):
            parts.setdefault(who, []).append(value)
    if not parts:
        return ""
    first, *others = (_said(who, *amounts) for who, amounts in parts.items())
    told = join_list([first, *(other[:1].lower() + other[1:] for other in others)])
    return f"{told}{',' if others else ''} y la meta se cuenta en enteros ({component.unit})"


def _is_whole(value: Decimal | None) -> bool:
    return value is None or value == value.to_integral_value()


def quantities(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes
) -> Iterator[Finding]:
    """Yield, component by component, what its quantity lacks or why it is unlikely.

    An unlikely quantity without a reason holds the línea back; with one it is a doubt. A meta that
    is not due needs no quantity: that is a state, not a number to type.
    """
    meta, quarter = linea.meta.facts if linea.meta else None, trimestre.number
    if meta is None:
        return
    due = is_due(linea, trimestre)
    several = len(meta.quantified) > 1
    for position, component in enumerate(meta.components, start=1):
        if component.kind is Kind.UNQUANTIFIED:
            continue
        anchor = quantity_anchor(position)
        whose = f" de {component.unit}" if several else ""
        actual = component.actual[quarter - 1]
        if actual is None:
            if due and owes(meta, component, quarter):
                yield missing(Code.QUANTITY, f"Falta la cantidad{whose}", f"{anchor}-cantidad")
            continue
        if component.kind is Kind.DEMAND and component.received[quarter - 1] is None:
            text = f"Falta cuántas solicitudes se recibieron{whose}"
            yield missing(Code.RECEIVED, text, f"{anchor}-recibidas")
        of_hechos = position <= len(notes.of_hechos) and notes.of_hechos[position - 1]
        made = made_by(given(linea.meta), position - 1, of_hechos=of_hechos)
        why = unlikely(meta, component, quarter, made)
        reason = notes.reasons[position - 1].strip() if position <= len(notes.reasons) else ""
        if why and reason:
            yield Finding(Code.UNLIKELY, Severity.DOUBT, why, anchor, reason)
        elif why:
            yield missing(Code.REASON, f"{why}. Diga por qué es correcto", f"{anchor}-motivo")

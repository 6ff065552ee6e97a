"""The quantities of a quarter: those that are missing, and those that look unlikely."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity, missing
from programs.values.closing import is_due
from programs.values.facts import owes
from programs.values.phrases import number_text
from programs.values.progress import ComponentFacts, Kind, MetaFacts, Programming, programming_of
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot

# Beyond this share of what was programmed a quantity is probably a slip of the keyboard.
MUCH_MORE = Decimal("1.3")


def quantity_anchor(position: int) -> str:
    """Return the id of the quantity of a component, by its place in the meta from 1."""
    return f"cantidad-{position}"


def unlikely(meta: MetaFacts, component: ComponentFacts, quarter: int) -> str:
    """Return why a reported quantity deserves a second look, or "".

    Zero where something was programmed, or more than 130 % of what was programmed. Both may be
    right; the page asks for a reason. Nothing is said where nobody stated what was programmed.
    """
    actual = component.actual[quarter - 1]
    if actual is None or component.kind is Kind.UNQUANTIFIED:
        return ""
    answer, amount = programming_of(meta, component, quarter)
    if actual == 0:
        if answer in (Programming.QUANTITY, Programming.SCHEDULED):
            return "Escribió 0 y había programación en este trimestre"
        return ""
    if answer is Programming.NONE:
        return f"Escribió {number_text(actual)} y no había nada programado en este trimestre"
    if amount is not None and actual > amount * MUCH_MORE:
        return (
            f"Escribió {number_text(actual)} y se habían programado {number_text(amount)} "
            "en este trimestre"
        )
    return ""


def quantities(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, reasons: Sequence[str]
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
                yield missing(Code.QUANTITY, f"Falta la cantidad{whose}", anchor)
            continue
        if component.kind is Kind.DEMAND and component.received[quarter - 1] is None:
            text = f"Falta cuántas solicitudes se recibieron{whose}"
            yield missing(Code.RECEIVED, text, anchor)
        why = unlikely(meta, component, quarter)
        reason = reasons[position - 1].strip() if position <= len(reasons) else ""
        if why and reason:
            yield Finding(Code.UNLIKELY, Severity.DOUBT, why, anchor, reason)
        elif why:
            yield missing(Code.REASON, f"{why}. Diga por qué es correcto", anchor)

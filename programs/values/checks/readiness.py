"""What a línea still lacks before its área may mark it *lista*.

Plain values in, plain values out: no database. Drafts are never held back by any of this; only
the mark is. Source: section 2, screen S3, of the interface document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.values.closing import closing_of
from programs.values.phrases import join_list, month_name, number_text
from programs.values.progress import (
    Closing,
    ComponentFacts,
    Kind,
    MetaFacts,
    Programming,
    programming_of,
)
from programs.values.snapshot import BlockSnapshot, LineaSnapshot, TareaSnapshot, TrimestreSnapshot

# Beyond this share of what was programmed a quantity is probably a slip of the keyboard.
MUCH_MORE = Decimal("1.3")
TITLE_LENGTH = 60


@dataclass(frozen=True)
class Missing:
    """One thing that is missing.

    `code` names the kind, `message` is the Spanish sentence without its final period, `anchor` the
    id of the place on the capture page.
    """

    code: str
    message: str
    anchor: str


def quantity_anchor(position: int) -> str:
    """Return the id of the quantity of a component, by its place in the meta from 1."""
    return f"cantidad-{position}"


def block_anchor(key: str) -> str:
    """Return the id of a block."""
    return f"bloque-{key}"


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


def missing(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, reasons: Sequence[str]
) -> tuple[Missing, ...]:
    """Return all that the línea lacks to be *lista*, in the order of the page.

    `reasons` are the written reasons of the quantities, in the order of the components. A meta that
    is not due needs neither quantity nor narrative: that is a state, not a text to type.
    """
    closing = closing_of(linea, trimestre)
    due = closing.code is not Closing.NOT_DUE
    blocks = linea.avance.blocks if linea.avance else ()
    quantities = tuple(_quantities(linea, trimestre.number, reasons, due=due))
    found = [*quantities, *missing_months(linea.tareas, trimestre)]
    if due and not any(_has_content(block) for block in blocks):
        found.append(Missing("narrative", "Falta contar qué se hizo", "narrativa"))
    found += missing_in_blocks(blocks)
    if closing.code is None and not any(item.code == "quantity" for item in quantities):
        found.append(
            Missing(
                "closing",
                "El sistema no puede escribir la frase de cierre con estos datos. "
                "Declare que no lleva frase, con su motivo",
                "cierre",
            )
        )
    return tuple(found)


def missing_in_blocks(blocks: Iterable[BlockSnapshot]) -> list[Missing]:
    """Return what the tables and pictures of a narrative lack, in their order."""
    return [item for block in blocks for item in _block(block)]


def _quantities(
    linea: LineaSnapshot, quarter: int, reasons: Sequence[str], *, due: bool
) -> Iterator[Missing]:
    meta = linea.meta.facts if linea.meta else None
    if meta is None:
        return
    several = len(meta.quantified) > 1
    for position, component in enumerate(meta.components, start=1):
        if component.kind is Kind.UNQUANTIFIED:
            continue
        anchor = quantity_anchor(position)
        whose = f" de {component.unit}" if several else ""
        actual = component.actual[quarter - 1]
        if actual is None:
            owed = programming_of(meta, component, quarter)[0] is not Programming.NONE
            if due and owed:
                yield Missing("quantity", f"Falta la cantidad{whose}", anchor)
            continue
        if component.kind is Kind.DEMAND and component.received[quarter - 1] is None:
            yield Missing("received", f"Falta cuántas solicitudes se recibieron{whose}", anchor)
        why = unlikely(meta, component, quarter)
        reason = reasons[position - 1] if position <= len(reasons) else ""
        if why and not reason.strip():
            yield Missing("reason", f"{why}. Diga por qué es correcto", anchor)


def missing_months(
    tareas: Sequence[TareaSnapshot], trimestre: TrimestreSnapshot
) -> Iterator[Missing]:
    """Yield the tareas with a programmed month of the quarter that nobody reported."""
    start = trimestre.starts_on.month - trimestre.months[0]
    for tarea in tareas:
        silent = [
            month_name((start + mark.month - 1) % 12 + 1).lower()
            for mark in tarea.marks
            if mark.programmed and mark.month in trimestre.months and mark.status == "unreported"
        ]
        if silent:
            text = tarea.calendar_text
            title = text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1].rstrip()}…"
            yield Missing("months", f"Falta reportar {join_list(silent)} de «{title}»", "meses")


def _has_content(block: BlockSnapshot) -> bool:
    if block.kind == "text":
        return bool(block.html.strip())
    return bool(block.figures) if block.kind == "figures" else _has_cells(block)


def _has_cells(block: BlockSnapshot) -> bool:
    return any(cell.strip() for row in block.rows for cell in row)


def _block(block: BlockSnapshot) -> Iterator[Missing]:
    anchor = block_anchor(block.key)
    if block.kind == "table":
        if not _has_cells(block):
            yield Missing("table-empty", "La tabla está vacía. Llénela o quítela", anchor)
        elif not (block.caption.strip() or block.title.strip()):
            yield Missing("table-caption", "A la tabla le falta el pie o el título", anchor)
    elif block.kind == "figures":
        yield from _figures(block, anchor)


def _figures(block: BlockSnapshot, anchor: str) -> Iterator[Missing]:
    if not block.figures:
        yield Missing("figures-empty", "El grupo no tiene fotos. Súbalas o quite el grupo", anchor)
        return
    if not block.caption.strip():
        yield Missing("figures-caption", "A las fotos les falta el pie", anchor)
    for code, places, one, many in (
        (
            "figures-file",
            [n for n, figure in enumerate(block.figures, start=1) if not figure.renditions],
            "Falta el archivo de la foto",
            "Falta el archivo de las fotos",
        ),
        (
            "figures-alt",
            [n for n, figure in enumerate(block.figures, start=1) if not figure.alt.strip()],
            "Falta decir qué se ve en la foto",
            "Falta decir qué se ve en las fotos",
        ),
    ):
        if places:
            opening = one if len(places) == 1 else many
            yield Missing(code, f"{opening} {join_list(str(n) for n in places)}", anchor)

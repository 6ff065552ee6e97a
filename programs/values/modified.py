"""What adecuaciones make of a plan: its versions, each change in words, and each meta as in force.

Every page and document that tells a change of an approved programa words it here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from programs.enums import QUARTERS
from programs.values.changes import AdecuacionSnapshot, ChangeSnapshot, MoveSnapshot
from programs.values.facts import Four, Kind
from programs.values.given import given
from programs.values.phrases import (
    join_list,
    month_name,
    number_text,
    ordinal,
    quantity_text,
    quarter_list,
    quarter_name,
    short_date,
    with_sign,
)
from programs.values.snapshot import (
    CancelledSnapshot,
    EjeSnapshot,
    LineaSnapshot,
    MetaSnapshot,
    Snapshot,
    TareaSnapshot,
)

ADDED, CANCELLED, ABSENT = "Línea agregada", "Línea cancelada", "No estaba en el programa"
NO_MONTHS = "ningún mes"


@dataclass(frozen=True)
class Alteration:
    """One thing that an adecuación changed, as it was and as it is since then.

    `number` is the printed one of the línea, "" for a tarea of the eje alone; `sentence` tells the
    change by itself, without who agreed it.
    """

    number: str
    title: str
    before: str
    after: str
    reason: str
    sentence: str


@dataclass(frozen=True)
class Version:
    """A version of the plan after the one first approved: an adecuación and all that it changed."""

    adecuacion: AdecuacionSnapshot
    alterations: tuple[Alteration, ...]


def versions(snapshot: Snapshot) -> tuple[Version, ...]:
    """Return the versions of a plan after the one first approved, in order of their numbers."""
    found: dict[int, list[Alteration]] = {each.number: [] for each in snapshot.adecuaciones}
    for eje in snapshot.ejes:
        for number, alteration in _alterations(eje, snapshot.start_month):
            found.setdefault(number, []).append(alteration)
    return tuple(Version(each, tuple(found[each.number])) for each in snapshot.adecuaciones)


def linea_sentences(linea: LineaSnapshot, start_month: int) -> tuple[str, ...]:
    """Return what adecuaciones did to a línea, each with since when and who agreed it."""
    moves = (
        agreed(moved_words(tarea, move, start_month), move.adecuacion)
        for tarea in linea.tareas
        for move in tarea.moves
    )
    return (
        *standing_sentences(linea),
        *(change_sentences(linea.meta) if linea.meta else ()),
        *moves,
    )


def standing_sentences(linea: LineaSnapshot) -> tuple[str, ...]:
    """Return that a línea was added or cancelled after the approval, each in a sentence or two."""
    both = ((ADDED, linea.added), (CANCELLED, linea.cancelled))
    return tuple(agreed(words, by) for words, by in both if by)


def gone_sentence(gone: CancelledSnapshot) -> str:
    """Return a línea that counts no more, with its number, since when and who agreed it."""
    return f"{gone.number} {gone.title}. {agreed(CANCELLED, gone.adecuacion)}"


def state_words(label: str, adecuaciones: int) -> str:
    """Return the state of a programa as people read it: "Aprobado", "Modificado 2"."""
    return f"Modificado {adecuaciones}" if adecuaciones else label


def agreed(words: str, adecuacion: AdecuacionSnapshot | ChangeSnapshot) -> str:
    """Return a change with since when it holds and who agreed it.

    "Línea cancelada desde el 3er trimestre. Acuerdo 12, 30/04/2026."
    """
    return (
        f"{words} desde el {quarter_name(adecuacion.from_quarter)}. "
        f"{adecuacion.agreement}, {short_date(adecuacion.agreed_on)}."
    )


def moved_words(tarea: TareaSnapshot, move: MoveSnapshot, start_month: int) -> str:
    """Return which months of a tarea are programmed since an adecuación, and which were."""
    after, before = (months_text(each, start_month) for each in (move.adjusted, move.original))
    return f"Meses de «{tarea.calendar_text}»: {after}, antes {before},"


def months_text(months: Iterable[int], start_month: int) -> str:
    """Return months of the period (1 to 12) by their names: "julio y agosto"."""
    names = [month_name((start_month - 2 + month) % 12 + 1).lower() for month in sorted(months)]
    return join_list(names) or NO_MONTHS


def text_in_force(meta: MetaSnapshot) -> str:
    """Return the meta as its last change words it, or as first approved."""
    texts = [change.adjusted_text for change in meta.changes if change.adjusted_text]
    return texts[-1] if texts else meta.original_text


def annual_in_force(meta: MetaSnapshot, component: int) -> Decimal | None:
    """Return the annual quantity of a component, by its place from 0, after its last change."""
    adjusted = [
        change.adjusted
        for change in meta.changes
        if change.component == component and change.adjusted is not None
    ]
    return adjusted[-1] if adjusted else meta.facts.components[component].annual


def programmed_in_force(meta: MetaSnapshot, component: int) -> Four:
    """Return what is programmed of a component in each quarter, after its last change."""
    found = list(meta.facts.components[component].programmed)
    for change in meta.changes:
        if change.component == component:
            for quarter in QUARTERS:
                adjusted = change.adjusted_programmed[quarter - 1]
                found[quarter - 1] = found[quarter - 1] if adjusted is None else adjusted
    first, second, third, fourth = found
    return first, second, third, fourth


def due_in_force(meta: MetaSnapshot) -> tuple[int, ...]:
    """Return the quarters in which a meta is due after its last change."""
    adjusted = [change.adjusted_due for change in meta.changes if change.adjusted_due]
    return adjusted[-1] if adjusted else meta.facts.due_quarters


def changed_from(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return what a change replaced: the quantity with its unit, the text, and the quarters."""
    if change.adjusted is None:
        before = change.original_text if change.adjusted_text else ""
    else:
        before = _amount(meta, change, change.original)
    told = _programming(change, change.original_programmed)
    due = _due(change.original_due) if change.adjusted_due else ""
    return "\n".join(filter(None, [before, told, due]))


def changed_to(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return the meta after a change: as worded, or the quantity with its unit, and the rest."""
    after = change.adjusted_text
    if not after and change.adjusted is not None:
        after = _amount(meta, change, change.adjusted)
    told = _programming(change, change.adjusted_programmed)
    return "\n".join(filter(None, [after, told, _due(change.adjusted_due)]))


def change_words(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return a change of a meta from how much to how much, without since when.

    "Meta modificada de 24 a 48 asuntos"; what else it changes follows.
    """
    told = []
    if change.adjusted is not None:
        told.append(f"Meta modificada {_from(meta, change)}")
    elif change.adjusted_text:
        told.append(f"Meta con otro texto: «{change.adjusted_text}»,")
    if programming := _programming(change, change.adjusted_programmed):
        before = _programming(change, change.original_programmed)
        told.append(f"Programación modificada: {programming}, antes {before},")
    if change.adjusted_due:
        told.append(f"Toca en el {quarter_list(change.adjusted_due)} trimestre,")
    return ". ".join(told)


def change_sentence(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return a change of a meta: from how much to how much, since when, and who agreed it.

    "Meta modificada de 24 a 48 asuntos desde el 2do trimestre. Acuerdo 12, 30/04/2026."
    """
    return agreed(change_words(meta, change), change)


def change_sentences(meta: MetaSnapshot) -> tuple[str, ...]:
    """Return each change of a meta as a sentence or two, in the order in which they hold."""
    return tuple(change_sentence(meta, change) for change in meta.changes)


def _alterations(eje: EjeSnapshot, start_month: int) -> Iterator[tuple[int, Alteration]]:
    """Yield (number of the adecuación, what it changed) of an eje, in printed order."""
    for linea in eje.lineas:
        name = (linea.number, linea.title)
        text = linea.meta.original_text if linea.meta else ""
        if linea.added:
            by = linea.added
            yield by.number, Alteration(*name, ABSENT, text or ADDED, by.reason, ADDED)
        meta = linea.meta
        for change in meta.changes if meta else ():
            meta = given(meta)
            before, after = changed_from(meta, change), changed_to(meta, change)
            words = change_words(meta, change)
            yield change.number, Alteration(*name, before, after, change.reason, words)
        if linea.cancelled:
            by = linea.cancelled
            before = text_in_force(linea.meta) if linea.meta else linea.title
            yield by.number, Alteration(*name, before, CANCELLED, by.reason, CANCELLED)
    for gone in eje.cancelled:
        by = gone.adecuacion
        name = (gone.number, gone.title)
        yield by.number, Alteration(*name, gone.title, CANCELLED, by.reason, CANCELLED)
    numbers = {linea.pk: linea.number for linea in eje.lineas}
    numbers |= {linea.pk: linea.number for linea in eje.cancelled}
    for tarea in eje.tareas:
        for move in tarea.moves:
            number = numbers.get(tarea.linea_pk, "") if tarea.linea_pk else ""
            yield (
                move.adecuacion.number,
                Alteration(
                    number,
                    tarea.calendar_text,
                    months_text(move.original, start_month).capitalize(),
                    months_text(move.adjusted, start_month).capitalize(),
                    move.adecuacion.reason,
                    moved_words(tarea, move, start_month),
                ),
            )


def _from(meta: MetaSnapshot, change: ChangeSnapshot) -> str:
    """Return "de 24 a 48 asuntos", or "a 48 asuntos" where nobody had said how many."""
    after = f"a {_amount(meta, change, change.adjusted)}"
    if change.original is None:
        return after
    before = number_text(change.original)
    return f"de {with_sign(before) if _is_percent(meta, change) else before} {after}"


def _programming(change: ChangeSnapshot, amounts: Four) -> str:
    """Return the quantities of the quarters that a change programs: "3er trimestre 8"."""
    changed = [q for q in QUARTERS if change.adjusted_programmed[q - 1] is not None]
    return join_list(
        f"{ordinal(quarter)} trimestre {_said(amounts[quarter - 1])}" for quarter in changed
    )


def _said(amount: Decimal | None) -> str:
    return "sin dato" if amount is None else number_text(amount)


def _due(quarters: tuple[int, ...]) -> str:
    return f"Toca en el {quarter_list(quarters)} trimestre" if quarters else ""


def _is_percent(meta: MetaSnapshot, change: ChangeSnapshot) -> bool:
    return (
        change.component is not None
        and meta.facts.components[change.component].kind is Kind.PERCENT
    )


def _amount(meta: MetaSnapshot, change: ChangeSnapshot, amount: Decimal | None) -> str:
    if amount is None:
        return "sin cantidad"
    if _is_percent(meta, change):
        return f"{with_sign(number_text(amount))} de {change.unit}"
    return quantity_text(amount, change.unit)

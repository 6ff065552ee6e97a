"""What is in force of a meta in a quarter: as first approved, with its changes until then."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.enums import QUARTERS
from programs.models import Adecuacion, ComponenteDeMeta, Meta, ModificacionDeMeta
from programs.values.changes import AdecuacionSnapshot, ChangeSnapshot
from programs.values.facts import Four

# {meta pk: its changes in the order in which they come into force}
ChangesByMeta = Mapping[int, Sequence[ModificacionDeMeta]]


@dataclass(frozen=True)
class Terms:
    """A meta as it holds in a quarter: its text, when it is due, and its quantities.

    Quantities are by component (pk), in its unit. `changes` are those that made it so, or all of
    them where no quarter was asked for.
    """

    text: str
    due: tuple[int, ...]
    annual: Mapping[int, Decimal | None]
    programmed: Mapping[int, Four]
    changes: tuple[ChangeSnapshot, ...]


def changes_of(lineas: Collection[int]) -> ChangesByMeta:
    """Return the changes of the metas of some líneas, in one query or, of none, in none."""
    if not lineas:
        return {}
    found: dict[int, list[ModificacionDeMeta]] = defaultdict(list)
    for row in ModificacionDeMeta.objects.filter(meta__linea__in=lineas).in_order():
        found[row.meta_id].append(row)
    return found


def terms_of(
    meta: Meta,
    componentes: Iterable[ComponenteDeMeta],
    changes: Sequence[ModificacionDeMeta] = (),
    quarter: int | None = None,
) -> Terms:
    """Return what holds of a meta in a quarter (1 to 4); None gives it as first approved.

    `componentes` and `changes` are those of the meta, in order.
    """
    rows = list(componentes)
    places = {row.pk: place for place, row in enumerate(rows)}
    units = {row.pk: row.unit for row in rows}
    annual = {row.pk: row.quantity for row in rows}
    programmed = {row.pk: row.programmed for row in rows}
    text, due = meta.text, meta.due
    first = (text, due, dict(annual), dict(programmed))
    told = []
    for change in changes:
        if quarter is not None and change.adecuacion.from_quarter > quarter:
            continue
        pk = change.componente_id
        told.append(
            ChangeSnapshot(
                component=None if pk is None else places[pk],
                unit="" if pk is None else units[pk],
                from_quarter=change.adecuacion.from_quarter,
                original=change.original,
                adjusted=change.adjusted,
                original_text=text,
                adjusted_text=change.adjusted_text,
                original_programmed=(None,) * 4 if pk is None else programmed[pk],
                adjusted_programmed=change.programmed,
                original_due=due,
                adjusted_due=_quarters(change.adjusted_due),
                reason=change.reason or change.adecuacion.reason,
                number=change.adecuacion.number,
                agreement=change.adecuacion.agreement,
                agreed_on=change.adecuacion.agreed_on,
            )
        )
        text = change.adjusted_text or text
        due = _quarters(change.adjusted_due) or due
        if pk is not None:
            annual[pk] = annual[pk] if change.adjusted is None else change.adjusted
            programmed[pk] = _over(programmed[pk], change.programmed)
    if quarter is None:
        text, due, annual, programmed = first
    return Terms(text, due, annual, programmed, tuple(told))


def adecuacion_snapshot(adecuacion: Adecuacion) -> AdecuacionSnapshot:
    """Return an adecuación as plain values."""
    return AdecuacionSnapshot(
        number=adecuacion.number,
        agreement=adecuacion.agreement,
        session=adecuacion.session,
        agreed_on=adecuacion.agreed_on,
        from_quarter=adecuacion.from_quarter,
        reason=adecuacion.reason,
    )


def _quarters(stored: str) -> tuple[int, ...]:
    return tuple(int(number) for number in stored.split(",") if number)


def _over(before: Four, change: Four) -> Four:
    """Return what is programmed after a change, which leaves a quarter of None as it was."""
    first, second, third, fourth = (
        before[q - 1] if change[q - 1] is None else change[q - 1] for q in QUARTERS
    )
    return first, second, third, fourth

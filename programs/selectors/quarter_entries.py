"""The entries of a quarter that an informe may be brought to, and what they count."""

from decimal import Decimal
from functools import cached_property

from programs.enums import HechoRule
from programs.getters import avances_visible
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    Trimestre,
    User,
)
from programs.reading.assembly import ReportedByQuarter, component_facts, reported_of
from programs.reading.line import entry_started
from programs.reading.writable import is_writable
from programs.values.brought.amounts import Component
from programs.values.brought.pairs import PlanLine
from programs.values.facts import Four, accumulated_actual

NOT_PROGRAMMED: Four = (None, None, None, None)


class QuarterEntries:
    """The entries of a quarter with what they count: two queries however many they are.

    What earlier quarters reported is a third, where it is asked for.
    """

    def __init__(self, trimestre: Trimestre, user: User) -> None:
        self.trimestre = trimestre
        self.entries: dict[int, AvanceTrimestral] = {
            entry.pk: entry for entry in avances_visible(user).filter(trimestre=trimestre)
        }
        self.writable = {pk for pk, entry in self.entries.items() if is_writable(user, entry)}
        rows = AvanceDeComponente.objects.filter(avance__trimestre=trimestre)
        rows = rows.select_related("componente").order_by("componente__order")
        self.quantities: dict[int, list[AvanceDeComponente]] = {}
        for row in rows:
            self.quantities.setdefault(row.avance_id, []).append(row)

    @cached_property
    def reported(self) -> ReportedByQuarter:
        """What the líneas that the person writes report in the quarters of the year."""
        return reported_of([self.entries[pk].linea_id for pk in self.writable])

    def before(self, componente: ComponenteDeMeta) -> Decimal | None:
        """Return what earlier quarters reported of a component, with what this one corrects."""
        number = self.trimestre.number
        said = {
            quarter: each if quarter < number else each._replace(quantity=None)
            for quarter, each in self.reported.get(componente.pk, {}).items()
        }
        facts = component_facts(componente, said, componente.quantity, NOT_PROGRAMMED)
        return accumulated_actual(facts, number)

    @property
    def empty(self) -> tuple[int, ...]:
        """The entries that the person writes and that say nothing yet."""
        return tuple(pk for pk in self.entries if pk in self.writable and not self.started(pk))

    def started(self, pk: int) -> bool:
        """Tell whether an entry says something."""
        return entry_started(self.entries[pk])

    def lines(self) -> list[PlanLine]:
        """Return all of them as they are recognised."""
        return [
            PlanLine(
                entry.pk,
                entry.linea.eje.name,
                entry.linea.area.name,
                entry.number,
                entry.linea.title,
            )
            for entry in self.entries.values()
        ]

    def components(self, pk: int) -> tuple[Component, ...]:
        """Return what an entry counts and the person types: not by month, nor by its hechos."""
        rows = self.quantities.get(pk, [])
        if any(row.componente.monthly or row.rule != HechoRule.NONE for row in rows):
            return ()
        return tuple(
            Component(
                row.pk,
                row.version,
                row.componente.kind,
                row.componente.unit,
                row.componente.quantity,
                self.before(row.componente),
            )
            for row in rows
        )

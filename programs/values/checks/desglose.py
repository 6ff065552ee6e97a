"""The rule of a quantity against its meta: the hechos that it adds up are what the meta counts."""

from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, Notes, Severity, quantity_anchor
from programs.values.hechos.rule_units import rule_doubt
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot


def counts_another(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes
) -> Iterator[Finding]:
    """Yield, component by component, that its rule counts other things than its meta names.

    An aviso: an área may call its hechos otherwise, and says so. It is told from when the rule is
    chosen, before any hecho counts.
    """
    components = linea.meta.facts.components if linea.meta else ()
    ruled = zip(components, notes.rules, strict=False)  # of a `Corte` alone no rule is known
    for position, (component, rule) in enumerate(ruled, start=1):
        if why := rule_doubt(rule, component.unit):
            yield Finding(Code.RULE_UNIT, Severity.DOUBT, why, quantity_anchor(position))

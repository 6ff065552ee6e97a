"""Whether a rule counts what the meta counts: reportes are no participants of courses.

Only where both are of a known sort and of two: a meta of what people call otherwise is left alone.
"""

from programs.values.hechos.kinds import FieldGroup, HechoKind
from programs.values.hechos.rules import PEOPLE, Rule, RuleKind
from programs.values.wording.numbers import folded
from programs.values.wording.units import Fit, Unit, fit_of, is_persons, is_wide, unit_of

_PEOPLE = "participantes"
# What a noun is, by what it is surely one of.
_SORTS = ("oficios", "sesiones", "cursos", "solicitudes", "documentos")
# What is asked or told is often sent by oficio.
_SENT = frozenset(("oficios", "solicitudes"))


def rule_doubt(rule: Rule, unit: str) -> str:
    """Return that a rule counts another thing than the unit of its quantity, "" where it may.

    A sentence without its final period.
    """
    if rule.kind is None:
        return ""
    counted, own = _counted(rule, rule.kind), unit_of(folded(unit))
    other = unit_of(counted)
    if is_wide(own) or _may_be(own, other) or _may_be(other, own):
        return ""
    sorts = _sort_of(own), _sort_of(other)
    if not all(sorts) or sorts[0] == sorts[1] or set(sorts) == _SENT:
        return ""
    return f"La meta cuenta {unit} y el desglose cuenta {counted}"


def _counted(rule: Rule, kind: HechoKind) -> str:
    """Return what a rule counts, in small letters: the hechos, or what it adds up of them."""
    field = kind.field(rule.field)
    of_people = rule.field == PEOPLE or (
        field is not None and field.group in (FieldGroup.SEX, FieldGroup.SECTOR)
    )
    if of_people:
        return _PEOPLE
    label = field.label.lower() if field and rule.how is RuleKind.SUM else ""
    return label if label and _sort_of(unit_of(label)) else kind.plural.lower()


def _may_be(unit: Unit, other: Unit) -> bool:
    """Tell whether one of the nouns of another unit may be what a unit counts."""
    return any(fit_of(unit, head) is not Fit.NONE for head in other.heads)


def _sort_of(unit: Unit) -> str:
    """Return of which sort the nouns of a unit are, "" where that is not known."""
    for head in unit.heads:
        if is_persons(head):
            return _PEOPLE
        for sort in _SORTS:
            if fit_of(unit_of(sort), head) >= Fit.SOFT:
                return sort
    return ""

"""How a quantity follows of hechos: a rule, what it gives, and the rule in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from programs.values.amounts import NO_DATA
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import FieldGroup, FieldKind, HechoKind
from programs.values.phrases import number_text
from programs.values.tied import SILENT_GROUP
from programs.values.typed import plain


class RuleKind(StrEnum):
    """How the quantity is made."""

    NONE = "none"
    COUNT = "count"
    SUM = "sum"


# In the place of a field: the numbers by sexo together. No key of a field has this sign.
PEOPLE = "+sexo"


@dataclass(frozen=True)
class Rule:
    """A rule of one quantity: of which hechos, of which field, and which of them.

    `kind` is None for a bare quantity. `field` is the key of the number that is added up, `PEOPLE`
    for all who took part, "" where hechos are counted; with `where` only those whose field of that
    key says `value`.
    """

    how: RuleKind
    kind: HechoKind | None = None
    field: str = ""
    where: str = ""
    value: str = ""

    @property
    def words(self) -> str:
        """The rule as the page says it, without a final period."""
        if self.kind is None:
            return "Sin desglose"
        article, what = article_of(self.kind.plural), _low(self.kind.plural)
        if self.how is RuleKind.SUM:
            text = f"Suma de {_added(self.label(self.field))} de {article} {what}"
        else:
            text = f"Número de {what}"
        if self.where:
            text += f", solo {article} de {_low(self.label(self.where))} {self.value}"
        return text

    def takes(self, hecho: HechoValue) -> bool:
        """Tell whether a hecho that counts in the línea counts in this quantity."""
        if self.kind is None or hecho.kind.key != self.kind.key or not hecho.counts:
            return False
        return not self.where or hecho.values.get(self.where) == self.value

    def number(self, hecho: HechoValue) -> Decimal | None:
        """Return what a hecho that it takes adds to the quantity, None for one that does not say.

        Where hechos are counted, each adds one.
        """
        if self.how is not RuleKind.SUM:
            return Decimal(1)
        return hecho.people if self.field == PEOPLE else hecho.number(self.field)

    def label(self, key: str) -> str:
        """Return what people call a field of its kind."""
        if key == PEOPLE:
            return "Participantes"
        field = self.kind.field(key) if self.kind else None
        return field.label if field else key

    @property
    def asked(self) -> str:
        """Return the fields that tell what it adds up, as the form of a hecho calls them."""
        if self.field != PEOPLE or self.kind is None:
            return f"«{self.label(self.field)}»"
        *first, last = (f"«{field.label}»" for field in self.kind.of_group(FieldGroup.SEX))
        return f"{', '.join(first)} o {last}" if first else last


MOST_ADDED = 12
BARE = Rule(RuleKind.NONE)
# How a quantity that is reported by month is made, in the place of a rule.
BY_MONTH = "Suma de lo realizado en los tres meses"


@dataclass(frozen=True)
class Outcome:
    """What a rule gives: the quantity, None while it cannot be said, and the hechos it is made of.

    `silent` are those whose number nobody typed: a blank is not zero, so nothing is added up.
    """

    quantity: Decimal | None
    taken: tuple[HechoValue, ...]
    silent: tuple[HechoValue, ...] = ()


def outcome_of(rule: Rule, hechos: Sequence[HechoValue]) -> Outcome:
    """Return what a rule gives of the hechos of a línea's quarter.

    Without any hecho nothing was said: the quantity is None, never zero.
    """
    taken = tuple(hecho for hecho in hechos if rule.takes(hecho))
    numbers = [(hecho, rule.number(hecho)) for hecho in taken]
    silent = tuple(hecho for hecho, number in numbers if number is None)
    amount = sum((number for _, number in numbers if number is not None), Decimal(0))
    return Outcome(quantity_made(len(taken), len(silent), amount), taken, silent)


def quantity_made(taken: int, silent: int, amount: Decimal) -> Decimal | None:
    """Return the quantity of so many hechos that add up to an amount, of which some do not say.

    None where there is none, and where one does not say its number: a blank is not zero.
    """
    return amount if taken and not silent else None


def outcome_words(rule: Rule, outcome: Outcome) -> str:
    """Return what the page says of a computed quantity; "" where the rule says enough."""
    if rule.kind is None:
        return ""
    if not outcome.taken:
        return (
            "Todavía no hay hechos que cuenten. Para informar cero, quite el desglose y escriba 0."
        )
    if outcome.silent:
        names = "; ".join(hecho.name for hecho in outcome.silent[:3])
        more = f" y {len(outcome.silent) - 3} más" if len(outcome.silent) > 3 else ""
        return f"Falta {rule.asked} en: {names}{more}."
    return ""


def sum_arithmetic(rule: Rule, outcome: Outcome) -> str:
    """Return what each hecho adds and what they make: "20 + 24 = 44".

    "" where hechos are only counted, where nothing was added up, and for more than fit a line.
    """
    added = [number for hecho in outcome.taken if (number := rule.number(hecho)) is not None]
    if rule.how is not RuleKind.SUM or outcome.quantity is None or len(added) > MOST_ADDED:
        return ""
    if len(added) == 1:
        return ""
    return f"{' + '.join(map(number_text, added))} = {number_text(outcome.quantity)}"


def why_no_rule(rule: Rule) -> str:
    """Return why a rule cannot be kept, "" where it can: its fields are fields of its kind."""
    if rule.kind is None:
        return "" if rule == BARE else "Elija qué hechos se cuentan."
    field, where = rule.kind.field(rule.field), rule.kind.field(rule.where)
    people = rule.field == PEOPLE and _has_people(rule.kind)
    if rule.how is RuleKind.SUM and not (people or field in rule.kind.sums):
        return "Elija el número que se suma."
    if rule.how is RuleKind.COUNT and rule.field:
        return "Los hechos se cuentan enteros: no elija un número."
    if rule.where and (where is None or rule.value not in where.choices):
        return "Elija una opción de la lista para contar solo algunos."
    return ""


def rules_for(kinds: Sequence[HechoKind]) -> tuple[tuple[str, Rule], ...]:
    """Return every rule that the kinds allow, each with its code, in the order of a list.

    A code is "count:sesion", "sum:curso:mujeres" or "count:sesion::tipo:Ordinaria".
    """
    found = [BARE]
    for kind in kinds:
        sums = [field.key for field in kind.sums]
        parts = [("", "")] + [
            (field.key, choice)
            for field in kind.of_kind(FieldKind.CHOICE)
            for choice in field.choices
        ]
        found += [Rule(RuleKind.COUNT, kind, "", where, value) for where, value in parts]
        people = [PEOPLE] if _has_people(kind) else []
        found += [Rule(RuleKind.SUM, kind, key) for key in (*people, *sums)]
    return tuple((rule_code(rule), rule) for rule in found)


def _has_people(kind: HechoKind) -> bool:
    """Tell whether a kind counts people by more than one sexo."""
    return len(kind.of_group(FieldGroup.SEX)) > 1


def rule_code(rule: Rule) -> str:
    """Return a rule as one text: what a form sends."""
    if rule.kind is None:
        return rule.how.value
    parts = [rule.how.value, rule.kind.key, rule.field, rule.where, rule.value]
    return ":".join(parts).rstrip(":")


@dataclass(frozen=True)
class RuleGroup:
    """Rules of a list under one heading: (code, words with what the rule gives) of each."""

    name: str
    options: tuple[tuple[str, str], ...]


def rule_values(
    kinds: Sequence[HechoKind], hechos: Sequence[HechoValue]
) -> dict[str, Decimal | None]:
    """Return {code: what it gives} of every rule that the kinds allow, of the hechos of a línea."""
    of_kind: dict[str, list[HechoValue]] = {kind.key: [] for kind in kinds}
    for hecho in hechos:
        of_kind.setdefault(hecho.kind.key, []).append(hecho)
    return {
        code: outcome_of(rule, of_kind[kind.key]).quantity
        for kind in kinds
        for code, rule in rules_for([kind])
    }


def rule_groups(
    kinds: Sequence[HechoKind],
    present: Collection[str],
    chosen: str,
    values: Mapping[str, Decimal | None],
) -> tuple[RuleGroup, ...]:
    """Return the rules that a línea is offered: by kind those that give a number, then the others.

    `present` are the keys of the kinds that it has hechos of; of the others only their count, and
    the `chosen` code. `values` are what each code gives (`rule_values`).
    """
    first = sorted(kinds, key=lambda kind: kind.key not in present)  # a stable sort
    found = []
    silent: list[tuple[str, str]] = []
    for kind in first:
        said: list[tuple[str, str]] = []
        for code, rule in rules_for([kind]):
            if rule.kind and (kind.key in present or code in (f"count:{kind.key}", chosen)):
                value = values.get(code)
                shown = said if value is not None else silent
                shown.append((code, f"{rule.words}: {quantity_text(value)}"))
        if said:
            found.append(RuleGroup(kind.plural, tuple(said)))
    if silent:
        found.append(RuleGroup(SILENT_GROUP, tuple(silent)))
    return tuple(found)


def quantity_text(quantity: Decimal | None) -> str:
    """Return a quantity as it prints, or the words that stand where there is none."""
    return NO_DATA if quantity is None else number_text(quantity)


def article_of(plural: str) -> str:
    """Return "las" before a noun that is feminine by its ending, "los" before any other."""
    first = plain(plural).split(" ")[0]
    feminine = first.endswith(_FEMININE) and not first.endswith(_MASCULINE)
    return "las" if feminine else "los"


_FEMININE = ("as", "ciones", "siones", "dades", "tades", "tudes")
_MASCULINE = ("emas", "amas", "omas", "dias", "mapas")


def _added(label: str) -> str:
    """Return the label of a number inside a sentence; what says no noun stays a label."""
    return f"«{label}»" if label.startswith("Sin ") else _low(label)


def _low(words: str) -> str:
    """Return words as they stand inside a sentence; an acronym stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]

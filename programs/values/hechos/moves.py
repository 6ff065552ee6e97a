"""What a rule, or a hecho that counts, would make of a quantity: told before it is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.rules import (
    Outcome,
    Rule,
    RuleKind,
    outcome_of,
    quantity_made,
    quantity_text,
)


@dataclass(frozen=True)
class Move:
    """A quantity as it stands, None for a blank, and what a rule gives of the same línea."""

    before: Decimal | None
    rule: Rule
    outcome: Outcome

    @property
    def loses(self) -> bool:
        """Tell whether a figure that stands would be another one, or none."""
        return self.before is not None and self.before != self.outcome.quantity

    @property
    def code(self) -> str:
        """The change as a form sends it back: who agrees to it agrees to no other."""
        return f"{self.before_text}>{self.after_text}"

    @property
    def before_text(self) -> str:
        """The quantity that stands, as it prints."""
        return quantity_text(self.before)

    @property
    def after_text(self) -> str:
        """What it would be, as it prints."""
        return quantity_text(self.outcome.quantity)

    @property
    def silent(self) -> tuple[HechoValue, ...]:
        """The hechos that do not say the number that is added up."""
        return self.outcome.silent

    @property
    def sentence(self) -> str:
        """The change in words, with why there would be no figure."""
        text = f"La cantidad pasará de {self.before_text} a {self.after_text}"
        why = why_no_quantity(self.rule, self.outcome)
        return f"{text}: {why}." if why else f"{text}."


@dataclass(frozen=True)
class Moved:
    """A quantity that follows of hechos, and changed with them; None is a blank.

    `pk` is the number of its row.
    """

    pk: int
    unit: str
    before: Decimal | None
    after: Decimal | None

    @property
    def sentence(self) -> str:
        """The change in words: "La cantidad «documentos» pasó de 60 a 61."."""
        before, after = quantity_text(self.before), quantity_text(self.after)
        return f"La cantidad «{self.unit}» pasó de {before} a {after}."

    @property
    def code(self) -> str:
        """The change as a form sends it back."""
        return f"{self.pk}={quantity_text(self.before)}>{quantity_text(self.after)}"


@dataclass(frozen=True)
class Moving(Moved):
    """The same before it is done. `why` tells why there would be no figure, "" where there is one.

    `typed` tells that what stands is none that its hechos gave: somebody wrote it.
    """

    why: str = ""
    typed: bool = False

    @property
    def sentence(self) -> str:
        """What would change, in words: "La cantidad «documentos» pasaría de 60 a 61."."""
        before, after = quantity_text(self.before), quantity_text(self.after)
        why = f": {self.why}" if self.why else ""
        if self.typed:
            return (
                f"La cantidad «{self.unit}» se escribió a mano: {before}. "
                f"Pasaría a {after}, lo que dan los hechos{why}. Lo escrito queda en el historial."
            )
        return f"La cantidad «{self.unit}» pasaría de {before} a {after}{why}."


@dataclass(frozen=True)
class Ruled:
    """A quantity that follows of hechos: what stands, and what those of its línea come to.

    `taken` is how many its rule takes, `silent` how many of them do not say their number, and
    `amount` what the others add up to. Each hecho is looked at once, however many there are.
    """

    pk: int
    unit: str
    rule: Rule
    quantity: Decimal | None
    taken: int
    silent: int
    amount: Decimal

    def moving(
        self, come: Iterable[HechoValue] = (), go: Iterable[HechoValue] = ()
    ) -> Moving | None:
        """Return what becomes of it where hechos come to count and others do no more.

        None where it stays as it stands.
        """
        taken, silent, amount = self.taken, self.silent, self.amount
        for sign, hechos in ((1, come), (-1, go)):
            for hecho in hechos:
                if not self.rule.takes(replace(hecho, counts=True)):
                    continue
                number = self.rule.number(hecho)
                taken += sign
                silent += sign * (number is None)
                amount += sign * (number or 0)
        after = quantity_made(taken, silent, amount)
        if after == self.quantity:
            return None
        given = quantity_made(self.taken, self.silent, self.amount)
        typed = self.quantity is not None and self.quantity != given
        left = self.taken and not taken
        why = "ya no quedan hechos que cuenten" if left else _why_none(self.rule, taken, silent)
        return Moving(self.pk, self.unit, self.quantity, after, why=why, typed=typed)

    def with_one_of(self, kind: HechoKind) -> str:
        """Return what one more hecho of a kind would make of it, before anything is said of it.

        "" where its rule is of another kind. A sum, and a rule of some hechos only, wait for what
        is typed.
        """
        if self.rule.kind is None or self.rule.kind.key != kind.key:
            return ""
        if self.rule.how is RuleKind.COUNT and not self.rule.where:
            moving = self.moving(come=[HechoValue(0, kind, "", date.min, {})])
            return moving.sentence if moving else ""
        now = quantity_text(self.quantity)
        return f"La cantidad «{self.unit}» se calcula otra vez con sus datos. Hoy: {now}."


def ruled_of(
    pk: int, unit: str, rule: Rule, quantity: Decimal | None, hechos: Sequence[HechoValue]
) -> Ruled:
    """Return a quantity with what the hechos of its línea, counting or not, come to."""
    outcome = outcome_of(rule, hechos)
    silent = {hecho.pk for hecho in outcome.silent}
    said = [hecho for hecho in outcome.taken if hecho.pk not in silent]
    amount = sum((rule.number(hecho) or Decimal(0) for hecho in said), Decimal(0))
    return Ruled(pk, unit, rule, quantity, len(outcome.taken), len(silent), amount)


def moves_of(
    ruled: Iterable[Ruled], come: Sequence[HechoValue] = (), go: Sequence[HechoValue] = ()
) -> tuple[Moving, ...]:
    """Return what becomes of the quantities of a línea where hechos come to count, and others go.

    Those that stay are left out.
    """
    found = (each.moving(come, go) for each in ruled)
    return tuple(each for each in found if each)


def moves_code(moves: Iterable[Moved]) -> str:
    """Return changes as a form sends them back: who agrees to these agrees to no others."""
    return ";".join(each.code for each in moves)


def why_no_quantity(rule: Rule, outcome: Outcome) -> str:
    """Return why a rule gives no quantity, without a final period; "" where it gives one."""
    return _why_none(rule, len(outcome.taken), len(outcome.silent))


def _why_none(rule: Rule, of: int, missing: int) -> str:
    """Return the same of so many hechos, of which some do not say the number."""
    if not of:
        return "todavía no hay hechos que cuenten"
    if not missing:
        return ""
    asked = rule.asked
    if of == 1:
        return f"al único hecho que cuenta le falta {asked}"
    if missing == of:
        return f"a los {of} hechos que cuentan les falta {asked}"
    verb = "le" if missing == 1 else "les"
    return f"a {missing} de los {of} hechos que cuentan {verb} falta {asked}"

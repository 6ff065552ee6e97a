"""What a rule would make of a quantity that stands: told and asked before it is made."""

from dataclasses import dataclass
from decimal import Decimal

from programs.values.amounts import NO_DATA
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.rules import Outcome, Rule
from programs.values.phrases import number_text


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
        return _text(self.before)

    @property
    def after_text(self) -> str:
        """What it would be, as it prints."""
        return _text(self.outcome.quantity)

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
    """A quantity that follows of hechos, and changed with them; None is a blank."""

    unit: str
    before: Decimal | None
    after: Decimal | None

    @property
    def sentence(self) -> str:
        """The change in words: "La cantidad de documentos pasó de 60 a 61."."""
        return f"La cantidad «{self.unit}» pasó de {_text(self.before)} a {_text(self.after)}."


def why_no_quantity(rule: Rule, outcome: Outcome) -> str:
    """Return why a rule gives no quantity, without a final period; "" where it gives one."""
    if not outcome.taken:
        return "todavía no hay hechos que cuenten"
    if not outcome.silent:
        return ""
    label = rule.label(rule.field)
    missing, of = len(outcome.silent), len(outcome.taken)
    if of == 1:
        return f"al único hecho que cuenta le falta «{label}»"
    if missing == of:
        return f"a los {of} hechos que cuentan les falta «{label}»"
    verb = "le" if missing == 1 else "les"
    return f"a {missing} de los {of} hechos que cuentan {verb} falta «{label}»"


def _text(quantity: Decimal | None) -> str:
    return NO_DATA if quantity is None else number_text(quantity)

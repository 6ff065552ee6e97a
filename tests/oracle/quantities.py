"""Quantities of a meta and its four percentages, in fractions.

Rules: section 3 of the domain document, `docs/glosario.md` («Los cuatro porcentajes», «Las tres
respuestas de la programación») and section 1 of the issue of step 5. Read in the product, because
no document settles it:

- A quantity programmed for a quarter outside the meta's dates is owed: the glossary excuses only
  the quarters that nobody programmed.
- A sum of components of which one is a level (porcentaje) and another a count has no figure.
- A component that owes nothing yet stands at zero beside one that has data; where none has any, the
  meta has no figure, since 0 is printed only when somebody said it.
- In an average, a component without a base (nothing received or programmed) takes no part.
- What lacks its programming is told before what lacks its report.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from fractions import Fraction

from tests.oracle.months import quarter_days
from tests.oracle.shapes import QUARTERS, Componente, Meta, Programa

ZERO = Fraction(0)


class Answer(Enum):
    """What was programmed for a quarter."""

    AMOUNT = auto()
    WHEN = auto()
    NOTHING = auto()
    SILENCE = auto()


class Why(Enum):
    """Why there is no figure."""

    UNPROGRAMMED = auto()
    BLANK = auto()
    NOTHING = auto()
    MIXED = auto()
    APART = auto()


@dataclass(frozen=True)
class Goal:
    """A meta in a quarter of its programme; `days` are those of the four quarters."""

    meta: Meta
    quarter: int
    days: dict[int, tuple[date, date]]

    @classmethod
    def of(cls, programa: Programa, meta: Meta, quarter: int) -> "Goal":
        """Return a meta in a quarter."""
        return cls(meta, quarter, {q: quarter_days(programa, q) for q in QUARTERS})

    @property
    def counted(self) -> list[Componente]:
        """The components that can give a figure."""
        return [c for c in self.meta.componentes if c.kind != "unquantified"]

    @property
    def to_date(self) -> range:
        """The quarters up to this one."""
        return range(1, self.quarter + 1)

    def outside(self, quarter: int) -> bool:
        """Tell whether a quarter lies wholly outside the meta's dates."""
        first, last = self.days[quarter]
        start, end = self.meta.starts_on, self.meta.ends_on
        return bool((end and end < first) or (start and start > last))

    def answer(self, componente: Componente | None, quarter: int) -> Answer:
        """Return what was programmed of a component; of None, what the meta itself says."""
        amount = componente.planned(quarter, self.quarter) if componente else None
        if amount is not None:
            return Answer.AMOUNT if amount else Answer.NOTHING
        if not self.meta.due:
            return Answer.SILENCE
        return Answer.WHEN if quarter in self.meta.due else Answer.NOTHING

    def answers(self, quarter: int) -> set[Answer]:
        """Return what was programmed of all components of a quarter."""
        return {self.answer(each, quarter) for each in self.meta.componentes or [None]}

    @property
    def due(self) -> list[int]:
        """The quarters of the year in which something is programmed."""
        return [q for q in QUARTERS if self.answers(q) & {Answer.AMOUNT, Answer.WHEN}]

    def owes(self, componente: Componente, quarter: int) -> bool:
        """Tell whether a component owes a quantity in a quarter."""
        answer = self.answer(componente, quarter)
        if answer is Answer.SILENCE:
            return not self.outside(quarter)
        return answer is not Answer.NOTHING

    def idle(self, componente: Componente) -> bool:
        """Tell whether nothing is programmed of a component in any quarter to date."""
        return all(self.answer(componente, q) is Answer.NOTHING for q in self.to_date)

    def blanks(self, componente: Componente) -> list[int]:
        """Return the quarters to date that owe a quantity and have none.

        A level needs only its latest value: one said since the last quarter that owes it.
        """
        if componente.kind == "unquantified":
            return []
        owing = [q for q in self.to_date if self.owes(componente, q)]
        if componente.kind == "percent" and owing:
            since = range(owing[-1], self.quarter + 1)
            said = [q for q in since if componente.said[q].actual is not None]
            return [] if said else owing[-1:]
        return [q for q in owing if componente.said[q].actual is None]

    def unpaired(self, componente: Componente) -> list[int]:
        """Return the quarters to date where a demand lacks the attended or the received.

        A quarter that owes nothing may lack both, never one of the two.
        """
        lacking = []
        for q in self.to_date:
            said = componente.said[q]
            pair = [said.actual is None, said.received is None]
            if any(pair) and (self.owes(componente, q) or not all(pair)):
                lacking.append(q)
        return lacking

    def unsaid(self, componente: Componente) -> list[int]:
        """Return the quarters to date without which a component has no annual figure."""
        if self.by_attention(componente):
            return self.unpaired(componente)
        return self.blanks(componente)

    def by_attention(self, componente: Componente) -> bool:
        """Tell whether the annual figure is attended of received: a demand without a quantity."""
        return componente.kind == "demand" and componente.annual(self.quarter) is None

    def real(self, componente: Componente) -> Fraction | None:
        """Return what was done to date with its adjustments; None when nobody said anything."""
        if componente.kind == "unquantified":
            return None
        said = [componente.said[q].actual for q in self.to_date]
        known = [amount for amount in said if amount is not None]
        if not known:
            return None
        if componente.kind == "percent":
            return known[-1]
        return self._adjusted(componente, sum(known, ZERO))

    def _adjusted(self, componente: Componente, total: Fraction) -> Fraction:
        changes = (componente.said[q].adjustment or ZERO for q in self.to_date)
        return max(ZERO, total + sum(changes, ZERO))

    def base(self, componente: Componente) -> Fraction | None:
        """Return what was programmed to date; None where a part that counts was not said."""
        if componente.kind == "unquantified":
            return None
        answers = {q: self.answer(componente, q) for q in self.to_date}
        amounts = [q for q in self.to_date if answers[q] is Answer.AMOUNT]
        needed = [
            q
            for q in self.to_date
            # Of a level only the latest counts.
            if not (componente.kind == "percent" and amounts and q < amounts[-1])
        ]
        if any(answers[q] in (Answer.SILENCE, Answer.WHEN) for q in needed):
            return None
        values = [componente.planned(q, self.quarter) or ZERO for q in amounts]
        if componente.kind == "percent":
            return values[-1] if values else ZERO
        return sum(values, ZERO)

    def unprogrammed(self, componente: Componente) -> list[tuple[int, Answer]]:
        """Return the quarters whose programming the accumulated figure lacks, and what they say."""
        answers = [(q, self.answer(componente, q)) for q in self.to_date]
        amounts = [q for q, answer in answers if answer is Answer.AMOUNT]
        first = amounts[-1] if componente.kind == "percent" and amounts else 1
        return [
            (q, answer)
            for q, answer in answers
            if q >= first and answer in (Answer.SILENCE, Answer.WHEN)
        ]

    # The four percentages, in parts of (real, base) ------------------------------------------

    def period_part(self, componente: Componente) -> tuple[Fraction, Fraction] | Why:
        """Return real and programmed of the quarter alone."""
        said = componente.said[self.quarter].actual
        answer = self.answer(componente, self.quarter)
        if answer is Answer.NOTHING:
            ahead = ZERO if componente.kind == "percent" else said or ZERO
            return ahead, ZERO
        if answer is not Answer.AMOUNT:
            return Why.UNPROGRAMMED
        return Why.BLANK if said is None else (said, componente.planned(self.quarter, self.quarter))

    def accumulated_part(self, componente: Componente) -> tuple[Fraction, Fraction] | Why:
        """Return real and programmed to date."""
        base = self.base(componente)
        if base is None:
            return Why.UNPROGRAMMED
        if self.blanks(componente):
            return Why.BLANK
        if componente.kind == "percent" and not base:
            return ZERO, ZERO
        return self.real(componente) or ZERO, base

    def annual_part(self, componente: Componente) -> tuple[Fraction, Fraction] | Why:
        """Return real to date and the annual meta."""
        if self.by_attention(componente):
            return self.attention_part(componente)
        annual = componente.annual(self.quarter)
        if annual is None:
            return Why.UNPROGRAMMED
        if self.blanks(componente) or all(self.real(each) is None for each in self.counted):
            return Why.BLANK
        return self.real(componente) or ZERO, annual

    def attention_part(self, componente: Componente) -> tuple[Fraction, Fraction] | Why:
        """Return attended and received to date."""
        if componente.kind != "demand":
            return Why.UNPROGRAMMED
        said = [componente.said[q] for q in self.to_date]
        pairs = [(s.actual, s.received) for s in said if None not in (s.actual, s.received)]
        if self.unpaired(componente) or not pairs:
            return Why.BLANK
        attended = self._adjusted(componente, sum((real for real, _ in pairs), ZERO))
        return attended, sum((base for _, base in pairs), ZERO)

    def ratio(self, measure: str) -> Fraction | Why:
        """Return the figure of the meta as a ratio, or why it has none.

        `measure` is period, accumulated, annual or attention.
        """
        counted = self.counted
        if measure == "attention":
            counted = [c for c in counted if c.kind == "demand"]
        parts = [getattr(self, f"{measure}_part")(componente) for componente in counted]
        for why in (Why.UNPROGRAMMED, Why.BLANK):
            if why in parts:
                return why
        if not parts:
            return Why.UNPROGRAMMED
        based = [(real, base) for real, base in parts if base]
        if not based:
            return Why.NOTHING
        if len(parts) > 1 and self.meta.rule == "each":
            return Why.APART
        if len(parts) > 1 and self.meta.rule == "average":
            return sum((real / base for real, base in based), ZERO) / len(based)
        if len({c.kind == "percent" for c in counted}) == 2:
            return Why.MIXED
        real, base = (sum(side, ZERO) for side in zip(*parts, strict=True))
        return real / base

    def percent(self, measure: str) -> Fraction | None:
        """Return the figure of the meta times 100, or None."""
        ratio = self.ratio(measure)
        return None if isinstance(ratio, Why) else ratio * 100

    def alone(self, componente: Componente) -> "Goal":
        """Return the same meta with only one of its components."""
        meta = self.meta
        single = Meta(meta.text, meta.starts_on, meta.ends_on, meta.rule, meta.due, [componente])
        return Goal(single, self.quarter, self.days)

    def apart(self) -> list[tuple[str, Fraction]]:
        """Return (unit, annual percentage) of a meta told component by component.

        Empty for another rule, and until each component has its own; one that owes nothing so far
        and has nothing has no part yet.
        """
        if self.meta.rule != "each":
            return []
        parts = [
            (c.unit, self.alone(c).percent("annual"))
            for c in self.counted
            if not (self.idle(c) and self.real(c) is None)
        ]
        if any(figure is None for _, figure in parts):
            return []
        return [(unit, figure) for unit, figure in parts if figure is not None]

    # What may be said of the quarter ---------------------------------------------------------

    def has_quantity(self) -> bool:
        """Tell whether the quarter holds any quantity."""
        return any(c.said[self.quarter].actual is not None for c in self.meta.componentes)

    def silent_outside(self) -> bool:
        """Tell whether the quarter is outside the dates and nothing was reported in it."""
        return self.outside(self.quarter) and not self.has_quantity()

    def reported(self) -> bool:
        """Tell whether each component has its quantity in the quarter, or owes none there."""
        return all(
            c.said[self.quarter].actual is not None or not self.owes(c, self.quarter)
            for c in self.counted
        )

    def told(self) -> bool:
        """Tell whether a sentence may tell a figure of the quarter."""
        return self.reported() and not self.silent_outside()

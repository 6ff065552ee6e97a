"""A lesson, what it proposes, and the year of a línea from which it is learnt."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from programs.enums import LessonKind
from programs.values.facts import ComponentFacts, Four, Kind, MetaFacts, accumulated_actual
from programs.values.snapshot import TareaSnapshot

# A línea is "always" behind from this many quarters on, and "never" begun from that many.
ALWAYS, NEVER = 2, 3


@dataclass(frozen=True)
class ComponentChange:
    """What a proposal writes in the component of a place (from 0); it keeps all else."""

    place: int
    annual: Decimal | None
    programmed: Four
    kind: Kind
    unit: str


@dataclass(frozen=True)
class Proposal:
    """What accepting a lesson does with the línea of the next year; `words` say it as an order.

    `components` are written, the `months` of the tareas by their place in the línea are programmed,
    `years` are replaced in its texts, or it is left out.
    """

    words: str
    components: tuple[ComponentChange, ...] = ()
    months: tuple[tuple[int, frozenset[int]], ...] = ()
    years: tuple[tuple[str, str], ...] = ()
    leaves_out: bool = False


@dataclass(frozen=True)
class Lesson:
    """One thing learnt of a línea: a sentence, and what it proposes."""

    code: LessonKind
    sentence: str
    proposal: Proposal


@dataclass(frozen=True)
class LineaYear:
    """A línea over the quarters of its year that can be judged.

    `told` are the numbers of the quarters that were validated or closed, in order. `stated` are
    those whose percentage was declared, `causes` what was written of the variation. `green_to` is
    the percentage of the institution above which a meta was surpassed. `years` are the calendar
    years of the programme, and `texts` everything that the línea prints.
    """

    meta: MetaFacts | None
    tareas: tuple[TareaSnapshot, ...]
    told: tuple[int, ...]
    stated: tuple[int, ...]
    causes: tuple[str, ...]
    texts: tuple[str, ...]
    years: tuple[int, ...]
    green_to: int

    @property
    def last(self) -> int:
        """The last quarter that can be judged."""
        return self.told[-1]

    @property
    def quantified(self) -> Iterator[tuple[int, ComponentFacts]]:
        """Each component that gives a figure, with its place from 0."""
        for place, component in enumerate(self.meta.components if self.meta else ()):
            if component.kind is not Kind.UNQUANTIFIED:
                yield place, component

    def actual(self, component: ComponentFacts) -> Decimal | None:
        """What was done to the last quarter that can be judged."""
        return accumulated_actual(component, self.last)

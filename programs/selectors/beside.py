"""What is found while something is written: the list of it, and what stands beside each field.

The page of a línea and a part of the presentación show the same pieces of it.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from programs.selectors.found import Found, counted_words
from programs.values.checks.beside import by_field

# How many things a page says beside what is being written.
SHOWN = 5


@dataclass(frozen=True)
class Beside:
    """What is said beside one field: so much as is read at a glance, and how much more there is."""

    shown: tuple[Found, ...]
    more: int


class FoundHere(ABC):
    """What was found of what a page writes. A page says what that is, and which fields it has."""

    # Whether what is written was compared with the rest of the informe too.
    compares_all = False

    @property
    @abstractmethod
    def told(self) -> tuple[Found, ...]:
        """All that was found, the heaviest first."""

    @property
    @abstractmethod
    def fields(self) -> Collection[str]:
        """The ids of the fields beside which something may stand."""

    @cached_property
    def asked(self) -> tuple[Found, ...]:
        """What does not agree or deserves a second look, errors first, without the explained."""
        return tuple(each for each in self.told if not each.explained)

    @property
    def asked_words(self) -> str:
        """How much is asked: "2 errores y 1 aviso", "" for nothing."""
        return counted_words(self.asked)

    @property
    def held(self) -> int:
        """How many of them hold back what they are of."""
        return sum(each.holds_back for each in self.asked)

    @property
    def explained(self) -> tuple[Found, ...]:
        """What was accepted with a reason."""
        return tuple(each for each in self.told if each.explained)

    @property
    def shown(self) -> tuple[Found, ...]:
        """Of what is asked, so much as is read at a glance."""
        return self.asked[:SHOWN]

    @property
    def folded(self) -> tuple[Found, ...]:
        """The rest of what is asked."""
        return self.asked[SHOWN:]

    @cached_property
    def beside(self) -> Mapping[str, Beside]:
        """What is asked beside each field that it speaks of, by the id of the field.

        Of all of them together no more is shown than at a glance: what weighs most.
        """
        places = [(each.finding.code, each.anchor) for each in self.asked]
        return {
            field: Beside(
                tuple(self.asked[place] for place in own if place < SHOWN),
                sum(place >= SHOWN for place in own),
            )
            for field, own in by_field(places, self.fields).items()
        }

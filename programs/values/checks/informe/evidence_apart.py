"""What a narrative tells of each quantity of a meta that counts one thing of several matters.

"Veinte visitas a panteones y ocho visitas a mercados": two visitas a mercados are of the second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from programs.values.checks.informe.evidence import Evidence, evidence_of
from programs.values.wording.numbers import folded
from programs.values.wording.units import stems
from programs.values.written import Amount, WrittenLinea


def evidence_apart(
    linea: WrittenLinea, amounts: Sequence[Amount], year: int | None
) -> list[Evidence]:
    """Return what is told of each amount, but for the counts that name the matter of another."""
    told = [evidence_of(linea, amount.unit, year) for amount in amounts]
    return [_without_others(each, told) for each in told] if len(told) > 1 else told


def told_of_all(told: Sequence[Evidence]) -> Iterator[list[Evidence]]:
    """Yield the evidence with each count that may be of several amounts told of the first alone.

    "Siete visitas entre los dos" are not seven of each.
    """
    first, *others = told
    own = {(each.passage.key, each.counted.start) for each in first.pieces}
    rest = [
        replace(
            each,
            pieces=tuple(
                one for one in each.pieces if (one.passage.key, one.counted.start) not in own
            ),
        )
        for each in others
    ]
    if rest != others:
        yield [first, *rest]


def _without_others(own: Evidence, told: Sequence[Evidence]) -> Evidence:
    mine = own.unit.complement
    theirs = {
        word
        for other in told
        if set(other.unit.heads) & set(own.unit.heads)
        for word in other.unit.complement - mine
    }
    if not theirs:
        return own
    pieces = (
        each
        for each in own.pieces
        if mine & (words := {*stems(folded(each.counted.noun))}) or not words & theirs
    )
    return replace(own, pieces=tuple(pieces))

"""A growth or a share in a narrative against the two figures that it is told of."""

from collections.abc import Iterator
from itertools import chain

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.evidence import told_in
from programs.values.checks.informe.places import section_name
from programs.values.checks.informe.statements import division, percent_words, rounds_to
from programs.values.percents import decimal_of
from programs.values.phrases import shown_percent
from programs.values.wording.changes import growths_of, shares_of_each
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea


def changes_in(passage: Passage) -> Iterator[Finding]:
    """Yield each growth or share of a passage that its figures do not give."""
    growths = (each for each in growths_of(passage.text) if not rounds_to(each.mention, each.exact))
    for each in chain(growths, shares_of_each(passage.text)):
        said = passage.text[each.mention.start : each.mention.end]
        said = said if " de cada " in said else percent_words(each.mention.value)
        yield Finding(
            Code.WRITTEN_PERCENT,
            Severity.DOUBT,
            f"El texto dice «{said}», y sus cifras dan {shown_percent(decimal_of(each.exact))}",
            passage.anchor,
            arithmetic=division(each.part, each.whole),
            quote=passage.text[each.sentence.start : each.sentence.end],
        )


def changes(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each growth or share of a línea that its figures do not give."""
    for passage in told_in(linea):
        yield from changes_in(passage)


def front_changes(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of the front matter."""
    for section in written.sections:
        for passage in section.passages:
            if passage.kind in (PassageKind.TEXT, PassageKind.ITEM):
                for found in changes_in(passage):
                    yield PlacedFinding(found, section.key, section_name(section))


CHECKS = (LineaCheck((Code.WRITTEN_PERCENT,), changes),)
WHOLE = (WholeCheck((Code.WRITTEN_PERCENT,), front_changes),)

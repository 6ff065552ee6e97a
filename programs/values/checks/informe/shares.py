"""A percentage where no meta is told: against the one division that the words give.

"Ingresaron 48 expedientes. De ellos, 30 se resolvieron, el 62.5 por ciento de lo recibido."
Source: section 2.2 of the domain document, column "Arithmetic".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck
from programs.values.checks.informe.evidence import told_in
from programs.values.checks.informe.places import section_parts
from programs.values.checks.informe.readings import opens_as_base
from programs.values.checks.informe.statements import (
    OF_WORDS,
    Statement,
    agrees,
    division,
    shares_told,
    would_be,
    wrong_percent,
)
from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.percents import stated_percents
from programs.values.wording.told import Told
from programs.values.written import Written, WrittenLinea


def without_meta(linea: WrittenLinea, said: list[Statement]) -> Iterator[Finding]:
    """Compare a percentage with the one division that is told: "tres de las ocho reuniones"."""
    counts = [each for passage in told_in(linea) for each in _not_shared_out(passage.text)]
    for statement in said:
        opening = opens_as_base(linea)
        wholes = {
            each.value
            for each in counts
            if each.base or each in opening or each.told in (Told.PLANNED, Told.RECEIVED)
        }
        parts = [
            each.value
            for each in counts
            if each.told is Told.DONE and not (each.base or each.article) and each not in opening
        ]
        if len(wholes) != 1 or not parts or not all(0 < each <= max(wholes) for each in parts):
            continue
        whole = wholes.pop()
        before = [
            each.value
            for each in counts
            if each.told is Told.BEFORE and not each.base and not _A_TIME.match(each.own)
        ]
        sums = (sum(parts, Decimal(0)), sum((*parts, *before), Decimal(0)))
        exact = [Fraction(each) * 100 / Fraction(whole) for each in (*parts, *sums)]
        exact += shares_told(statement.quote)  # "Va uno de cinco, la quinta parte"
        if statement.value == _WHOLE and any(_ALL.search(folded(p.text)) for p in told_in(linea)):
            continue  # each part is one way in which all were attended
        if not any(agrees(statement.said.mention, each) for each in exact):
            shown = f"{division(parts[0], whole)}. {would_be(statement, whole)}"
            yield wrong_percent(statement, exact[0], shown, Severity.ERROR, OF_WORDS)


def _not_shared_out(text: str) -> Iterator[Counted]:
    """Yield the counts of a text but the parts of a distribution: "por materia, 47 de salud…"."""
    parts = {part.start for told in breakdowns_of(text) for part in told.parts}
    yield from (each for each in counted_of(text) if each.start not in parts)


_WHOLE = 100
_A_TIME = re.compile(r"(?:trimestre|semestre|bimestre|mes|periodo)")  # "en los tres trimestres…"
# "Todas las quejas del periodo recibieron trámite", "a todos se les dio contestación"
_ALL = re.compile(
    r"\btod[oa]s\s(?:(?:l[oa]s\s\w+|ell[oa]s)\s)?[^.;]{0,40}?(?:\bse\s(?:l[eao]s?\s)?\w+(?:o|aron|ieron)"
    r"|\b(?:fueron|recibieron|tuvieron|quedaron|obtuvieron|han\ssido))\b|\bla\stotalidad\sde\s(?:l[oa]s|ell[oa]s)\b"
)
# A progress of a meta needs its meta; a share of what came in has both its numbers beside it.
_OF_WHAT_CAME = re.compile(
    r"(?:%|ciento)\s(?:de\s(?:lo|l[oa]s)|del\stotal\sde)\s(?:\w+\s)?"
    r"(?:recibid|ingresad|presentad|turnad|solicitad|programad|previst)"
)


def section_shares(written: Written) -> Iterator[PlacedFinding]:
    """Yield the share of a paragraph outside of the líneas that its two counts do not give."""
    for part in section_parts(written):
        for passage in part.prose:
            alone = replace(part, passages=(passage,))
            stated = stated_percents(passage.text, closes=True)
            said = [Statement(each, passage) for each in stated if each.mention.value > 0]
            if len(said) == 1 and _OF_WHAT_CAME.search(folded(said[0].quote)):
                for found in without_meta(alone, said):
                    yield PlacedFinding(found, part.key, part.title)


WHOLE = (WholeCheck((Code.WRITTEN_PERCENT,), section_shares),)

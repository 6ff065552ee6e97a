"""The revisor de congruencia: what a línea lacks, what does not agree, what a person decided.

Plain values in, plain values out: no database. A check points; a person decides. Drafts are never
held back by any of it; only the mark *lista* and the submission are. A new check is one function
and one entry in `CHECKS`: the capture page, the page before the submission, the review and the
closing of the quarter show what it finds. A check of the promise alone is an entry of
`PLAN_CHECKS` (`plan`): the review of the programa and its approval ask it of the whole plan; the
import, the administration and the quarter, of a single meta, where it looks at one. Source:
section 2, screen S3, of the interface document, and section 4 of the domain document.
"""

from collections.abc import Iterable

from programs.values.checks.cause import cause
from programs.values.checks.desglose import counts_another
from programs.values.checks.finding import (
    HOLDS_BACK,
    Check,
    Code,
    Finding,
    Notes,
    Plan,
    Severity,
)
from programs.values.checks.months import months
from programs.values.checks.narrative import blocks, narrative
from programs.values.checks.plan import META_CHECKS, PLAN_CHECKS, promised
from programs.values.checks.quantities import quantities
from programs.values.checks.sentence import declared, stated, undecided
from programs.values.phrases import first_sentence
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot

__all__ = [
    "CHECKS",
    "Check",
    "Code",
    "Finding",
    "HOLDS_BACK",
    "Notes",
    "PLAN_CHECKS",
    "Plan",
    "Severity",
    "findings_of",
    "of_severity",
    "fact_of",
    "sentence_of",
]

# In the order of the capture page.
CHECKS: tuple[Check, ...] = (
    Check((Code.QUANTITY, Code.RECEIVED, Code.REASON, Code.UNLIKELY), quantities),
    Check((Code.RULE_UNIT,), counts_another),
    Check((Code.CAUSE,), cause),
    Check(tuple(code for check in META_CHECKS for code in check.codes), promised),
    Check((Code.MONTHS,), months),
    Check((Code.NARRATIVE,), narrative),
    Check(
        (
            Code.TABLE_EMPTY,
            Code.TABLE_CAPTION,
            Code.FIGURES_EMPTY,
            Code.FIGURES_CAPTION,
            Code.FIGURES_FILE,
        ),
        blocks,
    ),
    Check((Code.CLOSING,), undecided),
    Check((Code.STATED,), stated),
    Check((Code.DECLARED,), declared),
)


def findings_of(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes
) -> tuple[Finding, ...]:
    """Return all that the checks say of a línea in a quarter, in the order of `CHECKS`."""
    return tuple(finding for check in CHECKS for finding in check.find(linea, trimestre, notes))


def sentence_of(finding: Finding) -> str:
    """Return a finding in sentences, with what was written to explain it."""
    return _explained(finding, finding.message)


def fact_of(finding: Finding) -> str:
    """Return the same for who reviews: what its área is asked to do about it is left out."""
    return _explained(finding, first_sentence(finding.message))


def _explained(finding: Finding, words: str) -> str:
    if not finding.reason:
        return f"{words}."
    return f"{words}. {finding.who} explica: {finding.reason.rstrip('.')}."


def of_severity(findings: Iterable[Finding], *wanted: Severity) -> tuple[Finding, ...]:
    """Return the findings of these severities, in their order."""
    return tuple(finding for finding in findings if finding.severity in wanted)

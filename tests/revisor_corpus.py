"""How well the revisor does on a corpus of planted errors and near-misses (`tests/data/revisor/`).

Each case is one text as people paste it, read and checked as `/revisar/` does. A planted error is
found when a finding of its topic speaks of it; every other finding is a false alarm.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code, PlacedFinding

FOLDER = Path(__file__).parent / "data" / "revisor"

# What may rightly be said of an error of each topic. The words of the topics are of who wrote the
# corpus, who had not seen the checks.
TOPICS: dict[str, set[Code]] = {
    "percent": {Code.WRITTEN_PERCENT, Code.TWO_PERCENTS, Code.UNCOUNTED},
    "no-quantity": {Code.UNCOUNTED, Code.WRITTEN_PERCENT},
    # A closing may be left out, or say what its own quantities deny.
    "statement": {Code.NO_STATEMENT, Code.WRITTEN_PERCENT},
    "title-meta": {Code.TITLE_META, Code.OTHER_KIND},
    "kind": {Code.OTHER_KIND, Code.WRITTEN_PERCENT},
    "sum-prose": {Code.SUM},
    "sum-table": {Code.SUM},
    "opening": {Code.OPENING_FIGURE},
    "date": {
        Code.DATES_OUTSIDE,
        Code.DATES_ORDER,
        Code.DEED_DAY,
        Code.SENT_EARLY,
        Code.IMPOSSIBLE_DAY,
        Code.SHEET_DAYS,
        Code.CAPTION_DATE,
    },
    # A day outside the quarter is said of the deed that its oficio tells.
    "oficio": {Code.OFICIO_ALIKE, Code.OFICIO_DAYS, Code.OFICIO_TWICE, Code.DEED_DAY},
    "course": {Code.COURSE_TWICE},
    "caption": {Code.CAPTION_SESSION, Code.CAPTION_DATE, Code.CAPTION_TWICE},
    "gap": {Code.NUMBER_GAP, Code.NUMBER_TWICE, Code.FIGURE_GAP, Code.FIGURE_TWICE},
    "duty": {Code.DUTY_GAP},
    "plan-name": {Code.PLAN_NAMES},
    "placeholder": {Code.BLANK_LEFT, Code.REMARK_LEFT},
    "contents": {Code.CONTENTS},
}


@dataclass(frozen=True)
class Case:
    """One text with what was planted in it, if anything, and why."""

    id: str
    topic: str
    planted: bool
    why: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """A case with the findings that are right, and those that are false alarms."""

    case: Case
    right: tuple[PlacedFinding, ...]
    wrong: tuple[PlacedFinding, ...]


@dataclass(frozen=True)
class Score:
    """Recall and precision, as shares from 0 to 1, of `cases` texts."""

    cases: int
    planted: int
    found: int
    alarms: int

    @property
    def recall(self) -> float:
        """The share of planted errors that were found."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The share of what was said that is right, each planted error counted once."""
        said = self.found + self.alarms
        return self.found / said if said else 1.0


def cases_of(name: str) -> list[Case]:
    """Return the cases of a file of the corpus."""
    written = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    return [Case(**case) for case in written["case"]]


def outcome_of(case: Case) -> Outcome:
    """Return what the revisor says of a case."""
    findings = reading_of(TEXT, case.text.encode()).findings
    expected = TOPICS[case.topic] if case.planted else set()
    right = tuple(each for each in findings if each.finding.code in expected)
    wrong = tuple(each for each in findings if each.finding.code not in expected)
    return Outcome(case, right, wrong)


def score_of(outcomes: Iterable[Outcome]) -> Score:
    """Return how well the revisor did on these cases."""
    listed = list(outcomes)
    planted = [outcome for outcome in listed if outcome.case.planted]
    return Score(
        cases=len(listed),
        planted=len(planted),
        found=sum(bool(outcome.right) for outcome in planted),
        alarms=sum(len(outcome.wrong) for outcome in listed),
    )

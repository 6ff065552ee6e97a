"""What a check says: a finding, how much it weighs, and the closed list of their codes."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from programs.values.checks.side import NUMBERED, Side, without_names
from programs.values.hechos.rules import Rule
from programs.values.planned import Planned
from programs.values.progress import DEFAULT_THRESHOLDS, MetaFacts, Thresholds
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot

PLANNER = "Planeación"
_BLOCK = "bloque-"


class Severity(StrEnum):
    """How much a finding weighs.

    `BLOCKS` holds back the mark *lista* and the submission. `ASKS` holds them back too, and is
    asked while the línea is being captured. `ERROR` does not agree by its own arithmetic or its own
    words, and holds nothing back: a person mends it or says why it is right. `DOUBT`, an *aviso*,
    may be right and deserves a second look until the quarter closes. `INFO` tells a decision that
    a person took with a reason.
    """

    BLOCKS = "blocks"
    ASKS = "asks"
    ERROR = "error"
    DOUBT = "doubt"
    INFO = "info"


# What a línea must have paid to be *lista* and to be handed in.
HOLDS_BACK = (Severity.BLOCKS, Severity.ASKS)


class Code(StrEnum):
    """The closed list of kinds of finding. Each belongs to one check of `CHECKS`."""

    QUANTITY = "quantity"
    RECEIVED = "received"
    REASON = "reason"
    UNLIKELY = "unlikely"
    CAUSE = "cause"
    ANNUAL = "annual"
    PROGRAMMED = "programmed"
    MONTHS = "months"
    NARRATIVE = "narrative"
    TABLE_EMPTY = "table-empty"
    TABLE_CAPTION = "table-caption"
    FIGURES_EMPTY = "figures-empty"
    FIGURES_CAPTION = "figures-caption"
    FIGURES_FILE = "figures-file"
    CLOSING = "closing"
    STATED = "stated"
    DECLARED = "declared"
    NO_TASK = "no-task"
    NO_META = "no-meta"
    DATES_OUTSIDE = "dates-outside"
    DATES_ORDER = "dates-order"
    NO_NUMBER = "no-number"
    NUMBER_GAP = "number-gap"
    NUMBER_TWICE = "number-twice"
    CALENDAR_ROWS = "calendar-rows"
    CALENDAR_DATES = "calendar-dates"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WRITTEN_PERCENT = "written-percent"
    UNCOUNTED = "uncounted"
    TWO_PERCENTS = "two-percents"
    TITLE_META = "title-meta"
    OTHER_KIND = "other-kind"
    SUM = "sum"
    NO_STATEMENT = "no-statement"
    PICTURE_DATE = "picture-date"
    PICTURE_TWICE = "picture-twice"
    PLAN_LEFT_IN = "plan-left-in"
    DEED_DAY = "deed-day"
    SENT_EARLY = "sent-early"
    IMPOSSIBLE_DAY = "impossible-day"
    SHEET_DAYS = "sheet-days"
    OFICIO_ALIKE = "oficio-alike"
    OFICIO_DAYS = "oficio-days"
    OFICIO_TWICE = "oficio-twice"
    BLANK_LEFT = "blank-left"
    REMARK_LEFT = "remark-left"
    PLAN_NAMES = "plan-names"
    FIGURE_GAP = "figure-gap"
    FIGURE_TWICE = "figure-twice"
    CONTENTS = "contents"
    CAPTION_SESSION = "caption-session"
    CAPTION_DATE = "caption-date"
    CAPTION_TWICE = "caption-twice"
    COURSE_TWICE = "course-twice"
    OPENING_FIGURE = "opening-figure"
    DUTY_GAP = "duty-gap"
    TIE_SILENT = "tie-silent"
    TIE_LOST = "tie-lost"
    NAMED_FIGURE = "named-figure"
    HECHO_DAY = "hecho-day"
    HECHO_SUMS = "hecho-sums"
    HECHO_PERIOD = "hecho-period"
    HECHO_NUMBER = "hecho-number"
    HECHO_TOLD = "hecho-told"
    RULE_UNIT = "rule-unit"


@dataclass(frozen=True)
class Finding:
    """One thing of a línea that is missing, or does not agree, or was decided by a person.

    `message` is the Spanish sentence without its final period, `anchor` the id of the place where
    it is paid: of the empty field on the capture page, or a month's (`month_anchor`) on its own.
    `reason` is what was written of it, "" for nothing, and `who` wrote it. `arithmetic` shows the
    sum behind it ("6 ÷ 40 = 15 %"), `quote` the words that it speaks of as they were written.
    """

    code: Code
    severity: Severity
    message: str
    anchor: str
    reason: str = ""
    who: str = "El área"
    arithmetic: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Plan:
    """A meta as it was first approved, and why its programming is right, "" for nothing."""

    meta: MetaFacts
    reason: str


@dataclass(frozen=True)
class Notes:
    """What checks ask of a línea besides its copy of the quarter.

    `reasons` are the written reasons of its quantities, in the order of the components;
    `of_hechos` tells which of these nobody wrote, since their hechos give them, and `rules` how;
    `thresholds` those of its institution; `plan` its meta as first approved, None where the quarter
    was read from a `Corte`, which holds the meta in force.
    """

    reasons: tuple[str, ...] = ()
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    plan: Plan | None = None
    of_hechos: tuple[bool, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Check:
    """One entry of `CHECKS`: the codes of what it may find, and the function that looks.

    `find` gets a línea, its quarter and what stands beside them.
    """

    codes: tuple[Code, ...]
    find: Callable[[LineaSnapshot, TrimestreSnapshot, Notes], Iterator[Finding]]


@dataclass(frozen=True)
class PlacedFinding:
    """One thing that a check found, and the row of the plan or the part of the informe of it.

    `subject` names that row for good ("linea-12"), `place` as people do ("Línea 3.4"). `spoken` is
    what was read besides the message: a written reason stands while none of it changes. `sides` are
    the places that it compares, its own among them once it is known what was read there.
    `shown` is its quote as pages print it, "" where it is as it was read.
    `about` names what it is of by itself, wherever it is told: a hecho serves several líneas.
    `before` counts the findings of the same words that stand before it in one place, or compare
    the same: each has its own reason. One of a text alone belongs to its block, wherever that goes.
    `typed` tells that CHECKS found it in what was typed, and not a check of words or of hechos.
    """

    finding: Finding
    subject: str
    place: str
    spoken: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    typed: bool = False
    shown: str = ""
    about: str = ""
    before: int = 0

    @property
    def quote(self) -> str:
        """The words that it speaks of, as pages print them."""
        return self.shown or self.finding.quote

    @cached_property
    def fingerprint(self) -> str:
        """What the finding spoke of, so short that it can be kept beside a reason."""
        words = [without_names(self.finding.message, self.sides), *self.spoken]
        words += [side.words for side in self.sides]
        if self.finding.quote or self.finding.arithmetic:
            words += [self.finding.arithmetic, NUMBERED.sub("", self.finding.quote)]
        if not self.sides and not self.about and is_block(self.finding.anchor):
            words.append(self.finding.anchor)
        if self.before:
            words.append(str(self.before))
        told = json.dumps(words, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def also(self) -> frozenset[str]:
        """The other rows that it compares, where it is read too."""
        return frozenset(side.subject for side in self.sides) - {self.subject}

    @property
    def key(self) -> tuple[str, str]:
        """What a written reason answers: a kind of finding of a row or of a hecho."""
        return self.finding.code, self.about or self.subject


def told_apart(found: Iterable[PlacedFinding]) -> tuple[PlacedFinding, ...]:
    """Return findings of which no two are one: a reason for the first answers no other.

    "XX constancias" in two texts is found twice, with the same words.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    kept = []
    for each in found:
        name = (*each.key, each.fingerprint)
        kept.append(replace(each, before=seen[name]) if seen[name] else each)
        seen[name] += 1
    return tuple(kept)


@dataclass(frozen=True)
class PlanCheck:
    """One entry of `PLAN_CHECKS`: the codes of what it may find in a plan.

    A check of one meta alone says in `of_meta` what it finds there: the import, the administration
    and the quarter ask it of a single meta too.
    """

    codes: tuple[Code, ...]
    find: Callable[[Planned], Iterator[PlacedFinding]]
    of_meta: Callable[[MetaFacts], Iterator[Finding]] | None = None


def missing(code: Code, message: str, anchor: str) -> Finding:
    """Return a finding that holds back the mark *lista* and the submission."""
    return Finding(code, Severity.BLOCKS, message, anchor)


def asked(code: Code, message: str, anchor: str) -> Finding:
    """Return a finding that is asked while drafting, and holds back *lista* and the submission."""
    return Finding(code, Severity.ASKS, message, anchor)


def doubted(code: Code, message: str, subject: str) -> Finding:
    """Return a finding of the plan, which Planeación corrects or explains."""
    return Finding(code, Severity.DOUBT, message, subject, who=PLANNER)


def month_anchor(month: int) -> str:
    """Return the place of a month of the period, from 1, on the page that reports months."""
    return f"mes-{month}"


def month_of(finding: Finding) -> int | None:
    """Return the month of the period where a finding is paid, None for one of the capture page."""
    return int(finding.anchor.removeprefix("mes-")) if finding.code is Code.MONTHS else None


def block_anchor(key: str) -> str:
    """Return the id of a block; that of one of its fields ends in the name of the field."""
    return f"{_BLOCK}{key}"


def is_block(anchor: str) -> bool:
    """Tell whether a place is a block or a field of it."""
    return anchor.startswith(_BLOCK)


def quantity_anchor(position: int) -> str:
    """Return the id of the quantity of a component, by its place in the meta from 1.

    That of one of its fields ends in the name of the field.
    """
    return f"cantidad-{position}"

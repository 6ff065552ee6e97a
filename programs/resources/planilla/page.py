"""The preview of a workbook as its page shows it: counts first, then only what differs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from programs.resources.planilla.exchange import Preview
from programs.resources.planilla.foreign import ForeignBook
from programs.resources.planilla.problems import Problem
from programs.values.plandiff import Act, Of, RowChange

# What is new stands in the workbook; the page shows the first of many, and counts all.
NEW_SHOWN = 100
# A longer list is folded.
OPEN = 12
ORDER = (Act.CHANGED, Act.GONE, Act.MOVED, Act.NEW)
TITLES = {
    Act.NEW: "Lo nuevo",
    Act.CHANGED: "Lo que cambia",
    Act.MOVED: "Lo que cambia de lugar",
    Act.GONE: "Lo que se quita",
}


@dataclass(frozen=True)
class Count:
    """How many rows of a kind are new, change, move or go."""

    of: str
    new: int
    changed: int
    moved: int
    gone: int


@dataclass(frozen=True)
class Group:
    """The rows with the same fate; `more` are those that are not shown."""

    act: Act
    title: str
    rows: tuple[RowChange, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)

    @property
    def folded(self) -> bool:
        """Whether the page shows only its title until somebody opens it."""
        return self.count > OPEN

    @property
    def compares(self) -> bool:
        """Whether each field has something before and after."""
        return self.act is Act.CHANGED


@dataclass(frozen=True)
class PreviewPage:
    """What a workbook would do; `applies` tells whether it may be done now."""

    counts: tuple[Count, ...]
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]
    more_problems: int
    refusals: tuple[str, ...]
    notes: tuple[str, ...]
    identical: bool

    @property
    def wrong(self) -> int:
        """How many things have to be mended in the workbook."""
        return len(self.problems) + self.more_problems

    @property
    def applies(self) -> bool:
        """Whether it has something to apply and nothing against it."""
        return not (self.problems or self.refusals or self.identical)


def preview_page(preview: Preview, book: ForeignBook) -> PreviewPage:
    """Return the page of a preview; sheets are named as in the person's workbook."""
    names = {sheet.target: sheet.name for sheet in book.sheets if sheet.target}
    problems = tuple(
        replace(problem, sheet=names.get(problem.sheet, problem.sheet))
        for problem in preview.problems
    )
    comparison = preview.comparison
    told = preview.count - len(preview.problems) - len(preview.refusals)
    return PreviewPage(
        counts=tuple(_counts(preview)),
        groups=tuple(_groups(preview)),
        problems=problems,
        more_problems=told,
        refusals=preview.refusals,
        notes=preview.notes,
        identical=comparison is not None and comparison.identical,
    )


def _counts(preview: Preview) -> Iterator[Count]:
    if preview.comparison is None:
        return
    for of in Of:
        number = {act: preview.comparison.count(act, of) for act in Act}
        if any(number.values()):
            yield Count(
                of.value,
                new=number[Act.NEW],
                changed=number[Act.CHANGED],
                moved=number[Act.MOVED],
                gone=number[Act.GONE],
            )


def _groups(preview: Preview) -> Iterator[Group]:
    if preview.comparison is None:
        return
    for act in ORDER:
        rows = preview.comparison.of(act)
        if rows:
            shown = rows[:NEW_SHOWN] if act is Act.NEW else rows
            yield Group(act, TITLES[act], shown, len(rows))

"""The Programa de Trabajo Anual in the order and wording of S0 (`domain.md` 1.1)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from programs.enums import PtaPart, SeccionKind
from programs.values import phrases
from programs.values.modified import standing_sentences, text_in_force
from programs.values.snapshot import (
    EjeSnapshot,
    LineaSnapshot,
    MetaSnapshot,
    SectionSnapshot,
    Snapshot,
)
from programs.values.table_layout import LANDSCAPE, PORTRAIT, column_width, is_tall
from programs.values.words import complete
from reports.documents.annexes import Annex, with_annexes
from reports.documents.base import (
    Chapter,
    Cover,
    Document,
    document_frame,
    print_blocks,
)
from reports.documents.modifications import MODIFICATIONS, version_name
from reports.documents.numbering import numbered
from reports.documents.organigrama import organigrama_parts
from reports.documents.programming import ProgrammingTable, programming_table
from reports.documents.signatures import with_signatures


@dataclass(frozen=True)
class CardLine:
    """A línea in an eje's card; meta and dates are empty where the plan has none.

    `note` says that it was added or cancelled after the approval, "" for neither.
    `title` carries its means of verification where the institution prints them.
    """

    linea: LineaSnapshot
    title: str
    goal: str
    starts: str
    ends: str
    note: str


@dataclass(frozen=True)
class EjeCard:
    """The card of an eje."""

    anchor: str
    words: dict[str, str]
    name: str
    objective: str
    responsibles: tuple[str, ...]
    lines: tuple[CardLine, ...]
    has_goals: bool
    programming: ProgrammingTable | None

    @property
    def number_width(self) -> float:
        """How wide the column of numbers is, in millimetres: none of them is broken."""
        numbers = (line.linea.number for line in self.lines)
        return column_width(numbers, PORTRAIT, CARD_SIZE, least=LINE_NUMBER)

    @property
    def goal_width(self) -> float:
        """How wide the column of metas is, in millimetres: no amount in them is broken."""
        goals = (line.goal for line in self.lines)
        return column_width(goals, PORTRAIT, GOAL_SIZE, least=GOAL, share=1 / 3)

    @property
    def body(self) -> Iterator[tuple[bool, CardLine]]:
        """Yield (whether its row is divided between pages, línea)."""
        for line in self.lines:
            texts = (f"{line.title}\n{line.note}".rstrip(), line.goal)
            yield is_tall(texts, CARD_COLUMNS[self.has_goals], PORTRAIT, CARD_SIZE), line


@dataclass(frozen=True)
class TaskTable:
    """The implementation table of an eje: rows of (tarea, projection, meta, expected result)."""

    words: dict[str, str]
    name: str
    rows: tuple[tuple[str, str, str, str], ...]

    @property
    def body(self) -> Iterator[tuple[bool, tuple[str, str, str, str]]]:
        """Yield (whether it is divided between pages, texts) for each row."""
        for row in self.rows:
            yield is_tall(row, TASK_COLUMNS, LANDSCAPE, ROW_SIZE), row


@dataclass(frozen=True)
class CalendarTable:
    """The calendar of an eje: rows of (number, activity, twelve booleans)."""

    words: dict[str, str]
    name: str
    months: tuple[int, ...]
    rows: tuple[tuple[str, str, tuple[bool, ...]], ...]

    @property
    def number_width(self) -> float:
        """How wide the column of numbers is, in millimetres: none of them is broken."""
        numbers = (number for number, _, _ in self.rows)
        return column_width(numbers, LANDSCAPE, ROW_SIZE, least=CALENDAR_NUMBER)

    @property
    def body(self) -> Iterator[tuple[bool, str, str, tuple[bool, ...]]]:
        """Yield (whether it is divided between pages, number, activity, months) for each row."""
        for number, text, months in self.rows:
            yield is_tall((text,), CALENDAR_COLUMNS, LANDSCAPE, ROW_SIZE), number, text, months


KIND = "pta"
# Of the tables that static/print/document.css lays out: type sizes in points, the least width of
# the columns of numbers and of metas, and the columns of text in millimetres.
CARD_SIZE, GOAL_SIZE, ROW_SIZE = 10, 9, 8.8
LINE_NUMBER, CALENDAR_NUMBER = 14, 11
GOAL = 36
CARD_COLUMNS = {False: (154, 1), True: (76, 36)}
TASK_COLUMNS = (73, 56, 56, 56)
CALENDAR_COLUMNS = (104,)
# In the order in which they print.
ANNEXES: tuple[Annex, ...] = (MODIFICATIONS,)
# The generated parts, and the printed word that is the heading of each.
GENERATED = {
    SeccionKind.PLAN: "plan_heading",
    SeccionKind.IMPLEMENTATION: "tasks_heading",
    SeccionKind.CALENDAR: "calendar_heading",
}


def build(snapshot: Snapshot) -> Document:
    """Return the PTA of a programa's snapshot."""
    chapters: list[Chapter] = []
    sections: list[SectionSnapshot] = []
    for section in _with_generated(snapshot):
        if section.kind == SeccionKind.REPORT:
            continue
        parts = _parts(section.kind, snapshot) or organigrama_parts(section, snapshot)
        blocks = print_blocks(section.blocks, level=3)
        if not (parts or blocks):
            continue
        anchor = f"capitulo-{len(chapters) + 1}"
        chapters.append(Chapter(anchor, section.kind, "", section.heading, blocks, parts))
        sections.append(section)
    printed, contents = numbered(chapters, sections, EjeCard)
    exercise = phrases.exercise_name(snapshot.year, snapshot.start_month)
    version = _version(snapshot)
    title = f"{snapshot.title} {exercise}"
    if version:
        title = f"{title}, {version[0].lower()}{version[1:]}"
    document = Document(
        kind=KIND,
        title=title,
        subject=f"{title}. {snapshot.institucion.name}.",
        running_title=title,
        cover=Cover(
            title=snapshot.title,
            institution=snapshot.institucion.name,
            date=snapshot.cover_date or exercise,
            addressee="",
            version=version,
            approval=_approval(snapshot),
        ),
        contents=contents,
        chapters=printed,
        **document_frame(snapshot),
    )
    return with_signatures(with_annexes(document, snapshot, ANNEXES), snapshot)


def _version(snapshot: Snapshot) -> str:
    """Return which version of the plan this is, "" for the one first approved.

    Each adecuación made one: it is what the Órgano de Gobierno votes.
    """
    if PtaPart.APPROVAL not in snapshot.parts or not snapshot.adecuaciones:
        return ""
    return version_name(snapshot.adecuaciones[-1].number)


def _approval(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the lines of the cover that say what approved the plan, none while it is a draft."""
    approval = snapshot.approval
    if PtaPart.APPROVAL not in snapshot.parts or approval is None:
        return ()
    day = f"Aprobado el {phrases.long_date(approval.approved_on)}"
    return tuple(line for line in (day, approval.session, approval.agreement) if line)


def _with_generated(snapshot: Snapshot) -> list[SectionSnapshot]:
    """Add the generated parts that the programa has no heading of its own for."""
    sections = list(snapshot.sections)
    present = {section.kind for section in sections}
    words = complete(snapshot.words)
    for kind, word in GENERATED.items():
        if kind not in present:
            heading = words[word]
            sections.append(
                SectionSnapshot(kind, None, heading, True, "", "", heading.capitalize(), ())
            )
    return sections


def _parts(kind: str, snapshot: Snapshot) -> tuple[EjeCard | TaskTable | CalendarTable, ...]:
    """Return the generated parts that follow the prose of a section."""
    if kind == SeccionKind.PLAN:
        return tuple(_card(eje, snapshot.parts, snapshot.start_month) for eje in snapshot.ejes)
    if kind == SeccionKind.IMPLEMENTATION:
        return tuple(tasks for eje in snapshot.ejes if (tasks := _tasks(eje, snapshot.parts)).rows)
    if kind == SeccionKind.CALENDAR:
        months = tuple((snapshot.start_month - 1 + i) % 12 + 1 for i in range(12))
        return tuple(days for eje in snapshot.ejes if (days := _calendar(eje, months)).rows)
    return ()


def _card(eje: EjeSnapshot, parts: Collection[str], start_month: int) -> EjeCard:
    label = _verification(eje, parts)
    lines = tuple(
        CardLine(
            linea=linea,
            title=phrases.with_verification(linea.title, label, linea.verification),
            goal=_goal(linea.meta, parts) if linea.meta else "",
            starts=_date(linea.meta.starts_on) if linea.meta else "",
            ends=_date(linea.meta.ends_on) if linea.meta else "",
            note=" ".join(standing_sentences(linea)),
        )
        for linea in eje.lineas
    )
    return EjeCard(
        anchor=f"eje-{eje.order}",
        words=eje.words,
        name=eje.name,
        objective=eje.objective,
        responsibles=eje.responsibles,
        lines=lines,
        has_goals=any(line.goal for line in lines),
        programming=programming_table(eje.lineas, start_month)
        if PtaPart.PROGRAMMING in parts
        else None,
    )


def _goal(meta: MetaSnapshot, parts: Collection[str]) -> str:
    """Return a meta as the plan prints it: in force where its modifications are listed."""
    return text_in_force(meta) if PtaPart.APPROVAL in parts else meta.text


def _date(day: date | None) -> str:
    return phrases.short_date(day) if day else ""


def _verification(eje: EjeSnapshot, parts: Collection[str]) -> str:
    """Return the printed label of the means of verification, "" where they do not print."""
    return eje.words["verification"] if PtaPart.VERIFICATION in parts else ""


def _tasks(eje: EjeSnapshot, parts: Collection[str]) -> TaskTable:
    label = _verification(eje, parts)
    return TaskTable(
        words=eje.words,
        name=eje.table_name,
        rows=tuple(
            (
                phrases.with_verification(tarea.text, label, tarea.verification),
                tarea.monthly_projection,
                tarea.goal,
                tarea.expected_result,
            )
            for tarea in eje.tareas
            if tarea.in_table
        ),
    )


def _calendar(eje: EjeSnapshot, months: tuple[int, ...]) -> CalendarTable:
    return CalendarTable(
        words=eje.words,
        name=eje.table_name,
        months=months,
        rows=tuple(
            (
                tarea.calendar_number,
                tarea.calendar_text,
                tuple(month in tarea.programmed_months for month in range(1, 13)),
            )
            for tarea in eje.tareas
            if tarea.in_calendar
        ),
    )

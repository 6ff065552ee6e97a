"""What a paste of áreas would change: plain values in, the same list that the preview shows out.

An área is found by its clave, else by its name. Where the paste may mean two things it is asked,
and nothing is saved until every question has its answer.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from programs.enums import AreaKind
from programs.received.area_rows import AreaRow
from programs.values.area_codes import bare_code, proposed_code
from programs.values.area_questions import (
    IS,
    TWIN,
    KnownArea,
    Question,
    answered,
    ask_twin,
    ask_which,
)
from programs.values.typed import plain

Problems = list[tuple[int, str]]


class AreaState(StrEnum):
    """What a row of the paste does; the values are the words of the page."""

    NEW = "Nueva"
    SAME = "Igual"
    CHANGED = "Cambia"
    TWIN = "Repetida"
    ASKED = "Falta su respuesta"


@dataclass(frozen=True)
class AreaChange:
    """A row of the preview: what the área will be.

    `pk` is the stored área, None for a new one; `parent` is the id of a stored one, or the number
    of the row of a new one (`parent_row`). `changes` are (label, before, after).
    """

    number: int
    state: AreaState
    pk: int | None
    name: str
    code: str
    kind: str
    parent: int | None = None
    parent_row: int | None = None
    parent_name: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    question: Question | None = None

    @property
    def kind_words(self) -> str:
        """The kind as people call it."""
        return str(AreaKind(self.kind).label)


@dataclass(frozen=True)
class AreaPlan:
    """All rows of a paste, what cannot be used, and how many áreas stay that were not pasted."""

    rows: tuple[AreaChange, ...]
    problems: tuple[tuple[int, str], ...]
    untouched: int

    def of(self, state: AreaState) -> list[AreaChange]:
        """Return the rows of a state."""
        return [row for row in self.rows if row.state is state]

    @property
    def asked(self) -> list[AreaChange]:
        """The rows whose question has no answer yet."""
        return self.of(AreaState.ASKED)

    @property
    def shown(self) -> list[AreaChange]:
        """The rows as the page shows them: first what asks for an answer."""
        return sorted(self.rows, key=lambda row: row.question is None)

    @property
    def to_save(self) -> int:
        """How many áreas a save would add or change."""
        return len(self.of(AreaState.NEW)) + len(self.of(AreaState.CHANGED))

    @property
    def mark(self) -> str:
        """What names exactly this list: a save carries the mark of the list that was shown."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()[:32]


class _Target:
    """A row with the área that it means, while the list is made."""

    def __init__(
        self, row: AreaRow, known: KnownArea | None = None, question: Question | None = None
    ) -> None:
        self.row = row
        self.known = known
        self.question = question
        self.twin_of: _Target | None = None
        self.code = ""

    @property
    def is_asked(self) -> bool:
        return self.question is not None and not self.question.answer


class _Index:
    """The áreas of the institution by what may name them."""

    def __init__(self, known: Sequence[KnownArea]) -> None:
        self.known = known
        self.by_code: dict[str, KnownArea] = {}
        self.by_zeros: dict[str, KnownArea] = {}
        self.by_name: dict[str, list[KnownArea]] = defaultdict(list)
        for area in known:
            self.by_code[area.code.casefold()] = area
            self.by_zeros.setdefault(bare_code(area.code), area)
            for name in {plain(name) for name in (area.name, *area.aliases)}:
                self.by_name[name].append(area)


def area_plan(
    rows: Sequence[AreaRow], known: Sequence[KnownArea], answers: Mapping[int, str]
) -> AreaPlan:
    """Return what a paste would change in the áreas of an institution.

    `answers` are, by the number of a row, what was chosen where it asks. A clave that the paste
    does not say is proposed from the name; that of a stored área changes only where it is pasted.
    """
    index = _Index(known)
    problems: Problems = []
    targets = _targets(rows, index, answers, problems)
    _propose_codes(targets, known)
    changes = _changes(targets, index, problems)
    problems += _circles(changes, known)
    meant = {change.pk for change in changes if change.pk is not None}
    return AreaPlan(tuple(changes), tuple(sorted(problems)), len(known) - len(meant))


def _targets(
    rows: Sequence[AreaRow], index: _Index, answers: Mapping[int, str], problems: Problems
) -> list[_Target]:
    """Return each row with the área that it means, or with what is asked."""
    found: list[_Target] = []
    codes: dict[str, int] = {}
    names: dict[str, _Target] = {}
    meant: dict[int, int] = {}
    said = {row.code.casefold() for row in rows if row.code}
    for row in rows:
        code = row.code.casefold()
        if code and code in codes:
            problems.append((row.number, _twice(f"La clave «{row.code}»", codes[code])))
            continue
        if code:
            codes[code] = row.number
        target = _target(row, index, said, answers.get(row.number, ""), problems)
        if target is None:
            continue
        earlier = names.setdefault(plain(row.name), target)
        if earlier is not target and not (code and target.known):
            answer = answers.get(row.number, "")
            target.question = answered(ask_twin(earlier.row.number), answer)
            target.twin_of = earlier if target.question.answer == TWIN else None
            target.known = None
        if target.known and not target.is_asked:
            if target.known.pk in meant:
                whose = f"El área «{target.known.name}»"
                problems.append((row.number, _twice(whose, meant[target.known.pk])))
                continue
            meant[target.known.pk] = row.number
        found.append(target)
    return found


def _twice(what: str, number: int) -> str:
    return f"{what} ya viene en el renglón {number}. Deje uno de los dos."


def _target(
    row: AreaRow, index: _Index, said: set[str], answer: str, problems: Problems
) -> _Target | None:
    """Return the área that a row means by itself; None where it cannot be used."""
    namesakes = index.by_name.get(plain(row.name), [])
    if not row.code:
        if len(namesakes) > 1:
            codes = ", ".join(area.code for area in namesakes)
            text = f"Hay {len(namesakes)} áreas con ese nombre. Escriba su clave: {codes}."
            problems.append((row.number, text))
            return None
        return _Target(row, namesakes[0] if namesakes else None)
    exact = index.by_code.get(row.code.casefold())
    if exact:
        return _Target(row, exact)
    near = index.by_zeros.get(bare_code(row.code))
    if near and near.code.casefold() in said:
        near = None  # the paste has both claves: each is its own
    # Another row says the clave of a namesake: that row means it, not this one.
    free = [area for area in namesakes if area.code.casefold() not in said]
    candidates = list({area.pk: area for area in [*([near] if near else []), *free]}.values())
    if not candidates:
        return _Target(row)
    question = answered(ask_which(row, candidates), answer)
    chosen = next((a for a in candidates if question.answer == f"{IS}{a.pk}"), None)
    return _Target(row, chosen, question)


def _changes(targets: list[_Target], index: _Index, problems: Problems) -> list[AreaChange]:
    """Return the rows of the preview, each below the área on which it depends."""
    parents = _Parents(targets, index)
    above: list[tuple[int, _Target]] = []
    changes = []
    for target in targets:
        row = target.row
        while above and above[-1][0] >= row.depth:
            above.pop()
        parent = above[-1][1] if above else None
        above.append((row.depth, target.twin_of or target))
        if row.parent:
            parent, sentence = parents.named(row.parent, target)
            if sentence:
                problems.append((row.number, sentence))
                continue
        changes.append(_change(target, parent, index))
    return changes


class _Parents:
    """Finds the área on which one depends by what the paste says of it."""

    def __init__(self, targets: Sequence[_Target], index: _Index) -> None:
        self.by_code: dict[str, list[_Target]] = defaultdict(list)
        self.by_name: dict[str, list[_Target]] = defaultdict(list)
        mine = set()
        for target in targets:
            if target.twin_of:
                continue
            self.by_code[target.code.casefold()].append(target)
            names = {plain(target.row.name)}
            if target.known:
                mine.add(target.known.pk)
                names |= {plain(name) for name in (target.known.name, *target.known.aliases)}
            for name in names:
                self.by_name[name].append(target)
        for area in index.known:
            if area.pk in mine:
                continue
            stored = _Target(AreaRow(0, area.name, area.code, area.kind, "", 0), area)
            self.by_code.setdefault(area.code.casefold(), [stored])
            for name in {plain(name) for name in (area.name, *area.aliases)}:
                self.by_name[name].append(stored)

    def named(self, text: str, child: _Target) -> tuple[_Target | None, str]:
        """Return the área of a clave or name, or the sentence of why there is none."""
        found = self.by_code.get(text.casefold()) or self.by_name.get(plain(text), [])
        if not found:
            return None, (
                f"Depende de «{text[:80]}», que no está en lo pegado ni en la institución. "
                "Revise el nombre o agregue esa área."
            )
        if len(found) > 1:
            return None, f"Hay {len(found)} áreas que se llaman «{text[:80]}». Escriba su clave."
        if found[0] is child:
            return None, "Un área no puede depender de sí misma. Corrija «depende de»."
        return found[0], ""


def _change(target: _Target, parent: _Target | None, index: _Index) -> AreaChange:
    row, known = target.row, target.known
    stored = {area.pk: area for area in index.known}
    parent_pk = parent.known.pk if parent and parent.known else None
    parent_row = parent.row.number if parent and not parent.known else None
    parent_name = parent.row.name if parent else ""
    if known and parent is None and known.parent is not None:
        # What a paste does not say stays as it is.
        parent_pk, parent_name = known.parent, stored[known.parent].name
    state, name, changes = AreaState.NEW, row.name, []
    kind = row.kind or (known.kind if known else AreaKind.AREA.value)
    if known:
        # Found by its name, it keeps the way in which the institution writes it.
        name = row.name if row.code else known.name
        was = stored[known.parent].name if known.parent is not None else ""
        moved = parent_row is not None or parent_pk != known.parent
        changes = [
            (label, before, after)
            for label, before, after in (
                ("nombre", known.name, name),
                ("clave", known.code, target.code),
                ("tipo", AreaKind(known.kind).label, AreaKind(kind).label),
                ("depende de", was if moved else parent_name, parent_name),
            )
            if before != after or (label == "depende de" and moved)
        ]
        state = AreaState.CHANGED if changes else AreaState.SAME
    if target.twin_of:
        state = AreaState.TWIN
    elif target.is_asked:
        state = AreaState.ASKED
    return AreaChange(
        number=row.number,
        state=state,
        pk=known.pk if known else None,
        name=name,
        code=target.code,
        kind=kind,
        parent=parent_pk,
        parent_row=parent_row,
        parent_name=parent_name,
        changes=tuple(changes),
        question=target.question,
    )


def _propose_codes(targets: Iterable[_Target], known: Iterable[KnownArea]) -> None:
    """Give each target its clave: the pasted one, that of the stored área, or one of its name."""
    targets = list(targets)
    taken = {area.code.casefold() for area in known}
    taken |= {target.row.code.casefold() for target in targets}
    for target in targets:
        if target.twin_of:
            target.code = target.row.code
        elif target.known and (not target.row.code or _same_code(target)):
            target.code = target.known.code
        else:
            target.code = target.row.code or proposed_code(target.row.name, taken)
            taken.add(target.code.casefold())


def _same_code(target: _Target) -> bool:
    """Tell whether the paste says the clave of its área, or only its number without the zeros."""
    known, row = target.known, target.row
    return known is not None and bare_code(known.code) == bare_code(row.code)


def _circles(changes: Iterable[AreaChange], known: Iterable[KnownArea]) -> Problems:
    """Return the rows whose área would depend on itself through others."""
    above: dict[tuple[str, int], tuple[str, int]] = {
        ("pk", area.pk): ("pk", area.parent) for area in known if area.parent is not None
    }
    keys = {}
    for change in changes:
        key = ("row", change.number) if change.pk is None else ("pk", change.pk)
        keys[change.number] = key
        if change.parent_row is not None:
            above[key] = ("row", change.parent_row)
        elif change.parent is not None:
            above[key] = ("pk", change.parent)
    found = []
    for number, key in keys.items():
        seen, at = {key}, above.get(key)
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at == key:
            text = "Quedaría dependiendo de sí misma a través de otras. Corrija «depende de»."
            found.append((number, text))
    return found

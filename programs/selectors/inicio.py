"""Inicio, each role its own: what an área owes, what the áreas owe, or what there is to read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from programs import permissions
from programs.enums import TrimestreStatus
from programs.models import Institucion, Programa, Trimestre, User
from programs.reading.line import entry_workflow
from programs.selectors.atrasos import Overdue, overdue_areas
from programs.selectors.common import QuarterSummary, own_areas, summary_of
from programs.selectors.debts import (
    Debts,
    MonthDebt,
    OpenQuarters,
    QuarterDebt,
    debts_of,
    open_quarters,
)
from programs.selectors.first_visit import FirstStep, first_steps
from programs.selectors.observaciones import observations_owed
from programs.selectors.own_quarters import (
    Envio,
    OwnQuarter,
    own_lines,
    own_quarters,
    with_nothing_due,
)
from programs.selectors.pendientes import Pending, by_deadline, due_words, pendings_of
from programs.selectors.preparar import Preparation, landing_of, preparations_of
from programs.selectors.programa import programas_visible
from programs.selectors.revision_plan import plans_waiting
from programs.selectors.siguientes import NextStep, next_steps
from programs.values.phrases import join_list, quarter_name

LATE, REVIEW, WAITING, DONE = "late", "review", "waiting", "done"


@dataclass(frozen=True)
class ProgramaCard:
    """A programme on Inicio: its open and closed quarters, and the one that the date is in."""

    programa: Programa
    whose: str
    open_quarters: tuple[QuarterSummary, ...]
    closed_quarters: tuple[QuarterSummary, ...]
    current: QuarterSummary | None


@dataclass(frozen=True)
class InstitucionCard:
    """An institution on Inicio: what is open first, the other programmes after it."""

    institucion: Institucion
    whose: str
    open_programas: tuple[ProgramaCard, ...]
    other_programas: tuple[ProgramaCard, ...]

    @property
    def closed(self) -> list[tuple[Programa, QuarterSummary]]:
        """The closed quarters with their programme, the latest first."""
        found = [
            (card.programa, quarter)
            for card in (*self.open_programas, *self.other_programas)
            for quarter in card.closed_quarters
        ]
        return sorted(found, key=lambda item: item[1].starts_on, reverse=True)


@dataclass(frozen=True)
class AreaState:
    """An área in a quarter, as who follows it reads: `state` and the reasons of it.

    `days_waiting` is how long what it sent has waited for the reviewer.
    """

    name: str
    code: str
    state: str
    days_late: int
    days_waiting: int
    quarter_words: str
    months_words: str


@dataclass(frozen=True)
class Board:
    """A quarter of a programme by área, the late ones first; it may still have to be opened."""

    trimestre: Trimestre
    programa: Programa
    number: int
    title: str
    is_open: bool
    due_words: str
    areas: tuple[AreaState, ...]

    def count(self, state: str) -> int:
        """Return how many áreas are in a state."""
        return sum(area.state == state for area in self.areas)

    @property
    def late(self) -> int:
        """How many áreas are late."""
        return self.count(LATE)

    @property
    def review(self) -> int:
        """How many áreas wait for a verdict."""
        return self.count(REVIEW)


@dataclass(frozen=True)
class InicioPage:
    """All that Inicio prints; `whose` names the person's áreas, "" for who has none.

    `first_steps` are those of a first visit, none after it. `boards` are what the áreas owe, the
    late ones first; `plans` the plans in review that wait for the person; `steps` what can be done
    next for the institutions whose dates the person keeps, and `preparations` how far those are
    prepared that are not ready. `landing` is where the person starts in the place of Inicio, "" for
    almost everyone.
    """

    whose: str
    missing: tuple[Pending, ...]
    coming: tuple[Pending, ...]
    several: bool
    first_steps: tuple[FirstStep, ...]
    quarters: tuple[OwnQuarter, ...]
    boards: tuple[Board, ...]
    steps: tuple[NextStep, ...]
    plans: tuple[NextStep, ...]
    readers: tuple[InstitucionCard, ...]
    others: tuple[ProgramaCard, ...]
    preparations: tuple[Preparation, ...]
    landing: str

    @property
    def envios(self) -> tuple[Envio, ...]:
        """What became of the person's open quarters: those sent, or ready for another to send."""
        return tuple(envio for quarter in self.quarters for envio in quarter.envios)

    @property
    def institutions(self) -> int:
        """How many institutions the boards are of."""
        return len({board.programa.institucion_id for board in self.boards})

    @property
    def stands_alone(self) -> bool:
        """Tell whether nothing but the next steps waits for the person."""
        return not (self.whose or self.boards)

    @property
    def is_empty(self) -> bool:
        """Tell whether the person reaches nothing at all."""
        return not (self.whose or self.boards or self.steps or self.readers or self.others)


def inicio_page(user: User, today: date) -> InicioPage:
    """Return Inicio of a person, in at most fourteen queries for any number of líneas."""
    mine = permissions.area_ids(user)
    rows = open_quarters(programas_visible(user))
    lines = own_lines(rows, mine)
    rows = with_nothing_due(rows, lines)
    cards = _cards(user, today, rows)
    followed = permissions.followed_institucion_ids(user)
    acting = {m.institucion_id for m in user.memberships if m.area_id in mine} | followed
    whole = user.is_superuser
    debts = debts_of(rows, today) if mine or followed or whole else ()
    sent_back = any(
        quarter.sent_back and quarter.area_pk in mine for d in debts for quarter in d.quarters
    )
    observed = observations_owed(user, debts, today) if sent_back else ()
    missing, coming = pendings_of(user, debts, today)
    readers = tuple(card for card in cards if not whole and card.institucion.pk not in acting)
    names = {m.area_id: m.area.name for m in user.memberships if m.area and m.area_id in mine}
    boards = [
        board
        for debt in debts
        if whole or debt.programa.institucion_id in followed
        for board in _boards(debt, rows, today)
    ]
    quarters = own_quarters(user, rows, debts, lines, today)
    preparations = preparations_of(None if whole else permissions.planned_institucion_ids(user))
    kept = [preparation.institucion for preparation in preparations]
    return InicioPage(
        whose=join_list(names.values()),
        missing=tuple(sorted((*observed, *missing), key=by_deadline)),
        coming=coming,
        several=len(names) > 1,
        first_steps=first_steps(user, quarters),
        quarters=quarters,
        boards=tuple(sorted(boards, key=lambda board: not board.late)),
        steps=next_steps(rows, debts, kept, today),
        plans=plans_waiting(user, rows.programas),
        readers=readers,
        others=tuple(
            item for card in cards if card not in readers for item in card.other_programas
        ),
        preparations=tuple(each for each in preparations if not each.is_complete),
        landing="" if rows.programas or len(kept) > 1 else landing_of(user),
    )


def _cards(user: User, today: date, rows: OpenQuarters) -> tuple[InstitucionCard, ...]:
    """Return what is open in each institution of the person.

    Área staff count the líneas of their áreas; everyone else counts those of the institution.
    """
    cards: dict[Institucion, list[ProgramaCard]] = defaultdict(list)
    for programa in rows.programas:
        cards[programa.institucion].append(_card(user, programa, rows, today))
    return tuple(
        InstitucionCard(
            institucion=institucion,
            whose=found[0].whose,
            open_programas=tuple(card for card in found if card.open_quarters),
            other_programas=tuple(card for card in found if not card.open_quarters),
        )
        for institucion, found in cards.items()
    )


def _card(user: User, programa: Programa, rows: OpenQuarters, today: date) -> ProgramaCard:
    full = permissions.can_read_drafts(user, programa.institucion)
    areas = own_areas(user, programa.institucion_id)
    summaries = [
        summary_of(
            trimestre,
            [
                entry_workflow(avance, trimestre.status, full=full)
                for avance in rows.avances[trimestre.pk]
                if not areas or avance.linea.area_id in areas
            ],
        )
        for trimestre in rows.trimestres[programa.pk]
    ]
    return ProgramaCard(
        programa=programa,
        whose=join_list(areas.values()),
        open_quarters=tuple(summary for summary in summaries if summary.is_open),
        closed_quarters=tuple(summary for summary in summaries if summary.is_closed),
        current=next(
            (quarter for quarter in summaries if quarter.starts_on <= today <= quarter.ends_on),
            None,
        ),
    )


def _boards(debt: Debts, rows: OpenQuarters, today: date) -> Iterator[Board]:
    """Yield each quarter of a programme that is open, or of which a month is late."""
    for trimestre in rows.trimestres[debt.programa.pk]:
        part = Debts(
            debt.programa,
            tuple(month for month in debt.months if month.trimestre == trimestre),
            tuple(quarter for quarter in debt.quarters if quarter.trimestre == trimestre),
        )
        late = overdue_areas([part], today)
        if late or trimestre.status == TrimestreStatus.OPEN:
            yield _board(trimestre, part, late, rows, today)


def _board(
    trimestre: Trimestre,
    part: Debts,
    late: Mapping[int, Overdue],
    rows: OpenQuarters,
    today: date,
) -> Board:
    quarters = {quarter.area_pk: quarter for quarter in part.quarters}
    debts: list[MonthDebt | QuarterDebt] = [*part.months, *part.quarters]
    names = {each.area_pk: each for each in debts}
    areas = [
        _area_state(each, quarters.get(pk), late.get(pk), rows, today) for pk, each in names.items()
    ]
    order = (LATE, REVIEW, WAITING, DONE)
    is_open = trimestre.status == TrimestreStatus.OPEN
    return Board(
        trimestre=trimestre,
        programa=part.programa,
        number=trimestre.number,
        title=quarter_name(trimestre.number),
        is_open=is_open,
        due_words=due_words(trimestre.due_on, today) if is_open else "todavía no se abre",
        areas=tuple(sorted(areas, key=lambda a: (order.index(a.state), -a.days_late, a.name))),
    )


def _area_state(
    area: MonthDebt | QuarterDebt,
    quarter: QuarterDebt | None,
    late: Overdue | None,
    rows: OpenQuarters,
    today: date,
) -> AreaState:
    state = LATE if late else DONE
    if not late and quarter:
        state = WAITING if quarter.is_owed else REVIEW if quarter.in_review else DONE
    waited = rows.days_in_review(area.trimestre, area.area_pk, today)
    return AreaState(
        name=area.area_name,
        code=area.area_code,
        state=state,
        days_late=late.days(today) if late else 0,
        days_waiting=waited if state == REVIEW else 0,
        quarter_words=_quarter_words(quarter),
        months_words=_months_words(late.months if late else ()),
    )


def _quarter_words(quarter: QuarterDebt | None) -> str:
    """Say in whose hands an área's quarter is; one that is not open has no debt."""
    if quarter is None:
        return "Por abrir"
    if quarter.is_owed:
        return capfirst(quarter.unsent_words)
    if not quarter.total:
        return "Por revisar" if quarter.in_review else "Validado"
    if quarter.to_review:
        return f"{quarter.to_review} por revisar, {quarter.validated} de {quarter.total} validadas"
    return f"{quarter.validated} de {quarter.total} validadas"


def _months_words(months: Iterable[MonthDebt]) -> str:
    """Name the months that are owed: "octubre: faltan 3; septiembre: sin confirmar"."""
    if not months:
        return "Al corriente"
    parts = [
        f"{month.name}: "
        + (f"faltan {month.missing} de {month.total}" if month.missing else "sin confirmar")
        for month in months
    ]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]

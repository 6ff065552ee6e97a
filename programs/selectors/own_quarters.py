"""The quarters of a person's áreas: their líneas, and what became of what they hand in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from programs import permissions
from programs.enums import TrimestreStatus
from programs.models import EntregaDeArea, LineaDeAccion, Programa, Trimestre, User
from programs.reading.addresses import submission_url
from programs.reading.line import Line
from programs.reading.lines import read_lines
from programs.selectors.acuse import may_withdraw, submission_state, submission_steps
from programs.selectors.debts import Debts, OpenQuarters, QuarterDebt, quarter_at_hand
from programs.selectors.pendientes import Pending, due_words, left_words, quarter_pending
from programs.values.closing import is_due
from programs.values.given import given
from programs.values.one_thing import counted
from programs.values.phrases import join_list, long_date, month_name, quarter_name
from programs.values.readings import WORKFLOW_WORDS, EntryReading, programmed_target

FOR_THE_TITULAR = "Listo: lo envía su titular."


@dataclass(frozen=True)
class Envio:
    """Where the quarter of one of the person's áreas stands, as Inicio and Trimestre tell it.

    `state` names the icon and `word` says it. `sentences` tell what happened, or what is left.
    `pending` is what the person does next, None for nothing; `review_url` shows all that is to be
    handed in, "" where `pending` does or nothing is owed. `folio` and `receipt_url` are of the
    latest submission, "" before it; `withdraw_url` is "" for who cannot take it back now, and
    `version` the one that they saw. `is_senders`: the person is who hands it in.
    """

    area_code: str
    area_name: str
    title: str
    state: str
    word: str
    sentences: tuple[str, ...]
    pending: Pending | None
    review_url: str
    folio: str
    receipt_url: str
    withdraw_url: str
    version: int
    is_senders: bool

    @property
    def text(self) -> str:
        """All of it as one paragraph."""
        return " ".join(self.sentences)

    @property
    def is_told(self) -> bool:
        """Tell whether it says more than what there is to do: it was sent, or another sends it."""
        return bool(self.folio) or FOR_THE_TITULAR in self.sentences


@dataclass(frozen=True)
class OwnLine:
    """One of the person's líneas in the quarter at hand. `target` is its programmed part, 0-100."""

    line: Line
    programmed: str
    target: Decimal | None


@dataclass(frozen=True)
class OwnQuarter:
    """The person's líneas of one programme, in the quarter that is being worked on.

    `areas` tell where that quarter of each of their áreas stands; `envios` what became of every
    open one that was sent, or that another person sends.
    """

    programa: Programa
    trimestre: Trimestre
    number: int
    title: str
    last_month: str
    lines: tuple[OwnLine, ...]
    areas: tuple[Envio, ...]
    envios: tuple[Envio, ...]


def own_lines(rows: OpenQuarters, areas: Set[int]) -> tuple[Line, ...]:
    """Return the líneas of these áreas in each open quarter; five queries, none without áreas."""
    trimestres = [trimestre for programa in rows.programas for trimestre in rows.of(programa)]
    if not areas:
        return ()
    lineas = LineaDeAccion.objects.filter(
        eje__programa__in={trimestre.programa_id for trimestre in trimestres}, area__in=areas
    )
    return read_lines(lineas, trimestres)


def with_nothing_due(rows: OpenQuarters, lines: Iterable[Line]) -> OpenQuarters:
    """Return the rows with those of these líneas of which nothing is due so far nor captured."""
    found = {
        (line.trimestre.pk, line.linea.pk)
        for line in lines
        if not line.started and not is_due(line.linea, line.quarter)
    }
    return replace(rows, nothing_due=found)


def envio_of(user: User, quarter: QuarterDebt, entrega: EntregaDeArea | None, today: date) -> Envio:
    """Return where the quarter of an área of the person stands; no query."""
    owed = quarter.is_owed and quarter.trimestre.status == TrimestreStatus.OPEN
    pending = quarter_pending(user, quarter, today) if owed else None
    sent = entrega if entrega and entrega.folio else None
    if sent:
        sent.trimestre = quarter.trimestre
    place = [*quarter.trimestre.place, quarter.area_code]
    withdraws = sent is not None and may_withdraw(sent, user)
    # All that is left of it opens from `pending`, where that is the next thing to do.
    reviews = owed and (pending is None or pending.kind != "send")
    state, word = submission_state(sent) if sent else _unsent_state(quarter)
    return Envio(
        area_code=quarter.area_code,
        area_name=quarter.area_name,
        title=quarter.title,
        state=state,
        word=word,
        sentences=tuple(_sentences(quarter, sent, pending, today, owed=owed)),
        pending=pending,
        folio=sent.folio if sent else "",
        review_url=submission_url(quarter.trimestre, quarter.area_code) if reviews else "",
        receipt_url=reverse("entrega_receipt", args=place) if sent else "",
        withdraw_url=reverse("entrega_withdraw", args=place) if withdraws else "",
        version=sent.version if sent else 0,
        is_senders=permissions.sends_area(user, quarter.area_pk),
    )


def _sentences(
    quarter: QuarterDebt,
    sent: EntregaDeArea | None,
    pending: Pending | None,
    today: date,
    *,
    owed: bool,
) -> Iterator[str]:
    """Yield what happened to a quarter, then what is left of it and until when."""
    if sent:
        moment = timezone.localtime(given(sent.submitted_at))
        day = long_date(moment.date())
        yield f"Enviado el {day}, {moment:%H:%M} horas, por {sent.submitted_by}."
        yield submission_steps(sent, today)[0]
    if owed:
        left = f"{capfirst(left_words(quarter))}."
        if pending is not None:
            yield left
        elif sent:  # an observation may still be open: whether all is done is not known here
            yield f"{left} Lo envía su titular."
        else:
            yield FOR_THE_TITULAR
        yield f"{capfirst(due_words(quarter.due_on, today, quarter.due.note))}."


def _unsent_state(quarter: QuarterDebt) -> tuple[str, str]:
    """Return the icon and the word of a quarter that was not handed in yet."""
    state = "draft" if quarter.next_linea_pk else "ready"
    return state, WORKFLOW_WORDS[state]


def own_quarters(
    user: User,
    rows: OpenQuarters,
    debts: Iterable[Debts],
    lines: Iterable[Line],
    today: date,
) -> tuple[OwnQuarter, ...]:
    """Return the person's líneas in the first open quarter that still waits for them.

    `lines` are those of `own_lines`. Each comes with what became of the área's open quarters.
    """
    mine = permissions.area_ids(user)
    by_quarter: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_quarter[line.trimestre.pk].append(line)
    found = []
    for debt in debts:
        own = [quarter for quarter in debt.quarters if quarter.area_pk in mine]
        if own:
            trimestre = quarter_at_hand(own).trimestre
            envios = tuple(
                envio_of(user, each, rows.entregas.get((each.trimestre.pk, each.area_pk)), today)
                for each in own
            )
            found.append(_own_quarter(trimestre, by_quarter[trimestre.pk], envios))
    return tuple(found)


def _own_quarter(trimestre: Trimestre, lines: list[Line], envios: tuple[Envio, ...]) -> OwnQuarter:
    return OwnQuarter(
        programa=trimestre.programa,
        trimestre=trimestre,
        number=trimestre.number,
        title=quarter_name(trimestre.number),
        last_month=month_name(trimestre.ends_on.month).lower(),
        lines=tuple(_own_line(line) for line in lines),
        envios=tuple(envio for envio in envios if envio.is_told),
        areas=tuple(envio for envio in envios if envio.title == quarter_name(trimestre.number)),
    )


def _own_line(line: Line) -> OwnLine:
    meta = line.linea.meta
    return OwnLine(
        line=line,
        programmed=_programmed(line.reading),
        target=programmed_target(meta.facts, line.trimestre.number) if meta else None,
    )


def _programmed(reading: EntryReading) -> str:
    """What was programmed to date, in one line; "" where it would only repeat what was done."""
    parts = [part.accumulated_programmed for part in reading.components]
    if set(parts) == {reading.accumulated}:
        return ""
    if len(parts) == 1:
        return parts[0]
    return join_list(counted(part.accumulated_programmed, part.unit) for part in reading.components)

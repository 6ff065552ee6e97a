"""The closing of a quarter: what each área still owes, and the cortes that there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import (
    Area,
    AuditEntry,
    AvanceTrimestral,
    Corte,
    EntregaDeArea,
    Trimestre,
)
from programs.reading.corte import quarter_read
from programs.reading.line import Line
from programs.reading.sealed import act_of, corte_refusal, quarter_closings, quarter_refusal
from programs.selectors.common import areas_of_quarter
from programs.selectors.congruencia import FoundGroup, found_in
from programs.values.checks import HOLDS_BACK, fact_of, of_severity
from programs.values.checks.congruence import incongruent
from programs.values.phrases import join_list, long_date, month_name, number_text, quarter_name
from programs.values.readings import WORKFLOW_WORDS, Workflow

# What is not validated, from the one furthest away; with its words for one and for several.
LACKS = (
    (AvanceStatus.DRAFT, "en captura", "en captura"),
    (AvanceStatus.RETURNED, "con observaciones", "con observaciones"),
    (AvanceStatus.SUBMITTED, "enviada y sin validar", "enviadas y sin validar"),
)


@dataclass(frozen=True)
class AreaCheck:
    """An área in the checklist: `missing` líneas of `total`, and in words what they lack.

    `in_review` tells that the área handed in its quarter, so that there is something to review;
    `due_words` until when it may, where that is not the general date and is not over.
    """

    code: str
    name: str
    total: int
    missing: int
    words: str
    workflow: Workflow
    in_review: bool
    due_words: str


@dataclass(frozen=True)
class LineFindings:
    """A línea with what is not filled in of it, in sentences."""

    line: Line
    findings: tuple[str, ...]


@dataclass(frozen=True)
class AreaFindings:
    """An área with those of its líneas that lack something, in printed order.

    `in_review` tells that the área handed in its quarter, so that there is something to review.
    """

    code: str
    name: str
    in_review: bool
    lines: tuple[LineFindings, ...]

    @property
    def number(self) -> int:
        """How many things are missing."""
        return sum(len(own.findings) for own in self.lines)


@dataclass(frozen=True)
class CorteRow:
    """A corte with the number of its act in the ledger, None where the act is not found.

    `refusal` says why what it holds is not printed, "" where it is as its closing stored it.
    """

    row: Corte
    act: int | None
    refusal: str


@dataclass(frozen=True)
class CierrePage:
    """All that the page of the closing prints, the latest corte first.

    `refusal` says why the informe of a closed quarter is not printed, "" where it is.
    `findings` are what is not filled in, `found` what does not agree and nobody explained,
    `found_words` how much that is, as Congruencia has it, and `explained` how many things a reason
    stands for. `warnings` say, of a quarter that is open, what closing it
    today would cut short.
    """

    trimestre: Trimestre
    title: str
    areas: tuple[AreaCheck, ...]
    findings: tuple[AreaFindings, ...]
    found: tuple[FoundGroup, ...]
    found_words: str
    explained: int
    cortes: tuple[CorteRow, ...]
    refusal: str
    warnings: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many líneas are not validated."""
        return sum(area.missing for area in self.areas)

    @property
    def is_open(self) -> bool:
        """Tell whether the quarter can be closed."""
        return self.trimestre.status == TrimestreStatus.OPEN

    @property
    def is_closed(self) -> bool:
        """Tell whether the quarter is closed."""
        return self.trimestre.status == TrimestreStatus.CLOSED

    @property
    def corte(self) -> CorteRow | None:
        """The corte from which a closed quarter prints."""
        return self.cortes[0] if self.cortes and self.is_closed else None


def cierre_page(trimestre: Trimestre, today: date) -> CierrePage:
    """Return the page of a quarter's closing, in 20 queries for any number of líneas.

    What the checks find is told while the quarter can change.
    """
    cortes = list(
        Corte.objects.filter(trimestre=trimestre)
        .select_related("made_by", "trimestre__programa")
        .order_by("-number")
    )
    closings = quarter_closings(trimestre)
    areas = tuple(_areas(trimestre, today))
    is_open = trimestre.status == TrimestreStatus.OPEN
    read = quarter_read(trimestre, today=today) if is_open else None
    found = found_in(trimestre, read) if read else None
    return CierrePage(
        trimestre=trimestre,
        title=quarter_name(trimestre.number),
        areas=areas,
        findings=tuple(_findings(read.lines, areas)) if read else (),
        found=found.groups if found else (),
        found_words=found.words if found else "",
        explained=len(found.found) - len(found.open) if found else 0,
        cortes=tuple(_with_act(corte, closings) for corte in cortes),
        refusal=quarter_refusal(trimestre, cortes[0] if cortes else None, closings)
        if trimestre.status == TrimestreStatus.CLOSED
        else "",
        warnings=tuple(_warnings(trimestre, areas, today)),
    )


def lineas_to_validate(trimestre: Trimestre) -> int:
    """Return how many líneas of a quarter are not validated, in one query."""
    entries = AvanceTrimestral.objects.filter(trimestre=trimestre)
    return entries.exclude(status=AvanceStatus.VALIDATED).count()


def _warnings(trimestre: Trimestre, areas: Iterable[AreaCheck], today: date) -> Iterator[str]:
    if trimestre.status != TrimestreStatus.OPEN:
        return
    programa = trimestre.programa
    running = [
        month_name(programa.month_start(month).month).lower()
        for month in trimestre.months
        if programa.month_start(month + 1) > today
    ]
    if running:
        one = len(running) == 1
        over = "no ha terminado" if one else "no han terminado"
        lost = "ese mes ya no se reporta" if one else "esos meses ya no se reportan"
        yield f"{join_list(running).capitalize()} {over}. Si cierra hoy, {lost}."
    given = [area.name for area in areas if area.due_words]
    if given:
        yield f"Todavía tienen plazo: {join_list(given)}."


def _areas(trimestre: Trimestre, today: date) -> Iterable[AreaCheck]:
    counted = (
        AvanceTrimestral.objects.filter(trimestre=trimestre)
        .order_by()
        .values_list("linea__area", "status")
        .annotate(lines=Count("pk"))
    )
    found: dict[int, Counter] = {}
    for area, status, number in counted:
        found.setdefault(area, Counter())[status] = number
    given = {row.area_id: row for row in EntregaDeArea.objects.filter(trimestre=trimestre)}
    for area in areas_of_quarter(trimestre):
        entrega = given.get(area.pk, EntregaDeArea())
        entrega.trimestre = trimestre
        yield _check(area, found.get(area.pk, Counter()), entrega, today)


def _findings(lines: Iterable[Line], areas: Iterable[AreaCheck]) -> Iterator[AreaFindings]:
    """Yield the áreas whose líneas lack something, besides what does not agree."""
    by_area: dict[str, list[LineFindings]] = defaultdict(list)
    for line in lines:
        counted = incongruent(line.findings)
        lacks = [each for each in of_severity(line.findings, *HOLDS_BACK) if each not in counted]
        if lacks:
            sentences = tuple(map(fact_of, lacks))
            by_area[line.linea.area_code].append(LineFindings(line, sentences))
    for area in areas:
        if area.code in by_area:
            yield AreaFindings(area.code, area.name, area.in_review, tuple(by_area[area.code]))


def _check(area: Area, counts: Counter, entrega: EntregaDeArea, today: date) -> AreaCheck:
    total = sum(counts.values())
    missing = total - counts[AvanceStatus.VALIDATED]
    parts = [
        f"{number_text(Decimal(counts[code]))} {one if counts[code] == 1 else many}"
        for code, one, many in LACKS
        if counts[code]
    ]
    noun = "línea validada" if total == 1 else "líneas validadas"
    words = f"{total - missing} de {total} {noun}"
    words += f"; {join_list(parts)}." if parts else "."
    # The first that someone still has to act on: the área is only as far as that one.
    waits = (AvanceStatus.RETURNED, AvanceStatus.DRAFT, AvanceStatus.SUBMITTED)
    state = next((code for code in waits if counts[code]), AvanceStatus.VALIDATED)
    if not total:
        state, words = AvanceStatus(entrega.status), "Sin líneas: meses y presentación."
    return AreaCheck(
        code=area.code,
        name=area.name,
        total=total,
        missing=missing,
        words=words,
        workflow=Workflow(state, WORKFLOW_WORDS[state]),
        in_review=entrega.status != AvanceStatus.DRAFT,
        due_words=_due_words(entrega, today),
    )


def _due_words(entrega: EntregaDeArea, today: date) -> str:
    """Return until when the área may still send, where it has other days than the rest."""
    owes = entrega.status in (AvanceStatus.DRAFT, AvanceStatus.RETURNED)
    day, why = entrega.due
    if not (owes and why and day and day >= today):
        return ""
    return f"{why.capitalize()} hasta el {long_date(day)}"


def _with_act(corte: Corte, closings: list[AuditEntry]) -> CorteRow:
    """Pair a corte with the act of its closing, and compare them."""
    act = act_of(corte, closings)
    return CorteRow(corte, act.number if act else None, corte_refusal(corte, closings))

"""The cotejo of a quarter: what was programmed beside what was done, línea by línea.

The law asks each body for it with its informe. Plain values in, plain values out: the documents and
the workbook print the same rows. Every figure comes from `amounts` and every verdict from
`readings`, as on every page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.enums import AvanceStatus
from programs.values.amounts import (
    NO_DATA,
    NONE,
    NOT_QUANTIFIED,
    Amount,
    accumulated_amount,
    accumulated_programmed_amount,
    accumulated_received_amount,
    accumulated_variation_amount,
    annual_amount,
    done_amount,
    percent_amount,
    programmed_amount,
    received_amount,
    variation_amount,
    whole_percent_amount,
)
from programs.values.closing import closing_of, stated_note, stated_percent
from programs.values.cotejo_rows import CotejoRow, RowOf, total_of_rows
from programs.values.given import given
from programs.values.modified import linea_sentences
from programs.values.month_quantities import quarter_words
from programs.values.progress import (
    DEFAULT_THRESHOLDS,
    ComponentFacts,
    Kind,
    Measure,
    MetaFacts,
    Rule,
    Semaforo,
    Thresholds,
)
from programs.values.readings import months_total, semaforo_of, year_total
from programs.values.snapshot import (
    EjeSnapshot,
    LineaSnapshot,
    MetaSnapshot,
    Snapshot,
    TrimestreSnapshot,
)
from programs.values.totals import Total

MONTHS_UNIT = "meses de sus tareas"
WHOLE_UNIT = {
    Rule.POOLED: "Meta en conjunto (suma)",
    Rule.AVERAGE: "Meta en conjunto (promedio)",
    Rule.EACH: "Meta en conjunto",
}

# What a línea without anything to count says.
UNCOUNTED = CotejoRow(
    of=RowOf.COMPONENT,
    unit="",
    kind=Kind.UNQUANTIFIED,
    annual=Amount(None, NOT_QUANTIFIED),
    programmed=NONE,
    done=NONE,
    variation=NONE,
    period=NONE,
    accumulated_programmed=NONE,
    accumulated=NONE,
    accumulated_variation=NONE,
    accumulated_percent=NONE,
    annual_percent=NONE,
)


@dataclass(frozen=True)
class CotejoLine:
    """A línea in the cotejo.

    `rows` are its components and, where none has a quantity, the months of its tareas; `whole` is
    its meta as one where it has several. `stated` is the percentage that a person declared, None
    without one, and `stated_note` says so with its reason. `changes` tell what
    adecuaciones changed of it, `adjustments` what the quarter corrects of earlier ones, `months`
    those of the quantities that are reported by month. `unvalidated` tells that the quarter closed
    without its verdict.
    """

    pk: int
    number: str
    title: str
    area: str
    rows: tuple[CotejoRow, ...]
    whole: CotejoRow | None
    semaforo: Semaforo
    cause: str
    stated: Decimal | None
    stated_note: str
    changes: tuple[str, ...]
    adjustments: tuple[str, ...]
    months: tuple[str, ...]
    unvalidated: bool

    @property
    def printed(self) -> tuple[CotejoRow, ...]:
        """Its rows in printed order, the meta as one after its components; never none.

        A línea without anything to count has a row that says so.
        """
        return (*self.rows, *filter(None, [self.whole])) or (UNCOUNTED,)

    @property
    def told(self) -> CotejoRow | None:
        """The row that tells the whole meta, where a declared percentage stands; None for none."""
        counted = (row for row in self.rows if row.kind is not Kind.UNQUANTIFIED)
        return self.whole or next(counted, self.rows[0] if self.rows else None)

    def annual_percent(self, row: CotejoRow) -> Amount:
        """Return the percentage of the year that stands in a row: the declared one, if any does."""
        if row is self.told and self.stated is not None:
            return Amount(self.stated)
        return row.annual_percent


@dataclass(frozen=True)
class CotejoEje:
    """An eje with its líneas; `total` is None where their units do not agree."""

    order: int
    name: str
    words: dict[str, str]
    lines: tuple[CotejoLine, ...]
    total: CotejoRow | None


@dataclass(frozen=True)
class Cotejo:
    """The cotejo of a quarter; `total` is of the whole programme, None as in an eje."""

    ejes: tuple[CotejoEje, ...]
    total: CotejoRow | None


def cotejo_of(snapshot: Snapshot) -> Cotejo:
    """Return the cotejo of a quarter's snapshot, without the ejes that have no línea."""
    trimestre = given(snapshot.trimestre)
    thresholds = Thresholds(*snapshot.institucion.thresholds)
    ejes = tuple(_eje(eje, trimestre, thresholds) for eje in snapshot.ejes if eje.lineas)
    lines = [line for eje in ejes for line in eje.lines]
    # With a single eje its own total says it.
    return Cotejo(ejes, _total(lines) if len(ejes) > 1 else None)


def _eje(eje: EjeSnapshot, trimestre: TrimestreSnapshot, thresholds: Thresholds) -> CotejoEje:
    lines = tuple(cotejo_line(linea, trimestre, thresholds) for linea in eje.lineas)
    return CotejoEje(eje.order, eje.name, eje.words, lines, _total(lines))


def _total(lines: Sequence[CotejoLine]) -> CotejoRow | None:
    """Return the total of some líneas; of a single one its own rows say it."""
    rows = [row for line in lines for row in line.rows or (UNCOUNTED,)]
    return total_of_rows(rows) if len(lines) > 1 else None


def cotejo_line(
    linea: LineaSnapshot,
    trimestre: TrimestreSnapshot,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> CotejoLine:
    """Return a línea in the cotejo of a quarter; only its semáforo asks for the thresholds."""
    meta = linea.meta.facts if linea.meta else None
    avance = linea.avance
    closing = closing_of(linea, trimestre)
    stated = stated_percent(closing, linea)
    return CotejoLine(
        pk=linea.pk,
        number=linea.number,
        title=linea.title,
        area=linea.area,
        rows=_rows(linea, trimestre),
        whole=_whole(meta, trimestre.number, stated) if meta else None,
        semaforo=semaforo_of(meta, trimestre.number, thresholds),
        cause=avance.cause.strip() if avance else "",
        stated=stated,
        stated_note=stated_note(closing, linea),
        changes=linea_sentences(linea, trimestre.start_month),
        adjustments=closing.adjustments,
        months=tuple(
            quarter_words(
                each.of_quarter(trimestre.number),
                each.unit,
                trimestre.starts_on.month,
                trimestre.begun,
            )
            for each in (linea.meta.months if linea.meta else ())
        ),
        unvalidated=is_unvalidated(linea, trimestre),
    )


def is_unvalidated(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> bool:
    """Tell whether the quarter was closed before anybody validated the línea."""
    validated = linea.avance is not None and linea.avance.status == AvanceStatus.VALIDATED
    return trimestre.closed_unvalidated and not validated


def _rows(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> tuple[CotejoRow, ...]:
    rows: list[CotejoRow] = []
    if linea.meta:
        rows = [
            _component(linea.meta, place, component, trimestre.number)
            for place, component in enumerate(linea.meta.facts.components)
        ]
    if (linea.meta is None or not linea.meta.facts.quantified) and linea.tareas:
        rows.append(_months(linea, trimestre))
    return tuple(rows)


def _component(meta: MetaSnapshot, place: int, component: ComponentFacts, number: int) -> CotejoRow:
    facts = meta.facts
    own = (change for change in meta.changes if change.component == place)
    first = next((change for change in own if change.adjusted is not None), None)
    demand = component.kind is Kind.DEMAND
    return CotejoRow(
        of=RowOf.COMPONENT,
        component=place,
        unit=component.unit,
        kind=component.kind,
        annual=annual_amount(component),
        programmed=programmed_amount(facts, component, number),
        done=done_amount(facts, component, number),
        variation=variation_amount(facts, component, number),
        period=percent_amount(facts, component, number, Measure.PERIOD),
        accumulated_programmed=accumulated_programmed_amount(facts, component, number),
        accumulated=accumulated_amount(facts, component, number),
        accumulated_variation=accumulated_variation_amount(facts, component, number),
        accumulated_percent=percent_amount(facts, component, number, Measure.ACCUMULATED),
        annual_percent=percent_amount(facts, component, number, Measure.ANNUAL),
        original=first.original if first else None,
        received=received_amount(component, number) if demand else None,
        accumulated_received=accumulated_received_amount(component, number) if demand else None,
        attention=percent_amount(facts, component, number, Measure.ATTENTION) if demand else None,
    )


def _whole(meta: MetaFacts, number: int, stated: Decimal | None) -> CotejoRow | None:
    """Return a meta of several components as one; None for a single one.

    One that is told component by component has nothing to say as one but a declared percentage.
    """
    if len(meta.quantified) < 2 or (meta.rule is Rule.EACH and stated is None):
        return None
    return CotejoRow(
        of=RowOf.WHOLE,
        unit=WHOLE_UNIT[meta.rule],
        kind=None,
        annual=NONE,
        programmed=NONE,
        done=NONE,
        variation=NONE,
        period=whole_percent_amount(meta, number, Measure.PERIOD),
        accumulated_programmed=NONE,
        accumulated=NONE,
        accumulated_variation=NONE,
        accumulated_percent=whole_percent_amount(meta, number, Measure.ACCUMULATED),
        annual_percent=whole_percent_amount(meta, number, Measure.ANNUAL),
    )


def _months(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> CotejoRow:
    """Return the months of the tareas of a línea without quantities."""
    now = months_total(linea, trimestre, trimestre.months)
    to_date = months_total(linea, trimestre, range(1, trimestre.months[-1] + 1))
    year = year_total(linea, trimestre)
    return CotejoRow(
        of=RowOf.MONTHS,
        unit=MONTHS_UNIT,
        kind=None,
        annual=_programmed(year),
        programmed=_programmed(now),
        done=_done(now),
        variation=_variation(now),
        period=_share_of(now),
        accumulated_programmed=_programmed(to_date),
        accumulated=_done(to_date),
        accumulated_variation=_variation(to_date),
        accumulated_percent=_share_of(to_date),
        annual_percent=_share_of(year),
        unreported=(_unreported(now), _unreported(to_date)),
    )


def _programmed(total: Total | str) -> Amount:
    return Amount(None, total) if isinstance(total, str) else Amount(Decimal(total.programmed))


def _done(total: Total | str) -> Amount:
    if isinstance(total, str):
        return Amount(None, total)
    silent = total.unreported == total.programmed
    return Amount(None, NO_DATA) if silent else Amount(Decimal(total.done))


def _variation(total: Total | str) -> Amount:
    if isinstance(total, str) or total.unreported:
        return NONE
    return Amount(Decimal(total.done - total.programmed))


def _share_of(total: Total | str) -> Amount:
    return Amount(None, total) if isinstance(total, str) else Amount(total.percent, NO_DATA)


def _unreported(total: Total | str) -> int:
    return 0 if isinstance(total, str) else total.unreported

"""Small plans that hypothesis makes: what may be in them, and how they are written as rows.

They hold what the demonstration does not: every kind and rule of metas with any blanks, changes of
metas before and after a closing, metas that begin and end anywhere, years from any month, months of
every state, quarters closed before their months ended, and days outside of the year.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone
from hypothesis import strategies as st

from programs.enums import AvanceStatus, BlockKind, LineNumbering, ProgramaStatus, TrimestreStatus
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    ConfirmacionMensual,
    Corte,
    DiaInhabil,
    Eje,
    EntregaDeArea,
    Figura,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    ModificacionDeMeta,
    Observacion,
    Programa,
    Tarea,
    Trimestre,
    User,
)
from programs.reading.corte import trimestre_snapshot
from programs.services.programa import programa_complete
from programs.values.frozen import freeze, payload_hash

YEAR = 2026
QUARTERS = (1, 2, 3, 4)
STAMP = datetime(YEAR, 1, 2, 18, tzinfo=UTC)
UNITS = ("documentos", "actas", "informes", "sesiones", "% de avance")
CAUSES = (
    "",
    "se debió a la falta de quórum",
    "Por falta de sede.",
    "lo cual responde a la demanda",
    "La sede cerró\ndos meses",
)
KINDS = ("sum", "sum", "percent", "demand", "milestone", "unquantified")

amounts = st.sampled_from([0, 1, 2, 3, 5, 7, 12, 40, 241, 4000]).map(Decimal) | st.decimals(
    0, 60, places=1
)
positive = st.sampled_from([1, 2, 3, 4, 7, 12, 24, 100, 242, 4000]).map(Decimal)
programmed = st.sampled_from([None, None, Decimal(0), Decimal(0), Decimal(1), Decimal(3)]) | amounts
said = st.none() | amounts
adjustments = st.none() | st.none() | st.sampled_from([-3, -1, 0, 2]).map(Decimal)
offsets = st.integers(-40, 400)


@dataclass(frozen=True)
class ChangeSpec:
    """A modificación: from which quarter, agreed how many days into the year, to what."""

    quarter: int
    agreed: int
    adjusted: Decimal
    text: str


@dataclass(frozen=True)
class ComponenteSpec:
    """A component: what was programmed, and (quantity, received, adjustment) of each quarter."""

    kind: str
    unit: str
    annual: Decimal | None
    programmed: tuple[Decimal | None, ...]
    said: tuple[tuple[Decimal | None, ...], ...]
    changes: tuple[ChangeSpec, ...]


@dataclass(frozen=True)
class MetaSpec:
    """A meta; `start` and `end` are days into the year."""

    rule: str
    due: tuple[int, ...]
    start: int | None
    end: int | None
    componentes: tuple[ComponenteSpec, ...]


@dataclass(frozen=True)
class TareaSpec:
    """A tarea with its months: (month, programmed, status)."""

    area: int
    in_table: bool
    in_calendar: bool
    label: str
    marcas: tuple[tuple[int, bool, str], ...]


@dataclass(frozen=True)
class AvanceSpec:
    """A quarter entry; `pictures` of a captioned block, None without any block."""

    status: str
    ready: bool
    cause: str
    closing: str
    stated: Decimal | None
    pictures: int | None
    first: int | None


@dataclass(frozen=True)
class LineaSpec:
    """A línea."""

    area: int
    label: str
    meta: MetaSpec | None
    tareas: tuple[TareaSpec, ...]
    avances: tuple[AvanceSpec, ...]


@dataclass(frozen=True)
class EntregaSpec:
    """What an área handed in of a quarter."""

    quarter: int
    area: int
    status: str
    extended: int | None
    given_back: int | None
    asked: int


@dataclass(frozen=True)
class PlanSpec:
    """A whole plan: `closings` says for the first quarters after how many days they were closed."""

    start_month: int
    today: int
    nested: bool
    approved: bool
    words: dict[str, str]
    thresholds: tuple[int, int, int]
    ejes: tuple[tuple[tuple[LineaSpec, ...], tuple[TareaSpec, ...]], ...]
    closings: tuple[int, ...]
    opened: int
    due: tuple[int | None, ...]
    entregas: tuple[EntregaSpec, ...]
    confirmed: frozenset[tuple[int, int]]
    days_off: frozenset[int]

    @property
    def begins(self) -> date:
        """The first day of its year."""
        return date(YEAR, self.start_month, 1)

    def day(self, offset: int) -> date:
        """Return a day of its year or around it."""
        return self.begins + timedelta(days=offset)


@st.composite
def componentes(draw: st.DrawFn) -> ComponenteSpec:
    """A component of any kind, with any blanks."""
    kind = draw(st.sampled_from(KINDS))
    annual = draw(positive)
    if kind in ("demand", "unquantified"):
        annual = draw(st.none() | positive)
    changes = draw(
        st.lists(
            st.builds(ChangeSpec, st.sampled_from(QUARTERS), st.integers(0, 364), positive,
                      st.sampled_from(["", "otra meta", "una meta nueva"])),
            max_size=2,
            unique_by=lambda change: change.quarter,
        )
    )  # fmt: skip
    return ComponenteSpec(
        kind=kind,
        unit=draw(st.sampled_from(UNITS)),
        annual=annual,
        programmed=draw(st.tuples(*[programmed] * 4)),
        said=draw(st.tuples(*[st.tuples(said, said, adjustments)] * 4)),
        changes=tuple(c for c in changes if annual is not None and c.adjusted != annual),
    )


metas = st.builds(
    MetaSpec,
    rule=st.sampled_from(["pooled", "pooled", "average", "each"]),
    due=st.just(()) | st.sets(st.sampled_from(QUARTERS)).map(lambda found: tuple(sorted(found))),
    start=st.none() | st.integers(-60, 300),
    end=st.none() | st.integers(20, 400),
    componentes=st.lists(componentes(), max_size=3).map(tuple),
)


@st.composite
def tareas(draw: st.DrawFn) -> TareaSpec:
    """A tarea with months of every state."""
    months = draw(st.sets(st.integers(1, 12)))
    statuses = st.sampled_from(["unreported", "unreported", "done", "done", "not_done"])
    marcas = []
    for month in sorted(months):
        status = draw(statuses)
        marcas.append((month, status != "done" or draw(st.booleans()), status))
    in_table = draw(st.booleans())
    return TareaSpec(
        area=draw(st.integers(0, 2)),
        in_table=in_table,
        in_calendar=not in_table or draw(st.booleans()),
        label=draw(st.sampled_from(["", "", "7", "bis"])),
        marcas=tuple(marcas),
    )


@st.composite
def avances(draw: st.DrawFn) -> AvanceSpec:
    """An entry of any state, which closes by itself, with a stated figure or without sentence."""
    closing = draw(st.sampled_from(["automatic"] * 6 + ["stated", "omitted"]))
    stated = st.sampled_from([25, 100, 0, 64]).map(Decimal) | st.decimals(0, 120, places=2)
    return AvanceSpec(
        status=draw(st.sampled_from(["draft", "submitted", "returned", "validated", "validated"])),
        ready=draw(st.booleans()),
        cause=draw(st.sampled_from(CAUSES)),
        closing=closing,
        stated=draw(stated) if closing == "stated" else None,
        pictures=draw(st.none() | st.integers(0, 3)),
        first=draw(st.none() | st.none() | st.integers(1, 9)),
    )


lineas = st.builds(
    LineaSpec,
    area=st.integers(0, 2),
    label=st.sampled_from(["", "", "", "8", "3 bis"]),
    meta=st.none() | metas | metas | metas,
    tareas=st.lists(tareas(), max_size=2).map(tuple),
    avances=st.tuples(*[avances()] * 4),
)
entregas = st.builds(
    EntregaSpec,
    quarter=st.sampled_from(QUARTERS),
    area=st.integers(0, 2),
    status=st.sampled_from(["submitted", "returned", "validated"]),
    extended=st.none() | offsets,
    given_back=st.none() | offsets,
    asked=st.integers(0, 2),
)
words = st.just({}) | st.just(
    {
        "progress": "Del 100% de la meta programada, se tiene un avance {avance}.",
        "finished": "Dicha meta para este trimestre se cumplió al 100%.",
        "line": "Línea de Acción",
    }
)
plans = st.builds(
    PlanSpec,
    start_month=st.integers(1, 12),
    today=offsets,
    nested=st.booleans(),
    approved=st.booleans(),
    words=words,
    thresholds=st.sampled_from([(70, 90, 110), (50, 80, 80), (60, 99, 120)]),
    ejes=st.lists(
        st.tuples(
            st.lists(lineas, min_size=0, max_size=3).map(tuple),
            st.lists(tareas(), max_size=2).map(tuple),
        ),
        min_size=1,
        max_size=2,
    ).map(tuple),
    closings=st.lists(st.integers(-60, 40), max_size=4).map(tuple),
    opened=st.integers(0, 2),
    due=st.tuples(*[st.none() | offsets] * 4),
    entregas=st.lists(entregas, max_size=4, unique_by=lambda e: (e.quarter, e.area)).map(tuple),
    confirmed=st.frozensets(st.tuples(st.integers(0, 2), st.integers(1, 12)), max_size=20),
    days_off=st.frozensets(st.integers(0, 364), max_size=5),
)


def write_plan(spec: PlanSpec, by: User) -> Programa:
    """Write a plan; its quarters are closed one by one, each with what was agreed by then."""
    return _Writing(spec, by).programa


@dataclass
class _Writing:
    spec: PlanSpec
    by: User
    numbers: count = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        spec = self.spec
        red, amber, green = spec.thresholds
        self.institucion = Institucion.objects.create(
            slug="hecha",
            name="Secretaría hecha",
            short_name="HECHA",
            state="Estado",
            labels=spec.words,
            line_numbering=LineNumbering.NESTED if spec.nested else LineNumbering.PLAIN,
            red_below=red,
            amber_below=amber,
            green_to=green,
        )
        self.areas = [
            Area.objects.create(
                institucion=self.institucion, code=f"a{n}", name=f"Dirección {n}", order=n
            )
            for n in range(3)
        ]
        DiaInhabil.objects.bulk_create(
            DiaInhabil(institucion=self.institucion, day=spec.day(n), name="Inhábil")
            for n in spec.days_off
        )
        approved = {
            "status": ProgramaStatus.APPROVED,
            "approval_agreement": "OG/1",
            "approval_session": "Primera",
            "approved_on": date(YEAR - 1, 12, 1),
        }
        self.programa = Programa.objects.create(
            institucion=self.institucion,
            year=YEAR,
            start_month=spec.start_month,
            **(approved if spec.approved else {}),
        )
        self.changes: list[ModificacionDeMeta] = []
        self.avances: list[tuple[LineaDeAccion, tuple[AvanceSpec, ...]]] = []
        self.said: list[tuple[ComponenteDeMeta, ComponenteSpec]] = []
        for order, (found, loose) in enumerate(spec.ejes, start=1):
            self._eje(order, found, loose)
        programa_complete(self.programa)
        self._entries()
        self._quantities()
        ConfirmacionMensual.objects.bulk_create(
            ConfirmacionMensual(
                programa=self.programa, area=self.areas[area], month=month,
                confirmed_by=self.by, confirmed_at=STAMP,
            )
            for area, month in spec.confirmed
        )  # fmt: skip
        self._windows()

    def _eje(self, order: int, found: tuple[LineaSpec, ...], loose: tuple[TareaSpec, ...]) -> None:
        eje = Eje.objects.create(programa=self.programa, order=order, name=f"Eje {order}")
        places = count(1)
        for place, each in enumerate(found, start=1):
            linea = LineaDeAccion.objects.create(
                eje=eje,
                order=place,
                area=self.areas[each.area],
                title=f"Línea {next(self.numbers)}",
                auto_number=not each.label,
                label=each.label,
            )
            self.avances.append((linea, each.avances))
            if each.meta:
                self._meta(linea, each.meta)
            for tarea in each.tareas:
                self._tarea(eje, linea, tarea, next(places))
        for tarea in loose:
            self._tarea(eje, None, tarea, next(places))

    def _meta(self, linea: LineaDeAccion, spec: MetaSpec) -> None:
        meta = Meta.objects.create(
            linea=linea,
            text=f"meta de {linea.title}",
            starts_on=None if spec.start is None else self.spec.day(spec.start),
            ends_on=None if spec.end is None else self.spec.day(spec.end),
            rule=spec.rule,
            due_quarters=",".join(map(str, spec.due)),
        )
        for order, each in enumerate(spec.componentes, start=1):
            quarters = {f"programmed_q{q}": each.programmed[q - 1] for q in QUARTERS}
            componente = ComponenteDeMeta.objects.create(
                meta=meta, order=order, kind=each.kind, unit=each.unit, quantity=each.annual,
                **quarters,
            )  # fmt: skip
            self.said.append((componente, each))
            self.changes += [
                ModificacionDeMeta(
                    componente=componente,
                    from_quarter=change.quarter,
                    original=each.annual,
                    adjusted=change.adjusted,
                    adjusted_text=change.text,
                    reason="Se acordó.",
                    agreement="OG/2",
                    agreed_on=self.spec.day(change.agreed),
                )
                for change in each.changes
            ]

    def _tarea(self, eje: Eje, linea: LineaDeAccion | None, spec: TareaSpec, order: int) -> None:
        tarea = Tarea.objects.create(
            eje=eje,
            linea=linea,
            area=self.areas[spec.area],
            order=order,
            text=f"Tarea {next(self.numbers)}",
            in_table=spec.in_table,
            in_calendar=spec.in_calendar,
            auto_number=not spec.label,
            calendar_label=spec.label,
        )
        MarcaMensual.objects.bulk_create(
            MarcaMensual(
                tarea=tarea,
                month=month,
                programmed=is_programmed,
                status=status,
                reason="Sin quórum" if status == "not_done" else "",
                reported_at=None if status == "unreported" else STAMP,
            )
            for month, is_programmed, status in spec.marcas
        )

    def _entries(self) -> None:
        rows = {
            (row.linea_id, row.trimestre.number): row
            for row in AvanceTrimestral.objects.filter(
                trimestre__programa=self.programa
            ).select_related("trimestre")
        }
        for linea, specs in self.avances:
            for quarter, spec in zip(QUARTERS, specs, strict=True):
                row = rows[linea.pk, quarter]
                row.status, row.cause, row.closing = spec.status, spec.cause, spec.closing
                row.ready = spec.ready and spec.status == AvanceStatus.DRAFT
                row.stated_percent = spec.stated
                row.closing_reason = "" if spec.closing == "automatic" else "Así consta"
                row.submitted_at = row.returned_at = row.validated_at = STAMP
                if spec.pictures is not None:
                    self._block(row, spec)
        AvanceTrimestral.objects.bulk_update(
            rows.values(),
            ["status", "cause", "closing", "ready", "stated_percent", "closing_reason",
             "submitted_at", "returned_at", "validated_at"],
        )  # fmt: skip

    def _block(self, avance: AvanceTrimestral, spec: AvanceSpec) -> None:
        block = Bloque.objects.create(
            institucion=self.institucion,
            avance=avance,
            key=f"b{avance.pk}",
            order=1,
            kind=BlockKind.FIGURES,
            caption_kind="image" if spec.pictures == 2 else "photo",
            caption="Firma.",
            first_number=spec.first,
        )
        Figura.objects.bulk_create(
            Figura(bloque=block, order=n, alt="Mesa") for n in range(spec.pictures)
        )

    def _quantities(self) -> None:
        rows = {
            (row.componente_id, row.avance.trimestre.number): row
            for row in AvanceDeComponente.objects.filter(
                avance__trimestre__programa=self.programa
            ).select_related("avance__trimestre")
        }
        for componente, spec in self.said:
            for quarter, (quantity, received, adjustment) in zip(QUARTERS, spec.said, strict=True):
                row = rows[componente.pk, quarter]
                row.quantity = quantity
                row.received = received if spec.kind == "demand" else None
                row.adjustment = adjustment
                row.adjustment_reason = "" if adjustment is None else "Se contó dos veces."
        fields = ["quantity", "received", "adjustment", "adjustment_reason"]
        AvanceDeComponente.objects.bulk_update(rows.values(), fields)

    def _windows(self) -> None:
        """Open and close the quarters, with their submissions, in the order of the days."""
        spec = self.spec
        trimestres = {t.number: t for t in Trimestre.objects.filter(programa=self.programa)}
        for number, trimestre in trimestres.items():
            if number <= len(spec.closings) + spec.opened:
                trimestre.status = TrimestreStatus.OPEN
            due = spec.due[number - 1]
            trimestre.due_on = None if due is None else spec.day(due)
        Trimestre.objects.bulk_update(trimestres.values(), ["status", "due_on"])
        for each in spec.entregas:
            self._entrega(trimestres[each.quarter], each)
        closings = []
        for number, after in enumerate(spec.closings, start=1):
            _, ends_on = self.programa.quarter_days(number)
            day = min(ends_on + timedelta(days=after), spec.day(spec.today))
            closings.append((day, number))
        for day, number in sorted(closings):
            self._agree(day)
            self._close(number, day)
        self._agree(None)

    def _agree(self, day: date | None) -> None:
        """Write the changes that were agreed up to a day, and all that are left without one."""
        agreed = [change for change in self.changes if day is None or change.agreed_on <= day]
        for change in agreed:
            change.save()
            self.changes.remove(change)

    def _entrega(self, trimestre: Trimestre, spec: EntregaSpec) -> None:
        entrega = EntregaDeArea.objects.create(
            trimestre=trimestre,
            area=self.areas[spec.area],
            status=spec.status,
            folio=f"F{trimestre.pk}-{spec.area}",
            submitted_at=STAMP,
            submitted_by=self.by,
            returned_at=STAMP,
            returned_by=self.by,
            validated_at=STAMP,
            validated_by=self.by,
            extended_to=None if spec.extended is None else self.spec.day(spec.extended),
            extension_reason="Se pidió",
            return_due_on=None if spec.given_back is None else self.spec.day(spec.given_back),
        )
        Observacion.objects.bulk_create(
            Observacion(
                entrega=entrega, key=f"o{entrega.pk}-{n}", text="Aclare.", status="sent",
                created_at=STAMP, created_by=self.by, sent_at=STAMP,
            )
            for n in range(spec.asked)
        )  # fmt: skip

    def _close(self, number: int, day: date) -> None:
        trimestre = Trimestre.objects.select_related("programa__institucion").get(
            programa=self.programa, number=number
        )
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())
        pending = AvanceTrimestral.objects.filter(trimestre=trimestre).exclude(status="validated")
        reason = "El Órgano de Gobierno sesiona mañana." if pending.exists() else ""
        trimestre.status, trimestre.closed_at = TrimestreStatus.CLOSED, moment
        trimestre.save(update_fields=["status", "closed_at"])
        payload = freeze(trimestre_snapshot(trimestre, today=day, missing_reason=reason))
        Corte.objects.create(
            trimestre=trimestre,
            number=1,
            payload=payload,
            sha256=payload_hash(payload),
            made_at=moment,
            made_by=self.by,
            missing_reason=reason,
        )

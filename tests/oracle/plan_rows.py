"""Writing a plan that hypothesis made as rows, and closing its quarters one by one."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.utils import timezone

from programs.enums import AvanceStatus, BlockKind, LineNumbering, ProgramaStatus, TrimestreStatus
from programs.models import (
    Adecuacion,
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    ConfirmacionMensual,
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
from programs.services.cantidades import (
    QuantityChange,
    componente_program_months,
    month_save,
)
from programs.services.programa import programa_complete
from programs.values.frozen import freeze
from tests.cortes import store_corte
from tests.oracle.plans import (
    QUARTERS,
    YEAR,
    AvanceSpec,
    ComponenteSpec,
    EntregaSpec,
    LineaSpec,
    MetaSpec,
    PlanSpec,
    TareaSpec,
)

STAMP = datetime(YEAR, 1, 2, 18, tzinfo=UTC)


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
        self._months()
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
            written = each.programmed if each.months is None else (None,) * 4
            quarters = {f"programmed_q{q}": written[q - 1] for q in QUARTERS}
            componente = ComponenteDeMeta.objects.create(
                meta=meta, order=order, kind=each.kind, unit=each.unit, quantity=each.annual,
                monthly=each.months is not None, **quarters,
            )  # fmt: skip
            self.said.append((componente, each))
            self.changes += [
                ModificacionDeMeta(
                    adecuacion=Adecuacion(
                        programa=self.programa,
                        from_quarter=change.quarter,
                        reason="Se acordó.",
                        agreement="OG/2",
                        agreed_on=self.spec.day(change.agreed),
                        made_at=STAMP,
                    ),
                    meta=meta,
                    componente=componente,
                    original=each.annual,
                    adjusted=change.adjusted,
                    adjusted_text=change.text,
                    **{
                        f"adjusted_q{q}": change.programmed for q in QUARTERS if q >= change.quarter
                    },
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
            Figura(bloque=block, order=n, alt="Mesa", in_informe=n >= spec.left_out)
            for n in range(spec.pictures)
        )

    def _months(self) -> None:
        """Report the quantities by month through their service, as if the year were over."""
        after = date(YEAR + 2, 1, 1)
        changes = []
        for componente, spec in self.said:
            if spec.months is not None:
                programmed = [amount for amount, _ in spec.months]
                componente_program_months(componente, programmed, by=self.by)
                changes += [
                    QuantityChange(componente.pk, month, done, "", None)
                    for month, (_, done) in enumerate(spec.months, start=1)
                ]
        month_save(self.programa, [], changes, by=self.by, today=after, now=STAMP)
        AvanceDeComponente.history.all().delete()

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
                if spec.months is None:
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
        known = [(change, change.adecuacion) for change in self.changes]
        agreed = [row for row, act in known if day is None or act.agreed_on <= day]
        for change in agreed:
            change.adecuacion.number = self.programa.adecuaciones.count() + 1
            change.adecuacion.save()
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
        store_corte(trimestre, payload, by=self.by, at=moment, missing_reason=reason)

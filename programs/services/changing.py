"""The changes of an adecuación, written one by one inside its act; what cannot be, in sentences."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Max

from programs.enums import QUARTERS, AvanceStatus, MarkStatus
from programs.errors import DomainError
from programs.models import (
    Adecuacion,
    Area,
    AvanceTrimestral,
    ComponenteDeMeta,
    ConfirmacionMensual,
    Eje,
    EntregaDeArea,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    ModificacionDeMeses,
    ModificacionDeMeta,
    Tarea,
    Trimestre,
)
from programs.reading.terms import changes_of, terms_of
from programs.selectors.estructura import touched
from programs.services.programa import tarea_program_months
from programs.values.adjusting import Adjustment, MetaChange, NewLinea
from programs.values.modified import months_text
from programs.values.phrases import quantity_text, quarter_name

HANDED_IN = (AvanceStatus.SUBMITTED, AvanceStatus.VALIDATED)
# Its quarters are the sum of its months: another figure would contradict them.
MONTHLY = (
    "La cantidad de «{unit}» se programa por mes. Sus trimestres son la suma de sus meses y no "
    "se cambian aquí. Deje los trimestres como están."
)


class Writer:
    """Writes the changes of one adecuación; `errors` are its sentences by field.

    What stands wrong is told and left out, so that one look tells all of it; who calls takes the
    whole act back where there are errors.
    """

    def __init__(self, adecuacion: Adecuacion, quarters: Mapping[int, Trimestre]) -> None:
        self.adecuacion = adecuacion
        self.quarters = quarters
        self.errors: dict[str, list[str]] = defaultdict(list)
        self.changes = 0
        self.first = adecuacion.from_quarter
        self.first_month = quarters[self.first].months[0]
        rows = LineaDeAccion.objects.filter(eje__programa=adecuacion.programa_id).with_place()
        self.lineas = {row.pk: row for row in rows}

    def write(self, adjustment: Adjustment) -> None:
        """Write all changes, in the order in which they are told."""
        for change in adjustment.metas:
            if change.linea in adjustment.cancelled:
                self._say(f"linea-{change.linea}", "Cancele la línea o cambie su meta, no ambas.")
            else:
                self._change_meta(change)
        for linea in adjustment.cancelled:
            self._cancel(linea)
        for tarea, months in adjustment.months.items():
            self._move(tarea, months)
        for place, new in enumerate(adjustment.added, start=1):
            self._add(f"nueva-{place}", new)

    def _say(self, field: str, sentence: str) -> None:
        self.errors[field].append(sentence)

    def _linea(self, pk: int, field: str) -> LineaDeAccion | None:
        """Return a línea that may change, None with its sentence for another."""
        linea = self.lineas.get(pk)
        if linea is None:
            self._say(field, "La línea no es de este programa.")
        elif linea.cancelled_by:
            since = quarter_name(linea.cancelled_by.from_quarter)
            self._say(field, f"La línea ya está cancelada desde el {since}.")
        elif not linea.is_in_force(self.first):
            self._say(field, "La línea todavía no rige en ese trimestre. Elija uno posterior.")
        else:
            return linea
        return None

    # Metas --------------------------------------------------------------------------------------

    def _change_meta(self, change: MetaChange) -> None:
        field = f"linea-{change.linea}"
        linea = self._linea(change.linea, field)
        if linea is None:
            return
        meta: Meta | None = getattr(linea, "meta", None)
        if meta is None:
            self._say(field, "La línea no tiene meta que cambiar.")
            return
        componentes = list(meta.componentes.order_by("order"))
        changes = changes_of([linea.pk]).get(meta.pk, ())
        if self._is_late(changes, field):
            return
        terms = terms_of(meta, componentes, changes, QUARTERS[-1])
        text = "" if change.text.strip() == terms.text else change.text.strip()
        due = "" if change.due == terms.due else ",".join(map(str, change.due))
        rows = [
            self._quantity(meta, row, change, terms.annual[row.pk], terms.programmed[row.pk])
            for row in componentes
        ]
        made = [row for row in rows if row is not None]
        if (text or due) and not made:
            first = componentes[0] if componentes else None
            original = terms.annual[first.pk] if first else None
            made = [ModificacionDeMeta(meta=meta, componente=first, original=original)]
        if not made:
            self._say(field, "Escriba qué cambia de la meta, o quite la línea de la adecuación.")
            return
        if not text and any(row.adjusted is not None for row in made):
            text = self._worded(terms.text, made)
            if not text:
                self._say(field, "Escriba también cómo se lee la meta con la cantidad nueva.")
                return
        made[0].adjusted_text, made[0].adjusted_due = text, due
        for row in made:
            self.changes += 1
            row.adecuacion, row.order = self.adecuacion, self.changes
            row.full_clean(validate_unique=False)
            row.save()

    def _worded(self, text: str, made: list[ModificacionDeMeta]) -> str:
        """Return a meta that says its only quantity and its unit with the new one, "" for others.

        Any other text would go on saying the old quantity.
        """
        row, *others = made
        unit = row.componente.unit if row.componente else ""
        if others or row.original is None or row.adjusted is None:
            return ""
        said = text.rstrip(". ") == quantity_text(row.original, unit).rstrip(". ")
        return quantity_text(row.adjusted, unit) if said else ""

    def _is_late(self, changes: Iterable[ModificacionDeMeta], field: str) -> bool:
        """Say that a later change stands already: nothing is put before it."""
        mine = (self.first, self.adecuacion.agreed_on)
        for change in changes:
            other = change.adecuacion
            if (other.from_quarter, other.agreed_on) > mine:
                self._say(
                    field,
                    f"{other.agreement} ya cambió esta meta desde el "
                    f"{quarter_name(other.from_quarter)}. Escriba ese trimestre o uno posterior, "
                    "y una fecha que no sea anterior.",
                )
                return True
        return False

    def _quantity(
        self,
        meta: Meta,
        componente: ComponenteDeMeta,
        change: MetaChange,
        annual: Decimal | None,
        programmed: tuple[Decimal | None, ...],
    ) -> ModificacionDeMeta | None:
        """Return what changes of a component, None for nothing."""
        field = f"linea-{change.linea}"
        wanted = change.quantities.get(componente.pk)
        adjusted = None if wanted == annual else wanted
        if adjusted is not None and adjusted <= 0:
            self._say(field, "La cantidad anual debe ser mayor que cero. Para quitarla, cancele.")
            return None
        row = ModificacionDeMeta(
            meta=meta, componente=componente, original=annual, adjusted=adjusted
        )
        changed = adjusted is not None
        for quarter, amount in change.programmed.get(componente.pk, {}).items():
            if amount is None or amount == programmed[quarter - 1]:
                continue
            if quarter < self.first:
                self._say(field, f"Lo programado del {quarter_name(quarter)} ya no cambia.")
                continue
            if componente.monthly:
                self._say(field, MONTHLY.format(unit=componente.unit))
                return None
            setattr(row, f"adjusted_q{quarter}", amount)
            changed = True
        return row if changed else None

    # Líneas -------------------------------------------------------------------------------------

    def _cancel(self, pk: int) -> None:
        field = f"linea-{pk}"
        linea = self._linea(pk, field)
        if linea is None:
            return
        if linea.added_by and linea.added_by.from_quarter == self.first:
            self._say(field, "La línea se agregó desde ese trimestre. Elija uno posterior.")
            return
        later = AvanceTrimestral.objects.filter(linea=pk, trimestre__number__gte=self.first)
        marks = MarcaMensual.objects.filter(tarea__linea=pk, month__gte=self.first_month)
        if touched(later).exists() or marks.exclude(status=MarkStatus.UNREPORTED).exists():
            self._say(
                field,
                f"La línea ya tiene avance capturado desde el {quarter_name(self.first)}. "
                "Cancélela desde un trimestre posterior, o pida al área que lo quite.",
            )
            return
        for tarea in linea.tareas.order_by("order"):
            self._write_months(tarea, self._kept_months(tarea), field)
        later.delete()
        linea.cancelled_by = self.adecuacion
        linea.save(update_fields=["cancelled_by"])
        self.changes += 1

    def _add(self, field: str, new: NewLinea) -> None:
        programa = self.adecuacion.programa
        eje = Eje.objects.filter(pk=new.eje, programa=programa).first()
        area = Area.objects.filter(pk=new.area, institucion=programa.institucion_id).first()
        if eje is None or area is None:
            self._say(field, "Elija el eje y el área de la línea nueva.")
            return
        if not new.title.strip():
            self._say(field, "Escriba el texto de la línea nueva.")
            return
        if self._is_handed_in(area, self.first, field):
            return
        last = eje.lineas.aggregate(last=Max("order"))["last"] or 0
        linea = LineaDeAccion(
            eje=eje, area=area, order=last + 1, title=new.title.strip(), added_by=self.adecuacion
        )
        linea.full_clean(validate_unique=False)
        linea.save()
        if new.meta.strip() or new.unit.strip():
            self._promise(linea, new)
        if new.tarea.strip():
            self._add_tarea(linea, new)
        self.changes += 1

    def _promise(self, linea: LineaDeAccion, new: NewLinea) -> None:
        """Write the meta of a new línea; before its first quarter nothing is programmed."""
        meta = Meta(linea=linea, text=new.meta.strip() or new.unit.strip())
        meta.full_clean(validate_unique=False)
        meta.save()
        if not new.unit.strip():
            return
        said = {q: amount for q, amount in new.programmed.items() if q >= self.first}
        if any(amount is not None for amount in said.values()):
            said |= {q: Decimal(0) for q in QUARTERS if q < self.first}
        componente = ComponenteDeMeta(
            meta=meta,
            kind=new.kind,
            quantity=new.quantity,
            unit=new.unit.strip(),
            **{f"programmed_q{q}": amount for q, amount in said.items()},
        )
        componente.full_clean(validate_unique=False)
        componente.save()

    def _add_tarea(self, linea: LineaDeAccion, new: NewLinea) -> None:
        last = linea.eje.tareas.aggregate(last=Max("order"))["last"] or 0
        tarea = Tarea(
            eje=linea.eje, linea=linea, area=linea.area, order=last + 1, text=new.tarea.strip()
        )
        tarea.full_clean(validate_unique=False)
        tarea.save()
        tarea_program_months(tarea, (m for m in new.months if m >= self.first_month))

    # Months -------------------------------------------------------------------------------------

    def _move(self, pk: int, months: Iterable[int]) -> None:
        field = f"tarea-{pk}"
        rows = Tarea.objects.filter(eje__programa=self.adecuacion.programa_id)
        tarea = rows.select_related("area", "linea").filter(pk=pk).first()
        if tarea is None:
            self._say(field, "La tarea no es de este programa.")
            return
        if tarea.linea_id and self._linea(tarea.linea_id, field) is None:
            return
        wanted = self._kept_months(tarea) | {m for m in months if m >= self.first_month}
        before = self._months(tarea)
        changed = wanted ^ before
        quarters = {(month - 1) // 3 + 1 for month in changed}
        if any(self._is_handed_in(tarea.area, quarter, field) for quarter in sorted(quarters)):
            return
        confirmed = ConfirmacionMensual.objects.filter(
            programa=self.adecuacion.programa_id, area=tarea.area, month__in=changed
        ).values_list("month", flat=True)
        if confirmed:
            names = months_text(confirmed, self.adecuacion.programa.start_month)
            self._say(field, f"El área ya confirmó {names}. Elija meses que no haya confirmado.")
            return
        self._write_months(tarea, wanted, field)

    def _write_months(self, tarea: Tarea, wanted: set[int], field: str) -> None:
        before = self._months(tarea)
        if wanted == before:
            return
        earlier = tarea.modificaciones.filter(adecuacion__from_quarter__gt=self.first)
        if later := earlier.select_related("adecuacion").first():
            since = quarter_name(later.adecuacion.from_quarter)
            self._say(field, f"Sus meses ya cambiaron desde el {since}. Escriba ese trimestre.")
            return
        try:
            tarea_program_months(tarea, wanted)
        except DomainError as refusal:
            self._say(field, str(refusal))
            return
        self.changes += 1
        ModificacionDeMeses.objects.create(
            adecuacion=self.adecuacion,
            order=self.changes,
            tarea=tarea,
            original=sorted(before),
            adjusted=sorted(wanted),
        )

    def _months(self, tarea: Tarea) -> set[int]:
        return set(tarea.marcas.filter(programmed=True).values_list("month", flat=True))

    def _kept_months(self, tarea: Tarea) -> set[int]:
        """Return the programmed months that the adecuación leaves as they are: the earlier ones."""
        return {month for month in self._months(tarea) if month < self.first_month}

    def _is_handed_in(self, area: Area, quarter: int, field: str) -> bool:
        """Say that an área has handed in a quarter: nothing new is asked of it there."""
        handed = EntregaDeArea.objects.filter(
            trimestre=self.quarters[quarter], area=area, status__in=HANDED_IN
        )
        if not handed.exists():
            return False
        self._say(
            field,
            f"{area.name} ya envió el {quarter_name(quarter)}. Elija un trimestre posterior, "
            "o espere a que se le devuelva.",
        )
        return True

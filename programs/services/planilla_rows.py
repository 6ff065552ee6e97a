"""The rows of a plan written as another plan says.

What goes is deleted last: nothing that stays hangs from it any more.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db.models import Model

from programs.enums import BlockKind
from programs.models import (
    Area,
    Bloque,
    CantidadMensual,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Seccion,
    Tarea,
    User,
)
from programs.models.versions import save_version
from programs.received.text import clean_html, paragraphs
from programs.services.bloques import block_new
from programs.services.cantidades import componente_by_quarter, componente_program_months
from programs.services.planilla_places import BATCH, Placed, differs, rows_place
from programs.services.programa import eje_answer, tarea_program_months
from programs.values.planbook import (
    PlanBloque,
    PlanBook,
    PlanComponente,
    PlanEje,
    PlanLinea,
    PlanMeta,
    PlanSeccion,
    PlanTarea,
)

Row = TypeVar("Row", bound=Model)
META_FIELDS = ("text", "starts_on", "ends_on", "rule", "due_quarters", "programming_reason")
TAREA_FIELDS = (
    "text",
    "in_table",
    "in_calendar",
    "calendar_text",
    "demand_driven",
    "monthly_projection",
    "goal",
    "expected_result",
    "verification",
)


class PlanWriter:
    """Writes one plan over another in the rows of a programa, inside a transaction."""

    def __init__(
        self,
        programa: Programa,
        before: PlanBook,
        after: PlanBook,
        *,
        by: User | None,
        now: datetime,
    ) -> None:
        self.programa, self.before, self.after = programa, before, after
        self.by, self.now = by, now
        areas = Area.objects.filter(institucion=programa.institucion_id)
        self.areas = {area.code: area for area in areas.select_related("institucion")}
        self.ejes: dict[str, Eje] = {}
        self.lineas: dict[str, LineaDeAccion] = {}

    def write(self) -> None:
        """Write all that differs. Raises `ValidationError` for what no row can hold."""
        gone_ejes = self._write_ejes()
        gone_lineas = self._write_lineas()
        gone_metas = self._write_metas()
        gone_tareas = self._write_tareas()
        for gone in (gone_tareas, gone_metas, gone_lineas, gone_ejes):
            _delete(gone)
        self._write_secciones()

    # --- ejes, líneas, metas, tareas -------------------------------------------------------

    def _write_ejes(self) -> list[Eje]:
        rows = {row.clave: row for row in Eje.objects.filter(programa=self.programa)}
        before = {eje.clave: eje for eje in self.before.ejes}
        placed = [
            Placed(
                eje.clave,
                eje.clave,
                self.programa.pk,
                rows.get(eje.clave),
                _of_eje(eje, before.get(eje.clave)),
            )
            for eje in self.after.ejes
        ]
        gone = _gone(rows, placed)
        stands = {clave: (self.programa.pk, row.order) for clave, row in rows.items()}
        self.ejes = rows_place(Eje, "programa_id", placed, stands, gone)
        for eje in self.after.ejes:
            was = before.get(eje.clave)
            answers = (was.responsables, was.reporting) if was else ((), "")
            if answers != (eje.responsables, eje.reporting):
                row = self.ejes[eje.clave]
                row.programa = self.programa
                eje_answer(row, eje.responsables, eje.reporting, self.areas)
        return gone

    def _write_lineas(self) -> list[LineaDeAccion]:
        every = LineaDeAccion.objects.filter(eje__programa=self.programa).select_related("meta")
        rows = {row.clave: row for row in every}
        placed = [
            Placed(
                linea.clave,
                linea.clave,
                self.ejes[eje.clave].pk,
                rows.get(linea.clave),
                {
                    "title": linea.title,
                    "verification": linea.verification,
                    "area_id": self.areas[linea.area].pk,
                    **_number("label", linea.number),
                },
            )
            for eje in self.after.ejes
            for linea in eje.lineas
        ]
        gone = _gone(rows, placed)
        stands = {clave: (row.eje_id, row.order) for clave, row in rows.items()}
        self.lineas = rows_place(LineaDeAccion, "eje_id", placed, stands, gone)
        return gone

    def _write_metas(self) -> list[Model]:
        """Write the metas and their quantities; return those of líneas that stay without."""
        made, changed, gone = [], [], []
        # A new línea has none, and would ask the database each time.
        stand = {linea.clave for linea in _lineas(self.before)}
        metas: dict[str, Meta] = {}
        for linea, plan in ((row, row.meta) for row in _lineas(self.after)):
            row = self.lineas[linea.clave]
            meta: Meta | None = getattr(row, "meta", None) if linea.clave in stand else None
            if plan is None:
                gone += [meta] if meta else []
            elif meta is None:
                metas[linea.clave] = Meta(linea=row, **_of_meta(plan))
                made.append(metas[linea.clave])
            else:
                metas[linea.clave] = meta
                if any(differs(meta, name, value) for name, value in _of_meta(plan).items()):
                    changed.append(_set(meta, _of_meta(plan)))
        if changed:
            Meta.objects.bulk_update(changed, META_FIELDS, batch_size=BATCH)
        Meta.objects.bulk_create(made)
        return [*self._write_amounts(metas), *gone]

    def _write_amounts(self, metas: dict[str, Meta]) -> list[ComponenteDeMeta]:
        every = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=self.programa)
        every = every.select_related("meta__linea")
        rows = {f"{row.meta.linea.clave}/{row.clave}": row for row in every}
        before = self.before.amounts
        placed = [
            Placed(
                name,
                amount.clave,
                metas[linea.clave].pk,
                rows.get(name),
                _of_amount(amount, before.get(name)),
            )
            for linea in _lineas(self.after)
            for amount in (linea.meta.componentes if linea.meta else ())
            if (name := f"{linea.clave}/{amount.clave}")
        ]
        gone = _gone(rows, placed)
        stands = {name: (row.meta_id, row.order) for name, row in rows.items()}
        written = rows_place(ComponenteDeMeta, "meta_id", placed, stands, gone)
        self._write_amounts_by_month(written)
        return gone

    def _write_amounts_by_month(self, rows: dict[str, ComponenteDeMeta]) -> None:
        """Write the months of the quantities that are programmed by month, where they differ."""
        before, made = self.before.amounts, []
        for name, amount in self.after.amounts.items():
            was = before.get(name)
            if was is None:
                made += [
                    CantidadMensual(componente=rows[name], month=month, programmed=programmed)
                    for month, programmed in enumerate(amount.months or (), start=1)
                ]
            elif was.months != amount.months:
                every = ComponenteDeMeta.objects.select_related("meta__linea__eje__programa")
                row = every.get(pk=rows[name].pk)
                if amount.months is None:
                    componente_by_quarter(row)
                else:
                    componente_program_months(row, amount.months, by=self.by)
        CantidadMensual.objects.bulk_create(made)

    def _write_tareas(self) -> list[Tarea]:
        rows = {row.clave: row for row in Tarea.objects.filter(eje__programa=self.programa)}
        placed = [
            Placed(
                tarea.clave,
                tarea.clave,
                self.ejes[eje.clave].pk,
                rows.get(tarea.clave),
                {
                    "linea_id": self.lineas[tarea.linea].pk if tarea.linea else None,
                    "area_id": self.areas[tarea.area].pk,
                    **{name: getattr(tarea, name) for name in TAREA_FIELDS},
                    **_number("calendar_label", tarea.number),
                },
            )
            for eje in self.after.ejes
            for tarea in eje.tareas
        ]
        gone = _gone(rows, placed)
        stands = {clave: (row.eje_id, row.order) for clave, row in rows.items()}
        self._write_months(rows_place(Tarea, "eje_id", placed, stands, gone))
        return gone

    def _write_months(self, rows: dict[str, Tarea]) -> None:
        before = {tarea.clave: tarea.months for tarea in _tareas(self.before)}
        made = []
        for tarea in _tareas(self.after):
            row = rows[tarea.clave]
            if tarea.clave not in before:
                made += [MarcaMensual(tarea=row, month=month) for month in tarea.months]
            elif before[tarea.clave] != tarea.months:
                tarea_program_months(row, tarea.months)
        MarcaMensual.objects.bulk_create(made)

    # --- sections --------------------------------------------------------------------------

    def _write_secciones(self) -> None:
        rows = {row.key: row for row in Seccion.objects.filter(programa=self.programa)}
        before = {seccion.clave: seccion for seccion in self.before.secciones}
        for seccion in self.after.secciones:
            was = before.get(seccion.clave)
            if was == seccion:
                continue
            row = self._write_seccion(seccion, rows.get(seccion.clave))
            if was is None or was.bloques != seccion.bloques:
                self._write_bloques(row, seccion, was)
        kept = {seccion.clave for seccion in self.after.secciones}
        _delete([row for key, row in rows.items() if key not in kept])

    def _write_seccion(self, seccion: PlanSeccion, row: Seccion | None) -> Seccion:
        values = {
            "kind": seccion.kind,
            "heading": seccion.heading,
            "contents_number": seccion.contents_number,
            "contents_heading": seccion.contents_heading,
            "area_id": self.areas[seccion.area].pk if seccion.area else None,
            "order": seccion.order,
            **_number("number_label", seccion.number),
        }
        if row is None:
            key = secrets.token_hex(16)
            owner = {"institucion_id": self.programa.institucion_id, "programa": self.programa}
            return Seccion.objects.create(key=key, **owner, **values)
        changed = [name for name, value in values.items() if differs(row, name, value)]
        if changed:
            _set(row, values)
            save_version(row, by=self.by, fields=[name.removesuffix("_id") for name in changed])
        return row

    def _write_bloques(self, row: Seccion, seccion: PlanSeccion, was: PlanSeccion | None) -> None:
        """Write texts and the places of all blocks; what goes is taken out and can be put back."""
        stand = {bloque.key: bloque for bloque in row.bloques.kept()}
        texts = {bloque.clave: bloque.text for bloque in (was.bloques if was else ())}
        for order, plan in enumerate(seccion.bloques, start=1):
            bloque = stand.pop(plan.clave, None)
            if bloque is None:
                self._new_bloque(row, plan, order)
                continue
            if bloque.order != order:
                # A place is not a text: it takes no version, so nobody's writing conflicts.
                Bloque.objects.filter(pk=bloque.pk).update(order=order)
            if plan.kind == BlockKind.TEXT and texts.get(plan.clave) != plan.text:
                bloque.html = clean_html(paragraphs(plan.text))
                save_version(bloque, by=self.by, fields=["html"], reason="Libro de Excel")
        for bloque in stand.values():
            bloque.removed_at = self.now
            save_version(bloque, by=self.by, fields=["removed_at"], reason="Libro de Excel")

    def _new_bloque(self, row: Seccion, plan: PlanBloque, order: int) -> None:
        html = clean_html(paragraphs(plan.text))
        key = secrets.token_hex(16)
        block_new(row, kind=plan.kind, key=key, order=order, values={"html": html}, by=self.by)


def _of_eje(eje: PlanEje, was: PlanEje | None) -> dict[str, object]:
    values: dict[str, object] = {
        name: getattr(eje, name) for name in ("name", "table_name", "objective", "strategy")
    }
    if was is None or was.labels != eje.labels:
        values["labels"] = dict(eje.labels)
    return values


def _of_meta(plan: PlanMeta) -> dict[str, object]:
    return {name: getattr(plan, name) for name in META_FIELDS}


def _of_amount(plan: PlanComponente, before: PlanComponente | None) -> dict[str, object]:
    quarters = {f"programmed_q{n}": amount for n, amount in enumerate(plan.programmed, 1)}
    values: dict[str, object] = {
        "kind": plan.kind,
        "quantity": plan.quantity,
        "unit": plan.unit,
        **quarters,
    }
    if before is None or before.months != plan.months:
        # One by month of which no month says anything yet stays what it is.
        values["monthly"] = plan.months is not None
    return values


def _number(label: str, number: str | None) -> dict[str, object]:
    """Return the two fields of a printed number; what a counted row has typed stays unprinted."""
    if number is None:
        return {"auto_number": True}
    return {"auto_number": False, label: number}


def _set(row: Row, values: Mapping[str, object]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _lineas(plan: PlanBook) -> Iterable[PlanLinea]:
    return (linea for eje in plan.ejes for linea in eje.lineas)


def _tareas(plan: PlanBook) -> Iterable[PlanTarea]:
    return (tarea for eje in plan.ejes for tarea in eje.tareas)


def _gone(rows: Mapping[str, Row], placed: Iterable[Placed]) -> list[Row]:
    kept = {one.name for one in placed}
    return [row for name, row in rows.items() if name not in kept]


def _delete(rows: Iterable[Model]) -> None:
    """Delete rows of one kind or several, with all that hangs from them."""
    by_model: dict[type[Model], list[int]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row.pk)
    for model, pks in by_model.items():
        model._default_manager.filter(pk__in=pks).delete()

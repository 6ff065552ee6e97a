"""The sheets of the plan: áreas, ejes, líneas, metas, components and tareas with their months."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from programs.enums import AreaKind, ComponentKind, MetaRule
from programs.models import (
    Area,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Responsable,
    Tarea,
)
from programs.reading.assembly import promise_of
from programs.resources.base import PlanResource
from programs.resources.cells import (
    ChoiceCell,
    DateCell,
    IntegerCell,
    ListCell,
    QuantityCell,
    QuartersCell,
    TextCell,
    YesNoCell,
)
from programs.resources.columns import (
    EJE,
    EJERCICIO,
    INSTITUCION,
    LINEA,
    MONTHS,
    AliasesColumn,
    CodesColumn,
    Column,
    MonthColumn,
    PathColumn,
    ReportingColumn,
    RowColumn,
    SheetRow,
)
from programs.selectors.estructura import why_months_closed
from programs.services.programa import eje_answer, tarea_program_months
from programs.values.checks.plan import unexplained

ORDER = "orden"
CODE = "clave"


class AreaResource(PlanResource[Area]):
    """Áreas; those on which others depend come first."""

    key_headings = (INSTITUCION, CODE)

    institucion = RowColumn(
        "institucion", INSTITUCION, TextCell(), find="institucion", shows="slug"
    )
    code = Column("code", CODE, TextCell(), required=True)
    name = Column("name", "nombre", TextCell(), required=True)
    aliases = AliasesColumn("aliases", "otros nombres", ListCell())
    kind = Column("kind", "tipo", ChoiceCell(AreaKind.choices))
    parent = RowColumn(
        "parent", "depende de", TextCell(), find="area", shows="code", required=False
    )
    order = Column("order", ORDER, IntegerCell())
    active = Column("active", "activa", YesNoCell())

    class Meta:
        model = Area
        fields = ("institucion", "code", "name", "aliases", "kind", "parent", "order", "active")

    def with_related(self, rows: QuerySet) -> QuerySet:
        """The key and the code on which the área depends."""
        return rows.select_related("institucion", "parent")

    def validate_instance(
        self,
        instance: Area,
        import_validation_errors: dict[str, list[ValidationError]] | None = None,
        validate_unique: bool = True,
    ) -> None:
        """Refuse an área that depends on itself, directly or through others."""
        super().validate_instance(instance, import_validation_errors, validate_unique)
        above, seen = instance.parent, set()
        while above is not None and above.pk not in seen:
            if above.pk == instance.pk:
                raise ValidationError({"depende de": "Un área no puede depender de sí misma."})
            seen.add(above.pk)
            above = above.parent

    def before_import_row(self, row: SheetRow, row_number: int = 0, **kwargs: object) -> None:
        """Refuse a new área whose code is that of another but for zeros before it."""
        super().before_import_row(row, row_number, **kwargs)
        key = self.key_of(row)
        if key is not None and key not in self._existing and (why := self.lookup.twin(*key)):
            raise ValidationError({CODE: why})

    def write_related(self, instance: Area) -> None:
        """Let the rows below name this área."""
        self.lookup.areas[instance.institucion.slug, instance.code] = instance


class EjeResource(PlanResource[Eje]):
    """Ejes with their responsible áreas."""

    key_headings = (INSTITUCION, EJERCICIO, ORDER)
    completes_programa = True
    hanging = (Responsable,)

    institucion = PathColumn("programa__institucion__slug", INSTITUCION, TextCell())
    programa = RowColumn("programa", EJERCICIO, IntegerCell(), find="programa", shows="year")
    order = Column("order", ORDER, IntegerCell(), required=True)
    name = Column("name", "nombre", TextCell(), required=True)
    table_name = Column("table_name", "nombre en tareas y calendario", TextCell())
    objective = Column("objective", "objetivo", TextCell())
    strategy = Column("strategy", "estrategia", TextCell())
    responsible_codes = CodesColumn("responsible_codes", "áreas responsables")
    reporting_code = ReportingColumn("reporting_code", "área que captura", TextCell())

    class Meta:
        model = Eje
        fields = (
            "institucion",
            "programa",
            "order",
            "name",
            "table_name",
            "objective",
            "strategy",
            "responsible_codes",
            "reporting_code",
        )

    def with_related(self, rows: QuerySet) -> QuerySet:
        """The key and the responsible áreas."""
        return rows.select_related("programa__institucion").prefetch_related("responsables__area")

    def after_init_instance(
        self, instance: Eje, new: bool, row: SheetRow, **kwargs: object
    ) -> None:
        """Read the responsible áreas, so that they can be compared."""
        _read_responsibles(instance, new)

    def export_resource(
        self, instance: Eje, selected_fields: Sequence[str] | None = None, **kwargs: object
    ) -> list[object]:
        """Read the responsible áreas before they are written."""
        _read_responsibles(instance, new=False)
        return super().export_resource(instance, selected_fields, **kwargs)

    def write_related(self, instance: Eje) -> None:
        """Make the responsables those of the sheet, in its order; rows that stay keep theirs."""
        slug = instance.programa.institucion.slug
        areas = {code: self.lookup.area(slug, code) for code in instance.responsible_codes}
        eje_answer(instance, instance.responsible_codes, instance.reporting_code, areas)


def _read_responsibles(eje: Eje, new: bool) -> None:
    rows = [] if new else sorted(eje.responsables.all(), key=lambda row: (row.order, row.pk))
    eje.responsible_codes = [row.area.code for row in rows]
    eje.reporting_code = next((row.area.code for row in rows if row.reports), "")


class LineaDeAccionResource(PlanResource[LineaDeAccion]):
    """Líneas de acción."""

    key_headings = (INSTITUCION, EJERCICIO, EJE, ORDER)
    completes_programa = True

    institucion = PathColumn("eje__programa__institucion__slug", INSTITUCION, TextCell())
    ejercicio = PathColumn("eje__programa__year", EJERCICIO, IntegerCell())
    eje = RowColumn("eje", EJE, IntegerCell(), find="eje", shows="order")
    order = Column("order", ORDER, IntegerCell(), required=True)
    title = Column("title", "texto", TextCell(), required=True)
    area = RowColumn("area", "área", TextCell(), find="area", shows="code")
    auto_number = Column("auto_number", "numerar sola", YesNoCell())
    label = Column("label", "número impreso", TextCell())
    verification = Column("verification", "medio de verificación", TextCell())

    class Meta:
        model = LineaDeAccion
        fields = (
            "institucion",
            "ejercicio",
            "eje",
            "order",
            "title",
            "area",
            "auto_number",
            "label",
            "verification",
        )

    def with_related(self, rows: QuerySet) -> QuerySet:
        """The key and the área."""
        return rows.select_related("eje__programa__institucion", "area__institucion")


class MetaResource(PlanResource[Meta]):
    """Metas, one for each línea; their quantities have a sheet of their own."""

    key_headings = (INSTITUCION, EJERCICIO, EJE, LINEA)
    completes_programa = True

    institucion = PathColumn("linea__eje__programa__institucion__slug", INSTITUCION, TextCell())
    ejercicio = PathColumn("linea__eje__programa__year", EJERCICIO, IntegerCell())
    eje = PathColumn("linea__eje__order", EJE, IntegerCell())
    linea = RowColumn("linea", LINEA, IntegerCell(), find="linea", shows="order")
    text = Column("text", "texto", TextCell(), required=True)
    starts_on = Column("starts_on", "inicio", DateCell())
    ends_on = Column("ends_on", "término", DateCell())
    rule = Column("rule", "regla", ChoiceCell(MetaRule.choices))
    due_quarters = Column("due_quarters", "programada en", QuartersCell())
    programming_reason = Column("programming_reason", "motivo de la programación", TextCell())

    class Meta:
        model = Meta
        fields = (
            "institucion",
            "ejercicio",
            "eje",
            "linea",
            "text",
            "starts_on",
            "ends_on",
            "rule",
            "due_quarters",
            "programming_reason",
        )

    def with_related(self, rows: QuerySet) -> QuerySet:
        """The key."""
        return rows.select_related("linea__eje__programa__institucion")


class ComponenteDeMetaResource(PlanResource[ComponenteDeMeta]):
    """Quantities of the metas, with their programming by quarter."""

    key_headings = (INSTITUCION, EJERCICIO, EJE, LINEA, ORDER)
    completes_programa = True

    institucion = PathColumn(
        "meta__linea__eje__programa__institucion__slug", INSTITUCION, TextCell()
    )
    ejercicio = PathColumn("meta__linea__eje__programa__year", EJERCICIO, IntegerCell())
    eje = PathColumn("meta__linea__eje__order", EJE, IntegerCell())
    meta = RowColumn("meta", LINEA, IntegerCell(), find="meta", shows="linea__order")
    order = Column("order", ORDER, IntegerCell(), required=True)
    kind = Column("kind", "tipo", ChoiceCell(ComponentKind.choices))
    quantity = Column("quantity", "cantidad anual", QuantityCell())
    unit = Column("unit", "unidad", TextCell(), required=True)
    programmed_q1 = Column("programmed_q1", "programado T1", QuantityCell())
    programmed_q2 = Column("programmed_q2", "programado T2", QuantityCell())
    programmed_q3 = Column("programmed_q3", "programado T3", QuantityCell())
    programmed_q4 = Column("programmed_q4", "programado T4", QuantityCell())

    class Meta:
        model = ComponenteDeMeta
        fields = (
            "institucion",
            "ejercicio",
            "eje",
            "meta",
            "order",
            "kind",
            "quantity",
            "unit",
            "programmed_q1",
            "programmed_q2",
            "programmed_q3",
            "programmed_q4",
        )

    def with_related(self, rows: QuerySet) -> QuerySet:
        """The key."""
        return rows.select_related("meta__linea__eje__programa__institucion")

    def asked_of(self, instance: ComponenteDeMeta) -> tuple[str, ...]:
        """What the checks of the plan say of the quantity, until its meta has a written reason."""
        findings = unexplained(promise_of(instance.meta, [instance]))
        return tuple(f"{finding.message}." for finding in findings)


class TareaResource(PlanResource[Tarea]):
    """Tareas with the twelve months of the calendar year: ✓ where they are programmed."""

    key_headings = (INSTITUCION, EJERCICIO, EJE, ORDER)
    completes_programa = True
    hanging = (MarcaMensual,)

    institucion = PathColumn("eje__programa__institucion__slug", INSTITUCION, TextCell())
    ejercicio = PathColumn("eje__programa__year", EJERCICIO, IntegerCell())
    eje = RowColumn("eje", EJE, IntegerCell(), find="eje", shows="order")
    order = Column("order", ORDER, IntegerCell(), required=True)
    linea = RowColumn("linea", LINEA, IntegerCell(), find="linea", shows="order", required=False)
    area = RowColumn("area", "área", TextCell(), find="area", shows="code")
    text = Column("text", "tarea", TextCell(), required=True)
    in_table = Column("in_table", "en la tabla", YesNoCell())
    monthly_projection = Column("monthly_projection", "proyección mensual", TextCell())
    goal = Column("goal", "meta", TextCell())
    expected_result = Column("expected_result", "resultado esperado", TextCell())
    verification = Column("verification", "medio de verificación", TextCell())
    in_calendar = Column("in_calendar", "en el calendario", YesNoCell())
    calendar_text = Column("calendar_text", "texto en el calendario", TextCell())
    auto_number = Column("auto_number", "numerar sola", YesNoCell())
    calendar_label = Column("calendar_label", "número en el calendario", TextCell())
    demand_driven = Column("demand_driven", "depende de la demanda", YesNoCell())
    month_1 = MonthColumn(1)
    month_2 = MonthColumn(2)
    month_3 = MonthColumn(3)
    month_4 = MonthColumn(4)
    month_5 = MonthColumn(5)
    month_6 = MonthColumn(6)
    month_7 = MonthColumn(7)
    month_8 = MonthColumn(8)
    month_9 = MonthColumn(9)
    month_10 = MonthColumn(10)
    month_11 = MonthColumn(11)
    month_12 = MonthColumn(12)

    class Meta:
        model = Tarea
        fields = (
            "institucion",
            "ejercicio",
            "eje",
            "order",
            "linea",
            "area",
            "text",
            "in_table",
            "monthly_projection",
            "goal",
            "expected_result",
            "verification",
            "in_calendar",
            "calendar_text",
            "auto_number",
            "calendar_label",
            "demand_driven",
            *(f"month_{month}" for month in MONTHS),
        )

    def with_related(self, rows: QuerySet) -> QuerySet:
        """The key, the línea, the área and the marks."""
        return rows.select_related(
            "eje__programa__institucion", "linea", "area__institucion"
        ).prefetch_related("marcas")

    def after_init_instance(
        self, instance: Tarea, new: bool, row: SheetRow, **kwargs: object
    ) -> None:
        """Read the programmed months, so that they can be compared."""
        _read_months(instance, new)

    def export_resource(
        self, instance: Tarea, selected_fields: Sequence[str] | None = None, **kwargs: object
    ) -> list[object]:
        """Read the programmed months before they are written."""
        _read_months(instance, new=False)
        return super().export_resource(instance, selected_fields, **kwargs)

    def why_locked(self, instance: Tarea) -> str:
        """The programming of a closed quarter stays too."""
        locked = super().why_locked(instance)
        if locked:
            return locked
        marks = instance.marcas.all() if instance.pk else ()
        stored = {marca.month for marca in marks if marca.programmed}
        return why_months_closed(instance.eje.programa, stored ^ instance.programmed_months)

    def write_related(self, instance: Tarea) -> None:
        """Make the marks those of the sheet."""
        tarea_program_months(instance, instance.programmed_months)


def _read_months(tarea: Tarea, new: bool) -> None:
    tarea.programmed_months = (
        set() if new else {marca.month for marca in tarea.marcas.all() if marca.programmed}
    )

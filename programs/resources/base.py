"""What every sheet of the plan shares: scope, headings, row errors in Spanish, all or nothing."""

import logging
from collections.abc import Iterable
from typing import Generic

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.encoding import force_str
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Diff, ModelResource, Resource
from import_export.results import Error, Result, RowResult
from tablib import Dataset

from programs import permissions
from programs.errors import DomainError
from programs.models import Programa, User
from programs.models.base import NaturalKeyModel
from programs.resources.cells import CellError, QuantityCell, is_blank
from programs.resources.columns import PlanRow, SheetRow
from programs.resources.lookup import PlanLookup
from programs.selectors.estructura import PROGRAMA_PATHS, programa_of, why_structure_locked
from programs.services.programa import programa_complete
from programs.services.rows import States, row_states, rows_imported
from programs.values.given import given
from programs.values.typed import plain

logger = logging.getLogger("sesea.resources")

GENERAL = "fila"


class SpanishError(Error):
    """An error of a whole file or row, as the sentence that the person reads."""

    def __init__(
        self, error: Exception, row: SheetRow | None = None, number: int | None = None
    ) -> None:
        if isinstance(error, DomainError):
            sentence = str(error)
        elif isinstance(error, IntegrityError):
            sentence = "Otra persona cambió los mismos datos. Importe de nuevo el archivo."
        else:
            logger.error("row of a sheet failed", exc_info=error)
            sentence = "No se pudo leer la fila. Revise sus datos y vuelva a intentarlo."
        super().__init__(sentence, row=row, number=number)


class PlanRowResult(RowResult):
    """What became of a row; `warnings` are what may be right and is asked about, in sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: tuple[str, ...] = ()


class PlanResult(Result):
    """What became of a file."""

    @property
    def asked(self) -> list[tuple[int, tuple[str, ...]]]:
        """The rows that are asked about, each by its number in the file, with the sentences."""
        return [
            (number, row.warnings)
            for number, row in enumerate(self.rows, start=2)  # the headings are row 1
            if row.warnings
        ]


class CellDiff(Diff):
    """The preview compares what the sheet shows."""

    @classmethod
    def _read_field_values(cls, resource: Resource, instance: NaturalKeyModel) -> list[str]:
        return [_shown(field.export(instance)) for field in resource.get_import_fields()]


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else force_str(value)


class PlanResource(ModelResource, Generic[PlanRow]):
    """A sheet of rows of the plan, named by what they are and limited to the person's own.

    `key_headings` are the columns that name a row. A column that the file does not bring leaves
    its values as they are; a heading that is not known is refused, since it may be a misspelling.
    """

    key_headings: tuple[str, ...] = ()
    completes_programa = False
    # What hangs from a row and is written with it.
    hanging: tuple[type[Model], ...] = ()

    class Meta:
        # The natural key stands in several columns, which `get_instance` reads by itself.
        import_id_fields = ()
        skip_unchanged = True
        report_skipped = True
        store_instance = True  # for what is asked of a row after it is read
        clean_model_instances = True

    def __init__(self, user: User, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.user = user
        self.lookup = PlanLookup(user)
        for field in self.fields.values():
            field.lookup = self.lookup
        self._existing: dict[tuple, PlanRow] = {}
        self._seen: dict[tuple, int] = {}
        self._programas: dict[int, Programa] = {}
        self._locks: dict[tuple[int, bool], str] = {}
        self._before: States = {}
        self._told: list[tuple[States, States]] = []

    @classmethod
    def get_error_result_class(cls) -> type[SpanishError]:
        """Errors of rows speak Spanish."""
        return SpanishError

    @classmethod
    def get_result_class(cls) -> type[PlanResult]:
        """The file carries what the preview asks about."""
        return PlanResult

    @classmethod
    def get_row_result_class(cls) -> type[PlanRowResult]:
        """Rows carry what the preview asks about."""
        return PlanRowResult

    @classmethod
    def get_diff_class(cls) -> type[CellDiff]:
        """The preview shows cells."""
        return CellDiff

    # --- reading the file ------------------------------------------------------------------

    def before_import(self, dataset: Dataset, **kwargs: object) -> None:
        """Recognise the headings and read the rows that may be named. Raises `DomainError`."""
        try:
            self._recognise_headings(dataset)
        except DomainError:
            dataset.wipe()  # with wrong headings each row would only repeat the same error
            raise
        rows = permissions.kept_rows(self.user, self._meta.model.objects.all())
        self._existing = {row.natural_key(): row for row in self.with_related(rows)}

    def _recognise_headings(self, dataset: Dataset) -> None:
        known = {plain(field.column_name): field.column_name for field in self.fields.values()}
        headings = [known.get(plain(written)) for written in dataset.headers or []]
        unknown = [
            written or "(sin título)"
            for written, heading in zip(dataset.headers or [], headings, strict=True)
            if heading is None
        ]
        if unknown:
            raise DomainError(
                f"No se reconocen estas columnas: {', '.join(unknown)}. "
                f"Las columnas son: {', '.join(known.values())}."
            )
        missing = [name for name in self.key_headings if name not in headings]
        if missing:
            raise DomainError(f"Faltan estas columnas: {', '.join(missing)}. Agréguelas.")
        repeated = sorted({name for name in headings if name and headings.count(name) > 1})
        if repeated:
            raise DomainError(f"Estas columnas están dos veces: {', '.join(repeated)}.")
        dataset.headers = headings

    def with_related(self, rows: QuerySet) -> QuerySet:
        """Fetch with the rows what their columns show. Overridden by each sheet."""
        return rows

    # --- one row ---------------------------------------------------------------------------

    def import_row(
        self, row: SheetRow, instance_loader: BaseInstanceLoader, **kwargs: object
    ) -> RowResult:
        """Leave blank rows out, as people leave them between groups."""
        if all(is_blank(value) for value in row.values()):
            result = self.get_row_result_class()()
            result.import_type = RowResult.IMPORT_TYPE_SKIP
            return result
        return super().import_row(row, instance_loader, **kwargs)

    def before_import_row(self, row: SheetRow, row_number: int = 0, **kwargs: object) -> None:
        """Refuse a row that repeats the key of an earlier one: one of them would be lost."""
        key = self.key_of(row)
        number = row_number + 1  # the headings are row 1
        if key is None:
            return
        if key in self._seen:
            raise ValidationError(
                f"Esta fila repite la fila {self._seen[key]}: "
                f"coinciden {', '.join(self.key_headings)}. Deje una sola."
            )
        self._seen[key] = number

    def key_of(self, row: SheetRow) -> tuple | None:
        """Return the natural key that the row names, or None if a part cannot be read."""
        key = []
        for heading in self.key_headings:
            field = next(f for f in self.fields.values() if f.column_name == heading)
            try:
                value = field.widget.clean(row.get(heading))
            except CellError:
                return None
            if value in (None, ""):
                return None
            key.append(value)
        return tuple(key)

    def get_instance(self, instance_loader: BaseInstanceLoader, row: SheetRow) -> PlanRow | None:
        """Return the row that the key names, of the person's institutions only."""
        key = self.key_of(row)
        return None if key is None else self._existing.get(key)

    def import_instance(self, instance: PlanRow, row: SheetRow, **kwargs: object) -> None:
        """Write every cell, keeping the sentences of all that cannot be used."""
        errors = {}
        for field in self.get_import_fields():
            if field.column_name not in row:
                continue
            try:
                field.save(instance, row, **kwargs)
            except CellError as refusal:
                errors[field.attribute] = ValidationError(str(refusal), code="invalid")
        if errors:
            raise ValidationError(errors)

    def validate_instance(
        self,
        instance: PlanRow,
        import_validation_errors: dict[str, list[ValidationError]] | None = None,
        validate_unique: bool = True,
    ) -> None:
        """Validate the row with the model's own rules, and name the columns in the errors.

        Only rows that are new or that change come this far: an approved programa refuses them.
        """
        errors = dict(import_validation_errors or {})
        try:
            if errors:
                # The rules between fields would stumble over the cells that were refused.
                instance.clean_fields(exclude=set(errors))
            else:
                instance.full_clean()
        except ValidationError as refusal:
            errors = refusal.update_error_dict(errors)
        if errors:
            raise ValidationError({self._heading(name): found for name, found in errors.items()})
        locked = self.why_locked(instance)
        if locked:
            raise ValidationError({GENERAL: [locked]})

    def why_locked(self, instance: PlanRow) -> str:
        """Return why no row of this sheet changes in the programa of the row, or ""."""
        if type(instance) not in PROGRAMA_PATHS:
            return ""
        key = (given(programa_of(instance)).pk, instance.pk is None)
        if key not in self._locks:
            self._locks[key] = why_structure_locked(instance)
        return self._locks[key]

    def _heading(self, attribute: str) -> str:
        if attribute == NON_FIELD_ERRORS:
            return GENERAL
        for field in self.fields.values():
            if field.attribute == attribute:
                return field.column_name
        return attribute

    def skip_row(
        self,
        instance: PlanRow,
        original: PlanRow,
        row: SheetRow,
        import_validation_errors: dict[str, list[ValidationError]] | None = None,
    ) -> bool:
        """Leave alone a row that exists and does not change."""
        if instance.pk is None:
            return False
        return super().skip_row(instance, original, row, import_validation_errors)

    def before_save_instance(self, instance: PlanRow, row: SheetRow, **kwargs: object) -> None:
        """Keep how the row was, for its line in the ledger."""
        self._before = row_states(instance, self.hanging)

    def after_save_instance(self, instance: PlanRow, row: SheetRow, **kwargs: object) -> None:
        """Write what hangs from the row, and remember its programme."""
        try:
            self.write_related(instance)
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal
        if self.completes_programa:
            programa = given(programa_of(instance))
            self._programas[programa.pk] = programa
        self._told.append((self._before, row_states(instance, self.hanging)))

    def write_related(self, instance: PlanRow) -> None:
        """Write what hangs from a saved row. Overridden by the sheets that have such columns."""

    def after_import_row(self, row: SheetRow, row_result: PlanRowResult, **kwargs: object) -> None:
        """Keep what the preview asks about a row that can be imported."""
        typed = (
            (field.column_name, field.widget.doubt(row.get(field.column_name)))
            for field in self.get_import_fields()
            if isinstance(field.widget, QuantityCell)
        )
        row_result.warnings = (
            *(f"{heading}: {doubt}" for heading, doubt in typed if doubt),
            *self.asked_of(row_result.instance),
        )

    def asked_of(self, instance: PlanRow) -> Iterable[str]:
        """Return what may be right in a row and is asked about. Overridden by the quantities."""
        return ()

    # --- the whole file --------------------------------------------------------------------

    def after_import(self, dataset: Dataset, result: Result, **kwargs: object) -> None:
        """Make the rows of the system that the new ones need, and leave the act of the file.

        All in the same transaction, which the preview undoes.

        The library would also move the number sequences here: rows come in without numbers, so
        that there is nothing to move, and moving them back would collide with another save.
        """
        if result.has_errors() or result.has_validation_errors():
            return
        for programa in self._programas.values():
            programa_complete(programa)
        what = f"Hoja: {self.get_display_name()}"
        rows_imported(what, self._told, by=self.user, now=timezone.now())

    # --- writing the file ------------------------------------------------------------------

    def filter_export(self, queryset: QuerySet, **kwargs: object) -> QuerySet:
        """Write visible rows only, in the order of their keys."""
        rows = permissions.desk_rows(self.user, queryset)
        return self.with_related(rows).order_by(*self._meta.model.natural_lookups)

    def export(self, queryset: QuerySet | None = None, **kwargs: object) -> Dataset:
        """Return the sheet, titled as the model."""
        dataset = super().export(queryset=queryset, **kwargs)
        dataset.title = str(self._meta.model._meta.verbose_name_plural).capitalize()
        return dataset

    @classmethod
    def get_display_name(cls) -> str:
        """The name of the sheet."""
        return str(cls._meta.model._meta.verbose_name_plural).capitalize()

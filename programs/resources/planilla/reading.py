"""A workbook as a plan: every sheet, or all that is wrong with it, each with its remedy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from programs.received.sheet_values import Sheet
from programs.resources.planilla.calendario_sheet import (
    MONTHS,
    CalendarioSheet,
    lacking_of_calendario,
)
from programs.resources.planilla.columns import (
    AMOUNT_KEYS,
    FORMAT,
    LISTAS,
    QUARTER_KEYS,
    Column,
    SheetColumns,
    calendario_columns,
    plan_columns,
    textos_columns,
)
from programs.resources.planilla.grid import Grid
from programs.resources.planilla.plan_sheet import (
    OF_AMOUNT,
    OF_META,
    PlanSheet,
    lacking_of_plan,
)
from programs.resources.planilla.problems import Problem, Problems
from programs.resources.planilla.textos_sheet import TextosSheet, lacking_of_textos
from programs.values.area_choices import AreaChoices
from programs.values.planbook import PlanBook, PlanEje
from programs.values.planmatch import Lacking, plan_matched
from programs.values.typed import plain

# Columns without which a sheet says nothing of its rows, and those that come together or not.
NEEDED = {"Plan": ("eje", "title"), "Calendario": ("eje", "text"), "Textos": ("kind", "heading")}
TOGETHER = (QUARTER_KEYS, AMOUNT_KEYS, tuple(f"month_{month}" for month in MONTHS))
# What the other columns of a group are nothing without.
LEADS = {"text": OF_META, "unit": OF_AMOUNT}


@dataclass(frozen=True)
class Reading:
    """What a workbook says. `plan` is None where there is a problem; its rows are named as those
    of the plan that stands (`planmatch`). `notes` are what is told and stops nothing.
    """

    plan: PlanBook | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def plan_read(
    sheets: Sequence[Sheet], base: PlanBook, areas: AreaChoices, *, partial: bool = False
) -> Reading:
    """Return the plan that a workbook says, for the programa whose plan now is `base`.

    A column that a sheet does not have leaves its data as they are. With `partial` so does a sheet
    that is not there, but for the sheet Plan: a workbook of somebody else may have no more.
    """
    return _Reader(sheets, base, areas, partial).read()


class _Reader:
    """Reads one workbook."""

    def __init__(
        self, sheets: Sequence[Sheet], base: PlanBook, areas: AreaChoices, partial: bool
    ) -> None:
        self.sheets = {plain(sheet.name): sheet for sheet in sheets}
        self.base, self.areas, self.partial = base, areas, partial
        self.problems = Problems()
        self.notes: list[str] = []
        self.lacking: dict[type, frozenset[str]] = {}

    def read(self) -> Reading:
        """Return all that the sheets say."""
        self._require_own()
        if self.problems:
            return self._done(None)
        plan = self._grid(plan_columns(self.base.start_month), needed=True)
        calendario = self._grid(calendario_columns(self.base.start_month))
        textos = self._grid(textos_columns())
        if self.problems:
            # Without a sheet or a column each of its rows would only say so again.
            return self._done(None)
        ejes: tuple[PlanEje, ...] = ()
        if plan and plan.ready:
            ejes = PlanSheet(plan, self.base, self.areas).read()
            self._leave(lacking_of_plan(plan.lacking()))
        if calendario and calendario.ready:
            ejes = CalendarioSheet(calendario, self.base, ejes, self.areas).read()
            self._leave(lacking_of_calendario(calendario.lacking()))
        elif calendario is None:
            self._leave({PlanEje: self.lacking.get(PlanEje, frozenset()) | {"tareas"}})
        secciones = self.base.secciones
        if textos and textos.ready:
            secciones = TextosSheet(textos, self.base, self.areas).read()
            self._leave(lacking_of_textos(textos.lacking()))
        elif textos is None:
            self._leave({PlanBook: frozenset({"secciones"})})
        if self.problems:
            return self._done(None)
        read = replace(self.base, ejes=ejes, secciones=secciones)
        return self._done(plan_matched(self.base, read, self.lacking))

    def _done(self, plan: PlanBook | None) -> Reading:
        return Reading(plan, self.problems.all(), tuple(self.notes))

    def _leave(self, lacking: Lacking) -> None:
        self.lacking |= dict(lacking)

    def _require_own(self) -> None:
        """Refuse the workbook of another institution or year; what says nothing may be anyone's."""
        lists = self.sheets.get(plain(LISTAS))
        if lists is None:
            return
        told = {plain(row[0]): row[1] for row in lists.rows[:3] if len(row) > 1}
        if told.get("libro") != FORMAT:
            return
        own = {"institucion": self.base.institucion, "ejercicio": str(self.base.year)}
        if any(str(told.get(name)) != value for name, value in own.items()):
            self.problems.add(
                f"El libro es de {told.get('institucion')}, ejercicio {told.get('ejercicio')}, y "
                f"este programa es de {self.base.institucion}, ejercicio {self.base.year}. "
                "Descargue el libro de este programa."
            )

    def _grid(self, columns: SheetColumns, *, needed: bool = False) -> Grid | None:
        sheet = self.sheets.get(plain(columns.name))
        if sheet is None:
            if needed or not self.partial:
                self.problems.add(
                    f"Falta la hoja «{columns.name}». Descargue de nuevo el libro, o póngale "
                    "ese nombre a la que la lleva."
                )
            return None
        grid = Grid(sheet, columns, self.problems)
        if grid.ready:
            self._require_columns(grid)
            if hidden := grid.hidden_lines():
                self.notes.append(
                    f"La hoja {sheet.name} tiene filas ocultas con datos ({hidden}): también se "
                    "leyeron."
                )
        return grid

    def _require_columns(self, grid: Grid) -> None:
        """Tell which columns are needed and not there, and which ones leave data as they are."""
        lacking = grid.lacking()
        missing = {column.key: column for column in lacking}
        needed = {key for key in NEEDED[grid.columns.name] if key in missing}
        for group in TOGETHER:
            here = [key for key in group if key in grid.places]
            if here and len(here) < len(group):
                needed.update(key for key in group if key in missing)
        for lead, others in LEADS.items():
            if lead in missing and any(key in grid.places for key in others):
                needed.add(lead)
        for key in (column.key for column in lacking if column.key in needed):
            self.problems.add(
                f"Falta la columna «{missing[key].heading}». Agréguela en la fila de títulos.",
                grid.sheet.name,
            )
        self._tell(grid, [column for column in lacking if column.key not in needed])

    def _tell(self, grid: Grid, left: Sequence[Column]) -> None:
        if left and not self.partial:
            names = ", ".join(f"«{column.heading}»" for column in left)
            self.notes.append(
                f"La hoja {grid.sheet.name} no trae estas columnas, y sus datos se quedan como "
                f"están: {names}."
            )

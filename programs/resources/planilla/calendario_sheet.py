"""The sheet Calendario: tareas with their months, each of an eje and perhaps of a línea.

Both are named by their words. A cell that still says what the workbook said when it was written is
of the row with the hidden clave (`links`), even if it was worded anew in the sheet Plan.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from programs.resources.planilla.areas import area_of
from programs.resources.planilla.claves import Named, settled
from programs.resources.planilla.columns import Column
from programs.resources.planilla.grid import Grid, SheetLine
from programs.resources.planilla.links import linked
from programs.values.area_choices import AreaChoices
from programs.values.planbook import PlanBook, PlanEje, PlanLinea, PlanTarea, short_name
from programs.values.typed import plain

MONTHS = range(1, 13)
OF_TAREA = (
    "number",
    "area",
    "calendar_text",
    "demand_driven",
    "monthly_projection",
    "goal",
    "expected_result",
    "verification",
)
NEAR = 3


class CalendarioSheet:
    """Reads the sheet for the ejes of the sheet Plan; what stands already is that of `base`."""

    def __init__(
        self, grid: Grid, base: PlanBook, ejes: Sequence[PlanEje], areas: AreaChoices
    ) -> None:
        self.grid, self.ejes, self.areas = grid, ejes, areas
        self.place: int | None = None
        self.texts = {tarea.clave: tarea.text for eje in base.ejes for tarea in eje.tareas}
        self.found: list[tuple[int, SheetLine, PlanTarea]] = []

    def read(self) -> tuple[PlanEje, ...]:
        """Return the ejes with their tareas."""
        for line in self.grid.lines():
            self._line(line)
        rows = [Named(line, line.clave("clave"), row.text, "text") for _, line, row in self.found]
        claves = settled(rows, self.texts, known_only=False)
        tareas: list[list[PlanTarea]] = [[] for _ in self.ejes]
        for (place, _, row), clave in zip(self.found, claves, strict=True):
            tareas[place].append(replace(row, clave=clave))
        return tuple(
            replace(eje, tareas=tuple(own)) for eje, own in zip(self.ejes, tareas, strict=True)
        )

    def _line(self, line: SheetLine) -> None:
        if line.has("eje"):
            self.place = self._eje_of(line)
        rest = [key for key in self.grid.places if key not in ("clave", "clave_eje", "eje")]
        if not line.has(*rest):
            return
        if not line.has("text"):
            line.refuse("text", "Falta el texto de la tarea. Escríbalo, o borre la fila.")
            return
        place, linea = self.place, None
        if line.has("linea"):
            place, linea = self._linea_of(line)
        elif place is None and not line.has("eje"):
            line.refuse("eje", "La tarea no tiene eje. Escríbalo aquí o en una fila de arriba.")
        row = PlanTarea(
            clave="",
            linea=linea.clave if linea else "",
            area=area_of(line, "area", self.areas, required=not self.grid.lacks("area")),
            text=line.value("text"),
            in_table=line.value("printed")[0],
            in_calendar=line.value("printed")[1],
            calendar_text=line.value("calendar_text"),
            number=line.value("number"),
            months=tuple(month for month in MONTHS if line.value(f"month_{month}")),
            demand_driven=bool(line.value("demand_driven")),
            monthly_projection=line.value("monthly_projection"),
            goal=line.value("goal"),
            expected_result=line.value("expected_result"),
            verification=line.value("verification"),
        )
        if place is not None:
            self.found.append((place, line, row))

    def _eje_of(self, line: SheetLine) -> int | None:
        """Return the place of the eje that a line names, None where there is none."""
        name = line.value("eje")
        if not name:
            return None
        clave = linked(line.clave("clave_eje"), name)
        own = [place for place, eje in enumerate(self.ejes) if clave and eje.clave == clave]
        same = [place for place, eje in enumerate(self.ejes) if plain(eje.name) == plain(name)]
        if own or same:
            return (own or same)[0]
        near = _near(name, [eje.name for eje in self.ejes])
        line.refuse("eje", f"No hay un eje «{short_name(name)}» en la hoja Plan.{near}")
        return None

    def _linea_of(self, line: SheetLine) -> tuple[int | None, PlanLinea | None]:
        """Return the línea that a line names with the place of its eje, (None, None) for none.

        A tarea goes where its línea went.
        """
        written = line.value("linea")
        if not written:
            return None, None
        clave = linked(line.clave("clave_linea"), written)
        every = [(place, row) for place, eje in enumerate(self.ejes) for row in eje.lineas]
        own = [(place, row) for place, row in every if clave and row.clave == clave]
        if own:
            return own[0]
        here = [(place, row) for place, row in every if place == self.place]
        for found in (here, every):
            same = [(place, row) for place, row in found if _says(row.title, written)]
            if same:
                return same[0]
        titles = [row.title for _, row in (here or every)]
        line.refuse(
            "linea",
            f"No hay una línea «{short_name(written)}» en la hoja Plan.{_near(written, titles)}",
        )
        return None, None


def _says(title: str, written: str) -> bool:
    """Tell whether a cell names a línea, by its whole text or by the short one that is shown."""
    return bool(title) and plain(written) in (plain(title), plain(short_name(title)))


def _near(written: str, names: Sequence[str]) -> str:
    known = {plain(short_name(name)): short_name(name) for name in names}
    close = get_close_matches(plain(written), known, n=NEAR, cutoff=0.5)
    if not close:
        return " Escríbalo como está ahí, o agréguelo."
    return f" ¿Es {'; '.join(f'«{known[name]}»' for name in close)}?"


def lacking_of_calendario(lacking: Sequence[Column]) -> dict[type, frozenset[str]]:
    """Return the fields that the columns without which the sheet came would say."""
    keys = {column.key for column in lacking}
    fields = keys.intersection(OF_TAREA)
    if "linea" in keys:
        fields.add("linea")
    if "printed" in keys:
        fields |= {"in_table", "in_calendar"}
    return {PlanTarea: frozenset(fields)}

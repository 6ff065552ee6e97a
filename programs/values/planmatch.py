"""Which row of a plan is which row of another: by its clave, else by what it says.

A row that was typed anew in a workbook has no clave. Where its parent has a row of the same words
that nobody else claims, it is that row: retyping is never a deletion and an addition.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from programs.values.planbook import (
    PlanBloque,
    PlanBook,
    PlanComponente,
    PlanEje,
    PlanLinea,
    PlanMeta,
    PlanSeccion,
    PlanTarea,
    is_provisional,
)
from programs.values.typed import plain

Row = TypeVar("Row", PlanEje, PlanLinea, PlanComponente, PlanTarea, PlanSeccion, PlanBloque)
# Names of fields that a workbook did not bring, by the class of the row: they stay as they are.
Lacking = Mapping[type, frozenset[str]]


class _Named(Generic[Row]):
    """The rows of one kind of the plan that stands, by clave."""

    def __init__(self, rows: Iterable[Row], read: Iterable[Row]) -> None:
        self.by_clave: dict[str, Row] = {row.clave: row for row in rows}
        self.claimed = {row.clave for row in read if not is_provisional(row.clave)}

    def claves(
        self, read: Sequence[Row], near: Iterable[Row], *alike: Callable[[Row], object]
    ) -> dict[str, str]:
        """Return {provisional clave: clave} of the rows that are one of `near`, each once.

        Two rows are the same where one of `alike` says the same of both; the first one counts most.
        """
        found: dict[str, str] = {}
        for words in alike:
            free: dict[object, list[str]] = defaultdict(list)
            for row in near:
                if row.clave not in self.claimed:
                    free[words(row)].append(row.clave)
            for row in read:
                if is_provisional(row.clave) and row.clave not in found and free[words(row)]:
                    clave = free[words(row)].pop(0)
                    found[row.clave] = clave
                    self.claimed.add(clave)
        return found


def plan_matched(base: PlanBook, read: PlanBook, lacking: Lacking) -> PlanBook:
    """Return a plan that was read, its rows named as those of the plan that stands.

    What is new keeps its provisional name. Fields that the workbook did not bring are those of the
    row that stands.
    """
    return _Match(base, read, lacking).plan()


class _Match:
    """Both plans, and the rows of the one that stands by their kind."""

    def __init__(self, base: PlanBook, read: PlanBook, lacking: Lacking) -> None:
        self.base, self.read, self.lacking = base, read, lacking
        self.ejes = _Named(base.ejes, read.ejes)
        self.lineas = _Named(_lineas(base), _lineas(read))
        self.tareas = _Named(_tareas(base), _tareas(read))
        self.componentes = _Named(_componentes(base), _componentes(read))
        self.secciones = _Named(base.secciones, read.secciones)
        self.bloques = _Named(_bloques(base), _bloques(read))

    def plan(self) -> PlanBook:
        """Return the plan that was read, named."""
        ejes = self.ejes.claves(self.read.ejes, self.base.ejes, lambda eje: plain(eje.name))
        secciones = self.secciones.claves(
            self.read.secciones,
            self.base.secciones,
            lambda row: (row.kind, plain(row.heading)),
            lambda row: row.kind,
        )
        return replace(
            self.read,
            ejes=tuple(self._eje(eje, ejes) for eje in self.read.ejes),
            secciones=self.base.secciones
            if "secciones" in self.lacking.get(PlanBook, ())
            else tuple(self._seccion(row, secciones) for row in self.read.secciones),
        )

    def _eje(self, read: PlanEje, names: Mapping[str, str]) -> PlanEje:
        clave = names.get(read.clave, read.clave)
        stands = self.ejes.by_clave.get(clave)
        lineas = self.lineas.claves(
            read.lineas, stands.lineas if stands else (), lambda row: plain(row.title)
        )
        tareas = self.tareas.claves(
            read.tareas,
            stands.tareas if stands else (),
            lambda row: (plain(row.text), plain(row.calendar_text)),
            lambda row: plain(row.text),
        )
        eje = replace(
            read,
            clave=clave,
            lineas=tuple(self._linea(linea, lineas) for linea in read.lineas),
            tareas=tuple(self._tarea(tarea, tareas, lineas) for tarea in read.tareas),
        )
        eje = self._kept(eje, self.ejes)
        present = {linea.clave for linea in eje.lineas}
        # Of a workbook without tareas, some may be of líneas that it does not have any more.
        return replace(
            eje,
            tareas=tuple(
                tarea if tarea.linea in present else replace(tarea, linea="")
                for tarea in eje.tareas
            ),
        )

    def _tarea(
        self, read: PlanTarea, names: Mapping[str, str], lineas: Mapping[str, str]
    ) -> PlanTarea:
        named = replace(
            read,
            clave=names.get(read.clave, read.clave),
            linea=lineas.get(read.linea, read.linea),
        )
        return self._kept(named, self.tareas)

    def _linea(self, read: PlanLinea, names: Mapping[str, str]) -> PlanLinea:
        read = self._kept(replace(read, clave=names.get(read.clave, read.clave)), self.lineas)
        stands = self.lineas.by_clave.get(read.clave)
        return replace(read, meta=self._meta(read.meta, stands.meta if stands else None))

    def _meta(self, read: PlanMeta | None, stands: PlanMeta | None) -> PlanMeta | None:
        lacking = self.lacking.get(PlanMeta, frozenset())
        if read is None:
            return stands if "text" in lacking else None
        names = self.componentes.claves(
            read.componentes,
            stands.componentes if stands else (),
            lambda row: plain(row.unit),
            lambda row: row.kind,
        )
        componentes = tuple(
            self._kept(replace(row, clave=names.get(row.clave, row.clave)), self.componentes)
            for row in read.componentes
        )
        read = replace(read, componentes=componentes)
        if stands is None:
            return read
        return replace(read, **{name: getattr(stands, name) for name in lacking})

    def _seccion(self, read: PlanSeccion, names: Mapping[str, str]) -> PlanSeccion:
        clave = names.get(read.clave, read.clave)
        stands = self.secciones.by_clave.get(clave)
        bloques = self.bloques.claves(
            read.bloques, stands.bloques if stands else (), lambda row: (row.kind, plain(row.text))
        )
        return self._kept(
            replace(
                read,
                clave=clave,
                bloques=tuple(
                    replace(row, clave=bloques.get(row.clave, row.clave)) for row in read.bloques
                ),
            ),
            self.secciones,
        )

    def _kept(self, read: Row, named: _Named[Row]) -> Row:
        """Return a row with the fields that the workbook lacks as they stand."""
        stands = named.by_clave.get(read.clave)
        lacking = self.lacking.get(type(read))
        if stands is None or not lacking:
            return read
        return replace(read, **{name: getattr(stands, name) for name in lacking})


def _lineas(plan: PlanBook) -> list[PlanLinea]:
    return [linea for eje in plan.ejes for linea in eje.lineas]


def _tareas(plan: PlanBook) -> list[PlanTarea]:
    return [tarea for eje in plan.ejes for tarea in eje.tareas]


def _componentes(plan: PlanBook) -> list[PlanComponente]:
    return [row for linea in _lineas(plan) if linea.meta for row in linea.meta.componentes]


def _bloques(plan: PlanBook) -> list[PlanBloque]:
    return [bloque for seccion in plan.secciones for bloque in seccion.bloques]

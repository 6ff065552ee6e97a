"""The sheet Plan: ejes written once and filled down, líneas, metas and their quantities."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from programs.enums import ComponentKind, MetaRule
from programs.models.meta import MONTHLY_KINDS
from programs.resources.planilla.areas import area_of, areas_of
from programs.resources.planilla.claves import Named, settled
from programs.resources.planilla.columns import AMOUNT_KEYS, QUARTER_KEYS, Column
from programs.resources.planilla.grid import Grid, SheetLine
from programs.values.area_choices import AreaChoices
from programs.values.month_quantities import programmed_by_quarter
from programs.values.phrases import number_text
from programs.values.planbook import (
    PlanBook,
    PlanComponente,
    PlanEje,
    PlanLinea,
    PlanMeta,
    provisional,
)
from programs.values.typed import plain
from programs.values.words import WORDS, why_not

OF_EJE = ("table_name", "objective", "strategy", "responsables", "reporting", "labels")
OF_LINEA = ("number", "area", "verification")
OF_META = ("text", "starts_on", "ends_on", "rule", "due_quarters", "programming_reason")
OF_AMOUNT = ("kind", "quantity", "unit", *QUARTER_KEYS, *AMOUNT_KEYS)
NO_MONTHS = "«{}» no se programa por mes: solo Suma y Demanda. Cambie el tipo o borre los meses."


@dataclass
class ReadLinea:
    """A línea while its sheet is read: its line, and those of its quantities."""

    line: SheetLine
    row: PlanLinea
    amounts: list[SheetLine] = field(default_factory=list)


@dataclass
class ReadEje:
    """An eje while its sheet is read: its first line, its own values, its líneas."""

    line: SheetLine
    clave: str
    name: str
    values: dict[str, Any] = field(default_factory=dict)
    lineas: list[ReadLinea] = field(default_factory=list)


class PlanSheet:
    """Reads the sheet; what stands already is that of `base`."""

    def __init__(self, grid: Grid, base: PlanBook, areas: AreaChoices) -> None:
        self.grid, self.base, self.areas = grid, base, areas
        self.ejes: list[ReadEje] = []
        self.eje: ReadEje | None = None
        self.linea: ReadLinea | None = None

    def read(self) -> tuple[PlanEje, ...]:
        """Return the ejes without their tareas."""
        for line in self.grid.lines():
            self._line(line)
        self._settle_ejes()
        self._settle_lineas()
        return tuple(self._eje(eje) for eje in self.ejes)

    # --- line by line ----------------------------------------------------------------------

    def _line(self, line: SheetLine) -> None:
        if line.has("eje"):
            self._begin_eje(line)
        if self.eje is not None:
            self._read_eje(line, self.eje)
        if line.has("title"):
            self._begin_linea(line)
        elif line.has(*OF_LINEA, *OF_META):
            self.linea = None
            line.refuse("title", "Falta el texto de la línea de acción. Escríbalo en esta fila.")
        elif line.has(*OF_AMOUNT):
            self._more(line)

    def _begin_eje(self, line: SheetLine) -> None:
        name, clave = line.value("eje"), line.clave("clave_eje")
        if not name:
            return
        found = next((eje for eje in self.ejes if _same_eje(eje, name, clave)), None)
        if found is None:
            found = ReadEje(line, clave, name)
            self.ejes.append(found)
        if found is not self.eje:
            self.eje, self.linea = found, None

    def _read_eje(self, line: SheetLine, eje: ReadEje) -> None:
        for key in OF_EJE:
            if not line.has(key):
                continue
            value = self._of_eje(line, key)
            if key in eje.values and eje.values[key] != value:
                line.refuse(key, "El eje ya dice otra cosa más arriba. Déjelo en una sola fila.")
            eje.values.setdefault(key, value)

    def _of_eje(self, line: SheetLine, key: str) -> object:
        if key == "responsables":
            return areas_of(line, key, self.areas)
        if key == "reporting":
            return area_of(line, key, self.areas)
        return self._labels(line) if key == "labels" else line.value(key)

    def _labels(self, line: SheetLine) -> tuple[tuple[str, str], ...]:
        """Return the printed words of a cell that says each in a line: "Fuente: Elaboración"."""
        names = {plain(word.name): key for key, word in WORDS.items()}
        found: dict[str, str] = {}
        for said in line.value("labels"):
            name, colon, text = said.partition(":")
            key = names.get(plain(name))
            if not colon or key is None:
                near = get_close_matches(plain(name), names, n=1)
                hint = f" ¿Es «{WORDS[names[near[0]]].name}»?" if near else ""
                line.refuse("labels", f"«{name.strip()}» no es una palabra impresa.{hint}")
            elif reason := why_not(key, text.strip()) or ("" if text.strip() else "Está vacía."):
                line.refuse("labels", f"«{name.strip()}» no se puede usar. {reason}")
            else:
                found[key] = text.strip()
        return tuple(sorted(found.items()))

    def _begin_linea(self, line: SheetLine) -> None:
        if self.eje is None:
            line.refuse("eje", "La línea no tiene eje. Escríbalo aquí o en una fila de arriba.")
        if line.has(*OF_AMOUNT) and not line.has("text") and not self.grid.lacks("text"):
            line.refuse("text", "Falta el texto de la meta, por ejemplo «12 actas». Escríbalo.")
        row = PlanLinea(
            clave="",
            number=line.value("number"),
            title=line.value("title"),
            area=area_of(line, "area", self.areas, required=not self.grid.lacks("area")),
            verification=line.value("verification"),
            meta=self._meta(line),
        )
        self.linea = ReadLinea(line, row, [line] if line.has(*OF_AMOUNT) else [])
        if self.eje is not None:
            self.eje.lineas.append(self.linea)

    def _more(self, line: SheetLine) -> None:
        if self.linea is None:
            line.refuse("title", "Esta cantidad no tiene línea de acción arriba. Escríbala.")
        elif self.linea.row.meta is None:
            line.refuse("text", "La línea de arriba no tiene meta. Escriba ahí su texto.")
        else:
            self.linea.amounts.append(line)

    def _meta(self, line: SheetLine) -> PlanMeta | None:
        if not line.has(*OF_META, *OF_AMOUNT):
            return None
        if line.has(*OF_META) and not line.has("text"):
            line.refuse("text", "Falta el texto de la meta, por ejemplo «12 actas». Escríbalo.")
        return PlanMeta(
            text=line.value("text"),
            starts_on=line.value("starts_on"),
            ends_on=line.value("ends_on"),
            rule=line.value("rule") or MetaRule.POOLED.value,
            due_quarters=line.value("due_quarters"),
            programming_reason=line.value("programming_reason"),
            componentes=(),
        )

    def _amount(self, line: SheetLine, clave: str) -> PlanComponente:
        if not line.has("unit"):
            line.refuse("unit", "Falta la unidad, por ejemplo «actas». Escríbala.")
        first, second, third, fourth = (line.value(key) for key in QUARTER_KEYS)
        amount = PlanComponente(
            clave=clave,
            kind=line.value("kind") or ComponentKind.SUM.value,
            quantity=line.value("quantity"),
            unit=line.value("unit"),
            programmed=(first, second, third, fourth),
        )
        return self._by_month(line, amount) if line.has(*AMOUNT_KEYS) else amount

    def _by_month(self, line: SheetLine, amount: PlanComponente) -> PlanComponente:
        """Return a quantity with its months, whose sums are its quarters."""
        if amount.kind not in MONTHLY_KINDS:
            line.refuse("kind", NO_MONTHS.format(ComponentKind(amount.kind).label))
        months = tuple(line.value(key) for key in AMOUNT_KEYS)
        sums = programmed_by_quarter(months)
        for key, typed, total in zip(QUARTER_KEYS, amount.programmed, sums, strict=True):
            if typed is not None and typed != total:
                said = "no dicen nada" if total is None else f"suman {number_text(total)}"
                line.refuse(
                    key,
                    f"El trimestre dice {number_text(typed)} y sus meses {said}. Deje vacío el "
                    "trimestre o corrija los meses.",
                )
        return replace(amount, programmed=sums, months=months)

    # --- the names of rows -----------------------------------------------------------------

    def _settle_ejes(self) -> None:
        stand = {eje.clave: eje.name for eje in self.base.ejes}
        rows = [Named(eje.line, eje.clave, eje.name, "eje") for eje in self.ejes]
        for eje, clave in zip(self.ejes, settled(rows, stand, known_only=False), strict=True):
            eje.clave = clave

    def _settle_lineas(self) -> None:
        stand = {linea.clave: linea.title for eje in self.base.ejes for linea in eje.lineas}
        lineas = [linea for eje in self.ejes for linea in eje.lineas]
        rows = [
            Named(linea.line, linea.line.clave("clave"), linea.row.title, "title")
            for linea in lineas
        ]
        owners = _owners(self.base)
        for linea, clave in zip(lineas, settled(rows, stand, known_only=False), strict=True):
            linea.row = replace(linea.row, clave=clave)
            if linea.row.meta is not None:
                meta = replace(linea.row.meta, componentes=self._amounts(linea, owners))
                linea.row = replace(linea.row, meta=meta)

    def _amounts(
        self, linea: ReadLinea, owners: Mapping[str, set[str]]
    ) -> tuple[PlanComponente, ...]:
        """Return the quantities of a línea; one that was copied from another line is a new one."""
        found: dict[str, PlanComponente] = {}
        for line in linea.amounts:
            clave = line.clave("clave_componente")
            if not clave or clave in found or linea.row.clave not in owners.get(clave, ()):
                clave = provisional(line.number)
            found[clave] = self._amount(line, clave)
        return tuple(found.values())

    def _eje(self, eje: ReadEje) -> PlanEje:
        values = eje.values
        responsables = values.get("responsables", ())
        reporting = values.get("reporting", "")
        if reporting and not self.grid.lacks("responsables") and reporting not in responsables:
            eje.line.refuse("reporting", "El área que captura no está entre las responsables.")
        return PlanEje(
            clave=eje.clave,
            name=eje.name,
            table_name=values.get("table_name", ""),
            objective=values.get("objective", ""),
            strategy=values.get("strategy", ""),
            responsables=responsables,
            reporting=reporting,
            labels=values.get("labels", ()),
            lineas=tuple(linea.row for linea in eje.lineas),
            tareas=(),
        )


def _same_eje(eje: ReadEje, name: str, clave: str) -> bool:
    """Tell whether a line names an eje that was read; two of one name have different claves."""
    return plain(eje.name) == plain(name) and (not clave or not eje.clave or eje.clave == clave)


def _owners(plan: PlanBook) -> dict[str, set[str]]:
    """Return {clave of a quantity: claves of its líneas}; one, but in plans that were copied."""
    owners: dict[str, set[str]] = {}
    for eje in plan.ejes:
        for linea in eje.lineas:
            for row in linea.meta.componentes if linea.meta else ():
                owners.setdefault(row.clave, set()).add(linea.clave)
    return owners


def lacking_of_plan(lacking: list[Column]) -> dict[type, frozenset[str]]:
    """Return the fields that the columns without which the sheet came would say."""
    keys = {column.key for column in lacking}
    meta = keys.intersection(OF_META)
    if "unit" in keys:
        meta.add("componentes")
    amount = keys.intersection(OF_AMOUNT) - {*QUARTER_KEYS, *AMOUNT_KEYS}
    if keys.intersection(QUARTER_KEYS):
        amount.add("programmed")
    if keys.intersection(AMOUNT_KEYS):
        amount.add("months")
    return {
        PlanEje: frozenset(keys.intersection(OF_EJE)),
        PlanLinea: frozenset(keys.intersection(OF_LINEA)),
        PlanMeta: frozenset(meta),
        PlanComponente: frozenset(amount),
    }

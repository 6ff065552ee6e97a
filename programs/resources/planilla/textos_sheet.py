"""The sheet Textos: the sections of the programa with their texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from programs.enums import BlockKind
from programs.models import Bloque
from programs.received.text import clean_html, paragraphs, plain_text
from programs.resources.planilla.areas import area_of
from programs.resources.planilla.claves import Named, settled
from programs.resources.planilla.columns import Column
from programs.resources.planilla.grid import Grid, SheetLine
from programs.values.area_choices import AreaChoices
from programs.values.planbook import PlanBloque, PlanBook, PlanSeccion, provisional

OF_SECCION = ("number", "order", "contents_number", "contents_heading", "area")
OF_BLOQUE = ("block", "text")
# Sections stand in tens, so that another one fits between two.
STEP = 10


@dataclass
class ReadSeccion:
    """A section while its sheet is read: its line, and those of its blocks."""

    line: SheetLine
    blocks: list[SheetLine] = field(default_factory=list)


class TextosSheet:
    """Reads the sheet; what stands already is that of `base`."""

    def __init__(self, grid: Grid, base: PlanBook, areas: AreaChoices) -> None:
        self.grid, self.base, self.areas = grid, base, areas
        self.secciones: list[ReadSeccion] = []
        self.last_order = 0

    def read(self) -> tuple[PlanSeccion, ...]:
        """Return the sections in their printed order."""
        for line in self.grid.lines():
            self._line(line)
        stand = {row.clave: row.heading for row in self.base.secciones}
        rows = [
            Named(one.line, one.line.clave("clave"), one.line.value("heading"), "heading")
            for one in self.secciones
        ]
        claves = settled(rows, stand, known_only=True)
        found = [
            self._seccion(one, clave) for one, clave in zip(self.secciones, claves, strict=True)
        ]
        return tuple(sorted(found, key=lambda row: row.order))

    def _line(self, line: SheetLine) -> None:
        if line.has("kind", "heading"):
            for key, what in (("kind", "la sección"), ("heading", "el título")):
                if not line.has(key):
                    line.refuse(key, f"Falta {what}. Escriba el dato en esta fila.")
            self.secciones.append(ReadSeccion(line))
        elif line.has(*OF_SECCION):
            line.refuse("heading", "Falta el título de la sección. Escríbalo en esta fila.")
            return
        if not line.has(*OF_BLOQUE):
            return
        if self.secciones:
            self.secciones[-1].blocks.append(line)
        else:
            line.refuse("heading", "Este texto no tiene sección arriba. Escriba su título.")

    def _seccion(self, read: ReadSeccion, clave: str) -> PlanSeccion:
        line = read.line
        order = line.value("order")
        self.last_order = self.last_order + STEP if order is None else order
        return PlanSeccion(
            clave=clave,
            kind=line.value("kind") or "",
            heading=line.value("heading"),
            number=line.value("number"),
            contents_number=line.value("contents_number"),
            contents_heading=line.value("contents_heading"),
            area=area_of(line, "area", self.areas),
            order=self.last_order,
            bloques=self._bloques(read, clave),
        )

    def _bloques(self, read: ReadSeccion, clave: str) -> tuple[PlanBloque, ...]:
        own = next((row for row in self.base.secciones if row.clave == clave), None)
        stand = {row.clave: row for row in own.bloques} if own else {}
        found: dict[str, PlanBloque] = {}
        for line in read.blocks:
            kind = line.value("block") or BlockKind.TEXT.value
            before = stand.get(line.clave("clave_bloque"))
            # Of a section that was copied, or retyped, tables and pictures stay where they are.
            if before is None or before.clave in found or before.kind != kind:
                before = None
                if kind != BlockKind.TEXT:
                    line.refuse(
                        "block", "Las tablas y figuras se agregan en el sistema. Quite la fila."
                    )
                    continue
            name = before.clave if before else provisional(line.number)
            text = self._text(line, before) if kind == BlockKind.TEXT else ""
            found[name] = PlanBloque(clave=name, kind=kind, text=text)
        return tuple(found.values())

    @staticmethod
    def _text(line: SheetLine, before: PlanBloque | None) -> str:
        """Return a text as it will be kept; one that is no longer than before stays as it is."""
        text = line.value("text")
        if before is not None and text == before.text:
            return text
        html = clean_html(paragraphs(text))
        try:
            Bloque._meta.get_field("html").run_validators(html)
        except ValidationError as refusal:
            line.refuse("text", " ".join(refusal.messages))
        return plain_text(html).strip()


def lacking_of_textos(lacking: Sequence[Column]) -> dict[type, frozenset[str]]:
    """Return the fields that the columns without which the sheet came would say."""
    keys = {column.key for column in lacking}
    return {PlanSeccion: frozenset(keys.intersection(OF_SECCION))}

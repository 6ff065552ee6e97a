"""The address of a review: which part of the área's quarter is open, and which form at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.urls import reverse

from programs.models import EntregaDeArea, Observacion

SECTION, MONTHS = "seccion", "actividades"


@dataclass(frozen=True)
class Opened:
    """What of a review is open, as its address or a form that was sent says it.

    `linea`, `section` or `months` (of the tareas without línea) is the part; without any of them
    the page chooses. `only_changes` asks for what
    changed since the last return. `observing` is the key of the part at which an observation is
    being written, `editing` the id of the one that is being changed.
    """

    linea: int | None = None
    section: bool = False
    months: bool = False
    only_changes: bool = False
    observing: str = ""
    editing: int | None = None

    @classmethod
    def by_address(cls, asked: Mapping[str, str]) -> Self:
        """Return what the address of the page asks for; what it does not know is left out."""
        return cls(
            linea=number_of(asked.get("linea", "")),
            section=SECTION in asked,
            months=MONTHS in asked,
            only_changes="cambios" in asked,
            observing=asked.get("observar", ""),
            editing=number_of(asked.get("editar", "")),
        )

    @classmethod
    def by_form(cls, sent: Mapping[str, str]) -> Self:
        """Return where the form of a new observation was open, as its hidden fields say it."""
        linea = sent.get("linea", "")
        return cls(
            linea=number_of(linea),
            section=not linea and bool(sent.get(SECTION)),
            months=not linea and bool(sent.get(MONTHS)),
            observing=sent.get("observar", ""),
        )

    @classmethod
    def at(cls, row: Observacion) -> Self:
        """Return the part in which an observation stands, without a form."""
        if row.avance_id:
            return cls(linea=row.avance.linea_id)
        return cls(months=True) if row.is_of_months else cls(section=True)

    @property
    def query(self) -> str:
        """What stands after the "?" of the address of the part; "" where the page chooses."""
        if self.section:
            return SECTION
        if self.months:
            return MONTHS
        return "" if self.linea is None else linea_query(self.linea)


def linea_query(linea_pk: int) -> str:
    """Return the part of an address that opens a línea."""
    return f"linea={linea_pk}"


def number_of(text: str) -> int | None:
    """Return the number that an address writes, None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def revision_url(entrega: EntregaDeArea, query: str = "", anchor: str = "") -> str:
    """Return the address of a review, at a part of it."""
    trimestre = entrega.trimestre
    programa = trimestre.programa
    names = [programa.institucion.slug, programa.year, trimestre.number, entrega.area.code]
    address = reverse("revision_detail", args=names)
    address = f"{address}?{query}" if query else address
    return f"{address}#{anchor}" if anchor else address

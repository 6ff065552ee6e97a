"""The kinds of hechos of an institution, and the fields that each has: rows, never classes.

A kind is stored as its name and a list of fields in JSON; `DEFAULT_KINDS` are those with which an
institution begins (`domain.md` 2.7). The values of a hecho are texts by the key of their field: a
number as "12.5", a date as "2026-03-18", a choice as its own words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MAX_FIELDS = 20
MAX_LABEL = 80
MAX_VALUE = 300


class FieldKind(StrEnum):
    """What is typed in a field."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


FIELD_WORDS = {
    FieldKind.TEXT: "texto",
    FieldKind.NUMBER: "número",
    FieldKind.DATE: "fecha",
    FieldKind.CHOICE: "opción",
}


class FieldGroup(StrEnum):
    """What fields add up together: participants are counted by sexo, and again by sector.

    What stands apart is a number that is never added up, as the one of a session.
    """

    NONE = ""
    SEX = "sexo"
    SECTOR = "sector"
    APART = "aparte"


@dataclass(frozen=True)
class KindField:
    """One field of a kind. `choices` are the words of a choice, `group` of what it is a part."""

    key: str
    label: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    group: FieldGroup = FieldGroup.NONE

    @property
    def stored(self) -> dict[str, Any]:
        """The field as the row of its kind keeps it: JSON."""
        found: dict[str, Any] = {"key": self.key, "label": self.label, "kind": self.kind.value}
        if self.choices:
            found["choices"] = list(self.choices)
        if self.group:
            found["group"] = self.group.value
        return found


@dataclass(frozen=True)
class HechoKind:
    """A kind of hechos: what one and several are called, and what its name is."""

    key: str
    name: str
    plural: str
    name_label: str
    fields: tuple[KindField, ...]

    def field(self, key: str) -> KindField | None:
        """Return the field of a key, None where the kind has none such."""
        return next((field for field in self.fields if field.key == key), None)

    @property
    def sums(self) -> tuple[KindField, ...]:
        """Return the numbers that may be added up."""
        numbers = self.of_kind(FieldKind.NUMBER)
        return tuple(field for field in numbers if field.group is not FieldGroup.APART)

    def of_group(self, group: FieldGroup) -> tuple[KindField, ...]:
        """Return the numbers that are parts of a group."""
        numbers = self.of_kind(FieldKind.NUMBER)
        return tuple(field for field in numbers if field.group is group)

    def of_kind(self, kind: FieldKind) -> tuple[KindField, ...]:
        """Return the fields in which this is typed."""
        return tuple(field for field in self.fields if field.kind is kind)


def fields_of(stored: Iterable[Mapping[str, Any]]) -> tuple[KindField, ...]:
    """Return the fields of a stored list that `programs.values.hechos.kind_checks` accepted."""
    return tuple(
        KindField(
            key=each["key"],
            label=each["label"],
            kind=FieldKind(each["kind"]),
            choices=tuple(each.get("choices", ())),
            group=FieldGroup(each.get("group", "")),
        )
        for each in stored
    )


def _text(key: str, label: str) -> KindField:
    return KindField(key, label, FieldKind.TEXT)


def _number(key: str, label: str, group: FieldGroup = FieldGroup.NONE) -> KindField:
    return KindField(key, label, FieldKind.NUMBER, group=group)


def _date(key: str, label: str) -> KindField:
    return KindField(key, label, FieldKind.DATE)


def _choice(key: str, label: str, *choices: str) -> KindField:
    return KindField(key, label, FieldKind.CHOICE, choices)


# The keys that the register, the openers and what is found in a narrative ask for.
OFICIO, SESION, CURSO = "oficio", "sesion", "curso"

DEFAULT_KINDS = (
    HechoKind(
        OFICIO,
        "Oficio o memorándum",
        "Oficios y memorándums",
        "Número, como está escrito",
        (
            _choice("tipo", "Tipo", "Oficio", "Memorándum", "Circular"),
            _text("remitente", "Remitente"),
            _text("destinatario", "Destinatario"),
            _text("asunto", "Asunto"),
            _date("desde", "Periodo que abarca, desde"),
            _date("hasta", "Periodo que abarca, hasta"),
        ),
    ),
    HechoKind(
        SESION,
        "Sesión",
        "Sesiones",
        "Nombre de la sesión",
        (
            _text("organo", "Órgano"),
            _number("ordinal", "Número de la sesión", FieldGroup.APART),
            _choice("tipo", "Tipo", "Ordinaria", "Extraordinaria", "Solemne"),
            _text("sede", "Sede"),
            _number("convocatorias", "Convocatorias"),
            _number("invitaciones", "Invitaciones"),
            _number("actas", "Actas"),
            _number("acuerdos", "Acuerdos aprobados"),
            _number("por_publicar", "Acuerdos por publicar"),
        ),
    ),
    HechoKind(
        CURSO,
        "Curso o evento",
        "Cursos y eventos",
        "Nombre del curso o evento",
        (
            _choice("modalidad", "Modalidad", "Presencial", "En línea", "Mixta"),
            _text("sede", "Sede"),
            _text("organiza", "Quién lo organiza"),
            _number("mujeres", "Mujeres", FieldGroup.SEX),
            _number("hombres", "Hombres", FieldGroup.SEX),
            _number("sin_dato", "Sin dato de sexo", FieldGroup.SEX),
            _number("publico", "Sector público", FieldGroup.SECTOR),
            _number("privado", "Sector privado", FieldGroup.SECTOR),
            _number("social", "Sociedad civil", FieldGroup.SECTOR),
            _number("academico", "Sector académico", FieldGroup.SECTOR),
        ),
    ),
    HechoKind(
        "documento",
        "Documento",
        "Documentos",
        "Nombre del documento",
        (
            _text("clase", "Qué documento es"),
            _text("destinatario", "Para quién"),
        ),
    ),
    HechoKind(
        "convenio",
        "Convenio o contrato",
        "Convenios y contratos",
        "Nombre del convenio o contrato",
        (
            _choice("estado", "Estado", "Proyecto", "Suscrito", "Publicado"),
            _text("parte", "Con quién"),
            _text("objeto", "Objeto"),
        ),
    ),
    HechoKind(
        "solicitud",
        "Solicitud",
        "Solicitudes",
        "Folio o nombre",
        (
            _number("recibidas", "Recibidas"),
            _number("atendidas", "Atendidas"),
            _number("dias", "Días en que se atendió", FieldGroup.APART),
        ),
    ),
    HechoKind(
        "corte",
        "Corte de sistema",
        "Cortes de sistema",
        "Sistema",
        (
            _number("registros", "Registros"),
            _number("sujetos", "Sujetos"),
        ),
    ),
)

"""The ledger as people read it: what was done, about whom, from what to what; and its filters."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from programs.enums import AuditAction
from programs.models import Area, AuditEntry, Institucion, Observacion, User
from programs.values.phrases import join_list, long_date
from programs.values.shortened import shortened
from programs.values.spreadsheet import csv_text

FILTERS = ("acto", "persona", "desde", "hasta")
NOTHING = "vacío"
LONGEST = 200
MOST_DETAILS = 30
NEW = {AuditAction.PERSON_CREATE, AuditAction.ROW_ADD}
GONE = {AuditAction.ROW_DELETE, AuditAction.PERSON_DELETE}
ON_PEOPLE = (
    AuditAction.PERSON_CREATE,
    AuditAction.PERSON_CHANGE,
    AuditAction.PERSON_DELETE,
    AuditAction.MEMBERSHIP_CHANGE,
    AuditAction.SESSIONS_CLOSE,
    AuditAction.SETTINGS_CHANGE,
)
# What an act keeps and only the machine reads.
UNTOLD = {"avance", "trimestre", "made_at", "traces"}
LABELS = {
    "folio": "Folio",
    "statement": "Declaración",
    "unanswered": "Sin contestar",
    "answer": "Respuesta",
    "linea": "Línea",
    "agreement": "Acuerdo",
    "on": "Fecha",
    "due_on": "Fecha límite",
    "unit": "Unidad",
    "area": "Área",
    "until": "Prórroga hasta",
    "corte": "Corte",
    "sha256": "Huella del corte",
    "origin": "Se leyó de",
    "origin_sha256": "Huella de lo leído (SHA-256)",
    "missing": "Líneas sin validar",
    "areas": "Áreas",
    "people": "Personas",
    "observacion": "Observación",
    "observaciones": "Observaciones",
    "added": "Se agregó",
    "removed": "Se quitó",
    "reason": "Motivo",
    "explained": "Metas explicadas",
    "found": "Se encontró",
    "from": "A partir de",
    "copied": "Se copió",
    "lessons": "Lecciones",
    "closed": "Sesiones cerradas",
}


@dataclass(frozen=True)
class ActView:
    """An act with the (label, text) of what it keeps."""

    entry: AuditEntry
    details: tuple[tuple[str, str], ...]

    @property
    def first_details(self) -> tuple[tuple[str, str], ...]:
        """What the page shows: an import may keep thousands, which the file has."""
        return self.details[:MOST_DETAILS]

    @property
    def more_details(self) -> int:
        """How many only the file shows."""
        return len(self.details) - len(self.first_details)


@dataclass(frozen=True)
class Asked:
    """The filters of an address; what it cannot follow is in `note`."""

    action: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None
    note: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Asked":
        """Return what an address asks for."""
        action = asked.get("acto", "")
        notes = []
        if action and action not in AuditAction.values:
            notes.append("Ese tipo de acto no existe: se muestran todos.")
            action = ""
        days = {}
        for name in ("desde", "hasta"):
            days[name] = _day(asked.get(name, ""))
            if asked.get(name) and days[name] is None:
                notes.append(f"La fecha «{name}» no se entiende: no se toma en cuenta.")
        return cls(action, asked.get("persona", ""), days["desde"], days["hasta"], " ".join(notes))

    @property
    def query(self) -> str:
        """The filters as they stand after the "?" of an address, "" for none."""
        values = (self.action, self.actor, self.since, self.until)
        told = {name: str(value) for name, value in zip(FILTERS, values, strict=True) if value}
        return urlencode(told)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def acts_of(institucion: Institucion, asked: Asked) -> QuerySet[AuditEntry]:
    """Return the acts that the filters leave, newest first; days are those of the institution."""
    rows = AuditEntry.objects.filter(institucion=institucion).order_by("-number")
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.actor:
        rows = rows.filter(actor=asked.actor)
    if asked.since:
        rows = rows.filter(at__date__gte=asked.since)
    if asked.until:
        rows = rows.filter(at__date__lte=asked.until)
    return rows


def acts_on_people(institucion: Institucion) -> QuerySet[AuditEntry]:
    """Return the acts on people, functions, passwords and settings, newest first."""
    rows = AuditEntry.objects.filter(institucion=institucion, action__in=ON_PEOPLE)
    return rows.order_by("-number")


def actors_of(institucion: Institucion) -> list[tuple[str, str]]:
    """Return the (user name, name) of everyone who left an act, by name, in one query."""
    rows = AuditEntry.objects.filter(institucion=institucion).order_by("number")
    names = dict(rows.values_list("actor", "actor_name"))
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


def act_views(institucion: Institucion, acts: Iterable[AuditEntry]) -> tuple[ActView, ...]:
    """Return acts with what they keep in words, in three queries for any number of them."""
    acts = list(acts)
    words = _Words(institucion, acts)
    return tuple(ActView(act, tuple(words.details(act.action, act.data))) for act in acts)


def acts_csv(views: Iterable[ActView]) -> str:
    """Return acts as CSV, with their whole hash."""
    head = ("Número", "Fecha y hora", "Persona", "Acto", "Sobre", "Detalle", "Huella")
    return csv_text(
        [
            head,
            *(
                (
                    str(view.entry.number),
                    f"{timezone.localtime(view.entry.at):%d/%m/%Y %H:%M:%S}",
                    view.entry.actor_name,
                    view.entry.get_action_display(),
                    view.entry.subject,
                    "; ".join(f"{label}: {text}" for label, text in view.details),
                    view.entry.hash,
                )
                for view in views
            ),
        ]
    )


class _Words:
    """Puts what acts keep in words; the names of what they refer to are read once for all."""

    def __init__(self, institucion: Institucion, acts: list[AuditEntry]) -> None:
        pks, usernames = set(), set()
        for act in acts:
            pks |= {act.data.get("observacion"), *act.data.get("observaciones", ())} - {None}
            usernames |= set(act.data.get("people", ()))
        self.observations = dict(Observacion.objects.filter(pk__in=pks).values_list("pk", "text"))
        self.areas = dict(Area.objects.filter(institucion=institucion).values_list("code", "name"))
        people = User.objects.filter(username__in=usernames)
        self.people = {person.username: str(person) for person in people}

    def details(self, action: str, data: Mapping) -> Iterator[tuple[str, str]]:
        """Yield the (label, text) of what an act keeps, in its own order.

        What is new, or is gone, is told as it is or was: its other side is empty.
        """
        if "before" in data or "after" in data:
            before, after = (_value(data.get(name)) for name in ("before", "after"))
            yield "Cambio", f"de {before} a {after}"
        for label, before, after in data.get("changes", ()):
            was, has = _value(before), _value(after)
            told = has if action in NEW else was if action in GONE else f"de {was} a {has}"
            yield label[:1].upper() + label[1:], told
        if "lineas" in data:
            yield "Líneas enviadas", str(len(data["lineas"]))
        for name, value in data.items():
            if name in ("before", "after", "changes", "lineas") or name in UNTOLD:
                continue
            text = self._text(name, value)
            if text:
                yield LABELS.get(name, name), text

    def _text(self, name: str, value: Any) -> str:
        if name == "area":
            return self.areas.get(value, value)
        if name == "areas":
            return join_list([self.areas.get(code, code) for code in value])
        if name == "people":
            return join_list([self.people.get(username, username) for username in value])
        if name in ("observacion", "observaciones"):
            pks = value if isinstance(value, list) else [value]
            return " · ".join(self._observation(pk) for pk in pks)
        if isinstance(value, list):
            return "; ".join(str(item) for item in value)
        return "" if value in (None, "") else _value(value)

    def _observation(self, pk: int) -> str:
        return shortened(self.observations.get(pk, "(ya no está)"), LONGEST)


def _value(value: object) -> str:
    """Return a value in words: a day as people write it, nothing as such."""
    if value in (None, ""):
        return NOTHING
    day = _day(value) if isinstance(value, str) and len(value) == 10 else None
    return long_date(day) if day else str(value)

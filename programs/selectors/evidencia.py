"""The files that áreas keep: who added each, when, what it backs, and who may download it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q

from programs import permissions
from programs.models import Area, AvanceTrimestral, Evidencia, User
from programs.received.documents import NAMES

SHOWN = 200
PICTURE = "Imagen"
# Pictures of a narrative are shown there; the rest are kept here.
NOT_A_FIGURE = Q(media_type__in=NAMES) | Q(figuras__isnull=True)


@dataclass(frozen=True)
class DocumentRow:
    """A file with its kind in a word; `can_open` tells whether the person may download it."""

    evidencia: Evidencia
    kind: str
    can_open: bool


@dataclass(frozen=True)
class AreaDocuments:
    """The latest documents of an área; `can_add` tells whether the person keeps them."""

    area: Area
    can_add: bool
    rows: tuple[DocumentRow, ...]


@dataclass(frozen=True)
class Respaldos:
    """What backs a quarter entry, and what else its área keeps that could."""

    rows: tuple[DocumentRow, ...]
    others: tuple[Evidencia, ...]


@dataclass(frozen=True)
class EvidenciasPage:
    """The documents of every área whose originals the person may see."""

    groups: tuple[AreaDocuments, ...]


def evidencias_of(user: User) -> EvidenciasPage:
    """Return the documents by área, the person's own áreas first, in two queries."""
    own = permissions.area_ids(user)
    whole = permissions.original_institucion_ids(user)
    areas = Area.objects.visible_to(user).select_related("institucion")
    if not user.is_superuser:
        areas = areas.filter(pk__in=own) | areas.filter(institucion__in=whole)
    rows = defaultdict(list)
    found = (
        Evidencia.objects.visible_to(user)
        .filter(NOT_A_FIGURE, area__in=areas)
        .select_related("uploaded_by", "avance__trimestre__programa__institucion", "avance__linea")
        .order_by("-uploaded_at", "-pk")
    )
    for evidencia in found[:SHOWN]:
        can_open = permissions.can_see_originals(user, evidencia)
        row = DocumentRow(evidencia, kind_of(evidencia), can_open)
        rows[evidencia.area_id].append(row)
    ordered = sorted(
        areas, key=lambda area: (area.pk not in own, area.institucion.name, area.order, area.name)
    )
    return EvidenciasPage(
        tuple(
            AreaDocuments(area, user.is_superuser or area.pk in own, tuple(rows[area.pk]))
            for area in ordered
            if area.active or rows[area.pk]
        )
    )


def respaldos_of(avance: AvanceTrimestral) -> Respaldos:
    """Return what backs an entry to who captures it, and may thus download it, in one query."""
    found = (
        Evidencia.objects.filter(
            Q(avance=avance.pk) | Q(NOT_A_FIGURE, area=avance.linea.area_id, avance__isnull=True)
        )
        .select_related("uploaded_by")
        .order_by(F("avance").asc(nulls_last=True), "-uploaded_at", "-pk")
    )[:SHOWN]
    return Respaldos(
        rows=tuple(DocumentRow(row, kind_of(row), True) for row in found if row.avance_id),
        others=tuple(row for row in found if not row.avance_id),
    )


def kind_of(evidencia: Evidencia) -> str:
    """Return the kind of a file in a word: "PDF", "Word", "Excel" or "Imagen"."""
    return NAMES.get(evidencia.media_type, PICTURE)

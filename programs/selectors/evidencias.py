"""The documents that áreas keep: who added each, when, and whether it may be downloaded."""

from collections import defaultdict
from dataclasses import dataclass

from programs import permissions
from programs.documents_check import NAMES
from programs.models import Area, Evidencia, User

SHOWN = 200


@dataclass(frozen=True)
class DocumentRow:
    """A document with its kind in a word; `can_open` tells whether the person may download it."""

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
        .filter(media_type__in=NAMES, area__in=areas)
        .select_related("uploaded_by")
        .order_by("-uploaded_at", "-pk")
    )
    for evidencia in found[:SHOWN]:
        can_open = permissions.can_see_originals(user, evidencia)
        row = DocumentRow(evidencia, NAMES[evidencia.media_type], can_open)
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

"""Whose figures a text may be tied to (*cifras ligadas*), asked when one is saved.

A form may be forged, and a number copied from another text brings its source with it: what the list
of the page does not offer to anybody is refused at every door.
"""

from collections.abc import Set as AbstractSet
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from programs.models.meta import ComponenteDeMeta
from programs.models.programa import LineaDeAccion
from programs.values.tied import is_total, ties_in

OF_LINEA = "no es de esta línea"
OF_AREA = "no es de las líneas de esta área en este trimestre"
OF_QUARTER = "no es de las líneas de este trimestre"
WHAT_TO_DO = "Bórrela y escriba el número, o elija otra en «Insertar cifra»."
# How many are told at once.
MOST = 5


class Told(Protocol):
    """A block, as far as its tied numbers go."""

    pk: int
    html: str
    avance: Any
    seccion: Any


def require_own_ties(block: Told, stored: models.QuerySet) -> None:
    """Refuse a text with a number newly tied to what is not its own.

    A narrative has the figures of its línea, an área's part of the presentación those of its líneas
    and the totals, every other part those of all líneas of its quarter. What stands in the text
    already, of the rows in `stored`, stays: its source may be gone. A text of no quarter has no
    ties, its numbers print as they stand. Raises `ValidationError` by field; costs one query where
    some number is tied to a línea, three where one is refused.
    """
    ties = {source: text for source, _, text in ties_in(block.html) if source}
    if not ties or not (block.avance or (block.seccion and block.seccion.trimestre_id)):
        return
    foreign = _foreign(block, ties.keys())
    if not foreign:
        return
    for html in stored.filter(pk=block.pk).values_list("html", flat=True):
        foreign -= {source for source, _, _ in ties_in(html)}
    texts = dict.fromkeys(text for source, text in ties.items() if source in foreign)
    if texts:
        why = _why(block)
        told = [f"La cifra ligada «{text}» {why}. {WHAT_TO_DO}" for text in texts]
        raise ValidationError({"html": told[:MOST]})


def _foreign(block: Told, sources: AbstractSet[str]) -> set[str]:
    """Return the sources that are not of what a block tells, in one query."""
    totals = {source for source in sources if is_total(source)}
    claves = {source: source.partition(".")[0] for source in sources - totals}
    known = _known(block) if claves else set()
    refused = {source for source, clave in claves.items() if clave not in known}
    return refused | totals if block.avance else refused


def _known(block: Told) -> set[str]:
    """Return the claves of the líneas of a block and of what their metas count."""
    lineas = _lineas(block).order_by()
    counted = ComponenteDeMeta.objects.filter(meta__linea__in=lineas).order_by()
    own = lineas.values_list("clave", flat=True)
    return set(own.union(counted.values_list("clave", flat=True)))


def _lineas(block: Told) -> models.QuerySet:
    """Return the líneas whose figures a block may tell."""
    if block.avance:
        return LineaDeAccion.objects.filter(pk=block.avance.linea_id)
    number = F("eje__programa__trimestres__number")
    in_force = LineaDeAccion.objects.filter(
        Q(added_by__isnull=True) | Q(added_by__from_quarter__lte=number),
        Q(cancelled_by__isnull=True) | Q(cancelled_by__from_quarter__gt=number),
        eje__programa__trimestres=block.seccion.trimestre_id,
    )
    area = block.seccion.area_id
    return in_force.filter(area=area) if area else in_force


def _why(block: Told) -> str:
    if block.avance:
        return OF_LINEA
    return OF_AREA if block.seccion.area_id else OF_QUARTER

"""Whose figures a text may be tied to (*cifras ligadas*), asked when one is saved.

A form may be forged, and a number copied from another text brings its source with it: what the list
of the page does not offer to anybody is refused at every door. So is a source that gives nothing:
the informe would print what was typed as if it were a figure.
"""

import json
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast

from programs.enums import ComponentKind
from programs.models.meta import ComponenteDeMeta
from programs.models.programa import LineaDeAccion
from programs.values.hechos.kinds import HechoKind, fields_of
from programs.values.tied import is_total, ties_in
from programs.values.ties import HECHOS, PERCENTS, hechos_keys

OF_LINEA = "no es de esta línea"
OF_AREA = "no es de las líneas de esta área en este trimestre"
OF_QUARTER = "no es de las líneas de este trimestre"
GIVES_NOTHING = "no sale de ningún dato"
WHAT_TO_DO = "Bórrela y escriba el número, o elija otra en «Insertar cifra»."
# How many are told at once.
MOST = 5


class Told(Protocol):
    """A block, as far as its tied numbers go."""

    pk: int
    institucion_id: int
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
    known = _known(block, ties.keys())
    refused = {source: why for source in ties if (why := _why_not(block, source, known))}
    if not refused:
        return
    for html in stored.filter(pk=block.pk).values_list("html", flat=True):
        for source, _, _ in ties_in(html):
            refused.pop(source, None)
    told = [
        f"La cifra ligada «{ties[source]}» {why}. {WHAT_TO_DO}" for source, why in refused.items()
    ]
    if told:
        raise ValidationError({"html": list(dict.fromkeys(told))[:MOST]})


@dataclass
class _Known:
    """What a block may be tied to, by its clave.

    `lineas` are its líneas and how many quantities each adds up, `componentes` what each counts,
    `hechos` the ends of the sources of the kinds of its institution.
    """

    lineas: Counter[str] = field(default_factory=Counter)
    componentes: dict[str, str] = field(default_factory=dict)
    hechos: set[str] = field(default_factory=set)

    def gives(self, clave: str, measure: str) -> bool:
        """Tell whether a measure of what is known gives a figure, as `values.ties` makes them."""
        _, of_hechos, key = f".{measure}".partition(HECHOS)
        if of_hechos:
            return clave in self.lineas and key in self.hechos
        if clave in self.componentes:
            return measure != "received" or self.componentes[clave] == ComponentKind.DEMAND
        return measure in PERCENTS and self.lineas[clave] > 1


def _why_not(block: Told, source: str, known: _Known) -> str:
    """Return why a block may not be tied to a source, "" where it may."""
    if is_total(source):
        return OF_LINEA if block.avance else ""
    clave, _, measure = source.partition(".")
    if clave not in known.lineas and clave not in known.componentes:
        return _why(block)
    return "" if known.gives(clave, measure) else GIVES_NOTHING


def _known(block: Told, sources: AbstractSet[str]) -> _Known:
    """Return what the sources of a block may be, in one query."""
    known = _Known()
    if all(map(is_total, sources)):
        return known
    lineas = _lineas(block).order_by()
    nothing = Value("", output_field=TextField())
    counted = ComponenteDeMeta.objects.filter(meta__linea__in=lineas).order_by()
    rows = lineas.values_list(Value("linea"), "clave", nothing)
    more = [counted.values_list("kind", "clave", Cast("meta__linea__clave", TextField()))]
    if any(HECHOS in source for source in sources):
        kinds = _kinds(block.institucion_id).order_by()
        more.append(kinds.values_list(Value("hechos"), "key", Cast("field_rows", TextField())))
    for what, clave, detail in rows.union(*more, all=True):
        if what == "linea":
            known.lineas[clave] += 0
        elif what == "hechos":
            kind = HechoKind(clave, "", "", "", fields_of(json.loads(detail)))
            known.hechos.update(hechos_keys(kind))
        else:
            known.componentes[clave] = what
            known.lineas[detail] += what != ComponentKind.UNQUANTIFIED
    return known


def _kinds(institucion: int) -> models.QuerySet:
    """Return the kinds of hechos of an institution, whose model is made of that of a block."""
    return apps.get_model("programs", "TipoDeHecho").objects.filter(institucion=institucion)


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

"""The way back from a page: each step as {"label", "url"}, the last without an address."""

from django.urls import reverse

from programs.models import Programa, Trimestre
from programs.reading.addresses import area_url

Crumb = dict[str, str]


def to_programas() -> list[Crumb]:
    """Return the step to the list of programmes."""
    return [{"label": "Programas", "url": reverse("programa_list")}]


def to_programa(programa: Programa) -> list[Crumb]:
    """Return the steps down to a programme, read with its institution."""
    label = f"{programa.institucion.short_name} {programa.exercise}"
    return [*to_programas(), {"label": label, "url": programa.get_absolute_url()}]


def to_trimestre(trimestre: Trimestre, label: str) -> list[Crumb]:
    """Return the steps down to a quarter, which each page names in its own words."""
    step = {"label": label, "url": trimestre.get_absolute_url()}
    return [*to_programa(trimestre.programa), step]


def to_own_part(trimestre: Trimestre, area_code: str, label: str) -> list[Crumb]:
    """Return the steps down to an área's part of a quarter, where each línea has its "Capturar"."""
    step = {"label": label, "url": area_url(trimestre, area_code)}
    return [*to_programa(trimestre.programa), step]

"""Where each thing is opened: the addresses that lists, notices and charts lead to."""

from collections.abc import Mapping
from types import MappingProxyType

from django.urls import reverse
from django.utils.http import urlencode

from programs.models import Area, Programa, Trimestre
from programs.values.checks.hechos import hecho_of

MAX_KEY = 80


def linea_url(trimestre: Trimestre, linea_pk: int) -> str:
    """Return where a línea's quarter is read."""
    slug, year, number = trimestre.place
    return f"{reverse('linea_detail', args=[slug, year, linea_pk])}#trimestre-{number}"


def capture_url(
    trimestre: Trimestre,
    linea_pk: int,
    anchor: str = "",
    pages: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """Return where an área captures a línea's quarter, at a place of the page.

    Its hechos are read by pages: the place of one asks for the page on which it stands, and `pages`
    are those of its lists that stay open.
    """
    slug, year, number = trimestre.place
    address = reverse("avance_edit", args=[slug, year, linea_pk, number])
    hecho = hecho_of(anchor)
    asked: dict[str, str | int] = {**pages, **({"hecho": hecho} if hecho else {})}
    query = urlencode(asked)
    return _at(f"{address}?{query}" if query else address, anchor)


def figure_url(trimestre: Trimestre, linea_pk: int, order: int) -> str:
    """Return where a figure of a línea's quarter is explained, by its place from 1 on."""
    slug, year, number = trimestre.place
    return reverse("figure_origin", args=[slug, year, linea_pk, number, order])


def section_key(trimestre: Trimestre, area: Area | None) -> str:
    """Return the key of an área's part of the presentación or of the opening (None)."""
    programa = trimestre.programa
    key = f"{programa.institucion.slug}-{programa.year}-t{trimestre.number}-presentacion"
    key = f"{key}-{area.code}" if area else key
    return key if len(key) <= MAX_KEY else f"t{trimestre.pk}-presentacion-{area.pk if area else 0}"


def part_url(trimestre: Trimestre, key: str, anchor: str = "") -> str:
    """Return where a part of the quarter's presentación is written, at a place of the page."""
    address = reverse("presentacion_edit", args=trimestre.place)
    return _at(f"{address}?{urlencode({'parte': key})}", anchor)


def submission_url(trimestre: Trimestre, area_code: str, anchor: str = "") -> str:
    """Return where an área looks at its quarter a last time and hands it in, at a place of it."""
    return _at(reverse("entrega_review", args=[*trimestre.place, area_code]), anchor)


def area_url(trimestre: Trimestre, area_code: str) -> str:
    """Return where who follows an área sees its part of the quarter."""
    return _at(trimestre.get_absolute_url(), f"area-{area_code}")


def month_url(programa: Programa, area_code: str, month: int) -> str:
    """Return where an área reports and confirms a month of the period (1 to 12)."""
    asked: dict[str, str | int] = {
        "programa": f"{programa.institucion.slug}-{programa.year}",
        "area": area_code,
        "mes": month,
    }
    return _at(f"{reverse('mes')}?{urlencode(asked)}", f"mes-{month}")


def block_add_url(*, avance: int | None = None, seccion: int | None = None) -> str:
    """Return where a new block of a narrative is asked for, of an entry or a section by its id."""
    if avance:
        return reverse("block_add", args=[avance])
    return reverse("section_block_add", args=[seccion])


def findings_url(trimestre: Trimestre, key: str = "", back: str = "", linea: int = 0) -> str:
    """Return where the findings of a quarter are explained, at one of them.

    `back` is the page to return to once one is accepted; `linea` the only one that is asked about,
    0 for the whole informe.
    """
    asked: dict[str, str | int] = {"linea": linea, "volver": back}
    query = urlencode({name: value for name, value in asked.items() if value})
    address = reverse("congruencia", args=trimestre.place)
    if query:
        address = f"{address}?{query}"
    return _at(address, key)


def _at(address: str, anchor: str) -> str:
    return f"{address}#{anchor}" if anchor else address

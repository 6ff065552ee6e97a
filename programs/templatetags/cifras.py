"""A printed figure as the link to the page that says where it comes from."""

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from programs.models import Programa
from programs.selectors.cifras import origin_link
from programs.templatetags.programs_text import is_figure
from programs.values.one_thing import with_ones
from programs.values.readings import ComponentReading

register = template.Library()

# What a line of several quantities may tell of each.
TOLD = ("quantity", "accumulated", "accumulated_programmed")


@register.filter
def ones(text: str, parts: Sequence[object]) -> str:
    """Print a line of several quantities with the singular of what is one: "1 boletín".

    `parts` are the quantities that were read; a figure of one quantity has no unit beside it.
    """
    read = [each for each in parts or () if isinstance(each, ComponentReading)]
    for name in TOLD if len(read) > 1 else ():
        shown = with_ones(text, ((getattr(each, name), each.unit) for each in read))
        if shown != text:
            return shown
    return text


@register.simple_tag
def figure_url(
    text: str, parts: Sequence[object], programa: Programa, number: int, linea: int, order: int = 1
) -> str:
    """Return where a figure is explained, "" for a word and for the months of a línea.

    `text` is the figure as printed, `parts` the quantities of the meta, `number` the quarter,
    `linea` the key of the línea, `order` the place of the quantity, from 1. A text of several
    quantities leads to the first, whose page names the others.
    """
    if not parts or not is_figure(text):
        return ""
    slug, year = programa.place
    return reverse("figure_origin", args=[slug, year, linea, number, order])


@register.simple_tag
def figure(
    text: str, parts: Sequence[object], programa: Programa, number: int, linea: int, order: int = 1
) -> SafeString | str:
    """Print a figure as the link to where it comes from; any other text as it is."""
    address = figure_url(text, parts, programa, number, linea, order)
    text = ones(text, parts)
    if not address:
        return text
    return origin_link(address, text)

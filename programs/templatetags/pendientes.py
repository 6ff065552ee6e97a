"""Where each thing to do is done."""

from urllib.parse import quote

from django import template
from django.urls import reverse

from programs.selectors.pendientes import Pending

register = template.Library()


@register.filter
def pending_url(item: Pending) -> str:
    """Return the address of the exact place where a thing to do is done."""
    programa = item.programa
    place = [programa.institucion.slug, programa.year]
    if item.kind == "month":
        key = "-".join(map(str, place))
        query = f"programa={key}&area={quote(item.area_code)}&mes={item.month}"
        return f"{reverse('mes')}?{query}#mes-{item.month}"
    if item.kind == "send":
        return reverse("entrega_review", args=[*place, item.quarter, item.area_code])
    if item.part_key:
        page = reverse("presentacion_edit", args=[*place, item.quarter])
        return f"{page}?parte={quote(item.part_key)}#{item.anchor}"
    page = reverse("avance_edit", args=[*place, item.linea_pk, item.quarter])
    return f"{page}#{item.anchor}" if item.anchor else page

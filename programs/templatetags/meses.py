"""The address of the page of months, for its own links."""

from urllib.parse import quote, urlencode

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def mes_url(context: Context, month: int, view: str = "") -> str:
    """Return the address of a month with the filters of this page: `slug`, `area` and `eje`.

    `view` is "lista" for one month as a list, "" for the year.
    """
    asked = {
        "programa": context["slug"],
        "area": context["area"],
        "eje": context["eje"],
        "mes": month,
        "vista": view,
    }
    query = urlencode({name: value for name, value in asked.items() if value}, quote_via=quote)
    return f"{reverse('mes')}?{query}"

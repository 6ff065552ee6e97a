"""The observations that stand at a place of a page with capture."""

from django import template
from django.template import Context

from programs.selectors.observaciones import Observations, ObservationView

register = template.Library()


@register.simple_tag(takes_context=True)
def observed(context: Context, kind: str, pk: int | None = None) -> tuple[ObservationView, ...]:
    """Return what was observed at a place: `{% observed "bloque" block.row.pk as found %}`.

    Without `pk` the kind alone names the place; "" is what no part of the page takes. A page that
    was given no `observations` has none.
    """
    found: Observations = context.get("observations") or Observations()
    return found.at(kind if pk is None else f"{kind}-{pk}")

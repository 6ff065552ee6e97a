"""What does not agree, beside the field of a page with capture that it speaks of."""

from django import template
from django.template import Context

from programs.selectors.avance import Beside

register = template.Library()


@register.simple_tag(takes_context=True)
def found_beside(context: Context, anchor: str) -> Beside | None:
    """Return what was found in a field: `{% found_beside block.anchor as beside %}`.

    A page of what is not checked while it is written, as the presentación, has nothing.
    """
    live = getattr(context.get("page"), "live", None)
    return live.beside.get(anchor) if live else None

"""What does not agree, beside the field of a page with capture that it speaks of."""

from collections.abc import Iterable

from django import template
from django.template import Context

from programs.selectors.beside import Beside
from programs.selectors.cifras import ProposedHere
from programs.selectors.found import Found, FoundList, found_list

register = template.Library()


@register.simple_tag(takes_context=True)
def found_beside(context: Context, anchor: str) -> Beside | None:
    """Return what was found in a field: `{% found_beside block.anchor as beside %}`.

    A block that is drawn alone has nothing: the page asks for it after the save.
    """
    live = getattr(context.get("page"), "live", None)
    return live.beside.get(anchor) if live else None


@register.simple_tag(takes_context=True)
def ties_beside(context: Context, anchor: str) -> tuple[ProposedHere, ...]:
    """Return the numbers of a text that may be tied: `{% ties_beside block.anchor as proposed %}`.

    A block that is drawn alone has none: the page asks for them after the save.
    """
    cifras = getattr(context.get("page"), "cifras", None)
    return cifras.beside.get(anchor, ()) if cifras else ()


@register.filter
def at_most(found: Iterable[Found], opened: str = "") -> FoundList:
    """Return what a list shows of what was found; the one with the key `opened` is among it."""
    return found_list(found, opened)

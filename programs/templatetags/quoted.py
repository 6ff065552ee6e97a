"""A text with its quoted pieces marked, without a blank that the text does not have."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from programs.values.quoted import Piece

register = template.Library()


@register.filter
def marked(pieces: Sequence[Piece]) -> SafeString:
    """Print pieces; a quoted one in a <mark> with the numbers of the findings that quote it."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString | str:
    if not piece.is_marked:
        return piece.text
    numbers = format_html_join(
        "",
        '<sup class="mark-number"><span class="visually-hidden"> hallazgo </span>{}</sup>',
        ((number,) for number in piece.numbers),
    )
    kind = "error" if piece.is_error else "doubt"
    return format_html('<mark class="mark-{}">{}</mark>{}', kind, piece.text, numbers)

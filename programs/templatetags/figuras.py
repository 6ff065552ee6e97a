"""What the rows of pictures print: their thumbnail, their size, a token for their form."""

import secrets
from collections.abc import Mapping
from decimal import Decimal

from django import template

from programs.models import Evidencia
from programs.received import documents
from programs.selectors.bloques import rendition_for
from programs.values import phrases

register = template.Library()

THUMB_WIDTH = 640
MEGA, KILO = 1024 * 1024, 1024


@register.simple_tag
def form_token() -> str:
    """Return a name for one rendered form, by which a second arrival is known."""
    return secrets.token_urlsafe(16)


@register.simple_tag
def upload_limits() -> dict[str, object]:
    """Return the limit of a picture in bytes, and the sentence of the server about it."""
    return {
        "bytes": documents.MAX_PICTURE_BYTES,
        "sentence": documents.PICTURE_TOO_LARGE,
    }


@register.filter
def thumbnail(evidencia: Evidencia | None) -> dict | None:
    """Return {"width", "height", "name"} of the copy to show in a row, None without a file."""
    return rendition_for(evidencia, THUMB_WIDTH)


@register.filter
def file_size(size: int) -> str:
    """Print bytes as "3.2 MB" or "48 KB"."""
    if size >= MEGA:
        return f"{phrases.number_text(Decimal(round(size / MEGA, 1)).quantize(Decimal('0.1')))} MB"
    return f"{max(1, round(size / KILO))} KB"


@register.filter
def repeated(repeats: Mapping[int, str] | str, pk: int) -> str:
    """Return the sentence about a picture that stands elsewhere too, "" without one."""
    return "" if isinstance(repeats, str) else repeats.get(pk, "")

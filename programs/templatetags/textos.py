"""A sentence of the system as what a form sends to make a Texto block of it."""

import json

from django import template
from django.utils.html import format_html

from programs.enums import BlockKind
from programs.forms.bloques import new_key

register = template.Library()


@register.simple_tag
def text_block(sentence: str) -> str:
    """Return the `blocks` of `programs.forms.pegado.PasteForm` for one Texto of a sentence.

    Its key is made for this form: sent twice, it is one block.
    """
    html = format_html("<p>{}</p>", sentence)
    block = {"kind": BlockKind.TEXT, "key": new_key(), "values": {"html": html}}
    return json.dumps([block], ensure_ascii=False)
